//! A busy counter: orders for guests without a phone, and several claimed at once.

use axum::Json;
use axum::extract::State;
use crema_api::answers::{OrderView, Orders};
use crema_api::commands::{ClaimSeveral, Command, CounterOrder};

use super::asked::{Body, WriteKey};
use super::orders::{open_states, with_the_faster};
use super::refused::Refused;
use super::views::{self, order_of};
use super::who::Who;
use crate::app::App;

/// A full booth refuses with `booth-full`: ask once, then send it with `overCapacity` under a new
/// key.
pub async fn take(
    State(app): State<App>,
    who: Who,
    WriteKey(key): WriteKey,
    Body(taken): Body<CounterOrder>,
) -> Result<Json<OrderView>, Refused> {
    let caller = who.as_session()?;
    let outcome = app.ask(caller, key, Command::CounterOrder(taken)).await?;
    Ok(Json(views::order(&app, caller, order_of(&outcome)?).await?))
}

pub async fn claim_several(
    State(app): State<App>,
    who: Who,
    WriteKey(key): WriteKey,
    Body(several): Body<ClaimSeveral>,
) -> Result<Json<Orders>, Refused> {
    let orders = several.order_ids.clone();
    if let Err(refusal) = app.ask(who.as_session()?, key, Command::ClaimSeveral(several)).await {
        return Err(with_the_faster(&app, &who, &orders, refusal).await?);
    }
    Ok(Json(app.read(|snapshot| snapshot.orders_in(&open_states())).await?))
}
