//! The sizes of type and the distances of a ticket, one table for each paper.

use crate::paper::Paper;

/// Everything in dots, except where an em is named.
#[derive(Debug)]
pub(crate) struct Sizes {
    /// White above the number.
    pub top: f32,
    /// The number: a third of the paper's width.
    pub number: f32,
    /// Added to each advance of the number, em: big type is set tight.
    pub number_spacing: f32,
    /// Time, place and bar; the foot where it is drawn.
    pub meta: f32,
    /// The smallest of these.
    pub meta_floor: f32,
    /// From line to line of these.
    pub meta_pitch: f32,
    /// The drink.
    pub drink: f32,
    /// The smallest drink; a longer name goes into a second line.
    pub drink_floor: f32,
    /// From line to line of the drink.
    pub drink_pitch: f32,
    /// The milk on its bar.
    pub milk: f32,
    /// The smallest milk.
    pub milk_floor: f32,
    /// Height of the milk's bar.
    pub bar_height: f32,
    /// From the bar's edge to its white letters.
    pub bar_inset: f32,
    /// An extra that is drawn.
    pub extra: f32,
    /// The smallest such extra.
    pub extra_floor: f32,
    /// From line to line of the extras.
    pub extra_pitch: u8,
    /// Largest magnification of font A for an extra.
    pub extra_magnification: u8,
    /// From line to line of extras in font A at its own size.
    pub small_pitch: u8,
    /// The name.
    pub name: f32,
    /// The smallest name.
    pub name_floor: f32,
    /// From line to line of the name.
    pub name_pitch: f32,
    /// The letters of a mark.
    pub frame_type: f32,
    /// Height of a mark's frame.
    pub frame_height: f32,
    /// Its edge.
    pub frame_edge: f32,
    /// Thickness of the rule.
    pub rule: f32,
    /// White between the name and the foot.
    pub foot_gap: u32,
    /// Between blocks.
    pub gap: f32,
}

const SIZES_80: Sizes = Sizes {
    top: 24.0,
    number: 192.0,
    number_spacing: -0.045,
    meta: 26.0,
    meta_floor: 18.0,
    meta_pitch: 34.0,
    drink: 58.0,
    drink_floor: 40.0,
    drink_pitch: 81.0,
    milk: 92.0,
    milk_floor: 52.0,
    bar_height: 109.0,
    bar_inset: 18.0,
    extra: 41.0,
    extra_floor: 28.0,
    extra_pitch: 50,
    extra_magnification: 2,
    small_pitch: 32,
    name: 58.0,
    name_floor: 34.0,
    name_pitch: 80.0,
    frame_type: 30.0,
    frame_height: 60.0,
    frame_edge: 4.0,
    rule: 3.0,
    foot_gap: 20,
    gap: 16.0,
};

const SIZES_58: Sizes = Sizes {
    top: 16.0,
    number: 128.0,
    number_spacing: -0.045,
    meta: 20.0,
    meta_floor: 15.0,
    meta_pitch: 26.0,
    drink: 40.0,
    drink_floor: 28.0,
    drink_pitch: 58.0,
    milk: 62.0,
    milk_floor: 38.0,
    bar_height: 75.0,
    bar_inset: 16.0,
    extra: 28.0,
    extra_floor: 22.0,
    extra_pitch: 34,
    extra_magnification: 1,
    small_pitch: 32,
    name: 40.0,
    name_floor: 26.0,
    name_pitch: 56.0,
    frame_type: 21.0,
    frame_height: 44.0,
    frame_edge: 3.0,
    rule: 3.0,
    foot_gap: 14,
    gap: 12.0,
};

impl Sizes {
    /// Returns the table for `paper`.
    pub(crate) fn for_paper(paper: Paper) -> &'static Self {
        match paper {
            Paper::Paper80 => &SIZES_80,
            Paper::Paper58 => &SIZES_58,
        }
    }
}
