//! The order manager's copy of who is paired: to whom orders can be handed over, and which drinks a
//! tablet makes.

use crema_api::ids::SessionId;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::storage::only;

pub(super) fn came(cascade: &Cascade<'_>, who: SessionId) -> Result<(), Fault> {
    cascade
        .execute("INSERT INTO manager_staff (session_id, drinks) VALUES (?1, '[]')", &[&who.0])?;
    Ok(())
}

pub(super) fn went(cascade: &Cascade<'_>, who: SessionId) -> Result<(), Fault> {
    cascade.execute("DELETE FROM manager_staff WHERE session_id = ?1", &[&who.0])?;
    Ok(())
}

pub(super) fn makes(cascade: &Cascade<'_>, who: SessionId, drinks: &[String]) -> Result<(), Fault> {
    cascade.execute(
        "UPDATE manager_staff SET drinks = ?2 WHERE session_id = ?1",
        &[&who.0, &serde_json::to_string(drinks)?],
    )?;
    Ok(())
}

/// The drinks that a tablet makes; empty means all. `None` if it is not a paired tablet of staff.
pub(super) fn station(cascade: &Cascade<'_>, who: SessionId) -> Result<Option<Vec<String>>, Fault> {
    let drinks: Option<String> = cascade.query_one(
        "SELECT drinks FROM manager_staff WHERE session_id = ?1",
        &[&who.0],
        only,
    )?;
    Ok(drinks.map(|drinks| serde_json::from_str(&drinks)).transpose()?)
}
