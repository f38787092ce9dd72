//! The order manager's copy of the menu, a row a drink: placing an order reads one.

use std::collections::BTreeMap;

use crema_api::menu::{Drink, Menu};
use crema_api::order::DrinkOrder;

use super::choice::{self, Before, Said};
use crate::fault::Fault;
use crate::kernel::tables::Tables;
use crate::storage::only;

/// Saves the copy: the rows that differ are written, and no other. A press of *Sold out* changes one
/// drink, a pause none.
pub(super) fn save(tables: Tables<'_>, menu: &Menu) -> Result<(), Fault> {
    let mut before: BTreeMap<String, String> = tables
        .query_all("SELECT drink_id, drink FROM manager_menu", &[], |row| {
            Ok((row.get("drink_id")?, row.get("drink")?))
        })?
        .into_iter()
        .collect();
    for drink in &menu.drinks {
        let json = serde_json::to_string(drink)?;
        if before.remove(&drink.id).is_none_or(|before| before != json) {
            tables.execute(
                "INSERT INTO manager_menu (drink_id, drink) VALUES (?1, ?2)
                 ON CONFLICT DO UPDATE SET drink = excluded.drink",
                &[&drink.id, &json],
            )?;
        }
    }
    for gone in before.keys() {
        tables.execute("DELETE FROM manager_menu WHERE drink_id = ?1", &[gone])?;
    }
    Ok(())
}

/// The drink as ordered, checked against the current menu; a change begins from `before`.
pub(super) fn choose(
    tables: Tables<'_>,
    drink_id: &str,
    said: Said<'_>,
    before: Option<&DrinkOrder>,
) -> Result<DrinkOrder, Fault> {
    // A new order needs one drink of the menu, a change all of it.
    let Some(order) = before else {
        let json: Option<String> = tables.query_one(
            "SELECT drink FROM manager_menu WHERE drink_id = ?1",
            &[&drink_id],
            only,
        )?;
        // A drink that cannot be read is none of the menu.
        let drink: Option<Drink> = json.and_then(|json| serde_json::from_str(&json).ok());
        return Ok(choice::choose(drink.as_ref(), said, None)?);
    };
    let drinks: Vec<String> = tables.query_all("SELECT drink FROM manager_menu", &[], only)?;
    let drinks = drinks.iter().filter_map(|json| serde_json::from_str(json).ok());
    let menu = Menu { drinks: drinks.collect() };
    Ok(choice::choose(menu.drink(drink_id), said, Some(Before { order, menu: &menu }))?)
}
