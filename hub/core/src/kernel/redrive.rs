//! Redriving: what was set aside is delivered again, and timers that broke are run again.
//!
//! One redrive is one cascade, so it takes a step only: whoever wants everything asks again until
//! none moves on. What still fails stays where it is and costs the others nothing.

use std::collections::HashSet;

use crema_api::events::bus::Redriven;
use crema_api::ids::{OrderId, Seq};

use super::cascade::{CASCADE_EVENTS_MAX, Cascade};
use super::delivery::{Audience, Consumer, guarded};
use super::{log, timers};
use crate::fault::Fault;

/// Deliveries and timers that one redrive makes at the most, so that other commands get their turn.
pub const REDRIVEN_AT_ONCE_MAX: u32 = 128;
/// A redrive stops short when its cascade has so many events: what follows from them needs room.
const EVENTS_MAX: usize = CASCADE_EVENTS_MAX / 8;
/// Failures of one consumer after which a redrive leaves its other deliveries: it is not mended,
/// and a turn must not be long.
const FAILURES_MAX: usize = 1_024;
/// Rows read at once: enough to be quick, few enough to hold.
const ROWS_AT_ONCE: u32 = 512;

/// How a redrive comes along.
#[derive(Default)]
struct Step {
    made: u32,
}

impl Step {
    fn is_full(&self, cascade: &Cascade<'_>) -> bool {
        self.made >= REDRIVEN_AT_ONCE_MAX || cascade.events().len() >= EVENTS_MAX
    }

    /// Tells that one went through.
    fn made(
        &mut self,
        cascade: &mut Cascade<'_>,
        (consumer, redriven_seq, order_id): (&str, Seq, Option<OrderId>),
        what: &str,
    ) -> Result<(), Fault> {
        self.made += 1;
        let message = format!("{consumer} took {what} after all.");
        let consumer = consumer.to_owned();
        cascade.emit(Redriven { consumer, redriven_seq, order_id, message })?;
        Ok(())
    }
}

/// A delivery that waits.
struct Waiting {
    seq: Seq,
    order: Option<OrderId>,
}

impl Audience {
    /// Delivers again what was set aside, up to [`REDRIVEN_AT_ONCE_MAX`]: consumer by consumer, each
    /// in the order of the log. Gives how many went through; 0 says that none moves on.
    pub(crate) fn redrive(&self, cascade: &mut Cascade<'_>) -> Result<u32, Fault> {
        let mut step = Step::default();
        for consumer in self.consumers() {
            redrive_consumer(cascade, consumer, &mut step)?;
        }
        // After the deliveries: these may have set a timer anew or taken it away.
        self.redrive_timers(cascade, &mut step)?;
        self.reload(cascade.door())?;
        Ok(step.made)
    }

    fn redrive_timers(&self, cascade: &mut Cascade<'_>, step: &mut Step) -> Result<(), Fault> {
        for (timer, told_at) in timers::broken(cascade.door())? {
            if step.is_full(cascade) {
                break;
            }
            let Some(owner) = self.process(&timer.owner) else { continue };
            let which = (timer.owner.as_str(), timer.kind.as_str(), timer.subject.as_slice());
            let ran = guarded(cascade, |cascade| {
                // One that was run before it may have taken it away.
                let is_there = timers::cancel(cascade.door(), which)?;
                if is_there {
                    owner.due(cascade, &timer)?;
                }
                Ok(is_there)
            })?;
            if ran == Ok(true) {
                let about = (owner.name(), told_at, timer.order());
                step.made(cascade, about, &format!("its timer {:?}", timer.kind))?;
            }
        }
        Ok(())
    }
}

fn redrive_consumer(
    cascade: &mut Cascade<'_>,
    consumer: Consumer<'_>,
    step: &mut Step,
) -> Result<(), Fault> {
    let name = consumer.name();
    let (mut after, mut failures) = (Seq(0), 0);
    let mut stuck: HashSet<OrderId> = HashSet::new();
    loop {
        let rows = waiting(cascade, name, after)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.seq;
        for Waiting { seq, order } in rows {
            if step.is_full(cascade) || failures >= FAILURES_MAX {
                return Ok(());
            }
            if order.is_some_and(|order| stuck.contains(&order)) {
                continue;
            }
            let heard = guarded(cascade, |cascade| {
                let event = log::at(cascade.door(), seq)?;
                consumer.hear(cascade, &event)?;
                Ok(event)
            })?;
            let Ok(event) = heard else {
                failures += 1;
                stuck.extend(order);
                continue;
            };
            cascade.execute(
                "DELETE FROM set_aside WHERE consumer = ?1 AND seq = ?2",
                &[&name, &seq.0],
            )?;
            step.made(cascade, (name, seq, order), event.fact.detail_type())?;
        }
    }
}

fn waiting(cascade: &Cascade<'_>, consumer: &str, after: Seq) -> Result<Vec<Waiting>, Fault> {
    cascade.query_all(
        "SELECT seq, order_id FROM set_aside WHERE consumer = ?1 AND seq > ?2
         ORDER BY seq LIMIT ?3",
        &[&consumer, &after.0, &ROWS_AT_ONCE],
        |row| {
            Ok(Waiting { seq: Seq(row.get(0)?), order: row.get::<_, Option<_>>(1)?.map(OrderId) })
        },
    )
}
