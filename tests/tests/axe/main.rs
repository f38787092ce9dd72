//! Every page in every state, by day and by night, before axe-core: rules of WCAG 2.2 A and AA that a
//! program can check (names, roles, contrast, order, sizes). It must find nothing.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod judge;
mod phones;
mod screens;

use anyhow::Result;
use crema_tests::browser::Look;

use judge::Judge;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_on_the_customers_pages() -> Result<()> {
    let mut judge = Judge::open()?;
    phones::visit(&mut judge).await?;
    judge.verdict()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_on_the_tablet() -> Result<()> {
    let mut judge = Judge::open()?;
    screens::queue(&judge).await?;
    for look in [Look::TABLET, Look::TABLET.dark()] {
        screens::tablet(&mut judge, &look).await?;
    }
    judge.verdict()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_on_the_crews_pages() -> Result<()> {
    let mut judge = Judge::open()?;
    screens::queue(&judge).await?;
    for look in [Look::TABLET, Look::TABLET.dark()] {
        screens::crew(&mut judge, &look).await?;
    }
    judge.verdict()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_on_the_board() -> Result<()> {
    let mut judge = Judge::open()?;
    screens::queue(&judge).await?;
    screens::board(&mut judge).await?;
    judge.verdict()
}
