//! The inputs of the core: commands and ticks, each stamped by the shell.

use crema_api::commands::{Caller, Command};
use crema_api::ids::BoothMs;
use crema_api::{Clock, problem::Refusal, problem::RefusalKind};
use serde::{Deserialize, Serialize};

/// Longest idempotency key, in bytes: a UUID with room to spare.
pub const KEY_BYTES_MAX: usize = 64;

/// When an input arrived, by both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Booth time, ms; never less than that of the input before.
    pub booth_ms: BoothMs,
    /// Wall time, ms since 1970 in UTC; may jump.
    pub wall_ms: i64,
    /// Whether the wall time can be believed.
    pub clock: Clock,
}

/// One input.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Input {
    /// When it arrived.
    pub at: Stamp,
    /// 32 random bytes, from which all randomness of its cascades is derived.
    pub entropy: [u8; 32],
    /// A command or a tick.
    pub kind: InputKind,
}

/// A command or a tick.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(clippy::large_enum_variant, reason = "inputs are made and handed on, not kept")]
pub enum InputKind {
    /// Time has passed: due timers run.
    Tick,
    /// A caller asks for something.
    Command(CommandRequest),
}

/// A command with its caller and key.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CommandRequest {
    /// The caller.
    pub caller: Caller,
    /// The key under which the outcome is kept.
    pub key: IdempotencyKey,
    /// The command.
    pub command: Command,
}

/// An idempotency key: printable ASCII, 1 to [`KEY_BYTES_MAX`] bytes, unique per caller.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for IdempotencyKey {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        let printable = text.bytes().all(|byte| byte.is_ascii_graphic());
        if text.is_empty() || text.len() > KEY_BYTES_MAX || !printable {
            return Err(Refusal::new(
                RefusalKind::BadInput,
                format!(
                    "An idempotency key has 1 to {KEY_BYTES_MAX} printable characters without spaces."
                ),
            ));
        }
        Ok(Self(text))
    }
}

impl From<IdempotencyKey> for String {
    fn from(key: IdempotencyKey) -> Self {
        key.0
    }
}
