//! The kernel: what every service stands on, and no service's own business.
//!
//! - [`core`], [`turn`]: opening and settling; inputs in, answers and events out
//! - [`cascade`]: one input and all that follows from it; `run` takes it to its end
//! - [`delivery`], [`redrive`]: who hears what; what is set aside, and delivered again
//! - `due`: timers that are due
//! - [`log`], [`timers`], [`outcomes`]: the tables of events, due times, idempotency keys
//! - [`sealed`], [`names`]: what lies beside the log
//! - [`migrations`], [`rebuild`]: how the tables come to be, and come to be again

pub mod cascade;
pub mod core;
pub mod delivery;
mod due;
pub mod log;
pub mod migrations;
pub mod names;
pub mod outcomes;
pub mod rebuild;
pub mod redrive;
mod run;
pub mod sealed;
pub mod timers;
pub mod turn;
