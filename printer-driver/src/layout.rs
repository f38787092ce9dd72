//! From a ticket to the blocks that make it up, for one width of paper.
//!
//! The number is the hero, then what must not go wrong (a milk other than the default), then the
//! drink, then the extras, then the name. Big type is drawn as raster; extras and the foot are set
//! in the printer's own font wherever its code page has every character, and drawn where it has
//! not. How blocks become bytes is [`crate::job`]'s.

use crate::bitmap::Bitmap;
use crate::characters::{in_code_page, printable};
use crate::drawing::{Anchor, DrawError, Drawing, Ink, Type, covered, width};
use crate::fitting::fitted;
use crate::paper::Paper;
use crate::sizes::Sizes;
use crate::text_lines::{self, TextLine};
use crate::ticket::Ticket;
use crate::wording::{extra_words, meta, milk_words};

/// Extras that are printed: more than any menu has for a drink; what is beyond is counted in a
/// last line.
pub const EXTRAS_MAX: usize = 12;
/// Lines that a drink's name, a milk or a cup's name may take.
const BIG_LINES_MAX: usize = 3;

/// Weight of small drawn type: cut off at one bit it loses some, so it begins heavier.
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
    /// For which paper.
    pub paper: Paper,
    /// From the top.
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
        setter.frames(ticket)?;
        setter.header(ticket)?;
        setter.drink(ticket)?;
        if !ticket.cancelled {
            setter.milk(ticket)?;
            setter.extras(ticket)?;
        }
        setter.rule()?;
        setter.name(ticket)?;
        setter.foot(ticket)?;
        Ok(setter.layout)
    }
}

/// Lays one ticket out, from the top down.
struct Setter {
    layout: Layout,
    sizes: &'static Sizes,
}

impl Setter {
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

    /// Burns a drawing and adds it, its white rows as feeds. What swings out of its line (a pile of
    /// accents) is cut off before the paper's edge.
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

    /// What tells a ticket apart from an order's first and only one.
    fn frames(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let cancelled = ticket.cancelled.then_some(("CANCELLED", Ink::White));
        let mark = ticket.mark.words().map(|words| (words, Ink::Black));
        for (words, ink) in cancelled.into_iter().chain(mark) {
            let sizes = self.sizes;
            self.feed(sizes.gap as u32 / 2);
            let mut drawing = self.drawing(sizes.frame_height);
            let edge = if ink == Ink::White { sizes.frame_height / 2.0 } else { sizes.frame_edge };
            let (left, measure) = (self.left(), self.measure());
            drawing.frame(left, 0.0, measure, sizes.frame_height, edge);
            let font = Type::new(sizes.frame_type, 700).spaced(0.2);
            let middle = self.layout.paper.width() as f32 / 2.0 + 0.1 * sizes.frame_type;
            let baseline = sizes.frame_height / 2.0 + 0.364 * sizes.frame_type;
            drawing.text(middle, baseline, Anchor::Middle, words, font, ink);
            self.add(drawing)?;
        }
        Ok(())
    }

