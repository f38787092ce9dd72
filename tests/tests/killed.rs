//! The power goes out in the middle of an order and comes back: everybody's page says so, keeps
//! what it shows, and catches up by itself; nothing that was answered is lost.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result};
use crema_api::answers::OrderView;
use crema_tests::Stage;
use crema_tests::browser::Look;
use crema_tests::people::{Barista, Customer, drink_with_milk, hang_up_board, place_by_program};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn everybody_catches_up_after_a_power_cut() -> Result<()> {
    let mut stage = Stage::open()?;
    let (drink, milk) = drink_with_milk(&stage.crew)?;
    let board = hang_up_board(&stage).await?;
    let mia = Barista::pairs(&stage, "Mia").await?;
    let zoe = Customer::begins(&stage, Look::PHONE).await?;
    let placed = zoe.orders(&stage.crew, &drink, Some(&milk), "Zoë").await?;
    let (order, label) = (placed.id, placed.label.context("a placed order has a label")?);
    mia.sees_in("preview", order).await?;
    mia.presses_card(order).await?;
    zoe.sees_state("making").await?;
    let before = stage.crew.all_events()?;

    stage.booth.kill();
    mia.tablet.sees(".banner").await?;
    mia.sees_in("production", order).await?;
    mia.tablet.picture("killed-1-tablet").await?;
    zoe.phone.sees("#offline").await?;
    zoe.sees_state("making").await?;
    zoe.phone.picture("killed-2-phone").await?;
    board.reads_in("#board", "Reconnecting").await?;
    board.picture("killed-3-board").await?;

    stage.booth.restart()?;
    mia.tablet.loses(".banner").await?;
    zoe.phone.loses("#offline").await?;
    let after = stage.crew.all_events()?;
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
    let mut stage = Stage::open()?;
    let runtime = tokio::runtime::Runtime::new()?;
    let order = runtime.block_on(place_by_program(&stage, "Zoë"))?.id;
    let path = format!("/api/v1/orders/{order}/claim");
    let claim = |key: &str| stage.crew.ask("POST", &path, Some(json!({})), key);
    let first: OrderView = claim("pressed-once")?;

    stage.booth.kill();
    stage.booth.restart()?;

    let again: OrderView = claim("pressed-once")?;
    assert_eq!(again.barista, first.barista);
    let events = stage.crew.all_events()?;
    let claims = events.iter().filter(|event| event.detail_type == "OrderManager.MakeOrder");
    assert_eq!(claims.count(), 1);
    Ok(())
}
