//! What happens to an order beside its straight way: the booth is paused, the drink is made again,
//! its guest is called again.

use super::*;
use crate::messages::LANGUAGES;
use crate::pages::{StartPage, render_check, render_order, render_start};
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::{PauseReason, StoreState};

fn paused(order: OrderView) -> Booth {
    let mut booth = Booth::with(order);
    booth.store.store.state = StoreState::Paused;
    booth
}

#[test]
fn while_the_booth_is_paused_the_time_to_choose_stands_still() {
    let sentence = "The bar is paused. Your time to choose stands still.";
    let booth = paused(samples::order(OrderState::Started)).choosing("drink=flat-white");
    for html in [render_order(&layout(), &booth.page()), render_check(&layout(), &booth.page())] {
        assert_says(&html, sentence);
        assert_has(&html, "data-still");
        assert_lacks(&html, r#"http-equiv="refresh""#);
    }
    let open = Booth::with(samples::order(OrderState::Started));
    assert!(!text(&render_order(&layout(), &open.page())).contains(sentence));
}

#[test]
fn while_the_booth_is_paused_an_order_keeps_its_place_and_no_wait_is_promised() {
    let booth = paused(samples::order(OrderState::Queued));
    let html = render_order(&layout(), &booth.page());
    assert_says(&html, "B42 3rd in line The bar is paused. Your order keeps its place.");
    assert!(!text(&html).contains("minutes"), "nobody knows for how long");
    let making = paused(samples::order(OrderState::Making));
    assert!(!text(&render_order(&layout(), &making.page())).contains("paused"));
}

#[test]
fn a_pause_says_why_wherever_it_is_told() {
    for state in [OrderState::Started, OrderState::Queued] {
        let mut booth = paused(samples::order(state));
        booth.store.store.because = Some(PauseReason::Machine);
        booth.store.store.reason = Some("Grinder <2>".to_owned());
        let html = render_order(&asked_for("fr"), &booth.page());
        assert_says(&html, "Nous nous occupons d’une machine.");
        assert_has(&html, "Grinder &#60;2&#62;<br>Le bar fait une pause.");
    }
}

#[test]
fn a_store_that_closes_while_a_guest_chooses_says_so_and_takes_nothing() {
    let query = "drink=flat-white&m.Milk=Soy";
    let mut booth = Booth::with(samples::order(OrderState::Started)).choosing(query);
    booth.store.store.state = StoreState::Closed;
    for html in [render_order(&layout(), &booth.page()), render_check(&layout(), &booth.page())] {
        assert_says(&html, "We are closed. Nothing more can be ordered, and nothing was ordered");
        for markup in ["<form", "id=\"left\"", "Place order", "from now"] {
            assert_lacks(&html, markup);
        }
        // It follows the booth, and is back at the drinks if that opens again.
        assert_has(&html, "data-stream=");
        assert_has(&html, &format!(r#"data-here="/o/{}""#, samples::SECRET));
    }
    for language in &LANGUAGES {
        let said = text(&render_order(&asked_for(language.tag), &booth.page()));
        assert!(!said.contains("closed-choosing"), "{}: {said}", language.tag);
    }
    // What is placed already can still be changed, and last orders are still taken.
    let mut queued = Booth::with(samples::order(OrderState::Queued)).choosing("change=1");
    queued.store.store.state = StoreState::Closed;
    assert_says(&render_order(&layout(), &queued.page()), "Change your drink");
    booth.store.store.state = StoreState::LastOrders;
    assert_says(&render_check(&layout(), &booth.page()), "Place order");
}

#[test]
fn a_closed_store_leads_no_one_back_to_an_order_that_cannot_be_placed() {
    let mut booth = Booth::with(samples::order(OrderState::Started));
    booth.store.store.state = StoreState::Closed;
    let page = |order| {
        let start = StartPage {
            store: &booth.store,
            code: "",
            key: "k-1",
            refusal: None,
            open_order: Some(order),
        };
        render_start(&layout(), &start)
    };
    assert_says(&page(&booth.order), "We are closed.");
    let placed = samples::order(OrderState::Queued);
    assert_says(&page(&placed), "You already have an order: B42.");
}

#[test]
fn an_order_without_its_number_is_placed_and_asks_for_no_drink() {
    let numberless = OrderView {
        drink: Some(samples::drink_order()),
        choose_until_booth_ms: None,
        ..samples::order(OrderState::Started)
    };
    let booth = Booth::with(numberless).choosing("drink=latte&change=1");
    for html in [render_order(&layout(), &booth.page()), render_check(&layout(), &booth.page())] {
        assert_says(&html, "Your order is placed. Its number is still coming. Please ask at the");
        assert_says(&html, "Flat white Oat milk, single");
        assert_has(&html, &format!(r#"href="/o/{}/cancel">Cancel my order"#, samples::SECRET));
        assert_lacks(&html, "<form");
        assert_has(&html, "data-stream=");
    }
}

#[test]
fn a_change_that_comes_too_late_is_not_lost_without_a_word() {
    let sentence = "We have begun it already, so your change was not saved. Ask at the counter.";
    let booth =
        Booth::with(samples::order(OrderState::Making)).choosing("change=1&drink=latte&m.Milk=Soy");
    let refused = RefusalKind::WrongState;
    for page in [booth.page(), OrderPage { refusal: Some(refused), ..booth.page() }] {
        let html = render_order(&layout(), &page);
        assert_says(&html, &format!("Mia is making it. {sentence} Placed"));
        assert_says(&html, "Flat white Oat milk");
        // Asked for again, it says so still.
        assert_has(&html, &format!(r#"data-here="/o/{}?change=1""#, samples::SECRET));
    }
    let unasked = Booth::with(samples::order(OrderState::Making));
    assert!(!text(&render_order(&layout(), &unasked.page())).contains(sentence));
}

#[test]
fn a_drink_that_nobody_fetched_is_promised_to_nobody_once_the_booth_is_closed() {
    let mut booth = Booth::with(samples::order(OrderState::Uncollected));
    assert_says(&render_order(&layout(), &booth.page()), "Ask for it at the counter. It may still");
    booth.store.store.state = StoreState::Closed;
    let closed = render_order(&layout(), &booth.page());
    assert_says(&closed, "The booth has closed. If someone is still at the counter, ask there.");
    assert!(!text(&closed).contains("may still be there"));
}

#[test]
fn a_drink_that_is_made_again_says_so() {
    for (state, sentence) in [
        (OrderState::Queued, "Your drink will be made again."),
        (OrderState::Making, "Your drink is being made again."),
    ] {
        let remade = OrderView { remake: true, ..samples::order(state) };
        assert_says(&render_order(&layout(), &Booth::with(remade).page()), sentence);
    }
    let first = render_order(&layout(), &Booth::with(samples::order(OrderState::Making)).page());
    assert!(!text(&first).contains("again"));
}

#[test]
fn a_guest_who_is_called_again_reads_it_and_hears_it() {
    let called = OrderView { calls: 2, ..samples::order(OrderState::Ready) };
    let html = render_order(&layout(), &Booth::with(called).page());
    assert_says(&html, "Ready! B42 We are calling you again. Pick it up at the counter");
    // The script reads the title out, and shakes the phone when the count grows.
    assert_has(&html, r#"data-title="B42 · We are calling you again.""#);
    assert_has(&html, r#"data-calls="2""#);
    let first = render_order(&layout(), &Booth::with(samples::order(OrderState::Ready)).page());
    assert!(!text(&first).contains("calling"));
    assert_lacks(&first, "data-calls");
}
