//! The client against a small real HTTP server, and its parser against every way to cut bytes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod answers;
mod backoff;
mod follow;
mod follow_log;
mod fuzz;
mod proxy;
mod small_hub;
mod sse;
