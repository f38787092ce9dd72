//! A day of the core in this process: customers come, order, and are served, so many side by side
//! that every batch is full. Only the time that the core itself takes is counted.

use std::collections::VecDeque;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use crema_api::commands::{
    Caller, Command, OneOrder, OpenSession, Outcome, RenewPins, Role, SetStore, Start,
    StartOccasion,
};
use crema_api::ids::{BoothMs, OrderId, UserId};
use crema_api::settings::Settings;
use crema_api::store::StoreState;
use crema_api::{Clock, DomainEvent};
use crema_core::storage::Storage;
use crema_core::{
    BATCH_INPUTS_MAX, CommandRequest, Core, IdempotencyKey, Input, InputKind, Reader,
    SqliteStorage, Stamp,
};
use uuid::Uuid;

use crate::life::{Guests, wide_open};
use crate::machine::processor_time;

/// Starts in a batch: a fifth of it, since a life has five moves, so that each batch has all of them.
const STARTS_PER_BATCH: usize = BATCH_INPUTS_MAX.div_ceil(5);
/// Booth time from batch to batch, ms: a code's shortest window then has fewer starts than drinks.
const TURN_MS: u64 = 1_000;
/// The shortest window of a code, s.
const CODE_WINDOW_S: u32 = 30;
/// 2026-11-24, 14:00 UTC, ms: any moment would do.
const WALL_MS: i64 = 1_795_528_800_000;
/// Baristas who share the work.
const BARISTAS: usize = 2;

/// Lives that were lived, and what they cost the core.
#[derive(Debug, Default, Clone, Copy)]
pub struct Lived {
    /// How many.
    pub lives: usize,
    /// Time in the core, from a batch's first input until its answers are on disk.
    pub took: Duration,
    /// Processor time of this thread, that of the customers included: they take little.
    pub busy: Duration,
}

impl Lived {
    /// Lives per second.
    #[must_use]
    pub fn pace(&self) -> f64 {
        self.lives as f64 / self.took.as_secs_f64()
    }
}

/// An order on its way.
#[derive(Debug)]
struct Life {
    customer: Caller,
    barista: Caller,
    order: Option<OrderId>,
    moves: usize,
}

/// Moves of a whole life: start, place, claim, complete, collect.
const MOVES: usize = 5;

/// So many lives after a warm-up, and nothing else: for a program that counts their instructions.
pub fn live_alone(lives: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("booth.db");
    let mut day = Day::begin(&path, SqliteStorage::open(&path)?)?;
    let lived = day.live(lives, Duration::from_hours(1))?;
    ensure!(lived.lives == lives, "{} of {lives} lives", lived.lives);
    Ok(())
}

/// A booth's day.
#[derive(Debug)]
pub struct Day {
    core: Core,
    reader: Reader,
    guests: Guests,
    now: BoothMs,
    code: String,
    baristas: Vec<Caller>,
    begun: usize,
    /// Inputs of a batch, at most.
    batch: usize,
}

impl Day {
    /// An open booth with two baristas, its database at `path` behind this storage.
    pub fn begin(path: &Path, storage: impl Storage + 'static) -> Result<Self> {
        let core = Core::open(storage)?;
        let mut day = Self {
            core,
            reader: Reader::open(path)?,
            guests: Guests::new()?,
            now: BoothMs(0),
            code: String::new(),
            baristas: Vec::new(),
            begun: 0,
            batch: BATCH_INPUTS_MAX,
        };
        let occasion = StartOccasion {
            name: "A busy day".to_owned(),
            start: None,
            end: None,
            menu: Some(day.guests.menu().clone()),
        };
        let open = SetStore {
            state: Some(StoreState::Open),
            settings: Some(Settings { code_window_s: CODE_WINDOW_S, ..wide_open() }.into()),
            ..SetStore::default()
        };
        day.ask(Caller::Hub, Command::StartOccasion(occasion))?;
        let roles = vec![Role::Crew, Role::Barista];
        day.ask(Caller::Hub, Command::RenewPins(RenewPins { roles }))?;
        day.ask(Caller::Hub, Command::SetStore(open))?;
        for _ in 0..BARISTAS {
            let barista = day.pair()?;
            day.baristas.push(barista);
        }
        Ok(day)
    }

    /// The same day, with a commit for each input.
    #[must_use]
    pub fn one_by_one(self) -> Self {
        Self { batch: 1, ..self }
    }

