//! Deliveries: who hears what, in one fixed order; and what happens when a consumer fails. How it
//! is made good later is in [`super::redrive`].
//!
//! A cascade runs *swift* first, without a savepoint for each delivery. If a consumer fails, the
//! core (which is deterministic) undoes the cascade and runs it again *careful*: then each
//! delivery has its own savepoint, and the one that fails is rolled back to it and set aside,
//! with those of the same order behind it. So the ordinary case does not pay for the rare one.

use std::cell::Cell;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crema_api::Fact;
use crema_api::events::bus::DeliverySetAside;
use crema_api::events::names;
use crema_api::ids::{OrderId, Seq};

use super::cascade::Cascade;
use super::log::Recorded;
use crate::fault::Fault;
use crate::services::{Process, Projection, Services};
use crate::storage::{Door, Savepoint, StorageError};

/// Longest reason kept of a failure, in characters.
const REASON_CHARS_MAX: usize = 200;
/// Why a delivery waits that has not failed itself.
pub(super) const BEHIND_ANOTHER: &str = "an earlier event of the same order is set aside";

/// Whether deliveries have savepoints of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    /// They do not; a failure undoes the cascade.
    Swift,
    /// They do; a failure sets the delivery aside.
    Careful,
}

/// A consumer of either sort.
#[derive(Clone, Copy)]
pub(super) enum Consumer<'a> {
    Process(&'a dyn Process),
    Projection(&'a dyn Projection),
}

impl Consumer<'_> {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Process(process) => process.name(),
            Self::Projection(projection) => projection.name(),
        }
    }

    pub(super) fn hear(&self, cascade: &mut Cascade<'_>, event: &Recorded) -> Result<(), Fault> {
        match self {
            Self::Process(process) => process.hear(cascade, event),
            Self::Projection(projection) => projection.hear(cascade.door(), event),
        }
    }
}

/// The services and who of them hears which event.
#[derive(Debug)]
pub(crate) struct Audience {
    services: Services,
    hearers: HashMap<&'static str, Vec<usize>>,
    /// Whether anything is set aside: spares a look at each delivery.
    any_set_aside: Cell<bool>,
}

impl Audience {
    pub(crate) fn new(services: Services) -> Self {
        let mut hearers: HashMap<&'static str, Vec<usize>> = HashMap::new();
        for (index, process) in services.processes.iter().enumerate() {
            for name in process.hears() {
                hearers.entry(name).or_default().push(index);
            }
        }
        Self { services, hearers, any_set_aside: Cell::new(false) }
    }

    pub(crate) fn services(&self) -> &Services {
        &self.services
    }

    /// Looks again whether anything is set aside, after the database may have changed under us.
    pub(crate) fn reload(&self, door: &dyn Door) -> Result<(), StorageError> {
        let any = door.query_one("SELECT EXISTS (SELECT 1 FROM set_aside)", &[], |row| {
            row.get::<_, bool>(0)
        })?;
        self.any_set_aside.set(any.unwrap_or(false));
        Ok(())
    }

    pub(crate) fn process(&self, name: &str) -> Option<&Arc<dyn Process>> {
        self.services.processes.iter().find(|process| process.name() == name)
    }

