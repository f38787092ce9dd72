//! What a person sees in a browser's window and does there. Every step waits until it can be taken,
//! and says what was on the page when it could not.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::json;

use crate::booth::programs_folder;
use crate::eventually::eventually;

/// How much of a page an error shows, characters.
const SHOWN_CHARS: usize = 1_500;
/// How long a browser that has just failed a step is asked for its page.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// How long an answer of the hub may take to be on a page that is about to be photographed.
const MOMENT: Duration = Duration::from_millis(400);

/// One window of one person.
#[derive(Debug)]
pub struct Window {
    client: Client,
    /// The driver's address, for what `WebDriver` itself does not have.
    driver: String,
}

/// Scrolls what is not wholly in sight to the middle, at once.
const SCROLL_INTO_SIGHT: &str = "
    const { top, bottom } = arguments[0].getBoundingClientRect();
    if (top < 0 || bottom > innerHeight)
        arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";

impl Window {
    pub(crate) fn new(client: Client, driver: &str) -> Self {
        Self { client, driver: driver.to_owned() }
    }

    /// Goes to an address.
    ///
    /// # Errors
    /// When nobody answers there.
    pub async fn visit(&self, url: &str) -> Result<()> {
        self.client.goto(url).await.with_context(|| format!("cannot open {url}"))
    }

