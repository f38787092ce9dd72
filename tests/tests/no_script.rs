//! The customer's whole way in a window that has no script, no cookies and no storage, as in the
//! sheet that a phone shows on joining a Wi-Fi: plain forms, and pages that load themselves anew.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result};
use crema_tests::Stage;
use crema_tests::browser::Look;
use crema_tests::people::{Customer, drink_with_milk, live_code, order_with_label};

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_without_script_and_cookies_gets_its_coffee() -> Result<()> {
    let stage = Stage::open()?;
    let mia = stage.booth.barista("Mia")?;
    let (drink, milk) = drink_with_milk(&stage.crew)?;
    let zoe = Customer::comes(&stage, Look::PHONE.bare()).await?;

    // The code is typed from the screen, in small letters and with a space.
    let code = live_code(&stage.crew).await?.code.to_lowercase();
    let (first, rest) = code.split_at(3);
    zoe.phone.visit(&stage.booth.url("/")).await?;
    zoe.phone.types("#code", &format!("{first} {rest}")).await?;
    zoe.starts().await?;
    zoe.chooses(&drink, Some(&milk), "Zoë").await?;
    zoe.phone.picture("no-script-1-choose").await?;
    zoe.checks().await?;
    zoe.phone.reads_in(".cupcard .milk", &milk).await?;
    let label = zoe.places().await?;
    zoe.phone.picture("no-script-2-queued").await?;

    // The page has no stream: it comes anew by itself.
    let order = order_with_label(&stage.crew, &label)?;
    assert_eq!(order.name.as_deref(), Some("Zoë"));
    assert_eq!(order.drink.context("no drink")?.special_milk(), Some(milk.as_str()));
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
    let stage = Stage::open()?;
    let (drink, milk) = drink_with_milk(&stage.crew)?;
    let zoe = Customer::begins(&stage, Look::PHONE.bare()).await?;

    let placed = zoe.orders(&stage.crew, &drink, None, "Zoë").await?;
    let order = placed.id;

    zoe.phone.presses_words("Change the drink").await?;
    let changed = zoe.orders(&stage.crew, &drink, Some(&milk), "Zoë").await?;
    assert_eq!((changed.id, &changed.label), (order, &placed.label), "it keeps its number");
    assert_eq!(changed.drink.context("no drink")?.special_milk(), Some(milk.as_str()));

    zoe.phone.presses_words("Cancel my order").await?;
    zoe.phone.arrives_at("/o/").await?;
    zoe.phone.presses("form button.danger").await?;
    zoe.sees_state("cancelled").await?;
    assert_eq!(stage.crew.order(order)?.state.as_str(), "cancelled");
    Ok(())
}
