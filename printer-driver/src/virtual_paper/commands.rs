//! The commands of ESC/POS that our jobs are made of, read from bytes.
//!
//! The names in the comments are those of Epson's command reference. Any other command is an error,
//! on purpose: see [`NotUnderstood`].

use crate::characters::{CODE_PAGE, code_page_char};
use crate::paper::DOTS_PER_INCH;

/// One command, or a run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// ESC @: back to the settings of power-on.
    Initialise,
    /// ESC t 16: text is Windows-1252.
    CodePage,
    /// GS P 203 203: one motion unit is one dot.
    MotionUnits,
    /// GS b: smooth magnified text.
    Smoothing(bool),
    /// ESC E: emphasised.
    Bold(bool),
    /// ESC a 0, 1, 2.
    Justify(Justify),
    /// GS ! n: magnification in width and height, 1 to 8.
    Size {
        /// Times as wide.
        width: u8,
        /// Times as high.
        height: u8,
    },
    /// ESC 3 n: from line to line, dots.
    LineSpacing(u8),
    /// GS L nL nH: left margin, dots.
    LeftMargin(u16),
    /// Characters of the code page.
    Text(String),
    /// LF, or ESC d n: prints the line and feeds that many lines.
    Lines(u8),
    /// ESC J n: prints and feeds by dots.
    Feed(u8),
    /// GS v 0: raster.
    Raster {
        /// Bytes of a row.
        row_bytes: usize,
        /// The rows.
        rows: Vec<u8>,
    },
    /// GS V 65 0: feeds to the cutter and cuts.
    Cut,
}

/// Place of a line between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub enum Justify {
    #[default]
    Left,
    Centre,
    Right,
}

/// Bytes that our jobs never hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotUnderstood {
    /// No command of ours begins like that.
    #[error("at byte {at}: {bytes:02x?} begins no command that is printed here")]
    Unknown {
        /// Where.
        at: usize,
        /// The byte, and the one after it if there is one.
        bytes: Vec<u8>,
    },
    /// The command is one of ours, its value is not.
    #[error("at byte {at}: {command} with {value:02x?} is not printed here")]
    Value {
        /// Where the command begins.
        at: usize,
        /// Its name in Epson's reference.
        command: &'static str,
        /// The value.
        value: Vec<u8>,
    },
    /// The job ends in the middle of a command.
    #[error("at byte {at}: the job ends within {command}")]
    Short {
        /// Where the command begins.
        at: usize,
        /// Its name.
        command: &'static str,
    },
    /// A byte that the code page prints nothing for.
    #[error("at byte {at}: {byte:#04x} is no character of the code page")]
    NoCharacter {
        /// Where.
        at: usize,
        /// The byte.
        byte: u8,
    },
}

/// Returns the commands of a job, up to the first error.
pub fn read_commands(job: &[u8]) -> impl Iterator<Item = Result<Command, NotUnderstood>> {
    let mut reader = Reader { job, at: 0, failed: false };
    std::iter::from_fn(move || {
        if reader.failed || reader.at >= job.len() {
            return None;
        }
        let command = reader.next_command();
        reader.failed = command.is_err();
        Some(command)
    })
}

struct Reader<'a> {
    job: &'a [u8],
    at: usize,
    failed: bool,
}

