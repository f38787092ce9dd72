//! The connection to a printer, and how far its answers can be believed.
//!
//! *Printed* is a claim: only the printer can say that something is on paper. A port sends a job
//! and returns the printer's answer; after a crash it is asked about a job that was being sent.
//! [`crate::daemon`] decides what follows from the answer.

use crema_api::events::printer::Condition;

use crate::spool::Job;

/// A printer's answer about a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It is on paper.
    Printed,
    /// Nothing of it is on paper: it can be sent again.
    NotPrinted,
    /// It may be on paper or not.
    Unknown,
}

/// A printer.
pub trait PrinterPort {
    /// Sends a job and returns the printer's answer.
    fn send(&mut self, job: &Job) -> Claim;

    /// Asks about a job that was being sent when this program ended. Returns `None` if this printer
    /// does not know.
    fn ask(&mut self, job: &Job) -> Option<Claim>;

    /// Returns the condition that the printer last reported.
    fn condition(&self) -> Condition;

    /// Erases everything that may hold a name: pictures of tickets, buffered bytes.
    ///
    /// # Errors
    /// The file system's error, if something is left.
    fn erase_names(&mut self) -> std::io::Result<()>;
}
