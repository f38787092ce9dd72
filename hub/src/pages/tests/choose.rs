use super::*;
use crate::pages::{render_check, render_order};
use crema_api::menu::Allergen;
use crema_api::order::OrderState::{Queued, Ready, Started};
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

const OAT: &str = "drink=flat-white&m.Milk=Oat&name=Zo%C3%AB";

fn started() -> Booth {
    Booth::with(samples::order(Started))
}

#[test]
fn nobody_has_chosen_yet() {
    let html = render_order(&layout(), &started().page());
    assert_says(&html, "Choose your drink Time left: 3:54");
    assert_has(&html, r#"<progress id="left-bar" max="300000" value="234000""#);
    assert_eq!(html.matches("class=\"drink\"").count(), 4);
    assert_lacks(&html, r#"aria-pressed="true""#);
    assert_lacks(&html, "<fieldset>");
    assert_lacks(&html, "/check");
    assert_has(&html, r#"http-equiv="refresh" content="235;"#);
}

#[test]
fn a_chosen_drink_shows_its_extras_with_the_default_first() {
    let html = render_order(&layout(), &started().choosing("drink=latte").page());
    assert_has(&html, r#"name="drink" value="latte" formaction="/o/"#);
    assert_eq!(html.matches(r#"aria-pressed="true""#).count(), 1);
    assert_has(&html, r#"name="m.Milk" value="Whole" checked>"#);
    assert_has(&html, r#"name="m.Strength" value="Single" checked>"#);
    let check = format!(r#"formaction="/o/{}/check#open""#, samples::SECRET);
    let first_button = html.find("<button").unwrap();
    assert!(html[first_button..].starts_with(&format!(r#"<button class="unseen" {check}"#)));
}

#[test]
fn another_drink_keeps_what_was_chosen_and_typed() {
    let html = render_order(&layout(), &started().choosing(&format!("{OAT}&drink=latte")).page());
    assert_has(&html, r#"name="m.Milk" value="Oat" checked>"#);
    assert_has(&html, r#"name="name" type="text" value="Zoë""#);
    assert_has(&html, "?drink=latte&#38;m.Milk=Oat&#38;name=Zo%C3%AB\"");
    assert_has(&html, r#"<button form="choose" name="lang" value="de""#);
}

#[test]
fn a_drink_that_sold_out_leaves_and_is_asked_for_again() {
    let mut booth = started().choosing(OAT);
    booth.menu.drinks[0].available = false;
    for html in [render_order(&layout(), &booth.page()), render_check(&layout(), &booth.page())] {
        assert_says(&html, "Flat white has just sold out. Please choose again.");
        assert_eq!(html.matches("class=\"drink\"").count(), 3);
        assert_lacks(&html, "/check");
    }
}

#[test]
fn an_option_that_sold_out_is_asked_for_again_and_nothing_is_taken_instead() {
    let mut booth = started().choosing(OAT);
    booth.menu.drinks[0].modifiers[0].options[1].available = false;
    let html = render_check(&layout(), &booth.page());
    assert_says(&html, "Oat milk has just sold out. Please choose again. Milk Whole");
    assert_has(&html, r#"<fieldset class="open" id="open">"#);
    assert_has(&html, r#"<input type="hidden" name="m.Milk" value="Oat">"#);
    assert_has(&html, r#"name="m.Milk" value="Oat" disabled>"#);
    assert_lacks(&html, r#"value="Whole" checked"#);
    assert_lacks(&html, "Place order");
}

#[test]
fn a_default_that_sold_out_is_not_replaced_by_another() {
    let mut booth = started().choosing("drink=latte");
    booth.menu.drinks[2].modifiers[0].options[0].available = false;
    let html = render_check(&layout(), &booth.page());
    assert_says(&html, "Whole milk has sold out. Please choose another.");
    assert_lacks(&html, "Place order");
}

#[test]
fn an_answer_that_a_drink_does_not_offer_is_not_replaced_by_its_default() {
    let mut booth = started().choosing("drink=latte&m.Milk=Soy");
    booth.menu.drinks[2].modifiers[0].options.pop();
    let html = render_check(&layout(), &booth.page());
    assert_says(&html, "Soy milk does not go with this drink. Please choose again.");
    assert_lacks(&html, r#"value="Whole" checked"#);
}

#[test]
fn a_row_that_was_asked_and_not_answered_stays_open() {
    let html = render_check(&layout(), &started().choosing("drink=latte&m.Milk=").page());
    assert_says(&html, "Milk: please choose.");
    assert_lacks(&html, r#"value="Whole" checked"#);
    let both = started().choosing("drink=latte&m.Milk=&m.Strength=");
    let html = render_check(&layout(), &both.page());
    assert_eq!(html.matches(r##"href="#open""##).count(), 1, "one way to the first");
    assert_says(&html, "Strength: please choose.");
}

#[test]
fn a_default_that_was_shown_counts_only_while_it_is_the_default() {
    let shown = "drink=latte&m.Milk=Whole&d.Milk=Whole";
    let mut booth = started().choosing(shown);
    assert_says(&render_check(&layout(), &booth.page()), "Whole milk");
    booth.menu.drinks[2].modifiers[0].options.rotate_left(1);
    let html = render_check(&layout(), &booth.page());
    assert_says(&html, "Milk: please choose.");
    assert_lacks(&html, r#"value="Oat" checked"#);
    // The same choice made by a person.
    let answered = Booth { choosing: choosing("drink=latte&m.Milk=Whole"), ..booth };
    assert_says(&render_check(&layout(), &answered.page()), "Latte Whole milk");
}

#[test]
fn answers_go_along_through_a_drink_that_does_not_ask_for_them() {
    let html = render_order(&layout(), &started().choosing("drink=espresso&m.Milk=Oat").page());
    assert_has(&html, r#"<input type="hidden" name="m.Milk" value="Oat">"#);
    let html = render_check(&layout(), &started().choosing("drink=espresso&m.Milk=Oat").page());
    assert_lacks(&html, r#"name="m.Milk""#);
    assert_has(&html, "drink=espresso&#38;m.Milk=Oat");
}

#[test]
fn with_nothing_left_the_page_says_so() {
    let mut booth = started();
    booth.menu.drinks.iter_mut().for_each(|drink| drink.available = false);
    let html = render_order(&layout(), &booth.page());
    assert_says(&html, "Everything has sold out. Please ask the barista.");
    assert!(!text(&html).contains("Tap a drink"));
}

#[test]
fn check_shows_the_choice_and_places_all_of_it() {
    let html = render_check(&layout(), &started().choosing(OAT).page());
    assert_says(
        &html,
        "Flat white Oat milk Single for Zoë Contains gluten caffeine (about 130 mg)",
    );
    assert_has(&html, r#"<strong class="milk">Oat milk</strong>"#);
    assert_has(&html, &format!(r#"action="/o/{}/place" method="post""#, samples::SECRET));
    for (name, value) in [
        ("drink", "flat-white"),
        ("m.Milk", "Oat"),
        ("m.Strength", "Single"),
        ("d.Strength", "Single"),
        ("name", "Zoë"),
        ("key", "k-1"),
    ] {
        assert_has(&html, &format!(r#"<input type="hidden" name="{name}" value="{value}">"#));
    }
    assert_says(&html, "About 6 minutes from now");
}

#[test]
fn a_default_milk_is_not_shouted() {
    let html = render_check(&layout(), &started().choosing("drink=latte").page());
    assert_lacks(&html, r#"class="milk""#);
    assert_says(&html, "Latte Whole milk · Single");
    assert_says(&html, "Contains milk");
}

#[test]
fn a_word_that_two_choices_share_is_said_with_its_modifier_or_not_at_all() {
    let sized = |query| {
        let mut booth = started().choosing(query);
        let mut size = booth.menu.drinks[3].modifiers[0].clone();
        size.name = "Size".to_owned();
        booth.menu.drinks[3].modifiers.push(size);
        text(&render_check(&layout(), &booth.page()))
    };
    assert!(sized("drink=espresso").contains("Espresso Contains"), "both are the usual");
    let double = sized("drink=espresso&m.Size=Double");
    assert!(double.contains("Espresso Single · Double Contains"), "{double}");
    let both = sized("drink=espresso&m.Size=Double&m.Strength=Double");
    assert!(both.contains("Espresso Strength: Double · Size: Double Contains"), "{both}");
}

#[test]
fn what_is_not_known_about_a_drink_is_asked_for_and_never_free_from() {
    let mut booth = started().choosing(OAT);
    booth.menu.drinks[0].allergens = None;
    assert_says(&render_check(&layout(), &booth.page()), "Contains Please ask the barista");
    booth.menu.drinks[0].allergens = Some(Vec::new());
    booth.menu.drinks[0].modifiers[0].options[1].allergens.clear();
    assert_says(
        &render_check(&layout(), &booth.page()),
        "Contains No allergen is named. Ask if unsure",
    );
}

#[test]
fn every_drink_says_what_it_contains_before_one_is_chosen() {
    let mut booth = started();
    booth.menu.drinks[1].allergens = Some(vec![Allergen::Nuts]);
    booth.menu.drinks[2].allergens = None;
    let html = render_order(&layout(), &booth.page());
    assert_says(&html, "Flat white milk caffeine Cappuccino milk nuts caffeine");
    assert_says(&html, "Latte Allergens: please ask Espresso caffeine");
    assert!(!text(&html).to_lowercase().contains("free"), "one counter makes them all");
}

#[test]
fn a_choice_says_what_it_contains_with_its_extras_and_for_which_extras() {
    let html = render_order(&layout(), &started().choosing(OAT).page());
    assert_says(&html, "Whole milk Oat gluten Soy soya");
    assert_says(&html, "Contains gluten caffeine (about 130 mg) Flat white · Oat milk · Single");
    let mut booth = started().choosing(OAT);
    booth.menu.drinks[0].allergens = None;
    let unknown = render_order(&layout(), &booth.page());
    assert_says(&unknown, "Contains Please ask the barista Flat white");
    booth.menu.drinks[0].modifiers[0].options[1].available = false;
    let html = render_order(&layout(), &booth.page());
    assert!(!text(&html).contains("Contains"), "nothing is said of a drink that is not yet one");
}

#[test]
fn allergens_of_drink_and_options_are_said_once_each() {
    let mut booth = started().choosing(OAT);
    booth.menu.drinks[0].allergens = Some(vec![Allergen::Nuts, Allergen::Gluten]);
    assert_says(&render_check(&layout(), &booth.page()), "Contains gluten nuts caffeine");
}

#[test]
fn the_caffeine_figure_is_only_told_for_the_drink_as_it_comes() {
    let booth = started().choosing(&format!("{OAT}&m.Strength=Decaf"));
    let html = render_check(&layout(), &booth.page());
    assert_says(&html, "gluten caffeine");
    assert!(!text(&html).contains("mg"));
}

#[test]
fn a_queued_order_is_changed_on_the_same_pages_without_a_clock() {
    let queued = Booth::with(samples::order(Queued)).choosing("change=1");
    let choose = render_order(&layout(), &queued.page());
    assert_says(&choose, "Change your drink B42");
    assert_has(&choose, r#"<input type="hidden" name="change" value="1">"#);
    assert_has(&choose, r#"name="m.Milk" value="Oat" checked>"#);
    assert_has(&choose, r#"name="name" type="text" value="Zoë""#);
    assert_lacks(&choose, "<progress");
    let queued = Booth::with(samples::order(Queued)).choosing("change=1&drink=espresso&name=");
    let check = render_check(&layout(), &queued.page());
    assert_says(&check, "Save the change");
    assert_says(&check, "You keep your number and your place in line.");
    assert_has(&check, r#"<input type="hidden" name="name" value="">"#);
}

#[test]
fn an_order_that_can_no_longer_be_chosen_for_shows_how_it_stands() {
    let ready = Booth::with(samples::order(Ready)).choosing(OAT);
    assert_says(&render_check(&layout(), &ready.page()), "Ready! B42 Pick it up at the counter");
    let queued = Booth::with(samples::order(Queued)).choosing(OAT);
    assert_says(&render_check(&layout(), &queued.page()), "3rd in line");
}

#[test]
fn a_refused_place_says_why_above_the_drinks() {
    let booth = started().choosing(OAT);
    let page = OrderPage { refusal: Some(RefusalKind::SoldOut), ..booth.page() };
    assert_says(&render_order(&layout(), &page), "That has just sold out. Please choose again.");
}

#[test]
fn while_the_booth_is_paused_the_clock_stands_still() {
    let mut booth = started();
    booth.store.store.state = StoreState::Paused;
    let html = render_order(&layout(), &booth.page());
    assert_has(&html, r#"data-left-ms="234000" data-still>"#);
    assert_lacks(&html, r#"http-equiv="refresh""#);
}

#[test]
fn the_menus_own_translation_comes_before_the_booths_words() {
    let booth = started().choosing("drink=latte");
    let html = render_order(&asked_for("de"), &booth.page());
    assert_has(&html, "<span>Oat (de) <small>Gluten</small></span>");
    assert_has(&html, "<legend>Milch</legend>");
    let html = render_check(&asked_for("de"), &started().choosing(OAT).page());
    assert_says(&html, "Hafermilch");
}

#[test]
fn regular_is_not_said_where_no_one_knows_regular_what() {
    let booth = |beans: &str| {
        let query = format!("drink=espresso&m.Strength=Single&m.Beans={beans}");
        let mut booth = started().choosing(&query);
        let espresso = booth.menu.drinks.iter_mut().find(|drink| drink.id == "espresso").unwrap();
        let mut beans = espresso.modifiers[0].clone();
        beans.name = "Beans".to_owned();
        beans.options.truncate(2);
        for (option, name) in beans.options.iter_mut().zip(["Regular", "Decaf"]) {
            name.clone_into(&mut option.name);
        }
        espresso.modifiers.push(beans);
        booth
    };
    let regular = text(&render_check(&layout(), &booth("Regular").page()));
    assert!(regular.contains("Espresso Single Contains"), "{regular}");
    assert_says(&render_check(&layout(), &booth("Decaf").page()), "Espresso Single · Decaf");
}
