//! The store closes: who has not begun is told at once, who waits is still served, and only
//! "close and cancel" ends what is not ready. Nobody reloads a page.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use crema_api::order::{CancelReason, CancelledBy};
use crema_api::store::StoreState;
use crema_tests::Stage;
use crema_tests::browser::Look;
use crema_tests::people::{Customer, drink_with_milk, hang_up_board};

#[tokio::test(flavor = "multi_thread")]
async fn it_closes_under_a_waiting_customer() -> Result<()> {
    let stage = Stage::open()?;
    let (drink, _) = drink_with_milk(&stage.crew)?;
    let board = hang_up_board(&stage).await?;

    let zoe = Customer::begins(&stage, Look::PHONE).await?;
    let order = zoe.orders(&stage.crew, &drink, None, "Zoë").await?.id;

    // Ben has scanned, and has not pressed Start yet.
    let ben = Customer::comes(&stage, Look::PHONE).await?;
    ben.scans(&stage).await?;

    // Mia is choosing, and Leo has his drink on *Check*.
    let mia = Customer::begins(&stage, Look::PHONE).await?;
    let leo = Customer::begins(&stage, Look::PHONE).await?;
    leo.chooses(&drink, None, "Leo").await?;
    leo.checks().await?;

    stage.crew.set_store_state(StoreState::Closed)?;
    for choosing in [&mia, &leo] {
        choosing.phone.reads("Nothing more can be ordered").await?;
        choosing.phone.loses("form").await?;
    }
    mia.phone.picture("store-closes-1-choosing").await?;
    ben.phone.reads("We are closed").await?;
    ben.phone.loses("#code").await?;
    ben.phone.picture("store-closes-1-not-begun").await?;
    board.reads_in("#board svg", "Closed").await?;
    board.picture("store-closes-2-board").await?;
    zoe.sees_state("queued").await?;
    assert_eq!(stage.crew.order(order)?.state.as_str(), "queued", "a placed order is still made");

    stage.crew.close_and_cancel()?;
    zoe.sees_state("cancelled").await?;
    zoe.phone.picture("store-closes-3-cancelled").await?;
    let ending = stage.crew.order(order)?.ending;
    let closing = crema_api::answers::Ending::Cancelled {
        reason: CancelReason::Closing,
        by: CancelledBy::Booth,
    };
    assert_eq!(ending, Some(closing));

    // It opens again, and Ben's page lets him begin. Those who were choosing are cancelled.
    mia.sees_state("cancelled").await?;
    stage.crew.set_store_state(StoreState::Open)?;
    ben.phone.sees("#code").await?;
    Ok(())
}
