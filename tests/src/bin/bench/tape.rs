//! A storage that counts what passes, and keeps every statement that changed a row on a tape, so that
//! the same rows can be written again without the core.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crema_core::SqliteStorage;
use crema_core::storage::{Checkpoint, StatementKind, Storage, StorageError};
use crema_testing::storage::{Call, Interposed, Made, Proceed};
use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, Value};

/// One thing that was asked of the disk.
#[derive(Debug)]
pub enum Step {
    /// A batch begins.
    Begin,
    /// A batch ends.
    Commit,
    /// The write-ahead log was moved.
    Checkpoint(Checkpoint),
    /// A statement changed rows.
    Write {
        /// The statement.
        sql: Arc<str>,
        /// Its parameters.
        values: Vec<Value>,
    },
}

/// How much passed.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    /// Queries.
    pub reads: u64,
    /// Statements that changed rows.
    pub writes: u64,
    /// Statements that could have, and did not.
    pub idle_writes: u64,
    /// Rows that were inserted, updated or deleted.
    pub rows: u64,
    /// Savepoints opened and closed, each counted once.
    pub savepoints: u64,
}

#[derive(Debug, Default)]
struct Reel {
    running: bool,
    steps: Vec<Step>,
    counts: Counts,
    texts: HashMap<String, Arc<str>>,
}

/// The tape. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Tape(Arc<Mutex<Reel>>);

impl Tape {
    /// From now on everything is kept.
    pub fn start(&self) {
        self.reel().running = true;
    }

    /// What was kept, and the counts.
    #[must_use]
    pub fn take(&self) -> (Vec<Step>, Counts) {
        let mut reel = self.reel();
        reel.running = false;
        (std::mem::take(&mut reel.steps), reel.counts)
    }

    fn reel(&self) -> MutexGuard<'_, Reel> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, note: impl FnOnce(&mut Reel)) {
        let mut reel = self.reel();
        if reel.running {
            note(&mut reel);
        }
    }

    /// Notes a call, and makes it.
    fn pass(&self, call: &Call<'_>, proceed: Proceed<'_>) -> Result<Made, StorageError> {
        match *call {
            Call::Begin => self.note(|reel| reel.steps.push(Step::Begin)),
            Call::Commit => self.note(|reel| reel.steps.push(Step::Commit)),
            Call::Checkpoint(kind) => self.note(|reel| reel.steps.push(Step::Checkpoint(kind))),
            Call::Savepoint(_) => self.note(|reel| reel.counts.savepoints += 1),
            Call::RollBackTo(_) => return Err(undone()),
            _ => {}
        }
        let made = proceed()?;
        match *call {
            Call::Execute { sql, params } => self.wrote(sql, params, made.rows as u64)?,
            Call::Query { sql, params } if writes(sql) => {
                self.wrote(sql, params, made.rows as u64)?;
            }
            Call::Query { .. } => self.note(|reel| reel.counts.reads += 1),
            _ => {}
        }
        Ok(made)
    }

    /// A statement that can change rows, and how many it did.
    fn wrote(&self, sql: &str, params: &[&dyn ToSql], rows: u64) -> Result<(), StorageError> {
        let values = params.iter().map(|param| value(*param)).collect::<Result<_, _>>();
        let values =
            values.map_err(|source| StorageError::new(StatementKind::of_sql(sql), source))?;
        self.note(|reel| {
            if rows == 0 {
                reel.counts.idle_writes += 1;
                return;
            }
            reel.counts.writes += 1;
            reel.counts.rows += rows;
            let sql = match reel.texts.get(sql) {
                Some(known) => known.clone(),
                None => reel.texts.entry(sql.to_owned()).or_insert_with(|| sql.into()).clone(),
            };
            reel.steps.push(Step::Write { sql, values });
        });
        Ok(())
    }
}

fn value(param: &dyn ToSql) -> rusqlite::Result<Value> {
    match param.to_sql()? {
        ToSqlOutput::Borrowed(borrowed) => Ok(Value::try_from(borrowed)?),
        ToSqlOutput::Owned(owned) => Ok(owned),
        other => Err(rusqlite::Error::ToSqlConversionFailure(
            format!("{other:?} cannot be kept on a tape").into(),
        )),
    }
}

/// Whether a statement writes, also where it gives rows back (`RETURNING`).
#[must_use]
pub fn writes(sql: &str) -> bool {
    ["INSERT", "UPDATE", "DELETE"].iter().any(|word| sql.trim_start().starts_with(word))
}

/// A tape has no way back; in a day without refusals there is none.
fn undone() -> StorageError {
    let what = "something was undone while the tape ran";
    StorageError::new(StatementKind::RollBack, rusqlite::Error::ToSqlConversionFailure(what.into()))
}

/// The real storage with a tape beside it.
pub fn taped(storage: SqliteStorage, tape: Tape) -> impl Storage + 'static {
    Interposed::new(storage, move |call: &Call<'_>, proceed: Proceed<'_>| tape.pass(call, proceed))
}
