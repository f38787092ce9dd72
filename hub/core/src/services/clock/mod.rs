//! The wall clock's corrections, as facts. Owns nothing, hears nothing.
//! Takes `CorrectClock`; says `Clock.Corrected`.

use crema_api::commands::{CorrectClock, Outcome};
use crema_api::events::clock::Corrected;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::wall;

/// Puts it on the bus that the wall clock was set.
///
/// # Errors
/// A [`Fault`] of the log.
pub fn correct(cascade: &mut Cascade<'_>, correction: &CorrectClock) -> Result<Outcome, Fault> {
    let CorrectClock { from_ms, to_ms } = *correction;
    let message =
        format!("The clock was set from {} to {}.", wall::rfc3339(from_ms), wall::rfc3339(to_ms));
    let seq = cascade.emit(Corrected { from_ms, to_ms, message })?;
    Ok(Outcome::Event { seq })
}
