//! Pairing links: each pairs one board or device, once, and not for ever. One that was printed or
//! copied last year pairs no longer, and those that nobody used do not pile up.

use crema_api::commands::{MakePairingLink, Outcome, Role, TEXT_CHARS_MAX};
use crema_api::problem::RefusalKind;

use super::{begin_session, tidy_name};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::secrets::SecretKind;
use crate::kernel::signer::{Purpose, Signer};

/// How long a link pairs, ms of booth time: made in the evening, it is used while the booth is set up
/// the next morning.
pub const LINK_MS: u64 = 24 * 60 * 60 * 1000;
/// Links that wait to be used: more than a booth has devices. Beyond that the oldest goes, so that the
/// crew can always make one.
pub const LINKS_MAX: u32 = 32;

/// Makes a link that pairs one board or device, once, for [`LINK_MS`].
///
/// # Errors
/// Refused for a role that pairs by PIN, or when the name is empty or too long.
pub fn make_pairing_link(
    cascade: &mut Cascade<'_>,
    make: &MakePairingLink,
) -> Result<Outcome, Fault> {
    if make.role.is_staff() {
        return Err(Fault::refuse(
            RefusalKind::BadInput,
            "Links pair boards and devices; staff pair with a PIN and their name.",
        ));
    }
    let name = tidy_name(&make.name, TEXT_CHARS_MAX, "A name")?;
    let link_id = cascade.entropy().uuid("pairing");
    forget_old(cascade)?;
    cascade.execute(
        "INSERT INTO access_links (link_id, role, name, made_ms) VALUES (?1, ?2, ?3, ?4)",
        &[&link_id, &make.role.as_str(), &name, &cascade.now().0],
    )?;
    cascade.execute(
        "DELETE FROM access_links WHERE number IN (
             SELECT number FROM access_links ORDER BY number DESC LIMIT -1 OFFSET ?1)",
        &[&LINKS_MAX],
    )?;
    Ok(Outcome::PairingLink { link_id })
}

/// Pairs by a link, which is used up.
///
/// # Errors
/// Refused when the link is not ours, was used before, or is too old; and when as many are paired as
/// may be.
pub fn use_pairing_link(cascade: &mut Cascade<'_>, secret: &str) -> Result<Outcome, Fault> {
    forget_old(cascade)?;
    let key = cascade.secret(SecretKind::BoothKey, b"")?.unwrap_or_default();
    let link = Signer::new(key).check(Purpose::Pairing, secret);
    let found = match link {
        Some(link) => cascade.query_one(
            "DELETE FROM access_links WHERE link_id = ?1 RETURNING role, name",
            &[&link],
            |row| Ok((row.get::<_, String>("role")?, row.get::<_, String>("name")?)),
        )?,
        None => None,
    };
    match found.and_then(|(role, name)| Some((Role::parse(&role)?, name))) {
        Some((role, name)) => begin_session(cascade, role, &name),
        None => Err(Fault::refuse(
            RefusalKind::LinkUsed,
            "This link was used already, or is more than a day old. Make a new one on the crew page.",
        )),
    }
}

/// Deletes the links that are too old. There are never more than [`LINKS_MAX`] to look at.
fn forget_old(cascade: &Cascade<'_>) -> Result<(), Fault> {
    let Some(before) = cascade.now().0.checked_sub(LINK_MS) else { return Ok(()) };
    cascade.execute("DELETE FROM access_links WHERE made_ms <= ?1", &[&before])?;
    Ok(())
}
