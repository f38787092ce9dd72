//! An order is not made: its card counts down and turns red, the order is given up, every tablet
//! says so, and *Take it back* brings it to the top of Preview, where it is made.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use anyhow::Result;
use crema_api::order::OrderState;
use crema_tests::people::{Barista, Customer, card, drink_with_milk, order_with_label};
use crema_tests::people::{hang_up_board, place_by_program};
use crema_tests::{Booth, Browser};

const MINUTE: Duration = Duration::from_mins(1);
/// The bar over the strip.
const NOTICE: &str = ".given-up";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_up_by_mistake_is_made_after_all() -> Result<()> {
    let mut booth = Booth::start()?;
    let crew = booth.crew()?;
    let browser = Browser::start()?;
    let mia = Barista::pairs(browser.tablet().await?, &booth, "Mia").await?;
    let leo = Barista::pairs(browser.tablet().await?, &booth, "Leo").await?;
    let zoe = Customer { phone: browser.phone().await? };
    zoe.scans(&booth, &crew).await?;
    zoe.starts().await?;
    let menu = crew.menu()?.menu;
    let (drink, milk) = drink_with_milk(&menu)?;
    zoe.chooses(drink, Some(milk), "Zoë").await?;
    zoe.checks().await?;
    let label = zoe.places().await?;
    let order = order_with_label(&crew, &label)?.id;
    let its_card = card(order);
    mia.tablet.sees(&format!(".column.preview {its_card}.age-calm")).await?;

    // Amber, red, and in its last 2 minutes a countdown.
    booth.let_time_pass(3 * MINUTE)?;
    mia.tablet.sees(&format!("{its_card}.age-warn")).await?;
    mia.tablet.reads_in(&format!("{its_card} .age"), "3:").await?;
    booth.let_time_pass(10 * MINUTE + Duration::from_secs(10))?;
    mia.tablet.sees(&format!("{its_card}.age-late")).await?;
    mia.tablet.reads_in(&its_card, "gives up in 1:").await?;
    mia.tablet.picture("given-up-1-countdown").await?;

    // In a pause nothing runs out, and after it the hub says how long there is.
    crew.set_store_state(crema_api::store::StoreState::Paused)?;
    mia.tablet.loses(&format!("{its_card} .mark.late")).await?;
    booth.let_time_pass(5 * MINUTE)?;
    crew.set_store_state(crema_api::store::StoreState::Open)?;
    mia.tablet.reads_in(&its_card, "gives up in 1:").await?;

    // Lost, and said so on every tablet, also on one that is loaded again.
    booth.let_time_pass(2 * MINUTE)?;
    let sentence = format!("{label} was given up after 20 minutes.");
    for barista in [&mia, &leo] {
        barista.tablet.loses(&its_card).await?;
        barista.tablet.reads_in(NOTICE, &sentence).await?;
    }
    zoe.sees_state("timed_out").await?;
    leo.tablet.visit(&booth.url("/barista")).await?;
    leo.tablet.reads_in(NOTICE, &sentence).await?;
    leo.tablet.picture("given-up-2-notice").await?;
    assert_eq!(crew.order(order)?.state, OrderState::TimedOut);

    // One takes it back: it is before an order that came later, and the guest is in line again.
    let later = place_by_program(&booth, &crew, "Ben").await?;
    mia.sees_in("preview", later.id).await?;
    leo.tablet.presses(&format!("{NOTICE} button.filled")).await?;
    for barista in [&mia, &leo] {
        barista.tablet.loses(NOTICE).await?;
        barista.tablet.sees(&format!(".preview .cards > {its_card}:first-child")).await?;
    }
    zoe.sees_state("queued").await?;
    zoe.phone.reads("You are back in line").await?;
    mia.tablet.picture("given-up-3-back").await?;
    mia.presses_card(order).await?;
    mia.sees_in("production", order).await?;
    mia.presses_card(order).await?;
    mia.sees_in("pickup", order).await?;
    zoe.sees_state("ready").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn several_are_told_in_one_bar_and_dismissed_for_all() -> Result<()> {
    let mut booth = Booth::start()?;
    let crew = booth.crew()?;
    let browser = Browser::start()?;
    let mia = Barista::pairs(browser.tablet().await?, &booth, "Mia").await?;
    let leo = Barista::pairs(browser.tablet().await?, &booth, "Leo").await?;
    let board = browser.board().await?;
    hang_up_board(&board, &booth).await?;
    let mut orders = Vec::new();
    for name in ["Zoë", "Ben", "さくら", "Chidi"] {
        orders.push(place_by_program(&booth, &crew, name).await?);
    }
    booth.let_time_pass(20 * MINUTE)?;
    mia.tablet.reads_in(NOTICE, "4 orders were given up").await?;
    mia.tablet.picture("given-up-4-several").await?;
    let first = &orders[0];
    mia.tablet.presses(&format!("{NOTICE} button[data-order='{}']", first.id)).await?;
    leo.tablet.reads_in(NOTICE, "3 orders were given up").await?;
    leo.sees_in("preview", first.id).await?;
    board.reads(first.label.as_deref().unwrap()).await?;
    mia.tablet.presses_words("Dismiss all").await?;
    for barista in [&mia, &leo] {
        barista.tablet.loses(NOTICE).await?;
    }

    // What was dismissed can still be found, and taken back.
    leo.tablet.presses_words("Find").await?;
    leo.tablet.types(".sheet input[type=search]", "3").await?;
    leo.tablet.presses(".sheet .row button.outlined").await?;
    leo.sees_in("preview", orders[2].id).await?;
    Ok(())
}
