//! Replay: the tables of deciders, emptied and folded from the log again.
//!
//! A service declares which of its tables are folds of the log. Its other tables are beside it:
//! secrets, names, timers, executions, the logo. Each event is folded where it was handled
//! ([`super::handled`]).

use std::collections::HashSet;

use crema_api::ids::Seq;

use super::consumer::{Consumer, Service};
use super::derive::READ_AT_ONCE_MAX;
use super::engine::Core;
use super::handled::{self, Handled};
use super::log::{self, RecordedEvent};
use super::tables::Tables;
use super::{cursors, retained};
use crate::fault::Fault;
use crate::input::{Input, InputKind};
use crate::storage::{Storage, StorageError};

/// What a replay did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replayed {
    /// Events that could not be read, damaged or of a newer version: they are left out.
    pub unreadable: usize,
}

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
    pub fn replay_deciders(&mut self) -> Result<Replayed, Fault> {
        self.storage.begin()?;
        let done = self.replay_all().and_then(|done| Ok(self.storage.commit().map(|()| done)?));
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
        done?;
        Ok(self.rebuild_projections()?)
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
            cursors::set_lost(self.storage.as_ref(), projection.name())?;
        }
        Ok(())
    }

    fn replay_all(&self) -> Result<Replayed, Fault> {
        let storage = self.storage.as_ref();
        handled::derive(storage)?;
        let mut unreadable = HashSet::new();
        for service in &self.audience.services().all {
            unreadable.extend(replay(storage, service)?);
        }
        for seq in &unreadable {
            tracing::warn!(seq = seq.0, "a replay left out an event that cannot be read");
        }
        Ok(Replayed { unreadable: unreadable.len() })
    }
}

/// Empties a service's folds and folds the log into them again. Returns the events that could not be
/// read.
fn replay(storage: &dyn Storage, service: &Service) -> Result<HashSet<Seq>, Fault> {
    let folds = service.folds();
    if folds.is_empty() {
        return Ok(HashSet::new());
    }
    for table in folds.iter().flat_map(|fold| fold.tables()) {
        storage.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    let subscriptions = match service.consumer() {
        Some(Consumer::Handler(handler)) => handler.subscriptions(),
        _ => &[],
    };
    let handled = Handled::by(storage, service.name(), subscriptions)?;
    let mut unreadable = HashSet::new();
    let mut at = Seq(0);
    loop {
        let events = log::after(storage, at, READ_AT_ONCE_MAX)?;
        let Some(last) = events.last() else { return Ok(unreadable) };
        at = last.seq();
        for event in events {
            let Some(event) = handled.in_place_of(storage, event)? else { continue };
            let seq = event.seq();
            // Nothing can be folded from it; the caller learns how many there were.
            let Ok(event) = event.understand() else {
                unreadable.insert(seq);
                continue;
            };
            for fold in folds {
                fold.fold(Tables::of(Some(service.name()), storage), &event)?;
            }
        }
    }
}
