//! What the order manager keeps of the configuration.

use crema_api::events::config_service::Config;
use crema_api::ids::OccasionId;
use crema_api::store::StoreState;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// Its copy.
#[derive(Debug, Clone)]
pub(super) struct Shop {
    pub occasion_name: String,
    pub collect_ms: u64,
    pub occasion: OccasionId,
    pub open: bool,
    pub in_flight_max: u32,
}

pub(super) fn keep(cascade: &Cascade<'_>, config: &Config) -> Result<(), Fault> {
    cascade.execute(
        "INSERT INTO manager_shop (only_row, occasion, occasion_name, collect_ms, state,
                                   in_flight_max)
         VALUES (1, ?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET occasion = excluded.occasion,
             occasion_name = excluded.occasion_name, collect_ms = excluded.collect_ms,
             state = excluded.state, in_flight_max = excluded.in_flight_max",
        &[
            &config.occasion.id.0,
            &config.occasion.name,
            &(u64::from(config.settings.collect_s) * 1000),
            &config.store.state.as_str(),
            &config.settings.orders_in_flight_max,
        ],
    )?;
    Ok(())
}

/// Notes that the day ends now.
pub(super) fn end_day(cascade: &Cascade<'_>) -> Result<(), Fault> {
    cascade.execute("UPDATE manager_shop SET day_ms = ?1", &[&cascade.now().0])?;
    Ok(())
}

pub(super) fn load(cascade: &Cascade<'_>) -> Result<Shop, Fault> {
    let sql = "SELECT occasion_name, collect_ms, occasion, state, in_flight_max FROM manager_shop";
    let shop = cascade.query_one(sql, &[], |row| {
        Ok(Shop {
            occasion_name: row.get(0)?,
            collect_ms: row.get(1)?,
            occasion: OccasionId(row.get(2)?),
            open: row.get::<_, String>(3)? == StoreState::Open.as_str(),
            in_flight_max: row.get(4)?,
        })
    })?;
    shop.ok_or_else(|| Fault::broken("an order without an occasion"))
}
