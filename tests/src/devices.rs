//! A printer or a board beside the booth: a program of its own, paired by the crew, that is started,
//! killed and frozen alone.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use crema_api::SessionId;
use crema_api::answers::SessionView;
use crema_api::commands::Role;
use serde_json::json;
use tempfile::TempDir;

use crate::booth::{Booth, program};
use crate::client::Client;
use crate::leash::Leash;
use crate::stage::Stage;

/// A device. Dropped, it ends, and its files go.
#[derive(Debug)]
pub struct Device {
    program: PathBuf,
    arguments: Vec<OsString>,
    environment: Vec<(String, String)>,
    leash: Option<Leash>,
    session: SessionId,
    folder: TempDir,
}

/// Pairs a board or a device as the crew does, with a link.
///
/// # Errors
/// When the booth refuses.
pub fn pair(booth: &Booth, crew: &Client, role: Role, name: &str) -> Result<SessionView> {
    let link = crew.make_pairing_link(role, name)?;
    let secret = link.path.rsplit('/').next().context("a pairing link without its secret")?;
    Ok(booth.customer().post("/api/v1/sessions/pair", json!({ "secret": secret }))?)
}

impl Device {
    /// A printer that prints into a folder.
    ///
    /// # Errors
    /// When it cannot be paired, or is not built.
    pub fn printer(stage: &Stage, name: &str) -> Result<Self> {
        let mut printer = Self::new("crema-printer", stage, Role::Device, name)?;
        let (spool, paper) = (printer.spool(), printer.folder.path().join("paper"));
        printer.argument("--name", name);
        printer.argument("--data", spool);
        printer.argument("--virtual", paper);
        Ok(printer)
    }

    /// A board that draws into a file.
    ///
    /// # Errors
    /// When it cannot be paired, or is not built.
    pub fn board(stage: &Stage, name: &str) -> Result<Self> {
        let mut board = Self::new("crema-display", stage, Role::Board, name)?;
        let picture = board.folder.path().join("board.png");
        board.argument("--out", picture);
        board.argument("--size", "640x360");
        Ok(board)
    }

    fn new(program_name: &str, stage: &Stage, role: Role, paired_as: &str) -> Result<Self> {
        let session = pair(&stage.booth, &stage.crew, role, paired_as)?;
        let token = session.token.context("a new session without its token")?;
        let variable = if role == Role::Board { "CREMA_BOARD_TOKEN" } else { "CREMA_TOKEN" };
        let mut device = Self {
            program: program(program_name)?,
            arguments: vec![OsString::from("serve")],
            environment: vec![(variable.to_owned(), token)],
            leash: None,
            session: session.session_id,
            folder: tempfile::Builder::new().prefix("crema-device-").tempdir()?,
        };
        device.argument("--hub", stage.booth.url(""));
        Ok(device)
    }

    fn argument(&mut self, name: &str, value: impl AsRef<OsStr>) {
        self.arguments.extend([OsString::from(name), value.as_ref().to_owned()]);
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
        let arguments: Vec<&OsStr> = self.arguments.iter().map(OsString::as_os_str).collect();
        self.leash = Some(Leash::start(&self.program, &arguments, &self.environment)?);
        Ok(())
    }

    /// SIGKILL: nothing is finished, nothing is closed.
    pub fn kill(&mut self) {
        if let Some(leash) = self.leash.take() {
            leash.kill();
        }
    }

    /// It no longer does anything, and its connections stay open.
    ///
    /// # Errors
    /// When it does not run.
    pub fn freeze(&mut self) -> Result<()> {
        self.leash.as_mut().context("it does not run")?.signal("STOP")
    }

    /// It goes on where it was frozen.
    ///
    /// # Errors
    /// When it does not run.
    pub fn thaw(&mut self) -> Result<()> {
        self.leash.as_mut().context("it does not run")?.signal("CONT")
    }
}
