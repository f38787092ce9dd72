//! The daemon's loop: read the hub's log, print, report; for ever.
//!
//! Each round reads the log after the spool's cursor, takes the tickets in, sends the waiting jobs
//! and reports their ends to the hub. A step that fails is tried again in the next round; only the
//! spool remembers anything, so a round may be cut off at any point. [`Daemon::run_once`] is one
//! round, and [`crate::serve()`] calls it when it is due. How an event changes the spool is in
//! `ingest`, how it becomes bytes in `render`.
//!
//! *Too late*: a ticket that was asked for longer than [`TICKET_STALE_MS`] ago is not printed by
//! itself, so that a printer that comes back is not flooded with orders long made; it is held, and
//! reported to the hub as unknown. Until the hub has answered its time, no ticket is known to be in
//! time, and nothing is printed. At the very first start the log is read from its beginning, and
//! such tickets are passed over without a report: they were other printers' business.
//!
//! *Alive*: each step is a beat of the daemon's [`Pulse`], by which the hub knows that the daemon
//! works. A hub that has missed it asks for the printer's condition again.
//!
//! *An event that cannot be read* is reported and passed over: one damaged row costs at most one
//! ticket.
//!
//! *A hub set up again* has another log, which says so by its id or ends before our cursor: its numbers
//! mean other tickets. The spool then deletes its jobs and begins at that log's end.

mod ingest;
mod render;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crema_api::commands::Report;
use crema_api::events::printer::Condition;
use crema_api::{BoothMs, Seq};
use crema_client::{ClientError, Pulse};

use crate::hub::Hub;
use crate::paper::Paper;
use crate::port::{Claim, PrinterPort};
use crate::spool::{Job, JobState, Spool, SpoolError};

/// A ticket asked for longer ago than this is not printed by itself, ms of booth time (10 min): by
/// then the order was made from the tablet or has timed out.
pub const TICKET_STALE_MS: u64 = 10 * 60 * 1_000;

/// Unreadable events that one run reports: with more of them the hub's card is the trouble, and
/// more reports would only fill its log.
const UNREADABLE_REPORTS_MAX: usize = 100;

