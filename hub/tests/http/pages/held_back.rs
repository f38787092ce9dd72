//! Pages of orders that cannot go on: the store has closed meanwhile, or no number can be drawn.

use axum::body::Body;
use crema_api::answers::Orders;
use crema_api::commands::Role;
use serde_json::json;

use crate::api::dead_letters::{break_numbers, mend_numbers};
use crate::booth::{Booth, Proof, Reply, request};
use crate::pages::plain_phone::Page;

fn started(booth: &Booth) -> Page {
    let begun = booth.form("/start", &format!("code={}&key=a", booth.code()), None);
    Page::open(booth, begun.header("location").unwrap())
}

#[test]
fn a_guest_whose_store_closes_before_placing_reads_that_it_closed() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let check = started(&booth).taps_drink(&booth, "latte").checks(&booth);
    assert!(check.is_check());
    booth.ask(&crew, "PUT", "/api/v1/store", Some(json!({ "state": "closed" })));
    let refused = check.places(&booth);
    assert_eq!(refused.status, 409);
    let page = Page::shown(&check.address, &refused);
    assert!(page.html.contains("We are closed.") && !page.is_choose(), "{}", page.html);
    assert!(Page::open(&booth, &check.address).html.contains("We are closed."));
    booth.ask(&crew, "PUT", "/api/v1/store", Some(json!({ "state": "open" })));
    assert!(Page::open(&booth, &check.address).is_check(), "in time to go on");
}

#[test]
fn a_guest_whose_start_comes_in_a_pause_reads_why_and_starts_with_the_same_page_later() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let code = booth.code();
    let store = |state: &str| {
        booth.ask(&crew, "PUT", "/api/v1/store", Some(json!({ "state": state })));
    };
    let press = || booth.form("/start", &format!("code={code}&key=a"), None);
    let location = |reply: &Reply| reply.header("location").unwrap().to_owned();
    store("paused");
    let refused = location(&press());
    assert!(refused.starts_with("/?refused=store-not-open&"), "{refused}");
    let shown = || Page::open(&booth, &refused).html;
    assert!(shown().contains("We are taking a short break."), "{}", shown());
    store("open");
    assert!(shown().contains("We were not taking orders just then."), "{}", shown());
    assert!(location(&press()).starts_with("/o/"), "the same form, sent again");
}

#[test]
fn an_order_whose_number_cannot_be_drawn_is_said_to_be_placed() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    booth.place("Zoë");
    let check = started(&booth).taps_drink(&booth, "latte").checks(&booth);
    break_numbers(&booth);
    let placed = check.places(&booth);
    assert_eq!(placed.status, 303, "{}", placed.text());
    let order = placed.header("location").unwrap();
    let page = Page::open(&booth, order);
    assert!(page.html.contains("Your order is placed.") && !page.is_choose(), "{}", page.html);
    mend_numbers(&booth, 1);
    booth.post(&crew, "/api/v1/redrive", json!({}));
    assert!(Page::open(&booth, order).html.contains("B2"));
}

#[test]
fn the_journey_of_a_discarded_letter_speaks_the_guests_language() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    booth.place("Zoë");
    break_numbers(&booth);
    let (phone, _) = booth.place("Ada");
    let list: serde_json::Value = booth.get(&crew, "/api/v1/dead-letters").json();
    let seq = &list["deadLetters"][0]["seq"];
    booth.post(&crew, &format!("/api/v1/dead-letters/counting/{seq}/discard"), json!({}));
    let own: Orders = booth.get(&phone, "/api/v1/me/orders").json();
    let journey = format!("{}?lang=de", own.orders[0].journey.as_deref().unwrap());
    let page = booth.read(request(&Proof::Nothing, "GET", &journey).body(Body::empty()).unwrap());
    assert!(page.text().contains("Die Crew hat sich darum gekümmert."), "{}", page.text());
    assert!(!page.text().contains("was given up"));
}
