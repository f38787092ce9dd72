//! The order processor's copy of the configuration, and the workflow's questions about it.

use crema_api::events::config_service::Config;
use crema_api::ids::Seq;
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
        "INSERT INTO processor_shop (only_row, state, choose_s, barista_s, seq)
         VALUES (1, ?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET state = excluded.state, choose_s = excluded.choose_s,
             barista_s = excluded.barista_s, seq = excluded.seq
         WHERE seq < excluded.seq",
        &[&config.store.state.as_str(), &settings.choose_s, &settings.barista_wait_s, &set_at.0],
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

/// How long a customer may choose, s.
pub(super) fn choose_seconds(cascade: &Cascade<'_>) -> Result<u32, Fault> {
    let setting = cascade.query_one("SELECT choose_s FROM processor_shop", &[], only)?;
    Ok(setting.unwrap_or(0))
}

/// The answer to a workflow's question how the store is. Whether there is room is for the order
/// manager to say.
pub(super) fn status(cascade: &Cascade<'_>) -> Result<Value, Fault> {
    let state: Option<String> = cascade.query_one("SELECT state FROM processor_shop", &[], only)?;
    let state = state.unwrap_or_else(|| StoreState::Closed.as_str().to_owned());
    let open = state == StoreState::Open.as_str();
    Ok(json!({ "open": open, "state": state, "chooseSeconds": choose_seconds(cascade)? }))
}
