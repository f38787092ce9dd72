//! A busy counter: orders for guests without a phone, and several claimed at once.

use crema_api::answers::{OrderView, Orders};
use crema_api::commands::{ClaimSeveral, Command, CounterOrder};

use super::orders::{open_states, with_claimer_named};
use super::views::{self, order_of};
use crate::http::error::ApiError;
use crate::http::extract::{Json, Write};

/// A full booth refuses with `booth-full`: ask the guest once, then send it with `overCapacity`
/// under a new key.
pub async fn take_order(
    write: Write,
    Json(taken): Json<CounterOrder>,
) -> Result<Json<OrderView>, ApiError> {
    let caller = write.who.as_session()?;
    let outcome = write.execute(Command::CounterOrder(taken)).await?;
    Ok(Json(views::load_order(&write.app, caller, order_of(&outcome)?).await?))
}

pub async fn claim_several(
    write: Write,
    Json(several): Json<ClaimSeveral>,
) -> Result<Json<Orders>, ApiError> {
    let orders = several.order_ids.clone();
    if let Err(refused) = write.execute(Command::ClaimSeveral(several)).await {
        return Err(with_claimer_named(&write, &orders, refused).await?);
    }
    Ok(Json(write.app.read(|snapshot| snapshot.orders_in(&open_states())).await?))
}
