//! The customer's whole way in a window that has no script, no cookies and no storage, as in the
//! sheet that a phone shows on joining a Wi-Fi: plain forms, and pages that load themselves anew.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result};
use crema_tests::browser::Look;
use crema_tests::people::{Customer, drink_with_milk, live_code, order_with_label};
use crema_tests::{Booth, Browser};

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_without_script_and_cookies_gets_its_coffee() -> Result<()> {
    let booth = Booth::start()?;
    let crew = booth.crew()?;
    let mia = booth.barista("Mia")?;
    let menu = crew.menu()?.menu;
    let (drink, milk) = drink_with_milk(&menu)?;
    let browser = Browser::start()?;
    let zoe = Customer { phone: browser.open(Look::PHONE.bare()).await? };

    // The code is typed from the screen, in small letters and with a space.
    let code = live_code(&crew).await?.code.to_lowercase();
    let (first, rest) = code.split_at(3);
    zoe.phone.visit(&booth.url("/")).await?;
    zoe.phone.types("#code", &format!("{first} {rest}")).await?;
    zoe.starts().await?;
    zoe.chooses(drink, Some(milk), "Zoë").await?;
    zoe.phone.picture("no-script-1-choose").await?;
    zoe.checks().await?;
    zoe.phone.reads_in(".cupcard .milk", milk).await?;
    let label = zoe.places().await?;
    zoe.phone.picture("no-script-2-queued").await?;

    // The page has no stream: it comes anew by itself.
    let order = order_with_label(&crew, &label)?;
    assert_eq!(order.name.as_deref(), Some("Zoë"));
    assert_eq!(order.drink.context("no drink")?.special_milk(), Some(milk));
    mia.claim(order.id)?;
    zoe.sees_state("making").await?;
    zoe.phone.reads("Mia is making it").await?;
    mia.complete(order.id)?;
    zoe.sees_state("ready").await?;
    zoe.phone.picture("no-script-3-ready").await?;
    mia.collect(order.id)?;
    zoe.sees_state("collected").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_script_an_order_can_be_changed_and_called_off() -> Result<()> {
    let booth = Booth::start()?;
    let crew = booth.crew()?;
    let menu = crew.menu()?.menu;
    let (drink, milk) = drink_with_milk(&menu)?;
    let browser = Browser::start()?;
    let zoe = Customer { phone: browser.open(Look::PHONE.bare()).await? };

    zoe.scans(&booth, &crew).await?;
    zoe.starts().await?;
    zoe.chooses(drink, None, "Zoë").await?;
    zoe.checks().await?;
    let label = zoe.places().await?;
    let order = order_with_label(&crew, &label)?.id;

    zoe.phone.presses_words("Change the drink").await?;
    zoe.chooses(drink, Some(milk), "Zoë").await?;
    zoe.checks().await?;
    assert_eq!(zoe.places().await?, label, "a changed order keeps its number");
    let changed = crew.order(order)?.drink.context("no drink")?;
    assert_eq!(changed.special_milk(), Some(milk));

    zoe.phone.presses_words("Cancel my order").await?;
    zoe.phone.arrives_at("/o/").await?;
    zoe.phone.presses("form button.danger").await?;
    zoe.sees_state("cancelled").await?;
    assert_eq!(crew.order(order)?.state.as_str(), "cancelled");
    Ok(())
}
