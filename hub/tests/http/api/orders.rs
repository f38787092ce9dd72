//! An order's whole life, as phone, tablet, printer and board see it.

use crema_api::answers::{
    Events, Figures, MenuView, OrderView, Orders, SessionView, Sessions, StoreView,
};
use crema_api::commands::Role;
use crema_api::order::OrderState;
use crema_api::store::StoreState;
use serde_json::{Value, json};

use crate::booth::{Booth, Proof, order_path};

fn press(booth: &Booth, who: &Proof, order: &OrderView, what: &str) -> OrderView {
    booth.post(who, &format!("{}/{what}", order_path(order.id)), json!({})).json()
}

#[test]
fn from_scan_to_collected() {
    let booth = Booth::open();
    let barista = booth.token(Role::Barista);
    let (phone, started) = booth.start();
    assert_eq!(started.state, OrderState::Started);
    assert!(started.link.as_deref().unwrap().starts_with("/o/"));

    let body = json!({ "drink": "latte", "modifiers": { "Milk": "Oat" }, "name": " Zoë  K " });
    let queued: OrderView = booth.ask(&phone, "PUT", &order_path(started.id), Some(body)).json();
    assert_eq!(queued.state, OrderState::Queued);
    assert_eq!((queued.label.as_deref(), queued.place_in_line), (Some("B1"), Some(1)));
    assert_eq!(queued.name.as_deref(), Some("Zoë K"));
    assert_eq!(queued.drink.as_ref().unwrap().special_milk(), Some("Oat"));

    let open: Orders = booth.get(&barista, "/api/v1/orders?state=open").json();
    assert_eq!(open.orders.iter().map(|order| order.id).collect::<Vec<_>>(), [queued.id]);
    assert!(open.orders[0].link.is_none(), "the link is the owner's alone");

    let making = press(&booth, &barista, &queued, "claim");
    assert_eq!(making.state, OrderState::Making);
    assert_eq!(making.barista.as_ref().unwrap().name.as_deref(), Some("Mia"));
    assert_eq!(press(&booth, &barista, &queued, "complete").state, OrderState::Ready);
    assert_eq!(press(&booth, &barista, &queued, "collect").state, OrderState::Collected);
    assert_eq!(press(&booth, &barista, &queued, "recall").state, OrderState::Making);

    let mine: Orders = booth.get(&phone, "/api/v1/me/orders").json();
    assert_eq!(mine.orders.len(), 1);
    assert_eq!(mine.orders[0].link, started.link);
    let secret = started.link.unwrap().trim_start_matches("/o/").to_owned();
    let by_link: Orders = booth.get(&Proof::Link(secret.clone()), "/api/v1/me/orders").json();
    assert_eq!(by_link.orders[0].id, queued.id);
    let by_query = booth.get(&Proof::Nothing, &format!("{}?order={secret}", order_path(queued.id)));
    assert_eq!(by_query.json::<OrderView>().id, queued.id);
}

