//! What a queue and a shift bring: counter orders, remakes, hand-overs, stations, tickets, waits.

use crema_api::commands::{
    Caller, ClaimSeveral, Command, CounterOrder, HandOver, Outcome, Place, Role, SetStation,
};
use crema_api::events::names as n;
use crema_api::ids::OrderId;
use crema_api::order::OrderState;
use crema_api::problem::{Refusal, RefusalKind};
use crema_api::store::StoreState;

use crate::booth::{Booth, kind, session_of};

fn at_counter(booth: &mut Booth, who: Caller, over: bool) -> Result<OrderId, Refusal> {
    let taken = CounterOrder {
        drink: "cappuccino".to_owned(),
        modifiers: [].into(),
        name: Some("Ann".to_owned()),
        complete: false,
        over_capacity: over,
    };
    match booth.ask(who, Command::CounterOrder(taken))? {
        Outcome::Order { order_id } => Ok(order_id),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_counter_order_needs_no_code_and_prints_a_slip() {
    let mut booth = Booth::open(1);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = at_counter(&mut booth, mia, false).unwrap();
    assert_eq!(
        booth.said(),
        [
            n::CounterOrderTaken,
            n::NumberWanted,
            n::NumberDrawn,
            n::WorkflowWaitingCompletion,
            n::WaitingCompletion,
            n::SlipWanted
        ]
    );
    let view = booth.view(order);
    assert!(view.counter);
    assert_eq!((view.state, view.place_in_line), (OrderState::Queued, Some(1)));
    booth.make(mia, order);
    assert_eq!(booth.said(), [n::OrderCompleted, n::OrderFinished]);
    let guest = booth.customer();
    assert_eq!(kind(at_counter(&mut booth, guest, false)), RefusalKind::NotAllowed);
    booth.set_store(StoreState::Closed);
    assert_eq!(kind(at_counter(&mut booth, mia, true)), RefusalKind::StoreNotOpen);
}

#[test]
fn a_full_booth_asks_once_before_a_counter_order() {
    let mut booth = Booth::open(2);
    let mia = booth.staff(Role::Barista, "Mia");
    booth.set_limits(|limits| limits.orders_in_flight_max = 1);
    booth.queued();
    assert_eq!(kind(at_counter(&mut booth, mia, false)), RefusalKind::BoothFull);
    let order = at_counter(&mut booth, mia, true).unwrap();
    assert_eq!(booth.state(order), OrderState::Queued);
    assert_eq!(booth.in_flight(), 2, "it counts as in flight");
}

#[test]
fn several_are_claimed_all_or_none() {
    let mut booth = Booth::open(3);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let orders: Vec<OrderId> = (0..3).map(|_| booth.queued()).collect();
    let several = |ids: &[OrderId]| Command::ClaimSeveral(ClaimSeveral { order_ids: ids.to_vec() });
    booth.step(leo, orders[2], Command::Claim).unwrap();
    assert_eq!(kind(booth.ask(mia, several(&orders))), RefusalKind::ClaimedByAnother);
    assert_eq!(booth.state(orders[0]), OrderState::Queued, "none of them");
    assert!(booth.said().is_empty());
    booth.ask(mia, several(&orders[..2])).unwrap();
    assert_eq!(booth.state(orders[1]), OrderState::Making);
    assert_eq!(kind(booth.ask(mia, several(&[]))), RefusalKind::BadInput);
}

#[test]
fn a_spoiled_drink_goes_to_the_top_and_its_ticket_says_so() {
    let mut booth = Booth::open(4);
    let mia = booth.staff(Role::Barista, "Mia");
    let (first, second) = (booth.queued(), booth.queued());
    let waiting = booth.queued();
    // One while it is being made, one that was handed over already.
    booth.step(mia, first, Command::Claim).unwrap();
    booth.step(mia, first, Command::Remake).unwrap();
    for step in [Command::Claim, Command::Complete, Command::Collect, Command::Remake] {
        booth.step(mia, second, step).unwrap();
    }
    let open = booth.read(|s| s.orders_in(&[OrderState::Queued])).orders;
    let places: Vec<OrderId> = open.iter().map(|order| order.id).collect();
    assert_eq!(places, [second, first, waiting]);
    for order in [first, second] {
        booth.step(mia, order, Command::Claim).unwrap();
        let ticket = booth.ticket();
        assert!(ticket.remake && !ticket.copy, "{ticket:?}");
    }
    booth.step(mia, first, Command::Reprint).unwrap();
    let again = booth.ticket();
    assert!(again.copy && !again.remake, "by a second one it would be made a third time");
    booth.step(mia, first, Command::Complete).unwrap();
    assert_eq!(booth.said(), [n::OrderCompleted, n::OrderFinished]);
    booth.step(mia, second, Command::Complete).unwrap();
    assert_eq!(booth.said(), [n::OrderReadyAgain], "its workflow had ended");
}

#[test]
fn moved_called_put_back() {
    let mut booth = Booth::open(5);
    let mia = booth.staff(Role::Barista, "Mia");
    let (first, second) = (booth.queued(), booth.queued());
    booth.step(mia, second, Command::MoveToTop).unwrap();
    assert_eq!(booth.view(second).place_in_line, Some(1));
    assert_eq!(booth.view(first).place_in_line, Some(2));
    assert_eq!(kind(booth.step(mia, first, Command::CallAgain)), RefusalKind::WrongState);
    booth.make(mia, second);
    booth.pass(800_000);
    booth.step(mia, second, Command::CallAgain).unwrap();
    assert_eq!(booth.view(second).calls, 1);
    booth.pass(800_000);
    assert_eq!(booth.state(second), OrderState::Ready, "its time begins anew");
    booth.step(mia, second, Command::Collect).unwrap();
    booth.step(mia, second, Command::PutBack).unwrap();
    assert_eq!(booth.state(second), OrderState::Ready);
    booth.pass(900_000);
    assert_eq!(booth.state(second), OrderState::Uncollected);
    booth.step(mia, second, Command::Remake).unwrap();
    assert_eq!(booth.view(second).calls, 0, "a new drink was not called");
}

#[test]
fn a_shift_changes() {
    let mut booth = Booth::open(6);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let (first, second) = (booth.queued(), booth.queued());
    booth.step(mia, first, Command::Claim).unwrap();
    booth.step(mia, second, Command::Claim).unwrap();
    booth.step(leo, first, Command::TakeOver).unwrap();
    assert_eq!(booth.said(), [n::OrderTakenOver]);
    assert_eq!(kind(booth.step(mia, first, Command::Complete)), RefusalKind::ClaimedByAnother);
    let hand = |to| Command::HandOver(HandOver { to });
    let nobody = crema_api::SessionId(uuid::Uuid::nil());
    assert_eq!(kind(booth.ask(mia, hand(nobody))), RefusalKind::BadInput);
    assert_eq!(booth.ask(mia, hand(session_of(leo))), Ok(Outcome::Count { count: 1 }));
    for order in [first, second] {
        booth.step(leo, order, Command::Complete).unwrap();
        assert!(booth.said().contains(&n::OrderFinished), "the workflow goes on as ever");
    }
}

#[test]
fn a_station_claims_only_its_drinks() {
    let mut booth = Booth::open(7);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    let station = |drinks: &[&str]| {
        let drinks = drinks.iter().map(|drink| (*drink).to_owned()).collect();
        Command::SetStation(SetStation { drinks })
    };
    booth.ask(mia, station(&["espresso"])).unwrap();
    assert_eq!(kind(booth.step(mia, order, Command::Claim)), RefusalKind::NotAllowed);
    let view = booth.read(|s| s.session(session_of(mia))).unwrap();
    assert_eq!(view.station, ["espresso"]);
    booth.ask(mia, station(&[])).unwrap();
    booth.step(mia, order, Command::Claim).unwrap();
}

#[test]
fn a_changed_order_keeps_its_place_and_reprints_what_is_on_paper() {
    let mut booth = Booth::open(8);
    let mia = booth.staff(Role::Barista, "Mia");
    let (order, _) = (booth.queued(), booth.queued());
    let change = |milk: &str| {
        let modifiers = [("Milk".to_owned(), milk.to_owned())].into();
        let drink = "flat-white".to_owned();
        Command::Place(Place { order_id: order, drink, modifiers, name: None })
    };
    booth.ask(mia, change("Soy")).unwrap();
    assert_eq!(booth.said(), [n::OrderChanged], "nothing is on paper yet");
    booth.step(mia, order, Command::Claim).unwrap();
    booth.step(mia, order, Command::Release).unwrap();
    booth.ask(mia, change("Whole")).unwrap();
    assert!(booth.ticket().changed);
    booth.step(mia, order, Command::Reprint).unwrap();
    let plain = booth.ticket();
    assert!(plain.copy && !plain.changed, "what is on paper is right now");
    let view = booth.view(order);
    assert_eq!(view.previous_drink.unwrap().special_milk(), Some("Soy"));
    assert_eq!((view.place_in_line, view.name.as_deref()), (Some(1), Some("Jo")));
}

#[test]
fn no_two_orders_stand_at_one_place() {
    let mut booth = Booth::open(17);
    let mia = booth.staff(Role::Barista, "Mia");
    let (first, second, third) = (booth.queued(), booth.queued(), booth.queued());
    booth.step(mia, second, Command::MoveToTop).unwrap();
    booth.step(mia, second, Command::Claim).unwrap();
    booth.step(mia, third, Command::MoveToTop).unwrap();
    booth.step(mia, second, Command::Release).unwrap();
    let places = |order| booth.view(order).place_in_line;
    assert_eq!([third, second, first].map(places), [Some(1), Some(2), Some(3)]);
}

#[test]
fn the_newest_are_the_last_made_whatever_the_wall_clock_says() {
    let mut booth = Booth::open(18);
    let mia = booth.staff(Role::Barista, "Mia");
    let mut made = Vec::new();
    for hours_back in [0, 9, 4] {
        booth.wall_shift_ms = -hours_back * 3_600_000;
        booth.pass(1_000);
        let order = booth.queued();
        for step in [Command::Claim, Command::Complete, Command::Collect] {
            booth.step(mia, order, step).unwrap();
        }
        made.push(order);
    }
    let newest = booth.read(|s| s.newest_orders_in(&[OrderState::Collected], 2)).orders;
    assert_eq!(newest.iter().map(|order| order.id).collect::<Vec<_>>(), made[1..]);
}

#[test]
fn a_drink_that_is_made_again_and_changed_says_both() {
    let mut booth = Booth::open(12);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    booth.step(mia, order, Command::Claim).unwrap();
    booth.step(mia, order, Command::Remake).unwrap();
    let modifiers = [("Milk".to_owned(), "Soy".to_owned())].into();
    let drink = "flat-white".to_owned();
    booth
        .ask(mia, Command::Place(Place { order_id: order, drink, modifiers, name: None }))
        .unwrap();
    booth.step(mia, order, Command::Claim).unwrap();
    let ticket = booth.ticket();
    assert!(ticket.remake && ticket.changed && !ticket.copy, "{ticket:?}");
}

#[test]
fn a_ticket_of_a_ready_drink_names_no_place_in_line() {
    let mut booth = Booth::open(13);
    let mia = booth.staff(Role::Barista, "Mia");
    let (first, second) = (booth.queued(), booth.queued());
    booth.step(mia, second, Command::Claim).unwrap();
    assert_eq!(booth.ticket().place_in_line, 2);
    booth.step(mia, second, Command::Complete).unwrap();
    booth.step(mia, second, Command::Reprint).unwrap();
    assert_eq!(booth.ticket().place_in_line, 0);
    booth.step(mia, first, Command::Reprint).unwrap();
    assert_eq!(booth.ticket().place_in_line, 1);
}

#[test]
fn an_idle_booth_is_not_a_slow_one() {
    let mut booth = Booth::open(15);
    let mia = booth.staff(Role::Barista, "Mia");
    for _ in 0..6 {
        booth.pass(20 * 60_000);
        let order = booth.queued();
        booth.step(mia, order, Command::Claim).unwrap();
        booth.pass(30_000);
        booth.step(mia, order, Command::Complete).unwrap();
    }
    let order = booth.queued();
    let waiting = booth.queued();
    assert_eq!(booth.view(waiting).expected_wait_min, Some(1));
    assert_eq!(booth.view(order).expected_wait_min, Some(1));
}

#[test]
fn a_hidden_name_is_gone_from_answers() {
    let mut booth = Booth::open(9);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    booth.step(mia, order, Command::HideName).unwrap();
    assert_eq!(booth.view(order).name, None);
}

#[test]
fn a_rush_of_71_an_hour_with_two_baristas_times_nobody_out() {
    let mut booth = Booth::open(13);
    let baristas = [booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo")];
    let mut hands: [Option<(OrderId, u64)>; 2] = [None, None];
    let mut waiting = std::collections::VecDeque::new();
    let mut orders = Vec::new();
    let (every, makes) = (3_600_000 / 71, 90_000);
    let mut clock = 0;
    while orders.len() < 20 || !waiting.is_empty() || hands.iter().any(Option::is_some) {
        if orders.len() < 20 && clock % every < 1_000 {
            let order = booth.queued();
            orders.push(order);
            waiting.push_back(order);
        }
        for (hand, barista) in hands.iter_mut().zip(baristas) {
            if let Some((order, since)) = *hand
                && clock >= since + makes
            {
                booth.step(barista, order, Command::Complete).unwrap();
                booth.step(barista, order, Command::Collect).unwrap();
                *hand = None;
            }
            if hand.is_none()
                && let Some(order) = waiting.pop_front()
            {
                booth.step(barista, order, Command::Claim).unwrap();
                *hand = Some((order, clock));
            }
        }
        clock += 1_000;
        booth.pass(1_000);
    }
    for order in orders {
        assert_eq!(booth.state(order), OrderState::Collected);
    }
}

#[test]
fn twenty_minutes_without_power_time_nobody_out() {
    const OFF_MS: u64 = 20 * 60_000;
    for powered in [false, true] {
        let mut booth = Booth::open(14);
        let guest = booth.customer();
        let started = booth.start(guest).unwrap();
        let queued = booth.queued();
        booth.pass(1_000);
        let wall_before = booth.last_wall_ms();
        if powered {
            booth.pass(OFF_MS);
        } else {
            // The wall clock goes on; booth time goes on from where the database has it.
            booth.restart();
            booth.wall_shift_ms += i64::try_from(OFF_MS).unwrap();
            booth.now = booth.core.booth_ms();
            booth.pass(0);
        }
        let later = booth.last_wall_ms() - wall_before;
        assert_eq!(later, i64::try_from(OFF_MS).unwrap(), "the wall clock shows it");
        let gone = |booth: &Booth, order| booth.view(order).state == OrderState::TimedOut;
        assert_eq!(gone(&booth, started), powered, "powered: {powered}");
        assert_eq!(gone(&booth, queued), powered, "powered: {powered}");
        if !powered {
            let wait_ms = crate::booth::orders::WAIT_MS;
            booth.pass(wait_ms - 2_000);
            assert!(!gone(&booth, queued), "it has all the time that was left");
            booth.pass(1_000);
            assert!(gone(&booth, queued), "and no more");
        }
    }
}
