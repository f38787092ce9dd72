//! The core as the shell sees it: opened on a door, fed with inputs in turns.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crema_api::commands::{Command, Outcome};
use crema_api::ids::{BoothMs, Seq};
use crema_api::problem::{Refusal, RefusalKind};

use super::cascade::Cascade;
use super::delivery::{Audience, Care, panic_words};
use super::log::{self, Recorded};
use super::migrations::{self, OpenError};
use super::outcomes::{self, Fingerprint, Kept};
use super::{rebuild, sealed, timers};
use crate::dispatch;
use crate::entropy::Entropy;
use crate::fault::Fault;
use crate::input::{Call, Input, Stamp, What};
use crate::services::Services;
use crate::storage::{Checkpoint, Door, Savepoint, StorageError};

/// Inputs of one turn at the most: what one commit is shared by.
pub const TURN_INPUTS_MAX: usize = 64;
/// Timers that run before one input at the most; the rest runs before the next.
const TIMERS_PER_INPUT_MAX: usize = 1_000;
/// Events after which the write-ahead log is moved into the database even if the booth is not
/// idle: some 8 MiB of it.
const CHECKPOINT_EVENTS: usize = 4_000;

/// The heart of the booth.
#[derive(Debug)]
pub struct Core {
    door: Box<dyn Door>,
    audience: Audience,
    booth: Option<Booth>,
    head: Seq,
    since_checkpoint: usize,
    /// Erased bytes may still stand in the write-ahead log.
    truncate_wanted: bool,
    /// The last turn was undone: what is kept in memory has to be read again.
    stale: bool,
}

/// What is known of the booth itself, once its first input has come.
#[derive(Debug, Clone)]
struct Booth {
    account: String,
    booth_ms: BoothMs,
    key: Vec<u8>,
}

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

/// What happens before anybody hears of it: a command, or a timer.
type First<'a> = dyn Fn(&mut Cascade<'_>) -> Result<Outcome, Fault> + 'a;

/// How a cascade ended, short of a storage fault.
enum Ended {
    Done(Outcome),
    Refused(Refusal),
    Broken(String),
}

impl Core {
    /// Opens the booth's database with all its services.
    ///
    /// # Errors
    /// [`OpenError`] when the disk fails or the data is a newer version's.
    pub fn open(door: impl Door + 'static) -> Result<Self, OpenError> {
        Self::open_with(door, Services::of_booth())
    }

    /// Opens it with these services.
    ///
    /// # Errors
    /// [`OpenError`], as for [`Self::open`].
    pub fn open_with(door: impl Door + 'static, services: Services) -> Result<Self, OpenError> {
        migrations::migrate(&door)?;
        let mut core = Self {
            door: Box::new(door),
            audience: Audience::new(services),
            booth: None,
            head: Seq(0),
            since_checkpoint: 0,
            // A crash may have come between an erasing commit and the cut.
            truncate_wanted: true,
            stale: true,
        };
        core.reload()?;
        core.welcome_new_consumers().map_err(|fault| match fault {
            Fault::Storage(error) => OpenError::Storage(error),
            other => OpenError::Log(other.to_string()),
        })?;
        Ok(core)
    }

    /// Booth time as the database has it: the shell counts on from here.
    #[must_use]
    pub fn booth_ms(&self) -> BoothMs {
        self.booth.as_ref().map_or(BoothMs(0), |booth| booth.booth_ms)
    }

