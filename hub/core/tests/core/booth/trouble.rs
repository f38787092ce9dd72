//! A booth whose real services fail now and then. Which one fails is said by an event, so that the
//! same inputs bring the same trouble, whatever the batches.

use std::collections::BTreeMap;
use std::path::Path;

use crema_api::DomainEvent;
use crema_core::kernel::cascade::Cascade;
use crema_core::kernel::consumer::{EventHandler, Service, Services};
use crema_core::{Core, Fault, RecordedEvent, SqliteStorage};

use super::failing::Switch;
use super::flaky::{FailsOn, make_service_flaky};

/// The event that says which service fails from now on, or no longer: `{service, fails}`.
pub const NEWS_OF_TROUBLE: &str = "custom.trouble";

/// While a service fails, it does so on one delivery of so many.
const FAILS_ON: FailsOn = FailsOn::OneIn(3);

/// A switch for each service that handles events. Clones share them.
#[derive(Debug, Clone)]
pub struct Trouble(BTreeMap<&'static str, Switch>);

impl Trouble {
    /// All of them work.
    pub fn new() -> Self {
        let services = Services::of_booth().all;
        let consuming = services.iter().filter(|service| service.consumer().is_some());
        Self(consuming.map(|service| (service.name(), Switch::off())).collect())
    }

    /// The services that can fail.
    pub fn names(&self) -> Vec<&'static str> {
        self.0.keys().copied().collect()
    }

    /// The booth's services with their switches, and before them all the one that throws these.
    pub fn services(&self) -> Services {
        let mut services = Services::of_booth();
        for service in &mut services.all {
            if let Some(switch) = self.0.get(service.name()) {
                make_service_flaky(service, FAILS_ON, switch);
            }
        }
        services.all.insert(0, Service::event_handler(Gremlin(self.clone())));
        services
    }

    /// Opens a booth's database with them.
    pub fn open(&self, path: &Path) -> Core {
        Core::open_with(SqliteStorage::open(path).unwrap(), self.services()).unwrap()
    }
}

/// The service that throws the switches.
#[derive(Debug)]
struct Gremlin(Trouble);

impl EventHandler for Gremlin {
    fn name(&self) -> &'static str {
        "gremlin"
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[NEWS_OF_TROUBLE]
    }

    fn handle(&self, _cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        let DomainEvent::Custom(custom) = &event.fact else { return Ok(()) };
        let service = custom.detail["service"].as_str().and_then(|name| self.0.0.get(name));
        if let Some(switch) = service {
            switch.set(custom.detail["fails"] == true);
        }
        Ok(())
    }
}
