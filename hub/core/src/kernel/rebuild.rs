//! Rebuilding projections: emptied, then told the log again from its beginning.

use crema_api::ids::Seq;

use super::log;
use crate::fault::Fault;
use crate::services::Projection;
use crate::storage::Door;

/// Events read at once: enough to be quick, few enough to hold.
const EVENTS_AT_ONCE: u32 = 1_000;

/// Empties a projection and derives it anew from the log up to `head`, within the transaction
/// that is open. An event that it fails on is passed over: it is set aside already.
pub(crate) fn rebuild(
    door: &dyn Door,
    projection: &dyn Projection,
    head: Seq,
) -> Result<(), Fault> {
    for table in projection.tables() {
        door.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    let mut at = Seq(0);
    while at < head {
        let events = log::after(door, at, EVENTS_AT_ONCE)?;
        let Some(last) = events.last() else { break };
        at = last.seq;
        for event in events.iter().filter(|event| projection.hears(event.fact.detail_type())) {
            match projection.hear(door, event) {
                Err(Fault::Storage(error)) => return Err(Fault::Storage(error)),
                Err(fault) => tracing::warn!(
                    projection = projection.name(),
                    seq = event.seq.0,
                    %fault,
                    "passed over while rebuilding"
                ),
                Ok(()) => {}
            }
        }
    }
    Ok(())
}
