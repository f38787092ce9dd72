//! The one thread that writes. It owns the [`Core`], takes the inputs that wait (never waiting for
//! more), runs them in one batch, answers the callers and hands the new events to the streams. It
//! also lets time pass: a tick when a timer is due, and one every [`TICK_EVERY`], however much
//! there is to do.
//!
//! The core decides what a command does and whether its caller may; that the caller is who it says
//! was checked before it comes here.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crema_api::commands::{Caller, Command, CorrectClock, Outcome};
use crema_api::ids::BoothMs;
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::hex::to_hex;
use crema_core::{
    BATCH_INPUTS_MAX, CommandRequest, Core, IdempotencyKey, Input, InputKind, RecordedEvent,
};
use tokio::sync::oneshot;

use crate::card::Card;
use crate::clock::{Clock, WallWatch};

/// Commands that may wait at once. A full booth with every tablet and phone pressing at the same
/// moment is some hundred; each is answered within milliseconds.
const WAITING_MAX: usize = 1_024;
/// Booth time is written down at least this often: a crash loses at most this much of it.
const TICK_EVERY: Duration = Duration::from_secs(10);
/// After a storage fault the next tick comes this much later: often enough for people who wait,
/// rarely enough for a card that is busy.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// A message to the thread.
enum Request {
    Call(Box<CommandRequest>, oneshot::Sender<Result<Outcome, Refusal>>),
    Stop,
}

/// The way to the writing thread. Clones share it.
#[derive(Clone)]
pub struct Writer {
    requests: SyncSender<Request>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Writer")
    }
}

impl Writer {
    /// Runs a command. The outcome that it returns is on disk.
    ///
    /// # Errors
    /// When the core refuses the command, too many commands wait, or the hub is ending.
    pub async fn execute(
        &self,
        caller: Caller,
        key: IdempotencyKey,
        command: Command,
    ) -> Result<Outcome, Refusal> {
        self.send_request(caller, key, command)?.await.unwrap_or_else(|_| Err(leaving_refusal()))
    }

    /// As [`Self::execute`], for a thread that may block.
    ///
    /// # Errors
    /// As [`Self::execute`].
    pub fn execute_blocking(
        &self,
        caller: Caller,
        key: IdempotencyKey,
        command: Command,
    ) -> Result<Outcome, Refusal> {
        self.send_request(caller, key, command)?
            .blocking_recv()
            .unwrap_or_else(|_| Err(leaving_refusal()))
    }

    fn send_request(
        &self,
        caller: Caller,
        key: IdempotencyKey,
        command: Command,
    ) -> Result<oneshot::Receiver<Result<Outcome, Refusal>>, Refusal> {
        let (answer, answered) = oneshot::channel();
        let call = Box::new(CommandRequest { caller, key, command });
        match self.requests.try_send(Request::Call(call, answer)) {
            Ok(()) => Ok(answered),
            Err(TrySendError::Full(_)) => Err(Refusal::new(
                RefusalKind::Storage,
                "The booth has more to do than it can at the moment. Please try again in a moment.",
            )),
            Err(TrySendError::Disconnected(_)) => Err(leaving_refusal()),
        }
    }

    /// Asks the thread to finish the inputs that wait, and to end.
    pub fn stop(&self) {
        // This waits while the queue is full. If the thread is gone already, there is nothing to
        // stop.
        let _ = self.requests.send(Request::Stop);
    }
}

fn leaving_refusal() -> Refusal {
    Refusal::new(
        RefusalKind::Storage,
        "The booth is just being switched off. Please try again when it is back.",
    )
}

/// The running thread.
#[derive(Debug)]
pub struct Running {
    /// For waiting until it has ended.
    pub thread: JoinHandle<()>,
    /// Closes when it ends, also when it breaks: from then on nothing can be written.
    pub ended: oneshot::Receiver<Infallible>,
}

