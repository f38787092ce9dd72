//! The heart of Crema: a deterministic function of its inputs.
//!
//! There is no clock, no socket and no random source in here. An [`input::Input`] brings time and
//! randomness with it; [`Core::run_batch`] takes inputs, runs each with all events that follow from
//! it (a cascade), and commits once. Whatever happened is recorded in the log first.
//!
//! The modules, each of which uses only those before it (`tests/layers` holds that):
//! - [`storage`]: the one way to `SQLite`
//! - [`pattern`]: `EventBridge` event patterns
//! - [`workflow`]: the interpreter of the order's workflow
//! - [`rights`]: who may give which command
//! - [`kernel`]: log, batches, cascades, timers, idempotency keys, secrets, names
//! - [`services`]: one folder a service, and the list of them
//! - [`reads`]: queries, on connections of their own

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod entropy;
pub mod fault;
pub mod hex;
pub mod input;
pub mod kernel;
pub mod pattern;
pub mod plain_text;
pub mod reads;
pub mod rights;
pub mod services;
pub mod storage;
pub mod wall;
pub mod workflow;

pub use fault::{Defect, Fault};
pub use input::{CommandRequest, IdempotencyKey, Input, InputKind, Stamp};
pub use kernel::batch::{Answer, BATCH_INPUTS_MAX, Batch, DAMAGED};
pub use kernel::engine::Core;
pub use kernel::envelope::Origin;
pub use kernel::log::{RawEvent, RecordedEvent};
pub use kernel::migrations::OpenError;
pub use kernel::signer::{Purpose, Signer};
pub use reads::{Checked, Reader};
pub use storage::{SqliteStorage, WithCauses};
