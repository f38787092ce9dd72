//! What a crowd at a booth wants, and how often: the crowd of the core's tests and the robot that
//! plays one over HTTP want the same.

/// What somebody wants to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// A customer begins an order with the code.
    Start,
    /// A barista looks at an order that was given up.
    SecondChance,
    /// A customer places the order, or changes it.
    Place,
    /// A barista claims a queued order.
    Claim,
    /// A barista completes an order.
    Complete,
    /// A barista hands an order over.
    Collect,
    /// A barista lets an order go again.
    Release,
    /// A barista takes a ready order back.
    Recall,
    /// What a busy shift brings: remakes, calls, other names.
    Shift,
    /// A guest without a phone.
    Counter,
    /// Somebody cancels.
    Cancel,
    /// A move that most likely is refused.
    Anything,
    /// Something is sold out, or there again.
    SoldOut,
    /// The crew changes the store's state.
    Store,
}

/// Each wish with its share, which add up to 100: a queue forms, and nobody waits for ever.
const SHARES: [(Wish, u64); 14] = [
    (Wish::Start, 23),
    (Wish::SecondChance, 1),
    (Wish::Place, 20),
    (Wish::Claim, 16),
    (Wish::Complete, 14),
    (Wish::Collect, 12),
    (Wish::Release, 2),
    (Wish::Recall, 2),
    (Wish::Shift, 2),
    (Wish::Counter, 1),
    (Wish::Cancel, 1),
    (Wish::Anything, 2),
    (Wish::SoldOut, 2),
    (Wish::Store, 2),
];

impl Wish {
    /// The wish that a random number falls on.
    #[must_use]
    pub fn of(random: u64) -> Self {
        let mut left = random % 100;
        for (wish, share) in SHARES {
            if left < share {
                return wish;
            }
            left -= share;
        }
        Self::Start
    }
}
