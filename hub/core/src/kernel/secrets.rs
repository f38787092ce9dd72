//! Secrets: live codes, task tokens, signing keys and PIN seeds. This module is the only one that
//! reads their table, and nothing of it is ever in an event.
//!
//! Session tokens, pairing links and PINs are not kept at all: a token or a link is an id and its
//! MAC ([`super::signer`]), a PIN follows from a seed. So a repeated request can be answered with
//! the same token, and the crew page can show the PINs, while neither is in any byte of the
//! database.

use crema_api::ids::Seq;
use rusqlite::{Connection, OptionalExtension};

use crate::storage::{StatementKind, Storage, StorageError, is_unreadable, only};

/// The kinds of secrets, each with the id that it is kept under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// The window of a live code, by the code's text: either reveals the other.
    Code,
    /// The token under which an order's execution waits, by the order.
    TaskToken,
    /// The key that signs the links of an occasion's orders, by the occasion.
    LinkKey,
    /// The booth's own key, which signs sessions and customers' cookies. There is one.
    BoothKey,
    /// The seed that a role's PIN follows from, by the role.
    PinSeed,
}

impl SecretKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Code, Self::TaskToken, Self::LinkKey, Self::BoothKey, Self::PinSeed];

    /// The word in the table.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::TaskToken => "task_token",
            Self::LinkKey => "link_key",
            Self::BoothKey => "booth_key",
            Self::PinSeed => "pin_seed",
        }
    }
}

const GET: &str = "SELECT secret FROM secrets WHERE kind = ?1 AND id = ?2";

/// The kind of a new secret, and the log's end when it is made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made {
    pub kind: SecretKind,
    pub at: Seq,
}

/// Keeps a secret, in place of an earlier one under this id.
pub(super) fn put(
    storage: &dyn Storage,
    Made { kind, at }: Made,
    id: &[u8],
    secret: &[u8],
) -> Result<(), StorageError> {
    storage.execute(
        "INSERT INTO secrets (kind, id, secret, seq) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET secret = excluded.secret, seq = excluded.seq",
        &[&kind.as_str(), &id, &secret, &at.0],
    )?;
    Ok(())
}

/// The secret under this id; an error if it cannot be read.
pub(super) fn get(
    storage: &dyn Storage,
    kind: SecretKind,
    id: &[u8],
) -> Result<Option<Vec<u8>>, StorageError> {
    storage.query_one(GET, &[&kind.as_str(), &id], only)
}

/// The secret under this id, if there is one and it can be read.
pub(super) fn find(
    storage: &dyn Storage,
    kind: SecretKind,
    id: &[u8],
) -> Result<Option<Vec<u8>>, StorageError> {
    storage.query_one_readable(GET, &[&kind.as_str(), &id], only)
}

/// Removes one.
pub(super) fn remove(
    storage: &dyn Storage,
    kind: SecretKind,
    id: &[u8],
) -> Result<(), StorageError> {
    storage.execute("DELETE FROM secrets WHERE kind = ?1 AND id = ?2", &[&kind.as_str(), &id])?;
    Ok(())
}

/// Erases the secrets of these kinds that were made before this place in the log, and every row that
/// cannot be read: it may be one of them. All rows are deleted and those that stay are inserted again:
/// only a `DELETE` without `WHERE` frees whole pages, which `secure_delete` then overwrites.
pub(super) fn erase(
    storage: &dyn Storage,
    kinds: &[SecretKind],
    before: Seq,
) -> Result<(), StorageError> {
    let words: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.as_str())).collect();
    let kept = storage.query_readable(
        &format!(
            "SELECT kind, id, secret, seq FROM secrets WHERE kind NOT IN ({}) OR seq >= ?1",
            words.join(", ")
        ),
        &[&before.0],
        |row| {
            let kind: String = row.get("kind")?;
            let (id, secret): (Vec<u8>, Vec<u8>) = (row.get("id")?, row.get("secret")?);
            let seq = row.get::<_, u64>("seq");
            // A kind that is not erased stays, whenever it was made.
            let is_erased = kinds.iter().any(|erased| erased.as_str() == kind);
            let seq = if is_erased { seq? } else { seq.unwrap_or(0) };
            Ok((kind, id, secret, seq))
        },
    )?;
    storage.execute("DELETE FROM secrets", &[])?;
    for (kind, id, secret, seq) in kept.rows {
        storage.execute(
            "INSERT INTO secrets (kind, id, secret, seq) VALUES (?1, ?2, ?3, ?4)",
            &[&kind, &id, &secret, &seq],
        )?;
    }
    Ok(())
}

/// A secret that cannot be read is none: the others are.
fn readable<T>(found: rusqlite::Result<Option<T>>) -> Result<Option<T>, StorageError> {
    match found {
        Err(error) if is_unreadable(&error) => {
            tracing::error!("a secret cannot be read");
            Ok(None)
        }
        found => found.map_err(StatementKind::Select.wrap_error()),
    }
}

/// The secret under this id, on a connection that only reads.
pub(crate) fn read(
    connection: &Connection,
    kind: SecretKind,
    id: &[u8],
) -> Result<Option<Vec<u8>>, StorageError> {
    let found = connection
        .prepare_cached(GET)
        .and_then(|mut statement| statement.query_row((kind.as_str(), id), only).optional());
    readable(found)
}

/// The id under which this secret is kept, on a connection that only reads.
pub(crate) fn read_id(
    connection: &Connection,
    kind: SecretKind,
    secret: &[u8],
) -> Result<Option<Vec<u8>>, StorageError> {
    let sql = format!("SELECT id FROM secrets WHERE kind = '{}' AND secret = ?1", kind.as_str());
    let found = connection
        .prepare_cached(&sql)
        .and_then(|mut statement| statement.query_row([secret], only).optional());
    readable(found)
}
