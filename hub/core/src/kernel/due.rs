//! What is due runs before an input, in order of due time, each timer a cascade of its own. One on
//! which its service fails is set aside.

use std::sync::Arc;

use crema_api::commands::Outcome;
use crema_api::events::bus::TimerSetAside;
use crema_api::ids::Seq;

use super::cascade::Cascade;
use super::core::Core;
use super::delivery::{Audience, shortened};
use super::log::Recorded;
use super::run::{self, Ended, First};
use super::timers::{self, Timer};
use crate::entropy::Entropy;
use crate::input::Stamp;
use crate::storage::StorageError;

/// Timers that run before one input at the most; the rest runs before the next.
const TIMERS_PER_INPUT_MAX: usize = 1_000;

impl Core {
    pub(super) fn run_due_timers(
        &mut self,
        at: Stamp,
        entropy: &[u8; 32],
        events: &mut Vec<Arc<Recorded>>,
    ) -> Result<(), StorageError> {
        for count in 0..TIMERS_PER_INPUT_MAX {
            let Some(timer) = timers::first_due(self.door.as_ref(), at.booth_ms)? else {
                return Ok(());
            };
            let run = Entropy::branch(entropy, "timer", count as u64);
            if let Some(reason) = self.run_timer(&timer, (at, run), events)? {
                let telling = Entropy::branch(entropy, "timer set aside", count as u64);
                self.set_timer_aside(&timer, reason, (at, telling), events)?;
            }
        }
        Ok(())
    }

    /// Runs one; gives why it did not go through.
    fn run_timer(
        &mut self,
        timer: &Timer,
        given: (Stamp, Entropy),
        events: &mut Vec<Arc<Recorded>>,
    ) -> Result<Option<String>, StorageError> {
        timers::cancel(self.door.as_ref(), timer.which())?;
        let Some(owner) = self.audience.process(&timer.owner).cloned() else {
            return Ok(Some("no service of this name is here".to_owned()));
        };
        let first = |_: &Audience, cascade: &mut Cascade<'_>| {
            owner.due(cascade, timer)?;
            Ok(Outcome::Done)
        };
        Ok(match self.cascade(given, &first, events)? {
            Ended::Done(_) => None,
            Ended::Refused(refusal) => Some(refusal.to_string()),
            Ended::Broken(reason) => Some(reason),
        })
    }

    /// A timer that broke is due no more, and not forgotten: trying again at once would fail in the
    /// same way. An event says so; redrive runs it again, and its service may set it anew.
    fn set_timer_aside(
        &mut self,
        timer: &Timer,
        reason: String,
        given: (Stamp, Entropy),
        events: &mut Vec<Arc<Recorded>>,
    ) -> Result<(), StorageError> {
        tracing::error!(owner = timer.owner, kind = timer.kind, reason, "timer set aside");
        // First without its event: should telling break too, the timer is still not lost.
        timers::set_broken(self.door.as_ref(), timer, Seq(0))?;
        let reason = shortened(&reason);
        let first = |_: &Audience, cascade: &mut Cascade<'_>| {
            let message = format!("{} could not run {:?}; it waits.", timer.owner, timer.kind);
            let seq = cascade.emit(TimerSetAside {
                consumer: timer.owner.clone(),
                timer: timer.kind.clone(),
                due_booth_ms: timer.due.0,
                order_id: timer.order(),
                reason: reason.clone(),
                message,
            })?;
            timers::set_broken(cascade.door(), timer, seq)?;
            Ok(Outcome::Done)
        };
        match self.cascade(given, &first, events)? {
            Ended::Done(_) => {}
            Ended::Refused(refusal) => tracing::error!(%refusal, "a broken timer was not told of"),
            Ended::Broken(reason) => tracing::error!(reason, "a broken timer was not told of"),
        }
        Ok(())
    }

    /// Runs a cascade and takes over where the log ends after it.
    pub(super) fn cascade(
        &mut self,
        (at, entropy): (Stamp, Entropy),
        first: &First<'_>,
        events: &mut Vec<Arc<Recorded>>,
    ) -> Result<Ended, StorageError> {
        let given = (at, entropy, self.head);
        let (ended, head, erased) =
            run::cascade(self.door.as_ref(), &self.audience, given, first, events)?;
        self.head = head;
        self.truncate_wanted |= erased;
        Ok(ended)
    }
}
