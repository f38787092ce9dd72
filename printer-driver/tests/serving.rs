//! A daemon as a whole, in its folders: where it begins to follow the hub, and what it finds that
//! an earlier run left lying.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod fake_hub;
mod fake_printer;

use std::cell::Cell;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crema_api::Seq;
use crema_api::commands::Report;
use crema_printer::port::Claim;
use crema_printer::spool::JobState;
use crema_printer::{Config, Paper, serve};

use fake_hub::FakeHub;
use fake_printer::{NEVER, Scripted, daemon, spool};

/// Nothing here takes as long, unless something is wrong.
const DONE_WITHIN: Duration = Duration::from_mins(1);
const AN_HOUR: Duration = Duration::from_hours(1);

fn config(hub: &FakeHub, dir: &Path) -> Config {
    Config {
        hub: hub.address.clone(),
        token: Some("secret".into()),
        data: dir.to_owned(),
        name: "Printer 1".into(),
        paper: Paper::Paper80,
        virtual_dir: dir.join("tickets"),
    }
}

/// Serves until `done`.
fn serve_until(hub: &FakeHub, dir: &Path, done: impl Fn() -> bool) {
    let (config, shutdown) = (config(hub, dir), AtomicBool::new(false));
    thread::scope(|threads| {
        let serving = threads.spawn(|| serve(&config, &shutdown));
        let begun = Instant::now();
        while !done() && begun.elapsed() < DONE_WITHIN {
            thread::sleep(Duration::from_millis(1));
        }
        shutdown.store(true, Ordering::Relaxed);
        serving.join().unwrap().unwrap();
    });
    assert!(done());
}

#[test]
fn a_stream_begins_where_the_spool_stands_and_never_at_the_logs_beginning() {
    let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
    let last = (1..=5).map(|n| hub.want(n, false)).max().unwrap();
    for _ in 0..2 {
        hub.state().streams.clear();
        serve_until(&hub, dir.path(), || {
            hub.reported().len() == 5 && !hub.state().streams.is_empty()
        });
        let from = |after: u64| format!("stream?topics=admin/*&after={after}");
        let streams = hub.state().streams.clone();
        assert!(!streams.contains(&from(0)), "{streams:?}");
        let known = [from(last.0), "stream?topics=admin/*".to_owned()];
        assert!(known.contains(&streams[0]), "{streams:?}");
    }
    assert_eq!(hub.state().streams[0], format!("stream?topics=admin/*&after={last}"));
}

/// A spool with a ticket that waits, last written to so long ago.
fn left_lying(hub: &FakeHub, dir: &Path, ago: Duration) -> Seq {
    hub.order(7, "Zoë");
    let ticket = hub.want(7, false);
    let mut away = Scripted { claims: vec![Claim::NotPrinted], ..Scripted::default() };
    assert!(daemon(hub, dir, &mut away).run_once(&NEVER).is_err());
    for entry in std::fs::read_dir(dir).unwrap() {
        let file = File::options().append(true).open(entry.unwrap().path()).unwrap();
        file.set_modified(SystemTime::now() - ago).unwrap();
    }
    ticket
}

#[test]
fn names_that_lay_in_a_spool_since_another_day_are_erased_at_its_start_without_the_hub() {
    for (ago, state) in [(11 * AN_HOUR, JobState::Waiting), (13 * AN_HOUR, JobState::Held)] {
        let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
        let ticket = left_lying(&hub, dir.path(), ago);
        hub.state().down = true;
        let asked = hub.state().requests;
        serve_until(&hub, dir.path(), || hub.state().requests > asked);
        let job = spool(dir.path()).job(ticket).unwrap().unwrap();
        assert_eq!((job.state, job.bytes.is_empty()), (state, state == JobState::Held), "{ago:?}");
    }
}

#[test]
fn it_gives_signs_of_life_and_says_its_condition_again_when_asked() {
    let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
    let asked = Cell::new(false);
    let conditions = || {
        let state = hub.state();
        let said = |(_, report): &&(String, Report)| matches!(report, Report::Condition { .. });
        state.reports.iter().filter(said).count()
    };
    serve_until(&hub, dir.path(), || {
        // Only once it has said its condition by itself.
        if conditions() == 1 && !asked.replace(true) {
            hub.state().report_wanted = true;
        }
        conditions() == 2
    });
    let state = hub.state();
    assert!(state.signs.iter().all(|sign| sign.printer.as_deref() == Some("Printer 1")));
    let [(first, _), (again, _)] = state.reports.as_slice() else { panic!("{:?}", state.reports) };
    assert_ne!(first, again, "each is a word of its own");
}
