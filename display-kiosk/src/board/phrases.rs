//! Second languages: the few words that stand under each step for those who do not read English.
//!
//! Several languages take turns of [`TURN_MS`]. What customers read on their phones is the pages'.

/// How long one second language is shown, ms.
pub const TURN_MS: u64 = 8000;

/// A second language's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrases {
    /// "Join the Wi-Fi".
    pub join: String,
    /// "Scan to order".
    pub scan: String,
    /// "Type this code".
    pub code: String,
}

impl Phrases {
    /// The words in a language by its tag (`de`, `de-CH`), if the board knows it.
    #[must_use]
    pub fn of(language: &str) -> Option<Self> {
        let (join, scan, code) = match language.split('-').next()? {
            "de" => ("WLAN verbinden", "Scannen und bestellen", "Code eingeben"),
            "fr" => ("Rejoindre le Wi-Fi", "Scanner pour commander", "Saisir ce code"),
            "es" => ("Conectarse al wifi", "Escanear para pedir", "Escribir este código"),
            "it" => ("Collegarsi al Wi-Fi", "Scansiona per ordinare", "Inserire questo codice"),
            "nl" => ("Verbind met de wifi", "Scan om te bestellen", "Typ deze code"),
            "ja" => ("Wi-Fiに接続", "スキャンして注文", "このコードを入力"),
            "ar" => ("اتصل بشبكة الواي فاي", "امسح الرمز للطلب", "اكتب هذا الرمز"),
            _ => return None,
        };
        Some(Self { join: join.into(), scan: scan.into(), code: code.into() })
    }
}

/// The language whose turn it is at a booth time.
#[must_use]
pub fn turn(languages: &[Phrases], booth_ms: u64) -> Option<&Phrases> {
    let count = u64::try_from(languages.len()).ok().filter(|count| *count > 0)?;
    languages.get(usize::try_from(booth_ms / TURN_MS % count).ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn languages_take_turns() {
        let languages = [Phrases::of("de-CH").unwrap(), Phrases::of("ja").unwrap()];
        let at = |ms| turn(&languages, ms).unwrap().code.as_str();
        assert_eq!(at(0), "Code eingeben");
        assert_eq!(at(TURN_MS - 1), "Code eingeben");
        assert_eq!(at(TURN_MS), "このコードを入力");
        assert_eq!(at(2 * TURN_MS), "Code eingeben");
        assert!(turn(&[], 5).is_none());
    }
}
