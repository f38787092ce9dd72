//! The order manager's copy of the store: settings, occasion and day.

use crema_api::events::config_service::Config;
use crema_api::ids::{BoothMs, OccasionId, Seq};
use crema_api::store::StoreState;

use super::ManagerDefect;
use crate::fault::Fault;
use crate::kernel::tables::Tables;
use crate::storage::only;

/// The copy.
#[derive(Debug, Clone)]
pub(super) struct StoreCopy {
    pub occasion_name: String,
    pub collect_ms: u64,
    pub occasion: OccasionId,
    pub state: StoreState,
    /// How long an order whose workflow has ended waits for a barista, ms.
    pub wait_ms: u64,
    /// The event by which the last day ended, or the occasion began.
    pub day_seq: Seq,
}

/// Saves the copy, as it was set at this place in the log. Returns whether it is news: an older
/// configuration never overwrites a newer one.
pub(super) fn save(tables: Tables<'_>, config: &Config, set_at: Seq) -> Result<bool, Fault> {
    let changed = tables.execute(
        "INSERT INTO manager_store (only_row, occasion, occasion_name, collect_ms, state,
                                    in_flight_max, wait_ms, seq)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO UPDATE SET occasion = excluded.occasion,
             occasion_before = CASE occasion WHEN excluded.occasion THEN occasion_before
                                             ELSE occasion END,
             occasion_name = excluded.occasion_name, collect_ms = excluded.collect_ms,
             state = excluded.state, in_flight_max = excluded.in_flight_max,
             wait_ms = excluded.wait_ms, seq = excluded.seq
         WHERE seq < excluded.seq",
        &[
            &config.occasion.id.0,
            &config.occasion.name,
            &(u64::from(config.settings.collect_s) * 1000),
            &config.store.state.as_str(),
            &config.settings.orders_in_flight_max,
            &(u64::from(config.settings.barista_wait_s) * 1000),
            &set_at.0,
        ],
    )?;
    Ok(changed > 0)
}

/// Saves when the day ended, and by which event. An earlier day does not end after a later one.
pub(super) fn end_day(tables: Tables<'_>, at: BoothMs, by: Seq) -> Result<(), Fault> {
    tables.execute(
        "UPDATE manager_store SET day_ms = max(day_ms, ?1), day_seq = max(day_seq, ?2)",
        &[&at.0, &by.0],
    )?;
    Ok(())
}

/// Whether the store is paused; before the first occasion it is not.
pub(super) fn is_paused(tables: Tables<'_>) -> Result<bool, Fault> {
    let state: Option<String> = tables.query_one("SELECT state FROM manager_store", &[], only)?;
    Ok(state.is_some_and(|state| state == StoreState::Paused.as_str()))
}

/// The copy as it is now.
pub(super) fn load(tables: Tables<'_>) -> Result<StoreCopy, Fault> {
    let sql = "SELECT occasion_name, collect_ms, occasion, state, wait_ms, day_seq
               FROM manager_store";
    let store = tables.query_one(sql, &[], |row| {
        let state: String = row.get("state")?;
        Ok(StoreCopy {
            occasion_name: row.get("occasion_name")?,
            collect_ms: row.get("collect_ms")?,
            occasion: OccasionId(row.get("occasion")?),
            // A state that this version does not know is not one in which orders are taken.
            state: StoreState::parse(&state).unwrap_or(StoreState::Closed),
            wait_ms: row.get("wait_ms")?,
            day_seq: Seq(row.get("day_seq")?),
        })
    })?;
    Ok(store.ok_or(ManagerDefect::NoOccasion)?)
}
