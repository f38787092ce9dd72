//! Lines in the printer's own font: cut to its columns, since a printer breaks a line that is too
//! long wherever it happens to end.

use crate::paper::{FONT_A_HEIGHT, Paper};
use crate::sizes::Sizes;

/// Lines that one extra may take.
const EXTRA_LINES_MAX: usize = 2;

/// A line in font A. Every character of it is in the code page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// The text.
    pub text: String,
    /// How many times as wide and as high as the font is, 1 or 2.
    pub magnification: u8,
    /// Emphasised.
    pub bold: bool,
    /// From this line to the next, dots.
    pub pitch: u8,
}

/// Returns the lines of an extra: magnified as far as the paper allows, otherwise at the font's own
/// size and in up to [`EXTRA_LINES_MAX`] lines.
pub(crate) fn extra_lines(text: &str, paper: Paper, sizes: &Sizes) -> Vec<TextLine> {
    let large = sizes.extra_magnification;
    let chars = text.chars().count();
    let line = |text: String, magnification: u8| TextLine {
        text,
        magnification,
        bold: true,
        pitch: if magnification == 1 { sizes.small_pitch } else { sizes.extra_pitch },
    };
    if chars <= paper.columns(large) {
        return vec![line(text.to_owned(), large)];
    }
    // Further lines are aligned with the words, not with the plus.
    wrap_words(text, paper.columns(1) - 2, EXTRA_LINES_MAX)
        .into_iter()
        .enumerate()
        .map(|(nth, words)| line(if nth == 0 { words } else { format!("  {words}") }, 1))
        .collect()
}

/// Returns the foot: `left` and `right` at the margins.
pub(crate) fn foot_line(left: &str, right: &str, paper: Paper) -> TextLine {
    let columns = paper.columns(1);
    let room = columns.saturating_sub(right.chars().count() + 1);
    let left = cut_short(left, room);
    let blank = columns.saturating_sub(left.chars().count() + right.chars().count());
    TextLine {
        text: format!("{left}{}{right}", " ".repeat(blank)),
        magnification: 1,
        bold: false,
        pitch: FONT_A_HEIGHT,
    }
}

/// Breaks `text` into lines of `columns` characters, at blanks where there are any.
fn wrap_words(text: &str, columns: usize, lines_max: usize) -> Vec<String> {
    let mut rest: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    while rest.len() > columns && lines.len() + 1 < lines_max {
        // The plus and its blank stay with the first word.
        let blank = rest[..=columns].iter().rposition(|c| *c == ' ').filter(|at| *at > 2);
        let at = blank.unwrap_or(columns);
        let after: Vec<char> = rest.split_off(at);
        lines.push(rest.iter().collect());
        rest = after.into_iter().skip_while(|c| *c == ' ').collect();
    }
    lines.push(cut_short(&rest.iter().collect::<String>(), columns));
    lines
}

/// Returns `text`, or as much of it as fits with three dots behind it.
fn cut_short(text: &str, columns: usize) -> String {
    if text.chars().count() <= columns {
        return text.to_owned();
    }
    let kept: String = text.chars().take(columns.saturating_sub(3)).collect();
    format!("{}...", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_extra_is_broken_at_a_blank_and_then_cut() {
        let lines = wrap_words("+ a long list of things that are wanted with it", 20, 2);
        assert_eq!(lines, ["+ a long list of", "things that are w..."]);
        assert!(lines.iter().all(|line| line.chars().count() <= 20));
    }

    #[test]
    fn a_foot_reaches_both_margins() {
        for paper in Paper::ALL {
            let line = foot_line(&"Coffee ".repeat(12), "1 of 1", paper);
            assert_eq!(line.text.chars().count(), paper.columns(1));
            assert!(line.text.contains("...") && line.text.ends_with(" 1 of 1"), "{}", line.text);
        }
    }
}
