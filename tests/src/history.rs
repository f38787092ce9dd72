//! The log as it was read, from a booth that dies now and then: it only ever grows. Has a list of what
//! was read, and the patience of those who ask again.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use crema_api::{BoothMs, Envelope, EventId, Seq};

use crate::client::{Answer, Client};
use crate::eventually::PATIENCE;

/// How often someone without an answer tries again.
const BETWEEN: Duration = Duration::from_millis(5);
/// Events asked for at once: the most that the hub gives.
const EVENTS_PAGE: u32 = 500;

/// What was read of the log.
#[derive(Debug, Default)]
pub struct History {
    log: Vec<Envelope>,
    ids: HashSet<EventId>,
}

impl History {
    /// What was read so far.
    #[must_use]
    pub fn log(&self) -> &[Envelope] {
        &self.log
    }

    /// Reads what is new in the log and returns where that begins. It has no gap, no double, and booth
    /// time in it never goes back.
    ///
    /// # Errors
    /// What is not as it must be.
    pub fn read_on(&mut self, crew: &Client) -> Result<usize> {
        let from = self.log.len();
        for event in log_after(crew, self.end())? {
            let (seq, time) =
                self.log.last().map_or((Seq(0), BoothMs(0)), |last| (last.seq, last.booth_ms));
            ensure!(event.seq.0 == seq.0 + 1, "after {seq} the log goes on with {}", event.seq);
            ensure!(event.booth_ms >= time, "booth time went back at {}", event.seq);
            ensure!(self.ids.insert(event.id), "the event {} is there twice", event.seq);
            self.log.push(event);
        }
        Ok(from)
    }

    /// Reads the last `count` events that are known once more, and what is new: what has happened has
    /// happened. Returns the log's end.
    ///
    /// # Errors
    /// Where it is another one.
    pub fn read_again(&mut self, crew: &Client, count: usize) -> Result<Seq> {
        let known = &self.log[self.log.len().saturating_sub(count)..];
        let before = known.first().map_or(Seq(0), |event| Seq(event.seq.0 - 1));
        let again = log_after(crew, before)?;
        let differs = again.iter().zip(known).find(|(now, then)| now != then);
        ensure!(differs.is_none(), "it was rewritten: {differs:?}");
        ensure!(
            again.len() >= known.len(),
            "its end was cut off: {} was read before, and now it ends with {:?}",
            self.end(),
            again.last().map(|event| event.seq)
        );
        self.read_on(crew)?;
        ensure!(!self.log.is_empty(), "the log is empty");
        Ok(self.end())
    }

    fn end(&self) -> Seq {
        self.log.last().map_or(Seq(0), |event| event.seq)
    }
}

/// Asks until there is an answer: what is not refused but unanswered is asked again. Whoever does so
/// is not for ever patient.
///
/// # Errors
/// When it is refused, or unanswered for too long.
pub fn insist<T>(mut ask: impl FnMut() -> Answer<T>) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match ask() {
            Ok(answer) => return Ok(answer),
            Err(refused) if refused.is_for_now() && Instant::now() < deadline => {
                std::thread::sleep(BETWEEN);
            }
            Err(refused) => return Err(refused.into()),
        }
    }
}

/// Looks until `look` finds something, more often than the stories do, for tests that measure how
/// long a step takes.
///
/// # Errors
/// When it finds nothing for too long; `what` says what was missed.
pub fn patiently<T>(what: &str, mut look: impl FnMut() -> Result<T>) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match look() {
            Ok(found) => return Ok(found),
            Err(_) if Instant::now() < deadline => std::thread::sleep(BETWEEN),
            Err(missed) => return Err(missed.context(format!("waited {PATIENCE:?} for {what}"))),
        }
    }
}

/// The log after this place, to its end.
///
/// # Errors
/// As [`insist`].
pub fn log_after(crew: &Client, after: Seq) -> Result<Vec<Envelope>> {
    let mut log: Vec<Envelope> = Vec::new();
    loop {
        let from = log.last().map_or(after, |event| event.seq);
        let page = insist(|| crew.events(from, EVENTS_PAGE))?;
        let more = page.events.last().is_some_and(|last| last.seq < page.seq);
        log.extend(page.events);
        if !more {
            return Ok(log);
        }
    }
}
