//! Running a timer that is due, in a cascade of its own. One that fails becomes a dead letter.

use std::sync::Arc;

use crema_api::commands::Outcome;
use crema_api::events::bus::TimerFailed;
use crema_api::ids::Seq;

use super::audience::Audience;
use super::cascade::{Cascade, Stamped};
use super::engine::Core;
use super::log::RecordedEvent;
use super::run::{Ended, First};
use super::timers::{self, Timer};
use crate::fault::Defect;
use crate::storage::StorageError;

impl Core {
    /// Parks a timer whose service has not handled all that came before: a dead letter of its key,
    /// or everything since the service was away. Returns whether it did.
    pub(super) fn park_if_blocked(&self, timer: &Timer) -> Result<bool, StorageError> {
        let storage = self.storage.as_ref();
        if self.audience.is_behind(&timer.owner) {
            timers::park(storage, timer.key(), None)?;
            return Ok(true);
        }
        let blocked = self.audience.blocked(storage, &timer.owner, &timer.ordering_key())?;
        if blocked.is_some() {
            timers::park(storage, timer.key(), blocked)?;
        }
        Ok(blocked.is_some())
    }

    /// Runs one timer. Returns the defect if it failed.
    pub(super) fn run_timer(
        &mut self,
        timer: &Timer,
        given: Stamped,
        events: &mut Vec<Arc<RecordedEvent>>,
    ) -> Result<Option<Defect>, StorageError> {
        timers::cancel(self.storage.as_ref(), timer.key())?;
        let Some(owner) = self.audience.handler(&timer.owner).cloned() else {
            return Ok(Some(Defect::NoSuchService));
        };
        let first = |_: &Audience, cascade: &mut Cascade<'_>| {
            cascade.now_runs(owner.name());
            owner.due(cascade, timer)?;
            Ok(Outcome::Done)
        };
        Ok(match self.cascade(given, &first, events)? {
            Ended::Done(_) => None,
            Ended::Refused(refusal) => Some(Defect::Refused(refusal)),
            Ended::Broken(defect) => Some(defect),
        })
    }

    /// Keeps a timer that broke, no longer due: trying again at once would fail in the same way. An
    /// event reports it; a redrive runs it again, and its service may set it again.
    pub(super) fn dead_letter_timer(
        &mut self,
        timer: &Timer,
        defect: &Defect,
        given: Stamped,
        events: &mut Vec<Arc<RecordedEvent>>,
    ) -> Result<(), StorageError> {
        let cause = defect.reason();
        tracing::error!(owner = timer.owner, kind = timer.kind, cause, "timer failed");
        let reason = defect.describe(&timer.owner, &format!("its timer {:?}", timer.kind));
        // First without its event: if emitting that fails too, the timer is still not lost.
        timers::set_broken(self.storage.as_ref(), timer, Seq(0))?;
        let first: &First<'_> = &|_, cascade| {
            let message = format!("{} could not run {:?}; it waits.", timer.owner, timer.kind);
            let seq = cascade.emit(TimerFailed {
                consumer: timer.owner.clone(),
                timer: timer.kind.clone(),
                due_booth_ms: timer.due.0,
                order_id: timer.order(),
                reason: reason.clone(),
                message,
            })?;
            timers::set_broken(cascade.storage(), timer, seq)?;
            Ok(Outcome::Done)
        };
        match self.cascade(given, first, events)? {
            Ended::Done(_) => {}
            Ended::Refused(refusal) => {
                tracing::error!(%refusal, "no event could be emitted about a broken timer");
            }
            Ended::Broken(defect) => {
                let reason = defect.reason();
                tracing::error!(reason, "no event could be emitted about a broken timer");
            }
        }
        Ok(())
    }
}
