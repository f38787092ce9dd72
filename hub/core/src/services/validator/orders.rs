//! Orders as the validator knows them: whose they are, and from which code the drink was taken.

use crema_api::events::AboutOrder;
use crema_api::ids::{BoothMs, CodeId, OrderId, Seq, UserId};

use super::{codes, returns, store};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::storage::only;

/// A day of booth time, ms: after it the count begins again, even if the day was not ended.
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// In the place of a code's id, for an order whose code is no longer known.
const NO_CODE: CodeId = CodeId(0);

/// Notes an order that took a drink from a code.
pub(super) fn begun(
    cascade: &Cascade<'_>,
    order: OrderId,
    user: UserId,
    code: CodeId,
) -> Result<(), Fault> {
    // Its event is the next one.
    let seq = cascade.head().0 + 1;
    cascade.execute(
        "INSERT INTO validator_orders (order_id, user_id, code_id, seq) VALUES (?1, ?2, ?3, ?4)",
        &[&order.0, &user.0, &code.0, &seq],
    )?;
    Ok(())
}

/// A customer's order in flight.
pub(super) enum OpenOrder {
    /// It has no number yet.
    Begun,
    /// It is called by this label.
    Labelled(String),
}

/// The customer's order in flight, if there is one. One of an earlier day is not, whatever was missed
/// of its end.
pub(super) fn open_order(cascade: &Cascade<'_>, user: UserId) -> Result<Option<OpenOrder>, Fault> {
    let label: Option<String> = cascade.query_one(
        "SELECT coalesce(label, '') FROM validator_orders
         WHERE user_id = ?1 AND seq > (SELECT day_seq FROM validator_store) LIMIT 1",
        &[&user.0],
        only,
    )?;
    Ok(label.map(|label| match label.as_str() {
        "" => OpenOrder::Begun,
        _ => OpenOrder::Labelled(label),
    }))
}

/// The order is to be made after it had ended or was ready: its customer has an open order again.
/// The code no longer plays a part, since the drink of a placed order does not go back.
pub(super) fn reopened(cascade: &Cascade<'_>, about: &AboutOrder, by: Seq) -> Result<(), Fault> {
    let label = about.order_label.as_deref().unwrap_or("");
    cascade.execute(
        "INSERT OR IGNORE INTO validator_orders (order_id, user_id, code_id, label, seq)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        &[&about.order_id.0, &about.user_id.0, &NO_CODE.0, &label, &by.0],
    )?;
    Ok(())
}

/// The order was placed: its drink no longer goes back, and it counts where a day has a limit.
pub(super) fn placed(cascade: &Cascade<'_>, about: &AboutOrder, at: Seq) -> Result<(), Fault> {
    cascade.execute(
        "UPDATE validator_orders SET label = '' WHERE order_id = ?1",
        &[&about.order_id.0],
    )?;
    match store::load(cascade)? {
        Some(store) if store.orders_per_day > 0 => count_today(cascade, about.user_id, at),
        _ => Ok(()),
    }
}

/// The order has its number.
pub(super) fn numbered(cascade: &Cascade<'_>, about: &AboutOrder) -> Result<(), Fault> {
    let label = about.order_label.as_deref().unwrap_or("");
    cascade.execute(
        "UPDATE validator_orders SET label = ?2 WHERE order_id = ?1",
        &[&about.order_id.0, &label],
    )?;
    Ok(())
}

/// The order ended, or is ready. If it was never placed and its code lives, the drink goes back, as
/// far as the code takes drinks back.
pub(super) fn ended(cascade: &mut Cascade<'_>, about: &AboutOrder) -> Result<(), Fault> {
    let row = cascade.query_one(
        "DELETE FROM validator_orders WHERE order_id = ?1 RETURNING code_id, label",
        &[&about.order_id.0],
        |row| Ok((CodeId(row.get("code_id")?), row.get::<_, Option<String>>("label")?)),
    )?;
    let Some((code_id, None)) = row else { return Ok(()) };
    let Some(code) = codes::load(cascade.tables(), code_id)? else { return Ok(()) };
    if !code.lives(cascade.now()) || !code.takes_back() {
        return Ok(());
    }
    returns::note(cascade, code.id, about.user_id)?;
    let about = about.now(about.order_state, "The drink went back to its code.");
    codes::return_drink(cascade, code, about)
}

/// The delivery of an order's end was given up. The drink stays with it.
pub(super) fn forget(cascade: &Cascade<'_>, order: OrderId) -> Result<(), Fault> {
    cascade.execute("DELETE FROM validator_orders WHERE order_id = ?1", &[&order.0])?;
    Ok(())
}

/// A day or an occasion begins. An order that it ends is known until its end has come, for its drink;
/// what is left of the day before is forgotten.
pub(super) fn begin_day(cascade: &Cascade<'_>, by: Seq) -> Result<(), Fault> {
    cascade.execute(
        "DELETE FROM validator_orders WHERE seq <= (SELECT day_seq FROM validator_store)",
        &[],
    )?;
    cascade.execute("UPDATE validator_store SET day_seq = max(day_seq, ?1)", &[&by.0])?;
    forget_days(cascade, by)
}

/// Orders that the customer has placed today.
pub(super) fn placed_today(cascade: &Cascade<'_>, user: UserId) -> Result<u32, Fault> {
    let count = cascade.query_one(
        "SELECT count(*) FROM validator_days WHERE user_id = ?1 AND day = ?2",
        &[&user.0, &day(cascade.now())],
        only,
    )?;
    Ok(count.unwrap_or(0))
}

/// Counts one more.
fn count_today(cascade: &Cascade<'_>, user: UserId, at: Seq) -> Result<(), Fault> {
    cascade.execute(
        "INSERT INTO validator_days (user_id, seq, day) VALUES (?1, ?2, ?3)",
        &[&user.0, &at.0, &day(cascade.now())],
    )?;
    Ok(())
}

/// Forgets what was placed before this place in the log: a new day begins with 0, and without a
/// limit there is nothing to count.
pub(super) fn forget_days(cascade: &Cascade<'_>, before: Seq) -> Result<(), Fault> {
    cascade.execute("DELETE FROM validator_days WHERE seq < ?1", &[&before.0])?;
    Ok(())
}

fn day(now: BoothMs) -> u64 {
    now.0 / DAY_MS
}
