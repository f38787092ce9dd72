//! Dead letters, a redrive, retained events and open sessions that cannot be read: they refuse
//! nobody anything while the booth runs, and are put right when it is opened again.

use crema_api::commands::{Caller, Command, Outcome, Role};
use crema_api::events::names;
use crema_api::order::OrderState;
use crema_api::store::StoreState;

use super::spoil::{NO_TEXT, count, spoil};
use crate::booth::Booth;
use crate::booth::flaky::booth_with_flaky;
use crate::booth::log::dump_table;
use crate::booth::orders::WAIT_MS;

fn redrive(booth: &mut Booth) -> u32 {
    match booth.ask(Caller::Hub, Command::Redrive).unwrap() {
        Outcome::Count { count } => count,
        other => panic!("{other:?}"),
    }
}

/// A booth of which one service has a dead letter about the whole booth; it works again.
fn with_dead_letter(service: &'static str, event: &'static [&'static str]) -> Booth {
    let (mut booth, broken) = booth_with_flaky(1, service, event);
    broken.set(true);
    if event.contains(&names::DayEnded) {
        booth.ask(Caller::Hub, Command::EndDay).unwrap();
    } else {
        booth.set_store(StoreState::Paused);
    }
    broken.set(false);
    assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 1);
    booth
}

/// What the crew does, all of which is about the whole booth.
fn run_the_booth(booth: &mut Booth) {
    booth.set_store(StoreState::Open);
    booth.pass(1);
    redrive(booth);
    booth.pass(1);
    booth.set_store(StoreState::Paused);
    booth.ask(Caller::Hub, Command::EndDay).unwrap();
}

#[test]
fn a_dead_letter_whose_place_cannot_be_read_holds_nothing_up_and_is_gone_at_the_next_start() {
    for spoiled in ["seq = 'x'", "seq = -7", "seq = 0.5", "seq = x'00'"] {
        let mut booth = with_dead_letter("config", &[names::DayEnded]);
        spoil(&booth, &format!("UPDATE dead_letters SET {spoiled}"));
        run_the_booth(&mut booth);
        booth.read(|s| s.dead_letters());
        booth.restart();
        assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0, "{spoiled}");
        run_the_booth(&mut booth);
    }
}

#[test]
fn a_dead_letter_of_no_event_is_gone_at_the_next_start() {
    for spoiled in ["seq = 99999", "seq = 0"] {
        let mut booth = with_dead_letter("config", &[names::DayEnded]);
        spoil(&booth, &format!("UPDATE dead_letters SET {spoiled}"));
        booth.restart();
        assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0, "{spoiled}");
        run_the_booth(&mut booth);
    }
}

#[test]
fn a_projection_whose_dead_letter_cannot_be_read_is_derived_again() {
    let (mut booth, broken) = booth_with_flaky(2, "journey", &[names::NewOrder]);
    broken.set(true);
    booth.queued();
    broken.set(false);
    let steps = dump_table(&booth.path(), "journey_steps").len();
    spoil(
        &booth,
        "UPDATE dead_letters SET seq = 'x' WHERE seq = (SELECT min(seq) FROM dead_letters)",
    );
    booth.restart();
    for _ in 0..3 {
        booth.pass(1);
    }
    assert!(dump_table(&booth.path(), "journey_steps").len() > steps);
    assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0);
}

#[test]
fn a_dead_letter_whose_key_cannot_be_read_has_its_event_s_key_at_the_next_start() {
    for key in [NO_TEXT, "x'00ff'"] {
        let mut booth = with_dead_letter("order_processor", &[names::ConfigChanged]);
        let before = dump_table(&booth.path(), "dead_letters");
        spoil(&booth, &format!("UPDATE dead_letters SET key = {key}"));
        assert_eq!(booth.read(|s| s.dead_letters()).dead_letters.len(), 1, "{key}");
        booth.restart();
        assert_eq!(dump_table(&booth.path(), "dead_letters"), before, "{key}");
        assert_eq!(redrive(&mut booth), 1, "{key}");
        run_the_booth(&mut booth);
    }
}

#[test]
fn a_dead_letter_whose_key_cannot_be_read_is_redriven_without_a_restart() {
    for key in [NO_TEXT, "x'00ff'"] {
        let mut booth = with_dead_letter("order_processor", &[names::ConfigChanged]);
        spoil(&booth, &format!("UPDATE dead_letters SET key = {key}"));
        assert_eq!(redrive(&mut booth), 1, "{key}");
        run_the_booth(&mut booth);
    }
}

#[test]
fn a_dead_letter_of_nobody_is_gone_at_the_next_start() {
    for consumer in [NO_TEXT, "x'00'"] {
        let mut booth = with_dead_letter("order_processor", &[names::ConfigChanged]);
        spoil(&booth, &format!("UPDATE dead_letters SET consumer = {consumer}"));
        booth.restart();
        assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0, "{consumer}");
        run_the_booth(&mut booth);
    }
}

