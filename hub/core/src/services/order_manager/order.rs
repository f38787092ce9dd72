//! An order as the manager keeps it: a fold of its events. What follows from an event is written
//! here once, for the command that emits it, for a replay, and for a look back.

use crema_api::DomainEvent as E;
use crema_api::answers::Ending;
use crema_api::events::AboutOrder;
use crema_api::events::order_processor::TimeOutCause;
use crema_api::ids::{BoothMs, OccasionId, OrderId, OrderNumber, Seq, SessionId, UserId};
use crema_api::order::{DrinkOrder, OrderState};

use super::moves::Move;
use super::progress::{HeldCancel, LastMove, Progress, Rank, UndoEntry};
use crate::kernel::log::RecordedEvent;

/// An order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Order {
    pub id: OrderId,
    pub occasion: OccasionId,
    pub user: UserId,
    pub number: Option<OrderNumber>,
    pub label: Option<String>,
    pub drink: Option<DrinkOrder>,
    /// The drink before the last change.
    pub previous: Option<DrinkOrder>,
    pub progress: Progress,
    pub ending: Option<Ending>,
    pub started_ms: u64,
    /// The event with which it began: an event is about it only if it came later.
    pub started_seq: Seq,
    pub queued_ms: Option<u64>,
    pub ready_ms: Option<u64>,
    /// When it was last given up after it had been placed, booth ms. It stays when the order is
    /// requeued.
    pub given_up_ms: Option<u64>,
    /// Whether `OrderCompleted` has been emitted.
    pub completed: bool,
    /// Whether its workflow ended before the drink was ready, and it went on without one.
    pub workflow_lost: bool,
    /// Whether it was taken at the counter.
    pub counter: bool,
    /// The wait announced to the guest, minutes.
    pub wait_min: Option<u32>,
    /// How its last move is undone.
    pub undo_entry: Option<UndoEntry>,
}

impl Order {
    /// The order that begins with this event, if one does.
    pub fn begin(event: &RecordedEvent) -> Option<Self> {
        let (about, counter) = match &event.fact {
            E::RoomTaken(fact) => (&fact.about, None),
            // Of a workflow that asks for no room.
            E::WorkflowStarted(fact) => (&fact.about, None),
            E::ShopUnavailable(fact) => (&fact.about, None),
            E::CounterOrderTaken(fact) => (&fact.about, Some(fact)),
            // Its workflow ended before it had told of its beginning.
            E::WorkflowFailed(fact) => (&fact.about, None),
            E::WorkflowStopped(fact) => (&fact.about, None),
            _ => return None,
        };
        let mut order = Self {
            id: about.order_id,
            occasion: about.event_id.clone(),
            user: about.user_id,
            number: None,
            label: None,
            drink: about.drink_order.clone(),
            previous: None,
            progress: Progress {
                state: OrderState::Started,
                barista: None,
                rank: Rank::last(event.seq),
                claimed_ms: None,
                tickets: 0,
                stale: false,
                remake: false,
                calls: 0,
                changes: 0,
                noticed: false,
            },
            ending: None,
            started_ms: event.at.booth_ms.0,
            started_seq: event.seq,
            queued_ms: None,
            ready_ms: None,
            given_up_ms: None,
            completed: false,
            workflow_lost: false,
            counter: counter.is_some(),
            wait_min: counter.map(|fact| fact.expected_wait_min),
            undo_entry: None,
        };
        order.apply(event);
        Some(order)
    }

