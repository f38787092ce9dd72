//! A timer on which its service fails is neither lost nor tried again and again: it waits, with an
//! event that says so, until it is redriven, set anew or taken away.

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, Inject, Outcome};
use crema_api::events::names;
use crema_core::kernel::consumer::Service;

use crate::booth::Booth;
use crate::booth::failing::{BELL_MS, Notebook, Switch, numbers, open_with};

fn booth_with_bell() -> (Booth, Switch) {
    let mut booth = Booth::open(10);
    let broken = Switch::on();
    let notebook = Notebook { subscriptions: &["custom.wake"], broken: broken.clone() };
    open_with(&mut booth, |services| services.all.push(Service::event_handler(notebook)));
    wake(&mut booth);
    (booth, broken)
}

fn wake(booth: &mut Booth) {
    let inject = Inject { detail_type: "custom.wake".to_owned(), detail: serde_json::Map::new() };
    booth.ask(Caller::Hub, Command::Inject(inject)).unwrap();
}

fn rung(booth: &Booth) -> usize {
    numbers(booth, "SELECT booth_ms FROM bells").len()
}

fn dead_letters(booth: &Booth) -> u32 {
    booth.read(|s| s.store()).unwrap().dead_letters
}

#[test]
fn a_timer_that_breaks_waits_and_is_run_by_a_redrive() {
    let (mut booth, broken) = booth_with_bell();
    booth.pass(BELL_MS);
    let told = booth.last.events.iter().find_map(|event| match &event.fact {
        DomainEvent::TimerFailed(told) => Some(told.clone()),
        _ => None,
    });
    let told = told.expect("an event says so");
    assert_eq!((told.consumer.as_str(), told.timer.as_str()), ("notebook", "bell"));
    assert_eq!(told.due_booth_ms, BELL_MS);
    assert_eq!(told.reason, "notebook failed on its timer \"bell\": it panicked");
    assert_eq!(dead_letters(&booth), 1);
    assert_eq!(rung(&booth), 0, "what it wrote was rolled back");

    // No hot loop: it is due no more, and nothing is said twice.
    assert_ne!(booth.last.next_due.map(|due| due <= booth.now), Some(true));
    booth.pass(BELL_MS);
    assert!(!booth.said().contains(&names::TimerFailed), "{:?}", booth.said());
    let made = booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert_eq!((made, dead_letters(&booth)), (Outcome::Count { count: 0 }, 1), "still broken");

    broken.set(false);
    let made = booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert_eq!((made, dead_letters(&booth)), (Outcome::Count { count: 1 }, 0));
    assert_eq!(booth.said(), [names::TimerRedriven]);
    assert_eq!(rung(&booth), 1);
    let made = booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert_eq!((made, rung(&booth)), (Outcome::Count { count: 0 }, 1));
}

#[test]
fn a_timer_that_is_set_again_is_no_dead_letter_any_longer() {
    let (mut booth, broken) = booth_with_bell();
    booth.pass(BELL_MS);
    assert_eq!(dead_letters(&booth), 1);
    broken.set(false);
    wake(&mut booth);
    assert_eq!(dead_letters(&booth), 0);
    booth.pass(BELL_MS);
    assert_eq!(rung(&booth), 1);
}

#[test]
fn a_timer_whose_service_was_taken_out_waits_for_it() {
    let (mut booth, broken) = booth_with_bell();
    broken.set(false);
    open_with(&mut booth, |_| {});
    booth.pass(BELL_MS);
    assert!(!booth.said().contains(&names::TimerFailed), "it is left alone");
    assert_eq!((rung(&booth), dead_letters(&booth)), (0, 0));
    assert!(booth.last.next_due.is_none_or(|due| due > booth.now), "no one waits for it");
    let notebook = Notebook { subscriptions: &["custom.wake"], broken };
    open_with(&mut booth, |services| services.all.push(Service::event_handler(notebook)));
    booth.pass(0);
    assert_eq!((rung(&booth), dead_letters(&booth)), (1, 0));
}
