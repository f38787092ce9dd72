//! The text of a code: how it is made, and how it is read however it was typed.

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

/// What was typed, as a code would be: upper case, without spaces and dashes, without the
/// booth's letter. `None` if no code can read like that.
#[must_use]
pub fn read(typed: &str, booth_letter: char) -> Option<String> {
    let mut text: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '.' | '·'))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if text.chars().count() == CODE_CHARS + 1 && text.starts_with(booth_letter) {
        text.remove(0);
    }
    let fits = text.len() == CODE_CHARS && text.bytes().all(|byte| ALPHABET.contains(&byte));
    fits.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn reads_what_people_type() {
        let code = Some("7K4Q2".to_owned());
        assert_eq!(read("B7K4Q2", 'B'), code);
        assert_eq!(read(" b7k 4q2\n", 'B'), code);
        assert_eq!(read("7k4-q2", 'B'), code);
        assert_eq!(read("C7K4Q2", 'B'), None);
        assert_eq!(read("7K4Q", 'B'), None);
        assert_eq!(read("7K4O2", 'B'), None);
        assert_eq!(read("é7K4Q", 'B'), None);
        // A code whose first letter is the booth's own is still five long.
        assert_eq!(read("C7K4Q", 'C'), Some("C7K4Q".to_owned()));
        assert_eq!(read("CC7K4Q", 'C'), Some("C7K4Q".to_owned()));
    }
}
