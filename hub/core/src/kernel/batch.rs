//! A batch: the inputs that wait, run one after another and committed once. Callers are answered
//! and streams notified only after that.

use std::sync::Arc;

use crema_api::commands::{Caller, Command, Outcome};
use crema_api::ids::{BoothMs, LogId};
use crema_api::problem::{Refusal, RefusalKind};

use super::actor::Acting;
use super::audience::Audience;
use super::cascade::{Cascade, Stamped};
use super::engine::{Booth, Core};
use super::log::RecordedEvent;
use super::outcomes::{self, Fingerprint, Kept};
use super::run::Ended;
use super::secrets::{self, Made, SecretKind};
use super::sessions;
use super::timers;
use crate::entropy::Entropy;
use crate::fault::Fault;
use crate::input::{CommandRequest, Input, InputKind, Stamp};
use crate::rights::may;
use crate::storage::{StorageError, WithCauses};

/// Maximum inputs per commit.
pub const BATCH_INPUTS_MAX: usize = 64;
/// Maximum timers that run before one input; the rest runs before the next.
pub const TIMERS_PER_INPUT_MAX: usize = 1_000;

/// The sentence to everyone who would write to a damaged database.
pub const DAMAGED: &str = "The booth's data is damaged, so it takes nothing more. Take orders on paper. The crew can end the hub, type `crema mend` or `crema restore`, and start it again.";

/// The answer to a caller.
pub type Answer = Result<Outcome, Refusal>;

/// The result of a batch.
#[derive(Debug)]
pub struct Batch {
    /// An answer for each input, in their order. A tick's is [`Outcome::Done`].
    pub answers: Vec<Answer>,
    /// The events that were committed to the log.
    pub events: Vec<Arc<RecordedEvent>>,
    /// When the next timer is due.
    pub next_due: Option<BoothMs>,
}

/// An input's answer, and whether the database is another than before it.
struct Taken {
    answer: Answer,
    wrote: bool,
}

impl Taken {
    fn unwritten(answer: Answer) -> Self {
        Self { answer, wrote: false }
    }
}

impl Core {
    /// Runs inputs in their order and commits once. Callers are answered after this returns, so
    /// that every answer is on disk first.
    pub fn run_batch(&mut self, inputs: &[Input]) -> Batch {
        debug_assert!(inputs.len() <= BATCH_INPUTS_MAX, "the shell cuts batches");
        match self.try_batch(inputs) {
            Ok(batch) => batch,
            Err(error) => {
                tracing::error!(error = %WithCauses(&error), "the batch is undone");
                self.stale = true;
                if let Err(error) = self.storage.roll_back() {
                    tracing::error!(error = %WithCauses(&error), "rolling back failed");
                }
                let refusal = undone(&error);
                Batch {
                    answers: inputs.iter().map(|_| Err(refusal.clone())).collect(),
                    events: Vec::new(),
                    next_due: None,
                }
            }
        }
    }

    fn try_batch(&mut self, inputs: &[Input]) -> Result<Batch, StorageError> {
        if self.stale {
            self.storage.roll_back()?;
            self.reload()?;
        }
        self.storage.begin()?;
        let mut batch =
            Batch { answers: Vec::with_capacity(inputs.len()), events: Vec::new(), next_due: None };
        let mut written_at = None;
        for input in inputs {
            let taken = self.input(input, &mut batch.events)?;
            batch.answers.push(taken.answer);
            if taken.wrote {
                written_at = Some(Stamp { booth_ms: self.booth_ms(), ..input.at });
            }
        }
        if let Some(at) = written_at {
            self.close_batch(at, !batch.events.is_empty())?;
        }
        batch.next_due = match self.next_upkeep() {
            Some(now) => Some(now),
            None => timers::next_due(self.storage.as_ref(), self.audience.timers())?,
        };
        if written_at.is_some() {
            self.storage.commit()?;
        } else {
            // Nothing but refusals and repetitions. To commit would write the pages that were touched
            // and undone, and the time, which the next tick saves: a phone that is refused over and
            // over shall not wear out the card.
            self.storage.roll_back()?;
        }
        Ok(batch)
    }

