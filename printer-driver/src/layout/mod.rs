//! From a ticket to the blocks that make it up, for one width of paper.
//!
//! The number is the most prominent, then the part that must not go wrong (a milk other than the
//! default), then the drink, then the extras, then the name. Big type is drawn as raster; extras
//! and the foot are set in the printer's own font wherever its code page has every character, and
//! drawn where it has not. Marks and the number are set in `head`, a guest's slip in `slip`.
//! [`crate::job`] turns blocks into bytes.

mod head;
mod slip;

use crate::bitmap::Bitmap;
use crate::characters::{in_code_page, printable};
use crate::drawing::{Anchor, DrawError, Drawing, Ink, Type, covered, width};
use crate::fitting::fitted;
use crate::paper::Paper;
use crate::sizes::Sizes;
use crate::text_lines::{self, TextLine};
use crate::ticket::{Reader, Ticket};
use crate::wording::{extra_words, milk_words, order_words};
use head::strike;

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
    pub fn of(ticket: &Ticket, paper: Paper) -> Result<Self, DrawError> {
        let layout = Self { paper, blocks: Vec::new(), uncovered: 0 };
        let mut setter = Setter { layout, sizes: Sizes::of(paper) };
        match ticket.reader {
            Reader::Barista => setter.for_the_cup(ticket)?,
            Reader::Guest { wait_min } => setter.for_the_guest(ticket, wait_min)?,
        }
        Ok(setter.layout)
    }
}

/// Lays one ticket out, from the top down.
struct Setter {
    layout: Layout,
    sizes: &'static Sizes,
}

