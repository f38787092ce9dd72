//! Running a cascade to its end: without isolation, and with it where something fails.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crema_api::commands::Outcome;
use crema_api::ids::Seq;
use crema_api::problem::Refusal;

use super::audience::Audience;
use super::cascade::{Cascade, Effects, Stamped};
use super::delivery::Isolation;
use super::engine::Core;
use super::log::RecordedEvent;
use crate::fault::{Defect, Fault};
use crate::storage::{Savepoint, Storage, StorageError};

/// The first step of a cascade, before any event is delivered: a command, or a timer.
pub(super) type First<'a> = dyn Fn(&Audience, &mut Cascade<'_>) -> Result<Outcome, Fault> + 'a;

/// How a cascade ended, short of a storage fault.
pub(super) enum Ended {
    Done(Outcome),
    Refused(Refusal),
    Broken(Defect),
}

impl Core {
    /// Runs a cascade and takes over its effects on the log. Its events go to `events`.
    #[expect(clippy::needless_pass_by_value, reason = "a stamp is for one cascade")]
    pub(super) fn cascade(
        &mut self,
        given: Stamped,
        first: &First<'_>,
        events: &mut Vec<Arc<RecordedEvent>>,
    ) -> Result<Ended, StorageError> {
        let storage = self.storage.as_ref();
        let (ended, effects) =
            run_again_if_broken(storage, &self.audience, &given, self.head, first)?;
        if let Some(effects) = effects {
            debug_assert_eq!(self.head.0 + effects.events.len() as u64, effects.head.0, "a gap");
            self.head = effects.head;
            self.truncate_wanted |= effects.erased;
            events.extend(effects.events);
        }
        Ok(ended)
    }
}

/// Runs a cascade without isolation, and again with it if a consumer fails. Only a cascade that is
/// done has effects; any other is undone.
fn run_again_if_broken(
    storage: &dyn Storage,
    audience: &Audience,
    given: &Stamped,
    head: Seq,
    first: &First<'_>,
) -> Result<(Ended, Option<Effects>), StorageError> {
    let mut cascade = Cascade::new(storage, given.clone(), head);
    let mut ended = run(storage, audience, first, Isolation::None, &mut cascade)?;
    if matches!(ended, Ended::Broken(_)) {
        cascade = Cascade::new(storage, given.clone(), head);
        ended = run(storage, audience, first, Isolation::PerDelivery, &mut cascade)?;
    }
    let effects = matches!(ended, Ended::Done(_)).then(|| cascade.into_effects());
    Ok((ended, effects))
}

/// Runs a cascade once, in a savepoint of its own, which is undone unless it is done.
fn run(
    storage: &dyn Storage,
    audience: &Audience,
    first: &First<'_>,
    isolation: Isolation,
    cascade: &mut Cascade<'_>,
) -> Result<Ended, StorageError> {
    storage.savepoint(Savepoint::Cascade)?;
    let ended = catch_unwind(AssertUnwindSafe(|| {
        let outcome = match first(audience, cascade) {
            Ok(outcome) => outcome,
            Err(Fault::Refused(refusal)) => return Ok(Ended::Refused(refusal)),
            Err(fault) => return fault.settle().map(Ended::Broken),
        };
        match audience.spread(cascade, isolation) {
            Ok(()) => Ok(Ended::Done(outcome)),
            Err(fault) => fault.settle().map(Ended::Broken),
        }
    }));
    let ended =
        ended.unwrap_or_else(|panic| Ok(Ended::Broken(Defect::of_panic(panic.as_ref()))))?;
    if matches!(ended, Ended::Done(_)) {
        storage.release(Savepoint::Cascade)?;
    } else {
        storage.roll_back_to(Savepoint::Cascade)?;
        // The dead letters that it added or redrove were rolled back with it.
        audience.reload(storage)?;
    }
    Ok(ended)
}
