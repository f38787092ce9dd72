//! Redriving: dead letters are delivered again, and timers that broke are run again.
//!
//! One redrive is one cascade, so its size is limited: a caller that wants everything redriven
//! repeats the command until it returns 0. A delivery that still fails stays and holds up no other.

use std::collections::HashSet;

use crema_api::events::bus::DeliveryRedriven;
use crema_api::ids::{OrderId, Seq};

use super::cascade::{CASCADE_EVENTS_MAX, Cascade};
use super::consumer::Consumer;
use super::delivery::{Attempt, Audience, Delivery, guarded};
use super::{log, timers};
use crate::fault::Fault;

/// Maximum deliveries and timers of one redrive, so that other commands get their turn.
pub const REDRIVEN_AT_ONCE_MAX: u32 = 128;
/// A redrive stops when its cascade has this many events: those that follow from them need room.
const EVENTS_MAX: usize = CASCADE_EVENTS_MAX / 8;
/// Failures of one consumer after which a redrive leaves its other deliveries: the consumer is not
/// mended, and a batch must not be long.
const FAILURES_MAX: usize = 1_024;
/// Rows read at once: enough to be quick, few enough to hold.
const ROWS_AT_ONCE: u32 = 512;

/// Progress of one redrive.
#[derive(Default)]
struct Step {
    made: u32,
}

impl Step {
    fn is_full(&self, cascade: &Cascade<'_>) -> bool {
        self.made >= REDRIVEN_AT_ONCE_MAX || cascade.events().len() >= EVENTS_MAX
    }

    /// Counts and emits that a delivery went through; for a timer, `delivery` is its `TimerFailed`.
    fn made(
        &mut self,
        cascade: &mut Cascade<'_>,
        consumer: &str,
        Delivery { seq: redriven_seq, order_id }: Delivery,
        what: &str,
    ) -> Result<(), Fault> {
        self.made += 1;
        let message = format!("{consumer} took {what} after all.");
        let consumer = consumer.to_owned();
        cascade.emit(DeliveryRedriven { consumer, redriven_seq, order_id, message })?;
        Ok(())
    }
}

impl Audience {
    /// Delivers dead letters again, up to [`REDRIVEN_AT_ONCE_MAX`]: consumer by consumer, each
    /// in the order of the log. Returns how many went through; 0 means that the rest cannot.
    pub(crate) fn redrive(&self, cascade: &mut Cascade<'_>) -> Result<u32, Fault> {
        let mut step = Step::default();
        for consumer in self.consumers() {
            redrive_consumer(cascade, consumer, &mut step)?;
        }
        // After the deliveries, which may have set or cancelled a timer.
        self.redrive_timers(cascade, &mut step)?;
        self.reload(cascade.storage())?;
        Ok(step.made)
    }

    fn redrive_timers(&self, cascade: &mut Cascade<'_>, step: &mut Step) -> Result<(), Fault> {
        for (timer, told_at) in timers::broken(cascade.storage())? {
            if step.is_full(cascade) {
                break;
            }
            let Some(owner) = self.handler(&timer.owner) else { continue };
            let ran = guarded(cascade, |cascade| {
                // A timer that ran before this one may have cancelled it.
                let is_there = timers::cancel(cascade.storage(), timer.key())?;
                if is_there {
                    owner.due(cascade, &timer)?;
                }
                Ok(is_there)
            })?;
            if let Attempt::Done(true) = ran {
                let delivery = Delivery { seq: told_at, order_id: timer.order() };
                let what = format!("its timer {:?}", timer.kind);
                step.made(cascade, owner.name(), delivery, &what)?;
            }
        }
        Ok(())
    }
}

fn redrive_consumer(
    cascade: &mut Cascade<'_>,
    consumer: &Consumer,
    step: &mut Step,
) -> Result<(), Fault> {
    let name = consumer.name();
    let (mut after, mut failures) = (Seq(0), 0);
    let mut stuck: HashSet<OrderId> = HashSet::new();
    loop {
        let rows = waiting(cascade, name, after)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.seq;
        for delivery in rows {
            let Delivery { seq, order_id: order } = delivery;
            if step.is_full(cascade) || failures >= FAILURES_MAX {
                return Ok(());
            }
            if order.is_some_and(|order| stuck.contains(&order)) {
                continue;
            }
            let taken = guarded(cascade, |cascade| {
                let event = log::at(cascade.storage(), seq)?;
                consumer.take(cascade, &event)?;
                Ok(event)
            })?;
            let Attempt::Done(event) = taken else {
                failures += 1;
                stuck.extend(order);
                continue;
            };
            cascade.execute(
                "DELETE FROM dead_letters WHERE consumer = ?1 AND seq = ?2",
                &[&name, &seq.0],
            )?;
            step.made(cascade, name, delivery, event.fact.detail_type())?;
        }
    }
}

fn waiting(cascade: &Cascade<'_>, consumer: &str, after: Seq) -> Result<Vec<Delivery>, Fault> {
    cascade.query_all(
        "SELECT seq, order_id FROM dead_letters WHERE consumer = ?1 AND seq > ?2
         ORDER BY seq LIMIT ?3",
        &[&consumer, &after.0, &ROWS_AT_ONCE],
        |row| {
            let order_id = row.get::<_, Option<_>>("order_id")?.map(OrderId);
            Ok(Delivery { seq: Seq(row.get("seq")?), order_id })
        },
    )
}
