//! Commands that put a fact on the bus: custom events, devices' reports, the clock's corrections.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::events::printer::Condition;
use crate::ids::{OrderId, Seq, SessionId};

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
    /// It met an event that it cannot read, and went on with the next.
    EventUnreadable {
        /// The printer's name.
        printer: String,
        /// The event's place in the log.
        seq: Seq,
    },
}

/// What the hub notices of a device that is to give signs of life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Notice {
    /// A printer is silent.
    PrinterGone {
        /// Its pairing.
        session_id: SessionId,
        /// The printer's name.
        printer: String,
    },
    /// A board is silent.
    BoardGone {
        /// Its pairing.
        session_id: SessionId,
    },
    /// A board that was silent gives signs of life again.
    BoardBack {
        /// Its pairing.
        session_id: SessionId,
    },
}

/// The wall clock was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct CorrectClock {
    pub from_ms: i64,
    pub to_ms: i64,
}
