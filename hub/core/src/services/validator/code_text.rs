//! The text of a code: how it is made, and how it is read however it was typed.

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::entropy::Entropy;

/// Letters and digits that no one confuses, read aloud or typed: no `0 O`, `1 I L`, `8 B`, `S`.
pub const ALPHABET: &[u8; 28] = b"2345679ACDEFGHJKMNPQRTUVWXYZ";
/// Letters and digits of a code, behind the booth's letter: 28^5 is 17 million.
pub const CODE_CHARS: usize = 5;

/// A fresh code. 2^32 is so much larger than 28 that the remainder's unevenness does not matter.
pub(super) fn fresh(entropy: &mut Entropy) -> String {
    let bytes = entropy.bytes("code");
    bytes
        .chunks_exact(4)
        .take(CODE_CHARS)
        .map(|four| {
            let number = u32::from_be_bytes([four[0], four[1], four[2], four[3]]);
            char::from(ALPHABET[number as usize % ALPHABET.len()])
        })
        .collect()
}

/// The letters and digits of a typed or pasted text, as a code has them: capitals, half-width
/// (NFKC: Japanese keyboards also type full-width ones), nothing between them. At most twice a
/// code's length is read.
#[must_use]
pub fn letters(typed: &str) -> String {
    ComposingNormalizerBorrowed::new_nfkc()
        .normalize_iter(typed.chars())
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .take(2 * (1 + CODE_CHARS))
        .collect()
}

/// The code in a typed text, as codes are kept: without the booth's letter. `None` if the text
/// cannot be a code.
#[must_use]
pub fn read(typed: &str, booth_letter: char) -> Option<String> {
    let text = letters(typed);
    let code = without_letter(&text, booth_letter.to_ascii_uppercase());
    let fits = code.len() == CODE_CHARS && code.bytes().all(|byte| ALPHABET.contains(&byte));
    fits.then(|| code.to_owned())
}

/// A code without the booth's letter. On a page without script, the field has that letter already,
/// so it is before or behind the typed text, which may begin with the letter as well.
fn without_letter(text: &str, letter: char) -> &str {
    let filled_in = |text| {
        let rest: &str = text;
        rest.strip_prefix(letter).or_else(|| rest.strip_suffix(letter))
    };
    let code = match text.len().checked_sub(CODE_CHARS) {
        Some(1) => filled_in(text),
        Some(2) => text.strip_prefix(letter).and_then(filled_in),
        _ => None,
    };
    code.unwrap_or(text)
}

/// A typed text for a field that has the booth's letter already: with that letter before it once,
/// also when a whole code was pasted behind it.
#[must_use]
pub fn shown(typed: &str, booth_letter: char) -> String {
    let letter = booth_letter.to_ascii_uppercase();
    let mut code = letters(typed);
    if code.len() > CODE_CHARS {
        let bare = without_letter(&code, letter);
        return if bare.len() == CODE_CHARS { format!("{letter}{bare}") } else { code };
    }
    if !code.starts_with(letter) {
        code.insert(0, letter);
    }
    code
}

#[cfg(test)]
mod tests {
    use super::{read, shown};

    #[test]
    fn reads_what_people_type() {
        let code = Some("7K4Q2".to_owned());
        assert_eq!(read("B7K4Q2", 'B'), code);
        assert_eq!(read(" b7k 4q2\n", 'B'), code);
        assert_eq!(read("7k4-q2", 'B'), code);
        assert_eq!(read("Ｂ７Ｋ４Ｑ２", 'B'), code, "a Japanese keyboard, full-width");
        assert_eq!(read("ｂ７ｋ４\u{3000}ｑ２", 'B'), code);
        assert_eq!(read("C7K4Q2", 'B'), None);
        assert_eq!(read("7K4Q", 'B'), None);
        assert_eq!(read("7K4O2", 'B'), None);
        assert_eq!(read("é7K4Q", 'B'), None);
        // A code whose first letter is the booth's own is still five long.
        assert_eq!(read("C7K4Q", 'C'), Some("C7K4Q".to_owned()));
        assert_eq!(read("CC7K4Q", 'C'), Some("C7K4Q".to_owned()));
    }

    #[test]
    fn reads_what_is_typed_around_the_letter_that_is_there() {
        let code = Some("7K4Q2".to_owned());
        assert_eq!(read("7K4Q2B", 'B'), code, "before it");
        assert_eq!(read("BB7K4Q2", 'B'), code, "a whole code behind it");
        assert_eq!(read("B7K4Q2B", 'B'), code, "a whole code before it");
        assert_eq!(read("BB7K4Q", 'B'), None);
        assert_eq!(read("BBB7K4Q2", 'B'), None);
        assert_eq!(read("CC7K4Q", 'C'), Some("C7K4Q".to_owned()));
        assert_eq!(read("CCC7K4Q", 'C'), Some("C7K4Q".to_owned()));
        assert_eq!(
            read("C7K4QC", 'C'),
            Some("7K4QC".to_owned()),
            "the letter in front is the booth's"
        );
    }

    #[test]
    fn shows_it_tidied_however_it_was_typed() {
        for (typed, code) in [
            ("B7K4Q2", "B7K4Q2"),
            ("b7k4q2", "B7K4Q2"),
            (" b 7-k4 q2\n", "B7K4Q2"),
            ("7k4q2", "B7K4Q2"),
            ("BB7K4Q2", "B7K4Q2"),
            ("7K4Q2B", "B7K4Q2"),
            ("B b7k4 q2", "B7K4Q2"),
            ("ｂ７Ｋ４ｑ２", "B7K4Q2"),
            ("", "B"),
            ("B", "B"),
            ("C7K4Q2", "C7K4Q2"),
            ("\"><script>", "SCRIPT"),
        ] {
            assert_eq!(shown(typed, 'B'), code, "{typed:?}");
        }
        assert!(shown(&"x".repeat(10_000), 'B').len() <= 12, "it cannot be made long");
    }
}
