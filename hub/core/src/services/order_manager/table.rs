//! The table of orders: a row an order, in the columns of [`mod@columns`].

use std::sync::LazyLock;

use crema_api::ids::{OccasionId, OrderId, OrderNumber, Seq, SessionId, UserId};
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use rusqlite::{Row, ToSql};

use super::order::Order;
use super::progress::{Progress, Rank};
use crate::fault::Fault;
use crate::kernel::decision::Decision;
use crate::kernel::fold::Folded;
use crate::kernel::log::RecordedEvent;
use crate::kernel::tables::Tables;
use crate::storage::{Readable, columns, only};

/// A decision about an order.
pub(super) type OrderDecision<'c, 'a> = Decision<'c, 'a, Order>;

/// The condition of the index of open orders. A query with it reads a range of that index; without
/// it `SQLite` would read every order ever stored.
pub(crate) const OPEN: &str = "state IN ('started', 'queued', 'making', 'ready')";

/// The condition of an order of today. One whose row cannot be read is neither made nor cancelled, so
/// it keeps its state when its day ends: it must not be counted on the next.
const OF_TODAY: &str = "started_seq > (SELECT day_seq FROM manager_store)";

columns! {
    /// The columns of `manager_orders`: after the key those that most moves change, those that few
    /// do, and those that none does.
    pub(crate) mod columns {
        order_id,
        state, barista, rank, claimed_ms, tickets, stale, remake, calls, changes, noticed,
        queued_ms, ready_ms, given_up_ms, completed, workflow_lost,
        undo_entry,
        number, label, drink, previous, ending, wait_min,
        occasion, user_id, counter, started_ms, started_seq,
    }
}

/// Columns up to those that few moves change.
const OF_PROGRESS: usize = columns::number;
/// Columns up to those that no move changes.
const THAT_CHANGE: usize = columns::occasion;

static INSERT: LazyLock<String> = LazyLock::new(|| {
    let values: Vec<String> = (1..=names().count()).map(|nth| format!("?{nth}")).collect();
    format!("INSERT INTO manager_orders ({}) VALUES ({})", columns::SQL, values.join(", "))
});
static UPDATE_PROGRESS: LazyLock<String> = LazyLock::new(|| update(OF_PROGRESS));
static UPDATE: LazyLock<String> = LazyLock::new(|| update(THAT_CHANGE));

fn names() -> impl Iterator<Item = &'static str> {
    columns::SQL.split(", ")
}

/// The statement that writes all columns before this one, but the key.
fn update(end: usize) -> String {
    let set = names().take(end).zip(1..).skip(1).map(|(name, nth)| format!("{name} = ?{nth}"));
    let set: Vec<String> = set.collect();
    format!("UPDATE manager_orders SET {} WHERE order_id = ?1", set.join(", "))
}

impl Folded for Order {
    fn load_for(tables: Tables<'_>, event: &RecordedEvent) -> Result<Option<Self>, Fault> {
        event.fact.about().map_or(Ok(None), |about| load(tables, about.order_id))
    }

    fn begin(event: &RecordedEvent) -> Option<Self> {
        Self::begin(event)
    }

    fn apply(&mut self, event: &RecordedEvent) {
        self.apply(event);
    }

    fn save(&self, before: Option<&Self>, tables: Tables<'_>) -> Result<(), Fault> {
        let mut values = progress_values(self)?;
        let sql = match before {
            Some(before) if !changes_details(before, self) => &UPDATE_PROGRESS,
            Some(_) => {
                values.extend(detail_values(self)?);
                &UPDATE
            }
            None => {
                values.extend(detail_values(self)?);
                values.extend(fixed_values(self));
                &INSERT
            }
        };
        let values: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
        tables.execute(sql, &values)?;
        Ok(())
    }
}

/// Whether columns differ that few moves change.
fn changes_details(before: &Order, after: &Order) -> bool {
    let of = |order: &Order| (order.number, order.wait_min);
    of(before) != of(after)
        || before.label != after.label
        || before.drink != after.drink
        || before.previous != after.previous
        || before.ending != after.ending
}

type Values = Vec<Box<dyn ToSql>>;

fn progress_values(order: &Order) -> Result<Values, Fault> {
    let progress = &order.progress;
    Ok(vec![
        Box::new(order.id.0),
        Box::new(progress.state.as_str().to_owned()),
        Box::new(progress.barista.map(|barista| barista.0)),
        Box::new(progress.rank.0),
        Box::new(progress.claimed_ms),
        Box::new(progress.tickets),
        Box::new(progress.stale),
        Box::new(progress.remake),
        Box::new(progress.calls),
        Box::new(progress.changes),
        Box::new(progress.noticed),
        Box::new(order.queued_ms),
        Box::new(order.ready_ms),
        Box::new(order.given_up_ms),
        Box::new(order.completed),
        Box::new(order.workflow_lost),
        Box::new(to_json(order.undo_entry.as_ref())?),
    ])
}

fn detail_values(order: &Order) -> Result<Values, Fault> {
    Ok(vec![
        Box::new(order.number.map(|number| number.0)),
        Box::new(order.label.clone()),
        Box::new(to_json(order.drink.as_ref())?),
        Box::new(to_json(order.previous.as_ref())?),
        Box::new(to_json(order.ending.as_ref())?),
        Box::new(order.wait_min),
    ])
}

fn fixed_values(order: &Order) -> Values {
    vec![
        Box::new(order.occasion.0.clone()),
        Box::new(order.user.0),
        Box::new(order.counter),
        Box::new(order.started_ms),
        Box::new(order.started_seq.0),
    ]
}

