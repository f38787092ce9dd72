//! Undo of an order's last move, for the seconds in which a tablet offers *Undo*.
//!
//! Most moves are undone by another one (*claim* by *release*, *complete* by *recall*), and are
//! not remembered here. For the others an order keeps its progress from before. A cancel by staff
//! can be *held*: a cancelled order stays so, so the cancel is done only when it can no longer be
//! undone. Until then the order keeps its state, and no other move may be made with it.

use crema_api::answers::Ending;
use crema_api::commands::{Caller, Outcome, UNDO_MS};
use crema_api::events::order_manager::{
    CancelHeld, CancelUndone, MakeOrder, OrderCollected, OrderGivenUp, OrderMovedBack,
    OrderReadyAgain, OrderUncollected,
};
use crema_api::ids::{BoothMs, OrderId, SessionId};
use crema_api::order::{CancelReason, CancelledBy, OrderState};
use crema_api::problem::RefusalKind;
use serde::{Deserialize, Serialize};

use super::commands::{Transitioned, await_collection, done, staff_of, visible};
use super::moves::Move;
use super::row::OrderRow;
use super::{ManagerDefect, NAME, given_up, shift, telling};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::timers::TimerKey;

/// The timer that does a held cancel.
pub(super) const HELD: &str = "held_cancel";

fn held_timer(order: &OrderId) -> TimerKey<'_> {
    TimerKey::of_order(NAME, HELD, order)
}

/// How an order's last move is undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UndoEntry {
    until: BoothMs,
    last: Last,
}

/// The last move, with the data to undo it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Last {
    HeldCancel { reason: CancelReason, by: SessionId },
    Moved { step: Move, before: Progress },
}

/// The part of an order that a move changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Progress {
    state: OrderState,
    barista: Option<SessionId>,
    place: i64,
    claimed_ms: Option<u64>,
    tickets: u32,
    stale: bool,
    remake: bool,
    calls: u32,
    #[serde(default)]
    noticed: bool,
}

impl Progress {
    fn of(order: &OrderRow) -> Self {
        Self {
            state: order.state,
            barista: order.barista,
            place: order.place,
            claimed_ms: order.claimed_ms,
            tickets: order.tickets,
            stale: order.stale,
            remake: order.remake,
            calls: order.calls,
            noticed: order.noticed,
        }
    }

    fn restore(self, order: &mut OrderRow) {
        order.state = self.state;
        order.barista = self.barista;
        order.place = self.place;
        order.claimed_ms = self.claimed_ms;
        order.tickets = self.tickets;
        order.stale = self.stale;
        order.remake = self.remake;
        order.calls = self.calls;
        order.noticed = self.noticed;
        if order.state == OrderState::TimedOut {
            order.ending = Some(Ending::NotMade);
        }
    }
}

impl UndoEntry {
    /// The entry that undoes `step`, which is about to be made; `None` if another move undoes it.
    pub(super) fn from(step: Move, order: &OrderRow, now: BoothMs) -> Option<Self> {
        let kept = matches!(
            step,
            Move::Release
                | Move::Recall
                | Move::Remake
                | Move::Requeue
                | Move::TakeOver
                | Move::MoveToTop
        );
        kept.then(|| Self {
            until: now.plus(UNDO_MS),
            last: Last::Moved { step, before: Progress::of(order) },
        })
    }

    /// The cancel that waits to be done.
    pub(crate) fn held_cancel(&self) -> Option<HeldCancel> {
        match self.last {
            Last::HeldCancel { reason, by } => Some(HeldCancel { reason, by, until: self.until }),
            Last::Moved { .. } => None,
        }
    }
}

/// A cancel that waits to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HeldCancel {
    /// Why.
    pub reason: CancelReason,
    /// Who cancelled the order.
    pub by: SessionId,
    /// When the order is cancelled.
    pub until: BoothMs,
}

/// Refuses a move with an order whose cancel is held.
pub(super) fn check_not_held(order: &OrderRow) -> Result<(), Fault> {
    if order.undo_entry.as_ref().and_then(UndoEntry::held_cancel).is_none() {
        return Ok(());
    }
    let sentence = format!("{} is being cancelled. Take that back first.", order.called());
    Err(Fault::refuse(RefusalKind::WrongState, sentence))
}

/// Forgets how the last move is undone, because the order has changed since. A cancel that is held
/// stays so.
pub(super) fn forget_move(order: &mut OrderRow) {
    order.undo_entry.take_if(|way| way.held_cancel().is_none());
}

/// Drops a held cancel, because the order ends in another way.
pub(super) fn drop_hold(cascade: &Cascade<'_>, order: &mut OrderRow) -> Result<(), Fault> {
    if order.undo_entry.take().is_some() {
        cascade.cancel_timer(held_timer(&order.id))?;
    }
    Ok(())
}

