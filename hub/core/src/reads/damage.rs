//! The look for damage in a database: cheap comparisons at the start, of things that always agree, and
//! the whole file in the background. `SQLite` itself notices damage only on a page that it reads, and
//! a careless copy or a lost write-ahead log not at all.
//!
//! An event whose row is damaged is none of it: it is passed on as it is stored, and counted.

use std::fmt;

use crema_api::BoothMs;
use crema_api::ids::{LogId, Seq};
use rusqlite::{Connection, ErrorCode};

use super::{Reader, Snapshot, format_of, known_format};
use crate::storage::{StatementKind, StorageError, only};

/// Steps of `SQLite`'s machine between two questions whether a check is to go on: some milliseconds.
const STEPS_AT_ONCE: i32 = 100_000;

/// Damage that was found: a sentence for the crew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage(String);

impl Damage {
    fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A place in a log that was on disk once: a log that ends before it has lost something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotedEnd {
    /// The log.
    pub log: LogId,
    /// Its end then.
    pub head: Seq,
}

/// How far a check of the whole file has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    steps: usize,
}

/// The result of a check of the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// Nothing was found.
    Sound,
    /// Something was found.
    Damaged(Damage),
    /// The check was broken off.
    BrokenOff,
}

impl Reader {
    /// Compares what must agree: the log's ends, the cursors of its consumers, the newest order, and
    /// `noted`, the log's end as a note beside the database has it. That takes no longer on a full
    /// card.
    ///
    /// # Errors
    /// [`StorageError`] when the disk fails, or the database is damaged where this reads.
    pub fn compare(&self, noted: Option<NotedEnd>) -> Result<Option<Damage>, StorageError> {
        self.snapshot(BoothMs(0), |snapshot| snapshot.compare(noted))
    }

    /// Checks the whole file, and every value of every table: minutes on a full card.
    ///
    /// # Errors
    /// [`StorageError`] when the disk fails.
    pub fn check_all(&mut self) -> Result<Checked, StorageError> {
        self.check_on(&mut Progress::default(), || true)
    }

    /// Goes on with a check of the whole file, which may take minutes on a full card. `go_on` is asked
    /// every few milliseconds, and may sleep meanwhile; what was checked when it breaks the check off
    /// is noted in `progress`. Between its steps the write-ahead log is let go.
    ///
    /// # Errors
    /// [`StorageError`] when the disk fails.
    pub fn check_on(
        &mut self,
        progress: &mut Progress,
        mut go_on: impl FnMut() -> bool + Send + 'static,
    ) -> Result<Checked, StorageError> {
        let other = StatementKind::Other.wrap_error();
        self.connection.progress_handler(STEPS_AT_ONCE, Some(move || !go_on())).map_err(&other)?;
        let checked = self.check_steps(progress);
        self.connection.progress_handler(STEPS_AT_ONCE, None::<fn() -> bool>).map_err(&other)?;
        match checked {
            Ok(None) => Ok(Checked::Sound),
            Ok(Some(damage)) => Ok(Checked::Damaged(damage)),
            Err(StorageError::Io { source, .. }) if is_interrupted(&source) => {
                Ok(Checked::BrokenOff)
            }
            Err(error) if error.is_damage() => {
                Ok(Checked::Damaged(Damage("A page of the database cannot be read.".to_owned())))
            }
            Err(error) => Err(error),
        }
    }

    fn check_steps(&self, progress: &mut Progress) -> Result<Option<Damage>, StorageError> {
        let select = StatementKind::Select.wrap_error();
        // Of the columns of a newer format this program knows too little.
        let is_newer = format_of(&self.connection)? > known_format();
        let columns =
            if is_newer { Vec::new() } else { columns(&self.connection).map_err(&select)? };
        let steps =
            [Step::Pages, Step::Log].into_iter().chain(columns.into_iter().map(Step::Values));
        for step in steps.skip(progress.steps) {
            let found = self.snapshot(BoothMs(0), |snapshot| match &step {
                Step::Pages => snapshot.check_pages(),
                Step::Log => snapshot.check_log(),
                Step::Values(column) => snapshot.check_values(column),
            })?;
            if found.is_some() {
                return Ok(found);
            }
            progress.steps += 1;
        }
        Ok(None)
    }
}

/// A part of the check, in a snapshot of its own.
enum Step {
    /// Every page.
    Pages,
    /// Whether the log is whole.
    Log,
    /// The values of a column.
    Values(Column),
}

fn is_interrupted(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted)
}

