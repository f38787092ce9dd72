//! A printer daemon as a whole: its folders, its port, its rounds, until its shutdown.
//!
//! [`crate::daemon`] does one round; this module decides when the next one is due.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use crema_client::Backoff;

use crate::daemon::{Daemon, RoundError};
use crate::folders;
use crate::fonts::{self, FontMissing};
use crate::hub::Hub;
use crate::paper::Paper;
use crate::port::PrinterPort as _;
use crate::spool::{Spool, SpoolError};
use crate::virtual_port::VirtualPort;
use crate::wakeup::Wakeup;

/// How often the log is read while the stream is live: a notification may be lost.
const ASK_WHILE_LIVE: Duration = Duration::from_secs(2);
/// How often the log is read while there is no stream.
const ASK_WITHOUT_STREAM: Duration = Duration::from_millis(250);
/// The spool's file in the data folder.
const SPOOL_FILE: &str = "spool.sqlite";
/// A spool without a write for so long is of another day: its names are erased before the hub is
/// even asked. Wall time, since no other runs while a machine is off; a machine without a clock
/// battery measures too little of it, never too much.
const LEFT_LYING: Duration = Duration::from_hours(12);

/// How a printer daemon is set up.
#[derive(Clone)]
pub struct Config {
    /// The hub's address, `http://127.0.0.1:8080`.
    pub hub: String,
    /// This printer's bearer token.
    pub token: Option<String>,
    /// The folder of the spool.
    pub data: PathBuf,
    /// The printer's name: "Printer 1".
    pub name: String,
    /// Its paper.
    pub paper: Paper,
    /// The folder that the virtual printer prints into.
    pub virtual_dir: PathBuf,
}

/// Why a daemon could not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The spool.
    #[error(transparent)]
    Spool(#[from] SpoolError),
    /// A font that every ticket needs.
    #[error(transparent)]
    Font(#[from] FontMissing),
    /// A folder or a thread.
    #[error("the printer cannot be set up: {0}")]
    System(#[from] std::io::Error),
}

impl fmt::Debug for Config {
    /// Without the token, which is a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("hub", &self.hub)
            .field("data", &self.data)
            .field("name", &self.name)
            .field("paper", &self.paper)
            .field("virtual_dir", &self.virtual_dir)
            .finish_non_exhaustive()
    }
}

/// Runs a virtual printer until `shutdown` is set. No error on the way ends it.
///
/// # Errors
/// [`ServeError`] when it cannot start.
pub fn serve(config: &Config, shutdown: &AtomicBool) -> Result<(), ServeError> {
    // A missing font is found now, not with the first ticket.
    fonts::database()?;
    folders::create(&config.data)?;
    let file = config.data.join(SPOOL_FILE);
    let lay = lay_for(&file);
    let spool = Spool::open(&file)?;
    let mut port = VirtualPort::open(&config.virtual_dir, config.paper)?;
    if lay >= LEFT_LYING {
        tracing::info!(hours = lay.as_secs() / 3_600, "the spool is of another day: names erased");
        port.erase_names()?;
        spool.erase_names()?;
    }
    let hub = Hub::new(&config.hub, config.token.as_deref());
    let cursor = spool.position()?.map(|position| position.cursor);
    let mut wakeup = Wakeup::subscribe(hub.client(), cursor)?;
    let mut daemon = Daemon::new(hub.clone(), spool, port, &config.name, config.paper);
    let name = config.name.clone();
    daemon.pulse().sign_while_beating(move || hub.send_sign_of_life(&name))?;
    let mut backoff = Backoff::default();
    let mut last_reason = None;
    tracing::info!(printer = config.name, paper = %config.paper, hub = config.hub, "printer is up");
    while !shutdown.load(Ordering::Relaxed) {
        let pause = match daemon.run_once(shutdown) {
            Ok(_) => {
                backoff.reset();
                last_reason = None;
                if wakeup.is_live() { ASK_WHILE_LIVE } else { ASK_WITHOUT_STREAM }
            }
            Err(error) => {
                let pause = match &error {
                    RoundError::Hub(error) => backoff.pause_after(error),
                    _ => backoff.next_pause(),
                };
                // A hub that is away for hours says so once.
                let reason = format!("{:#}", anyhow::Error::from(error));
                if last_reason.as_ref() == Some(&reason) {
                    tracing::debug!(error = reason, "will try again");
                } else {
                    tracing::warn!(error = reason, "will try again");
                    last_reason = Some(reason);
                }
                pause
            }
        };
        wakeup.wait(pause, shutdown);
    }
    tracing::info!(printer = config.name, "printer is down");
    Ok(())
}

/// Returns how long ago this spool was last written to, by the wall clock; zero if that is not
/// known.
fn lay_for(spool: &Path) -> Duration {
    // SQLite's write-ahead log lies beside the file, under its name with this at the end.
    let mut wal = spool.as_os_str().to_owned();
    wal.push("-wal");
    let written = [spool, Path::new(&wal)]
        .into_iter()
        .filter_map(|file| file.metadata().ok()?.modified().ok());
    let now = SystemTime::now();
    written.max().and_then(|at| now.duration_since(at).ok()).unwrap_or_default()
}
