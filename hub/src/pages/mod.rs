//! The customer's pages: pure functions from what the core answers to HTML. They know no socket,
//! no clock and no core; the handlers in `http` read, decide and call them.
//!
//! Every page is complete without script, cookie or storage: plain forms, and its state in its
//! address. The script (`hub/web/order`) asks for the same address with [`fields::FRAGMENT_HEADER`]
//! and receives its `<main>` alone ([`Layout::fragment`]).
//!
//! | address | function |
//! | --- | --- |
//! | `GET /`, with `refused=…` after a refused `POST /start`; `GET /s/<code>` | [`render_start`] |
//! | `GET /o/<secret>`; `POST …/place` and `…/cancel` where they are refused | [`render_order`] |
//! | `GET /o/<secret>/check` | [`render_check`] |
//! | `GET /o/<secret>/cancel` | [`render_cancel`] |
//! | `GET /j/<secret>` | [`render_journey`] |
//! | a dead link, a fault | [`render_notice`] |
//!
//! Fields, queries and paths are in [`fields`]; words are in [`crate::messages`]. Names, reasons
//! and menu words are escaped by the templates; only the icons and the signs of allergens are
//! inserted as they are.

mod allergen;
mod branding;
mod cancel;
mod choice;
mod choose;
mod drink;
mod ended;
pub mod fields;
mod journey;
mod layout;
mod no_choice;
mod notice;
mod order;
mod order_page;
mod start;

pub use cancel::render_cancel;
pub use journey::{JourneyStep, render_journey};
pub use layout::Layout;
pub use notice::{Notice, render_notice};
pub use order::{render_check, render_order};
pub use order_page::OrderPage;
pub use start::{StartPage, render_start};

#[cfg(test)]
mod tests;
