//! The kernel: what every service stands on, and no service's own business.
//!
//! - [`core`]: opening, turns, what the shell sees
//! - [`cascade`]: one input and all that follows from it
//! - [`delivery`]: who hears what; what is set aside, and delivered again
//! - [`log`], [`timers`], [`outcomes`]: the tables of events, due times, idempotency keys
//! - [`sealed`], [`names`]: what lies beside the log
//! - [`migrations`], [`rebuild`]: how the tables come to be, and come to be again

pub mod cascade;
pub mod core;
pub mod delivery;
pub mod log;
pub mod migrations;
pub mod names;
pub mod outcomes;
pub mod rebuild;
pub mod sealed;
pub mod timers;
