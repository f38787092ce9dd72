//! What can be asked of the core: the commands, who asks, and what came of it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::events::printer::Condition;
use crate::ids::{OccasionId, OrderId, Seq, SessionId, UserId};
use crate::menu::Menu;
use crate::order::CancelReason;
use crate::store::{Settings, StoreState};

/// Longest name on a cup, in characters: what fits a ticket's line.
pub const CUP_NAME_CHARS_MAX: usize = 24;
/// Longest reason or title that staff can type, in characters.
pub const TEXT_CHARS_MAX: usize = 80;

/// What a caller may do. Every route and every command says which roles it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Makes drinks.
    Barista,
    /// Runs the booth; may do what a barista may.
    Crew,
    /// A board: sees the code and the orders.
    Board,
    /// A printer or another device: follows the bus and reports.
    Device,
}

impl Role {
    /// The word in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Barista => "barista",
            Self::Crew => "crew",
            Self::Board => "board",
            Self::Device => "device",
        }
    }

    /// The role with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Barista, Self::Crew, Self::Board, Self::Device]
            .into_iter()
            .find(|role| role.as_str() == word)
    }

    /// Whether it is a member of staff.
    #[must_use]
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Barista | Self::Crew)
    }
}

/// Who asks. The shell has made sure that it is so: it has checked the cookie's signature, the
/// link's MAC, or the session's token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caller {
    /// A phone with a signed cookie, or one that was just given a random id.
    Customer(UserId),
    /// Whoever holds an order's link.
    Link(OrderId),
    /// A paired tablet, board or device.
    Session(SessionId, Role),
    /// The hub itself, at its first start.
    Hub,
}

/// What can be asked of the core.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "command")]
pub enum Command {
    /// *Start*: take one drink from a code.
    Start(Start),
    /// Choose a drink and place the order; on a queued order, change it.
    Place(Place),
    /// Claim a queued order.
    Claim(OneOrder),
    /// Let a claimed order go again.
    Release(OneOrder),
    /// It is on the counter.
    Complete(OneOrder),
    /// It was handed over.
    Collect(OneOrder),
    /// Call an order off.
    Cancel(Cancel),
    /// Take a ready or collected order back into making.
    Recall(OneOrder),
    /// Print a further ticket, marked as one.
    Reprint(OneOrder),
    /// Claim several queued orders, all or none.
    ClaimSeveral(ClaimSeveral),
    /// Take an order for a guest without a phone.
    CounterOrder(CounterOrder),
    /// Make a spoiled drink again: back to the top of the queue.
    Remake(OneOrder),
    /// Call a ready order again.
    CallAgain(OneOrder),
    /// Put a collected order back on the counter: a wrong press.
    PutBack(OneOrder),
    /// Put a queued order at the top.
    MoveToTop(OneOrder),
    /// Go on with what another is making.
    TakeOver(OneOrder),
    /// Give everything that one is making to another.
    HandOver(HandOver),
    /// Take an order's name from board, cards and tickets, for good.
    HideName(OneOrder),
    /// Say which drinks this tablet makes.
    SetStation(SetStation),
    /// End the day: what is ready leaves the board, the store closes, names are erased.
    EndDay,
    /// Change logo, colour and sponsors.
    SetBranding(SetBranding),
    /// Open, close, pause, call last orders; change limits.
    SetStore(SetStore),
    /// Close, and cancel everything that is not ready.
    CloseAndCancel,
    /// Begin a new occasion.
    StartOccasion(StartOccasion),
    /// Change a drink of the menu.
    SetDrink(SetDrink),
    /// Take a whole new menu.
    SetMenu(SetMenu),
    /// Pair by PIN.
    OpenSession(OpenSession),
    /// Pair by a link that is good once.
    UsePairingLink(UsePairingLink),
    /// End a session.
    CloseSession(CloseSession),
    /// Make new PINs.
    RenewPins(RenewPins),
    /// Make a pairing link that is good once.
    MakePairingLink(MakePairingLink),
    /// Put a custom event on the bus.
    Inject(Inject),
    /// What a printer tells.
    Report(Report),
    /// The wall clock was set.
    CorrectClock(CorrectClock),
    /// Deliver again what was set aside.
    Redrive,
}

/// *Start* with a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// As typed: any case, spaces allowed, with or without the booth's letter.
    pub code: String,
}

/// One order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OneOrder {
    /// Which.
    pub order_id: OrderId,
}

/// Choose and place, or change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub struct Place {
    /// Which order.
    pub order_id: OrderId,
    /// The drink's id in the menu.
    pub drink: String,
    /// Choices by modifier; a modifier not named takes its default.
    #[serde(default)]
    pub modifiers: BTreeMap<String, String>,
    /// For the cup. `None` on a change leaves the name as it is; empty takes it away.
    #[serde(default)]
    pub name: Option<String>,
}

/// Orders that one command claims at the most: what two hands can make at once.
pub const CLAIM_SEVERAL_MAX: usize = 6;
/// Sponsors on the strip at the most: what fits the board's foot.
pub const SPONSORS_MAX: usize = 6;
/// Largest logo, bytes of PNG: a phone's first load is small.
pub const LOGO_BYTES_MAX: usize = 48 * 1024;

/// Claim several, all or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClaimSeveral {
    /// Which; at most [`CLAIM_SEVERAL_MAX`].
    pub order_ids: Vec<OrderId>,
}

