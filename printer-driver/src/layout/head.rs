//! A ticket's head: the marks at the very top, and the number with time and place beside it; and
//! how a line is struck through.

use super::{META_WEIGHT, Typesetter};
use crate::drawing::{Anchor, DrawError, Drawing, Ink, Type, text_width};
use crate::fitting::fit_text;
use crate::ticket::Ticket;
use crate::wording::meta_lines;

/// Thinnest bar that strikes something through, dots.
const STRIKE_MIN: f32 = 3.0;

impl Typesetter {
    /// Frames the words that distinguish a ticket from an order's first and only one.
    pub(super) fn add_marks(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let cancelled = ticket.cancelled.then_some(("CANCELLED", Ink::White));
        let mark = ticket.mark.words().map(|words| (words, Ink::Black));
        for (words, ink) in cancelled.into_iter().chain(mark) {
            let sizes = self.sizes;
            self.add_feed(sizes.gap as u32 / 2);
            let mut drawing = self.new_drawing(sizes.frame_height);
            let edge = if ink == Ink::White { sizes.frame_height / 2.0 } else { sizes.frame_edge };
            let (left, measure) = (self.left(), self.measure());
            drawing.draw_frame(left, 0.0, measure, sizes.frame_height, edge);
            let font = Type::new(sizes.frame_type, 700).spaced(0.2);
            let middle = self.layout.paper.width() as f32 / 2.0 + 0.1 * sizes.frame_type;
            let baseline = sizes.frame_height / 2.0 + 0.364 * sizes.frame_type;
            drawing.draw_text(middle, baseline, Anchor::Middle, words, font, ink);
            self.add_drawing(drawing)?;
        }
        Ok(())
    }

    /// Sets the number, and at its right the time, the place in line and the bar. A number too wide
    /// for that takes the full width, and the rest goes below it.
    pub(super) fn add_header(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let label = self.drop_undrawable(&ticket.label)?;
        let number = Type::new(sizes.number, 800).spaced(sizes.number_spacing);
        let beside = meta_lines(ticket);
        let font = Type::new(sizes.meta, META_WEIGHT);
        let mut column = 0.0_f32;
        for line in &beside {
            column = column.max(text_width(line, font)?);
        }
        let room = self.measure() - column - sizes.gap;
        let fits_beside = column < self.measure() / 2.0 && text_width(&label, number)? <= room;
        let room = if fits_beside { room } else { self.measure() };
        let (lines, number) = fit_text(&label, number, sizes.meta, room, 1)?;
        // Capitals of Inter are 0.727 em high; the line begins right above them.
        let baseline = sizes.top + (0.727 * number.size).ceil();
        let mut drawing = self.new_drawing(baseline + sizes.gap);
        for line in &lines {
            drawing.draw_text(self.left(), baseline, Anchor::Start, line, number, Ink::Black);
            if ticket.cancelled {
                strike_through(
                    &mut drawing,
                    self.left(),
                    baseline,
                    text_width(line, number)?,
                    number,
                );
            }
        }
        if fits_beside {
            for (line, nth) in beside.iter().zip(0_u8..) {
                let y = sizes.top + sizes.meta * 0.7 + f32::from(nth) * sizes.meta_pitch;
                drawing.draw_text(self.right(), y, Anchor::End, line, font, Ink::Black);
            }
            return self.add_drawing(drawing);
        }
        self.add_drawing(drawing)?;
        self.add_lines(&beside.join("  ·  "), font, sizes.meta_floor, sizes.meta_pitch)?;
        self.add_feed(sizes.gap as u32 / 2);
        Ok(())
    }
}

/// Strikes a line of `font` through, `across` dots from `x`. White at the bar's edges keeps it apart
/// from the heavy letters of a number; small letters would lose too much to it.
pub(super) fn strike_through(
    drawing: &mut Drawing,
    x: f32,
    baseline: f32,
    across: f32,
    font: Type,
) {
    let thick = (0.06 * font.size).max(STRIKE_MIN);
    let edge = if thick > STRIKE_MIN { 0.25 * thick } else { 0.0 };
    let top = baseline - 0.36 * font.size - thick / 2.0;
    drawing.fill_bar(x, top - edge, across, thick + 2.0 * edge, Ink::White);
    drawing.fill_bar(x, top, across, thick, Ink::Black);
}
