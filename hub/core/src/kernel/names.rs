//! Names, beside the log: on cups, and of staff. Answers and streams join a name while it exists;
//! events carry ids only.

use crema_api::ids::{OrderId, SessionId};

use crate::storage::{Storage, StorageError};

/// Keeps the name for an order's cup; an empty name removes it.
pub(crate) fn set_cup(
    storage: &dyn Storage,
    order: OrderId,
    name: &str,
) -> Result<(), StorageError> {
    if name.is_empty() {
        storage.execute("DELETE FROM names_on_cups WHERE order_id = ?1", &[&order.0])?;
    } else {
        storage.execute(
            "INSERT INTO names_on_cups (order_id, name) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET name = excluded.name",
            &[&order.0, &name],
        )?;
    }
    Ok(())
}

/// Keeps the name of a session's holder.
pub(crate) fn set_staff(
    storage: &dyn Storage,
    who: SessionId,
    name: &str,
) -> Result<(), StorageError> {
    storage.execute(
        "INSERT INTO names_of_staff (session_id, name) VALUES (?1, ?2)
         ON CONFLICT DO UPDATE SET name = excluded.name",
        &[&who.0, &name],
    )?;
    Ok(())
}

/// Forgets the name of a session's holder.
pub(crate) fn forget_staff(storage: &dyn Storage, who: SessionId) -> Result<(), StorageError> {
    storage.execute("DELETE FROM names_of_staff WHERE session_id = ?1", &[&who.0])?;
    Ok(())
}

/// Erases every name on a cup. Returns how many there were. Without a `WHERE`, `SQLite` frees the
/// table's pages whole, and `secure_delete` overwrites each: a name that a page's rearranging
/// left in a gap goes with it.
pub(crate) fn erase_cups(storage: &dyn Storage) -> Result<u32, StorageError> {
    let erased = storage.execute("DELETE FROM names_on_cups", &[])?;
    Ok(u32::try_from(erased).unwrap_or(u32::MAX))
}
