//! Reads the hub's log from the spool's cursor to its end, and applies each event to the spool.
//!
//! An event that asks for paper becomes a job. One that makes a waiting job untrue (a name taken
//! back, another drink, a cancelled order) has the job laid out again. Paper that is out stays as
//! it is, so an order that is cancelled while its ticket may lie on the counter gets a slip that
//! says so, once.

use std::sync::atomic::{AtomicBool, Ordering};

use crema_api::events::{AboutOrder, names};
use crema_api::{Envelope, OrderId, Seq};
use crema_client::Page;

use super::render::{PaperRequest, decode_detail};
use super::{Daemon, RoundError, UNREADABLE_REPORTS_MAX};
use crate::port::PrinterPort;
use crate::spool::{JobKind, JobState, LogPosition};

impl<P: PrinterPort> Daemon<P> {
    /// Reads the log to its end.
    pub(super) fn ingest_log(&mut self, shutdown: &AtomicBool) -> Result<(), RoundError> {
        while !shutdown.load(Ordering::Relaxed) {
            let cursor = self.spool.position()?.map_or(Seq(0), |position| position.cursor);
            let page = match self.hub.events_after(cursor) {
                Err(error) if error.floor().is_some_and(|floor| floor > cursor) => {
                    let floor = error.floor().unwrap_or(cursor);
                    tracing::warn!(%cursor, %floor, "older events are pruned: beginning after them");
                    self.skip_to(floor)?;
                    continue;
                }
                page => page?,
            };
            let Some(position) = self.position_in(&page)? else { return Ok(()) };
            if position.cursor != cursor {
                continue;
            }
            self.learn_time(&page.events)?;
            for event in &page.events {
                self.pulse.beat();
                self.ingest_event(event, &position)?;
            }
            // One commit per page: events without a ticket may be read twice.
            let Some(last) = page.events.last() else { break };
            self.spool.advance_cursor(last.seq)?;
            if last.seq >= page.seq {
                break;
            }
        }
        Ok(())
    }

    /// Returns this printer's position in the log that `page` is from; `None` while that log is
    /// empty and unknown. A log other than the known one is begun at its end.
    fn position_in(&mut self, page: &Page<Envelope>) -> Result<Option<LogPosition>, RoundError> {
        let (log, end) = (page.log, page.seq);
        let position = match self.spool.position()? {
            Some(known) if known.is_of_another(log, end) => {
                let cursor = known.cursor;
                tracing::warn!(%cursor, %end, "the hub has another log: beginning at its end");
                self.port.erase_names()?;
                LogPosition { cursor: end, begun_at: end, log }
            }
            Some(known) if !known.log.is_known() && log.is_known() => {
                self.spool.set_log(log)?;
                return Ok(Some(LogPosition { log, ..known }));
            }
            Some(known) => return Ok(Some(known)),
            None if !log.is_known() && page.events.is_empty() => return Ok(None),
            None => LogPosition { cursor: Seq(0), begun_at: end, log },
        };
        self.spool.begin_at(&position)?;
        Ok(Some(position))
    }

    /// Goes on after the floor of a pruned log. A new printer begins there.
    fn skip_to(&mut self, floor: Seq) -> Result<(), RoundError> {
        if self.spool.position()?.is_some() {
            self.spool.advance_cursor(floor)?;
        } else {
            let page = self.hub.events_after(floor)?;
            let (log, begun_at) = (page.log, page.seq);
            self.spool.begin_at(&LogPosition { cursor: floor, begun_at, log })?;
        }
        Ok(())
    }

    /// Updates booth time, by asking the hub if something may have to be printed: only booth time
    /// says whether that is too late, and only the hub's answer is booth time. What an event says of
    /// its own time may be wrong, and would make every later ticket late.
    fn learn_time(&mut self, events: &[Envelope]) -> Result<(), RoundError> {
        let to_print = events.iter().any(|event| PaperRequest::may_be_in(&event.detail_type))
            || self.spool.oldest_job(JobState::Waiting)?.is_some();
        if to_print {
            self.now = Some(self.hub.booth_time()?);
        }
        Ok(())
    }

