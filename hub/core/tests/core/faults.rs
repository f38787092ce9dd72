//! A fault or a crash at every call that the core makes to its storage. Whatever happens,
//! after trying again the log is the one of a booth to which nothing happened.

use std::path::Path;

use crema_api::problem::RefusalKind;
use crema_core::{Core, Input, SqliteStorage};

use crate::booth::crowd::Crowd;
use crate::booth::faults::{Fate, HARMS, Harm, fateful};
use crate::booth::log::dump_log;

/// Every call is harmed in every way with `CREMA_PROOF=full`; otherwise each call in one way, in
/// batch, and the first of every kind of call is surely among them.
fn full() -> bool {
    std::env::var("CREMA_PROOF").is_ok_and(|proof| proof == "full")
}

fn open(path: &Path, fate: &Fate) -> Core {
    loop {
        fate.revive();
        let storage = fateful(SqliteStorage::open(path).unwrap(), fate.clone());
        if let Ok(core) = Core::open(storage) {
            return core;
        }
    }
}

/// Gives the inputs one by one; what was refused by the disk is sent again, as people do.
fn serve(path: &Path, inputs: &[Input], fate: &Fate) {
    let mut core = open(path, fate);
    for (index, input) in inputs.iter().enumerate() {
        for attempt in 0.. {
            assert!(attempt < 3, "input {index} does not get through");
            let batch = core.run_batch(std::slice::from_ref(input));
            core.settle(index % 5 == 0);
            let hurt =
                matches!(&batch.answers[0], Err(refusal) if refusal.kind == RefusalKind::Storage);
            if fate.died() {
                drop(core);
                core = open(path, fate);
            }
            if !hurt {
                break;
            }
        }
    }
}

fn short_life() -> Vec<Input> {
    let mut crowd = Crowd::new(42);
    crowd.booth.set_limits(|limits| limits.drinks_per_code = 3);
    for _ in 0..60 {
        crowd.act();
    }
    crowd.go_home();
    assert!(crowd.collected > 2, "a life in which something happens");
    crowd.booth.inputs
}

#[test]
fn a_fault_or_crash_at_every_storage_call_changes_nothing() {
    let inputs = short_life();
    let clean = crate::booth::folder();
    let path = clean.path().join("booth.db");
    let unharmed = Fate::new(u64::MAX, Harm::IoError);
    serve(&path, &inputs, &unharmed);
    let expected = dump_log(&path);
    let calls = unharmed.calls();
    println!("{calls} calls, {} inputs, {} events", inputs.len(), expected.len());
    assert!(calls > 1_000);
    for call in 0..calls {
        let harms = if full() { &HARMS[..] } else { &HARMS[(call % 4) as usize..][..1] };
        for &harm in harms {
            let folder = crate::booth::folder();
            let path = folder.path().join("booth.db");
            serve(&path, &inputs, &Fate::new(call, harm));
            assert_eq!(dump_log(&path), expected, "{harm:?} at call {call}");
        }
    }
}
