//! A role of the next version: who acted is passed on in that version's word, and the event is read.

use crema_api::ids::Seq;
use crema_api::{ActorRole, Envelope};
use crema_core::reads::OrderThen;
use rusqlite::Connection;

use crate::booth::Booth;

#[test]
fn an_event_by_a_role_of_the_next_version_is_read_and_passed_on_with_its_word() {
    let mut booth = Booth::open(1);
    let order = booth.queued();
    let by_cloud = "UPDATE events SET actor_role = 'cloud' WHERE actor_id IS NOT NULL";
    assert!(Connection::open(booth.path()).unwrap().execute(by_cloud, []).unwrap() > 1);

    let (events, origin) = booth.read(|s| Ok((s.events_after(Seq(0), 1_000)?, s.origin()?)));
    let mut by_cloud = 0;
    for event in &events {
        assert_eq!(event.fault(), None, "{event:?}");
        let sent = event.envelope_json(&origin).unwrap();
        let read: Envelope = serde_json::from_str(&sent).expect("an older client reads it");
        if read.actor.role.as_str() == "cloud" {
            assert!(sent.contains(r#""role":"cloud""#) && read.actor.id.is_some(), "{sent}");
            by_cloud += 1;
        }
    }
    assert!(by_cloud > 1, "{by_cloud}");
    let then = booth.read(|s| s.order_at(order, Seq(1_000)));
    assert!(matches!(then, OrderThen::Was(_)), "{then:?}");
    booth.core.rebuild_projections().unwrap();
    assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0);
}

#[test]
fn a_role_is_stored_as_its_word() {
    for role in ActorRole::ALL {
        let word = format!("{:?}", role.as_str());
        assert_eq!(serde_json::from_str::<ActorRole>(&word).unwrap(), role);
    }
    let booth = Booth::open(2);
    let connection = Connection::open(booth.path()).unwrap();
    let sql = "SELECT count(*) FROM events WHERE actor_role <> 'booth'";
    let others: u32 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(others, 0, "the booth alone has set it up");
}