    /// Goes back, by the browser's own button.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn goes_back(&self) -> Result<()> {
        Ok(self.client.back().await?)
    }

    /// Loads the page again, by the browser's own button.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn reloads(&self) -> Result<()> {
        Ok(self.client.refresh().await?)
    }

    /// The path of the page that is shown, without its query.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn path(&self) -> Result<String> {
        Ok(self.client.current_url().await?.path().to_owned())
    }

    /// Waits until the page's address begins with this path.
    ///
    /// # Errors
    /// When it never does.
    pub async fn arrives_at(&self, path: &str) -> Result<()> {
        self.retry(&format!("the page {path}"), async || {
            let here = self.path().await?;
            if here.starts_with(path) { Ok(()) } else { bail!("it is at {here}") }
        })
        .await
    }

    /// Waits until something that this selector names can be seen.
    ///
    /// # Errors
    /// When it never can.
    pub async fn sees(&self, css: &str) -> Result<Element> {
        self.retry(css, async || self.visible(css).await).await
    }

    /// Waits until this text can be read anywhere on the page, whatever the capitals.
    ///
    /// # Errors
    /// When it never can.
    pub async fn reads(&self, text: &str) -> Result<()> {
        self.reads_in("body", text).await
    }

    /// Waits until this text can be read in what the selector names, whatever the capitals.
    ///
    /// # Errors
    /// When it never can.
    pub async fn reads_in(&self, css: &str, text: &str) -> Result<()> {
        let wanted = text.to_lowercase();
        self.retry(&format!("`{text}` in {css}"), async || {
            for element in self.client.find_all(Locator::Css(css)).await? {
                if squeezed(&element.text().await?).to_lowercase().contains(&wanted) {
                    return Ok(());
                }
            }
            bail!("it is not there")
        })
        .await
    }

    /// Waits until nothing that this selector names can be seen.
    ///
    /// # Errors
    /// When something stays.
    pub async fn loses(&self, css: &str) -> Result<()> {
        self.retry(&format!("{css} to go"), async || {
            for element in self.client.find_all(Locator::Css(css)).await? {
                if element.is_displayed().await? {
                    bail!("it is still there");
                }
            }
            Ok(())
        })
        .await
    }

    /// The text of what the selector names.
    ///
    /// # Errors
    /// When there never is such a thing.
    pub async fn text(&self, css: &str) -> Result<String> {
        self.retry(css, async || Ok(squeezed(&self.visible(css).await?.text().await?))).await
    }

    /// What stands in the field that the selector names.
    ///
    /// # Errors
    /// When there never is such a field.
    pub async fn value(&self, css: &str) -> Result<String> {
        self.retry(css, async || {
            Ok(self.visible(css).await?.prop("value").await?.unwrap_or_default())
        })
        .await
    }

    /// Presses what the selector names.
    ///
    /// # Errors
    /// When it never can be pressed.
    pub async fn presses(&self, css: &str) -> Result<()> {
        self.retry(css, async || self.click(self.visible(css).await?).await).await
    }

    /// Presses the button or the link with these words.
    ///
    /// # Errors
    /// When there never is one.
    pub async fn presses_words(&self, words: &str) -> Result<()> {
        self.presses_words_in("body", words).await
    }

    /// Presses the button or the link with these words in what the selector names.
    ///
    /// # Errors
    /// When there never is one.
    pub async fn presses_words_in(&self, css: &str, words: &str) -> Result<()> {
        let wanted = words.to_lowercase();
        let within = format!("{css} button, {css} a, {css} input[type=submit], {css} label");
        self.retry(&format!("a button `{words}`"), async || {
            for element in self.client.find_all(Locator::Css(&within)).await? {
                let said = match element.text().await? {
                    text if text.is_empty() => element.attr("value").await?.unwrap_or_default(),
                    text => text,
                };
                if squeezed(&said).to_lowercase().starts_with(&wanted)
                    && element.is_displayed().await?
                {
                    return self.click(element).await;
                }
            }
            bail!("there is none")
        })
        .await
    }

    /// Types into a field, over what is there.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn types(&self, css: &str, text: &str) -> Result<()> {
        self.retry(css, async || {
            let field = self.visible(css).await?;
            field.clear().await?;
            Ok(field.send_keys(text).await?)
        })
        .await
    }

    /// Runs a line of script and gives what it returns; for looking, not for doing.
    ///
    /// # Errors
    /// When the script fails, or the window has none.
    pub async fn evaluates(&self, script: &str) -> Result<serde_json::Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Makes the window's processor so many times slower, as a cheap phone's is (Chromium's
    /// `DevTools` protocol, `Emulation.setCPUThrottlingRate`).
    ///
    /// # Errors
    /// When the browser does not do so.
    pub async fn slows_down(&self, times: u32) -> Result<()> {
        let slower = json!({ "rate": times });
        self.asks_browser("Emulation.setCPUThrottlingRate", slower).await
    }

    /// A command of Chromium's `DevTools` protocol, for what `WebDriver` itself does not have.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub(crate) async fn asks_browser(
        &self,
        command: &str,
        params: serde_json::Value,
    ) -> Result<()> {
        let session = self.client.session_id().await?.context("the window is closed")?;
        let address = format!("{}/session/{session}/goog/cdp/execute", self.driver);
        let command = json!({ "cmd": command, "params": params });
        tokio::task::spawn_blocking(move || ureq::post(&address).send_json(command)).await??;
        Ok(())
    }

    /// The driver's view of the window.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Waits until what comes into sight is there: motions have ended, pictures are loaded, and
    /// what was asked of the hub has had a moment to come.
    ///
    /// # Errors
    /// When the window has no script.
    pub async fn settles(&self) -> Result<()> {
        tokio::time::sleep(MOMENT).await;
        let script = "
            const ends = (motion) => motion.effect.getComputedTiming().endTime !== Infinity;
            const motions = document.getAnimations().filter(ends).map((motion) => motion.finished);
            const pictures = [...document.images].map((picture) => picture.decode());
            return Promise.allSettled([...motions, ...pictures]).then(() => true);";
        self.evaluates(script).await?;
        Ok(())
    }

    /// Takes a picture into the folder of this build's pictures, and says where it is.
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub async fn picture(&self, name: &str) -> Result<PathBuf> {
        let folder = programs_folder()?.join("pictures");
        self.picture_in(&folder, name).await
    }

    /// Takes a picture into this folder.
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub async fn picture_in(&self, folder: &Path, name: &str) -> Result<PathBuf> {
        std::fs::create_dir_all(folder)?;
        let file = folder.join(format!("{name}.png"));
        std::fs::write(&file, self.client.screenshot().await?)?;
        Ok(file)
    }

    /// Clicks what has been found, in sight and at rest. The driver's own scrolling is as smooth as
    /// the page asks for, and its first look for the point breaks that off.
    async fn click(&self, element: Element) -> Result<()> {
        let found = vec![serde_json::to_value(&element)?];
        self.client.execute(SCROLL_INTO_SIGHT, found).await?;
        Ok(element.click().await?)
    }

    async fn visible(&self, css: &str) -> Result<Element> {
        for element in self.client.find_all(Locator::Css(css)).await? {
            if element.is_displayed().await? {
                return Ok(element);
            }
        }
        Err(anyhow!("nothing that can be seen"))
    }

    /// Tries a step until it succeeds. Pages that live swap their parts at any moment, so that an
    /// element that has just been found may be gone when it is asked: that is tried again as well.
    async fn retry<T>(&self, what: &str, step: impl AsyncFnMut() -> Result<T>) -> Result<T> {
        match eventually(what, step).await {
            Ok(done) => Ok(done),
            Err(error) => Err(error.context(self.shown().await)),
        }
    }

    async fn shown(&self) -> String {
        let page = async {
            let path = self.path().await?;
            let text = self.client.find(Locator::Css("body")).await?.text().await?;
            anyhow::Ok((path, text))
        };
        match tokio::time::timeout(SHOWN_WITHIN, page).await {
            Ok(Ok((path, text))) => {
                let text: String = text.chars().take(SHOWN_CHARS).collect();
                format!("the page {path} shows:\n{text}\n")
            }
            Ok(Err(error)) => format!("the page cannot be read: {error:#}"),
            Err(_) => "the browser does not answer".to_owned(),
        }
    }
}

/// The text with every run of white space as one space: lines break where there is room.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
