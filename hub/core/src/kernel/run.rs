//! Running a cascade to its end: swift, and with care where something in it fails.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crema_api::commands::Outcome;
use crema_api::ids::Seq;
use crema_api::problem::Refusal;

use super::cascade::Cascade;
use super::delivery::{Audience, Care, panic_words};
use super::log::Recorded;
use crate::entropy::Entropy;
use crate::fault::Fault;
use crate::input::Stamp;
use crate::storage::{Door, Savepoint, StorageError};

/// What happens before anybody hears of it: a command, or a timer.
pub(super) type First<'a> = dyn Fn(&Audience, &mut Cascade<'_>) -> Result<Outcome, Fault> + 'a;

/// How a cascade ended, short of a storage fault.
pub(super) enum Ended {
    Done(Outcome),
    Refused(Refusal),
    Broken(String),
}

/// Runs a cascade: swift, and if a consumer fails, again with care. Its events go to `events`.
/// Gives how it ended, the log's end, and whether names were erased.
pub(super) fn cascade(
    door: &dyn Door,
    audience: &Audience,
    (at, entropy, head): (Stamp, Entropy, Seq),
    first: &First<'_>,
    events: &mut Vec<Arc<Recorded>>,
) -> Result<(Ended, Seq, bool), StorageError> {
    let mut ended = Ended::Broken(String::new());
    for care in [Care::Swift, Care::Careful] {
        let mut cascade = Cascade::new(door, at, entropy.clone(), head);
        door.savepoint(Savepoint::Cascade)?;
        let run = catch_unwind(AssertUnwindSafe(|| {
            let outcome = first(audience, &mut cascade).map_err(|fault| (true, fault))?;
            audience.spread(&mut cascade, care).map_err(|fault| (false, fault))?;
            Ok(outcome)
        }));
        ended = match run {
            Ok(Ok(outcome)) => {
                door.release(Savepoint::Cascade)?;
                let (head, new, erased) = cascade.into_parts();
                events.extend(new);
                return Ok((Ended::Done(outcome), head, erased));
            }
            Ok(Err((_, Fault::Storage(error)))) => return Err(error),
            Ok(Err((true, Fault::Refused(refusal)))) => Ended::Refused(refusal),
            Ok(Err((_, fault))) => Ended::Broken(fault.to_string()),
            Err(panic) => Ended::Broken(panic_words(panic.as_ref())),
        };
        door.roll_back_to(Savepoint::Cascade)?;
        // What was set aside or redriven in it may not be any more.
        audience.reload(door)?;
        if matches!(ended, Ended::Refused(_)) {
            break;
        }
    }
    Ok((ended, head, false))
}