/// An order taken at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CounterOrder {
    /// The drink's id in the menu.
    pub drink: String,
    /// Choices by modifier; a modifier not named takes its default.
    #[serde(default)]
    pub modifiers: BTreeMap<String, String>,
    /// For the cup.
    #[serde(default)]
    pub name: Option<String>,
    /// The answer to the question that a full booth asks: take it all the same.
    #[serde(default)]
    pub over_capacity: bool,
}

/// Everything that one is making goes to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct HandOver {
    pub to: SessionId,
}

/// Which drinks a tablet makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetStation {
    /// Drinks by id; none is all of them.
    pub drinks: Vec<String>,
}

/// What the booth looks like. What is `None` stays; an empty text takes away.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetBranding {
    /// A colour like `#9a4a14`, which takes the place of the accent.
    #[serde(default)]
    pub colour: Option<String>,
    /// Names for the sponsor strip; at most [`SPONSORS_MAX`].
    #[serde(default)]
    pub sponsors: Option<Vec<String>>,
    /// A PNG as base64; at most [`LOGO_BYTES_MAX`] before that.
    #[serde(default)]
    pub logo_png: Option<String>,
}

/// Call an order off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cancel {
    /// Which.
    pub order_id: OrderId,
    /// Staff say why; a customer's is always `customer`.
    #[serde(default)]
    pub reason: Option<CancelReason>,
}

/// Change of the store's state or limits. What is `None` stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetStore {
    /// The new state.
    #[serde(default)]
    pub state: Option<StoreState>,
    /// Why it pauses, in words for people.
    #[serde(default)]
    pub reason: Option<String>,
    /// How long it is expected to pause, minutes.
    #[serde(default)]
    #[schemars(range(min = 1, max = 600))]
    pub pause_min: Option<u32>,
    /// New limits, all of them.
    #[serde(default)]
    pub settings: Option<Settings>,
}

/// A new occasion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartOccasion {
    /// What people read.
    pub name: String,
    /// First day, `2026-11-24`.
    #[serde(default)]
    pub start: Option<String>,
    /// Last day.
    #[serde(default)]
    pub end: Option<String>,
    /// A new menu; `None` keeps the one there is.
    #[serde(default)]
    pub menu: Option<Menu>,
}

/// A change of one drink. What is `None` stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetDrink {
    /// The drink's id; in a request it stands in the path.
    #[serde(default)]
    pub drink: String,
    /// Whether it can be ordered.
    #[serde(default)]
    pub available: Option<bool>,
    /// Availability of options, by modifier and option. An option sold out of this drink is sold
    /// out of every drink that has the same modifier and option: the milk is one carton.
    #[serde(default)]
    pub options: Vec<SetOption>,
}

/// Availability of one option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SetOption {
    pub modifier: String,
    pub option: String,
    pub available: bool,
}

/// A whole menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct SetMenu {
    pub menu: Menu,
}

/// Pair by PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenSession {
    /// Six digits. Its role goes with it.
    pub pin: String,
    /// The member of staff.
    pub name: String,
}

/// Pair by a link that is good once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UsePairingLink {
    /// The link's secret.
    pub secret: String,
}

/// End a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct CloseSession {
    pub session_id: SessionId,
}

/// New PINs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct RenewPins {
    pub roles: Vec<Role>,
}

/// A link that pairs one board or device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MakePairingLink {
    /// `board` or `device`.
    pub role: Role,
    /// What the paired thing is called: "Board", "Printer 1".
    pub name: String,
}

/// A custom event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inject {
    /// `custom.<name>`.
    #[serde(rename = "detail-type")]
    pub detail_type: String,
    /// Anything, as an object.
    pub detail: Map<String, Value>,
}

/// What a printer tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "report")]
pub enum Report {
    /// It said that the ticket is on paper.
    TicketPrinted {
        /// The printer's name.
        printer: String,
        /// The order.
        order_id: OrderId,
        /// `seq` of the `OrderManager.TicketWanted`.
        ticket_seq: Seq,
    },
    /// The ticket may be on paper, and may not.
    TicketUnknown {
        /// The printer's name.
        printer: String,
        /// The order.
        order_id: OrderId,
        /// `seq` of the `OrderManager.TicketWanted`.
        ticket_seq: Seq,
    },
    /// Its condition.
    Condition {
        /// The printer's name.
        printer: String,
        /// What it says of itself.
        condition: Condition,
    },
}

/// The wall clock was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct CorrectClock {
    pub from_ms: i64,
    pub to_ms: i64,
}

/// What a command did. Kept under its idempotency key, so it holds no name and no secret; it is
/// rendered anew each time it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Outcome {
    /// It happened to this order.
    Order {
        /// Which.
        order_id: OrderId,
    },
    /// It happened to store, menu, occasion.
    Config {
        /// The occasion it holds for.
        occasion: OccasionId,
    },
    /// A session was opened. Its token is handed out beside, once.
    Session {
        /// The session.
        session_id: SessionId,
        /// Its role.
        role: Role,
    },
    /// A pairing link was made. Its secret is signed anew each time it is shown.
    PairingLink {
        /// The link.
        link_id: uuid::Uuid,
    },
    /// A number of things were done (orders cancelled, deliveries made, PINs renewed).
    Count {
        /// How many.
        count: u32,
    },
    /// An event was appended.
    Event {
        /// Where.
        seq: Seq,
    },
    /// Done, and nothing to say of it.
    Done,
}
