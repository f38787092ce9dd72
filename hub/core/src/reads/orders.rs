//! Orders as they are now, with names.

use crema_api::answers::{Cancelling, OrderView, Orders, Person};
use crema_api::ids::{OrderId, SessionId, UserId};
use crema_api::order::OrderState;
use rusqlite::Row;

use super::Snapshot;
use crate::kernel::log;
use crate::services::order_manager::order::Order;
use crate::services::order_manager::pace::expected_wait_min;
use crate::services::order_manager::progress::{HeldCancel, Rank};
use crate::services::order_manager::table::{self, OPEN, QUEUED_BEFORE, columns};
use crate::storage::{StatementKind, StorageError, if_readable, is_unreadable, only};

/// The query for orders' rows with their names; `rest` chooses and sorts them.
pub(super) fn joined_from(rest: &str) -> String {
    format!(
        "SELECT {},
                (SELECT name FROM names_on_cups n WHERE n.order_id = manager_orders.order_id)
                    AS cup_name,
                (SELECT name FROM names_of_staff n WHERE n.session_id = manager_orders.barista)
                    AS barista_name
         FROM manager_orders {rest}",
        columns::SQL
    )
}

/// The uncollected orders that may still be on the counter: the day's end clears it.
const TODAYS_UNCOLLECTED: &str =
    "WHERE state = ?1 AND state = 'uncollected' AND ready_ms > (SELECT day_ms FROM manager_store)
    ORDER BY rank";

/// How far back the newest orders of a state are looked for, orders: a busy day. This bounds the
/// cost of a list when few orders ended in the wanted state.
pub const ORDERS_LOOKED_BACK_MAX: u32 = 1_000;

/// An order's row, joined with the names on its cup and of its barista, as far as they can be read.
pub(super) struct Joined {
    pub order: Order,
    pub cup: Option<String>,
    pub barista: Option<String>,
}

pub(super) fn read_joined(row: &Row<'_>) -> rusqlite::Result<Joined> {
    Ok(Joined {
        order: table::read(row)?,
        cup: if_readable(row, "cup_name")?,
        barista: if_readable(row, "barista_name")?,
    })
}

/// The length and pace of the queue, for place in line and expected wait.
pub(super) struct Queue {
    pub started: u32,
    pub queued: u32,
    pub making: u32,
    pub gaps_ms: Vec<u64>,
}

