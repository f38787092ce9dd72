//! Discarding: the crew gives up a dead letter, or a timer that broke. Its service ends what only that
//! would have ended, and what waited behind it is delivered. Those of a service that is no longer part of the booth are dropped in the same way.

use crema_api::commands::{Discard, Outcome};
use crema_api::events::OrderingKey;
use crema_api::events::bus::DeliveryDiscarded;
use crema_api::ids::Seq;
use crema_api::problem::RefusalKind;

use super::audience::Audience;
use super::cascade::Cascade;
use super::consumer::Discarded;
use super::dead_letters::{self, DeadLetter, Letters};
use super::delivery::{Attempt, guarded};
use super::log::{self, RawEvent};
use super::redrive::Step;
use super::{rebuilds, timers};
use crate::fault::Fault;

/// Maximum dead letters of services that are gone that one step drops: each has its event.
const DROPPED_AT_ONCE_MAX: u32 = 256;

impl Audience {
    /// Discards one dead letter. Returns how many deliveries went through that waited behind it.
    ///
    /// # Errors
    /// Refused when there is no such dead letter.
    pub(super) fn discard(
        &self,
        cascade: &mut Cascade<'_>,
        discard: &Discard,
    ) -> Result<Outcome, Fault> {
        let Discard { consumer, seq } = discard;
        let storage = cascade.storage();
        // A larger number than any event's fits no column.
        let is_in_log = *seq <= cascade.head();
        let letter = if is_in_log { dead_letters::remove(storage, consumer, *seq)? } else { None };
        let mut step = Step::default();
        if let Some(letter) = letter {
            rebuilds::begin_again_from(storage, consumer, letter.seq)?;
            report(cascade, consumer, &letter, false)?;
            self.settle_delivery(cascade, consumer, letter.seq)?;
            self.deliver_next(cascade, consumer, &letter, &mut step)?;
        } else if is_in_log && let Some(timer) = timers::remove_broken(storage, consumer, *seq)? {
            cascade.emit(DeliveryDiscarded {
                consumer: consumer.clone(),
                discarded_seq: *seq,
                timer: Some(timer.kind.clone()),
                service_gone: false,
                order_id: timer.order(),
                message: format!("The timer {:?} of {consumer} was given up.", timer.kind),
            })?;
            self.settle(cascade, consumer, Discarded::Timer(&timer))?;
        } else {
            return Err(Fault::refuse(
                RefusalKind::NotFound,
                "There is no such dead letter. It may have been delivered or discarded meanwhile.",
            ));
        }
        self.reload(storage)?;
        Ok(Outcome::Count { count: step.made })
    }

    /// Lets a service end what only this delivery would have ended. An event that cannot be read says
    /// nothing of that.
    fn settle_delivery(
        &self,
        cascade: &mut Cascade<'_>,
        consumer: &str,
        seq: Seq,
    ) -> Result<(), Fault> {
        match log::raw_at(cascade.storage(), seq)?.map(RawEvent::understand) {
            Some(Ok(event)) => self.settle(cascade, consumer, Discarded::Delivery(&event)),
            Some(Err(_)) | None => Ok(()),
        }
    }

    /// A delivery is given up also where its service fails on this as well.
    fn settle(
        &self,
        cascade: &mut Cascade<'_>,
        consumer: &str,
        discarded: Discarded<'_>,
    ) -> Result<(), Fault> {
        let Some(handler) = self.handler(consumer).cloned() else { return Ok(()) };
        let settled = guarded(cascade, |cascade| {
            cascade.now_runs(handler.name());
            handler.on_discarded(cascade, discarded)
        })?;
        if let Attempt::Undone(defect) = settled {
            let cause = defect.reason();
            tracing::error!(consumer, cause, "what was discarded leaves something behind");
        }
        Ok(())
    }

    /// Delivers what waited behind a dead letter that is gone, in order, until one fails. What is
    /// too much for one cascade is for the ticks.
    fn deliver_next(
        &self,
        cascade: &mut Cascade<'_>,
        consumer: &str,
        gone: &DeadLetter,
        step: &mut Step,
    ) -> Result<(), Fault> {
        let here = self.consumers().iter().find(|one| one.name() == consumer);
        let (Some(here), Some(key)) = (here, &gone.key) else { return Ok(()) };
        while let Some(next) = Letters::of(consumer).first_of(cascade.storage(), key)? {
            // Another one before it holds them up.
            if next < gone.seq {
                return Ok(());
            }
            if step.is_full(cascade) {
                self.redrive_later(cascade, consumer, gone.seq)?;
                return Ok(());
            }
            let letter = DeadLetter { seq: next, key: Some(key.clone()) };
            if !self.redrive_one(cascade, here, &letter, step)? {
                return Ok(());
            }
        }
        Ok(self.free_timers(cascade.storage(), consumer, key)?)
    }

    /// Drops some dead letters of services that are not here: no one would ever deliver them.
    pub(super) fn drop_orphans(&self, cascade: &mut Cascade<'_>) -> Result<(), Fault> {
        let storage = cascade.storage();
        let dropped =
            dead_letters::remove_all_but_of(storage, self.names_in_sql(), DROPPED_AT_ONCE_MAX)?;
        if dropped.is_empty() {
            self.set_orphans(false);
        }
        for (consumer, letter) in dropped {
            let lost = "UPDATE consumers SET lost = 1 WHERE name = ?1 AND lost = 0";
            storage.execute(lost, &[&consumer])?;
            report(cascade, &consumer, &letter, true)?;
        }
        self.reload(storage)?;
        Ok(())
    }
}

fn report(
    cascade: &mut Cascade<'_>,
    consumer: &str,
    letter: &DeadLetter,
    service_gone: bool,
) -> Result<Seq, Fault> {
    let order_id = letter.key.as_ref().and_then(OrderingKey::order);
    cascade.emit(DeliveryDiscarded {
        consumer: consumer.to_owned(),
        discarded_seq: letter.seq,
        timer: None,
        service_gone,
        order_id,
        message: format!("The delivery of event {} to {consumer} was given up.", letter.seq),
    })
}
