//! What happens to an order beside its straight way: the booth is paused, the drink is made again,
//! its guest is called again.

use super::*;
use crate::pages::{render_check, render_order};
use crema_api::order::OrderState;
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
    for state in [OrderState::Queued, OrderState::Making] {
        let remade = OrderView { remake: true, ..samples::order(state) };
        let html = render_order(&layout(), &Booth::with(remade).page());
        assert_says(&html, "Your drink is being made again.");
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
