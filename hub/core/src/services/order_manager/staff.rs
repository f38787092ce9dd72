//! The order manager's copy of who is paired: to whom orders can be handed over, and which drinks a
//! tablet makes.

use crema_api::events::access::StationSet;
use crema_api::ids::{Seq, SessionId};

use crate::fault::Fault;
use crate::kernel::tables::Tables;
use crate::storage::only;

/// A member of staff was paired.
pub(super) fn session_opened(tables: Tables<'_>, who: SessionId, at: Seq) -> Result<(), Fault> {
    tables.execute(
        "INSERT INTO manager_staff (session_id, drinks, seq) VALUES (?1, '[]', ?2)",
        &[&who.0, &at.0],
    )?;
    Ok(())
}

/// A pairing ended.
pub(super) fn session_closed(tables: Tables<'_>, who: SessionId) -> Result<(), Fault> {
    tables.execute("DELETE FROM manager_staff WHERE session_id = ?1", &[&who.0])?;
    Ok(())
}

/// A tablet makes these drinks; an empty list is all.
pub(super) fn set_station(tables: Tables<'_>, set: &StationSet, at: Seq) -> Result<(), Fault> {
    tables.execute(
        "UPDATE manager_staff SET drinks = ?2, seq = ?3 WHERE session_id = ?1 AND seq < ?3",
        &[&set.session_id.0, &serde_json::to_string(&set.drinks)?, &at.0],
    )?;
    Ok(())
}

/// The drinks that a tablet makes; empty means all. `None` if it is not a paired tablet of staff.
pub(super) fn station(tables: Tables<'_>, who: SessionId) -> Result<Option<Vec<String>>, Fault> {
    let drinks: Option<String> = tables.query_one(
        "SELECT drinks FROM manager_staff WHERE session_id = ?1",
        &[&who.0],
        only,
    )?;
    // A list that cannot be read limits nothing.
    Ok(drinks.map(|drinks| serde_json::from_str(&drinks).unwrap_or_default()))
}
