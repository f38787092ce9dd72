//! The heart alone: whole lives through the core, on a file, in batches of 64; and the same rows
//! written by bare `SQLite` in the same commits. The two take turns in short rounds, since others may
//! use the machine: what is reported is the median of the rounds and how far they lie apart. Beside
//! that, what does not depend on the machine: rows, pages and bytes of a life, one input a commit and
//! in batches.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, ensure};
use crema_core::{BATCH_INPUTS_MAX, SqliteStorage};

use crate::Extent;
use crate::day::{Day, Lived};
use crate::machine::{bytes_written, processor_time};
use crate::replay::{replay, rows};
use crate::report::{Aim, Report};
use crate::rounds::Rounds;
use crate::tape::{Counts, Step, Tape, taped};

/// Lives before the measured ones: caches are warm, and tables are not empty.
pub const WARM_UP: usize = 500;
/// Lives of a round: some tenths of a second, so that the two of a round find the same machine, and few
/// of its batches are not full.
pub const ROUND: usize = 400;
/// Lives of which each input is committed by itself: their bytes and rows are counted, not timed.
const ONE_BY_ONE: usize = 100;
/// No run of a day takes longer on any machine that a booth could run on.
pub const LONG_ENOUGH: Duration = Duration::from_mins(1);
/// Bytes of a page in the write-ahead log, with its header (`SQLite`'s file format, section 4.1).
const WAL_PAGE_BYTES: f64 = 4_096.0 + 24.0;

/// A day that was taped.
struct Taped {
    /// The database before it.
    image: PathBuf,
    /// The database after it.
    after: PathBuf,
    /// What was written in each round.
    rounds: Vec<Vec<Step>>,
    counts: Counts,
    /// Bytes that it handed to the system.
    bytes_written: u64,
    lives: usize,
}

/// Measures and reports.
pub fn measure(report: &mut Report, folder: &Path, extent: &Extent) -> Result<()> {
    report.section(&format!(
        "The core alone: lives (start, place, claim, complete, collect) in batches of {BATCH_INPUTS_MAX}"
    ));
    let taped = tape(folder, extent.heart_rounds)?;
    let mut in_turn = InTurn::default();
    in_turn.run(folder, &taped)?;
    in_turn.report(report);
    costs(report, &taped)?;

    report.section("The same, each input committed by itself");
    let tape = Tape::default();
    let path = folder.join("one-by-one.db");
    let mut day = Day::begin(&path, taped_storage(&path, &tape)?)?.one_by_one();
    day.live(ONE_BY_ONE, LONG_ENOUGH)?;
    day.settle();
    tape.start();
    let before = bytes_written();
    let lived = day.live(ONE_BY_ONE, LONG_ENOUGH)?;
    day.settle();
    let written = bytes_written().saturating_sub(before);
    let (_, counts) = tape.take();
    let a_life = |count: u64| count as f64 / lived.lives as f64;
    report.line("rows written a life", a_life(counts.rows), "", Aim::None);
    report.line("pages written a life", a_life(written) / WAL_PAGE_BYTES, "", Aim::None);
    report.line(
        "written to log and file, a life",
        a_life(written) / 1_024.0,
        "KiB",
        Aim::AtMost(203.0),
    );
    Ok(())
}

/// The core and bare `SQLite`, round by round.
#[derive(Default)]
struct InTurn {
    /// Lives per second through the core, and as bare rows.
    core: Rounds,
    bare: Rounds,
    /// The core's share of bare `SQLite` in each round.
    share: Rounds,
    /// Processor time of a life, us: what other users of the machine disturb least.
    core_busy_us: Rounds,
    bare_busy_us: Rounds,
    share_by_processor: Rounds,
}

