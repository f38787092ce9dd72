//! The booth's own colours, logo and sponsors on the pages.

use super::*;
use crate::pages::{StartPage, render_order, render_start};
use crema_api::Colour;
use crema_api::order::OrderState;
use crema_api::store::Branding;

fn branded() -> Branding {
    Branding {
        colour: Colour::parse("#2266ff"),
        accent: Colour::parse("#1d57d9"),
        accent_dark: Colour::parse("#7aa2ff"),
        sponsors: vec!["Beans & Sons".to_owned(), "Oat Ltd".to_owned()],
        logo: Some("0123abcd".to_owned()),
    }
}

#[test]
fn the_accent_is_the_crews_by_day_and_by_night() {
    let branding = branded();
    let booth = Booth::with(samples::order(OrderState::Queued));
    let html = render_order(&layout().with_branding(&branding), &booth.page());
    let style = html.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next());
    assert_eq!(
        style,
        Some(
            ":root{--accent:#1d57d9;--accent-soft:#dfe7f9}@media (prefers-color-scheme:dark)\
             {:root:not([data-theme=light]){--accent:#7aa2ff;--accent-soft:#2e2c34}}"
        )
    );
    // Behind the style sheet, whose accent it takes the place of.
    assert!(html.find("order.css") < html.find("<style>"));
    assert_has(&html, r#"<img class="logo" src="/assets/logo.png?v=0123abcd" alt="">"#);
    assert_lacks(&html, r#"class="cup""#);
}

#[test]
fn without_a_branding_the_booth_wears_its_own() {
    let branding = Branding::default();
    let booth = Booth::with(samples::order(OrderState::Queued));
    for html in [
        render_order(&layout(), &booth.page()),
        render_order(&layout().with_branding(&branding), &booth.page()),
    ] {
        assert_lacks(&html, "<style");
        assert_lacks(&html, "<img");
        assert_has(&html, r#"class="cup""#);
    }
}

#[test]
fn sponsors_stand_at_the_foot_of_start_and_nowhere_else() {
    let mut booth = Booth::with(samples::order(OrderState::Queued));
    booth.store.branding = branded();
    let start =
        StartPage { store: &booth.store, code: "", key: "k-1", refusal: None, open_order: None };
    let html = render_start(&layout(), &start);
    assert_says(&html, "With the kind support of Beans &#38; Sons, Oat Ltd.");
    assert!(!text(&render_order(&layout(), &booth.page())).contains("support"));
}
