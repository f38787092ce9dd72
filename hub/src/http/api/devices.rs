//! Printers and boards: their signs of life, what printers report, the last tickets, and a ticket's
//! picture.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use crema_api::alive::{SignOfLife, SignTaken};
use crema_api::commands::{Command, Report};
use crema_api::ids::{OrderId, Seq};
use crema_api::problem::RefusalKind;
use crema_core::reads::{TicketAsked, Wanted};
use crema_printer::{Paper, Ticket, TicketError};
use schemars::JsonSchema;
use serde::Serialize;

use super::events::{Appended, appended_event, check_seq};
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::{Identity, Json, Path, Write, not_signed_in};

/// Tickets that are listed: the last hour of a busy booth.
const TICKETS_LISTED: u32 = 100;

/// The last tickets.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tickets {
    /// The newest first.
    pub tickets: Vec<TicketView>,
}

/// A ticket that was asked for.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TicketView {
    /// Place of the `OrderManager.TicketWanted` in the log; its picture is `tickets/<seq>.png`.
    pub seq: Seq,
    /// The order.
    pub order_id: OrderId,
    /// `B42`.
    pub label: String,
    /// Whether it is a further copy, and is marked as one.
    pub copy: bool,
    /// Booth time it was asked for, ms.
    pub booth_ms: u64,
    /// Its fate, once a printer has reported one.
    pub fate: Option<Fate>,
}

/// The fate of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// The printer reported that it is on paper.
    Printed,
    /// It may be on paper, and may not.
    Unknown,
}

impl Fate {
    /// Returns the fate with this word, if this version knows it.
    fn parse(word: &str) -> Option<Self> {
        match word {
            "printed" => Some(Self::Printed),
            "unknown" => Some(Self::Unknown),
            _ => None,
        }
    }
}

/// Takes a sign of life. Nothing is written.
pub async fn alive(
    State(app): State<App>,
    who: Identity,
    Json(sign): Json<SignOfLife>,
) -> Result<Json<SignTaken>, ApiError> {
    let session = who.session.ok_or_else(not_signed_in)?.session_id;
    Ok(Json(app.watch().note_sign(session, &sign)))
}

pub async fn report(
    write: Write,
    Path(_device): Path<String>,
    Json(report): Json<Report>,
) -> Result<Json<Appended>, ApiError> {
    match &report {
        Report::TicketPrinted { ticket_seq: seq, .. }
        | Report::TicketUnknown { ticket_seq: seq, .. }
        | Report::EventUnreadable { seq, .. } => {
            check_seq(*seq)?;
        }
        Report::Condition { .. } => {
            let session = write.who.session.as_ref().ok_or_else(not_signed_in)?;
            write.app.watch().count_report(session.session_id)?;
        }
    }
    appended_event(&write.execute(Command::Report(report)).await?)
}

pub async fn tickets(State(app): State<App>) -> Result<Json<Tickets>, ApiError> {
    let rows = app.read(|snapshot| snapshot.tickets(TICKETS_LISTED)).await?;
    let tickets = rows.into_iter().map(|row| TicketView {
        seq: row.seq,
        order_id: row.order_id,
        label: row.label,
        copy: row.copy,
        booth_ms: row.booth_ms,
        fate: row.fate.as_deref().and_then(Fate::parse),
    });
    Ok(Json(Tickets { tickets: tickets.collect() }))
}

/// The ticket as the printer prints it.
pub async fn ticket_png(
    State(app): State<App>,
    Path(file): Path<String>,
) -> Result<Response, ApiError> {
    let no_such = || ApiError::new(RefusalKind::NotFound, "There is no such ticket.");
    let seq = file.strip_suffix(".png").and_then(|seq| seq.parse().ok()).ok_or_else(no_such)?;
    let seq = check_seq(seq).map_err(|_| no_such())?;
    let asked = app.read(move |snapshot| snapshot.ticket(seq)).await?.ok_or_else(no_such)?;
    match tokio::task::spawn_blocking(move || draw_ticket(&asked)).await {
        Ok(Ok(png)) => Ok(([(header::CONTENT_TYPE, "image/png")], png).into_response()),
        Ok(Err(error)) => Err(draw_error(seq, &error)),
        Err(error) => Err(draw_error(seq, &error)),
    }
}

/// Draws the ticket on the wider of the two papers. This takes some ms, so it is done off the
/// sockets' threads.
fn draw_ticket(asked: &TicketAsked) -> Result<Vec<u8>, TicketError> {
    let time = local_time(asked.wall_ms);
    let ticket = match &asked.wanted {
        Wanted::Ticket(wanted) => Ticket::from_event(wanted, asked.name.as_deref(), &time),
        Wanted::Slip(wanted) => Ticket::guest_slip(wanted, &time),
    };
    crema_printer::ticket_png(&ticket, Paper::Paper80)
}

fn draw_error(seq: Seq, error: &dyn std::fmt::Display) -> ApiError {
    tracing::error!(%error, seq = seq.0, "a ticket could not be drawn");
    ApiError::new(RefusalKind::Internal, "The ticket's picture could not be drawn.")
}

/// Returns the local time of day: `14:07`.
#[must_use]
pub fn local_time(wall_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(wall_ms)
        .map(|at| at.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M").to_string())
        .unwrap_or_default()
}