#[test]
fn the_log_tells_it_without_names_or_secrets() {
    let booth = Booth::open();
    let device = booth.token(Role::Device);
    let code = booth.code();
    booth.place("Zebulon");
    let reply = booth.get(&device, "/api/v1/events?after=0&limit=500");
    let events: Events = reply.json();
    let seqs: Vec<u64> = events.events.iter().map(|event| event.seq.0).collect();
    assert_eq!(seqs, (1..=events.seq.0).collect::<Vec<_>>(), "from 1, without gaps");
    let names: Vec<&str> = events.events.iter().map(|event| event.detail_type.as_str()).collect();
    let way = [
        "Validator.NewOrder",
        "OrderProcessor.RoomWanted",
        "OrderManager.RoomTaken",
        "OrderProcessor.WorkflowStarted",
        "OrderManager.OrderPlaced",
        "Counting.NumberDrawn",
        "OrderManager.WaitingCompletion",
    ];
    let places: Vec<_> = way.iter().map(|name| names.iter().position(|n| n == name)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{names:?}");
    for secret in ["Zebulon", "Mia", &code[1..]] {
        assert!(!reply.text().contains(secret), "{secret} is in the log");
    }
    let next: Events = booth.get(&device, "/api/v1/events?after=3&limit=2").json();
    assert_eq!(next.events.iter().map(|event| event.seq.0).collect::<Vec<_>>(), [4, 5]);
}

#[test]
fn the_crew_sells_out_pauses_closes_and_begins_anew() {
    let booth = Booth::open();
    let (crew, barista) = (booth.token(Role::Crew), booth.token(Role::Barista));
    let sold_out =
        json!({ "options": [{ "modifier": "Milk", "option": "Oat", "available": false }] });
    let menu: MenuView = booth.ask(&barista, "PATCH", "/api/v1/menu/latte", Some(sold_out)).json();
    let cappuccino = menu.menu.drink("cappuccino").unwrap().modifier("Milk").unwrap();
    assert!(!cappuccino.option("Oat").unwrap().available, "the milk is one carton");

    let (_, order) = booth.start();
    let pause = json!({ "state": "paused", "reason": "Out of cups", "pauseMin": 5 });
    let paused: StoreView = booth.ask(&barista, "PUT", "/api/v1/store", Some(pause)).json();
    assert_eq!(paused.store.state, StoreState::Paused);
    assert_eq!(paused.in_flight, 1);
    let closed: StoreView = booth.post(&crew, "/api/v1/store/close-and-cancel", json!({})).json();
    assert_eq!((closed.store.state, closed.in_flight), (StoreState::Closed, 0));
    let ended: OrderView = booth.get(&crew, &order_path(order.id)).json();
    assert_eq!(ended.state, OrderState::Cancelled);

    let occasion = json!({ "name": "Coffee at Rustfest", "start": "2026-11-24" });
    let anew: StoreView = booth.post(&crew, "/api/v1/occasions", occasion).json();
    assert_eq!(anew.occasion.name, "Coffee at Rustfest");
    let same: MenuView =
        booth.ask(&crew, "PUT", "/api/v1/menu", Some(json!({ "menu": menu.menu }))).json();
    assert_eq!(same.menu, menu.menu);
    booth.get(&crew, "/api/v1/figures").json::<Figures>();
    let redriven: Value = booth.post(&crew, "/api/v1/redrive", json!({})).json();
    assert_eq!(redriven["count"], 0);
}

#[test]
fn tickets_are_asked_for_reported_and_shown_as_pictures() {
    let booth = Booth::open();
    let (crew, printer) = (booth.token(Role::Crew), booth.token(Role::Device));
    let (_, order) = booth.place("Zoë");
    press(&booth, &crew, &order, "claim");
    let tickets: Value = booth.get(&crew, "/api/v1/tickets").json();
    assert_eq!(tickets["tickets"][0]["label"], "B1");
    let seq = tickets["tickets"][0]["seq"].as_u64().unwrap();
    let report = json!({ "report": "ticket_printed", "printer": "Printer 1", "order_id": order.id,
        "ticket_seq": seq });
    booth.post(&printer, "/api/v1/devices/printer-1/reports", report).json::<Value>();
    let low = json!({ "report": "condition", "printer": "Printer 1", "condition": "paper_low" });
    booth.post(&printer, "/api/v1/devices/printer-1/reports", low).json::<Value>();
    let tickets: Value = booth.get(&crew, "/api/v1/tickets").json();
    assert_eq!(tickets["tickets"][0]["fate"], "printed");
    let store: StoreView = booth.get(&Proof::Nothing, "/api/v1/store").json();
    assert_eq!(store.printers[0].printer, "Printer 1");

    let picture = booth.get(&crew, &format!("/api/v1/tickets/{seq}.png"));
    assert!(picture.body.starts_with(b"\x89PNG"), "{}", picture.text());
    let nothing = booth.get(&crew, "/api/v1/tickets/1.png");
    assert_eq!(nothing.refusal(), "not-found");
}

#[test]
fn sessions_are_listed_ended_and_survive_a_restart() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let (ends, stays) = (booth.pair(Role::Barista, "Jo"), booth.pair(Role::Barista, "Kim"));
    let sessions: Sessions = booth.get(&crew, "/api/v1/sessions").json();
    assert!(sessions.sessions.iter().all(|session| session.token.is_none()));
    assert!(sessions.sessions.iter().any(|session| session.name.as_deref() == Some("Jo")));

    let path = format!("/api/v1/sessions/{}", ends.session_id);
    let kim = Proof::Token(stays.token.clone().unwrap());
    assert_eq!(booth.ask(&kim, "DELETE", &path, None).refusal(), "not-allowed");
    assert_eq!(booth.ask(&crew, "DELETE", &path, None).status, 204);
    let jo = Proof::Token(ends.token.unwrap());
    assert_eq!(booth.get(&jo, "/api/v1/sessions/me").refusal(), "not-signed-in");

    let (phone, order) = booth.place("Zoë");
    let booth = booth.restarted();
    let me: SessionView = booth.get(&kim, "/api/v1/sessions/me").json();
    assert_eq!((me.session_id, me.name.as_deref()), (stays.session_id, Some("Kim")));
    let again: OrderView = booth.get(&phone, &order_path(order.id)).json();
    assert_eq!((again.state, again.link), (OrderState::Queued, order.link));
    assert!(again.booth_ms >= order.booth_ms, "booth time never goes back");
}

