//! A storage with a hook around each call. The hook sees the call, makes it or not, and may change
//! what is returned, so faults, crashes, notes and stopwatches are all a closure.

use std::fmt;
use std::sync::{Arc, Mutex};

use crema_core::storage::{Checkpoint, Savepoint, StatementKind, Storage, StorageError};
use rusqlite::{Row, ToSql, ffi};

/// One call to the storage.
#[derive(Clone, Copy)]
#[allow(missing_docs)] // Each is the method of the same name.
pub enum Call<'a> {
    Begin,
    Commit,
    RollBack,
    Savepoint(Savepoint),
    Release(Savepoint),
    RollBackTo(Savepoint),
    Execute { sql: &'a str, params: &'a [&'a dyn ToSql] },
    ExecuteBatch { sql: &'a str },
    Query { sql: &'a str, params: &'a [&'a dyn ToSql] },
    Checkpoint(Checkpoint),
}

impl<'a> Call<'a> {
    /// The statement or query; none if the call carries no text.
    #[must_use]
    pub fn sql(&self) -> Option<&'a str> {
        match self {
            Self::Execute { sql, .. } | Self::ExecuteBatch { sql } | Self::Query { sql, .. } => {
                Some(sql)
            }
            _ => None,
        }
    }

    /// Whether the call takes room on the disk.
    #[must_use]
    pub fn writes(&self) -> bool {
        matches!(
            self,
            Self::Commit | Self::Execute { .. } | Self::ExecuteBatch { .. } | Self::Checkpoint(_)
        )
    }
}

/// The result of a call that was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// Rows that a statement changed or a query returned.
    pub rows: usize,
    /// Whether a checkpoint moved everything.
    pub all_moved: bool,
}

/// Makes the call. A hook calls it at most once.
pub type Proceed<'a> = &'a mut dyn FnMut() -> Result<Made, StorageError>;

/// Whose statements the storage runs at the moment. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Behalf(Arc<Mutex<Option<&'static str>>>);

impl Behalf {
    /// The service; none is the kernel.
    ///
    /// # Panics
    /// After a panic of another thread that held it.
    #[must_use]
    pub fn service(&self) -> Option<&'static str> {
        *self.0.lock().unwrap()
    }
}

/// A storage whose calls all go through a hook.
pub struct Interposed<S, H> {
    storage: S,
    behalf: Behalf,
    hook: H,
}

impl<S, H> Interposed<S, H>
where
    S: Storage,
    H: Fn(&Call<'_>, Proceed<'_>) -> Result<Made, StorageError> + Send,
{
    /// Puts the hook before this storage.
    pub fn new(storage: S, hook: H) -> Self {
        Self { storage, behalf: Behalf::default(), hook }
    }

    /// The same, which notes in `behalf` whose each statement is.
    #[must_use]
    pub fn with_behalf(self, behalf: &Behalf) -> Self {
        Self { behalf: behalf.clone(), ..self }
    }

    /// A call that returns nothing.
    fn pass(
        &self,
        call: Call<'_>,
        make: impl Fn(&S) -> Result<(), StorageError>,
    ) -> Result<(), StorageError> {
        let mut proceed = || make(&self.storage).map(|()| Made::default());
        (self.hook)(&call, &mut proceed).map(drop)
    }
}

impl<S: fmt::Debug, H> fmt::Debug for Interposed<S, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interposed").field("storage", &self.storage).finish_non_exhaustive()
    }
}

impl<S, H> Storage for Interposed<S, H>
where
    S: Storage,
    H: Fn(&Call<'_>, Proceed<'_>) -> Result<Made, StorageError> + Send,
{
    fn begin(&self) -> Result<(), StorageError> {
        self.pass(Call::Begin, S::begin)
    }

    fn commit(&self) -> Result<(), StorageError> {
        self.pass(Call::Commit, S::commit)
    }

    fn roll_back(&self) -> Result<(), StorageError> {
        self.pass(Call::RollBack, S::roll_back)
    }

    fn savepoint(&self, name: Savepoint) -> Result<(), StorageError> {
        self.pass(Call::Savepoint(name), |storage| storage.savepoint(name))
    }

    fn release(&self, name: Savepoint) -> Result<(), StorageError> {
        self.pass(Call::Release(name), |storage| storage.release(name))
    }

    fn roll_back_to(&self, name: Savepoint) -> Result<(), StorageError> {
        self.pass(Call::RollBackTo(name), |storage| storage.roll_back_to(name))
    }

    fn execute(&self, sql: &str, params: &[&dyn ToSql]) -> Result<usize, StorageError> {
        let mut proceed = || {
            let rows = self.storage.execute(sql, params)?;
            Ok(Made { rows, ..Made::default() })
        };
        (self.hook)(&Call::Execute { sql, params }, &mut proceed).map(|made| made.rows)
    }

    fn execute_batch(&self, sql: &str) -> Result<(), StorageError> {
        self.pass(Call::ExecuteBatch { sql }, |storage| storage.execute_batch(sql))
    }

    fn query(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        each: &mut dyn FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StorageError> {
        let mut proceed = || {
            let mut rows = 0;
            self.storage.query(sql, params, &mut |row| {
                rows += 1;
                each(row)
            })?;
            Ok(Made { rows, ..Made::default() })
        };
        (self.hook)(&Call::Query { sql, params }, &mut proceed).map(drop)
    }

    fn checkpoint(&self, kind: Checkpoint) -> Result<bool, StorageError> {
        let mut proceed = || {
            let all_moved = self.storage.checkpoint(kind)?;
            Ok(Made { all_moved, ..Made::default() })
        };
        (self.hook)(&Call::Checkpoint(kind), &mut proceed).map(|made| made.all_moved)
    }

    fn wal_pages(&self) -> u32 {
        self.storage.wal_pages()
    }

    fn acts_for(&self, service: Option<&'static str>) {
        *self.behalf.0.lock().unwrap() = service;
        self.storage.acts_for(service);
    }
}

/// The error that `SQLite` returns for one of its codes, such as [`ffi::SQLITE_FULL`].
#[must_use]
pub fn sqlite_failure(code: i32) -> StorageError {
    let source = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
    StorageError::new(StatementKind::Other, source)
}
