//! The print head of the virtual printer: its settings, and the paper that runs under it.

use std::fmt::Write as _;

use super::PAPER_LENGTH_MAX;
use super::PaperError;
use super::commands::{Command, Justify};
use crate::bitmap::Bitmap;
use crate::drawing::{escape_xml, paint_svg, reduce_to_bits};
use crate::fonts::MONO;
use crate::paper::{FONT_A_HEIGHT, FONT_A_WIDTH, Paper};

/// From the print head to the cutter, dots (12 mm): this much white ends a ticket.
const CUTTER_DISTANCE: u32 = 96;
/// From line to line after ESC @, dots (an eighth of an inch and a bit, as Epson has it).
const LINE_SPACING: u8 = 30;
/// Em of the font that replaces font A: its letters are half an em wide, so 12 dots.
const FONT_A_EM: u32 = 24;
/// Baseline of font A's letters in their cell, dots from its top.
const FONT_A_BASELINE: u32 = 19;

/// The settings that ESC @ resets.
#[derive(Debug, Clone, Copy)]
struct Settings {
    bold: bool,
    smooth: bool,
    justify: Justify,
    width: u8,
    height: u8,
    line_spacing: u8,
    left_margin: u16,
    code_page: bool,
}

const POWER_ON: Settings = Settings {
    bold: false,
    smooth: false,
    justify: Justify::Left,
    width: 1,
    height: 1,
    line_spacing: LINE_SPACING,
    left_margin: 0,
    code_page: false,
};

/// Text that waits for its line to end, with the settings it came in.
#[derive(Debug)]
struct Run {
    text: String,
    settings: Settings,
}

/// The head, at `y` dots down the paper.
#[derive(Debug)]
pub(super) struct Head {
    paper: Paper,
    burnt: Bitmap,
    y: u32,
    settings: Settings,
    line: Vec<Run>,
}

impl Head {
    pub(super) fn new(paper: Paper) -> Self {
        let burnt = Bitmap::white(paper.width(), PAPER_LENGTH_MAX);
        Self { paper, burnt, y: 0, settings: POWER_ON, line: Vec::new() }
    }

    /// Returns the paper down to the head.
    pub(super) fn into_paper(self) -> Bitmap {
        let row_bytes = self.burnt.row_bytes();
        let rows: Vec<u8> = self.burnt.rows().take(self.y as usize).flatten().copied().collect();
        Bitmap::from_rows(row_bytes, rows)
    }

    pub(super) fn execute(&mut self, command: &Command) -> Result<(), PaperError> {
        match command {
            Command::Initialise => self.settings = POWER_ON,
            Command::CodePage => self.settings.code_page = true,
            Command::MotionUnits => {}
            Command::Smoothing(on) => self.settings.smooth = *on,
            Command::Bold(on) => self.settings.bold = *on,
            Command::Justify(justify) => self.settings.justify = *justify,
            Command::Size { width, height } => {
                (self.settings.width, self.settings.height) = (*width, *height);
            }
            Command::LineSpacing(dots) => self.settings.line_spacing = *dots,
            Command::LeftMargin(dots) => self.settings.left_margin = *dots,
            Command::Text(text) => {
                self.line.push(Run { text: text.clone(), settings: self.settings });
            }
            Command::Lines(lines) => {
                let height = self.end_line()?;
                let pitch = u32::from(self.settings.line_spacing);
                self.feed(pitch.max(height))?;
                self.feed(pitch * u32::from(lines.saturating_sub(1)))?;
            }
            Command::Feed(dots) => {
                let height = self.end_line()?;
                self.feed(u32::from(*dots).max(height))?;
            }
            Command::Raster { row_bytes, rows } => self.print_raster(*row_bytes, rows)?,
            Command::Cut => {
                self.end_line()?;
                self.feed(CUTTER_DISTANCE)?;
            }
        }
        Ok(())
    }

    fn feed(&mut self, dots: u32) -> Result<(), PaperError> {
        self.y += dots;
        if self.y > PAPER_LENGTH_MAX { Err(PaperError::TooLong) } else { Ok(()) }
    }

    fn print_raster(&mut self, row_bytes: usize, rows: &[u8]) -> Result<(), PaperError> {
        let height = self.end_line()?;
        self.feed(height)?;
        let picture = Bitmap::from_rows(row_bytes, rows.to_vec());
        let left = u32::from(self.settings.left_margin);
        self.check_width(left + picture.width())?;
        let top = self.y;
        self.feed(picture.height())?;
        self.burnt.stamp(&picture, left, top);
        Ok(())
    }

    fn check_width(&self, right: u32) -> Result<(), PaperError> {
        let width = self.paper.width();
        if right > width { Err(PaperError::TooWide { right, width }) } else { Ok(()) }
    }

    /// Burns the line that waits and returns its height; 0 if no line waits.
    fn end_line(&mut self) -> Result<u32, PaperError> {
        let line = std::mem::take(&mut self.line);
        let width: u32 = line.iter().map(Run::width).sum();
        let height = line.iter().map(Run::height).max().unwrap_or(0);
        let Some(first) = line.first() else { return Ok(0) };
        let left = u32::from(first.settings.left_margin);
        // A real printer would break the line here, somewhere.
        self.check_width(left + width)?;
        let room = self.paper.width() - left - width;
        let mut x = left
            + match first.settings.justify {
                Justify::Left => 0,
                Justify::Centre => room / 2,
                Justify::Right => room,
            };
        self.feed(0)?;
        for run in &line {
            // Lines share their foot.
            let top = self.y + height - run.height();
            self.burnt.stamp(&run.burn()?, x, top);
            x += run.width();
        }
        Ok(height)
    }
}

impl Run {
    fn width(&self) -> u32 {
        let chars = u32::try_from(self.text.chars().count()).unwrap_or(u32::MAX);
        chars.saturating_mul(FONT_A_WIDTH * u32::from(self.settings.width))
    }

    fn height(&self) -> u32 {
        u32::from(FONT_A_HEIGHT) * u32::from(self.settings.height)
    }

    /// Burns the run's cells. Smoothed, a magnified letter is drawn in its final size; otherwise
    /// its dots become rectangles.
    fn burn(&self) -> Result<Bitmap, PaperError> {
        let Settings { width, height, smooth, .. } = self.settings;
        if smooth || (width, height) == (1, 1) {
            return self.burn_cells(u32::from(width), u32::from(height));
        }
        let small = self.burn_cells(1, 1)?;
        let mut large = Bitmap::white(self.width(), self.height());
        for y in 0..large.height() {
            for x in 0..large.width() {
                if small.is_black(x / u32::from(width), y / u32::from(height)) {
                    large.blacken(x, y);
                }
            }
        }
        Ok(large)
    }

    fn burn_cells(&self, across: u32, down: u32) -> Result<Bitmap, PaperError> {
        let count = self.text.chars().count();
        let (width, height) = (self.width().max(1), u32::from(FONT_A_HEIGHT) * down);
        let weight = if self.settings.bold { 700 } else { 400 };
        let mut places = String::new();
        for nth in 0..count {
            // Writing to a string cannot fail.
            let _ = write!(places, "{} ", nth * FONT_A_WIDTH as usize);
        }
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="{width}" height="{height}" fill="white"/><g transform="scale({across} {down})"><text xml:space="preserve" y="{FONT_A_BASELINE}" x="{places}" font-family="{MONO}" font-size="{FONT_A_EM}" font-weight="{weight}">{}</text></g></svg>"#,
            escape_xml(&self.text)
        );
        Ok(reduce_to_bits(&paint_svg(&svg, width, height)?))
    }
}
