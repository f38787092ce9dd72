//! Devices: printers and boards, whether they are there, and the tickets that were asked for.
//!
//! Takes `Report` and `Notice`; emits `Printer.*` and `Board.*`. As a projection it owns
//! `devices_now` (printers and boards by their pairing, and the last report of each) and
//! `devices_tickets` (each ticket asked for, and its fate).
//!
//! A device that falls silent cannot report it, and the core asks no clock: the hub's shell watches
//! for signs of life and sends a `Notice` (`hub/src/http/watch.rs`).

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, Notice, Outcome, Report, Role, TEXT_CHARS_MAX};
use crema_api::events::board::{self, BoardCondition};
use crema_api::events::printer::{
    Condition, EventUnreadable, StatusChanged, TicketPrinted, TicketUnknown,
};
use crema_api::events::{AboutOrder, names};
use crema_api::ids::{OrderId, Seq, SessionId};
use crema_api::problem::RefusalKind;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::{Projection, Service};
use crate::kernel::log::RecordedEvent;
use crate::kernel::tables::Tables;

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::projection(Devices).with_tables("devices_").with_commands(command)
}

fn command(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    command: &Command,
) -> Option<Result<Outcome, Fault>> {
    match command {
        Command::Report(what) => Some(report(cascade, caller, what)),
        Command::Notice(what) => Some(notice(cascade, what)),
        _ => None,
    }
}

/// The projection.
#[derive(Debug, Default)]
struct Devices;

