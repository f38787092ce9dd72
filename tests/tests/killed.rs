//! The power goes out in the middle of an order and comes back: everybody's page says so, keeps
//! what it shows, and catches up by itself; nothing that was answered is lost.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use crema_tests::people::{Barista, Customer, drink_with_milk, hang_up_board, order_with_label};
use crema_tests::{Booth, Browser};

#[tokio::test(flavor = "multi_thread")]
async fn everybody_catches_up_after_a_power_cut() -> Result<()> {
    let mut booth = Booth::start()?;
    let crew = booth.crew()?;
    let menu = crew.menu()?.menu;
    let (drink, milk) = drink_with_milk(&menu)?;
    let browser = Browser::start()?;
    let board = browser.board().await?;
    hang_up_board(&board, &booth).await?;
    let mia = Barista::pairs(browser.tablet().await?, &booth, "Mia").await?;
    let zoe = Customer { phone: browser.phone().await? };
    zoe.scans(&booth, &crew).await?;
    zoe.starts().await?;
    zoe.chooses(drink, Some(milk), "Zoë").await?;
    zoe.checks().await?;
    let label = zoe.places().await?;
    let order = order_with_label(&crew, &label)?.id;
    mia.sees_in("preview", order).await?;
    mia.presses_card(order).await?;
    zoe.sees_state("making").await?;
    let before = crew.all_events()?;

    booth.kill();
    mia.tablet.sees(".banner").await?;
    mia.sees_in("production", order).await?;
    mia.tablet.picture("killed-1-tablet").await?;
    zoe.phone.sees("#offline").await?;
    zoe.sees_state("making").await?;
    zoe.phone.picture("killed-2-phone").await?;
    board.reads_in("#board", "Reconnecting").await?;
    board.picture("killed-3-board").await?;

    booth.restart()?;
    mia.tablet.loses(".banner").await?;
    zoe.phone.loses("#offline").await?;
    let after = crew.all_events()?;
    assert_eq!(after[..before.len()], before, "what had happened has happened");

    mia.presses_card(order).await?;
    zoe.sees_state("ready").await?;
    zoe.phone.reads_in(".ready .number", &label).await?;
    board.sees(&format!("#board [data-order='{order}']")).await?;
    mia.sees_in("pickup", order).await?;
    Ok(())
}

#[test]
fn a_write_repeated_after_a_power_cut_happens_once() -> Result<()> {
    let mut booth = Booth::start()?;
    let crew = booth.crew()?;
    let runtime = tokio::runtime::Runtime::new()?;
    let order = runtime.block_on(crema_tests::people::place_by_program(&booth, &crew, "Zoë"))?.id;
    let path = format!("/api/v1/orders/{order}/claim");
    let claim = |key: &str| crew.ask("POST", &path, Some(serde_json::json!({})), key);
    let first: crema_api::answers::OrderView = claim("pressed-once")?;

    booth.kill();
    booth.restart()?;

    let again: crema_api::answers::OrderView = claim("pressed-once")?;
    assert_eq!(again.barista, first.barista);
    let events = crew.all_events()?;
    let claims = events.iter().filter(|event| event.detail_type == "OrderManager.MakeOrder");
    assert_eq!(claims.count(), 1);
    Ok(())
}
