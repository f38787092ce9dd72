//! Metrics: the counts of each occasion. A projection.
//!
//! Owns `metrics_counts`: `started`, `refused`, `timed_out`, `placed`, `counter`, `made`,
//! `cancelled`, `collected`, `uncollected`; of the drinks made `drink:<id>`, `hour:<hour>` (UTC)
//! and `wait:<s>`, the time from the queue to ready in steps of [`WAIT_STEP_S`]. Each count follows
//! from one event alone, so that it is the same in whatever order late events come.

use crema_api::DomainEvent;
use crema_api::events::order_manager::OrderCompleted;
use crema_api::events::{AboutOrder, names};
use crema_api::ids::BoothMs;
use crema_api::order::OrderState;

use crate::fault::Fault;
use crate::kernel::consumer::{Projection, Service};
use crate::kernel::log::RecordedEvent;
use crate::kernel::tables::Tables;
use crate::wall;

/// Waits are rounded up to steps of this many seconds.
pub const WAIT_STEP_S: u64 = 15;
/// Prefix of the names of waits, before their seconds.
pub const WAIT_PREFIX: &str = "wait:";
/// Characters of an RFC 3339 time up to the hour: `2026-11-24T14`.
const HOUR_CHARS: usize = 13;

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::projection(Metrics).with_tables("metrics_")
}

/// The service.
#[derive(Debug, Default)]
struct Metrics;

impl Projection for Metrics {
    fn name(&self) -> &'static str {
        "metrics"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["metrics_counts"]
    }

    fn subscribes_to(&self, detail_type: &str) -> bool {
        [
            names::NewOrder,
            names::ShopUnavailable,
            names::OrderTimeOut,
            names::OrderPlaced,
            names::OrderCompleted,
            names::OrderCancelled,
            names::OrderCollected,
            names::OrderUncollected,
            names::CounterOrderTaken,
            names::OrderReadyAgain,
            names::OrderRecalled,
            names::OrderRemade,
            names::OrderRequeued,
            names::OrderGivenUp,
        ]
        .contains(&detail_type)
    }

    fn apply(&self, tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        let Some(about) = event.fact.about() else { return Ok(()) };
        let was = match &event.fact {
            DomainEvent::OrderCollected(fact) => fact.was,
            DomainEvent::OrderReadyAgain(fact) => fact.was,
            DomainEvent::OrderRecalled(fact) => fact.was,
            DomainEvent::OrderRemade(fact) => fact.was,
            DomainEvent::OrderRequeued(_) => Some(OrderState::TimedOut),
            _ => None,
        };
        uncount_end(tables, about, was)?;
        let name = match &event.fact {
            DomainEvent::NewOrder(_) => "started",
            DomainEvent::ShopUnavailable(_) => "refused",
            DomainEvent::OrderTimeOut(_) | DomainEvent::OrderGivenUp(_) => "timed_out",
            DomainEvent::OrderPlaced(_) => "placed",
            DomainEvent::OrderCompleted(_) => "made",
            DomainEvent::OrderCancelled(_) => "cancelled",
            DomainEvent::OrderCollected(_) => "collected",
            DomainEvent::OrderUncollected(_) => "uncollected",
            DomainEvent::CounterOrderTaken(_) => "counter",
            _ => return Ok(()),
        };
        count_one(tables, about, name)?;
        if let DomainEvent::OrderCompleted(fact) = &event.fact {
            count_made(tables, fact, event)?;
        }
        Ok(())
    }
}

fn count_made(
    tables: Tables<'_>,
    OrderCompleted { about, queued_booth_ms, .. }: &OrderCompleted,
    event: &RecordedEvent,
) -> Result<(), Fault> {
    if let Some(drink) = &about.drink_order {
        count_one(tables, about, &format!("drink:{}", drink.drink_id))?;
    }
    let hour: String = wall::rfc3339(event.at.wall_ms).chars().take(HOUR_CHARS).collect();
    count_one(tables, about, &format!("hour:{hour}"))?;
    let Some(queued) = queued_booth_ms.map(BoothMs) else { return Ok(()) };
    let wait_s = event.at.booth_ms.since(queued) / 1000;
    let step = wait_s.div_ceil(WAIT_STEP_S).saturating_mul(WAIT_STEP_S);
    count_one(tables, about, &format!("{WAIT_PREFIX}{step}"))
}

/// Takes an order's earlier end out of the counts: in the end each order is collected, uncollected
/// or given up only once.
fn uncount_end(
    tables: Tables<'_>,
    about: &AboutOrder,
    was: Option<OrderState>,
) -> Result<(), Fault> {
    let ends = [OrderState::Collected, OrderState::Uncollected, OrderState::TimedOut];
    if was.is_some_and(|was| ends.contains(&was)) {
        tables.execute(
            "UPDATE metrics_counts SET count = count - 1 WHERE occasion = ?1 AND name = ?2",
            &[&about.event_id.0, &was.as_ref().map(OrderState::as_str)],
        )?;
    }
    Ok(())
}

fn count_one(tables: Tables<'_>, about: &AboutOrder, name: &str) -> Result<(), Fault> {
    tables.execute(
        "INSERT INTO metrics_counts (occasion, name, count) VALUES (?1, ?2, 1)
         ON CONFLICT DO UPDATE SET count = count + 1",
        &[&about.event_id.0, &name],
    )?;
    Ok(())
}
