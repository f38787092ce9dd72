//! Every page in every state, by day and by night, before axe-core: rules of WCAG 2.2 A and AA that a
//! program can check (names, roles, contrast, order, sizes). It must find nothing.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod judge;
mod phones;
mod screens;

use anyhow::Result;
use crema_tests::walkthrough::staff;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_on_the_customers_pages() -> Result<()> {
    phones::visit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_on_the_tablet() -> Result<()> {
    screens::tablets(&staff::TABLET).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_on_the_crews_pages() -> Result<()> {
    screens::tablets(&staff::CREW).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_on_the_board() -> Result<()> {
    screens::board().await
}
