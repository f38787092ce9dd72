//! The print spool: the jobs with their states, and how far the hub's log was read. Durable, in its
//! own file.
//!
//! A job goes `waiting` → `sending` → `printed` or `unknown`. It is written as `sending` before the
//! first byte leaves, so that after a crash a job still `sending` may be on paper: the printer is
//! asked, and if it does not know, the job is `unknown` and shown to people. Such a job is never
//! sent again in silence. A ticket that came too late to be printed by itself is `held`.
//!
//! A job is keyed by its ticket's place in the log, and written in the same transaction that moves
//! the cursor past it: the same ticket never makes two jobs. Sending itself is
//! [`crate::daemon`]'s; the tables are in `schema`.

mod job;
mod schema;

use std::path::Path;

use crema_api::{BoothMs, LogId, OrderId, Seq};
pub use job::{Job, JobKind, JobState, LogPosition};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

/// Jobs that are kept after they were reported, to be looked at: some days of a busy booth.
pub const JOBS_KEPT_MAX: u32 = 5_000;

/// A query for whole jobs: the one list of the columns that [`JobRow::from_row`] reads by name.
macro_rules! jobs {
    ($rest:literal) => {
        concat!(
            "SELECT ticket_seq, order_id, label, wanted_booth_ms, state, kind, bytes FROM job ",
            $rest
        )
    };
}

// A partial index serves a query only if the query names its condition, word for word.
const OLDEST_JOB: &str =
    jobs!("WHERE state IN ('waiting', 'sending') AND state = ?1 ORDER BY ticket_seq LIMIT 1");
const OLDEST_UNREPORTED: &str = jobs!(
    "WHERE reported = 0 AND state IN ('printed', 'unknown', 'held') ORDER BY ticket_seq LIMIT 1"
);
const OF_ORDER: &str = jobs!("WHERE order_id = ?1 ORDER BY ticket_seq");
const OF_TICKET: &str = jobs!("WHERE ticket_seq = ?1");

/// Why the spool failed. The first three have `SQLite`'s error as their cause: the disk is full or
/// broken.
#[derive(Debug, thiserror::Error)]
pub enum SpoolError {
    /// The file cannot be opened or made.
    #[error("the print spool cannot be opened")]
    Open(#[source] rusqlite::Error),
    /// It cannot be read.
    #[error("the print spool cannot be read")]
    Read(#[source] rusqlite::Error),
    /// It cannot be written.
    #[error("the print spool cannot be written")]
    Write(#[source] rusqlite::Error),
    /// Another process has the file open.
    #[error("another printer daemon has this print spool: end it, or use another data folder")]
    InUse,
    /// The file is of another version of this program.
    #[error(
        "the print spool has version {found}, which this program does not know: print what waits with the program that wrote it, then remove the file"
    )]
    OtherVersion {
        /// The file's version.
        found: i64,
    },
    /// A row holds a value that was never written into it.
    #[error("the print spool holds a job whose {column} cannot be read: {found:?}")]
    Unreadable {
        /// Its column.
        column: &'static str,
        /// The value.
        found: String,
    },
}

/// The spool, open. No other process can open it meanwhile.
#[derive(Debug)]
pub struct Spool {
    connection: Connection,
}

impl Spool {
    /// Opens the spool at `path`, or creates one.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be used.
    pub fn open(path: &Path) -> Result<Self, SpoolError> {
        Ok(Self { connection: schema::open(path)? })
    }

    /// Returns the position in the hub's log; `None` if no log has been read yet.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be read.
    pub fn position(&self) -> Result<Option<LogPosition>, SpoolError> {
        self.connection
            .prepare_cached("SELECT cursor, begun_at, log FROM place")
            .and_then(|mut statement| {
                let position = statement.query_row([], |row| {
                    let (cursor, begun_at) = (Seq(row.get("cursor")?), Seq(row.get("begun_at")?));
                    let log: String = row.get("log")?;
                    Ok(LogPosition { cursor, begun_at, log: log.parse().unwrap_or_default() })
                });
                position.optional()
            })
            .map_err(SpoolError::Read)
    }

    /// Begins at `position`, without jobs: the first time, or when the hub was set up again and its
    /// numbers mean other tickets now.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn begin_at(&mut self, position: &LogPosition) -> Result<(), SpoolError> {
        self.write_in_transaction(|transaction| {
            transaction.execute("DELETE FROM job", [])?;
            transaction.execute(
                "INSERT OR REPLACE INTO place (id, cursor, begun_at, log) VALUES (1, ?1, ?2, ?3)",
                params![position.cursor.0, position.begun_at.0, position.log.to_string()],
            )
        })?;
        self.truncate_wal()
    }

