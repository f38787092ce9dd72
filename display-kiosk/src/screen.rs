//! The screen's size, and the canvas that a scene is laid out on for it.
//!
//! A landscape canvas is always 1080 units high and a portrait one 1080 wide, so that one unit is
//! one pixel on a full-HD screen and every other size is a matter of scale.

use std::fmt;
use std::str::FromStr;

/// Smallest side taken, px: below it no text of the board can be read.
pub const SIDE_PX_MIN: u32 = 240;
/// Largest side taken, px: 8K. A picture of it needs 133 MB; more would starve a small computer.
pub const SIDE_PX_MAX: u32 = 7680;
/// The canvas's shorter side, units.
const SHORT_SIDE: f32 = 1080.0;
/// Least ratio of the sides that the layouts are made for; squarer screens get bars at the edges.
const RATIO_MIN: f32 = 4.0 / 3.0;
/// Largest ratio, 21 : 9.
const RATIO_MAX: f32 = 21.0 / 9.0;

/// A screen with its size in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    width: u32,
    height: u32,
}

/// The size is not one that a board can have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a screen's size reads like 1920x1080, each side from {SIDE_PX_MIN} to {SIDE_PX_MAX}; got \"{0}\""
)]
pub struct BadSize(String);

impl Screen {
    /// Full HD, landscape.
    pub const LANDSCAPE: Self = Self { width: 1920, height: 1080 };
    /// Full HD, portrait.
    pub const PORTRAIT: Self = Self { width: 1080, height: 1920 };
    /// 4K, landscape.
    pub const LANDSCAPE_4K: Self = Self { width: 3840, height: 2160 };
    /// An older projector or panel, 4 : 3.
    pub const FOUR_TO_THREE: Self = Self { width: 1440, height: 1080 };

    /// Returns a screen of this size.
    ///
    /// # Errors
    /// If a side lies outside [`SIDE_PX_MIN`] to [`SIDE_PX_MAX`].
    pub fn new(width: u32, height: u32) -> Result<Self, BadSize> {
        let sides = SIDE_PX_MIN..=SIDE_PX_MAX;
        if sides.contains(&width) && sides.contains(&height) {
            Ok(Self { width, height })
        } else {
            Err(BadSize(format!("{width}x{height}")))
        }
    }

    /// Width in px.
    #[must_use]
    pub fn width(self) -> u32 {
        self.width
    }

    /// Height in px.
    #[must_use]
    pub fn height(self) -> u32 {
        self.height
    }

    /// Whether it is higher than wide.
    #[must_use]
    pub fn is_portrait(self) -> bool {
        self.height > self.width
    }

    /// Returns width and height of the canvas, in units.
    #[must_use]
    pub fn canvas(self) -> (f32, f32) {
        let (width, height) = (self.width as f32, self.height as f32);
        let long = |ratio: f32| (SHORT_SIDE * ratio.clamp(RATIO_MIN, RATIO_MAX)).round();
        if self.is_portrait() {
            (SHORT_SIDE, long(height / width))
        } else {
            (long(width / height), SHORT_SIDE)
        }
    }
}

impl fmt::Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

impl FromStr for Screen {
    type Err = BadSize;

    fn from_str(text: &str) -> Result<Self, BadSize> {
        let bad = || BadSize(text.chars().take(24).collect());
        let (width, height) = text.split_once('x').ok_or_else(bad)?;
        let side = |digits: &str| digits.trim().parse::<u32>().map_err(|_| bad());
        Self::new(side(width)?, side(height)?)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn a_bigger_screen_is_the_same_canvas() {
        assert_eq!(Screen::LANDSCAPE_4K.canvas(), Screen::LANDSCAPE.canvas());
        assert_eq!(Screen::PORTRAIT.canvas(), (1080.0, 1920.0));
        assert_eq!(Screen::FOUR_TO_THREE.canvas(), (1440.0, 1080.0));
    }

    #[test]
    fn sizes_are_read_and_refused_in_words() {
        assert_eq!("1920x1080".parse::<Screen>().unwrap(), Screen::LANDSCAPE);
        for bad in ["", "1920", "1920x", "x", "99999x1080", "1920x-1", "10x10"] {
            let refusal = bad.parse::<Screen>().unwrap_err().to_string();
            assert!(refusal.contains("1920x1080"), "{refusal}");
        }
    }
}
