//! A service's tables alone: without time, randomness, timers or the log. Folds of the log and
//! projections reach no more than that, so they cannot do anything but what the event says.

use std::borrow::Cow;

use rusqlite::{Row, ToSql};

use super::shadow::Shadow;
use crate::fault::Fault;
use crate::storage::{Readable, Storage};

/// The storage while it acts for a service: when this is dropped, also by a panic, it acts for the
/// kernel again.
pub(super) struct Behalf<'a> {
    pub(super) storage: &'a dyn Storage,
}

impl<'a> Behalf<'a> {
    pub(super) fn of(service: Option<&'static str>, storage: &'a dyn Storage) -> Self {
        storage.acts_for(service);
        Self { storage }
    }
}

impl Drop for Behalf<'_> {
    fn drop(&mut self) {
        self.storage.acts_for(None);
    }
}

/// A service's tables. Its methods fail with [`Fault::Storage`] when the disk fails, and with
/// [`Fault::Defect`] when a statement of ours is wrong.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a> {
    storage: &'a dyn Storage,
    service: Option<&'static str>,
    shadow: Option<Shadow>,
}

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl<'a> Tables<'a> {
    /// The tables of a service; none in what no service runs in.
    pub(super) fn of(service: Option<&'static str>, storage: &'a dyn Storage) -> Self {
        Self { storage, service, shadow: None }
    }

    /// The shadows of these tables: what a statement says of a table is done to its shadow.
    pub(super) fn in_shadow(self, shadow: Shadow) -> Self {
        Self { shadow: Some(shadow), ..self }
    }

    fn sql(self, sql: &str) -> Cow<'_, str> {
        self.shadow.map_or(Cow::Borrowed(sql), |shadow| Cow::Owned(shadow.statement(sql)))
    }

    /// The storage, told whose the next statement is.
    fn own(self) -> Behalf<'a> {
        Behalf::of(self.service, self.storage)
    }

    /// Runs a statement. Returns how many rows it changed.
    pub fn execute(self, sql: &str, params: &[&dyn ToSql]) -> Result<usize, Fault> {
        Ok(self.own().storage.execute(&self.sql(sql), params)?)
    }

    /// The first row of a query.
    pub fn query_one<T>(
        self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Fault> {
        Ok(self.own().storage.query_one(&self.sql(sql), params, read)?)
    }

    /// Every row of a query.
    pub fn query_all<T>(
        self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Fault> {
        Ok(self.own().storage.query_all(&self.sql(sql), params, read)?)
    }

    /// The rows of a query that can be read, and the number of the others.
    pub fn query_readable<T>(
        self,
        sql: &str,
        params: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Readable<T>, Fault> {
        Ok(self.own().storage.query_readable(&self.sql(sql), params, read)?)
    }
}
