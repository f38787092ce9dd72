use super::*;
use crate::pages::fields::{Choosing, Said, StartForm, with_lang, with_query};

#[test]
fn of_a_field_that_comes_twice_the_last_one_holds() {
    let read = choosing("drink=latte&m.Milk=Oat&name=Zo%C3%AB&drink=espresso&m.=x&other=1");
    assert_eq!(read.drink.as_deref(), Some("espresso"));
    assert_eq!(read.said_about("Milk"), Said::Answered("Oat"));
    assert_eq!(read.name.as_deref(), Some("Zoë"));
    assert!(!read.change && read.key.is_none() && read.lang.is_none());
}

#[test]
fn a_choice_survives_the_address() {
    let mut choosing_ = Choosing {
        drink: Some("flat-white".to_owned()),
        name: Some("Zoë #1?".to_owned()),
        change: true,
        ..Choosing::default()
    };
    choosing_.answer("Milk & more", "50 % = ½");
    choosing_.show_default("Size", "Large");
    let address = with_query("/o/x", &choosing_.to_pairs());
    assert!(!address.contains([' ', '#']) && address.matches('?').count() == 1, "{address}");
    let query = address.split_once('?').unwrap().1;
    assert_eq!(choosing(query), choosing_);
}

#[test]
fn a_row_of_the_form_says_which_of_the_states_it_is_in() {
    let said = |query: &str| format!("{:?}", choosing(query).said_about("Milk"));
    assert_eq!(said("drink=latte"), "Untouched");
    assert_eq!(said("m.Milk="), "Unanswered");
    assert_eq!(said("m.Milk=Soy"), r#"Answered("Soy")"#, "no tick after the hidden field");
    assert_eq!(said("m.Milk=&d.Milk=Whole&m.Milk=Whole"), r#"Shown("Whole")"#);
    assert_eq!(said("m.Milk=&d.Milk=Whole&m.Milk=Soy"), r#"Answered("Soy")"#);
    assert_eq!(said("m.Milk=&d.Milk=Whole"), "Unanswered", "the tick is gone");
    for query in ["m.Milk=", "m.Milk=Soy", "m.Milk=Whole&d.Milk=Whole"] {
        let again = with_query("", &choosing(query).to_pairs());
        assert_eq!(choosing(&again[1..]), choosing(query), "{query} survives the address");
    }
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
    let many = (0..500).map(|n| format!("m.x{n}=1&")).collect::<Vec<_>>().concat();
    assert_eq!(choosing(&many).selections().len(), 32);
    let long = choosing(&format!("drink={0}&name={0}", "x".repeat(5000)));
    assert_eq!(long.drink.unwrap().len(), 80);
    assert_eq!(long.name.unwrap().chars().count(), 24);
    let lines = choosing("name=%20Zo%C3%AB%0D%0A%1B%20Q%20");
    assert_eq!(lines.name.as_deref(), Some("Zoë Q"), "one line, no control characters");
    let turned = choosing("name=%E2%80%AEZo%C3%AB");
    assert_eq!(turned.name.as_deref(), Some("Zoë"), "no marks that turn the direction of text");
}

#[test]
fn of_too_many_rows_an_answer_is_kept_before_a_default_and_the_rest_is_asked_for() {
    let shown = (0..40).map(|n| format!("m.a{n}=1&d.a{n}=1&")).collect::<Vec<_>>().concat();
    let read = choosing(&format!("{shown}m.Milk=Soy"));
    assert_eq!(read.said_about("Milk"), Said::Answered("Soy"));
    assert_eq!(read.selections().len(), 32);
    let answers = (0..40).map(|n| format!("m.a{n}=1&")).collect::<Vec<_>>().concat();
    let read = choosing(&format!("m.Milk=Soy&{answers}"));
    assert_eq!(
        read.said_about("Milk"),
        Said::Answered("Soy"),
        "the first rows are the drink's own"
    );
    assert_eq!(read.said_about("a39"), Said::Unanswered, "and no default");
}

#[test]
fn links_carry_the_language_only_if_asked() {
    assert_eq!(with_lang("/o/x", None), "/o/x");
    assert_eq!(with_lang("/o/x", Some("ja")), "/o/x?lang=ja");
}
