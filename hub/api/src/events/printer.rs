//! Printers: the fate of tickets, as the printer daemon reports it. Only a ticket that the printer
//! confirmed is called printed. That a printer is silent, only the hub can report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::OrderingKey;
use crate::ids::{OrderId, Seq, SessionId};
use crate::word::words;

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

/// The ticket may or may not be on paper: someone has to look.
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
    /// Set if the hub reports that the printer no longer sends signs of life. A printer that is
    /// alive and has lost its device reports `gone` itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub silent: bool,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// A printer skipped an event that it cannot read: if the event was a ticket, that ticket is
/// missing.
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

words! {
    /// A printer's condition.
    pub enum Condition {
        /// It prints.
        Ok = "ok",
        /// Paper is nearly out.
        PaperLow = "paper_low",
        /// No paper.
        PaperOut = "paper_out",
        /// The cover is open.
        CoverOpen = "cover_open",
        /// It is silent, or has lost its device.
        Gone = "gone",
        /// It has a fault of its own.
        Fault = "fault",
    }
}

impl StatusChanged {
    /// Its pairing's, where it has one: what ends with a pairing must not overtake its end.
    pub(super) fn ordering_key(&self) -> OrderingKey {
        let by_name = || OrderingKey::Printer(self.printer.clone());
        self.session_id.map_or_else(by_name, OrderingKey::Session)
    }
}

impl EventUnreadable {
    pub(super) fn ordering_key(&self) -> OrderingKey {
        OrderingKey::Printer(self.printer.clone())
    }
}
