//! A service's tables alone: without time, randomness, timers or the log. A fold of the log reaches
//! no more than that, so it cannot do anything but what the event says.

use rusqlite::{Row, ToSql};

use crate::fault::Fault;
use crate::storage::{Readable, Storage};

/// A service's tables. Its methods fail with [`Fault::Storage`] when the disk fails, and with
/// [`Fault::Defect`] when a statement of ours is wrong.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a>(&'a dyn Storage);

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl<'a> Tables<'a> {
    pub(super) fn in_storage(storage: &'a dyn Storage) -> Self {
        Self(storage)
    }

    /// Runs a statement. Returns how many rows it changed.
    pub fn execute(self, sql: &str, params: &[&dyn ToSql]) -> Result<usize, Fault> {
        Ok(self.0.execute(sql, params)?)
    }

    /// The first row of a query.
    pub fn query_one<T>(
        self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Fault> {
        Ok(self.0.query_one(sql, params, read)?)
    }

    /// Every row of a query.
    pub fn query_all<T>(
        self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Fault> {
        Ok(self.0.query_all(sql, params, read)?)
    }

    /// The rows of a query that can be read, and the number of the others.
    pub fn query_readable<T>(
        self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Readable<T>, Fault> {
        Ok(self.0.query_readable(sql, params, read)?)
    }
}
