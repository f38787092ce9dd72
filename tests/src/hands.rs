//! What hands do at a device, beyond pressing what has a name: taps at a place, keys one by one and
//! together, letters that a keyboard composes. All of it reaches the page as a person's does, by
//! `WebDriver`'s actions or the browser's own input (Chromium's `DevTools` protocol, `Input`).

use anyhow::Result;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions, MouseActions, PointerAction};
use serde_json::json;

use crate::window::Window;

pub use fantoccini::key::Key;

/// The pointer's main button.
const LEFT: u64 = 0;

impl Window {
    /// Taps at a place in the page, CSS pixels from the window's corner.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn taps_at(&self, x: f64, y: f64) -> Result<()> {
        let tap = MouseActions::new("finger".to_owned())
            .then(PointerAction::MoveTo { duration: None, x, y })
            .then(PointerAction::Down { button: LEFT })
            .then(PointerAction::Up { button: LEFT });
        Ok(self.client().perform_actions(tap).await?)
    }

    /// Presses keys one after the other, wherever the page has its focus.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        let presses = keys.chars().fold(keyboard(), |keyboard, value| {
            keyboard.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        Ok(self.client().perform_actions(presses).await?)
    }

    /// Presses a key that has no letter.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn key(&self, key: Key) -> Result<()> {
        self.keys(&char::from(key).to_string()).await
    }

    /// Presses a key while Control is held: `a` selects all, `v` pastes.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn control(&self, value: char) -> Result<()> {
        let held = char::from(Key::Control);
        let chord = keyboard()
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: held });
        Ok(self.client().perform_actions(chord).await?)
    }

    /// Text that comes at once: pasted, spoken, or by a keyboard's suggestion.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn inserts(&self, text: &str) -> Result<()> {
        self.asks_browser("Input.insertText", json!({ "text": text })).await
    }

    /// Letters as a Japanese keyboard writes them: composed in the field, then taken over.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn composes(&self, text: &str) -> Result<()> {
        let end = text.chars().map(char::len_utf16).sum::<usize>();
        let composed = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
        self.asks_browser("Input.imeSetComposition", composed).await?;
        self.inserts(text).await
    }
}

fn keyboard() -> KeyActions {
    KeyActions::new("keyboard".to_owned())
}
