//! What was delivered late counts where it was handled and nowhere else: a replay, an imported
//! recording and a look back at an order agree with the tables as they were at each moment.

use std::collections::BTreeMap;

use crema_api::answers::OrderView;
use crema_api::commands::{Caller, Command, Discard, Role, StopExecution};
use crema_api::events::names as n;
use crema_api::ids::{OrderId, Seq};
use crema_api::order::OrderState;
use crema_api::store::StoreState;
use crema_core::reads::OrderThen;
use rusqlite::Connection;

use crate::booth::Booth;
use crate::booth::failing::Switch;
use crate::booth::flaky::{booth_with_flaky, make_flaky, reopen, take_out};
use crate::booth::log::{dump_log, dump_tables};
use crate::booth::orders::WAIT_MS;
use crate::replay::{dump_folds, log_of, own_fields};

/// An order at each moment at which somebody looked.
#[derive(Default)]
struct Seen(BTreeMap<(OrderId, Seq), Option<OrderView>>);

impl Seen {
    fn look(&mut self, booth: &Booth, order: OrderId) {
        let head = booth.core.head();
        self.0.insert((order, head), booth.view_if_there(order));
    }

    /// The order is now as `state` says, and each account of its life is that of its table.
    fn hold(mut self, mut booth: Booth, order: OrderId, state: OrderState) {
        assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0);
        assert_eq!(booth.state(order), state);
        self.look(&booth, order);
        for ((order, at), then) in self.0 {
            let found = booth.view_at(order, at);
            let without_time = |view: Option<OrderView>| {
                view.map(|view| OrderView { booth_ms: 0, ..own_fields(view) })
            };
            assert_eq!(without_time(found), without_time(then), "as of event {at}");
        }
        let folds = dump_folds(&booth.path());
        let mut copy = Booth::new(1);
        copy.core.import(&log_of(&booth), [7; 32]).unwrap();
        assert_eq!(dump_log(&copy.path()), dump_log(&booth.path()));
        assert_eq!(dump_folds(&copy.path()), folds, "imported");
        let before = dump_tables(&booth.path(), &[]);
        booth.core.replay_deciders().unwrap();
        assert_eq!(dump_tables(&booth.path(), &[]), before, "replayed");
    }
}

fn redrive(booth: &mut Booth) {
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    for _ in 0..3 {
        booth.pass(1);
    }
}

#[test]
fn an_order_that_was_queued_after_its_timeout_was_due_is_timed_out() {
    let fails_on = &[n::WorkflowWaitingCompletion];
    let (mut booth, broken) = booth_with_flaky(1, "order_manager", fails_on);
    let (mut seen, guest) = (Seen::default(), booth.customer());
    let order = booth.start(guest).unwrap();
    broken.set(true);
    booth.place(guest, order, "Jo").unwrap();
    seen.look(&booth, order);
    booth.pass(WAIT_MS);
    assert!(booth.said().contains(&n::OrderTimeOut), "{:?}", booth.said());
    seen.look(&booth, order);
    broken.set(false);
    redrive(&mut booth);
    seen.hold(booth, order, OrderState::TimedOut);
}

#[test]
fn an_order_begins_with_the_room_that_it_got_late_and_not_with_its_stop() {
    let (mut booth, broken) = booth_with_flaky(2, "order_manager", &[n::RoomWanted]);
    let crew = booth.staff(Role::Crew, "Ada");
    let (mut seen, guest) = (Seen::default(), booth.customer());
    broken.set(true);
    let order = booth.start(guest).unwrap();
    broken.set(false);
    seen.look(&booth, order);
    let stop = StopExecution { order_id: order, reason: None };
    booth.ask(crew, Command::StopExecution(stop)).unwrap();
    seen.look(&booth, order);
    booth.pass(1_000);
    redrive(&mut booth);
    seen.hold(booth, order, OrderState::Cancelled);
}

#[test]
fn a_timeout_that_comes_after_the_end_changes_nothing_in_any_account() {
    let (mut booth, broken) = booth_with_flaky(3, "order_manager", &[n::OrderTimeOut]);
    let (mut seen, order) = (Seen::default(), booth.queued());
    broken.set(true);
    booth.pass(WAIT_MS);
    broken.set(false);
    seen.look(&booth, order);
    booth.ask(Caller::Hub, Command::CloseAndCancel).unwrap();
    seen.look(&booth, order);
    redrive(&mut booth);
    seen.hold(booth, order, OrderState::Cancelled);
}

#[test]
fn a_workflow_that_failed_unheard_leaves_no_mark_on_an_order_that_was_cancelled_since() {
    let (mut booth, broken) = (Booth::open(4), Switch::on());
    let mia = booth.staff(Role::Barista, "Mia");
    let (mut seen, order) = (Seen::default(), booth.queued());
    // Its definition can no longer be read, so it fails at the next event.
    let spoil = "UPDATE processor_definitions SET json = 'no JSON'";
    assert!(Connection::open(booth.path()).unwrap().execute(spoil, []).unwrap() > 0);
    reopen(&mut booth, |services| {
        make_flaky(services, "order_manager", &[n::WorkflowFailed], &broken);
    });
    booth.step(mia, order, Command::Claim).unwrap();
    assert!(booth.said().contains(&n::WorkflowFailed), "{:?}", booth.said());
    broken.set(false);
    seen.look(&booth, order);
    booth.ask(Caller::Hub, Command::CloseAndCancel).unwrap();
    redrive(&mut booth);
    seen.hold(booth, order, OrderState::Cancelled);
}

