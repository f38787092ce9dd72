//! The ends of the log, and its name: kept beside it, and not calculated from what is still there.

use crema_api::ids::{LogId, Seq};
use rusqlite::Connection;
use uuid::Uuid;

use crate::booth::Booth;

/// Prunes the log up to `floor`, as a later version will.
fn prune(booth: &Booth, floor: Seq) {
    let connection = Connection::open(booth.path()).unwrap();
    connection.execute("DELETE FROM events WHERE seq <= ?1", [floor.0]).unwrap();
    connection.execute("UPDATE booth SET floor = ?1", [floor.0]).unwrap();
}

#[test]
fn a_log_that_is_pruned_to_its_end_counts_on() {
    let mut booth = Booth::open(1);
    booth.queued();
    let head = booth.core.head();
    prune(&booth, head);
    booth.restart();
    assert_eq!(booth.core.head(), head);
    assert_eq!(booth.read(|s| Ok((s.seq(), s.floor()))), (head, head));
    booth.queued();
    assert_eq!(booth.last.events[0].seq.0, head.0 + 5, "four events were Start's");
    assert_eq!(booth.events_after(head, 10)[0].seq.0, head.0 + 1);
}

#[test]
fn a_log_has_a_name_of_its_own_and_keeps_it() {
    let mut booth = Booth::open(2);
    let (log, account) = booth.read(|s| Ok((s.log(), s.account()?)));
    assert!(log.is_known());
    assert_ne!(log.to_string(), account);
    booth.restart();
    assert_eq!(booth.read(|s| Ok(s.log())), log);
    assert_ne!(Booth::open(3).read(|s| Ok(s.log())), log);
    assert_eq!(Booth::new(4).read(|s| Ok(s.log())), LogId(Uuid::nil()), "no input has come");
}

#[test]
fn an_envelope_names_its_log_and_both_clocks() {
    let mut booth = Booth::open(5);
    booth.wall_shift_ms = 789;
    booth.queued();
    let origin = booth.read(|s| s.origin());
    let event = booth.last.events[0].clone();
    let envelope = event.envelope(&origin).unwrap();
    assert_eq!((envelope.log, envelope.seq), (origin.log, event.seq));
    assert_eq!(envelope.wall_ms, crate::booth::WALL_MS + 789);
    assert!(envelope.time.ends_with(":00Z"), "whole seconds: {}", envelope.time);
    assert_eq!(envelope.actor, event.actor);
    let stored = booth.read(|s| s.events_after(crema_api::Seq(event.seq.0 - 1), 1));
    let written: serde_json::Value =
        serde_json::from_str(&stored[0].envelope_json(&origin).unwrap()).unwrap();
    assert_eq!(written, serde_json::to_value(&envelope).unwrap(), "both ways are one form");
}
