//! Dead letters, when the rest of the booth's life comes between: a rebuild, or a redrive
//! that is undone.

use crema_api::commands::{Caller, Command, Outcome, Role};
use crema_api::events::names;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_core::kernel::consumer::Service;

use crate::booth::failing::{Ledger, Notebook, Switch, Touchy, numbers, open_with};
use crate::booth::log::dump_tables;
use crate::booth::{Booth, kind};

/// A booth whose ledger has failed on the first event of an order, and is mended again.
fn booth_with_gap() -> (Booth, Switch) {
    let mut booth = Booth::open(8);
    let broken = Switch::off();
    let ledger = Ledger { broken: broken.clone() };
    open_with(&mut booth, |services| services.all.push(Service::projection(ledger)));
    let guest = booth.customer();
    broken.set(true);
    let order = booth.start(guest).unwrap();
    broken.set(false);
    // These go behind it.
    booth.place(guest, order, "Jo").unwrap();
    assert!(dead_letters(&booth) > 3);
    (booth, broken)
}

fn dead_letters(booth: &Booth) -> u32 {
    booth.read(|s| s.store()).unwrap().dead_letters
}

#[test]
fn a_rebuild_applies_dead_letters_and_a_redrive_does_not_repeat_them() {
    let (mut booth, _) = booth_with_gap();
    booth.core.rebuild_projections().unwrap();
    assert_eq!(dead_letters(&booth), 0, "it has heard everything");
    let kept = ["outcomes", "booth"];
    let rebuilt = dump_tables(&booth.path(), &kept);
    let answer = booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert_eq!(answer, Outcome::Count { count: 0 });
    assert_eq!(dump_tables(&booth.path(), &kept), rebuilt, "nothing is heard twice");
    // The next event of the same order is heard at once.
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.read(|s| s.orders_in(&[OrderState::Queued])).orders[0].id;
    booth.step(mia, order, Command::Claim).unwrap();
    assert_eq!(dead_letters(&booth), 0);
    let heard = numbers(&booth, "SELECT seq FROM ledger ORDER BY seq");
    assert_eq!(heard.last(), Some(&booth.core.head()));
}

#[test]
fn what_fails_in_a_rebuild_is_a_dead_letter_again() {
    let (mut booth, broken) = booth_with_gap();
    broken.set(true);
    booth.core.rebuild_projections().unwrap();
    assert!(numbers(&booth, "SELECT seq FROM ledger").is_empty(), "nothing half done is left");
    let news = booth.events_after(crema_api::Seq(0), 10_000);
    let news = news.iter().filter(|event| event.fact.detail_type() == names::DeliveryFailed);
    let expected = booth.core.head().0 - news.count() as u64;
    assert_eq!(u64::from(dead_letters(&booth)), expected, "all but the news of its own failing");
    broken.set(false);
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert_eq!(dead_letters(&booth), 0);
}

#[test]
fn after_a_redrive_that_is_undone_later_events_still_wait_their_turn() {
    let mut booth = Booth::open(9);
    let (broken, upset) = (Switch::on(), Switch::off());
    let subscriptions = &[names::OrderPlaced, names::MakeOrder];
    let notebook = Notebook { subscriptions, broken: broken.clone() };
    let touchy = Touchy { upset: upset.clone() };
    open_with(&mut booth, |services| {
        services.all.push(Service::event_handler(notebook));
        services.all.push(Service::projection(touchy));
    });
    let mia = booth.staff(Role::Barista, "Mia");
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    assert_eq!(dead_letters(&booth), 1);
    broken.set(false);

    // It goes through, but what follows from it breaks: all of it is undone.
    upset.set(true);
    assert_eq!(kind(booth.ask(Caller::Hub, Command::Redrive)), RefusalKind::Internal);
    upset.set(false);
    assert_eq!(dead_letters(&booth), 1);
    booth.step(mia, order, Command::Claim).unwrap();
    assert!(numbers(&booth, "SELECT seq FROM notebook").is_empty(), "it overtook");
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert_eq!(numbers(&booth, "SELECT seq FROM notebook").len(), 2);
}
