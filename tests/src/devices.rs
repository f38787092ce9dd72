//! A printer or a board beside the booth: a program of its own, paired by the crew, that is started,
//! killed and frozen alone.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use crema_api::SessionId;
use crema_api::answers::SessionView;
use crema_api::commands::Role;
use serde_json::json;
use tempfile::TempDir;

use crate::client::Client;
use crate::machine::Machine;
use crate::stage::Stage;

/// A device. Dropped, it ends, and its files go.
#[derive(Debug)]
pub struct Device {
    machine: Machine,
    session: SessionId,
    folder: TempDir,
}

/// Pairs a board or a device as the crew does, with a link.
///
/// # Errors
/// When the booth refuses.
pub fn pair(crew: &Client, role: Role, name: &str) -> Result<SessionView> {
    let link = crew.make_pairing_link(role, name)?;
    let secret = link.path.rsplit('/').next().context("a pairing link without its secret")?;
    Ok(Client::new(crew.base()).post("/api/v1/sessions/pair", json!({ "secret": secret }))?)
}

impl Device {
    /// A printer that prints into a folder.
    ///
    /// # Errors
    /// When it cannot be paired, or is not built.
    pub fn printer(stage: &Stage, name: &str) -> Result<Self> {
        let mut printer = Self::new("crema-printer", stage, Role::Device, name)?;
        let (spool, paper) = (printer.spool(), printer.folder.path().join("paper"));
        printer.machine.argument("--name", name);
        printer.machine.argument("--data", spool);
        printer.machine.argument("--virtual", paper);
        Ok(printer)
    }

    /// A board that draws into a file.
    ///
    /// # Errors
    /// When it cannot be paired, or is not built.
    pub fn board(stage: &Stage, name: &str) -> Result<Self> {
        let mut board = Self::new("crema-display", stage, Role::Board, name)?;
        let picture = board.folder.path().join("board.png");
        board.machine.argument("--out", picture);
        board.machine.argument("--size", "640x360");
        Ok(board)
    }

    fn new(program_name: &str, stage: &Stage, role: Role, paired_as: &str) -> Result<Self> {
        let session = pair(&stage.crew, role, paired_as)?;
        let token = session.token.context("a new session without its token")?;
        let variable = if role == Role::Board { "CREMA_BOARD_TOKEN" } else { "CREMA_TOKEN" };
        let mut machine = Machine::of(program_name, &["serve", "--hub", &stage.booth.url("")])?;
        machine.variable(variable, token);
        let folder = tempfile::Builder::new().prefix("crema-device-").tempdir()?;
        Ok(Self { machine, session: session.session_id, folder })
    }

    /// Its pairing.
    #[must_use]
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// Where a printer has its spool.
    #[must_use]
    pub fn spool(&self) -> PathBuf {
        self.folder.path().join("spool")
    }

    /// The files that are its own.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Starts it. It is not waited for.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(&mut self) -> Result<()> {
        self.machine.start()
    }

    /// SIGKILL: nothing is finished, nothing is closed.
    pub fn kill(&mut self) {
        self.machine.kill();
    }

    /// It no longer does anything, and its connections stay open.
    ///
    /// # Errors
    /// When it does not run.
    pub fn freeze(&mut self) -> Result<()> {
        self.machine.freeze()
    }

    /// It goes on where it was frozen.
    ///
    /// # Errors
    /// When it does not run.
    pub fn thaw(&mut self) -> Result<()> {
        self.machine.thaw()
    }
}
