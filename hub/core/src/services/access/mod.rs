//! Access: PINs, sessions of staff, boards and devices, and the links that pair them.
//!
//! Owns `access_sessions`, `access_links` and `access_pins` (when each role's PIN was made); PIN seeds are secrets, names of staff are kept beside
//! the log. Takes `OpenSession`, `UsePairingLink`, `CloseSession`, `RenewPins`, `MakePairingLink`,
//! `SetStation`. Handles a new occasion, which renews the PINs and ends the sessions of the
//! previous occasion's baristas. Emits `Access.*`. The shell limits how often a PIN may be guessed.

pub mod limits;
pub mod links;

use std::collections::HashSet;

use crema_api::commands::{CUP_NAME_CHARS_MAX, Caller, Command, OpenSession, Outcome, Role};
use crema_api::events::access::{PinsRenewed, SessionClosed, SessionOpened, StationSet};
use crema_api::events::names;
use crema_api::ids::SessionId;
use crema_api::menu_limits::DRINKS_MAX;
use crema_api::problem::RefusalKind;
use sha2::{Digest, Sha256};

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::{EventHandler, Service};
use crate::kernel::log::RecordedEvent;
use crate::kernel::secrets::SecretKind;
use crate::storage::only;

/// Roles that pair by PIN, and their order when PINs are shown.
pub const PIN_ROLES: [Role; 2] = [Role::Crew, Role::Barista];

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::event_handler(Access).with_tables("access_").with_commands(command)
}

fn command(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    command: &Command,
) -> Option<Result<Outcome, Fault>> {
    Some(match command {
        Command::SetStation(set) => set_station(cascade, caller, &set.drinks),
        Command::OpenSession(open) => open_session(cascade, open),
        Command::UsePairingLink(link) => links::use_pairing_link(cascade, &link.secret),
        Command::CloseSession(close) => close_session(cascade, close.session_id),
        Command::RenewPins(renew) => renew_pins(cascade, &renew.roles),
        Command::MakePairingLink(make) => links::make_pairing_link(cascade, make),
        _ => return None,
    })
}

/// The service.
#[derive(Debug, Default)]
struct Access;

impl EventHandler for Access {
    fn name(&self) -> &'static str {
        "access"
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[names::OccasionStarted]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        // The event may come late: what was made or paired since is of this occasion already.
        let mut old = Vec::new();
        for role in PIN_ROLES {
            let sql = "SELECT 1 FROM access_pins WHERE role = ?1 AND seq > ?2";
            let is_new = cascade.query_one(sql, &[&role.as_str(), &event.seq.0], |_| Ok(()))?;
            old.extend(is_new.is_none().then_some(role));
        }
        if !old.is_empty() {
            renew_pins(cascade, &old)?;
        }
        let baristas = cascade.query_readable(
            "SELECT session_id FROM access_sessions WHERE role = 'barista' AND opened_seq < ?1
             ORDER BY session_id",
            &[&event.seq.0],
            |row| only(row).map(SessionId),
        )?;
        for barista in baristas.rows {
            close_session(cascade, barista)?;
        }
        Ok(())
    }
}

/// Pairs by PIN: the PIN decides the role.
///
/// # Errors
/// Refused when the PIN is that of no role, the name is empty or too long, or as many are paired as may
/// be ([`limits`]).
pub fn open_session(cascade: &mut Cascade<'_>, open: &OpenSession) -> Result<Outcome, Fault> {
    let name = tidy_name(&open.name, CUP_NAME_CHARS_MAX, "Your name")?;
    for role in PIN_ROLES {
        if pin_of(cascade, role)?.as_deref() == Some(open.pin.trim()) {
            return begin_session(cascade, role, &name);
        }
    }
    Err(Fault::refuse(
        RefusalKind::WrongPin,
        "That PIN does not fit. Ask the crew for the one of today.",
    ))
}

fn begin_session(cascade: &mut Cascade<'_>, role: Role, name: &str) -> Result<Outcome, Fault> {
    limits::make_room(cascade, role)?;
    let session_id = SessionId(cascade.entropy().uuid("session"));
    cascade.name_staff(session_id, name)?;
    let message = format!("A {} was paired.", role.as_str());
    let seq = cascade.emit(SessionOpened { session_id, role, message })?;
    cascade.execute(
        "INSERT INTO access_sessions (session_id, role, opened_ms, opened_seq)
         VALUES (?1, ?2, ?3, ?4)",
        &[&session_id.0, &role.as_str(), &cascade.now().0, &seq.0],
    )?;
    Ok(Outcome::Session { session_id, role })
}

