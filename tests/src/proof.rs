//! How much a proof does, and from which seed: `CREMA_PROOF=full` asks for the long form, `CREMA_SEED`
//! repeats what an earlier run drew.

use anyhow::{Context, Result, anyhow};

/// Returns one of two sizes: that of the long form, where it is asked for, or that of every day.
#[must_use]
pub fn full_or_short(full: u32, short: u32) -> u32 {
    let is_full = std::env::var("CREMA_PROOF").is_ok_and(|proof| proof == "full");
    if is_full { full } else { short }
}

/// Returns the seed of this run, and prints it.
///
/// # Errors
/// When the one that is asked for is no number, or the machine has no randomness.
pub fn seed() -> Result<u64> {
    let seed = if let Ok(seed) = std::env::var("CREMA_SEED") {
        seed.parse().with_context(|| format!("CREMA_SEED={seed} is no number"))?
    } else {
        let mut bytes = [0; 4];
        getrandom::fill(&mut bytes).map_err(|error| anyhow!("no randomness: {error}"))?;
        u32::from_le_bytes(bytes).into()
    };
    println!("CREMA_SEED={seed}");
    Ok(seed)
}
