//! Redriving many and discarding one: what goes on failing starves no other, and what the crew gives
//! up holds nothing up any longer.

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, Discard, Inject, Outcome, Report, Role};
use crema_api::events::names;
use crema_api::events::printer::Condition;
use crema_api::ids::{OrderId, Seq};
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_core::kernel::cascade::Cascade;
use crema_core::kernel::consumer::{EventHandler, Service};
use crema_core::kernel::redrive::TRIES_AT_ONCE_MAX;
use crema_core::{Fault, RecordedEvent};
use rusqlite::Connection;

use crate::booth::failing::{BELL_MS, Notebook, Switch, numbers, open_with};
use crate::booth::flaky::{booth_with_flaky, make_flaky, reopen, take_out};
use crate::booth::log::dump_tables;
use crate::booth::{Booth, kind};

/// Writes down the reports of printers, and fails on those of a broken one.
#[derive(Debug)]
struct Picky {
    broken: Switch,
}

impl EventHandler for Picky {
    fn name(&self) -> &'static str {
        "picky"
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[names::PrinterStatusChanged]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        let DomainEvent::PrinterStatusChanged(changed) = &event.fact else { panic!("{event:?}") };
        if self.broken.is_on() || changed.printer.starts_with("bad") {
            return Err(Fault::broken("not this one"));
        }
        cascade.execute("INSERT INTO notebook (seq) VALUES (?1)", &[&event.seq.0])?;
        Ok(())
    }
}

fn report(booth: &mut Booth, printer: &str) -> Seq {
    let report = Report::Condition { printer: printer.to_owned(), condition: Condition::Ok };
    match booth.ask(Caller::Hub, Command::Report(report)).unwrap() {
        Outcome::Event { seq } => seq,
        other => panic!("{other:?}"),
    }
}

fn discard(booth: &mut Booth, consumer: &str, seq: Seq) -> Outcome {
    let discard = Discard { consumer: consumer.to_owned(), seq };
    booth.ask(Caller::Hub, Command::Discard(discard)).unwrap()
}

fn dead_letters(booth: &Booth) -> u32 {
    booth.read(|s| s.store()).unwrap().dead_letters
}

