//! The customer's pages on the smallest phones, with the largest text, in the shortest sheet, in
//! every language: nothing hangs over the edge, and what there is to press can be reached.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result, ensure};
use crema_api::OrderId;
use crema_api::commands::Place;
use crema_api::menu::MILK;
use crema_tests::browser::Look;
use crema_tests::people::{drink_with_milk, live_code};
use crema_tests::{Client, Stage, Window};

/// The languages of the pages.
const LANGUAGES: [&str; 8] = ["en", "de", "es", "fr", "it", "ja", "pt", "sv"];

/// What reaches over the right edge, by its own words: empty where everything fits.
const OVER_THE_EDGE: &str = "
    const wide = document.documentElement.clientWidth;
    return [...document.querySelectorAll('body *')]
        .filter((part) => !part.closest('.unseen, svg, [hidden]') && part.checkVisibility()
            && part.getBoundingClientRect().right > wide + 0.5)
        .map((part) => part.outerHTML.slice(0, 120));";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_hangs_over_the_edge() -> Result<()> {
    let stage = Stage::open()?;
    let narrow = stage.window(Look::PHONE.sized(320, 640)).await?;
    let large = stage.window(Look::PHONE).await?;
    for page in pages(&stage).await? {
        for language in LANGUAGES {
            let join = if page.contains('?') { '&' } else { '?' };
            let address = stage.booth.url(&format!("{page}{join}lang={language}"));
            narrow.visit(&address).await?;
            fits(&narrow, &format!("{page} in {language}, 320 wide")).await?;
            large.visit(&address).await?;
            large.evaluates("document.documentElement.style.fontSize = '200%'").await?;
            fits(&large, &format!("{page} in {language}, text at 200 %")).await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn start_can_be_pressed_without_scrolling_in_the_captive_sheet() -> Result<()> {
    let stage = Stage::open()?;
    let code = live_code(&stage.crew).await?.code;
    let phone = stage.window(Look::PHONE.sized(390, 620)).await?;
    for language in LANGUAGES {
        phone.visit(&stage.booth.url(&format!("/s/{code}?lang={language}"))).await?;
        phone.sees("form[action='/start'] button").await?;
        let bottom = phone
            .evaluates("return document.querySelector('form[action=\"/start\"] button').getBoundingClientRect().bottom")
            .await?;
        let bottom = bottom.as_f64().context("the button has no place")?;
        ensure!(bottom <= 620.0, "in {language} the button ends {bottom} px down");
    }
    Ok(())
}

async fn fits(window: &Window, what: &str) -> Result<()> {
    window.sees("main h1").await?;
    let over = window.evaluates(OVER_THE_EDGE).await?;
    ensure!(over.as_array().is_some_and(Vec::is_empty), "{what}: {over:#}");
    Ok(())
}

/// The addresses of a page of each kind.
async fn pages(stage: &Stage) -> Result<Vec<String>> {
    let (drink, milk) = drink_with_milk(&stage.crew)?;
    let chosen = format!("?drink={}&m.{MILK}={milk}&name=Maximiliane", drink.id);
    let choosing = started(stage).await?;
    let queued = started(stage).await?;
    queued.0.place(&Place {
        order_id: queued.1,
        drink: drink.id,
        modifiers: [(MILK.to_owned(), milk)].into(),
        name: Some("Maximiliane".to_owned()),
    })?;
    let (link, queued) = (choosing.2, queued.2);
    Ok(vec![
        "/".to_owned(),
        link.clone(),
        format!("{link}{chosen}"),
        format!("{link}/check{chosen}"),
        format!("{queued}/cancel"),
        queued,
    ])
}

/// Someone new starts an order: who they are, the order, and its link.
async fn started(stage: &Stage) -> Result<(Client, OrderId, String)> {
    let customer = stage.booth.customer();
    let order = customer.start(&live_code(&stage.crew).await?.code)?;
    Ok((customer, order.id, order.link.context("an order has a link")?))
}
