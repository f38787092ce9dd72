//! The two programs that are killed: the hub as it runs on an appliance, and a printer daemon
//! beside it, each a process of its own that can be killed and started again alone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use crema_api::commands::{Role, SetStore, StartOccasion};
use crema_api::settings::Settings;
use crema_api::store::StoreState;
use crema_tests::devices::pair;
use crema_tests::machine::Machine;
use crema_tests::{Booth, Client};
use tempfile::TempDir;

use crate::point::Victim;

/// Hub and printer. Dropped, they end, and their folders go.
#[derive(Debug)]
pub struct Machines {
    hub: Mutex<Machine>,
    printer: Mutex<Machine>,
    paper: PathBuf,
    _printer_folder: TempDir,
    /// Its hub has left; the data folder is still its own.
    booth: Booth,
}

/// Who works at the booth.
#[derive(Debug)]
pub struct Staff {
    pub crew: Client,
    pub barista: Client,
}

impl Machines {
    /// A fresh booth with its staff. A demo sets it up, since a demo tells its PINs; then the hub
    /// goes on without, so that nothing prints but the printer that is killed here.
    pub fn set_up() -> Result<(Self, Staff)> {
        let mut booth = Booth::start()?;
        let crew = booth.crew()?;
        begin_occasion(&crew)?;
        // Only now: with the last occasion its baristas' sessions may have ended.
        let pins = crew.pins()?.pins;
        let pin = pins.iter().find(|pin| pin.role == Role::Barista).context("no barista PIN")?;
        let barista = booth.customer().pair(&pin.pin, "Mia")?;
        let staff = Staff { crew, barista };
        let paired = pair(&staff.crew, Role::Device, "Printer at the bar")?;
        let token = paired.token.context("a new session without its token")?;
        booth.stop()?;

        let folder = tempfile::Builder::new().prefix("crema-printer-").tempdir()?;
        let paper = folder.path().join("paper");
        let mut hub = hub(&booth)?;
        let mut printer = printer(&booth, folder.path(), &paper, token)?;
        hub.start()?;
        printer.start()?;
        let (hub, printer) = (Mutex::new(hub), Mutex::new(printer));
        Ok((Self { hub, printer, paper, _printer_folder: folder, booth }, staff))
    }

    /// A phone that was never here.
    pub fn customer(&self) -> Client {
        self.booth.customer()
    }

    /// SIGKILL: nothing is finished, nothing is closed.
    pub fn kill(&self, victim: Victim) {
        self.with(victim, Machine::kill);
    }

    /// Starts it again, with the same data. It is not waited for.
    pub fn start(&self, victim: Victim) -> Result<()> {
        self.with(victim, Machine::start)
    }

    /// Names of the files in the tray.
    pub fn tray(&self) -> Result<BTreeSet<String>> {
        let mut names = BTreeSet::new();
        // Before the printer's first start there is no tray.
        let Ok(files) = std::fs::read_dir(&self.paper) else { return Ok(names) };
        for file in files {
            names.insert(file?.file_name().to_string_lossy().into_owned());
        }
        Ok(names)
    }

    /// What both have said last, also before they were killed.
    pub fn said(&self) -> String {
        let of = |victim| self.with(victim, |machine| machine.said().join("\n"));
        format!("the hub said:\n{}\nthe printer said:\n{}", of(Victim::Hub), of(Victim::Printer))
    }

    fn with<T>(&self, victim: Victim, act: impl FnOnce(&mut Machine) -> T) -> T {
        let machine = match victim {
            Victim::Hub => &self.hub,
            Victim::Printer => &self.printer,
        };
        act(&mut machine.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Codes that turn often, so that kills meet turning codes, and with drinks for all who come. A
/// code keeps the limits that it began with, so a new occasion begins, and with it a new code.
fn begin_occasion(crew: &Client) -> Result<()> {
    let settings = Settings {
        drinks_per_code: 500,
        code_window_s: 30,
        barista_wait_s: 7_200,
        ..crew.store()?.settings
    };
    crew.set_store(&SetStore { settings: Some(settings.into()), ..SetStore::default() })?;
    let name = "A booth without luck".to_owned();
    crew.start_occasion(&StartOccasion { name, start: None, end: None, menu: None })?;
    crew.set_store_state(StoreState::Open)?;
    Ok(())
}

fn hub(booth: &Booth) -> Result<Machine> {
    let base = booth.url("");
    let port = base.rsplit(':').next().context("an address without a port")?;
    let mut hub = Machine::of("crema", &["serve", "--listen", "127.0.0.1", "--port", port])?;
    hub.argument("--data", booth.data());
    Ok(hub)
}

fn printer(booth: &Booth, folder: &Path, paper: &Path, token: String) -> Result<Machine> {
    let base = booth.url("");
    let arguments = ["serve", "--hub", &base, "--name", "Printer at the bar", "--paper", "58"];
    let mut printer = Machine::of("crema-printer", &arguments)?;
    printer.argument("--data", folder.join("spool"));
    printer.argument("--virtual", paper);
    printer.variable("CREMA_TOKEN", token);
    Ok(printer)
}
