//! A cascade: one input and all that follows from it. Through it a service that decides reaches its
//! tables, randomness and time, and the log.

use std::sync::Arc;

use crema_api::DomainEvent;
use crema_api::ids::{BoothMs, OrderId, Seq, SessionId};
use rusqlite::{Row, ToSql};

use super::actor::Acting;
use super::handled;
use super::log::{self, RawEvent, RecordedEvent};
use super::names::{self, ErasedNames};
use super::retained;
use super::secrets::{self, Made, SecretKind};
use super::sessions;
use super::tables::Tables;
use super::timers::{self, TimerKey, TimerKind};
use crate::entropy::Entropy;
use crate::fault::{Defect, Fault};
use crate::input::Stamp;
use crate::storage::{Readable, Storage};

/// Maximum events of one cascade. An order's longest has about ten; closing with a full booth
/// cancels some hundred orders with a few events each. More is a loop.
pub const CASCADE_EVENTS_MAX: usize = 4_096;

/// When an input came, the randomness that follows from it, and who acts: what a cascade begins
/// with.
#[derive(Debug, Clone)]
pub(crate) struct Stamped {
    pub at: Stamp,
    pub entropy: Entropy,
    pub acting: Acting,
}

/// Whether the store is paused, before and after a change of the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// Before.
    pub was: bool,
    /// Now.
    pub is: bool,
}

/// One input and all that follows from it. Its methods on tables fail with [`Fault::Storage`] when
/// the disk fails, and with [`Fault::Defect`] when a statement of ours is wrong.
pub struct Cascade<'a> {
    storage: &'a dyn Storage,
    /// The service that runs in it now.
    service: Option<&'static str>,
    at: Stamp,
    entropy: Entropy,
    acting: Acting,
    head: Seq,
    events: Vec<Arc<RecordedEvent>>,
    erased: bool,
}

/// The effects of a cascade on the log.
pub(crate) struct Effects {
    /// The log's end after it.
    pub head: Seq,
    /// The events that it appended.
    pub events: Vec<Arc<RecordedEvent>>,
    /// Whether names or secrets were erased.
    pub erased: bool,
}

