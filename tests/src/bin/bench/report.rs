//! The table: a line for each figure as soon as it is known, with its aim and whether it is met.

use crate::rounds::Rounds;

/// What a figure should be.
#[derive(Debug, Clone, Copy)]
pub enum Aim {
    /// No less than this.
    AtLeast(f64),
    /// No more than this.
    AtMost(f64),
    /// It is there to understand the others by.
    None,
}

/// The figures so far.
#[derive(Debug, Default)]
pub struct Report {
    aimed: usize,
    met: usize,
}

impl Report {
    /// A heading.
    #[expect(clippy::unused_self, reason = "headings and lines go to one place")]
    pub fn section(&self, title: &str) {
        println!("\n{title}");
    }

    /// The median of a figure's rounds, its unit, its aim, and within what the middle four fifths of
    /// the rounds lie.
    pub fn rounds(&mut self, what: &str, rounds: &Rounds, unit: &str, aim: Aim) {
        let (low, high) = (digits(rounds.percentile(10)), digits(rounds.percentile(90)));
        self.line(&format!("{what} ({low} to {high})"), rounds.percentile(50), unit, aim);
    }

    /// A figure, its unit, and its aim.
    pub fn line(&mut self, what: &str, value: f64, unit: &str, aim: Aim) {
        let shown = format!("{} {unit}", digits(value));
        let (aim, verdict) = match aim {
            Aim::AtLeast(least) => (format!(">= {}", digits(least)), Some(value >= least)),
            Aim::AtMost(most) => (format!("<= {}", digits(most)), Some(value <= most)),
            Aim::None => (String::new(), None),
        };
        self.aimed += usize::from(verdict.is_some());
        self.met += usize::from(verdict == Some(true));
        let verdict = match verdict {
            Some(true) => "met",
            Some(false) => "NOT MET",
            None => "",
        };
        println!("{}", format!("  {what:<64} {shown:>18}   {aim:<10} {verdict}").trim_end());
    }

    /// How many aims were met.
    pub fn close(&self) {
        println!("\n{} of {} aims met.", self.met, self.aimed);
    }
}

/// As many digits as a figure of this size is worth.
fn digits(value: f64) -> String {
    match value.abs() {
        small if small < 10.0 => format!("{value:.2}"),
        middle if middle < 100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}
