//! A placed order is what somebody read on *Check* and placed. Only an answer changes it: neither a
//! page from before, nor a default that was only shown, nor a menu that became another one.

use crema_api::answers::{MenuView, OrderView};
use crema_api::commands::Role;
use crema_api::menu::{Drink, MILK, Menu, Modifier, ModifierOption};
use crema_api::order::DrinkOrder;
use serde_json::{Value, json};

use crate::booth::{Booth, Proof, order_path};
use crate::pages::plain_phone::Page;

const MILK_FIELD: &str = "m.Milk";

/// A guest's order, started, as its page shows it.
fn started(booth: &Booth) -> Page {
    let begun = booth.form("/start", &format!("code={}&key=a", booth.code()), None);
    Page::open(booth, begun.header("location").unwrap())
}

fn ordered(booth: &Booth, crew: &Proof) -> Option<DrinkOrder> {
    let orders: crema_api::answers::Orders = booth.get(crew, "/api/v1/orders").json();
    orders.orders[0].drink.clone()
}

fn milk(booth: &Booth, crew: &Proof) -> Option<String> {
    ordered(booth, crew)?.special_milk().map(str::to_owned)
}

/// The menu becomes another one.
fn edit_menu(booth: &Booth, crew: &Proof, edit: impl Fn(&mut Drink)) {
    let mut menu: Menu = booth.get(&Proof::Nothing, "/api/v1/menu").json::<MenuView>().menu;
    menu.drinks.iter_mut().for_each(edit);
    let set = booth.ask(crew, "PUT", "/api/v1/menu", Some(json!({ "menu": menu })));
    assert_eq!(set.status, 200, "{}", set.text());
}

fn renames_milk(drink: &mut Drink) {
    for modifier in drink.modifiers.iter_mut().filter(|modifier| modifier.name == MILK) {
        modifier.name = "Milk kind".into();
    }
}

fn with_syrup(drink: &mut Drink) {
    let option = |name: &str| ModifierOption {
        name: name.into(),
        names: [].into(),
        available: true,
        allergens: vec![],
    };
    let options = vec![option("Hazelnut"), option("None")];
    drink.modifiers.push(Modifier { name: "Syrup".into(), names: [].into(), options });
}

#[test]
fn a_page_from_before_the_order_was_placed_changes_nothing() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let choose = started(&booth).taps_drink(&booth, "latte");
    let stale = choose.checks(&booth);
    assert!(stale.is_check());
    let mut choose = Page::open(&booth, &stale.link("drink="));
    choose.tick(MILK_FIELD, "Soy");
    assert_eq!(choose.checks(&booth).places(&booth).status, 303);
    assert_eq!(milk(&booth, &crew).as_deref(), Some("Soy"));

    let refused = stale.places(&booth);
    assert_eq!(milk(&booth, &crew).as_deref(), Some("Soy"), "nobody chose another milk");
    assert_eq!(refused.status, 409);
    let page = Page::shown(&stale.address, &refused);
    assert!(!page.is_choose() && page.html.contains("B1"), "the page of the queued order");
    assert!(page.html.contains("Soy milk"));
}

#[test]
fn a_change_asks_where_a_default_would_overrule_an_answer() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let choose = started(&booth);
    let order = choose.address.clone();
    let mut choose = choose.taps_drink(&booth, "latte");
    choose.tick(MILK_FIELD, "Soy");
    assert_eq!(choose.checks(&booth).places(&booth).status, 303);

    let rest = "m.Size=Regular&m.Shots=Single&m.Beans=Regular&change=1";
    for milk in ["", "m.Milk=Whole&d.Milk=Whole&"] {
        let page = Page::open(&booth, &format!("{order}/check?drink=latte&{milk}{rest}"));
        assert!(page.is_choose(), "{milk}: what becomes of the soy milk is not said");
        assert_eq!(page.ticked(MILK_FIELD), None, "{milk}");
        let fields = format!("drink=latte&{milk}{rest}&key=c-{}", milk.len());
        assert_eq!(booth.form(&format!("{order}/place"), &fields, None).status, 422, "{milk}");
    }
    assert_eq!(milk(&booth, &crew).as_deref(), Some("Soy"));
    let mut page = Page::open(&booth, &format!("{order}?drink=latte&{rest}"));
    page.tick(MILK_FIELD, "Whole");
    assert_eq!(page.checks(&booth).places(&booth).status, 303, "said by a person");
    assert_eq!(milk(&booth, &crew), None);
}

