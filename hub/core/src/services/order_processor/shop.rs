//! The order processor's copy of the configuration, and the workflow's questions about it.

use crema_api::events::config_service::Config;
use crema_api::ids::Seq;
use crema_api::order::UnavailableCause;
use crema_api::store::StoreState;
use serde_json::{Value, json};

use super::WAITS;
use crate::fault::Fault;
use crate::kernel::cascade::{Cascade, Pause};
use crate::storage::only;

/// Saves its copy, as it was set at this place in the log; the workflow's waits are paused with the
/// store. An older configuration never overwrites a newer one.
pub(super) fn keep(cascade: &Cascade<'_>, config: &Config, set_at: Seq) -> Result<(), Fault> {
    let was = paused(cascade)?;
    let settings = &config.settings;
    let changed = cascade.execute(
        "INSERT INTO processor_shop (only_row, state, in_flight_max, choose_s, barista_s, seq)
         VALUES (1, ?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET state = excluded.state, in_flight_max = excluded.in_flight_max,
             choose_s = excluded.choose_s, barista_s = excluded.barista_s, seq = excluded.seq
         WHERE seq < excluded.seq",
        &[
            &config.store.state.as_str(),
            &settings.orders_in_flight_max,
            &settings.choose_s,
            &settings.barista_wait_s,
            &set_at.0,
        ],
    )?;
    if changed == 0 {
        return Ok(());
    }
    let is = config.store.state == StoreState::Paused;
    cascade.follow_pause(WAITS, Pause { was, is })
}

/// Whether the store is paused.
pub(super) fn paused(cascade: &Cascade<'_>) -> Result<bool, Fault> {
    let state: Option<String> = cascade.query_one("SELECT state FROM processor_shop", &[], only)?;
    Ok(state.as_deref() == Some(StoreState::Paused.as_str()))
}

/// How long a placed order may wait for a barista: the setting, or twice the wait announced to the
/// customer, if that is longer.
pub(super) fn barista_seconds(cascade: &Cascade<'_>, told_min: u32) -> Result<u32, Fault> {
    let setting: Option<u32> =
        cascade.query_one("SELECT barista_s FROM processor_shop", &[], only)?;
    Ok(setting.unwrap_or(0).max(told_min.saturating_mul(2 * 60)))
}

/// The answer to the workflow's question whether the shop is open, and has room.
pub(super) fn status(cascade: &Cascade<'_>) -> Result<Value, Fault> {
    let shop = cascade.query_one(
        "SELECT state, in_flight_max, choose_s FROM processor_shop",
        &[],
        |row| {
            let state: String = row.get("state")?;
            Ok((state, row.get::<_, u32>("in_flight_max")?, row.get::<_, u32>("choose_s")?))
        },
    )?;
    let Some((state, in_flight_max, choose_s)) = shop else {
        return Ok(json!({ "open": false, "cause": UnavailableCause::Closed, "room": false }));
    };
    let cause = match state.as_str() {
        "open" => None,
        "paused" => Some(UnavailableCause::Paused),
        "last_orders" => Some(UnavailableCause::LastOrders),
        _ => Some(UnavailableCause::Closed),
    };
    if let Some(cause) = cause {
        return Ok(json!({ "open": false, "cause": cause, "room": false }));
    }
    let room = in_flight(cascade)? < in_flight_max;
    Ok(json!({ "open": true, "room": room, "chooseSeconds": choose_s }))
}

/// Counts the orders that take room: those whose workflow runs, and those back in making after its
/// end. The order whose workflow asks has no row yet.
fn in_flight(cascade: &Cascade<'_>) -> Result<u32, Fault> {
    let count = cascade.query_one(
        "SELECT (SELECT count(*) FROM processor_executions)
              + (SELECT count(*) FROM processor_recalled)",
        &[],
        only,
    )?;
    Ok(count.unwrap_or(0))
}