    /// Applies an event. One about another order, and one that says nothing of what is kept here,
    /// changes nothing.
    pub fn apply(&mut self, event: &RecordedEvent) {
        let Some(about) = event.fact.about().filter(|about| about.order_id == self.id) else {
            return;
        };
        let (now, state) = (event.at.booth_ms, about.order_state);
        match &event.fact {
            E::ShopUnavailable(fact) => {
                self.end_in(state, Ending::Refused { cause: fact.cause });
            }
            E::OrderPlaced(fact) => {
                self.forget_move();
                self.progress.rank = Rank::last(event.seq);
                self.wait_min = Some(fact.expected_wait_min);
                self.drink.clone_from(&about.drink_order);
            }
            E::WaitingCompletion(_) => {
                self.progress.state = state;
                self.number = about.order_number;
                self.label.clone_from(&about.order_label);
                self.queued_ms = Some(now.0);
            }
            E::OrderChanged(fact) => {
                self.forget_move();
                self.progress.changes = self.progress.changes.saturating_add(1);
                self.previous = Some(fact.previous_drink_order.clone());
                self.drink.clone_from(&about.drink_order);
                // A drink that is made again has been on paper, too.
                self.progress.stale = self.progress.tickets > 0 || self.progress.remake;
            }
            E::TicketWanted(_) => {
                self.undo_entry = None;
                self.progress.stale = false;
                self.progress.tickets = self.progress.tickets.saturating_add(1);
            }
            E::OrderTimeOut(fact) if !self.times_out_by(fact.cause) => {}
            E::OrderTimeOut(fact) => match fact.cause {
                TimeOutCause::Customer => self.end_in(state, Ending::NotChosen),
                TimeOutCause::Barista | TimeOutCause::Unknown(_) => self.give_up(now),
            },
            E::OrderCancelled(fact) => {
                self.end_in(state, Ending::Cancelled { reason: fact.reason, by: fact.by });
            }
            // A drink in a barista's hands is finished, as a recalled one is.
            E::WorkflowFailed(_) if self.state() == OrderState::Making => {
                self.workflow_lost = true;
            }
            E::CancelHeld(fact) => {
                let last = LastMove::HeldCancel { reason: fact.reason, by: fact.action_user_id };
                let until = BoothMs(fact.until_booth_ms);
                self.undo_entry = Some(UndoEntry { until, last });
            }
            E::CancelUndone(_) => self.undo_entry = None,
            _ => self.apply_step(event, state),
        }
    }

    /// Applies an event about a press of staff on a drink.
    fn apply_step(&mut self, event: &RecordedEvent, state: OrderState) {
        let now = event.at.booth_ms;
        match &event.fact {
            E::MakeOrder(fact) if fact.undo => self.restore(state),
            E::OrderReadyAgain(fact) if fact.undo => self.restore(state),
            E::OrderTakenOver(fact) if fact.undo => self.restore(state),
            E::OrderMovedBack(_) => self.restore(state),
            E::OrderGivenUp(fact) if fact.undo => {
                self.restore(state);
                self.ending = Some(Ending::NotMade);
            }
            E::MakeOrder(fact) => match fact.barista_user_id {
                Some(barista) => {
                    self.enter(state);
                    self.make(barista, now);
                }
                None => {
                    self.enter_undoably(Move::Release, state, now);
                    self.let_go();
                }
            },
            E::OrderCompleted(_) => {
                self.enter(state);
                self.completed = true;
                self.ready_ms = Some(now.0);
            }
            E::OrderReadyAgain(_) => {
                // Back on the counter it has been ready since before.
                if self.progress.state == OrderState::Making {
                    self.ready_ms = Some(now.0);
                }
                self.enter(state);
            }
            E::OrderCollected(_) | E::OrderUncollected(_) => self.enter(state),
            E::OrderRecalled(fact) => {
                self.enter_undoably(Move::Recall, state, now);
                self.make(fact.action_user_id, now);
            }
            E::OrderRemade(_) => {
                self.enter_undoably(Move::Remake, state, now);
                self.let_go();
                let rank = Rank::top(event.seq);
                let before = self.progress.clone();
                self.progress =
                    Progress { rank, remake: true, tickets: 0, stale: false, calls: 0, ..before };
            }
            E::OrderRequeued(_) => {
                self.enter_undoably(Move::Requeue, state, now);
                self.let_go();
                self.ending = None;
                self.progress.noticed = false;
                self.progress.rank = Rank::top(event.seq);
            }
            E::OrderGivenUp(_) => self.give_up(now),
            E::NoticeDismissed(_) => self.progress.noticed = false,
            E::OrderCalledAgain(_) => {
                self.enter(state);
                self.progress.calls = self.progress.calls.saturating_add(1);
            }
            E::OrderMovedToTop(_) => {
                self.enter_undoably(Move::MoveToTop, state, now);
                self.progress.rank = Rank::top(event.seq);
            }
            E::OrderTakenOver(fact) => {
                // Handing over a whole shift leaves a held cancel as it is.
                if self.held_cancel().is_none() {
                    self.enter_undoably(Move::TakeOver, state, now);
                }
                self.progress.barista = Some(fact.barista_user_id);
            }
            _ => {}
        }
    }

