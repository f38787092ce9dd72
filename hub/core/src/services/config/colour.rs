//! A branding colour: made dark (or light) enough that it can be read.

use crema_api::Colour;

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
    grounds: &[
        Colour::from_parts([0xff, 0xff, 0xff]),
        Colour::from_parts([0xfa, 0xf6, 0xf1]),
        Colour::from_parts([0xf1, 0xe9, 0xe0]),
    ],
    card: Colour::from_parts([0xff, 0xff, 0xff]),
    soft_percent: 14,
    rounding: 0,
    target: 0,
};

/// Dark ink, the text on the accent; then paper, card and quiet below it.
const NIGHT: Scheme = Scheme {
    grounds: &[
        Colour::from_parts([0x24, 0x13, 0x08]),
        Colour::from_parts([0x16, 0x10, 0x0d]),
        Colour::from_parts([0x22, 0x19, 0x14]),
        Colour::from_parts([0x2b, 0x21, 0x1b]),
    ],
    card: Colour::from_parts([0x22, 0x19, 0x14]),
    soft_percent: 22,
    rounding: 99,
    target: 255,
};

/// Relative luminance (WCAG 2.2), 0 to 1.
fn luminance(colour: Colour) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [r, g, b] = colour.parts().map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast of two colours (WCAG 2.2), 1 to 21.
fn contrast(one: Colour, other: Colour) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// One step towards black or white.
fn step_towards(colour: Colour, target: u8) -> Colour {
    Colour::from_parts(colour.parts().map(|part| {
        let (part, target) = (u32::from(part), u32::from(target));
        let moved = (part * (100 - STEP) + target * STEP) / 100;
        u8::try_from(moved.max(part.min(target))).unwrap_or(u8::MAX)
    }))
}

/// The accent as it is mixed into the soft one.
fn soften(accent: Colour, scheme: &Scheme) -> Colour {
    let mut mixed = scheme.card.parts();
    for (part, own) in mixed.iter_mut().zip(accent.parts()) {
        let sum = u32::from(own) * scheme.soft_percent
            + u32::from(*part) * (100 - scheme.soft_percent)
            + scheme.rounding;
        *part = u8::try_from(sum / 100).unwrap_or(u8::MAX);
    }
    Colour::from_parts(mixed)
}

/// The least contrast of an accent with the text on it and the grounds below it.
fn least_contrast(accent: Colour, scheme: &Scheme) -> f64 {
    scheme
        .grounds
        .iter()
        .chain([&soften(accent, scheme)])
        .map(|ground| contrast(accent, *ground))
        .fold(f64::INFINITY, f64::min)
}

fn make_readable(colour: Colour, scheme: &Scheme) -> Colour {
    let mut colour = colour;
    // A hundred steps reach black or white from anywhere.
    for _ in 0..200 {
        if least_contrast(colour, scheme) >= CONTRAST_MIN {
            break;
        }
        let next = step_towards(colour, scheme.target);
        colour = if next == colour { Colour::from_parts([scheme.target; 3]) } else { next };
    }
    colour
}

/// The accent by day: the colour, darkened until it can be read wherever it is, and white on it.
pub(super) fn day_accent(colour: Colour) -> Colour {
    make_readable(colour, &DAY)
}

/// The accent by night: the colour, lightened until it can be read wherever it is, and ink on it.
pub(super) fn night_accent(colour: Colour) -> Colour {
    make_readable(colour, &NIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_colour_becomes_readable_on_every_ground() {
        for r in (0..=255).step_by(51) {
            for g in (0..=255).step_by(51) {
                for b in (0..=255).step_by(51) {
                    let colour = Colour::from_parts([r, g, b]);
                    for (accent, scheme) in
                        [(day_accent(colour), DAY), (night_accent(colour), NIGHT)]
                    {
                        let least = least_contrast(accent, &scheme);
                        assert!(least >= CONTRAST_MIN, "{colour} on {least}");
                    }
                }
            }
        }
    }

    /// The current page's link is the accent on a tint of it, which is darker than paper.
    #[test]
    fn the_tint_of_a_pale_colour_does_not_swallow_its_text() {
        let yellow = Colour::parse("#ffee88").unwrap();
        assert_eq!(day_accent(yellow).to_string(), "#6f6739");
        assert!(contrast(day_accent(yellow), Colour::parse("#ecebe4").unwrap()) >= CONTRAST_MIN);
        assert_eq!(night_accent(yellow), yellow);
        // The crew page finds the same before it saves; see its test of the same name.
        let navy = Colour::parse("#102a6b").unwrap();
        assert_eq!(day_accent(navy), navy);
        assert_eq!(night_accent(navy).to_string(), "#97a2bb");
    }

    #[test]
    fn a_readable_colour_stays_as_it_is() {
        let brown = Colour::parse("#9a4a14").unwrap();
        assert_eq!(day_accent(brown).to_string(), "#9a4a14");
        let amber = Colour::parse("#f2a661").unwrap();
        assert_eq!(night_accent(amber).to_string(), "#f2a661");
        assert_eq!(Colour::parse("9a4a14"), None);
        assert_eq!(Colour::parse("#9a4a1é"), None);
    }
}
