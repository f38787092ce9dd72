//! `make bench`: what this machine makes of the booth, figure by figure, each with its aim beside
//! it. [`heart`], [`cost`] and [`stored`] ask the core in this process; [`load`], [`phones`] and [`reads`] ask a hub of
//! its own as a process, on the same cores as the load. What is measured says its module.
//!
//! It prints and judges nothing else: machines differ, and no test depends on a figure. All of it
//! is bounded in number and in time. `--quick` asks for less of everything; the name of a part
//! (`heart`, `cost`, `stored`, `phones`, `load`, `reads`) for that part alone, and `statements` for what a life's
//! time in the core is made of. `lives 200` lives so many lives and prints nothing: `make
//! instructions` counts them.

mod cost;
mod day;
mod heart;
mod hub;
mod life;
mod load;
mod machine;
mod paint;
mod phones;
mod reads;
mod replay;
mod report;
mod rounds;
mod statements;
mod stored;
mod tape;
mod times;
mod wire;

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use report::Report;

/// How much of everything.
#[derive(Debug, Clone, Copy)]
struct Extent {
    /// Short rounds in which the heart and bare `SQLite` take turns.
    heart_rounds: usize,
    /// Orders stored while the open ones are looked for.
    stored: usize,
    /// The storing ends after this time, however many there are by then.
    storing: Duration,
    /// Rounds of full lives over HTTP, each of one code's drinks.
    http_rounds: usize,
    /// How long orders come in at a steady pace, in each of two halves.
    steady_half: Duration,
    /// Phones that follow the booth.
    phones: usize,
    /// How often the store is toggled while they do.
    toggles: usize,
    /// Events of a long log.
    log_events: u64,
}

const FULL: Extent = Extent {
    heart_rounds: 30,
    stored: 100_000,
    storing: Duration::from_secs(100),
    http_rounds: 6,
    steady_half: Duration::from_secs(10),
    phones: 1_000,
    toggles: 20,
    log_events: 1_000_000,
};

const QUICK: Extent = Extent {
    heart_rounds: 6,
    stored: 10_000,
    storing: Duration::from_secs(15),
    http_rounds: 2,
    steady_half: Duration::from_secs(3),
    phones: 200,
    toggles: 6,
    log_events: 100_000,
};

/// A part's name, what it does, and whether it is one of all.
type Part = (&'static str, fn(&mut Report, &Path, &Extent) -> Result<()>, bool);

const PARTS: [Part; 8] = [
    ("heart", heart::measure, true),
    ("cost", cost::measure, true),
    ("stored", stored::measure, true),
    ("phones", phones::measure, true),
    ("load", load::measure, true),
    ("reads", reads::measure, true),
    ("paint", paint::measure, true),
    ("statements", statements::measure, false),
];

fn main() -> Result<()> {
    let mut extent = FULL;
    let mut parts = Vec::new();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "lives" {
            let lives = words.next().unwrap_or_default();
            return day::live_alone(lives.parse().with_context(|| format!("lives {lives:?}"))?);
        }
        match PARTS.iter().find(|(name, ..)| *name == word) {
            Some((name, ..)) => parts.push(*name),
            None if word == "--quick" => extent = QUICK,
            None => bail!("`{word}` is not known here; there are --quick and {}", names()),
        }
    }
    if parts.is_empty() {
        parts.extend(PARTS.iter().filter(|(_, _, of_all)| *of_all).map(|(name, ..)| *name));
    }
    let folder = tempfile::Builder::new().prefix("crema-bench-").tempdir()?;
    let mut report = Report::default();
    machine::describe(folder.path())?;
    for (_, measure, _) in PARTS.iter().filter(|(name, ..)| parts.contains(name)) {
        measure(&mut report, folder.path(), &extent)?;
    }
    report.close();
    machine::load();
    Ok(())
}

fn names() -> String {
    PARTS.map(|(name, ..)| name).join(", ")
}