impl Setter {
    fn for_the_cup(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        self.frames(ticket)?;
        self.header(ticket)?;
        if !ticket.cancelled {
            self.previous(ticket)?;
        }
        self.drink(ticket)?;
        if !ticket.cancelled {
            self.milk(ticket)?;
            self.extras(ticket)?;
        }
        self.rule()?;
        self.name(ticket)?;
        let part = format!("{} of {}", ticket.part.number, ticket.part.of);
        self.foot(&ticket.occasion, &part)
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

    fn drawing(&self, height: f32) -> Drawing {
        Drawing::new(self.layout.paper.width(), height.ceil() as u32)
    }

    /// Burns a drawing and adds it, its white rows as feeds. Anything that leaves its line (a pile
    /// of accents) is cut off before the paper's edge.
    fn add(&mut self, mut drawing: Drawing) -> Result<(), DrawError> {
        let (edge, height) = (self.left() / 2.0, drawing.height() as f32);
        drawing.bar(0.0, 0.0, edge, height, Ink::White);
        drawing.bar(self.right() + edge, 0.0, edge, height, Ink::White);
        let (inked, above, below) = drawing.burn()?.trimmed();
        self.feed(above);
        if inked.height() > 0 {
            self.layout.blocks.push(Block::Raster(inked));
        }
        self.feed(below);
        Ok(())
    }

    fn feed(&mut self, dots: u32) {
        match self.layout.blocks.last_mut() {
            _ if dots == 0 => {}
            Some(Block::Feed(so_far)) => *so_far += dots,
            _ => self.layout.blocks.push(Block::Feed(dots)),
        }
    }

    /// Sets the drink as it was before the change, struck through.
    fn previous(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let Some(previous) = &ticket.previous else { return Ok(()) };
        let font = Type::new(sizes.extra, META_WEIGHT);
        let (words, pitch) = (order_words(previous), sizes.extra_pitch);
        self.lines_with(&words, font, sizes.extra_floor, pitch, Strike::Through)
    }

    fn drink(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let Some(order) = &ticket.drink else { return Ok(()) };
        let font = Type::new(sizes.drink, 800).spaced(-0.02);
        self.lines(&order.drink, font, sizes.drink_floor, sizes.drink_pitch)
    }

    /// Sets a milk other than the default, white on a black bar over the full width.
    fn milk(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let Some(milk) = ticket.drink.as_ref().and_then(|order| order.special_milk()) else {
            return Ok(());
        };
        let words = milk_words(&self.drawable(milk)?);
        let room = self.measure() - 2.0 * sizes.bar_inset;
        let font = Type::new(sizes.milk, 700);
        let (lines, font) = fitted(&words, font, sizes.milk_floor, room, BIG_LINES_MAX)?;
        let further = (lines.len().saturating_sub(1)) as f32 * 1.15 * font.size;
        let mut drawing = self.drawing(sizes.bar_height + further + sizes.gap);
        drawing.bar(self.left(), 0.0, self.measure(), sizes.bar_height + further, Ink::Black);
        let first = sizes.bar_height / 2.0 + 0.364 * font.size;
        for (line, nth) in lines.iter().zip(0_u8..) {
            let y = first + f32::from(nth) * 1.15 * font.size;
            let x = self.left() + sizes.bar_inset;
            drawing.text(x, y, Anchor::Start, line, font, Ink::White);
        }
        self.add(drawing)
    }

    fn extras(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
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
                let set = text_lines::extra(&line, self.layout.paper, self.sizes);
                self.layout.blocks.extend(set.into_iter().map(Block::Text));
            } else {
                let sizes = self.sizes;
                let font = Type::new(sizes.extra, 600);
                self.lines(&line, font, sizes.extra_floor, sizes.extra_pitch)?;
            }
        }
        Ok(())
    }

    fn rule(&mut self) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let mut drawing = self.drawing(2.0 * sizes.gap + sizes.rule);
        drawing.bar(self.left(), sizes.gap, self.measure(), sizes.rule, Ink::Black);
        self.add(drawing)
    }

    /// Sets the name in its own script.
    fn name(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let name = ticket.name.as_deref().unwrap_or_default();
        self.lines(name, Type::new(sizes.name, 600), sizes.name_floor, sizes.name_pitch)
    }

    /// Sets the occasion at the left margin, and something short at the right one.
    fn foot(&mut self, occasion: &str, beside: &str) -> Result<(), DrawError> {
        let sizes = self.sizes;
        self.feed(sizes.foot_gap);
        let (occasion, beside) = (printable(occasion), printable(beside));
        if in_code_page(&occasion) && in_code_page(&beside) {
            let line = text_lines::foot(&occasion, &beside, self.layout.paper);
            self.layout.blocks.push(Block::Text(line));
            return Ok(());
        }
        let font = Type::new(sizes.meta, META_WEIGHT);
        let beside = self.drawable(&beside)?;
        let room = self.measure() - width(&beside, font)? - sizes.gap;
        let occasion = self.drawable(&occasion)?;
        let (lines, fitting) = fitted(&occasion, font, sizes.meta_floor, room, 1)?;
        let mut drawing = self.drawing(sizes.meta_pitch);
        let y = sizes.meta;
        for line in &lines {
            drawing.text(self.left(), y, Anchor::Start, line, fitting, Ink::Black);
        }
        drawing.text(self.right(), y, Anchor::End, &beside, font, Ink::Black);
        self.add(drawing)
    }

    /// Returns the part of `text` that can be drawn.
    fn drawable(&mut self, text: &str) -> Result<String, DrawError> {
        let (kept, lost) = covered(&printable(text))?;
        self.layout.uncovered += lost;
        Ok(kept)
    }

    /// Sets `text` in up to [`BIG_LINES_MAX`] lines, each `pitch` dots high at full size.
    fn lines(&mut self, text: &str, font: Type, floor: f32, pitch: f32) -> Result<(), DrawError> {
        self.lines_with(text, font, floor, pitch, Strike::No)
    }

    fn lines_with(
        &mut self,
        text: &str,
        font: Type,
        floor: f32,
        pitch: f32,
        struck: Strike,
    ) -> Result<(), DrawError> {
        let text = self.drawable(text)?;
        if text.is_empty() {
            return Ok(());
        }
        let (lines, fitting) = fitted(&text, font, floor, self.measure(), BIG_LINES_MAX)?;
        let pitch = (pitch * fitting.size / font.size).ceil();
        let mut drawing = self.drawing(pitch * lines.len() as f32);
        for (line, nth) in lines.iter().zip(1_u8..) {
            // A fifth of the pitch is for letters that reach below the baseline.
            let y = pitch * f32::from(nth) - 0.22 * pitch;
            drawing.text(self.left(), y, Anchor::Start, line, fitting, Ink::Black);
            if struck == Strike::Through {
                strike(&mut drawing, self.left(), y, width(line, fitting)?, fitting);
            }
        }
        self.add(drawing)
    }
}

/// Whether lines are struck through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strike {
    No,
    Through,
}
