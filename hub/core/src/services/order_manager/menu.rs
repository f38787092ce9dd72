//! The order manager's copy of the menu, a row a drink: placing an order reads one.

use crema_api::menu::{Drink, Menu};
use crema_api::order::DrinkOrder;
use crema_api::selection::Selections;

use super::choice;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::storage::only;

pub(super) fn keep(cascade: &Cascade<'_>, menu: &Menu) -> Result<(), Fault> {
    cascade.execute("DELETE FROM manager_menu", &[])?;
    for drink in &menu.drinks {
        cascade.execute(
            "INSERT INTO manager_menu (drink_id, drink) VALUES (?1, ?2)",
            &[&drink.id, &serde_json::to_string(drink)?],
        )?;
    }
    Ok(())
}

/// The drink as ordered, checked against the current menu; a change begins from `before`.
pub(super) fn choose(
    cascade: &Cascade<'_>,
    drink_id: &str,
    said: &Selections,
    before: Option<&DrinkOrder>,
) -> Result<DrinkOrder, Fault> {
    let json: Option<String> = cascade.query_one(
        "SELECT drink FROM manager_menu WHERE drink_id = ?1",
        &[&drink_id],
        only,
    )?;
    let drink: Option<Drink> = json.map(|json| serde_json::from_str(&json)).transpose()?;
    Ok(choice::choose(drink.as_ref(), said, before)?)
}
