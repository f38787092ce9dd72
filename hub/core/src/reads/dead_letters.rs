//! Dead letters, as the crew sees them.

use crema_api::answers::{DeadLetterView, DeadLetters};
use crema_api::ids::Seq;

use super::Snapshot;
use crate::kernel::timers::Timer;
use crate::storage::{StorageError, only};

/// Maximum dead letters in one answer: more than anyone reads.
pub const DEAD_LETTERS_SHOWN_MAX: u32 = 200;

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
                    key: row.get("key")?,
                    detail_type: row.get("detail_type")?,
                    timer: None,
                    reason: row.get("reason")?,
                })
            },
        )?;
        let shown = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let timers = self.all(
            "SELECT owner, kind, subject, due_ms, event_seq FROM timers WHERE state = 'broken'
             ORDER BY event_seq LIMIT ?1",
            [DEAD_LETTERS_SHOWN_MAX.saturating_sub(shown)],
            |row| {
                let timer = Timer::read(row)?;
                Ok(DeadLetterView {
                    seq: Seq(row.get("event_seq")?),
                    key: Some(timer.ordering_key().to_string()),
                    detail_type: None,
                    timer: Some(timer.kind),
                    consumer: timer.owner,
                    reason: None,
                })
            },
        )?;
        found.extend(timers);
        Ok(DeadLetters { dead_letters: found, total: self.count_dead_letters()?, seq: self.seq })
    }

    /// How many deliveries and timers are dead letters.
    pub(super) fn count_dead_letters(&self) -> Result<u32, StorageError> {
        let sql = "SELECT (SELECT count(*) FROM dead_letters)
                        + (SELECT count(*) FROM timers WHERE state = 'broken')";
        Ok(self.one(sql, [], only)?.unwrap_or(0))
    }
}
