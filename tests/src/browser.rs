//! Debian's Chromium, driven by its own driver over `WebDriver` (W3C). One driver a test; every
//! window is a browser of its own with a profile that is new, so that nobody shares cookies.

use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::ClientBuilder;
use fantoccini::wd::Capabilities;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::booth::free_port;
use crate::leash::Leash;
use crate::window::Window;

/// How long the driver may take to listen.
const DRIVER_WITHIN: Duration = Duration::from_secs(30);

/// A name for the booth that browsers do not trust as they trust localhost.
pub const BOOTH_NAME: &str = "crema.test";

/// What keeps a browser to its test: no window, no graphics card, and no talk with anyone but the
/// booth.
const FLAGS: [&str; 13] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-breakpad",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
];

/// The driver, and with it every window that it opened. Dropping it ends them all.
#[derive(Debug)]
pub struct Browser {
    // In this order: the browsers end before their profiles are deleted.
    _driver: Leash,
    profiles: TempDir,
    address: String,
}

/// What a window looks like, and what it is denied.
#[derive(Debug, Clone)]
pub struct Look {
    width: u32,
    height: u32,
    /// Device pixels a CSS pixel.
    scale: f64,
    touch: bool,
    dark: bool,
    bare: bool,
}

impl Look {
    /// A phone held upright.
    pub const PHONE: Self =
        Self { width: 390, height: 844, scale: 2.0, touch: true, dark: false, bare: false };
    /// A barista's tablet.
    pub const TABLET: Self =
        Self { width: 1180, height: 820, scale: 1.0, touch: true, dark: false, bare: false };
    /// The big screen.
    pub const BOARD: Self =
        Self { width: 1920, height: 1080, scale: 1.0, touch: false, dark: false, bare: false };

    /// With what the sheet that a phone shows on joining a Wi-Fi has not: script, cookies, storage.
    #[must_use]
    pub fn bare(self) -> Self {
        Self { bare: true, ..self }
    }

    /// As someone sees it who asked their device for dark pages.
    #[must_use]
    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// Of this size, CSS pixels.
    #[must_use]
    pub const fn sized(self, width: u32, height: u32) -> Self {
        Self { width, height, ..self }
    }
}

impl Browser {
    /// Starts the driver.
    ///
    /// # Errors
    /// When Debian's `chromium-driver` is not installed (`make test` does) or does not listen.
    pub fn start() -> Result<Self> {
        let port = free_port()?;
        let flag = format!("--port={port}");
        let driver = Leash::start(Path::new("chromedriver"), &[OsStr::new(&flag)], &[])?;
        driver
            .wait_for_line(DRIVER_WITHIN, |line| {
                line.contains("started successfully").then_some(())
            })
            .context("chromedriver did not start; Debian's chromium-driver brings it")?;
        let profiles = tempfile::Builder::new().prefix("crema-browser-").tempdir()?;
        Ok(Self { _driver: driver, profiles, address: format!("http://127.0.0.1:{port}") })
    }

    /// Opens a window that nobody used before.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn open(&self, look: Look) -> Result<Window> {
        let profile = tempfile::Builder::new().tempdir_in(self.profiles.path())?.keep();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&look, &profile))
            .connect(&self.address)
            .await
            .context("the browser did not start; Debian's chromium brings it")?;
        Ok(Window::new(client, &self.address))
    }
}

fn capabilities(look: &Look, profile: &Path) -> Capabilities {
    let mut flags: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    flags.push(format!("--user-data-dir={}", profile.display()));
    flags.push(format!("--host-resolver-rules=MAP {BOOTH_NAME} 127.0.0.1"));
    flags.push(format!("--window-size={},{}", look.width, look.height));
    if look.dark {
        flags.push("--blink-settings=preferredColorScheme=0".to_owned());
    }
    // Content settings: 1 allows, 2 blocks.
    let allowed = if look.bare { 2 } else { 1 };
    let options = json!({
        "args": flags,
        // A headless window has its own idea of the smallest width; a device has not.
        "mobileEmulation": { "deviceMetrics": {
            "width": look.width, "height": look.height, "pixelRatio": look.scale,
            // The driver's touch needs script: a press in a window without one would never end.
            "touch": look.touch && !look.bare, "mobile": false,
        }},
        "prefs": {
            "profile.default_content_setting_values.javascript": allowed,
            "profile.default_content_setting_values.cookies": allowed,
            // A camera or a notice would wait for an answer that nobody gives.
            "profile.default_content_setting_values.notifications": 2,
        },
    });
    let mut capabilities = Capabilities::new();
    capabilities.insert("browserName".to_owned(), Value::from("chrome"));
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    capabilities
}
