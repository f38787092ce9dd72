//! A crowd that does everything there is to do, at a booth whose services work, and at one where
//! they fail now and then. What holds for one order's life holds for all of it.

mod wall;

use std::collections::BTreeSet;

use crema_api::DomainEvent;
use crema_api::ids::Seq;
use crema_core::Origin;
use crema_core::kernel::consumer::{Service, Services};
use crema_testing::commands::command_names;
use rusqlite::Connection;

use crate::booth::WALL_MS;
use crate::booth::crowd::{Crowd, Tally};
use crate::booth::log::{dump_log, dump_tables};
use wall::told_by_the_clock;

/// Seeds of crowds; more with `CREMA_PROOF=full`.
fn seeds() -> Vec<u64> {
    let full = std::env::var("CREMA_PROOF").is_ok_and(|proof| proof == "full");
    (1..=if full { 60 } else { 3 }).map(|seed| 9_000 + seed).collect()
}

/// A crowd's days. Afterwards nothing fails any longer, and what was missed is delivered.
fn days(seed: u64, troubled: bool) -> Crowd {
    days_of(seed, if troubled { Crowd::troubled(seed) } else { Crowd::new(seed) })
}

fn days_of(seed: u64, mut crowd: Crowd) -> Crowd {
    println!("seed {seed}, {}", if crowd.is_troubled() { "troubled" } else { "untroubled" });
    for _ in 0..1_000 {
        crowd.act();
    }
    crowd.mend();
    crowd
}

fn each(check: impl Fn(u64, Crowd)) {
    for seed in seeds() {
        check(seed, days(seed, false));
        check(seed, days(seed, true));
    }
}

fn assert_same(found: &[String], expected: &[String], seed: u64) {
    let differ = found.iter().zip(expected).find(|(found, expected)| found != expected);
    assert_eq!(differ, None, "seed {seed}");
    assert_eq!(found.len(), expected.len(), "seed {seed}");
}

#[test]
fn every_command_is_done_and_refused() {
    let mut tally = Tally::default();
    for seed in seeds() {
        for troubled in [false, true] {
            let mut crowd = days(seed, troubled);
            crowd.stranger_presses_everything();
            tally.add(&crowd.tally);
        }
    }
    let [undone, unrefused] = tally.missing(&command_names());
    assert!(undone.is_empty(), "never done: {undone:?}");
    assert!(unrefused.is_empty(), "never refused: {unrefused:?}");
    let [same, other] = tally.again;
    assert!(same > 20 && other > 10, "{same} came again, {other} with another body");
}

#[test]
fn every_event_fits_its_schema() {
    let schemas: std::collections::BTreeMap<&str, jsonschema::Validator> = DomainEvent::schemas()
        .into_iter()
        .map(|(name, _, schema)| (name, jsonschema::validator_for(&schema.to_value()).unwrap()))
        .collect();
    each(|seed, crowd| {
        for event in crowd.booth.events_after(Seq(0), 1_000_000) {
            let envelope = event.envelope(&Origin::default()).unwrap();
            let name = envelope.detail_type.as_str();
            let Some(schema) = schemas.get(name) else {
                assert!(name.starts_with("custom."), "{name} has no schema");
                continue;
            };
            if let Err(error) = schema.validate(&envelope.detail) {
                panic!("seed {seed}: {name} at {}: {error}", event.seq);
            }
        }
    });
}

#[test]
fn the_drinks_of_each_code_add_up() {
    each(|seed, crowd| {
        let connection = Connection::open(crowd.booth.path()).unwrap();
        let sql = "SELECT code_id, drinks, drinks_left, orders, returned FROM validator_codes";
        let mut statement = connection.prepare(sql).unwrap();
        let mut rows = statement.query([]).unwrap();
        let mut codes = 0;
        while let Some(row) = rows.next().unwrap() {
            let number = |at: usize| row.get::<_, i64>(at).unwrap();
            let (code, drinks, left) = (row.get::<_, u64>(0).unwrap(), number(1), number(2));
            assert_eq!(drinks, left + number(3) - number(4), "seed {seed}, code {code}");
            let seen = crowd.drinks_left.get(&crema_api::CodeId(code)).copied();
            assert_eq!(seen, Some(left), "seed {seed}, code {code}");
            codes += 1;
        }
        assert!(codes > 3, "seed {seed}: {codes} codes");
    });
}

/// Also where deliveries came late, and where the crew gave some up.
#[test]
fn projections_rebuilt_and_deciders_replayed_are_the_same() {
    let patient = |seed| {
        let mut crowd = Crowd::troubled(seed);
        crowd.gives_up = false;
        crowd
    };
    let crowds: [fn(u64) -> Crowd; 3] = [Crowd::new, Crowd::troubled, patient];
    let mut late = [0, 0];
    for (seed, begin) in seeds().into_iter().flat_map(|seed| crowds.map(|begin| (seed, begin))) {
        let mut crowd = days_of(seed, begin(seed));
        for event in crowd.booth.events_after(Seq(0), 1_000_000) {
            match event.fact {
                DomainEvent::DeliveryRedriven(_) => late[0] += 1,
                DomainEvent::DeliveryDiscarded(_) => late[1] += 1,
                _ => {}
            }
        }
        let path = crowd.booth.path();
        let before = dump_tables(&path, &[]);
        // Spoil them first: what does nothing must not pass.
        let spoiler = Connection::open(&path).unwrap();
        let services = Services::of_booth().all;
        let folds = services.iter().flat_map(Service::folds).flat_map(|fold| fold.tables());
        for table in folds.copied().chain(["journey_steps", "metrics_counts", "devices_tickets"]) {
            spoiler.execute(&format!("DELETE FROM {table}"), []).unwrap();
        }
        assert_ne!(dump_tables(&path, &[]), before);
        crowd.booth.core.replay_deciders().unwrap();
        crowd.booth.core.rebuild_projections().unwrap();
        assert_same(&dump_tables(&path, &[]), &before, seed);
    }
    let [redriven, discarded] = late;
    assert!(redriven > 100 && discarded > 3, "{redriven} came late, {discarded} were given up");
}

#[test]
fn nothing_follows_from_the_wall_clock() {
    each(|seed, crowd| {
        let told = |wall_ms: fn(i64) -> i64| {
            told_by_the_clock(&crowd.booth.inputs, crowd.is_troubled(), wall_ms)
        };
        let steady = told(|nth| WALL_MS + nth * 1_000);
        // Back and forth over forty years, another way each time.
        let jumping = told(|nth| (nth * 7_919 * 86_400_000) % 1_300_000_000_000);
        assert_same(&jumping, &steady, seed);
    });
}

#[test]
fn a_crowd_is_the_same_each_time() {
    let lives: BTreeSet<Vec<String>> =
        (0..2).map(|_| dump_log(&days(9_001, true).booth.path())).collect();
    assert_eq!(lives.len(), 1);
}
