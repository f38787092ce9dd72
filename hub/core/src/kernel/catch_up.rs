//! Catching up: a consumer that was away goes on from its own cursor, and one that is new begins.
//! Both go in steps, one a tick; until a consumer has arrived at the log's end, what is new waits
//! for it in the log, so it handles everything once and in order. What a handler receives like this it
//! handles late, and the log says where ([`super::handled`]).
//!
//! A projection that is new is derived from the whole log ([`super::rebuild`]). An event handler that
//! is new first receives what is retained (how things are now), then what comes after.

use super::audience::Audience;
use super::cascade::{CASCADE_EVENTS_MAX, Cascade};
use super::consumer::{Consumer, EventHandler};
use super::cursors::{self, Progress};
use super::dead_letters::{self, DeadLetter, Span};
use super::delivery::{Attempt, deliver_late, guarded, is_news_of};
use super::derive::{self, READ_AT_ONCE_MAX, Target};
use super::engine::Core;
use super::log::{RawEvent, RecordedEvent};
use super::{log, rebuild, retained, timers};
use crate::fault::Fault;
use crate::storage::Storage;
use crema_api::ids::Seq;

/// Maximum events that one step delivers to event handlers, each in a savepoint of its own.
pub const DELIVERED_AT_ONCE_MAX: u32 = 256;
/// A step ends when its cascade has this many events: those that follow from them need room.
const EVENTS_MAX: usize = CASCADE_EVENTS_MAX / 8;

/// What is left of one step.
struct Step {
    /// The log's end when it began. What it appends is delivered when it has ended.
    head: Seq,
    deliveries: u32,
}

impl Step {
    fn is_full(&self, cascade: &Cascade<'_>) -> bool {
        self.deliveries == 0 || cascade.events().len() >= EVENTS_MAX
    }
}

impl Audience {
    /// Takes one step of each consumer that is behind; for handlers, until together they have had
    /// [`DELIVERED_AT_ONCE_MAX`].
    pub(super) fn catch_up(&self, cascade: &mut Cascade<'_>) -> Result<(), Fault> {
        let storage = cascade.storage();
        let mut step = Step { head: cascade.head(), deliveries: DELIVERED_AT_ONCE_MAX };
        for consumer in self.consumers() {
            let name = consumer.name();
            if !self.is_behind(name) {
                continue;
            }
            let Some(mut progress) = cursors::load(storage, name)? else { continue };
            // It has everything from its rebuild.
            if progress.lost {
                continue;
            }
            match consumer {
                Consumer::Handler(handler) => {
                    let subscriptions = handler.subscriptions();
                    let mut walk = Walk { audience: self, consumer, subscriptions, cascade };
                    walk.greet(&mut progress, &mut step)?;
                    walk.go_on(&mut progress, &mut step)?;
                }
                Consumer::Projection(projection) => {
                    let span = Span { after: progress.cursor, until: step.head };
                    let target = Target { projection: projection.as_ref(), shadow: None };
                    progress.cursor = derive::advance(storage, target, span)?;
                }
            }
            let is_behind = progress.greeted.is_some() || progress.cursor < step.head;
            cursors::save(storage, name, progress, is_behind)?;
            if !is_behind {
                self.set_caught_up(name);
                timers::unpark(storage, name, None)?;
                tracing::info!(consumer = name, "has caught up");
            }
        }
        self.notice_dead_letters(storage)?;
        Ok(())
    }
}

/// The way of one event handler through what it has missed.
struct Walk<'a, 'b> {
    audience: &'a Audience,
    consumer: &'a Consumer,
    subscriptions: &'static [&'static str],
    cascade: &'a mut Cascade<'b>,
}

impl Walk<'_, '_> {
    /// Delivers what is retained, if it is new.
    fn greet(&mut self, progress: &mut Progress, step: &mut Step) -> Result<(), Fault> {
        while let Some(after) = progress.greeted {
            let limit = step.deliveries;
            if step.is_full(self.cascade) {
                return Ok(());
            }
            let storage = self.cascade.storage();
            let found = retained::after(storage, after, progress.cursor, limit)?;
            progress.greeted = found.last().copied();
            for seq in found {
                if let Some(event) = log::raw_at(storage, seq)? {
                    self.deliver(event, step)?;
                }
            }
        }
        Ok(())
    }

    /// Delivers what comes after its cursor.
    fn go_on(&mut self, progress: &mut Progress, step: &mut Step) -> Result<(), Fault> {
        if progress.greeted.is_some() {
            return Ok(());
        }
        let events = log::after(self.cascade.storage(), progress.cursor, READ_AT_ONCE_MAX)?;
        for event in events {
            if event.seq() > step.head || step.is_full(self.cascade) {
                break;
            }
            progress.cursor = event.seq();
            self.deliver(event, step)?;
        }
        Ok(())
    }

