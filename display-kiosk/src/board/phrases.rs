//! Second languages: the few words below each step, and below a pause, for those who do not read
//! English.
//!
//! Several languages take turns of [`TURN_MS`]. Texts on customers' phones belong to the pages.

use crema_api::store::PauseReason;

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
    /// "We are looking after a machine."
    pub machine: String,
    /// "We are fetching more milk."
    pub milk: String,
}

impl Phrases {
    /// Returns the words in a language by its tag (`de`, `de-CH`), if the board knows that
    /// language.
    #[must_use]
    pub fn for_language(language: &str) -> Option<Self> {
        let [join, scan, code, machine, milk] = match language.split('-').next()? {
            "de" => [
                "WLAN verbinden",
                "Scannen und bestellen",
                "Code eingeben",
                "Wir kümmern uns um eine Maschine.",
                "Wir holen neue Milch.",
            ],
            "fr" => [
                "Rejoindre le Wi-Fi",
                "Scanner pour commander",
                "Saisir ce code",
                "Nous nous occupons d’une machine.",
                "Nous allons chercher du lait.",
            ],
            "es" => [
                "Conectarse al wifi",
                "Escanear para pedir",
                "Escribir este código",
                "Estamos arreglando una máquina.",
                "Vamos a por más leche.",
            ],
            "it" => [
                "Collegarsi al Wi-Fi",
                "Scansiona per ordinare",
                "Inserire questo codice",
                "Stiamo sistemando una macchina.",
                "Stiamo prendendo altro latte.",
            ],
            "pt" => [
                "Ligar ao Wi-Fi",
                "Ler para pedir",
                "Escrever este código",
                "Estamos a tratar de uma máquina.",
                "Fomos buscar mais leite.",
            ],
            "sv" => [
                "Anslut till wifi",
                "Skanna och beställ",
                "Skriv den här koden",
                "Vi ser till en maskin.",
                "Vi hämtar mer mjölk.",
            ],
            "nl" => [
                "Verbind met de wifi",
                "Scan om te bestellen",
                "Typ deze code",
                "We kijken een machine na.",
                "We halen nieuwe melk.",
            ],
            "ja" => [
                "Wi-Fiに接続",
                "スキャンして注文",
                "このコードを入力",
                "機械の点検をしています。",
                "牛乳を補充しています。",
            ],
            "ar" => [
                "اتصل بشبكة الواي فاي",
                "امسح الرمز للطلب",
                "اكتب هذا الرمز",
                "نعتني بإحدى الآلات.",
                "نجلب المزيد من الحليب.",
            ],
            _ => return None,
        }
        .map(str::to_owned);
        Some(Self { join, scan, code, machine, milk })
    }

    /// Returns the reason of a pause in words, if there are any for it.
    #[must_use]
    pub fn because(&self, reason: PauseReason) -> Option<&str> {
        match reason {
            PauseReason::Machine => Some(&self.machine),
            PauseReason::Milk => Some(&self.milk),
            PauseReason::Unknown(_) => None,
        }
    }
}

/// Returns the language whose turn it is at a booth time.
#[must_use]
pub fn current_phrases(languages: &[Phrases], booth_ms: u64) -> Option<&Phrases> {
    let count = u64::try_from(languages.len()).ok().filter(|count| *count > 0)?;
    languages.get(usize::try_from(booth_ms / TURN_MS % count).ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn languages_take_turns() {
        let languages =
            [Phrases::for_language("de-CH").unwrap(), Phrases::for_language("ja").unwrap()];
        let at = |ms| current_phrases(&languages, ms).unwrap().code.as_str();
        assert_eq!(at(0), "Code eingeben");
        assert_eq!(at(TURN_MS - 1), "Code eingeben");
        assert_eq!(at(TURN_MS), "このコードを入力");
        assert_eq!(at(2 * TURN_MS), "Code eingeben");
        assert!(current_phrases(&[], 5).is_none());
    }
}
