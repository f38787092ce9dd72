//! The moments at which something is killed, and what: drawn from a seed, over an order's life as
//! it was measured on this machine, in microseconds.
//!
//! Moments uniform over the life hit what takes long. What is short, such as the commit of one
//! command, is hit by moments that are tied to the command: before it is sent, while its answer is
//! waited for, when the answer has just come.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Victim {
    Hub,
    Printer,
}

/// The steps of an order's life, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Scan,
    Place,
    Claim,
    /// The barista waits for the ticket's picture; one who is in a hurry does not.
    Ticket,
    Complete,
    Collect,
    /// The printer's report reaches the log.
    Report,
}

impl Step {
    pub const ALL: [Self; 7] = [
        Self::Scan,
        Self::Place,
        Self::Claim,
        Self::Ticket,
        Self::Complete,
        Self::Collect,
        Self::Report,
    ];
}

/// What a life passes, and so what it was doing when something was killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The step is about to be taken. From here on it is under way.
    Before(Step),
    /// It is done.
    After(Step),
}

/// One kill.
#[derive(Debug, Clone, Copy)]
pub struct Point {
    pub victim: Victim,
    pub mark: Mark,
    /// So long after the mark. With nothing here, the life goes on only when the victim is dead.
    pub later: Duration,
    /// Whether the barista finishes the drink without waiting for the ticket.
    pub hurried: bool,
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { victim, mark, later, hurried } = self;
        let hurry = if *hurried { ", barista in a hurry" } else { "" };
        write!(f, "{victim:?} killed {} µs from {mark:?}{hurry}", later.as_micros())
    }
}

/// How long each step of an unharmed life takes.
#[derive(Debug, Clone, Default)]
pub struct Pace(pub BTreeMap<Step, Duration>);

impl Pace {
    /// The whole life, from before the scan to the ticket's report.
    pub fn whole(&self) -> Duration {
        self.0.values().sum()
    }

    fn of(&self, step: Step) -> Duration {
        self.0.get(&step).copied().unwrap_or_default()
    }
}

/// Where the points come from.
#[derive(Debug)]
pub struct Fate(ChaCha8Rng);

impl Fate {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// The next point, in lives that go at this pace.
    pub fn next(&mut self, pace: &Pace) -> Point {
        let victim = if self.coin() { Victim::Hub } else { Victim::Printer };
        let step = Step::ALL[usize::try_from(self.below(Step::ALL.len() as u64)).unwrap()];
        let (mark, within) = match self.below(6) {
            0 | 1 => (Mark::Before(Step::Scan), pace.whole()),
            2 => (Mark::Before(step), Duration::ZERO),
            3 | 4 => (Mark::Before(step), pace.of(step)),
            _ => (Mark::After(step), Duration::ZERO),
        };
        let later =
            Duration::from_micros(self.below(u64::try_from(within.as_micros()).unwrap() + 1));
        // A mark at the ticket is passed only by those who wait for it.
        let at_ticket = matches!(mark, Mark::Before(Step::Ticket) | Mark::After(Step::Ticket));
        Point { victim, mark, later, hurried: !at_ticket && self.coin() }
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0.next_u64() % limit
    }
}
