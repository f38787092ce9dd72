//! The power goes while a crowd orders, and comes back, again and again: 200 times with
//! `CREMA_PROOF=full`. Hub and printer daemon are the real programs, on a disk that forgets what was
//! not synced ([`crema_tests::forgetful`]): all of it or a part. Whatever was acknowledged before a cut
//! is there after it, nothing is printed twice, and the hub finds its data sound.
//!
//! Killed programs on a disk that forgets nothing are `kills`; a storage that fails at each call is
//! `faults` in the core. Here the files themselves are as a power cut leaves them.
//!
//! That this finds anything is shown by two that must fail: a hub that syncs nothing, and a disk that
//! only says that it has synced. The first start and `crema restore`, which change their folder in many
//! steps, are cut at each part of them. Where FUSE is not to be had, all of it is skipped, in words.
//!
//! `CREMA_SEED` draws the same cuts again. What they meet depends on the machine too.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod after;
mod first_start;
mod restore;
mod site;
mod strokes;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use crema_tests::forgetful::why_not;
use crema_tests::proof::{full_or_short, seed};
use crema_tests::robot::{Crowd, Plan};

use after::After;
use site::Site;
use strokes::{Fate, Tally};

/// Cuts of the proof, and of every day's tests.
const CUTS_FULL: u32 = 200;
const CUTS_SHORT: u32 = 10;
/// Cuts within which a hub or a disk that loses something is found.
const BITES_WITHIN: u32 = 10;
/// Presses a second: as many as there are at a busy booth in a minute.
const PRESSES_A_SECOND: f64 = 40.0;

/// Crowds at three booths at once would measure the machine.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Nothing where FUSE is not to be had; otherwise the turn of one test.
fn begin() -> Option<MutexGuard<'static, ()>> {
    if let Some(reason) = why_not() {
        println!("SKIPPED, the power is not cut here: {reason}");
        return None;
    }
    Some(ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner))
}

/// How a series of cuts ended.
enum End {
    /// Nothing was lost.
    Well(Tally),
    /// After so many cuts something was, in words.
    Lost(u32, String),
}

/// Cuts the power `count` times under a crowd's load. `spoil` may harm what runs, before the first cut.
fn cut_again_and_again(
    site: &mut Site,
    seed: u64,
    count: u32,
    spoil: impl FnOnce(&mut Site) -> Result<()>,
) -> Result<End> {
    let plan = Plan { seed, rate: PRESSES_A_SECOND, time: Duration::ZERO, days_end: true };
    let crowd = site.gather(plan)?;
    let mut after = After::begin(site)?;
    spoil(site)?;
    let (mut fate, mut tally) = (Fate::new(seed), Tally::default());
    let is_over = AtomicBool::new(false);
    let found = thread::scope(|scope| {
        scope.spawn(|| crowd.press_until(&|| is_over.load(Ordering::Relaxed)));
        let mut cut_all = || {
            for nth in 1..=count {
                let stroke = fate.next();
                let told = || format!("cut {nth}: {stroke}");
                let seen = after.look_before(site).with_context(told);
                let lost = site.strike(&stroke).with_context(told)?;
                // What was answered up to here was answered by the hub that is dead now.
                let ledger = crowd.ledger();
                let found = seen.and_then(|()| after.look_after(site, &ledger));
                if let Err(what) = found {
                    return Ok(Some((nth, format!("{stroke}: {what:#}\n{}", site.said()))));
                }
                tally.count(&stroke, lost);
            }
            Ok(None)
        };
        let found: Result<Option<(u32, String)>> = cut_all();
        is_over.store(true, Ordering::Relaxed);
        if !matches!(found, Ok(None)) {
            crowd.go_home();
        }
        found
    });
    if let Some((nth, what)) = found? {
        return Ok(End::Lost(nth, what));
    }
    finish(site, crowd, &mut after).map(|()| End::Well(tally))
}

/// The crowd finishes what is open, and every word that it was told is compared with the log.
fn finish(site: &mut Site, crowd: Crowd, after: &mut After) -> Result<()> {
    let report = crowd.finish()?;
    println!("{report}");
    anyhow::ensure!(report.is_well(), "{:#?}", report.wrong);
    anyhow::ensure!(report.unanswered.is_empty(), "{:#?}", report.unanswered);
    after.look_at_the_end(site)
}

#[test]
fn power_cuts_lose_nothing_that_was_acknowledged() -> Result<()> {
    let Some(_turn) = begin() else { return Ok(()) };
    let seed = seed()?;
    let mut site = Site::new()?;
    let count = full_or_short(CUTS_FULL, CUTS_SHORT);
    match cut_again_and_again(&mut site, seed, count, |_| Ok(())).with_context(|| site.said())? {
        End::Well(tally) => println!("{tally}"),
        End::Lost(nth, what) => panic!("CREMA_SEED={seed}, cut {nth} of {count}: {what}"),
    }
    Ok(())
}

/// A series that has to find something.
fn is_found(fault: &str, spoil: impl FnOnce(&mut Site) -> Result<()>) -> Result<()> {
    match cut_again_and_again(&mut Site::new()?, seed()?, BITES_WITHIN, spoil)? {
        End::Lost(nth, what) => {
            let (found, _) = what.split_once("\nthe hub said:").unwrap_or((&what, ""));
            println!("{fault} is found by cut {nth}. {found}");
            Ok(())
        }
        End::Well(tally) => panic!("{fault} is not found: {tally}"),
    }
}

#[test]
fn a_hub_that_syncs_nothing_is_found_within_ten_cuts() -> Result<()> {
    let Some(_turn) = begin() else { return Ok(()) };
    is_found("synchronous = OFF", Site::become_careless)
}

#[test]
fn a_disk_that_lies_is_found_within_ten_cuts() -> Result<()> {
    let Some(_turn) = begin() else { return Ok(()) };
    is_found("a disk that lies", |site| {
        site.disk().lie();
        Ok(())
    })
}
