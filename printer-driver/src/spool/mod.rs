//! The print spool: what is to be printed, what became of it, and how far the hub's log was read.
//! Durable, in a file of its own.
//!
//! A job goes `waiting` → `sending` → `printed` or `unknown`. It is written as `sending` before the
//! first byte leaves, so that after a crash a job still `sending` is one that may be on paper: the
//! printer is asked, and if it cannot tell, the job is `unknown` and shown to people. It is never
//! sent again in silence. `held` are tickets that came too late to be printed by themselves.
//!
//! A job is keyed by its ticket's place in the log, and written in the same transaction that moves
//! the cursor past it: the same ticket never makes two jobs. Sending itself is
//! [`crate::daemon`]'s; the tables are in `schema`.

mod job;
mod schema;

use std::path::Path;

use crema_api::{BoothMs, OrderId, Seq};
pub use job::{Job, JobKind, JobState, Place};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Jobs that are kept after they were reported, to be looked at: some days of a busy booth.
pub const JOBS_KEPT_MAX: u32 = 5_000;

// A partial index serves a query only if the query names its condition, word for word.
const OLDEST: &str =
    "SELECT ticket_seq, order_id, label, wanted_booth_ms, state, kind, bytes FROM job
     WHERE state IN ('waiting', 'sending') AND state = ?1 ORDER BY ticket_seq LIMIT 1";
const TO_REPORT: &str =
    "SELECT ticket_seq, order_id, label, wanted_booth_ms, state, kind, bytes FROM job
     WHERE reported = 0 AND state IN ('printed', 'unknown', 'held') ORDER BY ticket_seq LIMIT 1";
const OF_ORDER: &str =
    "SELECT ticket_seq, order_id, label, wanted_booth_ms, state, kind, bytes FROM job
     WHERE order_id = ?1 ORDER BY ticket_seq";

/// Why the spool did not do something.
#[derive(Debug, thiserror::Error)]
pub enum SpoolError {
    /// Another process has the file open.
    #[error("another printer daemon has this print spool: end it, or use another data folder")]
    InUse,
    /// SQLite refused: the disk is full or broken.
    #[error("the print spool cannot be used: {0}")]
    Storage(#[from] rusqlite::Error),
    /// The file is of another version of this program.
    #[error(
        "the print spool has version {found}, which this program does not know: print what waits with the program that wrote it, then remove the file"
    )]
    OtherVersion {
        /// What it says.
        found: i64,
    },
    /// A row holds what was never written into it.
    #[error("the print spool holds a job that cannot be read: {0}")]
    Unreadable(String),
}

/// The spool, open. No other process can open it meanwhile.
#[derive(Debug)]
pub struct Spool {
    connection: Connection,
}

impl Spool {
    /// Opens the spool at `path`, or begins one.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be used.
    pub fn open(path: &Path) -> Result<Self, SpoolError> {
        Ok(Self { connection: schema::open(path)? })
    }

    /// Where it stands; `None` if it has never heard a hub.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be read.
    pub fn place(&self) -> Result<Option<Place>, SpoolError> {
        let place = self
            .connection
            .prepare_cached("SELECT cursor, begun_at, booth FROM place")?
            .query_row([], |row| {
                let (cursor, begun_at) = (Seq(row.get(0)?), Seq(row.get(1)?));
                Ok(Place { cursor, begun_at, booth: row.get(2)? })
            })
            .optional()?;
        Ok(place)
    }

