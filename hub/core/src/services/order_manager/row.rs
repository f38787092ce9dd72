//! An order's row.

use crema_api::answers::Ending;
use crema_api::events::{AboutOrder, SCHEMA_VERSION};
use crema_api::ids::{BoothMs, OccasionId, OrderId, OrderNumber, Seq, SessionId, UserId};
use crema_api::order::{DrinkOrder, OrderState};
use rusqlite::Row;

use super::undo::UndoEntry;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::storage::{columns, only};

/// An order as the manager keeps it.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of the row")]
pub(crate) struct OrderRow {
    pub id: OrderId,
    pub occasion: OccasionId,
    pub user: UserId,
    pub state: OrderState,
    pub number: Option<OrderNumber>,
    pub label: Option<String>,
    pub drink: Option<DrinkOrder>,
    pub barista: Option<SessionId>,
    pub ending: Option<Ending>,
    /// Its place among the other orders: smaller is earlier.
    pub place: i64,
    pub started_ms: u64,
    pub queued_ms: Option<u64>,
    pub claimed_ms: Option<u64>,
    pub ready_ms: Option<u64>,
    /// Tickets asked for, since the drink was last made again.
    pub tickets: u32,
    /// Whether the last ticket is out of date.
    pub stale: bool,
    /// Whether `OrderCompleted` has been emitted.
    pub completed: bool,
    /// Whether it was taken at the counter.
    pub counter: bool,
    /// Whether it is made again.
    pub remake: bool,
    /// How often it was called again.
    pub calls: u32,
    /// The wait announced to the guest, minutes.
    pub wait_min: Option<u32>,
    /// The drink before the last change.
    pub previous: Option<DrinkOrder>,
    /// When it was last given up after it had been placed, booth ms.
    pub given_up_ms: Option<u64>,
    /// Whether tablets show the notice that it was given up.
    pub noticed: bool,
    /// How its last move is undone.
    pub undo_entry: Option<UndoEntry>,
}

/// The condition of the index of open orders. A query with it reads a range of that index; without
/// it `SQLite` would read every order ever stored.
pub(crate) const OPEN: &str = "state IN ('started', 'queued', 'making', 'ready')";

columns! {
    /// The columns of `manager_orders`.
    pub(crate) mod columns {
        order_id, occasion, user_id, state, number, label, drink, barista, ending, place,
        started_ms, queued_ms, claimed_ms, ready_ms, tickets, completed, counter, remake, calls,
        wait_min, previous, stale, undo_entry, given_up_ms, noticed,
    }
}

/// Reads a row of `manager_orders`.
pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<OrderRow> {
    let state: String = row.get(columns::state)?;
    let state = OrderState::parse(&state)
        .ok_or_else(|| unreadable(columns::state, format!("no state {state:?}")))?;
    Ok(OrderRow {
        id: OrderId(row.get(columns::order_id)?),
        occasion: OccasionId(row.get(columns::occasion)?),
        user: UserId(row.get(columns::user_id)?),
        state,
        number: row.get::<_, Option<u32>>(columns::number)?.map(OrderNumber),
        label: row.get(columns::label)?,
        drink: json(row, columns::drink)?,
        barista: row.get::<_, Option<uuid::Uuid>>(columns::barista)?.map(SessionId),
        ending: json(row, columns::ending)?,
        place: row.get(columns::place)?,
        started_ms: row.get(columns::started_ms)?,
        queued_ms: row.get(columns::queued_ms)?,
        claimed_ms: row.get(columns::claimed_ms)?,
        ready_ms: row.get(columns::ready_ms)?,
        tickets: row.get(columns::tickets)?,
        completed: row.get(columns::completed)?,
        counter: row.get(columns::counter)?,
        remake: row.get(columns::remake)?,
        calls: row.get(columns::calls)?,
        wait_min: row.get(columns::wait_min)?,
        previous: json(row, columns::previous)?,
        stale: row.get(columns::stale)?,
        undo_entry: json(row, columns::undo_entry)?,
        given_up_ms: row.get(columns::given_up_ms)?,
        noticed: row.get(columns::noticed)?,
    })
}

fn json<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| serde_json::from_str(&text).map_err(|error| unreadable(column, error)))
        .transpose()
}

