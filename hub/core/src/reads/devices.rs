//! Printers and boards as they are now.

use crema_api::events::board::BoardCondition;
use crema_api::events::printer::Condition;
use crema_api::ids::SessionId;

use serde::de::DeserializeOwned;

use super::Snapshot;
use crate::storage::{StorageError, if_readable};

/// A paired printer or board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The session of its pairing.
    pub session_id: SessionId,
    /// The name of the pairing, while the name exists.
    pub name: Option<String>,
    /// Printer or board, with its last condition.
    pub kind: DeviceKind,
}

/// The kinds of devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceKind {
    /// A printer.
    Printer {
        /// The name that it reports.
        printer: String,
        /// The condition that it reported last, or that it is silent.
        condition: Condition,
    },
    /// A board.
    Board {
        /// Whether it is connected.
        condition: BoardCondition,
    },
}

impl Device {
    /// Whether the device is gone.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        match &self.kind {
            DeviceKind::Printer { condition, .. } => *condition == Condition::Gone,
            DeviceKind::Board { condition } => *condition == BoardCondition::Gone,
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn label(&self) -> &str {
        match (&self.kind, &self.name) {
            (DeviceKind::Printer { printer, .. }, _) => printer,
            (DeviceKind::Board { .. }, Some(name)) => name,
            (DeviceKind::Board { .. }, None) => "board",
        }
    }
}

/// A condition of a newer version or of a damaged row is read as `unknown`: one row must not fail
/// the whole list.
fn parse_condition<T: DeserializeOwned>(condition: &str, unknown: T) -> T {
    serde_json::from_str(condition).unwrap_or(unknown)
}

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl Snapshot<'_> {
    /// Printers and boards whose pairing has not ended, by name.
    pub fn devices(&self) -> Result<Vec<Device>, StorageError> {
        let rows = self.all(
            "SELECT d.session_id, n.name, d.printer, d.condition
             FROM devices_now d JOIN access_sessions s ON s.session_id = d.session_id
             LEFT JOIN names_of_staff n ON n.session_id = d.session_id
             ORDER BY coalesce(d.printer, n.name), d.session_id",
            [],
            |row| {
                let session = SessionId(row.get("session_id")?);
                let printer: Option<String> = row.get("printer")?;
                Ok((
                    session,
                    if_readable(row, "name")?,
                    printer,
                    row.get::<_, String>("condition")?,
                ))
            },
        )?;
        let devices = rows.into_iter().map(|(session_id, name, printer, condition)| {
            let kind = match printer {
                Some(printer) => DeviceKind::Printer {
                    printer,
                    condition: parse_condition(&condition, Condition::Gone),
                },
                None => DeviceKind::Board {
                    condition: parse_condition(&condition, BoardCondition::Gone),
                },
            };
            Device { session_id, name, kind }
        });
        Ok(devices.collect())
    }
}
