//! Config: store, menu, limits, occasion.
//!
//! Owns `config_now` (one row, the whole configuration) and `config_occasions`, which are folds of its
//! events, and `config_logo`, which is too large for an event.
//! Takes `SetStore`, `CloseAndCancel`, `StartOccasion`, `SetDrink`, `SetMenu`, `SetBranding`; emits
//! `ConfigService.ConfigChanged` and `ConfigService.OccasionStarted`. Handles the day's end, which
//! closes the store of that day; its timer ends a pause. Objects to a station that is not made of the
//! menu.

pub mod branding;
pub mod colour;
pub mod commands;
pub mod menu_rules;
mod objections;
mod occasion_id;

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, Outcome};
use crema_api::events::config_service::{Config as Configuration, ConfigChanged};
use crema_api::events::names;
use crema_api::ids::Seq;
use crema_api::store::{Store, StoreState};
use rusqlite::Row;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::{EventHandler, Service};
use crate::kernel::decision::emit_and_fold;
use crate::kernel::fold::Fold;
use crate::kernel::log::{self, RawEvent, RecordedEvent};
use crate::kernel::tables::Tables;
use crate::kernel::timers::{Timer, TimerKey};
use crate::storage::only;

const NAME: &str = "config";
const PAUSE: TimerKey<'static> = TimerKey::single(NAME, "pause");

/// Its tables that are folds of the log.
const FOLDS: &[Fold] = &[Fold::into_tables(&["config_now", "config_occasions"], fold)];

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::event_handler(Config)
        .with_tables("config_")
        .with_folds(FOLDS)
        .with_commands(command)
        .with_objections(objections::object)
        .with_public_events(&[names::ConfigChanged, names::OccasionStarted])
}

fn command(
    cascade: &mut Cascade<'_>,
    _caller: Caller,
    command: &Command,
) -> Option<Result<Outcome, Fault>> {
    Some(match command {
        Command::SetBranding(set) => branding::set_branding(cascade, set),
        Command::SetStore(set) => commands::set_store(cascade, set),
        Command::CloseAndCancel => commands::close_and_cancel(cascade),
        Command::StartOccasion(start) => commands::start_occasion(cascade, start),
        Command::SetDrink(set) => commands::set_drink(cascade, set),
        Command::SetMenu(set) => commands::set_menu(cascade, &set.menu),
        _ => return None,
    })
}

/// The service.
#[derive(Debug, Default)]
struct Config;

impl EventHandler for Config {
    fn name(&self) -> &'static str {
        NAME
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[names::DayEnded]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        let Some(mut config) = load_config(cascade)? else { return Ok(()) };
        // A late delivery: since that day's end the store was set again.
        if changed_at(cascade)? > event.seq {
            return Ok(());
        }
        cascade.cancel_timer(PAUSE)?;
        config.store = Store::in_state(StoreState::Closed);
        change_config(cascade, config, "The store is closed.", false)
    }

    fn timers(&self) -> &'static [&'static str] {
        &[PAUSE.kind]
    }

    fn due(&self, cascade: &mut Cascade<'_>, _timer: &Timer) -> Result<(), Fault> {
        let Some(mut config) = load_config(cascade)? else { return Ok(()) };
        if config.store.state == StoreState::Paused {
            let state = config.store.then.unwrap_or(StoreState::Open);
            config.store = Store::in_state(state);
            let message = match state {
                StoreState::LastOrders => "The pause is over; these are the last orders.",
                _ => "The pause is over; the store is open.",
            };
            change_config(cascade, config, message, false)?;
        }
        Ok(())
    }
}

/// The configuration; `None` before the first occasion. If its row cannot be read, it is that of the
/// last change in the log.
fn load_config(cascade: &Cascade<'_>) -> Result<Option<Configuration>, Fault> {
    let read = |row: &Row<'_>| Ok(log::read_text(row, "config")?.0);
    let Some(json) = cascade.query_one("SELECT config FROM config_now", &[], read)? else {
        return Ok(None);
    };
    match serde_json::from_str(&json) {
        Ok(config) => Ok(Some(config)),
        Err(error) => {
            tracing::error!(%error, "the configuration cannot be read; taking the log's");
            let newest = cascade.newest_events(names::ConfigChanged)?;
            newest.into_iter().find_map(config_of).map(Some).ok_or_else(|| error.into())
        }
    }
}

/// The configuration that a `ConfigChanged` carries, if it can be read.
pub(crate) fn config_of(event: RawEvent) -> Option<Configuration> {
    match event.understand().ok()?.fact {
        DomainEvent::ConfigChanged(changed) => Some(changed.config),
        _ => None,
    }
}

/// The place in the log of the event by which the configuration is as it is.
fn changed_at(cascade: &Cascade<'_>) -> Result<Seq, Fault> {
    let seq = cascade.query_one("SELECT seq FROM config_now", &[], only)?;
    Ok(Seq(seq.unwrap_or(0)))
}

/// Emits a change of the configuration.
fn change_config(
    cascade: &mut Cascade<'_>,
    config: Configuration,
    message: &str,
    cancel_orders: bool,
) -> Result<(), Fault> {
    let changed = ConfigChanged {
        event_id: config.occasion.id.clone(),
        new_image: config.new_image(),
        config,
        cancel_orders,
        message: message.to_owned(),
    };
    emit_and_fold(cascade, changed, fold)
}

/// Folds an event: the configuration is the one of its last change.
fn fold(tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
    match &event.fact {
        DomainEvent::ConfigChanged(changed) => {
            tables.execute(
                "INSERT INTO config_now (only_row, config, seq) VALUES (1, ?1, ?2)
                 ON CONFLICT DO UPDATE SET config = excluded.config, seq = excluded.seq",
                &[&serde_json::to_string(&changed.config)?, &event.seq.0],
            )?;
        }
        DomainEvent::OccasionStarted(started) => {
            let occasion = &started.occasion;
            tables.execute(
                "INSERT INTO config_occasions (id, occasion, started_ms) VALUES (?1, ?2, ?3)",
                &[&occasion.id.0, &serde_json::to_string(occasion)?, &event.at.booth_ms.0],
            )?;
        }
        _ => {}
    }
    Ok(())
}
