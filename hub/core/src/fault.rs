//! Why a command, a delivery or a timer failed: refused, the disk failed, or a defect of ours.

use std::error::Error;

use crema_api::ids::Seq;
use crema_api::problem::{Refusal, RefusalKind};

use crate::storage::{StorageError, WithCauses};

/// Why a command, a delivery or a timer failed.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The rules say no: nothing changes, and the caller learns why.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The disk failed: the whole batch is undone.
    #[error(transparent)]
    Storage(StorageError),
    /// A defect of this program: the delivery becomes a dead letter.
    #[error(transparent)]
    Defect(#[from] Defect),
}

/// A defect of this program, or of data that it has written.
#[derive(Debug, thiserror::Error)]
pub enum Defect {
    /// A defect of one service: its error says which.
    #[error(transparent)]
    Service(Box<dyn Error + Send + Sync>),
    /// A refusal in a delivery or a timer, where no caller is there to receive one.
    #[error(transparent)]
    Refused(Refusal),
    /// A statement that the database refuses.
    #[error(transparent)]
    Statement(StorageError),
    /// JSON of our own that cannot be written or read.
    #[error("JSON")]
    Json(#[from] serde_json::Error),
    /// A panic, with its message.
    #[error("panic: {0}")]
    Panic(String),
    /// A panic where an event was applied to the state that it is about.
    #[error("{event} could not be applied: {panic}")]
    NotApplied {
        /// The event's name.
        event: String,
        /// The panic's message.
        panic: String,
    },
    /// An event that was to begin a state, and begins none.
    #[error("nothing begins with {0}")]
    BeginsNothing(String),
    /// A cascade that does not end.
    #[error("a cascade of more than {0} events")]
    CascadeTooLong(usize),
    /// A dead letter whose event is not in the log.
    #[error("event {0} is not in the log")]
    NoEvent(Seq),
    /// An event that no version of ours has written.
    #[error("event {seq}")]
    UnreadableEvent {
        /// Its place in the log.
        seq: Seq,
        /// The reason.
        source: Box<dyn Error + Send + Sync>,
    },
    /// An event whose row is damaged.
    #[error("event {seq}: its row is damaged")]
    DamagedEvent {
        /// Its place in the log.
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
    /// A timer of a service that sets no timers.
    #[error("{handler} sets no timers, but {kind:?} is due")]
    NoTimers {
        /// The service.
        handler: &'static str,
        /// What the timer is for.
        kind: String,
    },
}

impl Fault {
    /// A refusal, with its kind and a sentence for people.
    pub fn refuse(kind: RefusalKind, detail: impl Into<String>) -> Self {
        Self::Refused(Refusal::new(kind, detail))
    }

    /// A defect of one service, as an error of its own type.
    pub fn broken(defect: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Defect(Defect::Service(defect.into()))
    }

    /// Turns this into a defect, where there is no caller to refuse.
    ///
    /// # Errors
    /// [`StorageError`] when the disk failed: that undoes the whole batch.
    pub(crate) fn settle(self) -> Result<Defect, StorageError> {
        match self {
            Self::Storage(error) => Err(error),
            Self::Refused(refusal) => Ok(Defect::Refused(refusal)),
            Self::Defect(defect) => Ok(defect),
        }
    }
}

impl Defect {
    /// A caught panic, with its message.
    pub(crate) fn of_panic(panic: &(dyn std::any::Any + Send)) -> Self {
        let words = panic
            .downcast_ref::<&str>()
            .map(|words| (*words).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned());
        Self::Panic(words.unwrap_or_else(|| "without words".to_owned()))
    }

    /// What failed, for the log and the table of dead letters: in words of this program alone. The
    /// defect's own text may quote what people typed, and differs with the version of a library, so
    /// that is for the machine's log only ([`Self::reason`]).
    pub(crate) fn describe(&self, consumer: &str, what: &str) -> String {
        let kind = match self {
            Self::Service(_) => "a rule of its own is broken",
            Self::Refused(_) => "it was refused",
            Self::Statement(_) => "the database refuses a statement",
            Self::Json(_) => "JSON cannot be written or read",
            Self::Panic(_) => "it panicked",
            Self::NotApplied { .. } => "an event of its own could not be applied",
            Self::BeginsNothing(_) => "nothing begins with an event of its own",
            Self::CascadeTooLong(_) => "the cascade does not end",
            Self::NoEvent(_) => "the event is not in the log",
            Self::UnreadableEvent { .. } => "the event cannot be read",
            Self::DamagedEvent { .. } => "the event's row is damaged",
            Self::BoothKey(_) => "the booth's key cannot sign",
            Self::NoServiceTakes => "no service takes the command",
            Self::NoSuchService => "no service of this name is here",
            Self::NoTimers { .. } => "it sets no timers",
        };
        format!("{consumer} failed on {what}: {kind}")
    }

    /// The defect and its causes, in one line.
    pub(crate) fn reason(&self) -> String {
        WithCauses(self).to_string()
    }
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        if error.undoes_batch() {
            Self::Storage(error)
        } else {
            Self::Defect(Defect::Statement(error))
        }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::Defect(Defect::Json(error))
    }
}
