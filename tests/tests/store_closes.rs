//! The store closes: who has not begun is told at once, who waits is still served, and only
//! "close and cancel" ends what is not ready. Nobody reloads a page.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use crema_api::order::{CancelReason, CancelledBy};
use crema_api::store::StoreState;
use crema_tests::people::{Customer, drink_with_milk, hang_up_board, order_with_label};
use crema_tests::{Booth, Browser};

#[tokio::test(flavor = "multi_thread")]
async fn it_closes_under_a_waiting_customer() -> Result<()> {
    let booth = Booth::start()?;
    let crew = booth.crew()?;
    let menu = crew.menu()?.menu;
    let (drink, _) = drink_with_milk(&menu)?;
    let browser = Browser::start()?;
    let board = browser.board().await?;
    hang_up_board(&board, &booth).await?;

    let zoe = Customer { phone: browser.phone().await? };
    zoe.scans(&booth, &crew).await?;
    zoe.starts().await?;
    zoe.chooses(drink, None, "Zoë").await?;
    zoe.checks().await?;
    let label = zoe.places().await?;
    let order = order_with_label(&crew, &label)?.id;

    // Ben has scanned, and has not pressed Start yet.
    let ben = Customer { phone: browser.phone().await? };
    ben.scans(&booth, &crew).await?;

    crew.set_store_state(StoreState::Closed)?;
    ben.phone.reads("We are closed").await?;
    ben.phone.loses("#code").await?;
    ben.phone.picture("store-closes-1-not-begun").await?;
    board.reads_in("#board svg", "Closed").await?;
    board.picture("store-closes-2-board").await?;
    zoe.sees_state("queued").await?;
    assert_eq!(crew.order(order)?.state.as_str(), "queued", "a placed order is still made");

    crew.close_and_cancel()?;
    zoe.sees_state("cancelled").await?;
    zoe.phone.picture("store-closes-3-cancelled").await?;
    let ending = crew.order(order)?.ending;
    let closing = crema_api::answers::Ending::Cancelled {
        reason: CancelReason::Closing,
        by: CancelledBy::Booth,
    };
    assert_eq!(ending, Some(closing));

    // It opens again, and Ben's page lets him begin.
    crew.set_store_state(StoreState::Open)?;
    ben.phone.sees("#code").await?;
    Ok(())
}
