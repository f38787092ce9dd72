//! The watch over printers and boards: which of them are alive, and which have fallen silent.
//!
//! A device signs every 2 s ([`crema_api::alive`]); one that has not for [`GONE_AFTER`] is *gone*.
//! Everyone who works at the booth has to know, so that goes through the core like any other input
//! and is in the log: a `Printer.StatusChanged` or `Board.StatusChanged`. The last status of each
//! device in the log is folded here from the committed events, so the two cannot drift apart.
//!
//! No device is called gone for a fault of the hub's own. Silence is counted by looks at the clock,
//! and one look adds at most [`LOOK_ADDS_MAX`]: a hub that was frozen or suspended for a minute
//! finds everyone there. And each look first makes a read, in the same way as a sign of life: a hub
//! that is too busy, or whose card hangs, counts as slowly as it answers. After a start every
//! device has [`GONE_AFTER`] to come back.
//!
//! A device that comes and goes does not flood the log: [`STATUS_CHANGES`] limits how often it is
//! believed to be back, and until then it stays gone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crema_api::DomainEvent;
use crema_api::alive::{GONE_AFTER, SignOfLife, SignTaken};
use crema_api::commands::{Caller, Command, Notice, Role};
use crema_api::events::board::BoardCondition;
use crema_api::events::printer::Condition;
use crema_api::ids::SessionId;
use crema_api::problem::RefusalKind;
use crema_core::RecordedEvent;
use crema_core::reads::{Device, DeviceKind};

use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::middleware::token_bucket::{Rate, TokenBucket};
use crate::writer::new_key;

/// How often the watch looks.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// After a notice that could not be written (a full disk) the next look comes this much later: each
/// try is two lines of log, perhaps on the same disk.
const TRY_AGAIN: Duration = Duration::from_secs(30);
/// Silence that one look adds, at most. Longer than this between two looks is the hub's own
/// silence.
const LOOK_ADDS_MAX: Duration = Duration::from_secs(1);
/// Changes of one device's status: a lid that is opened and closed, paper that is changed, a few
/// restarts. With a *gone* between each, that is 240 events an hour.
const STATUS_CHANGES: Rate = Rate { burst: 20.0, per_s: 1.0 / 30.0 };

/// The watch. One value for the whole shell.
#[derive(Debug, Default)]
pub struct Watch {
    devices: Mutex<HashMap<SessionId, Watched>>,
}

#[derive(Debug)]
struct Watched {
    /// The printer's name; `None` for a board.
    printer: Option<String>,
    /// Whether the last status in the log is the hub's, that the device is gone.
    gone: bool,
    /// Time since its last sign of life.
    silent: Duration,
    /// Whether it has signed since the last look.
    signed: bool,
    status_changes: TokenBucket,
}

impl Watched {
    fn new(printer: Option<String>) -> Self {
        let (silent, status_changes) =
            (Duration::ZERO, TokenBucket::full(STATUS_CHANGES, Instant::now()));
        Self { printer, gone: false, silent, signed: false, status_changes }
    }

    fn has_signed(&mut self) {
        (self.silent, self.signed) = (Duration::ZERO, true);
    }
}

impl Watch {
    /// Watches the devices from before this start. One that was gone then is gone until it is back.
    #[must_use]
    pub fn from_devices(devices: Vec<Device>) -> Self {
        let watched = devices.into_iter().map(|device| {
            let gone = device.is_gone();
            let printer = match device.kind {
                DeviceKind::Printer { printer, .. } => Some(printer),
                DeviceKind::Board { .. } => None,
            };
            (device.session_id, Watched { gone, ..Watched::new(printer) })
        });
        Self { devices: Mutex::new(watched.collect()) }
    }

    /// Applies committed events, in the order of the log.
    pub fn apply(&self, events: &[Arc<RecordedEvent>]) {
        let mut devices = self.lock_devices();
        for event in events {
            match &event.fact {
                DomainEvent::SessionOpened(opened) if opened.role == Role::Board => {
                    devices.insert(opened.session_id, Watched::new(None));
                }
                DomainEvent::SessionClosed(closed) => {
                    devices.remove(&closed.session_id);
                }
                DomainEvent::PrinterStatusChanged(changed) => {
                    let Some(session) = changed.session_id else { continue };
                    let gone = changed.silent && changed.condition == Condition::Gone;
                    match devices.get_mut(&session) {
                        Some(watched) => {
                            watched.gone = gone;
                            watched.printer = Some(changed.printer.clone());
                        }
                        // The hub's *gone* alone makes no device of one whose pairing has ended.
                        None if gone => {}
                        None => {
                            devices.insert(session, Watched::new(Some(changed.printer.clone())));
                        }
                    }
                }
                DomainEvent::BoardStatusChanged(changed) => {
                    if let Some(watched) = devices.get_mut(&changed.session_id) {
                        watched.gone = changed.condition == BoardCondition::Gone;
                    }
                }
                _ => {}
            }
        }
    }

