//! Rebuilding projections: emptied, and derived again from the beginning of the log.
//!
//! A projection that is new to the database is built like this. A migration that changes one
//! deletes its row in `consumers`, so that it counts as new.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crema_api::ids::{OrderId, Seq};

use super::consumer::Projection;
use super::delivery::{BEHIND_ANOTHER, Delivery, Isolation, insert_dead_letter, is_news_of};
use super::log::{self, RawEvent, RecordedEvent};
use crate::fault::{Defect, Fault};
use crate::storage::{Savepoint, Storage};

/// Events read at once: enough to be quick, few enough to hold.
pub(super) const EVENTS_AT_ONCE: u32 = 1_000;

/// Empties a projection and derives it again from the log up to `head`, within the open
/// transaction. Its dead letters are applied with the rest; an event on which it fails becomes a
/// dead letter again, with the later ones of the same order. No event reports that: a rebuild is no
/// input, and the log is a function of the inputs.
///
/// Like a cascade, a rebuild runs without isolation first, and again with it if the projection
/// fails.
pub(crate) fn rebuild(
    storage: &dyn Storage,
    projection: &dyn Projection,
    head: Seq,
) -> Result<(), Fault> {
    let mut ended = Ok(());
    for isolation in [Isolation::None, Isolation::PerDelivery] {
        storage.savepoint(Savepoint::Cascade)?;
        ended = from_the_beginning(storage, projection, head, isolation);
        match &ended {
            Ok(()) => return Ok(storage.release(Savepoint::Cascade)?),
            Err(Fault::Storage(_)) => return ended,
            Err(_) => storage.roll_back_to(Savepoint::Cascade)?,
        }
    }
    ended
}

fn from_the_beginning(
    storage: &dyn Storage,
    projection: &dyn Projection,
    head: Seq,
    isolation: Isolation,
) -> Result<(), Fault> {
    for table in projection.tables() {
        storage.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    storage.execute("DELETE FROM dead_letters WHERE consumer = ?1", &[&projection.name()])?;
    let mut at = Seq(0);
    let mut stuck = HashSet::new();
    while at < head {
        let events = log::after(storage, at, EVENTS_AT_ONCE)?;
        let Some(last) = events.last() else { break };
        at = last.seq();
        for event in
            events.into_iter().filter(|event| projection.subscribes_to(event.detail_type()))
        {
            match isolation {
                Isolation::None => apply(storage, projection, &event.understand()?)?,
                Isolation::PerDelivery => apply_isolated(storage, projection, event, &mut stuck)?,
            }
        }
    }
    Ok(())
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
    stuck: &mut HashSet<OrderId>,
) -> Result<(), Fault> {
    let (name, seq) = (projection.name(), event.seq());
    let event = match event.understand() {
        Ok(event) => event,
        Err(defect) => {
            return insert_dead_letter(
                storage,
                name,
                Delivery { seq, order_id: None },
                &defect.reason(),
            );
        }
    };
    if is_news_of(name, &event.fact) {
        return Ok(());
    }
    let order_id = event.fact.order_id();
    let delivery = Delivery { seq, order_id };
    if order_id.is_some_and(|order| stuck.contains(&order)) {
        return insert_dead_letter(storage, name, delivery, BEHIND_ANOTHER);
    }
    storage.savepoint(Savepoint::Delivery)?;
    let Err(fault) = apply(storage, projection, &event) else {
        return Ok(storage.release(Savepoint::Delivery)?);
    };
    let reason = fault.settle()?.reason();
    storage.roll_back_to(Savepoint::Delivery)?;
    stuck.extend(order_id);
    tracing::error!(consumer = name, seq = seq.0, reason, "delivery failed while rebuilding");
    insert_dead_letter(storage, name, delivery, &reason)
}
