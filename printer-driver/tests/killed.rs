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
/// Longest life of a daemon before it is killed, ms: some die before they opened the spool, some
/// in the middle of a ticket, some at rest.
const LIFE_MAX_MS: u64 = 160;
/// A daemon left alone is done by then, or something is wrong.
const DONE_WITHIN: Duration = Duration::from_secs(60);

fn start(hub: &FakeHub, dir: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_crema-printer"))
        .args(["serve", "--hub", &hub.address, "--name", "Printer 1", "--paper", "58"])
        .arg("--data")
        .arg(dir.join("data"))
        .arg("--virtual")
        .arg(dir.join("tickets"))
        .env("CREMA_TOKEN", "secret")
        .env("RUST_LOG", "error")
        .stdin(Stdio::null())
        .spawn()
        .unwrap()
}

/// A small generator (SplitMix64) that gives the same numbers for the same seed everywhere.
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
        let mut daemon = start(&hub, dir.path());
        sleep(Duration::from_millis(random.below(LIFE_MAX_MS)));
        daemon.kill().unwrap();
        daemon.wait().unwrap();
    }
    let killed_having_printed = pictures(dir.path()).len();
    let mut daemon = start(&hub, dir.path());
    let begun = Instant::now();
    while hub.reported().len() < wanted.len() {
        assert!(begun.elapsed() < DONE_WITHIN, "seed {seed}: {:?}", hub.reported());
        sleep(Duration::from_millis(20));
    }
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
    assert!(killed_having_printed > 0, "some daemons lived long enough to print");
}

fn pictures(dir: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(dir.join("tickets")) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
