//! Rebuilding projections: emptied, and derived again from the beginning of the log.
//!
//! A projection that is new to the database is built like this, in steps ([`super::catch_up`]). A
//! migration that changes one deletes its row in `consumers`, so that it counts as new. What the crew
//! discarded stays out of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crema_api::ids::Seq;

use super::consumer::Projection;
use super::dead_letters::{self, DeadLetter, Span};
use super::delivery::{BEHIND_ANOTHER, Isolation, is_news_of};
use super::handled;
use super::log::{self, RawEvent, RecordedEvent};
use crate::fault::{Defect, Fault};
use crate::storage::{Savepoint, Storage};

/// Maximum events of the log that one step reads: some milliseconds of a projection's work.
pub const READ_AT_ONCE_MAX: u32 = 2_000;

/// Empties a projection and derives it again from the log up to `head`, within the open
/// transaction.
pub(crate) fn rebuild(
    storage: &dyn Storage,
    projection: &dyn Projection,
    head: Seq,
) -> Result<(), Fault> {
    empty(storage, projection)?;
    let mut at = Seq(0);
    while at < head {
        at = advance(storage, projection, Span { after: at, until: head })?;
    }
    storage.execute(
        "UPDATE consumers SET cursor = ?2, behind = 0 WHERE name = ?1",
        &[&projection.name(), &head.0],
    )?;
    Ok(())
}

/// Empties a projection. Its dead letters will be applied with the rest of the log.
pub(crate) fn empty(storage: &dyn Storage, projection: &dyn Projection) -> Result<(), Fault> {
    for table in projection.tables() {
        storage.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    Ok(dead_letters::remove_all(storage, projection.name())?)
}

/// Applies the events of a part of the log, up to [`READ_AT_ONCE_MAX`], and returns the last of
/// them. An event on which the projection fails becomes a dead letter, with the later ones of the
/// same key. No event reports that: a rebuild is no input, and the log is a function of the inputs.
///
/// Like a cascade, this runs without isolation first, and again with it if the projection fails.
pub(super) fn advance(
    storage: &dyn Storage,
    projection: &dyn Projection,
    span: Span,
) -> Result<Seq, Fault> {
    let mut ended = Ok(span.until);
    for isolation in [Isolation::None, Isolation::PerDelivery] {
        storage.savepoint(Savepoint::Cascade)?;
        ended = apply_span(storage, projection, span, isolation);
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
    projection: &dyn Projection,
    Span { after, until }: Span,
    isolation: Isolation,
) -> Result<Seq, Fault> {
    let mut last = after;
    let events = log::after(storage, after, READ_AT_ONCE_MAX)?;
    if events.is_empty() {
        return Ok(until);
    }
    let has_dead_letters = dead_letters::are_any_of(storage, projection.name())?;
    // Of its dead letters from before, those of a key hold up what follows: event by event.
    if has_dead_letters && isolation == Isolation::None {
        return apply_span(storage, projection, Span { after, until }, Isolation::PerDelivery);
    }
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
            Isolation::None => apply(storage, projection, &event.understand()?)?,
            Isolation::PerDelivery => apply_isolated(storage, projection, event)?,
        }
    }
    Ok(last)
}

fn apply(
    storage: &dyn Storage,
    projection: &dyn Projection,
    event: &RecordedEvent,
) -> Result<(), Fault> {
    if is_news_of(projection.name(), &event.fact) {
        return Ok(());
    }
    catch_unwind(AssertUnwindSafe(|| projection.apply(storage, event)))
        .unwrap_or_else(|panic| Err(Defect::of_panic(panic.as_ref()).into()))
}

fn apply_isolated(
    storage: &dyn Storage,
    projection: &dyn Projection,
    event: RawEvent,
) -> Result<(), Fault> {
    let (name, seq) = (projection.name(), event.seq());
    let failed_type = event.detail_type().to_owned();
    let keep = |letter: &DeadLetter, defect: &Defect| {
        let cause = defect.reason();
        tracing::error!(consumer = name, seq = seq.0, cause, "delivery failed while rebuilding");
        dead_letters::insert(storage, name, letter, &defect.describe(name, &failed_type))
    };
    let event = match event.understand() {
        Ok(event) => event,
        Err(defect) => return Ok(keep(&DeadLetter::of_unreadable(storage, seq)?, &defect)?),
    };
    if is_news_of(name, &event.fact) {
        return Ok(());
    }
    let key = event.fact.ordering_key();
    if dead_letters::first_of(storage, name, &key)?.is_some() {
        let letter = DeadLetter { seq, key: Some(key) };
        return Ok(dead_letters::insert(storage, name, &letter, BEHIND_ANOTHER)?);
    }
    storage.savepoint(Savepoint::Delivery)?;
    let Err(fault) = apply(storage, projection, &event) else {
        return Ok(storage.release(Savepoint::Delivery)?);
    };
    let defect = fault.settle()?;
    storage.roll_back_to(Savepoint::Delivery)?;
    Ok(keep(&DeadLetter { seq, key: Some(key) }, &defect)?)
}
