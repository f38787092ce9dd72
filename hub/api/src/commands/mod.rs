//! The commands that the core takes, their callers and their outcomes.

mod access;
mod bus;
mod config;
mod keys;
mod orders;
mod outcome;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{OrderId, SessionId, UserId};
use crate::word::words;

pub use access::*;
pub use bus::*;
pub use config::*;
pub use orders::*;
pub use outcome::*;

/// Longest name on a cup, in characters: what fits a ticket's line.
pub const CUP_NAME_CHARS_MAX: usize = 24;
/// Longest reason or title that staff can type, in characters.
pub const TEXT_CHARS_MAX: usize = 80;

words! {
    /// The rights of a caller. Every route says which roles it takes; rights to an order are checked
    /// by the core as well.
    pub enum Role {
        /// Makes drinks.
        Barista = "barista",
        /// Runs the booth; may do what a barista may.
        Crew = "crew",
        /// A board: sees the code and the orders.
        Board = "board",
        /// A printer or another device: follows the bus and reports.
        Device = "device",
    }
}

impl Role {
    /// Whether it is a member of staff.
    #[must_use]
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Barista | Self::Crew)
    }
}

/// The caller of a command. The shell has verified it by the cookie's signature, the link's MAC,
/// or the session's token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caller {
    /// A phone: the id of its signed cookie, or one that follows from the key of its first form.
    Customer(UserId),
    /// Anyone who holds an order's link.
    Link(OrderId),
    /// A paired tablet, board or device.
    Session(SessionId, Role),
    /// The hub itself: its first start, a new version's start, its clock, what it notices about
    /// devices, and the demo's pairings.
    Hub,
}

/// A command to the core.
///
/// A field that may be left out is left out when it is written: so a field that a newer version adds
/// changes nothing in the body of an older client, which still fits its idempotency key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "command")]
pub enum Command {
    /// *Start*: take one drink from a code.
    Start(Start),
    /// Choose a drink and place the order; on a queued order, change it.
    Place(Place),
    /// Place the order as a page showed it, or change it: what the page did not show stays open.
    PlaceShown(PlaceShown),
    /// Claim a queued order.
    Claim(OneOrder),
    /// Let a claimed order go again.
    Release(OneOrder),
    /// The drink is on the counter.
    Complete(OneOrder),
    /// The drink was handed over.
    Collect(OneOrder),
    /// Cancel an order.
    Cancel(Cancel),
    /// Take a ready or collected order back into making.
    Recall(OneOrder),
    /// Print a further ticket, marked as one.
    Reprint(OneOrder),
    /// Claim several queued orders: all or nothing.
    ClaimSeveral(ClaimSeveral),
    /// Take an order for a guest without a phone.
    CounterOrder(CounterOrder),
    /// Make a spoiled drink again: back to the top of the queue.
    Remake(OneOrder),
    /// Take an order that was given up today back to the top of the queue.
    Requeue(OneOrder),
    /// Dismiss the notice that an order was given up.
    Dismiss(OneOrder),
    /// Call a ready order again.
    CallAgain(OneOrder),
    /// Put a collected order back on the counter: a wrong press.
    PutBack(OneOrder),
    /// Put a queued order at the top.
    MoveToTop(OneOrder),
    /// Take over an order that another barista is making.
    TakeOver(OneOrder),
    /// Hand every order that one barista is making to another.
    HandOver(HandOver),
    /// Remove an order's name from board, cards and tickets.
    HideName(OneOrder),
    /// Write another name on the cup.
    NameCup(NameCup),
    /// Undo an order's last move, while that can be done.
    Undo(OneOrder),
    /// End an order's workflow, wherever it is, and cancel the order.
    StopExecution(StopExecution),
    /// Say which drinks this tablet makes.
    SetStation(SetStation),
    /// End the day: ready orders leave the board, the store closes, names are erased.
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
    /// A printer's report.
    Report(Report),
    /// A device is silent, or back, as the hub notices.
    Notice(Notice),
    /// The wall clock was set.
    CorrectClock(CorrectClock),
    /// Deliver dead letters again.
    Redrive,
    /// Give up one dead letter; what waits behind it is delivered.
    Discard(Discard),
}
