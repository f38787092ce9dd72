//! Answers to queries. They carry names, which events never do, and the `seq` at which they were
//! read, from which the reader follows the stream.

mod access;
mod booth;
mod log;
mod orders;

pub use access::{CodeView, LiveCode, PairingLink, Pin, Pins, SessionView, Sessions};
pub use booth::{
    BoardView, CardState, CardView, Figures, Health, MenuView, OccasionView, Occasions,
    PrinterView, StoreView,
};
pub use log::{DeadLetterView, DeadLetters, Events, StreamHead, StreamMessage};
pub use orders::{Cancelling, Ending, GivenUp, OrderView, Orders, Person};

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}
