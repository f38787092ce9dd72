//! The live stream as a bell: it rings when the hub's log has grown.
//!
//! Nothing is taken from the stream itself. What happened is read from the log, after the spool's
//! cursor, so a stream that drops, doubles or skips costs time and nothing else. While it is down
//! the daemon asks for itself.

use std::io::{BufRead as _, BufReader, Read as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crema_api::Seq;

use crate::backoff::Backoff;
use crate::hub::Hub;

/// A stream without a byte for so long is given up: the hub sends a comment at least every 15 s.
const SILENCE_MAX: Duration = Duration::from_secs(40);
/// Longest line that is read at once, bytes. A longer one is read in pieces, which ring too.
const LINE_BYTES_MAX: u64 = 64 * 1024;
/// How often a waiting daemon looks whether it is to end.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// The bell. Dropped, its thread ends with the next thing it reads, or when the hub falls silent.
#[derive(Debug)]
pub struct News {
    rung: Receiver<()>,
    line: Arc<Line>,
}

#[derive(Debug, Default)]
struct Line {
    live: AtomicBool,
    over: AtomicBool,
    /// Where the next stream begins; with none, it begins when it is opened.
    cursor: Mutex<Option<Seq>>,
}

impl News {
    /// Follows the stream of `hub` from `cursor` on, for ever and through every interruption. With
    /// no cursor it begins with what happens next: what was before is read from the log anyway.
    ///
    /// # Errors
    /// The system's, if it has no thread left.
    pub fn follow(hub: Hub, cursor: Option<Seq>) -> std::io::Result<Self> {
        let (ring, rung) = sync_channel(1);
        let line = Arc::new(Line { cursor: Mutex::new(cursor), ..Line::default() });
        let theirs = Arc::clone(&line);
        thread::Builder::new()
            .name("stream".to_owned())
            .spawn(move || follow(&hub, &theirs, &ring))?;
        Ok(Self { rung, line })
    }

    /// Whether the stream is open, so that news ring.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.line.live.load(Ordering::Relaxed)
    }

    /// Where the next stream begins.
    pub fn set_cursor(&self, cursor: Seq) {
        *self.line.cursor.lock().unwrap_or_else(PoisonError::into_inner) = Some(cursor);
    }

    /// Waits until there is news, `at_most` has passed, or `over` is set.
    pub fn wait(&self, at_most: Duration, over: &AtomicBool) {
        let until = Instant::now() + at_most;
        while !over.load(Ordering::Relaxed) {
            let left = until.saturating_duration_since(Instant::now());
            match self.rung.recv_timeout(left.min(LOOK_EVERY)) {
                Ok(()) => return,
                Err(RecvTimeoutError::Disconnected) => {
                    // Its thread is gone: wait as if there were no stream.
                    self.line.live.store(false, Ordering::Relaxed);
                    thread::sleep(left.min(LOOK_EVERY));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            if left.is_zero() {
                return;
            }
        }
    }
}

impl Drop for News {
    fn drop(&mut self) {
        self.line.over.store(true, Ordering::Relaxed);
    }
}

fn follow(hub: &Hub, line: &Line, ring: &SyncSender<()>) {
    let mut backoff = Backoff::default();
    while !line.over.load(Ordering::Relaxed) {
        let cursor = *line.cursor.lock().unwrap_or_else(PoisonError::into_inner);
        match hub.stream(cursor, SILENCE_MAX) {
            Ok(body) => {
                backoff.reset();
                line.live.store(true, Ordering::Relaxed);
                listen(BufReader::new(body.into_reader()), line, ring);
                line.live.store(false, Ordering::Relaxed);
            }
            Err(error) => tracing::debug!(%error, "no live stream"),
        }
        thread::sleep(backoff.next_pause());
    }
}

/// Rings for each message, until the stream ends.
fn listen(mut stream: impl std::io::BufRead, line: &Line, ring: &SyncSender<()>) {
    let mut read = Vec::new();
    while !line.over.load(Ordering::Relaxed) {
        read.clear();
        match stream.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut read) {
            Ok(0) | Err(_) => return,
            // A bell that rings already needs no second push.
            Ok(_) if read.starts_with(b"data") => drop(ring.try_send(())),
            // Comments, which keep the line open, and the blanks between messages say nothing.
            Ok(_) => {}
        }
    }
}
