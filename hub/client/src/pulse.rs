//! The pulse of a device: that it works, and not only that a thread of it runs.
//!
//! The thread that works *beats* ([`Pulse::beat`]) at each step, and another thread sends signs of
//! life ([`crema_api::alive`]) only while it does ([`Pulse::sign_while_beating`]).

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use crema_api::alive::{SIGN_EVERY, SignTaken};

/// How often the signing thread looks whether the working one has moved on.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// The pulse of a working thread. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Pulse {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    beats: AtomicU64,
    /// Calls to the hub that are under way. Each has a deadline, so each one ends.
    asking: AtomicU64,
    report: AtomicBool,
}

impl Pulse {
    /// The working thread has moved on.
    pub fn beat(&self) {
        self.shared.beats.fetch_add(1, Ordering::Relaxed);
    }

    /// Waits for the hub, which may be slow, and is alive meanwhile.
    pub fn while_asking<T>(&self, ask: impl FnOnce() -> T) -> T {
        let _asking = Asking::begin(&self.shared);
        ask()
    }

    /// Whether the hub has asked for a report since this was last called.
    #[must_use]
    pub fn take_report_wanted(&self) -> bool {
        self.shared.report.swap(false, Ordering::Relaxed)
    }

    /// Calls `sign` every [`SIGN_EVERY`] from a thread of its own, as long as this pulse beats. A
    /// failed sign ([`None`]) is followed by the next. The thread ends when no clone of the pulse is
    /// left.
    ///
    /// # Errors
    /// The system's error, if it has no thread left.
    pub fn sign_while_beating(
        &self,
        sign: impl FnMut() -> Option<SignTaken> + Send + 'static,
    ) -> std::io::Result<()> {
        let shared = Arc::downgrade(&self.shared);
        thread::Builder::new().name("alive".to_owned()).spawn(move || sign_for(&shared, sign))?;
        Ok(())
    }
}

/// A call to the hub that is under way; it ends also when the thread that makes it breaks.
struct Asking<'a>(&'a Shared);

impl<'a> Asking<'a> {
    fn begin(shared: &'a Shared) -> Self {
        shared.asking.fetch_add(1, Ordering::Relaxed);
        Self(shared)
    }
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        self.0.beats.fetch_add(1, Ordering::Relaxed);
        self.0.asking.fetch_sub(1, Ordering::Relaxed);
    }
}

fn sign_for(shared: &Weak<Shared>, mut sign: impl FnMut() -> Option<SignTaken>) {
    let mut signed: Option<(Instant, u64)> = None;
    while let Some(pulse) = shared.upgrade() {
        let beats = pulse.beats.load(Ordering::Relaxed);
        let is_due = signed.is_none_or(|(at, _)| at.elapsed() >= SIGN_EVERY);
        let moved = signed.is_none_or(|(_, then)| then != beats);
        if is_due && (moved || pulse.asking.load(Ordering::Relaxed) > 0) {
            signed = Some((Instant::now(), beats));
            if sign().is_some_and(|taken| taken.report) {
                pulse.report.store(true, Ordering::Relaxed);
            }
        }
        drop(pulse);
        thread::sleep(LOOK_EVERY);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use std::sync::mpsc::{RecvTimeoutError, channel};

    use super::*;

    #[test]
    fn a_thread_that_works_is_signed_for_and_one_that_is_stuck_is_not() {
        let pulse = Pulse::default();
        let (signs, signed) = channel();
        pulse.sign_while_beating(move || signs.send(()).ok().and(None)).unwrap();
        signed.recv().unwrap();
        for _ in 0..2 {
            pulse.beat();
            signed.recv().expect("it has moved on");
        }
        let stuck = signed.recv_timeout(2 * SIGN_EVERY);
        assert_eq!(stuck, Err(RecvTimeoutError::Timeout), "nothing has moved since");
        pulse.while_asking(|| signed.recv().expect("the hub is what it waits for"));
        drop(pulse);
        while signed.recv().is_ok() {}
    }

    #[test]
    fn a_report_that_the_hub_asks_for_is_asked_for_once() {
        let pulse = Pulse::default();
        let (signs, signed) = channel();
        pulse
            .sign_while_beating(move || {
                signs.send(()).ok();
                Some(SignTaken { report: true })
            })
            .unwrap();
        signed.recv().unwrap();
        while !pulse.take_report_wanted() {
            thread::yield_now();
        }
        assert!(!pulse.take_report_wanted());
    }
}
