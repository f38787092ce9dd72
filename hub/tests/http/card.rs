//! The card: a database that is gone, damaged or another's is said in words and never written to; a
//! card that fills up is left to the staff, and a full one still shows what is on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crema::card::copies::{restore, take};
use crema::card::mend::{Mended, mend};
use crema::hub::{Hub, StartError};
use crema_api::answers::{CardState, CardView, Health, OrderView};
use crema_api::commands::Role;
use crema_api::order::OrderState;
use crema_core::SqliteStorage;
use crema_testing::storage::{Call, Interposed, Proceed, sqlite_failure};
use rusqlite::{Connection, ffi};
use serde_json::json;
use tempfile::TempDir;

use crate::booth::{Booth, Proof, order_path};

/// Starts a hub on a folder that has a damaged database. Returns what it says.
fn refused(folder: &Path) -> String {
    match Hub::start(folder) {
        Err(error @ StartError::Damaged { .. }) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

fn database_of(folder: &TempDir) -> PathBuf {
    folder.path().join("booth.db")
}

fn wal_of(folder: &TempDir) -> PathBuf {
    folder.path().join("booth.db-wal")
}

fn on(folder: TempDir) -> Booth {
    Booth::of_folder(folder, SqliteStorage::open).unwrap()
}

fn health(booth: &Booth) -> Health {
    booth.get(&Proof::Nothing, "/healthz").json()
}

/// The card once the whole database has been checked.
fn checked_card(booth: &Booth) -> CardView {
    for _ in 0..600 {
        let card = health(booth).card;
        if card.checked || card.damage.is_some() {
            return card;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the check does not end within 30 s");
}

#[test]
fn an_emptied_or_missing_database_is_no_new_booth() {
    let folder = Booth::open().off();
    let database = database_of(&folder);
    fs::write(&database, "").unwrap();
    assert!(refused(folder.path()).contains("is empty, though a booth was here"));
    assert_eq!(fs::metadata(&database).unwrap().len(), 0, "nothing was begun in it");
    fs::remove_file(&database).unwrap();
    let words = refused(folder.path());
    assert!(
        words.contains("is gone") && words.contains(folder.path().to_str().unwrap()),
        "{words}"
    );
    assert!(!database.exists());
}

#[test]
fn a_write_ahead_log_of_another_database_is_not_taken_in() {
    // Cut off, so that their write-ahead logs are there.
    let copy = |booth: &Booth| {
        let (from, to) = (booth.database(), tempfile::tempdir().unwrap());
        for name in ["booth.db", "booth.db-wal", "booth.end", "version"] {
            fs::copy(from.with_file_name(name), to.path().join(name)).unwrap();
        }
        to
    };
    let (ours, others) = (Booth::open(), Booth::open());
    for booth in [&ours, &others] {
        booth.place("Zoë");
        let note = || fs::read_to_string(booth.database().with_file_name("booth.end"));
        while !note().is_ok_and(|note| !note.contains("null")) {
            std::thread::sleep(Duration::from_millis(50));
        }
    }
    let (ours, others) = (copy(&ours), copy(&others));
    fs::copy(wal_of(&others), wal_of(&ours)).unwrap();
    let before = fs::read(database_of(&ours)).unwrap();
    assert!(refused(ours.path()).contains("belongs to another database"));
    assert!(fs::read(database_of(&ours)).unwrap() == before, "nothing is mixed");
    // One that was gone on with is the same.
    assert_eq!(checked_card(&on(others)).state, CardState::Well);
}

#[test]
fn a_write_ahead_log_without_its_database_is_kept() {
    let booth = Booth::open();
    booth.place("Zoë");
    let folder = tempfile::tempdir().unwrap();
    fs::copy(booth.database().with_file_name("booth.db-wal"), wal_of(&folder)).unwrap();
    let before = fs::read(wal_of(&folder)).unwrap();
    assert!(refused(folder.path()).contains("booth.db-wal"));
    assert!(fs::read(wal_of(&folder)).unwrap() == before);
}

#[test]
fn what_is_no_database_is_said_to_be_damaged_not_full() {
    let folder = Booth::open().off();
    fs::write(database_of(&folder), "a letter").unwrap();
    let words = refused(folder.path());
    assert!(words.contains("damaged") && !words.contains("full"), "{words}");
}

#[test]
fn a_log_that_lost_its_end_is_shown_and_not_written_to() {
    let booth = Booth::open();
    let (phone, kept) = booth.place("Zoë");
    let folder = booth.off();
    let earlier = fs::read(database_of(&folder)).unwrap();
    let booth = on(folder);
    booth.place("Jo");
    let folder = booth.off();
    assert_eq!(
        fs::metadata(wal_of(&folder)).map_or(0, |wal| wal.len()),
        0,
        "it is all in one file"
    );
    fs::write(database_of(&folder), &earlier).unwrap();

    let booth = on(folder);
    let Health { ok, card, seq, .. } = health(&booth);
    assert!(!ok && card.state == CardState::Damaged, "{card:?}");
    assert!(card.damage.unwrap().contains("events are gone"));
    let read: OrderView = booth.get(&phone, &order_path(kept.id)).json();
    assert_eq!(read.state, OrderState::Queued, "what is there is shown");
    let refused = booth.post(&phone, &format!("{}/cancel", order_path(kept.id)), json!({}));
    assert_eq!((refused.status.as_u16(), refused.refusal().as_str()), (503, "damaged"));
    std::thread::sleep(Duration::from_millis(1_500));
    assert_eq!(health(&booth).seq, seq, "nothing is written");
    let folder = booth.off();
    // The crew decide that it goes on so.
    let mended = mend(folder.path()).unwrap();
    assert!(mended.lost.unwrap().contains("events are gone") && mended.damage.is_none());
    let booth = on(folder);
    assert_eq!(checked_card(&booth).state, CardState::Well);
    booth.place("Mia");
}

#[test]
fn a_database_that_is_found_damaged_was_not_opened_to_write() {
    let booth = Booth::open();
    booth.place("Zoë");
    let folder = booth.off();
    // A consumer that is new is welcomed when the database is opened to write.
    let spoil = "DELETE FROM events WHERE seq = (SELECT head FROM booth);
        DELETE FROM consumers WHERE name = 'journey'";
    Connection::open(database_of(&folder)).unwrap().execute_batch(spoil).unwrap();
    let before = fs::read(database_of(&folder)).unwrap();
    let booth = on(folder);
    assert!(health(&booth).card.damage.unwrap().contains("and holds others"));
    let folder = booth.off();
    assert!(fs::read(database_of(&folder)).unwrap() == before, "no byte of it was changed");
    assert_eq!(fs::metadata(wal_of(&folder)).map_or(0, |wal| wal.len()), 0, "nor is to be");
}

/// A write-ahead log that is made again begins with a random salt.
#[test]
fn a_booth_that_loses_its_power_again_and_again_starts_each_time() {
    let mut folder = tempfile::tempdir().unwrap();
    for cut in 0..6 {
        let booth = on(folder);
        booth.app();
        if cut % 2 == 0 {
            std::thread::sleep(Duration::from_millis(700));
        }
        // As a power cut leaves it, at times with an empty write-ahead log.
        let left = tempfile::tempdir().unwrap();
        for file in fs::read_dir(booth.database().parent().unwrap()).unwrap() {
            let file = file.unwrap();
            let (name, path) = (file.file_name(), file.path());
            // A note that is being written has its name for a moment only.
            let is_new = path.extension().is_some_and(|extension| extension == "new");
            if name != "booth.db-shm" && name != "reserve" && !is_new {
                fs::copy(path, left.path().join(name)).unwrap();
            }
        }
        if cut == 2 || cut == 3 {
            let whole = Connection::open(database_of(&left)).unwrap();
            whole.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
            drop(whole);
            fs::write(wal_of(&left), "").unwrap();
        }
        folder = left;
    }
    assert_eq!(checked_card(&on(folder)).state, CardState::Well);
}

#[test]
fn a_day_leaves_a_copy_without_names_that_can_be_put_back() {
    let booth = Booth::open();
    let (phone, order) = booth.place("Zoë Quimby");
    let (crew, code) = (booth.token(Role::Crew), booth.code());
    for path in ["/api/v1/store/close-and-cancel", "/api/v1/store/end-day"] {
        assert_eq!(booth.post(&crew, path, json!({})).status, 200, "{path}");
    }
    let folder = booth.off();
    let copies: Vec<PathBuf> = fs::read_dir(folder.path().join("copies"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    let [copy] = copies.as_slice() else { panic!("{copies:?}") };
    let bytes = fs::read(copy).unwrap();
    let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(has("OrderPlaced") && !has("Quimby") && !has(&code));

    fs::write(database_of(&folder), "").unwrap();
    let words = refused(folder.path());
    assert!(words.contains("`crema restore`"), "{words}");
    assert_eq!(&restore(folder.path()).unwrap(), copy);
    let again = restore(folder.path()).unwrap();
    assert_eq!(&again, copy, "twice is the same as once");
    assert_eq!(fs::read(folder.path().join("damaged/booth.db")).unwrap(), b"", "it is set aside");
    let booth = on(folder);
    assert_eq!(checked_card(&booth).state, CardState::Well);
    let read: OrderView = booth.get(&phone, &order_path(order.id)).json();
    assert_eq!((read.state, read.name), (OrderState::Cancelled, None));
    assert_eq!(booth.get(&crew, "/api/v1/sessions").status, 200, "the tablets are paired still");
    let nowhere = tempfile::tempdir().unwrap();
    assert!(restore(&nowhere.path().join("none")).unwrap_err().to_string().contains("no copy"));
    assert!(!nowhere.path().join("none").exists());
}

#[test]
fn a_log_with_a_gap_is_said_to_have_one_and_read_around_it() {
    let booth = Booth::open();
    booth.place("Zoë");
    let crew = booth.token(Role::Crew);
    let folder = booth.off();
    let gap = "DELETE FROM events WHERE seq = 3";
    Connection::open(database_of(&folder)).unwrap().execute(gap, []).unwrap();
    let booth = on(folder);
    assert!(checked_card(&booth).damage.unwrap().contains("1 events are missing"));
    let page: serde_json::Value = booth.get(&crew, "/api/v1/events?after=0&limit=100").json();
    assert!(page["events"].as_array().unwrap().len() > 5, "{page}");
    let folder = booth.off();
    let mended = mend(folder.path()).unwrap();
    assert!(mended.damage.unwrap().contains("missing"), "what is gone stays gone");
}

fn copies_in(folder: &TempDir) -> Vec<String> {
    let files = fs::read_dir(folder.path().join("copies")).unwrap();
    let mut names: Vec<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_day_that_is_in_no_copy_is_copied_later_and_only_once() {
    let booth = Booth::open();
    booth.place("Zoë");
    let crew = booth.token(Role::Crew);
    for path in ["/api/v1/store/close-and-cancel", "/api/v1/store/end-day"] {
        assert_eq!(booth.post(&crew, path, json!({})).status, 200, "{path}");
    }
    let folder = booth.off();
    assert_eq!(copies_in(&folder), ["booth-000001.db"]);
    // As if the power had gone at once.
    fs::remove_file(folder.path().join("copies/booth-000001.db")).unwrap();
    let folder = on(folder).off();
    assert_eq!(copies_in(&folder), ["booth-000001.db"]);
    let folder = on(folder).off();
    assert_eq!(copies_in(&folder), ["booth-000001.db"], "that day is copied");
}

#[test]
fn the_newest_copy_is_put_back_whatever_the_logs_are_like() {
    let folder = Booth::open().off();
    let copies = folder.path().join("copies");
    fs::create_dir_all(&copies).unwrap();
    // What the crew put here under names of their own, and a copy of a longer log from another booth.
    for name in ["monday.db", "booth-000009.db", "booth-000010.db"] {
        fs::copy(database_of(&folder), copies.join(name)).unwrap();
    }
    let taken = take(folder.path(), &database_of(&folder)).unwrap();
    assert!(taken.ends_with("booth-000011.db"), "{}", taken.display());
    assert_eq!(copies_in(&folder), ["booth-000009.db", "booth-000010.db", "booth-000011.db"]);
    assert_eq!(restore(folder.path()).unwrap(), taken);
    let none_of_a_booth = ["a letter", ""];
    for contents in none_of_a_booth {
        fs::write(&taken, contents).unwrap();
        assert!(restore(folder.path()).unwrap().ends_with("booth-000010.db"), "the next good one");
    }
}

#[test]
fn values_that_cannot_be_are_found_and_derived_again_from_the_log() {
    let booth = Booth::open();
    let (phone, order) = booth.place("Zoë");
    let folder = booth.off();
    let mut folder = folder;
    for spoil in [
        "UPDATE manager_store SET day_seq = 'x'; UPDATE manager_orders SET user_id = 7;
         UPDATE metrics_counts SET count = 'many'",
        // A bit that flipped: it is text still, and no one can read it.
        "UPDATE manager_store SET occasion = cast(x'6fff' as text)",
        "UPDATE manager_menu SET drink = cast(x'6fff' as text)",
        "UPDATE manager_orders SET barista = x'01'",
        "UPDATE manager_store SET collect_ms = 9223372036854775807",
    ] {
        Connection::open(database_of(&folder)).unwrap().execute_batch(spoil).unwrap();
        let booth = on(folder);
        let damage = checked_card(&booth).damage.unwrap_or_else(|| panic!("{spoil}"));
        assert!(damage.contains("`crema mend`"), "{spoil}: {damage}");
        folder = booth.off();
        for _ in 0..2 {
            let mended = mend(folder.path()).unwrap();
            assert_eq!(mended, Mended { unreadable: 0, damage: None, lost: None }, "{spoil}");
        }
    }
    let booth = on(folder);
    assert_eq!(checked_card(&booth).state, CardState::Well);
    let read: OrderView = booth.get(&phone, &order_path(order.id)).json();
    assert_eq!((read.state, read.name.as_deref()), (OrderState::Queued, Some("Zoë")));
    booth.place("Jo");
    let held = mend(booth.database().parent().unwrap()).unwrap_err();
    assert!(held.to_string().contains("another hub"), "{held}");
}

#[test]
fn a_card_that_fills_up_is_left_to_the_staff() {
    let booth = Booth::open();
    let (barista, code) = (booth.token(Role::Barista), booth.code());
    let (phone, order) = booth.place("Zoë");
    booth.app().card().set_free_bytes_min(u64::MAX);
    let start = booth.post(&Proof::Nothing, "/api/v1/scans", json!({ "code": code }));
    assert_eq!((start.status.as_u16(), start.refusal().as_str()), (503, "storage"));
    assert!(start.text().contains("counter"), "{}", start.text());
    assert_eq!(booth.get(&phone, &order_path(order.id)).status, 200);
    for step in ["claim", "complete"] {
        booth
            .post(&barista, &format!("{}/{step}", order_path(order.id)), json!({}))
            .json::<OrderView>();
    }
    let Health { ok, card, .. } = health(&booth);
    assert!(ok && card.state == CardState::NearlyFull && card.missing_mib > Some(1), "{card:?}");
}

#[test]
fn a_booth_starts_on_a_card_that_takes_nothing() {
    let booth = Booth::open();
    let (phone, order) = booth.place("Zoë");
    let folder = booth.off();
    let full = Arc::new(AtomicBool::new(true));
    let flag = full.clone();
    let booth = Booth::of_folder(folder, |path| {
        let full = flag;
        Ok(Interposed::new(
            SqliteStorage::open(path)?,
            move |call: &Call<'_>, proceed: Proceed<'_>| {
                if call.writes() && full.load(Ordering::SeqCst) {
                    return Err(sqlite_failure(ffi::SQLITE_FULL));
                }
                proceed()
            },
        ))
    })
    .unwrap();
    assert_eq!(booth.get(&phone, &order_path(order.id)).status, 200);
    let cancel = || booth.post(&phone, &format!("{}/cancel", order_path(order.id)), json!({}));
    assert_eq!(cancel().status, 503);
    let Health { ok, card, .. } = health(&booth);
    assert!(!ok && card.state == CardState::Unwritable, "{card:?}");
    full.store(false, Ordering::SeqCst);
    cancel().json::<OrderView>();
    assert!(health(&booth).ok);
}

/// What of a database can be found damaged: by `SQLite`'s own check, or by reading every row.
fn is_found(database: &Path) -> bool {
    let Ok(connection) = Connection::open(database) else { return true };
    let check: Result<String, _> =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    if check.as_deref() != Ok("ok") {
        return true;
    }
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table'";
    let tables: Vec<String> = connection
        .prepare(tables)
        .and_then(|mut all| all.query_map([], |row| row.get(0))?.collect())
        .unwrap_or_default();
    tables.iter().any(|table| {
        let read_all = || -> rusqlite::Result<()> {
            let mut all = connection.prepare(&format!("SELECT * FROM {table}"))?;
            let columns = all.column_count();
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    row.get_ref(column)?;
                }
            }
            Ok(())
        };
        read_all().is_err()
    })
}

/// Damages of one page: some bytes, one bit, zeros, noise.
fn damage(page: &mut [u8], kind: usize, random: &mut impl FnMut(usize) -> usize) {
    match kind {
        0 => {
            let at = random(page.len() - 16);
            page[at..at + 16]
                .iter_mut()
                .for_each(|byte| *byte = u8::try_from(random(256)).unwrap());
        }
        1 => page[random(page.len())] ^= 1 << random(8),
        2 => page.fill(0),
        _ => page.iter_mut().for_each(|byte| *byte = u8::try_from(random(256)).unwrap()),
    }
}

/// 40 runs of each kind with `CREMA_PROOF=full`, else 4.
#[test]
fn damage_that_can_be_found_is_not_served_in_silence() {
    const PAGE: usize = 4_096;
    let seed: u64 = 0x9e37_79b9_7f4a_7c15;
    println!("seed {seed}");
    let mut state = seed;
    let mut random = move |bound: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % bound
    };
    let booth = Booth::open();
    for _ in 0..6 {
        booth.place("Zoë");
    }
    let folder = booth.off();
    let whole = fs::read(database_of(&folder)).unwrap();
    let runs = if std::env::var("CREMA_PROOF").is_ok_and(|proof| proof == "full") { 40 } else { 4 };
    let (mut said, mut unfindable) = (0, 0);
    for kind in 0..4 {
        for run in 0..runs {
            let copy = tempfile::tempdir().unwrap();
            for name in ["booth.end", "version"] {
                fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
            }
            let mut bytes = whole.clone();
            let page = random(bytes.len() / PAGE);
            damage(&mut bytes[page * PAGE..(page + 1) * PAGE], kind, &mut random);
            fs::write(database_of(&copy), &bytes).unwrap();
            let probe = copy.path().join("probe.db");
            fs::write(&probe, &bytes).unwrap();
            let is_found = is_found(&probe);
            let is_said = match Booth::of_folder(copy, SqliteStorage::open) {
                Err(_) => true,
                Ok(booth) => checked_card(&booth).state == CardState::Damaged,
            };
            assert!(
                is_said || !is_found,
                "kind {kind}, run {run}: page {page} is served in silence"
            );
            said += usize::from(is_said);
            unfindable += usize::from(!is_said);
        }
    }
    println!("{said} said, {unfindable} that nothing can find");
    assert!(said >= runs, "{said} of {}", 4 * runs);
}
