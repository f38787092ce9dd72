//! Drinks that went back to a code, by customer, while the code lives.

use crema_api::ids::{CodeId, UserId};

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::storage::only;

/// One more drink of this code went back from an order of this customer.
pub(super) fn note(cascade: &Cascade<'_>, code: CodeId, user: UserId) -> Result<(), Fault> {
    cascade.execute(
        "INSERT INTO validator_returns (code_id, user_id, drinks) VALUES (?1, ?2, 1)
         ON CONFLICT DO UPDATE SET drinks = drinks + 1",
        &[&code.0, &user.0],
    )?;
    Ok(())
}

/// How many drinks of this code went back from orders of this customer.
pub(super) fn count(cascade: &Cascade<'_>, code: CodeId, user: UserId) -> Result<u32, Fault> {
    let sql = "SELECT drinks FROM validator_returns WHERE code_id = ?1 AND user_id = ?2";
    Ok(cascade.query_one(sql, &[&code.0, &user.0], only)?.unwrap_or(0))
}

/// Forgets those of the codes before this one: they are over.
pub(super) fn forget_before(cascade: &Cascade<'_>, code: CodeId) -> Result<(), Fault> {
    cascade.execute("DELETE FROM validator_returns WHERE code_id < ?1", &[&code.0])?;
    Ok(())
}
