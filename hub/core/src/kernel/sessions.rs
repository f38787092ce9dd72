//! The sessions that are open, and their roles: what the rights of a caller are checked against.
//!
//! The table is the kernel's own, and each cascade keeps it as it appends the events of `access`:
//! so it is never behind the log, and no consumer that fails can keep an ended session open. A copy
//! in each service would be checked by each service alone, and late.

use crema_api::DomainEvent;
use crema_api::commands::Role;
use crema_api::ids::SessionId;

use crate::storage::{Storage, StorageError, only};

/// Notes what an event says about sessions.
pub(super) fn note(storage: &dyn Storage, fact: &DomainEvent) -> Result<(), StorageError> {
    match fact {
        DomainEvent::SessionOpened(opened) => {
            storage.execute(
                "INSERT OR REPLACE INTO open_sessions (session_id, role) VALUES (?1, ?2)",
                &[&opened.session_id.0, &opened.role.as_str()],
            )?;
        }
        DomainEvent::SessionClosed(closed) => {
            let sql = "DELETE FROM open_sessions WHERE session_id = ?1";
            storage.execute(sql, &[&closed.session_id.0])?;
        }
        _ => {}
    }
    Ok(())
}

/// The role of a session; `None` if it is not open, or its role cannot be read: it has to be paired
/// again then, and no one else waits for that.
pub(super) fn role_of(
    storage: &dyn Storage,
    session: SessionId,
) -> Result<Option<Role>, StorageError> {
    let sql = "SELECT role FROM open_sessions WHERE session_id = ?1";
    let role: Option<String> = storage.query_one_readable(sql, &[&session.0], only)?;
    Ok(role.and_then(|role| Role::parse(&role)))
}
