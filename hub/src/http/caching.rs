//! How long a browser may keep an answer.

/// A year: as long as anything is kept (RFC 9111 has no "for ever").
pub const KEEP: &str = "public, max-age=31536000, immutable";
/// To be asked for again each time, by its hash.
pub const ASK_AGAIN: &str = "no-cache";