impl<'a> Reader<'a> {
    fn next_command(&mut self) -> Result<Command, NotUnderstood> {
        match self.job.get(self.at..).unwrap_or_default() {
            [0x1B, b'@', ..] => self.read_plain("ESC @", Command::Initialise),
            [0x1B, b't', ..] => {
                self.read_value("ESC t", |n| (n == CODE_PAGE).then_some(Command::CodePage))
            }
            [0x1B, b'E', ..] => self.read_value("ESC E", |n| parse_on_off(n).map(Command::Bold)),
            [0x1B, b'a', ..] => {
                self.read_value("ESC a", |n| parse_justify(n).map(Command::Justify))
            }
            [0x1B, b'3', ..] => self.read_value("ESC 3", |n| Some(Command::LineSpacing(n))),
            [0x1B, b'd', ..] => self.read_value("ESC d", |n| Some(Command::Lines(n))),
            [0x1B, b'J', ..] => self.read_value("ESC J", |n| Some(Command::Feed(n))),
            [0x1D, b'b', ..] => {
                self.read_value("GS b", |n| parse_on_off(n).map(Command::Smoothing))
            }
            [0x1D, b'!', ..] => self.read_value("GS !", parse_size),
            [0x1D, b'P', ..] => self.read_values::<2>("GS P", |units| {
                (units == [DOTS_PER_INCH; 2]).then_some(Command::MotionUnits)
            }),
            [0x1D, b'L', ..] => self.read_values::<2>("GS L", |dots| {
                Some(Command::LeftMargin(u16::from_le_bytes(dots)))
            }),
            [0x1D, b'V', ..] => {
                self.read_values::<2>("GS V", |cut| (cut == [b'A', 0]).then_some(Command::Cut))
            }
            [0x1D, b'v', b'0', ..] => self.read_raster(),
            [b'\n', ..] => {
                self.at += 1;
                Ok(Command::Lines(1))
            }
            [first, ..] if *first < 0x20 || *first == 0x7F => {
                let end = (self.at + 2).min(self.job.len());
                Err(NotUnderstood::Unknown { at: self.at, bytes: self.job[self.at..end].to_vec() })
            }
            _ => self.read_text(),
        }
    }

    fn read_plain(
        &mut self,
        name: &'static str,
        command: Command,
    ) -> Result<Command, NotUnderstood> {
        self.take_bytes(2, name).map(|_| command)
    }

    fn read_value(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(u8) -> Option<Command>,
    ) -> Result<Command, NotUnderstood> {
        self.read_values::<1>(name, |[n]| parse(n))
    }

    /// Reads a command of two bytes and `N` bytes of value.
    fn read_values<const N: usize>(
        &mut self,
        command: &'static str,
        parse: impl FnOnce([u8; N]) -> Option<Command>,
    ) -> Result<Command, NotUnderstood> {
        let at = self.at;
        let value = &self.take_bytes(2 + N, command)?[2..];
        let known = <[u8; N]>::try_from(value).ok().and_then(parse);
        known.ok_or_else(|| NotUnderstood::Value { at, command, value: value.to_vec() })
    }

    /// Reads GS v 0 m xL xH yL yH and the rows; only m = 0, one dot per bit.
    fn read_raster(&mut self) -> Result<Command, NotUnderstood> {
        const NAME: &str = "GS v 0";
        let at = self.at;
        let head = self.take_bytes(8, NAME)?;
        let row_bytes = usize::from(u16::from_le_bytes([head[4], head[5]]));
        let height = usize::from(u16::from_le_bytes([head[6], head[7]]));
        if head[3] != 0 || row_bytes == 0 || height == 0 {
            return Err(NotUnderstood::Value { at, command: NAME, value: head[3..].to_vec() });
        }
        let rows = self.take_bytes(row_bytes * height, NAME)?.to_vec();
        Ok(Command::Raster { row_bytes, rows })
    }

    fn read_text(&mut self) -> Result<Command, NotUnderstood> {
        let mut text = String::new();
        while let Some(&byte) = self.job.get(self.at) {
            if byte < 0x20 {
                break;
            }
            let c = code_page_char(byte).ok_or(NotUnderstood::NoCharacter { at: self.at, byte })?;
            text.push(c);
            self.at += 1;
        }
        Ok(Command::Text(text))
    }

    fn take_bytes(
        &mut self,
        length: usize,
        command: &'static str,
    ) -> Result<&'a [u8], NotUnderstood> {
        let short = NotUnderstood::Short { at: self.at, command };
        let taken = self.job.get(self.at..self.at + length).ok_or(short)?;
        self.at += length;
        Ok(taken)
    }
}

fn parse_on_off(n: u8) -> Option<bool> {
    match n {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

fn parse_justify(n: u8) -> Option<Justify> {
    match n {
        0 => Some(Justify::Left),
        1 => Some(Justify::Centre),
        2 => Some(Justify::Right),
        _ => None,
    }
}

/// Bits 4 to 6 are the width less one, bits 0 to 2 the height less one.
fn parse_size(n: u8) -> Option<Command> {
    let (width, height) = ((n >> 4) + 1, (n & 0x0F) + 1);
    (width <= 8 && height <= 8).then_some(Command::Size { width, height })
}
