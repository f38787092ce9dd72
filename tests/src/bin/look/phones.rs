//! The customer's page in each of its states, on phones of several kinds: by day and by night, in
//! Japanese, the narrowest one (in German, whose words are long), and with text at 200 %.

use anyhow::Result;
use crema_tests::browser::Look;
use crema_tests::walkthrough::Walkthrough;

use crate::studio::Studio;

/// Each kind of phone: its sheet, its look, the language that its addresses ask for, and whether its
/// owner has text at 200 %.
const PHONES: [(&str, Look, &str, bool); 5] = [
    ("phone", Look::PHONE, "en", false),
    ("phone-dark", Look::PHONE.dark(), "en", false),
    ("phone-ja", Look::PHONE, "ja", false),
    ("phone-320", Look::PHONE.sized(320, 640), "de", false),
    ("phone-large", Look::PHONE, "en", true),
];

/// Takes every picture of a phone.
pub async fn photograph(studio: &mut Studio) -> Result<()> {
    let mut windows = Vec::new();
    for (_, look, ..) in PHONES {
        windows.push(studio.stage.window(look).await?);
    }
    for page in Walkthrough::begin(&studio.stage.booth).await? {
        let page = page?;
        for ((sheet, _, language, large), window) in PHONES.into_iter().zip(&windows) {
            page.open(window, language).await?;
            if large {
                window.evaluates("document.documentElement.style.fontSize = '200%'").await?;
            }
            studio.shoot(sheet, page.name, window).await?;
        }
    }
    Ok(())
}
