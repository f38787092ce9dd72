//! Renders an event that asks for paper as a job: the request, the order as it is now, and the
//! bytes.

use crema_api::events::order_manager::{OrderCancelled, SlipWanted, TicketWanted};
use crema_api::events::{AboutOrder, names};
use crema_api::{Clock, Envelope};
use serde::de::DeserializeOwned;

use super::{Daemon, RoundError};
use crate::port::PrinterPort;
use crate::spool::{Job, JobKind, JobState};
use crate::ticket::{Mark, Ticket};

/// The paper that an event asks for.
#[derive(Debug)]
pub(super) enum PaperRequest {
    Ticket(TicketWanted),
    Slip(SlipWanted),
    Cancelled(OrderCancelled),
}

impl PaperRequest {
    /// Whether an event of this type may ask for paper.
    pub(super) fn may_be_in(detail_type: &str) -> bool {
        [names::TicketWanted, names::SlipWanted, names::OrderCancelled].contains(&detail_type)
    }

    /// Returns the request of `event`; `None` if it asks for no paper, or cannot be decoded.
    pub(super) fn from_event(event: &Envelope) -> Option<Self> {
        match event.detail_type.as_str() {
            names::TicketWanted => decode_detail(event).map(Self::Ticket),
            names::SlipWanted => decode_detail(event).map(Self::Slip),
            names::OrderCancelled => decode_detail(event).map(Self::Cancelled),
            _ => None,
        }
    }

    pub(super) fn about_order(&self) -> &AboutOrder {
        match self {
            Self::Ticket(wanted) => &wanted.about,
            Self::Slip(wanted) => &wanted.about,
            Self::Cancelled(fact) => &fact.about,
        }
    }

    fn to_ticket(&self, wall_time: &str) -> Ticket {
        match self {
            Self::Ticket(wanted) => Ticket::from_event(wanted, None, wall_time),
            Self::Slip(wanted) => Ticket::guest_slip(wanted, wall_time),
            Self::Cancelled(fact) => Ticket::cancelled_slip(fact, wall_time),
        }
    }

    fn job_kind(&self) -> JobKind {
        match self {
            Self::Ticket(_) => JobKind::Ticket,
            Self::Slip(_) => JobKind::Slip,
            Self::Cancelled(_) => JobKind::Cancelled,
        }
    }
}

/// Decodes the detail of `event`; returns `None`, and logs it, if this program cannot decode it.
pub(super) fn decode_detail<T: DeserializeOwned>(event: &Envelope) -> Option<T> {
    serde_json::from_value(event.detail.clone())
        .inspect_err(|error| {
            let (seq, kind) = (event.seq.0, &event.detail_type);
            tracing::error!(seq, kind, %error, "cannot decode the event payload");
        })
        .ok()
}

impl<P: PrinterPort> Daemon<P> {
    /// Returns the job for the request of `event`: with its bytes, as the order is now, or held if
    /// it comes too late or this machine cannot lay it out.
    pub(super) fn job_for(
        &self,
        event: &Envelope,
        request: &PaperRequest,
    ) -> Result<Job, RoundError> {
        let about = request.about_order();
        let mut job = Job {
            ticket_seq: event.seq,
            kind: request.job_kind(),
            order_id: about.order_id,
            label: about.order_label.clone().unwrap_or_default(),
            wanted: event.booth_ms,
            state: JobState::Held,
            bytes: Vec::new(),
        };
        if self.is_late(event.booth_ms) {
            tracing::warn!(ticket = event.seq.0, "a ticket comes too late and is held");
            return Ok(job);
        }
        let ticket = self.ticket_now(event, request)?;
        if ticket.cancelled {
            job.kind = JobKind::Cancelled;
        }
        match crate::ticket_job(&ticket, self.paper) {
            Ok(bytes) => (job.state, job.bytes) = (JobState::Waiting, bytes),
            Err(error) => {
                tracing::error!(ticket = event.seq.0, %error, "a ticket cannot be laid out");
            }
        }
        Ok(job)
    }

    fn ticket_now(&self, event: &Envelope, request: &PaperRequest) -> Result<Ticket, RoundError> {
        let order = request.about_order().order_id;
        let mut ticket = request.to_ticket(&wall_time(event)).at_bar(&self.name);
        if ticket.mark == Mark::Copy && self.spool.has_unknown(order)? {
            ticket.mark = Mark::PossibleCopy;
        }
        // Without the order (it is over and deleted) there is a ticket all the same, without a
        // name.
        Ok(match self.hub.order_view(order)? {
            Some(view) => ticket.as_now(&view),
            None => ticket,
        })
    }
}

/// Returns the event's time as `14:07` in this machine's time zone; `~14:07` while the hub's clock
/// is not set.
fn wall_time(event: &Envelope) -> String {
    let Ok(time) = event.time.parse::<jiff::Timestamp>() else { return String::new() };
    let here = time.to_zoned(jiff::tz::TimeZone::system());
    let about = if event.clock == Clock::Trusted { "" } else { "~" };
    format!("{about}{}", here.strftime("%H:%M"))
}
