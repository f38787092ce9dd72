//! When an order is given up, and which orders were given up today.

use crema_api::answers::{GivenUp, Orders};
use crema_api::ids::OrderId;
use crema_api::order::OrderState;

use super::Snapshot;
use super::orders::{joined_from, read_joined};
use crate::services::order_manager::order::Order;
use crate::services::{order_manager, order_processor};
use crate::storage::StorageError;

/// The newest orders that were given up today and whose notice is shown.
const TODAYS_NOTICES: &str =
    "WHERE noticed = 1 AND state = 'timed_out' AND given_up_ms > (SELECT day_ms FROM manager_store)
    ORDER BY given_up_ms DESC LIMIT ?1";

/// How long an order still waits: for its customer, or for a barista.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wait {
    /// When it is over, ms of booth time.
    pub due_ms: Option<u64>,
    /// While the store is paused, the remaining time instead, ms.
    pub left_ms: Option<u64>,
}

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl Snapshot<'_> {
    /// The newest `limit` orders that were given up today and neither requeued nor dismissed, in
    /// the order in which they would have been made.
    pub fn given_up(&self, limit: u32) -> Result<Orders, StorageError> {
        let queue = self.queue_now()?;
        let before = self.unreadable.get();
        let mut found = self.all(&joined_from(TODAYS_NOTICES), [limit], read_joined)?;
        let unreadable = self.unreadable_since(before);
        found.sort_by_key(|found| found.order.progress.rank);
        let orders = found.into_iter().map(|found| self.order_view(found, &queue, 0));
        let orders = orders.collect::<Result<_, _>>()?;
        Ok(Orders { orders, unreadable, booth_ms: self.now.0, seq: self.seq })
    }

    /// The order's wait, by the timer of its workflow or, once that has ended, of the order manager.
    pub(super) fn wait(&self, id: OrderId) -> Result<Wait, StorageError> {
        let sql = "SELECT due_ms, left_ms FROM timers
                   WHERE ((owner = ?1 AND kind = ?2) OR (owner = ?3 AND kind = ?4))
                     AND subject = ?5 AND state IN ('running', 'suspended')";
        let (workflow, manager) = (order_processor::WAITS, order_manager::timers::WAITS);
        let keys = (workflow.owner, workflow.kind, manager.owner, manager.kind, id.0.as_bytes());
        let wait = self.one(sql, keys, |row| {
            Ok(Wait { due_ms: row.get("due_ms")?, left_ms: row.get("left_ms")? })
        })?;
        Ok(wait.unwrap_or_default())
    }

    /// How the order was given up, if that was today.
    pub(super) fn given_up_today(&self, order: &Order) -> Result<Option<GivenUp>, StorageError> {
        let (OrderState::TimedOut, Some(at_booth_ms)) = (order.state(), order.given_up_ms) else {
            return Ok(None);
        };
        let sql = "SELECT 1 FROM manager_store WHERE occasion = ?1 AND day_seq < ?2";
        let today = self.one(sql, (&order.occasion.0, order.started_seq.0), |_| Ok(()))?;
        Ok(today.map(|()| GivenUp { at_booth_ms, dismissed: !order.progress.noticed }))
    }
}
