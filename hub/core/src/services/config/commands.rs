//! The config service's commands.

use crema_api::commands::{Outcome, SetDrink, SetStore, StartOccasion, TEXT_CHARS_MAX};
use crema_api::events::config_service::{Config as Configuration, OccasionStarted};
use crema_api::menu::Menu;
use crema_api::problem::RefusalKind;
use crema_api::settings::{SettingRange, Settings};
use crema_api::store::{Occasion, Store, StoreState};

use super::{PAUSE, change_config, fold, load_config, menu_rules, occasion_id};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::decision::emit_and_fold;
use crate::kernel::secrets::SecretKind;
use crate::plain_text::tidy;

/// Longest pause, minutes: longer is closing.
const PAUSE_MIN_MAX: u32 = 600;

/// Opens, closes or pauses the store, calls last orders, or changes limits. What changes nothing is
/// done, and said to no one.
///
/// # Errors
/// Refused when a value is outside its limits, when a closed store is to be paused, or there is no
/// occasion yet.
pub fn set_store(cascade: &mut Cascade<'_>, set: &SetStore) -> Result<Outcome, Fault> {
    let mut config = current_config(cascade)?;
    let before = config.clone();
    if let Some(change) = &set.settings {
        let settings = change.of(&config.settings);
        check_settings(&settings)?;
        config.settings = settings;
    }
    if let Some(state) = set.state {
        config.store = new_store(cascade, &config.store, state, set)?;
    }
    let message = match set.state {
        None => "The limits were changed.",
        Some(StoreState::Open) => "The store is open.",
        Some(StoreState::Closed) => "The store is closed.",
        Some(StoreState::LastOrders) => "Last orders were called.",
        Some(StoreState::Paused) => "The store is paused.",
        Some(StoreState::Unknown(_)) => return refuse_input("This hub knows no such state."),
    };
    let occasion = config.occasion.id.clone();
    if config != before {
        change_config(cascade, config, message, false)?;
    }
    Ok(Outcome::Config { occasion })
}

fn new_store(
    cascade: &Cascade<'_>,
    before: &Store,
    state: StoreState,
    set: &SetStore,
) -> Result<Store, Fault> {
    if before.state == StoreState::Closed && state == StoreState::Paused {
        let sentence = "The store is closed, so there is nothing to pause. Open it first.";
        return Err(Fault::refuse(RefusalKind::WrongState, sentence));
    }
    cascade.cancel_timer(PAUSE)?;
    if state != StoreState::Paused {
        return Ok(Store::in_state(state));
    }
    let reason = set.reason.as_deref().map(tidy).filter(|reason| !reason.is_empty());
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > TEXT_CHARS_MAX) {
        return refuse_input(format!("A reason has at most {TEXT_CHARS_MAX} characters."));
    }
    let until = match set.pause_min {
        None => None,
        Some(minutes @ 1..=PAUSE_MIN_MAX) => {
            let until = cascade.now().plus(u64::from(minutes) * 60_000);
            cascade.set_timer(PAUSE, until)?;
            Some(until.0)
        }
        Some(_) => return refuse_input(format!("A pause lasts 1 to {PAUSE_MIN_MAX} minutes.")),
    };
    let then = match before.state {
        StoreState::Paused => before.then,
        StoreState::LastOrders => Some(StoreState::LastOrders),
        StoreState::Open | StoreState::Closed | StoreState::Unknown(_) => None,
    };
    Ok(Store { state, because: set.because, reason, until_booth_ms: until, then })
}

/// Closes the store, and has every order cancelled that is not ready yet.
///
/// # Errors
/// Refused when there is no occasion yet.
pub fn close_and_cancel(cascade: &mut Cascade<'_>) -> Result<Outcome, Fault> {
    let mut config = current_config(cascade)?;
    cascade.cancel_timer(PAUSE)?;
    config.store = Store::in_state(StoreState::Closed);
    let occasion = config.occasion.id.clone();
    change_config(cascade, config, "The store is closed and its orders are cancelled.", true)?;
    Ok(Outcome::Config { occasion })
}

