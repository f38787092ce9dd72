//! An order as it was after an earlier event: its own events up to there, folded again where the
//! order manager handled them.

use crema_api::answers::OrderView;
use crema_api::events::OrderingKey;
use crema_api::ids::{OrderId, Seq};

use super::Snapshot;
use super::orders::Joined;
use crate::kernel::handled::select_handled_up_to;
use crate::kernel::log;
use crate::services::order_manager;
use crate::services::order_manager::order::Order;
use crate::storage::{StorageError, only};

/// An order's events: the steps of its journey, and those that the journey failed on.
const EVENTS: &str = "SELECT seq FROM journey_steps WHERE order_id = ?3
    UNION SELECT seq FROM late_deliveries WHERE order_id = ?3 AND consumer = 'journey'
    UNION SELECT seq FROM dead_letters WHERE consumer = 'journey' AND key = ?4";

/// Whether the order manager and the journey have come as far as an event.
const ARE_AS_FAR: &str = "SELECT count(*) = 2 FROM consumers
    WHERE name IN (?1, 'journey') AND cursor >= ?2";

/// An order as it was.
#[derive(Debug, Clone, PartialEq)]
pub enum OrderThen {
    /// Its own fields, as they were.
    Was(Box<OrderView>),
    /// It had not begun; or what began it is among its events that cannot be read.
    NotBegun {
        /// How many there are of these.
        unreadable: u32,
    },
    /// That is not known yet: what is needed for it is still catching up, or away.
    CatchingUp,
}

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl Snapshot<'_> {
    /// An order's own fields as they were after event `at`, or after the last one, at that event's
    /// time. The name on its cup, its place in line and its timers are not in its events.
    pub fn order_at(&self, id: OrderId, at: Seq) -> Result<OrderThen, StorageError> {
        // A larger number than any event's fits no column.
        let at = at.min(self.seq());
        let manager = order_manager::NAME;
        if self.one(ARE_AS_FAR, (manager, at.0), only)? != Some(true) {
            return Ok(OrderThen::CatchingUp);
        }
        let sql = select_handled_up_to(EVENTS);
        let key = OrderingKey::Order(id).to_string();
        let events = self.all(&sql, (manager, at.0, id.0, key), log::read_row)?;
        let (mut order, mut unreadable) = (None, 0);
        for event in events {
            let Ok(event) = event.understand() else {
                unreadable += 1;
                continue;
            };
            match &mut order {
                None => order = Order::begin(&event),
                Some(order) => order.apply(&event),
            }
        }
        let Some(order) = order else { return Ok(OrderThen::NotBegun { unreadable }) };
        let barista = match order.progress.barista {
            Some(barista) => self.staff_name(barista)?,
            None => None,
        };
        let booth_ms = self.one("SELECT booth_ms FROM events WHERE seq = ?1", [at.0], only)?;
        let view = self.own_fields(Joined { order, cup: None, barista })?;
        let booth_ms = booth_ms.unwrap_or(view.booth_ms);
        Ok(OrderThen::Was(Box::new(OrderView { booth_ms, seq: at, unreadable, ..view })))
    }
}
