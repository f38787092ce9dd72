//! Rebuilding projections: emptied, then told the log again from its beginning.
//!
//! A projection that is new to the database is built so; and a migration that changes one takes its
//! row out of `consumers`, upon which it is new.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crema_api::ids::{OrderId, Seq};

use super::delivery::{BEHIND_ANOTHER, Care, is_news_of, panic_words, put_aside};
use super::log::{self, RawEvent, Recorded};
use crate::fault::Fault;
use crate::services::Projection;
use crate::storage::{Door, Savepoint};

/// Events read at once: enough to be quick, few enough to hold.
const EVENTS_AT_ONCE: u32 = 1_000;

/// Empties a projection and derives it anew from the log up to `head`, within the transaction
/// that is open. What was set aside for it is heard with the rest; what it fails on is set aside
/// anew, with those of the same order behind it. No event tells of that: a rebuild is no input, and
/// the log is a function of the inputs.
///
/// Like a cascade it runs swift first, and with care where the projection fails.
pub(crate) fn rebuild(
    door: &dyn Door,
    projection: &dyn Projection,
    head: Seq,
) -> Result<(), Fault> {
    let mut ended = Ok(());
    for care in [Care::Swift, Care::Careful] {
        door.savepoint(Savepoint::Cascade)?;
        ended = from_the_beginning(door, projection, head, care);
        match &ended {
            Ok(()) => return Ok(door.release(Savepoint::Cascade)?),
            Err(Fault::Storage(_)) => return ended,
            Err(_) => door.roll_back_to(Savepoint::Cascade)?,
        }
    }
    ended
}

fn from_the_beginning(
    door: &dyn Door,
    projection: &dyn Projection,
    head: Seq,
    care: Care,
) -> Result<(), Fault> {
    for table in projection.tables() {
        door.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    door.execute("DELETE FROM set_aside WHERE consumer = ?1", &[&projection.name()])?;
    let mut at = Seq(0);
    let mut stuck = HashSet::new();
    while at < head {
        let events = log::after(door, at, EVENTS_AT_ONCE)?;
        let Some(last) = events.last() else { break };
        at = last.seq();
        for event in events.into_iter().filter(|event| projection.hears(event.detail_type())) {
            match care {
                Care::Swift => tell(door, projection, &event.understand()?)?,
                Care::Careful => tell_carefully(door, projection, event, &mut stuck)?,
            }
        }
    }
    Ok(())
}

fn tell(door: &dyn Door, projection: &dyn Projection, event: &Recorded) -> Result<(), Fault> {
    if is_news_of(projection.name(), &event.fact) {
        return Ok(());
    }
    catch_unwind(AssertUnwindSafe(|| projection.hear(door, event)))
        .unwrap_or_else(|panic| Err(Fault::broken(panic_words(panic.as_ref()))))
}

fn tell_carefully(
    door: &dyn Door,
    projection: &dyn Projection,
    event: RawEvent,
    stuck: &mut HashSet<OrderId>,
) -> Result<(), Fault> {
    let (name, seq) = (projection.name(), event.seq());
    let event = match event.understand() {
        Ok(event) => event,
        Err(fault) => return put_aside(door, name, (seq, None), &fault.to_string()),
    };
    if is_news_of(name, &event.fact) {
        return Ok(());
    }
    let order = event.fact.order_id();
    if order.is_some_and(|order| stuck.contains(&order)) {
        return put_aside(door, name, (seq, order), BEHIND_ANOTHER);
    }
    door.savepoint(Savepoint::Delivery)?;
    match tell(door, projection, &event) {
        Ok(()) => Ok(door.release(Savepoint::Delivery)?),
        Err(Fault::Storage(error)) => Err(Fault::Storage(error)),
        Err(fault) => {
            door.roll_back_to(Savepoint::Delivery)?;
            stuck.extend(order);
            tracing::error!(consumer = name, seq = seq.0, %fault, "set aside while rebuilding");
            put_aside(door, name, (seq, order), &fault.to_string())
        }
    }
}
