//! Deciders and the kernel, with a service that counts: a panic where an event is applied undoes the
//! input and is no dead letter; a replay leaves out what was not handled.

use std::cell::Cell;

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, Role};
use crema_api::events::custom::Custom;
use crema_api::events::names;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_core::kernel::cascade::Cascade;
use crema_core::kernel::consumer::{EventHandler, Service, Services};
use crema_core::kernel::decision::Decision;
use crema_core::kernel::fold::{Fold, Folded, fold_into_row};
use crema_core::kernel::tables::Tables;
use crema_core::{Core, Fault, RecordedEvent, SqliteStorage};
use rusqlite::Connection;
use serde_json::json;

use crate::booth::log::{dump_log, dump_tables};
use crate::booth::{Booth, kind};

thread_local! {
    /// Whether applying the tally's own event panics. (A core runs on its caller's thread.)
    static APPLYING_PANICS: Cell<bool> = const { Cell::new(false) };
    /// Whether handling fails before anything is decided.
    static HANDLING_FAILS: Cell<bool> = const { Cell::new(false) };
}

const OWN_EVENT: &str = "custom.tallied";

/// How many orders were placed, and how often it said so.
#[derive(Debug, Clone, PartialEq)]
struct Tally {
    placed: u32,
    said: u32,
}

fn load(tables: Tables<'_>) -> Result<Option<Tally>, Fault> {
    tables.query_one("SELECT placed, said FROM tally", &[], |row| {
        Ok(Tally { placed: row.get("placed")?, said: row.get("said")? })
    })
}

impl Folded for Tally {
    fn load_for(tables: Tables<'_>, _event: &RecordedEvent) -> Result<Option<Self>, Fault> {
        load(tables)
    }

    fn begin(event: &RecordedEvent) -> Option<Self> {
        let mut tally = Self { placed: 0, said: 0 };
        tally.apply(event);
        (tally.placed > 0).then_some(tally)
    }

    fn apply(&mut self, event: &RecordedEvent) {
        match event.fact.detail_type() {
            names::OrderPlaced => self.placed += 1,
            OWN_EVENT => {
                assert!(!APPLYING_PANICS.get(), "it cannot count");
                self.said += 1;
            }
            _ => {}
        }
    }

    fn save(&self, _before: Option<&Self>, tables: Tables<'_>) -> Result<(), Fault> {
        tables.execute("DELETE FROM tally", &[])?;
        let sql = "INSERT INTO tally (placed, said) VALUES (?1, ?2)";
        tables.execute(sql, &[&self.placed, &self.said]).map(drop)
    }
}

/// The service: it folds what others say, decides, and says something itself.
#[derive(Debug)]
struct Counter;

impl EventHandler for Counter {
    fn name(&self) -> &'static str {
        "tally"
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[names::OrderPlaced]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        if HANDLING_FAILS.get() {
            return Err(Fault::broken("it does not count today"));
        }
        fold_into_row::<Tally>(cascade.tables(), event)?;
        let tally = load(cascade.tables())?.expect("it has counted one");
        let mut tally = Decision::about(cascade, tally);
        let said = Custom::new(OWN_EVENT, json!({ "placed": tally.placed })).expect("a name");
        tally.emit(DomainEvent::Custom(said))?;
        tally.save().map(drop)
    }
}

const FOLDS: &[Fold] = &[Fold::of_rows::<Tally>(&["tally"])];

fn booth_with_tally() -> Booth {
    let mut booth = Booth::open(1);
    let table = "CREATE TABLE tally (placed INTEGER NOT NULL, said INTEGER NOT NULL)";
    Connection::open(booth.path()).unwrap().execute_batch(table).unwrap();
    let mut services = Services::of_booth();
    services.all.push(Service::event_handler(Counter).with_tables("tally").with_folds(FOLDS));
    booth.core = Core::open_with(SqliteStorage::open(&booth.path()).unwrap(), services).unwrap();
    booth
}

fn tally(booth: &Booth) -> Vec<(u32, u32)> {
    let connection = Connection::open(booth.path()).unwrap();
    let mut statement = connection.prepare("SELECT placed, said FROM tally").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_panic_in_applying_an_event_undoes_the_input_and_is_no_dead_letter() {
    let mut booth = booth_with_tally();
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    let (log, tables) = (dump_log(&booth.path()), dump_tables(&booth.path(), &["booth"]));
    APPLYING_PANICS.set(true);
    assert_eq!(kind(booth.place(guest, order, "Jo")), RefusalKind::Internal);
    assert_eq!(dump_log(&booth.path()), log, "nothing was said");
    assert_eq!(dump_tables(&booth.path(), &["booth"]), tables, "and nothing kept");
    APPLYING_PANICS.set(false);
    booth.place(guest, order, "Jo").unwrap();
    assert_eq!(booth.state(order), OrderState::Queued);
    assert_eq!(tally(&booth), [(1, 1)]);
}

#[test]
fn a_replay_leaves_out_what_was_not_handled_yet() {
    let mut booth = booth_with_tally();
    let mia = booth.staff(Role::Barista, "Mia");
    booth.queued();
    HANDLING_FAILS.set(true);
    let stuck = booth.queued();
    HANDLING_FAILS.set(false);
    booth.queued();
    assert_eq!(tally(&booth), [(2, 2)], "{stuck} is a dead letter");
    booth.core.replay_deciders().unwrap();
    assert_eq!(tally(&booth), [(2, 2)]);
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert_eq!(tally(&booth), [(3, 3)]);
    booth.core.replay_deciders().unwrap();
    assert_eq!(tally(&booth), [(3, 3)]);
    booth.step(mia, stuck, Command::Claim).unwrap();
}
