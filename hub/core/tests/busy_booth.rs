//! What a queue, a shift and a day bring: counter orders, remakes, hand-overs, stations, the
//! day's end.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod booth;

use booth::{Booth, kind, session_of};
use crema_api::Fact;
use crema_api::commands::{
    Caller, ClaimSeveral, Command, CounterOrder, HandOver, Outcome, Place, Role, SetBranding,
    SetMenu, SetStation, SetStore,
};
use crema_api::events::names as n;
use crema_api::events::order_manager::TicketWanted;
use crema_api::ids::OrderId;
use crema_api::order::OrderState;
use crema_api::problem::{Refusal, RefusalKind};
use crema_api::store::StoreState;

fn at_counter(booth: &mut Booth, who: Caller, over: bool) -> Result<OrderId, Refusal> {
    let taken = CounterOrder {
        drink: "cappuccino".to_owned(),
        modifiers: [].into(),
        name: Some("Ann".to_owned()),
        over_capacity: over,
    };
    match booth.ask(who, Command::CounterOrder(taken))? {
        Outcome::Order { order_id } => Ok(order_id),
        other => panic!("{other:?}"),
    }
}

fn ticket(booth: &Booth) -> TicketWanted {
    let found = booth.last.events.iter().find_map(|event| match &event.fact {
        Fact::TicketWanted(wanted) => Some(wanted.clone()),
        _ => None,
    });
    found.expect("a ticket")
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
    let view = booth.read(|s| s.order(order)).unwrap();
    assert!(view.counter);
    assert_eq!((view.state, view.place_in_line), (OrderState::Queued, Some(1)));
    booth.step(mia, order, Command::Claim).unwrap();
    booth.step(mia, order, Command::Complete).unwrap();
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
    assert_eq!(booth.read(|s| s.store()).unwrap().in_flight, 2, "it counts as in flight");
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
        let ticket = ticket(&booth);
        assert!(ticket.remake && !ticket.copy, "{ticket:?}");
    }
    booth.step(mia, first, Command::Reprint).unwrap();
    let again = ticket(&booth);
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
    assert_eq!(booth.read(|s| s.order(second)).unwrap().place_in_line, Some(1));
    assert_eq!(booth.read(|s| s.order(first)).unwrap().place_in_line, Some(2));
    assert_eq!(kind(booth.step(mia, first, Command::CallAgain)), RefusalKind::WrongState);
    booth.step(mia, second, Command::Claim).unwrap();
    booth.step(mia, second, Command::Complete).unwrap();
    booth.pass(800_000);
    booth.step(mia, second, Command::CallAgain).unwrap();
    assert_eq!(booth.read(|s| s.order(second)).unwrap().calls, 1);
    booth.pass(800_000);
    assert_eq!(booth.state(second), OrderState::Ready, "its time begins anew");
    booth.step(mia, second, Command::Collect).unwrap();
    booth.step(mia, second, Command::PutBack).unwrap();
    assert_eq!(booth.state(second), OrderState::Ready);
    booth.pass(900_000);
    assert_eq!(booth.state(second), OrderState::Uncollected);
    booth.step(mia, second, Command::Remake).unwrap();
    assert_eq!(booth.read(|s| s.order(second)).unwrap().calls, 0, "a new drink was not called");
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
    assert!(ticket(&booth).changed);
    booth.step(mia, order, Command::Reprint).unwrap();
    let plain = ticket(&booth);
    assert!(plain.copy && !plain.changed, "what is on paper is right now");
    let view = booth.read(|s| s.order(order)).unwrap();
    assert_eq!(view.previous_drink.unwrap().special_milk(), Some("Soy"));
    assert_eq!((view.place_in_line, view.name.as_deref()), (Some(1), Some("Jo")));
}

