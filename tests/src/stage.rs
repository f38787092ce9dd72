//! What every story begins with: an open booth, someone of the crew at it, and a browser as soon as
//! somebody looks.

use anyhow::Result;
use tokio::sync::OnceCell;

use crate::booth::Booth;
use crate::browser::{Browser, Look};
use crate::client::Client;
use crate::window::Window;

/// A booth with its crew, and the windows that people open on it.
#[derive(Debug)]
pub struct Stage {
    // Before the booth, so that no page is left looking for its hub. Stories by program alone start
    // none.
    browser: OnceCell<Browser>,
    /// The booth.
    pub booth: Booth,
    /// The crew, by program.
    pub crew: Client,
}

impl Stage {
    /// Opens a demo booth with nothing in it and pairs the crew.
    ///
    /// # Errors
    /// As [`Booth::start`], or when pairing is refused.
    pub fn open() -> Result<Self> {
        let booth = Booth::start()?;
        let crew = booth.crew()?;
        Ok(Self { browser: OnceCell::new(), booth, crew })
    }

    /// Opens a window that nobody used before.
    ///
    /// # Errors
    /// As [`Browser::start`] and [`Browser::open`].
    pub async fn window(&self, look: Look) -> Result<Window> {
        self.browser.get_or_try_init(|| async { Browser::start() }).await?.open(look).await
    }

    /// Opens the page at this path of the booth in a window of its own.
    ///
    /// # Errors
    /// As [`Stage::window`], or when nobody answers.
    pub async fn page(&self, look: Look, path: &str) -> Result<Window> {
        let window = self.window(look).await?;
        window.visit(&self.booth.url(path)).await?;
        Ok(window)
    }
}
