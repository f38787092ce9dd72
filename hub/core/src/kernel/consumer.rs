//! A service as the kernel sees it: its consumer of events, the commands it takes, and the list of
//! services. Which services there are is decided by the layer above, which passes the list in.

use std::sync::Arc;

use crema_api::commands::{Caller, Command, Outcome};

use super::cascade::Cascade;
use super::fold::Fold;
use super::log::RecordedEvent;
use super::tables::Tables;
use super::timers::Timer;
use crate::fault::{Defect, Fault};

/// A delivery or a timer that the crew has given up: it never comes again.
#[derive(Debug, Clone, Copy)]
pub enum Discarded<'a> {
    /// The delivery of this event.
    Delivery(&'a RecordedEvent),
    /// This timer, which had failed.
    Timer(&'a Timer),
}

/// A consumer that decides: it handles events, may change its tables and may emit.
pub trait EventHandler: Send + Sync {
    /// Its name: of its folder, its timers, its cursor.
    fn name(&self) -> &'static str;

    /// The events that it handles, by name.
    fn subscriptions(&self) -> &'static [&'static str];

    /// Handles one event exactly once. A handler never receives events about its own failures.
    ///
    /// # Errors
    /// A [`Fault`] when it fails; any but a storage fault makes the delivery a dead letter.
    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault>;

    /// The kinds of its timers. A timer of any other kind is another version's: it is left alone.
    fn timers(&self) -> &'static [&'static str] {
        &[]
    }

    /// Runs one of its timers that is due. The timer is deleted already.
    ///
    /// # Errors
    /// A [`Fault`] when it fails; after any but a storage fault the timer stays, as a dead letter,
    /// until it is redriven.
    fn due(&self, _cascade: &mut Cascade<'_>, timer: &Timer) -> Result<(), Fault> {
        Err(Defect::NoTimers { handler: self.name(), kind: timer.kind.clone() }.into())
    }

    /// One of its deliveries or timers was given up. What only that would have ended ends here, so that
    /// it is not left for ever.
    ///
    /// # Errors
    /// A [`Fault`] when it fails; any but a storage fault is logged, and it is given up all the same.
    fn on_discarded(
        &self,
        _cascade: &mut Cascade<'_>,
        _discarded: Discarded<'_>,
    ) -> Result<(), Fault> {
        Ok(())
    }
}

/// A read model, derived from the log alone: emptied and rebuilt, it is the same.
pub trait Projection: Send + Sync {
    /// Its name: of its folder and its cursor.
    fn name(&self) -> &'static str;

    /// Its tables. A rebuild makes them a second time, under other names, so its statements write
    /// these names as they are here.
    fn tables(&self) -> &'static [&'static str];

    /// Whether events of this name are applied to it.
    fn subscribes_to(&self, detail_type: &str) -> bool;

    /// Applies one event exactly once.
    ///
    /// # Errors
    /// A [`Fault`] when it fails; any but a storage fault makes the delivery a dead letter.
    fn apply(&self, tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault>;
}

/// A consumer of either kind.
#[derive(Clone)]
pub enum Consumer {
    /// An event handler, which decides.
    Handler(Arc<dyn EventHandler>),
    /// A projection, which only shows.
    Projection(Arc<dyn Projection>),
}

impl std::fmt::Debug for Consumer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Consumer {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Handler(handler) => handler.name(),
            Self::Projection(projection) => projection.name(),
        }
    }

    /// Delivers an event to it.
    pub(super) fn take(
        &self,
        cascade: &mut Cascade<'_>,
        event: &RecordedEvent,
    ) -> Result<(), Fault> {
        cascade.now_runs(self.name());
        match self {
            Self::Handler(handler) => handler.handle(cascade, event),
            Self::Projection(projection) => {
                projection.apply(Tables::of(Some(projection.name()), cascade.storage()), event)
            }
        }
    }
}

