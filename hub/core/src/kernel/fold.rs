//! Folds of the log: state that is a function of events alone, and the tables that hold it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::log::RecordedEvent;
use super::tables::Tables;
use crate::fault::{Defect, Fault};

/// State that is a fold of events, kept as a row.
pub trait Folded: Clone + PartialEq {
    /// Loads the state that an event is about, if there is one.
    ///
    /// # Errors
    /// A [`Fault`] when the row cannot be read.
    fn load_for(tables: Tables<'_>, event: &RecordedEvent) -> Result<Option<Self>, Fault>;

    /// The state that begins with this event, if one does.
    fn begin(event: &RecordedEvent) -> Option<Self>;

    /// Applies an event to it. A function of the two alone, and of every event: one that says
    /// nothing about this state changes nothing.
    fn apply(&mut self, event: &RecordedEvent);

    /// Writes the row, whose state `before` is in the table already.
    ///
    /// # Errors
    /// A [`Fault`] when the row cannot be written.
    fn save(&self, before: Option<&Self>, tables: Tables<'_>) -> Result<(), Fault>;
}

/// Tables that are a fold of the log, and how an event is folded into them.
#[derive(Debug, Clone, Copy)]
pub struct Fold {
    tables: &'static [&'static str],
    fold: fn(Tables<'_>, &RecordedEvent) -> Result<(), Fault>,
}

impl Fold {
    /// Tables into which events are folded by a function.
    #[must_use]
    pub const fn into_tables(
        tables: &'static [&'static str],
        fold: fn(Tables<'_>, &RecordedEvent) -> Result<(), Fault>,
    ) -> Self {
        Self { tables, fold }
    }

    /// The table of a state that is decided about.
    #[must_use]
    pub const fn of_rows<S: Folded>(table: &'static [&'static str]) -> Self {
        Self { tables: table, fold: fold_into_row::<S> }
    }

    /// Its tables.
    #[must_use]
    pub fn tables(&self) -> &'static [&'static str] {
        self.tables
    }

    /// Folds one event into them.
    pub(super) fn fold(&self, tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        (self.fold)(tables, event)
    }
}

/// Loads the state that an event is about, applies the event, and writes the row if it has
/// changed: what a handler does with an event of another service, and a replay with each.
///
/// # Errors
/// [`Fault`] when a row cannot be read or written.
pub fn fold_into_row<S: Folded>(tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
    let before = S::load_for(tables, event)?;
    let after = guarded(event, || match before.clone() {
        Some(mut state) => {
            state.apply(event);
            Some(state)
        }
        None => S::begin(event),
    })?;
    after.map_or(Ok(()), |after| save_changes(tables, before.as_ref(), &after))
}

/// Writes the row if it has changed.
pub(super) fn save_changes<S: Folded>(
    tables: Tables<'_>,
    before: Option<&S>,
    after: &S,
) -> Result<(), Fault> {
    if before == Some(after) { Ok(()) } else { after.save(before, tables) }
}

/// Runs a fold. A panic in it is a defect of what emitted the event: the cascade is undone.
pub(super) fn guarded<T>(event: &RecordedEvent, fold: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(fold)).map_err(|panic| {
        let panic = Defect::of_panic(panic.as_ref()).reason();
        Defect::NotApplied { event: detail_type(event), panic }.into()
    })
}

/// The name of an event.
pub(super) fn detail_type(event: &RecordedEvent) -> String {
    event.fact.detail_type().to_owned()
}
