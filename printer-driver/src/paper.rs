//! The two paper widths that receipt printers come in, and the measures of each.
//!
//! Everything is counted in dots of a print head with 203 dots an inch (8 a millimetre). Sizes of
//! type and distances between blocks belong to the ticket and live in [`crate::layout`].

use std::fmt;
use std::str::FromStr;

/// A roll's width, which says how wide a ticket is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Paper {
    /// 80 mm rolls: 576 dots are printed.
    Paper80,
    /// 58 mm rolls: 384 dots are printed.
    Paper58,
}

/// Width of a character of the printer's font A, dots.
pub const FONT_A_WIDTH: u32 = 12;
/// Height of a character of the printer's font A, dots.
pub const FONT_A_HEIGHT: u8 = 24;
/// Dots an inch: both motion units are set to it (GS P), so that a feed of one unit is one dot.
pub const DOTS_PER_INCH: u8 = 203;

impl Paper {
    /// Every width.
    pub const ALL: [Self; 2] = [Self::Paper80, Self::Paper58];

    /// Printed width, dots. A whole number of bytes of raster.
    #[must_use]
    pub const fn width(self) -> u32 {
        match self {
            Self::Paper80 => 576,
            Self::Paper58 => 384,
        }
    }

    /// White at the left and at the right, dots.
    #[must_use]
    pub const fn margin(self) -> u32 {
        match self {
            Self::Paper80 => 16,
            Self::Paper58 => 10,
        }
    }

    /// Width between the margins, dots.
    #[must_use]
    pub const fn measure(self) -> u32 {
        self.width() - 2 * self.margin()
    }

    /// How many characters of font A, `magnification` times as wide, fit between the margins.
    #[must_use]
    pub const fn columns(self, magnification: u8) -> usize {
        (self.measure() / (FONT_A_WIDTH * magnification as u32)) as usize
    }

    /// The roll's width in mm, as people call it.
    #[must_use]
    pub const fn millimetres(self) -> u8 {
        match self {
            Self::Paper80 => 80,
            Self::Paper58 => 58,
        }
    }
}

impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.millimetres())
    }
}

/// A width that no receipt printer has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("paper is 80 or 58 mm wide, not {0:?}")]
pub struct NoSuchPaper(String);

impl FromStr for Paper {
    type Err = NoSuchPaper;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|paper| paper.to_string() == text)
            .ok_or_else(|| NoSuchPaper(text.to_owned()))
    }
}
