//! A barista's whole shift on plain http under a name that is not localhost, as at every booth:
//! browsers take much away from such pages (no service worker, no wake lock, no `randomUUID`), and
//! nothing that a barista does may need it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use crema_tests::Stage;
use crema_tests::browser::{BOOTH_NAME, Look};
use crema_tests::people::{Barista, place_by_program};

#[tokio::test(flavor = "multi_thread")]
async fn a_barista_works_where_the_browser_trusts_nothing() -> Result<()> {
    let stage = Stage::open()?;
    let tablet = stage.window(Look::TABLET).await?;

    let address = stage.booth.url("/barista").replace("127.0.0.1", BOOTH_NAME);
    tablet.visit(&address).await?;
    let mia = Barista::signs_in(tablet, &stage.booth, "Mia").await?;
    let here = mia.tablet.evaluates("return [location.hostname, isSecureContext]").await?;
    assert_eq!(here, serde_json::json!([BOOTH_NAME, false]), "the test is about such a page");

    mia.tablet.presses_words("Start shift").await?;
    let order = place_by_program(&stage, "Zoë").await?.id;
    mia.sees_in("preview", order).await?;
    mia.presses_card(order).await?;
    mia.sees_in("production", order).await?;
    mia.presses_card(order).await?;
    mia.sees_in("pickup", order).await?;
    mia.tablet.picture("not-localhost-tablet").await?;
    mia.presses_card(order).await?;
    mia.tablet.loses(".column .card").await?;
    assert_eq!(stage.crew.order(order)?.state.as_str(), "collected");
    Ok(())
}
