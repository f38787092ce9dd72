//! Two tablets press the same card at once, a thousand times: one wins each time, the other is
//! told, and the log has one claim a time.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::{Arc, Barrier};
use std::thread;

use anyhow::{Result, ensure};
use crema_api::OrderId;
use crema_api::order::OrderState;
use crema_tests::people::place_by_program;
use crema_tests::{Client, Stage};

const PRESSES: usize = 1_000;

/// Presses *Make* on the same card as often as the other does, each time at the same moment.
/// Gives how often it won.
fn presser(
    tablet: Client,
    order: OrderId,
    together: Arc<Barrier>,
) -> thread::JoinHandle<Vec<bool>> {
    thread::spawn(move || {
        let press = |_| {
            together.wait();
            let won = match tablet.claim(order) {
                Ok(view) => {
                    assert_eq!(view.state, OrderState::Making);
                    true
                }
                Err(refused) => {
                    assert_eq!(refused.word(), Some("claimed-by-another"), "{refused:?}");
                    false
                }
            };
            together.wait();
            if won {
                tablet.release(order).unwrap();
            }
            won
        };
        (0..PRESSES).map(press).collect()
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_presses_wins_a_thousand_times() -> Result<()> {
    let stage = Stage::open()?;
    let order = place_by_program(&stage, "Zoë").await?.id;
    let together = Arc::new(Barrier::new(2));
    let tablets = [stage.booth.barista("Mia")?, stage.booth.barista("Leo")?];
    let hands = tablets.map(|tablet| presser(tablet, order, Arc::clone(&together)));
    let [mia, leo] = hands.map(|hand| hand.join().expect("a presser fell over"));
    for (time, (mia, leo)) in mia.iter().zip(&leo).enumerate() {
        ensure!(mia != leo, "press {time}: Mia won: {mia}, Leo won: {leo}");
    }
    let events = stage.crew.all_events()?;
    let claims = events
        .iter()
        .filter(|event| event.detail_type == "OrderManager.MakeOrder")
        .filter(|event| event.detail["baristaUserId"] != "");
    assert_eq!(claims.count(), PRESSES);
    Ok(())
}
