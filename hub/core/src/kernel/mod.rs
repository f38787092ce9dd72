//! The kernel: everything that all services need and that belongs to no single service.
//!
//! - [`engine`], [`batch`]: opening and settling; inputs in, answers and events out
//! - [`consumer`]: what a service is, and the list of them, which is handed in
//! - [`cascade`]: one input and all that follows from it; `run` takes it to its end
//! - [`decision`], [`fold`], [`replay`]: state that changes by its events alone, and is folded from
//!   them again; [`tables`]: what such a fold may reach
//! - [`delivery`], [`redrive`]: which consumer receives which event; which deliveries become dead
//!   letters, and are delivered again
//! - `due`: running a timer
//! - [`log`], [`timers`], [`outcomes`]: the tables of events, due times, idempotency keys;
//!   `envelope`: an event in `EventBridge`'s form; `actor`: who acts
//! - `sessions`: the sessions that are open, for the rights of callers
//! - [`secrets`], [`names`]: the tables beside the log; [`signer`] signs with some of the secrets
//! - [`migrations`], [`rebuild`]: how tables are made, and projections made again

mod actor;
pub mod batch;
pub mod cascade;
pub mod consumer;
pub mod decision;
pub mod delivery;
mod due;
pub mod engine;
pub mod envelope;
pub mod fold;
pub mod log;
pub mod migrations;
pub mod names;
pub mod outcomes;
pub mod rebuild;
pub mod redrive;
pub mod replay;
mod run;
pub mod secrets;
mod sessions;
pub mod signer;
pub mod tables;
pub mod timers;
