//! Who acted: what every event says of the one whose command led to it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::commands::Role;
use crate::ids::{SessionId, UserId};

/// Who acted: a role and an id, never a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// In which role.
    pub role: ActorRole,
    /// The customer's id or the session's. The booth has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
}

/// The role in which someone acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorRole {
    /// The booth itself: its timers, its workflow, the hub.
    Booth,
    /// A customer.
    Customer,
    /// A barista.
    Barista,
    /// A member of the crew.
    Crew,
    /// A board.
    Board,
    /// A printer or another device.
    Device,
}

impl ActorRole {
    /// Every role, at the place of its number in the database.
    pub const ALL: [Self; 6] =
        [Self::Booth, Self::Customer, Self::Barista, Self::Crew, Self::Board, Self::Device];

    /// The word in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Booth => "booth",
            Self::Customer => "customer",
            Self::Barista => "barista",
            Self::Crew => "crew",
            Self::Board => "board",
            Self::Device => "device",
        }
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
