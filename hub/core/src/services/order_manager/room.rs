//! Room: whether the booth takes one more order. Decided here, from the order manager's own orders
//! and its copy of the store, for the workflow that asks, for the counter, and for what pages and
//! the board say: none of them can differ.

use crema_api::ids::{OccasionId, Seq};
use crema_api::order::{OrderState, UnavailableCause};
use crema_api::store::StoreState;
use rusqlite::Row;

use super::table;
use crate::fault::Fault;
use crate::kernel::tables::Tables;

/// The query for the part of [`Room`] that is the store's.
pub(crate) const STORE: &str =
    "SELECT occasion, occasion_before, day_seq, state, in_flight_max, seq
     FROM manager_store";

/// When an order began, which may be long before its question for room is answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OrderStart<'a> {
    /// In which occasion.
    pub occasion: &'a OccasionId,
    /// With which event.
    pub seq: Seq,
}

/// What decides whether an order begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Room {
    occasion: String,
    /// The occasion before this one, which is over.
    occasion_before: Option<String>,
    /// The event by which the last day ended, or the occasion began.
    day_seq: Seq,
    /// The event by which the store is known: an occasion of later is not known yet.
    known_seq: Seq,
    state: StoreState,
    in_flight_max: u32,
    /// Orders that take room: being chosen, queued or made.
    in_flight: u32,
}

impl Room {
    /// Reads a row of [`STORE`]; nothing is in flight yet.
    pub fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let state: String = row.get("state")?;
        Ok(Self {
            occasion: row.get("occasion")?,
            occasion_before: row.get("occasion_before")?,
            day_seq: Seq(row.get("day_seq")?),
            known_seq: Seq(row.get("seq")?),
            state: StoreState::parse(&state).unwrap_or(StoreState::Closed),
            in_flight_max: row.get("in_flight_max")?,
            in_flight: 0,
        })
    }

    /// The same with this many orders in flight.
    pub fn with(self, in_flight: u32) -> Self {
        Self { in_flight, ..self }
    }

    /// Whether one more order fits, in whatever state the store is.
    pub fn has_room(&self) -> bool {
        self.in_flight < self.in_flight_max
    }

    /// Why an order with this start does not begin now; `None` if it does.
    pub fn refusal(&self, start: OrderStart<'_>) -> Option<UnavailableCause> {
        match self.state {
            _ if self.is_past(start) => Some(UnavailableCause::Closed),
            StoreState::Open if self.has_room() => None,
            StoreState::Open => Some(UnavailableCause::Full),
            StoreState::Paused => Some(UnavailableCause::Paused),
            StoreState::LastOrders => Some(UnavailableCause::LastOrders),
            StoreState::Closed | StoreState::Unknown(_) => Some(UnavailableCause::Closed),
        }
    }

    /// Whether the day or the occasion of this start is over.
    fn is_past(&self, OrderStart { occasion, seq }: OrderStart<'_>) -> bool {
        seq <= self.day_seq
            || self.occasion_before.as_ref() == Some(&occasion.0)
            || (self.occasion != occasion.0 && seq <= self.known_seq)
    }
}

/// The room that there is now; `None` before the first occasion.
pub(super) fn load(tables: Tables<'_>) -> Result<Option<Room>, Fault> {
    let Some(room) = tables.query_one(STORE, &[], Room::read)? else { return Ok(None) };
    let in_flight = OrderState::ALL.into_iter().filter(|state| state.in_flight());
    let in_flight: u32 =
        in_flight.map(|state| table::count(tables, state)).sum::<Result<_, _>>()?;
    Ok(Some(room.with(in_flight)))
}
