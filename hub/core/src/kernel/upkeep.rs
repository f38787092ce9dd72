//! Upkeep: work that is too long for one input goes on in steps, one of each kind a tick. While
//! there is some left, the next tick is due at once; commands come in between.

use std::sync::Arc;

use crema_api::commands::Outcome;
use crema_api::ids::BoothMs;

use super::actor::Acting;
use super::audience::Audience;
use super::cascade::{Cascade, Stamped};
use super::engine::Core;
use super::log::RecordedEvent;
use super::run::Ended;
use crate::entropy::Entropy;
use crate::fault::Fault;
use crate::input::Stamp;
use crate::storage::StorageError;

/// A kind of work.
struct Upkeep {
    /// Its name, from which its randomness is derived.
    name: &'static str,
    /// Whether there is some left.
    is_left: fn(&Audience) -> bool,
    /// One step of it.
    step: fn(&Audience, &mut Cascade<'_>) -> Result<(), Fault>,
}

const ALL: [Upkeep; 4] = [
    Upkeep { name: "orphans", is_left: Audience::has_orphans, step: Audience::drop_orphans },
    Upkeep {
        name: "redrive",
        is_left: Audience::is_redriving,
        step: |audience, cascade| audience.redrive(cascade).map(drop),
    },
    Upkeep { name: "catch up", is_left: Audience::is_any_behind, step: Audience::catch_up },
    Upkeep { name: "rebuild", is_left: Audience::is_any_rebuilt, step: Audience::rebuild },
];

impl Core {
    /// Takes one step of each kind of work that is left.
    pub(super) fn keep_up(
        &mut self,
        at: Stamp,
        entropy: &[u8; 32],
        events: &mut Vec<Arc<RecordedEvent>>,
    ) -> Result<(), StorageError> {
        let mut broken = false;
        for Upkeep { name, is_left, step } in ALL {
            if !is_left(&self.audience) {
                continue;
            }
            let given =
                Stamped { at, entropy: Entropy::branch(entropy, name, 0), acting: Acting::BOOTH };
            let first = |audience: &Audience, cascade: &mut Cascade<'_>| {
                step(audience, cascade)?;
                Ok(Outcome::Done)
            };
            match self.cascade(given, &first, events)? {
                Ended::Done(_) => {}
                Ended::Refused(refusal) => {
                    tracing::error!(name, %refusal, "a step of upkeep was refused");
                    broken = true;
                }
                Ended::Broken(defect) => {
                    let reason = defect.reason();
                    tracing::error!(name, reason, "a step of upkeep broke");
                    broken = true;
                }
            }
        }
        self.upkeep_broken = broken;
        Ok(())
    }

    /// When the next step is due: at once, unless the last one broke. Then the next regular tick
    /// tries again.
    pub(super) fn next_upkeep(&self) -> Option<BoothMs> {
        let is_left = ALL.iter().any(|upkeep| (upkeep.is_left)(&self.audience));
        (is_left && !self.upkeep_broken).then(|| self.booth_ms())
    }
}