    /// The booth's id, once its first input has come.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        self.booth.as_ref().map(|booth| booth.account.as_str())
    }

    /// The log's end.
    #[must_use]
    pub fn head(&self) -> Seq {
        self.head
    }

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

    /// Moves the write-ahead log into the database, where it is due: `idle` says that nothing
    /// waits. Also cuts it after an erasure. Failing is not fatal: it is tried again.
    pub fn settle(&mut self, idle: bool) {
        if self.truncate_wanted {
            match self.door.checkpoint(Checkpoint::Truncate) {
                Ok(true) => {
                    self.truncate_wanted = false;
                    self.since_checkpoint = 0;
                }
                Ok(false) => tracing::debug!("a reader holds the write-ahead log; trying again"),
                Err(error) => tracing::warn!(%error, "the write-ahead log could not be cut"),
            }
        } else if self.since_checkpoint >= CHECKPOINT_EVENTS || (idle && self.since_checkpoint > 0)
        {
            match self.door.checkpoint(Checkpoint::Passive) {
                Ok(_) => self.since_checkpoint = 0,
                Err(error) => tracing::warn!(%error, "the checkpoint failed"),
            }
        }
    }

    /// Empties every projection and derives it anew from the log.
    ///
    /// # Errors
    /// [`StorageError`] or what the log holds that is not understood, as a [`Fault`].
    pub fn rebuild_projections(&mut self) -> Result<(), Fault> {
        self.door.begin()?;
        let done = self
            .audience
            .services()
            .projections
            .iter()
            .try_for_each(|projection| {
                rebuild::rebuild(self.door.as_ref(), projection.as_ref(), self.head)
            })
            .and_then(|()| Ok(self.door.commit()?));
        if done.is_err() {
            self.door.roll_back()?;
        }
        done
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
        self.since_checkpoint += turn.events.len();
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
        let audience = &self.audience;
        let first = |cascade: &mut Cascade<'_>| match &call.command {
            Command::Redrive => Ok(Outcome::Count { count: audience.redrive(cascade)? }),
            command => dispatch::command(cascade, call.caller, command),
        };
        let ended = run_cascade(
            self.door.as_ref(),
            audience,
            (at, Entropy::new(*entropy), self.head),
            &first,
            events,
        )?;
        self.absorb(ended.1, ended.2);
        let kept = match ended.0 {
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

    fn run_due_timers(
        &mut self,
        at: Stamp,
        entropy: &[u8; 32],
        events: &mut Vec<Arc<Recorded>>,
    ) -> Result<(), StorageError> {
        for count in 0..TIMERS_PER_INPUT_MAX {
            let door = self.door.as_ref();
            let Some(timer) = timers::first_due(door, at.booth_ms)? else { return Ok(()) };
            timers::cancel(door, (&timer.owner, &timer.kind, &timer.subject))?;
            let Some(owner) = self.audience.process(&timer.owner) else { continue };
            let first = |cascade: &mut Cascade<'_>| {
                owner.due(cascade, &timer)?;
                Ok(Outcome::Done)
            };
            let entropy = Entropy::branch(entropy, "timer", count as u64);
            let ended =
                run_cascade(door, &self.audience, (at, entropy, self.head), &first, events)?;
            self.absorb(ended.1, ended.2);
            match ended.0 {
                Ended::Done(_) => {}
                Ended::Refused(refusal) => {
                    tracing::error!(owner = timer.owner, %refusal, "a timer was refused");
                }
                Ended::Broken(reason) => {
                    tracing::error!(
                        owner = timer.owner,
                        kind = timer.kind,
                        reason,
                        "a timer broke"
                    );
                }
            }
        }
        Ok(())
    }

    fn absorb(&mut self, head: Seq, erased: bool) {
        self.head = head;
        self.truncate_wanted |= erased;
    }

    fn reload(&mut self) -> Result<(), StorageError> {
        let door = self.door.as_ref();
        self.head = log::head(door)?;
        let row = door.query_one("SELECT account, booth_ms FROM booth", &[], |row| {
            Ok((row.get::<_, String>(0)?, BoothMs(row.get(1)?)))
        })?;
        let key = sealed::booth_key(door)?;
        self.booth =
            row.zip(key).map(|((account, booth_ms), key)| Booth { account, booth_ms, key });
        self.audience.reload(door)?;
        self.stale = false;
        Ok(())
    }

    /// A process that is new to this database hears from now on; a projection is told everything.
    fn welcome_new_consumers(&mut self) -> Result<(), Fault> {
        let door = self.door.as_ref();
        let known =
            door.query_all("SELECT name FROM consumers", &[], |row| row.get::<_, String>(0))?;
        let services = self.audience.services();
        let unknown = |name: &str| !known.iter().any(|known| known == name);
        let processes = services.processes.iter().map(|process| process.name());
        let projections = services.projections.iter().map(|projection| projection.name());
        let new: Vec<_> = processes.chain(projections).filter(|name| unknown(name)).collect();
        if new.is_empty() {
            return Ok(());
        }
        door.begin()?;
        let done = (|| {
            for name in &new {
                door.execute(
                    "INSERT INTO consumers (name, cursor) VALUES (?1, ?2)",
                    &[name, &self.head.0],
                )?;
            }
            for projection in services.projections.iter().filter(|p| new.contains(&p.name())) {
                rebuild::rebuild(door, projection.as_ref(), self.head)?;
            }
            Ok(door.commit()?)
        })();
        if done.is_err() {
            door.roll_back()?;
        }
        done
    }
}

/// Runs a cascade: swift, and if a consumer fails, again with care. Its events go to `events`.
/// Gives how it ended, the log's end, and whether names were erased.
fn run_cascade(
    door: &dyn Door,
    audience: &Audience,
    (at, entropy, head): (Stamp, Entropy, Seq),
    first: &First<'_>,
    events: &mut Vec<Arc<Recorded>>,
) -> Result<(Ended, Seq, bool), StorageError> {
    let mut ended = Ended::Broken(String::new());
    for care in [Care::Swift, Care::Careful] {
        let mut cascade = Cascade::new(door, at, entropy.clone(), head);
        door.savepoint(Savepoint::Cascade)?;
        let run = catch_unwind(AssertUnwindSafe(|| {
            let outcome = first(&mut cascade).map_err(|fault| (true, fault))?;
            audience.spread(&mut cascade, care).map_err(|fault| (false, fault))?;
            Ok(outcome)
        }));
        ended = match run {
            Ok(Ok(outcome)) => {
                door.release(Savepoint::Cascade)?;
                let (head, new, erased) = cascade.into_parts();
                events.extend(new);
                return Ok((Ended::Done(outcome), head, erased));
            }
            Ok(Err((_, Fault::Storage(error)))) => return Err(error),
            Ok(Err((true, Fault::Refused(refusal)))) => Ended::Refused(refusal),
            Ok(Err((_, fault))) => Ended::Broken(fault.to_string()),
            Err(panic) => Ended::Broken(panic_words(panic.as_ref())),
        };
        door.roll_back_to(Savepoint::Cascade)?;
        audience.reload(door)?;
        if matches!(ended, Ended::Refused(_)) {
            break;
        }
    }
    Ok((ended, head, false))
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
