//! The very first start of a booth, cut at one change of its disk after the other: the next start makes
//! a whole booth of whatever is there, or goes on with it.

use anyhow::{Context, Result, ensure};
use crema_tests::forgetful::Disk;
use crema_tests::proof::{full_or_short, seed};

use crate::after::look_at_card;
use crate::begin;
use crate::site::Site;
use crate::strokes::{Fate, Moment, Stroke};

/// First starts that are cut, in the proof and every day.
const STARTS_FULL: u32 = 60;
const STARTS_SHORT: u32 = 6;

#[test]
fn a_first_start_that_is_cut_goes_on() -> Result<()> {
    let Some(_turn) = begin() else { return Ok(()) };
    let seed = seed()?;
    let mut unharmed = Site::of(Disk::default())?;
    unharmed.start()?;
    unharmed.wait_until_up()?;
    let changes = unharmed.disk().changes();
    drop(unharmed);

    let (mut fate, starts) = (Fate::new(seed), full_or_short(STARTS_FULL, STARTS_SHORT));
    for nth in 0..starts {
        // Spread over the start, and somewhere in each part of it.
        let part = changes / u64::from(starts) + 1;
        let moment = Moment::AtChange(u64::from(nth) * part + fate.below(part));
        let stroke = Stroke { moment, again: None, loss: fate.loss(), seed: fate.below(u64::MAX) };
        let mut site = Site::of(Disk::default())?;
        let told = format!("CREMA_SEED={seed}, of {changes} changes: {stroke}");
        go_on(&mut site, &stroke).with_context(|| format!("{told}\n{}", site.said()))?;
    }
    println!("{starts} first starts were cut, at {changes} changes of the disk");
    Ok(())
}

fn go_on(site: &mut Site, stroke: &Stroke) -> Result<()> {
    site.start()?;
    site.strike(stroke)?;
    let health = site.wait_until_up()?;
    look_at_card(site)?;
    ensure!(health.seq.0 > 0, "no occasion began");
    ensure!(site.crew_pin()?.len() == 6, "a PIN has six digits");
    Ok(())
}
