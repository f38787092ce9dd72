//! The sealed table: live codes, task tokens, signing keys and PIN seeds. This
//! module is the only one that reads it, and nothing of it is ever in an event.
//!
//! Session tokens, pairing links and PINs are not kept at all: a token or a link is an id and its
//! MAC, a PIN follows from a seed. So a repeated request can be answered with the same token, and the crew page can show
//! the PINs, while neither stands in any byte of the database.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crema_api::commands::Role;
use crema_api::ids::{CodeId, OccasionId, OrderId};
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::storage::{Door, StorageError};

/// What a row of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    TaskToken,
    LinkKey,
    BoothKey,
    PinSeed,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::TaskToken => "task_token",
            Self::LinkKey => "link_key",
            Self::BoothKey => "booth_key",
            Self::PinSeed => "pin_seed",
        }
    }
}

fn put(door: &dyn Door, kind: Kind, id: &[u8], secret: &[u8]) -> Result<(), StorageError> {
    door.execute(
        "INSERT INTO sealed (kind, id, secret) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET secret = excluded.secret",
        &[&kind.word(), &id, &secret],
    )?;
    Ok(())
}

fn get(door: &dyn Door, kind: Kind, id: &[u8]) -> Result<Option<Vec<u8>>, StorageError> {
    door.query_one(
        "SELECT secret FROM sealed WHERE kind = ?1 AND id = ?2",
        &[&kind.word(), &id],
        |row| row.get(0),
    )
}

fn remove(door: &dyn Door, kind: Kind, id: &[u8]) -> Result<(), StorageError> {
    door.execute("DELETE FROM sealed WHERE kind = ?1 AND id = ?2", &[&kind.word(), &id])?;
    Ok(())
}

/// Keeps a live code.
pub(crate) fn put_code(door: &dyn Door, code: &str, id: CodeId) -> Result<(), StorageError> {
    put(door, Kind::Code, code.as_bytes(), &id.0.to_be_bytes())
}

/// The window that a code belongs to.
pub(crate) fn code(door: &dyn Door, code: &str) -> Result<Option<CodeId>, StorageError> {
    let id = get(door, Kind::Code, code.as_bytes())?;
    Ok(id.and_then(|id| id.try_into().ok()).map(|id| CodeId(u64::from_be_bytes(id))))
}

/// The code of a window, for the board.
pub(crate) fn code_of_window(
    connection: &Connection,
    id: CodeId,
) -> rusqlite::Result<Option<String>> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM sealed WHERE kind = 'code' AND secret = ?1")?;
    let mut rows = statement.query([id.0.to_be_bytes().as_slice()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let bytes: Vec<u8> = row.get(0)?;
    Ok(String::from_utf8(bytes).ok())
}

/// The token under which an execution waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskToken(pub(crate) [u8; 32]);

/// Keeps the token under which an order's execution waits; the one before it is void.
pub(crate) fn put_task_token(
    door: &dyn Door,
    order: OrderId,
    token: TaskToken,
) -> Result<(), StorageError> {
    put(door, Kind::TaskToken, order.0.as_bytes(), &token.0)
}

/// Forgets it: the execution has ended.
pub(crate) fn remove_task_token(door: &dyn Door, order: OrderId) -> Result<(), StorageError> {
    remove(door, Kind::TaskToken, order.0.as_bytes())
}

/// Keeps the key that signs the links of an occasion's orders.
pub(crate) fn put_link_key(
    door: &dyn Door,
    occasion: &OccasionId,
    key: &[u8; 32],
) -> Result<(), StorageError> {
    put(door, Kind::LinkKey, occasion.0.as_bytes(), key)
}

/// Keeps the booth's own key, which signs sessions and customers' cookies.
pub(crate) fn put_booth_key(door: &dyn Door, key: &[u8; 32]) -> Result<(), StorageError> {
    put(door, Kind::BoothKey, b"", key)
}

/// The booth's own key.
pub(crate) fn booth_key(door: &dyn Door) -> Result<Option<Vec<u8>>, StorageError> {
    get(door, Kind::BoothKey, b"")
}

/// Keeps the seed that a role's PIN follows from.
pub(crate) fn put_pin_seed(
    door: &dyn Door,
    role: Role,
    seed: &[u8; 32],
) -> Result<(), StorageError> {
    put(door, Kind::PinSeed, role.as_str().as_bytes(), seed)
}

/// The PIN of a role: six digits.
pub(crate) fn pin(door: &dyn Door, role: Role) -> Result<Option<String>, StorageError> {
    Ok(get(door, Kind::PinSeed, role.as_str().as_bytes())?.map(|seed| pin_from(&seed)))
}

/// The PIN that follows from a seed. 2^64 is so much larger than 10^6 that the remainder's
/// unevenness does not matter.
pub(crate) fn pin_from(seed: &[u8]) -> String {
    let digest: [u8; 32] = Sha256::new().chain_update(b"pin").chain_update(seed).finalize().into();
    let mut eight = [0; 8];
    eight.copy_from_slice(&digest[..8]);
    format!("{:06}", u64::from_be_bytes(eight) % 1_000_000)
}

/// Erases codes and task tokens. Everything is taken out and what stays is put back: only a
/// `DELETE` without `WHERE` frees whole pages, which `secure_delete` then overwrites.
pub(crate) fn erase_codes_and_tokens(door: &dyn Door) -> Result<(), StorageError> {
    let kept = door.query_all(
        "SELECT kind, id, secret FROM sealed WHERE kind NOT IN ('code', 'task_token')",
        &[],
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, Vec<u8>>(2)?)),
    )?;
    door.execute("DELETE FROM sealed", &[])?;
    for (kind, id, secret) in kept {
        door.execute(
            "INSERT INTO sealed (kind, id, secret) VALUES (?1, ?2, ?3)",
            &[&kind, &id, &secret],
        )?;
    }
    Ok(())
}