/// Starts the thread. `publish` receives the events of each batch, after its callers are answered.
///
/// # Errors
/// When the system cannot start another thread.
pub fn start(
    core: Core,
    clock: Clock,
    card: Card,
    publish: impl Fn(Vec<Arc<RecordedEvent>>) + Send + 'static,
) -> std::io::Result<(Writer, Running)> {
    let (requests, waiting) = sync_channel(WAITING_MAX);
    let (alive, ended) = oneshot::channel();
    let writer_loop = WriterLoop {
        committed: core.booth_ms(),
        core,
        watch: WallWatch::starting_at(clock.stamp().wall_ms, Instant::now()),
        clock,
        card,
        publish: Box::new(publish),
        next_due: None,
        next_tick: Instant::now(),
    };
    let thread = std::thread::Builder::new().name("crema-writer".to_owned()).spawn(move || {
        let _alive = alive;
        writer_loop.run_until_stopped(&waiting);
    })?;
    Ok((Writer { requests }, Running { thread, ended }))
}

/// The state of the thread.
struct WriterLoop {
    core: Core,
    clock: Clock,
    card: Card,
    publish: Box<dyn Fn(Vec<Arc<RecordedEvent>>) + Send>,
    watch: WallWatch,
    /// Booth time of the last batch that is on disk.
    committed: BoothMs,
    next_due: Option<BoothMs>,
    next_tick: Instant,
}

/// The callers who wait for the answers to a batch's inputs, in the same order; `None` for a tick.
type Answers = Vec<Option<oneshot::Sender<Result<Outcome, Refusal>>>>;

impl WriterLoop {
    fn run_until_stopped(mut self, waiting: &Receiver<Request>) {
        while self.run_once(waiting) {}
        // What is damaged is left as it is, with what its write-ahead log may still hold.
        if self.card.damage().is_none() {
            self.core.close();
        }
        tracing::debug!("the writer has ended");
    }

    /// Waits for something to do and does it, in one batch. Returns whether there is to be another.
    fn run_once(&mut self, waiting: &Receiver<Request>) -> bool {
        let mut inputs = Vec::new();
        let mut answers = Answers::new();
        let (mut stop, mut idle) = (false, false);
        match waiting.recv_timeout(self.time_until_work()) {
            Ok(request) => stop = self.take_request(request, &mut inputs, &mut answers),
            Err(RecvTimeoutError::Timeout) => idle = true,
            Err(RecvTimeoutError::Disconnected) => stop = true,
        }
        if idle && self.card.damage().is_none() {
            self.card.set_erasing(self.core.settle(true));
        }
        if idle || stop || Instant::now() >= self.next_tick {
            self.push_tick(&mut inputs, &mut answers);
        }
        while !stop && inputs.len() < BATCH_INPUTS_MAX {
            let Ok(request) = waiting.try_recv() else { break };
            stop = self.take_request(request, &mut inputs, &mut answers);
        }
        if !inputs.is_empty() {
            self.run_batch(&inputs, answers);
        }
        !stop
    }

    /// Returns how long nothing has to happen.
    fn time_until_work(&self) -> Duration {
        let tick = self.next_tick.saturating_duration_since(Instant::now());
        match self.next_due {
            Some(due) => tick.min(Duration::from_millis(due.since(self.clock.booth_ms()))),
            None => tick,
        }
    }

    /// Adds a request to the batch. Returns whether it was the one to stop.
    fn take_request(
        &self,
        request: Request,
        inputs: &mut Vec<Input>,
        answers: &mut Answers,
    ) -> bool {
        match request {
            Request::Call(call, answer) => {
                self.push_input(InputKind::Command(*call), Some(answer), inputs, answers);
                false
            }
            Request::Stop => true,
        }
    }

    /// Time itself is an input: timers that are due run, and old data is pruned.
    fn push_tick(&mut self, inputs: &mut Vec<Input>, answers: &mut Answers) {
        self.next_tick = Instant::now() + TICK_EVERY;
        let wall_ms = self.clock.stamp().wall_ms;
        if let Some((from_ms, to_ms)) = self.watch.detect_jump(wall_ms, Instant::now())
            && let Ok(key) = new_key()
        {
            let command = Command::CorrectClock(CorrectClock { from_ms, to_ms });
            let call = CommandRequest { caller: Caller::Hub, key, command };
            self.push_input(InputKind::Command(call), None, inputs, answers);
        }
        self.push_input(InputKind::Tick, None, inputs, answers);
    }

    fn push_input(
        &self,
        kind: InputKind,
        answer: Option<oneshot::Sender<Result<Outcome, Refusal>>>,
        inputs: &mut Vec<Input>,
        answers: &mut Answers,
    ) {
        match random_bytes() {
            Ok(entropy) => {
                self.clock.look();
                inputs.push(Input { at: self.clock.stamp(), entropy, kind });
                answers.push(answer);
            }
            Err(refusal) => {
                if let Some(answer) = answer {
                    // The caller may have gone.
                    let _ = answer.send(Err(refusal));
                }
            }
        }
    }

