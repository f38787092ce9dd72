//! Crema's printers: from an order's ticket to paper.
//!
//! A ticket goes through these modules, each of which knows only the one before it:
//!
//! - [`ticket`]: its content
//! - [`layout`]: the place of each part, as blocks for one of the two widths of [`paper`]
//! - [`job`]: the ESC/POS bytes that print it
//! - [`virtual_paper`]: a printer whose paper is a picture, for tests, for the crew page and for
//!   booths without a printer
//!
//! Printing them as the hub asks for them is [`mod@serve`]'s work: [`daemon`] reads the hub's log
//! ([`hub`]) when it grows ([`wakeup`]), keeps jobs in [`spool`], and sends them through a [`port`]
//! ([`virtual_port`]).
//!
//! [`characters`], [`fonts`], [`drawing`], [`fitting`] and [`bitmap`] are the tools that all of
//! this is made with.

pub mod bitmap;
pub mod characters;
pub mod daemon;
pub mod drawing;
pub mod fitting;
pub mod folders;
pub mod fonts;
pub mod hub;
pub mod job;
pub mod layout;
pub mod paper;
pub mod port;
pub mod serve;
mod sizes;
pub mod spool;
pub mod text_lines;
pub mod ticket;
pub mod virtual_paper;
pub mod virtual_port;
pub mod wakeup;
mod wording;

pub use paper::Paper;
pub use serve::{Config, serve};
pub use ticket::{Mark, Part, Reader, Ticket};

/// Why a ticket did not become a picture.
#[derive(Debug, thiserror::Error)]
pub enum TicketError {
    /// It could not be drawn.
    #[error(transparent)]
    Draw(#[from] drawing::DrawError),
    /// It could not be written as a job.
    #[error(transparent)]
    Job(#[from] job::JobError),
    /// The virtual printer did not take it.
    #[error(transparent)]
    Paper(#[from] virtual_paper::PaperError),
}

/// Returns the bytes that print `ticket` on `paper`.
///
/// # Errors
/// [`TicketError`] when a font is missing.
pub fn ticket_job(ticket: &Ticket, paper: Paper) -> Result<Vec<u8>, TicketError> {
    let layout = layout::Layout::from_ticket(ticket, paper)?;
    if layout.uncovered > 0 {
        tracing::warn!(characters = layout.uncovered, "no installed font has these: left out");
    }
    Ok(job::encode_layout(&layout)?)
}

/// Returns `ticket` as a PNG, made from the very bytes that a printer would get.
///
/// # Errors
/// [`TicketError`] when a font is missing.
pub fn ticket_png(ticket: &Ticket, paper: Paper) -> Result<Vec<u8>, TicketError> {
    let job = ticket_job(ticket, paper)?;
    Ok(virtual_paper::to_png(&virtual_paper::print_job(&job, paper)?)?)
}