/// Signs and checks what the outside holds: order links, journey links, sessions, customers.
#[derive(Clone)]
pub struct Signer {
    key: Vec<u8>,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signer(sealed)")
    }
}

/// What a signature is for: one made for one purpose is worth nothing for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// `/o/<secret>`: see, place, change and cancel an order.
    Order,
    /// `/j/<secret>`: read its journey.
    Journey,
    /// A paired tablet, board or device.
    Session,
    /// A customer's cookie.
    Customer,
    /// A link that pairs one board or device.
    Pairing,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Order => b"order",
            Self::Journey => b"journey",
            Self::Session => b"session",
            Self::Customer => b"customer",
            Self::Pairing => b"pairing",
        }
    }
}

impl Signer {
    /// The signer with this key.
    pub(crate) fn new(key: Vec<u8>) -> Self {
        Self { key }
    }

    /// The signer of the booth: sessions and customers.
    pub(crate) fn of_booth(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        Self::read(connection, Kind::BoothKey, b"")
    }

    /// The signer of an occasion's links.
    pub(crate) fn of_occasion(
        connection: &Connection,
        occasion: &OccasionId,
    ) -> rusqlite::Result<Option<Self>> {
        Self::read(connection, Kind::LinkKey, occasion.0.as_bytes())
    }

    fn read(connection: &Connection, kind: Kind, id: &[u8]) -> rusqlite::Result<Option<Self>> {
        let mut statement =
            connection.prepare_cached("SELECT secret FROM sealed WHERE kind = ?1 AND id = ?2")?;
        let mut rows = statement.query((kind.word(), id))?;
        Ok(match rows.next()? {
            Some(row) => Some(Self { key: row.get(0)? }),
            None => None,
        })
    }

    fn mac(&self, purpose: Purpose, id: Uuid) -> Option<Hmac<Sha256>> {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.key).ok()?;
        mac.update(purpose.label());
        mac.update(id.as_bytes());
        Some(mac)
    }

    /// The id and a 128-bit MAC of it, as base64url.
    #[must_use]
    pub fn sign(&self, purpose: Purpose, id: Uuid) -> String {
        let mut bytes = id.as_bytes().to_vec();
        if let Some(mac) = self.mac(purpose, id) {
            bytes.extend_from_slice(&mac.finalize().into_bytes()[..16]);
        }
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The id, if the MAC is ours. The comparison takes the same time for every wrong MAC.
    #[must_use]
    pub fn check(&self, purpose: Purpose, text: &str) -> Option<Uuid> {
        let (id, mac) = split(text)?;
        self.mac(purpose, id)?.verify_truncated_left(&mac).ok()?;
        Some(id)
    }
}

/// The id that a signed text claims, before it is checked.
#[must_use]
pub(crate) fn claimed_id(text: &str) -> Option<Uuid> {
    split(text).map(|(id, _)| id)
}

fn split(text: &str) -> Option<(Uuid, [u8; 16])> {
    let bytes: [u8; 32] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
    let (id, mac) = bytes.split_at(16);
    Some((Uuid::from_slice(id).ok()?, mac.try_into().ok()?))
}

/// The PIN of a role, on a read connection.
pub(crate) fn read_pin(connection: &Connection, role: Role) -> rusqlite::Result<Option<String>> {
    let signer = Signer::read(connection, Kind::PinSeed, role.as_str().as_bytes())?;
    Ok(signer.map(|seed| pin_from(&seed.key)))
}
