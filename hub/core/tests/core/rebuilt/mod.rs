//! Projections that are derived again while the old ones serve.

mod kills;
mod letters;
mod schema;

use std::path::{Path, PathBuf};

use crema_core::kernel::consumer::Services;
use crema_core::kernel::migrations::{MIGRATIONS, Migration};
use crema_core::{Core, SqliteStorage};
use rusqlite::Connection;

use crate::booth::Booth;
use crate::booth::crowd::Crowd;
use crate::booth::flaky::reopen;
use crate::booth::log::{dump_log, dump_table, dump_tables, lengthen};

const TABLES: [&str; 4] = ["journey_steps", "metrics_counts", "devices_now", "devices_tickets"];

/// What readers find in the projections.
fn projections(path: &Path) -> Vec<Vec<String>> {
    TABLES.iter().map(|table| dump_table(path, table)).collect()
}

/// Says of these projections that they are to be derived again, as a migration does.
fn ask(booth: &Booth, names: &str) {
    let sql = format!("UPDATE consumers SET lost = 1 WHERE name IN ({names})");
    assert!(Connection::open(booth.path()).unwrap().execute(&sql, []).unwrap() > 0);
}

const ALL: &str = "'journey', 'metrics', 'devices'";

/// Whether the core has work that it goes on with at once.
fn is_busy(booth: &Booth) -> bool {
    booth.last.next_due.is_some_and(|due| due <= booth.now)
}

/// Ticks until it has none.
fn settle(booth: &mut Booth) {
    for _ in 0..2_000 {
        booth.pass(0);
        if !is_busy(booth) {
            return;
        }
    }
    panic!("the rebuild comes to no end");
}

fn copy_of(booth: &Booth, name: &str) -> PathBuf {
    let copy = booth.path().with_file_name(name);
    let into = [copy.to_str().unwrap()];
    Connection::open(booth.path()).unwrap().execute("VACUUM INTO ?1", into).unwrap();
    copy
}

#[test]
fn the_old_tables_serve_whole_and_go_on_until_the_new_ones_are_there() {
    let seed = 31;
    println!("seed {seed}");
    let mut crowd = Crowd::new(seed);
    for _ in 0..600 {
        crowd.act();
    }
    lengthen(&crowd.booth.path(), 20_000);
    // The same booth, in which nothing is rebuilt.
    let path = copy_of(&crowd.booth, "twin.db");
    let mut twin = Core::open(SqliteStorage::open(&path).unwrap()).unwrap();
    ask(&crowd.booth, ALL);
    reopen(&mut crowd.booth, |_| {});
    let (mut steps, mut given) = (0, crowd.booth.inputs.len());
    while steps == 0 || is_busy(&crowd.booth) {
        assert_eq!(projections(&crowd.booth.path()), projections(&path), "step {steps}");
        crowd.act();
        crowd.booth.pass(0);
        for input in &crowd.booth.inputs[given..] {
            twin.run_batch(std::slice::from_ref(input));
        }
        given = crowd.booth.inputs.len();
        steps += 1;
    }
    assert!(steps > 20, "only {steps} steps");
    assert_eq!(dump_log(&crowd.booth.path()), dump_log(&path));
    assert_eq!(dump_tables(&crowd.booth.path(), &[]), dump_tables(&path, &[]));
}

#[test]
fn twice_is_the_same_as_once_and_what_was_spoilt_is_mended() {
    let mut crowd = Crowd::new(32);
    for _ in 0..300 {
        crowd.act();
    }
    let before = dump_tables(&crowd.booth.path(), &[]);
    let spoiler = Connection::open(crowd.booth.path()).unwrap();
    for table in TABLES {
        spoiler.execute(&format!("DELETE FROM {table}"), []).unwrap();
    }
    crowd.booth.core.rebuild_projections().unwrap();
    assert_eq!(dump_tables(&crowd.booth.path(), &[]), before);
    crowd.booth.core.begin_rebuild().unwrap();
    crowd.booth.core.rebuild_projections().unwrap();
    assert_eq!(dump_tables(&crowd.booth.path(), &[]), before);
}

/// What the version before has derived so far may be its own way.
#[test]
fn a_migration_lets_a_rebuild_begin_again() {
    let mut booth = Booth::open(33);
    booth.queued();
    lengthen(&booth.path(), 12_000);
    ask(&booth, "'journey'");
    let derived = |booth: &Booth| dump_table(&booth.path(), "rebuilds").concat();
    reopen(&mut booth, |_| {});
    booth.pass(0);
    assert_eq!(derived(&booth), "journey|4000|");
    reopen(&mut booth, |_| {});
    assert_eq!(derived(&booth), "journey|6000|", "a restart goes on with it");
    let format = MIGRATIONS.last().unwrap().format + 1;
    let next = Migration { format, oldest_reader: format, sql: "CREATE TABLE x (y)" };
    let migrations = [MIGRATIONS, &[next]].concat();
    let storage = SqliteStorage::open(&booth.path()).unwrap();
    booth.core = Core::open_migrated(storage, Services::of_booth(), &migrations).unwrap();
    assert_eq!(derived(&booth), "journey|2000|");
    settle(&mut booth);
    assert_eq!(derived(&booth), "");
}