    /// Saves booth time as the last input that wrote had it, the log's end and cursors, once per batch: within the transaction that is as
    /// good as once per event.
    fn close_batch(&mut self, at: Stamp, grown: bool) -> Result<(), StorageError> {
        self.storage.execute(
            "UPDATE booth SET booth_ms = ?1, wall_ms = ?2, head = ?3",
            &[&at.booth_ms.0, &at.wall_ms, &self.head.0],
        )?;
        if grown {
            // Those that are not here stay where they were.
            let names = self.audience.names_in_sql();
            let sql =
                format!("UPDATE consumers SET cursor = ?1 WHERE behind = 0 AND name IN ({names})");
            self.storage.execute(&sql, &[&self.head.0])?;
        }
        Ok(())
    }

    fn input(
        &mut self,
        input: &Input,
        events: &mut Vec<Arc<RecordedEvent>>,
    ) -> Result<Taken, StorageError> {
        let is_first = self.booth.is_none();
        let booth_key = self.meet(input)?;
        // Booth time never goes back, whatever the shell says.
        let at = Stamp { booth_ms: input.at.booth_ms.max(self.booth_ms()), ..input.at };
        if let Some(booth) = &mut self.booth {
            booth.booth_ms = at.booth_ms;
        }
        let ran_timers = self.run_due_timers(at, &input.entropy, events)?;
        let Taken { answer, wrote } = match &input.kind {
            InputKind::Tick => {
                outcomes::prune(self.storage.as_ref(), at.booth_ms)?;
                self.keep_up(at, &input.entropy, events)?;
                Taken { answer: Ok(Outcome::Done), wrote: true }
            }
            InputKind::Command(call) => {
                self.command(call, at, Entropy::new(input.entropy), &booth_key, events)?
            }
        };
        Ok(Taken { answer, wrote: wrote || is_first || ran_timers })
    }

    /// Runs due timers in order of due time, each in a cascade of its own. Returns whether there were
    /// any.
    fn run_due_timers(
        &mut self,
        at: Stamp,
        entropy: &[u8; 32],
        events: &mut Vec<Arc<RecordedEvent>>,
    ) -> Result<bool, StorageError> {
        for count in 0..TIMERS_PER_INPUT_MAX {
            let (storage, own) = (self.storage.as_ref(), self.audience.timers());
            let Some(timer) = timers::first_due(storage, own, at.booth_ms)? else {
                return Ok(count > 0);
            };
            if self.park_if_blocked(&timer)? {
                continue;
            }
            let branch = |label| {
                let entropy = Entropy::branch(entropy, label, count as u64);
                Stamped { at, entropy, acting: Acting::BOOTH }
            };
            if let Some(defect) = self.run_timer(&timer, branch("timer"), events)? {
                self.dead_letter_timer(&timer, &defect, branch("timer failed"), events)?;
            }
        }
        Ok(true)
    }

    /// Derives the booth's id and key, and the log's id, from the very first input. Returns the key.
    pub(super) fn meet(&mut self, input: &Input) -> Result<Vec<u8>, StorageError> {
        if let Some(booth) = &self.booth {
            return Ok(booth.key.clone());
        }
        let mut entropy = Entropy::branch(&input.entropy, "booth", 0);
        let account = entropy.uuid("account").to_string();
        let key = entropy.bytes("key");
        let log = LogId(entropy.uuid("log"));
        self.storage.execute(
            "INSERT INTO booth (only_row, account, log, booth_ms, wall_ms) VALUES (1, ?1, ?2, 0, ?3)",
            &[&account, &log.0, &input.at.wall_ms],
        )?;
        let made = Made { kind: SecretKind::BoothKey, at: self.head };
        secrets::put(self.storage.as_ref(), made, b"", &key)?;
        self.booth = Some(Booth { account, booth_ms: BoothMs(0), key: key.to_vec() });
        Ok(key.to_vec())
    }

