//! Redriving: dead letters are delivered again, and timers that broke are run again.
//!
//! A redrive goes once through all dead letters, consumer by consumer, each in the order of the
//! log, then through the timers. One that still fails holds up the later ones of its key and no
//! others. It goes in steps, each a cascade of limited size: the command takes the first, ticks take
//! the others, and where it goes on is kept in the table `redrive`. So nothing that goes on failing
//! starves the rest.

use crema_api::events::OrderingKey;
use crema_api::events::bus::TimerRedriven;
use crema_api::ids::Seq;

use super::audience::Audience;
use super::cascade::{CASCADE_EVENTS_MAX, Cascade};
use super::consumer::Consumer;
use super::dead_letters::{self, DeadLetter, Letters, Span};
use super::delivery::{Attempt, deliver_late, guarded};
use super::round::{self, Round};
use super::{log, timers};
use crate::fault::Fault;
use crate::storage::{Storage, StorageError};

/// Maximum deliveries and timers that one step makes, so that other commands get their turn.
pub const REDRIVEN_AT_ONCE_MAX: u32 = 128;
/// Maximum deliveries and timers that one step tries: each that fails is rolled back by itself.
pub const TRIES_AT_ONCE_MAX: u32 = 256;
/// Maximum dead letters that one step looks at: most of many wait behind another.
const LOOKS_AT_ONCE_MAX: u32 = 4_096;
/// A step ends when its cascade has this many events: those that follow from them need room.
const EVENTS_MAX: usize = CASCADE_EVENTS_MAX / 8;
/// Rows read at once: enough to be quick, few enough to hold.
const ROWS_AT_ONCE: u32 = 512;

/// The progress of one step.
#[derive(Debug, Default)]
pub(super) struct Step {
    /// Deliveries and timers that went through.
    pub made: u32,
    tries: u32,
    looks: u32,
}

impl Step {
    pub(super) fn is_full(&self, cascade: &Cascade<'_>) -> bool {
        self.made >= REDRIVEN_AT_ONCE_MAX
            || self.tries >= TRIES_AT_ONCE_MAX
            || self.looks >= LOOKS_AT_ONCE_MAX
            || cascade.events().len() >= EVENTS_MAX
    }
}

impl Audience {
    /// Takes a step of the redrive that goes on, or the first one of a new redrive. Returns how
    /// many deliveries and timers went through.
    pub(super) fn redrive(&self, cascade: &mut Cascade<'_>) -> Result<u32, Fault> {
        let storage = cascade.storage();
        let first = self.consumers().first().map_or("", Consumer::name).to_owned();
        let begun = || Round { consumer: first, after: None, until: cascade.head() };
        let mut round = round::load(storage)?.unwrap_or_else(begun);
        let mut step = Step::default();
        if self.go_round(cascade, &mut round, &mut step)? {
            round::end(storage)?;
        } else {
            round::save(storage, &round)?;
        }
        self.reload(storage)?;
        Ok(step.made)
    }

    /// Goes on until the step is full. Returns whether this was all.
    fn go_round(
        &self,
        cascade: &mut Cascade<'_>,
        round: &mut Round,
        step: &mut Step,
    ) -> Result<bool, Fault> {
        let known = self.consumers().iter().position(|one| one.name() == round.consumer);
        if let Some(from) = known {
            for consumer in &self.consumers()[from..] {
                if consumer.name() != round.consumer {
                    round.after = None;
                    consumer.name().clone_into(&mut round.consumer);
                }
                if !self.redrive_consumer(cascade, consumer, round, step)? {
                    return Ok(false);
                }
            }
            round.after = None;
        }
        // After the deliveries, which may have set or cancelled a timer.
        round.consumer.clear();
        self.redrive_timers(cascade, round, step)
    }

    fn redrive_consumer(
        &self,
        cascade: &mut Cascade<'_>,
        consumer: &Consumer,
        round: &mut Round,
        step: &mut Step,
    ) -> Result<bool, Fault> {
        loop {
            let span = Span { after: round.after.unwrap_or(Seq(0)), until: round.until };
            let letters =
                dead_letters::of_consumer(cascade.storage(), consumer.name(), span, ROWS_AT_ONCE)?;
            if letters.is_empty() {
                return Ok(true);
            }
            for letter in letters {
                if step.is_full(cascade) {
                    return Ok(false);
                }
                step.looks += 1;
                round.after = Some(letter.seq);
                if is_first(cascade.storage(), consumer.name(), &letter)? {
                    self.redrive_one(cascade, consumer, &letter, step)?;
                }
            }
        }
    }

