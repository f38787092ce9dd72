//! A fault or a crash at every call that the core makes to its storage: one, some in a row, and a
//! second while it recovers. Whatever happens, after trying again the booth has the log, the tables
//! and the answers of one to which nothing happened.

use std::collections::BTreeSet;
use std::path::Path;

use crema_api::problem::RefusalKind;
use crema_core::{Answer, Core, Input, SqliteStorage};

use crate::booth::crowd::Crowd;
use crate::booth::faults::{Fate, HARMS, Harm, open};
use crate::booth::log::{dump_log, dump_tables};

/// Every call is harmed in every way with `CREMA_PROOF=full`; otherwise each call in one way, in
/// batch, and the first of every kind of call is surely among them.
fn full() -> bool {
    std::env::var("CREMA_PROOF").is_ok_and(|proof| proof == "full")
}

/// How often a caller tries one input.
const TRIES_MAX: usize = 40;

/// Gives the inputs one by one; what was refused by the disk is given again. Returns the answers,
/// but for those that a crash swallowed.
fn serve(path: &Path, inputs: &[Input], fate: &Fate) -> Vec<Option<Answer>> {
    let mut core = open(path, fate);
    let mut answers = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        for attempt in 0.. {
            assert!(attempt < TRIES_MAX, "input {index} does not get through");
            let batch = core.run_batch(std::slice::from_ref(input));
            core.settle(index % 5 == 0);
            let answer = &batch.answers[0];
            let hurt = matches!(answer, Err(refusal) if refusal.kind == RefusalKind::Storage);
            let died = fate.died();
            if died {
                drop(core);
                core = open(path, fate);
            }
            if !hurt {
                answers.push((!died).then(|| answer.clone()));
                break;
            }
        }
    }
    answers
}

fn short_life() -> Vec<Input> {
    let mut crowd = Crowd::new(42);
    crowd.booth.set_limits(|limits| limits.drinks_per_code = 3);
    for _ in 0..30 {
        crowd.act();
    }
    crowd.go_home();
    assert!(crowd.collected > 2, "a life in which something happens");
    crowd.booth.inputs
}

/// A booth to which nothing happens: its log, its tables and its answers.
struct Clean {
    inputs: Vec<Input>,
    calls: u64,
    log: Vec<String>,
    tables: Vec<String>,
    answers: Vec<Option<Answer>>,
}

impl Clean {
    fn of(inputs: Vec<Input>) -> Self {
        let folder = crate::booth::folder();
        let path = folder.path().join("booth.db");
        let fate = Fate::kind();
        let answers = serve(&path, &inputs, &fate);
        let (log, tables) = (dump_log(&path), dump_tables(&path, &[]));
        println!("{} calls, {} inputs, {} events", fate.calls(), inputs.len(), log.len());
        assert!(fate.calls() > 1_000);
        Self { inputs, calls: fate.calls(), log, tables, answers }
    }

    /// The same inputs with these calls harmed.
    fn harmed(&self, calls: &[u64], harm: Harm) {
        let folder = crate::booth::folder();
        let path = folder.path().join("booth.db");
        let answers = serve(&path, &self.inputs, &Fate::new(calls.iter().copied(), harm));
        assert_eq!(dump_log(&path), self.log, "{harm:?} at calls {calls:?}");
        assert_eq!(dump_tables(&path, &[]), self.tables, "{harm:?} at calls {calls:?}");
        for (index, (found, expected)) in answers.iter().zip(&self.answers).enumerate() {
            if found.is_some() {
                assert_eq!(found, expected, "{harm:?} at calls {calls:?}, input {index}");
            }
        }
    }
}

/// The way in which a call is harmed, another for each.
fn harm_of(call: u64) -> Harm {
    HARMS[usize::try_from(call).unwrap() % HARMS.len()]
}

#[test]
fn a_fault_or_crash_at_every_storage_call_changes_nothing() {
    let clean = Clean::of(short_life());
    for call in 0..clean.calls {
        let harms = if full() { HARMS.to_vec() } else { vec![harm_of(call)] };
        for harm in harms {
            clean.harmed(&[call], harm);
        }
    }
}

#[test]
fn faults_that_last_and_a_second_one_during_recovery_change_nothing() {
    let clean = Clean::of(short_life());
    let every = if full() { 1 } else { 31 };
    for (nth, call) in (0..clean.calls).step_by(every).zip(0_u64..) {
        let harm = harm_of(nth);
        // It stays so for a while.
        let lasting = 2 + nth % 9;
        clean.harmed(&(call..call + lasting).collect::<Vec<_>>(), harm);
        // What undoes, reads again and opens again is harmed as well.
        let second = call + 1 + nth % 7;
        clean.harmed(&[call, second], harm_of(nth / 4));
    }
}

#[test]
fn callers_that_try_again_get_one_outcome() {
    let seed = 43;
    let calls = {
        let fate = Fate::kind();
        a_shaky_life(seed, &fate);
        fate.calls()
    };
    let every = if full() { 1 } else { 67 };
    for (nth, call) in (0..calls).step_by(every).zip(0_u64..) {
        let harmed: BTreeSet<u64> = (call..=call + nth % 3).chain([call + 5 + nth % 9]).collect();
        let fate = Fate::new(harmed.iter().copied(), harm_of(nth));
        let crowd = a_shaky_life(seed, &fate);
        // What reached the disk, given to a booth to which nothing happens, is all there is.
        let folder = crate::booth::folder();
        let path = folder.path().join("booth.db");
        let mut core = Core::open(SqliteStorage::open(&path).unwrap()).unwrap();
        for batch in crowd.booth.inputs.chunks(64) {
            core.run_batch(batch);
        }
        let (shaky, what) = (crowd.booth.path(), format!("{:?} at {harmed:?}", harm_of(nth)));
        assert_eq!(dump_log(&shaky), dump_log(&path), "seed {seed}, {what}");
        assert_eq!(dump_tables(&shaky, &[]), dump_tables(&path, &[]), "seed {seed}, {what}");
    }
}

fn a_shaky_life(seed: u64, fate: &Fate) -> Crowd {
    let mut crowd = Crowd::at_shaky(seed, fate);
    for _ in 0..40 {
        crowd.act();
    }
    crowd
}
