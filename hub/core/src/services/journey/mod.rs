//! The journey: which events tell an order's story. A projection.
//!
//! Owns `journey_steps`. Hears everything that concerns an order. The sentences themselves are
//! the events' `Message`; a query joins them.

use super::Projection;
use crate::fault::Fault;
use crate::kernel::log::Recorded;
use crate::storage::Door;

/// The service.
#[derive(Debug, Default)]
pub struct Journey;

impl Projection for Journey {
    fn name(&self) -> &'static str {
        "journey"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["journey_steps"]
    }

    fn hears(&self, _detail_type: &str) -> bool {
        true
    }

    fn hear(&self, door: &dyn Door, event: &Recorded) -> Result<(), Fault> {
        if let Some(order) = event.fact.order_id() {
            door.execute(
                "INSERT INTO journey_steps (order_id, seq) VALUES (?1, ?2)",
                &[&order.0, &event.seq.0],
            )?;
        }
        Ok(())
    }
}
