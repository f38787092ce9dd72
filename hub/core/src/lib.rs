//! The heart of Crema: a deterministic function of its inputs.
//!
//! There is no clock, no socket and no dice in here. An [`input::Input`] brings time and
//! randomness with it; [`Core::turn`] takes inputs, runs each with all that follows from it (a
//! cascade), and commits once. What happened is in the log, and nowhere else first.
//!
//! The rooms:
//! - [`storage`]: the one door to SQLite
//! - [`kernel`]: log, turns, cascades, timers, idempotency keys, sealed table, names
//! - [`services`]: one folder a service
//! - [`workflow`]: the interpreter of the order's workflow
//! - [`pattern`]: EventBridge event patterns
//! - [`reads`]: queries, on connections of their own
//! - [`dispatch`]: which service takes which command

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod dispatch;
pub mod entropy;
pub mod fault;
pub mod input;
pub mod kernel;
pub mod pattern;
pub mod plain_text;
pub mod reads;
pub mod services;
pub mod storage;
pub mod wall;
pub mod workflow;

pub use fault::Fault;
pub use input::{Call, Input, Key, Stamp, What};
pub use kernel::core::Core;
pub use kernel::log::{Logged, RawEvent, Recorded};
pub use kernel::migrations::OpenError;
pub use kernel::sealed::{Purpose, Signer};
pub use kernel::turn::{TURN_INPUTS_MAX, Turn};
pub use reads::Reader;
pub use storage::SqliteDoor;
