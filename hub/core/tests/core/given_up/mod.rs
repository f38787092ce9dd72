//! An order that waited too long: when it will be given up, and that every tablet shows that it was.

mod requeue;
mod room;

use crema_api::commands::{Caller, Command, OneOrder, Role};
use crema_api::events::names as n;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

use crate::booth::orders::WAIT_MS;
use crate::booth::{Booth, kind};

#[test]
fn a_queued_order_says_when_it_is_given_up() {
    let mut booth = Booth::open(1);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    let until = |booth: &Booth| booth.view(order).give_up_booth_ms;
    let due = booth.now.0 + WAIT_MS;
    assert_eq!(until(&booth), Some(due));
    booth.set_store(StoreState::Paused);
    booth.pass(60_000);
    assert_eq!(until(&booth), None, "in a pause the time stands still");
    booth.set_store(StoreState::Open);
    assert_eq!(until(&booth), Some(due + 60_000));
    booth.step(mia, order, Command::Claim).unwrap();
    assert_eq!(until(&booth), None, "what is being made is not given up");
    booth.step(mia, order, Command::Release).unwrap();
    assert_eq!(until(&booth), Some(booth.now.0 + WAIT_MS), "it waits for the whole time again");
    let guest = booth.customer();
    let choosing = booth.start(guest).unwrap();
    assert_eq!(booth.view(choosing).give_up_booth_ms, None, "that one chooses");
}

#[test]
fn what_was_given_up_is_on_every_tablet_until_it_is_dismissed() {
    let mut booth = Booth::open(2);
    let (mia, leo) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Barista, "Leo"));
    let guest = booth.customer();
    booth.start(guest).unwrap();
    let (first, second) = (booth.queued(), booth.queued());
    booth.pass(WAIT_MS);
    assert_eq!(booth.notices(), [first, second], "not the one that was never placed");
    let told = booth.view(first).given_up.unwrap();
    assert_eq!((told.at_booth_ms, told.dismissed), (booth.now.0, false));
    booth.step(mia, first, Command::Dismiss).unwrap();
    assert_eq!(booth.said(), [n::NoticeDismissed]);
    booth.step(leo, first, Command::Dismiss).unwrap();
    assert!(booth.said().is_empty(), "dismissed is dismissed");
    assert_eq!(booth.notices(), [second]);
    assert!(booth.view(first).given_up.unwrap().dismissed, "and can still be taken back");
    booth.restart();
    assert_eq!(booth.notices(), [second]);
    booth.step(mia, first, Command::Requeue).unwrap();
    assert_eq!(booth.view(first).given_up, None);
    let making = booth.queued();
    assert_eq!(kind(booth.step(mia, making, Command::Dismiss)), RefusalKind::WrongState);
    assert_eq!(kind(booth.step(guest, second, Command::Dismiss)), RefusalKind::NotAllowed);
}

#[test]
fn what_is_made_again_after_its_workflow_ended_is_given_up_too() {
    let mut booth = Booth::open(15);
    let mia = booth.staff(Role::Barista, "Mia");
    let ready: &[fn(OneOrder) -> Command] = &[Command::Claim, Command::Complete];
    for back in [&[Command::Remake as fn(_) -> _][..], &[Command::Recall, Command::Release]] {
        let order = booth.queued();
        for step in ready.iter().chain(back) {
            booth.step(mia, order, *step).unwrap();
        }
        assert_eq!(booth.view(order).give_up_booth_ms, Some(booth.now.0 + WAIT_MS));
        booth.pass(WAIT_MS - 1);
        assert_eq!(booth.state(order), OrderState::Queued);
        booth.pass(1);
        assert!(booth.said().contains(&n::OrderGivenUp), "{:?}", booth.said());
        assert_eq!(booth.in_flight(), 0);
    }
    // Undone, it waits no more; and a wait that was running goes with what ends the order.
    let order = booth.queued();
    for step in ready.iter().chain(&[Command::Remake as fn(_) -> _, Command::Undo]) {
        booth.step(mia, order, *step).unwrap();
    }
    booth.step(mia, order, Command::Collect).unwrap();
    booth.pass(2 * WAIT_MS);
    assert_eq!(booth.state(order), OrderState::Collected);
}

#[test]
fn red_comes_after_amber() {
    let mut booth = Booth::open(19);
    let settings = booth.read(|s| s.config()).unwrap().settings;
    assert_eq!((settings.age_warn_s, settings.age_late_s), (120, 300));
    booth.set_limits(|limits| (limits.age_warn_s, limits.age_late_s) = (60, 90));
    let set = |warn, late| {
        let mut settings = settings.clone();
        (settings.age_warn_s, settings.age_late_s) = (warn, late);
        let settings = Some(settings.into());
        Command::SetStore(crema_api::commands::SetStore { settings, ..Default::default() })
    };
    for (warn, late) in [(120, 120), (300, 120), (20, 120), (120, 9_000)] {
        assert_eq!(kind(booth.ask(Caller::Hub, set(warn, late))), RefusalKind::BadInput);
    }
}
