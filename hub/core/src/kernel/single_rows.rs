//! The row that a service keeps for itself, such as its copy of the settings. Where it cannot be read,
//! it is deleted when the database is opened, and the service receives what is retained again, as one
//! that is new: how things are now. Otherwise that one row would keep the service from ever handling
//! what would mend it.
//!
//! Tables that are folds of the log are derived from it instead ([`super::replay`]).

use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::consumer::{Consumer, Service, Services};
use super::cursors;
use crate::storage::{Storage, StorageError, only};

/// The column of a table that has one row.
const ONLY_ROW: &str = "only_row";

/// Puts these rows of the services right.
pub(super) fn put_right(storage: &dyn Storage, services: &Services) -> Result<(), StorageError> {
    for service in &services.all {
        for table in single_rows(storage, service)? {
            // On its behalf: a service alone looks at its tables.
            storage.acts_for(Some(service.name()));
            let is_kept = keep_readable(storage, &table);
            storage.acts_for(None);
            if is_kept? {
                continue;
            }
            tracing::error!(table, "a service's own row cannot be read; it is made again");
            if let Some(Consumer::Handler(handler)) = service.consumer() {
                cursors::greet_again(storage, handler.name())?;
            }
        }
    }
    Ok(())
}

/// The tables of a service that have one row and are no folds.
fn single_rows(storage: &dyn Storage, service: &Service) -> Result<Vec<String>, StorageError> {
    let Some(prefix) = service.table_prefix() else { return Ok(Vec::new()) };
    let sql = "SELECT t.name AS name FROM sqlite_schema t, pragma_table_info(t.name) c
        WHERE t.type = 'table' AND substr(t.name, 1, length(?1)) = ?1 AND c.name = ?2";
    let mut tables: Vec<String> = storage.query_all(sql, &[&prefix, &ONLY_ROW], only)?;
    let is_fold =
        |table: &String| service.folds().iter().any(|fold| fold.tables().contains(&table.as_str()));
    tables.retain(|table| !is_fold(table));
    Ok(tables)
}

/// Deletes the row if it cannot be read. Returns whether it is kept.
fn keep_readable(storage: &dyn Storage, table: &str) -> Result<bool, StorageError> {
    let is_kept = is_readable(storage, table)?;
    if !is_kept {
        storage.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    Ok(is_kept)
}

/// Whether each value of the row is one of its column's type.
fn is_readable(storage: &dyn Storage, table: &str) -> Result<bool, StorageError> {
    let types: Vec<String> = storage.query_all(
        "SELECT type FROM pragma_table_info(?1) ORDER BY cid",
        &[&table],
        only,
    )?;
    let read = |row: &Row<'_>| {
        let mut fits = true;
        for (at, kind) in types.iter().enumerate() {
            fits &= match row.get_ref(at)? {
                ValueRef::Null => true,
                ValueRef::Integer(number) => kind == "INTEGER" && number >= 0,
                ValueRef::Text(bytes) => kind == "TEXT" && std::str::from_utf8(bytes).is_ok(),
                ValueRef::Blob(_) => kind == "BLOB",
                ValueRef::Real(_) => kind == "REAL",
            };
        }
        Ok(fits)
    };
    let fits = storage.query_one(&format!("SELECT * FROM {table}"), &[], read)?;
    Ok(fits.unwrap_or(true))
}
