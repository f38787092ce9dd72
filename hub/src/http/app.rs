//! The state that every handler receives: the ways to write and to read, the streams, the clock,
//! the limits on callers, the presence of sessions, and the watch over devices. One value, shared.

use std::sync::Arc;

use crema_api::commands::{Caller, Command, Outcome};
use crema_api::problem::Refusal;
use crema_core::reads::Snapshot;
use crema_core::storage::StorageError;
use crema_core::{IdempotencyKey, Signer};

use crate::broadcast::Broadcaster;
use crate::card::Card;
use crate::clock::Clock;
use crate::http::middleware::client_limits::Limits;
use crate::http::middleware::presence::Presence;
use crate::http::watch::Watch;
use crate::readers::Readers;
use crate::unreadable::Unreadable;
use crate::writer::Writer;

/// The shell's parts. Clones share them.
#[derive(Debug, Clone)]
pub struct App {
    parts: Arc<Parts>,
}

/// The parts, as the start puts them together.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Parts {
    pub writer: Writer,
    pub readers: Readers,
    pub broadcaster: Broadcaster,
    pub clock: Clock,
    /// Signs sessions and customers' cookies; made with the booth, it never changes.
    pub signer: Signer,
    pub limits: Limits,
    pub presence: Presence,
    pub watch: Arc<Watch>,
    pub unreadable: Arc<Unreadable>,
    pub card: Card,
}

impl App {
    /// An app of these parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self { parts: Arc::new(parts) }
    }

    /// Runs a command in the core.
    ///
    /// # Errors
    /// When the core refuses the command, or cannot take it, and when the card is not to be written
    /// to.
    pub async fn execute(
        &self,
        caller: Caller,
        key: IdempotencyKey,
        command: Command,
    ) -> Result<Outcome, Refusal> {
        self.parts.card.may_write(caller, &command)?;
        self.parts.writer.execute(caller, key, command).await
    }

    /// Reads in one snapshot.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Snapshot<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.parts.readers.read(self.parts.clock.booth_ms(), read).await
    }

    /// Reads a part of the log in one snapshot, one caller at a time.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn read_log<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Snapshot<'_>) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.parts.readers.read_log(self.parts.clock.booth_ms(), read).await
    }

    /// Returns the broadcaster of live streams.
    #[must_use]
    pub fn broadcaster(&self) -> &Broadcaster {
        &self.parts.broadcaster
    }

    /// Returns the clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.parts.clock
    }

    /// Returns the signer of sessions and customers.
    #[must_use]
    pub fn signer(&self) -> &Signer {
        &self.parts.signer
    }

    /// Returns the limits on callers.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.parts.limits
    }

    /// Returns which sessions were active lately.
    #[must_use]
    pub fn presence(&self) -> &Presence {
        &self.parts.presence
    }

    /// Returns the watch over printers and boards.
    #[must_use]
    pub fn watch(&self) -> &Watch {
        &self.parts.watch
    }

    /// Returns the state of the card.
    #[must_use]
    pub fn card(&self) -> &Card {
        &self.parts.card
    }

    /// Returns the events that could not be read.
    #[must_use]
    pub fn unreadable(&self) -> &Arc<Unreadable> {
        &self.parts.unreadable
    }
}
