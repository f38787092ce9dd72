//! The slip for a guest without a phone: the number to watch for, in a frame that no barista takes
//! for a cup's ticket; the drink, the wait, and where to look.

use super::head::strike_through;
use super::{META_WEIGHT, Typesetter};
use crate::characters::printable;
use crate::drawing::{Anchor, DrawError, Ink, Type, text_width};
use crate::fitting::fit_text;
use crate::ticket::Ticket;
use crate::wording::{choice_words, wait_words};

/// Size of the number as a part of that on a ticket: the number is all that a guest needs.
const NUMBER_SCALE: f32 = 1.4;
/// Set above the number in its frame.
const CAPTION: &str = "YOUR NUMBER";

impl Typesetter {
    pub(super) fn lay_out_slip(&mut self, ticket: &Ticket, wait_min: u32) -> Result<(), DrawError> {
        self.add_marks(ticket)?;
        self.add_framed_number(ticket)?;
        self.add_order(ticket)?;
        if !ticket.cancelled {
            self.add_rule()?;
            self.add_where_to_look(ticket, wait_min)?;
        }
        self.add_foot(&ticket.occasion, &ticket.wall_time)
    }

    fn add_framed_number(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let inset = 1.5 * sizes.gap;
        let room = self.measure() - 2.0 * (inset + sizes.frame_edge);
        let label = self.drop_undrawable(&ticket.label)?;
        let number = Type::new(NUMBER_SCALE * sizes.number, 800).spaced(sizes.number_spacing);
        let (lines, number) = fit_text(&label, number, sizes.meta, room, 1)?;
        let caption = Type::new(sizes.frame_type, 700).spaced(0.2);
        // Capitals of Inter are 0.727 em high.
        let caption_y = inset + 0.727 * caption.size;
        let baseline = caption_y + inset + 0.727 * number.size;
        let (left, height) = (self.left(), baseline + 1.25 * inset);
        let middle = self.layout.paper.width() as f32 / 2.0;

        self.add_feed(sizes.gap as u32 / 2);
        let mut drawing = self.new_drawing(height + sizes.gap);
        drawing.draw_frame(left, 0.0, self.measure(), height, sizes.frame_edge);
        // Spacing follows the last letter too: half of it makes up for that.
        let caption_x = middle + 0.5 * caption.spacing * caption.size;
        drawing.draw_text(caption_x, caption_y, Anchor::Middle, CAPTION, caption, Ink::Black);
        for line in &lines {
            let x = middle + 0.5 * number.spacing * number.size;
            drawing.draw_text(x, baseline, Anchor::Middle, line, number, Ink::Black);
            if ticket.cancelled {
                let across = text_width(line, number)?;
                strike_through(&mut drawing, middle - across / 2.0, baseline, across, number);
            }
        }
        self.add_drawing(drawing)
    }

    fn add_order(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let Some(order) = &ticket.drink else { return Ok(()) };
        let drink = Type::new(sizes.name, 700).spaced(-0.02);
        self.add_lines(&order.drink, drink, sizes.name_floor, sizes.name_pitch)?;
        let chosen = Type::new(sizes.extra, META_WEIGHT);
        self.add_lines(
            &choice_words(order),
            chosen,
            sizes.extra_floor,
            f32::from(sizes.extra_pitch),
        )
    }

    fn add_where_to_look(&mut self, ticket: &Ticket, wait_min: u32) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let font = Type::new(sizes.extra, 700);
        self.add_lines(
            &wait_words(wait_min),
            font,
            sizes.extra_floor,
            f32::from(sizes.extra_pitch),
        )?;
        let watch = format!("Watch for {} on the big screen.", printable(&ticket.label));
        let font = font.sized(0.9 * sizes.extra);
        self.add_lines(
            &watch,
            Type { weight: META_WEIGHT, ..font },
            sizes.meta_floor,
            f32::from(sizes.extra_pitch),
        )
    }
}
