//! A barista presses *Cancel* and thinks again; or does not. The guest hears of it when it is done
//! and not before.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use crema_api::order::{CancelReason, CancelledBy, OrderState};
use crema_tests::Stage;
use crema_tests::browser::Look;
use crema_tests::people::{Barista, Customer, card, drink_with_milk};

#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_can_be_undone_until_it_is_done() -> Result<()> {
    let stage = Stage::open()?;
    let mia = Barista::pairs(&stage, "Mia").await?;
    let leo = Barista::pairs(&stage, "Leo").await?;
    let zoe = Customer::begins(&stage, Look::PHONE).await?;
    let (drink, milk) = drink_with_milk(&stage.crew)?;
    let order = zoe.orders(&stage.crew, &drink, Some(&milk), "Zoë").await?.id;

    let leaving = format!("{}.leaving", card(order));

    // A press can be undone for 10 s, so nothing stands between it and the undo; what people see of
    // it is looked at after. The one who pressed thinks again.
    cancels(&mia, &card(order)).await?;
    mia.tablet.presses(".undo-bar button").await?;
    for barista in [&mia, &leo] {
        barista.tablet.loses(&leaving).await?;
    }
    assert_eq!(stage.crew.order(order)?.state, OrderState::Queued, "as it was");

    // Another knows better: on a card that is leaving, its button keeps it.
    cancels(&mia, &card(order)).await?;
    leo.tablet.presses(&format!("{leaving} .card-button:not([disabled])")).await?;
    for barista in [&mia, &leo] {
        barista.tablet.loses(&leaving).await?;
    }
    assert_eq!(stage.crew.order(order)?.state, OrderState::Queued, "as it was");
    zoe.sees_state("queued").await?;

    // Nobody does: the others see who cancels, the card goes by itself, and the guest hears why.
    cancels(&mia, &card(order)).await?;
    leo.tablet.reads_in(&leaving, "Mia").await?;
    leo.tablet.picture("second-thoughts-1-leaving").await?;
    mia.tablet.loses(&card(order)).await?;
    zoe.sees_state("cancelled").await?;
    let ending = stage.crew.order(order)?.ending;
    let (by, reason) = (CancelledBy::Staff, CancelReason::Machine);
    assert_eq!(ending, Some(crema_api::answers::Ending::Cancelled { reason, by }));
    Ok(())
}

/// *Cancel* takes three presses: one opens the reasons, one names one, and one at the sheet's
/// other end does it.
async fn cancels(who: &Barista, card: &str) -> Result<()> {
    who.tablet.presses(&format!("{card} .card-body")).await?;
    who.tablet.presses(".sheet button.late.at-end").await?;
    who.tablet.presses(".sheet label.choice:nth-of-type(3)").await?;
    who.tablet.presses(".sheet button.filled.late:not([disabled])").await
}