fn unreadable(
    column: usize,
    why: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> rusqlite::Error {
    let text = rusqlite::types::Type::Text;
    rusqlite::Error::FromSqlConversionFailure(column, text, why.into())
}

impl OrderRow {
    /// The row of this order.
    pub fn load(cascade: &Cascade<'_>, id: OrderId) -> Result<Option<Self>, Fault> {
        let sql = format!("SELECT {} FROM manager_orders WHERE order_id = ?1", columns::SQL);
        cascade.query_one(&sql, &[&id.0], read)
    }

    /// An order that has just begun, at this place.
    pub fn begun(about: &AboutOrder, place: i64, now: BoothMs) -> Self {
        Self {
            id: about.order_id,
            occasion: about.event_id.clone(),
            user: about.user_id,
            state: about.order_state,
            number: None,
            label: None,
            drink: None,
            barista: None,
            ending: None,
            place,
            started_ms: now.0,
            queued_ms: None,
            claimed_ms: None,
            ready_ms: None,
            tickets: 0,
            stale: false,
            completed: false,
            counter: false,
            remake: false,
            calls: 0,
            wait_min: None,
            previous: None,
            given_up_ms: None,
            noticed: false,
            undo_entry: None,
        }
    }

    /// A new row.
    pub fn insert(&self, cascade: &Cascade<'_>) -> Result<(), Fault> {
        cascade.execute(
            "INSERT INTO manager_orders (order_id, occasion, user_id, state, ending, place,
                                         started_ms, drink, counter, wait_min)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            &[
                &self.id.0,
                &self.occasion.0,
                &self.user.0,
                &self.state.as_str(),
                &self.ending.as_ref().map(serde_json::to_string).transpose()?,
                &self.place,
                &self.started_ms,
                &self.drink.as_ref().map(serde_json::to_string).transpose()?,
                &self.counter,
                &self.wait_min,
            ],
        )?;
        Ok(())
    }

    /// Saves everything that can change.
    pub fn save(&self, cascade: &Cascade<'_>) -> Result<(), Fault> {
        self.save_progress(cascade)?;
        cascade.execute(
            "UPDATE manager_orders SET number = ?2, label = ?3, drink = ?4, ending = ?5,
                 wait_min = ?6, previous = ?7
             WHERE order_id = ?1",
            &[
                &self.id.0,
                &self.number.map(|number| number.0),
                &self.label,
                &self.drink.as_ref().map(serde_json::to_string).transpose()?,
                &self.ending.as_ref().map(serde_json::to_string).transpose()?,
                &self.wait_min,
                &self.previous.as_ref().map(serde_json::to_string).transpose()?,
            ],
        )?;
        Ok(())
    }

    /// Saves the columns that most moves change, and no others.
    pub fn save_progress(&self, cascade: &Cascade<'_>) -> Result<(), Fault> {
        cascade.execute(
            "UPDATE manager_orders SET state = ?2, barista = ?3, place = ?4, queued_ms = ?5,
                 claimed_ms = ?6, ready_ms = ?7, tickets = ?8, completed = ?9, remake = ?10,
                 calls = ?11, stale = ?12, undo_entry = ?13, given_up_ms = ?14, noticed = ?15
             WHERE order_id = ?1",
            &[
                &self.id.0,
                &self.state.as_str(),
                &self.barista.map(|barista| barista.0),
                &self.place,
                &self.queued_ms,
                &self.claimed_ms,
                &self.ready_ms,
                &self.tickets,
                &self.completed,
                &self.remake,
                &self.calls,
                &self.stale,
                &self.undo_entry.as_ref().map(serde_json::to_string).transpose()?,
                &self.given_up_ms,
                &self.noticed,
            ],
        )?;
        Ok(())
    }

    /// The fields about it in an event.
    pub fn about(&self, message: impl Into<String>) -> AboutOrder {
        AboutOrder {
            order_id: self.id,
            user_id: self.user,
            event_id: self.occasion.clone(),
            order_number: self.number,
            order_label: self.label.clone(),
            drink_order: self.drink.clone(),
            order_state: self.state,
            schema_version: SCHEMA_VERSION,
            message: message.into(),
        }
    }

    /// Whether its workflow is over: it was ready before, or given up. Then the order manager times
    /// its waits.
    pub fn workflow_ended(&self) -> bool {
        self.completed || self.given_up_ms.is_some()
    }

    /// `B42`, or "The order" while it has no number.
    pub fn called(&self) -> &str {
        self.label.as_deref().unwrap_or("The order")
    }
}

/// Counts the orders in a state, by the index of open orders.
pub(super) fn count(cascade: &Cascade<'_>, state: OrderState) -> Result<u32, Fault> {
    let sql = format!("SELECT count(*) FROM manager_orders WHERE state = ?1 AND {OPEN}");
    let count = cascade.query_one(&sql, &[&state.as_str()], only)?;
    Ok(count.unwrap_or(0))
}

/// The query for the number of queued orders before a place.
pub(crate) const QUEUED_BEFORE: &str =
    "SELECT count(*) FROM manager_orders WHERE state = 'queued' AND place < ?1";

/// Counts the queued orders before this place.
pub(super) fn queued_before(cascade: &Cascade<'_>, place: i64) -> Result<u32, Fault> {
    let sql = format!("{QUEUED_BEFORE} AND {OPEN}");
    let count = cascade.query_one(&sql, &[&place], only)?;
    Ok(count.unwrap_or(0))
}

/// The orders in flight, oldest first.
pub(super) fn in_flight(cascade: &Cascade<'_>) -> Result<Vec<OrderRow>, Fault> {
    let mut all = Vec::new();
    for state in [OrderState::Started, OrderState::Queued, OrderState::Making] {
        all.extend(standing(cascade, state)?);
    }
    all.sort_by_key(|order| order.place);
    Ok(all)
}

/// The orders in one open state, oldest first.
fn standing(cascade: &Cascade<'_>, state: OrderState) -> Result<Vec<OrderRow>, Fault> {
    let sql = format!(
        "SELECT {} FROM manager_orders WHERE state = ?1 AND {OPEN} ORDER BY place",
        columns::SQL
    );
    cascade.query_all(&sql, &[&state.as_str()], read)
}

/// A place before all others: the later an order is moved to the top, the further up.
pub(super) fn top_place(by: Seq) -> i64 {
    i64::try_from(by.0).map_or(i64::MIN, |seq| -seq)
}

/// The orders that a barista is making, oldest first.
pub(super) fn made_by(cascade: &Cascade<'_>, who: SessionId) -> Result<Vec<OrderRow>, Fault> {
    let mut making = standing(cascade, OrderState::Making)?;
    making.retain(|order| order.barista == Some(who));
    Ok(making)
}

/// The orders that are ready, oldest first.
pub(super) fn ready(cascade: &Cascade<'_>) -> Result<Vec<OrderRow>, Fault> {
    standing(cascade, OrderState::Ready)
}
