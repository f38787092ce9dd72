//! The hub's shell: everything around [`crema_core`] that touches the outside world. Clocks,
//! sockets, threads, signals and files are here; the booth's decisions are in the core.
//!
//! - [`hub`]: the parts put together; [`writer`], [`readers`], [`broadcast`]: the ways into the
//!   core and out of it; [`clock`], [`data_folder`], [`unreadable`]
//! - [`http`]: the API, live streams and pages; [`pages`], [`messages`]: the looks and the words
//!   of the customer's pages
//! - [`menu_file`]: the menu as CSV and TOML
//! - [`cli`]: the command line; [`demo`]: a booth to try

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod broadcast;
pub mod card;
pub mod cli;
pub mod clock;
pub mod data_folder;
pub mod demo;
pub mod http;
pub mod hub;
pub mod menu_file;
pub mod messages;
pub mod pages;
pub mod readers;
mod start;
pub mod unreadable;
pub mod writer;
