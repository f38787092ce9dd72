//! A program of this workspace beside a test, running or not: it is started, killed and frozen alone,
//! and what it said last is kept.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::booth::program;
use crate::leash::Leash;

/// Lines that are kept of what it said, for a test that fails.
const LINES_SHOWN: usize = 60;

/// A program and how it is started, each time. Dropped, it ends.
#[derive(Debug)]
pub struct Machine {
    program: PathBuf,
    arguments: Vec<OsString>,
    environment: Vec<(String, String)>,
    leash: Option<Leash>,
    last_words: Vec<String>,
}

impl Machine {
    /// The program of this name, with these arguments. It is not started yet.
    ///
    /// # Errors
    /// When it is not built.
    pub fn of(name: &str, arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            program: program(name)?,
            arguments: arguments.iter().map(OsString::from).collect(),
            // What it said is read in a test's output.
            environment: vec![("NO_COLOR".to_owned(), "1".to_owned())],
            leash: None,
            last_words: Vec::new(),
        })
    }

    /// Adds an argument with its value.
    pub fn argument(&mut self, name: &str, value: impl AsRef<OsStr>) {
        self.arguments.extend([OsString::from(name), value.as_ref().to_owned()]);
    }

    /// Adds an environment variable.
    pub fn variable(&mut self, name: &str, value: String) {
        self.environment.push((name.to_owned(), value));
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
            self.last_words = leash.lines();
            leash.kill();
        }
    }

    /// Whether it was started and has ended by itself.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.leash.as_ref().is_some_and(Leash::has_ended)
    }

    /// It is asked to leave, and does.
    ///
    /// # Errors
    /// When it does not run, or stays.
    pub fn stop(&mut self, patience: Duration) -> Result<()> {
        let mut leash = self.leash.take().context("it does not run")?;
        leash.signal("TERM")?;
        let ended = leash.wait_for_end(patience);
        self.last_words = leash.lines();
        ended
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

    /// What it said last, also before it was killed.
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        let mut said = self.last_words.clone();
        said.push("— killed —".to_owned());
        said.extend(self.leash.iter().flat_map(Leash::lines));
        said.split_off(said.len().saturating_sub(LINES_SHOWN))
    }
}