    fn run_batch(&mut self, inputs: &[Input], answers: Answers) {
        if let Err(refusal) = self.card.may_be_written() {
            self.stand_still();
            for caller in answers.into_iter().flatten() {
                // The caller may have gone.
                let _ = caller.send(Err(refusal.clone()));
            }
            return;
        }
        let batch = self.core.run_batch(inputs);
        self.next_due = batch.next_due;
        if batch.answers.iter().any(is_damage) {
            self.card.set_page_damaged();
        }
        if batch.answers.iter().any(is_storage_fault) {
            self.card.wrote(None);
            self.stand_still();
        } else {
            self.card.wrote(Some(self.core.head()));
            self.committed = self.core.booth_ms();
            self.clock.go_on();
        }
        for (answer, caller) in batch.answers.into_iter().zip(answers) {
            if let Some(caller) = caller {
                // The caller may have gone; the command is done all the same.
                let _ = caller.send(answer);
            }
        }
        if !batch.events.is_empty() {
            (self.publish)(batch.events);
        }
        self.card.set_erasing(self.core.settle(false));
    }

    /// Booth time stands, and the next try comes soon.
    fn stand_still(&mut self) {
        self.clock.stand_at(self.committed);
        self.next_due = None;
        self.next_tick = Instant::now() + TRY_AGAIN;
    }
}

fn is_damage(answer: &Result<Outcome, Refusal>) -> bool {
    matches!(answer, Err(refusal) if refusal.kind == RefusalKind::Damaged)
}

/// Whether the batch of an answer was undone.
fn is_storage_fault(answer: &Result<Outcome, Refusal>) -> bool {
    matches!(answer, Err(refusal)
        if matches!(refusal.kind, RefusalKind::Storage | RefusalKind::Damaged))
}

/// Returns 32 bytes of the system's randomness.
///
/// # Errors
/// When the system provides none.
pub fn random_bytes() -> Result<[u8; 32], Refusal> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| {
        tracing::error!(%error, "the system provided no random bytes");
        Refusal::new(RefusalKind::Internal, "That did not work. Please try again.")
    })?;
    Ok(bytes)
}

/// Makes an idempotency key for a write that came without one.
///
/// # Errors
/// As [`random_bytes`].
pub fn new_key() -> Result<IdempotencyKey, Refusal> {
    let bytes = random_bytes()?;
    IdempotencyKey::try_from(to_hex(&bytes[..16]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use crema_core::SqliteStorage;
    use crema_core::kernel::outcomes::OUTCOME_KEPT_MS;
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn time_passes_also_while_there_is_always_something_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("booth.db");
        let core = Core::open(SqliteStorage::open(&database).unwrap()).unwrap();
        let connection = Connection::open(&database).unwrap();
        let old = "INSERT INTO outcomes (caller, key, body, outcome, booth_ms)
            VALUES (x'00', 'old', x'00', '{}', 0)";
        connection.execute(old, []).unwrap();
        let clock = Clock::starting_at(BoothMs(OUTCOME_KEPT_MS + 1_000));
        let mut writer_loop = WriterLoop {
            committed: core.booth_ms(),
            core,
            watch: WallWatch::starting_at(clock.stamp().wall_ms, Instant::now()),
            clock,
            card: Card::default(),
            publish: Box::new(|_| ()),
            next_due: None,
            next_tick: Instant::now(),
        };
        let (requests, waiting) = sync_channel(WAITING_MAX);
        let writer = Writer { requests };
        let answered =
            writer.send_request(Caller::Hub, new_key().unwrap(), Command::Redrive).unwrap();
        assert!(writer_loop.run_once(&waiting));
        assert_eq!(answered.blocking_recv().unwrap(), Ok(Outcome::Count { count: 0 }));
        let left = "SELECT count(*) FROM outcomes WHERE key = 'old'";
        let left: u32 = connection.query_row(left, [], |row| row.get(0)).unwrap();
        assert_eq!(left, 0, "what is too old is pruned in a busy batch too");
        writer.stop();
        assert!(!writer_loop.run_once(&waiting));
    }
}