    /// All of them, in the order in which they hear an event.
    pub(super) fn consumers(&self) -> impl Iterator<Item = Consumer<'_>> {
        let processes = self.services.processes.iter();
        let processes = processes.map(|process| Consumer::Process(process.as_ref()));
        let projections = self.services.projections.iter();
        processes.chain(projections.map(|projection| Consumer::Projection(projection.as_ref())))
    }

    /// Lets everyone hear the cascade's events, and those that they emit, until nothing is left:
    /// processes event by event, then the projections.
    pub(crate) fn spread(&self, cascade: &mut Cascade<'_>, care: Care) -> Result<(), Fault> {
        let (mut heard, mut projected) = (0, 0);
        loop {
            if let Some(event) = cascade.events().get(heard).cloned() {
                heard += 1;
                let hearers = self.hearers.get(event.fact.detail_type());
                for &index in hearers.map_or(&[][..], Vec::as_slice) {
                    let process = self.services.processes[index].as_ref();
                    self.deliver(Consumer::Process(process), cascade, &event, care)?;
                }
            } else if let Some(event) = cascade.events().get(projected).cloned() {
                projected += 1;
                for projection in &self.services.projections {
                    if projection.hears(event.fact.detail_type()) {
                        let consumer = Consumer::Projection(projection.as_ref());
                        self.deliver(consumer, cascade, &event, care)?;
                    }
                }
            } else {
                return Ok(());
            }
        }
    }

    fn deliver(
        &self,
        consumer: Consumer<'_>,
        cascade: &mut Cascade<'_>,
        event: &Recorded,
        care: Care,
    ) -> Result<(), Fault> {
        if is_news_of(consumer.name(), &event.fact) {
            return Ok(());
        }
        if self.any_set_aside.get() && blocked(cascade, consumer.name(), event.fact.order_id())? {
            return self.set_aside(cascade, consumer.name(), event, BEHIND_ANOTHER);
        }
        match care {
            Care::Swift => consumer.hear(cascade, event),
            Care::Careful => match guarded(cascade, |cascade| consumer.hear(cascade, event))? {
                Ok(()) => Ok(()),
                Err(reason) => self.set_aside(cascade, consumer.name(), event, &reason),
            },
        }
    }

    fn set_aside(
        &self,
        cascade: &mut Cascade<'_>,
        consumer: &str,
        event: &Recorded,
        reason: &str,
    ) -> Result<(), Fault> {
        let reason = shortened(reason);
        let order_id = event.fact.order_id();
        put_aside(cascade.door(), consumer, (event.seq, order_id), &reason)?;
        self.any_set_aside.set(true);
        tracing::error!(consumer, seq = event.seq.0, reason, "delivery set aside");
        // Failing on the very news of a failure is kept in the table alone, or it would go on.
        if event.fact.detail_type() == names::DeliverySetAside {
            return Ok(());
        }
        let set_aside_type = event.fact.detail_type().to_owned();
        let message = format!("{consumer} could not take {set_aside_type}; it waits.");
        cascade.emit(DeliverySetAside {
            consumer: consumer.to_owned(),
            set_aside_seq: event.seq,
            set_aside_type,
            order_id,
            reason,
            message,
        })?;
        Ok(())
    }
}

/// Whether an event tells how this very consumer fares. Nobody is told of their own failing: one
/// that fails on everything would fail on that as well, and wait twice for each event; and nothing
/// that one does about it could be of use while one fails. Others are told.
pub(super) fn is_news_of(consumer: &str, fact: &Fact) -> bool {
    match fact {
        Fact::DeliverySetAside(news) => news.consumer == consumer,
        Fact::TimerSetAside(news) => news.consumer == consumer,
        Fact::Redriven(news) => news.consumer == consumer,
        _ => false,
    }
}

/// Notes that a delivery waits.
pub(super) fn put_aside(
    door: &dyn Door,
    consumer: &str,
    (seq, order): (Seq, Option<OrderId>),
    reason: &str,
) -> Result<(), Fault> {
    door.execute(
        "INSERT INTO set_aside (consumer, seq, order_id, reason) VALUES (?1, ?2, ?3, ?4)",
        &[&consumer, &seq.0, &order.map(|id| id.0), &shortened(reason)],
    )?;
    Ok(())
}

/// As much of a reason as is kept.
pub(super) fn shortened(reason: &str) -> String {
    reason.chars().take(REASON_CHARS_MAX).collect()
}

/// Whether an event of this order already waits for this consumer.
fn blocked(cascade: &Cascade<'_>, consumer: &str, order: Option<OrderId>) -> Result<bool, Fault> {
    let Some(order) = order else { return Ok(false) };
    let found = cascade.query_one(
        "SELECT 1 FROM set_aside WHERE consumer = ?1 AND order_id = ?2 LIMIT 1",
        &[&consumer, &order.0],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Runs something in a savepoint of its own. The inner result says why it was rolled back.
///
/// # Errors
/// Only a storage fault, which undoes the whole turn.
pub(crate) fn guarded<T>(
    cascade: &mut Cascade<'_>,
    run: impl FnOnce(&mut Cascade<'_>) -> Result<T, Fault>,
) -> Result<Result<T, String>, Fault> {
    let before = cascade.events().len();
    cascade.door().savepoint(Savepoint::Delivery)?;
    let ended = catch_unwind(AssertUnwindSafe(|| run(cascade)));
    let reason = match ended {
        Ok(Ok(value)) => {
            cascade.door().release(Savepoint::Delivery)?;
            return Ok(Ok(value));
        }
        Ok(Err(Fault::Storage(error))) => return Err(Fault::Storage(error)),
        Ok(Err(fault)) => fault.to_string(),
        Err(panic) => panic_words(panic.as_ref()),
    };
    cascade.door().roll_back_to(Savepoint::Delivery)?;
    cascade.truncate_to(before);
    Ok(Err(reason))
}

/// What a panic said.
pub(crate) fn panic_words(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic
        .downcast_ref::<&str>()
        .map(|words| (*words).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    format!("panic: {}", words.unwrap_or_else(|| "without words".to_owned()))
}
