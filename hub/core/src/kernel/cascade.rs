//! A cascade: one input and all that follows from it. It is what a service is handed when it
//! decides: the way to its tables, to randomness and time, and to the log.

use std::sync::Arc;

use crema_api::Fact;
use crema_api::ids::{BoothMs, OrderId, Seq, SessionId};
use rusqlite::{Row, ToSql};

use super::log::{self, Recorded};
use super::{names, sealed, timers};
use crate::entropy::Entropy;
use crate::fault::Fault;
use crate::input::Stamp;
use crate::storage::Door;

/// Events of one cascade at the most. An order's longest is about ten; closing with a full booth
/// cancels some hundred orders with a few events each. More is a loop.
pub const CASCADE_EVENTS_MAX: usize = 4_096;

/// One input and all that follows from it.
pub struct Cascade<'a> {
    door: &'a dyn Door,
    at: Stamp,
    entropy: Entropy,
    head: Seq,
    events: Vec<Arc<Recorded>>,
    erased: bool,
}

impl std::fmt::Debug for Cascade<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cascade").field("at", &self.at).field("events", &self.events.len()).finish()
    }
}

impl<'a> Cascade<'a> {
    pub(crate) fn new(door: &'a dyn Door, at: Stamp, entropy: Entropy, head: Seq) -> Self {
        Self { door, at, entropy, head, events: Vec::new(), erased: false }
    }

    /// Booth time now.
    #[must_use]
    pub fn now(&self) -> BoothMs {
        self.at.booth_ms
    }

    /// Wall time now, ms since 1970: to be shown, never to be reckoned with.
    #[must_use]
    pub fn wall_ms(&self) -> i64 {
        self.at.wall_ms
    }

    /// Fresh randomness.
    pub fn entropy(&mut self) -> &mut Entropy {
        &mut self.entropy
    }

    /// Puts an event on the bus. It is in the log at once, and heard when the service has done.
    ///
    /// # Errors
    /// [`Fault`] when it cannot be appended, or when the cascade has grown beyond
    /// [`CASCADE_EVENTS_MAX`].
    pub fn emit(&mut self, fact: impl Into<Fact>) -> Result<Seq, Fault> {
        if self.events.len() >= CASCADE_EVENTS_MAX {
            return Err(Fault::broken(format!(
                "a cascade of more than {CASCADE_EVENTS_MAX} events"
            )));
        }
        let fact = fact.into();
        let seq = Seq(self.head.0 + 1);
        let detail = fact.detail_json()?.into();
        let event = Recorded { seq, id: self.entropy.event_id(seq.0), at: self.at, fact, detail };
        log::append(self.door, &event)?;
        self.head = seq;
        self.events.push(Arc::new(event));
        Ok(seq)
    }

    /// Runs a statement on the service's own tables; gives the number of rows it changed.
    ///
    /// # Errors
    /// [`Fault::Storage`] or [`Fault::Broken`].
    pub fn execute(&self, sql: &str, params: &[&dyn ToSql]) -> Result<usize, Fault> {
        Ok(self.door.execute(sql, params)?)
    }

    /// The first row of a query on the service's own tables.
    ///
    /// # Errors
    /// [`Fault::Storage`] or [`Fault::Broken`].
    pub fn query_one<T>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Fault> {
        Ok(self.door.query_one(sql, params, read)?)
    }

    /// Every row of a query on the service's own tables.
    ///
    /// # Errors
    /// [`Fault::Storage`] or [`Fault::Broken`].
    pub fn query_all<T>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Fault> {
        Ok(self.door.query_all(sql, params, read)?)
    }

    /// Sets a timer of `owner`, or moves it.
    ///
    /// # Errors
    /// [`Fault::Storage`] or [`Fault::Broken`].
    pub fn set_timer(&self, which: (&str, &str, &[u8]), due: BoothMs) -> Result<(), Fault> {
        Ok(timers::set(self.door, which, due)?)
    }

    /// Sets a timer that stands still with `left_ms` to run.
    ///
    /// # Errors
    /// [`Fault::Storage`] or [`Fault::Broken`].
    pub fn set_timer_suspended(
        &self,
        which: (&str, &str, &[u8]),
        left_ms: u64,
    ) -> Result<(), Fault> {
        Ok(timers::set_suspended(self.door, which, left_ms)?)
    }

    /// Takes a timer away.
    ///
    /// # Errors
    /// [`Fault::Storage`] or [`Fault::Broken`].
    pub fn cancel_timer(&self, which: (&str, &str, &[u8])) -> Result<(), Fault> {
        timers::cancel(self.door, which)?;
        Ok(())
    }

    /// Lets all timers of this owner and kind stand still.
    ///
    /// # Errors
    /// [`Fault::Storage`] or [`Fault::Broken`].
    pub fn suspend_timers(&self, owner: &str, kind: &str) -> Result<(), Fault> {
        Ok(timers::suspend(self.door, owner, kind, self.now())?)
    }

    /// Lets them run on.
    ///
    /// # Errors
    /// [`Fault::Storage`] or [`Fault::Broken`].
    pub fn resume_timers(&self, owner: &str, kind: &str) -> Result<(), Fault> {
        Ok(timers::resume(self.door, owner, kind, self.now())?)
    }

    /// Keeps the name for a cup, beside the log.
    ///
    /// # Errors
    /// [`Fault::Storage`] or [`Fault::Broken`].
    pub fn name_cup(&self, order: OrderId, name: &str) -> Result<(), Fault> {
        Ok(names::set_cup(self.door, order, name)?)
    }

    /// Keeps the name of a session's holder, beside the log.
    ///
    /// # Errors
    /// [`Fault::Storage`] or [`Fault::Broken`].
    pub fn name_staff(&self, who: SessionId, name: &str) -> Result<(), Fault> {
        Ok(names::set_staff(self.door, who, name)?)
    }

    /// Forgets the name of a session's holder.
    ///
    /// # Errors
    /// [`Fault::Storage`] or [`Fault::Broken`].
    pub fn forget_staff(&self, who: SessionId) -> Result<(), Fault> {
        Ok(names::forget_staff(self.door, who)?)
    }

    /// Erases names on cups, codes and task tokens; gives how many names. The core cuts the
    /// write-ahead log when the turn is on disk.
    ///
    /// # Errors
    /// [`Fault::Storage`] or [`Fault::Broken`].
    pub fn erase_names_codes_tokens(&mut self) -> Result<u32, Fault> {
        let names = names::erase_cups(self.door)?;
        sealed::erase_codes_and_tokens(self.door)?;
        self.erased = true;
        Ok(names)
    }

    /// The door, for the kernel's own tables.
    pub(crate) fn door(&self) -> &'a dyn Door {
        self.door
    }

    /// The log's end, with the events so far.
    pub(crate) fn head(&self) -> Seq {
        self.head
    }

    /// The events so far.
    pub(crate) fn events(&self) -> &[Arc<Recorded>] {
        &self.events
    }

    /// The log's end after the events so far, the events, and whether names were erased.
    pub(crate) fn into_parts(self) -> (Seq, Vec<Arc<Recorded>>, bool) {
        (self.head, self.events, self.erased)
    }

    /// Forgets the events after the first `count`, after a roll-back to where there were so many.
    pub(crate) fn truncate_to(&mut self, count: usize) {
        let dropped = self.events.len().saturating_sub(count) as u64;
        self.events.truncate(count);
        self.head = Seq(self.head.0 - dropped);
    }
}
