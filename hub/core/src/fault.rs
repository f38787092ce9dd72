//! Why something in a cascade did not happen.

use std::error::Error;

use crema_api::ids::Seq;
use crema_api::problem::{Refusal, RefusalKind};

use crate::storage::{StorageError, WithCauses};

/// Why a command, a delivery or a timer did not go through.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The rules say no: nothing changes, and the caller learns why.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The disk failed: the whole batch is undone.
    #[error(transparent)]
    Storage(StorageError),
    /// A fault in a service: its delivery becomes a dead letter.
    #[error(transparent)]
    Defect(#[from] Defect),
}

/// What is broken in this program, or in what it has written.
#[derive(Debug, thiserror::Error)]
pub enum Defect {
    /// A service's own: its error says which.
    #[error(transparent)]
    Service(Box<dyn Error + Send + Sync>),
    /// A refusal where there is nobody to be refused: in a delivery or a timer.
    #[error(transparent)]
    Refused(Refusal),
    /// A statement that the database does not run.
    #[error(transparent)]
    Statement(StorageError),
    /// JSON of our own that cannot be written or read.
    #[error("JSON")]
    Json(#[from] serde_json::Error),
    /// A panic, with its words.
    #[error("panic: {0}")]
    Panic(String),
    /// A cascade that does not end.
    #[error("a cascade of more than {0} events")]
    CascadeTooLong(usize),
    /// A dead letter whose event is not in the log.
    #[error("event {0} is not in the log")]
    NoEvent(Seq),
    /// An event that no version of ours has written.
    #[error("event {seq}")]
    UnreadableEvent {
        /// Its place.
        seq: Seq,
        /// What is wrong with it.
        source: Box<dyn Error + Send + Sync>,
    },
    /// An event whose row is damaged.
    #[error("event {seq}: its row is damaged")]
    DamagedEvent {
        /// Its place.
        seq: Seq,
    },
    /// The booth's own key cannot sign.
    #[error("the booth's key")]
    BoothKey(#[source] hmac::digest::InvalidLength),
    /// A command that no service takes.
    #[error("no service takes this command")]
    NoServiceTakes,
    /// A timer whose service is not in the booth's list.
    #[error("no service of this name is here")]
    NoSuchService,
    /// A timer of a service that sets none.
    #[error("{handler} sets no timers, but {kind:?} is due")]
    NoTimers {
        /// The service.
        handler: &'static str,
        /// What the timer is for.
        kind: String,
    },
}

impl Fault {
    /// A refusal, in one word.
    pub fn refuse(kind: RefusalKind, detail: impl Into<String>) -> Self {
        Self::Refused(Refusal::new(kind, detail))
    }

    /// A fault of a service: an error of its own.
    pub fn broken(defect: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Defect(Defect::Service(defect.into()))
    }

    /// The defect that it is where nobody can be refused; a failing disk goes up.
    pub(crate) fn settle(self) -> Result<Defect, StorageError> {
        match self {
            Self::Storage(error) => Err(error),
            Self::Refused(refusal) => Ok(Defect::Refused(refusal)),
            Self::Defect(defect) => Ok(defect),
        }
    }
}

impl Defect {
    /// What a panic said.
    pub(crate) fn of_panic(panic: &(dyn std::any::Any + Send)) -> Self {
        let words = panic
            .downcast_ref::<&str>()
            .map(|words| (*words).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned());
        Self::Panic(words.unwrap_or_else(|| "without words".to_owned()))
    }

    /// What it is and what caused it, in a line.
    pub(crate) fn reason(&self) -> String {
        WithCauses(self).to_string()
    }
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        if error.is_io() { Self::Storage(error) } else { Self::Defect(Defect::Statement(error)) }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::Defect(Defect::Json(error))
    }
}
