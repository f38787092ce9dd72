//! The spool: what it remembers through a restart, in each state, and what it forgets.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use crema_api::{BoothMs, LogId, OrderId, Seq};
use crema_printer::spool::{Job, JobKind, JobState, LogPosition, Spool, SpoolError};

const NAME: &[u8] = b"a name that nobody is to find again";

fn job(ticket: u64) -> Job {
    Job {
        ticket_seq: Seq(ticket),
        kind: JobKind::ALL[usize::try_from(ticket).unwrap() % 3],
        order_id: OrderId(uuid::Uuid::from_u128(u128::from(ticket / 10))),
        label: format!("B{ticket}"),
        wanted: BoothMs(1_000 * ticket),
        state: JobState::Waiting,
        bytes: NAME.to_vec(),
    }
}

fn position(cursor: u64) -> LogPosition {
    LogPosition { cursor: Seq(cursor), begun_at: Seq(cursor), log: LogId(uuid::Uuid::from_u128(1)) }
}

fn spool(dir: &Path) -> Spool {
    Spool::open(&dir.join("spool.sqlite")).unwrap()
}

fn holds_the_name(dir: &Path) -> bool {
    std::fs::read_dir(dir).unwrap().any(|entry| {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        bytes.windows(NAME.len()).any(|window| window == NAME)
    })
}

#[test]
fn every_state_survives_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    spool(dir.path()).begin_at(&position(0)).unwrap();
    for (state, ticket) in JobState::ALL.into_iter().zip(1..) {
        let mut open = spool(dir.path());
        assert!(open.insert_job(&job(ticket)).unwrap());
        open.set_state(Seq(ticket), state).unwrap();
        drop(open);
        let found = spool(dir.path()).job(Seq(ticket)).unwrap().unwrap();
        let bytes = if state.is_final() { Vec::new() } else { NAME.to_vec() };
        assert_eq!(found, Job { state, bytes, ..job(ticket) });
        assert_eq!(spool(dir.path()).position().unwrap().unwrap().cursor, Seq(ticket));
    }
    let open = spool(dir.path());
    assert_eq!(open.oldest_job(JobState::Waiting).unwrap().unwrap().ticket_seq, Seq(1));
    assert_eq!(open.oldest_job(JobState::Sending).unwrap().unwrap().ticket_seq, Seq(2));
    assert_eq!(open.oldest_unreported().unwrap().unwrap().ticket_seq, Seq(3));
}

#[test]
fn a_ticket_heard_twice_is_one_job_and_stays_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = spool(dir.path());
    open.begin_at(&position(0)).unwrap();
    assert!(open.insert_job(&job(7)).unwrap());
    open.set_state(Seq(7), JobState::Printed).unwrap();
    assert!(!open.insert_job(&job(7)).unwrap());
    assert_eq!(open.job(Seq(7)).unwrap().unwrap().state, JobState::Printed);
    assert!(open.oldest_job(JobState::Waiting).unwrap().is_none());
}

#[test]
fn the_cursor_never_goes_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = spool(dir.path());
    open.begin_at(&position(0)).unwrap();
    open.advance_cursor(Seq(20)).unwrap();
    open.insert_job(&job(7)).unwrap();
    open.advance_cursor(Seq(9)).unwrap();
    assert_eq!(open.position().unwrap().unwrap().cursor, Seq(20));
}

#[test]
fn what_is_reported_is_not_reported_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = spool(dir.path());
    open.begin_at(&position(0)).unwrap();
    open.insert_job(&job(3)).unwrap();
    assert!(open.oldest_unreported().unwrap().is_none(), "nothing has become of it yet");
    open.set_state(Seq(3), JobState::Unknown).unwrap();
    assert!(open.has_unknown(job(3).order_id).unwrap());
    assert_eq!(open.oldest_unreported().unwrap().unwrap().ticket_seq, Seq(3));
    open.set_reported(Seq(3)).unwrap();
    assert!(open.oldest_unreported().unwrap().is_none());
}

