//! What the config service objects to: a station with a drink that is not on the menu.

use crema_api::commands::Command;
use crema_api::problem::RefusalKind;

use super::load_config;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// Objects to a command that another service has just decided.
///
/// # Errors
/// Refused when a tablet's station names a drink that is not on the menu.
pub(super) fn object(cascade: &mut Cascade<'_>, command: &Command) -> Result<(), Fault> {
    let Command::SetStation(set) = command else { return Ok(()) };
    let menu = load_config(cascade)?.map(|config| config.menu).unwrap_or_default();
    if set.drinks.iter().all(|drink| menu.drink(drink).is_some()) {
        return Ok(());
    }
    let sentence = "A station is made of drinks that are on the menu. Load the page again.";
    Err(Fault::refuse(RefusalKind::NoSuchDrink, sentence))
}