impl InTurn {
    fn run(&mut self, folder: &Path, taped: &Taped) -> Result<()> {
        let path = folder.join("core.db");
        let mut day = Day::begin(&path, SqliteStorage::open(&path)?)?;
        day.live(WARM_UP, LONG_ENOUGH)?;
        day.settle();
        let bare_path = folder.join("bare.db");
        std::fs::copy(&taped.image, &bare_path)?;
        let bare = SqliteStorage::open(&bare_path)?;
        for (nth, steps) in taped.rounds.iter().enumerate() {
            // Neither is always the one that comes first.
            let (core, bare) = if nth % 2 == 0 {
                let core = day.live(ROUND, LONG_ENOUGH)?;
                (core, write_again(&bare, steps)?)
            } else {
                let bare = write_again(&bare, steps)?;
                (day.live(ROUND, LONG_ENOUGH)?, bare)
            };
            self.note(core, bare);
        }
        drop(bare);
        ensure!(
            rows(&bare_path)? == rows(&taped.after)?,
            "bare SQLite did not write the same rows"
        );
        Ok(())
    }

    fn note(&mut self, core: Lived, bare: Lived) {
        let busy_us = |lived: Lived| lived.busy.as_secs_f64() * 1e6 / lived.lives as f64;
        self.core.note(core.pace());
        self.bare.note(bare.pace());
        self.share.note(core.pace() / bare.pace());
        self.core_busy_us.note(busy_us(core));
        self.bare_busy_us.note(busy_us(bare));
        self.share_by_processor.note(busy_us(bare) / busy_us(core));
    }

    fn report(&self, report: &mut Report) {
        report.rounds("through the core", &self.core, "lives/s", Aim::AtLeast(1_500.0));
        report.rounds("the same rows by bare SQLite", &self.bare, "lives/s", Aim::None);
        report.rounds("the core's share of bare SQLite", &self.share, "", Aim::AtLeast(0.75));
        report.rounds("processor time of a life in the core", &self.core_busy_us, "us", Aim::None);
        let bare = "processor time of its rows in bare SQLite";
        report.rounds(bare, &self.bare_busy_us, "us", Aim::None);
        let share = "the core's share by processor time";
        report.rounds(share, &self.share_by_processor, "", Aim::None);
    }
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
    let written = a_life(taped.bytes_written);
    report.line("pages written a life", written / WAL_PAGE_BYTES, "", Aim::None);
    report.line("written to log and file, a life", written / 1_024.0, "KiB", Aim::None);
    Ok(())
}

fn taped_storage(path: &Path, tape: &Tape) -> Result<impl crema_core::storage::Storage + 'static> {
    Ok(taped(SqliteStorage::open(path)?, tape.clone()))
}

/// Lives a day on tape, round by round, and keeps the database as it was before it.
fn tape(folder: &Path, rounds: usize) -> Result<Taped> {
    let after = folder.join("taped.db");
    let image = folder.join("image.db");
    let tape = Tape::default();
    let mut day = Day::begin(&after, taped_storage(&after, &tape)?)?;
    day.live(WARM_UP, LONG_ENOUGH)?;
    day.settle();
    std::fs::copy(&after, &image)?;
    let before = bytes_written();
    let mut taped = Vec::with_capacity(rounds);
    let mut counts = Counts::default();
    for _ in 0..rounds {
        tape.start();
        let lived = day.live(ROUND, LONG_ENOUGH)?;
        ensure!(lived.lives == ROUND, "only {} lives in {LONG_ENOUGH:?}", lived.lives);
        let (steps, so_far) = tape.take();
        taped.push(steps);
        counts = so_far;
    }
    day.settle();
    let bytes_written = bytes_written().saturating_sub(before);
    Ok(Taped { image, after, rounds: taped, counts, bytes_written, lives: rounds * ROUND })
}

/// The rows of a round without the core.
fn write_again(bare: &SqliteStorage, steps: &[Step]) -> Result<Lived> {
    let before = processor_time();
    let took = replay(bare, steps)?;
    let busy = processor_time().saturating_sub(before);
    Ok(Lived { lives: ROUND, took, busy })
}