fn to_json<T: serde::Serialize>(value: Option<&T>) -> Result<Option<String>, Fault> {
    Ok(value.map(serde_json::to_string).transpose()?)
}

/// Reads a row of `manager_orders`.
pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Order> {
    let state: String = row.get(columns::state)?;
    let state = OrderState::from_word(&state);
    let progress = Progress {
        state,
        barista: row.get::<_, Option<_>>(columns::barista)?.map(SessionId),
        rank: Rank(row.get(columns::rank)?),
        claimed_ms: row.get(columns::claimed_ms)?,
        tickets: row.get(columns::tickets)?,
        stale: row.get(columns::stale)?,
        remake: row.get(columns::remake)?,
        calls: row.get(columns::calls)?,
        changes: row.get(columns::changes)?,
        noticed: row.get(columns::noticed)?,
    };
    Ok(Order {
        id: OrderId(row.get(columns::order_id)?),
        occasion: OccasionId(row.get(columns::occasion)?),
        user: UserId(row.get(columns::user_id)?),
        number: row.get::<_, Option<_>>(columns::number)?.map(OrderNumber),
        label: row.get(columns::label)?,
        drink: json(row, columns::drink)?,
        previous: json(row, columns::previous)?,
        progress,
        ending: json(row, columns::ending)?,
        started_ms: row.get(columns::started_ms)?,
        started_seq: Seq(row.get(columns::started_seq)?),
        queued_ms: row.get(columns::queued_ms)?,
        ready_ms: row.get(columns::ready_ms)?,
        given_up_ms: row.get(columns::given_up_ms)?,
        completed: row.get(columns::completed)?,
        workflow_lost: row.get(columns::workflow_lost)?,
        counter: row.get(columns::counter)?,
        wait_min: row.get(columns::wait_min)?,
        // A move of another version can no longer be undone; that takes nothing else away.
        undo_entry: json(row, columns::undo_entry).unwrap_or_default(),
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

/// The order of this id.
///
/// # Errors
/// Refused when the row cannot be read.
pub(super) fn load(tables: Tables<'_>, id: OrderId) -> Result<Option<Order>, Fault> {
    let sql = format!("SELECT {} FROM manager_orders WHERE order_id = ?1", columns::SQL);
    let Readable { mut rows, unreadable } = tables.query_readable(&sql, &[&id.0], read)?;
    if unreadable > 0 {
        return Err(Fault::refuse(
            RefusalKind::WrongState,
            "This order cannot be read: its record is damaged, or of a newer version. Take it again at the counter.",
        ));
    }
    Ok(rows.pop())
}

/// The query that counts today's orders in an open state.
pub(crate) static COUNT: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT count(*) FROM manager_orders WHERE state = ?1 AND {OPEN} AND {OF_TODAY}")
});

/// The query that counts today's queued orders before a rank.
pub(crate) static QUEUED_BEFORE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT count(*) FROM manager_orders
         WHERE state = 'queued' AND rank < ?1 AND {OPEN} AND {OF_TODAY}"
    )
});

/// Counts today's orders in a state, by the index of open orders.
pub(super) fn count(tables: Tables<'_>, state: OrderState) -> Result<u32, Fault> {
    Ok(tables.query_one(&COUNT, &[&state.as_str()], only)?.unwrap_or(0))
}

/// Counts today's queued orders before this rank.
pub(super) fn queued_before(tables: Tables<'_>, rank: Rank) -> Result<u32, Fault> {
    Ok(tables.query_one(&QUEUED_BEFORE, &[&rank.0], only)?.unwrap_or(0))
}

/// The orders in these open states, oldest first. One that cannot be read holds up no other.
pub(super) fn in_states(
    tables: Tables<'_>,
    states: impl IntoIterator<Item = OrderState>,
) -> Result<Readable<Order>, Fault> {
    let sql = format!(
        "SELECT {} FROM manager_orders WHERE state = ?1 AND {OPEN} ORDER BY rank",
        columns::SQL
    );
    let mut all = Readable { rows: Vec::new(), unreadable: 0 };
    for state in states {
        let of_state = tables.query_readable(&sql, &[&state.as_str()], read)?;
        all.rows.extend(of_state.rows);
        all.unreadable += of_state.unreadable;
    }
    all.rows.sort_by_key(|order| order.progress.rank);
    Ok(all)
}

/// The orders that take room in the booth, oldest first.
pub(super) fn in_flight(tables: Tables<'_>) -> Result<Readable<Order>, Fault> {
    in_states(tables, OrderState::ALL.into_iter().filter(|state| state.in_flight()))
}

/// The orders that a barista is making, oldest first.
pub(super) fn made_by(tables: Tables<'_>, who: SessionId) -> Result<Vec<Order>, Fault> {
    let mut making = in_states(tables, [OrderState::Making])?.rows;
    making.retain(|order| order.progress.barista == Some(who));
    Ok(making)
}

/// The label of a customer's open order of today besides this one; empty while it has no number.
pub(super) fn other_open_order(tables: Tables<'_>, order: &Order) -> Result<Option<String>, Fault> {
    let sql = format!(
        "SELECT coalesce(label, '') AS label FROM manager_orders
         WHERE user_id = ?1 AND order_id <> ?2 AND state IN ('started', 'queued', 'making')
             AND {OF_TODAY}
         ORDER BY started_seq LIMIT 1"
    );
    tables.query_one(&sql, &[&order.user.0, &order.id.0], |row| row.get("label"))
}
