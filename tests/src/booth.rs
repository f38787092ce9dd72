//! A booth of one's own: the hub as a process, on a free port of the loopback, with a data folder
//! that is new and goes with it.

use std::ffi::OsStr;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::client::Client;
use crate::leash::Leash;

/// How long the hub may take to answer after its start.
const READY_WITHIN: Duration = Duration::from_mins(1);
/// How long the hub may take to leave when it is asked to.
const GONE_WITHIN: Duration = Duration::from_secs(20);

/// Ports that a booth tries: one that was free a moment ago may have been given to a test beside.
const PORTS_MAX: u32 = 5;

/// The hub did not get its port.
#[derive(Debug, thiserror::Error)]
#[error("port {0} was taken before the hub had it")]
struct PortTaken(u16);

/// A running booth. Dropping it ends the hub and deletes its data; if the test is failing then,
/// what the hub said is printed first.
#[derive(Debug)]
pub struct Booth {
    hub: Option<Leash>,
    data: TempDir,
    port: u16,
    setup: Setup,
    pins: Pins,
}

/// How the hub is started, each time.
#[derive(Debug, Default)]
struct Setup {
    environment: Vec<(String, String)>,
    /// A program that starts it, with its arguments: `prlimit --nofile=256`.
    under: Vec<String>,
}

/// What the hub printed for people at its first start.
#[derive(Debug, Clone)]
struct Pins {
    crew: String,
    barista: String,
    board: String,
}

impl Booth {
    /// An open demo booth with nothing in it.
    ///
    /// # Errors
    /// When the hub is not built or does not come up; the error has what it said.
    pub fn start() -> Result<Self> {
        Self::start_with(&[])
    }

    /// The same, with these environment variables for the hub.
    ///
    /// # Errors
    /// As [`Booth::start`].
    pub fn start_with(environment: &[(&str, &str)]) -> Result<Self> {
        let environment =
            environment.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        Self::start_as(Setup { environment, ..Setup::default() })
    }

    /// The same, started by a program that gives it less than it has here: `prlimit --nofile=256`.
    ///
    /// # Errors
    /// As [`Booth::start`].
    pub fn start_under(program: &[&str]) -> Result<Self> {
        let under = program.iter().map(|word| (*word).to_owned()).collect();
        Self::start_as(Setup { under, ..Setup::default() })
    }

    fn start_as(setup: Setup) -> Result<Self> {
        let mut tries = 0;
        let (data, port, hub) = loop {
            let data = tempfile::Builder::new().prefix("crema-booth-").tempdir()?;
            let port = free_port()?;
            match launch(data.path(), port, &setup) {
                Err(error) if error.is::<PortTaken>() && tries < PORTS_MAX => tries += 1,
                launched => break (data, port, launched?),
            }
        };
        let pins = Pins {
            crew: announced(&hub, "crew PIN ")?,
            barista: announced(&hub, "barista PIN ")?,
            board: announced(&hub, "board ")?,
        };
        Ok(Self { hub: Some(hub), data, port, setup, pins })
    }

    /// The booth's address with this path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// The link that pairs the demo's board, good once.
    #[must_use]
    pub fn board_link(&self) -> &str {
        &self.pins.board
    }

    /// The PIN of the baristas.
    #[must_use]
    pub fn barista_pin(&self) -> &str {
        &self.pins.barista
    }

    /// The PIN of the crew.
    #[must_use]
    pub fn crew_pin(&self) -> &str {
        &self.pins.crew
    }

    /// A phone that was never here.
    #[must_use]
    pub fn customer(&self) -> Client {
        Client::new(&self.url(""))
    }

    /// A new session of a barista.
    ///
    /// # Errors
    /// When pairing is refused.
    pub fn barista(&self, name: &str) -> Result<Client> {
        self.customer().pair(&self.pins.barista, name).context("a barista cannot pair")
    }

    /// A new session of the crew.
    ///
    /// # Errors
    /// When pairing is refused.
    pub fn crew(&self) -> Result<Client> {
        self.customer().pair(&self.pins.crew, "Crew").context("the crew cannot pair")
    }

    /// The power goes out: the hub and all that it started get no chance to do anything more.
    pub fn kill(&mut self) {
        if let Some(hub) = self.hub.take() {
            hub.kill();
        }
    }

    /// The hub is asked to leave and does.
    ///
    /// # Errors
    /// When it stays.
    pub fn stop(&mut self) -> Result<()> {
        let Some(mut hub) = self.hub.take() else { return Ok(()) };
        hub.signal("TERM")?;
        hub.wait_for_end(GONE_WITHIN).context("the hub did not leave when asked to")
    }

