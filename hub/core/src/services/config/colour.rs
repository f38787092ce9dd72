//! A branding colour: made dark (or light) enough that it can be read.

/// White, which stands on the accent by day.
const WHITE: Colour = Colour([255, 255, 255]);
/// Paper by day, the ground that links stand on.
const PAPER: Colour = Colour([0xfa, 0xf6, 0xf1]);
/// Text on the accent by night.
const INK_DARK: Colour = Colour([0x24, 0x13, 0x08]);
/// Paper by night.
const PAPER_DARK: Colour = Colour([0x16, 0x10, 0x0d]);
/// The least contrast of text (WCAG 2.2, criterion 1.4.3).
pub const CONTRAST_MIN: f64 = 4.5;
/// One step towards black or white, in parts of 100.
const STEP: u32 = 4;

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// The colour that `#rrggbb` names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// `#rrggbb`.
    #[must_use]
    pub fn to_hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// Relative luminance (WCAG 2.2), 0 to 1.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast with another colour (WCAG 2.2), 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn towards(self, target: u8) -> Self {
        Self(self.0.map(|part| {
            let (part, target) = (u32::from(part), u32::from(target));
            let moved = (part * (100 - STEP) + target * STEP) / 100;
            u8::try_from(moved.max(part.min(target))).unwrap_or(u8::MAX)
        }))
    }

    fn readable(self, against: [Self; 2], target: u8) -> Self {
        let mut colour = self;
        // A hundred steps reach black or white from anywhere.
        for _ in 0..200 {
            if against.iter().all(|other| colour.contrast(*other) >= CONTRAST_MIN) {
                break;
            }
            let next = colour.towards(target);
            colour = if next == colour { Self([target; 3]) } else { next };
        }
        colour
    }

    /// The accent by day: darkened until white on it and it on paper can be read.
    #[must_use]
    pub fn accent(self) -> Self {
        self.readable([WHITE, PAPER], 0)
    }

    /// The accent by night: lightened until ink on it and it on dark paper can be read.
    #[must_use]
    pub fn accent_dark(self) -> Self {
        self.readable([INK_DARK, PAPER_DARK], 255)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_colour_becomes_readable() {
        for r in (0..=255).step_by(51) {
            for g in (0..=255).step_by(51) {
                for b in (0..=255).step_by(51) {
                    let colour = Colour([r, g, b]);
                    let (day, night) = (colour.accent(), colour.accent_dark());
                    for ground in [WHITE, PAPER] {
                        assert!(day.contrast(ground) >= CONTRAST_MIN, "{}", colour.to_hex());
                    }
                    for ground in [INK_DARK, PAPER_DARK] {
                        assert!(night.contrast(ground) >= CONTRAST_MIN, "{}", colour.to_hex());
                    }
                }
            }
        }
    }

    #[test]
    fn a_readable_colour_stays_as_it_is() {
        let brown = Colour::parse("#9a4a14").unwrap();
        assert_eq!(brown.accent().to_hex(), "#9a4a14");
        assert_eq!(Colour::parse("9a4a14"), None);
        assert_eq!(Colour::parse("#9a4a1é"), None);
    }
}
