//! The heart alone: whole lives through the core, on a file, in batches of 64; and the same rows
//! written by bare `SQLite` in the same commits. Best of several rounds each, in turn, since others
//! may use the machine.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, ensure};
use crema_core::{BATCH_INPUTS_MAX, SqliteStorage};

use crate::Extent;
use crate::day::{Day, Lived};
use crate::machine::{bytes_written, processor_time};
use crate::replay::{replay, rows};
use crate::report::{Aim, Report};
use crate::tape::{Counts, Step, Tape, taped};

/// Lives before the measured ones: caches are warm, and tables are not empty.
pub const WARM_UP: usize = 500;
/// No run of a day takes longer on any machine that a booth could run on.
pub const LONG_ENOUGH: Duration = Duration::from_mins(1);

/// A day that was taped.
struct Taped {
    /// The database before it.
    image: PathBuf,
    /// The database after it.
    after: PathBuf,
    steps: Vec<Step>,
    counts: Counts,
    /// Bytes that it handed to the system.
    bytes_written: u64,
    lives: usize,
}

/// The best of several rounds.
#[derive(Default)]
struct Best {
    /// Lives per second.
    pace: f64,
    /// Processor time of a life, us: what other users of the machine disturb least.
    busy_us: f64,
}

impl Best {
    fn of(&mut self, lived: Lived) {
        let busy_us = lived.busy.as_secs_f64() * 1e6 / lived.lives as f64;
        self.pace = self.pace.max(lived.pace());
        self.busy_us = if self.busy_us > 0.0 { self.busy_us.min(busy_us) } else { busy_us };
    }
}

/// Measures and reports.
pub fn measure(report: &mut Report, folder: &Path, extent: &Extent) -> Result<()> {
    report.section(&format!(
        "The core alone: lives (start, place, claim, complete, collect) in batches of {BATCH_INPUTS_MAX}"
    ));
    let taped = tape(folder, extent.heart_lives)?;
    let (mut core, mut bare) = (Best::default(), Best::default());
    for round in 0..extent.heart_rounds {
        core.of(live(folder, extent.heart_lives, round)?);
        bare.of(write_again(folder, &taped, round)?);
    }
    report.line("through the core", core.pace, "lives/s", Aim::AtLeast(1_500.0));
    report.line("the same rows by bare SQLite", bare.pace, "lives/s", Aim::None);
    report.line("the core's share of bare SQLite", core.pace / bare.pace, "", Aim::AtLeast(0.5));
    report.line("processor time of a life in the core", core.busy_us, "us", Aim::None);
    report.line("processor time of its rows in bare SQLite", bare.busy_us, "us", Aim::None);
    let share = bare.busy_us / core.busy_us;
    report.line("the core's share by processor time", share, "", Aim::None);
    costs(report, &taped)
}

fn costs(report: &mut Report, taped: &Taped) -> Result<()> {
    let a_life = |count: u64| count as f64 / taped.lives as f64;
    let counts = taped.counts;
    report.line("queries a life", a_life(counts.reads), "", Aim::None);
    report.line("statements that changed rows, a life", a_life(counts.writes), "", Aim::None);
    report.line("statements that changed none, a life", a_life(counts.idle_writes), "", Aim::None);
    report.line("savepoints a life", a_life(counts.savepoints), "", Aim::None);
    report.line("rows written a life", a_life(counts.rows), "", Aim::None);
    let size = |path: &Path| std::fs::metadata(path).map(|file| file.len());
    let grown = size(&taped.after)?.saturating_sub(size(&taped.image)?);
    report.line("bytes that stay in the file, a life", a_life(grown), "B", Aim::None);
    let written = a_life(taped.bytes_written) / 1_024.0;
    report.line("written to log and file, a life", written, "KiB", Aim::None);
    Ok(())
}

/// Lives a day on tape, and keeps the database as it was before it.
fn tape(folder: &Path, lives: usize) -> Result<Taped> {
    let after = folder.join("taped.db");
    let image = folder.join("image.db");
    let tape = Tape::default();
    let mut day = Day::begin(&after, taped(SqliteStorage::open(&after)?, tape.clone()))?;
    day.live(WARM_UP, LONG_ENOUGH)?;
    day.settle();
    std::fs::copy(&after, &image)?;
    tape.start();
    let before = bytes_written();
    let lived = day.live(lives, LONG_ENOUGH)?;
    day.settle();
    let bytes_written = bytes_written().saturating_sub(before);
    let (steps, counts) = tape.take();
    ensure!(lived.lives == lives, "only {} of {lives} lives in {LONG_ENOUGH:?}", lived.lives);
    Ok(Taped { image, after, steps, counts, bytes_written, lives })
}

/// The same day without the tape.
fn live(folder: &Path, lives: usize, round: usize) -> Result<Lived> {
    let path = folder.join(format!("core-{round}.db"));
    let mut day = Day::begin(&path, SqliteStorage::open(&path)?)?;
    day.live(WARM_UP, LONG_ENOUGH)?;
    day.settle();
    day.live(lives, LONG_ENOUGH)
}

/// The same rows without the core.
fn write_again(folder: &Path, taped: &Taped, round: usize) -> Result<Lived> {
    let path = folder.join(format!("bare-{round}.db"));
    std::fs::copy(&taped.image, &path)?;
    let before = processor_time();
    let took = replay(&path, &taped.steps)?;
    let busy = processor_time().saturating_sub(before);
    ensure!(rows(&path)? == rows(&taped.after)?, "bare SQLite did not write the same rows");
    Ok(Lived { lives: taped.lives, took, busy })
}