/// Begins a new occasion: closed, with its own link key, numbers from 1.
///
/// # Errors
/// Refused when the name is empty or too long, a day is not like `2026-11-24`, or the menu breaks
/// its rules.
pub fn start_occasion(cascade: &mut Cascade<'_>, start: &StartOccasion) -> Result<Outcome, Fault> {
    let name = tidy(&start.name);
    if name.is_empty() || name.chars().count() > TEXT_CHARS_MAX {
        return refuse_input(format!("An occasion's name has 1 to {TEXT_CHARS_MAX} characters."));
    }
    for day in start.start.iter().chain(start.end.iter()) {
        if !is_day(day) {
            return refuse_input(format!("{day:?} is not a day like 2026-11-24."));
        }
    }
    let menu = start.menu.clone().map(menu_rules::checked).transpose()?;
    let previous = load_config(cascade)?;
    let id = occasion_id::new_id(cascade, &name)?;
    let occasion =
        Occasion { id: id.clone(), name, start: start.start.clone(), end: start.end.clone() };
    let kept_menu = || previous.as_ref().map(|config| config.menu.clone()).unwrap_or_default();
    let config = Configuration {
        store: Store::in_state(StoreState::Closed),
        settings: previous.as_ref().map(|config| config.settings.clone()).unwrap_or_default(),
        menu: menu.unwrap_or_else(kept_menu),
        branding: previous.as_ref().map(|config| config.branding.clone()).unwrap_or_default(),
        occasion: occasion.clone(),
    };
    cascade.cancel_timer(PAUSE)?;
    let key = cascade.entropy().bytes("link key");
    cascade.put_secret(SecretKind::LinkKey, id.0.as_bytes(), &key)?;
    let message = format!("{} began.", occasion.name);
    let previous = previous.map(|config| config.occasion.id);
    emit_and_fold(cascade, OccasionStarted { occasion, previous, message }, fold)?;
    change_config(cascade, config, "A new occasion's configuration.", false)?;
    Ok(Outcome::Config { occasion: id })
}

/// Changes a drink's availability, or that of its options. What changes nothing is done, and said to no
/// one.
///
/// # Errors
/// Refused when drink, modifier or option are not on the menu, nothing is changed, or there is no
/// occasion yet.
pub fn set_drink(cascade: &mut Cascade<'_>, set: &SetDrink) -> Result<Outcome, Fault> {
    let mut config = current_config(cascade)?;
    let before = config.menu.clone();
    let message = menu_rules::set_drink(&mut config.menu, set)?;
    change_menu(cascade, config, &before, &message)
}

/// Replaces the whole menu.
///
/// # Errors
/// Refused when the menu breaks its rules, or there is no occasion yet.
pub fn set_menu(cascade: &mut Cascade<'_>, menu: &Menu) -> Result<Outcome, Fault> {
    let menu = menu_rules::checked(menu.clone())?;
    let mut config = current_config(cascade)?;
    let before = std::mem::replace(&mut config.menu, menu);
    change_menu(cascade, config, &before, "The menu was changed.")
}

fn change_menu(
    cascade: &mut Cascade<'_>,
    config: Configuration,
    before: &Menu,
    message: &str,
) -> Result<Outcome, Fault> {
    let occasion = config.occasion.id.clone();
    if config.menu != *before {
        change_config(cascade, config, message, false)?;
    }
    Ok(Outcome::Config { occasion })
}

pub(super) fn current_config(cascade: &Cascade<'_>) -> Result<Configuration, Fault> {
    load_config(cascade)?.ok_or_else(|| {
        Fault::refuse(RefusalKind::WrongState, "There is no occasion yet. Begin one first.")
    })
}

fn check_settings(settings: &Settings) -> Result<(), Fault> {
    for (value, SettingRange { words, least, most, .. }) in settings.numbers() {
        if !(least..=most).contains(&value) {
            return refuse_input(format!("{words}: {least} to {most}, not {value}."));
        }
    }
    if settings.age_late_s <= settings.age_warn_s {
        return refuse_input("A card turns red later than amber.");
    }
    if !settings.booth_letter.is_ascii_uppercase() {
        return refuse_input("The booth's letter is one of A to Z.");
    }
    Ok(())
}

/// Whether the text is a day like `2026-11-24`.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse::<u32>().ok() } else { None }
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    (1..=days_in(year, month)).contains(&day)
}

/// How many days a month has; none, if there is no such month.
fn days_in(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(is_leap),
        _ => 0,
    }
}

pub(super) fn refuse_input<T>(sentence: impl Into<String>) -> Result<T, Fault> {
    Err(Fault::refuse(RefusalKind::BadInput, sentence))
}
