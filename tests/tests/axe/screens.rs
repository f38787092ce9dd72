//! The staff's screens and the board, with a queue in them.

use anyhow::Result;
use crema_api::store::StoreState;
use crema_tests::browser::Look;
use crema_tests::people::{Barista, card, hang_up_board, place_by_program};

use crate::judge::Judge;

/// The crew's pages, by the last part of their address.
const CREW_PAGES: [&str; 8] =
    ["today", "store", "limits", "menu", "occasion", "people", "printers", "log"];

/// Four orders: one on the counter, one being made, two waiting.
pub async fn queue(judge: &Judge) -> Result<()> {
    let leo = judge.booth.barista("Leo")?;
    for (index, name) in ["Zoë", "Ben", "さくら", "Chidi"].into_iter().enumerate() {
        let order = place_by_program(&judge.booth, &judge.crew, name).await?.id;
        if index < 2 {
            leo.claim(order)?;
        }
        if index < 1 {
            leo.complete(order)?;
        }
    }
    Ok(())
}

/// A barista's tablet.
pub async fn tablet(judge: &mut Judge, look: &Look) -> Result<()> {
    let window = judge.browser.open(look.clone()).await?;
    window.visit(&judge.booth.url("/barista")).await?;
    window.sees(".sign-in").await?;
    judge.judge("pairing", &window).await?;
    let mia = Barista::pairs(window, &judge.booth, "Mia").await?;
    let waiting = judge.crew.orders("queued")?.orders[0].id;
    mia.sees_in("preview", waiting).await?;
    judge.judge("the columns", &mia.tablet).await?;
    mia.tablet.presses(&format!("{} .card-body", card(waiting))).await?;
    mia.tablet.sees(".with-sheet").await?;
    judge.judge("an order's sheet", &mia.tablet).await
}

/// The crew's pages.
pub async fn crew(judge: &mut Judge, look: &Look) -> Result<()> {
    let window = judge.browser.open(look.clone()).await?;
    window.visit(&judge.booth.url("/crew")).await?;
    window.types(".sign-in-fields label:first-of-type input", "Kim").await?;
    window.types("input.pin", judge.booth.crew_pin()).await?;
    window.presses(".sign-in button[type=submit]").await?;
    window.loses(".sign-in").await?;
    for page in CREW_PAGES {
        window.visit(&judge.booth.url(&format!("/crew#{page}"))).await?;
        window.sees("main h1, main h2").await?;
        judge.judge(page, &window).await?;
    }
    Ok(())
}

/// The big screen, open and closed.
pub async fn board(judge: &mut Judge) -> Result<()> {
    let board = judge.browser.board().await?;
    hang_up_board(&board, &judge.booth).await?;
    judge.judge("open", &board).await?;
    judge.crew.set_store_state(StoreState::Closed)?;
    board.reads_in("#board svg", "Closed").await?;
    judge.judge("closed", &board).await
}
