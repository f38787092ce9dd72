//! What holds for every page in every language.

use super::*;
use crate::messages::LANGUAGES;
use crate::pages::{
    Notice, StartPage, render_cancel, render_check, render_journey, render_notice, render_order,
    render_start,
};
use crema_api::order::OrderState;
use crema_api::store::StoreState;

/// Every page in a language, one of each kind.
fn pages(language: &str) -> Vec<String> {
    let layout = asked_for(language);
    let started = Booth::with(samples::order(OrderState::Started))
        .choosing("drink=flat-white&m.Milk=Soy&name=Zo%C3%AB");
    let queued = Booth::with(samples::order(OrderState::Queued));
    let store = samples::store();
    let start = StartPage { store: &store, code: "", key: "k-1", refusal: None, open_order: None };
    let mut pages = vec![
        render_start(&layout, &start),
        render_check(&layout, &started.page()),
        render_cancel(&layout, &queued.page()),
        render_journey(&layout, None, &[]),
    ];
    for notice in [Notice::Gone, Notice::Storage, Notice::Busy, Notice::Wrong] {
        pages.push(render_notice(&layout, notice));
    }
    for state in OrderState::ALL {
        pages.push(render_order(&layout, &Booth::with(samples::order(state)).page()));
    }
    pages.push(render_order(&layout, &started.page()));
    let mut shut_out = Booth::with(samples::order(OrderState::Started));
    shut_out.store.store.state = StoreState::Closed;
    pages.push(render_order(&layout, &shut_out.page()));
    let mut numberless = Booth::with(samples::order(OrderState::Started));
    numberless.order.drink = Some(samples::drink_order());
    pages.push(render_order(&layout, &numberless.page()));
    pages
}

fn every_page() -> impl Iterator<Item = String> {
    LANGUAGES.iter().flat_map(|language| pages(language.tag))
}

#[test]
fn one_minute_is_said_in_the_singular_in_every_language() {
    let plurals = ["1 minutes", "1 Minuten", "unos 1 min", "1 minutos", "1 minuti", "1 minuter"];
    for language in &LANGUAGES {
        let mut booth = Booth::with(samples::order(OrderState::Queued));
        booth.order.expected_wait_min = Some(1);
        booth.store.expected_wait_min = 1;
        booth.store.drinks_ahead = 1;
        booth.store.settings.choose_s = 60;
        let layout = asked_for(language.tag);
        let store = |change: &dyn Fn(&mut StoreView)| {
            let mut store = booth.store.clone();
            change(&mut store);
            let start =
                StartPage { store: &store, code: "", key: "k", refusal: None, open_order: None };
            render_start(&layout, &start)
        };
        let started = Booth {
            store: booth.store.clone(),
            ..Booth::with(samples::order(OrderState::Started))
        };
        let pages = [
            render_order(&layout, &booth.page()),
            render_check(&layout, &started.choosing("drink=espresso").page()),
            store(&|_| {}),
            store(&|store| store.has_room = false),
            store(&|store| store.next_code_booth_ms = Some(store.booth_ms + 1)),
            store(&|store| {
                store.store.state = StoreState::Paused;
                store.store.until_booth_ms = Some(store.booth_ms + 1);
            }),
        ];
        for html in pages {
            let said = text(&html);
            for plural in plurals {
                assert!(!said.contains(plural), "{}: {plural} in {said}", language.tag);
            }
        }
    }
}

#[test]
fn everything_comes_from_this_host() {
    for html in every_page() {
        for foreign in ["http://", "https://", "\"//", "url("] {
            assert_lacks(&html, foreign);
        }
        assert_lacks(&html, " style=");
        assert_eq!(html.matches("<script").count(), 1, "ours, and none within the page");
        assert_has(&html, r#"<meta name="referrer" content="same-origin">"#);
    }
}

#[test]
fn every_page_has_one_heading_one_main_and_every_language() {
    for html in every_page() {
        assert_eq!(html.matches("<h1").count(), 1, "{html}");
        assert_eq!(html.matches("<main").count(), 1);
        let by_form = html.matches(r#"<button form="choose" name="lang""#).count();
        assert_eq!(html.matches("hreflang=").count() + by_form, LANGUAGES.len());
        assert_eq!(html.matches(r#"aria-current="true""#).count(), 1);
    }
}

#[test]
fn every_form_carries_the_language_that_the_address_asked_for() {
    for html in every_page() {
        assert_eq!(
            html.matches("<form").count(),
            html.matches(r#"type="hidden" name="lang""#).count()
        );
    }
}

#[test]
fn words_of_machines_are_not_said() {
    for html in pages("en") {
        let said = text(&html).to_lowercase();
        for word in ["error", "invalid", "session", "token", "none ", "null"] {
            assert!(!said.contains(word), "{word}: {said}");
        }
    }
}

#[test]
fn every_message_that_a_template_asks_for_is_there() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let t = crate::messages::Spoken::negotiate(None, None).messages();
    let mut found = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let source = std::fs::read_to_string(&path).unwrap();
        for call in ["t.text(\"", "t.with(\""] {
            for piece in source.split(call).skip(1) {
                let id = piece.split('"').next().unwrap();
                found += 1;
                assert!(t.find_text(id).is_some(), "{id} in {}", path.display());
            }
        }
    }
    assert!(found > 40, "the reader of this test finds the calls");
}

#[test]
fn a_page_is_light() {
    for html in every_page() {
        assert!(html.len() < 12_000, "{} bytes before compression:\n{html}", html.len());
    }
}
