//! A queue, a shift and a day, over HTTP: counter orders, presses of a busy counter, hand-overs,
//! stations, branding, the day's end.

use crema_api::answers::{Figures, Occasions, OrderView, Orders, SessionView, Sessions, StoreView};
use crema_api::commands::Role;
use crema_api::order::OrderState;
use crema_api::settings::Settings;
use crema_api::store::StoreState;
use serde_json::{Value, json};

use crate::booth::{Booth, Proof, order_path};

fn press(booth: &Booth, who: &Proof, order: &OrderView, what: &str) -> OrderView {
    booth.post(who, &format!("{}/{what}", order_path(order.id)), json!({})).json()
}

fn barista(booth: &Booth, name: &str) -> (SessionView, Proof) {
    let session = booth.pair(Role::Barista, name);
    let proof = Proof::Token(session.token.clone().unwrap());
    (session, proof)
}

#[test]
fn a_full_booth_asks_once_before_a_counter_order() {
    let booth = Booth::open();
    let (crew, mia) = (booth.token(Role::Crew), booth.token(Role::Barista));
    let before: StoreView = booth.get(&crew, "/api/v1/store").json();
    let only = json!({ "settings": { "ordersInFlightMax": 1 } });
    let after: StoreView = booth.ask(&crew, "PUT", "/api/v1/store", Some(only)).json();
    assert_eq!(after.settings, Settings { orders_in_flight_max: 1, ..before.settings });
    let mut body = json!({ "drink": "latte", "modifiers": { "Milk": "Oat" }, "name": "Ann" });
    let take = |key: &str, body: &Value| {
        booth.ask_with_key((&mia, key), "POST", "/api/v1/counter-orders", body)
    };
    let first: OrderView = take("first", &body).json();
    assert!(first.counter);
    assert_eq!((first.state, first.name.as_deref()), (OrderState::Queued, Some("Ann")));
    assert_eq!(take("first", &body).json::<OrderView>().id, first.id, "sent twice, taken once");
    assert_eq!(take("second", &body).refusal(), "booth-full");
    body["overCapacity"] = json!(true);
    assert_eq!(take("second", &body).refusal(), "key-reused");
    let second: OrderView = take("third", &body).json();
    assert_eq!(second.place_in_line, Some(2));
}

#[test]
fn the_loser_of_a_claim_is_told_who_was_faster() {
    let booth = Booth::open();
    let ((_, mia), (_, leo)) = (barista(&booth, "Mia"), barista(&booth, "Leo"));
    let orders: Vec<OrderView> = (0..3).map(|_| booth.place("Zoë").1).collect();
    press(&booth, &leo, &orders[1], "claim");
    let claim = format!("{}/claim", order_path(orders[1].id));
    let late = || booth.ask_with_key((&mia, "late"), "POST", &claim, &json!({}));
    assert_eq!(late().refusal(), "claimed-by-another");
    assert!(late().text().contains("Someone was faster: Leo makes B2."), "{}", late().text());
    let ids: Vec<_> = orders.iter().map(|order| order.id).collect();
    let several =
        |ids: &[_]| booth.post(&mia, "/api/v1/orders/claim-several", json!({ "orderIds": ids }));
    let none = several(&ids);
    assert_eq!(none.refusal(), "claimed-by-another");
    assert!(none.text().contains("Leo makes B2."), "{}", none.text());

    press(&booth, &leo, &orders[1], "release");
    // The outcome is kept, the name is not: nobody makes it now.
    assert!(!late().text().contains("Leo"), "{}", late().text());
    let open: Orders = several(&ids).json();
    assert_eq!(open.orders.len(), 3);
    assert!(open.orders.iter().all(|order| order.state == OrderState::Making));
}

