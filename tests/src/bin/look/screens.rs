//! The staff's screens and the board, with a queue in them: some waiting, one being made by each
//! barista, some on the counter.

use std::time::Duration;

use anyhow::Result;
use crema_api::OrderId;
use crema_api::commands::SetStore;
use crema_api::store::StoreState;
use crema_tests::Window;
use crema_tests::browser::Look;
use crema_tests::people::{Barista, card, hang_up_board, place_by_program};

use crate::studio::Studio;

/// Whose coffee it is: names of several scripts and lengths.
const NAMES: [&str; 8] = ["Zoë", "Ben", "さくら", "Chidi", "Åsa", "Maximiliane", "Lí", "أمل"];
/// The crew's pages, by the last part of their address.
const CREW_PAGES: [&str; 10] = [
    "today", "store", "limits", "menu", "occasion", "people", "printers", "branding", "end", "log",
];
/// How long a code is shown.
const CODE_WINDOW: Duration = Duration::from_mins(5);
/// How the second language calls itself on the switch.
const JAPANESE: &str = "日本語";

/// Takes every picture of tablets, the crew page and the board.
pub async fn photograph(studio: &mut Studio) -> Result<()> {
    // The phones have taken most drinks of the code: the next one comes.
    studio.booth.let_time_pass(CODE_WINDOW)?;
    let queue = queue(studio).await?;
    tablets(studio, &queue).await?;
    crew(studio).await?;
    boards(studio).await?;
    waits_too_long(studio).await
}

async fn queue(studio: &Studio) -> Result<Vec<OrderId>> {
    let mut orders = Vec::new();
    for name in NAMES {
        orders.push(place_by_program(&studio.booth, &studio.crew, name).await?.id);
    }
    let leo = studio.booth.barista("Leo")?;
    for order in &orders[..3] {
        leo.claim(*order)?;
    }
    for order in &orders[..2] {
        leo.complete(*order)?;
    }
    Ok(orders)
}

async fn tablets(studio: &mut Studio, queue: &[OrderId]) -> Result<()> {
    let looks = [
        ("day", Look::TABLET),
        ("night", Look::TABLET.dark()),
        ("upright", Look::TABLET.sized(820, 1180)),
        ("ja", Look::TABLET),
    ];
    for (title, look) in looks {
        let window = studio.browser.open(look).await?;
        window.visit(&studio.booth.url("/barista")).await?;
        window.sees(".sign-in").await?;
        if title == "ja" {
            window.presses_words(JAPANESE).await?;
        }
        studio.shoot("tablet", &format!("{title}, pairing"), &window).await?;
        let mia = Barista::pairs(window, &studio.booth, "Mia").await?;
        mia.sees_in("preview", queue[3]).await?;
        studio.shoot("tablet", title, &mia.tablet).await?;
        mia.tablet.presses(&format!("{} .card-body", card(queue[4]))).await?;
        mia.tablet.sees(".with-sheet").await?;
        studio.shoot("tablet", &format!("{title}, an order's sheet"), &mia.tablet).await?;
    }
    Ok(())
}

/// Cards that are red and count down, then the bar that says what was given up; and *Today*.
async fn waits_too_long(studio: &mut Studio) -> Result<()> {
    studio.crew.set_store_state(StoreState::Open)?;
    studio.booth.let_time_pass(Duration::from_mins(30))?;
    for order in studio.crew.orders("given_up")?.orders {
        studio.crew.dismiss(order.id)?;
    }
    let looks = [
        ("day", Look::TABLET),
        ("night", Look::TABLET.dark()),
        ("smaller", Look::TABLET.sized(1024, 768)),
        ("upright", Look::TABLET.sized(820, 1180)),
    ];
    let mut tablets = Vec::new();
    for (title, look) in looks {
        let window = studio.browser.open(look).await?;
        tablets.push((title, Barista::pairs(window, &studio.booth, "Mia").await?.tablet));
    }
    for (name, wait_s) in [("Zoë", 780), ("Ben", 150), ("さくら", 30)] {
        place_by_program(&studio.booth, &studio.crew, name).await?;
        studio.booth.let_time_pass(Duration::from_secs(wait_s))?;
        if wait_s == 780 {
            for (title, tablet) in &tablets {
                tablet.sees(".card .mark.late").await?;
                studio.shoot("tablet", &format!("{title}, counting down"), tablet).await?;
            }
        }
    }
    for (title, tablet) in &tablets {
        tablet.sees(".given-up").await?;
        studio.shoot("tablet", &format!("{title}, given up"), tablet).await?;
    }
    let crew = studio.browser.open(Look::TABLET).await?;
    signs_in_as_crew(studio, &crew).await?;
    crew.sees("main h1, main h2").await?;
    studio.shoot("crew", "today, given up", &crew).await?;
    studio.booth.let_time_pass(Duration::from_mins(15))?;
    for (title, tablet) in &tablets {
        tablet.sees(".given-up li").await?;
        studio.shoot("tablet", &format!("{title}, several given up"), tablet).await?;
    }
    Ok(())
}

async fn signs_in_as_crew(studio: &Studio, window: &Window) -> Result<()> {
    window.visit(&studio.booth.url("/crew")).await?;
    window.types(".sign-in-fields label:first-of-type input", "Kim").await?;
    window.types("input.pin", studio.booth.crew_pin()).await?;
    window.presses(".sign-in button[type=submit]").await?;
    window.loses(".sign-in").await
}

async fn crew(studio: &mut Studio) -> Result<()> {
    for (title, look) in
        [("day", Look::TABLET), ("night", Look::TABLET.dark()), ("ja", Look::TABLET)]
    {
        let window = studio.browser.open(look).await?;
        window.visit(&studio.booth.url("/crew")).await?;
        if title == "ja" {
            window.presses_words(JAPANESE).await?;
        }
        window.types(".sign-in-fields label:first-of-type input", "Kim").await?;
        window.types("input.pin", studio.booth.crew_pin()).await?;
        window.presses(".sign-in button[type=submit]").await?;
        window.loses(".sign-in").await?;
        for page in CREW_PAGES {
            window.visit(&studio.booth.url(&format!("/crew#{page}"))).await?;
            window.sees("main h1, main h2").await?;
            studio.shoot("crew", &format!("{page}, {title}"), &window).await?;
        }
    }
    Ok(())
}

async fn boards(studio: &mut Studio) -> Result<()> {
    let board = studio.browser.board().await?;
    hang_up_board(&board, &studio.booth).await?;
    studio.shoot("board", "open", &board).await?;
    let pause = SetStore {
        state: Some(StoreState::Paused),
        because: None,
        reason: Some("Back after the keynote".to_owned()),
        pause_min: Some(15),
        settings: None,
    };
    studio.crew.set_store(&pause)?;
    shut(studio, &board, "paused", "keynote").await?;
    studio.crew.set_store_state(StoreState::LastOrders)?;
    shut(studio, &board, "last orders", "Last orders").await?;
    studio.crew.set_store_state(StoreState::Closed)?;
    shut(studio, &board, "closed", "Closed").await
}

async fn shut(studio: &mut Studio, board: &Window, title: &str, words: &str) -> Result<()> {
    board.reads_in("#board svg", words).await?;
    studio.shoot("board", title, board).await
}