#[test]
fn a_dead_letter_whose_reason_cannot_be_read_is_shown_and_redriven() {
    for reason in [NO_TEXT, "x'00'"] {
        let mut booth = with_dead_letter("order_processor", &[names::ConfigChanged]);
        spoil(&booth, &format!("UPDATE dead_letters SET reason = {reason}"));
        assert_eq!(booth.read(|s| s.dead_letters()).dead_letters.len(), 1, "{reason}");
        assert_eq!(redrive(&mut booth), 1, "{reason}");
    }
}

#[test]
fn a_redrive_that_cannot_be_read_holds_nothing_up() {
    for row in [
        format!("1, {NO_TEXT}, NULL, 3"),
        "1, x'00', NULL, 3".to_owned(),
        "1, 'access', 'x', 3".to_owned(),
        "1, 'access', NULL, 'x'".to_owned(),
        "1, 'access', -1, 3".to_owned(),
    ] {
        let put = format!(
            "INSERT OR REPLACE INTO redrive (only_row, consumer, after_seq, until_seq)
             VALUES ({row})"
        );
        let mut booth = with_dead_letter("order_processor", &[names::ConfigChanged]);
        spoil(&booth, &put);
        assert_eq!(redrive(&mut booth), 1, "{row}");
        run_the_booth(&mut booth);
        spoil(&booth, &put);
        booth.restart();
        assert_eq!(count(&booth, "SELECT count(*) FROM redrive"), 0, "{row}");
        run_the_booth(&mut booth);
    }
}

#[test]
fn a_retained_event_that_cannot_be_read_keeps_no_new_service_away() {
    for spoiled in [
        format!("detail_type = {NO_TEXT}"),
        "detail_type = x'00'".to_owned(),
        format!("key = {NO_TEXT}"),
        "seq = 'x'".to_owned(),
        "seq = 99999".to_owned(),
    ] {
        let mut booth = Booth::open(3);
        booth.staff(Role::Barista, "Sam");
        spoil(&booth, "DELETE FROM consumers WHERE name IN ('privacy', 'order_manager')");
        let one = "WHERE detail_type = 'Access.SessionOpened'";
        spoil(&booth, &format!("UPDATE retained SET {spoiled} {one}"));
        let before = count(&booth, "SELECT count(*) FROM retained");
        booth.restart();
        assert_eq!(count(&booth, "SELECT count(*) FROM retained"), before - 1, "{spoiled}");
        booth.pass(1);
        booth.pass(1);
        booth.ask(Caller::Hub, Command::EndDay).unwrap();
    }
}

#[test]
fn an_open_session_that_cannot_be_read_is_gone_at_the_next_start() {
    for spoiled in [
        "session_id = 'x'".to_owned(),
        "session_id = x'01'".to_owned(),
        format!("role = {NO_TEXT}"),
        "role = x'00'".to_owned(),
    ] {
        let mut booth = Booth::open(4);
        booth.staff(Role::Barista, "Sam");
        spoil(&booth, &format!("UPDATE open_sessions SET {spoiled}"));
        booth.restart();
        assert_eq!(count(&booth, "SELECT count(*) FROM open_sessions"), 0, "{spoiled}");
        booth.staff(Role::Barista, "Sam");
    }
}

#[test]
fn a_timer_that_cannot_be_read_delays_no_other() {
    for spoiled in ["subject = 'an order'", "due_ms = 'soon'", "due_ms = -1", "due_ms = 0.5"] {
        let mut booth = Booth::open(5);
        let (first, second) = (booth.queued(), booth.queued());
        let one = "SELECT min(subject) FROM timers WHERE owner = 'order_processor'";
        spoil(&booth, &format!("UPDATE timers SET {spoiled} WHERE subject = ({one})"));
        booth.pass(WAIT_MS);
        let waits = |order| booth.state(order) == OrderState::Queued;
        assert_eq!([first, second].map(waits).iter().filter(|waits| **waits).count(), 1);
        assert_ne!(booth.last.next_due, Some(booth.now), "{spoiled}: nothing is due over and over");
    }
}

#[test]
fn a_late_delivery_that_cannot_be_read_keeps_no_projection_from_being_derived_again() {
    let mut booth = Booth::open(6);
    let order = booth.queued();
    let steps = booth.read(|s| s.journey(order)).len();
    let put = "INSERT INTO late_deliveries (consumer, seq, discarded) VALUES ('journey', 2.5, 1)";
    spoil(&booth, put);
    spoil(&booth, "UPDATE consumers SET lost = 1 WHERE name = 'journey'");
    booth.restart();
    booth.pass(1);
    booth.pass(1);
    assert_eq!(count(&booth, "SELECT count(*) FROM consumers WHERE lost = 1"), 0);
    assert_eq!(booth.read(|s| s.journey(order)).len(), steps);
}