#[test]
fn presses_of_a_busy_counter() {
    let booth = Booth::open();
    let ((_, mia), (_, leo)) = (barista(&booth, "Mia"), barista(&booth, "Leo"));
    let (_, first) = booth.place("Zoë");
    let (_, second) = booth.place("Kim");
    assert_eq!(press(&booth, &mia, &second, "move-to-top").place_in_line, Some(1));
    press(&booth, &mia, &second, "claim");
    let taken_over = press(&booth, &leo, &second, "take-over");
    assert_eq!(taken_over.barista.unwrap().name.as_deref(), Some("Leo"));
    press(&booth, &leo, &second, "complete");
    assert_eq!(press(&booth, &leo, &second, "call-again").calls, 1);
    press(&booth, &leo, &second, "collect");
    assert_eq!(press(&booth, &leo, &second, "put-back").state, OrderState::Ready);
    let remade = press(&booth, &leo, &second, "remake");
    assert_eq!((remade.state, remade.remake), (OrderState::Queued, true));
    assert_eq!(press(&booth, &mia, &first, "hide-name").name, None);
    let open: Orders = booth.get(&mia, "/api/v1/orders").json();
    let names: Vec<_> = open.orders.iter().map(|order| order.name.as_deref()).collect();
    assert_eq!(names, [Some("Kim"), None]);
}

#[test]
fn a_shift_changes() {
    let booth = Booth::open();
    let ((_, mia), (leo_is, leo)) = (barista(&booth, "Mia"), barista(&booth, "Leo"));
    booth.token(Role::Board);
    let roster: Sessions = booth.get(&mia, "/api/v1/roster").json();
    assert!(roster.sessions.iter().all(|session| session.role.is_staff() && !session.away));
    assert!(roster.sessions.iter().any(|session| session.session_id == leo_is.session_id));

    let (_, order) = booth.place("Zoë");
    press(&booth, &mia, &order, "claim");
    let hand = |to: Value| {
        booth.post(&mia, "/api/v1/sessions/me/hand-over", json!({ "to": to })).json::<Value>()
    };
    assert_eq!(hand(json!(leo_is.session_id))["count"], 1);
    assert_eq!(press(&booth, &leo, &order, "complete").state, OrderState::Ready);

    let station = |drinks: Value| {
        let path = "/api/v1/sessions/me/station";
        booth.ask(&leo, "PUT", path, Some(json!({ "drinks": drinks }))).json::<SessionView>()
    };
    assert_eq!(station(json!(["espresso"])).station, ["espresso"]);
    let (_, latte) = booth.place("Kim");
    let claim = format!("{}/claim", order_path(latte.id));
    assert_eq!(booth.post(&leo, &claim, json!({})).refusal(), "not-allowed");
    assert!(station(json!([])).station.is_empty());
    press(&booth, &leo, &latte, "claim");
}

#[test]
fn the_day_ends_and_a_new_occasion_keeps_the_old_ones_figures() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let (_, order) = booth.place("Zoë");
    let end = || booth.post(&crew, "/api/v1/store/end-day", json!({}));
    assert_eq!(end().refusal(), "wrong-state");
    press(&booth, &crew, &order, "claim");
    press(&booth, &crew, &order, "complete");
    assert_eq!(end().json::<Value>()["count"], 1);
    let store: StoreView = booth.get(&Proof::Nothing, "/api/v1/store").json();
    assert_eq!(store.store.state, StoreState::Closed);
    let after: OrderView = booth.get(&crew, &order_path(order.id)).json();
    assert_eq!((after.state, after.name), (OrderState::Uncollected, None));

    let pin = booth.pin(Role::Barista);
    booth.post(&crew, "/api/v1/occasions", json!({ "name": "Second day" })).json::<StoreView>();
    assert_ne!(booth.pin(Role::Barista), pin);
    let occasions: Occasions = booth.get(&crew, "/api/v1/occasions").json();
    assert_eq!(occasions.occasions[0].occasion.name, "Second day");
    assert_eq!(occasions.occasions[1].counts["made"], 1);
    let figures = |of: &str| booth.get(&crew, &format!("/api/v1/figures{of}")).json::<Figures>();
    let earlier = figures(&format!("?occasion={}", occasions.occasions[1].occasion.id.0));
    assert_eq!((earlier.counts["made"], earlier.wait_median_s.is_some()), (1, true));
    assert!(!figures("").counts.contains_key("made"), "the new one begins at nothing");
}

