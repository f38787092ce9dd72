//! Ordering keys, shown on the booth's real services: what one of them fails on holds up the later
//! events of the same key and no others, and a late delivery acts on what its event was about and
//! never on whatever is there by then.

use crema_api::commands::{Caller, Command, Outcome, RenewPins, Report, Role, StartOccasion};
use crema_api::events::names;
use crema_api::events::printer::Condition;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;
use crema_api::{OrderId, Seq, SessionId};
use rusqlite::Connection;

use crate::booth::flaky::booth_with_flaky;
use crate::booth::log::dump_tables;
use crate::booth::{Booth, kind, session_of};

fn redrive(booth: &mut Booth) -> u32 {
    match booth.ask(Caller::Hub, Command::Redrive).unwrap() {
        Outcome::Count { count } => count,
        other => panic!("{other:?}"),
    }
}

fn dead_letters(booth: &Booth) -> u32 {
    booth.read(|s| s.store()).unwrap().dead_letters
}

fn state_of(booth: &Booth, order: OrderId) -> OrderState {
    booth.read(|s| s.order(order)).unwrap().state
}

fn count(booth: &Booth, sql: &str) -> u32 {
    Connection::open(booth.path()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

fn begin_occasion(booth: &mut Booth) {
    let start =
        StartOccasion { name: "The next one".to_owned(), start: None, end: None, menu: None };
    booth.ask(Caller::Hub, Command::StartOccasion(start)).unwrap();
}

#[test]
fn an_old_pause_is_not_carried_out_after_the_store_has_opened_again() {
    let (mut booth, broken) = booth_with_flaky(1, "order_processor", &[names::ConfigChanged]);
    broken.set(true);
    booth.set_store(StoreState::Paused);
    broken.set(false);
    booth.set_store(StoreState::Open);
    assert_eq!(dead_letters(&booth), 2, "the later configuration waits behind the earlier one");
    assert_eq!(redrive(&mut booth), 2);
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    assert_eq!(state_of(&booth, order), OrderState::Started, "{:?}", booth.said());
}

#[test]
fn the_day_s_end_closes_the_store_of_that_day_and_of_no_later_one() {
    let (mut booth, broken) = booth_with_flaky(2, "config", &[names::DayEnded]);
    broken.set(true);
    booth.ask(Caller::Hub, Command::EndDay).unwrap();
    broken.set(false);
    let open = crema_api::commands::SetStore {
        state: Some(StoreState::Open),
        ..crema_api::commands::SetStore::default()
    };
    let refused = booth.ask(Caller::Hub, Command::SetStore(open)).unwrap_err();
    assert_eq!(refused.kind, RefusalKind::HeldUp, "{refused}");
    assert!(refused.detail.contains("Redrive"), "{refused}");
    assert!(booth.said().is_empty());
    assert_eq!(redrive(&mut booth), 1);
    assert_eq!(booth.read(|s| s.store()).unwrap().store.state, StoreState::Closed);
    booth.set_store(StoreState::Open);
    assert_eq!(redrive(&mut booth), 0);
    assert_eq!(booth.read(|s| s.store()).unwrap().store.state, StoreState::Open);
}

#[test]
fn a_late_day_s_end_erases_what_was_over_then_and_leaves_who_is_waiting_now() {
    let (mut booth, broken) = booth_with_flaky(3, "privacy", &[names::DayEnded]);
    let mia = booth.staff(Role::Barista, "Mia");
    let old = booth.queued();
    for step in [Command::Claim, Command::Complete, Command::Collect] {
        booth.step(mia, old, step).unwrap();
    }
    let old_code = booth.code().unwrap();
    broken.set(true);
    booth.ask(Caller::Hub, Command::EndDay).unwrap();
    broken.set(false);
    assert_eq!(count(&booth, "SELECT count(*) FROM names_on_cups"), 1, "it failed");

    // The next morning: an order waits, and a code is on the board.
    booth.pass(3_600_000);
    booth.set_store(StoreState::Open);
    let now = booth.queued();
    let code = booth.code().unwrap();
    assert_ne!(code, old_code);
    redrive(&mut booth);
    assert_eq!(dead_letters(&booth), 0);
    let named = booth.read(|s| s.order(now)).unwrap().name;
    assert_eq!(named.as_deref(), Some("Jo"), "the one who waits is still called by name");
    assert_eq!(booth.read(|s| s.order(old)).unwrap().name, None, "that day's is erased");
    assert_eq!(booth.code(), Some(code), "and the code on the board is the same");
    let guest = booth.customer();
    booth.start(guest).unwrap();
    let live = "SELECT count(*) FROM secrets WHERE kind = 'task_token'";
    assert_eq!(count(&booth, live), 2, "of the two orders in flight");
}

#[test]
fn a_late_occasion_cancels_the_orders_of_the_one_before_and_no_others() {
    let (mut booth, broken) = booth_with_flaky(4, "order_manager", &[names::OccasionStarted]);
    let mia = booth.staff(Role::Barista, "Mia");
    let (old, ready) = (booth.queued(), booth.queued());
    booth.step(mia, ready, Command::Claim).unwrap();
    booth.step(mia, ready, Command::Complete).unwrap();
    broken.set(true);
    begin_occasion(&mut booth);
    broken.set(false);
    booth.set_store(StoreState::Open);
    let new = booth.queued();
    redrive(&mut booth);
    assert_eq!(dead_letters(&booth), 0);
    assert_eq!(state_of(&booth, old), OrderState::Cancelled);
    assert_eq!(state_of(&booth, ready), OrderState::Uncollected);
    assert_eq!(state_of(&booth, new), OrderState::Queued);
}

#[test]
fn a_late_close_and_cancel_cancels_who_was_there_and_nobody_who_came_later() {
    let (mut booth, broken) = booth_with_flaky(5, "order_manager", &[names::ConfigChanged]);
    let old = booth.queued();
    broken.set(true);
    booth.ask(Caller::Hub, Command::CloseAndCancel).unwrap();
    booth.set_store(StoreState::Open);
    let new = booth.queued();
    broken.set(false);
    redrive(&mut booth);
    assert_eq!(dead_letters(&booth), 0);
    assert_eq!(state_of(&booth, old), OrderState::Cancelled);
    assert_eq!(state_of(&booth, new), OrderState::Queued);
}

#[test]
fn a_late_number_or_timeout_of_an_order_that_is_over_changes_nothing_and_is_done() {
    let fails_on = &[names::WorkflowWaitingCompletion, names::OrderTimeOut];
    let (mut booth, broken) = booth_with_flaky(13, "order_manager", fails_on);
    let (guest, late) = (booth.customer(), booth.customer());
    let numbered = booth.start(guest).unwrap();
    let started = booth.start(late).unwrap();
    broken.set(true);
    booth.place(guest, numbered, "Jo").unwrap();
    booth.pass(300_000);
    broken.set(false);
    assert_eq!(dead_letters(&booth), 2, "{:?}", booth.said());
    booth.ask(Caller::Hub, Command::CloseAndCancel).unwrap();
    assert_eq!(state_of(&booth, numbered), OrderState::Cancelled);
    assert_eq!(state_of(&booth, started), OrderState::Cancelled);
    redrive(&mut booth);
    assert_eq!(dead_letters(&booth), 0, "{:?}", booth.said());
    assert_eq!(state_of(&booth, numbered), OrderState::Cancelled);
    assert_eq!(state_of(&booth, started), OrderState::Cancelled);
}

#[test]
fn a_late_occasion_ends_the_sessions_of_then_and_not_of_who_paired_since() {
    let (mut booth, broken) = booth_with_flaky(6, "access", &[names::OccasionStarted]);
    let mia = booth.staff(Role::Barista, "Mia");
    broken.set(true);
    begin_occasion(&mut booth);
    broken.set(false);
    let ben = booth.staff(Role::Barista, "Ben");
    let renew = RenewPins { roles: vec![Role::Barista] };
    assert_eq!(kind(booth.ask(Caller::Hub, Command::RenewPins(renew))), RefusalKind::HeldUp);
    redrive(&mut booth);
    let paired = booth.read(|s| s.sessions()).sessions;
    let paired: Vec<SessionId> = paired.iter().map(|session| session.session_id).collect();
    assert!(!paired.contains(&session_of(mia)) && paired.contains(&session_of(ben)));
}

#[test]
fn a_printer_is_shown_as_it_reported_last_whatever_came_late() {
    let (mut booth, broken) = booth_with_flaky(7, "devices", &[names::PrinterStatusChanged]);
    let device = booth.device(Role::Device, "Bar");
    let reports = |booth: &mut Booth, condition| {
        let report = Report::Condition { printer: "bar".to_owned(), condition };
        booth.ask(device, Command::Report(report)).unwrap();
    };
    reports(&mut booth, Condition::Ok);
    broken.set(true);
    reports(&mut booth, Condition::PaperOut);
    broken.set(false);
    reports(&mut booth, Condition::Ok);
    assert_eq!(redrive(&mut booth), 2);
    assert_eq!(booth.read(|s| s.store()).unwrap().printers[0].condition, Condition::Ok);
    let redriven = dump_tables(&booth.path(), &[]);
    booth.core.rebuild_projections().unwrap();
    assert!(dump_tables(&booth.path(), &[]) == redriven, "as if it had never failed");
}

#[test]
fn a_confirmed_order_is_not_timed_out_behind_a_dead_letter() {
    let (mut booth, broken) = booth_with_flaky(8, "order_processor", &[names::OrderPlaced]);
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    broken.set(true);
    booth.place(guest, order, "Jo").unwrap();
    broken.set(false);
    booth.pass(300_000);
    assert!(!booth.said().contains(&names::OrderTimeOut), "{:?}", booth.said());
    assert_eq!(state_of(&booth, order), OrderState::Started);
    let not_due = booth.last.next_due.is_none_or(|due| due > booth.now);
    assert!(not_due, "a timer that waits is not due");
    assert!(redrive(&mut booth) >= 1);
    assert_eq!((state_of(&booth, order), dead_letters(&booth)), (OrderState::Queued, 0));
    // Its wait begins when it is queued, and ends as every other.
    booth.pass(899_000);
    assert_eq!(state_of(&booth, order), OrderState::Queued);
    booth.pass(2_000);
    assert_eq!(state_of(&booth, order), OrderState::TimedOut);
}

#[test]
fn a_drink_that_is_being_made_is_not_timed_out_behind_a_dead_letter() {
    let (mut booth, broken) = booth_with_flaky(9, "order_processor", &[names::MakeOrder]);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    broken.set(true);
    booth.step(mia, order, Command::Claim).unwrap();
    broken.set(false);
    booth.pass(1_000_000);
    assert_eq!((state_of(&booth, order), dead_letters(&booth)), (OrderState::Making, 1));
    assert_eq!(redrive(&mut booth), 1);
    booth.pass(1_000_000);
    booth.step(mia, order, Command::Complete).unwrap();
    assert_eq!((state_of(&booth, order), dead_letters(&booth)), (OrderState::Ready, 0));
    assert!(booth.said().contains(&names::OrderFinished), "{:?}", booth.said());
}

#[test]
fn a_timer_that_waited_runs_when_what_it_waited_for_is_delivered() {
    let (mut booth, broken) = booth_with_flaky(10, "order_processor", &[names::OrderChanged]);
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    broken.set(true);
    booth.place(guest, order, "Jo Ann").unwrap();
    assert!(booth.said().contains(&names::DeliveryFailed), "{:?}", booth.said());
    broken.set(false);
    booth.pass(1_000_000);
    assert_eq!(state_of(&booth, order), OrderState::Queued);
    assert_eq!(redrive(&mut booth), 1);
    booth.pass(0);
    assert_eq!(state_of(&booth, order), OrderState::TimedOut, "{:?}", booth.said());
}

#[test]
fn a_command_on_a_key_that_is_held_up_is_refused_in_words_and_all_others_are_done() {
    let fails_on = &[names::WorkflowWaitingCompletion];
    let (mut booth, broken) = booth_with_flaky(11, "order_manager", fails_on);
    let mia = booth.staff(Role::Barista, "Mia");
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    broken.set(true);
    booth.place(guest, order, "Jo").unwrap();
    broken.set(false);
    let other = booth.queued();
    let refused = booth.cancel(guest, order).unwrap_err();
    assert_eq!((refused.kind, refused.kind.status()), (RefusalKind::HeldUp, 503));
    assert!(refused.detail.contains("crew"), "{refused}");
    assert!(booth.said().is_empty(), "{:?}", booth.said());
    assert_eq!(kind(booth.step(mia, order, Command::Claim)), RefusalKind::HeldUp);
    booth.step(mia, other, Command::Claim).unwrap();

    // The same request again is done once nothing is in its way.
    let again = booth.call(mia, Command::Claim(crema_api::commands::OneOrder { order_id: order }));
    assert_eq!(kind(booth.give(again.clone())), RefusalKind::HeldUp);
    redrive(&mut booth);
    booth.give(again).unwrap();
    assert_eq!(state_of(&booth, order), OrderState::Making);
}

#[test]
fn a_failure_says_what_failed_and_quotes_no_data() {
    const SECRET: &str = "Rumpelstiltskin";
    let mut booth = Booth::open(12);
    let fails: [(&'static str, fn() -> Result<(), crema_core::Fault>); 3] = [
        ("talks", || Err(crema_core::Fault::broken(SECRET))),
        ("panics", || panic!("{SECRET}")),
        ("parses", || Ok(serde_json::from_str::<u32>("\"Rumpelstiltskin\"").map(drop)?)),
    ];
    crate::booth::flaky::reopen(&mut booth, |services| {
        for (name, fail) in fails {
            let loud = crate::booth::failing::Loud { name, fail };
            services.all.push(crema_core::kernel::consumer::Service::event_handler(loud));
        }
    });
    let guest = booth.customer();
    booth.start(guest).unwrap();
    let told: Vec<String> = booth
        .events_after(Seq(0), 10_000)
        .into_iter()
        .filter(|event| event.fact.detail_type() == names::DeliveryFailed)
        .map(|event| event.detail.to_string())
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for (told, (name, _)) in told.iter().zip(fails) {
        assert!(told.contains(name) && told.contains(names::NewOrder), "{told}");
    }
    let everything = dump_tables(&booth.path(), &[]).join("\n");
    assert!(!everything.contains(SECRET), "a failure's own words are for the log of the machine");
}
