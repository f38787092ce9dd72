//! How many may be paired at once, by role.
//!
//! A barista's tablet, a board and a printer that work are never thrown out by one that comes later:
//! the next is refused in words, and the crew end one on their page, where they see the names. The
//! crew themselves always get in, since only they could make room: of theirs the oldest session ends.
//! Which session is idle is not known here: signs of life are the shell's, and in no event.

use crema_api::commands::Role;
use crema_api::ids::SessionId;
use crema_api::problem::RefusalKind;

use super::close_session;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::storage::only;

/// Baristas' tablets paired at once: a large booth has six, and each that loses its cookie leaves a
/// session until the occasion ends.
pub const BARISTAS_MAX: u32 = 32;
/// Crew pages paired at once: laptop, tablet and phone of a few people.
pub const CREW_MAX: u32 = 16;
/// Boards paired at once, and devices (printers, extensions): a hall has a few of each.
pub const BOARDS_MAX: u32 = 16;
/// As [`BOARDS_MAX`].
pub const DEVICES_MAX: u32 = 16;

/// Makes sure that there is room for one more session of this role.
///
/// # Errors
/// Refused when as many are paired as may be, but for the crew.
pub(super) fn make_room(cascade: &mut Cascade<'_>, role: Role) -> Result<(), Fault> {
    let (most, whose) = match role {
        Role::Barista => (BARISTAS_MAX, "tablets"),
        Role::Crew => (CREW_MAX, "crew pages"),
        Role::Board => (BOARDS_MAX, "boards"),
        Role::Device | Role::Unknown(_) => (DEVICES_MAX, "devices"),
    };
    end_unreadable(cascade)?;
    let paired = cascade.query_readable(
        "SELECT session_id FROM access_sessions WHERE role = ?1 ORDER BY opened_seq",
        &[&role.as_str()],
        |row| only(row).map(SessionId),
    )?;
    let paired = paired.rows;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    match paired.first() {
        Some(oldest) if paired.len() >= most && role == Role::Crew => {
            close_session(cascade, *oldest).map(drop)
        }
        Some(_) if paired.len() >= most => Err(Fault::refuse(
            RefusalKind::SessionsFull,
            format!("{most} {whose} are paired already. End one on the crew page, then try again."),
        )),
        _ => Ok(()),
    }
}

/// Ends the sessions whose rows cannot be read: nobody is signed in by one, and the crew page does not
/// show it, so no one else could end it.
fn end_unreadable(cascade: &mut Cascade<'_>) -> Result<(), Fault> {
    let found = cascade.query_readable(
        "SELECT session_id FROM access_sessions
         WHERE NOT is_text(role) OR typeof(opened_ms) <> 'integer' OR opened_ms < 0
            OR typeof(opened_seq) <> 'integer'",
        &[],
        |row| only(row).map(SessionId),
    )?;
    for session in found.rows {
        close_session(cascade, session)?;
    }
    cascade.execute(
        "DELETE FROM access_sessions
         WHERE typeof(session_id) <> 'blob' OR length(session_id) <> 16",
        &[],
    )?;
    Ok(())
}
