//! Estimates how wide text will be, without asking a font: whether it fits, where a line breaks,
//! where it is cut.
//!
//! The scene is made by a hub that may own no fonts, for a page that may own others. So widths are
//! estimates that lean to the wide side: Inter's advances for ASCII, and for other scripts the
//! widest that Noto's letters usually are. Text that is too wide by them is shortened with an
//! ellipsis, and never squeezed into illegibility. Nothing is drawn here.

/// Advances of Inter `SemiBold` for U+0020 to U+007E, in hundredths of the font size. Figures all
/// have that of the widest: a page sets them tabular.
const SEMI_BOLD: [u8; 95] = [
    25, 31, 40, 64, 65, 84, 66, 21, 39, 39, 54, 67, 30, 47, 29, 38, 67, 67, 67, 67, 67, 67, 67, 67,
    67, 67, 29, 30, 67, 67, 67, 54, 100, 72, 66, 74, 72, 61, 59, 75, 74, 27, 56, 68, 57, 91, 74,
    77, 64, 78, 65, 65, 66, 73, 72, 101, 69, 70, 65, 39, 38, 39, 48, 47, 50, 57, 63, 58, 63, 59,
    38, 63, 61, 26, 26, 57, 26, 90, 61, 61, 62, 62, 40, 55, 38, 61, 58, 84, 56, 58, 56, 39, 36, 39,
    67,
];
/// The same for Inter `ExtraBold`.
const EXTRA_BOLD: [u8; 95] = [
    22, 34, 39, 66, 66, 88, 69, 20, 42, 42, 59, 69, 31, 47, 31, 40, 71, 71, 71, 71, 71, 71, 71, 71,
    71, 71, 31, 31, 69, 69, 69, 58, 106, 77, 66, 76, 73, 62, 58, 77, 75, 29, 58, 70, 57, 92, 73,
    79, 65, 79, 66, 66, 68, 73, 77, 106, 74, 74, 68, 42, 40, 42, 49, 48, 50, 59, 64, 60, 64, 60,
    39, 64, 64, 28, 28, 59, 28, 93, 63, 62, 64, 64, 42, 57, 40, 64, 60, 86, 59, 60, 58, 42, 39, 42,
    69,
];

/// Marks that may sit on one letter. More are a prank that paints over the lines above and below.
const MARKS_PER_LETTER_MAX: usize = 2;
/// Shows where text was cut.
const ELLIPSIS: char = '…';
/// Behind the ellipsis of Arabic or Hebrew, so that it is at the end that is read last.
const RIGHT_TO_LEFT_MARK: char = '\u{200F}';

/// A font for text: Inter at a size and weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Font {
    /// Font size, units.
    pub size: f32,
    /// 100 to 900.
    pub weight: u16,
    /// Space added between letters, as a part of the size.
    pub spacing: f32,
}

impl Font {
    /// Inter without additional spacing.
    #[must_use]
    pub const fn new(size: f32, weight: u16) -> Self {
        Self { size, weight, spacing: 0.0 }
    }

    /// The same with other space between letters, as a part of the size.
    #[must_use]
    pub const fn spaced(self, spacing: f32) -> Self {
        Self { spacing, ..self }
    }

    /// The same at another size.
    #[must_use]
    pub const fn sized(self, size: f32) -> Self {
        Self { size, ..self }
    }

    /// Returns the estimated width of `text`, units.
    #[must_use]
    pub fn width(self, text: &str) -> f32 {
        text.chars().map(|letter| self.advance(letter)).sum()
    }

    /// Returns the font in the size at which `text` fits `room`, at most this one.
    #[must_use]
    pub fn fitting(self, text: &str, room: f32) -> Self {
        let natural = self.width(text);
        if natural > room { self.sized(self.size * room.max(1.0) / natural) } else { self }
    }

    fn advance(self, letter: char) -> f32 {
        (letter_advance(letter, self.weight) + self.spacing).max(0.0) * self.size
    }
}

/// Returns a letter's advance as a part of the font size.
fn letter_advance(letter: char, weight: u16) -> f32 {
    let code = letter as u32;
    if let Some(index) = code.checked_sub(0x20).filter(|index| *index < 95) {
        let table = if weight > 650 { &EXTRA_BOLD } else { &SEMI_BOLD };
        return f32::from(table[index as usize]) / 100.0;
    }
    match code {
        _ if is_mark(letter) || is_joiner(letter) => 0.0,
        // Dz and its kind, and the rare Cyrillic digraphs.
        0x01C4..=0x01CC | 0x01F1..=0x01F3 | 0x0460..=0x0482 => 1.45,
        0x00C6 | 0x00E6 | 0x0152 | 0x0153 => 1.15,
        0x00A0 => 0.28,
        0x00A1..=0x024F => 0.82,
        0x0250..=0x03FF => 0.9,
        0x0400..=0x052F => 1.05,
        0x064B..=0x065F | 0x200E | 0x200F => 0.0,
        // Seen, sad and their kind are the wide ones of Arabic.
        0x0633..=0x0636 => 1.3,
        0x0590..=0x08FF | 0xFB1D..=0xFDCF | 0xFE70..=0xFEFF => 0.88,
        // Indic and Thai: vowel signs are counted like letters, which makes up for wide ones.
        0x0900..=0x0DFF => 1.0,
        0x0E00..=0x0E7F => 0.7,
        // Whole phrases as one character.
        0xFDF0..=0xFDFF => 12.0,
        0x12000..=0x1254F => 5.0,
        // East Asian, wide by nature.
        0x1100..=0x11FF | 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF => 1.0,
        0xFF00..=0xFFEF | 0x20000..=0x3FFFF => 1.0,
        0x2010..=0x206F => 0.9,
        _ => 1.5,
    }
}