    fn deliver(&mut self, event: RawEvent, step: &mut Step) -> Result<(), Fault> {
        if !self.subscriptions.contains(&event.current_name()) {
            return Ok(());
        }
        step.deliveries = step.deliveries.saturating_sub(1);
        let (name, seq) = (self.consumer.name(), event.seq());
        let failed_type = event.detail_type().to_owned();
        match event.understand() {
            Ok(event) if is_news_of(name, &event.fact) => Ok(()),
            Ok(event) => self.deliver_missed(&event),
            Err(defect) => {
                let cause = defect.reason();
                tracing::error!(consumer = name, seq = seq.0, cause, "delivery failed");
                let reason = defect.describe(name, &failed_type);
                let storage = self.cascade.storage();
                let letter = DeadLetter::of_unreadable(storage, seq)?;
                Ok(self.audience.insert_dead_letter(storage, name, &letter, &reason)?)
            }
        }
    }

    /// Delivers an event that it can read, unless an earlier one of its key is a dead letter.
    fn deliver_missed(&mut self, event: &RecordedEvent) -> Result<(), Fault> {
        let (audience, consumer) = (self.audience, self.consumer);
        let name = consumer.name();
        let key = event.fact.ordering_key();
        if audience.blocked(self.cascade.storage(), name, &key)?.is_some() {
            return audience.dead_letter_delivery(self.cascade, name, event, None);
        }
        let take = |cascade: &mut Cascade<'_>| deliver_late(cascade, consumer, event);
        match guarded(self.cascade, take)? {
            Attempt::Done(()) => Ok(()),
            // Also where an event could not be applied: no input led here that could be undone.
            Attempt::Undone(defect) => {
                audience.dead_letter_delivery(self.cascade, name, event, Some(&defect))
            }
        }
    }
}

impl Core {
    /// Finds the consumers that were away or are new, and notes that they have to catch up. A
    /// projection takes its first step at once: with a short log that is all.
    pub(super) fn welcome_consumers(&mut self) -> Result<(), Fault> {
        let storage = self.storage.as_ref();
        let mut late = Vec::new();
        for consumer in self.audience.consumers() {
            match cursors::load(storage, consumer.name())? {
                Some(known)
                    if known.cursor >= self.head && known.greeted.is_none() && !known.lost => {}
                known => late.push((consumer, known)),
            }
        }
        let names = self.audience.names_in_sql();
        self.audience.set_orphans(dead_letters::are_any_but_of(storage, names)?);
        if late.is_empty() {
            return Ok(());
        }
        storage.begin()?;
        let done = late
            .into_iter()
            .try_for_each(|(consumer, known)| welcome(storage, consumer, known, self.head))
            .and_then(|()| Ok(storage.commit()?));
        if done.is_err() {
            storage.roll_back()?;
        }
        self.audience.reload(storage)?;
        done
    }
}

/// Moves a handler's cursor past events to which it does not subscribe, up to [`READ_AT_ONCE_MAX`]:
/// one that has missed nothing has caught up.
fn skip(
    storage: &dyn Storage,
    handler: &dyn EventHandler,
    mut progress: Progress,
) -> Result<Progress, Fault> {
    if progress.greeted.is_some() {
        return Ok(Progress { lost: false, ..progress });
    }
    for event in log::after(storage, progress.cursor, READ_AT_ONCE_MAX)? {
        if handler.subscriptions().contains(&event.current_name()) {
            break;
        }
        progress.cursor = event.seq();
    }
    Ok(Progress { lost: false, ..progress })
}

fn welcome(
    storage: &dyn Storage,
    consumer: &Consumer,
    known: Option<Progress>,
    head: Seq,
) -> Result<(), Fault> {
    let progress = match (consumer, known) {
        (Consumer::Handler(handler), Some(known)) => skip(storage, handler.as_ref(), known)?,
        (Consumer::Handler(handler), None) => {
            let retained = retained::names(storage)?;
            let is_greeted =
                retained.iter().any(|name| handler.subscriptions().contains(&name.as_str()));
            Progress { cursor: head, greeted: is_greeted.then_some(Seq(0)), lost: false }
        }
        (Consumer::Projection(projection), known) => match known {
            Some(known) if !known.lost => {
                let target = Target { projection: projection.as_ref(), shadow: None };
                let span = Span { after: known.cursor, until: head };
                Progress { cursor: derive::advance(storage, target, span)?, ..known }
            }
            Some(known) => known,
            None => Progress { cursor: Seq(0), greeted: None, lost: head > Seq(0) },
        },
    };
    let is_behind = progress.greeted.is_some() || progress.cursor < head;
    if !is_behind {
        timers::unpark(storage, consumer.name(), None)?;
    }
    cursors::save(storage, consumer.name(), progress, is_behind)?;
    match consumer {
        Consumer::Projection(projection) if progress.lost => {
            rebuild::step(storage, projection.as_ref(), head)
        }
        _ => Ok(()),
    }
}
