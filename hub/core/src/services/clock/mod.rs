//! The wall clock's corrections, as events. Owns nothing and handles nothing.
//! Takes `CorrectClock`; emits `Clock.Corrected`.

use crema_api::commands::{Caller, Command, CorrectClock, Outcome};
use crema_api::events::clock::Corrected;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::Service;
use crate::wall;

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::new("clock").with_commands(command)
}

fn command(
    cascade: &mut Cascade<'_>,
    _caller: Caller,
    command: &Command,
) -> Option<Result<Outcome, Fault>> {
    match command {
        Command::CorrectClock(correction) => Some(correct_clock(cascade, correction)),
        _ => None,
    }
}

/// Emits the event that the wall clock was set.
fn correct_clock(cascade: &mut Cascade<'_>, correction: &CorrectClock) -> Result<Outcome, Fault> {
    let CorrectClock { from_ms, to_ms } = *correction;
    let message =
        format!("The clock was set from {} to {}.", wall::rfc3339(from_ms), wall::rfc3339(to_ms));
    let seq = cascade.emit(Corrected { from_ms, to_ms, message })?;
    Ok(Outcome::Event { seq })
}
