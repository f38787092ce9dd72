//! The staff's screens and the board, with a queue in them.

use anyhow::Result;
use crema_tests::Window;
use crema_tests::browser::Look;
use crema_tests::people::hang_up_board;
use crema_tests::walkthrough::staff::{self, Screen};

use crate::judge::Judge;

/// Judges a walk on tablets, by day and by night.
pub async fn tablets(screens: &[Screen]) -> Result<()> {
    let mut judge = opens().await?;
    for (light, look) in [("day", Look::TABLET), ("night", Look::TABLET.dark())] {
        let window = judge.stage.window(look).await?;
        walk(&mut judge, screens, light, &window).await?;
    }
    judge.verdict()
}

/// Judges the big screen.
pub async fn board() -> Result<()> {
    let mut judge = opens().await?;
    let window = hang_up_board(&judge.stage).await?;
    walk(&mut judge, &staff::BOARD, "day", &window).await?;
    judge.verdict()
}

async fn opens() -> Result<Judge> {
    let judge = Judge::open()?;
    staff::queue(&judge.stage).await?;
    Ok(judge)
}

async fn walk(judge: &mut Judge, screens: &[Screen], light: &str, window: &Window) -> Result<()> {
    for screen in screens {
        screen.open(&judge.stage, window).await?;
        judge.judge(&format!("{}, {light}", screen.name), window).await?;
    }
    Ok(())
}
