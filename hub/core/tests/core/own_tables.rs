//! No service reads or writes another's tables: every statement of a crowd's days is held against
//! the tables of the service it runs for, and the kernel's are the kernel's alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

use crema_api::commands::{Command, Inject, Role};
use crema_api::events::names;
use crema_core::kernel::cascade::Cascade;
use crema_core::kernel::consumer::{EventHandler, Service, Services};
use crema_core::{Core, Fault, Input, RecordedEvent, SqliteStorage};
use crema_testing::storage::{Behalf, Call, Interposed, Proceed};
use rusqlite::Connection;

use crate::booth::crowd::Crowd;

/// Who owns which table: a service, or the kernel (`None`).
type Owners = BTreeMap<String, Option<&'static str>>;

fn owners(path: &Path, services: &Services) -> Owners {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let mut statement = connection.prepare(sql).unwrap();
    let tables = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let owner_of = |table: &str| {
        let owns = |service: &&Service| {
            service.table_prefix().is_some_and(|prefix| table.starts_with(prefix))
        };
        services.all.iter().find(owns).map(Service::name)
    };
    tables.map(|table| table.unwrap()).map(|table| (table.clone(), owner_of(&table))).collect()
}

/// Gives the inputs to a booth with these services. Returns each statement on a table that is not
/// its own, and how many statements each service made.
fn trespasses(
    inputs: &[Input],
    services: impl Fn() -> Services,
) -> (BTreeSet<String>, BTreeMap<String, usize>) {
    let folder = crate::booth::folder();
    let path = folder.path().join("booth.db");
    // The tables are made before anyone is watched.
    drop(Core::open_with(SqliteStorage::open(&path).unwrap(), services()).unwrap());
    let owners = owners(&path, &services());
    let behalf = Behalf::default();
    let found = Arc::new(Mutex::new((BTreeSet::new(), BTreeMap::new())));
    let (noted, by) = (Arc::clone(&found), behalf.clone());
    let note = move |call: &Call<'_>, proceed: Proceed<'_>| {
        if let Some(sql) = call.sql() {
            let who = by.service();
            let (trespasses, made) = &mut *noted.lock().unwrap();
            *made.entry(who.unwrap_or("kernel").to_owned()).or_insert(0) += 1;
            for word in sql.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')) {
                if let Some(owner) = owners.get(word)
                    && *owner != who
                {
                    let whose = owner.unwrap_or("kernel");
                    let who = who.unwrap_or("kernel");
                    trespasses.insert(format!("{who} on {whose}'s {word}: {sql}"));
                }
            }
        }
        proceed()
    };
    let storage = Interposed::new(SqliteStorage::open(&path).unwrap(), note).with_behalf(&behalf);
    let mut core = Core::open_with(storage, services()).unwrap();
    for batch in inputs.chunks(64) {
        core.run_batch(batch);
        core.settle(true);
    }
    drop(core);
    let found = Arc::into_inner(found).unwrap().into_inner().unwrap();
    found
}

#[test]
fn each_statement_is_on_the_tables_of_the_service_it_runs_for() {
    let seed = 21;
    println!("seed {seed}");
    let mut crowd = Crowd::new(seed);
    for _ in 0..1_500 {
        crowd.act();
    }
    crowd.go_home();
    let extension = crowd.booth.device(Role::Device, "Extension");
    for _ in 0..6 {
        let (detail_type, detail) = ("custom.wave".to_owned(), serde_json::Map::new());
        let wave = Command::Inject(Inject { detail_type, detail });
        crowd.booth.ask(extension, wave).unwrap();
    }
    let (trespasses, made) = trespasses(&crowd.booth.inputs, Services::of_booth);
    assert!(trespasses.is_empty(), "{trespasses:#?}");
    let with_tables = |service: &Service| service.table_prefix().is_some();
    for service in Services::of_booth().all.iter().filter(|service| with_tables(service)) {
        let count = made.get(service.name()).copied().unwrap_or(0);
        assert!(count > 5, "{} made only {count} statements", service.name());
    }
}

/// A service that looks where it has no business.
#[derive(Debug)]
struct Nosy(&'static str);

impl EventHandler for Nosy {
    fn name(&self) -> &'static str {
        "nosy"
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[names::NewOrder]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, _event: &RecordedEvent) -> Result<(), Fault> {
        cascade.query_one(self.0, &[], |_| Ok(())).map(drop)
    }
}

#[test]
fn a_service_that_reads_anothers_table_is_found() {
    let mut crowd = Crowd::new(22);
    for _ in 0..60 {
        crowd.act();
    }
    for (sql, whose) in [
        ("SELECT orders FROM validator_codes", "validator"),
        ("SELECT detail FROM events", "kernel"),
        ("SELECT secret FROM secrets", "kernel"),
    ] {
        let (found, _) = trespasses(&crowd.booth.inputs, || {
            let mut services = Services::of_booth();
            services.all.push(Service::event_handler(Nosy(sql)));
            services
        });
        let found: Vec<String> = found.into_iter().collect();
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].starts_with(&format!("nosy on {whose}'s ")), "{found:?}");
    }
}
