//! The SQL functions that every connection has, for what `SQLite` itself cannot tell.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;

/// Adds them to a connection.
///
/// `is_text(value)` is 1 if the value is text in valid UTF-8, and 0 otherwise. `typeof(value)` says
/// `text` of any bytes that were once written as text, which no reader of text can read.
///
/// # Errors
/// When `SQLite` cannot register a function.
pub(crate) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("is_text", 1, flags, |context| {
        let value = context.get_raw(0);
        Ok(matches!(value, ValueRef::Text(bytes) if std::str::from_utf8(bytes).is_ok()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_in_valid_utf8_is_text() {
        let connection = Connection::open_in_memory().unwrap();
        register(&connection).unwrap();
        for (value, expected) in [
            ("'Zoë'", true),
            ("''", true),
            ("cast(x'6fff' as text)", false),
            ("x'6f'", false),
            ("7", false),
            ("0.5", false),
            ("NULL", false),
        ] {
            let sql = format!("SELECT is_text({value})");
            let is_text: bool = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
            assert_eq!(is_text, expected, "{value}");
        }
    }
}
