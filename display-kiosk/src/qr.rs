//! QR codes (ISO/IEC 18004): text to modules, and the Wi-Fi form of that text.
//!
//! The quiet zone of four modules belongs to the code: without it, readers fail on a screen full
//! of other things. Drawing is [`crate::svg`]'s.

use qrcode::{Color, EcLevel, QrCode};

/// Modules of white that must surround a code (ISO/IEC 18004, section 6.3.8).
pub const QUIET_MODULES: usize = 4;

/// Which modules of a code are dark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modules {
    side: usize,
    dark: Vec<bool>,
}

/// Dark modules side by side in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DarkRun {
    pub x: usize,
    pub y: usize,
    pub length: usize,
}

impl Modules {
    /// Returns the code for `text`, at level M: 15 % of it may be unreadable, from glare or a dirty
    /// screen. `None` if the text is longer than any code holds.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let dark = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Some(Self { side: code.width(), dark })
    }

    /// Modules along one side, without the quiet zone.
    #[must_use]
    pub fn side(&self) -> usize {
        self.side
    }

    /// Returns every dark stretch, row by row: a third of the pieces that single modules would be.
    pub fn runs(&self) -> impl Iterator<Item = DarkRun> + '_ {
        self.dark.chunks(self.side.max(1)).enumerate().flat_map(|(y, row)| {
            let mut x = 0;
            row.chunk_by(|left, right| left == right).filter_map(move |stretch| {
                let run = DarkRun { x, y, length: stretch.len() };
                x += stretch.len();
                stretch.first().copied().unwrap_or(false).then_some(run)
            })
        })
    }
}

/// A Wi-Fi that customers join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wifi {
    /// Its name.
    pub ssid: String,
    /// Its passphrase; `None` for an open network.
    pub passphrase: Option<String>,
}

impl Wifi {
    /// Returns the text by which a phone's camera joins: `WIFI:T:WPA;S:…;P:…;;`, as `ZXing`'s barcode
    /// contents page has it; `\ ; , : "` are escaped by a backslash.
    #[must_use]
    pub fn qr_text(&self) -> String {
        let ssid = escaped(&self.ssid);
        match &self.passphrase {
            Some(passphrase) => format!("WIFI:T:WPA;S:{ssid};P:{};;", escaped(passphrase)),
            None => format!("WIFI:T:nopass;S:{ssid};;"),
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | ';' | ',' | ':' | '"') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn runs_join_what_is_dark_side_by_side_and_lose_nothing() {
        let modules = Modules::from_text("http://crema.local/?c=B7K4Q2").expect("short enough");
        let dark = modules.dark.iter().filter(|dark| **dark).count();
        assert_eq!(modules.runs().map(|run| run.length).sum::<usize>(), dark);
        let first = modules.runs().next().expect("a code has dark modules");
        assert_eq!((first.x, first.y, first.length), (0, 0, 7), "a finder pattern's upper edge");
    }

    #[test]
    fn too_long_a_text_is_no_code_and_no_panic() {
        assert!(Modules::from_text(&"x".repeat(5000)).is_none());
    }

    #[test]
    fn a_passphrase_with_separators_is_escaped() {
        let wifi = Wifi { ssid: "Caf;é".into(), passphrase: Some("a:b\\c".into()) };
        assert_eq!(wifi.qr_text(), r"WIFI:T:WPA;S:Caf\;é;P:a\:b\\c;;");
    }
}
