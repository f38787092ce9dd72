//! The customer's page in each of its states, by day and by night.

use anyhow::Result;
use crema_tests::browser::Look;
use crema_tests::walkthrough::Walkthrough;

use crate::judge::Judge;

/// Judges every page that a customer may see.
pub async fn visit(judge: &mut Judge) -> Result<()> {
    let day = judge.browser.open(Look::PHONE).await?;
    let night = judge.browser.open(Look::PHONE.dark()).await?;
    for page in Walkthrough::begin(&judge.booth).await? {
        let page = page?;
        for (light, phone) in [("day", &day), ("night", &night)] {
            page.open(phone, "en").await?;
            judge.judge(&format!("{}, {light}", page.name), phone).await?;
        }
    }
    Ok(())
}