    /// Tries one delivery. Returns whether it went through.
    pub(super) fn redrive_one(
        &self,
        cascade: &mut Cascade<'_>,
        consumer: &Consumer,
        letter: &DeadLetter,
        step: &mut Step,
    ) -> Result<bool, Fault> {
        step.tries += 1;
        let (name, seq) = (consumer.name(), letter.seq);
        let taken = guarded(cascade, |cascade| {
            let event = log::at(cascade.storage(), seq)?;
            deliver_late(cascade, consumer, &event)?;
            Ok(event)
        })?;
        let event = match taken {
            Attempt::Done(event) => event,
            Attempt::Undone(defect) => {
                let cause = defect.reason();
                tracing::warn!(consumer = name, seq = seq.0, cause, "delivery failed again");
                return Ok(false);
            }
        };
        dead_letters::remove(cascade.storage(), name, seq)?;
        step.made += 1;
        self.free_timers(cascade.storage(), name, &event.fact.ordering_key())?;
        Ok(true)
    }

    /// Lets the timers run that waited for the dead letters of a key, when the last one is gone.
    #[expect(clippy::unused_self, reason = "beside what else the audience does about a key")]
    pub(super) fn free_timers(
        &self,
        storage: &dyn Storage,
        consumer: &str,
        key: &OrderingKey,
    ) -> Result<(), StorageError> {
        match Letters::of(consumer).first_of(storage, key)? {
            Some(_) => Ok(()),
            None => timers::unpark(storage, consumer, Some(key)),
        }
    }

    /// Goes on with a redrive after this delivery, on the next tick.
    pub(super) fn redrive_later(
        &self,
        cascade: &Cascade<'_>,
        consumer: &str,
        after: Seq,
    ) -> Result<(), StorageError> {
        let storage = cascade.storage();
        // One that goes on already may be past it, so it begins again, with what came since.
        let (consumer, after) = match round::load(storage)? {
            Some(_) => (self.consumers().first().map_or("", Consumer::name), None),
            None => (consumer, Some(after)),
        };
        let (consumer, until) = (consumer.to_owned(), cascade.head());
        round::save(storage, &Round { consumer, after, until })
    }

    fn redrive_timers(
        &self,
        cascade: &mut Cascade<'_>,
        round: &mut Round,
        step: &mut Step,
    ) -> Result<bool, Fault> {
        for (timer, failed_seq) in timers::broken(cascade.storage(), round.after)? {
            if step.is_full(cascade) {
                return Ok(false);
            }
            step.looks += 1;
            round.after = Some(failed_seq);
            let Some(owner) = self.handler(&timer.owner).cloned() else { continue };
            if !owner.timers().contains(&timer.kind.as_str()) {
                // Another version's: it knows how to run it.
                continue;
            }
            let name = owner.name();
            let waits = self.is_behind(name)
                || Letters::of(name).first_of(cascade.storage(), &timer.ordering_key())?.is_some();
            if waits {
                continue;
            }
            step.tries += 1;
            let ran = guarded(cascade, |cascade| {
                // A timer that ran before this one may have cancelled it.
                let is_there = timers::cancel(cascade.storage(), timer.key())?;
                if is_there {
                    cascade.now_runs(owner.name());
                    owner.due(cascade, &timer)?;
                }
                Ok(is_there)
            })?;
            if let Attempt::Done(true) = ran {
                step.made += 1;
                cascade.emit(TimerRedriven {
                    consumer: name.to_owned(),
                    timer: timer.kind.clone(),
                    redriven_seq: failed_seq,
                    order_id: timer.order(),
                    message: format!("{name} ran its timer {:?} after all.", timer.kind),
                })?;
            }
        }
        Ok(true)
    }
}

/// Whether no earlier dead letter of the same key is left.
fn is_first(
    storage: &dyn Storage,
    consumer: &str,
    letter: &DeadLetter,
) -> Result<bool, StorageError> {
    match &letter.key {
        None => Ok(true),
        Some(key) => Ok(Letters::of(consumer).first_of(storage, key)? == Some(letter.seq)),
    }
}
