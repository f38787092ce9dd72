//! Devices: printers, what they say of themselves, and the tickets that were asked for.
//!
//! Takes `Report`; says `Printer.*`. As a projection it owns `devices_printers` (the last word of
//! each printer) and `devices_tickets` (each ticket asked for, and its fate).

use crema_api::Fact;
use crema_api::commands::{Outcome, Report, TEXT_CHARS_MAX};
use crema_api::events::printer::{Condition, StatusChanged, TicketPrinted, TicketUnknown};
use crema_api::events::{AboutOrder, names};
use crema_api::ids::Seq;
use crema_api::problem::RefusalKind;

use super::Projection;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::log::Recorded;
use crate::storage::Door;

/// The projection.
#[derive(Debug, Default)]
pub struct Devices;

impl Projection for Devices {
    fn name(&self) -> &'static str {
        "devices"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["devices_printers", "devices_tickets"]
    }

    fn hears(&self, detail_type: &str) -> bool {
        [
            names::TicketWanted,
            names::SlipWanted,
            names::TicketPrinted,
            names::TicketUnknown,
            names::PrinterStatusChanged,
        ]
        .contains(&detail_type)
    }

    fn hear(&self, door: &dyn Door, event: &Recorded) -> Result<(), Fault> {
        match &event.fact {
            Fact::TicketWanted(wanted) => {
                note_ticket(door, event, &wanted.about, Paper::Ticket { copy: wanted.copy })?;
            }
            Fact::SlipWanted(wanted) => note_ticket(door, event, &wanted.about, Paper::Slip)?,
            Fact::TicketPrinted(printed) => set_fate(door, printed.ticket_seq.0, "printed")?,
            Fact::TicketUnknown(unknown) => set_fate(door, unknown.ticket_seq.0, "unknown")?,
            Fact::PrinterStatusChanged(changed) => {
                door.execute(
                    "INSERT INTO devices_printers (printer, condition) VALUES (?1, ?2)
                     ON CONFLICT DO UPDATE SET condition = excluded.condition",
                    &[&changed.printer, &serde_json::to_string(&changed.condition)?],
                )?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// What is to be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paper {
    /// For the cup.
    Ticket {
        /// A further one of the same order.
        copy: bool,
    },
    /// For the guest's hand.
    Slip,
}

fn note_ticket(
    door: &dyn Door,
    event: &Recorded,
    about: &AboutOrder,
    paper: Paper,
) -> Result<(), Fault> {
    let label = about.order_label.as_deref().unwrap_or("");
    let copy = matches!(paper, Paper::Ticket { copy: true });
    let slip = paper == Paper::Slip;
    door.execute(
        "INSERT INTO devices_tickets (seq, order_id, label, slip, copy, booth_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[&event.seq.0, &about.order_id.0, &label, &slip, &copy, &event.at.booth_ms.0],
    )?;
    Ok(())
}

fn set_fate(door: &dyn Door, ticket: u64, fate: &str) -> Result<(), Fault> {
    door.execute("UPDATE devices_tickets SET fate = ?2 WHERE seq = ?1", &[&ticket, &fate])?;
    Ok(())
}

/// Puts on the bus what a printer tells.
///
/// # Errors
/// Refused when the printer's name is out of form, or the log does not reach to the ticket.
pub fn report(cascade: &mut Cascade<'_>, report: &Report) -> Result<Outcome, Fault> {
    let fact: Fact = match report.clone() {
        Report::TicketPrinted { printer, order_id, ticket_seq } => {
            in_the_log(cascade, ticket_seq)?;
            let message = format!("{} printed the ticket.", named(&printer)?);
            TicketPrinted { order_id, ticket_seq, printer, message }.into()
        }
        Report::TicketUnknown { printer, order_id, ticket_seq } => {
            in_the_log(cascade, ticket_seq)?;
            let message =
                format!("{} cannot say whether the ticket is on paper.", named(&printer)?);
            TicketUnknown { order_id, ticket_seq, printer, message }.into()
        }
        Report::Condition { printer, condition } => {
            let message = format!("{} {}.", named(&printer)?, in_words(condition));
            StatusChanged { printer, condition, message }.into()
        }
    };
    let seq = cascade.emit(fact)?;
    Ok(Outcome::Event { seq })
}

/// A ticket is known by the event that asked for it. A number that no event has can be larger than
/// any table holds.
fn in_the_log(cascade: &Cascade<'_>, ticket: Seq) -> Result<(), Fault> {
    let end = cascade.head();
    if ticket == Seq(0) || ticket > end {
        return Err(Fault::refuse(
            RefusalKind::BadInput,
            format!("There is no ticket {ticket}: events count from 1 and have come to {end}."),
        ));
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
    }
}
