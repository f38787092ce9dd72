//! Metrics: what is counted per occasion. A projection.
//!
//! Owns `metrics_counts`: `started`, `refused`, `timed_out`, `placed`, `made`, `cancelled`,
//! `collected`, `uncollected`, and `drink:<id>` for each drink made.

use crema_api::events::{AboutOrder, names};
use crema_api::Fact;

use super::Projection;
use crate::fault::Fault;
use crate::kernel::log::Recorded;
use crate::storage::Door;

/// The service.
#[derive(Debug, Default)]
pub struct Metrics;

impl Projection for Metrics {
    fn name(&self) -> &'static str {
        "metrics"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["metrics_counts"]
    }

    fn hears(&self, detail_type: &str) -> bool {
        [
            names::NewOrder,
            names::ShopUnavailable,
            names::OrderTimeOut,
            names::OrderPlaced,
            names::OrderCompleted,
            names::OrderCancelled,
            names::OrderCollected,
            names::OrderUncollected,
        ]
        .contains(&detail_type)
    }

    fn hear(&self, door: &dyn Door, event: &Recorded) -> Result<(), Fault> {
        let Some(about) = event.fact.about() else { return Ok(()) };
        let name = match &event.fact {
            Fact::NewOrder(_) => "started",
            Fact::ShopUnavailable(_) => "refused",
            Fact::OrderTimeOut(_) => "timed_out",
            Fact::OrderPlaced(_) => "placed",
            Fact::OrderCompleted(_) => "made",
            Fact::OrderCancelled(_) => "cancelled",
            Fact::OrderCollected(_) => "collected",
            Fact::OrderUncollected(_) => "uncollected",
            _ => return Ok(()),
        };
        count(door, about, name)?;
        if let (Fact::OrderCompleted(_), Some(drink)) = (&event.fact, &about.drink_order) {
            count(door, about, &format!("drink:{}", drink.drink_id))?;
        }
        Ok(())
    }
}

fn count(door: &dyn Door, about: &AboutOrder, name: &str) -> Result<(), Fault> {
    door.execute(
        "INSERT INTO metrics_counts (occasion, name, count) VALUES (?1, ?2, 1)
         ON CONFLICT DO UPDATE SET count = count + 1",
        &[&about.event_id.0, &name],
    )?;
    Ok(())
}
