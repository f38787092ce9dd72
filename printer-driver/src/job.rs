//! From a layout to the bytes that a printer takes, by the crate `escpos`.
//!
//! Each job is whole: it resets the printer, sets everything it depends on, and cuts. It is
//! collected in memory and sent by [`crate::port`] in one piece; a `Printer` of the crate is made
//! for each job and thrown away, since one that failed to print keeps its queue and sends the whole
//! job again. Text reaches the crate's `write` only after each of its characters was found in the
//! code page: a character that the page lacks would go out as raw UTF-8, and a control as a
//! command.

use std::cell::RefCell;
use std::rc::Rc;

use escpos::driver::Driver;
use escpos::errors::PrinterError;
use escpos::printer::Printer;
use escpos::printer_options::PrinterOptions;
use escpos::utils::{PageCode, Protocol};

use crate::bitmap::Bitmap;
use crate::characters::in_code_page;
use crate::layout::{Block, Layout};
use crate::paper::{DOTS_PER_INCH, Paper};
use crate::text_lines::TextLine;

/// Rows of one raster command: cheap printers take a picture into a buffer of some 24 KiB.
pub const RASTER_ROWS_MAX: u32 = 255;
/// The longest feed of one command (ESC J takes a byte).
const FEED_MAX: u32 = 255;

/// Why a job could not be made.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The crate refused something.
    #[error("the job cannot be encoded: {0}")]
    Encode(#[from] PrinterError),
    /// A line holds a character that the code page lacks: a fault of the layout.
    #[error("a line of text holds a character that the code page lacks")]
    NotInCodePage,
    /// A picture is wider than a raster command can express.
    #[error("a picture of {0} bytes a row is too wide")]
    TooWide(usize),
}

/// Returns the bytes that print `layout`.
///
/// # Errors
/// [`JobError`] when a line holds a character that the code page lacks, or a picture is too wide.
pub fn encode_layout(layout: &Layout) -> Result<Vec<u8>, JobError> {
    let collected = Collected::default();
    let columns = u8::try_from(layout.paper.columns(1)).unwrap_or(u8::MAX);
    let options = PrinterOptions::new(Some(PageCode::WPC1252), None, columns);
    let mut printer = Printer::new(collected.clone(), Protocol::default(), Some(options));
    printer.init()?;
    printer.motion_units(DOTS_PER_INCH, DOTS_PER_INCH)?;
    printer.smoothing(true)?;
    let mut margin = Margin(None);
    for block in &layout.blocks {
        match block {
            Block::Feed(dots) => write_feed(&mut printer, *dots)?,
            Block::Raster(bitmap) => {
                margin.set(&mut printer, 0)?;
                write_raster(&mut printer, bitmap)?;
            }
            Block::Text(line) => {
                margin.set(&mut printer, left_margin(layout.paper))?;
                write_text(&mut printer, line)?;
            }
        }
    }
    // GS V 65 0: on to the cutter, and cut.
    printer.print_cut()?;
    Ok(collected.take_bytes())
}

fn left_margin(paper: Paper) -> u8 {
    u8::try_from(paper.margin()).unwrap_or(u8::MAX)
}

/// The left margin that the printer is set to, so that a command is sent only when it changes.
struct Margin(Option<u8>);

impl Margin {
    /// GS L: raster goes over the full width, text between the margins.
    fn set(&mut self, printer: &mut Printer<Collected>, dots: u8) -> Result<(), JobError> {
        if self.0.replace(dots) != Some(dots) {
            printer.custom(&[0x1D, b'L', dots, 0])?;
        }
        Ok(())
    }
}

/// ESC J n, as often as needed: feeds by dots, which the crate has no command for.
fn write_feed(printer: &mut Printer<Collected>, dots: u32) -> Result<(), JobError> {
    let mut left = dots;
    while left > 0 {
        let now = left.min(FEED_MAX);
        printer.custom(&[0x1B, b'J', u8::try_from(now).unwrap_or(u8::MAX)])?;
        left -= now;
    }
    Ok(())
}

/// GS v 0, in bands that a small buffer takes.
fn write_raster(printer: &mut Printer<Collected>, bitmap: &Bitmap) -> Result<(), JobError> {
    let row = bitmap.row_bytes();
    let width = u16::try_from(row).map_err(|_| JobError::TooWide(row))?.to_le_bytes();
    for band in bitmap.bands(RASTER_ROWS_MAX) {
        let rows = u16::try_from(band.len() / row.max(1)).unwrap_or(u16::MAX).to_le_bytes();
        let head = [0x1D, b'v', b'0', 0, width[0], width[1], rows[0], rows[1]];
        printer.custom(&[head.as_slice(), band].concat())?;
    }
    Ok(())
}

fn write_text(printer: &mut Printer<Collected>, line: &TextLine) -> Result<(), JobError> {
    if !in_code_page(&line.text) {
        return Err(JobError::NotInCodePage);
    }
    printer.line_spacing(line.pitch)?;
    printer.size(line.magnification, line.magnification)?;
    printer.bold(line.bold)?;
    printer.writeln(&line.text)?;
    Ok(())
}

/// A driver that collects the bytes in memory. The crate calls `write` once per instruction.
#[derive(Clone, Default)]
struct Collected(Rc<RefCell<Vec<u8>>>);

impl Collected {
    fn take_bytes(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.borrow_mut())
    }
}

impl Driver for Collected {
    fn name(&self) -> String {
        "memory".to_owned()
    }

    fn write(&self, data: &[u8]) -> Result<(), PrinterError> {
        self.0.borrow_mut().extend_from_slice(data);
        Ok(())
    }

    fn read(&self, _: &mut [u8]) -> Result<usize, PrinterError> {
        Ok(0)
    }

    fn flush(&self) -> Result<(), PrinterError> {
        Ok(())
    }
}
