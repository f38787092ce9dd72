//! Commands that put a fact on the bus: custom events, devices' reports, the clock's corrections.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::events::printer::Condition;
use crate::ids::{OrderId, Seq, SessionId};
use crate::word::known;

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

/// A printer's report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "report", deny_unknown_fields)]
pub enum Report {
    /// The printer said that the ticket is on paper.
    TicketPrinted {
        /// The printer's name.
        printer: String,
        /// The order.
        order_id: OrderId,
        /// `seq` of the `OrderManager.TicketWanted`.
        ticket_seq: Seq,
    },
    /// The ticket may or may not be on paper.
    TicketUnknown {
        /// The printer's name.
        printer: String,
        /// The order.
        order_id: OrderId,
        /// `seq` of the `OrderManager.TicketWanted`.
        ticket_seq: Seq,
    },
    /// The printer's condition changed.
    Condition {
        /// The printer's name.
        printer: String,
        /// Its condition now.
        #[serde(deserialize_with = "known")]
        condition: Condition,
    },
    /// The printer skipped an event that it cannot read.
    EventUnreadable {
        /// The printer's name.
        printer: String,
        /// The event's place in the log.
        seq: Seq,
    },
}

/// A change that the hub notices in a device's signs of life.
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
    /// A board that was silent sends signs of life again.
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

/// Drops one dead letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Discard {
    /// The service that failed.
    pub consumer: String,
    /// The event it failed on; of a timer, the `Bus.TimerFailed`.
    pub seq: Seq,
}
