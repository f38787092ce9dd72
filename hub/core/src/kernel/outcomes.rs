//! Idempotency keys: the outcome of a command, kept by caller and key for a day of booth time and
//! bounded in number, per caller and in all. The same key again gets the same outcome; with another
//! body the command is refused.
//!
//! What a guest is refused is not kept: it changed nothing, so a request that comes again may be
//! decided again, and a phone that is refused all day writes nothing. A tablet's refusal is kept, since
//! a press that a tablet sends again later must not be done behind the barista's back.

use crema_api::commands::{Caller, Command, Outcome};
use crema_api::ids::BoothMs;
use crema_api::problem::{Refusal, RefusalKind};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::fault::{Defect, Fault};
use crate::input::CommandRequest;
use crate::storage::{Storage, StorageError, only};

/// How long an outcome is kept, ms of booth time: a phone that slept through the night still
/// gets the answer to its request.
pub const OUTCOME_KEPT_MS: u64 = 24 * 60 * 60 * 1000;
/// Maximum outcomes of one caller: more than a tablet presses in a day of 71 orders an hour.
pub const OUTCOMES_PER_CALLER_MAX: u32 = 4_096;
/// Maximum outcomes in all: every phone that passes by is a new caller, so the bound per caller
/// does not bound the sum. More than ten days of a full booth, and some 25 MB.
pub const OUTCOMES_MAX: u64 = 100_000;
/// Inserts between two checks of the limits, to spare a check at each.
pub const CHECK_EVERY: u64 = 256;
/// Maximum old outcomes that one tick deletes, so that no tick is long.
const PRUNED_PER_TICK_MAX: u32 = 512;

/// An answer as it is kept: never a rendering, so no name and no secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// It was done.
    Done(Outcome),
    /// It was refused.
    Refused(Refusal),
}

impl Kept {
    /// The answer to the caller.
    pub(super) fn into_answer(self) -> Result<Outcome, Refusal> {
        match self {
            Self::Done(outcome) => Ok(outcome),
            Self::Refused(refusal) => Err(refusal),
        }
    }
}

/// A caller and a command as bytes: an outcome is kept under the first, and another body is
/// recognised by the second. The body's digest is keyed, so that no one can try names against it.
#[derive(Debug, Clone)]
pub struct Fingerprint {
    caller: [u8; 16],
    body: [u8; 16],
}

impl Fingerprint {
    /// The fingerprint of this call, keyed with the booth's own key.
    ///
    /// # Errors
    /// [`Fault::Defect`] when the command cannot be written as JSON, which every command can.
    pub fn of(call: &CommandRequest, booth_key: &[u8]) -> Result<Self, Fault> {
        Ok(Self { caller: caller_bytes(call.caller), body: body_bytes(&call.command, booth_key)? })
    }
}

fn caller_bytes(caller: Caller) -> [u8; 16] {
    let (kind, id): (&[u8], &[u8]) = match &caller {
        Caller::Customer(user) => (b"customer", user.0.as_bytes()),
        Caller::Link(order) => (b"link", order.0.as_bytes()),
        Caller::Session(session, _) => (b"session", session.0.as_bytes()),
        Caller::Hub => (b"hub", b""),
    };
    first_half(&Sha256::new().chain_update(kind).chain_update(id).finalize().into())
}

fn body_bytes(command: &Command, booth_key: &[u8]) -> Result<[u8; 16], Fault> {
    // As a value, whose fields are sorted: their order in a source is nothing that a body says.
    let body = serde_json::to_vec(&serde_json::to_value(command)?)?;
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(booth_key).map_err(Defect::BoothKey)?;
    mac.update(&body);
    Ok(first_half(&mac.finalize().into_bytes().into()))
}

fn first_half(digest: &[u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    half
}

/// The answer that is kept under this key. Refused when it was kept for another body, or cannot be
/// read.
pub(crate) fn find(
    storage: &dyn Storage,
    of: &Fingerprint,
    key: &str,
) -> Result<Option<Kept>, Fault> {
    let found = storage.query_one(
        "SELECT body, outcome FROM outcomes WHERE caller = ?1 AND key = ?2",
        &[&of.caller.as_slice(), &key],
        |row| Ok((row.get::<_, Vec<u8>>("body"), row.get::<_, String>("outcome"))),
    )?;
    let Some(found) = found else { return Ok(None) };
    let (Ok(body), Ok(outcome)) = found else { return Err(unreadable()) };
    if body != of.body {
        return Err(Fault::refuse(
            RefusalKind::KeyReused,
            "This key was used for something else. Take a new key for a new request.",
        ));
    }
    Ok(Some(serde_json::from_str(&outcome).map_err(|_| unreadable())?))
}

/// The request was answered, and no more is known of it: it must not be done a second time, and no
/// one can say that it was not done.
fn unreadable() -> Fault {
    Fault::refuse(
        RefusalKind::AnswerUnreadable,
        "This request was answered before, in words that this version of the booth cannot read. \
         Look at how things are now before you ask again.",
    )
}

/// Whether such an outcome of this caller is kept.
pub(crate) fn are_kept_of(caller: Caller, kept: &Kept) -> bool {
    let is_guest = matches!(caller, Caller::Customer(_) | Caller::Link(_));
    !(is_guest && matches!(kept, Kept::Refused(_)))
}

/// Keeps the outcome of a call.
pub(crate) fn keep(
    storage: &dyn Storage,
    of: &Fingerprint,
    key: &str,
    kept: &Kept,
    now: BoothMs,
) -> Result<(), Fault> {
    let outcome = serde_json::to_string(kept)?;
    let id: u64 = storage
        .query_one(
            "INSERT INTO outcomes (caller, key, body, outcome, booth_ms)
             VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id",
            &[&of.caller.as_slice(), &key, &of.body.as_slice(), &outcome, &now.0],
            only,
        )?
        .unwrap_or(0);
    if id.is_multiple_of(CHECK_EVERY) {
        bound(storage, of, id)?;
    }
    Ok(())
}

/// Deletes a caller's oldest outcomes over the limit, and the oldest of all: ids go up, so there
/// are never more than those since `newest - OUTCOMES_MAX`.
fn bound(storage: &dyn Storage, of: &Fingerprint, newest: u64) -> Result<(), StorageError> {
    storage.execute(
        "DELETE FROM outcomes WHERE id IN (
             SELECT id FROM outcomes WHERE caller = ?1 ORDER BY id DESC LIMIT -1 OFFSET ?2)",
        &[&of.caller.as_slice(), &OUTCOMES_PER_CALLER_MAX],
    )?;
    storage
        .execute("DELETE FROM outcomes WHERE id <= ?1", &[&newest.saturating_sub(OUTCOMES_MAX)])?;
    Ok(())
}

/// Deletes outcomes that are too old, up to [`PRUNED_PER_TICK_MAX`].
pub(crate) fn prune(storage: &dyn Storage, now: BoothMs) -> Result<(), StorageError> {
    let Some(before) = now.0.checked_sub(OUTCOME_KEPT_MS) else { return Ok(()) };
    storage.execute(
        "DELETE FROM outcomes WHERE id IN (
             SELECT id FROM outcomes ORDER BY id LIMIT ?2) AND booth_ms < ?1",
        &[&before, &PRUNED_PER_TICK_MAX],
    )?;
    Ok(())
}
