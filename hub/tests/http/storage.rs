//! A disk that fails: callers are told when to try again, nothing is half done, and the hub goes on
//! when the disk does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crema_api::answers::{Health, OrderView};
use crema_api::commands::Role;
use crema_api::order::OrderState;
use crema_core::SqliteStorage;
use crema_core::storage::{Checkpoint, Savepoint, StatementKind, Storage, StorageError};
use rusqlite::{Row, ToSql, ffi};
use serde_json::json;

use crate::booth::{Booth, Proof, order_path};

/// The real storage; while the disk is full, nothing can be written behind it.
#[derive(Debug)]
struct FullStorage {
    storage: SqliteStorage,
    full: Arc<AtomicBool>,
}

impl FullStorage {
    fn room(&self) -> Result<(), StorageError> {
        if !self.full.load(Ordering::SeqCst) {
            return Ok(());
        }
        let full = rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_FULL), None);
        Err(StorageError::new(StatementKind::Other, full))
    }
}

impl Storage for FullStorage {
    fn begin(&self) -> Result<(), StorageError> {
        self.storage.begin()
    }
    fn commit(&self) -> Result<(), StorageError> {
        self.room()?;
        self.storage.commit()
    }
    fn roll_back(&self) -> Result<(), StorageError> {
        self.storage.roll_back()
    }
    fn savepoint(&self, name: Savepoint) -> Result<(), StorageError> {
        self.storage.savepoint(name)
    }
    fn release(&self, name: Savepoint) -> Result<(), StorageError> {
        self.storage.release(name)
    }
    fn roll_back_to(&self, name: Savepoint) -> Result<(), StorageError> {
        self.storage.roll_back_to(name)
    }
    fn execute(&self, sql: &str, params: &[&dyn ToSql]) -> Result<usize, StorageError> {
        self.room()?;
        self.storage.execute(sql, params)
    }
    fn query(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        each: &mut dyn FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StorageError> {
        self.storage.query(sql, params, each)
    }
    fn checkpoint(&self, kind: Checkpoint) -> Result<bool, StorageError> {
        self.room()?;
        self.storage.checkpoint(kind)
    }
}

#[test]
fn a_full_disk_is_said_and_the_booth_goes_on_when_there_is_room() {
    let full = Arc::new(AtomicBool::new(false));
    let flag = full.clone();
    let booth = Booth::open_with(|path| {
        Ok(FullStorage { storage: SqliteStorage::open(path)?, full: flag })
    });
    let barista = booth.token(Role::Barista);
    let (phone, order) = booth.place("Zoë");
    let end = |booth: &Booth| booth.get(&Proof::Nothing, "/healthz").json::<Health>().seq;
    let before = end(&booth);
    let claim = || {
        let path = format!("{}/claim", order_path(order.id));
        booth.ask_with_key((&barista, "press"), "POST", &path, &json!({}))
    };

    full.store(true, Ordering::SeqCst);
    for _ in 0..3 {
        let refused = claim();
        assert_eq!((refused.status.as_u16(), refused.refusal().as_str()), (503, "storage"));
        let seconds: u32 = refused.header("retry-after").unwrap().parse().unwrap();
        assert!(seconds >= 1);
    }
    // What is read is still there, as it was.
    let read: OrderView = booth.get(&phone, &order_path(order.id)).json();
    assert_eq!((read.state, read.name.as_deref()), (OrderState::Queued, Some("Zoë")));
    assert_eq!(end(&booth), before, "nothing is half done");

    full.store(false, Ordering::SeqCst);
    // The same press again, as a tablet sends it.
    assert_eq!(claim().json::<OrderView>().state, OrderState::Making);
    let booth = booth.restarted();
    let kept: OrderView = booth.get(&barista, &order_path(order.id)).json();
    assert_eq!(kept.state, OrderState::Making);
}
