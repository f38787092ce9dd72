//! The records of the spool: jobs with their states, and a position in the hub's log.

use crema_api::{BoothMs, LogId, OrderId, Seq};

/// What became of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobState {
    /// To be sent.
    Waiting,
    /// Being sent; after a crash, perhaps on paper.
    Sending,
    /// The printer said that it is on paper.
    Printed,
    /// It may be on paper or not.
    Unknown,
    /// Not sent: it was wanted too long ago, or it could not be laid out.
    Held,
}

impl JobState {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Waiting, Self::Sending, Self::Printed, Self::Unknown, Self::Held];

    /// The word in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Printed => "printed",
            Self::Unknown => "unknown",
            Self::Held => "held",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether the daemon does nothing more about it.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Printed | Self::Unknown | Self::Held)
    }
}

/// The purpose of a job's paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// A drink to make.
    Ticket,
    /// The guest's number, for their hand.
    Slip,
    /// The notice that the order was cancelled.
    Cancelled,
}

impl JobKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Ticket, Self::Slip, Self::Cancelled];

    /// The word in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ticket => "ticket",
            Self::Slip => "slip",
            Self::Cancelled => "cancelled",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A ticket as the spool keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// `seq` of the event that asked for it: `OrderManager.TicketWanted`, `SlipWanted` or
    /// `OrderCancelled`.
    pub ticket_seq: Seq,
    /// Its purpose.
    pub kind: JobKind,
    /// The order.
    pub order_id: OrderId,
    /// Its number as people call it.
    pub label: String,
    /// Booth time at which it was asked for.
    pub wanted: BoothMs,
    /// What became of it.
    pub state: JobState,
    /// The bytes to send; empty once the state is final.
    pub bytes: Vec<u8>,
}

/// This printer's position in the hub's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPosition {
    /// Every event up to here has been handled.
    pub cursor: Seq,
    /// The log's end when this spool was begun: older tickets were other printers' business.
    pub begun_at: Seq,
    /// The log; nil if it was not known.
    pub log: LogId,
}

impl LogPosition {
    /// Whether this is no position in the log of this id that ends at `end`.
    #[must_use]
    pub fn is_of_another(&self, log: LogId, end: Seq) -> bool {
        self.log.differs_from(log) || self.cursor > end
    }
}
