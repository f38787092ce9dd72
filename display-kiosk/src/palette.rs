//! The design tokens' colours as constants: the two grounds of the board, and the two colour sets
//! that pages take by day and in the dark.
//!
//! The values are those of `tokens.css`. A layer's colour belongs to the menu and lives with
//! `crema_api::menu::Ingredient`. A colour of the crew's own may take the accent's place.

use crema_api::Colour;

/// One set of the tokens: a name and its value, as in the style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // Each field is the token of the same name.
pub struct Tokens {
    pub paper: &'static str,
    pub card: &'static str,
    pub quiet: &'static str,
    pub ink: &'static str,
    pub ink_2: &'static str,
    pub line: &'static str,
    pub line_strong: &'static str,
    pub accent: &'static str,
    pub on_accent: &'static str,
    pub accent_soft: &'static str,
    pub ready: &'static str,
    pub on_ready: &'static str,
    pub ready_soft: &'static str,
    pub warn: &'static str,
    pub warn_soft: &'static str,
    pub late: &'static str,
    pub late_soft: &'static str,
}

/// By day: ink on warm paper.
pub const LIGHT: Tokens = Tokens {
    paper: "#faf6f1",
    card: "#ffffff",
    quiet: "#f1e9e0",
    ink: "#201611",
    ink_2: "#66564b",
    line: "#e4d9ce",
    line_strong: "#94847a",
    accent: "#9a4a14",
    on_accent: "#ffffff",
    accent_soft: "#fbe8d8",
    ready: "#0a6640",
    on_ready: "#ffffff",
    ready_soft: "#dcf2e6",
    warn: "#7a4e00",
    warn_soft: "#ffedc2",
    late: "#a0211a",
    late_soft: "#fde3df",
};

/// In the dark, by preference: foam on espresso.
pub const DARK: Tokens = Tokens {
    paper: "#16100d",
    card: "#221914",
    quiet: "#2b211b",
    ink: "#f7efe6",
    ink_2: "#bcab9d",
    line: "#3b2e26",
    line_strong: "#8a7a6e",
    accent: "#f2a661",
    on_accent: "#241308",
    accent_soft: "#40270f",
    ready: "#62d6a3",
    on_ready: "#06281a",
    ready_soft: "#0f3826",
    warn: "#f4c552",
    warn_soft: "#3d2e08",
    late: "#ff8f82",
    late_soft: "#47150f",
};

/// The accent on paper where the crew chose none: [`LIGHT`]'s.
pub const ACCENT: Colour = Colour::from_parts([0x9a, 0x4a, 0x14]);

/// The board's dark ground, behind the orders.
pub const ESPRESSO: &str = "#1b120e";
/// The board's light ground, and the text on espresso.
pub const FOAM: &str = "#fdf6ec";
/// The number of an order being made: foam, a step behind the ready ones.
pub const FOAM_QUIET: &str = "#e6dfd6";
/// Behind a QR code. Readers want the full contrast, so this is no shade of paper.
pub const QR_LIGHT: &str = "#ffffff";
/// A QR code's modules.
pub const QR_DARK: &str = "#000000";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_accent_is_the_tokens() {
        assert_eq!(Colour::parse(LIGHT.accent).unwrap(), ACCENT);
    }
}
