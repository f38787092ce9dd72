//! The store: whether it takes orders, and its limits.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::colour::{Colour, read_if_any};
use crate::word::words;

words! {
    /// Whether the booth takes orders.
    pub enum StoreState {
        /// No orders are taken.
        Closed = "closed",
        /// Orders are taken.
        Open = "open",
        /// No new starts; the queue is served.
        LastOrders = "last_orders",
        /// No new starts for a while; waits are suspended.
        Paused = "paused",
    }
}

/// The store's state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Store {
    /// Whether it takes orders.
    pub state: StoreState,
    /// Why it is paused, where that is one of the usual reasons: pages say it in their language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<PauseReason>,
    /// Why it is paused, in the staff's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Booth time at which the pause is expected to end, ms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_booth_ms: Option<u64>,
    /// The state after the pause, where that is not open: last orders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<StoreState>,
}

impl Store {
    /// A store in this state, without a reason or an end.
    #[must_use]
    pub fn in_state(state: StoreState) -> Self {
        Self { state, because: None, reason: None, until_booth_ms: None, then: None }
    }
}

words! {
    /// Why a booth usually pauses.
    pub enum PauseReason {
        /// A machine needs looking after.
        Machine = "machine",
        /// The milk has run out.
        Milk = "milk",
    }
}

/// One event at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Occasion {
    /// Its id, made from the name; unique among the booth's occasions.
    pub id: crate::ids::OccasionId,
    /// The name that people read: "Coffee at Rustfest".
    pub name: String,
    /// First day, `2026-11-24`, if set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Last day, if set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
}

/// The booth's own colours, sponsors and logo.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Branding {
    /// The colour that the crew asked for, `#rrggbb`.
    #[serde(deserialize_with = "read_if_any")]
    #[schemars(with = "Option<Colour>")]
    pub colour: Option<Colour>,
    /// What takes the place of the accent on light grounds: the colour, darkened until text on it
    /// and it on paper have a contrast of 4.5.
    #[serde(deserialize_with = "read_if_any")]
    #[schemars(with = "Option<Colour>")]
    pub accent: Option<Colour>,
    /// The same for dark grounds, lightened.
    #[serde(deserialize_with = "read_if_any")]
    #[schemars(with = "Option<Colour>")]
    pub accent_dark: Option<Colour>,
    /// Names for the sponsor strip.
    pub sponsors: Vec<String>,
    /// The logo's digest, by which `/assets/logo.png?v=` finds it; absent if there is no logo.
    pub logo: Option<String>,
}
