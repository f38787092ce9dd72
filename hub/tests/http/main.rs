//! The booth over HTTP, without sockets: the router that `crema serve` serves, asked directly.
//! Every answer that any of these tests gets is held against the API's own description
//! ([`contract`]).

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod api;
mod booth;
mod card;
mod contract;
mod extract;
mod middleware;
mod openapi;
mod pages;
mod problems;
mod statuses;
mod storage;
mod unreadable_configuration;
