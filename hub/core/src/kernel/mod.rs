//! The kernel: everything that all services need and that belongs to no single service.
//!
//! - [`engine`], [`batch`]: opening and settling; inputs in, answers and events out
//! - [`consumer`]: what a service is, and the list of them, which is handed in
//! - [`cascade`]: one input and all that follows from it; `run` takes it to its end
//! - [`delivery`], [`redrive`]: which consumer receives which event; which deliveries become dead
//!   letters, and are delivered again
//! - `due`: running a timer
//! - [`log`], [`timers`], [`outcomes`]: the tables of events, due times, idempotency keys;
//!   `envelope`: an event in `EventBridge`'s form
//! - [`secrets`], [`names`]: the tables beside the log; [`signer`] signs with some of the secrets
//! - [`migrations`], [`rebuild`]: how tables are made, and projections made again

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