    /// Notes which log the position is in.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn set_log(&self, log: LogId) -> Result<(), SpoolError> {
        self.execute("UPDATE place SET log = ?1", [log.to_string()])
    }

    /// Moves the cursor past events without a ticket. It never goes back.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn advance_cursor(&self, read: Seq) -> Result<(), SpoolError> {
        self.execute("UPDATE place SET cursor = ?1 WHERE cursor < ?1", [read.0])
    }

    /// Inserts a job and moves the cursor past its ticket, both or neither. Returns whether the
    /// ticket was new; a known one is not inserted again.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn insert_job(&mut self, job: &Job) -> Result<bool, SpoolError> {
        let bytes = (!job.state.is_final()).then_some(&job.bytes);
        self.write_in_transaction(|transaction| {
            let new = transaction.execute(
                "INSERT INTO job (ticket_seq, order_id, label, wanted_booth_ms, state, kind, bytes)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (ticket_seq) DO NOTHING",
                params![
                    job.ticket_seq.0,
                    job.order_id.to_string(),
                    job.label,
                    job.wanted.0,
                    job.state.as_str(),
                    job.kind.as_str(),
                    bytes
                ],
            )?;
            let ticket = job.ticket_seq.0;
            transaction.execute("UPDATE place SET cursor = ?1 WHERE cursor < ?1", [ticket])?;
            Ok(new > 0)
        })
    }

    /// Returns the oldest job in `state`, `Waiting` or `Sending`; jobs in other states need no
    /// action.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be read.
    pub fn oldest_job(&self, state: JobState) -> Result<Option<Job>, SpoolError> {
        self.query_job(OLDEST_JOB, [state.as_str()])
    }

    /// Returns the oldest job whose end is not reported to the hub yet.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be read.
    pub fn oldest_unreported(&self) -> Result<Option<Job>, SpoolError> {
        self.query_job(OLDEST_UNREPORTED, [])
    }

    /// Returns the job of this ticket.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be read.
    pub fn job(&self, ticket: Seq) -> Result<Option<Job>, SpoolError> {
        self.query_job(OF_TICKET, [ticket.0])
    }

    /// Returns every job of this order that is still kept, oldest first.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be read.
    pub fn jobs_of(&self, order: OrderId) -> Result<Vec<Job>, SpoolError> {
        self.query_jobs(OF_ORDER, [order.to_string()])
    }

    /// Replaces a waiting job with its new layout. The old bytes are overwritten, and gone from the
    /// WAL: they may hold a name that was taken back.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn replace_waiting(&self, job: &Job) -> Result<(), SpoolError> {
        let bytes = (!job.state.is_final()).then_some(&job.bytes);
        self.execute(
            "UPDATE job SET state = ?2, kind = ?3, bytes = ?4
             WHERE ticket_seq = ?1 AND state = 'waiting'",
            params![job.ticket_seq.0, job.state.as_str(), job.kind.as_str(), bytes],
        )?;
        self.truncate_wal()
    }

    /// Whether a ticket of this order may be on paper without a confirmation.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be read.
    pub fn has_unknown(&self, order: OrderId) -> Result<bool, SpoolError> {
        self.connection
            .prepare_cached("SELECT 1 FROM job WHERE order_id = ?1 AND state = 'unknown'")
            .and_then(|mut statement| statement.exists([order.to_string()]))
            .map_err(SpoolError::Read)
    }

    /// Sets the state of a job. In a final state it loses its bytes: nothing will send them again.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn set_state(&self, ticket: Seq, state: JobState) -> Result<(), SpoolError> {
        self.execute(
            "UPDATE job SET state = ?2, bytes = CASE WHEN ?3 THEN NULL ELSE bytes END
             WHERE ticket_seq = ?1",
            params![ticket.0, state.as_str(), state.is_final()],
        )
    }

    /// Marks the end of this ticket as reported to the hub. The oldest jobs beyond
    /// [`JOBS_KEPT_MAX`] are deleted; the cursor keeps their tickets from coming back.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn set_reported(&mut self, ticket: Seq) -> Result<(), SpoolError> {
        self.write_in_transaction(|transaction| {
            transaction.execute("UPDATE job SET reported = 1 WHERE ticket_seq = ?1", [ticket.0])?;
            transaction.execute(
                "DELETE FROM job WHERE reported = 1 AND ticket_seq <=
                   (SELECT ticket_seq FROM job ORDER BY ticket_seq DESC LIMIT 1 OFFSET ?1)",
                [JOBS_KEPT_MAX],
            )?;
            Ok(())
        })
    }

    /// Erases every byte that may hold a name, for real: overwritten, and gone from the WAL. Jobs
    /// that still waited are held; names outlive their last order by half an hour, so no one waits
    /// for these.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn erase_names(&self) -> Result<(), SpoolError> {
        self.execute(
            "UPDATE job SET bytes = NULL, state = CASE state
               WHEN 'waiting' THEN 'held' WHEN 'sending' THEN 'unknown' ELSE state END
             WHERE bytes IS NOT NULL",
            [],
        )?;
        self.truncate_wal()
    }

    /// Moves the WAL into the file and cuts it to nothing.
    fn truncate_wal(&self) -> Result<(), SpoolError> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .map_err(SpoolError::Write)
    }

    /// Runs one statement that writes.
    fn execute(&self, sql: &str, values: impl rusqlite::Params) -> Result<(), SpoolError> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(values))
            .map(drop)
            .map_err(SpoolError::Write)
    }

    /// Writes in one transaction, all or nothing.
    fn write_in_transaction<T>(
        &mut self,
        write: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, SpoolError> {
        let commit = || {
            let transaction = self.connection.transaction()?;
            let written = write(&transaction)?;
            transaction.commit()?;
            Ok(written)
        };
        commit().map_err(SpoolError::Write)
    }

    fn query_job(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
    ) -> Result<Option<Job>, SpoolError> {
        Ok(self.query_jobs(sql, values)?.into_iter().next())
    }

    fn query_jobs(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Job>, SpoolError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(SpoolError::Read)?;
        let mut rows = statement.query(values).map_err(SpoolError::Read)?;
        let mut jobs = Vec::new();
        while let Some(row) = rows.next().map_err(SpoolError::Read)? {
            jobs.push(JobRow::from_row(row).map_err(SpoolError::Read)?.into_job()?);
        }
        Ok(jobs)
    }
}

