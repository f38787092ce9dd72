//! The booth's main job, each person at their own screen: a customer scans, chooses, checks and
//! places; one of two baristas makes it; the board tells; it is handed over. Nobody reloads
//! anything: every screen is seen to follow by itself.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use crema_tests::Stage;
use crema_tests::browser::Look;
use crema_tests::people::{Barista, Customer, drink_with_milk, hang_up_board, order_with_label};

#[tokio::test(flavor = "multi_thread")]
async fn from_the_code_on_the_board_to_the_cup_in_hand() -> Result<()> {
    let stage = Stage::open()?;
    let (drink, milk) = drink_with_milk(&stage.crew)?;

    let board = hang_up_board(&stage).await?;
    let mia = Barista::pairs(&stage, "Mia").await?;
    let leo = Barista::pairs(&stage, "Leo").await?;
    let zoe = Customer::comes(&stage, Look::PHONE).await?;

    zoe.scans(&stage).await?;
    zoe.phone.picture("main-job-1-start").await?;
    zoe.starts().await?;
    zoe.chooses(&drink, Some(&milk), "Zoë").await?;
    zoe.phone.picture("main-job-2-choose").await?;
    zoe.checks().await?;
    zoe.phone.reads_in(".cupcard .milk", &milk).await?;
    zoe.phone.reads_in(".cupcard .for", "Zoë").await?;
    zoe.phone.picture("main-job-3-check").await?;
    let label = zoe.places().await?;
    zoe.phone.picture("main-job-4-queued").await?;

    let order = order_with_label(&stage.crew, &label)?.id;
    mia.sees_in("preview", order).await?;
    leo.sees_in("preview", order).await?;
    mia.tablet.reads_in(".column.preview .card", "Zoë").await?;
    mia.tablet.reads_in(".column.preview .card .milk", &milk).await?;
    mia.tablet.picture("main-job-5-tablet-queued").await?;
    board.reads_in("#board svg", &label).await?;

    mia.presses_card(order).await?;
    mia.sees_in("production", order).await?;
    leo.sees_in("production", order).await?;
    leo.tablet.reads_in(".column.production .card .maker", "Mia").await?;
    leo.tablet.picture("main-job-6-tablet-of-another").await?;
    zoe.sees_state("making").await?;
    zoe.phone.reads("Mia is making it").await?;
    zoe.phone.picture("main-job-7-making").await?;

    mia.presses_card(order).await?;
    leo.sees_in("pickup", order).await?;
    zoe.sees_state("ready").await?;
    zoe.phone.reads_in(".ready .number", &label).await?;
    zoe.phone.picture("main-job-8-ready").await?;
    board.sees(&format!("#board [data-order='{order}']")).await?;
    board.picture("main-job-9-board-ready").await?;

    leo.presses_card(order).await?;
    zoe.sees_state("collected").await?;
    zoe.phone.picture("main-job-10-collected").await?;
    board.loses(&format!("#board [data-order='{order}']")).await?;
    mia.tablet.loses(".column .card").await?;

    assert_eq!(stage.crew.order(order)?.state.as_str(), "collected");
    Ok(())
}
