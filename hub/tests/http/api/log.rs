//! The log's name and its floor, as consumers see them; and who acted, for those who may know.

use crema_api::answers::Events;
use crema_api::commands::Role;
use crema_api::ids::Seq;
use crema_api::problem::Problem;
use crema_api::{ActorRole, Envelope};
use rusqlite::Connection;
use serde_json::json;

use super::stream::{Followed, log_end};
use crate::booth::{Booth, Proof, order_path};

fn page(booth: &Booth, after: u64) -> Events {
    booth.get(&booth.token(Role::Device), &format!("/api/v1/events?after={after}")).json()
}

/// Prunes the log, as a later version will.
fn prune(booth: &Booth, floor: u64) {
    let database = Connection::open(booth.database()).unwrap();
    database.execute("DELETE FROM events WHERE seq <= ?1", [floor]).unwrap();
    database.execute("UPDATE booth SET floor = ?1", [floor]).unwrap();
}

#[test]
fn pages_events_and_streams_name_the_same_log() {
    let booth = Booth::open();
    let events = page(&booth, 0);
    assert!(events.log.is_known());
    assert!(events.events.iter().all(|event| event.log == events.log));
    let board = booth.token(Role::Board);
    let end = log_end(&booth);
    let stream = Followed::open(&booth, &board, "admin/*", end, false);
    assert_eq!((stream.head.log, stream.head.seq), (events.log, end));
    let phone = Followed::open(&booth, &Proof::Nothing, "config", end, false);
    assert_eq!(phone.head, stream.head);
    let booth = booth.restarted();
    assert_eq!(page(&booth, 0).log, events.log);
}

#[test]
fn below_the_floor_the_answer_is_410_and_the_floor() {
    let booth = Booth::open();
    booth.place("Zoë");
    let device = booth.token(Role::Device);
    prune(&booth, 4);
    for query in ["after=0", "after=3", "", "after=0&pattern=%7B%22seq%22%3A%5B9%5D%7D"] {
        let refused = booth.get(&device, &format!("/api/v1/events?{query}"));
        assert_eq!(refused.status, 410, "{query}");
        assert_eq!(refused.refusal(), "log-pruned", "{query}");
        assert_eq!(
            serde_json::from_str::<Problem>(&refused.text()).unwrap().floor,
            Some(Seq(4)),
            "{query}"
        );
    }
    let events = page(&booth, 4);
    assert_eq!(events.events[0].seq, Seq(5));
    assert_eq!(events.seq, log_end(&booth));
}

#[test]
fn a_stream_that_was_to_begin_below_the_floor_begins_now_and_says_so() {
    let booth = Booth::open();
    booth.place("Zoë");
    prune(&booth, 4);
    let board = booth.token(Role::Board);
    let end = log_end(&booth);
    for resumed in [false, true] {
        let mut stream = Followed::open(&booth, &board, "admin/*", Seq(2), resumed);
        assert_eq!((stream.head.floor, stream.head.seq), (Seq(4), end));
        assert!(stream.is_silent(), "no event of between");
    }
    let mut stream = Followed::open(&booth, &board, "admin/*", Seq(4), false);
    assert_eq!(stream.next().unwrap().seq, Seq(5));
}

#[test]
fn staff_see_who_acted_and_phones_do_not() {
    let booth = Booth::open();
    let (cookie, order) = booth.place("Zoë");
    let crew = booth.token(Role::Crew);
    let end = log_end(&booth);
    let mut own = Followed::open(&booth, &cookie, "users/me,config", end, false);
    let mut bus = Followed::open(&booth, &crew, "admin/*,config", log_end(&booth), false);
    booth.post(&crew, &format!("{}/claim", order_path(order.id)), json!({}));
    let claimed = bus.next().unwrap();
    assert_eq!(claimed.actor.unwrap().role, ActorRole::Crew);
    let on_the_phone = own.next().unwrap();
    assert_eq!((on_the_phone.seq, on_the_phone.actor), (claimed.seq, None));
    // The same, by one who comes later.
    let mut later = Followed::open(&booth, &cookie, "users/me", end, false);
    assert_eq!(later.next().unwrap().actor, None);
    // A change of the store: a phone learns that something changed, and not who did it.
    let closed = booth.ask(&crew, "PUT", "/api/v1/store", Some(json!({ "state": "closed" })));
    assert_eq!(closed.status, 200);
    loop {
        let message = own.next().unwrap();
        assert_eq!(message.actor, None, "{}", message.kind);
        if message.kind == "ConfigService.ConfigChanged" {
            break;
        }
    }
    let last: Vec<Envelope> = page(&booth, end.0).events;
    let changed = last.iter().find(|e| e.detail_type == "ConfigService.ConfigChanged").unwrap();
    assert_eq!((changed.actor.role, changed.actor.id.is_some()), (ActorRole::Crew, true));
}
