//! A barista's whole shift on plain http under a name that is not localhost, as at every booth:
//! browsers take much away from such pages (no service worker, no wake lock, no `randomUUID`), and
//! nothing that a barista does may need it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use crema_tests::browser::BOOTH_NAME;
use crema_tests::people::{Barista, place_by_program};
use crema_tests::{Booth, Browser};

#[tokio::test(flavor = "multi_thread")]
async fn a_barista_works_where_the_browser_trusts_nothing() -> Result<()> {
    let booth = Booth::start()?;
    let crew = booth.crew()?;
    let browser = Browser::start()?;
    let tablet = browser.tablet().await?;

    let address = booth.url("/barista").replace("127.0.0.1", BOOTH_NAME);
    tablet.visit(&address).await?;
    tablet.types(".sign-in-fields label:first-of-type input", "Mia").await?;
    tablet.types("input.pin", booth.barista_pin()).await?;
    tablet.presses(".sign-in button[type=submit]").await?;
    tablet.sees(".columns").await?;
    let here = tablet.evaluates("return [location.hostname, isSecureContext]").await?;
    assert_eq!(here, serde_json::json!([BOOTH_NAME, false]), "the test is about such a page");

    let mia = Barista { tablet, name: "Mia" };
    mia.tablet.presses_words("Start shift").await?;
    let order = place_by_program(&booth, &crew, "Zoë").await?.id;
    mia.sees_in("preview", order).await?;
    mia.presses_card(order).await?;
    mia.sees_in("production", order).await?;
    mia.presses_card(order).await?;
    mia.sees_in("pickup", order).await?;
    mia.tablet.picture("not-localhost-tablet").await?;
    mia.presses_card(order).await?;
    mia.tablet.loses(".column .card").await?;
    assert_eq!(crew.order(order)?.state.as_str(), "collected");
    Ok(())
}
