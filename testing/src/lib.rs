//! What the tests of several crates share. It is a dev-dependency and no part of any program.
//!
//! - [`storage`]: the core's storage with a hook around each call, for faults, notes and watches
//! - [`commands`]: one of each command
//! - [`crowd`]: what a crowd wants, and how often
//! - [`samples`]: answers of the API as tests need them: an order, a store, a drink
//! - [`small_hub`]: an HTTP server of a few lines, for those who ask a hub
//! - [`fuzz`]: bytes that a parser must survive, arbitrary ones and damaged valid ones
//!
//! The client of the end-to-end tests (`tests/src/client.rs`) is not here: it is a witness of its
//! own and shares no code with what it judges.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where its fixture fails")]

pub mod commands;
pub mod corpus;
pub mod crowd;
pub mod fuzz;
pub mod samples;
pub mod small_hub;
pub mod storage;