#[test]
fn a_cancel_is_held_and_undone() {
    let booth = Booth::open();
    let ((_, mia), (_, leo)) = (barista(&booth, "Mia"), barista(&booth, "Leo"));
    let (_, order) = booth.place("Zoë");
    let path = order_path(order.id);
    let held = json!({ "reason": "machine", "held": true });
    let held: OrderView = booth.post(&mia, &format!("{path}/cancel"), held).json();
    assert_eq!(held.state, OrderState::Queued);
    assert_eq!(held.cancelling.unwrap().by.name.as_deref(), Some("Mia"));
    let claim = booth.post(&leo, &format!("{path}/claim"), json!({}));
    assert_eq!(claim.refusal(), "wrong-state");
    assert!(claim.text().contains("B1 is being cancelled."), "{}", claim.text());
    let back = press(&booth, &leo, &order, "undo");
    assert_eq!((back.state, back.cancelling), (OrderState::Queued, None));
    let twice = booth.post(&leo, &format!("{path}/undo"), json!({}));
    assert_eq!(twice.refusal(), "wrong-state");
    press(&booth, &leo, &order, "hide-name");
    let name = Some(json!({ "name": "Zoë" }));
    let named: OrderView = booth.ask(&leo, "PUT", &format!("{path}/name"), name).json();
    assert_eq!(named.name.as_deref(), Some("Zoë"));
}

#[test]
fn the_newest_of_those_that_are_over() {
    let booth = Booth::open();
    let mia = booth.token(Role::Barista);
    let made: Vec<OrderView> = (0..4)
        .map(|_| {
            let (_, order) = booth.place("Zoë");
            press(&booth, &mia, &order, "claim");
            press(&booth, &mia, &order, "complete");
            press(&booth, &mia, &order, "collect")
        })
        .collect();
    booth.place("Kim");
    let ids = |query: &str| -> Vec<_> {
        let orders: Orders = booth.get(&mia, &format!("/api/v1/orders?{query}")).json();
        orders.orders.into_iter().map(|order| order.id).collect()
    };
    assert_eq!(ids("state=collected&limit=2"), [made[2].id, made[3].id]);
    assert_eq!(ids("state=collected").len(), 4);
    assert_eq!(ids("state=open&limit=9").len(), 1);
    assert_eq!(ids("state=collected,queued&limit=2").len(), 2);
    assert_eq!(ids("state=queued,queued").len(), 1, "each once, however often it is asked for");
    for limit in ["0", "501", "-1", "x"] {
        let refused = booth.get(&mia, &format!("/api/v1/orders?state=collected&limit={limit}"));
        assert_eq!(refused.refusal(), "bad-input", "{limit}");
    }
}

/// The smallest PNG there is: one grey pixel.
const PIXEL: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

#[test]
fn the_booth_wears_what_the_crew_chose() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    assert_eq!(booth.get(&Proof::Nothing, "/assets/logo.png").refusal(), "not-found");
    let look = json!({ "colour": "#ffee00", "sponsors": ["Rösterei Nord"], "logoPng": PIXEL });
    let store: StoreView = booth.ask(&crew, "PUT", "/api/v1/branding", Some(look)).json();
    assert_eq!(store.branding.sponsors, ["Rösterei Nord"]);
    assert_ne!(store.branding.accent, store.branding.colour, "yellow on paper cannot be read");
    let digest = store.branding.logo.unwrap();
    let logo = booth.get(&Proof::Nothing, &format!("/assets/logo.png?v={digest}"));
    assert!(logo.body.starts_with(b"\x89PNG"));
    assert!(logo.header("cache-control").unwrap().contains("immutable"));
    let other = booth.get(&Proof::Nothing, "/assets/logo.png?v=another");
    assert_eq!(other.header("cache-control"), Some("no-cache"));
    let bad = json!({ "logoPng": "bm8=" });
    assert_eq!(booth.ask(&crew, "PUT", "/api/v1/branding", Some(bad)).refusal(), "bad-input");
}
