//! Randomness: all of it is derived from the 32 bytes that each input brings, by SHA-256 over
//! those bytes, a label and a count. The same input leads to the same ids, codes and tokens.

use crema_api::ids::EventId;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// The randomness of one cascade.
#[derive(Debug, Clone)]
pub struct Entropy {
    seed: [u8; 32],
    drawn: u64,
}

impl Entropy {
    /// The randomness that follows from an input's bytes.
    #[must_use]
    pub fn new(seed: [u8; 32]) -> Self {
        Self { seed, drawn: 0 }
    }

    /// Randomness of the same input for work beside its own cascade, such as a due timer.
    #[must_use]
    pub fn branch(seed: &[u8; 32], label: &str, which: u64) -> Self {
        let digest = Sha256::new()
            .chain_update(seed)
            .chain_update(label.as_bytes())
            .chain_update(which.to_be_bytes())
            .finalize();
        Self::new(digest.into())
    }

    /// 32 fresh bytes.
    pub fn bytes(&mut self, label: &str) -> [u8; 32] {
        self.drawn += 1;
        Sha256::new()
            .chain_update(self.seed)
            .chain_update(label.as_bytes())
            .chain_update(self.drawn.to_be_bytes())
            .finalize()
            .into()
    }

    /// A random UUID (version 4).
    pub fn uuid(&mut self, label: &str) -> Uuid {
        Builder::from_random_bytes(first_sixteen(&self.bytes(label))).into_uuid()
    }

    /// A UUID that sorts by `wall_ms` (version 7), so that its rows are stored side by side.
    pub fn uuid_at(&mut self, label: &str, wall_ms: i64) -> Uuid {
        let bytes = self.bytes(label);
        let mut ten = [0; 10];
        ten.copy_from_slice(&bytes[..10]);
        Builder::from_unix_timestamp_millis(u64::try_from(wall_ms).unwrap_or(0), &ten).into_uuid()
    }

    /// The id of the event at `seq`.
    #[must_use]
    pub fn event_id(&self, seq: u64) -> EventId {
        let digest: [u8; 32] = Sha256::new()
            .chain_update(self.seed)
            .chain_update(b"event")
            .chain_update(seq.to_be_bytes())
            .finalize()
            .into();
        EventId(Builder::from_random_bytes(first_sixteen(&digest)).into_uuid())
    }
}

fn first_sixteen(bytes: &[u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&bytes[..16]);
    half
}
