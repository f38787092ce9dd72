//! Killed at any call, a rebuild goes on when the booth is opened again, and nobody ever reads half
//! a table.

use std::path::Path;
use std::sync::{Arc, Mutex};

use crema_core::{Core, InputKind, SqliteStorage};
use crema_testing::storage::{Call, Interposed, Proceed};

use super::{ALL, ask, copy_of, projections};
use crate::booth::Booth;
use crate::booth::crowd::Crowd;
use crate::booth::faults::{self, Fate, Harm};
use crate::booth::log::{dump_tables, lengthen};

/// Events that no projection takes notice of: some steps of each rebuild.
const EVENTS: u64 = 3_000;

/// Whether a kill at this call is worth a run of its own: what shapes tables, and what says how far
/// the rebuild is. Of the others one in so many.
fn is_tried(number: usize, label: &str) -> bool {
    const OTHERS: usize = 11;
    let marks = ["CREATE ", "ALTER ", "DROP ", "COMMIT", "rebuil", "_retired", "sqlite_schema"];
    number.is_multiple_of(OTHERS) || marks.iter().any(|mark| label.contains(mark))
}

/// Ticks until nothing is left to do. A core that was killed is opened again.
fn ticks_until_done(booth: &mut Booth, mut core: Core, mut reopened: impl FnMut(Core) -> Core) {
    for _ in 0..200 {
        let tick = booth.stamp(InputKind::Tick);
        let batch = core.run_batch(&[tick]);
        let is_done = batch.next_due.is_some_and(|due| due > booth.now);
        core = reopened(core);
        if is_done && batch.answers[0].is_ok() {
            return;
        }
    }
    panic!("the rebuild comes to no end");
}

/// What is on the disk of all that a rebuild must leave as it was.
fn rest(path: &Path) -> Vec<String> {
    dump_tables(path, &["booth"])
}

#[test]
fn killed_at_any_call_it_goes_on_and_no_reader_sees_half_a_table() {
    let seed = 34;
    println!("seed {seed}");
    let mut crowd = Crowd::new(seed);
    for _ in 0..200 {
        crowd.act();
    }
    let booth = &mut crowd.booth;
    lengthen(&booth.path(), EVENTS);
    booth.core.settle(true);
    let (whole, all) = (projections(&booth.path()), rest(&booth.path()));
    assert!(whole.iter().all(|rows| !rows.is_empty()), "there is something to lose");
    ask(booth, ALL);

    // Once without a kill, to know the calls.
    let calls = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&calls);
    let note = move |call: &Call<'_>, proceed: Proceed<'_>| {
        let label = match call {
            Call::Commit => "COMMIT",
            call => call.sql().unwrap_or_default(),
        };
        noted.lock().unwrap().push(label.to_owned());
        proceed()
    };
    let path = copy_of(booth, "calls.db");
    let storage = Interposed::new(SqliteStorage::open(&path).unwrap(), note);
    ticks_until_done(booth, Core::open(storage).unwrap(), |core| core);
    assert_eq!(rest(&path), all);
    let calls = std::mem::take(&mut *calls.lock().unwrap());
    let tried: Vec<u64> =
        (0..).zip(&calls).filter(|(n, label)| is_tried(*n, label)).map(|(n, _)| n as u64).collect();
    assert!(tried.len() > 100, "only {} of {} calls", tried.len(), calls.len());

    for (turn, at) in tried.into_iter().enumerate() {
        let harm = if turn % 2 == 0 { Harm::CrashBefore } else { Harm::CrashAfter };
        let fate = Fate::new([at], harm);
        let path = copy_of(booth, &format!("{at}.db"));
        let core = faults::open(&path, &fate);
        ticks_until_done(booth, core, |core| {
            assert_eq!(projections(&path), whole, "{harm:?} at call {at}");
            if !fate.died() {
                return core;
            }
            // Its connection dies with it.
            drop(core);
            faults::open(&path, &fate)
        });
        assert_eq!(rest(&path), all, "{harm:?} at call {at}");
        std::fs::remove_file(&path).unwrap();
    }
}
