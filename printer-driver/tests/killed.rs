//! The daemon as a process, killed at seeded moments: each ticket ends as one picture, and is
//! reported printed under one key.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod fake_hub;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crema_api::commands::Report;

use fake_hub::FakeHub;

/// How often the daemon is killed.
const KILLS: u32 = 40;
/// Requests that a daemon has made when it is killed, at the most: some die before they spoke, some
/// between a ticket and its report, some at rest.
const REQUESTS_MAX: u64 = 12;
/// And so long after the last of these requests at the most, µs: what a ticket's printing takes.
const AFTER_MAX_US: u64 = 60_000;
/// A daemon left alone is done by then, or something is wrong.
const DONE_WITHIN: Duration = Duration::from_mins(1);

fn start(hub: &FakeHub, dir: &Path) -> Child {
    program(hub, dir).stdin(Stdio::null()).spawn().unwrap()
}

fn program(hub: &FakeHub, dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crema-printer"));
    command
        .args(["serve", "--hub", &hub.address, "--name", "Printer 1", "--paper", "58"])
        .arg("--data")
        .arg(dir.join("data"))
        .arg("--virtual")
        .arg(dir.join("tickets"))
        .env("CREMA_TOKEN", "secret")
        .env("RUST_LOG", "error");
    command
}

/// Waits for what must come; how long it takes is nobody's matter, unless it never does.
fn wait(what: &str, come: impl Fn() -> bool) {
    let begun = Instant::now();
    while !come() {
        assert!(begun.elapsed() < DONE_WITHIN, "{what}: not in {DONE_WITHIN:?}");
        sleep(Duration::from_micros(200));
    }
}

/// A small generator (`SplitMix64`) that gives the same numbers for the same seed everywhere.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }
}

#[test]
fn a_daemon_killed_at_any_moment_prints_each_ticket_once() {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(42);
    println!("SEED={seed}");
    let mut random = Seeded(seed);
    let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
    let mut wanted = BTreeSet::new();
    for n in 1..=KILLS {
        hub.order(n, "Zoë");
        for copy in 0..=random.below(3) {
            wanted.insert(hub.want(n, copy > 0));
        }
        let until = hub.state().requests + random.below(REQUESTS_MAX);
        let (at_a_picture, before) = (random.below(2) == 0, pictures(dir.path()).len());
        let mut daemon = start(&hub, dir.path());
        if at_a_picture {
            // The narrowest place: on paper, and not yet remembered to be.
            wait("a ticket is printed", || pictures(dir.path()).len() > before);
        } else {
            wait("a daemon speaks", || hub.state().requests >= until);
            sleep(Duration::from_micros(random.below(AFTER_MAX_US)));
        }
        daemon.kill().unwrap();
        daemon.wait().unwrap();
    }
    let mut daemon = start(&hub, dir.path());
    wait("every ticket is reported", || hub.reported().len() >= wanted.len());
    daemon.kill().unwrap();
    daemon.wait().unwrap();

    let seqs: Vec<u64> = wanted.iter().map(|seq| seq.0).collect();
    let of_pictures: Vec<u64> =
        pictures(dir.path()).iter().map(|name| name[..8].parse().unwrap()).collect();
    assert_eq!(of_pictures, seqs, "seed {seed}: one picture for each ticket");
    let mut of_reports: Vec<u64> = hub
        .reported()
        .into_values()
        .map(|report| match report {
            Report::TicketPrinted { ticket_seq, .. } => ticket_seq.0,
            other => panic!("seed {seed}: {other:?}"),
        })
        .collect();
    of_reports.sort_unstable();
    assert_eq!(of_reports, seqs, "seed {seed}: each reported printed, under one key");
}

#[test]
fn a_printer_does_not_outlive_who_started_it() {
    let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
    let mut command = program(&hub, dir.path());
    let mut daemon = command.arg("--until-stdin-closes").stdin(Stdio::piped()).spawn().unwrap();
    wait("a daemon speaks", || hub.state().requests > 0);
    assert!(daemon.try_wait().unwrap().is_none(), "it runs while its standard input is open");
    drop(daemon.stdin.take());
    assert!(daemon.wait().unwrap().success());
}

fn pictures(dir: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(dir.join("tickets")) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|extension| extension == "png"));
    names.sort();
    names
}
