//! The kernel: everything that all services need and that belongs to no single service.
//!
//! - [`engine`], [`batch`]: opening and settling; inputs in, answers and events out
//! - [`consumer`]: what a service is, and the list of them, which is handed in
//! - [`cascade`]: one input and all that follows from it; `run` takes it to its end
//! - [`decision`], [`fold`], [`replay`]: state that changes by its events alone, and is folded from
//!   them again; [`tables`]: what such a fold may reach; `handled`: where in the log each delivery
//!   was handled, and thus where its event is folded
//! - `audience`, [`delivery`]: which consumer receives which event; which deliveries become `dead_letters`, and
//!   which commands are `held_up` behind one. [`redrive`] delivers them again, `discard` gives one up
//! - [`catch_up`]: what a consumer receives that was away, or is new; `retained`: how things are now;
//!   `cursors`, `round`: how far each has come, and where a redrive goes on
//! - `upkeep`: the work that goes on in steps, one a tick
//! - `due`: running a timer
//! - [`log`], [`timers`], [`outcomes`]: the tables of events, due times, idempotency keys;
//!   `envelope`: an event in `EventBridge`'s form; `actor`: who acts
//! - `sessions`: the sessions that are open, for the rights of callers
//! - [`secrets`], [`names`]: the tables beside the log; [`signer`] signs with some of the secrets
//! - [`migrations`]: how tables are made. [`mod@derive`] applies a part of the log to a projection, and
//!   [`rebuild`] makes one again beside the tables that serve: in its `shadow` tables, as far as
//!   `rebuilds` says
//! - [`copy`] copies the whole database; `put_right` mends rows of the kernel's own that
//!   cannot be read, `single_rows` those of services

mod actor;
mod audience;
pub mod batch;
pub mod cascade;
pub mod catch_up;
pub mod consumer;
pub mod copy;
mod cursors;
mod dead_letters;
pub mod decision;
pub mod delivery;
pub mod derive;
mod discard;
mod due;
pub mod engine;
pub mod envelope;
pub mod fold;
pub(crate) mod handled;
mod held_up;
pub mod log;
pub mod migrations;
pub mod names;
pub mod outcomes;
mod put_right;
pub mod rebuild;
mod rebuilds;
pub mod redrive;
pub mod replay;
mod retained;
mod round;
mod run;
pub mod secrets;
mod sessions;
mod shadow;
pub mod signer;
mod single_rows;
pub mod tables;
pub mod timers;
mod upkeep;
