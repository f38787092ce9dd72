//! Where the kills hit, so that a proof whose kills all missed can be told from one.

use std::collections::BTreeMap;
use std::fmt;

use crate::books::Unanswered;
use crate::point::{Mark, Step, Victim};

/// The kills so far.
#[derive(Debug, Default)]
pub struct Tally {
    hub: Hits,
    printer: Hits,
}

#[derive(Debug, Default)]
struct Hits {
    /// While this step was under way.
    during: BTreeMap<Step, u32>,
    between: u32,
    after_the_end: u32,
    done: u32,
    not_done: u32,
}

impl Tally {
    pub fn count(&mut self, victim: Victim, doing: Mark, unanswered: Option<Unanswered>) {
        let hits = match victim {
            Victim::Hub => &mut self.hub,
            Victim::Printer => &mut self.printer,
        };
        match doing {
            Mark::Before(step) => *hits.during.entry(step).or_default() += 1,
            Mark::After(Step::Report) => hits.after_the_end += 1,
            Mark::After(_) => hits.between += 1,
        }
        match unanswered {
            Some(Unanswered::Done) => hits.done += 1,
            Some(Unanswered::NotDone) => hits.not_done += 1,
            None => {}
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "the hub was killed {}", self.hub)?;
        let Hits { done, not_done, .. } = self.hub;
        writeln!(f, "  commands unanswered: {done} had been done, {not_done} had not")?;
        write!(f, "the printer was killed {}", self.printer)
    }
}

impl fmt::Display for Hits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let during: u32 = self.during.values().sum();
        let all = during + self.between + self.after_the_end;
        let Self { between, after_the_end, .. } = self;
        write!(f, "{all} times: ")?;
        for (step, count) in &self.during {
            write!(f, "{count} in {step:?}, ")?;
        }
        write!(f, "{between} between steps, {after_the_end} after the end")
    }
}
