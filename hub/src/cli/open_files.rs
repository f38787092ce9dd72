//! The system's limit on open files. A process starts with a low one that it may raise (Debian:
//! 1,024, up to 524,288): a thousand phones with a live page would use it up, and the hub could
//! accept no further connection, not even from its own tablets. So the hub raises the limit at its
//! start, takes no more connections than fit in, and says so if those are fewer than it should
//! take.

use anyhow::bail;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::http::middleware::capacity::{Capacity, FILES_MIN, FILES_WANTED, STREAMS_MAX};

/// Raises the limit on open files as far as the system lets this process. Returns how many
/// connections and streams fit in, and logs them.
///
/// # Errors
/// When there is not even room for a small booth.
pub fn make_room() -> anyhow::Result<Capacity> {
    let files = raise_limit();
    let Some(capacity) = Capacity::within_files(files) else {
        bail!(
            "this process may open {files} files, and a booth needs at least {FILES_MIN}. {}",
            how_to_raise()
        );
    };
    let Capacity { connections, streams } = capacity;
    tracing::info!(open_files = files, connections, streams, "connection limits");
    if capacity != Capacity::default() {
        tracing::warn!(
            open_files = files,
            "the limit on open files leaves room for {streams} live pages instead of {STREAMS_MAX}. {}",
            how_to_raise()
        );
    }
    Ok(capacity)
}

fn how_to_raise() -> String {
    format!(
        "Set LimitNOFILE={FILES_WANTED} in the hub's systemd unit, or, where it is started by hand, \
         run `ulimit -n {FILES_WANTED}` before it (as root where the shell refuses)."
    )
}

/// Raises the soft limit towards the hard one, as far as is wanted: some systems refuse an
/// unlimited one. Returns the limit that applies then.
fn raise_limit() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let wanted = u64::try_from(FILES_WANTED).unwrap_or(u64::MAX);
    let raised = limit.maximum.map_or(wanted, |hard| hard.min(wanted));
    if limit.current.is_none_or(|soft| soft >= raised) {
        return limit
            .current
            .map_or(usize::MAX, |soft| usize::try_from(soft).unwrap_or(usize::MAX));
    }
    let holds = match setrlimit(Resource::Nofile, Rlimit { current: Some(raised), ..limit }) {
        Ok(()) => Some(raised),
        Err(error) => {
            tracing::warn!(%error, soft = limit.current, hard = limit.maximum,
                "the limit on open files could not be raised");
            limit.current
        }
    };
    // Without a limit there is as much room as can be counted.
    holds.map_or(usize::MAX, |files| usize::try_from(files).unwrap_or(usize::MAX))
}
