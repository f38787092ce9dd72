//! Answers to queries. They carry names, which events never do, and the `seq` at which they were
//! read, from which the reader follows the stream.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::commands::Role;
use crate::events::board::BoardCondition;
use crate::events::printer::Condition;
use crate::ids::{CodeId, LogId, OrderId, OrderNumber, Seq, SessionId};
use crate::menu::Menu;
use crate::order::{CancelReason, CancelledBy, DrinkOrder, OrderState, UnavailableCause};
use crate::settings::Settings;
use crate::store::{Branding, Occasion, Store};

/// An order as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrderView {
    /// Its id.
    pub id: OrderId,
    /// Its number, once drawn.
    pub number: Option<OrderNumber>,
    /// `B42`, once drawn.
    pub label: Option<String>,
    /// Its state.
    pub state: OrderState,
    /// The drink that was chosen.
    pub drink: Option<DrinkOrder>,
    /// The name for the cup, while it exists.
    pub name: Option<String>,
    /// Its place among the other orders: an order with a smaller place is made first.
    pub place: i64,
    /// Place among the queued, from 1; only while queued.
    pub place_in_line: Option<u32>,
    /// Expected wait in whole minutes; only while queued.
    pub expected_wait_min: Option<u32>,
    /// Who makes or made it.
    pub barista: Option<Person>,
    /// Why it ended, if it did not end well.
    pub ending: Option<Ending>,
    /// Booth time of *Start*, ms.
    pub started_booth_ms: u64,
    /// Booth time until which the customer may choose, ms; only while started.
    pub choose_until_booth_ms: Option<u64>,
    /// Booth time at which it was placed, ms.
    pub queued_booth_ms: Option<u64>,
    /// Booth time at which it is given up unless a barista claims it, ms; only while queued. Absent
    /// while the store is paused, since the wait is suspended then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub give_up_booth_ms: Option<u64>,
    /// Booth time at which it was last claimed, ms.
    pub claimed_booth_ms: Option<u64>,
    /// Booth time at which it last became ready, ms.
    pub ready_booth_ms: Option<u64>,
    /// Whether it was taken at the counter: its guest has a slip and no page.
    #[serde(default)]
    pub counter: bool,
    /// Whether it is made again.
    #[serde(default)]
    pub remake: bool,
    /// Whether it was given up after waiting too long, and requeued.
    #[serde(default)]
    pub requeued: bool,
    /// Set while an order that was given up can still be requeued: until the day ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_up: Option<GivenUp>,
    /// The drink before the last change, to be shown struck through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_drink: Option<DrinkOrder>,
    /// How often it was called again.
    #[serde(default)]
    pub calls: u32,
    /// Set while a staff cancellation can still be undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelling: Option<Cancelling>,
    /// The order's link `/o/<secret>`: to its owner only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The journey's link `/j/<secret>`: to its owner only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journey: Option<String>,
    /// Booth time now, ms: ages are calculated from it.
    pub booth_ms: u64,
    /// The log's end when this was read.
    pub seq: Seq,
}

/// How a placed order was given up after waiting too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct GivenUp {
    /// Booth time at which it was given up, ms.
    pub at_booth_ms: u64,
    /// Whether a member of staff has dismissed the notice that tablets show of it.
    pub dismissed: bool,
}

/// A cancel that can still be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Cancelling {
    /// Why.
    pub reason: CancelReason,
    /// Who cancelled the order.
    pub by: Person,
    /// Booth time at which the order is cancelled, ms.
    pub until_booth_ms: u64,
}

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Their session.
    pub session_id: SessionId,
    /// Their name, while it exists.
    pub name: Option<String>,
}

/// Why an order ended before it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Ending {
    /// The workflow refused it.
    Refused {
        /// Why.
        cause: UnavailableCause,
    },
    /// The customer did not choose in time.
    NotChosen,
    /// No barista made it in time.
    NotMade,
    /// It was cancelled.
    Cancelled {
        /// Why.
        reason: CancelReason,
        /// By whom.
        by: CancelledBy,
    },
    /// In a way that this version does not know.
    #[serde(other)]
    #[schemars(skip)]
    Unknown,
}

/// Several orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Orders {
    /// Oldest first.
    pub orders: Vec<OrderView>,
    /// Orders that could not be read, damaged or of a newer version: they are left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unreadable: u32,
    /// Booth time now, ms.
    pub booth_ms: u64,
    /// The log's end when this was read.
    pub seq: Seq,
}

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
    /// Dead letters: deliveries and timers that failed, for the crew.
    pub dead_letters: u32,
    /// Booth time now, ms.
    pub booth_ms: u64,
    /// The log's end when this was read.
    pub seq: Seq,
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

