//! Replay: the tables of deciders, emptied and folded from the log again.
//!
//! A service declares which of its tables are folds of the log. Its other tables are beside it:
//! secrets, names, timers, executions, the logo. A delivery that is a dead letter has not been
//! handled, so a replay leaves it out as well.

use std::collections::HashSet;

use crema_api::DomainEvent;
use crema_api::events::names;
use crema_api::ids::Seq;
use rusqlite::ToSql;

use super::consumer::Service;
use super::engine::Core;
use super::log::{self, RecordedEvent};
use super::rebuild::{self, READ_AT_ONCE_MAX};
use super::retained;
use super::tables::Tables;
use crate::fault::Fault;
use crate::input::{Input, InputKind};
use crate::storage::{Storage, StorageError, only};

/// Why a recording could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The log has events of its own.
    #[error("this booth has a log already; import a recording into an empty one")]
    NotEmpty,
    /// An event is missing.
    #[error("the recording goes on with event {found} where event {expected} belongs")]
    Gap {
        /// The event that belongs there.
        expected: Seq,
        /// The event that is there.
        found: Seq,
    },
    /// The disk failed, or a table could not be made.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<StorageError> for ImportError {
    fn from(error: StorageError) -> Self {
        Self::Fault(error.into())
    }
}

impl Core {
    /// Empties the tables of all deciders and folds them from the log again. It is for those who do
    /// not trust the tables of a database, and for the tests that prove them folds.
    ///
    /// # Errors
    /// A [`Fault`] of the disk, or of a fold that names tables which are not there.
    pub fn replay_deciders(&mut self) -> Result<(), Fault> {
        self.storage.begin()?;
        let done = self.replay_all().and_then(|()| Ok(self.storage.commit()?));
        if done.is_err() {
            self.storage.roll_back()?;
        }
        done
    }

    /// Imports a recording, from its first event on, into an empty booth: its log, the tables of
    /// deciders and projections. What is beside the log is not in it: the booth has no names, codes,
    /// timers or workflows, and is there to be looked at. Its id and key follow from `entropy`.
    ///
    /// # Errors
    /// [`ImportError`] when the booth is not empty, an event is missing, or the disk fails.
    pub fn import(
        &mut self,
        recording: &[RecordedEvent],
        entropy: [u8; 32],
    ) -> Result<(), ImportError> {
        if self.head != Seq(0) || self.booth.is_some() {
            return Err(ImportError::NotEmpty);
        }
        self.storage.begin()?;
        let done = self.import_all(recording, entropy).and_then(|()| Ok(self.storage.commit()?));
        if done.is_err() {
            self.head = Seq(0);
            self.booth = None;
            self.storage.roll_back()?;
        }
        self.audience.reload(self.storage.as_ref())?;
        done
    }

    fn import_all(
        &mut self,
        recording: &[RecordedEvent],
        entropy: [u8; 32],
    ) -> Result<(), ImportError> {
        let Some(at) = recording.last().map(|last| last.at) else { return Ok(()) };
        self.meet(&Input { at, entropy, kind: InputKind::Tick })?;
        if let Some(booth) = &mut self.booth {
            booth.booth_ms = at.booth_ms;
        }
        for event in recording {
            let expected = Seq(self.head.0 + 1);
            if event.seq != expected {
                return Err(ImportError::Gap { expected, found: event.seq });
            }
            log::append(self.storage.as_ref(), event)?;
            retained::note(self.storage.as_ref(), event)?;
            self.head = expected;
        }
        self.storage.execute("UPDATE consumers SET cursor = ?1, behind = 0", &[&self.head.0])?;
        self.storage.execute(
            "UPDATE booth SET booth_ms = ?1, head = ?2",
            &[&at.booth_ms.0, &self.head.0],
        )?;
        self.replay_all()?;
        for projection in self.audience.projections() {
            rebuild::rebuild(self.storage.as_ref(), projection, self.head)?;
        }
        Ok(())
    }

    fn replay_all(&self) -> Result<(), Fault> {
        for service in &self.audience.services().all {
            replay(self.storage.as_ref(), service)?;
        }
        Ok(())
    }
}

/// Empties a service's folds and folds the log into them again.
fn replay(storage: &dyn Storage, service: &Service) -> Result<(), Fault> {
    let folds = service.folds();
    if folds.is_empty() {
        return Ok(());
    }
    for table in folds.iter().flat_map(|fold| fold.tables()) {
        storage.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    let not_handled = not_handled(storage, service.name())?;
    let mut at = Seq(0);
    loop {
        let events = log::after(storage, at, READ_AT_ONCE_MAX)?;
        let Some(last) = events.last() else { return Ok(()) };
        at = last.seq();
        for event in events.into_iter().filter(|event| !not_handled.contains(&event.seq())) {
            let event = event.understand()?;
            for fold in folds {
                fold.fold(Tables::of(Some(service.name()), storage), &event)?;
            }
        }
    }
}

/// The events that this service was to handle and has not: its dead letters, and those that were
/// discarded. Read from the log too, since a recording brings no table of dead letters.
fn not_handled(storage: &dyn Storage, service: &str) -> Result<HashSet<Seq>, Fault> {
    let sql = log::select("WHERE detail_type IN (?1, ?2) ORDER BY seq");
    let names: [&dyn ToSql; 2] = [&names::DeliveryFailed, &names::DeliveryRedriven];
    let mut not_handled = HashSet::new();
    for event in storage.query_all(&sql, &names, log::read_row)? {
        match event.understand()?.fact {
            DomainEvent::DeliveryFailed(news) if news.consumer == service => {
                not_handled.insert(news.failed_seq);
            }
            DomainEvent::DeliveryRedriven(news) if news.consumer == service => {
                not_handled.remove(&news.redriven_seq);
            }
            _ => {}
        }
    }
    let sql = "SELECT seq FROM dead_letters WHERE consumer = ?1";
    not_handled.extend(storage.query_all(sql, &[&service], |row| only(row).map(Seq))?);
    Ok(not_handled)
}
