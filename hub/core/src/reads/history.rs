//! An order as it was after an earlier event: its own events up to there, folded again.

use crema_api::answers::OrderView;
use crema_api::ids::{OrderId, Seq};

use super::Snapshot;
use super::orders::Joined;
use crate::kernel::log::{self, Logged};
use crate::services::order_manager;
use crate::services::order_manager::order::Order;
use crate::storage::{StorageError, only};

/// An order's events up to one, by the index of its steps. An event that the order manager could
/// not handle yet has changed nothing.
const EVENTS_UP_TO: &str = "WHERE seq IN (
        SELECT seq FROM journey_steps WHERE order_id = ?1 AND seq <= ?2
    ) AND NOT EXISTS (
        SELECT 1 FROM dead_letters WHERE consumer = ?3 AND dead_letters.seq = events.seq
    ) ORDER BY seq";

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl Snapshot<'_> {
    /// An order's own fields as they were after event `at`, at that event's time; `None` if it had
    /// not begun. The name on its cup, its place in line and its timers are not in its events.
    pub fn order_at(&self, id: OrderId, at: Seq) -> Result<Option<OrderView>, StorageError> {
        let sql = log::select(EVENTS_UP_TO);
        let events = self.all(&sql, (id.0, at.0, order_manager::NAME), log::read_row)?;
        let mut order = None;
        for event in events {
            let Logged::Read(event) = Logged::from(event) else { continue };
            match &mut order {
                None => order = Order::begin(&event),
                Some(order) => order.apply(&event),
            }
        }
        let Some(order) = order else { return Ok(None) };
        let barista = match order.progress.barista {
            Some(barista) => self.staff_name(barista)?,
            None => None,
        };
        let booth_ms = self.one("SELECT booth_ms FROM events WHERE seq = ?1", [at.0], only)?;
        let view = self.own_fields(Joined { order, cup: None, barista })?;
        Ok(Some(OrderView { booth_ms: booth_ms.unwrap_or(view.booth_ms), seq: at, ..view }))
    }
}
