//! Deliveries: which consumer receives which event, in one fixed order; and what happens when a
//! consumer fails. Delivering again later is in [`super::redrive`].
//!
//! A cascade runs without isolation first: no savepoint for each delivery. If a consumer fails, the
//! core (which is deterministic) undoes the cascade and runs it again isolated: then each
//! delivery has its own savepoint, and the one that fails is rolled back to it and becomes a dead letter,
//! with those of the same ordering key behind it. So the ordinary case does not pay for the rare
//! one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crema_api::DomainEvent;
use crema_api::events::bus::{DeliveryFailed, DeliveryRedriven};
use crema_api::events::names;

use super::audience::Audience;
use super::cascade::Cascade;
use super::consumer::Consumer;
use super::dead_letters::{DeadLetter, Letters};
use super::log::RecordedEvent;
use crate::fault::{Defect, Fault};
use crate::storage::{Savepoint, Storage, StorageError};

/// The reason of a delivery that waits and has not failed itself.
pub(super) const BEHIND_ANOTHER: &str = "an earlier event of the same key is a dead letter";

/// Whether deliveries have savepoints of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Isolation {
    /// They do not; a failure undoes the cascade.
    None,
    /// They do; a failure makes the delivery a dead letter.
    PerDelivery,
}

impl Audience {
    /// Delivers the cascade's events and those that follow from them, until there are no more: to
    /// event handlers event by event, then to the projections.
    pub(crate) fn spread(
        &self,
        cascade: &mut Cascade<'_>,
        isolation: Isolation,
    ) -> Result<(), Fault> {
        let (mut handled, mut applied) = (0, 0);
        loop {
            if let Some(event) = cascade.events().get(handled).cloned() {
                handled += 1;
                for consumer in self.subscribers(event.fact.detail_type()) {
                    self.deliver(consumer, cascade, &event, isolation)?;
                }
            } else if let Some(event) = cascade.events().get(applied).cloned() {
                applied += 1;
                for consumer in self.consumers() {
                    if let Consumer::Projection(projection) = consumer
                        && projection.subscribes_to(event.fact.detail_type())
                    {
                        self.deliver(consumer, cascade, &event, isolation)?;
                    }
                }
            } else {
                return Ok(());
            }
        }
    }

    fn deliver(
        &self,
        consumer: &Consumer,
        cascade: &mut Cascade<'_>,
        event: &RecordedEvent,
        isolation: Isolation,
    ) -> Result<(), Fault> {
        if self.is_behind(consumer.name()) || is_news_of(consumer.name(), &event.fact) {
            return Ok(());
        }
        self.deliver_in_order(consumer, cascade, event, isolation)
    }

    /// Delivers an event, unless an earlier one of its key is a dead letter: then it becomes one
    /// too, and so it does when the consumer fails.
    pub(super) fn deliver_in_order(
        &self,
        consumer: &Consumer,
        cascade: &mut Cascade<'_>,
        event: &RecordedEvent,
        isolation: Isolation,
    ) -> Result<(), Fault> {
        let key = || event.fact.ordering_key();
        if self.has_dead_letters()
            && self.blocked(cascade.storage(), consumer.name(), &key())?.is_some()
        {
            return self.dead_letter_delivery(cascade, consumer.name(), event, None);
        }
        match isolation {
            Isolation::None => consumer.take(cascade, event),
            Isolation::PerDelivery => {
                match guarded(cascade, |cascade| consumer.take(cascade, event))? {
                    Attempt::Done(()) => Ok(()),
                    // No delivery is at fault: the input that led here is undone.
                    Attempt::Undone(defect @ Defect::NotApplied { .. }) => Err(defect.into()),
                    Attempt::Undone(defect) => {
                        self.dead_letter_delivery(cascade, consumer.name(), event, Some(&defect))
                    }
                }
            }
        }
    }

