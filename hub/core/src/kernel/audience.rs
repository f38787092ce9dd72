//! The audience: the services, which of them receive which event, and what is known in memory of
//! the tables of dead letters and cursors, so that the ordinary delivery does not have to ask.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use crema_api::events::OrderingKey;
use crema_api::ids::Seq;

use super::consumer::{Consumer, EventHandler, Projection, Services};
use super::cursors::{self, Unfinished};
use super::dead_letters::{self, Letters};
use super::round;
use super::timers::OwnTimers;
use crate::storage::{Storage, StorageError};

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
    /// The consumers that are still catching up, which are delivered nothing new, and the projections
    /// that are rebuilt.
    unfinished: RefCell<Unfinished>,
    /// Whether a redrive goes on.
    redriving: Cell<bool>,
    /// Whether there are dead letters of consumers that are not here.
    orphans: Cell<bool>,
    /// The names of the consumers, as a list for SQL.
    names_in_sql: String,
    /// The timers that these services set.
    timers: OwnTimers,
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
        let timers = OwnTimers::of(consumers.iter().filter_map(|consumer| match consumer {
            Consumer::Handler(handler) => Some((handler.name(), handler.timers())),
            Consumer::Projection(_) => None,
        }));
        // Names are constants of the program: of folders, without quotation marks.
        let names: Vec<String> =
            consumers.iter().map(|consumer| format!("'{}'", consumer.name())).collect();
        Self {
            services,
            consumers,
            subscribers,
            any_dead_letters: Cell::new(false),
            unfinished: RefCell::default(),
            redriving: Cell::new(false),
            orphans: Cell::new(false),
            names_in_sql: names.join(", "),
            timers,
        }
    }

    /// The timers that these services set.
    pub(super) fn timers(&self) -> &OwnTimers {
        &self.timers
    }

    pub(super) fn services(&self) -> &Services {
        &self.services
    }

    /// Reads again what it knows of the tables, after the database may have changed under it.
    pub(crate) fn reload(&self, storage: &dyn Storage) -> Result<(), StorageError> {
        self.any_dead_letters.set(dead_letters::are_any(storage)?);
        self.redriving.set(round::is_going_on(storage)?);
        *self.unfinished.borrow_mut() = cursors::unfinished(storage)?;
        Ok(())
    }

    /// Looks whether there are dead letters, where a projection may have added some by itself.
    pub(super) fn notice_dead_letters(&self, storage: &dyn Storage) -> Result<(), StorageError> {
        self.any_dead_letters.set(dead_letters::are_any(storage)?);
        Ok(())
    }

    /// The names of all consumers, as a list for SQL.
    pub(super) fn names_in_sql(&self) -> &str {
        &self.names_in_sql
    }

    /// Whether this consumer is still catching up.
    pub(super) fn is_behind(&self, consumer: &str) -> bool {
        let behind = &self.unfinished.borrow().behind;
        !behind.is_empty() && behind.contains(consumer)
    }

    /// The consumer has caught up: from now on it is delivered what is new.
    pub(super) fn set_caught_up(&self, consumer: &str) {
        self.unfinished.borrow_mut().behind.remove(consumer);
    }

    /// Whether a consumer that runs is still catching up.
    pub(super) fn is_any_behind(&self) -> bool {
        let behind = &self.unfinished.borrow().behind;
        !behind.is_empty() && self.consumers.iter().any(|one| behind.contains(one.name()))
    }

    /// The first projection that is rebuilt, or is to be.
    pub(super) fn first_rebuilt(&self) -> Option<&dyn Projection> {
        let rebuilt = &self.unfinished.borrow().rebuilt;
        if rebuilt.is_empty() {
            return None;
        }
        self.projections().find(|projection| rebuilt.contains(projection.name()))
    }

    /// Whether a projection that runs is rebuilt.
    pub(super) fn is_any_rebuilt(&self) -> bool {
        self.first_rebuilt().is_some()
    }

    pub(super) fn is_redriving(&self) -> bool {
        self.redriving.get()
    }

    pub(super) fn has_orphans(&self) -> bool {
        self.orphans.get()
    }

    pub(super) fn set_orphans(&self, are_any: bool) {
        self.orphans.set(are_any);
    }

    /// The first dead letter of this consumer and key, behind which everything later waits.
    pub(super) fn blocked(
        &self,
        storage: &dyn Storage,
        consumer: &str,
        key: &OrderingKey,
    ) -> Result<Option<Seq>, StorageError> {
        if self.any_dead_letters.get() {
            Letters::of(consumer).first_of(storage, key)
        } else {
            Ok(None)
        }
    }

    /// The event handlers that subscribe to the events of this name.
    pub(super) fn subscribers(&self, detail_type: &str) -> impl Iterator<Item = &Consumer> {
        let places = self.subscribers.get(detail_type).map_or(&[][..], Vec::as_slice);
        places.iter().map(|&index| &self.consumers[index])
    }

    /// Whether any consumer has a dead letter.
    pub(super) fn has_dead_letters(&self) -> bool {
        self.any_dead_letters.get()
    }

    /// There is a dead letter now.
    pub(super) fn set_any_dead_letters(&self) {
        self.any_dead_letters.set(true);
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
}