    /// Begins at `place`, with nothing to print: the first time, or when the hub was set up anew
    /// and its numbers mean other tickets now.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn begin(&mut self, place: &Place) -> Result<(), SpoolError> {
        let turn = self.connection.transaction()?;
        turn.execute("DELETE FROM job", [])?;
        turn.execute(
            "INSERT OR REPLACE INTO place (id, cursor, begun_at, booth) VALUES (1, ?1, ?2, ?3)",
            params![place.cursor.0, place.begun_at.0, place.booth],
        )?;
        turn.commit()?;
        self.shrink()
    }

    /// Moves the cursor past what holds no ticket. It never goes back.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn pass(&self, heard: Seq) -> Result<(), SpoolError> {
        self.connection
            .prepare_cached("UPDATE place SET cursor = ?1 WHERE cursor < ?1")?
            .execute([heard.0])?;
        Ok(())
    }

    /// Takes a job in and moves the cursor past its ticket, both or neither. A ticket that is there
    /// already is not taken again; the answer is whether it was new.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn accept(&mut self, job: &Job) -> Result<bool, SpoolError> {
        let bytes = (!job.state.is_final()).then_some(&job.bytes);
        let turn = self.connection.transaction()?;
        let new = turn.execute(
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
        turn.execute("UPDATE place SET cursor = ?1 WHERE cursor < ?1", [job.ticket_seq.0])?;
        turn.commit()?;
        Ok(new > 0)
    }

    /// The oldest job that is `Waiting` or `Sending`; of jobs in other states nothing is to be done.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be read.
    pub fn oldest(&self, state: JobState) -> Result<Option<Job>, SpoolError> {
        self.one(OLDEST, [state.as_str()])
    }

    /// The oldest job whose end the hub does not know yet.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be read.
    pub fn to_report(&self) -> Result<Option<Job>, SpoolError> {
        self.one(TO_REPORT, [])
    }

    /// The job of this ticket.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be read.
    pub fn job(&self, ticket: Seq) -> Result<Option<Job>, SpoolError> {
        self.one(
            "SELECT ticket_seq, order_id, label, wanted_booth_ms, state, kind, bytes FROM job
             WHERE ticket_seq = ?1",
            [ticket.0],
        )
    }

    /// Every job of this order that is still kept, oldest first.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be read.
    pub fn jobs_of(&self, order: OrderId) -> Result<Vec<Job>, SpoolError> {
        let mut statement = self.connection.prepare_cached(OF_ORDER)?;
        let mut rows = statement.query([order.to_string()])?;
        let mut jobs = Vec::new();
        while let Some(row) = rows.next()? {
            jobs.push(read(row)?);
        }
        Ok(jobs)
    }

    /// Writes a job that waits anew, as it was laid out since. What it was is overwritten, and gone
    /// from the WAL: it may hold a name that was taken back.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn replace(&self, job: &Job) -> Result<(), SpoolError> {
        let bytes = (!job.state.is_final()).then_some(&job.bytes);
        self.connection
            .prepare_cached(
                "UPDATE job SET state = ?2, kind = ?3, bytes = ?4
                 WHERE ticket_seq = ?1 AND state = 'waiting'",
            )?
            .execute(params![job.ticket_seq.0, job.state.as_str(), job.kind.as_str(), bytes])?;
        self.shrink()
    }

    /// Whether a ticket of this order may be on paper with nobody knowing.
    ///
    /// # Errors
    /// [`SpoolError`] when the file cannot be read.
    pub fn has_unknown(&self, order: OrderId) -> Result<bool, SpoolError> {
        let found = self
            .connection
            .prepare_cached("SELECT 1 FROM job WHERE order_id = ?1 AND state = 'unknown'")?
            .exists([order.to_string()])?;
        Ok(found)
    }

    /// Writes what became of a job. A final one loses its bytes: nothing will send them again.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn set_state(&self, ticket: Seq, state: JobState) -> Result<(), SpoolError> {
        self.connection
            .prepare_cached(
                "UPDATE job SET state = ?2, bytes = CASE WHEN ?3 THEN NULL ELSE bytes END
                 WHERE ticket_seq = ?1",
            )?
            .execute(params![ticket.0, state.as_str(), state.is_final()])?;
        Ok(())
    }

    /// The hub has heard what became of this ticket. The oldest jobs beyond [`JOBS_KEPT_MAX`] are
    /// forgotten; the cursor keeps their tickets from coming back.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn set_reported(&mut self, ticket: Seq) -> Result<(), SpoolError> {
        let turn = self.connection.transaction()?;
        turn.execute("UPDATE job SET reported = 1 WHERE ticket_seq = ?1", [ticket.0])?;
        turn.execute(
            "DELETE FROM job WHERE reported = 1 AND ticket_seq <=
               (SELECT ticket_seq FROM job ORDER BY ticket_seq DESC LIMIT 1 OFFSET ?1)",
            [JOBS_KEPT_MAX],
        )?;
        turn.commit()?;
        Ok(())
    }

    /// Erases every byte that may hold a name, for real: overwritten, and gone from the WAL. What
    /// was still waiting is held; names outlive their last order by half an hour, so nobody waits
    /// for it.
    ///
    /// # Errors
    /// [`SpoolError`] when it cannot be written.
    pub fn erase_names(&self) -> Result<(), SpoolError> {
        self.connection.execute(
            "UPDATE job SET bytes = NULL, state = CASE state
               WHEN 'waiting' THEN 'held' WHEN 'sending' THEN 'unknown' ELSE state END
             WHERE bytes IS NOT NULL",
            [],
        )?;
        self.shrink()
    }

    /// Moves the WAL into the file and cuts it to nothing.
    fn shrink(&self) -> Result<(), SpoolError> {
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    fn one(&self, sql: &str, values: impl rusqlite::Params) -> Result<Option<Job>, SpoolError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        rows.next()?.map(read).transpose()
    }
}

fn read(row: &Row<'_>) -> Result<Job, SpoolError> {
    let (order, state, kind): (String, String, String) = (row.get(1)?, row.get(4)?, row.get(5)?);
    Ok(Job {
        ticket_seq: Seq(row.get(0)?),
        order_id: order.parse().map_err(|_| SpoolError::Unreadable(order))?,
        label: row.get(2)?,
        wanted: BoothMs(row.get(3)?),
        state: JobState::parse(&state).ok_or(SpoolError::Unreadable(state))?,
        kind: JobKind::parse(&kind).ok_or(SpoolError::Unreadable(kind))?,
        bytes: row.get::<_, Option<Vec<u8>>>(6)?.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn no_query_of_a_round_walks_the_jobs_that_are_over() {
        let dir = tempfile::tempdir().unwrap();
        let spool = Spool::open(&dir.path().join("spool.sqlite")).unwrap();
        for (sql, index) in
            [(OLDEST, "job_to_do"), (TO_REPORT, "job_to_report"), (OF_ORDER, "job_of_order")]
        {
            let mut plan = spool.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let values = vec![""; plan.parameter_count()];
            let steps = plan.query_map(rusqlite::params_from_iter(values), |row| row.get(3));
            let steps: Vec<String> = steps.unwrap().collect::<Result<_, _>>().unwrap();
            assert!(steps[0].contains(&format!("INDEX {index}")), "{sql}: {steps:?}");
            assert_eq!(steps.len(), 1, "it is not sorted apart: {steps:?}");
        }
    }
}
