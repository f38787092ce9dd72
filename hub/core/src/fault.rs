//! Why something in a cascade did not happen.

use crema_api::problem::{Refusal, RefusalKind};

use crate::storage::StorageError;

/// Why a command, a delivery or a timer did not go through.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The rules say no: nothing changes, and the caller learns why.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The disk failed: the whole turn is undone.
    #[error(transparent)]
    Storage(StorageError),
    /// A fault in a service: its delivery is set aside.
    #[error("{0}")]
    Broken(String),
}

impl Fault {
    /// A refusal, in one word.
    pub fn refuse(kind: RefusalKind, detail: impl Into<String>) -> Self {
        Self::Refused(Refusal::new(kind, detail))
    }

    /// A fault of our own.
    pub fn broken(what: impl Into<String>) -> Self {
        Self::Broken(what.into())
    }
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        if error.is_io() { Self::Storage(error) } else { Self::Broken(error.to_string()) }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(format!("JSON: {error}"))
    }
}
