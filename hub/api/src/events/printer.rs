//! Printers: what became of tickets, as the printer daemon reports it. Printed is a claim: only
//! what the printer said is called printed. That a printer is silent only the hub can say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{OrderId, Seq, SessionId};

/// The printer said that the ticket is on paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TicketPrinted {
    /// The order.
    pub order_id: OrderId,
    /// The `OrderManager.TicketWanted` that asked for it.
    pub ticket_seq: Seq,
    /// The printer's name.
    pub printer: String,
    /// For the order journey.
    #[serde(rename = "Message")]
    pub message: String,
}

/// The ticket may be on paper, and may not: people are to look.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TicketUnknown {
    /// The order.
    pub order_id: OrderId,
    /// The `OrderManager.TicketWanted` that asked for it.
    pub ticket_seq: Seq,
    /// The printer's name.
    pub printer: String,
    /// For the order journey.
    #[serde(rename = "Message")]
    pub message: String,
}

/// A printer's condition changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct StatusChanged {
    /// The printer's name.
    pub printer: String,
    /// Its condition now.
    pub condition: Condition,
    /// Its pairing; absent in events of versions that did not record it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_id: Option<SessionId>,
    /// Set where the hub says so of a printer that no longer gives any sign of life; a printer that
    /// is alive and has lost its device says `gone` itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub silent: bool,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// A printer met an event that it cannot read, and went on with the next: if that was a ticket, it
/// is missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EventUnreadable {
    /// The printer's name.
    pub printer: String,
    /// The event's place in the log.
    pub unreadable_seq: Seq,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// What a printer says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// It prints.
    Ok,
    /// Paper is nearly out.
    PaperLow,
    /// No paper.
    PaperOut,
    /// The cover is open.
    CoverOpen,
    /// It is not there.
    Gone,
    /// It has a fault of its own.
    Fault,
}
