//! Why a request has no good answer, in the kinds that a caller treats differently.

use std::error::Error;
use std::time::Duration;

use crema_api::Seq;
use crema_api::problem::Problem;

/// Why a request has no good answer. Its causes are its sources: print the chain.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// No answer, no whole answer, or not in time. Try again.
    #[error("cannot reach the hub for {path}")]
    Unreachable {
        /// The path that was asked for, below `/api/v1/`.
        path: String,
        /// The cause.
        #[source]
        source: Box<ureq::Error>,
    },
    /// 401 or 403: the token is not valid, or not for this. Try again: a person has to act, and
    /// when they have, the same request is taken.
    #[error("the hub answered {status} to {path}: pair this device again on the crew page")]
    Unauthorized {
        /// The HTTP status.
        status: u16,
        /// The path.
        path: String,
    },
    /// Any other 4xx. The same request will be rejected again.
    #[error("the hub answered {status} to {path}{}", problem_detail(problem.as_deref()))]
    Rejected {
        /// The HTTP status.
        status: u16,
        /// The path.
        path: String,
        /// The hub's reason, if the answer has the API's form.
        problem: Option<Box<Problem>>,
    },
    /// 408, 429 or 5xx: the hub cannot answer now. Try again, not before `retry_after`.
    #[error("the hub answered {status} to {path}: it is busy")]
    Busy {
        /// The HTTP status.
        status: u16,
        /// The path.
        path: String,
        /// The pause that the hub asks for.
        retry_after: Option<Duration>,
    },
    /// An answer that the API does not promise: it is another version, or not a hub.
    #[error("cannot decode {subject}")]
    Decode {
        /// The path, or the event.
        subject: String,
        /// The cause.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// An answer of more than [`crate::ANSWER_BYTES_MAX`].
    #[error("the answer to {path} exceeds {} bytes", crate::ANSWER_BYTES_MAX)]
    TooLarge {
        /// The path.
        path: String,
    },
    /// The cursor is from another log, which says so by its id or ends before the cursor: the hub was
    /// set up again, or a backup restored. Only the caller knows where to begin in this one.
    #[error("the hub's log, which ends at {head}, is not the one of the cursor {cursor}")]
    AnotherLog {
        /// The caller's cursor.
        cursor: Seq,
        /// The log's end.
        head: Seq,
    },
}

fn problem_detail(problem: Option<&Problem>) -> String {
    problem.map(|problem| format!(": {}", problem.detail)).unwrap_or_default()
}

impl ClientError {
    /// The transport failed while `path` was asked for.
    pub(crate) fn transport(path: &str, error: impl Into<ureq::Error>) -> Self {
        let path = path.to_owned();
        match error.into() {
            ureq::Error::BodyExceedsLimit(_) => Self::TooLarge { path },
            source => Self::Unreachable { path, source: Box::new(source) },
        }
    }

    /// `subject` is not as the API promises.
    pub(crate) fn decode(
        subject: impl Into<String>,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self::Decode { subject: subject.into(), source: source.into() }
    }

    /// Returns the place after which the log's events are still there, if the cursor was below it.
    #[must_use]
    pub fn floor(&self) -> Option<Seq> {
        match self {
            Self::Rejected { status: 410, problem, .. } => problem.as_ref()?.floor,
            _ => None,
        }
    }

    /// Returns the pause that the hub asked for, if there is one.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Busy { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}
