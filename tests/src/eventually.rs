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
pub async fn eventually<T>(what: &str, look: impl AsyncFnMut() -> Result<T>) -> Result<T> {
    within(PATIENCE, what, look).await
}

async fn within<T>(
    patience: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Result<T>,
) -> Result<T> {
    let deadline = Instant::now() + patience;
    let mut missed = anyhow!("it was never seen");
    loop {
        // A look can hang as well: a browser that waits for something answers nothing.
        match timeout_at(deadline, look()).await {
            Ok(Ok(found)) => return Ok(found),
            Ok(Err(error)) => missed = error,
            // The last look hangs; the one before it says more.
            Err(_) => break,
        }
        // A look that never waits is not seen by `timeout_at`, so the clock is asked here as well.
        if Instant::now() >= deadline {
            break;
        }
        sleep(BETWEEN).await;
    }
    Err(anyhow!("waited {patience:?} for {what}: {missed:#}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing here waits for so long; it is to end a test that hangs.
    const HANGS_AFTER: Duration = Duration::from_secs(20);

    #[tokio::test]
    async fn a_look_that_fails_without_waiting_is_given_up_too() {
        let patience = Duration::from_millis(200);
        let waited = within(patience, "a ticket", async || Err::<(), _>(anyhow!("no ticket yet")));
        let ended = tokio::time::timeout(HANGS_AFTER, waited).await;
        let error = ended.ok().and_then(Result::err).map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("waited 200ms for a ticket: no ticket yet"));
    }
}
