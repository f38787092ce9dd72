//! An order that waited too long, as tablet, phone and crew page see it, and its way back.

use crema_api::answers::{Figures, OrderView, Orders};
use crema_api::commands::Role;
use crema_api::order::OrderState;
use serde_json::json;

use crate::booth::{Booth, Proof, order_path};

/// As long as a placed order waits, and a bit.
const WAIT_MS: u64 = 15 * 60_000 + 1_000;

fn given_up(booth: &Booth, who: &Proof) -> Vec<OrderView> {
    booth.get(who, "/api/v1/orders?state=given_up").json::<Orders>().orders
}

#[test]
fn it_is_listed_taken_back_and_the_phone_is_in_line_again() {
    let booth = Booth::open();
    let (phone, order) = booth.place("Zoë");
    let (_, other) = booth.place("Kim");
    let listed: Orders = booth.get(&booth.token(Role::Barista), "/api/v1/orders").json();
    let until = listed.orders[0].give_up_booth_ms.expect("it says when it is given up");
    assert!((800_000..=900_000).contains(&(until - listed.booth_ms)), "{until}");
    let booth = booth.later(WAIT_MS);
    let mia = booth.token(Role::Barista);
    let link = order.link.clone().unwrap();
    let page = || booth.get(&Proof::Nothing, &format!("{link}?lang=en")).text();
    assert!(page().contains("We did not get to"), "{}", page());
    let lost = given_up(&booth, &mia);
    assert_eq!(lost.iter().map(|order| order.id).collect::<Vec<_>>(), [order.id, other.id]);
    assert!(lost.iter().all(|order| order.given_up.is_some_and(|given_up| !given_up.dismissed)));

    let requeue = format!("{}/requeue", order_path(order.id));
    let press = |key: &str| booth.ask_with_key((&mia, key), "POST", &requeue, &json!({}));
    let back: OrderView = press("one").json();
    assert_eq!((back.state, back.place_in_line), (OrderState::Queued, Some(1)));
    assert_eq!((back.requeued, back.name.as_deref()), (true, Some("Zoë")));
    assert_eq!(press("one").json::<OrderView>().id, order.id, "sent twice, taken back once");
    let late = press("two");
    assert_eq!(late.refusal(), "wrong-state");
    assert!(late.text().contains("B1 waits for a barista."), "{}", late.text());
    assert!(page().contains("You are back in line."), "{}", page());
    assert_eq!(booth.post(&phone, &requeue, json!({})).refusal(), "not-allowed");

    let dismiss = format!("{}/dismiss", order_path(other.id));
    let dismissed: OrderView = booth.post(&mia, &dismiss, json!({})).json();
    assert!(dismissed.given_up.unwrap().dismissed);
    assert!(given_up(&booth, &mia).is_empty());
    let counts = booth.get(&mia, "/api/v1/figures").json::<Figures>().counts;
    assert_eq!(counts["timed_out"], 1, "the other one");
    for (step, state) in [
        ("claim", OrderState::Making),
        ("complete", OrderState::Ready),
        ("collect", OrderState::Collected),
    ] {
        let path = format!("{}/{step}", order_path(order.id));
        assert_eq!(booth.post(&mia, &path, json!({})).json::<OrderView>().state, state);
    }
}

#[test]
fn the_list_takes_a_limit_and_no_other_state_beside_it() {
    let booth = Booth::open();
    let lost: Vec<_> = (0..3).map(|_| booth.place("Zoë").1.id).collect();
    let booth = booth.later(WAIT_MS);
    let board = booth.token(Role::Board);
    assert_eq!(given_up(&booth, &board).len(), 3);
    let newest = booth.get(&board, "/api/v1/orders?state=given_up&limit=2").json::<Orders>().orders;
    assert_eq!(newest.len(), 2);
    assert!(newest.iter().all(|order| lost.contains(&order.id)));
    let refused = booth.get(&board, "/api/v1/orders?state=given_up,queued");
    assert_eq!(refused.refusal(), "bad-input");
}