    fn ingest_event(&mut self, event: &Envelope, position: &LogPosition) -> Result<(), RoundError> {
        if event.unreadable {
            // Its type may be damaged as well, so an event of any type may be a ticket.
            self.pass_over(event, position);
            return Ok(());
        }
        match event.detail_type.as_str() {
            names::TicketWanted | names::SlipWanted => self.accept_ticket(event, position),
            names::OrderCancelled => self.on_cancelled(event, position),
            names::NameHidden | names::CupNamed | names::OrderChanged => {
                match decode_detail::<AboutOrder>(event) {
                    Some(about) => self.refresh_waiting(about.order_id),
                    None => {
                        self.pass_over(event, position);
                        Ok(())
                    }
                }
            }
            names::NamesErased => {
                self.port.erase_names()?;
                self.spool.erase_names()?;
                tracing::info!("names erased");
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Puts a ticket or a slip into the spool.
    fn accept_ticket(
        &mut self,
        event: &Envelope,
        position: &LogPosition,
    ) -> Result<(), RoundError> {
        let Some(request) = self.request_of(event, position) else { return Ok(()) };
        if event.seq <= position.begun_at && self.is_late(event.booth_ms) {
            return Ok(());
        }
        let job = self.job_for(event, &request)?;
        self.spool.insert_job(&job)?;
        Ok(())
    }

    /// Returns the paper that `event` asks for; `None` if the event cannot be read, which is noted.
    fn request_of(&mut self, event: &Envelope, position: &LogPosition) -> Option<PaperRequest> {
        let request = PaperRequest::from_event(event);
        if request.is_none() {
            self.pass_over(event, position);
        }
        request
    }

    /// Passes over an event that cannot be read, and notes it for a report, so that people know.
    /// Events from before this printer's time were other printers' business.
    fn pass_over(&mut self, event: &Envelope, position: &LogPosition) {
        // A page may be read twice.
        let is_known = event.seq <= position.begun_at || self.unreadable.contains(&event.seq);
        if !is_known && self.unreadable_noted < UNREADABLE_REPORTS_MAX {
            self.unreadable.push(event.seq);
            self.unreadable_noted += 1;
        }
    }

    /// An order was cancelled: if a ticket of it may be on paper, a slip says so, once. A ticket
    /// that still waits is laid out as cancelled instead.
    fn on_cancelled(&mut self, event: &Envelope, position: &LogPosition) -> Result<(), RoundError> {
        let Some(request) = self.request_of(event, position) else { return Ok(()) };
        let order = request.about_order().order_id;
        self.refresh_waiting(order)?;
        let jobs = self.spool.jobs_of(order)?;
        let may_be_out = |state| matches!(state, JobState::Printed | JobState::Unknown);
        let has_paper = jobs.iter().any(|job| job.kind == JobKind::Ticket && may_be_out(job.state));
        let has_slip = jobs.iter().any(|job| job.kind == JobKind::Cancelled);
        // A late slip is of no use: the drink was made, or never will be.
        if has_paper && !has_slip && !self.is_late(event.booth_ms) {
            let job = self.job_for(event, &request)?;
            self.spool.insert_job(&job)?;
        }
        Ok(())
    }

    /// Lays out the waiting jobs of `order` again, as the order is now.
    fn refresh_waiting(&mut self, order: OrderId) -> Result<(), RoundError> {
        for mut job in self.spool.jobs_of(order)? {
            if job.state != JobState::Waiting {
                continue;
            }
            let event = self.hub.event_at(job.ticket_seq)?;
            match event.as_ref().and_then(|event| Some((event, PaperRequest::from_event(event)?))) {
                Some((event, request)) => job = self.job_for(event, &request)?,
                // The event cannot be read any longer, and the old bytes are out of date.
                None => job.state = JobState::Held,
            }
            self.spool.replace_waiting(&job)?;
        }
        Ok(())
    }
}
