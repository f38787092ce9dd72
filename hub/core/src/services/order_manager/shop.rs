//! The order manager's copy of the configuration.

use crema_api::events::config_service::Config;
use crema_api::ids::OccasionId;
use crema_api::store::StoreState;

use super::{ManagerDefect, given_up};
use crate::fault::Fault;
use crate::kernel::cascade::{Cascade, Pause};

/// The copy.
#[derive(Debug, Clone)]
pub(super) struct Shop {
    pub occasion_name: String,
    pub collect_ms: u64,
    pub occasion: OccasionId,
    pub open: bool,
    pub paused: bool,
    /// How long an order whose workflow has ended waits for a barista, ms.
    pub wait_ms: u64,
    /// Booth time at which the last day ended, or the occasion began, ms.
    pub day_ms: u64,
    pub in_flight_max: u32,
}

/// Saves its copy; waits that are timed here are suspended while the store is paused.
pub(super) fn keep(cascade: &Cascade<'_>, config: &Config) -> Result<(), Fault> {
    let paused = StoreState::Paused.as_str();
    let was = cascade
        .query_one("SELECT state FROM manager_shop", &[], |row| row.get::<_, String>("state"))?
        .is_some_and(|state| state == paused);
    cascade.execute(
        "INSERT INTO manager_shop (only_row, occasion, occasion_name, collect_ms, state,
                                   in_flight_max, wait_ms)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET occasion = excluded.occasion,
             occasion_name = excluded.occasion_name, collect_ms = excluded.collect_ms,
             state = excluded.state, in_flight_max = excluded.in_flight_max, wait_ms = excluded.wait_ms",
        &[
            &config.occasion.id.0,
            &config.occasion.name,
            &(u64::from(config.settings.collect_s) * 1000),
            &config.store.state.as_str(),
            &config.settings.orders_in_flight_max,
            &(u64::from(config.settings.barista_wait_s) * 1000),
        ],
    )?;
    let is = config.store.state == StoreState::Paused;
    cascade.follow_pause(given_up::WAITS, Pause { was, is })
}

/// Notes that the day ends now.
pub(super) fn end_day(cascade: &Cascade<'_>) -> Result<(), Fault> {
    cascade.execute("UPDATE manager_shop SET day_ms = ?1", &[&cascade.now().0])?;
    Ok(())
}

pub(super) fn load(cascade: &Cascade<'_>) -> Result<Shop, Fault> {
    let sql = "SELECT occasion_name, collect_ms, occasion, state, in_flight_max, wait_ms, day_ms
               FROM manager_shop";
    let shop = cascade.query_one(sql, &[], |row| {
        let state: String = row.get("state")?;
        Ok(Shop {
            occasion_name: row.get("occasion_name")?,
            collect_ms: row.get("collect_ms")?,
            occasion: OccasionId(row.get("occasion")?),
            open: state == StoreState::Open.as_str(),
            paused: state == StoreState::Paused.as_str(),
            in_flight_max: row.get("in_flight_max")?,
            wait_ms: row.get("wait_ms")?,
            day_ms: row.get("day_ms")?,
        })
    })?;
    Ok(shop.ok_or(ManagerDefect::NoOccasion)?)
}
