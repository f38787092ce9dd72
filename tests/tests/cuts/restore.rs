//! `crema restore`, cut at one change of its disk after the other: the booth is there as it was or as the
//! copy has it, or the hub says that it is not and *restore* brings it. Never is one mixed with the other.

use anyhow::{Context, Result, ensure};
use crema_api::Seq;
use crema_api::store::StoreState;
use crema_tests::forgetful::{Disk, Loss};
use crema_tests::history::log_after;
use crema_tests::proof::{full_or_short, seed};
use serde_json::{Value, json};

use crate::after::look_at_card;
use crate::begin;
use crate::site::Site;
use crate::strokes::Fate;

/// Restores that are cut, in the proof and every day.
const RESTORES_FULL: u32 = 60;
const RESTORES_SHORT: u32 = 10;
/// Changes at the end of a restore that move the database away and the copy into its place.
const NAMES_CHANGED: u64 = 8;

#[test]
fn a_restore_that_is_cut_mixes_nothing() -> Result<()> {
    let Some(_turn) = begin() else { return Ok(()) };
    let seed = seed()?;
    let prepared = disk_with_a_copy()?;
    let unharmed = Site::of(prepared.copy())?;
    let before = unharmed.disk().changes();
    unharmed.restore()?;
    let changes = unharmed.disk().changes() - before;
    drop(unharmed);

    let (mut fate, restores) = (Fate::new(seed), full_or_short(RESTORES_FULL, RESTORES_SHORT));
    let mut again = 0;
    for nth in 0..restores {
        // Every other one among the changes of names at the end; the rest spread over the copying.
        let part = changes / u64::from(restores) + 1;
        let at = match nth % 2 {
            0 => u64::from(nth) * part + fate.below(part),
            _ => changes.saturating_sub(1 + fate.below(NAMES_CHANGED)),
        };
        let (loss, stroke_seed) = (fate.loss(), fate.below(u64::MAX));
        let mut site = Site::of(prepared.copy())?;
        site.disk().cut_after(at, loss, stroke_seed);
        // Whether it says so or not, it was cut off.
        let _ = site.restore();
        site.cut_now(loss, stroke_seed)?;
        let told = format!("CREMA_SEED={seed}, cut at {at} of {changes} changes, {loss:?}");
        again += come_up(&mut site).with_context(|| format!("{told}\n{}", site.said()))?;
    }
    println!("{restores} restores were cut, and {again} of them had to be given once more");
    Ok(())
}

/// Starts the hub, and restores once more where it asks for that. Returns how often it did.
fn come_up(site: &mut Site) -> Result<u32> {
    site.start()?;
    let again = match site.wait_until_up() {
        Ok(_) => 0,
        Err(damaged) => {
            ensure!(damaged.to_string().contains("`crema restore`"), "{damaged}");
            site.kill();
            site.restore()?;
            site.start()?;
            site.wait_until_up()?;
            1
        }
    };
    let crew = site.customer().pair(&site.crew_pin()?, "Crew")?;
    let log = log_after(&crew, Seq(0))?;
    let is_whole = log.iter().zip(1..).all(|(event, seq)| event.seq.0 == seq);
    ensure!(is_whole && !log.is_empty(), "the log has a gap");
    look_at_card(site)?;
    Ok(again)
}

/// A booth with the copy of a day that ended, and with a write-ahead log that goes on after it.
fn disk_with_a_copy() -> Result<Disk> {
    let mut site = Site::new()?;
    let crew = site.customer().pair(&site.crew_pin()?, "Crew")?;
    crew.set_store_state(StoreState::Open)?;
    crew.set_store_state(StoreState::Closed)?;
    let _: Value = crew.post("/api/v1/store/end-day", json!({}))?;
    site.stop()?;
    site.start()?;
    site.wait_until_up()?;
    for _ in 0..10 {
        crew.set_store_state(StoreState::Open)?;
        crew.set_store_state(StoreState::Closed)?;
    }
    site.cut_now(Loss::All, 0)?;
    let wal = site.disk().find(&["booth", "booth.db-wal"]).context("no write-ahead log")?;
    ensure!(wal.content.is_some_and(|wal| !wal.bytes().is_empty()), "it is empty");
    site.disk().find(&["booth", "copies"]).context("no copy was taken")?;
    Ok(site.disk().copy())
}
