//! Cancelling an order: its customer until it is claimed, staff until it is handed over.

use crema_api::commands::{Caller, Cancel, Outcome};
use crema_api::order::{CancelReason, CancelledBy};

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::services::order_manager::callers::{load_visible, staff_of};
use crate::services::order_manager::cancelling::{self, Cancellation};
use crate::services::order_manager::step::finish;

/// Cancels an order. A cancel that staff hold is done only when it can no longer be undone.
///
/// # Errors
/// Refused when the order is not the caller's, or can no longer be cancelled.
pub fn cancel(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    cancel: &Cancel,
) -> Result<Outcome, Fault> {
    let mut order = load_visible(cascade, caller, cancel.order_id)?;
    let reason = cancel.reason.unwrap_or(CancelReason::Other);
    let cancellation = match staff_of(caller) {
        Ok(staff) if cancel.held => {
            cancelling::hold_cancel(&mut order, reason, staff)?;
            return finish(order);
        }
        Ok(staff) => Cancellation { by: CancelledBy::Staff, reason, action_user_id: Some(staff) },
        Err(_) => {
            let (by, reason) = (CancelledBy::Customer, CancelReason::Customer);
            Cancellation { by, reason, action_user_id: None }
        }
    };
    cancelling::cancel(&mut order, cancellation)?;
    finish(order)
}
