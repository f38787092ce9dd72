//! The services, one folder each, for those who know Serverlesspresso. The head of each reads the
//! same: the tables it owns, the commands it takes, the events it handles and those it emits.
//!
//! Services talk through events only: no service reads another's tables or calls its functions, and
//! each keeps a copy of the data that it needs of others. Each folder declares in a [`Service`] its
//! consumer of events, commands, the prefix of its tables, and which of its events are for everyone
//! connected. To add a service, add its folder and one line in [`SERVICES`]; to take one out, take
//! the line out, and the others run on.

pub mod access;
pub mod clock;
pub mod config;
pub mod counting;
pub mod devices;
pub mod journey;
pub mod metrics;
pub mod order_manager;
pub mod order_processor;
pub mod privacy;
pub mod publisher;
pub mod validator;

use crate::kernel::consumer::{Service, Services};
use crate::kernel::engine::Core;
use crate::kernel::migrations::OpenError;
use crate::storage::Storage;

/// The services of a booth, in the fixed order in which they receive an event: event handlers
/// first, then projections.
const SERVICES: &[fn() -> Service] = &[
    config::service,
    access::service,
    validator::service,
    order_processor::service,
    order_manager::service,
    counting::service,
    privacy::service,
    journey::service,
    metrics::service,
    devices::service,
    clock::service,
    publisher::service,
];

impl Services {
    /// All services of a booth.
    #[must_use]
    pub fn of_booth() -> Self {
        Self { all: SERVICES.iter().map(|service| service()).collect() }
    }
}

impl Core {
    /// Opens the booth's database with all its services.
    ///
    /// # Errors
    /// [`OpenError`], as for [`Self::open_with`].
    pub fn open(storage: impl Storage + 'static) -> Result<Self, OpenError> {
        Self::open_with(storage, Services::of_booth())
    }

    /// Opens the booth's database, which is damaged, with all its services, to show what is in it.
    ///
    /// # Errors
    /// [`OpenError`], as for [`Self::open_damaged_with`].
    pub fn open_damaged(storage: impl Storage + 'static) -> Result<Self, OpenError> {
        Self::open_damaged_with(storage, Services::of_booth())
    }
}
