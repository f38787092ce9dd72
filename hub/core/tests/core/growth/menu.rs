//! A change of the menu writes what it changed, and a menu has a size.

use crema_api::commands::{Command, Role, SetDrink, SetMenu, SetOption};
use crema_api::menu::Menu;
use crema_api::problem::RefusalKind;
use rusqlite::Connection;

use crate::booth::{Booth, kind, menu};

fn sold_out(drink: &str, available: bool) -> Command {
    let drink = drink.to_owned();
    Command::SetDrink(SetDrink { drink, available: Some(available), options: vec![] })
}

/// A menu of so many drinks that are called apart.
fn many(drinks: usize, languages: usize) -> Menu {
    let one = menu::small().drinks.remove(0);
    let drink = |nth: usize| {
        let mut drink = one.clone();
        drink.id = format!("drink-{nth}");
        let names = (0..languages).map(|tag| (format!("a{tag}"), "ü".repeat(60)));
        drink.names = names.collect();
        drink
    };
    Menu { drinks: (0..drinks).map(drink).collect() }
}

#[test]
fn a_press_that_changes_nothing_says_nothing() {
    let mut booth = Booth::open(1);
    let crew = booth.staff(Role::Crew, "Ada");
    booth.ask(crew, sold_out("espresso", false)).unwrap();
    assert_eq!(booth.said().len(), 1);
    booth.ask(crew, sold_out("espresso", false)).unwrap();
    assert_eq!(booth.said(), [""; 0], "it was sold out already");
    let option = SetOption { modifier: "Milk".into(), option: "Oat".into(), available: true };
    let set = SetDrink { drink: "flat-white".into(), available: None, options: vec![option] };
    booth.ask(crew, Command::SetDrink(set)).unwrap();
    assert_eq!(booth.said(), [""; 0]);
    let menu = booth.read(|s| s.menu()).menu;
    booth.ask(crew, Command::SetMenu(SetMenu { menu })).unwrap();
    assert_eq!(booth.said(), [""; 0]);
}

/// What a statement of the order manager does to the rows of its menu.
#[test]
fn a_press_of_sold_out_writes_the_row_of_its_drink() {
    let mut booth = Booth::open(2);
    let crew = booth.staff(Role::Crew, "Ada");
    booth.ask(crew, Command::SetMenu(SetMenu { menu: many(60, 0) })).unwrap();
    let watcher = Connection::open(booth.path()).unwrap();
    watcher
        .execute_batch(
            "CREATE TABLE watched (what TEXT, drink TEXT);
             CREATE TRIGGER w1 AFTER INSERT ON manager_menu
                 BEGIN INSERT INTO watched VALUES ('insert', new.drink_id); END;
             CREATE TRIGGER w2 AFTER UPDATE ON manager_menu
                 BEGIN INSERT INTO watched VALUES ('update', new.drink_id); END;
             CREATE TRIGGER w3 AFTER DELETE ON manager_menu
                 BEGIN INSERT INTO watched VALUES ('delete', old.drink_id); END;",
        )
        .unwrap();
    booth.restart();
    booth.ask(crew, sold_out("drink-7", false)).unwrap();
    let watched = || -> Vec<(String, String)> {
        let mut statement = watcher.prepare("SELECT * FROM watched").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert_eq!(watched(), [("update".to_owned(), "drink-7".to_owned())]);
    watcher.execute("DELETE FROM watched", []).unwrap();
    booth.set_store(crema_api::store::StoreState::Paused);
    assert_eq!(watched(), [], "a pause is not about the menu");
    let mut fewer = booth.read(|s| s.menu()).menu;
    fewer.drinks.pop();
    booth.ask(crew, Command::SetMenu(SetMenu { menu: fewer })).unwrap();
    assert_eq!(watched(), [("delete".to_owned(), "drink-59".to_owned())]);
}

#[test]
fn a_menu_has_a_size() {
    let mut booth = Booth::open(3);
    let crew = booth.staff(Role::Crew, "Ada");
    booth.ask(crew, Command::SetMenu(SetMenu { menu: many(60, 2) })).unwrap();
    let refused = booth.ask(crew, Command::SetMenu(SetMenu { menu: many(60, 16) })).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::BadInput);
    assert!(refused.detail.contains("kB"), "{}", refused.detail);
    let begin = crema_api::commands::StartOccasion {
        name: "Large".to_owned(),
        start: None,
        end: None,
        menu: Some(many(60, 16)),
    };
    let begun = booth.ask(crew, Command::StartOccasion(begin));
    assert_eq!(kind(begun), RefusalKind::BadInput);
}