/// Runs a command, if it is one of the service's; `None` if it is another's.
pub type Commands = fn(&mut Cascade<'_>, Caller, &Command) -> Option<Result<Outcome, Fault>>;

/// Objects to a command that another service takes: asked once that service has decided, and before
/// anything follows from it. A refusal undoes the command.
pub type Objections = fn(&mut Cascade<'_>, &Command) -> Result<(), Fault>;

/// A service, as its folder declares it.
#[derive(Debug, Clone)]
pub struct Service {
    name: &'static str,
    consumer: Option<Consumer>,
    table_prefix: Option<&'static str>,
    commands: Option<Commands>,
    objections: Option<Objections>,
    public_events: &'static [&'static str],
    folds: &'static [Fold],
}

impl Service {
    /// A service that handles no events.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            consumer: None,
            table_prefix: None,
            commands: None,
            objections: None,
            public_events: &[],
            folds: &[],
        }
    }

    /// A service that handles events and may emit.
    #[must_use]
    pub fn event_handler(handler: impl EventHandler + 'static) -> Self {
        let consumer = Consumer::Handler(Arc::new(handler));
        Self { consumer: Some(consumer.clone()), ..Self::new(consumer.name()) }
    }

    /// A service that only shows.
    #[must_use]
    pub fn projection(projection: impl Projection + 'static) -> Self {
        let consumer = Consumer::Projection(Arc::new(projection));
        Self { consumer: Some(consumer.clone()), ..Self::new(consumer.name()) }
    }

    /// The same service with another event handler: for one that wraps the service's own, such as
    /// a fault in a test.
    #[must_use]
    pub fn with_handler(self, handler: impl EventHandler + 'static) -> Self {
        Self { consumer: Some(Consumer::Handler(Arc::new(handler))), ..self }
    }

    /// It owns the tables whose names begin with `prefix`.
    #[must_use]
    pub fn with_tables(self, prefix: &'static str) -> Self {
        Self { table_prefix: Some(prefix), ..self }
    }

    /// It takes these commands.
    #[must_use]
    pub fn with_commands(self, commands: Commands) -> Self {
        Self { commands: Some(commands), ..self }
    }

    /// It objects to these commands of other services, by what it alone knows.
    #[must_use]
    pub fn with_objections(self, objections: Objections) -> Self {
        Self { objections: Some(objections), ..self }
    }

    /// These of its events are for everyone connected: they are on the topic `config`.
    #[must_use]
    pub fn with_public_events(self, names: &'static [&'static str]) -> Self {
        Self { public_events: names, ..self }
    }

    /// The same with another consumer in the place of its own: one that wraps it, for tests of
    /// what happens when it fails.
    #[must_use]
    pub fn with_consumer(self, consumer: Consumer) -> Self {
        Self { consumer: Some(consumer), ..self }
    }

    /// These of its tables are folds of the log.
    #[must_use]
    pub fn with_folds(self, folds: &'static [Fold]) -> Self {
        Self { folds, ..self }
    }

    /// Objects to a command of another service, if it does.
    pub(super) fn object(&self, cascade: &mut Cascade<'_>, command: &Command) -> Result<(), Fault> {
        let Some(objections) = self.objections else { return Ok(()) };
        cascade.now_runs(self.name);
        objections(cascade, command)
    }

    /// Its name: of its folder.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its tables that are folds of the log.
    #[must_use]
    pub fn folds(&self) -> &'static [Fold] {
        self.folds
    }

    /// The prefix of its tables' names, if it owns tables.
    #[must_use]
    pub fn table_prefix(&self) -> Option<&'static str> {
        self.table_prefix
    }

    /// Its events that are for everyone connected.
    #[must_use]
    pub fn public_events(&self) -> &'static [&'static str] {
        self.public_events
    }

    /// How it consumes events, if it does.
    #[must_use]
    pub fn consumer(&self) -> Option<&Consumer> {
        self.consumer.as_ref()
    }
}

/// The services of a booth, in the fixed order in which they receive an event: event handlers
/// first, then projections.
#[derive(Debug, Clone, Default)]
pub struct Services {
    /// All of them.
    pub all: Vec<Service>,
}

impl Services {
    /// Runs a command. Returns the service that takes it, with its answer.
    pub(super) fn run(
        &self,
        cascade: &mut Cascade<'_>,
        caller: Caller,
        command: &Command,
    ) -> Result<(&Service, Result<Outcome, Fault>), Fault> {
        for service in &self.all {
            let Some(commands) = service.commands else { continue };
            cascade.now_runs(service.name);
            if let Some(ended) = commands(cascade, caller, command) {
                return Ok((service, ended));
            }
        }
        Err(Defect::NoServiceTakes.into())
    }
}
