//! When the power goes, and how much of what was not synced goes with it: drawn from a seed.
//!
//! Moments in time hit what takes long, such as waiting. What is short is hit by counting the disk's
//! changes: in the middle of a commit, between a rename and the sync of its folder.

use std::fmt;
use std::time::Duration;

use crema_tests::forgetful::Loss;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The longest time from one cut to the next, ms.
const LATER_MS_MAX: u64 = 600;
/// The most changes of the disk to the next cut: about those of half a second.
const CHANGES_MAX: u64 = 1_000;
/// The most changes to a cut that meets a start: those that a start does, and some of its first batches.
const CHANGES_AT_START_MAX: u64 = 150;

/// When the power goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// So much later.
    After(Duration),
    /// In the place of the change of the disk after so many more.
    AtChange(u64),
}

/// One cut.
#[derive(Debug, Clone, Copy)]
pub struct Stroke {
    /// When.
    pub moment: Moment,
    /// When the power goes again, from the start that follows.
    pub again: Option<Moment>,
    /// What goes with it.
    pub loss: Loss,
    /// Which part that is.
    pub seed: u64,
}

impl fmt::Display for Stroke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { moment, again, loss, seed } = self;
        write!(f, "{moment:?}")?;
        if let Some(again) = again {
            write!(f, ", at the start again {again:?}")?;
        }
        write!(f, ", loss {loss:?} by {seed}")
    }
}

/// Where the strokes come from.
#[derive(Debug)]
pub struct Fate(ChaCha8Rng);

impl Fate {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    pub fn next(&mut self) -> Stroke {
        let moment = if self.below(3) == 0 {
            Moment::After(Duration::from_millis(self.below(LATER_MS_MAX + 1)))
        } else {
            Moment::AtChange(self.below(CHANGES_MAX + 1))
        };
        let again =
            (self.below(4) == 0).then(|| Moment::AtChange(self.below(CHANGES_AT_START_MAX + 1)));
        Stroke { moment, again, loss: self.loss(), seed: self.0.next_u64() }
    }

    /// All of it, or a part of any size.
    pub fn loss(&mut self) -> Loss {
        if self.below(3) == 0 {
            return Loss::All;
        }
        Loss::Part { kept: u8::try_from(self.below(100)).unwrap() }
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.0.next_u64() % limit
    }
}

/// What the cuts met, so that a proof whose cuts all missed can be told from one.
#[derive(Debug, Default)]
pub struct Tally {
    cuts: u32,
    at_start: u32,
    whole: u32,
    pieces: usize,
    lost_nothing: u32,
}

impl Tally {
    pub fn count(&mut self, stroke: &Stroke, lost: usize) {
        self.cuts += 1;
        self.at_start += u32::from(stroke.again.is_some());
        self.whole += u32::from(stroke.loss == Loss::All);
        self.pieces += lost;
        self.lost_nothing += u32::from(lost == 0);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cuts, at_start, whole, pieces, lost_nothing } = self;
        write!(
            f,
            "{cuts} cuts, {at_start} of them followed by one in the start; {whole} took all that was \
             not synced, the others a part; {pieces} sectors and changes of names were lost, in \
             {lost_nothing} cuts none"
        )
    }
}
