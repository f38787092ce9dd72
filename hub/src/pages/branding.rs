//! The crew's colour and logo on a page: a few style rules that replace the accent, and the logo's
//! address. Whether a colour can be read is decided where it is set; here it is only written down,
//! and nothing but a colour gets into a page.

use crema_api::Colour;
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

/// The grounds that a soft accent is mixed with: the cards of `tokens.css`, light and dark.
const CARD: Colour = Colour::from_parts([0xff, 0xff, 0xff]);
const CARD_DARK: Colour = Colour::from_parts([0x22, 0x19, 0x14]);
/// How much of the accent a soft one has, percent: as in the booth's own colours.
const SOFT_PERCENT: u16 = 14;

/// Returns the style and the logo for this branding.
pub(super) fn branding_style(branding: &Branding) -> BrandingStyle {
    let light = branding.accent.map(|accent| style_rules(accent, CARD));
    let dark = branding.accent_dark.map(|accent| style_rules(accent, CARD_DARK));
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

fn style_rules(accent: Colour, card: Colour) -> String {
    format!("--accent:{};--accent-soft:{}", accent, mix_soft(accent, card))
}

fn mix_soft(accent: Colour, card: Colour) -> Colour {
    let (accent, card) = (accent.parts(), card.parts());
    let mix = |of: u8, with: u8| {
        let sum = u16::from(of) * SOFT_PERCENT + u16::from(with) * (100 - SOFT_PERCENT);
        u8::try_from(sum / 100).unwrap_or(u8::MAX)
    };
    Colour::from_parts([mix(accent[0], card[0]), mix(accent[1], card[1]), mix(accent[2], card[2])])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    #[test]
    fn a_soft_accent_is_a_card_with_a_little_of_it() {
        assert_eq!(mix_soft(Colour::from_parts([0x9a, 0x4a, 0x14]), CARD).to_string(), "#f0e5de");
    }

    #[test]
    fn nothing_but_a_colour_gets_into_a_page() {
        for text in ["", "red", "#fff", "#12345", "#1234567", "#12345é", "#}</sty", "9a4a14"] {
            let branding = json!({ "accent": text, "accentDark": text });
            let branding: Branding = serde_json::from_value(branding).unwrap();
            assert_eq!(branding_style(&branding).rules, None, "{text}");
        }
    }
}
