use axum::body::Bytes;
use crema_api::ids::{BoothMs, EventId};
use crema_api::{Actor, DomainEvent};
use crema_core::services::publisher::Topics;
use crema_core::{RecordedEvent, Stamp};
use uuid::Uuid;

use super::super::render::Enveloped;
use super::*;

fn frame(seq: u64, user: Option<UserId>, config: bool) -> Arc<Frame> {
    let topics = Topics { admin: "admin/OrderManager/MakeOrder".to_owned(), user, config };
    let full = Bytes::from(format!("full {seq}"));
    let brief = config.then(|| Bytes::from(format!("brief {seq}")));
    let own = user.map(|_| Bytes::from(format!("own {seq}")));
    let envelope = Enveloped::new(Arc::default(), Arc::new(injected(seq)));
    let (closes, forgets, seq) = (None, false, Seq(seq));
    Arc::new(Frame { seq, topics, closes, forgets, envelope, full, own, brief })
}

/// A custom event that carries its place.
fn injected(seq: u64) -> RecordedEvent {
    let detail = serde_json::json!({ "n": seq });
    RecordedEvent {
        seq: Seq(seq),
        id: EventId(Uuid::from_u128(seq.into())),
        at: Stamp { booth_ms: BoothMs(0), wall_ms: 0, clock: crema_api::Clock::Unsure },
        actor: Actor::BOOTH,
        detail: detail.to_string().into(),
        fact: DomainEvent::from_detail("custom.tick", detail).unwrap(),
    }
}

fn staff(pattern: Option<&str>) -> Subscription {
    Subscription::Bus {
        session: SessionId(Uuid::nil()),
        admin: vec!["admin/*".to_owned()],
        config: false,
        pattern: pattern.map(|json| Arc::new(Pattern::parse(json).unwrap())),
    }
}

fn user(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

fn phone(number: u128) -> Subscription {
    Subscription::Phone { user: Some(user(number)), config: true }
}

fn poll(lanes: &Lanes, subscription: &Subscription, cursor: u64) -> Vec<Bytes> {
    match lanes.poll_after(subscription, Seq(cursor)) {
        Poll::Frames { frames, .. } => frames,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_phone_hears_its_own_and_what_is_for_all_in_order() {
    let mut lanes = Lanes::starting_at(Seq(10));
    lanes.add_subscriber(&phone(1));
    lanes.publish(&[
        frame(11, Some(user(1)), false),
        frame(12, Some(user(2)), false),
        frame(13, None, true),
        frame(14, Some(user(1)), false),
    ]);
    assert_eq!(poll(&lanes, &phone(1), 10), ["own 11", "brief 13", "own 14"]);
    assert_eq!(poll(&lanes, &phone(1), 13), ["own 14"]);
    assert!(poll(&lanes, &phone(1), 99).is_empty(), "ahead of what was published");
}

#[test]
fn whoever_is_further_back_than_a_lane_reads_the_log() {
    let mut lanes = Lanes::starting_at(Seq(10));
    lanes.add_subscriber(&phone(1));
    assert!(matches!(lanes.poll_after(&phone(1), Seq(9)), Poll::Behind));
    let own = |seq| frame(seq, Some(user(1)), false);
    let kept = CUSTOMER_KEPT as u64;
    lanes.publish(&(11..=10 + kept).map(own).collect::<Vec<_>>());
    assert_eq!(poll(&lanes, &phone(1), 10).len(), CUSTOMER_KEPT);
    lanes.publish(&[own(11 + kept)]);
    assert!(matches!(lanes.poll_after(&phone(1), Seq(10)), Poll::Behind));
    assert_eq!(poll(&lanes, &phone(1), 11).len(), CUSTOMER_KEPT);
}

#[test]
fn a_lane_that_begins_later_misses_nothing_unnoticed() {
    let mut lanes = Lanes::starting_at(Seq(0));
    lanes.publish(&[frame(1, Some(user(1)), false)]);
    lanes.add_subscriber(&phone(1));
    assert!(matches!(lanes.poll_after(&phone(1), Seq(0)), Poll::Behind), "1 is in the log alone");
    lanes.publish(&[frame(2, Some(user(1)), false)]);
    assert_eq!(poll(&lanes, &phone(1), 1), ["own 2"]);
}

#[test]
fn the_last_listener_takes_the_lane_along() {
    let mut lanes = Lanes::starting_at(Seq(0));
    lanes.add_subscriber(&phone(1));
    lanes.add_subscriber(&phone(1));
    lanes.remove_subscriber(user(1));
    assert_eq!(lanes.customers.len(), 1);
    lanes.remove_subscriber(user(1));
    assert!(lanes.customers.is_empty());
}

#[tokio::test]
async fn a_bell_rings_for_those_alone_whom_it_is_for() {
    let mut lanes = Lanes::starting_at(Seq(0));
    let (mut one, mut two) = (lanes.add_subscriber(&phone(1)), lanes.add_subscriber(&phone(2)));
    lanes.publish(&[frame(1, Some(user(1)), false)]);
    one.wait().await;
    one.mark_seen();
    tokio::select! {
        biased;
        () = two.wait() => panic!("rang for another's order"),
        () = std::future::ready(()) => {}
    }
    lanes.publish(&[frame(2, None, true)]);
    one.wait().await;
    two.wait().await;
}

#[test]
fn a_pattern_picks_by_the_whole_envelope() {
    let mut lanes = Lanes::starting_at(Seq(0));
    lanes.publish(&(1..=4).map(|seq| frame(seq, None, false)).collect::<Vec<_>>());
    let picks = |pattern| poll(&lanes, &staff(pattern), 0);
    assert_eq!(picks(None).len(), 4);
    assert_eq!(picks(Some(r#"{"detail":{"n":[2,4]}}"#)), ["full 2", "full 4"]);
    assert_eq!(picks(Some(r#"{"detail-type":["custom.tick"],"seq":[3]}"#)), ["full 3"]);
    assert!(picks(Some(r#"{"account":["another"]}"#)).is_empty());
}

#[test]
fn what_carried_names_is_not_kept_once_they_are_gone() {
    let mut lanes = Lanes::starting_at(Seq(0));
    lanes.add_subscriber(&phone(1));
    lanes.publish(&[frame(1, Some(user(1)), true), frame(2, Some(user(1)), false)]);
    let erased = Frame { forgets: true, ..Arc::into_inner(frame(3, None, false)).unwrap() };
    lanes.publish(&[Arc::new(erased), frame(4, Some(user(1)), false)]);
    let customers = lanes.customers.values();
    for lane in customers.chain([&lanes.staff, &lanes.config]) {
        assert!(lane.kept.iter().all(|frame| frame.seq >= Seq(3)));
    }
    assert!(matches!(lanes.poll_after(&staff(None), Seq(1)), Poll::Behind), "the log has the rest");
    assert!(matches!(lanes.poll_after(&phone(1), Seq(1)), Poll::Behind));
    assert_eq!(poll(&lanes, &staff(None), 2), ["full 3", "full 4"]);
    assert_eq!(poll(&lanes, &phone(1), 2), ["own 4"]);
}
