//! Two baristas press the same card in the same moment: one wins, the other learns who.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result};
use crema_tests::people::{Barista, card, place_by_program};
use crema_tests::{Stage, eventually};

#[tokio::test(flavor = "multi_thread")]
async fn one_wins_and_the_other_learns_who() -> Result<()> {
    let mut stage = Stage::open()?;
    let mia = Barista::pairs(&stage, "Mia").await?;
    let leo = Barista::pairs(&stage, "Leo").await?;
    let order = place_by_program(&stage, "Zoë").await?.id;
    mia.sees_in("preview", order).await?;
    leo.sees_in("preview", order).await?;

    // While the hub stands still neither tablet hears of the other's press.
    stage.booth.freeze()?;
    let (first, second) = tokio::join!(mia.presses_card(order), leo.presses_card(order));
    first?;
    second?;
    stage.booth.thaw()?;

    let winner = eventually("a winner", async || {
        let barista = stage.crew.order(order)?.barista.context("nobody has it")?;
        barista.name.context("the winner has no name")
    })
    .await?;
    assert!(["Mia", "Leo"].contains(&winner.as_str()), "{winner} was not asked");
    let (won, lost) = if winner == "Mia" { (&mia, &leo) } else { (&leo, &mia) };
    lost.tablet.reads_in(&format!("{} .refusal", card(order)), "Someone was faster").await?;
    lost.tablet.reads_in(&format!(".column.production {} .maker", card(order)), &winner).await?;
    lost.tablet.picture("two-baristas-lost").await?;
    won.tablet.sees(&format!(".column.production {}.own", card(order))).await?;

    // The claim is one event, however many pressed.
    let claims = stage.crew.all_events()?;
    let claims =
        claims.iter().filter(|event| event.detail_type == "OrderManager.MakeOrder").count();
    assert_eq!(claims, 1);
    Ok(())
}
