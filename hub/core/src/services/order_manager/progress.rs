//! The part of an order that moves change, and how the last move is undone: an order keeps its
//! progress from before.
//!
//! Most moves are undone by another one (*claim* by *release*, *complete* by *recall*), and are not
//! kept. A cancel by staff can be *held*: a cancelled order stays so, so the cancel is done only when
//! it can no longer be undone. Until then the order keeps its state.

use crema_api::commands::UNDO_MS;
use crema_api::ids::{BoothMs, Seq, SessionId};
use crema_api::order::{CancelReason, OrderState};
use serde::{Deserialize, Serialize};

use super::moves::Move;

/// The part of an order that moves change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    /// Its state.
    pub state: OrderState,
    /// Who makes or made it.
    pub barista: Option<SessionId>,
    /// Its place among the other orders: a smaller one is earlier.
    pub rank: Rank,
    /// When it was last claimed, booth ms.
    pub claimed_ms: Option<u64>,
    /// Tickets asked for, since the drink was last made again.
    pub tickets: u32,
    /// Whether the last ticket is out of date.
    pub stale: bool,
    /// Whether it is made again.
    pub remake: bool,
    /// How often it was called again.
    pub calls: u32,
    /// How often it was changed.
    #[serde(default)]
    pub changes: u32,
    /// Whether tablets show the notice that it was given up.
    pub noticed: bool,
}

/// An order's place among the other orders: a smaller one is earlier. It follows from the event
/// that gave it, so that orders keep the order of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Rank(pub i64);

impl Rank {
    /// Behind all that came before this event.
    pub fn last(by: Seq) -> Self {
        Self(i64::try_from(by.0).unwrap_or(i64::MAX))
    }

    /// Before all others: the later an order is moved to the top, the further up.
    pub fn top(by: Seq) -> Self {
        Self(i64::try_from(by.0).map_or(i64::MIN, |seq| -seq))
    }
}

/// How an order's last move is undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UndoEntry {
    /// Until when it can be.
    pub until: BoothMs,
    /// The last move, with the data to undo it.
    pub last: LastMove,
}

/// The last move, with the data to undo it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum LastMove {
    /// A cancel that waits to be done.
    HeldCancel { reason: CancelReason, by: SessionId },
    /// A move that is made.
    Moved { step: Move, before: Progress },
}

/// A cancel that waits to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HeldCancel {
    /// Why.
    pub reason: CancelReason,
    /// Who cancelled the order.
    pub by: SessionId,
    /// When the order is cancelled.
    pub until: BoothMs,
}

impl UndoEntry {
    /// The entry that undoes a move which was made now.
    pub fn of_move(step: Move, before: Progress, now: BoothMs) -> Self {
        Self { until: now.plus(UNDO_MS), last: LastMove::Moved { step, before } }
    }

    /// The cancel that waits to be done.
    pub fn held_cancel(&self) -> Option<HeldCancel> {
        match self.last {
            LastMove::HeldCancel { reason, by } => {
                Some(HeldCancel { reason, by, until: self.until })
            }
            LastMove::Moved { .. } => None,
        }
    }
}
