//! The characters that may go on paper, and those that the printer's own font can print.
//!
//! Names, drinks and extras are typed by people. On their way to the printer they lose every
//! character that is not seen: control characters, which a printer takes for commands, and
//! bidirectional controls, which would turn a line around. They are composed (NFC), so that an `e`
//! with its dots is one character.

use icu_normalizer::ComposingNormalizerBorrowed;
use unicode_segmentation::UnicodeSegmentation;

/// Longest text that is laid out, in characters as people count them: longer than any name or
/// title that the booth takes, short enough that shaping it costs nothing.
pub const TEXT_GRAPHEMES_MAX: usize = 120;
/// Longest character as people count them, in code points: a name written with a hundred accents
/// on one letter is cut here.
const GRAPHEME_CHARS_MAX: usize = 12;

/// Returns the text as it may go on paper: composed, in one line, without controls, blanks joined.
#[must_use]
pub fn printable(text: &str) -> String {
    let seen: String = text.chars().map(blank_as_space).filter(|c| is_seen(*c)).collect();
    let joined = seen.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&joined);
    composed
        .graphemes(true)
        .take(TEXT_GRAPHEMES_MAX)
        .flat_map(|grapheme| grapheme.chars().take(GRAPHEME_CHARS_MAX))
        .collect()
}

fn blank_as_space(c: char) -> char {
    if c.is_whitespace() || c == '\u{3164}' || c == '\u{2800}' { ' ' } else { c }
}

/// Whether a character shows, or shapes one that does. Joiners and variation selectors stay: Arabic,
/// Indic scripts and emoji are written with them.
fn is_seen(c: char) -> bool {
    !c.is_control()
        && !matches!(c,
            '\u{AD}'                      // soft hyphen: seen or not, by the font
            | '\u{61C}' | '\u{200E}' | '\u{200F}'               // marks of direction
            | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' // embeddings, overrides, isolates
            | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'     // annotation
            | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' // private use, no known letters
            | '\u{E0000}'..='\u{E007F}'   // tags
            | '\u{FDD0}'..='\u{FDEF}')    // not characters
        && (c as u32) & 0xFFFE != 0xFFFE // not characters either
}

/// The code page that text goes out in: Windows-1252, which ESC/POS printers call WPC1252 and
/// select by ESC t 16. It has the letters of Western Europe, with capitals, `Š`, `œ` and `€`.
pub const CODE_PAGE: u8 = 16;

/// 0x80 to 0x9F of Windows-1252; five places are empty.
const HIGH_CONTROLS: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

/// Returns the byte of the code page that prints `c`, if there is one; there is no byte for
/// controls, the no-break space and the soft hyphen.
#[must_use]
pub fn code_page_byte(c: char) -> Option<u8> {
    match c {
        ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{FF}' => u8::try_from(u32::from(c)).ok(),
        _ => HIGH_CONTROLS
            .iter()
            .position(|there| *there == Some(c))
            .and_then(|place| u8::try_from(0x80 + place).ok()),
    }
}

/// Returns the character that a byte of the code page prints, if it prints one.
#[must_use]
pub fn code_page_char(byte: u8) -> Option<char> {
    let c = match byte {
        0x80..=0x9F => HIGH_CONTROLS[usize::from(byte - 0x80)]?,
        _ => char::from(byte),
    };
    (code_page_byte(c) == Some(byte)).then_some(c)
}

/// Whether the printer's own font can print all of `text`.
#[must_use]
pub fn in_code_page(text: &str) -> bool {
    text.chars().all(|c| code_page_byte(c).is_some())
}
