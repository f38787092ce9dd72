//! The booth's pace: how long a new order is likely to wait.

use crema_api::DomainEvent;
use crema_api::ids::BoothMs;
use crema_api::order::OrderState;

use super::table;
use crate::fault::Fault;
use crate::kernel::log::RecordedEvent;
use crate::kernel::tables::Tables;

/// Gaps between completions that the pace is calculated from.
pub const GAPS_KEPT: usize = 20;
/// The gap that is assumed while nothing is known, ms.
pub const GAP_UNKNOWN_MS: u64 = 90_000;
/// Gaps from which on the pace is believed. While there are fewer, the missing ones count as
/// [`GAP_UNKNOWN_MS`]: two drinks say little about the twentieth.
pub const GAPS_BELIEVED: usize = 5;

/// Expected wait in whole minutes, rounded up: drinks ahead times the median gap. Never 0: a drink
/// takes some time.
#[must_use]
pub fn expected_wait_min(drinks_ahead: u32, gaps_ms: &[u64]) -> u32 {
    let wait_ms = u64::from(drinks_ahead).saturating_mul(median(gaps_ms));
    u32::try_from(wait_ms.div_ceil(60_000)).unwrap_or(u32::MAX).max(1)
}

fn median(gaps_ms: &[u64]) -> u64 {
    let mut sorted = gaps_ms.to_vec();
    sorted.resize(gaps_ms.len().max(GAPS_BELIEVED), GAP_UNKNOWN_MS);
    sorted.sort_unstable();
    match sorted.len() {
        n if n % 2 == 1 => sorted[n / 2],
        n => sorted[n / 2 - 1].midpoint(sorted[n / 2]),
    }
}

/// The gaps that are kept, ms.
fn gaps(tables: Tables<'_>) -> Result<Vec<u64>, Fault> {
    Ok(read(tables)?.map(|(gaps, _)| gaps).unwrap_or_default())
}

/// The wait that is expected now of an order behind all others.
pub(super) fn expected_wait_now(tables: Tables<'_>) -> Result<u32, Fault> {
    let ahead =
        table::count(tables, OrderState::Queued)? + table::count(tables, OrderState::Making)?;
    Ok(expected_wait_min(ahead, &gaps(tables)?))
}

/// Folds an event into the pace.
pub(super) fn fold(tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
    match &event.fact {
        DomainEvent::OrderCompleted(fact) => {
            let order = table::load(tables, fact.about.order_id)?;
            complete(tables, order.and_then(|order| order.queued_ms), event.at.booth_ms)
        }
        DomainEvent::DayEnded(_) | DomainEvent::OccasionStarted(_) => {
            begin_anew(tables, event.at.booth_ms)
        }
        _ => Ok(()),
    }
}

/// A day or an occasion begins, with other baristas: nothing is known of its pace. A late delivery
/// leaves one that has begun since.
fn begin_anew(tables: Tables<'_>, at: BoothMs) -> Result<(), Fault> {
    tables.execute("DELETE FROM manager_pace WHERE last_ms <= ?1", &[&at.0])?;
    Ok(())
}

/// An order that was queued then is ready now. The gap begins with the completion before it, or
/// with the order itself if that came later: a booth without orders is not slow.
pub(super) fn complete(
    tables: Tables<'_>,
    queued_ms: Option<u64>,
    now: BoothMs,
) -> Result<(), Fault> {
    let queued = queued_ms.map_or(BoothMs(0), BoothMs);
    let gaps = match read(tables)? {
        Some((mut gaps, last)) => {
            if gaps.len() == GAPS_KEPT {
                gaps.remove(0);
            }
            gaps.push(now.since(last.max(queued)));
            gaps
        }
        None => Vec::new(),
    };
    tables.execute(
        "INSERT INTO manager_pace (only_row, gaps_ms, last_ms) VALUES (1, ?1, ?2)
         ON CONFLICT DO UPDATE SET gaps_ms = excluded.gaps_ms, last_ms = excluded.last_ms",
        &[&serde_json::to_string(&gaps)?, &now.0],
    )?;
    Ok(())
}

fn read(tables: Tables<'_>) -> Result<Option<(Vec<u64>, BoothMs)>, Fault> {
    let row = tables.query_one("SELECT gaps_ms, last_ms FROM manager_pace", &[], |row| {
        Ok((row.get::<_, String>("gaps_ms")?, BoothMs(row.get("last_ms")?)))
    })?;
    // Gaps that cannot be read are forgotten.
    Ok(row.map(|(gaps, last)| (serde_json::from_str(&gaps).unwrap_or_default(), last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_whole_minutes_upwards() {
        assert_eq!(expected_wait_min(0, &[]), 1);
        assert_eq!(expected_wait_min(1, &[]), 2);
        assert_eq!(expected_wait_min(4, &[]), 6);
        assert_eq!(expected_wait_min(11, &[30_000, 33_000, 33_000, 33_000, 600_000]), 7);
        assert_eq!(expected_wait_min(2, &[10_000, 10_000, 20_000, 40_000, 50_000, 50_000]), 1);
    }

    #[test]
    fn a_few_drinks_say_little_about_the_next_ones() {
        assert_eq!(expected_wait_min(20, &[300_000]), 30);
        assert_eq!(expected_wait_min(20, &[300_000, 300_000]), 30);
        assert_eq!(expected_wait_min(20, &[300_000; 5]), 100);
    }
}
