//! The booth's real services, made to fail on chosen events while a switch is on.

use std::sync::Arc;

use crema_core::kernel::cascade::Cascade;
use crema_core::kernel::consumer::{
    Consumer, Discarded, EventHandler, Projection, Service, Services,
};
use crema_core::kernel::tables::Tables;
use crema_core::kernel::timers::Timer;
use crema_core::{Core, Fault, RecordedEvent, SqliteStorage};

use super::Booth;
use super::failing::Switch;

/// Which deliveries a consumer fails on while its switch is on.
#[derive(Debug, Clone, Copy)]
pub enum FailsOn {
    /// Events of these names, and no timers.
    Names(&'static [&'static str]),
    /// Events of these names, and the discarding of their deliveries as well.
    NamesForGood(&'static [&'static str]),
    /// Timers, and no events.
    Timers,
    /// One event of so many, by its place in the log; and timers, by when they are due.
    OneIn(u64),
}

/// A real consumer that fails on some events while the switch is on.
struct Flaky<T: ?Sized> {
    inner: Arc<T>,
    fails_on: FailsOn,
    broken: Switch,
}

impl<T: ?Sized> Flaky<T> {
    fn check(&self, event: &RecordedEvent) -> Result<(), Fault> {
        self.fail_if(match self.fails_on {
            FailsOn::Names(names) | FailsOn::NamesForGood(names) => {
                names.contains(&event.fact.detail_type())
            }
            FailsOn::Timers => false,
            FailsOn::OneIn(many) => event.seq.0.is_multiple_of(many),
        })
    }

    fn check_timer(&self, timer: &Timer) -> Result<(), Fault> {
        self.fail_if(match self.fails_on {
            FailsOn::Names(_) | FailsOn::NamesForGood(_) => false,
            FailsOn::Timers => true,
            FailsOn::OneIn(many) => timer.due.0.is_multiple_of(many),
        })
    }

    fn fail_if(&self, meant: bool) -> Result<(), Fault> {
        if meant && self.broken.is_on() {
            return Err(Fault::broken("it was told to fail"));
        }
        Ok(())
    }
}

impl EventHandler for Flaky<dyn EventHandler> {
    fn name(&self) -> &'static str {
        self.inner.name()
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        self.inner.subscriptions()
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        self.check(event)?;
        self.inner.handle(cascade, event)
    }

    fn timers(&self) -> &'static [&'static str] {
        self.inner.timers()
    }

    fn due(&self, cascade: &mut Cascade<'_>, timer: &Timer) -> Result<(), Fault> {
        self.check_timer(timer)?;
        self.inner.due(cascade, timer)
    }

    fn on_discarded(
        &self,
        cascade: &mut Cascade<'_>,
        discarded: Discarded<'_>,
    ) -> Result<(), Fault> {
        if let (FailsOn::NamesForGood(_), Discarded::Delivery(event)) = (self.fails_on, discarded) {
            self.check(event)?;
        }
        self.inner.on_discarded(cascade, discarded)
    }
}

impl Projection for Flaky<dyn Projection> {
    fn name(&self) -> &'static str {
        self.inner.name()
    }

    fn tables(&self) -> &'static [&'static str] {
        self.inner.tables()
    }

    fn subscribes_to(&self, detail_type: &str) -> bool {
        self.inner.subscribes_to(detail_type)
    }

    fn apply(&self, tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        self.check(event)?;
        self.inner.apply(tables, event)
    }
}

/// Makes this service fail on these events while the switch is on.
pub fn make_flaky(
    services: &mut Services,
    name: &str,
    fails_on: &'static [&'static str],
    broken: &Switch,
) {
    let service = services.all.iter_mut().find(|service| service.name() == name).unwrap();
    make_service_flaky(service, FailsOn::Names(fails_on), broken);
}

/// Makes a service that handles events fail on some while the switch is on.
pub fn make_service_flaky(service: &mut Service, fails_on: FailsOn, broken: &Switch) {
    let broken = broken.clone();
    let consumer = match service.consumer().unwrap().clone() {
        Consumer::Handler(inner) => Consumer::Handler(Arc::new(Flaky { inner, fails_on, broken })),
        Consumer::Projection(inner) => {
            Consumer::Projection(Arc::new(Flaky { inner, fails_on, broken }))
        }
    };
    *service = service.clone().with_consumer(consumer);
}

/// Opens the booth again with these services.
pub fn reopen(booth: &mut Booth, change: impl FnOnce(&mut Services)) {
    let mut services = Services::of_booth();
    change(&mut services);
    booth.core = Core::open_with(SqliteStorage::open(&booth.path()).unwrap(), services).unwrap();
}

/// An open booth in which this service fails on these events while the switch, off as yet, is on.
pub fn booth_with_flaky(
    seed: u64,
    name: &str,
    fails_on: &'static [&'static str],
) -> (Booth, Switch) {
    booth_that_fails_on(seed, name, FailsOn::Names(fails_on))
}

/// The same, of whatever the service is to fail on.
pub fn booth_that_fails_on(seed: u64, name: &str, fails_on: FailsOn) -> (Booth, Switch) {
    let mut booth = Booth::open(seed);
    let broken = Switch::off();
    reopen(&mut booth, |services| {
        let service = services.all.iter_mut().find(|service| service.name() == name).unwrap();
        make_service_flaky(service, fails_on, &broken);
    });
    (booth, broken)
}

/// Takes away what these services object to: as if what they know had changed just after they were
/// asked.
pub fn take_objections(services: &mut Services) {
    let without = |service: Service| service.with_objections(|_, _| Ok(()));
    services.all = std::mem::take(&mut services.all).into_iter().map(without).collect();
}

/// Opens the booth again with services that object to nothing, until it is restarted.
pub fn without_objections(booth: &mut Booth) {
    reopen(booth, take_objections);
}

/// Opens the booth again without this service.
pub fn take_out(booth: &mut Booth, name: &str) {
    reopen(booth, |services| services.all.retain(|service: &Service| service.name() != name));
}