/// Why a round ended early.
#[derive(Debug, thiserror::Error)]
pub enum RoundError {
    /// A request to the hub failed.
    #[error(transparent)]
    Hub(#[from] ClientError),
    /// The spool failed.
    #[error(transparent)]
    Spool(#[from] SpoolError),
    /// Names could not be erased; they will be in the next round.
    #[error("names could not be erased: {0}")]
    Erase(#[from] std::io::Error),
    /// The printer takes nothing now.
    #[error("the printer is not ready: {0:?}")]
    Printer(Condition),
}

/// One printer's daemon.
#[derive(Debug)]
pub struct Daemon<P> {
    hub: Hub,
    spool: Spool,
    port: P,
    name: String,
    paper: Paper,
    /// The latest booth time known in this run.
    now: Option<BoothMs>,
    /// The condition that the hub took last.
    reported_condition: Option<Condition>,
    /// Each step is a beat.
    pulse: Pulse,
    /// Events that could not be read and are not reported yet.
    unreadable: Vec<Seq>,
    unreadable_noted: usize,
    /// Distinguishes this run's reports on the condition from an earlier run's.
    run: u128,
    conditions_reported: u32,
}

impl<P: PrinterPort> Daemon<P> {
    /// Returns a daemon that has not done anything yet.
    pub fn new(hub: Hub, spool: Spool, port: P, name: &str, paper: Paper) -> Self {
        let run = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| age.as_nanos());
        let name = name.to_owned();
        Self {
            hub,
            spool,
            port,
            name,
            paper,
            now: None,
            reported_condition: None,
            pulse: Pulse::default(),
            unreadable: Vec::new(),
            unreadable_noted: 0,
            run,
            conditions_reported: 0,
        }
    }

    /// Returns the pulse that beats while this daemon works.
    #[must_use]
    pub fn pulse(&self) -> Pulse {
        self.pulse.clone()
    }

    /// Reads, prints and reports once, and returns how far the log has been read. Printing does not
    /// wait for a hub that is away, nor reporting for a printer that is.
    ///
    /// # Errors
    /// [`RoundError`] when the hub, the spool or the printer fails; the next round does the rest.
    pub fn run_once(&mut self, shutdown: &AtomicBool) -> Result<Seq, RoundError> {
        self.pulse.beat();
        self.settle_sending()?;
        let read = self.ingest_log(shutdown);
        let printed = self.print_waiting(shutdown);
        let reported = self.send_reports(shutdown);
        read.and(printed).and(reported)?;
        Ok(self.spool.position()?.map_or(Seq(0), |position| position.cursor))
    }

    /// Asks the printer about jobs that were being sent when a run ended. Those that it does not
    /// know about are unknown.
    fn settle_sending(&mut self) -> Result<(), RoundError> {
        while let Some(job) = self.spool.oldest_job(JobState::Sending)? {
            let claim = self.port.ask(&job).unwrap_or(Claim::Unknown);
            tracing::info!(ticket = job.ticket_seq.0, ?claim, "a job was cut off while being sent");
            self.record_claim(&job, claim)?;
        }
        Ok(())
    }

    fn record_claim(&self, job: &Job, claim: Claim) -> Result<(), SpoolError> {
        let state = match claim {
            Claim::Printed => JobState::Printed,
            Claim::NotPrinted => JobState::Waiting,
            Claim::Unknown => JobState::Unknown,
        };
        self.spool.set_state(job.ticket_seq, state)
    }

    fn is_late(&self, wanted: BoothMs) -> bool {
        self.now.is_some_and(|now| now.since(wanted) > TICKET_STALE_MS)
    }

    /// Sends the waiting jobs, oldest first, one after another.
    fn print_waiting(&mut self, shutdown: &AtomicBool) -> Result<(), RoundError> {
        if self.now.is_none() {
            return Ok(());
        }
        while let Some(job) = self.spool.oldest_job(JobState::Waiting)? {
            self.pulse.beat();
            if shutdown.load(Ordering::Relaxed) {
                break;
            }
            if self.is_late(job.wanted) {
                tracing::warn!(ticket = job.ticket_seq.0, "a ticket waited too long and is held");
                self.spool.set_state(job.ticket_seq, JobState::Held)?;
                continue;
            }
            self.spool.set_state(job.ticket_seq, JobState::Sending)?;
            let claim = self.port.send(&job);
            self.record_claim(&job, claim)?;
            if claim == Claim::NotPrinted {
                return Err(RoundError::Printer(self.port.condition()));
            }
            tracing::info!(ticket = job.ticket_seq.0, order = job.label, ?claim, "sent");
        }
        Ok(())
    }

    /// Sends the reports that the hub does not have yet. One may arrive twice; its key makes it
    /// count once.
    fn send_reports(&mut self, shutdown: &AtomicBool) -> Result<(), RoundError> {
        // Tickets are reported also while the report on the condition fails.
        let condition = self.report_condition();
        self.report_tickets(shutdown)?;
        self.report_unreadable()?;
        condition
    }

    fn report_tickets(&mut self, shutdown: &AtomicBool) -> Result<(), RoundError> {
        while let Some(job) = self.spool.oldest_unreported()? {
            self.pulse.beat();
            if shutdown.load(Ordering::Relaxed) {
                break;
            }
            let (printer, order_id, ticket_seq) = (self.name.clone(), job.order_id, job.ticket_seq);
            let (report, kind) = if job.state == JobState::Printed {
                (Report::TicketPrinted { printer, order_id, ticket_seq }, "printed")
            } else {
                (Report::TicketUnknown { printer, order_id, ticket_seq }, "unknown")
            };
            match self.hub.send_report(&self.name, &format!("ticket-{ticket_seq}-{kind}"), &report)
            {
                Ok(()) => {}
                Err(error @ ClientError::Rejected { .. }) => {
                    // The hub will never take it: the order is gone with its occasion.
                    tracing::warn!(ticket = ticket_seq.0, %error, "a report is dropped");
                }
                Err(error) => return Err(error.into()),
            }
            self.spool.set_reported(ticket_seq)?;
        }
        Ok(())
    }

    fn report_unreadable(&mut self) -> Result<(), RoundError> {
        while let Some(&seq) = self.unreadable.first() {
            let report = Report::EventUnreadable { printer: self.name.clone(), seq };
            match self.hub.send_report(&self.name, &format!("unreadable-{seq}"), &report) {
                Ok(()) => {}
                Err(error @ ClientError::Rejected { .. }) => {
                    tracing::warn!(seq = seq.0, %error, "a report is dropped");
                }
                Err(error) => return Err(error.into()),
            }
            self.unreadable.remove(0);
        }
        Ok(())
    }

    fn report_condition(&mut self) -> Result<(), RoundError> {
        if self.pulse.take_report_wanted() {
            self.reported_condition = None;
        }
        let condition = self.port.condition();
        if self.reported_condition == Some(condition) {
            return Ok(());
        }
        // A report whose answer was lost may have arrived; another one then needs another key.
        let key = format!("condition-{:x}-{}-{condition:?}", self.run, self.conditions_reported);
        let report = Report::Condition { printer: self.name.clone(), condition };
        match self.hub.send_report(&self.name, &key, &report) {
            Ok(()) => {}
            Err(error @ ClientError::Rejected { .. }) => {
                tracing::warn!(%error, "the hub rejected the printer status report");
            }
            Err(error) => return Err(error.into()),
        }
        self.reported_condition = Some(condition);
        self.conditions_reported += 1;
        Ok(())
    }
}
