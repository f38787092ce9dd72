//! The booth as a whole: store, menu, printers, boards, figures and occasions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_zero;
use crate::events::board::BoardCondition;
use crate::events::printer::Condition;
use crate::ids::Seq;
use crate::menu::Menu;
use crate::settings::Settings;
use crate::store::{Branding, Occasion, Store};

/// What a page needs to know of the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct StoreView {
    /// Whether it takes orders.
    pub store: Store,
    /// Its limits.
    pub settings: Settings,
    /// The occasion.
    pub occasion: Occasion,
    /// Colours, sponsors and logo.
    #[serde(default)]
    pub branding: Branding,
    /// Orders in flight.
    pub in_flight: u32,
    /// Whether there is room for one more.
    pub has_room: bool,
    /// Booth time at which the next code comes, ms. Set while no code is shown because all drinks
    /// of the last one are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_code_booth_ms: Option<u64>,
    /// Drinks that a new order would wait for (queued and making).
    pub drinks_ahead: u32,
    /// Expected wait of a new order, whole minutes.
    pub expected_wait_min: u32,
    /// Drinks finished in this occasion.
    pub drinks_made: u32,
    /// Printers, each with its last condition.
    pub printers: Vec<PrinterView>,
    /// Paired boards, each with its last condition.
    #[serde(default)]
    pub boards: Vec<BoardView>,
    /// Events that the hub or a printer could not read since the hub's start, for the crew.
    #[serde(default)]
    pub unreadable: u32,
    /// Dead letters: deliveries and timers that failed, for the crew. Of many, not all are counted.
    pub dead_letters: u32,
    /// The card that the booth writes to, for the crew.
    #[serde(default)]
    pub card: CardView,
    /// Booth time now, ms.
    pub booth_ms: u64,
    /// The log's end when this was read.
    pub seq: Seq,
}

/// The card that the booth's data lies on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CardView {
    /// How it is.
    pub state: CardState,
    /// What is damaged, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub damage: Option<String>,
    /// Whether the whole database has been checked since the hub's start.
    #[serde(default)]
    pub checked: bool,
    /// MiB that have to be freed until guests may write again, if it is so full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_mib: Option<u64>,
}

/// How a card is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CardState {
    /// It is sound, and has room.
    #[default]
    Well,
    /// Only staff may write.
    NearlyFull,
    /// Nothing more fits.
    Full,
    /// It takes nothing, though it has room: read-only, or failing.
    Unwritable,
    /// What is on it is damaged; nothing is written.
    Damaged,
}

/// A printer with its last condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct PrinterView {
    pub printer: String,
    pub condition: Condition,
}

/// A paired board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct BoardView {
    /// Its name, while the name exists.
    pub name: Option<String>,
    pub condition: BoardCondition,
}

/// The menu now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct MenuView {
    pub menu: Menu,
    /// The log's end when this was read.
    pub seq: Seq,
}

/// Counted figures of an occasion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Counts by name, such as `made`, `started`, `cancelled`, `drink:flat-white`,
    /// `hour:2026-11-24T14` (made in that hour, UTC).
    pub counts: BTreeMap<String, u64>,
    /// Half of the drinks were ready within this many seconds of being placed. Not set before the
    /// first drink.
    #[serde(default)]
    pub wait_median_s: Option<u32>,
    /// The same for nine of ten drinks.
    #[serde(default)]
    pub wait_p90_s: Option<u32>,
    /// Counts that could not be read, damaged or of a newer version: they are left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unreadable: u32,
    /// The log's end when this was read.
    pub seq: Seq,
}

/// The booth's occasions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Occasions {
    /// Newest first.
    pub occasions: Vec<OccasionView>,
    /// Occasions that could not be read, damaged or of a newer version: they are left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unreadable: u32,
    /// The log's end when this was read.
    pub seq: Seq,
}

/// An occasion and its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OccasionView {
    /// The occasion.
    pub occasion: Occasion,
    /// Whether it is the current one.
    pub current: bool,
    /// The counts, as in `Figures`.
    pub counts: BTreeMap<String, u64>,
}

/// Whether the hub is well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub struct Health {
    pub ok: bool,
    pub version: String,
    pub seq: Seq,
    /// Printers and boards that are gone, by name: the hub itself is well without them.
    #[serde(default)]
    pub gone: Vec<String>,
    /// The card that the booth writes to.
    #[serde(default)]
    pub card: CardView,
}
