//! The same request again does nothing again, and is answered as things are now.

use crema_api::answers::{OrderView, Orders, SessionView};
use crema_api::commands::Role;
use serde_json::{Value, json};

use crate::booth::{Booth, Proof, order_path};

#[test]
fn a_scan_sent_twice_is_one_order_of_one_customer() {
    let booth = Booth::open();
    let body = json!({ "code": booth.code() });
    let send =
        || booth.ask_with_key((&Proof::Nothing, "first-tap"), "POST", "/api/v1/scans", &body);
    let (first, second) = (send(), send());
    assert_eq!(first.cookie("crema_customer"), second.cookie("crema_customer"));
    assert_eq!(first.json::<OrderView>().id, second.json::<OrderView>().id);
    let other = booth.ask_with_key((&Proof::Nothing, "other"), "POST", "/api/v1/scans", &body);
    assert_ne!(other.json::<OrderView>().id, first.json::<OrderView>().id);
}

#[test]
fn a_press_sent_twice_is_one_press_and_shows_the_present() {
    let booth = Booth::open();
    let barista = booth.token(Role::Barista);
    let (_, order) = booth.place("Zoë");
    let path = format!("{}/claim", order_path(order.id));
    let claim = || booth.ask_with_key((&barista, "claim-1"), "POST", &path, &json!({}));
    claim().json::<OrderView>();
    booth.post(&barista, &format!("{}/complete", order_path(order.id)), json!({}));
    let again: OrderView = claim().json();
    assert_eq!(again.state.as_str(), "ready");
    let anew = booth.post(&barista, &path, json!({}));
    assert_eq!(anew.refusal(), "wrong-state", "without the key it is another press");
}

#[test]
fn a_key_used_for_something_else_is_refused() {
    let booth = Booth::open();
    let (phone, order) = booth.start();
    let place = |drink: &str| {
        let body = json!({ "drink": drink });
        booth.ask_with_key((&phone, "place"), "PUT", &order_path(order.id), &body)
    };
    place("latte").json::<OrderView>();
    assert_eq!(place("mocha").refusal(), "key-reused");
    for key in ["", "with space", &"k".repeat(65)] {
        let tried = booth.ask_with_key((&phone, key), "PUT", &order_path(order.id), &json!({}));
        assert_eq!(tried.status, 422, "{key:?}");
    }
}

#[test]
fn a_pairing_sent_twice_is_one_session() {
    let booth = Booth::open();
    let body = json!({ "pin": booth.pin(Role::Barista), "name": "Mia" });
    let send = || -> SessionView {
        booth.ask_with_key((&Proof::Nothing, "pair"), "POST", "/api/v1/sessions", &body).json()
    };
    let (first, second) = (send(), send());
    assert_eq!((first.session_id, first.token), (second.session_id, second.token));
}

#[test]
fn keys_outlive_a_restart() {
    let booth = Booth::open();
    let (barista, crew) = (booth.token(Role::Barista), booth.token(Role::Crew));
    let (_, order) = booth.place("Zoë");
    let path = format!("{}/claim", order_path(order.id));
    booth.ask_with_key((&barista, "claim"), "POST", &path, &json!({})).json::<OrderView>();
    let inject = json!({ "detail-type": "custom.mug", "detail": { "sold": 1 } });
    let mug = |booth: &Booth| -> Value {
        booth.ask_with_key((&crew, "mug"), "POST", "/api/v1/events", &inject).json()
    };
    let before = mug(&booth);
    let booth = booth.restarted();
    let again = booth.ask_with_key((&barista, "claim"), "POST", &path, &json!({}));
    assert_eq!(again.json::<OrderView>().state.as_str(), "making");
    assert_eq!(mug(&booth), before, "no second mug");
    let orders: Orders = booth.get(&barista, "/api/v1/orders").json();
    assert_eq!(orders.orders.len(), 1);
}
