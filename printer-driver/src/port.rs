//! The way to a printer, and what may be believed of what comes back through it.
//!
//! Printed is a claim: only the printer can say that something is on paper. A port sends a job and
//! says what the printer said; after a crash it is asked about a job that was being sent. What is
//! done about the answer is [`crate::daemon`]'s.

use crema_api::events::printer::Condition;

use crate::spool::Job;

/// What a printer says of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It is on paper.
    Printed,
    /// Nothing of it is on paper: it can be sent again.
    NotPrinted,
    /// It may be on paper, and may not.
    Unknown,
}

/// A printer.
pub trait PrinterPort {
    /// Sends a job, and says what the printer said.
    fn send(&mut self, job: &Job) -> Claim;

    /// Asks about a job that was being sent when this program ended. `None`: this printer cannot
    /// tell.
    fn ask(&mut self, job: &Job) -> Option<Claim>;

    /// What the printer said of itself when it was last spoken to.
    fn condition(&self) -> Condition;

    /// Erases whatever holds a name: pictures of tickets, what is buffered.
    ///
    /// # Errors
    /// The file system's, if something is left.
    fn erase_names(&mut self) -> std::io::Result<()>;
}
