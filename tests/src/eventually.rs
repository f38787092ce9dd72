//! Waiting for what comes by itself. Tests never sleep for a time and then look: they look again
//! and again until what they wait for is there, or their patience is over.

use std::time::Duration;

use anyhow::{Result, anyhow};
use tokio::time::{Instant, sleep, timeout_at};

/// How long a test waits for something that should come at once: long enough for a machine that
/// builds something else meanwhile, and only ever used up by a test that fails.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How often it looks.
const BETWEEN: Duration = Duration::from_millis(40);

/// Looks until `look` finds something, and gives it.
///
/// # Errors
/// When nothing was found within [`PATIENCE`]; `what` and the last look's error say what was
/// missed.
pub async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Result<T>) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    let mut missed = anyhow!("it was never seen");
    loop {
        // A look can hang as well: a browser that waits for something answers nothing.
        match timeout_at(deadline, look()).await {
            Ok(Ok(found)) => return Ok(found),
            Ok(Err(error)) => missed = error,
            Err(_) => return Err(anyhow!("waited {PATIENCE:?} for {what}: {missed:#}")),
        }
        sleep(BETWEEN).await;
    }
}
