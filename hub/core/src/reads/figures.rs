//! The figures of this occasion and of earlier ones.

use std::collections::BTreeMap;

use crema_api::answers::{Figures, OccasionView, Occasions};
use crema_api::ids::OccasionId;
use crema_api::store::Occasion;

use super::Snapshot;
use crate::services::metrics::WAIT_PREFIX;
use crate::storage::{StorageError, only};

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl Snapshot<'_> {
    /// The figures of an occasion, or of the current one if `of` is `None`.
    pub fn figures(&self, of: Option<OccasionId>) -> Result<Figures, StorageError> {
        let of = match of {
            Some(named) => Some(named),
            None => self.config()?.map(|config| config.occasion.id),
        };
        let Some(occasion) = of else { return Ok(Figures::default()) };
        let before = self.unreadable.get();
        let counts = self.counts_of(&occasion)?;
        let unreadable = self.unreadable_since(before);
        Ok(Figures {
            wait_median_s: wait_of_part(&counts, 50),
            wait_p90_s: wait_of_part(&counts, 90),
            counts,
            unreadable,
            seq: self.seq,
        })
    }

    /// Every occasion, newest first, with its figures.
    pub fn occasions(&self) -> Result<Occasions, StorageError> {
        let current = self.config()?.map(|config| config.occasion.id);
        let before = self.unreadable.get();
        let rows: Vec<String> = self.all(
            "SELECT occasion FROM config_occasions ORDER BY started_ms DESC, id DESC",
            [],
            only,
        )?;
        let mut occasions = Vec::with_capacity(rows.len());
        for json in rows {
            let Some(occasion) = self.from_json::<Occasion>(&json) else { continue };
            occasions.push(OccasionView {
                current: Some(&occasion.id) == current.as_ref(),
                counts: self.counts_of(&occasion.id)?,
                occasion,
            });
        }
        let unreadable = self.unreadable_since(before);
        Ok(Occasions { occasions, unreadable, seq: self.seq })
    }

    fn counts_of(&self, occasion: &OccasionId) -> Result<BTreeMap<String, u64>, StorageError> {
        let counts = self.all(
            "SELECT name, count FROM metrics_counts WHERE occasion = ?1",
            [&occasion.0],
            |row| Ok((row.get("name")?, row.get("count")?)),
        )?;
        Ok(counts.into_iter().collect())
    }
}

/// The seconds within which `percent` of the drinks were ready.
fn wait_of_part(counts: &BTreeMap<String, u64>, percent: u64) -> Option<u32> {
    let mut waits: Vec<(u32, u64)> = counts
        .iter()
        .filter_map(|(name, count)| Some((name.strip_prefix(WAIT_PREFIX)?.parse().ok()?, *count)))
        .collect();
    waits.sort_unstable();
    let all = waits.iter().fold(0, |all: u64, (_, count)| all.saturating_add(*count));
    let wanted = all.saturating_mul(percent).div_ceil(100);
    let mut so_far: u64 = 0;
    waits.into_iter().find_map(|(seconds, count)| {
        so_far = so_far.saturating_add(count);
        (so_far >= wanted).then_some(seconds)
    })
}

#[cfg(test)]
mod tests {
    use super::wait_of_part;

    #[test]
    fn half_and_nine_of_ten() {
        let counts = [("wait:15", 5), ("wait:30", 4), ("wait:600", 1), ("made", 10)];
        let counts = counts.map(|(name, count)| (name.to_owned(), count)).into();
        assert_eq!(wait_of_part(&counts, 50), Some(15));
        assert_eq!(wait_of_part(&counts, 90), Some(30));
        assert_eq!(wait_of_part(&counts, 91), Some(600));
        assert_eq!(wait_of_part(&[].into(), 50), None);
    }
}
