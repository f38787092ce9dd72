//! Shadow tables: a projection's tables a second time, beside those that serve. They have the same
//! columns, constraints and indices, and other names, so a projection is derived into them by its own
//! statements, with the names of its tables replaced.
//!
//! The swap takes no longer with long tables, but for an index, which is made again under its own
//! name. What served before is retired, and is deleted in steps, since every deleted row is
//! overwritten.

use rusqlite::ToSql;

use crate::fault::Fault;
use crate::storage::{Storage, StorageError, only};

/// Maximum rows of retired tables that one step deletes.
const DELETED_AT_ONCE_MAX: u32 = 5_000;
/// Ends the name of a shadow.
const SHADOW: &str = "_shadow";
/// Ends the name of a table that served before.
const RETIRED: &str = "_retired";

/// The shadows of these tables.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shadow {
    tables: &'static [&'static str],
}

impl Shadow {
    pub fn of(tables: &'static [&'static str]) -> Self {
        Self { tables }
    }

    /// The same statement, about the shadows.
    pub fn statement(self, sql: &str) -> String {
        rename(sql, |name| self.tables.contains(&name))
    }

    /// Makes them, empty. Those of a rebuild that was broken off go first.
    ///
    /// # Errors
    /// A [`Fault`] of the disk, or where a table is not there.
    pub fn create(self, storage: &dyn Storage) -> Result<(), Fault> {
        for table in self.tables {
            storage.execute(&format!("DROP TABLE IF EXISTS {table}{SHADOW}"), &[])?;
            let sql = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1";
            let Some(made) = storage.query_one(sql, &[table], only::<String>)? else {
                return Err(Fault::broken(format!("there is no table {table}")));
            };
            storage.execute(&self.statement(&made), &[])?;
            for index in indices(storage, table)? {
                let is_ours = |name: &str| name == index.name || name == *table;
                storage.execute(&rename(&index.sql, is_ours), &[])?;
            }
        }
        Ok(())
    }

    /// Puts them in the place of the tables that serve. These are retired.
    ///
    /// # Errors
    /// A [`Fault`] of the disk, or where a retired table is still there.
    pub fn swap(self, storage: &dyn Storage) -> Result<(), Fault> {
        for table in self.tables {
            let indices = indices(storage, table)?;
            storage.execute(&format!("ALTER TABLE {table} RENAME TO {table}{RETIRED}"), &[])?;
            storage.execute(&format!("ALTER TABLE {table}{SHADOW} RENAME TO {table}"), &[])?;
            for Index { name, sql } in indices {
                storage.execute(&format!("DROP INDEX {name}"), &[])?;
                storage.execute(&format!("DROP INDEX {name}{SHADOW}"), &[])?;
                storage.execute(&sql, &[])?;
            }
        }
        Ok(())
    }

    /// Deletes a part of the retired tables. Returns whether that was all.
    ///
    /// # Errors
    /// A [`Fault`] of the disk.
    pub fn delete_retired(self, storage: &dyn Storage) -> Result<bool, Fault> {
        for table in self.tables {
            let retired = format!("{table}{RETIRED}");
            let Some(key) = key_of(storage, &retired)? else { continue };
            let sql = format!(
                "DELETE FROM {retired} WHERE ({key}) IN (SELECT {key} FROM {retired} LIMIT ?1)"
            );
            let deleted = storage.execute(&sql, &[&DELETED_AT_ONCE_MAX])?;
            if deleted == DELETED_AT_ONCE_MAX as usize {
                return Ok(false);
            }
            storage.execute(&format!("DROP TABLE {retired}"), &[])?;
        }
        Ok(true)
    }
}

/// An index and the statement that made it.
struct Index {
    name: String,
    sql: String,
}

/// The indices of a table, but for those of its constraints, which are made with it.
fn indices(storage: &dyn Storage, table: &str) -> Result<Vec<Index>, StorageError> {
    let sql = "SELECT name, sql FROM sqlite_schema
               WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL ORDER BY name";
    storage
        .query_all(sql, &[&table], |row| Ok(Index { name: row.get("name")?, sql: row.get("sql")? }))
}

/// The columns of a table's key, as a list for SQL; `None` if there is no such table.
fn key_of(storage: &dyn Storage, table: &str) -> Result<Option<String>, StorageError> {
    let params: [&dyn ToSql; 1] = [&table];
    let columns = storage.query_all(
        "SELECT name, pk FROM pragma_table_info(?1) ORDER BY pk",
        &params,
        |row| Ok((row.get::<_, String>("name")?, row.get::<_, u32>("pk")?)),
    )?;
    if columns.is_empty() {
        return Ok(None);
    }
    let key: Vec<String> =
        columns.into_iter().filter(|(_, place)| *place > 0).map(|(name, _)| name).collect();
    Ok(Some(if key.is_empty() { "rowid".to_owned() } else { key.join(", ") }))
}

/// Renames the tables and indices in a statement to their shadows. Names are replaced whole: a longer one
/// that begins with such a name is another. Texts and comments are left as they are.
fn rename(sql: &str, is_renamed: impl Fn(&str) -> bool) -> String {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut renamed = String::with_capacity(sql.len() + 2 * SHADOW.len());
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            // A quotation mark in a text is written twice: that is a text after a text.
            '\'' => rest[1..].find('\'').map(|end| end + 2),
            '-' if rest.starts_with("--") => rest.find('\n'),
            first if is_of_name(first) => rest.find(|c| !is_of_name(c)),
            first => Some(first.len_utf8()),
        };
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        renamed.push_str(part);
        if is_of_name(first) && is_renamed(part) {
            renamed.push_str(SHADOW);
        }
        rest = after;
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::Shadow;

    #[test]
    fn names_are_replaced_whole() {
        let shadow = Shadow::of(&["cups", "cups_sold"]);
        for (statement, expected) in [
            (
                "INSERT INTO cups (cups_id) VALUES (?1)",
                "INSERT INTO cups_shadow (cups_id) VALUES (?1)",
            ),
            ("DELETE FROM cups_sold", "DELETE FROM cups_sold_shadow"),
            ("CREATE TABLE \"cups\" (x)", "CREATE TABLE \"cups_shadow\" (x)"),
            ("SELECT cups.x FROM my_cups, cups", "SELECT cups_shadow.x FROM my_cups, cups_shadow"),
            ("SELECT 'ä, cups' FROM cups", "SELECT 'ä, cups' FROM cups_shadow"),
            (
                "SELECT 'a cup''s cups' -- cups\nFROM cups",
                "SELECT 'a cup''s cups' -- cups\nFROM cups_shadow",
            ),
            (
                "CREATE TABLE cups (-- the cup's cups\n cup)",
                "CREATE TABLE cups_shadow (-- the cup's cups\n cup)",
            ),
            ("", ""),
        ] {
            assert_eq!(shadow.statement(statement), expected);
        }
    }
}
