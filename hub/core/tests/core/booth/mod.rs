//! A booth for tests: a core on a fresh file, a reader beside it, and short words for inputs.

pub mod crowd;
pub mod failing;
pub mod faults;
pub mod flaky;
pub mod log;
pub mod menu;
pub mod orders;
pub mod trouble;

use std::path::PathBuf;

use crema_api::Clock;
use crema_api::commands::{
    Caller, Cancel, Command, MakePairingLink, OneOrder, OpenSession, Outcome, Place, Role,
    SetStore, Start, StartOccasion, UsePairingLink,
};
use crema_api::ids::{BoothMs, OrderId, Seq, SessionId, UserId};
use crema_api::problem::{Refusal, RefusalKind};
use crema_api::settings::Settings;
use crema_api::store::StoreState;
use crema_core::reads::Snapshot;
use crema_core::storage::StorageError;
use crema_core::{
    Batch, CommandRequest, Core, IdempotencyKey, Input, InputKind, Purpose, Reader, RecordedEvent,
    SqliteStorage, Stamp,
};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use uuid::Uuid;

use faults::Fate;

/// A folder that is gone when dropped, in memory where the machine has such a place: these tests
/// are about the order of calls, not about the disk, and thousands of flushes would only wait.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// 2026-11-24, 14:00 UTC, ms: any moment would do.
pub const WALL_MS: i64 = 1_795_528_800_000;

/// A core, its file, and all inputs that it was given.
pub struct Booth {
    pub folder: tempfile::TempDir,
    pub core: Core,
    pub reader: Reader,
    pub now: BoothMs,
    /// How far the wall clock is off, ms.
    pub wall_shift_ms: i64,
    pub inputs: Vec<Input>,
    /// Whether the core settles after each input.
    pub settles: bool,
    pub last: Batch,
    /// What harms its storage, if anything does.
    shaky: Option<Fate>,
    rng: ChaCha8Rng,
    key: u64,
}

impl Booth {
    /// An empty one.
    pub fn new(seed: u64) -> Self {
        let folder = folder();
        let path = folder.path().join("booth.db");
        let core = Core::open(SqliteStorage::open(&path).unwrap()).unwrap();
        let reader = Reader::open(&path).unwrap();
        let last = Batch { answers: Vec::new(), events: Vec::new(), next_due: None };
        let rng = ChaCha8Rng::seed_from_u64(seed);
        let (now, inputs) = (BoothMs(0), Vec::new());
        let shaky = None;
        let (wall_shift_ms, settles, key) = (0, true, 0);
        Self { folder, core, reader, now, wall_shift_ms, inputs, settles, last, shaky, rng, key }
    }

    /// An empty one whose storage is harmed. Its people send again what was not answered.
    pub fn shaky(seed: u64, fate: &Fate) -> Self {
        let mut booth = Self::new(seed);
        booth.shaky = Some(fate.clone());
        booth.core = faults::open(&booth.path(), fate);
        booth
    }

    /// One that serves: an occasion, a menu, PINs, and the store open.
    pub fn open(seed: u64) -> Self {
        let mut booth = Self::new(seed);
        booth.begin_occasion("Coffee at Rustfest");
        booth.set_store(StoreState::Open);
        booth
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("booth.db")
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.rng.next_u64() % bound
    }

