//! The booth itself: its id, its sessions, its PINs, and the signing of links.

use crema_api::answers::{Pin, Pins, SessionView, Sessions};
use crema_api::commands::Role;
use crema_api::events::names;
use crema_api::ids::{OccasionId, OrderId, Seq, SessionId};
use rusqlite::Row;
use uuid::Uuid;

use super::Snapshot;
use crate::kernel::envelope::Origin;
use crate::kernel::secrets::{self, SecretKind};
use crate::kernel::signer::{Purpose, Signer, claimed_id};
use crate::services::access::{PIN_ROLES, pin_from, pin_seed_id};
use crate::storage::{StorageError, if_readable, only};

const SESSION: &str = "SELECT s.session_id, s.role, n.name, s.opened_ms, s.station
     FROM access_sessions s LEFT JOIN names_of_staff n ON n.session_id = s.session_id";

/// The role by which the kernel checks a caller's rights.
const OPEN_ROLE: &str = "SELECT role FROM open_sessions WHERE session_id = ?1";

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl Snapshot<'_> {
    /// The booth's id; empty before its first input.
    pub fn account(&self) -> Result<String, StorageError> {
        Ok(self.one("SELECT account FROM booth", [], only)?.unwrap_or_default())
    }

    /// Where its events come from.
    pub fn origin(&self) -> Result<Origin, StorageError> {
        Ok(Origin { account: self.account()?, log: self.log })
    }

    /// The place in the log where the last day ended, or the last occasion did with the next one;
    /// `None` before the first has.
    pub fn day_ended_at(&self) -> Result<Option<Seq>, StorageError> {
        let sql = "SELECT day_seq FROM manager_store s JOIN events e ON e.seq = s.day_seq
             WHERE s.occasion_before IS NOT NULL OR e.detail_type = ?1";
        Ok(self.one(sql, [names::DayEnded], only)?.map(Seq))
    }

    /// A session, while it is open. One whose commands the kernel would refuse is not.
    pub fn session(&self, id: SessionId) -> Result<Option<SessionView>, StorageError> {
        if self.one(OPEN_ROLE, [id.0], only::<String>)?.is_none() {
            return Ok(None);
        }
        self.one(&format!("{SESSION} WHERE s.session_id = ?1"), [id.0], read_session)
    }

    /// All open sessions, in the order of pairing.
    pub fn sessions(&self) -> Result<Sessions, StorageError> {
        let before = self.unreadable.get();
        let sessions = self.all(&format!("{SESSION} ORDER BY s.opened_ms"), [], read_session)?;
        let unreadable = self.unreadable_since(before);
        Ok(Sessions { sessions, unreadable, seq: self.seq })
    }

    /// The PINs, for the crew.
    pub fn pins(&self) -> Result<Pins, StorageError> {
        let mut pins = Vec::new();
        for role in PIN_ROLES {
            let seed = secrets::read(self.connection, SecretKind::PinSeed, pin_seed_id(&role))?;
            if let Some(seed) = seed {
                pins.push(Pin { role, pin: pin_from(&seed) });
            }
        }
        Ok(Pins { pins })
    }

    /// The signer of sessions, customers and pairing links; `None` before the first input.
    pub fn booth_signer(&self) -> Result<Option<Signer>, StorageError> {
        Signer::of_booth(self.connection)
    }

    /// The order that a link is for, if this booth signed the link.
    pub fn check_link(
        &self,
        purpose: Purpose,
        text: &str,
    ) -> Result<Option<OrderId>, StorageError> {
        let Some(claimed) = claimed_id(text) else { return Ok(None) };
        let Some(signer) = self.signer_of(claimed)? else { return Ok(None) };
        Ok(signer.check(purpose, text).map(OrderId))
    }

    /// The secret of an order's link; `None` if there is no such order.
    pub fn sign_link(
        &self,
        purpose: Purpose,
        order: OrderId,
    ) -> Result<Option<String>, StorageError> {
        Ok(self.signer_of(order.0)?.map(|signer| signer.sign(purpose, order.0)))
    }

    /// The signer of the occasion that an order belongs to.
    fn signer_of(&self, order: Uuid) -> Result<Option<Signer>, StorageError> {
        let sql = "SELECT occasion FROM manager_orders WHERE order_id = ?1";
        let occasion = self.one(sql, [order], |row| only(row).map(OccasionId))?;
        match occasion {
            Some(occasion) => Signer::of_occasion(self.connection, &occasion),
            None => Ok(None),
        }
    }
}

fn read_session(row: &Row<'_>) -> rusqlite::Result<SessionView> {
    let role: String = row.get("role")?;
    let station: Option<String> = if_readable(row, "station")?;
    Ok(SessionView {
        session_id: SessionId(row.get("session_id")?),
        // A role of a newer version has no rights.
        role: Role::from_word(&role),
        name: if_readable(row, "name")?,
        token: None,
        opened_booth_ms: row.get("opened_ms")?,
        // A station that cannot be read limits nothing. Only the shell knows who is away or gone.
        station: serde_json::from_str(&station.unwrap_or_default()).unwrap_or_default(),
        away: false,
        gone: false,
    })
}
