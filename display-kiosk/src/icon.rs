//! The drink's icon: a glass seen from the side, filled from the bottom up with the menu's layers.
//!
//! This is the one drawing of it, for phone, board and crew page. A phone gets a few of these in
//! each page, so every byte is weighed: tenths of units in a square of 100, no ids, no clip
//! paths, one short path a layer.

use std::fmt::Write as _;

use crema_api::menu::{Layer, Vessel};

/// Side of the square that the icon is drawn in, in its own units.
pub const UNITS: f32 = 100.0;
/// Width of the outline: 3 % of the icon's width.
const OUTLINE: f32 = 3.0;
/// Lower edge of the liquid, above the glass's own bottom.
const FLOOR: f32 = 86.5;
/// The line of the glass's bottom.
const BASE: f32 = 90.5;

/// The part of the square that a glass's drawing covers, its outline included, in [`UNITS`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Extent {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Extent {
    /// Returns what a vessel covers.
    #[must_use]
    pub fn of_vessel(vessel: Vessel) -> Self {
        let Glass { rim, rim_half, .. } = Glass::for_vessel(vessel);
        let line = OUTLINE / 2.0;
        Self {
            left: UNITS / 2.0 - rim_half - line,
            top: rim - line,
            right: UNITS / 2.0 + rim_half + line,
            bottom: BASE + line,
        }
    }

    /// Its width, units.
    #[must_use]
    pub fn width(self) -> f32 {
        self.right - self.left
    }

    /// Its height, units.
    #[must_use]
    pub fn height(self) -> f32 {
        self.bottom - self.top
    }
}

/// A vessel's outline. Its walls lean outwards evenly from the base to the rim.
struct Glass {
    /// Height of the rim, measured downwards from the square's top.
    rim: f32,
    /// Half the width at the rim.
    rim_half: f32,
    /// Half the width at the base, where the walls would meet it without rounding.
    base_half: f32,
}

impl Glass {
    fn for_vessel(vessel: Vessel) -> Self {
        match vessel {
            Vessel::Tall | Vessel::Unknown(_) => {
                Self { rim: 14.0, rim_half: 34.5, base_half: 24.5 }
            }
            Vessel::Short => Self { rim: 39.0, rim_half: 26.5, base_half: 19.5 },
        }
    }

    /// Returns half the width at a height, along the wall's middle.
    fn half_width(&self, y: f32) -> f32 {
        let up = (BASE - y) / (BASE - self.rim);
        self.base_half + (self.rim_half - self.base_half) * up
    }

    /// Returns a slice of the glass between two heights, as a path.
    fn slice(&self, bottom: f32, top: f32) -> String {
        let (low, high) = (self.half_width(bottom), self.half_width(top));
        format!(
            "M{} {}H{}L{} {}H{}z",
            format_number(50.0 - low),
            format_number(bottom),
            format_number(50.0 + low),
            format_number(50.0 + high),
            format_number(top),
            format_number(50.0 - high)
        )
    }

    /// Returns the wall from the left rim round the bottom to the right rim. The corners are
    /// rounded by curves whose control points are the corners themselves.
    fn wall(&self) -> String {
        let foot = BASE - 7.0;
        let (rim, foot_half, flat) = (self.rim_half, self.half_width(foot), self.base_half - 6.0);
        format!(
            "M{} {}L{} {}Q{} {BASE} {} {BASE}H{}Q{} {BASE} {} {}L{} {}",
            format_number(50.0 - rim),
            format_number(self.rim),
            format_number(50.0 - foot_half),
            format_number(foot),
            format_number(50.0 - self.base_half),
            format_number(50.0 - flat),
            format_number(50.0 + flat),
            format_number(50.0 + self.base_half),
            format_number(50.0 + foot_half),
            format_number(foot),
            format_number(50.0 + rim),
            format_number(self.rim)
        )
    }
}