/// The code on the board: to staff and boards only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CodeView {
    /// The code to show; `None` while closed, paused, full or used up.
    pub code: Option<LiveCode>,
    /// Booth time now, ms.
    pub booth_ms: u64,
    /// The log's end when this was read.
    pub seq: Seq,
}

/// A code that is accepted now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LiveCode {
    /// The window.
    pub code_id: CodeId,
    /// The text to type, the booth's letter first: `B7K4Q2`.
    pub code: String,
    /// The text of the QR code: an address of this booth with the code in it.
    pub url: String,
    /// Booth time at which its window began, ms.
    pub start_booth_ms: u64,
    /// Booth time at which it leaves the board, ms.
    pub end_booth_ms: u64,
    /// Drinks left.
    pub drinks_left: u32,
    /// Drinks that it began with.
    pub drinks: u32,
}

/// A paired tablet, board or device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    /// Its id.
    pub session_id: SessionId,
    /// Its rights.
    pub role: Role,
    /// The name of the person or the device.
    pub name: Option<String>,
    /// The bearer token, for programs: in the answer that opens it, and never again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// Booth time at which it was opened, ms.
    pub opened_booth_ms: u64,
    /// Ids of the drinks that this tablet makes; empty means all.
    #[serde(default)]
    pub station: Vec<String>,
    /// Whether it has been silent for a minute.
    #[serde(default)]
    pub away: bool,
    /// Whether it is a printer or a board that no longer sends signs of life.
    #[serde(default)]
    pub gone: bool,
}

/// Everyone paired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Sessions {
    pub sessions: Vec<SessionView>,
    /// Sessions that could not be read, damaged or of a newer version: they are left out.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unreadable: u32,
    /// The log's end when this was read.
    pub seq: Seq,
}

/// The current PINs: the answer to `GET pins`, and to a request for new ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Pins {
    pub pins: Vec<Pin>,
}

/// One PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Pin {
    pub role: Role,
    pub pin: String,
}

/// A link that pairs one board or device, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PairingLink {
    /// The path: `/pair/<secret>`.
    pub path: String,
}

/// A range of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Events {
    pub events: Vec<crate::envelope::Envelope>,
    /// The log that they are from. A cursor of another log counts other events.
    pub log: LogId,
    /// The log's end when this was read: ask again after the last event's `seq` to reach it.
    pub seq: Seq,
}

/// The first message of a live stream, of the type `log`: where the stream is from. It has no id, so
/// that it moves no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StreamHead {
    /// The log. A cursor of another log counts other events: begin again without one.
    pub log: LogId,
    /// The log's end when the stream was opened.
    pub seq: Seq,
    /// The place up to which the log is pruned. A stream that was to begin below it begins at the
    /// end instead: load everything as it is now.
    pub floor: Seq,
}

/// One message on a live stream: the original's topic payload, and fields that a page needs too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct StreamMessage {
    /// The event's name.
    #[serde(rename = "type")]
    pub kind: String,
    /// The event's place in the log, which is also the stream's id.
    pub seq: Seq,
    /// Booth time of the event, ms.
    pub booth_ms: u64,
    /// Who acted; only for staff, boards and devices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Actor>,
    /// The event's detail, an object, or null if it is unreadable.
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    pub detail: serde_json::Value,
    /// Set where the stored detail is damaged and no longer JSON: then `detail` is null.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreadable: bool,
    /// The stored detail of an unreadable event, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
    /// The order as it is now, with its name, for those who may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderView>,
}

/// Counted figures of an occasion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Counts by name, such as `made`, `started`, `cancelled`, `drink:flat-white`,
    /// `hour:2026-11-24T14` (made in that hour, UTC).
    pub counts: std::collections::BTreeMap<String, u64>,
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
    /// The counts, as in [`Figures`].
    pub counts: std::collections::BTreeMap<String, u64>,
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
}

/// Dead letters, for the crew: each can be redriven with all others, or discarded by `consumer` and
/// `seq`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeadLetters {
    /// The first of them, service by service in the order of the log; failed timers come last.
    pub dead_letters: Vec<DeadLetterView>,
    /// How many there are in all.
    pub total: u32,
    /// The log's end when this was read.
    pub seq: Seq,
}

/// A delivery that failed or waits behind one that did, or a timer that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeadLetterView {
    /// The service that failed.
    pub consumer: String,
    /// The event it failed on; of a timer, the `Bus.TimerFailed`.
    pub seq: Seq,
    /// What it is about: `order:<id>`, `session:<id>`, `printer:<name>` or `booth`. Later events of
    /// the same key wait behind it. Absent where the event could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The event's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail_type: Option<String>,
    /// The timer's purpose, if it is a timer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timer: Option<String>,
    /// What went wrong; of a timer, the event says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}
