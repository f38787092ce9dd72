//! The table of running executions. While one waits it is a row here, a secret token and perhaps a
//! timer, and costs nothing.

use crema_api::events::AboutOrder;
use crema_api::ids::{OrderId, Seq};
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::resources::Subject;
use super::{STEPS, WAITS};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::secrets::SecretKind;
use crate::storage::only;
use crate::workflow::Position;

/// Where an execution waits.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Waiting {
    pub at: Position,
    /// The event that was put when the wait began, if one was. It identifies the wait, so that an
    /// answer meant for one wait never resumes another.
    pub put: Option<String>,
    /// Whether a timer runs.
    pub timed: bool,
    /// Whether it waits for no answer, only for its next turn: its task has not begun.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub yielded: bool,
}

/// A row as stored. `position` and `input` are read only when they are needed: an execution that
/// this program cannot read has to end as well.
pub(super) struct ExecutionRow {
    /// The version of its definition.
    pub version: String,
    /// Where it waits: [`Waiting`] as JSON.
    pub position: String,
    /// The input it was started with, as JSON, if there was any.
    pub input: Option<String>,
    /// The event that started it.
    pub started_seq: Seq,
}

impl ExecutionRow {
    /// The row of an order's execution.
    pub fn load(cascade: &Cascade<'_>, order: OrderId) -> Result<Option<Self>, Fault> {
        cascade.query_one(
            "SELECT version, position, input, started_seq
             FROM processor_executions WHERE order_id = ?1",
            &[&order.0],
            Self::read,
        )
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            version: row.get("version")?,
            position: row.get("position")?,
            input: row.get("input")?,
            started_seq: Seq(row.get("started_seq")?),
        })
    }
}

/// Inserts a new execution. Most are started with an empty input, which is not kept.
pub(super) fn insert(
    cascade: &Cascade<'_>,
    version: &str,
    Subject { about, started_seq }: &Subject,
    input: &Value,
    waiting: &Waiting,
) -> Result<(), Fault> {
    let is_empty = input.as_object().is_some_and(serde_json::Map::is_empty);
    cascade.execute(
        "INSERT INTO processor_executions (order_id, version, position, about, input, started_seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[
            &about.order_id.0,
            &version,
            &serde_json::to_string(waiting)?,
            &serde_json::to_string(about)?,
            &(!is_empty).then(|| input.to_string()),
            &started_seq.0,
        ],
    )?;
    Ok(())
}

/// Saves where an execution waits.
pub(super) fn update(
    cascade: &Cascade<'_>,
    about: &AboutOrder,
    waiting: &Waiting,
) -> Result<(), Fault> {
    cascade.execute(
        "UPDATE processor_executions SET position = ?2, about = ?3 WHERE order_id = ?1",
        &[&about.order_id.0, &serde_json::to_string(waiting)?, &serde_json::to_string(about)?],
    )?;
    Ok(())
}

/// Saves the order's fields for later events.
pub(super) fn update_about(cascade: &Cascade<'_>, about: &AboutOrder) -> Result<(), Fault> {
    cascade.execute(
        "UPDATE processor_executions SET about = ?2 WHERE order_id = ?1",
        &[&about.order_id.0, &serde_json::to_string(about)?],
    )?;
    Ok(())
}

/// The order's fields as its execution knows them.
pub(super) fn about(cascade: &Cascade<'_>, order: OrderId) -> Result<Option<AboutOrder>, Fault> {
    let about: Option<String> = cascade.query_one(
        "SELECT about FROM processor_executions WHERE order_id = ?1",
        &[&order.0],
        only,
    )?;
    Ok(about.map(|about| serde_json::from_str(&about)).transpose()?)
}

/// Removes an execution with its token.
pub(super) fn remove(cascade: &Cascade<'_>, order: OrderId) -> Result<(), Fault> {
    cascade.execute("DELETE FROM processor_executions WHERE order_id = ?1", &[&order.0])?;
    cascade.remove_secret(SecretKind::TaskToken, order.0.as_bytes())
}

/// Cancels every timer of an execution, also where it is not known whether there is one.
pub(super) fn cancel_timers(cascade: &Cascade<'_>, order: OrderId) -> Result<(), Fault> {
    cascade.cancel_timer(WAITS.of_order(&order))?;
    cascade.cancel_timer(STEPS.of_order(&order))
}
