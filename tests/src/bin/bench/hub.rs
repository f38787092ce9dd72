//! A hub as a process: started on a data folder as a booth's unit starts it (no demo, whose virtual
//! printer would draw every ticket in the same process), paired with, and looked at from outside.

use std::ffi::OsStr;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use crema_api::answers::{LiveCode, SessionView};
use crema_api::commands::{Role, SetStore, StartOccasion};
use crema_api::ids::{BoothMs, UserId};
use crema_api::store::StoreState;
use crema_core::{Purpose, Reader, Signer};
use crema_tests::Client;
use crema_tests::booth::{free_port, program};
use crema_tests::leash::Leash;
use serde_json::json;
use uuid::Uuid;

use crate::life::{Guests, wide_open};
use crate::machine::field;

/// How long the hub may take until it answers, and a code until it is there.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often one looks meanwhile.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// A running hub, paired with as crew and as whoever presses the cards. Dropping it ends it.
#[derive(Debug)]
pub struct Hub {
    _leash: Leash,
    address: SocketAddr,
    data: PathBuf,
    crew: Client,
    crew_token: String,
    barista_token: String,
    signer: Signer,
}

impl Hub {
    /// Starts one on this folder, which may be empty or hold a booth.
    pub fn start(data: &Path) -> Result<Self> {
        let port = free_port()?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let port = port.to_string();
        let arguments = ["serve", "--data"].map(OsStr::new).into_iter().chain([data.as_os_str()]);
        let arguments: Vec<_> = arguments.chain(["--port", &port].map(OsStr::new)).collect();
        let listen = ("CREMA_LISTEN".to_owned(), address.ip().to_string());
        let leash = Leash::start(&program("crema")?, &arguments, &[listen])?;
        let anyone = Client::new(&format!("http://{address}"));
        wait("an answer of the hub", || anyone.health().ok())
            .with_context(|| format!("the hub said:\n{}", leash.lines().join("\n")))?;

        let reader = Reader::open(&data.join("booth.db"))?;
        let (pins, signer) = reader
            .snapshot(BoothMs(0), |snapshot| Ok((snapshot.pins()?, snapshot.booth_signer()?)))?;
        let pair = |role: Role| -> Result<String> {
            let pin =
                pins.pins.iter().find(|pin| pin.role == role).context("a role without PIN")?;
            let body = json!({ "pin": pin.pin, "name": "Mia" });
            let session: SessionView = anyone.post("/api/v1/sessions", body)?;
            session.token.context("a session without its token")
        };
        // Whoever presses the cards is of the crew too: a new occasion, which brings each round its
        // code, ends the sessions of baristas.
        let (crew_token, barista_token) = (pair(Role::Crew)?, pair(Role::Crew)?);
        let crew = Client::with_token(anyone.base(), &crew_token);
        let signer = signer.context("the booth has no key")?;
        let data = data.to_owned();
        Ok(Self { _leash: leash, address, data, crew, crew_token, barista_token, signer })
    }

    /// Opens the store, with the largest limits.
    pub fn open_wide(&self) -> Result<()> {
        let (state, settings) = (Some(StoreState::Open), Some(wide_open().into()));
        self.crew.set_store(&SetStore { state, settings, ..SetStore::default() })?;
        Ok(())
    }

    /// A code with all its drinks. A code has 500 at the most and stays for half a minute at
    /// least; a new occasion, once its store is opened, brings a new one at once.
    pub fn fresh_code(&self, occasion: &str) -> Result<String> {
        let name = occasion.to_owned();
        self.crew.start_occasion(&StartOccasion { name, start: None, end: None, menu: None })?;
        self.open_wide()?;
        let whole = |code: &LiveCode| code.drinks_left == wide_open().drinks_per_code;
        let code = wait("a new code", || self.crew.code().ok()?.code.filter(whole))?;
        Ok(code.code)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The token of whoever presses the cards.
    #[must_use]
    pub fn barista(&self) -> &str {
        &self.barista_token
    }

    /// The crew's token.
    #[must_use]
    pub fn crew(&self) -> &str {
        &self.crew_token
    }

    /// The cookie of a phone that was here before.
    #[must_use]
    pub fn phone(&self, guests: &mut Guests) -> String {
        let user = UserId(Uuid::from_bytes(guests.random()));
        format!("crema_customer={}", self.signer.sign(Purpose::Customer, user.0))
    }

    /// Its resident memory, MiB (`VmRSS` of proc(5)).
    pub fn resident_mib(&self) -> Result<f64> {
        let status = fs::read_to_string(self.process()?.join("status"))?;
        let kib = field(&status, "VmRSS:").and_then(|value| value.split(' ').next());
        let kib: f64 = kib.context("the system does not tell a process's memory")?.parse()?;
        Ok(kib / 1_024.0)
    }

    /// The folder of its process: between it and us stands the shell that holds its leash.
    fn process(&self) -> Result<PathBuf> {
        let data = self.data.to_string_lossy().into_owned();
        for entry in fs::read_dir("/proc")? {
            let process = entry?.path();
            // Processes end while one looks.
            let name = fs::read_to_string(process.join("comm")).unwrap_or_default();
            let arguments = fs::read(process.join("cmdline")).unwrap_or_default();
            if name.trim_end() == "crema"
                && arguments.split(|byte| *byte == 0).any(|word| word == data.as_bytes())
            {
                return Ok(process);
            }
        }
        bail!("the hub has no process")
    }
}

/// Looks until there is something.
fn wait<T>(what: &str, look: impl Fn() -> Option<T>) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return Ok(found);
        }
        if Instant::now() > deadline {
            bail!("no sign of {what} within {PATIENCE:?}");
        }
        std::thread::sleep(LOOK_EVERY);
    }
}
