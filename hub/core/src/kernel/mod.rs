//! The kernel: what every service stands on, and no service's own business.
//!
//! - [`engine`], [`batch`]: opening and settling; inputs in, answers and events out
//! - [`consumer`]: what a service is, and the list of them, which is handed in
//! - [`cascade`]: one input and all that follows from it; `run` takes it to its end
//! - [`delivery`], [`redrive`]: which consumer receives which event; what becomes a dead letter, and
//!   delivered again
//! - `due`: running a timer
//! - [`log`], [`timers`], [`outcomes`]: the tables of events, due times, idempotency keys;
//!   `envelope`: an event in EventBridge's form
//! - [`secrets`], [`names`]: what lies beside the log; [`signer`] signs with some of it
//! - [`migrations`], [`rebuild`]: how the tables come to be, and come to be again

pub mod batch;
pub mod cascade;
pub mod consumer;
pub mod delivery;
mod due;
pub mod engine;
mod envelope;
pub mod log;
pub mod migrations;
pub mod names;
pub mod outcomes;
pub mod rebuild;
pub mod redrive;
mod run;
pub mod secrets;
pub mod signer;
pub mod timers;
