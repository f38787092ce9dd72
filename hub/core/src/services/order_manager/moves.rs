//! The moves of an order: the one place that decides which lead from where to where.

use crema_api::order::OrderState;
use crema_api::problem::{Refusal, RefusalKind};
use serde::{Deserialize, Serialize};

/// A move of an order. (*Start* makes an order and is the validator's.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// The customer chose.
    Place,
    /// It has its number.
    Queue,
    /// Drink or extras become others.
    Change,
    /// A barista takes it.
    Claim,
    /// The barista lets it go again.
    Release,
    /// It is on the counter.
    Complete,
    /// It was handed over.
    Collect,
    /// A wrong press: it goes back into making.
    Recall,
    /// Collected too early: it goes back on the counter.
    PutBack,
    /// Spoiled: it goes back to the top of the queue.
    Remake,
    /// Given up by mistake: it goes back to the top of the queue.
    Requeue,
    /// Another barista goes on with it.
    TakeOver,
    /// To the top of the queue.
    MoveToTop,
    /// Its name is called again.
    CallAgain,
    /// A further ticket.
    Reprint,
    /// Another name on the cup.
    NameCup,
    /// Cancelled by its customer.
    CancelByCustomer,
    /// Cancelled by staff or the booth.
    CancelByStaff,
    /// Not chosen or not made in time.
    TimeOut,
    /// Not collected in time.
    GiveUpWaiting,
}

impl Move {
    /// Every move.
    pub const ALL: [Self; 20] = [
        Self::Place,
        Self::Queue,
        Self::Change,
        Self::Claim,
        Self::Release,
        Self::Complete,
        Self::Collect,
        Self::Recall,
        Self::PutBack,
        Self::Remake,
        Self::Requeue,
        Self::TakeOver,
        Self::MoveToTop,
        Self::CallAgain,
        Self::Reprint,
        Self::NameCup,
        Self::CancelByCustomer,
        Self::CancelByStaff,
        Self::TimeOut,
        Self::GiveUpWaiting,
    ];

    /// The state that it leads to from `state`, if it may be made there.
    #[must_use]
    pub fn leads_to(self, state: OrderState) -> Option<OrderState> {
        use OrderState as S;
        Some(match (self, state) {
            // Placed, but not queued before it has its number.
            (Self::Place, S::Started) => S::Started,
            (Self::Queue, S::Started) => S::Queued,
            (Self::Change, S::Queued) => S::Queued,
            (Self::Claim, S::Queued) => S::Making,
            (Self::Release, S::Making) => S::Queued,
            (Self::Complete, S::Making) => S::Ready,
            (Self::Collect, S::Ready | S::Uncollected) => S::Collected,
            (Self::Recall, S::Ready | S::Collected | S::Uncollected) => S::Making,
            (Self::PutBack, S::Collected) => S::Ready,
            (Self::Remake, S::Making | S::Ready | S::Collected | S::Uncollected) => S::Queued,
            (Self::Requeue, S::TimedOut) => S::Queued,
            (Self::TakeOver, S::Making) => S::Making,
            (Self::MoveToTop, S::Queued) => S::Queued,
            (Self::CallAgain, S::Ready) => S::Ready,
            // Only while someone is to be called: names of other orders may be erased already.
            (Self::Reprint | Self::NameCup, S::Queued | S::Making | S::Ready) => state,
            (Self::CancelByCustomer, S::Started | S::Queued) => S::Cancelled,
            (Self::CancelByStaff, S::Started | S::Queued | S::Making | S::Ready) => S::Cancelled,
            (Self::TimeOut, S::Started | S::Queued) => S::TimedOut,
            (Self::GiveUpWaiting, S::Ready) => S::Uncollected,
            _ => return None,
        })
    }

    /// The state that it leads to from `state`, or a refusal for people.
    ///
    /// # Errors
    /// A [`Refusal`] that names the order's state, when the move may not be made there.
    pub fn from(self, state: OrderState, label: &str) -> Result<OrderState, Refusal> {
        self.leads_to(state).ok_or_else(|| {
            let sentence = format!("{label} {}", state_in_words(state));
            Refusal::new(RefusalKind::WrongState, sentence)
        })
    }
}

/// The state of an order, as the rest of a sentence.
fn state_in_words(state: OrderState) -> &'static str {
    match state {
        OrderState::Started => "is not placed yet.",
        OrderState::Queued => "waits for a barista.",
        OrderState::Making => "is being made already.",
        OrderState::Ready => "is ready already.",
        OrderState::Collected => "was handed over already.",
        OrderState::Uncollected => "was not collected in time.",
        OrderState::Cancelled => "was cancelled.",
        OrderState::TimedOut => "was given up after waiting too long.",
        OrderState::Refused => "was not taken.",
        OrderState::Unknown(_) => "is in a state that only a newer version of the hub knows.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ended_order_does_not_move() {
        for state in [OrderState::Cancelled, OrderState::TimedOut, OrderState::Refused] {
            for step in Move::ALL {
                let back = state == OrderState::TimedOut && step == Move::Requeue;
                let leads_to = back.then_some(OrderState::Queued);
                assert_eq!(step.leads_to(state), leads_to, "{step:?} from {state}");
            }
        }
    }

    #[test]
    fn a_drink_in_the_making_is_the_baristas() {
        assert_eq!(Move::CancelByCustomer.leads_to(OrderState::Making), None);
        assert_eq!(Move::TimeOut.leads_to(OrderState::Making), None);
        assert_eq!(Move::Claim.leads_to(OrderState::Making), None);
    }

    /// The transitions as the lines of the diagram in ARCHITECTURE.md (Mermaid).
    fn diagram() -> String {
        let mut lines = vec!["stateDiagram-v2".to_owned(), "[*] --> started: Start".to_owned()];
        for state in OrderState::ALL {
            let mut stays = Vec::new();
            for made in Move::ALL {
                let timer = match made {
                    Move::TimeOut => ", when the timer wait runs out",
                    Move::GiveUpWaiting => ", when the timer collect runs out",
                    Move::CancelByStaff => ", held by the timer held_cancel",
                    _ => "",
                };
                match made.leads_to(state) {
                    Some(to) if to == state => stays.push(format!("{made:?}")),
                    Some(to) => lines.push(format!("{state} --> {to}: {made:?}{timer}")),
                    None => {}
                }
            }
            if !stays.is_empty() {
                lines.push(format!("note right of {state} : stays so: {}", stays.join(", ")));
            }
        }
        lines.join("\n")
    }

    #[test]
    fn architecture_shows_every_transition() {
        let page = include_str!("../../../../../ARCHITECTURE.md");
        let shown = page.split("```mermaid\n").nth(1).expect("a diagram").split("\n```").next();
        assert_eq!(shown, Some(diagram().as_str()), "ARCHITECTURE.md, *An order's states*");
    }
}
