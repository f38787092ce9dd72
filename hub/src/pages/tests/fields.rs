use super::*;
use crate::pages::fields::{Choosing, StartForm, with_lang, with_query};

#[test]
fn of_a_field_that_comes_twice_the_last_one_holds() {
    let read = choosing("drink=latte&m.Milk=Oat&name=Zo%C3%AB&drink=espresso&m.=x&other=1");
    assert_eq!(read.drink.as_deref(), Some("espresso"));
    assert_eq!(read.modifiers.get("Milk").map(String::as_str), Some("Oat"));
    assert_eq!(read.name.as_deref(), Some("Zoë"));
    assert!(!read.change && read.key.is_none() && read.lang.is_none());
}

#[test]
fn a_choice_survives_the_address() {
    let choosing_ = Choosing {
        drink: Some("flat-white".to_owned()),
        modifiers: [("Milk & more".to_owned(), "50 % = ½".to_owned())].into(),
        name: Some("Zoë #1?".to_owned()),
        change: true,
        ..Choosing::default()
    };
    let address = with_query("/o/x", &choosing_.pairs());
    assert!(!address.contains([' ', '#']) && address.matches('?').count() == 1, "{address}");
    let query = address.split_once('?').unwrap().1;
    assert_eq!(choosing(query), choosing_);
}

#[test]
fn the_fields_of_start_may_lack_all_but_the_code() {
    let read = |query: &str| -> StartForm {
        let address = format!("/?{query}").parse().unwrap();
        axum::extract::Query::try_from_uri(&address).unwrap().0
    };
    let full = read("code=B7K4Q2&key=k-1&lang=ja");
    assert_eq!(full.code, "B7K4Q2");
    assert_eq!((full.key.as_deref(), full.lang.as_deref()), (Some("k-1"), Some("ja")));
    assert_eq!(read("code=x"), StartForm { code: "x".to_owned(), ..StartForm::default() });
}

#[test]
fn what_the_outside_sends_has_limits() {
    let many: String = (0..500).map(|n| format!("m.x{n}=1&")).collect();
    assert_eq!(choosing(&many).modifiers.len(), 32);
    let long = choosing(&format!("drink={0}&name={0}", "x".repeat(5000)));
    assert_eq!(long.drink.unwrap().len(), 80);
    assert_eq!(long.name.unwrap().chars().count(), 24);
    let lines = choosing("name=%20Zo%C3%AB%0D%0A%1B%20Q%20");
    assert_eq!(lines.name.as_deref(), Some("Zoë Q"), "one line, no control characters");
    let turned = choosing("name=%E2%80%AEZo%C3%AB");
    assert_eq!(turned.name.as_deref(), Some("Zoë"), "no marks that turn the direction of text");
}

#[test]
fn links_carry_the_language_only_if_asked() {
    assert_eq!(with_lang("/o/x", None), "/o/x");
    assert_eq!(with_lang("/o/x", Some("ja")), "/o/x?lang=ja");
}