impl std::fmt::Debug for Cascade<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cascade").field("at", &self.at).field("events", &self.events.len()).finish()
    }
}

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl<'a> Cascade<'a> {
    pub(crate) fn new(
        storage: &'a dyn Storage,
        Stamped { at, entropy, acting }: Stamped,
        head: Seq,
    ) -> Self {
        Self {
            storage,
            service: None,
            at,
            entropy,
            acting,
            head,
            events: Vec::new(),
            erased: false,
        }
    }

    /// Booth time now.
    #[must_use]
    pub fn now(&self) -> BoothMs {
        self.at.booth_ms
    }

    /// Wall time now, ms since 1970: to be shown, never calculated with.
    #[must_use]
    pub fn wall_ms(&self) -> i64 {
        self.at.wall_ms
    }

    /// Fresh randomness.
    pub fn entropy(&mut self) -> &mut Entropy {
        &mut self.entropy
    }

    /// Appends an event to the log at once, with the cascade's actor. The event is delivered when the
    /// service is done.
    ///
    /// # Errors
    /// [`Fault`] when it cannot be appended, or when the cascade has grown beyond
    /// [`CASCADE_EVENTS_MAX`].
    pub fn emit(&mut self, fact: impl Into<DomainEvent>) -> Result<Seq, Fault> {
        Ok(self.emit_event(fact.into())?.seq)
    }

    /// Appends an event as [`Self::emit`] does. Returns it as it is in the log.
    pub(super) fn emit_event(&mut self, fact: DomainEvent) -> Result<Arc<RecordedEvent>, Fault> {
        if self.events.len() >= CASCADE_EVENTS_MAX {
            return Err(Defect::CascadeTooLong(CASCADE_EVENTS_MAX).into());
        }
        let seq = Seq(self.head.0 + 1);
        let detail = fact.detail_json()?.into();
        let (id, at) = (self.entropy.event_id(seq.0), self.at);
        let actor = self.acting.actor_of(&fact);
        let event = RecordedEvent { seq, id, at, actor, fact, detail };
        debug_assert!(self.events.last().is_none_or(|last| last.seq.0 + 1 == seq.0), "a gap");
        log::append(self.storage, &event)?;
        sessions::note(self.storage, &event.fact)?;
        retained::note(self.storage, &event)?;
        handled::note(self.storage, &event)?;
        self.head = seq;
        let event = Arc::new(event);
        self.events.push(Arc::clone(&event));
        Ok(event)
    }

    /// The service's own tables alone.
    #[must_use]
    pub fn tables(&self) -> Tables<'a> {
        Tables::of(self.service, self.storage)
    }

    /// Runs a statement on the service's own tables. Returns how many rows it changed.
    pub fn execute(&self, sql: &str, params: &[&dyn ToSql]) -> Result<usize, Fault> {
        self.tables().execute(sql, params)
    }

    /// The first row of a query on the service's own tables.
    pub fn query_one<T>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Fault> {
        self.tables().query_one(sql, params, read)
    }

    /// Every row of a query on the service's own tables.
    pub fn query_all<T>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Fault> {
        self.tables().query_all(sql, params, read)
    }

    /// Every row of a query on the service's own tables that can be read.
    pub fn query_readable<T>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Readable<T>, Fault> {
        self.tables().query_readable(sql, params, read)
    }

    /// The newest events of a type, newest first, before they are understood: for a service whose
    /// own row of it cannot be read.
    pub fn newest_events(&self, detail_type: &str) -> Result<Vec<RawEvent>, Fault> {
        Ok(self.storage.query_all(&log::newest_of_type(detail_type), &[], log::read_row)?)
    }

    /// The event at this place in the log, before it is understood: for a command that names one.
    pub fn event_at(&self, seq: Seq) -> Result<Option<RawEvent>, Fault> {
        Ok(log::raw_at(self.storage, seq)?)
    }

    /// Sets a timer, or moves it.
    pub fn set_timer(&self, key: TimerKey<'_>, due: BoothMs) -> Result<(), Fault> {
        Ok(timers::set(self.storage, key, due)?)
    }

    /// Moves a timer that runs and would be due before `due` to then.
    pub fn postpone_timer(&self, key: TimerKey<'_>, due: BoothMs) -> Result<(), Fault> {
        Ok(timers::postpone(self.storage, key, due)?)
    }

    /// Creates a paused timer with `left_ms` remaining.
    pub fn set_timer_suspended(&self, key: TimerKey<'_>, left_ms: u64) -> Result<(), Fault> {
        Ok(timers::set_suspended(self.storage, key, left_ms)?)
    }

    /// Cancels a timer.
    pub fn cancel_timer(&self, key: TimerKey<'_>) -> Result<(), Fault> {
        timers::cancel(self.storage, key)?;
        Ok(())
    }

    /// Suspends timers when a pause begins, and resumes them when it ends.
    pub fn follow_pause(&self, timers: TimerKind<'_>, pause: Pause) -> Result<(), Fault> {
        let now = self.now();
        match pause {
            Pause { was: false, is: true } => Ok(timers::suspend(self.storage, timers, now)?),
            Pause { was: true, is: false } => Ok(timers::resume(self.storage, timers, now)?),
            _ => Ok(()),
        }
    }

    /// Keeps the name for a cup, beside the log.
    pub fn name_cup(&self, order: OrderId, name: &str) -> Result<(), Fault> {
        Ok(names::set_cup(self.storage, order, name, self.head)?)
    }

    /// Keeps the name of a session's holder, beside the log.
    pub fn name_staff(&self, who: SessionId, name: &str) -> Result<(), Fault> {
        Ok(names::set_staff(self.storage, who, name)?)
    }

    /// Forgets the name of a session's holder.
    pub fn forget_staff(&self, who: SessionId) -> Result<(), Fault> {
        Ok(names::forget_staff(self.storage, who)?)
    }

    /// Erases every name that was written on a cup before this place in the log. The core
    /// cuts the write-ahead log when the batch is on disk.
    pub fn erase_cup_names(&mut self, before: Seq) -> Result<ErasedNames, Fault> {
        self.erased = true;
        Ok(names::erase_cups(self.storage, before)?)
    }

    /// Keeps a secret, beside the log, in place of an earlier one under this id.
    pub fn put_secret(&self, kind: SecretKind, id: &[u8], secret: &[u8]) -> Result<(), Fault> {
        Ok(secrets::put(self.storage, Made { kind, at: self.head }, id, secret)?)
    }

    /// The secret that is kept under this id, if it can be read.
    pub fn secret(&self, kind: SecretKind, id: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
        Ok(secrets::find(self.storage, kind, id)?)
    }

    /// Removes a secret.
    pub fn remove_secret(&self, kind: SecretKind, id: &[u8]) -> Result<(), Fault> {
        Ok(secrets::remove(self.storage, kind, id)?)
    }

    /// Erases the secrets of these kinds, as [`Self::erase_cup_names`] does names.
    pub fn erase_secrets(&mut self, kinds: &[SecretKind], before: Seq) -> Result<(), Fault> {
        self.erased = true;
        Ok(secrets::erase(self.storage, kinds, before)?)
    }

    /// From now on the statements on a service's own tables are this one's.
    pub(super) fn now_runs(&mut self, service: &'static str) {
        self.service = Some(service);
    }

    /// The storage, for the kernel's own tables.
    pub(super) fn storage(&self) -> &'a dyn Storage {
        self.storage
    }

    /// The log's end, with the events so far.
    pub(crate) fn head(&self) -> Seq {
        self.head
    }

    /// The events so far.
    pub(crate) fn events(&self) -> &[Arc<RecordedEvent>] {
        &self.events
    }

    /// Its effects on the log.
    pub(crate) fn into_effects(self) -> Effects {
        Effects { head: self.head, events: self.events, erased: self.erased }
    }

    /// Forgets all but the first `count` events, after a roll-back to that point.
    pub(crate) fn truncate_to(&mut self, count: usize) {
        let dropped = self.events.len().saturating_sub(count) as u64;
        self.events.truncate(count);
        self.head = Seq(self.head.0 - dropped);
    }
}