    /// A random place in a list of so many.
    pub fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap()
    }

    pub fn random(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.rng.fill_bytes(&mut bytes);
        bytes
    }

    /// Stamps an input with now and fresh entropy.
    pub fn stamp(&mut self, kind: InputKind) -> Input {
        let at = Stamp {
            booth_ms: self.now,
            wall_ms: WALL_MS + i64::try_from(self.now.0).unwrap() + self.wall_shift_ms,
            clock: Clock::Unsure,
        };
        Input { at, entropy: self.random(), kind }
    }

    /// A command's input under a fresh key.
    pub fn call(&mut self, caller: Caller, command: Command) -> Input {
        self.key += 1;
        let key = IdempotencyKey::try_from(format!("key-{}", self.key)).unwrap();
        self.stamp(InputKind::Command(CommandRequest { caller, key, command }))
    }

    /// Gives the core one input, as a batch of its own, and settles as the shell does: without that
    /// the write-ahead log of a long test would have gigabytes, in memory.
    pub fn give(&mut self, input: Input) -> Result<Outcome, Refusal> {
        if let Some(fate) = self.shaky.clone() {
            return self.give_until_answered(input, &fate);
        }
        let batch = self.core.run_batch(std::slice::from_ref(&input));
        if self.settles {
            self.core.settle(false);
        }
        self.inputs.push(input);
        let answer = batch.answers[0].clone();
        self.last = batch;
        answer
    }

    pub fn ask(&mut self, caller: Caller, command: Command) -> Result<Outcome, Refusal> {
        let input = self.call(caller, command);
        self.give(input)
    }

    /// Lets booth time pass, and due timers run.
    pub fn pass(&mut self, ms: u64) {
        self.now = self.now.plus(ms);
        let tick = self.stamp(InputKind::Tick);
        self.give(tick).unwrap();
    }

    /// Reads at one moment.
    pub fn read<T>(&self, read: impl FnOnce(&Snapshot<'_>) -> Result<T, StorageError>) -> T {
        self.reader.snapshot(self.now, read).unwrap()
    }

    /// Up to `limit` events after a place in the log, each of which can be read.
    pub fn events_after(&self, seq: Seq, limit: u32) -> Vec<RecordedEvent> {
        let events = self.read(|s| s.events_after(seq, limit)).into_iter();
        events.map(|event| event.understand().unwrap()).collect()
    }

    pub fn begin_occasion(&mut self, name: &str) {
        let start = StartOccasion {
            name: name.to_owned(),
            start: None,
            end: None,
            menu: Some(menu::small()),
        };
        self.ask(Caller::Hub, Command::StartOccasion(start)).unwrap();
        let roles = vec![Role::Crew, Role::Barista];
        let renew = crema_api::commands::RenewPins { roles };
        self.ask(Caller::Hub, Command::RenewPins(renew)).unwrap();
    }

    pub fn set_store(&mut self, state: StoreState) {
        let set = SetStore { state: Some(state), ..SetStore::default() };
        self.ask(Caller::Hub, Command::SetStore(set)).unwrap();
    }

    pub fn set_limits(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.read(|s| s.config()).unwrap().settings;
        change(&mut settings);
        let set = SetStore { settings: Some(settings.into()), ..SetStore::default() };
        self.ask(Caller::Hub, Command::SetStore(set)).unwrap();
    }

    /// A paired member of staff.
    pub fn staff(&mut self, role: Role, name: &str) -> Caller {
        let pins = self.read(|s| s.pins()).pins;
        let pin = pins.into_iter().find(|pin| pin.role == role).unwrap().pin;
        let open = OpenSession { pin, name: name.to_owned() };
        match self.ask(Caller::Hub, Command::OpenSession(open)).unwrap() {
            Outcome::Session { session_id, role } => Caller::Session(session_id, role),
            other => panic!("{other:?}"),
        }
    }

    /// A paired board or device.
    pub fn device(&mut self, role: Role, name: &str) -> Caller {
        let make = MakePairingLink { role, name: name.to_owned() };
        let made = self.ask(Caller::Hub, Command::MakePairingLink(make)).unwrap();
        let Outcome::PairingLink { link_id } = made else { panic!("{made:?}") };
        let secret = self.read(|s| s.booth_signer()).unwrap().sign(Purpose::Pairing, link_id);
        match self.ask(Caller::Hub, Command::UsePairingLink(UsePairingLink { secret })).unwrap() {
            Outcome::Session { session_id, role } => Caller::Session(session_id, role),
            other => panic!("{other:?}"),
        }
    }

    /// Somebody new.
    pub fn customer(&mut self) -> Caller {
        let random = self.random();
        Caller::Customer(UserId(Uuid::from_slice(&random[..16]).unwrap()))
    }

    /// The code on the board.
    pub fn code(&self) -> Option<String> {
        self.read(|s| s.code("http://booth")).code.map(|code| code.code)
    }

    pub fn start(&mut self, who: Caller) -> Result<OrderId, Refusal> {
        let code = self.code().unwrap_or_default();
        self.start_with(who, &code)
    }

    pub fn start_with(&mut self, who: Caller, code: &str) -> Result<OrderId, Refusal> {
        let start = Start { code: code.to_owned() };
        self.ask(who, Command::Start(start)).map(order_of)
    }

    pub fn place(
        &mut self,
        who: Caller,
        order_id: OrderId,
        name: &str,
    ) -> Result<OrderId, Refusal> {
        let place = Place {
            order_id,
            drink: "flat-white".to_owned(),
            modifiers: [("Milk".to_owned(), "Oat".to_owned())].into(),
            name: Some(name.to_owned()),
        };
        self.ask(who, Command::Place(place)).map(order_of)
    }

    /// A queued order of a new guest.
    pub fn queued(&mut self) -> OrderId {
        let guest = self.customer();
        let order = self.start(guest).unwrap();
        self.place(guest, order, "Jo").unwrap()
    }

    pub fn step(
        &mut self,
        who: Caller,
        order_id: OrderId,
        step: fn(OneOrder) -> Command,
    ) -> Result<OrderId, Refusal> {
        self.ask(who, step(OneOrder { order_id })).map(order_of)
    }

    pub fn cancel(&mut self, who: Caller, order_id: OrderId) -> Result<OrderId, Refusal> {
        let cancel = Cancel { order_id, reason: None, held: false };
        self.ask(who, Command::Cancel(cancel)).map(order_of)
    }

    /// The wall time of the last input.
    pub fn last_wall_ms(&self) -> i64 {
        self.inputs.last().unwrap().at.wall_ms
    }

    /// Names of the events of the last batch.
    pub fn said(&self) -> Vec<&str> {
        self.last.events.iter().map(|event| event.fact.detail_type()).collect()
    }

    /// Closes the core and opens it again, as after a restart.
    pub fn restart(&mut self) {
        let path = self.path();
        let empty = folder();
        let spare =
            Core::open(SqliteStorage::open(&empty.path().join("spare.db")).unwrap()).unwrap();
        drop(std::mem::replace(&mut self.core, spare));
        self.core = Core::open(SqliteStorage::open(&path).unwrap()).unwrap();
        self.reader = Reader::open(&path).unwrap();
    }
}

pub fn session_of(caller: Caller) -> SessionId {
    match caller {
        Caller::Session(session, _) => session,
        other => panic!("{other:?} is no session"),
    }
}

fn order_of(outcome: Outcome) -> OrderId {
    match outcome {
        Outcome::Order { order_id } => order_id,
        other => panic!("{other:?} is about no order"),
    }
}

/// What a refused command was refused with.
pub fn kind<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> RefusalKind {
    answer.unwrap_err().kind
}