/// A row of `job`, before its words are parsed.
struct JobRow {
    ticket_seq: Seq,
    order_id: String,
    label: String,
    wanted: BoothMs,
    state: String,
    kind: String,
    bytes: Option<Vec<u8>>,
}

impl JobRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            ticket_seq: Seq(row.get("ticket_seq")?),
            order_id: row.get("order_id")?,
            label: row.get("label")?,
            wanted: BoothMs(row.get("wanted_booth_ms")?),
            state: row.get("state")?,
            kind: row.get("kind")?,
            bytes: row.get("bytes")?,
        })
    }

    fn into_job(self) -> Result<Job, SpoolError> {
        let unreadable = |column, found| move || SpoolError::Unreadable { column, found };
        Ok(Job {
            ticket_seq: self.ticket_seq,
            order_id: self
                .order_id
                .parse()
                .ok()
                .ok_or_else(unreadable("order_id", self.order_id))?,
            label: self.label,
            wanted: self.wanted,
            state: JobState::parse(&self.state).ok_or_else(unreadable("state", self.state))?,
            kind: JobKind::parse(&self.kind).ok_or_else(unreadable("kind", self.kind))?,
            bytes: self.bytes.unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn no_query_of_a_round_walks_the_jobs_that_are_over() {
        let dir = tempfile::tempdir().unwrap();
        let spool = Spool::open(&dir.path().join("spool.sqlite")).unwrap();
        for (sql, index) in [
            (OLDEST_JOB, "job_to_do"),
            (OLDEST_UNREPORTED, "job_to_report"),
            (OF_ORDER, "job_of_order"),
        ] {
            let mut plan = spool.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let values = vec![""; plan.parameter_count()];
            let steps = plan.query_map(rusqlite::params_from_iter(values), |row| row.get(3));
            let steps: Vec<String> = steps.unwrap().collect::<Result<_, _>>().unwrap();
            assert!(steps[0].contains(&format!("INDEX {index}")), "{sql}: {steps:?}");
            assert_eq!(steps.len(), 1, "it is not sorted apart: {steps:?}");
        }
    }
}
