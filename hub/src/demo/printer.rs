//! The demo's printer: `crema-printer` as a process beside the hub, as on the image, printing to
//! pictures in the data folder. Where that program was not built, its library runs in a thread.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crema_printer::{Config, Paper};

/// The printer's name on the crew's page.
pub const NAME: &str = "Printer 1";
/// How often to check whether the process still runs.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// A process that ended is started again after this long, so that one that cannot start does not
/// keep the machine busy.
const START_AGAIN: Duration = Duration::from_secs(2);

/// The demo's printer; it ends with [`Self::stop`].
#[derive(Debug)]
pub struct Printer {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Printer {
    /// Starts it: for the hub at `hub`, with a device's token, and its files under `data`.
    ///
    /// # Errors
    /// When the system cannot start another thread.
    pub fn start(hub: &str, token: String, data: &Path) -> io::Result<Self> {
        let config = Config {
            hub: hub.to_owned(),
            token: Some(token),
            data: data.join("printer"),
            name: NAME.to_owned(),
            paper: Paper::Paper80,
            virtual_dir: data.join("paper"),
        };
        let stop = Arc::new(AtomicBool::new(false));
        let asked = stop.clone();
        let thread =
            std::thread::Builder::new().name("crema-demo-printer".to_owned()).spawn(move || {
                match find_program() {
                    Some(program) => keep_running(&program, &config, &asked),
                    None => {
                        if let Err(error) = crema_printer::serve(&config, &asked) {
                            tracing::error!(%error, "the demo's printer could not start");
                        }
                    }
                }
            })?;
        Ok(Self { stop, thread })
    }

    /// Ends it and waits until it has ended.
    pub fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
        if self.thread.join().is_err() {
            tracing::warn!("the demo's printer panicked");
        }
    }
}

/// The program beside this one.
fn find_program() -> Option<PathBuf> {
    let beside = std::env::current_exe().ok()?.with_file_name("crema-printer");
    beside.is_file().then_some(beside)
}

fn keep_running(program: &Path, config: &Config, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        match spawn_printer(program, config) {
            Ok(mut child) => watch_process(&mut child, stop),
            Err(error) => tracing::error!(%error, "the demo's printer could not be started"),
        }
        let again = Instant::now() + START_AGAIN;
        while !stop.load(Ordering::Relaxed) && Instant::now() < again {
            std::thread::sleep(LOOK_EVERY);
        }
    }
}

fn spawn_printer(program: &Path, config: &Config) -> io::Result<Child> {
    Command::new(program)
        .arg("serve")
        .args(["--hub", &config.hub, "--name", &config.name])
        .arg("--data")
        .arg(&config.data)
        .arg("--virtual")
        .arg(&config.virtual_dir)
        // By the environment: other users of the machine can read arguments.
        .env("CREMA_TOKEN", config.token.as_deref().unwrap_or_default())
        .env("RUST_LOG", "warn,usvg=error")
        // The pipe's other end is this process's: whatever ends the hub, the printer that it
        // started ends too and lets go of its spool for the next one.
        .arg("--until-stdin-closes")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
}

/// Returns when the process has ended: by itself, or because it was to stop.
fn watch_process(child: &mut Child, stop: &AtomicBool) {
    loop {
        match child.try_wait() {
            Ok(None) if stop.load(Ordering::Relaxed) => {
                // Its spool is made for sudden ends.
                let ended = child.kill().and_then(|()| child.wait());
                if let Err(error) = ended {
                    tracing::warn!(%error, "the demo's printer could not be ended");
                }
                return;
            }
            Ok(None) => std::thread::sleep(LOOK_EVERY),
            Ok(Some(status)) => {
                tracing::warn!(%status, "the demo's printer has ended; it is started again");
                return;
            }
            Err(error) => {
                tracing::warn!(%error, "the demo's printer cannot be watched");
                return;
            }
        }
    }
}