#[test]
fn erased_names_are_in_no_byte_of_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = spool(dir.path());
    open.begin_at(&position(0)).unwrap();
    for ticket in [1, 2, 3] {
        open.insert_job(&job(ticket)).unwrap();
    }
    open.set_state(Seq(2), JobState::Sending).unwrap();
    open.set_state(Seq(3), JobState::Printed).unwrap();
    assert!(holds_the_name(dir.path()), "a test that could not fail otherwise");
    open.erase_names().unwrap();
    assert!(!holds_the_name(dir.path()));
    let states = [1, 2, 3].map(|ticket| open.job(Seq(ticket)).unwrap().unwrap().state);
    assert_eq!(states, [JobState::Held, JobState::Unknown, JobState::Printed]);
}

#[test]
fn a_job_laid_out_anew_leaves_nothing_of_what_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = spool(dir.path());
    open.begin_at(&position(0)).unwrap();
    open.insert_job(&job(1)).unwrap();
    assert!(holds_the_name(dir.path()), "a test that could not fail otherwise");
    let anew = Job { kind: JobKind::Cancelled, bytes: b"nobody".to_vec(), ..job(1) };
    open.replace_waiting(&anew).unwrap();
    assert!(!holds_the_name(dir.path()));
    assert_eq!(open.jobs_of(anew.order_id).unwrap(), [anew]);
}

#[test]
fn what_has_left_is_not_laid_out_anew() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = spool(dir.path());
    open.begin_at(&position(0)).unwrap();
    open.insert_job(&job(1)).unwrap();
    open.set_state(Seq(1), JobState::Sending).unwrap();
    open.replace_waiting(&Job { bytes: b"nobody".to_vec(), ..job(1) }).unwrap();
    assert_eq!(open.job(Seq(1)).unwrap().unwrap(), Job { state: JobState::Sending, ..job(1) });
}

/// A spool as version 1 wrote it, with a job that waits.
const VERSION_1: &str = "
    CREATE TABLE place (id INTEGER PRIMARY KEY CHECK (id = 1), cursor INTEGER NOT NULL,
        begun_at INTEGER NOT NULL, booth TEXT NOT NULL) STRICT;
    CREATE TABLE job (ticket_seq INTEGER PRIMARY KEY, order_id TEXT NOT NULL, label TEXT NOT NULL,
        wanted_booth_ms INTEGER NOT NULL, state TEXT NOT NULL, bytes BLOB,
        reported INTEGER NOT NULL DEFAULT 0) STRICT;
    INSERT INTO place VALUES (1, 9, 3, 'booth-a');
    INSERT INTO job VALUES (7, '00000000-0000-0000-0000-000000000000', 'B7', 7000, 'waiting', x'41', 0);
    PRAGMA user_version = 1;
";

#[test]
fn a_spool_of_the_version_before_goes_on_and_one_of_a_later_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("spool.sqlite");
    rusqlite::Connection::open(&file).unwrap().execute_batch(VERSION_1).unwrap();
    for _ in 0..2 {
        let open = Spool::open(&file).unwrap();
        let waiting = open.oldest_job(JobState::Waiting).unwrap().unwrap();
        assert_eq!((waiting.kind, waiting.ticket_seq), (JobKind::Ticket, Seq(7)));
        assert_eq!(open.position().unwrap().unwrap().cursor, Seq(9));
    }
    rusqlite::Connection::open(&file).unwrap().pragma_update(None, "user_version", 4).unwrap();
    assert!(matches!(Spool::open(&file), Err(SpoolError::OtherVersion { found: 4 })));
}

#[test]
fn a_new_beginning_forgets_every_job() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = spool(dir.path());
    open.begin_at(&position(0)).unwrap();
    open.insert_job(&job(30)).unwrap();
    open.begin_at(&position(4)).unwrap();
    assert_eq!(open.position().unwrap().unwrap(), position(4));
    assert!(open.job(Seq(30)).unwrap().is_none());
    assert!(!holds_the_name(dir.path()));
}

#[test]
fn two_daemons_cannot_share_a_spool() {
    let dir = tempfile::tempdir().unwrap();
    let mut first = spool(dir.path());
    first.begin_at(&position(0)).unwrap();
    let second = Spool::open(&dir.path().join("spool.sqlite"));
    assert!(matches!(second, Err(SpoolError::InUse)));
}