    /// The number, and at its right when, where in line and at which bar. A number too wide for
    /// that takes the full width, and the rest goes below it.
    fn header(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let label = self.drawable(&ticket.label)?;
        let number = Type::new(sizes.number, 800).spaced(sizes.number_spacing);
        let beside = meta(ticket);
        let font = Type::new(sizes.meta, META_WEIGHT);
        let mut column = 0.0_f32;
        for line in &beside {
            column = column.max(width(line, font)?);
        }
        let room = self.measure() - column - sizes.gap;
        let fits_beside = column < self.measure() / 2.0 && width(&label, number)? <= room;
        let room = if fits_beside { room } else { self.measure() };
        let (lines, number) = fitted(&label, number, sizes.meta, room, 1)?;
        // Capitals of Inter are 0.727 em high; the line begins right above them.
        let baseline = sizes.top + (0.727 * number.size).ceil();
        let mut drawing = self.drawing(baseline + sizes.gap);
        for line in &lines {
            drawing.text(self.left(), baseline, Anchor::Start, line, number, Ink::Black);
            if ticket.cancelled {
                let (across, thick) = (width(line, number)?, 0.06 * number.size);
                let middle = baseline - 0.36 * number.size;
                let (left, edge) = (self.left(), 0.25 * thick);
                drawing.bar(
                    left,
                    middle - thick / 2.0 - edge,
                    across,
                    thick + 2.0 * edge,
                    Ink::White,
                );
                drawing.bar(left, middle - thick / 2.0, across, thick, Ink::Black);
            }
        }
        if fits_beside {
            for (line, nth) in beside.iter().zip(0_u8..) {
                let y = sizes.top + sizes.meta * 0.7 + f32::from(nth) * sizes.meta_pitch;
                drawing.text(self.right(), y, Anchor::End, line, font, Ink::Black);
            }
            return self.add(drawing);
        }
        self.add(drawing)?;
        self.lines(&beside.join("  ·  "), font, sizes.meta_floor, sizes.meta_pitch)?;
        self.feed(sizes.gap as u32 / 2);
        Ok(())
    }

    fn drink(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let Some(order) = &ticket.drink else { return Ok(()) };
        let font = Type::new(sizes.drink, 800).spaced(-0.02);
        self.lines(&order.drink, font, sizes.drink_floor, sizes.drink_pitch)
    }

    /// A milk other than the default: white on a black bar over the full width.
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

    /// The name in its own script.
    fn name(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        let name = ticket.name.as_deref().unwrap_or_default();
        self.lines(name, Type::new(sizes.name, 600), sizes.name_floor, sizes.name_pitch)
    }

    /// Occasion, and which of how many.
    fn foot(&mut self, ticket: &Ticket) -> Result<(), DrawError> {
        let sizes = self.sizes;
        self.feed(sizes.foot_gap);
        let occasion = printable(&ticket.occasion);
        let part = format!("{} of {}", ticket.part.number, ticket.part.of);
        if in_code_page(&occasion) {
            let line = text_lines::foot(&occasion, &part, self.layout.paper);
            self.layout.blocks.push(Block::Text(line));
            return Ok(());
        }
        let font = Type::new(sizes.meta, META_WEIGHT);
        let room = self.measure() - width(&part, font)? - sizes.gap;
        let occasion = self.drawable(&occasion)?;
        let (lines, fitting) = fitted(&occasion, font, sizes.meta_floor, room, 1)?;
        let mut drawing = self.drawing(sizes.meta_pitch);
        let y = sizes.meta;
        for line in &lines {
            drawing.text(self.left(), y, Anchor::Start, line, fitting, Ink::Black);
        }
        drawing.text(self.right(), y, Anchor::End, &part, font, Ink::Black);
        self.add(drawing)
    }

    /// What of `text` can be drawn.
    fn drawable(&mut self, text: &str) -> Result<String, DrawError> {
        let (kept, lost) = covered(&printable(text))?;
        self.layout.uncovered += lost;
        Ok(kept)
    }

    /// Sets `text` in up to [`BIG_LINES_MAX`] lines, each `pitch` dots high at full size.
    fn lines(&mut self, text: &str, font: Type, floor: f32, pitch: f32) -> Result<(), DrawError> {
        let text = self.drawable(text)?;
        if text.is_empty() {
            return Ok(());
        }
        let (lines, fitting) = fitted(&text, font, floor, self.measure(), BIG_LINES_MAX)?;
        let pitch = (pitch * fitting.size / font.size).ceil();
        let mut drawing = self.drawing(pitch * lines.len() as f32);
        for (line, nth) in lines.iter().zip(1_u8..) {
            // A fifth of the pitch is for what hangs below the baseline.
            let y = pitch * f32::from(nth) - 0.22 * pitch;
            drawing.text(self.left(), y, Anchor::Start, line, fitting, Ink::Black);
        }
        self.add(drawing)
    }
}
