//! Events of the log that could not be read: damaged on the card, or of a version that this program
//! does not know. They are passed on as they are stored; this module counts them, for the crew, and
//! logs each once.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use crema_api::DomainEvent;
use crema_api::ids::Seq;
use crema_core::{RawEvent, RecordedEvent};

/// Events that are counted at most: with more than this the card is the trouble, not an event.
const COUNTED_MAX: usize = 1_000;

/// The unreadable events that were met since the start.
#[derive(Debug, Default)]
pub struct Unreadable {
    met: Mutex<HashSet<Seq>>,
}

impl Unreadable {
    /// Notes the unreadable ones of a page.
    pub fn note_page(&self, events: &[RawEvent]) {
        for event in events {
            if let Some(reason) = event.fault() {
                self.note_event(event.seq(), event.detail_type(), &reason);
            }
        }
    }

    /// Notes the events that printers report as unreadable, though the hub may be able to read
    /// them.
    pub fn apply(&self, events: &[Arc<RecordedEvent>]) {
        for event in events {
            if let DomainEvent::EventUnreadable(met) = &event.fact {
                self.note_event(met.unreadable_seq, "", &met.message);
            }
        }
    }

    /// Notes one.
    fn note_event(&self, seq: Seq, detail_type: &str, reason: &str) {
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        if met.len() < COUNTED_MAX && met.insert(seq) {
            tracing::error!(seq = seq.0, detail_type, reason, "an event of the log cannot be read");
        }
    }

    /// Returns how many there were.
    #[must_use]
    pub fn count(&self) -> u32 {
        let met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        u32::try_from(met.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_counts_once_and_not_without_end() {
        let unreadable = Unreadable::default();
        for seq in [7, 8, 7] {
            unreadable.note_event(Seq(seq), "custom.note", "it is torn");
        }
        assert_eq!(unreadable.count(), 2);
        for seq in 0..3 * COUNTED_MAX as u64 {
            unreadable.note_event(Seq(seq), "custom.note", "it is torn");
        }
        assert_eq!(unreadable.count() as usize, COUNTED_MAX);
    }
}
