//! What was asked, answered and refused, and how fast.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// What a robot tells of its time at a booth.
#[derive(Debug, Default)]
pub struct Report {
    /// What was done, by what it is called.
    pub done: BTreeMap<&'static str, usize>,
    /// What was refused, by what it is called and by the refusal's word.
    pub refused: BTreeMap<(&'static str, String), usize>,
    /// Presses that nobody answered, the last reason of each.
    pub unanswered: Vec<String>,
    /// How often something was sent again.
    pub again: u32,
    /// Events in the log since the robot came.
    pub events: usize,
    /// Differences between what was acknowledged and the log.
    pub wrong: Vec<String>,
    /// How long each answer took.
    pub(super) times: Vec<Duration>,
}

impl Report {
    /// Whether everything acknowledged is in the log once.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.wrong.is_empty()
    }

    /// How many presses were done.
    #[must_use]
    pub fn count_done(&self) -> usize {
        self.done.values().sum()
    }

    fn count_refused(&self) -> usize {
        self.refused.values().sum()
    }

    /// How far it is, in a line.
    pub(super) fn line(&self) -> String {
        format!(
            "{} done, {} refused, {} sent again, {} unanswered",
            self.count_done(),
            self.count_refused(),
            self.again,
            self.unanswered.len()
        )
    }

    /// The time within which this share of the answers came.
    fn within(&self, share: f64) -> Duration {
        let mut times = self.times.clone();
        times.sort();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a list"
        )]
        let place = (times.len() as f64 * share) as usize;
        times.get(place.min(times.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.line())?;
        for (what, count) in &self.done {
            writeln!(f, "  {count:>6}  {what}")?;
        }
        writeln!(f, "refused")?;
        for ((what, word), count) in &self.refused {
            writeln!(f, "  {count:>6}  {what}: {word}")?;
        }
        let ms = |share| self.within(share).as_secs_f64() * 1_000.0;
        writeln!(f, "answers: p50 {:.1} ms, p99 {:.1} ms", ms(0.5), ms(0.99))?;
        for reason in self.unanswered.iter().take(10) {
            writeln!(f, "unanswered: {reason}")?;
        }
        for wrong in &self.wrong {
            writeln!(f, "WRONG: {wrong}")?;
        }
        let words = if self.is_well() {
            "everything acknowledged is there once"
        } else {
            "what was acknowledged and the log differ"
        };
        write!(f, "{} events in the log: {words}", self.events)
    }
}
