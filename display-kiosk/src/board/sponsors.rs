//! The sponsors' strip: a second line in the footer, below wait, drinks and occasion.
//!
//! All of them are in one line if they fit, a little smaller if that is enough; otherwise as many
//! as fit, in turns of [`TURN_MS`], so that every name is read at the same size.

use super::Board;
use super::phrases::TURN_MS;
use super::plan::Right;
use crate::lettering::{Font, one_line, shorten};
use crate::palette::{DARK, FOAM_QUIET};
use crate::scene::{Run, Shape, Text};

const FONT: Font = Font::new(25.0, 600);
/// Least size of names that would not fit in one line otherwise.
const SIZE_MIN: f32 = 22.0;
const LABEL: &str = "Made possible by ";
const BETWEEN: &str = "  ·  ";

/// Whether the footer needs a line for them.
pub(super) fn has_sponsors(board: &Board<'_>) -> bool {
    !sponsor_names(board).is_empty()
}

pub(super) fn draw_sponsors(board: &Board<'_>, at: &Right, out: &mut Vec<Shape>) {
    let names = sponsor_names(board);
    if names.is_empty() {
        return;
    }
    let room = at.right - at.x - FONT.width(LABEL);
    let font = FONT.fitting(&names.join(BETWEEN), room);
    let font = font.sized(font.size.max(SIZE_MIN));
    let turns = split_turns(&names, font, room);
    let Some(shown) = current_turn(&turns, board.booth_ms) else { return };
    let runs = vec![Run::new(LABEL, 400, DARK.ink_2), Run::new(shown, FONT.weight, FOAM_QUIET)];
    let mut line = Text { runs, ..Text::new(at.x, at.strip_y, font, "", FOAM_QUIET) };
    line.mark.id = Some("sponsors");
    out.push(line.into());
}

fn sponsor_names(board: &Board<'_>) -> Vec<String> {
    let sponsors = board.store.iter().flat_map(|store| &store.branding.sponsors);
    sponsors.map(|name| one_line(name)).filter(|name| !name.is_empty()).collect()
}

/// Returns the names in lines that fit, in their order. One that is too long alone is cut.
fn split_turns(names: &[String], font: Font, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for name in names {
        let name = shorten(name, font, room);
        let joined = lines.last().map(|line| format!("{line}{BETWEEN}{name}"));
        match (joined, lines.last_mut()) {
            (Some(joined), Some(line)) if font.width(&joined) <= room => *line = joined,
            _ => lines.push(name),
        }
    }
    lines
}

fn current_turn(lines: &[String], booth_ms: u64) -> Option<&str> {
    let count = u64::try_from(lines.len()).ok().filter(|count| *count > 0)?;
    lines.get(usize::try_from(booth_ms / TURN_MS % count).ok()?).map(String::as_str)
}