    /// So many lives from start to end; fewer if `within` is over first.
    pub fn live(&mut self, lives: usize, within: Duration) -> Result<Lived> {
        let deadline = Instant::now() + within;
        let before = processor_time();
        let mut lived = Lived::default();
        let mut ahead = lives;
        let mut in_flight = VecDeque::new();
        while ahead > 0 || !in_flight.is_empty() {
            let starts = ahead.min(BATCH_INPUTS_MAX - in_flight.len()).min(STARTS_PER_BATCH);
            ahead = if Instant::now() < deadline { ahead - starts } else { 0 };
            in_flight.extend((0..starts).map(|_| self.customer()));
            lived.took += self.step(&mut in_flight)?;
            let moving = in_flight.len();
            in_flight.retain(|life| life.moves < MOVES);
            lived.lives += moving - in_flight.len();
        }
        lived.busy = processor_time().saturating_sub(before);
        Ok(lived)
    }

    /// Leaves so many orders open: some started, some queued, some being made, some ready.
    pub fn leave_open(&mut self, orders: usize) -> Result<()> {
        let mut open: VecDeque<_> = (0..orders).map(|_| self.customer()).collect();
        for _ in 0..4 {
            self.step(&mut open)?;
            open.truncate(open.len() - orders / 4);
        }
        Ok(())
    }

    /// Everything is moved from the write-ahead log into the database.
    pub fn settle(&mut self) {
        self.core.settle(true);
    }

    /// What reads beside it, and booth time now.
    #[must_use]
    pub fn reader(&self) -> (&Reader, BoothMs) {
        (&self.reader, self.now)
    }

    /// One batch, in which each of these orders makes its next move.
    fn step(&mut self, in_flight: &mut VecDeque<Life>) -> Result<Duration> {
        let mut moves = Vec::with_capacity(in_flight.len());
        for life in in_flight.iter() {
            moves.push(self.next_move(life)?);
        }
        let (outcomes, took) = self.run_batch(moves)?;
        for (life, outcome) in in_flight.iter_mut().zip(outcomes) {
            let Outcome::Order { order_id } = outcome else { bail!("a move gave {outcome:?}") };
            life.order = Some(order_id);
            life.moves += 1;
        }
        self.now = self.now.plus(TURN_MS);
        Ok(took)
    }

    fn next_move(&mut self, life: &Life) -> Result<(Caller, Command)> {
        let Some(order_id) = life.order else {
            return Ok((life.customer, Command::Start(Start { code: self.code.clone() })));
        };
        let one = OneOrder { order_id };
        Ok(match life.moves {
            1 => (life.customer, Command::Place(self.guests.choose(order_id)?)),
            2 => (life.barista, Command::Claim(one)),
            3 => (life.barista, Command::Complete(one)),
            _ => (life.barista, Command::Collect(one)),
        })
    }

    fn customer(&mut self) -> Life {
        self.begun += 1;
        let customer = Caller::Customer(UserId(Uuid::from_bytes(self.guests.random())));
        let barista = self.baristas[self.begun % BARISTAS];
        Life { customer, barista, order: None, moves: 0 }
    }

    fn pair(&mut self) -> Result<Caller> {
        let pins = self.reader.snapshot(self.now, |snapshot| snapshot.pins())?.pins;
        let pin = pins.into_iter().find(|pin| pin.role == Role::Barista).context("no PIN")?.pin;
        let name = "Mia".to_owned();
        match self.ask(Caller::Hub, Command::OpenSession(OpenSession { pin, name }))? {
            Outcome::Session { session_id, role } => Ok(Caller::Session(session_id, role)),
            other => bail!("pairing gave {other:?}"),
        }
    }

    fn ask(&mut self, caller: Caller, command: Command) -> Result<Outcome> {
        let (mut outcomes, _) = self.run_batch(vec![(caller, command)])?;
        outcomes.pop().context("a command without an answer")
    }

    fn run_batch(&mut self, moves: Vec<(Caller, Command)>) -> Result<(Vec<Outcome>, Duration)> {
        let mut inputs = Vec::with_capacity(moves.len());
        for (caller, command) in moves {
            let key = IdempotencyKey::try_from(self.guests.key())?;
            let wall_ms = WALL_MS + i64::try_from(self.now.0)?;
            inputs.push(Input {
                at: Stamp { booth_ms: self.now, wall_ms, clock: Clock::Trusted },
                entropy: self.guests.random(),
                kind: InputKind::Command(CommandRequest { caller, key, command }),
            });
        }
        let mut outcomes = Vec::with_capacity(inputs.len());
        let mut took = Duration::ZERO;
        for inputs in inputs.chunks(self.batch) {
            let began = Instant::now();
            let batch = self.core.run_batch(inputs);
            self.core.settle(false);
            took += began.elapsed();
            if batch.events.iter().any(|event| matches!(event.fact, DomainEvent::CodeRotated(_))) {
                let code =
                    self.reader.snapshot(self.now, |snapshot| snapshot.code("http://booth"))?;
                self.code = code.code.context("no code to show")?.code;
            }
            for answer in batch.answers {
                outcomes.push(answer?);
            }
        }
        Ok((outcomes, took))
    }
}
