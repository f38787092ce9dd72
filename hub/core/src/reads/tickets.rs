//! Tickets: those asked for lately, and one as it is to be printed.

use crema_api::Fact;
use crema_api::events::order_manager::TicketWanted;
use crema_api::ids::{OrderId, Seq};

use super::Snapshot;
use crate::kernel::log;
use crate::storage::StorageError;

/// A ticket that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketRow {
    /// The event that asked for it.
    pub seq: Seq,
    /// Its order.
    pub order_id: OrderId,
    /// `B42`.
    pub label: String,
    /// Whether it is a further one of the same order.
    pub copy: bool,
    /// When it was asked for, booth time in ms.
    pub booth_ms: u64,
    /// What the printer said of it: `printed`, `unknown`, or nothing yet.
    pub fate: Option<String>,
}

/// All that a ticket says.
#[derive(Debug, Clone, PartialEq)]
pub struct TicketAsked {
    /// What was asked for.
    pub wanted: TicketWanted,
    /// When, wall time in ms since 1970.
    pub wall_ms: i64,
    /// The name for the cup, while it exists.
    pub name: Option<String>,
    /// Who asked for it, while the name exists.
    pub barista: Option<String>,
}

impl Snapshot<'_> {
    /// The last tickets, newest first.
    ///
    /// # Errors
    /// [`StorageError`]
    pub fn tickets(&self, limit: u32) -> Result<Vec<TicketRow>, StorageError> {
        self.all(
            "SELECT seq, order_id, label, copy, booth_ms, fate FROM devices_tickets
             ORDER BY seq DESC LIMIT ?1",
            [limit],
            |row| {
                Ok(TicketRow {
                    seq: Seq(row.get(0)?),
                    order_id: OrderId(row.get(1)?),
                    label: row.get(2)?,
                    copy: row.get(3)?,
                    booth_ms: row.get(4)?,
                    fate: row.get(5)?,
                })
            },
        )
    }

    /// The ticket that the event at `seq` asks for; none if it asks for none.
    ///
    /// # Errors
    /// [`StorageError`]
    pub fn ticket(&self, seq: Seq) -> Result<Option<TicketAsked>, StorageError> {
        let sql = format!("SELECT {} FROM events WHERE seq = ?1", log::COLUMNS);
        let Some(raw) = self.one(&sql, [seq.0], log::read_row)? else { return Ok(None) };
        let event = raw.understand().map_err(|fault| StorageError::Refused(fault.to_string()))?;
        let Fact::TicketWanted(wanted) = event.fact else { return Ok(None) };
        let name = self.one(
            "SELECT name FROM names_on_cups WHERE order_id = ?1",
            [wanted.about.order_id.0],
            |row| row.get(0),
        )?;
        let barista = self.one(
            "SELECT name FROM names_of_staff WHERE session_id = ?1",
            [wanted.barista_user_id.0],
            |row| row.get(0),
        )?;
        Ok(Some(TicketAsked { wanted, wall_ms: event.at.wall_ms, name, barista }))
    }
}