/// Ends a session.
///
/// # Errors
/// Refused when there is no such session.
pub fn close_session(cascade: &mut Cascade<'_>, session_id: SessionId) -> Result<Outcome, Fault> {
    let gone =
        cascade.execute("DELETE FROM access_sessions WHERE session_id = ?1", &[&session_id.0])?;
    if gone == 0 {
        return Err(Fault::refuse(RefusalKind::NotSignedIn, "This tablet is not paired."));
    }
    cascade.forget_staff(session_id)?;
    let message = "A pairing was ended.".to_owned();
    cascade.emit(SessionClosed { session_id, message })?;
    Ok(Outcome::Done)
}

/// Sets the drinks that the caller's tablet makes.
///
/// # Errors
/// Refused when the caller is no tablet, or names more drinks than a menu may have. That each is on the
/// menu is for the config service to say.
pub fn set_station(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    drinks: &[String],
) -> Result<Outcome, Fault> {
    let Caller::Session(session_id, _) = caller else { return not_staff() };
    if drinks.len() > DRINKS_MAX {
        let sentence = format!("A station has at most {DRINKS_MAX} drinks.");
        return Err(Fault::refuse(RefusalKind::BadInput, sentence));
    }
    let drinks = each_once(drinks);
    cascade.execute(
        "UPDATE access_sessions SET station = ?2 WHERE session_id = ?1",
        &[&session_id.0, &serde_json::to_string(&drinks)?],
    )?;
    let message = match drinks.as_slice() {
        [] => "A tablet makes every drink.".to_owned(),
        some => format!("A tablet makes {}.", some.join(", ")),
    };
    cascade.emit(StationSet { session_id, drinks, message })?;
    Ok(Outcome::Done)
}

fn each_once(drinks: &[String]) -> Vec<String> {
    let mut seen = HashSet::new();
    drinks.iter().filter(|drink| seen.insert(*drink)).cloned().collect()
}

fn not_staff<T>() -> Result<T, Fault> {
    Err(Fault::refuse(RefusalKind::NotAllowed, "Stations are for the staff's tablets."))
}

/// The id under which the seed of a role's PIN is kept.
pub(crate) fn pin_seed_id(role: &Role) -> &[u8] {
    role.as_str().as_bytes()
}

/// The PIN of a role: six digits.
fn pin_of(cascade: &Cascade<'_>, role: Role) -> Result<Option<String>, Fault> {
    Ok(cascade.secret(SecretKind::PinSeed, pin_seed_id(&role))?.map(|seed| pin_from(&seed)))
}

/// Derives the PIN from a seed. 2^64 is so much larger than 10^6 that the bias of the remainder
/// does not matter.
pub(crate) fn pin_from(seed: &[u8]) -> String {
    let digest: [u8; 32] = Sha256::new().chain_update(b"pin").chain_update(seed).finalize().into();
    let mut eight = [0; 8];
    eight.copy_from_slice(&digest[..8]);
    format!("{:06}", u64::from_be_bytes(eight) % 1_000_000)
}

/// Makes new PINs. Open sessions stay open.
///
/// # Errors
/// Refused for a role that does not pair by PIN.
pub fn renew_pins(cascade: &mut Cascade<'_>, roles: &[Role]) -> Result<Outcome, Fault> {
    if roles.is_empty() || roles.iter().any(|role| !PIN_ROLES.contains(role)) {
        return Err(Fault::refuse(
            RefusalKind::BadInput,
            "PINs are for crew and barista; boards and devices pair by a link.",
        ));
    }
    for &role in roles {
        let others: Vec<String> = PIN_ROLES
            .into_iter()
            .filter(|other| *other != role)
            .filter_map(|other| pin_of(cascade, other).transpose())
            .collect::<Result<_, _>>()?;
        // Two roles must not have the same PIN.
        let seed = loop {
            let seed = cascade.entropy().bytes("pin");
            if !others.contains(&pin_from(&seed)) {
                break seed;
            }
        };
        cascade.put_secret(SecretKind::PinSeed, pin_seed_id(&role), &seed)?;
    }
    let message = "The booth has new PINs.".to_owned();
    let seq = cascade.emit(PinsRenewed { roles: roles.to_vec(), message })?;
    for role in roles {
        cascade.execute(
            "INSERT INTO access_pins (role, seq) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET seq = excluded.seq",
            &[&role.as_str(), &seq.0],
        )?;
    }
    Ok(Outcome::Count { count: u32::try_from(roles.len()).unwrap_or(u32::MAX) })
}

/// Returns a name as it can be shown: trimmed, without control characters, not too long.
fn tidy_name(name: &str, chars_max: usize, what: &str) -> Result<String, Fault> {
    let name = crate::plain_text::tidy(name);
    let length = name.chars().count();
    if length == 0 || length > chars_max {
        return Err(Fault::refuse(
            RefusalKind::BadInput,
            format!("{what} has 1 to {chars_max} characters."),
        ));
    }
    Ok(name)
}
