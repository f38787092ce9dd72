//! From a ticket to the blocks that make it up, for one width of paper.
//!
//! The number is the most prominent, then the part that must not go wrong (a milk other than the
//! default), then the drink, then the extras, then the name. Big type is drawn as raster; extras
//! and the foot are set in the printer's own font wherever its code page has every character, and
//! drawn where it has not. Marks and the number are set in `head`, a guest's slip in `slip`.
//! [`crate::job`] turns blocks into bytes.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "heights and gaps are some hundred dots, never below 0"
)]

mod head;
mod slip;

use crate::bitmap::Bitmap;
use crate::characters::{in_code_page, printable};
use crate::drawing::{Anchor, DrawError, Drawing, Ink, Type, drop_uncovered, text_width};
use crate::fitting::fit_text;
use crate::paper::Paper;
use crate::sizes::Sizes;
use crate::text_lines::{self, TextLine};
use crate::ticket::{Reader, Ticket};
use crate::wording::{extra_words, milk_words, order_words};
use head::strike_through;

/// Extras that are printed: more than any menu has for a drink; further ones are counted in a last
/// line.
pub const EXTRAS_MAX: usize = 12;
/// Lines that a drink's name, a milk or a cup's name may take.
const BIG_LINES_MAX: usize = 3;

/// Weight of small drawn type: reduced to one bit it loses some, so it begins heavier.
const META_WEIGHT: u16 = 600;

/// A piece of a ticket over its full width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Dots.
    Raster(Bitmap),
    /// A line in the printer's own font.
    Text(TextLine),
    /// White paper, dots.
    Feed(u32),
}

/// A ticket laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The paper that it is for.
    pub paper: Paper,
    /// The blocks, from the top.
    pub blocks: Vec<Block>,
    /// Glyphs that no installed font has, which were left out.
    pub uncovered: usize,
}

impl Layout {
    /// Lays `ticket` out for `paper`.
    ///
    /// # Errors
    /// [`DrawError`] when a font is missing.
    pub fn from_ticket(ticket: &Ticket, paper: Paper) -> Result<Self, DrawError> {
        let layout = Self { paper, blocks: Vec::new(), uncovered: 0 };
        let mut typesetter = Typesetter { layout, sizes: Sizes::for_paper(paper) };
        match ticket.reader {
            Reader::Barista => typesetter.lay_out_ticket(ticket)?,
            Reader::Guest { wait_min } => typesetter.lay_out_slip(ticket, wait_min)?,
        }
        Ok(typesetter.layout)
    }
}

/// Lays one ticket out, from the top down.
struct Typesetter {
    layout: Layout,
    sizes: &'static Sizes,
}

impl Typesetter {
    fn lay_out_ticket(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        self.add_marks(ticket)?;
        self.add_header(ticket)?;
        if !ticket.cancelled {
            self.add_previous(ticket)?;
        }
        self.add_drink(ticket)?;
        if !ticket.cancelled {
            self.add_milk(ticket)?;
            self.add_extras(ticket)?;
        }
        self.add_rule()?;
        self.add_name(ticket)?;
        let part = format!("{} of {}", ticket.part.number, ticket.part.of);
        self.add_foot(&ticket.occasion, &part)
    }

    fn left(&self) -> f32 {
        self.layout.paper.margin() as f32
    }

    fn right(&self) -> f32 {
        (self.layout.paper.width() - self.layout.paper.margin()) as f32
    }

    fn measure(&self) -> f32 {
        self.layout.paper.measure() as f32
    }

    fn new_drawing(&self, height: f32) -> Drawing {
        Drawing::new(self.layout.paper.width(), height.ceil() as u32)
    }

    /// Burns a drawing and adds it, its white rows as feeds. Anything that leaves its line (a pile
    /// of accents) is cut off before the paper's edge.
    fn add_drawing(&mut self, mut drawing: Drawing) -> Result<(), DrawError> {
        let (edge, height) = (self.left() / 2.0, drawing.height() as f32);
        drawing.fill_bar(0.0, 0.0, edge, height, Ink::White);
        drawing.fill_bar(self.right() + edge, 0.0, edge, height, Ink::White);
        let (inked, above, below) = drawing.burn()?.trimmed();
        self.add_feed(above);
        if inked.height() > 0 {
            self.layout.blocks.push(Block::Raster(inked));
        }
        self.add_feed(below);
        Ok(())
    }

    fn add_feed(&mut self, dots: u32) {
        match self.layout.blocks.last_mut() {
            _ if dots == 0 => {}
            Some(Block::Feed(so_far)) => *so_far += dots,
            _ => self.layout.blocks.push(Block::Feed(dots)),
        }
    }

    /// Sets the drink as it was before the change, struck through.
    fn add_previous(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let Some(previous) = &ticket.previous else { return Ok(()) };
        let font = Type::new(sizes.extra, META_WEIGHT);
        let (words, pitch) = (order_words(previous), f32::from(sizes.extra_pitch));
        self.add_lines_with(&words, font, sizes.extra_floor, pitch, Strike::Through)
    }

    fn add_drink(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let Some(order) = &ticket.drink else { return Ok(()) };
        let font = Type::new(sizes.drink, 800).spaced(-0.02);
        self.add_lines(&order.drink, font, sizes.drink_floor, sizes.drink_pitch)
    }

