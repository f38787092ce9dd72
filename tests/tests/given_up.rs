//! An order is not made: its card counts down and turns red, the order is given up, every tablet
//! says so, and *Take it back* brings it to the top of Preview, where it is made.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use anyhow::{Context, Result};
use crema_api::order::OrderState;
use crema_api::store::StoreState;
use crema_tests::Stage;
use crema_tests::browser::Look;
use crema_tests::people::{Barista, Customer};
use crema_tests::people::{card, drink_with_milk, hang_up_board, place_by_program};

const MINUTE: Duration = Duration::from_mins(1);
/// The bar over the strip.
const NOTICE: &str = ".given-up";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_up_by_mistake_is_made_after_all() -> Result<()> {
    let mut stage = Stage::open()?;
    let mia = Barista::pairs(&stage, "Mia").await?;
    let leo = Barista::pairs(&stage, "Leo").await?;
    let zoe = Customer::begins(&stage, Look::PHONE).await?;
    let (drink, milk) = drink_with_milk(&stage.crew)?;
    let placed = zoe.orders(&stage.crew, &drink, Some(&milk), "Zoë").await?;
    let (order, its_card) = (placed.id, card(placed.id));
    mia.tablet.sees(&format!(".column.preview {its_card}.age-calm")).await?;

    // Amber, red, and in its last 2 minutes a countdown.
    stage.booth.let_time_pass(3 * MINUTE)?;
    mia.tablet.sees(&format!("{its_card}.age-warn")).await?;
    mia.tablet.reads_in(&format!("{its_card} .age"), "3:").await?;
    stage.booth.let_time_pass(10 * MINUTE + Duration::from_secs(10))?;
    mia.tablet.sees(&format!("{its_card}.age-late")).await?;
    mia.tablet.reads_in(&its_card, "gives up in 1:").await?;
    mia.tablet.picture("given-up-1-countdown").await?;

    // In a pause nothing runs out, and after it the hub says how long there is.
    stage.crew.set_store_state(StoreState::Paused)?;
    mia.tablet.loses(&format!("{its_card} .mark.late")).await?;
    stage.booth.let_time_pass(5 * MINUTE)?;
    stage.crew.set_store_state(StoreState::Open)?;
    mia.tablet.reads_in(&its_card, "gives up in 1:").await?;

    // Lost, and said so on every tablet, also on one that is loaded again.
    stage.booth.let_time_pass(2 * MINUTE)?;
    let label = placed.label.context("a placed order has a label")?;
    let sentence = format!("{label} was given up after 20 minutes.");
    for barista in [&mia, &leo] {
        barista.tablet.loses(&its_card).await?;
        barista.tablet.reads_in(NOTICE, &sentence).await?;
    }
    zoe.sees_state("timed_out").await?;
    leo.tablet.visit(&stage.booth.url("/barista")).await?;
    leo.tablet.reads_in(NOTICE, &sentence).await?;
    leo.tablet.picture("given-up-2-notice").await?;
    assert_eq!(stage.crew.order(order)?.state, OrderState::TimedOut);

    // One takes it back: it is before an order that came later, and the guest is in line again.
    let later = place_by_program(&stage, "Ben").await?;
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
    let mut stage = Stage::open()?;
    let mia = Barista::pairs(&stage, "Mia").await?;
    let leo = Barista::pairs(&stage, "Leo").await?;
    let board = hang_up_board(&stage).await?;
    let mut orders = Vec::new();
    for name in ["Zoë", "Ben", "さくら", "Chidi"] {
        orders.push(place_by_program(&stage, name).await?);
    }
    stage.booth.let_time_pass(20 * MINUTE)?;
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
