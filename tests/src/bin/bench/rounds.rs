//! Figures of the same thing, round by round: their median, and how far they lie apart.

/// Figures, one a round.
#[derive(Debug, Default)]
pub struct Rounds(Vec<f64>);

impl Rounds {
    /// Notes the figure of a round.
    pub fn note(&mut self, figure: f64) {
        self.0.push(figure);
    }

    /// The figure that so many percent of the rounds did not exceed (nearest rank); 0 without any.
    #[must_use]
    pub fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        sorted.get(rank - 1).copied().unwrap_or(0.0)
    }
}
