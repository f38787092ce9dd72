//! The services, one folder each, for those who know Serverlesspresso. Each reads the same: what
//! it owns (its tables), what it takes (commands), what it hears, what it says (events).
//!
//! Services talk through events only: none reads another's tables or calls its functions. What
//! one needs to know of another it keeps for itself. To add a service, add its folder and one
//! line in [`Services::of_booth`]; to take one out, take the line out, and the others run on.

pub mod access;
pub mod clock;
pub mod config;
pub mod counting;
pub mod devices;
pub mod journey;
pub mod metrics;
pub mod order_manager;
pub mod order_processor;
mod pausing;
pub mod privacy;
pub mod publisher;
pub mod validator;

use std::sync::Arc;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::log::Recorded;
use crate::kernel::timers::Timer;
use crate::storage::Door;

/// A service that decides: it hears events, may change its tables and may emit.
pub trait Process: Send + Sync {
    /// Its name: of its folder, its timers, its cursor.
    fn name(&self) -> &'static str;

    /// The events it wants to hear, by name.
    fn hears(&self) -> &'static [&'static str];

    /// Hears one event, exactly once; but for the news that it has failed itself, which it could
    /// fail on as well.
    ///
    /// # Errors
    /// A [`Fault`]; other than a storage fault it sets the delivery aside.
    fn hear(&self, cascade: &mut Cascade<'_>, event: &Recorded) -> Result<(), Fault>;

    /// One of its timers is due. The timer is gone already.
    ///
    /// # Errors
    /// A [`Fault`]; other than a storage fault the timer stays, set aside until it is redriven.
    fn due(&self, _cascade: &mut Cascade<'_>, timer: &Timer) -> Result<(), Fault> {
        Err(Fault::broken(format!("{} sets no timers, but {:?} is due", self.name(), timer.kind)))
    }
}

/// A read model, derived from the log alone: emptied and rebuilt, it is the same.
pub trait Projection: Send + Sync {
    /// Its name: of its folder and its cursor.
    fn name(&self) -> &'static str;

    /// Its tables, to be emptied for a rebuild.
    fn tables(&self) -> &'static [&'static str];

    /// Whether it wants to hear events of this name.
    fn hears(&self, detail_type: &str) -> bool;

    /// Hears one event, exactly once.
    ///
    /// # Errors
    /// A [`Fault`]; other than a storage fault it sets the delivery aside.
    fn hear(&self, door: &dyn Door, event: &Recorded) -> Result<(), Fault>;
}

/// The services of a booth, in the fixed order in which they hear an event.
#[derive(Clone)]
pub struct Services {
    /// Those that decide.
    pub processes: Vec<Arc<dyn Process>>,
    /// Those that only show.
    pub projections: Vec<Arc<dyn Projection>>,
}

impl std::fmt::Debug for Services {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = self.processes.iter().map(|process| process.name());
        f.debug_list().entries(names).entries(self.projections.iter().map(|p| p.name())).finish()
    }
}

impl Services {
    /// All of them.
    #[must_use]
    pub fn of_booth() -> Self {
        Self {
            processes: vec![
                Arc::new(config::Config),
                Arc::new(access::Access),
                Arc::new(validator::Validator),
                Arc::new(order_processor::OrderProcessor::default()),
                Arc::new(order_manager::OrderManager),
                Arc::new(counting::Counting),
                Arc::new(privacy::Privacy),
            ],
            projections: vec![
                Arc::new(journey::Journey),
                Arc::new(metrics::Metrics),
                Arc::new(devices::Devices),
            ],
        }
    }
}
