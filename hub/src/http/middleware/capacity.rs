//! How many connections and live streams the booth takes: its own limits, or fewer if the system's
//! limit on open files is lower. Each connection is an open file. When no more can be opened,
//! accepting fails for everyone, the booth's own machine included, so the limits lie below that
//! point; and there are fewer streams than connections, so that a new client is answered while
//! every stream is taken.

/// Streams in all: a hall of phones. Each costs a socket and some kB.
pub const STREAMS_MAX: usize = 4_000;
/// Connections beside the streams: pages and their files, orders, presses, and those that stay open
/// for the next request.
const REQUEST_CONNECTIONS_MAX: usize = 500;
/// Connections in all.
pub const CONNECTIONS_MAX: usize = STREAMS_MAX + REQUEST_CONNECTIONS_MAX;
/// Open files that are not a client's: database with its readers, log, listening socket, the
/// runtime's own (thirty, counted at a demo booth at rest), and twice as many for files that are
/// open for a moment: a temporary file of the database, a connection that is being refused.
const OWN_FILES: usize = 96;
/// With fewer connections than this the hub does not start: a browser opens six, and tablets, board
/// and printers have to go on beside a few phones.
const CONNECTIONS_MIN: usize = 64;

/// Open files that the named limits need.
pub const FILES_WANTED: usize = CONNECTIONS_MAX + OWN_FILES;
/// Open files without which no booth can be run.
pub const FILES_MIN: usize = CONNECTIONS_MIN + OWN_FILES;

/// Connections and streams that there may be at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// Connections, streams among them.
    pub connections: usize,
    /// Live streams.
    pub streams: usize,
}

impl Capacity {
    /// Returns the capacity within this limit on open files. `None` if that is too little for a
    /// booth.
    #[must_use]
    pub fn within_files(files: usize) -> Option<Self> {
        let connections = files.checked_sub(OWN_FILES)?.min(CONNECTIONS_MAX);
        let requests = (connections / 4).min(REQUEST_CONNECTIONS_MAX);
        (connections >= CONNECTIONS_MIN)
            .then_some(Self { connections, streams: connections - requests })
    }
}

impl Default for Capacity {
    fn default() -> Self {
        Self { connections: CONNECTIONS_MAX, streams: STREAMS_MAX }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enough_files_leave_the_named_limits() {
        assert_eq!(Capacity::within_files(FILES_WANTED), Some(Capacity::default()));
        assert_eq!(Capacity::within_files(usize::MAX), Some(Capacity::default()));
    }

    #[test]
    fn whatever_the_limit_files_are_left_beside_the_connections_and_connections_beside_the_streams()
    {
        for files in FILES_MIN..=FILES_WANTED {
            let capacity = Capacity::within_files(files).expect("enough for a booth");
            assert!(capacity.connections + OWN_FILES <= files, "{files}: {capacity:?}");
            assert!(capacity.connections - capacity.streams >= 16, "{files}: {capacity:?}");
        }
    }

    #[test]
    fn with_too_few_files_there_is_no_booth() {
        assert_eq!(Capacity::within_files(FILES_MIN - 1), None);
        assert_eq!(Capacity::within_files(0), None);
    }
}
