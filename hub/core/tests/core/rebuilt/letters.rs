//! Dead letters and a rebuild: those of the old tables go with them, what the rebuild has failed on
//! stays, and what the crew discards meanwhile stays out of it.

use crema_api::commands::{Caller, Command, Discard};
use crema_api::events::names;
use crema_api::ids::Seq;

use super::{ask, settle};
use crate::booth::Booth;
use crate::booth::failing::Switch;
use crate::booth::flaky::{booth_with_flaky, make_flaky, reopen};
use crate::booth::log::{dump_table, dump_tables, lengthen};

/// A booth whose metrics have failed on one placed order of two; and whether they still would.
fn booth_with_a_letter(seed: u64) -> (Booth, Switch) {
    let (mut booth, broken) = booth_with_flaky(seed, "metrics", &[names::OrderPlaced]);
    booth.queued();
    broken.set(true);
    booth.queued();
    assert_eq!(letters(&booth).len(), 1);
    lengthen(&booth.path(), 9_000);
    ask(&booth, "'metrics'");
    (booth, broken)
}

fn reopen_flaky(booth: &mut Booth, broken: &Switch) {
    reopen(booth, |services| make_flaky(services, "metrics", &[names::OrderPlaced], broken));
}

/// As the crew sees them.
fn letters(booth: &Booth) -> Vec<(String, Seq)> {
    let seen = booth.read(|s| s.dead_letters());
    assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters as usize, seen.dead_letters.len());
    seen.dead_letters.into_iter().map(|letter| (letter.consumer, letter.seq)).collect()
}

fn placed(booth: &Booth) -> u64 {
    booth.read(|s| s.figures(None)).counts.get("placed").copied().unwrap_or(0)
}

#[test]
fn those_of_the_old_tables_go_with_them() {
    let (mut booth, broken) = booth_with_a_letter(35);
    broken.set(false);
    reopen_flaky(&mut booth, &broken);
    booth.pass(0);
    assert_eq!((placed(&booth), letters(&booth).len()), (1, 1), "the old tables serve");
    settle(&mut booth);
    assert_eq!((placed(&booth), letters(&booth).len()), (2, 0));
}

#[test]
fn what_the_rebuild_fails_on_is_shown_and_redriven_once_it_serves() {
    let (mut booth, broken) = booth_with_a_letter(36);
    let before = letters(&booth);
    reopen_flaky(&mut booth, &broken);
    booth.pass(0);
    assert_eq!(dump_table(&booth.path(), "rebuild_letters").len(), 2, "it fails on both");
    assert_eq!(letters(&booth), before, "not twice");
    // What fails meanwhile fails there as well.
    booth.queued();
    assert_eq!(letters(&booth).len(), 2);
    settle(&mut booth);
    assert_eq!((placed(&booth), letters(&booth).len()), (0, 3));
    assert!(dump_table(&booth.path(), "rebuild_letters").is_empty());
    let once = dump_tables(&booth.path(), &[]);
    booth.core.rebuild_projections().unwrap();
    assert_eq!(dump_tables(&booth.path(), &[]), once);
    broken.set(false);
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    settle(&mut booth);
    assert_eq!((placed(&booth), letters(&booth).len()), (3, 0));
}

#[test]
fn what_the_crew_discards_meanwhile_stays_out_of_it() {
    let (mut booth, broken) = booth_with_a_letter(37);
    broken.set(false);
    reopen_flaky(&mut booth, &broken);
    booth.pass(0);
    let (consumer, seq) = letters(&booth).remove(0);
    booth.ask(Caller::Hub, Command::Discard(Discard { consumer, seq })).unwrap();
    settle(&mut booth);
    assert_eq!((placed(&booth), letters(&booth).len()), (1, 0));
    let once = dump_tables(&booth.path(), &[]);
    booth.core.rebuild_projections().unwrap();
    assert_eq!(dump_tables(&booth.path(), &[]), once);
}

#[test]
fn what_is_redriven_meanwhile_is_in_it_once() {
    let (mut booth, broken) = booth_with_a_letter(38);
    reopen_flaky(&mut booth, &broken);
    broken.set(false);
    booth.pass(0);
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert_eq!((placed(&booth), letters(&booth).len()), (2, 0));
    settle(&mut booth);
    // The rebuild had failed on both before they were mended.
    assert_eq!((placed(&booth), letters(&booth).len()), (0, 2));
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    settle(&mut booth);
    assert_eq!((placed(&booth), letters(&booth).len()), (2, 0));
}