impl Queue {
    /// Expected wait, in minutes, of an order with `queued_before` orders queued before it.
    pub fn wait_min(&self, queued_before: u32) -> u32 {
        expected_wait_min(self.making + queued_before, &self.gaps_ms)
    }
}

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl Snapshot<'_> {
    /// An order as it is now. The shell adds its links, for its owner.
    pub fn order(&self, id: OrderId) -> Result<Option<OrderView>, StorageError> {
        let sql = joined_from("WHERE order_id = ?1");
        let Some(found) = self.one(&sql, [id.0], read_joined)? else { return Ok(None) };
        let queue = self.queue_now()?;
        let before = match found.order.state() {
            OrderState::Queued => self.queued_before(found.order.progress.rank)?,
            _ => 0,
        };
        self.order_view(found, &queue, before).map(Some)
    }

    /// The orders in these states, oldest first; of the uncollected ones, only today's. Only open
    /// states and `uncollected` have an index: for ended states the cost grows with their orders.
    /// [`Self::newest_orders_in`] bounds that cost.
    pub fn orders_in(&self, states: &[OrderState]) -> Result<Orders, StorageError> {
        let queue = self.queue_now()?;
        let before = self.unreadable.get();
        let mut found = Vec::new();
        for state in states {
            // One query for each state, so that each reads one range of an index.
            let sql = match state {
                OrderState::Uncollected => joined_from(TODAYS_UNCOLLECTED),
                state if state.open() => {
                    joined_from(&format!("WHERE state = ?1 AND {OPEN} ORDER BY rank"))
                }
                _ => joined_from("WHERE state = ?1 ORDER BY rank"),
            };
            found.extend(self.all(&sql, [state.as_str()], read_joined)?);
        }
        let unreadable = self.unreadable_since(before);
        found.sort_by_key(|found| found.order.progress.rank);
        let mut before = 0;
        let mut orders = Vec::with_capacity(found.len());
        for found in found {
            let queued = found.order.state() == OrderState::Queued;
            orders.push(self.order_view(found, &queue, before)?);
            before += u32::from(queued);
        }
        Ok(Orders { orders, unreadable, booth_ms: self.now.0, seq: self.seq })
    }

    /// The newest `limit` orders in these states, oldest of them first, among the last
    /// [`ORDERS_LOOKED_BACK_MAX`] orders. The query walks back from the newest by the log and
    /// stops at `limit`, so that its cost is bounded by that walk.
    pub fn newest_orders_in(
        &self,
        states: &[OrderState],
        limit: u32,
    ) -> Result<Orders, StorageError> {
        let queue = self.queue_now()?;
        let before = self.unreadable.get();
        let sql = joined_from(&format!("ORDER BY started_seq DESC LIMIT {ORDERS_LOOKED_BACK_MAX}"));
        let newest = self.prepare(&sql).and_then(|mut statement| {
            let mut rows = statement.query([])?;
            let mut newest = Vec::new();
            while newest.len() < limit as usize
                && let Some(row) = rows.next()?
            {
                let (state, _) = log::read_text(row, columns::state)?;
                let state = OrderState::from_word(&state);
                // One that only another version knows may be meant, so it is shown as it is.
                if matches!(state, OrderState::Unknown(_)) || states.contains(&state) {
                    match read_joined(row) {
                        Err(error) if is_unreadable(&error) => self.note_unreadable(&error),
                        found => newest.push(found?),
                    }
                }
            }
            Ok(newest)
        });
        let newest = newest.map_err(StatementKind::Select.wrap_error())?;
        let unreadable = self.unreadable_since(before);
        let mut orders = Vec::new();
        for found in newest {
            let before = match found.order.state() {
                OrderState::Queued => self.queued_before(found.order.progress.rank)?,
                _ => 0,
            };
            orders.push(self.order_view(found, &queue, before)?);
        }
        orders.reverse();
        Ok(Orders { orders, unreadable, booth_ms: self.now.0, seq: self.seq })
    }

    /// A customer's own orders, newest first.
    pub fn orders_of(&self, user: UserId, limit: u32) -> Result<Orders, StorageError> {
        let queue = self.queue_now()?;
        let before = self.unreadable.get();
        let sql = joined_from("WHERE user_id = ?1 ORDER BY started_seq DESC LIMIT ?2");
        let found = self.all(&sql, (user.0, limit), read_joined)?;
        let unreadable = self.unreadable_since(before);
        let orders = found
            .into_iter()
            .map(|found| {
                let before = self.queued_before(found.order.progress.rank)?;
                self.order_view(found, &queue, before)
            })
            .collect::<Result<_, _>>()?;
        Ok(Orders { orders, unreadable, booth_ms: self.now.0, seq: self.seq })
    }

    /// The customer whose order this is; `None` if there is no such order.
    pub fn owner_of(&self, id: OrderId) -> Result<Option<UserId>, StorageError> {
        let sql = "SELECT user_id FROM manager_orders WHERE order_id = ?1";
        self.one(sql, [id.0], |row| only(row).map(UserId))
    }

    /// The length and pace of the queue now.
    pub(super) fn queue_now(&self) -> Result<Queue, StorageError> {
        let gaps: Option<String> = self.one("SELECT gaps_ms FROM manager_pace", [], only)?;
        let gaps_ms = gaps.and_then(|gaps| self.from_json(&gaps)).unwrap_or_default();
        Ok(Queue {
            started: self.count_open(OrderState::Started)?,
            queued: self.count_open(OrderState::Queued)?,
            making: self.count_open(OrderState::Making)?,
            gaps_ms,
        })
    }

    fn count_open(&self, state: OrderState) -> Result<u32, StorageError> {
        Ok(self.one(&table::COUNT, [state.as_str()], only)?.unwrap_or(0))
    }

    fn queued_before(&self, rank: Rank) -> Result<u32, StorageError> {
        Ok(self.one(&QUEUED_BEFORE, [rank.0], only)?.unwrap_or(0))
    }

    pub(super) fn order_view(
        &self,
        joined: Joined,
        queue: &Queue,
        queued_before: u32,
    ) -> Result<OrderView, StorageError> {
        let (state, id) = (joined.order.state(), joined.order.id);
        let queued = state == OrderState::Queued;
        let given_up = self.given_up_today(&joined.order)?;
        let (choose_until_booth_ms, give_up_booth_ms) = match state {
            OrderState::Started => {
                let wait = self.wait(id)?;
                // In a pause the remaining time counts from now.
                (wait.due_ms.or_else(|| wait.left_ms.map(|left_ms| self.now.0 + left_ms)), None)
            }
            OrderState::Queued => (None, self.wait(id)?.due_ms),
            _ => (None, None),
        };
        Ok(OrderView {
            place_in_line: queued.then_some(queued_before + 1),
            expected_wait_min: queued.then(|| queue.wait_min(queued_before)),
            choose_until_booth_ms,
            give_up_booth_ms,
            given_up,
            ..self.own_fields(joined)?
        })
    }

    /// An order's own fields, without its place in the queue and its timers.
    pub(super) fn own_fields(
        &self,
        Joined { order, cup, barista }: Joined,
    ) -> Result<OrderView, StorageError> {
        let (state, held_cancel) = (order.state(), order.held_cancel());
        let progress = order.progress;
        Ok(OrderView {
            id: order.id,
            number: order.number,
            label: order.label,
            state,
            drink: order.drink,
            name: cup,
            place: progress.rank.0,
            place_in_line: None,
            expected_wait_min: None,
            barista: person_view(progress.barista, barista),
            ending: order.ending,
            started_booth_ms: order.started_ms,
            choose_until_booth_ms: None,
            queued_booth_ms: order.queued_ms,
            give_up_booth_ms: None,
            claimed_booth_ms: progress.claimed_ms,
            ready_booth_ms: order.ready_ms,
            counter: order.counter,
            remake: progress.remake,
            requeued: order.given_up_ms.is_some() && state != OrderState::TimedOut,
            given_up: None,
            previous_drink: order.previous,
            calls: progress.calls,
            cancelling: self.cancelling_view(held_cancel)?,
            link: None,
            journey: None,
            unreadable: 0,
            booth_ms: self.now.0,
            seq: self.seq,
        })
    }

    /// A cancel that can still be undone, with the person who cancelled.
    fn cancelling_view(
        &self,
        held_cancel: Option<HeldCancel>,
    ) -> Result<Option<Cancelling>, StorageError> {
        let Some(HeldCancel { reason, by: session_id, until }) = held_cancel else {
            return Ok(None);
        };
        let by = Person { session_id, name: self.staff_name(session_id)? };
        Ok(Some(Cancelling { reason, by, until_booth_ms: until.0 }))
    }

    /// The name of a member of staff, while it exists.
    pub(super) fn staff_name(&self, who: SessionId) -> Result<Option<String>, StorageError> {
        let sql = "SELECT name FROM names_of_staff WHERE session_id = ?1";
        self.one(sql, [who.0], only)
    }
}

fn person_view(session: Option<SessionId>, name: Option<String>) -> Option<Person> {
    session.map(|session_id| Person { session_id, name })
}
