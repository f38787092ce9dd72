//! Names, beside the log: on cups, and of staff. Answers and streams join a name while it exists;
//! events carry ids only.

use crema_api::ids::{OrderId, Seq, SessionId};

use crate::storage::{Storage, StorageError};

/// How many names an erasure found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErasedNames {
    /// Those that are gone.
    pub erased: u32,
    /// Those that were given later, and stay.
    pub kept: u32,
}

/// Keeps the name for an order's cup, given at this place in the log; an empty name removes it.
pub(crate) fn set_cup(
    storage: &dyn Storage,
    order: OrderId,
    name: &str,
    at: Seq,
) -> Result<(), StorageError> {
    if name.is_empty() {
        storage.execute("DELETE FROM names_on_cups WHERE order_id = ?1", &[&order.0])?;
    } else {
        storage.execute(
            "INSERT INTO names_on_cups (order_id, name, seq) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET name = excluded.name, seq = excluded.seq",
            &[&order.0, &name, &at.0],
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

/// Erases every name that was written on a cup before this place in the log. Without a
/// `WHERE`, `SQLite` frees the table's pages whole, and `secure_delete` overwrites each: a name that
/// a page's rearranging left in a gap goes with it, and a row that cannot be read. Those that stay are
/// written again.
pub(crate) fn erase_cups(storage: &dyn Storage, before: Seq) -> Result<ErasedNames, StorageError> {
    let sql = "SELECT order_id, name, seq FROM names_on_cups WHERE seq >= ?1";
    let kept = storage.query_readable(sql, &[&before.0], |row| {
        let order = OrderId(row.get("order_id")?);
        Ok((order, row.get::<_, String>("name")?, Seq(row.get("seq")?)))
    })?;
    let kept = kept.rows;
    let erased = storage.execute("DELETE FROM names_on_cups", &[])?;
    for (order, name, at) in &kept {
        set_cup(storage, *order, name, *at)?;
    }
    let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(ErasedNames { erased: count(erased - kept.len()), kept: count(kept.len()) })
}