    /// Sets a milk other than the default, white on a black bar over the full width.
    fn add_milk(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let Some(milk) = ticket.drink.as_ref().and_then(|order| order.special_milk()) else {
            return Ok(());
        };
        let words = milk_words(&self.drop_undrawable(milk)?);
        let room = self.measure() - 2.0 * sizes.bar_inset;
        let font = Type::new(sizes.milk, 700);
        let (lines, font) = fit_text(&words, font, sizes.milk_floor, room, BIG_LINES_MAX)?;
        let further = (lines.len().saturating_sub(1)) as f32 * 1.15 * font.size;
        let mut drawing = self.new_drawing(sizes.bar_height + further + sizes.gap);
        drawing.fill_bar(self.left(), 0.0, self.measure(), sizes.bar_height + further, Ink::Black);
        let first = sizes.bar_height / 2.0 + 0.364 * font.size;
        for (line, nth) in lines.iter().zip(0_u8..) {
            let y = first + f32::from(nth) * 1.15 * font.size;
            let x = self.left() + sizes.bar_inset;
            drawing.draw_text(x, y, Anchor::Start, line, font, Ink::White);
        }
        self.add_drawing(drawing)
    }

    fn add_extras(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let Some(order) = &ticket.drink else { return Ok(()) };
        let mut extras: Vec<String> =
            order.extras().map(extra_words).filter(|words| !words.is_empty()).collect();
        if let Some(beyond) = extras.len().checked_sub(EXTRAS_MAX).filter(|beyond| *beyond > 0) {
            extras.truncate(EXTRAS_MAX);
            extras.push(format!("{beyond} more: see the tablet"));
        }
        for words in extras {
            let line = format!("+ {words}");
            if in_code_page(&line) {
                let set = text_lines::extra_lines(&line, self.layout.paper, self.sizes);
                self.layout.blocks.extend(set.into_iter().map(Block::Text));
            } else {
                let sizes = self.sizes;
                let font = Type::new(sizes.extra, 600);
                self.add_lines(&line, font, sizes.extra_floor, f32::from(sizes.extra_pitch))?;
            }
        }
        Ok(())
    }

    fn add_rule(&mut self) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let mut drawing = self.new_drawing(2.0 * sizes.gap + sizes.rule);
        drawing.fill_bar(self.left(), sizes.gap, self.measure(), sizes.rule, Ink::Black);
        self.add_drawing(drawing)
    }

    /// Sets the name in its own script.
    fn add_name(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let name = ticket.name.as_deref().unwrap_or_default();
        self.add_lines(name, Type::new(sizes.name, 600), sizes.name_floor, sizes.name_pitch)
    }

    /// Sets the occasion at the left margin, and something short at the right one.
    fn add_foot(&mut self, occasion: &str, beside: &str) -> Result<(), DrawError> {
        let sizes = self.sizes;
        self.add_feed(sizes.foot_gap);
        let (occasion, beside) = (printable(occasion), printable(beside));
        if in_code_page(&occasion) && in_code_page(&beside) {
            let line = text_lines::foot_line(&occasion, &beside, self.layout.paper);
            self.layout.blocks.push(Block::Text(line));
            return Ok(());
        }
        let font = Type::new(sizes.meta, META_WEIGHT);
        let beside = self.drop_undrawable(&beside)?;
        let room = self.measure() - text_width(&beside, font)? - sizes.gap;
        let occasion = self.drop_undrawable(&occasion)?;
        let (lines, fitting) = fit_text(&occasion, font, sizes.meta_floor, room, 1)?;
        let mut drawing = self.new_drawing(sizes.meta_pitch);
        let y = sizes.meta;
        for line in &lines {
            drawing.draw_text(self.left(), y, Anchor::Start, line, fitting, Ink::Black);
        }
        drawing.draw_text(self.right(), y, Anchor::End, &beside, font, Ink::Black);
        self.add_drawing(drawing)
    }

    /// Returns the part of `text` that can be drawn.
    fn drop_undrawable(&mut self, text: &str) -> Result<String, DrawError> {
        let (kept, lost) = drop_uncovered(&printable(text))?;
        self.layout.uncovered += lost;
        Ok(kept)
    }

    /// Sets `text` in up to [`BIG_LINES_MAX`] lines, each `pitch` dots high at full size.
    fn add_lines(
        &mut self,
        text: &str,
        font: Type,
        floor: f32,
        pitch: f32,
    ) -> Result<(), DrawError> {
        self.add_lines_with(text, font, floor, pitch, Strike::No)
    }

    fn add_lines_with(
        &mut self,
        text: &str,
        font: Type,
        floor: f32,
        pitch: f32,
        struck: Strike,
    ) -> Result<(), DrawError> {
        let text = self.drop_undrawable(text)?;
        if text.is_empty() {
            return Ok(());
        }
        let (lines, fitting) = fit_text(&text, font, floor, self.measure(), BIG_LINES_MAX)?;
        let pitch = (pitch * fitting.size / font.size).ceil();
        let mut drawing = self.new_drawing(pitch * lines.len() as f32);
        for (line, nth) in lines.iter().zip(1_u8..) {
            // A fifth of the pitch is for letters that reach below the baseline.
            let y = pitch * f32::from(nth) - 0.22 * pitch;
            drawing.draw_text(self.left(), y, Anchor::Start, line, fitting, Ink::Black);
            if struck == Strike::Through {
                strike_through(&mut drawing, self.left(), y, text_width(line, fitting)?, fitting);
            }
        }
        self.add_drawing(drawing)
    }
}

/// Whether lines are struck through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strike {
    No,
    Through,
}
