//! Where a life's time goes in the core: a storage that holds a watch to each statement, and the
//! dearest of them. Only on request: the watch itself takes time.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;
use crema_core::SqliteStorage;
use crema_testing::storage::{Call, Interposed, Proceed};

use crate::Extent;
use crate::day::Day;
use crate::heart::{LONG_ENOUGH, ROUND, WARM_UP};
use crate::report::Report;

/// Statements that are shown.
const SHOWN: usize = 25;
/// As much of a statement as a line has room for, characters.
const CHARS_MAX: usize = 84;

/// Calls and their time, by statement. Clones share it.
#[derive(Debug, Clone, Default)]
struct Watch(Arc<Mutex<HashMap<String, (u64, Duration)>>>);

impl Watch {
    fn take<T>(&self, sql: &str, run: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let result = run();
        let took = began.elapsed();
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match noted.get_mut(sql) {
            Some((calls, time)) => {
                *calls += 1;
                *time += took;
            }
            None => drop(noted.insert(sql.to_owned(), (1, took))),
        }
        result
    }

    fn empty(&self) -> Vec<(String, (u64, Duration))> {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = noted.drain().collect();
        all.sort_by_key(|(_, (_, time))| std::cmp::Reverse(*time));
        all
    }
}

/// Measures and prints.
pub fn measure(report: &mut Report, folder: &Path, extent: &Extent) -> Result<()> {
    let path = folder.join("statements.db");
    let watch = Watch::default();
    let held = watch.clone();
    let storage = Interposed::new(
        SqliteStorage::open(&path)?,
        move |call: &Call<'_>, proceed: Proceed<'_>| held.take(label(call), proceed),
    );
    let mut day = Day::begin(&path, storage)?;
    day.live(WARM_UP, LONG_ENOUGH)?;
    watch.empty();
    let lived = day.live(extent.heart_rounds * ROUND, LONG_ENOUGH)?;
    let a_life = |time: Duration| time.as_secs_f64() * 1e6 / lived.lives as f64;
    let whole = a_life(lived.took);
    report.section(&format!("A life takes {whole:.0} us; the dearest statements"));
    println!("  share   us a life   calls a life");
    let all = watch.empty();
    let below: Duration = all.iter().map(|(_, (_, time))| *time).sum();
    let outside = a_life(lived.took.saturating_sub(below));
    println!(
        "  {:>4.1}%   {outside:>9.1}                  above the storage",
        100.0 * outside / whole
    );
    for (sql, (calls, time)) in all.into_iter().take(SHOWN) {
        let time = a_life(time);
        let words: Vec<_> = sql.split_whitespace().collect();
        let words: String = words.join(" ").chars().take(CHARS_MAX).collect();
        let calls = calls as f64 / lived.lives as f64;
        println!("  {:>4.1}%   {time:>9.1}   {calls:>12.2}   {words}", 100.0 * time / whole);
    }
    Ok(())
}

/// What a call is listed as.
fn label<'a>(call: &Call<'a>) -> &'a str {
    match call {
        Call::Begin => "BEGIN",
        Call::Commit => "COMMIT",
        Call::RollBack => "ROLLBACK",
        Call::Savepoint(_) => "SAVEPOINT",
        Call::Release(_) => "RELEASE",
        Call::RollBackTo(_) => "ROLLBACK TO",
        Call::Execute { sql, .. } | Call::ExecuteBatch { sql } | Call::Query { sql, .. } => sql,
        Call::Checkpoint(_) => "CHECKPOINT",
    }
}
