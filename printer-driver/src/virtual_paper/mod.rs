//! A receipt printer without a printer: reads a job's bytes and burns them onto paper that is a
//! picture.
//!
//! It knows exactly the commands that [`crate::job`] sends and takes nothing else: a byte that a
//! real printer might read in another way is an error here, with its place. Text is set in a cell
//! grid of 12 by 24 dots, as thermal printers do. [`commands`] reads, `head` burns.

pub mod commands;
mod head;

use resvg::tiny_skia::{ColorU8, Pixmap};

use crate::bitmap::Bitmap;
use crate::drawing::DrawError;
use crate::paper::Paper;

pub use commands::{Command, NotUnderstood};

/// Longest paper that one job may take, dots (50 cm): a job that never ends is not printed.
pub const PAPER_LENGTH_MAX: u32 = 4_000;

/// Why a job could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A byte that our commands never begin with, or a value that they never have.
    #[error(transparent)]
    NotUnderstood(#[from] NotUnderstood),
    /// The text could not be set.
    #[error(transparent)]
    Draw(#[from] DrawError),
    /// The paper would be longer than [`PAPER_LENGTH_MAX`].
    #[error("the job is longer than {PAPER_LENGTH_MAX} dots of paper")]
    TooLong,
    /// The print would reach beyond the paper's edge.
    #[error("the job prints {right} dots wide, on paper of {width}")]
    TooWide {
        /// Where it would end, dots.
        right: u32,
        /// Width of the paper, dots.
        width: u32,
    },
    /// The job ended before it cut, or went on after it.
    #[error("a job ends with its one cut")]
    NotCut,
    /// The picture could not be written as PNG.
    #[error("the paper cannot be made into a picture: {0}")]
    Picture(String),
}

/// Prints `job` on `paper` and returns the paper that is cut off.
///
/// # Errors
/// [`PaperError`] when a real printer might have printed something else.
pub fn print_job(job: &[u8], paper: Paper) -> Result<Bitmap, PaperError> {
    let mut head = head::Head::new(paper);
    let mut cut = false;
    for command in commands::read_commands(job) {
        if cut {
            return Err(PaperError::NotCut);
        }
        let command = command?;
        cut = matches!(command, Command::Cut);
        head.execute(&command)?;
    }
    if cut { Ok(head.into_paper()) } else { Err(PaperError::NotCut) }
}

/// Returns the paper as a PNG in black and white.
///
/// # Errors
/// [`PaperError::Picture`] for paper without length.
pub fn to_png(paper: &Bitmap) -> Result<Vec<u8>, PaperError> {
    let picture = |reason: &dyn std::fmt::Display| PaperError::Picture(reason.to_string());
    let mut pixmap =
        Pixmap::new(paper.width(), paper.height()).ok_or_else(|| picture(&"it has no length"))?;
    let positions = (0..paper.height()).flat_map(|y| (0..paper.width()).map(move |x| (x, y)));
    for ((x, y), pixel) in positions.zip(pixmap.pixels_mut()) {
        let grey = if paper.is_black(x, y) { 0 } else { 255 };
        *pixel = ColorU8::from_rgba(grey, grey, grey, 255).premultiply();
    }
    pixmap.encode_png().map_err(|error| picture(&error))
}
