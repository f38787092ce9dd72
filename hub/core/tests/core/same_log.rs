//! The same inputs give the same log, whatever the batches; and projections rebuild the same.

use crema_api::commands::{Caller, Command, Inject, Role};
use crema_api::events::names;
use crema_api::store::StoreState;
use crema_core::kernel::consumer::{Service, Services};
use crema_core::{BATCH_INPUTS_MAX, Core, Input, SqliteStorage};
use serde_json::Map;

use crate::booth::Booth;
use crate::booth::crowd::Crowd;
use crate::booth::failing::{BELL_MS, Ledger, Notebook, Switch, open_with};
use crate::booth::log::{dump_log, dump_tables};
use crate::booth::trouble::Trouble;

const SEEDS: [u64; 3] = [1, 20_261_124, 77];

/// A crowd that has taken so many steps.
fn crowd_after(seed: u64, steps: u32) -> Crowd {
    let mut crowd = Crowd::new(seed);
    for _ in 0..steps {
        crowd.act();
    }
    crowd
}

fn told_again(inputs: &[Input], at_once: usize) -> tempfile::TempDir {
    let folder = crate::booth::folder();
    let path = folder.path().join("booth.db");
    let mut core = Core::open(SqliteStorage::open(&path).unwrap()).unwrap();
    for batch in inputs.chunks(at_once) {
        core.run_batch(batch);
    }
    folder
}

#[test]
fn turns_of_1_and_of_64_give_the_same_log() {
    let mut second_chances = 0;
    for seed in SEEDS {
        println!("seed {seed}");
        let crowd = crowd_after(seed, 1_200);
        let log = dump_log(&crowd.booth.path());
        assert!(log.len() > 1_000, "seed {seed}: only {} events", log.len());
        second_chances += log.iter().filter(|event| event.contains(names::OrderRequeued)).count();
        for at_once in [7, BATCH_INPUTS_MAX] {
            let folder = told_again(&crowd.booth.inputs, at_once);
            let path = folder.path().join("booth.db");
            assert_eq!(dump_log(&path), log, "seed {seed}, batches of {at_once}");
            // And so is everything else.
            let tables = dump_tables(&crowd.booth.path(), &[]);
            assert_eq!(dump_tables(&path, &[]), tables, "seed {seed}, batches of {at_once}");
        }
    }
    assert!(second_chances > 0, "no order was requeued");
}

#[test]
fn a_restart_between_any_two_inputs_changes_nothing() {
    let seed = 5;
    let crowd = crowd_after(seed, 400);
    let folder = crate::booth::folder();
    let path = folder.path().join("booth.db");
    for input in &crowd.booth.inputs {
        let mut core = Core::open(SqliteStorage::open(&path).unwrap()).unwrap();
        core.run_batch(std::slice::from_ref(input));
    }
    assert_eq!(dump_log(&path), dump_log(&crowd.booth.path()), "seed {seed}");
    let tables = dump_tables(&crowd.booth.path(), &[]);
    assert_same(&dump_tables(&path, &[]), &tables, seed, 1);
}

#[test]
fn a_booth_whose_services_fail_has_the_same_log_whatever_the_batches() {
    for seed in SEEDS {
        println!("seed {seed}");
        let mut crowd = Crowd::troubled(seed);
        for _ in 0..800 {
            crowd.act();
        }
        crowd.mend();
        let log = dump_log(&crowd.booth.path());
        let said = |name: &str| log.iter().filter(|event| event.contains(name)).count();
        assert!(said(names::DeliveryFailed) > 20, "{}", said(names::DeliveryFailed));
        assert!(said(names::DeliveryRedriven) > 20, "{}", said(names::DeliveryRedriven));
        let tables = dump_tables(&crowd.booth.path(), &[]);
        for at_once in [1, 7, BATCH_INPUTS_MAX] {
            let folder = crate::booth::folder();
            let path = folder.path().join("booth.db");
            let mut core = Trouble::new().open(&path);
            for batch in crowd.booth.inputs.chunks(at_once) {
                core.run_batch(batch);
            }
            assert_same(&dump_log(&path), &log, seed, at_once);
            assert_same(&dump_tables(&path, &[]), &tables, seed, at_once);
        }
    }
}

fn assert_same(found: &[String], expected: &[String], seed: u64, at_once: usize) {
    let differ = found.iter().zip(expected).find(|(found, expected)| found != expected);
    assert_eq!(differ, None, "seed {seed}, batches of {at_once}");
    assert_eq!(found.len(), expected.len(), "seed {seed}, batches of {at_once}");
}

/// A booth with an event handler, a projection and a timer that always fail.
fn add_failing(services: &mut Services) {
    let subscriptions = &[names::OrderPlaced, names::MakeOrder, "custom.wake"];
    let notebook = Notebook { subscriptions, broken: Switch::on() };
    services.all.insert(0, Service::event_handler(notebook));
    services.all.push(Service::projection(Ledger { broken: Switch::on() }));
}

#[test]
fn dead_letters_and_their_redrive_are_the_same_whatever_the_batches() {
    let mut booth = Booth::new(6);
    open_with(&mut booth, add_failing);
    booth.begin_occasion("Coffee at Rustfest");
    booth.set_store(StoreState::Open);
    let mia = booth.staff(Role::Barista, "Mia");
    for round in 0..30 {
        let wake = Inject { detail_type: "custom.wake".to_owned(), detail: Map::new() };
        booth.ask(Caller::Hub, Command::Inject(wake)).unwrap();
        let guest = booth.customer();
        let order = booth.start(guest).unwrap();
        booth.place(guest, order, "Jo").unwrap();
        booth.make(mia, order);
        booth.step(mia, order, Command::Collect).unwrap();
        booth.pass(BELL_MS);
        if round % 7 == 0 {
            booth.ask(Caller::Hub, Command::Redrive).unwrap();
        }
    }
    let log = dump_log(&booth.path());
    for name in [names::TimerFailed, names::DeliveryFailed] {
        assert!(log.iter().filter(|event| event.contains(name)).count() > 20, "{name}");
    }
    let tables = dump_tables(&booth.path(), &[]);
    let inputs = std::mem::take(&mut booth.inputs);
    for at_once in [1, 7, BATCH_INPUTS_MAX] {
        let mut again = Booth::new(6);
        open_with(&mut again, add_failing);
        for batch in inputs.chunks(at_once) {
            again.core.run_batch(batch);
        }
        assert_eq!(dump_log(&again.path()), log, "batches of {at_once}");
        assert_eq!(dump_tables(&again.path(), &[]), tables, "batches of {at_once}");
    }
}

#[test]
fn projections_emptied_and_rebuilt_are_the_same() {
    for seed in SEEDS {
        println!("seed {seed}");
        let mut crowd = crowd_after(seed, 1_200);
        let before = dump_tables(&crowd.booth.path(), &[]);
        // Spoil a projection first: a rebuild that does nothing must not pass.
        let spoiler = rusqlite::Connection::open(crowd.booth.path()).unwrap();
        let spoilt = spoiler.execute("UPDATE metrics_counts SET count = count + 1", []).unwrap();
        assert!(spoilt > 0);
        spoiler.execute("DELETE FROM journey_steps", []).unwrap();
        assert_ne!(dump_tables(&crowd.booth.path(), &[]), before);
        crowd.booth.core.rebuild_projections().unwrap();
        assert_eq!(dump_tables(&crowd.booth.path(), &[]), before, "seed {seed}");
    }
}
