//! Rows, read by the names of their columns.

use rusqlite::types::FromSql;
use rusqlite::{Row, RowIndex};

use super::is_unreadable;

/// The only column of a row.
///
/// # Errors
/// When the column holds something other than a `T`.
pub fn only<T: FromSql>(row: &Row<'_>) -> rusqlite::Result<T> {
    row.get(0)
}

/// A column that its row can do without, such as a name that is joined to an order: `None` if it holds
/// nothing, or what cannot be read. The row is read without it.
///
/// # Errors
/// When the row has no such column.
pub(crate) fn if_readable<T: FromSql>(
    row: &Row<'_>,
    column: impl RowIndex,
) -> rusqlite::Result<Option<T>> {
    match row.get(column) {
        Err(error) if is_unreadable(&error) => {
            tracing::warn!(%error, "a column cannot be read; its row is read without it");
            Ok(None)
        }
        value => value,
    }
}

/// One list of columns: a module with their names for a statement (`SQL`), and a constant for each
/// to read it by. A column that is not in the list cannot be read, and no name is looked up at run
/// time.
macro_rules! columns {
    ($(#[$doc:meta])* $vis:vis mod $module:ident { $first:ident $(, $column:ident)* $(,)? }) => {
        $(#[$doc])*
        #[allow(
            dead_code,
            non_camel_case_types,
            non_upper_case_globals,
            reason = "columns are called as in the table"
        )]
        $vis mod $module {
            /// The columns, for a statement.
            pub(crate) const SQL: &str = concat!(stringify!($first) $(, ", ", stringify!($column))*);

            enum Position { $first $(, $column)* }

            /// Where this column is among those of [`SQL`].
            pub(crate) const $first: usize = Position::$first as usize;
            $(
                /// Where this column is among those of [`SQL`].
                pub(crate) const $column: usize = Position::$column as usize;
            )*
        }
    };
}

pub(crate) use columns;

#[cfg(test)]
mod tests {
    columns! {
        mod drinks { id, name, price }
    }

    #[test]
    fn columns_stand_where_their_names_say() {
        assert_eq!(drinks::SQL, "id, name, price");
        assert_eq!((drinks::id, drinks::name, drinks::price), (0, 1, 2));
    }
}
