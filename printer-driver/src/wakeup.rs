//! The live stream as a wake-up: it ends a wait when the hub's log has grown.
//!
//! Nothing is taken from the stream itself. Events are read from the log, after the spool's cursor,
//! so a stream that drops, doubles or skips costs time and nothing else. While it is down the
//! daemon asks at shorter intervals.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crema_api::Seq;
use crema_client::{Client, Notification};

/// The topic of everything that staff see.
const TOPICS: &str = "admin/*";
/// How often a wait looks whether the daemon is to end.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// The stream of one hub.
#[derive(Debug)]
pub struct Wakeup {
    notifications: Receiver<Notification>,
    live: bool,
}

impl Wakeup {
    /// Follows the stream from `cursor` on. Without a cursor it begins with the next event: earlier
    /// ones are read from the log anyway.
    ///
    /// # Errors
    /// The system's error, if it has no thread left.
    pub fn subscribe(client: &Client, cursor: Option<Seq>) -> io::Result<Self> {
        Ok(Self { notifications: client.subscribe(TOPICS, cursor)?, live: false })
    }

    /// Whether the stream was open when the last wait ended.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.live
    }

    /// Waits until something happened, `at_most` has passed, or `shutdown` is set.
    pub fn wait(&mut self, at_most: Duration, shutdown: &AtomicBool) {
        let until = Instant::now() + at_most;
        while !shutdown.load(Ordering::Relaxed) {
            let left = until.saturating_duration_since(Instant::now());
            let mut happened = false;
            match self.notifications.recv_timeout(left.min(LOOK_EVERY)) {
                Ok(first) => {
                    // One look at the log answers every notification that waits.
                    for one in std::iter::once(first).chain(self.notifications.try_iter()) {
                        match one {
                            Notification::Connected => self.live = true,
                            Notification::Lost(_) => self.live = false,
                            Notification::Received(()) => happened = true,
                            Notification::KeepAlive => {}
                        }
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    // Its thread is gone: wait as if there were no stream.
                    self.live = false;
                    thread::sleep(left.min(LOOK_EVERY));
                }
            }
            if happened || left.is_zero() {
                return;
            }
        }
    }
}
