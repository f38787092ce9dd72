//! Plain text as people type it: names for cups, titles, reasons.

/// The text as it can be shown and printed: with white space folded, and without control characters
/// and direction marks (they would turn the text beside it too).
#[must_use]
pub fn tidy(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control() && !turns_direction(*c)).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The text without direction marks, and otherwise as it is.
#[must_use]
pub fn without_direction_marks(text: &str) -> String {
    text.chars().filter(|c| !turns_direction(*c)).collect()
}

/// Unicode's explicit direction marks (UAX #9, section 2), and the byte order mark.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn takes_out_what_does_not_show() {
        assert_eq!(tidy("  Zo\u{eb}  \u{1b}@\tK "), "Zoë @ K");
        assert_eq!(tidy("\u{202e}abc\u{202c}"), "abc");
        assert_eq!(tidy(" \u{200f} "), "");
        assert_eq!(tidy("健二"), "健二");
    }
}
