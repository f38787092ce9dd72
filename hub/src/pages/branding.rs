//! The crew's colour and logo on a page: a few style rules that replace the accent, and the logo's
//! address. Whether a colour can be read is decided where it is set; here it is only written down,
//! and nothing but a colour gets into a page.

use crema_api::store::Branding;

use super::fields::with_query;

/// The branding of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct BrandingStyle {
    /// Style rules, if the accent is another one.
    pub rules: Option<String>,
    /// The logo's address.
    pub logo: Option<String>,
}

/// A colour, red, green, blue.
type Rgb = [u8; 3];

/// The backgrounds that a soft accent is mixed with: the cards of `tokens.css`, light and dark.
const CARD: Rgb = [0xff, 0xff, 0xff];
const CARD_DARK: Rgb = [0x22, 0x19, 0x14];
/// How much of the accent a soft one has, percent: as in the booth's own colours.
const SOFT_PERCENT: u16 = 14;

/// Returns the style and the logo for this branding.
pub(super) fn branding_style(branding: &Branding) -> BrandingStyle {
    let light =
        branding.accent.as_deref().and_then(parse_colour).map(|accent| style_rules(accent, CARD));
    let dark = branding
        .accent_dark
        .as_deref()
        .and_then(parse_colour)
        .map(|accent| style_rules(accent, CARD_DARK));
    BrandingStyle {
        rules: light.zip(dark).map(|(light, dark)| {
            format!(
                ":root{{{light}}}@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
            )
        }),
        logo: branding
            .logo
            .as_ref()
            .map(|digest| with_query("/assets/logo.png", &[("v".to_owned(), digest.clone())])),
    }
}

fn style_rules(accent: Rgb, card: Rgb) -> String {
    format!("--accent:{};--accent-soft:{}", to_hex(accent), to_hex(mix_soft(accent, card)))
}

fn mix_soft(accent: Rgb, card: Rgb) -> Rgb {
    let mix = |of: u8, with: u8| {
        let sum = u16::from(of) * SOFT_PERCENT + u16::from(with) * (100 - SOFT_PERCENT);
        u8::try_from(sum / 100).unwrap_or(u8::MAX)
    };
    [mix(accent[0], card[0]), mix(accent[1], card[1]), mix(accent[2], card[2])]
}

/// Reads `#rrggbb`, and nothing else.
fn parse_colour(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn to_hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_soft_accent_is_a_card_with_a_little_of_it() {
        assert_eq!(to_hex(mix_soft([0x9a, 0x4a, 0x14], CARD)), "#f0e5de");
        assert_eq!(parse_colour("#9A4a14"), Some([0x9a, 0x4a, 0x14]));
    }

    #[test]
    fn nothing_but_a_colour_gets_into_a_page() {
        for text in ["", "red", "#fff", "#12345", "#1234567", "#12345é", "#}</sty", "9a4a14"] {
            assert_eq!(parse_colour(text), None, "{text}");
        }
    }
}
