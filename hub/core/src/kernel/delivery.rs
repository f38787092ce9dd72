//! Deliveries: which consumer receives which event, in one fixed order; and what happens when a
//! consumer fails. Delivering again later is in [`super::redrive`].
//!
//! A cascade runs without isolation first: no savepoint for each delivery. If a consumer fails, the
//! core (which is deterministic) undoes the cascade and runs it again isolated: then each
//! delivery has its own savepoint, and the one that fails is rolled back to it and becomes a dead letter,
//! with those of the same order behind it. So the ordinary case does not pay for the rare one.

use std::cell::Cell;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crema_api::DomainEvent;
use crema_api::events::bus::DeliveryFailed;
use crema_api::events::names;
use crema_api::ids::{OrderId, Seq};

use super::cascade::Cascade;
use super::consumer::{Consumer, EventHandler, Projection, Services};
use super::log::RecordedEvent;
use crate::fault::{Defect, Fault};
use crate::storage::{Savepoint, Storage, StorageError, only};

/// Longest reason kept of a failure, in characters.
const REASON_CHARS_MAX: usize = 200;
/// The reason of a delivery that waits and has not failed itself.
pub(super) const BEHIND_ANOTHER: &str = "an earlier event of the same order is a dead letter";

/// Whether deliveries have savepoints of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Isolation {
    /// They do not; a failure undoes the cascade.
    None,
    /// They do; a failure makes the delivery a dead letter.
    PerDelivery,
}

/// The services and which of them receive which event.
#[derive(Debug)]
pub(crate) struct Audience {
    services: Services,
    /// Event handlers, then projections.
    consumers: Vec<Consumer>,
    /// The places of event handlers among the consumers, by the name of the event.
    subscribers: HashMap<&'static str, Vec<usize>>,
    /// Whether there are dead letters: spares a look at each delivery.
    any_dead_letters: Cell<bool>,
}

impl Audience {
    pub(crate) fn new(services: Services) -> Self {
        let consumers = services.all.iter().filter_map(|service| service.consumer().cloned());
        let (mut consumers, projections): (Vec<_>, Vec<_>) =
            consumers.partition(|consumer| matches!(consumer, Consumer::Handler(_)));
        consumers.extend(projections);
        let mut subscribers: HashMap<&'static str, Vec<usize>> = HashMap::new();
        for (index, consumer) in consumers.iter().enumerate() {
            if let Consumer::Handler(handler) = consumer {
                for name in handler.subscriptions() {
                    subscribers.entry(name).or_default().push(index);
                }
            }
        }
        Self { services, consumers, subscribers, any_dead_letters: Cell::new(false) }
    }

    pub(super) fn services(&self) -> &Services {
        &self.services
    }

    /// Reads again whether there are dead letters, after the database may have changed under us.
    pub(crate) fn reload(&self, storage: &dyn Storage) -> Result<(), StorageError> {
        let any: Option<bool> =
            storage.query_one("SELECT EXISTS (SELECT 1 FROM dead_letters)", &[], only)?;
        self.any_dead_letters.set(any.unwrap_or(false));
        Ok(())
    }

    /// The event handler of this name.
    pub(super) fn handler(&self, name: &str) -> Option<&Arc<dyn EventHandler>> {
        self.consumers.iter().find_map(|consumer| match consumer {
            Consumer::Handler(handler) if handler.name() == name => Some(handler),
            _ => None,
        })
    }

    /// All consumers, in the order in which they receive an event.
    pub(super) fn consumers(&self) -> &[Consumer] {
        &self.consumers
    }

    /// All projections, in that order.
    pub(super) fn projections(&self) -> impl Iterator<Item = &dyn Projection> {
        self.consumers.iter().filter_map(|consumer| match consumer {
            Consumer::Projection(projection) => Some(projection.as_ref()),
            Consumer::Handler(_) => None,
        })
    }

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
                let subscribers = self.subscribers.get(event.fact.detail_type());
                for &index in subscribers.map_or(&[][..], Vec::as_slice) {
                    self.deliver(&self.consumers[index], cascade, &event, isolation)?;
                }
            } else if let Some(event) = cascade.events().get(applied).cloned() {
                applied += 1;
                for consumer in &self.consumers {
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
        if is_news_of(consumer.name(), &event.fact) {
            return Ok(());
        }
        if self.any_dead_letters.get() && blocked(cascade, consumer.name(), event.fact.order_id())?
        {
            return self.dead_letter_delivery(cascade, consumer.name(), event, BEHIND_ANOTHER);
        }
        match isolation {
            Isolation::None => consumer.take(cascade, event),
            Isolation::PerDelivery => {
                match guarded(cascade, |cascade| consumer.take(cascade, event))? {
                    Attempt::Done(()) => Ok(()),
                    // No delivery is at fault: the input that led here is undone.
                    Attempt::Undone(defect @ Defect::NotApplied { .. }) => Err(defect.into()),
                    Attempt::Undone(defect) => {
                        self.dead_letter_delivery(cascade, consumer.name(), event, &defect.reason())
                    }
                }
            }
        }
    }

    fn dead_letter_delivery(
        &self,
        cascade: &mut Cascade<'_>,
        consumer: &str,
        event: &RecordedEvent,
        reason: &str,
    ) -> Result<(), Fault> {
        let reason = shortened(reason);
        let order_id = event.fact.order_id();
        insert_dead_letter(
            cascade.storage(),
            consumer,
            Delivery { seq: event.seq, order_id },
            &reason,
        )?;
        self.any_dead_letters.set(true);
        tracing::error!(consumer, seq = event.seq.0, reason, "delivery failed");
        // Failing on an event about a failure is kept in the table alone, or it would go on.
        if event.fact.detail_type() == names::DeliveryFailed {
            return Ok(());
        }
        let failed_type = event.fact.detail_type().to_owned();
        let message = format!("{consumer} could not take {failed_type}; it waits.");
        cascade.emit(DeliveryFailed {
            consumer: consumer.to_owned(),
            failed_seq: event.seq,
            failed_type,
            order_id,
            reason,
            message,
        })?;
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
        _ => false,
    }
}

/// A delivery of an event: its place, and the order behind whose earlier events it waits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Delivery {
    pub seq: Seq,
    pub order_id: Option<OrderId>,
}

/// Keeps a delivery as a dead letter.
pub(super) fn insert_dead_letter(
    storage: &dyn Storage,
    consumer: &str,
    delivery: Delivery,
    reason: &str,
) -> Result<(), Fault> {
    storage.execute(
        "INSERT INTO dead_letters (consumer, seq, order_id, reason) VALUES (?1, ?2, ?3, ?4)",
        &[&consumer, &delivery.seq.0, &delivery.order_id.map(|id| id.0), &shortened(reason)],
    )?;
    Ok(())
}

/// The reason, as long as is kept.
pub(super) fn shortened(reason: &str) -> String {
    reason.chars().take(REASON_CHARS_MAX).collect()
}

/// Whether this consumer has a dead letter of this order already.
fn blocked(cascade: &Cascade<'_>, consumer: &str, order: Option<OrderId>) -> Result<bool, Fault> {
    let Some(order) = order else { return Ok(false) };
    let found = cascade.query_one(
        "SELECT 1 FROM dead_letters WHERE consumer = ?1 AND order_id = ?2 LIMIT 1",
        &[&consumer, &order.0],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
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
