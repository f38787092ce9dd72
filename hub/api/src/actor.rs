//! Who acted: what every event says of the one whose command led to it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::commands::Role;
use crate::ids::{SessionId, UserId};
use crate::word::words;

/// Who acted: a role and an id, never a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// In which role.
    pub role: ActorRole,
    /// The customer's id or the session's. The booth has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
}

words! {
    /// The role in which someone acted.
    pub enum ActorRole {
        /// The booth itself: its timers, its workflow, the hub.
        Booth = "booth",
        /// A customer.
        Customer = "customer",
        /// A barista.
        Barista = "barista",
        /// A member of the crew.
        Crew = "crew",
        /// A board.
        Board = "board",
        /// A printer or another device.
        Device = "device",
    }
}

impl From<Role> for ActorRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Barista => Self::Barista,
            Role::Crew => Self::Crew,
            Role::Board => Self::Board,
            // A role of another version has no rights, so it acts nowhere.
            Role::Device | Role::Unknown(_) => Self::Device,
        }
    }
}

impl Actor {
    /// The booth itself.
    pub const BOOTH: Self = Self { role: ActorRole::Booth, id: None };

    /// A customer.
    #[must_use]
    pub fn customer(user: UserId) -> Self {
        Self { role: ActorRole::Customer, id: Some(user.0) }
    }

    /// The holder of a session.
    #[must_use]
    pub fn session(session: SessionId, role: Role) -> Self {
        Self { role: role.into(), id: Some(session.0) }
    }
}