/// Returns the icon as an SVG element for a page, `size` CSS px wide and high.
///
/// The outline takes the text colour around it (`currentColor`), so it is `ink` in any place.
/// `on_dark` only decides how strongly the empty part of the glass is tinted. The element is hidden
/// from screen readers: the drink's name is always beside it.
#[must_use]
pub fn drink_icon(vessel: Vessel, layers: &[Layer], size: u16, on_dark: bool) -> String {
    format!(
        "<svg width=\"{size}\" height=\"{size}\" viewBox=\"0 0 100 100\" aria-hidden=\"true\">{}</svg>",
        glass_shapes(vessel, layers, "currentColor", on_dark)
    )
}

/// Returns the icon's shapes alone, in a square of [`UNITS`], with an outline of the given colour.
#[must_use]
pub fn glass_shapes(vessel: Vessel, layers: &[Layer], outline: &str, on_dark: bool) -> String {
    let glass = Glass::for_vessel(vessel);
    let mut svg = String::with_capacity(400);
    let mut bottom = FLOOR;
    let unit = (FLOOR - glass.rim) / full_share(layers);
    for (index, layer) in layers.iter().enumerate() {
        let top = bottom - unit * f32::from(layer.share);
        // A little of this layer goes under the next one, or the ground would shine through the
        // soft edge between them.
        let under = if index + 1 < layers.len() { 1.0 } else { 0.0 };
        // Writing into a String cannot fail.
        let _ = write!(
            svg,
            "<path fill=\"{}\" d=\"{}\"/>",
            layer.of.colour(),
            glass.slice(bottom, top - under)
        );
        bottom = top;
    }
    if bottom - glass.rim > 0.5 {
        let tint = if on_dark { ".15" } else { ".07" };
        let _ = write!(
            svg,
            "<path fill=\"{outline}\" opacity=\"{tint}\" d=\"{}\"/>",
            glass.slice(bottom, glass.rim)
        );
    }
    let _ = write!(
        svg,
        "<path fill=\"none\" stroke=\"{outline}\" stroke-width=\"{}\" stroke-linecap=\"round\" d=\"{}\"/>",
        format_number(OUTLINE),
        glass.wall()
    );
    svg
}

/// Returns the whole of the shares: 100, or their sum if a menu's layers add up to more, so that no
/// drink rises above its glass.
fn full_share(layers: &[Layer]) -> f32 {
    layers.iter().map(|layer| f32::from(layer.share)).sum::<f32>().max(100.0)
}

/// A number to a tenth of a unit, without trailing zeros: enough at 400 px, and short.
fn format_number(value: f32) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    format!("{tenths}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use crema_api::menu::Ingredient::{Espresso, Foam, Milk};

    use super::*;

    const FLAT_WHITE: [Layer; 3] = [
        Layer { of: Espresso, share: 30 },
        Layer { of: Milk, share: 50 },
        Layer { of: Foam, share: 5 },
    ];

    #[test]
    fn layers_stand_one_above_the_other_in_the_menus_order() {
        let svg = drink_icon(Vessel::Tall, &FLAT_WHITE, 64, false);
        let at = |colour: &str| svg.find(colour).expect("every layer is drawn");
        assert!(at("#3b2014") < at("#f6e9d8") && at("#f6e9d8") < at("#fffaf2"));
        assert!(svg.contains("M25 86.5H75"), "the first stands on the floor: {svg}");
    }

    #[test]
    fn an_icon_is_a_few_hundred_bytes() {
        let svg = drink_icon(Vessel::Tall, &FLAT_WHITE, 64, false);
        assert!(svg.len() < 560, "{} bytes", svg.len());
    }

    #[test]
    fn shares_over_a_hundred_do_not_overflow_the_glass() {
        let layers = [Layer { of: Espresso, share: 100 }, Layer { of: Milk, share: 100 }];
        let svg = glass_shapes(Vessel::Short, &layers, "#000000", false);
        assert!(svg.contains("L76.5 39H23.5z"), "the last layer ends at the rim: {svg}");
        assert!(!svg.contains("opacity"), "a full glass has no empty part");
    }

    #[test]
    fn an_empty_glass_is_still_a_glass() {
        let svg = drink_icon(Vessel::Short, &[], 32, true);
        assert!(svg.contains("opacity=\".15\"") && svg.contains("stroke-width=\"3\""));
    }
}
