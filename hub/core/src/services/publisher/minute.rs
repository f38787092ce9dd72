//! How many custom events a minute of booth time may have, and of what size, from all sessions together.
//! An extension that runs wild, or a token that someone copied, fills the log no faster than this.

use crema_api::commands::Caller;
use crema_api::events::custom::Custom;
use crema_api::problem::RefusalKind;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// Custom events in a minute of booth time: two a second, which a scale or a counter of cups may have.
pub const EVENTS_PER_MINUTE_MAX: u32 = 120;
/// Bytes of their details in a minute of booth time. A day of nothing else has some 90 MB.
pub const BYTES_PER_MINUTE_MAX: u64 = 64 * 1024;

const MINUTE_MS: u64 = 60_000;

/// Takes this event from the share of the present minute. What the hub itself sends has no limit.
///
/// # Errors
/// Refused when the minute has had its share.
pub(super) fn take_share(
    cascade: &Cascade<'_>,
    caller: Caller,
    custom: &Custom,
) -> Result<(), Fault> {
    if caller == Caller::Hub {
        return Ok(());
    }
    let minute = cascade.now().0 / MINUTE_MS;
    let bytes = serde_json::to_vec(custom)?.len() as u64;
    let so_far = cascade.query_one(
        "SELECT sent, bytes FROM publisher_minute WHERE minute = ?1",
        &[&minute],
        |row| Ok((row.get::<_, u32>("sent")?, row.get::<_, u64>("bytes")?)),
    )?;
    let (sent, all_bytes) = so_far.unwrap_or((0, 0));
    let (sent, bytes) = (sent + 1, all_bytes + bytes);
    if sent > EVENTS_PER_MINUTE_MAX || bytes > BYTES_PER_MINUTE_MAX {
        let kb = BYTES_PER_MINUTE_MAX / 1024;
        return Err(Fault::refuse(
            RefusalKind::TooMany,
            format!(
                "A minute has room for {EVENTS_PER_MINUTE_MAX} custom events and {kb} kB of them. Send this one in the next minute, or fewer and smaller ones."
            ),
        ));
    }
    cascade.execute(
        "INSERT INTO publisher_minute (only_row, minute, sent, bytes) VALUES (1, ?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET minute = excluded.minute, sent = excluded.sent,
             bytes = excluded.bytes",
        &[&minute, &sent, &bytes],
    )?;
    Ok(())
}
