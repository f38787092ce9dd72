//! Config: store, menu, limits, occasion.
//!
//! Owns `config_now` (one row, the whole configuration), `config_occasions` and `config_logo`. Takes
//! `SetStore`, `CloseAndCancel`, `StartOccasion`, `SetDrink`, `SetMenu`, `SetBranding`; says
//! `ConfigService.ConfigChanged` and `ConfigService.OccasionStarted`. Hears the day's end, which
//! closes the store; its timer ends a pause.

pub mod branding;
pub mod colour;
pub mod commands;
pub mod menu_rules;
mod occasion_id;

use crema_api::events::config_service::{Config as Configuration, ConfigChanged};
use crema_api::events::names;
use crema_api::store::{Store, StoreState};

use super::Process;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::log::Recorded;
use crate::kernel::timers::Timer;

const NAME: &str = "config";
const PAUSE: (&str, &str, &[u8]) = (NAME, "pause", b"");

/// The service.
#[derive(Debug, Default)]
pub struct Config;

impl Process for Config {
    fn name(&self) -> &'static str {
        NAME
    }

    fn hears(&self) -> &'static [&'static str] {
        &[names::DayEnded]
    }

    fn hear(&self, cascade: &mut Cascade<'_>, _event: &Recorded) -> Result<(), Fault> {
        let Some(mut config) = load(cascade)? else { return Ok(()) };
        cascade.cancel_timer(PAUSE)?;
        config.store = Store::in_state(StoreState::Closed);
        save(cascade, config, "The store is closed.", false)
    }

    fn due(&self, cascade: &mut Cascade<'_>, _timer: &Timer) -> Result<(), Fault> {
        let Some(mut config) = load(cascade)? else { return Ok(()) };
        if config.store.state == StoreState::Paused {
            let state = config.store.then.unwrap_or(StoreState::Open);
            config.store = Store::in_state(state);
            let message = match state {
                StoreState::LastOrders => "The pause is over; these are the last orders.",
                _ => "The pause is over; the store is open.",
            };
            save(cascade, config, message, false)?;
        }
        Ok(())
    }
}

/// The configuration, once there is an occasion.
fn load(cascade: &Cascade<'_>) -> Result<Option<Configuration>, Fault> {
    let json =
        cascade.query_one("SELECT config FROM config_now", &[], |row| row.get::<_, String>(0))?;
    Ok(json.map(|json| serde_json::from_str(&json)).transpose()?)
}

/// Keeps the configuration and tells everyone.
fn save(
    cascade: &mut Cascade<'_>,
    config: Configuration,
    message: &str,
    cancel_orders: bool,
) -> Result<(), Fault> {
    cascade.execute(
        "INSERT INTO config_now (only_row, config) VALUES (1, ?1)
         ON CONFLICT DO UPDATE SET config = excluded.config",
        &[&serde_json::to_string(&config)?],
    )?;
    cascade.emit(ConfigChanged {
        event_id: config.occasion.id.clone(),
        new_image: config.new_image(),
        config,
        cancel_orders,
        message: message.to_owned(),
    })?;
    Ok(())
}