/// Combining marks of the general blocks. Those of single scripts are part of how these are
/// written and stay uncounted.
fn is_mark(letter: char) -> bool {
    matches!(letter as u32,
        0x0300..=0x036F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// Zero-width joiners and variation selectors, which emoji are made of.
fn is_joiner(letter: char) -> bool {
    matches!(letter as u32, 0x200B..=0x200D | 0xFE00..=0xFE0F | 0xE0000..=0xE01EF)
}

fn is_right_to_left(letter: char) -> bool {
    matches!(letter as u32, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF)
}

/// Characters that XML 1.0 (section 2.2) cannot hold, that break a line, or that would turn the
/// direction of the text beside them.
fn is_unwritable(letter: char) -> bool {
    letter.is_control()
        || matches!(letter as u32,
            0x061C | 0x200E | 0x200F | 0x2028..=0x202E | 0x2060..=0x2069 | 0xFEFF | 0xFFF9..=0xFFFF)
}

/// Returns `text` as the board can show it: one line, no controls, no tower of marks, single
/// spaces.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut marks = 0;
    for letter in text.chars() {
        if letter.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
            continue;
        }
        if is_unwritable(letter) {
            continue;
        }
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        if marks <= MARKS_PER_LETTER_MAX {
            line.push(letter);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Returns `text`, or as much of its beginning as fits `room` units with an ellipsis behind it.
#[must_use]
pub fn shorten(text: &str, font: Font, room: f32) -> String {
    if font.width(text) <= room {
        return text.to_owned();
    }
    let mut left = room - font.advance(ELLIPSIS);
    let mut cut = String::new();
    for letter in text.chars() {
        left -= font.advance(letter);
        if left < 0.0 {
            break;
        }
        cut.push(letter);
    }
    let kept = cut.trim_end_matches(|letter: char| letter == ' ' || is_joiner(letter)).len();
    cut.truncate(kept);
    let Some(last) = cut.chars().last() else { return cut };
    cut.push(ELLIPSIS);
    if is_right_to_left(last) {
        cut.push(RIGHT_TO_LEFT_MARK);
    }
    cut
}

/// Breaks `text` into at most `lines_max` lines of `room` units. Lines break at spaces, and inside
/// a word only where the word alone is too long (or has no spaces to break at, as in Japanese).
#[must_use]
pub fn wrap(text: &str, font: Font, room: f32, lines_max: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if font.width(&longer) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            if !line.is_empty() && font.width(&line) + font.advance(letter) > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    lines.push(line);
    if lines.len() > lines_max {
        let rest = lines.split_off(lines_max.saturating_sub(1)).join(" ");
        lines.push(shorten(&rest, font, room));
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Breaks `text` as [`wrap`] does, into lines as even as that many can be.
#[must_use]
pub fn wrap_evenly(text: &str, font: Font, room: f32, lines_max: usize) -> Vec<String> {
    let step = font.size / 4.0;
    let mut even = wrap(text, font, room, lines_max);
    let mut narrower = room - step;
    while narrower > step {
        let lines = wrap(text, font, narrower, lines_max + 1);
        if lines.len() != even.len() || lines.iter().any(|line| !text.contains(line.as_str())) {
            break;
        }
        even = lines;
        narrower -= step;
    }
    even
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    const NAME: Font = Font::new(40.0, 600);

    #[test]
    fn a_long_name_is_cut_and_says_so() {
        let cut = shorten("Bartholomew Featherstonehaugh", NAME, 300.0);
        assert!(cut.starts_with("Barth") && cut.ends_with('…'), "{cut}");
        assert!(NAME.width(&cut) <= 300.0);
        assert_eq!(shorten("Zoë", NAME, 300.0), "Zoë");
        assert_eq!(shorten("Zoë", NAME, 10.0), "", "no room, and no lonely ellipsis");
        assert!(shorten("نور الهدى نور الهدى", NAME, 200.0).ends_with("…\u{200F}"));
    }

    #[test]
    fn lines_break_at_spaces_and_the_last_one_says_that_more_was_there() {
        let font = NAME.sized(10.0);
        assert_eq!(wrap("one two three", font, 45.0, 5), ["one two", "three"]);
        let lines = wrap("one two three four five", font, 45.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
        assert_eq!(wrap("健二健二", font, 20.0, 5), ["健二", "健二"]);
    }

    #[test]
    fn even_lines_are_as_many_as_others_and_none_is_left_with_a_word() {
        let font = NAME.sized(10.0);
        let text = "one two three four five";
        assert_eq!(wrap(text, font, 90.0, 5), ["one two three four", "five"]);
        assert_eq!(wrap_evenly(text, font, 90.0, 5), ["one two three", "four five"]);
        assert_eq!(wrap_evenly("one", font, 90.0, 5), ["one"]);
    }

    #[test]
    fn controls_and_direction_marks_never_reach_the_board() {
        assert_eq!(one_line(" A\u{202E}b\u{0}\n\tc\u{1b} "), "Ab c");
        let tower: String = std::iter::once('Z').chain(['\u{0301}'; 40]).collect();
        assert_eq!(one_line(&tower).chars().count(), 1 + MARKS_PER_LETTER_MAX);
    }
}