#[test]
fn the_pace_begins_again_where_the_late_occasion_was_handled() {
    let (mut booth, broken) = booth_with_flaky(5, "order_manager", &[n::OccasionStarted]);
    let mia = booth.staff(Role::Barista, "Mia");
    let [first, second, third] = [booth.queued(), booth.queued(), booth.queued()];
    for order in [first, second] {
        booth.pass(30_000);
        booth.make(mia, order);
    }
    broken.set(true);
    booth.begin_occasion("Another hall");
    let leo = booth.staff(Role::Barista, "Leo");
    booth.pass(30_000);
    booth.make(leo, third);
    broken.set(false);
    booth.pass(1_000);
    redrive(&mut booth);
    booth.set_store(StoreState::Open);
    Seen::default().hold(booth, third, OrderState::Uncollected);
}

#[test]
fn what_the_crew_discarded_never_happened_to_the_order() {
    let (mut booth, broken) = booth_with_flaky(6, "order_manager", &[n::OrderTimeOut]);
    let (mut seen, order) = (Seen::default(), booth.queued());
    broken.set(true);
    booth.pass(WAIT_MS);
    broken.set(false);
    seen.look(&booth, order);
    let seq = booth.read(|s| s.dead_letters()).dead_letters[0].seq;
    let discard = Discard { consumer: "order_manager".to_owned(), seq };
    booth.ask(Caller::Hub, Command::Discard(discard)).unwrap();
    seen.hold(booth, order, OrderState::Queued);
}

#[test]
fn what_a_service_that_was_away_caught_up_with_counts_where_it_was_handled() {
    let mut booth = Booth::open(7);
    let crew = booth.staff(Role::Crew, "Ada");
    let (mut seen, guest) = (Seen::default(), booth.customer());
    take_out(&mut booth, "order_manager");
    let order = booth.start(guest).unwrap();
    booth.pass(1_000);
    let stop = StopExecution { order_id: order, reason: None };
    booth.ask(crew, Command::StopExecution(stop)).unwrap();
    booth.pass(1_000);
    reopen(&mut booth, |_| {});
    for _ in 0..5 {
        booth.pass(1);
    }
    seen.look(&booth, order);
    seen.hold(booth, order, OrderState::Cancelled);
}

#[test]
fn an_order_as_it_was_is_not_known_while_its_journey_or_its_manager_is_away() {
    let mut booth = Booth::open(8);
    let order = booth.queued();
    let queued_at = booth.core.head();
    let mia = booth.staff(Role::Barista, "Mia");
    for service in ["journey", "order_manager"] {
        let before = booth.core.head();
        take_out(&mut booth, service);
        let later = booth.staff(Role::Barista, "Leo");
        assert!(matches!(later, Caller::Session(..)));
        let now = booth.core.head();
        let then = |booth: &Booth, at| booth.read(|s| s.order_at(order, at));
        assert_eq!(then(&booth, now), OrderThen::CatchingUp, "{service}");
        assert!(booth.view_at(order, before).is_some(), "what it had seen is known");
        reopen(&mut booth, |_| {});
        for _ in 0..5 {
            booth.pass(0);
        }
        assert_eq!(booth.view_at(order, now).unwrap().state, OrderState::Queued);
    }
    booth.step(mia, order, Command::Claim).unwrap();
    assert_eq!(booth.view_at(order, booth.core.head()).unwrap().state, OrderState::Making);
    assert_eq!(booth.view_at(order, queued_at).unwrap().state, OrderState::Queued);
}

#[test]
fn an_order_as_it_was_does_not_depend_on_what_its_journey_lacks() {
    let (mut booth, broken) = booth_with_flaky(9, "journey", &[n::MakeOrder]);
    let mia = booth.staff(Role::Barista, "Mia");
    let (mut seen, order) = (Seen::default(), booth.queued());
    broken.set(true);
    booth.step(mia, order, Command::Claim).unwrap();
    broken.set(false);
    seen.look(&booth, order);
    booth.step(mia, order, Command::Complete).unwrap();
    seen.look(&booth, order);
    let seq = booth.read(|s| s.dead_letters()).dead_letters[0].seq;
    assert_eq!(booth.view_at(order, booth.core.head()).unwrap().state, OrderState::Ready);
    let discard = Discard { consumer: "journey".to_owned(), seq };
    booth.ask(Caller::Hub, Command::Discard(discard)).unwrap();
    seen.hold(booth, order, OrderState::Ready);
}

#[test]
fn an_order_as_it_was_counts_its_events_that_cannot_be_read() {
    let mut booth = Booth::open(10);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    booth.make(mia, order);
    let damage = "UPDATE events SET detail = 'no JSON' WHERE detail_type = ?1";
    let connection = Connection::open(booth.path()).unwrap();
    assert_eq!(connection.execute(damage, [n::OrderCompleted]).unwrap(), 1);
    let then = booth.view_at(order, booth.core.head()).unwrap();
    assert_eq!((then.state, then.unreadable), (OrderState::Making, 1));
}

#[test]
fn an_order_is_looked_for_after_no_event_beyond_the_last() {
    let mut booth = Booth::open(11);
    let order = booth.queued();
    let head = booth.core.head();
    assert_eq!(booth.view_at(order, Seq(u64::MAX)), booth.view_at(order, head));
}
