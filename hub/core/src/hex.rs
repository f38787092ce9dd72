//! Bytes as text, for names of versions, keys and files.

use std::fmt::Write as _;

/// Returns two hexadecimal digits a byte, in lower case.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::to_hex;

    #[test]
    fn a_byte_has_two_digits() {
        assert_eq!(to_hex(&[0, 0x0a, 0xff]), "000aff");
    }
}