impl Snapshot<'_> {
    fn compare(&self, noted: Option<NotedEnd>) -> Result<Option<Damage>, StorageError> {
        let (head, floor) = (self.seq().0, self.floor().0);
        if let Some(noted) = noted {
            if noted.log != self.log() {
                return Ok(Some(Damage::new(
                    "The database is of another log than the one that was used here last.",
                )));
            }
            if noted.head > self.seq() {
                let (end, lost) = (noted.head, noted.head.0 - head);
                return Ok(Some(Damage::new(format!(
                    "The log once reached event {end}, and now ends at {head}: the last {lost} events \
                     are gone, with what they changed."
                ))));
            }
        }
        let ends =
            "SELECT (SELECT min(seq) FROM events) AS first, (SELECT max(seq) FROM events) AS last";
        let ends: Option<(Option<u64>, Option<u64>)> =
            self.one(ends, [], |row| Ok((row.get("first")?, row.get("last")?)))?;
        let (first, last) = ends.unwrap_or_default();
        let (first_due, last_due) =
            if head > floor { (Some(floor + 1), Some(head)) } else { (None, None) };
        if (first, last) != (first_due, last_due) {
            return Ok(Some(Damage::new(format!(
                "The log is to hold the events from {floor} to {head}, and holds others."
            ))));
        }
        let ahead = "SELECT name FROM consumers WHERE cursor > ?1 LIMIT 1";
        if let Some(name) = self.one::<String>(ahead, [head], only)? {
            return Ok(Some(Damage::new(format!(
                "{name} has handled events that are no longer in the log."
            ))));
        }
        let newest = "SELECT max(started_seq) FROM manager_orders";
        let newest: Option<u64> = self.one(newest, [], only)?.flatten();
        if newest.is_some_and(|newest| newest > head) {
            return Ok(Some(Damage::new("There are orders that are no longer in the log.")));
        }
        Ok(None)
    }

    fn check_pages(&self) -> Result<Option<Damage>, StorageError> {
        let said: String = self
            .connection
            .query_row("PRAGMA quick_check(1)", [], only)
            .map_err(StatementKind::Select.wrap_error())?;
        let damaged = || {
            let said = said.lines().last().unwrap_or_default();
            Damage::new(format!("A page of the database is damaged: {said}."))
        };
        Ok((said != "ok").then(damaged))
    }

    fn check_log(&self) -> Result<Option<Damage>, StorageError> {
        let (head, floor) = (self.seq().0, self.floor().0);
        let sql = "SELECT count(*) FROM events WHERE seq > ?1 AND seq <= ?2";
        let kept: u64 = self.one(sql, [floor, head], only)?.unwrap_or(0);
        let missing = (head - floor).saturating_sub(kept);
        let damaged = || Damage::new(format!("{missing} events are missing in the log."));
        Ok((missing > 0).then(damaged))
    }

    fn check_values(&self, column: &Column) -> Result<Option<Damage>, StorageError> {
        let Column { table, name, .. } = column;
        let sql = format!(
            "SELECT count(*) FROM {table} WHERE {name} IS NOT NULL AND ({})",
            column.wrong()
        );
        let wrong: u64 = self.one(&sql, [], only)?.unwrap_or(0);
        let damaged = || {
            Damage::new(format!(
                "{wrong} values in {table}, column {name}, are of the wrong kind. `crema mend` derives such values from the log again."
            ))
        };
        Ok((wrong > 0).then(damaged))
    }
}

/// A column of a table of ours.
struct Column {
    table: String,
    name: String,
    kind: String,
}

impl Column {
    /// The condition of a value that cannot be one of it.
    fn wrong(&self) -> String {
        let Self { name, kind, .. } = self;
        let name = name.as_str();
        match kind.as_str() {
            "TEXT" => format!("NOT is_text({name})"),
            "INTEGER" => {
                let least = if MAY_BE_NEGATIVE.contains(&name) { -NUMBER_MAX } else { 0 };
                format!(
                    "typeof({name}) <> 'integer' OR {name} NOT BETWEEN {least} AND {NUMBER_MAX}"
                )
            }
            // The subject of a timer may be nothing.
            _ if name == "subject" => format!("typeof({name}) <> 'blob'"),
            _ => format!("typeof({name}) <> 'blob' OR length({name}) <> {ID_BYTES}"),
        }
    }
}

/// No number of ours is larger: a time, in ms, of some 285,000 years.
const NUMBER_MAX: i64 = 1 << 53;
/// Bytes of an id, which is what every blob here is.
const ID_BYTES: usize = 16;

/// Numbers that may be below 0: wall time before 1970, days of it, ranks of orders that were moved to
/// the top, and counts from which what was never counted was taken.
const MAY_BE_NEGATIVE: [&str; 5] = ["wall_ms", "start_wall_ms", "day", "rank", "count"];

/// The columns of the tables that `crema mend` can put right: those that follow from the log, and the
/// timers and cursors. The rows of the log itself are passed on as they are, and what else is beside
/// it is made again at the start, or left out where it cannot be read.
fn columns(connection: &Connection) -> rusqlite::Result<Vec<Column>> {
    let mut statement = connection.prepare(
        "SELECT t.name AS in_table, c.name AS name, c.type AS kind FROM sqlite_schema t, pragma_table_info(t.name) c
         WHERE t.type = 'table' AND c.type IN ('INTEGER', 'TEXT', 'BLOB')
           AND (t.name GLOB 'manager_*' OR t.name GLOB 'counting_*' OR t.name = 'validator_codes'
             OR t.name IN ('config_now', 'config_occasions', 'journey_steps', 'metrics_counts',
                           'timers', 'consumers'))",
    )?;
    let columns = statement.query_map([], |row| {
        Ok(Column { table: row.get("in_table")?, name: row.get("name")?, kind: row.get("kind")? })
    })?;
    columns.collect()
}