    /// The hub stands still: what reaches it waits, and nothing is answered or told.
    ///
    /// # Errors
    /// When it does not run.
    pub fn freeze(&mut self) -> Result<()> {
        self.hub.as_mut().context("the hub does not run")?.signal("STOP")
    }

    /// The hub goes on where it stood still.
    ///
    /// # Errors
    /// When it does not run.
    pub fn thaw(&mut self) -> Result<()> {
        self.hub.as_mut().context("the hub does not run")?.signal("CONT")
    }

    /// The power comes back: the same data, the same address.
    ///
    /// # Errors
    /// When the hub does not come up.
    pub fn restart(&mut self) -> Result<()> {
        self.kill();
        // Somebody's short errand may have taken the port meanwhile; it comes free again.
        let deadline = Instant::now() + READY_WITHIN;
        self.hub = Some(loop {
            match launch(self.data.path(), self.port, &self.setup) {
                Err(error) if error.is::<PortTaken>() && Instant::now() < deadline => {
                    std::thread::sleep(Duration::from_millis(200));
                }
                launched => break launched?,
            }
        });
        Ok(())
    }

    /// Moves booth time on while the hub is off, so that no test waits for minutes; pages find the
    /// hub again as after a power cut.
    ///
    /// # Errors
    /// When the hub does not leave or come up, or its database cannot be written.
    pub fn let_time_pass(&mut self, time: Duration) -> Result<()> {
        self.stop()?;
        let database = Connection::open(self.data.path().join("booth.db"))?;
        let ms = u64::try_from(time.as_millis())?;
        database.execute("UPDATE booth SET booth_ms = booth_ms + ?1", [ms])?;
        drop(database);
        self.restart()
    }

    /// What the hub has said since it was last started.
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        self.hub.as_ref().map(Leash::lines).unwrap_or_default()
    }
}

impl Drop for Booth {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the hub said:\n{}", self.said().join("\n"));
        }
    }
}

fn launch(data: &Path, port: u16, setup: &Setup) -> Result<Leash> {
    let program = program("crema")?;
    let port_word = port.to_string();
    let mut words: Vec<_> = setup.under.iter().map(OsStr::new).collect();
    words.extend([
        program.as_os_str(),
        OsStr::new("serve"),
        OsStr::new("--demo"),
        OsStr::new("--data"),
        data.as_os_str(),
        OsStr::new("--port"),
        OsStr::new(&port_word),
    ]);
    let (first, arguments) = words.split_first().context("a program")?;
    let mut environment = setup.environment.clone();
    environment.push(("CREMA_LISTEN".to_owned(), "127.0.0.1".to_owned()));
    let hub = Leash::start(Path::new(first), arguments, &environment)?;

    let client = Client::new(&format!("http://127.0.0.1:{port}"));
    let deadline = Instant::now() + READY_WITHIN;
    // Its own word, too: whoever took its port may be a hub that answers.
    while !says_where(&hub) || client.health().is_err() {
        if hub.has_ended() {
            if hub.lines().iter().any(|line| line.contains("is taken")) {
                return Err(PortTaken(port).into());
            }
            bail!("the hub ended at its start; it said:\n{}", hub.lines().join("\n"));
        }
        if Instant::now() > deadline {
            bail!("no answer in {READY_WITHIN:?}; the hub said:\n{}", hub.lines().join("\n"));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(hub)
}

/// Whether the hub has its port and said so.
fn says_where(hub: &Leash) -> bool {
    hub.lines().iter().any(|line| line.starts_with("order http"))
}

/// What follows `words` on a line of its own.
fn announced(hub: &Leash, words: &str) -> Result<String> {
    hub.wait_for_line(READY_WITHIN, |line| {
        line.trim().strip_prefix(words).map(|rest| rest.trim().to_owned())
    })
    .with_context(|| format!("the hub never printed `{words}…`"))
}

/// A program of this workspace, from the folder that this test or benchmark was built into.
///
/// # Errors
/// When it has not been built: cargo does not build another package's programs for a test.
pub fn program(name: &str) -> Result<PathBuf> {
    let path = programs_folder()?.join(name);
    if !path.exists() {
        bail!("{} is not built; run `cargo build --workspace --bins` first", path.display());
    }
    Ok(path)
}

/// Where cargo puts this build's programs.
///
/// # Errors
/// When the running program has no path.
pub fn programs_folder() -> Result<PathBuf> {
    let mut folder = std::env::current_exe()?;
    folder.pop();
    // Tests lie one folder deeper than programs.
    if folder.ends_with("deps") {
        folder.pop();
    }
    Ok(folder)
}

/// A port that is free now, and may be another's a moment later. It stays with the booth over
/// restarts, so that pages find it again.
///
/// # Errors
/// When there is none.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