    /// Notes a sign of life.
    pub fn note_sign(&self, session: SessionId, sign: &SignOfLife) -> SignTaken {
        let mut devices = self.lock_devices();
        let Some(watched) = devices.get_mut(&session) else {
            return SignTaken { report: sign.printer.is_some() };
        };
        watched.has_signed();
        let is_renamed = sign.printer != watched.printer;
        SignTaken { report: sign.printer.is_some() && (watched.gone || is_renamed) }
    }

    /// Counts a printer's report of its condition.
    ///
    /// # Errors
    /// When the printer reports more often than [`STATUS_CHANGES`] allows.
    pub fn count_report(&self, session: SessionId) -> Result<(), ApiError> {
        let mut devices = self.lock_devices();
        // A device that is not known yet may report.
        let Some(watched) = devices.get_mut(&session) else { return Ok(()) };
        watched.has_signed();
        watched.status_changes.take_token(STATUS_CHANGES, Instant::now()).map_err(|wait| ApiError {
            retry_after: Some(wait),
            ..ApiError::new(
                RefusalKind::TooMany,
                "This printer comes and goes too often. Its condition is taken again in a minute.",
            )
        })
    }

    /// Whether it is a printer or board that is gone according to the log.
    #[must_use]
    pub fn is_gone(&self, session: SessionId) -> bool {
        self.lock_devices().get(&session).is_some_and(|watched| watched.gone)
    }

    /// Lets time pass. Returns the notices that follow from it; one that does not get into the log
    /// is returned again by the next look.
    fn advance_silence(&self, passed: Duration) -> Vec<Notice> {
        let now = Instant::now();
        let mut notices = Vec::new();
        for (&session_id, watched) in self.lock_devices().iter_mut() {
            let signed = std::mem::take(&mut watched.signed);
            watched.silent = watched.silent.saturating_add(passed);
            match (&watched.printer, watched.gone) {
                (printer, false) if watched.silent >= GONE_AFTER => notices.push(match printer {
                    Some(printer) => Notice::PrinterGone { session_id, printer: printer.clone() },
                    None => Notice::BoardGone { session_id },
                }),
                (None, true)
                    if signed && watched.status_changes.take_token(STATUS_CHANGES, now).is_ok() =>
                {
                    notices.push(Notice::BoardBack { session_id });
                }
                // A printer that is back reports that itself.
                _ => {}
            }
        }
        notices
    }

    fn lock_devices(&self) -> MutexGuard<'_, HashMap<SessionId, Watched>> {
        self.devices.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Watches for ever.
pub async fn run(app: App) {
    let mut clock = LookClock { last: Instant::now() };
    let mut pause = LOOK_EVERY;
    loop {
        tokio::time::sleep(pause).await;
        let is_well = app.read(|_| Ok(())).await.is_ok();
        let passed = clock.take_elapsed(Instant::now());
        pause = if is_well { look_once(&app, passed).await } else { LOOK_EVERY };
    }
}

/// The clock as the watch counts it.
struct LookClock {
    last: Instant,
}

impl LookClock {
    /// Returns the silence since the last look, at most as much as the hub was awake for.
    fn take_elapsed(&mut self, now: Instant) -> Duration {
        let passed = now.saturating_duration_since(self.last).min(LOOK_ADDS_MAX);
        self.last = now;
        passed
    }
}

/// One look: notices every device that has been silent for long enough. Returns how long to wait
/// before the next look.
async fn look_once(app: &App, passed: Duration) -> Duration {
    for notice in app.watch().advance_silence(passed) {
        tracing::warn!(?notice, "a device has fallen silent, or is back");
        let noticed = match new_key() {
            Ok(key) => app.execute(Caller::Hub, key, Command::Notice(notice)).await,
            Err(refusal) => Err(refusal),
        };
        if let Err(refusal) = noticed {
            tracing::warn!(%refusal, "a device notice could not be written; it is tried again");
            return TRY_AGAIN;
        }
    }
    LOOK_EVERY
}

#[cfg(test)]
mod tests;
