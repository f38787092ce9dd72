//! The booth as processes, for the end-to-end tests, the benchmark and the pictures.
//!
//! - [`leash`]: a child process that cannot outlive its test
//! - [`booth`]: a hub of its own on a free port with a fresh data folder
//! - [`client`]: the API as a program sees it, typed; [`routes`] by name, [`follow`] for the stream
//! - [`browser`]: Debian's Chromium, and [`window`] what a person sees and does in it
//! - [`hands`]: taps at a place, keys one by one, letters that a keyboard composes
//! - [`stage`]: a booth, its crew and a browser, which every story begins with
//! - [`machine`]: a program that is started, killed and frozen alone; [`devices`]: printers and
//!   boards beside the booth
//! - [`people`]: a customer, a barista and the board, in their own words
//! - [`robot`]: a crowd over HTTP, and what it was told held against the log
//! - [`history`]: the log as it was read, which only ever grows
//! - [`forgetful`]: a disk that forgets at a power cut what was not synced
//! - [`walkthrough`]: the customer's page and the staff's screens in every state, one after the other
//! - [`proof`]: how much a proof does, and from which seed
//! - [`mod@eventually`]: waiting for what comes by itself, with a deadline
//!
//! Here is no test: those are in `tests/`, one story a file.

#![allow(
    clippy::missing_errors_doc,
    reason = "a step fails when the booth does otherwise than its sentence says"
)]

pub mod booth;
pub mod browser;
pub mod client;
pub mod devices;
pub mod eventually;
pub mod follow;
pub mod forgetful;
pub mod hands;
pub mod history;
pub mod leash;
pub mod machine;
pub mod people;
pub mod proof;
pub mod robot;
pub mod routes;
pub mod stage;
pub mod walkthrough;
pub mod window;

pub use booth::Booth;
pub use browser::Browser;
pub use client::{Client, Refused};
pub use eventually::{PATIENCE, eventually};
pub use stage::Stage;
pub use window::Window;
