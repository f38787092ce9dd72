//! Waits that are suspended while the store is paused.

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// Suspends a service's timers of one kind when a pause begins, and lets them run on when it ends.
pub(super) fn follow_pause(
    cascade: &Cascade<'_>,
    (owner, kind): (&str, &str),
    was_paused: bool,
    is_paused: bool,
) -> Result<(), Fault> {
    match (was_paused, is_paused) {
        (false, true) => cascade.suspend_timers(owner, kind),
        (true, false) => cascade.resume_timers(owner, kind),
        _ => Ok(()),
    }
}
