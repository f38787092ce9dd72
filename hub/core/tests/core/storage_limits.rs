//! What the booth writes without an event stays bounded too: the write-ahead log of a booth that
//! is closed or refuses, and the outcomes of commands.

use crema_api::commands::{Caller, Command, OneOrder, Role, Start};
use crema_api::ids::OrderId;
use crema_api::store::StoreState;
use crema_core::Input;
use crema_core::kernel::engine::WAL_PAGES_MAX;
use crema_core::kernel::outcomes::{
    CHECK_EVERY, OUTCOME_KEPT_MS, OUTCOMES_MAX, OUTCOMES_PER_CALLER_MAX,
};
use rusqlite::Connection;

use crate::booth::Booth;

/// A page in the write-ahead log with its header, bytes.
const WAL_PAGE_BYTES: u64 = 4_096 + 24;
/// Pages that one batch here may add after the limit is reached.
const PAGES_A_BATCH_MAX: u64 = 64;
/// More than the write-ahead log holds when it is checkpointed in time, bytes.
const WAL_BYTES_MAX: u64 = (WAL_PAGES_MAX as u64 + PAGES_A_BATCH_MAX) * WAL_PAGE_BYTES;

fn wal_bytes(booth: &Booth) -> u64 {
    std::fs::metadata(booth.folder.path().join("booth.db-wal")).unwrap().len()
}

fn outcomes(booth: &Booth) -> u64 {
    let connection = Connection::open(booth.path()).unwrap();
    connection.query_row("SELECT count(*) FROM outcomes", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_closed_booth_does_not_grow_its_write_ahead_log() {
    let mut booth = Booth::open(12);
    booth.set_store(StoreState::Closed);
    booth.core.settle(true);
    for tick in 0..20_000 {
        booth.pass(10_000);
        booth.inputs.clear();
        booth.core.settle(tick % 2 == 0);
    }
    let bytes = wal_bytes(&booth);
    assert!(bytes < WAL_BYTES_MAX, "{bytes} bytes of write-ahead log");
}

/// A reader that takes long keeps the log from beginning anew.
#[test]
fn a_busy_booth_gives_back_what_its_write_ahead_log_took() {
    let mut booth = Booth::open(15);
    booth.core.settle(true);
    let reading = Connection::open(booth.path()).unwrap();
    reading.execute_batch("BEGIN; SELECT count(*) FROM events").unwrap();
    let mut largest = 0;
    while largest < WAL_BYTES_MAX + 1_000_000 {
        let guest = booth.customer();
        if let Ok(order) = booth.start(guest) {
            booth.cancel(guest, order).unwrap();
        }
        booth.pass(1_000);
        largest = wal_bytes(&booth);
    }
    reading.execute_batch("COMMIT").unwrap();
    booth.pass(1_000);
    booth.core.settle(false);
    booth.pass(1_000);
    let bytes = wal_bytes(&booth);
    assert!(bytes <= WAL_BYTES_MAX, "{bytes} bytes of {largest}");
}

/// A press of a tablet that is refused, and kept as such.
fn refused_press(booth: &mut Booth, mia: Caller) -> Input {
    let nothing = OneOrder { order_id: OrderId(uuid::Uuid::nil()) };
    let input = booth.call(mia, Command::Claim(nothing));
    assert!(booth.core.run_batch(std::slice::from_ref(&input)).answers[0].is_err());
    booth.core.settle(false);
    input
}

#[test]
fn strangers_that_are_refused_write_nothing_at_all() {
    let mut booth = Booth::open(13);
    booth.core.settle(true);
    let (kept, bytes) = (outcomes(&booth), wal_bytes(&booth));
    for _ in 0..10_000 {
        let stranger = booth.customer();
        let start = Command::Start(Start { code: "B22222".to_owned() });
        let input = booth.call(stranger, start);
        assert!(booth.core.run_batch(std::slice::from_ref(&input)).answers[0].is_err());
    }
    assert_eq!((outcomes(&booth), wal_bytes(&booth)), (kept, bytes));
}

#[test]
fn outcomes_have_a_number_and_an_age() {
    let mut booth = Booth::open(13);
    let mia = booth.staff(Role::Barista, "Mia");
    // Days of them: the numbers that they would have by now.
    let before = outcomes(&booth);
    let connection = Connection::open(booth.path()).unwrap();
    connection.execute("UPDATE outcomes SET id = id + ?1", [OUTCOMES_MAX]).unwrap();
    connection
        .execute_batch(&format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {OUTCOMES_MAX})
             INSERT INTO outcomes (id, caller, key, body, outcome, booth_ms)
             SELECT i, randomblob(16), 'key', x'00', '{{}}', 0 FROM n"
        ))
        .unwrap();
    drop(connection);
    assert_eq!(outcomes(&booth), before + OUTCOMES_MAX);
    let last: Vec<_> = (0..600).map(|_| refused_press(&mut booth, mia)).collect();
    let kept = outcomes(&booth);
    assert!(kept <= OUTCOMES_MAX + CHECK_EVERY, "{kept} outcomes");
    assert!(kept >= OUTCOMES_MAX - CHECK_EVERY, "{kept}: the newest {OUTCOMES_MAX} are kept");
    // The same key again is the same answer, and no further row.
    let kept = outcomes(&booth);
    booth.core.run_batch(&last[590..]);
    assert_eq!(outcomes(&booth), kept);
    // And a day later they go.
    booth.pass(OUTCOME_KEPT_MS + 1);
    assert!(outcomes(&booth) < kept);
}

#[test]
fn one_caller_keeps_no_more_outcomes_than_its_share() {
    let mut booth = Booth::open(14);
    let mia = booth.staff(Role::Barista, "Mia");
    let first = refused_press(&mut booth, mia);
    let others = outcomes(&booth) - 1;
    let share = u64::from(OUTCOMES_PER_CALLER_MAX);
    for _ in 0..share + 2 * CHECK_EVERY {
        refused_press(&mut booth, mia);
    }
    let kept = outcomes(&booth) - others;
    assert!(kept <= share + CHECK_EVERY, "{kept} outcomes of one caller");
    assert!(kept + CHECK_EVERY >= share, "{kept}: the newest {share} are kept");
    // The oldest is forgotten: the same key is a new request now.
    let before = outcomes(&booth);
    booth.core.run_batch(std::slice::from_ref(&first));
    assert_eq!(outcomes(&booth), before + 1);
}