#[test]
fn an_answer_without_its_row_leaves_the_drinks_new_rows_open() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let (phone, order) = booth.start();
    let put = |drink: &str, modifiers: Value| {
        let body = json!({ "drink": drink, "modifiers": modifiers });
        booth.ask(&phone, "PUT", &order_path(order.id), Some(body))
    };
    assert_eq!(put("latte", json!({ "Milk": "Soy" })).status, 200);
    edit_menu(&booth, &crew, renames_milk);
    for drink in ["latte", "cappuccino"] {
        assert_eq!(put(drink, json!({ "Size": "Large" })).refusal(), "choice-open", "{drink}");
    }
    let link = order.link.as_deref().unwrap();
    let page = Page::open(&booth, &format!("{link}?change=1"));
    assert_eq!(page.ticked("m.Milk kind"), None, "of the same drink");
    assert_eq!(page.taps_drink(&booth, "cappuccino").ticked("m.Milk kind"), None);
    assert_eq!(milk(&booth, &crew).as_deref(), Some("Soy"));
    assert_eq!(put("latte", json!({ "Milk kind": "Soy", "Size": "Large" })).status, 200);
}

#[test]
fn a_usual_drink_becomes_another_one_without_a_question() {
    let booth = Booth::open();
    let (phone, order) = booth.start();
    for drink in ["flat-white", "espresso", "latte"] {
        let body = Some(json!({ "drink": drink }));
        let changed = booth.ask(&phone, "PUT", &order_path(order.id), body);
        assert_eq!(changed.status, 200, "{drink}: {}", changed.text());
    }
}

#[test]
fn a_row_that_check_never_showed_is_asked_for() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let check = started(&booth).taps_drink(&booth, "latte").checks(&booth);
    edit_menu(&booth, &crew, with_syrup);
    let refused = check.places(&booth);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(ordered(&booth, &crew), None);
    let page = Page::shown(&check.address, &refused);
    assert!(page.is_choose());
    assert_eq!(page.ticked("m.Syrup"), None);
    // As the page's script asks for it again.
    let mut page = Page::open(&booth, &page.here());
    assert_eq!(page.ticked("m.Syrup"), None);
    page.tick("m.Syrup", "None");
    assert_eq!(page.checks(&booth).places(&booth).status, 303);
}

#[test]
fn a_program_that_names_every_choice_is_given_no_other() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let latte = json!({ "Milk": "Oat", "Size": "Regular", "Shots": "Single", "Beans": "Regular" });
    let body = json!({ "drink": "latte", "modifiers": latte, "complete": true });
    let taken = booth.post(&crew, "/api/v1/counter-orders", body.clone()).json::<OrderView>();
    edit_menu(&booth, &crew, with_syrup);
    assert_eq!(booth.post(&crew, "/api/v1/counter-orders", body.clone()).refusal(), "choice-open");
    let changed = booth.ask(&crew, "PUT", &order_path(taken.id), Some(body));
    assert_eq!(changed.refusal(), "choice-open");
}

/// Three drinks with eight rows each, and none of them alike.
fn with_teas(booth: &Booth, crew: &Proof) {
    let mut menu: Menu = booth.get(&Proof::Nothing, "/api/v1/menu").json::<MenuView>().menu;
    for tea in ["tea-a", "tea-b", "tea-c", "tea-d"] {
        let mut drink = menu.drinks[0].clone();
        drink.modifiers = (0..8)
            .map(|row| {
                let mut modifier = menu.drinks[0].modifiers[0].clone();
                modifier.name = format!("{tea} {row}");
                modifier
            })
            .collect();
        (drink.id, drink.name) = (tea.to_owned(), tea.to_owned());
        menu.drinks.push(drink);
    }
    let set = booth.ask(crew, "PUT", "/api/v1/menu", Some(json!({ "menu": menu })));
    assert_eq!(set.status, 200, "{}", set.text());
}

#[test]
fn an_order_forgets_no_answer_however_many_drinks_it_was() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    with_teas(&booth, &crew);
    let (phone, order) = booth.start();
    let put = |drink: &str, modifiers: Value| {
        let body = json!({ "drink": drink, "modifiers": modifiers });
        booth.ask(&phone, "PUT", &order_path(order.id), Some(body))
    };
    let all_of = |tea: &str| -> Value {
        (0..8).map(|row| (format!("{tea} {row}"), json!("Single"))).collect()
    };
    assert_eq!(put("latte", json!({ "Milk": "Soy" })).status, 200);
    for tea in ["tea-a", "tea-b", "tea-c"] {
        assert_eq!(put(tea, all_of(tea)).status, 200, "{tea}");
    }
    assert_eq!(put("tea-d", all_of("tea-d")).refusal(), "bad-input", "more would be forgotten");
    assert_eq!(put("latte", json!({})).refusal(), "choice-open");
    let link = order.link.as_deref().unwrap();
    let page = Page::open(&booth, &format!("{link}?change=1")).taps_drink(&booth, "latte");
    assert_eq!(page.ticked(MILK_FIELD), Some("Soy"));
}
