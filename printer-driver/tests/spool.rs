//! The spool: what it remembers through a restart, in each state, and what it forgets.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use crema_api::{BoothMs, OrderId, Seq};
use crema_printer::spool::{Job, JobState, Place, Spool, SpoolError};

const NAME: &[u8] = b"a name that nobody is to find again";

fn job(ticket: u64) -> Job {
    Job {
        ticket_seq: Seq(ticket),
        order_id: OrderId(uuid::Uuid::from_u128(u128::from(ticket / 10))),
        label: format!("B{ticket}"),
        wanted: BoothMs(1_000 * ticket),
        state: JobState::Waiting,
        bytes: NAME.to_vec(),
    }
}

fn place(cursor: u64) -> Place {
    Place { cursor: Seq(cursor), begun_at: Seq(cursor), booth: "booth-a".into() }
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
    spool(dir.path()).begin(&place(0)).unwrap();
    for (state, ticket) in JobState::ALL.into_iter().zip(1..) {
        let mut open = spool(dir.path());
        assert!(open.accept(&job(ticket)).unwrap());
        open.set_state(Seq(ticket), state).unwrap();
        drop(open);
        let found = spool(dir.path()).job(Seq(ticket)).unwrap().unwrap();
        let bytes = if state.is_final() { Vec::new() } else { NAME.to_vec() };
        assert_eq!(found, Job { state, bytes, ..job(ticket) });
        assert_eq!(spool(dir.path()).place().unwrap().unwrap().cursor, Seq(ticket));
    }
    let open = spool(dir.path());
    assert_eq!(open.oldest(JobState::Waiting).unwrap().unwrap().ticket_seq, Seq(1));
    assert_eq!(open.oldest(JobState::Sending).unwrap().unwrap().ticket_seq, Seq(2));
    assert_eq!(open.to_report().unwrap().unwrap().ticket_seq, Seq(3));
}

#[test]
fn a_ticket_heard_twice_is_one_job_and_stays_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = spool(dir.path());
    open.begin(&place(0)).unwrap();
    assert!(open.accept(&job(7)).unwrap());
    open.set_state(Seq(7), JobState::Printed).unwrap();
    assert!(!open.accept(&job(7)).unwrap());
    assert_eq!(open.job(Seq(7)).unwrap().unwrap().state, JobState::Printed);
    assert!(open.oldest(JobState::Waiting).unwrap().is_none());
}

#[test]
fn the_cursor_never_goes_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = spool(dir.path());
    open.begin(&place(0)).unwrap();
    open.pass(Seq(20)).unwrap();
    open.accept(&job(7)).unwrap();
    open.pass(Seq(9)).unwrap();
    assert_eq!(open.place().unwrap().unwrap().cursor, Seq(20));
}

#[test]
fn what_is_reported_is_not_reported_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = spool(dir.path());
    open.begin(&place(0)).unwrap();
    open.accept(&job(3)).unwrap();
    assert!(open.to_report().unwrap().is_none(), "nothing has become of it yet");
    open.set_state(Seq(3), JobState::Unknown).unwrap();
    assert!(open.has_unknown(job(3).order_id).unwrap());
    assert_eq!(open.to_report().unwrap().unwrap().ticket_seq, Seq(3));
    open.set_reported(Seq(3)).unwrap();
    assert!(open.to_report().unwrap().is_none());
}

#[test]
fn erased_names_are_in_no_byte_of_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = spool(dir.path());
    open.begin(&place(0)).unwrap();
    for ticket in [1, 2, 3] {
        open.accept(&job(ticket)).unwrap();
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
fn a_new_beginning_forgets_every_job() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = spool(dir.path());
    open.begin(&place(0)).unwrap();
    open.accept(&job(30)).unwrap();
    open.begin(&place(4)).unwrap();
    assert_eq!(open.place().unwrap().unwrap(), place(4));
    assert!(open.job(Seq(30)).unwrap().is_none());
    assert!(!holds_the_name(dir.path()));
}

#[test]
fn two_daemons_cannot_share_a_spool() {
    let dir = tempfile::tempdir().unwrap();
    let mut first = spool(dir.path());
    first.begin(&place(0)).unwrap();
    let second = Spool::open(&dir.path().join("spool.sqlite"));
    assert!(matches!(second, Err(SpoolError::InUse)));
}