fn count(booth: &Booth, sql: &str) -> u32 {
    Connection::open(booth.path()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

fn state_of(booth: &Booth, order: OrderId) -> OrderState {
    booth.read(|s| s.order(order)).unwrap().state
}

fn failed_seq(booth: &Booth) -> Seq {
    let failed = booth.last.events.iter().find_map(|event| match &event.fact {
        DomainEvent::DeliveryFailed(failed) => Some(failed.failed_seq),
        DomainEvent::TimerFailed(_) => Some(event.seq),
        _ => None,
    });
    failed.unwrap_or_else(|| panic!("nothing failed: {:?}", booth.said()))
}

#[test]
fn what_goes_on_failing_starves_no_other() {
    let mut booth = Booth::open(1);
    let broken = Switch::on();
    let picky = Picky { broken: broken.clone() };
    open_with(&mut booth, |services| services.all.push(Service::event_handler(picky)));
    let bad = 1_100;
    for number in 0..bad {
        report(&mut booth, &format!("bad {number}"));
    }
    let good = report(&mut booth, "good");
    let behind = report(&mut booth, "good");
    broken.set(false);
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    let mut ticks = 0;
    while dead_letters(&booth) > bad {
        ticks += 1;
        assert!(ticks <= 2 * (bad / TRIES_AT_ONCE_MAX + 2), "it is starved");
        assert_eq!(booth.last.next_due, Some(booth.now), "the next step waits for no one");
        booth.pass(0);
    }
    assert_eq!(numbers(&booth, "SELECT seq FROM notebook ORDER BY rowid"), [good, behind]);
    assert_eq!(dead_letters(&booth), bad, "what fails for good stays");
    // The round ends by itself.
    for _ in 0..20 {
        booth.pass(0);
    }
    assert!(booth.last.next_due.is_none_or(|due| due > booth.now), "and does not begin again");
}

#[test]
fn discarding_a_delivery_for_good_frees_what_waited_behind_it() {
    let (mut booth, broken) = booth_with_flaky(2, "order_processor", &[names::OrderChanged]);
    booth.set_limits(|limits| limits.orders_in_flight_max = 1);
    let mia = booth.staff(Role::Barista, "Mia");
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    booth.place(guest, order, "Jo").unwrap();
    broken.set(true);
    booth.place(guest, order, "Jo Ann").unwrap();
    let poison = failed_seq(&booth);
    for step in [Command::Claim, Command::Complete, Command::Collect] {
        booth.step(mia, order, step).unwrap();
    }
    booth.pass(1_000_000);
    assert_eq!(booth.in_flight(), 0, "its execution takes no room");
    assert_eq!(dead_letters(&booth), 3);

    let delivered = discard(&mut booth, "order_processor", poison);
    assert_eq!(delivered, Outcome::Count { count: 2 }, "what waited behind it");
    let said = booth.said();
    assert_eq!(said[..2], [names::DeliveryDiscarded, names::DeliveryRedriven], "{said:?}");
    assert!(said.contains(&names::OrderFinished), "{said:?}");
    assert_eq!(dead_letters(&booth), 0);
    let guest = booth.customer();
    let taken = booth.start(guest).unwrap();
    assert_eq!(state_of(&booth, taken), OrderState::Started);
}

#[test]
fn a_timer_that_fails_for_good_can_be_discarded() {
    let mut booth = Booth::open(3);
    let notebook = Notebook { subscriptions: &["custom.wake"], broken: Switch::on() };
    open_with(&mut booth, |services| services.all.push(Service::event_handler(notebook)));
    let wake = crema_api::commands::Inject {
        detail_type: "custom.wake".to_owned(),
        detail: serde_json::Map::new(),
    };
    booth.ask(Caller::Hub, Command::Inject(wake)).unwrap();
    booth.pass(BELL_MS);
    let failed = failed_seq(&booth);
    assert_eq!(dead_letters(&booth), 1);
    assert_eq!(discard(&mut booth, "notebook", failed), Outcome::Count { count: 0 });
    assert_eq!(booth.said(), [names::DeliveryDiscarded]);
    assert_eq!(dead_letters(&booth), 0);
}

#[test]
fn there_is_nothing_to_discard_but_dead_letters() {
    let mut booth = Booth::open(4);
    for (consumer, seq) in [("config", 1), ("nobody", 1), ("config", u64::MAX)] {
        let discard = Discard { consumer: consumer.to_owned(), seq: Seq(seq) };
        let refused = booth.ask(Caller::Hub, Command::Discard(discard));
        assert_eq!(kind(refused), RefusalKind::NotFound);
        assert!(booth.said().is_empty());
    }
}

#[test]
fn dead_letters_of_a_service_that_is_gone_are_dropped_in_the_open() {
    let (mut booth, broken) = booth_with_flaky(5, "counting", &[names::NumberWanted]);
    broken.set(true);
    booth.queued();
    assert_eq!(dead_letters(&booth), 1);
    take_out(&mut booth, "counting");
    booth.pass(0);
    // The order would wait for its number for ever.
    let ends = [names::DeliveryDiscarded, names::WorkflowFailed, names::OrderCancelled];
    assert_eq!(booth.said(), ends);
    assert_eq!(dead_letters(&booth), 0);
    assert_eq!(count(&booth, "SELECT count(*) FROM dead_letters"), 0);
    booth.pass(0);
    assert!(booth.said().is_empty());
}

#[test]
fn a_projection_whose_dead_letters_were_dropped_is_whole_when_it_comes_back() {
    let (mut booth, broken) = booth_with_flaky(7, "journey", &[names::NewOrder]);
    broken.set(true);
    let order = booth.queued();
    assert!(dead_letters(&booth) > 1);
    take_out(&mut booth, "journey");
    booth.pass(0);
    assert_eq!(dead_letters(&booth), 0);
    reopen(&mut booth, |_| {});
    let journey = booth.read(|s| s.journey(order));
    let told = booth.events_after(Seq(0), 10_000);
    // It is not told of its own failures.
    let about = told.iter().filter(|event| {
        event.fact.order_id() == Some(order) && !event.fact.detail_type().starts_with("Bus.")
    });
    assert_eq!(journey.len(), about.count());
}

#[test]
fn deliveries_of_one_key_are_redriven_in_order_over_many_steps() {
    let mut booth = Booth::open(6);
    let broken = Switch::on();
    reopen(&mut booth, |services| {
        make_flaky(services, "devices", &[names::PrinterStatusChanged], &broken);
    });
    open_with(&mut booth, |services| {
        services.all.push(Service::event_handler(Picky { broken: broken.clone() }));
    });
    let sent: Vec<Seq> = (0..300).map(|_| report(&mut booth, "good")).collect();
    broken.set(false);
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    for _ in 0..10 {
        // New ones come between the steps, and wait.
        booth.pass(0);
    }
    assert_eq!(numbers(&booth, "SELECT seq FROM notebook ORDER BY rowid"), sent);
}

#[test]
fn what_was_discarded_stays_out_of_a_projection_that_is_rebuilt() {
    let (mut booth, broken) = booth_with_flaky(8, "metrics", &[names::OrderPlaced]);
    broken.set(true);
    booth.queued();
    let poison = failed_seq(&booth);
    broken.set(false);
    discard(&mut booth, "metrics", poison);
    assert_eq!((dead_letters(&booth), booth.count("placed")), (0, 0));
    let before = dump_tables(&booth.path(), &[]);
    booth.core.rebuild_projections().unwrap();
    assert_eq!(dump_tables(&booth.path(), &[]), before);
    // So does what was discarded before a new version built it again, in steps.
    let anew = "DELETE FROM consumers WHERE name = 'metrics'";
    Connection::open(booth.path()).unwrap().execute(anew, []).unwrap();
    reopen(&mut booth, |_| {});
    assert_eq!(dump_tables(&booth.path(), &[]), before);
}

#[test]
fn what_is_too_much_for_one_discard_is_delivered_though_a_redrive_goes_on() {
    let mut booth = Booth::open(9);
    let [picky, notebook] = [Switch::on(), Switch::on()];
    open_with(&mut booth, |services| {
        let consumers = [
            Service::event_handler(Picky { broken: picky.clone() }),
            Service::event_handler(Notebook {
                subscriptions: &["custom.note"],
                broken: notebook.clone(),
            }),
        ];
        services.all.extend(consumers);
    });
    for number in 0..200 {
        report(&mut booth, &format!("good {number}"));
    }
    picky.set(false);
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert!(dead_letters(&booth) > 0, "it goes on");
    let note = || Inject { detail_type: "custom.note".to_owned(), detail: serde_json::Map::new() };
    booth.ask(Caller::Hub, Command::Inject(note())).unwrap();
    let poison = failed_seq(&booth);
    for _ in 0..200 {
        booth.ask(Caller::Hub, Command::Inject(note())).unwrap();
    }
    notebook.set(false);
    discard(&mut booth, "notebook", poison);
    for _ in 0..20 {
        booth.pass(0);
    }
    assert_eq!(dead_letters(&booth), 0, "what waited behind it is delivered");
    assert_eq!(count(&booth, "SELECT count(*) FROM notebook"), 400);
}
