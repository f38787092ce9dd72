//! A turn: the inputs that wait, run one after another and committed once. Only then are callers
//! answered and streams told.

use std::sync::Arc;

use crema_api::commands::{Command, Outcome};
use crema_api::ids::BoothMs;
use crema_api::problem::{Refusal, RefusalKind};

use super::cascade::Cascade;
use super::core::{Booth, Core};
use super::delivery::Audience;
use super::log::Recorded;
use super::outcomes::{self, Fingerprint, Kept};
use super::run::Ended;
use super::{sealed, timers};
use crate::dispatch;
use crate::entropy::Entropy;
use crate::fault::Fault;
use crate::input::{Call, Input, Stamp, What};
use crate::storage::StorageError;

/// Inputs of one turn at the most: what one commit is shared by.
pub const TURN_INPUTS_MAX: usize = 64;

/// What a turn gave.
#[derive(Debug)]
pub struct Turn {
    /// An answer for each input, in their order. A tick's is [`Outcome::Done`].
    pub answers: Vec<Result<Outcome, Refusal>>,
    /// What was committed to the log.
    pub events: Vec<Arc<Recorded>>,
    /// When the next timer is due.
    pub next_due: Option<BoothMs>,
}

impl Core {
    /// Takes inputs in their order and commits once. Callers are answered after this returns, so
    /// what they are told is on disk.
    pub fn turn(&mut self, inputs: &[Input]) -> Turn {
        debug_assert!(inputs.len() <= TURN_INPUTS_MAX, "the shell cuts turns");
        match self.try_turn(inputs) {
            Ok(turn) => turn,
            Err(error) => {
                tracing::error!(%error, "the turn is undone");
                self.stale = true;
                if let Err(error) = self.door.roll_back() {
                    tracing::error!(%error, "rolling back failed");
                }
                let refusal = Refusal::new(
                    RefusalKind::Storage,
                    "The booth cannot write to its card at the moment. Nothing was lost; please try again.",
                );
                Turn {
                    answers: inputs.iter().map(|_| Err(refusal.clone())).collect(),
                    events: Vec::new(),
                    next_due: None,
                }
            }
        }
    }

    fn try_turn(&mut self, inputs: &[Input]) -> Result<Turn, StorageError> {
        if self.stale {
            self.door.roll_back()?;
            self.reload()?;
        }
        self.door.begin()?;
        let mut turn =
            Turn { answers: Vec::with_capacity(inputs.len()), events: Vec::new(), next_due: None };
        for input in inputs {
            let answer = self.input(input, &mut turn.events)?;
            turn.answers.push(answer);
        }
        self.close_turn(inputs.last().map(|input| input.at), !turn.events.is_empty())?;
        turn.next_due = timers::next_due(self.door.as_ref())?;
        self.door.commit()?;
        self.written += inputs.len() + turn.events.len();
        Ok(turn)
    }

    /// Booth time and cursors, once per turn: within the transaction it is the same as once per
    /// event.
    fn close_turn(&mut self, last: Option<Stamp>, grown: bool) -> Result<(), StorageError> {
        if let Some(at) = last {
            self.door.execute(
                "UPDATE booth SET booth_ms = ?1, wall_ms = ?2",
                &[&self.booth_ms().0, &at.wall_ms],
            )?;
        }
        if grown {
            self.door.execute("UPDATE consumers SET cursor = ?1", &[&self.head.0])?;
        }
        Ok(())
    }

    fn input(
        &mut self,
        input: &Input,
        events: &mut Vec<Arc<Recorded>>,
    ) -> Result<Result<Outcome, Refusal>, StorageError> {
        let booth_key = self.meet(input)?;
        // Booth time never goes back, whatever the shell says.
        let at = Stamp { booth_ms: input.at.booth_ms.max(self.booth_ms()), ..input.at };
        if let Some(booth) = &mut self.booth {
            booth.booth_ms = at.booth_ms;
        }
        self.run_due_timers(at, &input.entropy, events)?;
        match &input.what {
            What::Tick => {
                outcomes::prune(self.door.as_ref(), at.booth_ms)?;
                Ok(Ok(Outcome::Done))
            }
            What::Command(call) => self.command(call, at, &input.entropy, &booth_key, events),
        }
    }

    /// Makes the booth's id and key out of the first input there ever is.
    fn meet(&mut self, input: &Input) -> Result<Vec<u8>, StorageError> {
        if let Some(booth) = &self.booth {
            return Ok(booth.key.clone());
        }
        let mut entropy = Entropy::branch(&input.entropy, "booth", 0);
        let account = entropy.uuid("account").to_string();
        let key = entropy.bytes("key");
        self.door.execute(
            "INSERT INTO booth (only_row, account, booth_ms, wall_ms) VALUES (1, ?1, 0, ?2)",
            &[&account, &input.at.wall_ms],
        )?;
        sealed::put_booth_key(self.door.as_ref(), &key)?;
        self.booth = Some(Booth { account, booth_ms: BoothMs(0), key: key.to_vec() });
        Ok(key.to_vec())
    }

    fn command(
        &mut self,
        call: &Call,
        at: Stamp,
        entropy: &[u8; 32],
        booth_key: &[u8],
        events: &mut Vec<Arc<Recorded>>,
    ) -> Result<Result<Outcome, Refusal>, StorageError> {
        let door = self.door.as_ref();
        let kept = Fingerprint::of(call, booth_key)
            .and_then(|of| Ok((outcomes::find(door, &of, call.key.as_str())?, of)));
        let of = match kept {
            Ok((Some(Kept::Done(outcome)), _)) => return Ok(Ok(outcome)),
            Ok((Some(Kept::Refused(refusal)), _)) => return Ok(Err(refusal)),
            Ok((None, of)) => of,
            Err(fault) => return settle_fault(fault).map(Err),
        };
        let first = |audience: &Audience, cascade: &mut Cascade<'_>| match &call.command {
            Command::Redrive => Ok(Outcome::Count { count: audience.redrive(cascade)? }),
            command => dispatch::command(cascade, call.caller, command),
        };
        let kept = match self.cascade((at, Entropy::new(*entropy)), &first, events)? {
            Ended::Done(outcome) => Kept::Done(outcome),
            Ended::Refused(refusal) => Kept::Refused(refusal),
            Ended::Broken(reason) => {
                tracing::error!(reason, "a command broke; nothing was changed");
                return Ok(Err(internal()));
            }
        };
        let door = self.door.as_ref();
        if let Err(fault) = outcomes::keep(door, &of, call.key.as_str(), &kept, at.booth_ms) {
            settle_fault(fault)?;
        }
        Ok(match kept {
            Kept::Done(outcome) => Ok(outcome),
            Kept::Refused(refusal) => Err(refusal),
        })
    }
}

/// A fault outside any cascade: the disk's goes up, the rest becomes an answer.
fn settle_fault(fault: Fault) -> Result<Refusal, StorageError> {
    match fault {
        Fault::Storage(error) => Err(error),
        Fault::Refused(refusal) => Ok(refusal),
        Fault::Broken(reason) => {
            tracing::error!(reason, "outside a cascade");
            Ok(internal())
        }
    }
}

fn internal() -> Refusal {
    Refusal::new(
        RefusalKind::Internal,
        "That did not work, and nothing was changed. The crew page says more.",
    )
}