    fn command(
        &mut self,
        call: &CommandRequest,
        at: Stamp,
        entropy: Entropy,
        booth_key: &[u8],
        events: &mut Vec<Arc<RecordedEvent>>,
    ) -> Result<Taken, StorageError> {
        let storage = self.storage.as_ref();
        let kept = Fingerprint::of(call, booth_key)
            .and_then(|of| Ok((outcomes::find(storage, &of, call.key.as_str())?, of)));
        let of = match kept {
            Ok((Some(kept), _)) => return Ok(Taken::unwritten(kept.into_answer())),
            Ok((None, of)) => of,
            Err(fault) => return Ok(Taken::unwritten(Err(refused_outside_a_cascade(fault)?))),
        };
        let kept = match self.check_rights(call)? {
            Err(refusal) => Kept::Refused(refusal),
            Ok(caller) => {
                let acting = Acting::of_call(caller, &call.command);
                let given = Stamped { at, entropy, acting };
                match self.run_command(caller, &call.command, given, events)? {
                    Ended::Done(outcome) => Kept::Done(outcome),
                    // The same request may be done later.
                    Ended::Refused(refusal) if refusal.kind.is_passing() => {
                        return Ok(Taken::unwritten(Err(refusal)));
                    }
                    Ended::Refused(refusal) => Kept::Refused(refusal),
                    Ended::Broken(defect) => {
                        let reason = defect.reason();
                        tracing::error!(reason, "a command broke; nothing was changed");
                        return Ok(Taken::unwritten(Err(internal())));
                    }
                }
            }
        };
        if !outcomes::are_kept_of(call.caller, &kept) {
            return Ok(Taken::unwritten(kept.into_answer()));
        }
        let (storage, now) = (self.storage.as_ref(), at.booth_ms);
        if let Err(fault) = outcomes::keep(storage, &of, call.key.as_str(), &kept, now) {
            refused_outside_a_cascade(fault)?;
        }
        Ok(Taken { answer: kept.into_answer(), wrote: true })
    }

    /// Returns the caller with the role that its session has now, if it may give this command. What
    /// a caller says of itself counts for nothing: its session may have ended while the command
    /// waited.
    fn check_rights(&self, call: &CommandRequest) -> Result<Result<Caller, Refusal>, StorageError> {
        let caller = match call.caller {
            Caller::Session(session, _) => {
                match sessions::role_of(self.storage.as_ref(), session)? {
                    Some(role) => Caller::Session(session, role),
                    None => {
                        return Ok(Err(Refusal::new(
                            RefusalKind::NotSignedIn,
                            "This tablet is no longer paired. Pair it again with the PIN.",
                        )));
                    }
                }
            }
            other => other,
        };
        Ok(may(caller, &call.command).map(|()| caller))
    }

    fn run_command(
        &mut self,
        caller: Caller,
        command: &Command,
        given: Stamped,
        events: &mut Vec<Arc<RecordedEvent>>,
    ) -> Result<Ended, StorageError> {
        let first = |audience: &Audience, cascade: &mut Cascade<'_>| match command {
            Command::Redrive => Ok(Outcome::Count { count: audience.redrive(cascade)? }),
            Command::Discard(discard) => audience.discard(cascade, discard),
            command => audience.run_command(cascade, caller, command),
        };
        self.cascade(given, &first, events)
    }
}

/// Why nothing of a batch was done, for people.
fn undone(error: &StorageError) -> Refusal {
    if error.is_damage() {
        return Refusal::new(RefusalKind::Damaged, DAMAGED);
    }
    Refusal::new(
        RefusalKind::Storage,
        "The booth cannot write to its card at the moment. Nothing was lost; please try again.",
    )
}

/// A fault outside any cascade: a storage fault is returned, any other becomes an answer.
fn refused_outside_a_cascade(fault: Fault) -> Result<Refusal, StorageError> {
    match fault {
        Fault::Storage(error) => Err(error),
        Fault::Refused(refusal) => Ok(refusal),
        Fault::Defect(defect) => {
            let reason = defect.reason();
            tracing::error!(reason, "an idempotency key could not be looked up or kept");
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
