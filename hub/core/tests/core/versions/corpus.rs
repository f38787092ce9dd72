//! The events of every version so far are read by this one, and everything is built from them.

use std::path::Path;

use crema_api::{DomainEvent, Envelope};
use crema_core::{Core, SqliteStorage};
use crema_testing::corpus;
use rusqlite::Connection;

use crate::booth::{Booth, folder};

/// Puts one event into the log of an empty booth, as it is stored, and opens the booth again.
fn build_from(event: &Envelope) -> Booth {
    let mut booth = Booth::new(1);
    let connection = Connection::open(booth.path()).unwrap();
    connection
        .execute(
            "INSERT INTO events (seq, id, detail_type, detail, booth_ms, wall_ms, trusted, actor_role)
             VALUES (1, ?1, ?2, ?3, ?4, 0, 1, 'booth')",
            (event.id.0, &event.detail_type, event.detail.to_string(), event.booth_ms.0),
        )
        .unwrap();
    let log = vec![0; 16];
    connection
        .execute(
            "INSERT INTO booth (only_row, account, log, head, booth_ms, wall_ms)
             VALUES (1, ?1, ?2, 1, ?3, 0)
             ON CONFLICT DO UPDATE SET head = 1",
            (&event.account, log, event.booth_ms.0),
        )
        .unwrap();
    booth.core = Core::open(SqliteStorage::open(&booth.path()).unwrap()).unwrap();
    booth
}

/// Reads each event of a corpus, and builds the projections from it. Returns how many there are.
fn replay(corpus: &Path) -> usize {
    let events = corpus::read(corpus).unwrap();
    for (path, text) in &events {
        let event: Envelope = serde_json::from_str(text).unwrap_or_else(|e| panic!("{path}: {e}"));
        let read = DomainEvent::from_detail(&event.detail_type, event.detail.clone());
        assert!(read.is_ok(), "{path}: {read:?}");
        let mut booth = build_from(&event);
        booth.core.rebuild_projections().unwrap();
        assert_eq!(booth.events_after(crema_api::Seq(0), 10).len(), 1, "{path}");
        let failed: u32 = Connection::open(booth.path())
            .unwrap()
            .query_row("SELECT count(*) FROM dead_letters", [], |row| row.get(0))
            .unwrap();
        assert_eq!(failed, 0, "{path}");
    }
    events.len()
}

#[test]
fn every_event_of_the_corpus_is_read_and_built_from() {
    let events = replay(&corpus::folder());
    // The corpus begins with the first release.
    if events > 0 {
        let now = corpus::events_now().unwrap();
        let kept = corpus::read(&corpus::folder()).unwrap();
        let missing: Vec<&String> = now.keys().filter(|path| !kept.contains_key(*path)).collect();
        assert!(missing.is_empty(), "`cargo run -p crema-testing --example corpus`: {missing:?}");
    }
}

#[test]
fn a_corpus_is_added_to_and_never_edited() {
    let folder = folder();
    let written = corpus::write_missing(folder.path()).unwrap();
    assert_eq!(written.len(), DomainEvent::DETAIL_TYPES.len());
    assert_eq!(replay(folder.path()), written.len());
    assert_eq!(corpus::write_missing(folder.path()).unwrap(), Vec::<String>::new());

    // An edited file, a missing one, and one that no one listed.
    let one = folder.path().join("v1/Counting.NumberDrawn.json");
    let text = std::fs::read_to_string(&one).unwrap();
    std::fs::write(&one, text.replace("B42", "B43")).unwrap();
    assert!(corpus::read(folder.path()).unwrap_err().to_string().contains("was edited"));
    std::fs::remove_file(&one).unwrap();
    assert!(corpus::read(folder.path()).is_err());
    assert_eq!(corpus::write_missing(folder.path()).unwrap(), Vec::<String>::new());
    std::fs::write(&one, &text).unwrap();
    std::fs::write(folder.path().join("v1/Made.Up.json"), &text).unwrap();
    assert!(corpus::read(folder.path()).unwrap_err().to_string().contains("not in SHA256SUMS"));
}
