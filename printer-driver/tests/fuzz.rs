//! Fuzz target of the virtual printer: bytes as any driver may send them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crema_printer::characters::code_page_byte;
use crema_printer::virtual_paper::commands::{self, Command, Justify};
use crema_printer::virtual_paper::{self, PAPER_LENGTH_MAX};
use crema_printer::{Mark, Paper, Part, Reader, Ticket, ticket_job};
use crema_testing::{fuzz, samples};

/// The bytes of a command, by Epson's reference.
fn printed(command: &Command) -> Vec<u8> {
    match command {
        Command::Initialise => b"\x1b@".to_vec(),
        Command::CodePage => b"\x1bt\x10".to_vec(),
        Command::MotionUnits => vec![0x1D, b'P', 203, 203],
        Command::Smoothing(on) => vec![0x1D, b'b', u8::from(*on)],
        Command::Bold(on) => vec![0x1B, b'E', u8::from(*on)],
        Command::Justify(justify) => {
            let n = match justify {
                Justify::Left => 0,
                Justify::Centre => 1,
                Justify::Right => 2,
            };
            vec![0x1B, b'a', n]
        }
        Command::Size { width, height } => vec![0x1D, b'!', ((width - 1) << 4) | (height - 1)],
        Command::LineSpacing(dots) => vec![0x1B, b'3', *dots],
        Command::LeftMargin(dots) => [&[0x1D, b'L'][..], &dots.to_le_bytes()].concat(),
        Command::Text(text) => text.chars().map(|c| code_page_byte(c).unwrap()).collect(),
        Command::Lines(lines) => vec![0x1B, b'd', *lines],
        Command::Feed(dots) => vec![0x1B, b'J', *dots],
        Command::Raster { row_bytes, rows } => {
            let size = [*row_bytes, rows.len() / row_bytes];
            let size = size.map(|n| u16::try_from(n).unwrap().to_le_bytes());
            [&b"\x1dv0\0"[..], &size[0], &size[1], rows].concat()
        }
        Command::Cut => b"\x1dVA\0".to_vec(),
    }
}

/// Bytes are commands up to the first that is not understood, and the same commands when they are
/// printed and read again. On paper they are a picture within the paper's limits, the same each
/// time, or refused in words.
fn escpos(job: &[u8]) {
    let understood: Vec<Command> = commands::read_commands(job).map_while(Result::ok).collect();
    let again: Vec<u8> = understood.iter().flat_map(printed).collect();
    let read: Result<Vec<Command>, _> = commands::read_commands(&again).collect();
    assert_eq!(read.as_ref(), Ok(&understood));
    for paper in Paper::ALL {
        match virtual_paper::print_job(job, paper) {
            Ok(picture) => {
                assert_eq!(picture.width(), paper.width());
                assert!(picture.height() <= PAPER_LENGTH_MAX);
                assert_eq!(virtual_paper::print_job(&again, paper).unwrap(), picture);
            }
            Err(refused) => assert!(!refused.to_string().trim().is_empty()),
        }
    }
}

#[test]
fn bytes_are_a_picture_or_refused() {
    let ticket = Ticket {
        label: "B42".into(),
        wall_time: "14:07".into(),
        place_in_line: 3,
        bar: "Bar 1".into(),
        drink: Some(samples::flat_white()),
        previous: None,
        name: None,
        occasion: samples::OCCASION.into(),
        mark: Mark::None,
        cancelled: false,
        part: Part { number: 1, of: 1 },
        reader: Reader::Barista,
    };
    let job = ticket_job(&ticket, Paper::Paper58).unwrap();
    let text =
        b"\x1b@\x1bt\x10\x1dP\xcb\xcb\x1db\x01\x1bE\x01\x1ba\x02\x1d!\x11\x1b3\x32\x1dL\x10\0\
        \xc9clair \x80 1\n\x1bd\x03\x1bJ\x08\x1dv0\0\x02\0\x03\0\xff\x00\x81\x7e\x18\x24\x1dVA\0";
    fuzz::run(&[text.as_slice(), &job], escpos);
}
