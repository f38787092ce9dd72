//! The crew's list of dead letters: about which order each is, and why.

use crema_api::answers::{DeadLetters, OrderView};
use crema_api::commands::Role;
use rusqlite::Connection;
use serde_json::json;

use crate::booth::{Booth, order_path};

/// From now on no number can be drawn.
pub fn break_numbers(booth: &Booth) {
    let database = Connection::open(booth.database()).unwrap();
    assert_eq!(database.execute("UPDATE counting_numbers SET last = 'oops'", []).unwrap(), 1);
}

/// Numbers can be drawn again, after this one.
pub fn mend_numbers(booth: &Booth, last: u32) {
    let database = Connection::open(booth.database()).unwrap();
    assert_eq!(database.execute("UPDATE counting_numbers SET last = ?1", [last]).unwrap(), 1);
}

#[test]
fn the_list_names_the_order_and_the_reason() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let (_, numbered) = booth.place("Zoë");
    break_numbers(&booth);
    let (_, stuck) = booth.place("Ada");
    let list = || booth.get(&crew, "/api/v1/dead-letters").json::<DeadLetters>();

    let found = list();
    assert_eq!(found.total, 1);
    let letter = &found.dead_letters[0];
    assert_eq!(letter.consumer, "counting");
    assert_eq!(letter.key, Some(format!("order:{}", stuck.id)));
    assert_eq!(letter.label, None, "it has no number yet");
    assert!(letter.reason.as_deref().unwrap().contains("the database refuses a statement"));

    // A late failure of an order that has its number, and a timer's.
    let seq = letter.seq.0;
    let database = Connection::open(booth.database()).unwrap();
    let key = format!("order:{}", numbered.id);
    let sql = "INSERT INTO dead_letters (consumer, seq, key, reason) VALUES ('journey', 2, ?1, '')";
    database.execute(sql, [key]).unwrap();
    let sql = "INSERT INTO timers (owner, kind, subject, due_ms, state, event_seq)
               VALUES ('order_manager', 'collect', ?1, 1, 'broken', ?2)";
    database.execute(sql, (numbered.id.0.as_bytes(), seq + 1)).unwrap();
    let found = list();
    let labels: Vec<_> = found.dead_letters.iter().map(|one| one.label.as_deref()).collect();
    assert_eq!(labels, [None, Some("B1"), Some("B1")]);
    let timer = found.dead_letters.last().unwrap();
    assert!(timer.reason.as_deref().is_some_and(|reason| !reason.is_empty()), "{timer:?}");
}

#[test]
fn a_stopped_order_leaves_a_letter_that_is_discarded() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    booth.place("Zoë");
    break_numbers(&booth);
    let (phone, stuck) = booth.place("Ada");
    let list = || booth.get(&crew, "/api/v1/dead-letters").json::<DeadLetters>();
    booth.post(&crew, &format!("{}/stop", order_path(stuck.id)), json!({}));
    let seen: OrderView = booth.get(&phone, &order_path(stuck.id)).json();
    assert!(!seen.state.open(), "{seen:?}");
    let letter = list().dead_letters.remove(0);
    let discard = format!("/api/v1/dead-letters/{}/{}/discard", letter.consumer, letter.seq);
    assert_eq!(booth.post(&crew, &discard, json!({})).status, 200);
    assert_eq!(list().total, 0);
}
