//! Deriving: a part of the log is applied to a projection, to its own tables or to their shadows.
//! What the crew discarded stays out of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crema_api::ids::Seq;

use super::consumer::Projection;
use super::dead_letters::{DeadLetter, Letters, Span};
use super::delivery::{BEHIND_ANOTHER, Isolation, is_news_of};
use super::handled;
use super::log::{self, RawEvent, RecordedEvent};
use super::shadow::Shadow;
use super::tables::Tables;
use crate::fault::{Defect, Fault};
use crate::storage::{Savepoint, Storage};

/// Maximum events of the log that one step reads: some milliseconds of a projection's work.
pub const READ_AT_ONCE_MAX: u32 = 2_000;

/// What events are applied to: a projection's own tables, or their shadows.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    pub projection: &'a dyn Projection,
    pub shadow: Option<Shadow>,
}

impl Target<'_> {
    fn letters(&self) -> Letters<'_> {
        let name = self.projection.name();
        if self.shadow.is_some() { Letters::of_rebuild(name) } else { Letters::of(name) }
    }

    fn apply(&self, storage: &dyn Storage, event: &RecordedEvent) -> Result<(), Fault> {
        let tables = Tables::of(Some(self.projection.name()), storage);
        let tables = self.shadow.map_or(tables, |shadow| tables.in_shadow(shadow));
        catch_unwind(AssertUnwindSafe(|| self.projection.apply(tables, event)))
            .unwrap_or_else(|panic| Err(Defect::of_panic(panic.as_ref()).into()))
    }
}

/// Applies the events of a part of the log, up to [`READ_AT_ONCE_MAX`], and returns the last of
/// them. An event on which the projection fails becomes a dead letter, with the later ones of the
/// same key. No event reports that: a rebuild is no input, and the log is a function of the inputs.
///
/// Like a cascade, this runs without isolation first, and again with it if the projection fails.
pub(super) fn advance(storage: &dyn Storage, target: Target<'_>, span: Span) -> Result<Seq, Fault> {
    let mut ended = Ok(span.until);
    for isolation in [Isolation::None, Isolation::PerDelivery] {
        storage.savepoint(Savepoint::Cascade)?;
        ended = apply_span(storage, target, span, isolation);
        match &ended {
            Ok(_) => {
                storage.release(Savepoint::Cascade)?;
                return ended;
            }
            Err(Fault::Storage(_)) => return ended,
            Err(_) => storage.roll_back_to(Savepoint::Cascade)?,
        }
    }
    ended
}

fn apply_span(
    storage: &dyn Storage,
    target: Target<'_>,
    Span { after, until }: Span,
    isolation: Isolation,
) -> Result<Seq, Fault> {
    let mut last = after;
    let events = log::after(storage, after, READ_AT_ONCE_MAX)?;
    if events.is_empty() {
        return Ok(until);
    }
    let has_dead_letters = target.letters().are_any(storage)?;
    // Of its dead letters from before, those of a key hold up what follows: event by event.
    if has_dead_letters && isolation == Isolation::None {
        return apply_span(storage, target, Span { after, until }, Isolation::PerDelivery);
    }
    let projection = target.projection;
    let discarded = handled::discarded(storage, projection.name(), Span { after, until })?;
    for event in events {
        if event.seq() > until {
            break;
        }
        last = event.seq();
        let is_left_out = discarded.contains(&last);
        if is_left_out || !projection.subscribes_to(event.current_name()) {
            continue;
        }
        match isolation {
            Isolation::None => {
                let event = event.understand()?;
                if !is_news_of(projection.name(), &event.fact) {
                    target.apply(storage, &event)?;
                }
            }
            Isolation::PerDelivery => apply_isolated(storage, target, event)?,
        }
    }
    Ok(last)
}

fn apply_isolated(storage: &dyn Storage, target: Target<'_>, event: RawEvent) -> Result<(), Fault> {
    let (name, letters, seq) = (target.projection.name(), target.letters(), event.seq());
    let failed_type = event.detail_type().to_owned();
    let keep = |letter: &DeadLetter, defect: &Defect| {
        let cause = defect.reason();
        tracing::error!(consumer = name, seq = seq.0, cause, "delivery failed while deriving");
        letters.insert(storage, letter, &defect.describe(name, &failed_type))
    };
    let event = match event.understand() {
        Ok(event) => event,
        Err(defect) => return Ok(keep(&DeadLetter::of_unreadable(storage, seq)?, &defect)?),
    };
    if is_news_of(name, &event.fact) {
        return Ok(());
    }
    let key = event.fact.ordering_key();
    if letters.first_of(storage, &key)?.is_some() {
        let letter = DeadLetter { seq, key: Some(key) };
        return Ok(letters.insert(storage, &letter, BEHIND_ANOTHER)?);
    }
    storage.savepoint(Savepoint::Delivery)?;
    let Err(fault) = target.apply(storage, &event) else {
        return Ok(storage.release(Savepoint::Delivery)?);
    };
    let defect = fault.settle()?;
    storage.roll_back_to(Savepoint::Delivery)?;
    Ok(keep(&DeadLetter { seq, key: Some(key) }, &defect)?)
}
