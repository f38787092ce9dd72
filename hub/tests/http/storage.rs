//! A disk that fails: callers are told when to try again, nothing is half done, and the hub goes on
//! when the disk does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crema_api::answers::{Health, OrderView, StoreView};
use crema_api::commands::Role;
use crema_api::order::OrderState;
use crema_core::SqliteStorage;
use crema_core::storage::Storage;
use crema_testing::storage::{Call, Interposed, Proceed, sqlite_failure};
use rusqlite::ffi;
use serde_json::json;

use crate::booth::{Booth, Proof, order_path};

/// The real storage; while the disk is full, nothing can be written behind it.
fn filling(storage: SqliteStorage, full: Arc<AtomicBool>) -> impl Storage + 'static {
    Interposed::new(storage, move |call: &Call<'_>, proceed: Proceed<'_>| {
        if call.writes() && full.load(Ordering::SeqCst) {
            return Err(sqlite_failure(ffi::SQLITE_FULL));
        }
        proceed()
    })
}

#[test]
fn a_full_disk_is_said_and_the_booth_goes_on_when_there_is_room() {
    let full = Arc::new(AtomicBool::new(false));
    let flag = full.clone();
    let booth = Booth::open_with(|path| Ok(filling(SqliteStorage::open(path)?, flag)));
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
    // No one's time runs out for it.
    let booth_ms = || booth.get(&Proof::Nothing, "/api/v1/store").json::<StoreView>().booth_ms;
    let stood_at = booth_ms();
    std::thread::sleep(Duration::from_millis(1_200));
    assert_eq!(claim().status, 503);
    assert_eq!(booth_ms(), stood_at, "booth time stands while nothing can be written");
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
