//! A branding colour: made dark (or light) enough that it can be read.

/// The least contrast of text (WCAG 2.2, criterion 1.4.3).
pub const CONTRAST_MIN: f64 = 4.5;
/// One step towards black or white, in parts of 100.
const STEP: u32 = 4;

/// The colours that an accent must contrast with, by day or by night: those of `tokens.css`.
struct Scheme {
    /// The colour of text on the accent, and the grounds below links in the accent's colour.
    grounds: &'static [Colour],
    /// The colour that is mixed with the accent into the soft one, below the current page's link.
    card: Colour,
    /// The largest share of the accent in any page's soft accent, percent.
    soft_percent: u32,
    /// Added before the mix is cut to a whole number, in parts of 100: rounds towards the accent,
    /// which is the worse case for reading.
    rounding: u32,
    /// Black or white: an accent is moved towards it until it can be read.
    target: u8,
}

/// White, which is both the text on the accent and the card below it; then paper and quiet.
const DAY: Scheme = Scheme {
    grounds: &[Colour([0xff, 0xff, 0xff]), Colour([0xfa, 0xf6, 0xf1]), Colour([0xf1, 0xe9, 0xe0])],
    card: Colour([0xff, 0xff, 0xff]),
    soft_percent: 14,
    rounding: 0,
    target: 0,
};

/// Dark ink, the text on the accent; then paper, card and quiet below it.
const NIGHT: Scheme = Scheme {
    grounds: &[
        Colour([0x24, 0x13, 0x08]),
        Colour([0x16, 0x10, 0x0d]),
        Colour([0x22, 0x19, 0x14]),
        Colour([0x2b, 0x21, 0x1b]),
    ],
    card: Colour([0x22, 0x19, 0x14]),
    soft_percent: 22,
    rounding: 99,
    target: 255,
};

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

    /// The soft accent of this colour.
    fn soft(self, scheme: &Scheme) -> Self {
        let mut mixed = scheme.card;
        for (part, own) in mixed.0.iter_mut().zip(self.0) {
            let sum = u32::from(own) * scheme.soft_percent
                + u32::from(*part) * (100 - scheme.soft_percent)
                + scheme.rounding;
            *part = u8::try_from(sum / 100).unwrap_or(u8::MAX);
        }
        mixed
    }

    /// The least contrast of this colour with the text on it and the grounds below it.
    fn least_contrast(self, scheme: &Scheme) -> f64 {
        scheme
            .grounds
            .iter()
            .chain([&self.soft(scheme)])
            .map(|ground| self.contrast(*ground))
            .fold(f64::INFINITY, f64::min)
    }

    fn readable(self, scheme: &Scheme) -> Self {
        let mut colour = self;
        // A hundred steps reach black or white from anywhere.
        for _ in 0..200 {
            if colour.least_contrast(scheme) >= CONTRAST_MIN {
                break;
            }
            let next = colour.towards(scheme.target);
            colour = if next == colour { Self([scheme.target; 3]) } else { next };
        }
        colour
    }

    /// The accent by day: darkened until it can be read on every ground, and white on it.
    #[must_use]
    pub fn accent(self) -> Self {
        self.readable(&DAY)
    }

    /// The accent by night: lightened until it can be read on every ground, and ink on it.
    #[must_use]
    pub fn accent_dark(self) -> Self {
        self.readable(&NIGHT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_colour_becomes_readable_on_every_ground() {
        for r in (0..=255).step_by(51) {
            for g in (0..=255).step_by(51) {
                for b in (0..=255).step_by(51) {
                    let colour = Colour([r, g, b]);
                    for (accent, scheme) in [(colour.accent(), DAY), (colour.accent_dark(), NIGHT)]
                    {
                        let least = accent.least_contrast(&scheme);
                        assert!(least >= CONTRAST_MIN, "{} on {least}", colour.to_hex());
                    }
                }
            }
        }
    }

    /// The current page's link is the accent on a tint of it, which is darker than paper.
    #[test]
    fn the_tint_of_a_pale_colour_does_not_swallow_its_text() {
        let yellow = Colour::parse("#ffee88").unwrap();
        assert_eq!(yellow.accent().to_hex(), "#6f6739");
        assert!(yellow.accent().contrast(Colour::parse("#ecebe4").unwrap()) >= CONTRAST_MIN);
        assert_eq!(yellow.accent_dark(), yellow);
        // The crew page finds the same before it saves; see its test of the same name.
        let navy = Colour::parse("#102a6b").unwrap();
        assert_eq!(navy.accent(), navy);
        assert_eq!(navy.accent_dark().to_hex(), "#97a2bb");
    }

    #[test]
    fn a_readable_colour_stays_as_it_is() {
        let brown = Colour::parse("#9a4a14").unwrap();
        assert_eq!(brown.accent().to_hex(), "#9a4a14");
        let amber = Colour::parse("#f2a661").unwrap();
        assert_eq!(amber.accent_dark().to_hex(), "#f2a661");
        assert_eq!(Colour::parse("9a4a14"), None);
        assert_eq!(Colour::parse("#9a4a1é"), None);
    }
}