/// Holds a cancel, to be done when it can no longer be undone. A second request for it is the same
/// cancel, with the newer reason.
pub(super) fn hold_cancel(
    cascade: &mut Cascade<'_>,
    order: &mut OrderRow,
    reason: CancelReason,
    by: SessionId,
) -> Result<(), Fault> {
    Move::CancelByStaff.from(order.state, order.called())?;
    let until = cascade.now().plus(UNDO_MS);
    order.undo_entry = Some(UndoEntry { until, last: Last::HeldCancel { reason, by } });
    order.save_progress(cascade)?;
    cascade.set_timer(held_timer(&order.id), until)?;
    let about = order.about(format!("{} is being cancelled.", order.called()));
    cascade.emit(CancelHeld { about, reason, action_user_id: by, until_booth_ms: until.0 })?;
    Ok(())
}

/// Does a held cancel, which was not undone in time.
pub(super) fn held_long_enough(
    cascade: &mut Cascade<'_>,
    order: &mut OrderRow,
) -> Result<(), Fault> {
    let Some(HeldCancel { reason, by, .. }) =
        order.undo_entry.as_ref().and_then(UndoEntry::held_cancel)
    else {
        return Ok(());
    };
    telling::cancel(cascade, order, CancelledBy::Staff, reason, Some(by))
}

/// Undoes the last move: the order is as it was before.
///
/// # Errors
/// Refused when it is too late, when something was done with the order since, or when its last
/// move has a move of its own that undoes it.
pub fn undo_last(cascade: &mut Cascade<'_>, caller: Caller, id: OrderId) -> Result<Outcome, Fault> {
    let by = staff_of(caller)?;
    let mut order = visible(cascade, caller, id)?;
    let (now, was) = (cascade.now(), order.state);
    let Some(UndoEntry { last, .. }) = order.undo_entry.take_if(|way| now < way.until) else {
        let sentence = format!("It is too late to take that back for {}.", order.called());
        return Err(Fault::refuse(RefusalKind::WrongState, sentence));
    };
    match last {
        Last::HeldCancel { .. } => {
            order.save_progress(cascade)?;
            cascade.cancel_timer(held_timer(&id))?;
            let about = order.about(format!("{} is not cancelled after all.", order.called()));
            cascade.emit(CancelUndone { about, action_user_id: by })?;
        }
        Last::Moved { step: Move::TakeOver, before: Progress { barista: Some(barista), .. } } => {
            shift::give_to(cascade, &mut order, barista)?;
        }
        Last::Moved { step, before } => {
            given_up::follow_move(cascade, &order, before.state)?;
            before.restore(&mut order);
            order.save(cascade)?;
            let restored = Transitioned { by, order, from: was };
            tell_restored(cascade, &restored, step)?;
            return done(&restored.order);
        }
    }
    done(&order)
}

/// Emits the restored state, in events that every consumer handles already.
fn tell_restored(
    cascade: &mut Cascade<'_>,
    restored: &Transitioned,
    undone: Move,
) -> Result<(), Fault> {
    let Transitioned { by: action_user_id, order, from: was } = restored;
    let (action_user_id, was) = (*action_user_id, *was);
    let called = order.called();
    match order.state {
        OrderState::Queued if undone == Move::MoveToTop => {
            let about = order.about(format!("{called} is back in its place."));
            cascade.emit(OrderMovedBack { about, action_user_id })?;
        }
        OrderState::TimedOut => {
            let about = order.about(format!("{called} is not in the queue after all."));
            cascade.emit(OrderGivenUp { about, action_user_id: Some(action_user_id) })?;
        }
        OrderState::Making => {
            let about = order.about(format!("A barista goes on with {called}."));
            cascade.emit(MakeOrder { about, barista_user_id: order.barista })?;
        }
        OrderState::Ready | OrderState::Collected | OrderState::Uncollected => {
            // It is no longer being made; if it has left the counter, a later event says so.
            let mut about = order.about(format!("{called} is back on the counter."));
            about.order_state = OrderState::Ready;
            cascade.emit(OrderReadyAgain { about, action_user_id, was: Some(was) })?;
            if order.state == OrderState::Ready {
                await_collection(cascade, order.id)?;
            } else if order.state == OrderState::Collected {
                let about = order.about(format!("{called} was handed over. Enjoy!"));
                let was = Some(OrderState::Ready);
                cascade.emit(OrderCollected { about, action_user_id, was })?;
            } else {
                let about = order.about(format!("Nobody has come for {called} yet."));
                cascade.emit(OrderUncollected { about })?;
            }
        }
        state => return Err(ManagerDefect::UndoneInto { step: undone, state }.into()),
    }
    Ok(())
}
