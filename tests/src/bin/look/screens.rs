//! The staff's screens and the board, with a queue in them, and what a tablet shows of orders that
//! wait too long.

use std::time::Duration;

use anyhow::Result;
use crema_api::store::StoreState;
use crema_tests::Window;
use crema_tests::browser::Look;
use crema_tests::people::{Barista, hang_up_board, open_crew_page, place_by_program};
use crema_tests::walkthrough::staff::{self, Screen};

use crate::studio::Studio;

/// How long a code is shown.
const CODE_WINDOW: Duration = Duration::from_mins(5);
/// How the second language calls itself on the switch.
const JAPANESE: &str = "日本語";

/// Takes every picture of tablets, the crew page and the board.
pub async fn photograph(studio: &mut Studio) -> Result<()> {
    // The phones have taken most drinks of the code: the next one comes.
    studio.stage.booth.let_time_pass(CODE_WINDOW)?;
    staff::queue(&studio.stage).await?;
    tablets(studio).await?;
    crew(studio).await?;
    let board = hang_up_board(&studio.stage).await?;
    walk(studio, "board", &staff::BOARD, "day", &board).await?;
    waits_too_long(studio).await
}

async fn tablets(studio: &mut Studio) -> Result<()> {
    for (title, look) in [
        ("day", Look::TABLET),
        ("night", Look::TABLET.dark()),
        ("upright", Look::TABLET.sized(820, 1180)),
    ] {
        let window = studio.stage.window(look).await?;
        walk(studio, "tablet", &staff::TABLET, title, &window).await?;
    }
    let window = in_japanese(studio, "/barista").await?;
    walk(studio, "tablet", &staff::TABLET, "ja", &window).await
}

async fn crew(studio: &mut Studio) -> Result<()> {
    for (title, look) in [("day", Look::TABLET), ("night", Look::TABLET.dark())] {
        let window = studio.stage.window(look).await?;
        walk(studio, "crew", &staff::CREW, title, &window).await?;
    }
    let window = in_japanese(studio, "/crew").await?;
    walk(studio, "crew", &staff::CREW, "ja", &window).await
}

/// A tablet that remembers the second language, chosen on this page.
async fn in_japanese(studio: &Studio, path: &str) -> Result<Window> {
    let window = studio.stage.page(Look::TABLET, path).await?;
    window.presses_words(JAPANESE).await?;
    Ok(window)
}

async fn walk(
    studio: &mut Studio,
    sheet: &'static str,
    screens: &[Screen],
    title: &str,
    window: &Window,
) -> Result<()> {
    for screen in screens {
        screen.open(&studio.stage, window).await?;
        studio.shoot(sheet, &format!("{}, {title}", screen.name), window).await?;
    }
    Ok(())
}

/// Cards that are red and count down, then the bar that says what was given up; and *Today*.
async fn waits_too_long(studio: &mut Studio) -> Result<()> {
    studio.stage.crew.set_store_state(StoreState::Open)?;
    studio.stage.booth.let_time_pass(Duration::from_mins(30))?;
    for order in studio.stage.crew.orders("given_up")?.orders {
        studio.stage.crew.dismiss(order.id)?;
    }
    let looks = [
        ("day", Look::TABLET),
        ("night", Look::TABLET.dark()),
        ("smaller", Look::TABLET.sized(1024, 768)),
        ("upright", Look::TABLET.sized(820, 1180)),
    ];
    let mut tablets = Vec::new();
    for (title, look) in looks {
        let window = studio.stage.page(look, "/barista").await?;
        tablets.push((title, Barista::signs_in(window, &studio.stage.booth, "Mia").await?.tablet));
    }
    for (name, wait_s) in [("Zoë", 780), ("Ben", 150), ("さくら", 30)] {
        place_by_program(&studio.stage, name).await?;
        studio.stage.booth.let_time_pass(Duration::from_secs(wait_s))?;
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
    let crew = open_crew_page(&studio.stage).await?;
    crew.sees("main h1, main h2").await?;
    studio.shoot("crew", "today, given up", &crew).await?;
    studio.stage.booth.let_time_pass(Duration::from_mins(15))?;
    for (title, tablet) in &tablets {
        tablet.sees(".given-up li").await?;
        studio.shoot("tablet", &format!("{title}, several given up"), tablet).await?;
    }
    Ok(())
}
