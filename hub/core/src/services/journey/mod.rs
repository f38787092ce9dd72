//! The journey: the events of each order. A projection.
//!
//! Owns `journey_steps`. Subscribes to everything that concerns an order. The sentences themselves are
//! the events' `Message`; a query joins them.

use crate::fault::Fault;
use crate::kernel::consumer::{Projection, Service};
use crate::kernel::log::RecordedEvent;
use crate::kernel::tables::Tables;

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::projection(Journey).with_tables("journey_")
}

/// The service.
#[derive(Debug, Default)]
struct Journey;

impl Projection for Journey {
    fn name(&self) -> &'static str {
        "journey"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["journey_steps"]
    }

    fn subscribes_to(&self, _detail_type: &str) -> bool {
        true
    }

    fn apply(&self, tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        if let Some(order) = event.fact.order_id() {
            tables.execute(
                "INSERT INTO journey_steps (order_id, seq) VALUES (?1, ?2)",
                &[&order.0, &event.seq.0],
            )?;
        }
        Ok(())
    }
}
