//! *Start*: one drink is taken from a code, and an order begins. Checking and taking are one step,
//! so the original's race cannot occur.

use crema_api::commands::{Caller, Outcome, Start};
use crema_api::events::AboutOrder;
use crema_api::events::validator::CODE_GRACE_MS;
use crema_api::events::validator::{Bucket, NewOrder};
use crema_api::ids::{OrderId, UserId};
use crema_api::problem::RefusalKind;

use super::codes::{self, Code};
use super::orders::OpenOrder;
use super::store::{self, StoreCopy};
use super::{code_text, orders, returns};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::wall;

/// Orders that one customer may begin with a code and end unplaced, before it takes no more of them:
/// otherwise two phones that begin and cancel could use it up for everyone, since a code takes back
/// only as many drinks as it had.
pub const RETURNED_PER_CUSTOMER_MAX: u32 = 2;

/// Takes one drink from a code and begins an order.
///
/// # Errors
/// Refused when there is no such code, when it is over, used up or was begun with by this customer before, and when the customer has an
/// open order or has reached the daily limit. The order manager objects when there is no room.
pub fn start(cascade: &mut Cascade<'_>, caller: Caller, start: &Start) -> Result<Outcome, Fault> {
    let Caller::Customer(user_id) = caller else {
        return Err(Fault::refuse(RefusalKind::NotAllowed, "Codes are for customers."));
    };
    let Some(store) = store::load(cascade)? else { return no_such_code() };
    let code = live_code(cascade, &store, &start.code)?;
    check_customer(cascade, &store, user_id)?;
    if code.drinks_left == 0 {
        return Err(Fault::refuse(
            RefusalKind::CodeUsedUp,
            "All drinks of that code are taken. The next code comes on the screen shortly.",
        ));
    }
    if returns::count(cascade, code.id, user_id)? >= RETURNED_PER_CUSTOMER_MAX {
        return Err(Fault::refuse(
            RefusalKind::CodeBegun,
            "You have already started twice with that code. Wait for the next one on the screen, or order at the counter.",
        ));
    }
    let wall_ms = cascade.wall_ms();
    let order_id = OrderId(cascade.entropy().uuid_at("order", wall_ms));
    orders::begun(cascade, order_id, user_id, code.id)?;
    let mut about = AboutOrder::started(order_id, user_id, code.occasion.clone());
    about.message = "A code was accepted: the order began.".into();
    let bucket = bucket(&code);
    codes::take_drink(cascade, code, NewOrder { about, bucket })?;
    Ok(Outcome::Order { order_id })
}

fn live_code(cascade: &Cascade<'_>, store: &StoreCopy, typed: &str) -> Result<Code, Fault> {
    let Some(text) = code_text::read(typed, store.booth_letter) else { return no_such_code() };
    let Some(id) = codes::find(cascade, &text)? else { return no_such_code() };
    match codes::load(cascade.tables(), id)? {
        Some(code) if code.occasion == store.occasion && code.lives(cascade.now()) => Ok(code),
        _ => Err(Fault::refuse(
            RefusalKind::CodeOver,
            "That code has run out. Take the one on the screen now.",
        )),
    }
}

fn check_customer(cascade: &Cascade<'_>, store: &StoreCopy, user: UserId) -> Result<(), Fault> {
    match orders::open_order(cascade, user)? {
        Some(OpenOrder::Labelled(label)) => {
            let sentence = format!("You already have an order: {label}.");
            return Err(Fault::refuse(RefusalKind::OpenOrder, sentence));
        }
        Some(OpenOrder::Begun) => {
            let sentence = "You have already begun an order. Finish it, or cancel it first.";
            return Err(Fault::refuse(RefusalKind::OpenOrder, sentence));
        }
        None => {}
    }
    let limit = store.orders_per_day;
    if limit > 0 && orders::placed_today(cascade, user)? >= limit {
        return Err(Fault::refuse(
            RefusalKind::DailyLimit,
            format!("That was your {limit} for today. See you tomorrow."),
        ));
    }
    Ok(())
}

/// The code's window in the original's form, after this drink.
fn bucket(code: &Code) -> Bucket {
    let length = i64::try_from(code.end.since(code.start) + CODE_GRACE_MS).unwrap_or(0);
    let end_ts = code.start_wall_ms.saturating_add(length);
    Bucket {
        event_id: code.occasion.clone(),
        pk: code.occasion.0.clone(),
        last_id: code.id,
        start_ts: code.start_wall_ms,
        end_ts,
        start_full: wall::rfc3339(code.start_wall_ms),
        end_full: wall::rfc3339(end_ts),
        available_tokens: code.drinks_left.saturating_sub(1),
    }
}

fn no_such_code<T>() -> Result<T, Fault> {
    Err(Fault::refuse(
        RefusalKind::NoSuchCode,
        "That is not the code on the screen. Please look again.",
    ))
}