#[test]
fn a_new_pin_ends_the_old_one_and_nobodys_pairing() {
    let booth = Booth::open();
    let (crew, barista) = (booth.token(Role::Crew), booth.token(Role::Barista));
    let old = booth.pin(Role::Barista);
    booth.post(&crew, "/api/v1/pins", json!({ "roles": ["barista"] })).json::<Value>();
    let new = booth.pin(Role::Barista);
    if new != old {
        let tried =
            booth.post(&Proof::Nothing, "/api/v1/sessions", json!({ "pin": old, "name": "Jo" }));
        assert_eq!(tried.refusal(), "wrong-pin");
    }
    booth.get(&barista, "/api/v1/sessions/me").json::<SessionView>();
    booth.pair(Role::Barista, "Jo");
}

#[test]
fn staff_look_at_an_order_as_it_was_after_an_event() {
    let booth = Booth::open();
    let barista = booth.token(Role::Barista);
    let (phone, started) = booth.start();
    let body = json!({ "drink": "latte", "modifiers": { "Milk": "Oat" }, "name": "Zoë" });
    let path = order_path(started.id);
    let queued: OrderView = booth.ask(&phone, "PUT", &path, Some(body)).json();
    press(&booth, &barista, &queued, "claim");
    let at = |seq: u64| format!("{path}?at={seq}");

    let then: OrderView = booth.get(&barista, &at(started.seq.0)).json();
    assert_eq!((then.state, then.drink, then.seq), (OrderState::Started, None, started.seq));
    let then: OrderView = booth.get(&barista, &at(queued.seq.0)).json();
    assert_eq!((then.state, then.drink), (OrderState::Queued, queued.drink));
    assert_eq!((then.label.as_deref(), then.name), (Some("B1"), None), "names are not in events");
    let now: OrderView = booth.get(&barista, &path).json();
    assert_eq!(now.state, OrderState::Making);

    let before = booth.get(&barista, &at(1));
    assert_eq!((before.status.as_u16(), before.refusal().as_str()), (404, "no-such-order"));
    for wrong in ["0", "-1", "yesterday", "", "999999999", "1.5", "18446744073709551615"] {
        let refused = booth.get(&barista, &format!("{path}?at={wrong}"));
        assert_eq!((refused.status.as_u16(), refused.refusal().as_str()), (422, "bad-input"));
        let sentence = refused.text();
        assert!(sentence.contains("the number of an event"), "{wrong:?}: {sentence}");
    }
    for other in [&phone, &booth.token(Role::Device), &booth.token(Role::Board)] {
        assert_eq!(booth.get(other, &at(queued.seq.0)).status, 403);
    }
}
