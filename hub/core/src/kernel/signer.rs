//! Signatures: links, session tokens and cookies are an id and a MAC of that id, so that they need
//! not be kept.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crema_api::ids::OccasionId;
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::Connection;
use sha2::Sha256;
use uuid::Uuid;

use super::secrets::{self, SecretKind};
use crate::storage::StorageError;

/// Signs and checks ids for the outside: of orders, journeys, sessions, customers and pairings.
#[derive(Clone)]
pub struct Signer {
    key: Vec<u8>,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signer(secret)")
    }
}

/// The purpose of a signature: one made for one purpose is worth nothing for another.
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
    pub(crate) fn of_booth(connection: &Connection) -> Result<Option<Self>, StorageError> {
        Ok(secrets::read(connection, SecretKind::BoothKey, b"")?.map(Self::new))
    }

    /// The signer of an occasion's links.
    pub(crate) fn of_occasion(
        connection: &Connection,
        occasion: &OccasionId,
    ) -> Result<Option<Self>, StorageError> {
        let key = secrets::read(connection, SecretKind::LinkKey, occasion.0.as_bytes())?;
        Ok(key.map(Self::new))
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
