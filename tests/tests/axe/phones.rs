//! The customer's page in each of its states, by day and by night.

use anyhow::Result;
use crema_tests::browser::Look;
use crema_tests::walkthrough::Walkthrough;

use crate::judge::Judge;

/// Judges every page that a customer may see.
pub async fn visit() -> Result<()> {
    let mut judge = Judge::open()?;
    let day = judge.stage.window(Look::PHONE).await?;
    let night = judge.stage.window(Look::PHONE.dark()).await?;
    for page in Walkthrough::begin(&judge.stage.booth).await? {
        let page = page?;
        for (light, phone) in [("day", &day), ("night", &night)] {
            page.open(phone, "en").await?;
            judge.judge(&format!("{}, {light}", page.name), phone).await?;
        }
    }
    judge.verdict()
}