    /// Its state.
    pub fn state(&self) -> OrderState {
        self.progress.state
    }

    /// The fields about it in an event after which it is in `state`.
    pub fn about(&self, state: OrderState, message: impl Into<String>) -> AboutOrder {
        AboutOrder {
            order_id: self.id,
            user_id: self.user,
            event_id: self.occasion.clone(),
            order_number: self.number,
            order_label: self.label.clone(),
            drink_order: self.drink.clone(),
            order_state: state,
            message: message.into(),
        }
    }

    /// Whether its workflow is over: it was ready before, or given up, or it went on without one.
    /// Then the order manager times its waits.
    pub fn workflow_ended(&self) -> bool {
        self.completed || self.given_up_ms.is_some() || self.workflow_lost
    }

    /// Whether its workflow's timeout ends it. One that is delivered late does not, once the order
    /// has moved on, or has ended, or its wait in the queue is timed by the order manager.
    pub fn times_out_by(&self, cause: TimeOutCause) -> bool {
        let is_timed_here = cause != TimeOutCause::Customer && self.workflow_ended();
        !is_timed_here && Move::TimeOut.leads_to(self.state()).is_some()
    }

    /// `B42`, or "The order" while it has no number.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or("The order")
    }

    /// The cancel that waits to be done.
    pub fn held_cancel(&self) -> Option<HeldCancel> {
        self.undo_entry.as_ref().and_then(UndoEntry::held_cancel)
    }

    /// Enters a state by a move that another move undoes.
    fn enter(&mut self, state: OrderState) {
        self.undo_entry = None;
        self.progress.state = state;
    }

    /// Enters a state by a move that is undone by the progress from before.
    fn enter_undoably(&mut self, step: Move, state: OrderState, now: BoothMs) {
        self.undo_entry = Some(UndoEntry::of_move(step, self.progress.clone(), now));
        self.progress.state = state;
    }

    /// Undoes the last move. If the order has left the counter meanwhile, a later event says so.
    fn restore(&mut self, state: OrderState) {
        if let Some(UndoEntry { last: LastMove::Moved { before, .. }, .. }) = self.undo_entry.take()
        {
            self.progress = before;
        }
        self.progress.state = state;
    }

    /// Forgets how the last move is undone, because the order has changed since. A cancel that is
    /// held stays so.
    fn forget_move(&mut self) {
        self.undo_entry.take_if(|entry| entry.held_cancel().is_none());
    }

    fn make(&mut self, barista: SessionId, now: BoothMs) {
        self.progress.barista = Some(barista);
        self.progress.claimed_ms = Some(now.0);
    }

    fn let_go(&mut self) {
        self.progress.barista = None;
        self.progress.claimed_ms = None;
    }

    fn give_up(&mut self, now: BoothMs) {
        self.end_in(OrderState::TimedOut, Ending::NotMade);
        self.given_up_ms = Some(now.0);
        self.progress.noticed = true;
    }

    fn end_in(&mut self, state: OrderState, ending: Ending) {
        self.enter(state);
        self.ending = Some(ending);
    }
}
