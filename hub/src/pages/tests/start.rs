use super::*;
use crate::pages::{Notice, StartPage, render_notice, render_start};
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::{PauseReason, StoreState};

fn start<'a>(store: &'a StoreView, code: &'a str) -> StartPage<'a> {
    StartPage { store, code, key: "k-1", refusal: None, open_order: None }
}

#[test]
fn an_open_booth_tells_the_wait_and_takes_a_code() {
    let store = samples::store();
    let html = render_start(&layout(), &start(&store, "b7k4 q2"));
    assert_says(&html, "6 min expected wait 11 drinks ahead of you");
    assert_says(&html, "You then have 5 minutes to choose.");
    assert_has(&html, r#"<form class="card" action="/start" method="post">"#);
    assert_has(&html, r#"name="code" type="text" value="B7K4Q2""#);
    assert_has(&html, r#"<input type="hidden" name="key" value="k-1">"#);
    assert_lacks(&html, r#"name="lang""#);
    assert_lacks(&html, "http-equiv=\"refresh\"");
}

#[test]
fn without_a_code_the_booths_letter_is_filled_in() {
    let store = samples::store();
    let html = render_start(&layout(), &start(&store, ""));
    assert_has(&html, r#"name="code" type="text" value="B""#);
}

#[test]
fn a_booth_that_takes_nothing_shows_a_sentence_and_no_form() {
    let open = samples::store();
    let in_state = |state| {
        let mut store = open.clone();
        store.store.state = state;
        store
    };
    let full = StoreView { has_room: false, ..open.clone() };
    for (store, title) in [
        (in_state(StoreState::Closed), "We are closed."),
        (in_state(StoreState::LastOrders), "Last orders have been called."),
        (in_state(StoreState::Paused), "We are taking a short break."),
        (full, "We are busy right now. A place is free in about 1 minute."),
    ] {
        let html = render_start(&layout(), &start(&store, "B7K4Q2"));
        assert_says(&html, title);
        assert_lacks(&html, "<form");
        assert_has(&html, r#"<noscript><meta http-equiv="refresh" content="15;url=/s/B7K4Q2">"#);
    }
}

#[test]
fn a_pause_tells_why_and_for_how_long() {
    let mut store = samples::store();
    store.store.state = StoreState::Paused;
    store.store.reason = Some("New <beans>".to_owned());
    store.store.until_booth_ms = Some(store.booth_ms + 8 * 60_000 + 1);
    let html = render_start(&layout(), &start(&store, ""));
    assert_has(&html, "New &#60;beans&#62;");
    assert_says(&html, "Back in about 9 minutes.");
    store.store.until_booth_ms = Some(store.booth_ms - 1);
    let over = render_start(&layout(), &start(&store, ""));
    assert_says(&over, "Stay on this page; it shows when we go on.");
    assert!(!text(&over).contains("about"), "a pause that lasts longer than said promises nothing");
}

#[test]
fn a_usual_reason_for_a_pause_is_said_in_the_readers_language() {
    let mut store = samples::store();
    store.store.state = StoreState::Paused;
    store.store.because = Some(PauseReason::Milk);
    store.store.reason = Some("zwei Straßen weiter".to_owned());
    let html = render_start(&asked_for("de"), &start(&store, ""));
    assert_says(&html, "Wir holen neue Milch. zwei Straßen weiter Bleib auf dieser Seite");
    store.store.because = Some(PauseReason::Machine);
    let html = render_start(&asked_for("ja"), &start(&store, ""));
    assert_says(&html, "機械の点検をしています。");
}

#[test]
fn while_the_board_has_no_code_none_is_asked_for() {
    let mut store = samples::store();
    store.next_code_booth_ms = Some(store.booth_ms + 60_001);
    let html = render_start(&layout(), &start(&store, ""));
    assert_says(&html, "It comes up on the big screen in about 2 minutes.");
    assert_lacks(&html, "<form");
    assert_has(&html, r#"<noscript><meta http-equiv="refresh" content="15;"#);
    // The code before the one on the board may still be taken: what someone brings is tried.
    assert_has(&render_start(&layout(), &start(&store, "B7K4Q2")), "<form");
    let page = StartPage { refusal: Some(RefusalKind::CodeUsedUp), ..start(&store, "B7K4Q2") };
    let refused = render_start(&layout(), &page);
    assert_says(&refused, "The next code is on its way.");
    assert_has(&refused, r#"content="15;url=/""#);
}

#[test]
fn a_refused_code_is_named_and_the_field_takes_another_one() {
    let store = samples::store();
    for (kind, sentence) in [
        (RefusalKind::NoSuchCode, "B7K4QQ is not on the screen. Please read the code again."),
        (RefusalKind::CodeOver, "B7K4QQ is over. Take the code on the screen now."),
        (RefusalKind::CodeUsedUp, "B7K4QQ has run out. Take the code on the screen now."),
        (
            RefusalKind::CodeBegun,
            "You have already started twice with B7K4QQ. Wait for the next code on the screen, or order at the counter.",
        ),
    ] {
        let page = StartPage { refusal: Some(kind), ..start(&store, "7k4 qq") };
        let html = render_start(&layout(), &page);
        assert_says(&html, sentence);
        assert_has(&html, r#"autofocus aria-invalid="true" aria-describedby="refusal""#);
        assert_has(&html, r#"value="B" data-letter="B""#);
        // Loaded again, or in another language, it is a page that was not refused.
        assert_has(&html, r#"data-here="/""#);
        assert_has(&html, r#"<a href="/?lang=de""#);
        assert_lacks(&html, "/s/");
    }
}

#[test]
fn nothing_typed_is_named_as_no_code() {
    let store = samples::store();
    for typed in ["", "B", " b\n"] {
        let page = StartPage { refusal: Some(RefusalKind::NoSuchCode), ..start(&store, typed) };
        let html = render_start(&layout(), &page);
        assert_says(&html, "That code is not on the screen. Please read it again.");
    }
}

#[test]
fn what_is_refused_for_another_reason_keeps_the_code() {
    let store = samples::store();
    let page = StartPage { refusal: Some(RefusalKind::TooMany), ..start(&store, "b7k4qq") };
    let html = render_start(&layout(), &page);
    assert_says(&html, "Those were many tries. Wait a minute, then try again.");
    assert_has(&html, r#"value="B7K4QQ""#);
}

#[test]
fn every_refusal_has_a_sentence_in_every_language() {
    let store = samples::store();
    for language in &crate::messages::LANGUAGES {
        for kind in RefusalKind::ALL {
            let page = StartPage { refusal: Some(*kind), ..start(&store, "B7K4QQ") };
            let html = render_start(&asked_for(language.tag), &page);
            let said = html.split(r#"role="alert">"#).nth(1).expect("an alert");
            let said = said.split('<').next().unwrap();
            assert!(said.chars().count() > 8 && !said.contains("refusal"), "{kind:?}: {said}");
        }
    }
}

#[test]
fn an_open_order_is_named_and_linked_instead_of_a_form() {
    let (store, order) = (samples::store(), samples::order(OrderState::Queued));
    let page = StartPage { open_order: Some(&order), ..start(&store, "") };
    let html = render_start(&asked_for("ja"), &page);
    assert_says(&html, "すでにご注文があります：B42");
    assert_has(&html, &format!(r#"href="/o/{}?lang=ja""#, samples::SECRET));
    assert_lacks(&html, "<form");
}

#[test]
fn the_language_goes_along_where_the_address_asked_for_it() {
    let store = samples::store();
    let html = render_start(&asked_for("ja"), &start(&store, "B7K4Q2"));
    assert_has(&html, r#"<html lang="ja" dir="ltr">"#);
    assert_has(&html, r#"<input type="hidden" name="lang" value="ja">"#);
    assert_has(&html, r#"<a href="/s/B7K4Q2?lang=de" lang="de" hreflang="de">Deutsch</a>"#);
    assert_has(&html, r#"data-here="/s/B7K4Q2?lang=ja""#);
}

#[test]
fn a_notice_has_one_way_on() {
    let gone = render_notice(&layout(), Notice::Gone);
    assert_says(&gone, "This link leads nowhere.");
    assert_has(&gone, r#"<a class="button" href="/">Start</a>"#);
    let storage = render_notice(&asked_for("sv"), Notice::Storage);
    assert_has(&storage, r#"<a class="button" href="/s/B7K4Q2?lang=sv">Försök igen</a>"#);
}