    /// Keeps a delivery as a dead letter, and emits that it is one. Without a defect, it only waits
    /// behind another.
    pub(super) fn dead_letter_delivery(
        &self,
        cascade: &mut Cascade<'_>,
        consumer: &str,
        event: &RecordedEvent,
        defect: Option<&Defect>,
    ) -> Result<(), Fault> {
        let failed_type = event.fact.detail_type().to_owned();
        let seq = event.seq.0;
        let reason = match defect {
            Some(defect) => {
                let cause = defect.reason();
                tracing::error!(consumer, seq, cause, "delivery failed");
                defect.describe(consumer, &failed_type)
            }
            None => {
                tracing::warn!(consumer, seq, "delivery waits behind a dead letter");
                BEHIND_ANOTHER.to_owned()
            }
        };
        let letter = DeadLetter { seq: event.seq, key: Some(event.fact.ordering_key()) };
        self.insert_dead_letter(cascade.storage(), consumer, &letter, &reason)?;
        // Failing on an event about a failure is kept in the table alone, or it would go on.
        if failed_type == names::DeliveryFailed {
            return Ok(());
        }
        let message = format!("{consumer} could not take {failed_type}; it waits.");
        cascade.emit(DeliveryFailed {
            consumer: consumer.to_owned(),
            failed_seq: event.seq,
            failed_type,
            order_id: event.fact.order_id(),
            reason,
            message,
        })?;
        Ok(())
    }

    /// Keeps a delivery as a dead letter.
    pub(super) fn insert_dead_letter(
        &self,
        storage: &dyn Storage,
        consumer: &str,
        letter: &DeadLetter,
        reason: &str,
    ) -> Result<(), StorageError> {
        Letters::of(consumer).insert(storage, letter, reason)?;
        self.set_any_dead_letters();
        Ok(())
    }
}

/// Whether an event is about a failure of this very consumer, which does not receive that event: a
/// broken consumer would fail on it too, and have two dead letters each time. Others receive it.
pub(super) fn is_news_of(consumer: &str, fact: &DomainEvent) -> bool {
    match fact {
        DomainEvent::DeliveryFailed(news) => news.consumer == consumer,
        DomainEvent::TimerFailed(news) => news.consumer == consumer,
        DomainEvent::DeliveryRedriven(news) => news.consumer == consumer,
        DomainEvent::TimerRedriven(news) => news.consumer == consumer,
        DomainEvent::DeliveryDiscarded(news) => news.consumer == consumer,
        _ => false,
    }
}

/// Delivers an event later than in its place, and says so first.
pub(super) fn deliver_late(
    cascade: &mut Cascade<'_>,
    consumer: &Consumer,
    event: &RecordedEvent,
) -> Result<(), Fault> {
    let name = consumer.name();
    cascade.emit(DeliveryRedriven {
        consumer: name.to_owned(),
        redriven_seq: event.seq,
        order_id: event.fact.order_id(),
        message: format!("{name} took {} after all.", event.fact.detail_type()),
    })?;
    consumer.take(cascade, event)
}

/// How something ended that was run in a savepoint of its own.
pub(super) enum Attempt<T> {
    /// It is kept.
    Done(T),
    /// It was rolled back.
    Undone(Defect),
}

/// Runs something in a savepoint of its own.
///
/// # Errors
/// Only a storage fault, which undoes the whole batch.
pub(super) fn guarded<T>(
    cascade: &mut Cascade<'_>,
    run: impl FnOnce(&mut Cascade<'_>) -> Result<T, Fault>,
) -> Result<Attempt<T>, StorageError> {
    let before = cascade.events().len();
    let storage = cascade.storage();
    storage.savepoint(Savepoint::Delivery)?;
    let defect = match catch_unwind(AssertUnwindSafe(|| run(cascade))) {
        Ok(Ok(value)) => {
            storage.release(Savepoint::Delivery)?;
            return Ok(Attempt::Done(value));
        }
        Ok(Err(fault)) => fault.settle()?,
        Err(panic) => Defect::of_panic(panic.as_ref()),
    };
    storage.roll_back_to(Savepoint::Delivery)?;
    cascade.truncate_to(before);
    Ok(Attempt::Undone(defect))
}
