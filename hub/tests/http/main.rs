//! The booth over HTTP, without sockets: the router that `crema serve` serves, asked directly.
//! Every answer that any of these tests gets is held against the API's own description
//! ([`contract`]).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod alive;
mod booth;
mod busy;
mod choices;
mod clock;
mod contract;
mod given_up;
mod idempotency;
mod life;
mod limits;
mod menu_files;
mod openapi;
mod pages;
mod patterns;
mod plain_phone;
mod refusals;
mod roles;
mod storage;
mod stream;
mod unreadable;
