//! Tickets: those requested lately, and one with all that is to be printed.

use crema_api::DomainEvent;
use crema_api::events::order_manager::{SlipWanted, TicketWanted};
use crema_api::ids::{OrderId, Seq};

use super::Snapshot;
use crate::kernel::log;
use crate::storage::{StorageError, only};

/// A requested ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketRow {
    /// The event that requested it.
    pub seq: Seq,
    /// Its order.
    pub order_id: OrderId,
    /// The order's label, such as `B42`.
    pub label: String,
    /// Whether it is a slip for a guest at the counter.
    pub slip: bool,
    /// Whether the same order had a ticket before.
    pub copy: bool,
    /// When it was requested, booth time in ms.
    pub booth_ms: u64,
    /// The printer's report, `printed` or `unknown`; `None` until it comes.
    pub fate: Option<String>,
}

/// The kinds of tickets.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// For the cup.
    Ticket(TicketWanted),
    /// For the guest's hand.
    Slip(SlipWanted),
}

/// Everything that is printed on a ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct TicketAsked {
    /// The event's detail: a ticket or a slip.
    pub wanted: Wanted,
    /// When it was requested, wall time in ms since 1970.
    pub wall_ms: i64,
    /// The name for the cup, while it exists.
    pub name: Option<String>,
    /// The barista who requested it, while the name exists.
    pub barista: Option<String>,
}

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl Snapshot<'_> {
    /// The newest `limit` tickets, newest first.
    pub fn tickets(&self, limit: u32) -> Result<Vec<TicketRow>, StorageError> {
        self.all(
            "SELECT seq, order_id, label, slip, copy, booth_ms, fate FROM devices_tickets
             ORDER BY seq DESC LIMIT ?1",
            [limit],
            |row| {
                Ok(TicketRow {
                    seq: Seq(row.get("seq")?),
                    order_id: OrderId(row.get("order_id")?),
                    label: row.get("label")?,
                    slip: row.get("slip")?,
                    copy: row.get("copy")?,
                    booth_ms: row.get("booth_ms")?,
                    fate: row.get("fate")?,
                })
            },
        )
    }

    /// The ticket that the event at `seq` requests; `None` if the event requests no ticket, or
    /// cannot be read.
    pub fn ticket(&self, seq: Seq) -> Result<Option<TicketAsked>, StorageError> {
        let sql = log::select("WHERE seq = ?1");
        let Some(raw) = self.one(&sql, [seq.0], log::read_row)? else { return Ok(None) };
        let Ok(event) = raw.understand() else { return Ok(None) };
        let (wanted, order, asked_by) = match event.fact {
            DomainEvent::TicketWanted(wanted) => {
                let (order, by) = (wanted.about.order_id, Some(wanted.barista_user_id));
                (Wanted::Ticket(wanted), order, by)
            }
            DomainEvent::SlipWanted(wanted) => {
                let order = wanted.about.order_id;
                (Wanted::Slip(wanted), order, None)
            }
            _ => return Ok(None),
        };
        let name =
            self.one("SELECT name FROM names_on_cups WHERE order_id = ?1", [order.0], only)?;
        let barista = self.one(
            "SELECT name FROM names_of_staff WHERE session_id = ?1",
            [asked_by.map(|by| by.0)],
            only,
        )?;
        Ok(Some(TicketAsked { wanted, wall_ms: event.at.wall_ms, name, barista }))
    }
}
