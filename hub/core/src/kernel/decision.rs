//! Deciders: state that changes in one way only. A command or a handler decides and emits; the event
//! is applied to the state at once, by a function of the two alone; the row is written once.
//!
//! So the tables of a decider are a fold of the log: emptied and replayed, they are the same
//! ([`super::replay`]).

use std::ops::Deref;

use crema_api::DomainEvent;

use super::cascade::Cascade;
use super::fold::{Folded, detail_type, guarded, save_changes};
use super::log::RecordedEvent;
use super::tables::Tables;
use crate::fault::{Defect, Fault};

/// The state that something is decided about, and the cascade in which that is done. The state is
/// read as if it were this; it changes by [`emit`](Self::emit) alone.
#[must_use = "what was decided is written by `save`"]
pub struct Decision<'c, 'a, S> {
    cascade: &'c mut Cascade<'a>,
    before: Option<S>,
    state: S,
}

impl<'c, 'a, S: Folded> Decision<'c, 'a, S> {
    /// A decision about a state that is in its table.
    pub fn about(cascade: &'c mut Cascade<'a>, state: S) -> Self {
        Self { cascade, before: Some(state.clone()), state }
    }

    /// Emits the event with which a state begins.
    ///
    /// # Errors
    /// [`Fault`] when the event cannot be appended, or no state begins with it.
    pub fn begin(
        cascade: &'c mut Cascade<'a>,
        fact: impl Into<DomainEvent>,
    ) -> Result<Self, Fault> {
        let event = cascade.emit_event(fact.into())?;
        let begun = guarded(&event, || S::begin(&event))?;
        let state = begun.ok_or_else(|| Defect::BeginsNothing(detail_type(&event)))?;
        Ok(Self { cascade, before: None, state })
    }

    /// Emits an event and applies it to the state at once.
    ///
    /// # Errors
    /// [`Fault`] when the event cannot be appended.
    pub fn emit(&mut self, fact: impl Into<DomainEvent>) -> Result<(), Fault> {
        let event = self.cascade.emit_event(fact.into())?;
        guarded(&event, || self.state.apply(&event))
    }

    /// The cascade, for all that is beside the state: time, timers, other tables.
    #[must_use]
    pub fn cascade(&self) -> &Cascade<'a> {
        self.cascade
    }

    /// Writes the row if it has changed. Returns the state.
    ///
    /// # Errors
    /// [`Fault`] when the row cannot be written.
    pub fn save(self) -> Result<S, Fault> {
        save_changes(self.cascade.tables(), self.before.as_ref(), &self.state)?;
        Ok(self.state)
    }
}

impl<S> Deref for Decision<'_, '_, S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.state
    }
}

/// Emits an event and folds it into tables at once, where the event itself is the row.
///
/// # Errors
/// [`Fault`] when the event cannot be appended or a row not written.
pub fn emit_and_fold(
    cascade: &mut Cascade<'_>,
    fact: impl Into<DomainEvent>,
    fold: impl FnOnce(Tables<'_>, &RecordedEvent) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let event = cascade.emit_event(fact.into())?;
    guarded(&event, || fold(cascade.tables(), &event))?
}