impl Projection for Devices {
    fn name(&self) -> &'static str {
        "devices"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["devices_now", "devices_tickets"]
    }

    fn subscribes_to(&self, detail_type: &str) -> bool {
        [
            names::TicketWanted,
            names::SlipWanted,
            names::TicketPrinted,
            names::TicketUnknown,
            names::PrinterStatusChanged,
            names::BoardStatusChanged,
            names::SessionOpened,
            names::SessionClosed,
        ]
        .contains(&detail_type)
    }

    fn apply(&self, tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        match &event.fact {
            DomainEvent::TicketWanted(wanted) => {
                note_ticket(tables, event, &wanted.about, Paper::Ticket { copy: wanted.copy })?;
            }
            DomainEvent::SlipWanted(wanted) => {
                note_ticket(tables, event, &wanted.about, Paper::Slip)?;
            }
            DomainEvent::TicketPrinted(printed) => {
                set_fate(tables, printed.ticket_seq.0, "printed")?;
            }
            DomainEvent::TicketUnknown(unknown) => {
                set_fate(tables, unknown.ticket_seq.0, "unknown")?;
            }
            DomainEvent::PrinterStatusChanged(changed) => {
                note_printer(tables, changed, event.seq)?;
            }
            DomainEvent::BoardStatusChanged(changed) => {
                let condition = serde_json::to_string(&changed.condition)?;
                set_condition(tables, changed.session_id, &condition, event.seq)?;
            }
            DomainEvent::SessionOpened(opened) if opened.role == Role::Board => {
                let there = serde_json::to_string(&BoardCondition::Ok)?;
                tables.execute(
                    "INSERT INTO devices_now (session_id, printer, condition, seq)
                     VALUES (?1, NULL, ?2, ?3)",
                    &[&opened.session_id.0, &there, &event.seq.0],
                )?;
            }
            // Unpaired on purpose: no longer anyone's trouble.
            DomainEvent::SessionClosed(closed) => {
                let sql = "DELETE FROM devices_now WHERE session_id = ?1";
                tables.execute(sql, &[&closed.session_id.0])?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Saves the last report of a printer. Its own makes the printer known; the hub's, that it is
/// silent, only changes a known one, so that it cannot bring back a printer whose pairing has just
/// ended.
fn note_printer(tables: Tables<'_>, changed: &StatusChanged, at: Seq) -> Result<(), Fault> {
    let Some(session) = changed.session_id else { return Ok(()) };
    let condition = serde_json::to_string(&changed.condition)?;
    if changed.silent {
        return set_condition(tables, session, &condition, at);
    }
    tables.execute(
        "INSERT INTO devices_now (session_id, printer, condition, seq) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET printer = excluded.printer, condition = excluded.condition,
             seq = excluded.seq
         WHERE seq < excluded.seq",
        &[&session.0, &changed.printer, &condition, &at.0],
    )?;
    Ok(())
}

fn set_condition(
    tables: Tables<'_>,
    session: SessionId,
    condition: &str,
    at: Seq,
) -> Result<(), Fault> {
    let sql = "UPDATE devices_now SET condition = ?2, seq = ?3 WHERE session_id = ?1 AND seq < ?3";
    tables.execute(sql, &[&session.0, &condition, &at.0])?;
    Ok(())
}

/// The kinds of tickets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paper {
    /// For the cup.
    Ticket {
        /// Whether the same order had a ticket before.
        copy: bool,
    },
    /// For the guest's hand.
    Slip,
}

fn note_ticket(
    tables: Tables<'_>,
    event: &RecordedEvent,
    about: &AboutOrder,
    paper: Paper,
) -> Result<(), Fault> {
    let label = about.order_label.as_deref().unwrap_or("");
    let copy = matches!(paper, Paper::Ticket { copy: true });
    let slip = paper == Paper::Slip;
    tables.execute(
        "INSERT INTO devices_tickets (seq, order_id, label, slip, copy, booth_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[&event.seq.0, &about.order_id.0, &label, &slip, &copy, &event.at.booth_ms.0],
    )?;
    Ok(())
}

fn set_fate(tables: Tables<'_>, ticket: u64, fate: &str) -> Result<(), Fault> {
    tables.execute("UPDATE devices_tickets SET fate = ?2 WHERE seq = ?1", &[&ticket, &fate])?;
    Ok(())
}

/// Puts a printer's report on the bus. Refused when its name is empty, too long or has control
/// characters, when its event is not in the log, or is not a ticket of its order.
fn report(cascade: &mut Cascade<'_>, caller: Caller, report: &Report) -> Result<Outcome, Fault> {
    let fact: DomainEvent = match report.clone() {
        Report::TicketPrinted { printer, order_id, ticket_seq } => {
            ticket_of(cascade, order_id, ticket_seq)?;
            let message = format!("{} printed the ticket.", named(&printer)?);
            TicketPrinted { order_id, ticket_seq, printer, message }.into()
        }
        Report::TicketUnknown { printer, order_id, ticket_seq } => {
            ticket_of(cascade, order_id, ticket_seq)?;
            let message =
                format!("{} cannot say whether the ticket is on paper.", named(&printer)?);
            TicketUnknown { order_id, ticket_seq, printer, message }.into()
        }
        Report::Condition { printer, condition } => {
            let message = format!("{} {}.", named(&printer)?, in_words(condition));
            let session_id = match caller {
                Caller::Session(session_id, _) => Some(session_id),
                _ => None,
            };
            StatusChanged { printer, condition, session_id, silent: false, message }.into()
        }
        Report::EventUnreadable { printer, seq } => {
            in_the_log(cascade, seq)?;
            let message = format!(
                "{} cannot read event {seq}. If it was a ticket, it is missing.",
                named(&printer)?
            );
            EventUnreadable { printer, unreadable_seq: seq, message }.into()
        }
    };
    let seq = cascade.emit(fact)?;
    Ok(Outcome::Event { seq })
}

/// Puts a notice of the hub about a device on the bus.
///
/// # Errors
/// When the event cannot be appended.
pub fn notice(cascade: &mut Cascade<'_>, notice: &Notice) -> Result<Outcome, Fault> {
    let fact: DomainEvent = match notice.clone() {
        Notice::PrinterGone { session_id, printer } => {
            let message = format!("{printer} gives no sign of life.");
            let (condition, session_id) = (Condition::Gone, Some(session_id));
            StatusChanged { printer, condition, session_id, silent: true, message }.into()
        }
        Notice::BoardGone { session_id } => {
            let message = "A board gives no sign of life.".to_owned();
            board::StatusChanged { session_id, condition: BoardCondition::Gone, message }.into()
        }
        Notice::BoardBack { session_id } => {
            let message = "A board is back.".to_owned();
            board::StatusChanged { session_id, condition: BoardCondition::Ok, message }.into()
        }
    };
    let seq = cascade.emit(fact)?;
    Ok(Outcome::Event { seq })
}

/// Refuses an event that is not in the log. A ticket is known by the event that asked for it, and a
/// number that no event has can be larger than any table holds.
fn in_the_log(cascade: &Cascade<'_>, event: Seq) -> Result<(), Fault> {
    let end = cascade.head();
    if event == Seq(0) || event > end {
        return Err(Fault::refuse(
            RefusalKind::BadInput,
            format!("There is no event {event}: events count from 1 and have come to {end}."),
        ));
    }
    Ok(())
}

/// Refuses an event that asked for no ticket of this order: a device could give any order steps in its
/// journey otherwise. The log is asked and not the projection's table, which may be behind.
fn ticket_of(cascade: &Cascade<'_>, order: OrderId, event: Seq) -> Result<(), Fault> {
    in_the_log(cascade, event)?;
    let raw = cascade.event_at(event)?;
    let asked_by = raw.and_then(|raw| match raw.understand().ok()?.fact {
        DomainEvent::TicketWanted(wanted) => Some(wanted.about.order_id),
        DomainEvent::SlipWanted(wanted) => Some(wanted.about.order_id),
        // A slip says of a ticket that is out that it is not to be made.
        DomainEvent::OrderCancelled(cancelled) => Some(cancelled.about.order_id),
        _ => None,
    });
    if asked_by != Some(order) {
        let sentence = format!("Event {event} asks for no ticket of that order.");
        return Err(Fault::refuse(RefusalKind::BadInput, sentence));
    }
    Ok(())
}

fn named(printer: &str) -> Result<&str, Fault> {
    let length = printer.chars().count();
    if length == 0 || length > TEXT_CHARS_MAX || printer.chars().any(char::is_control) {
        return Err(Fault::refuse(
            RefusalKind::BadInput,
            format!("A printer's name has 1 to {TEXT_CHARS_MAX} characters."),
        ));
    }
    Ok(printer)
}

fn in_words(condition: Condition) -> &'static str {
    match condition {
        Condition::Ok => "prints",
        Condition::PaperLow => "is low on paper",
        Condition::PaperOut => "has no paper",
        Condition::CoverOpen => "has its cover open",
        Condition::Gone => "is not there",
        Condition::Fault => "has a fault",
        Condition::Unknown(_) => "is in a state that this hub does not know",
    }
}
