//! Identifiers and quantities as types of their own, so that the compiler keeps them apart.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

uuid_id!(
    /// One order, from *Start* to its end. Sorted by time of creation (UUID version 7).
    OrderId
);
uuid_id!(
    /// A customer: a random number, no account behind it.
    UserId
);
uuid_id!(
    /// A paired tablet, board or device. In events it names who acted.
    SessionId
);
uuid_id!(
    /// One event on the bus. Consumers recognise duplicates by it.
    EventId
);
uuid_id!(
    /// One log. A restored backup or a booth that was set up anew begins another one, whose numbers
    /// count other events: `(log, seq)` means one event for ever.
    LogId
);

impl LogId {
    /// Whether it names a log.
    #[must_use]
    pub fn is_known(self) -> bool {
        !self.0.is_nil()
    }

    /// Whether `other` certainly names another log.
    #[must_use]
    pub fn differs_from(self, other: Self) -> bool {
        self.is_known() && other.is_known() && self != other
    }
}

impl Default for LogId {
    /// The nil id: of no log yet.
    fn default() -> Self {
        Self(Uuid::nil())
    }
}

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

number_id!(
    /// Place of an event in the log: from 1, in commit order, without gaps.
    Seq(u64)
);
number_id!(
    /// Booth time in ms: it counts only while the hub runs and never goes back.
    BoothMs(u64)
);
number_id!(
    /// One code window. The code itself is a secret and kept elsewhere.
    CodeId(u64)
);
number_id!(
    /// An order's number, counted per occasion from 1. Compared as a number, written as text in
    /// events, as the original does.
    OrderNumber(u32)
);

impl BoothMs {
    /// The moment `ms` later.
    #[must_use]
    pub fn plus(self, ms: u64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// How many ms lie between `earlier` and this moment; 0 if `earlier` is the later one.
    #[must_use]
    pub fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl OrderNumber {
    /// The label that people read and call: the booth's letter and the number, `B42`.
    #[must_use]
    pub fn label(self, booth_letter: char) -> String {
        format!("{booth_letter}{}", self.0)
    }
}

/// One event at one place (the original calls it `eventId`), such as `rustfest-2026`.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct OccasionId(pub String);

impl fmt::Display for OccasionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