#[test]
fn a_menu_is_bounded_in_all_its_words() {
    let mut booth = Booth::open(20);
    let crew = booth.staff(Role::Crew, "Ada");
    let menu = booth.read(|s| s.menu()).menu;
    let long = "x".repeat(200);
    for (tag, word) in
        [("de", long.as_str()), ("de", "a\u{7}b"), ("no language", "Milch"), ("", "x")]
    {
        let mut wrong = menu.clone();
        wrong.drinks[0].names.insert(tag.to_owned(), word.to_owned());
        let set = Command::SetMenu(SetMenu { menu: wrong });
        assert_eq!(kind(booth.ask(crew, set)), RefusalKind::BadInput, "{tag:?}: {word:?}");
    }
    let mut many = menu.clone();
    for nth in 0..99 {
        many.drinks[0].names.insert(format!("x{nth}"), "Kaffee".to_owned());
    }
    let set = Command::SetMenu(SetMenu { menu: many });
    assert_eq!(kind(booth.ask(crew, set)), RefusalKind::BadInput);
    booth.ask(crew, Command::SetMenu(SetMenu { menu })).unwrap();
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
    let places = |order| booth.read(|s| s.order(order)).unwrap().place_in_line;
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
fn a_pause_ends_in_what_it_interrupted() {
    let mut booth = Booth::open(19);
    let crew = booth.staff(Role::Crew, "Ada");
    let state = |booth: &Booth| booth.read(|s| s.store()).unwrap().store.state;
    for (before, after) in [
        (StoreState::Open, StoreState::Open),
        (StoreState::LastOrders, StoreState::LastOrders),
        (StoreState::Closed, StoreState::Open),
    ] {
        booth.set_store(before);
        // Twice: a longer pause is still the same one.
        for minutes in [5, 10] {
            let (state, pause_min) = (Some(StoreState::Paused), Some(minutes));
            let pause = SetStore { state, pause_min, ..SetStore::default() };
            booth.ask(crew, Command::SetStore(pause)).unwrap();
        }
        booth.pass(10 * 60_000);
        assert_eq!(state(&booth), after, "after a pause of {before:?}");
    }
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
    let ticket = ticket(&booth);
    assert!(ticket.remake && ticket.changed && !ticket.copy, "{ticket:?}");
}

#[test]
fn a_ticket_of_a_ready_drink_names_no_place_in_line() {
    let mut booth = Booth::open(13);
    let mia = booth.staff(Role::Barista, "Mia");
    let (first, second) = (booth.queued(), booth.queued());
    booth.step(mia, second, Command::Claim).unwrap();
    assert_eq!(ticket(&booth).place_in_line, 2);
    booth.step(mia, second, Command::Complete).unwrap();
    booth.step(mia, second, Command::Reprint).unwrap();
    assert_eq!(ticket(&booth).place_in_line, 0);
    booth.step(mia, first, Command::Reprint).unwrap();
    assert_eq!(ticket(&booth).place_in_line, 1);
}

#[test]
fn an_order_counts_once_for_how_it_ended() {
    let mut booth = Booth::open(14);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    for step in [Command::Claim, Command::Complete, Command::Collect, Command::PutBack] {
        booth.step(mia, order, step).unwrap();
    }
    let count = |booth: &Booth, name: &str| {
        booth.read(|s| s.figures(None)).counts.get(name).copied().unwrap_or(0)
    };
    assert_eq!(count(&booth, "collected"), 0);
    booth.step(mia, order, Command::Collect).unwrap();
    booth.step(mia, order, Command::Recall).unwrap();
    booth.step(mia, order, Command::TakeBack).unwrap();
    assert_eq!((count(&booth, "made"), count(&booth, "collected")), (1, 1));
    let other = booth.queued();
    for step in [Command::Claim, Command::Complete] {
        booth.step(mia, other, step).unwrap();
    }
    booth.pass(900_000);
    assert_eq!(count(&booth, "uncollected"), 1);
    booth.step(mia, other, Command::Collect).unwrap();
    assert_eq!((count(&booth, "uncollected"), count(&booth, "collected")), (0, 2));
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
    assert_eq!(booth.read(|s| s.order(waiting)).unwrap().expected_wait_min, Some(1));
    assert_eq!(booth.read(|s| s.order(order)).unwrap().expected_wait_min, Some(1));
}

#[test]
fn what_is_left_of_a_day_or_an_occasion_is_on_no_tablet_afterwards() {
    let mut booth = Booth::open(16);
    let mia = booth.staff(Role::Crew, "Mia");
    let listed = |booth: &Booth| {
        let states = [OrderState::Ready, OrderState::Uncollected];
        booth.read(|s| s.orders_in(&states)).orders.len()
    };
    booth.pass(1_000);
    let left = booth.queued();
    for step in [Command::Claim, Command::Complete] {
        booth.step(mia, left, step).unwrap();
    }
    booth.pass(900_000);
    let ready = booth.queued();
    for step in [Command::Claim, Command::Complete] {
        booth.step(mia, ready, step).unwrap();
    }
    assert_eq!(listed(&booth), 2);
    booth.ask(mia, Command::EndDay).unwrap();
    assert_eq!(booth.state(ready), OrderState::Uncollected);
    assert_eq!(listed(&booth), 0, "the day's end clears the counter");
    booth.set_store(StoreState::Open);
    booth.pass(1_000);
    let next_day = booth.queued();
    for step in [Command::Claim, Command::Complete] {
        booth.step(mia, next_day, step).unwrap();
    }
    assert_eq!(listed(&booth), 1);
    booth.begin_occasion("Another");
    assert_eq!(booth.state(next_day), OrderState::Uncollected);
    assert_eq!(listed(&booth), 0, "and so does a new occasion");
}

#[test]
fn a_hidden_name_is_gone_from_answers() {
    let mut booth = Booth::open(9);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    booth.step(mia, order, Command::HideName).unwrap();
    assert_eq!(booth.read(|s| s.order(order)).unwrap().name, None);
}

#[test]
fn the_day_ends_when_nothing_is_left_to_make_and_names_go_with_it() {
    let mut booth = Booth::open(10);
    let crew = booth.staff(Role::Crew, "Ada");
    let order = booth.queued();
    assert_eq!(kind(booth.ask(crew, Command::EndDay)), RefusalKind::WrongState);
    booth.step(crew, order, Command::Claim).unwrap();
    booth.step(crew, order, Command::Complete).unwrap();
    assert_eq!(booth.ask(crew, Command::EndDay), Ok(Outcome::Count { count: 1 }));
    let said = booth.said();
    for name in [n::OrderUncollected, n::DayEnded, n::ConfigChanged, n::NamesErased] {
        assert!(said.contains(&name), "{name} in {said:?}");
    }
    assert_eq!(booth.read(|s| s.store()).unwrap().store.state, StoreState::Closed);
    assert_eq!(booth.read(|s| s.order(order)).unwrap().name, None);
    // The next morning: the code of yesterday's window is gone, and a new one is shown at once.
    booth.set_store(StoreState::Open);
    assert!(booth.code().is_some());
    let next = booth.queued();
    assert_eq!(booth.state(next), OrderState::Queued);
}

#[test]
fn a_new_occasion_lets_baristas_go_and_keeps_the_earlier_ones_figures() {
    let mut booth = Booth::open(11);
    let (mia, crew) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Crew, "Ada"));
    let order = booth.queued();
    for step in [Command::Claim, Command::Complete, Command::Collect] {
        booth.pass(20_000);
        booth.step(mia, order, step).unwrap();
    }
    let figures = booth.read(|s| s.figures(None));
    assert_eq!((figures.wait_median_s, figures.counts["made"]), (Some(45), 1));
    assert_eq!(figures.counts["drink:flat-white"], 1);
    let before = booth.read(|s| s.pins());
    booth.begin_occasion("Second day");
    assert_ne!(booth.read(|s| s.pins()), before);
    assert!(booth.read(|s| s.session(session_of(mia))).is_none());
    assert!(booth.read(|s| s.session(session_of(crew))).is_some());
    let occasions = booth.read(|s| s.occasions()).occasions;
    let names: Vec<&str> = occasions.iter().map(|one| one.occasion.name.as_str()).collect();
    assert_eq!(names, ["Second day", "Coffee at Rustfest"]);
    assert_eq!(occasions[1].counts["made"], 1);
    assert!(occasions[0].current && occasions[0].counts.is_empty());
}

#[test]
fn branding_is_kept_readable() {
    let mut booth = Booth::open(12);
    let set = |colour: &str| {
        Command::SetBranding(SetBranding { colour: Some(colour.to_owned()), ..Default::default() })
    };
    assert_eq!(kind(booth.ask(Caller::Hub, set("yellow"))), RefusalKind::BadInput);
    booth.ask(Caller::Hub, set("#ffee00")).unwrap();
    let branding = booth.read(|s| s.store()).unwrap().branding;
    assert_eq!(branding.colour.as_deref(), Some("#ffee00"));
    assert_ne!(branding.accent, branding.colour, "yellow on paper cannot be read");
    let logo = SetBranding { logo_png: Some("bm8=".to_owned()), ..Default::default() };
    assert_eq!(kind(booth.ask(Caller::Hub, Command::SetBranding(logo))), RefusalKind::BadInput);
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
    let mut booth = Booth::open(14);
    let guest = booth.customer();
    let started = booth.start(guest).unwrap();
    let queued = booth.queued();
    // Off for twenty minutes: the wall clock goes on, booth time does not.
    booth.restart();
    booth.pass(0);
    assert_eq!(booth.state(started), OrderState::Started);
    assert_eq!(booth.state(queued), OrderState::Queued);
}
