//! Dead letters, as the crew sees them.

use crema_api::answers::{DeadLetterView, DeadLetters};
use crema_api::events::OrderingKey;
use crema_api::ids::Seq;

use super::Snapshot;
use crate::kernel::log;
use crate::kernel::timers::Timer;
use crate::storage::{StorageError, if_readable, only};

/// Maximum dead letters in one answer: more than anyone reads.
pub const DEAD_LETTERS_SHOWN_MAX: u32 = 200;
/// Deliveries that are counted, at most, and timers: every page asks for the number, and while a
/// service fails each event adds one.
pub const DEAD_LETTERS_COUNTED_MAX: u32 = 10_000;

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl Snapshot<'_> {
    /// The first dead letters, at most [`DEAD_LETTERS_SHOWN_MAX`]: deliveries, then timers.
    pub fn dead_letters(&self) -> Result<DeadLetters, StorageError> {
        let mut found = self.all(
            "SELECT d.consumer, d.seq, d.key, d.reason, e.detail_type
             FROM dead_letters d LEFT JOIN events e ON e.seq = d.seq
             ORDER BY d.consumer, d.seq LIMIT ?1",
            [DEAD_LETTERS_SHOWN_MAX],
            |row| {
                Ok(DeadLetterView {
                    consumer: row.get("consumer")?,
                    seq: Seq(row.get("seq")?),
                    key: if_readable(row, "key")?,
                    label: None,
                    detail_type: if_readable(row, "detail_type")?,
                    timer: None,
                    reason: if_readable(row, "reason")?,
                })
            },
        )?;
        let shown = u32::try_from(found.len()).unwrap_or(u32::MAX);
        found.extend(self.failed_timers(DEAD_LETTERS_SHOWN_MAX.saturating_sub(shown))?);
        for letter in &mut found {
            letter.label = self.label_of(letter.key.as_deref())?;
        }
        Ok(DeadLetters { dead_letters: found, total: self.count_dead_letters()?, seq: self.seq })
    }

    /// The first timers that failed, each with the reason that its event has.
    fn failed_timers(&self, limit: u32) -> Result<Vec<DeadLetterView>, StorageError> {
        self.all(
            "SELECT t.owner, t.kind, t.subject, t.due_ms, t.event_seq, e.detail
             FROM timers t LEFT JOIN events e ON e.seq = t.event_seq
             WHERE t.state = 'broken' ORDER BY t.event_seq LIMIT ?1",
            [limit],
            |row| {
                let timer = Timer::read(row)?;
                // Of an event that cannot be read, or was pruned, no reason is known.
                let failed = log::read_text(row, "detail").ok();
                let failed =
                    failed.and_then(|(json, _)| serde_json::from_str::<Failed>(&json).ok());
                Ok(DeadLetterView {
                    seq: Seq(row.get("event_seq")?),
                    key: Some(timer.ordering_key().to_string()),
                    label: None,
                    detail_type: None,
                    timer: Some(timer.kind),
                    consumer: timer.owner,
                    reason: failed.map(|failed| failed.reason),
                })
            },
        )
    }

    /// The label of the order that a key is about, if it has one.
    fn label_of(&self, key: Option<&str>) -> Result<Option<String>, StorageError> {
        let Some(order) = key.and_then(OrderingKey::parse).and_then(|key| key.order()) else {
            return Ok(None);
        };
        let sql = "SELECT label FROM manager_orders WHERE order_id = ?1";
        Ok(self.one(sql, [order.0], only::<Option<String>>)?.flatten())
    }

    /// How many deliveries and timers are dead letters; of each, [`DEAD_LETTERS_COUNTED_MAX`] are
    /// counted.
    pub(super) fn count_dead_letters(&self) -> Result<u32, StorageError> {
        let sql = "SELECT (SELECT count(*) FROM (SELECT 1 FROM dead_letters LIMIT ?1))
                        + (SELECT count(*) FROM (
                               SELECT 1 FROM timers WHERE state = 'broken' LIMIT ?1))";
        Ok(self.one(sql, [DEAD_LETTERS_COUNTED_MAX], only)?.unwrap_or(0))
    }
}

/// The part of a `Bus.TimerFailed` that the list shows.
#[derive(serde::Deserialize)]
struct Failed {
    reason: String,
}
