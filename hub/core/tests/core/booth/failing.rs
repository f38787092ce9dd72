//! Consumers that fail while a switch is on, and write down what they receive.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crema_api::ids::Seq;
use crema_core::kernel::cascade::Cascade;
use crema_core::kernel::consumer::{EventHandler, Projection, Services};
use crema_core::kernel::tables::Tables;
use crema_core::kernel::timers::{Timer, TimerKey};
use crema_core::{Core, Fault, RecordedEvent, SqliteStorage};
use rusqlite::Connection;

use crate::booth::Booth;

/// Whether a consumer fails at the moment. Clones share it.
#[derive(Debug, Clone)]
pub struct Switch(Arc<AtomicBool>);

impl Switch {
    pub fn on() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }

    pub fn off() -> Self {
        Self(Arc::new(AtomicBool::new(false)))
    }

    pub fn set(&self, on: bool) {
        self.0.store(on, Ordering::Relaxed);
    }

    pub fn is_on(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn check(&self) -> Result<(), Fault> {
        if self.is_on() { Err(Fault::broken("it is broken")) } else { Ok(()) }
    }
}

/// An event handler with a notebook. It also has a timer of its own, which it sets upon `custom.wake`.
#[derive(Debug)]
pub struct Notebook {
    pub subscriptions: &'static [&'static str],
    pub broken: Switch,
}

/// The timer of the [`Notebook`].
pub const BELL: TimerKey<'static> = TimerKey::single("notebook", "bell");
/// How long it runs, ms of booth time.
pub const BELL_MS: u64 = 60_000;

impl EventHandler for Notebook {
    fn name(&self) -> &'static str {
        "notebook"
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        self.subscriptions
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        if event.fact.detail_type() == "custom.wake" {
            return cascade.set_timer(BELL, cascade.now().plus(BELL_MS));
        }
        cascade.execute("INSERT INTO notebook (seq) VALUES (?1)", &[&event.seq.0])?;
        self.broken.check()
    }

    fn timers(&self) -> &'static [&'static str] {
        &[BELL.kind]
    }

    fn due(&self, cascade: &mut Cascade<'_>, timer: &Timer) -> Result<(), Fault> {
        assert_eq!((timer.owner.as_str(), timer.kind.as_str()), (BELL.owner, BELL.kind));
        cascade.execute("INSERT INTO bells (booth_ms) VALUES (?1)", &[&cascade.now().0])?;
        assert!(!self.broken.is_on(), "the bell is broken");
        Ok(())
    }
}

/// A projection that writes down every event, and would notice one that comes twice.
#[derive(Debug)]
pub struct Ledger {
    pub broken: Switch,
}

impl Projection for Ledger {
    fn name(&self) -> &'static str {
        "ledger"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["ledger"]
    }

    fn subscribes_to(&self, _detail_type: &str) -> bool {
        true
    }

    fn apply(&self, tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        tables.execute("INSERT INTO ledger (seq) VALUES (?1)", &[&event.seq.0])?;
        self.broken.check()
    }
}

/// A handler that fails on every new order, in words of its own.
#[derive(Debug)]
pub struct Loud {
    pub name: &'static str,
    pub fail: fn() -> Result<(), Fault>,
}

impl EventHandler for Loud {
    fn name(&self) -> &'static str {
        self.name
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[crema_api::events::names::NewOrder]
    }

    fn handle(&self, _cascade: &mut Cascade<'_>, _event: &RecordedEvent) -> Result<(), Fault> {
        (self.fail)()
    }
}

/// A projection that falls over when it is only asked what it subscribes to, where nobody expects it.
#[derive(Debug)]
pub struct Touchy {
    pub upset: Switch,
}

impl Projection for Touchy {
    fn name(&self) -> &'static str {
        "touchy"
    }

    fn tables(&self) -> &'static [&'static str] {
        &[]
    }

    fn subscribes_to(&self, _detail_type: &str) -> bool {
        assert!(!self.upset.is_on(), "do not ask");
        false
    }

    fn apply(&self, _tables: Tables<'_>, _event: &RecordedEvent) -> Result<(), Fault> {
        Ok(())
    }
}

/// Opens the booth's database again, with further consumers that `add` adds.
pub fn open_with(booth: &mut Booth, add: impl FnOnce(&mut Services)) {
    let tables = "CREATE TABLE IF NOT EXISTS notebook (seq INTEGER PRIMARY KEY);
         CREATE TABLE IF NOT EXISTS bells (booth_ms INTEGER NOT NULL);
         CREATE TABLE IF NOT EXISTS ledger (seq INTEGER PRIMARY KEY)";
    Connection::open(booth.path()).unwrap().execute_batch(tables).unwrap();
    let mut services = Services::of_booth();
    add(&mut services);
    booth.core = Core::open_with(SqliteStorage::open(&booth.path()).unwrap(), services).unwrap();
}

/// What stands in a column of numbers, in its order.
pub fn numbers(booth: &Booth, sql: &str) -> Vec<Seq> {
    let connection = Connection::open(booth.path()).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0).map(Seq)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}
