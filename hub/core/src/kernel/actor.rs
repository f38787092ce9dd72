//! Who acts in a cascade, found from its caller. Every event of the cascade says so, whichever service
//! emits it.

use crema_api::commands::{Caller, Command};
use crema_api::ids::OrderId;
use crema_api::{Actor, ActorRole, DomainEvent};

/// Who acts in a cascade. Two callers are known by what they do only: both are known from the
/// cascade's first event on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Acting {
    /// This one.
    Known(Actor),
    /// The holder of this order's link, who counts as its customer.
    Link(OrderId),
    /// Someone who is being paired: the session that is opened.
    Pairing,
}

impl Acting {
    /// The booth itself: its timers, and what it does by itself.
    pub const BOOTH: Self = Self::Known(Actor::BOOTH);

    /// The caller of this command.
    pub fn of_call(caller: Caller, command: &Command) -> Self {
        let pairs = matches!(command, Command::OpenSession(_) | Command::UsePairingLink(_));
        match caller {
            Caller::Customer(_) if pairs => Self::Pairing,
            Caller::Customer(user) => Self::Known(Actor::customer(user)),
            Caller::Link(order) => Self::Link(order),
            Caller::Session(session, role) => Self::Known(Actor::session(session, role)),
            Caller::Hub => Self::BOOTH,
        }
    }

    /// The actor of this event, the next one of the cascade.
    pub fn actor_of(&mut self, fact: &DomainEvent) -> Actor {
        let known = match (*self, fact) {
            (Self::Known(actor), _) => return actor,
            (Self::Link(order), fact) => {
                let about = fact.about().filter(|about| about.order_id == order);
                about.map(|about| Actor::customer(about.user_id))
            }
            (Self::Pairing, DomainEvent::SessionOpened(opened)) => {
                Some(Actor::session(opened.session_id, opened.role))
            }
            (Self::Pairing, _) => None,
        };
        match known {
            Some(actor) => *self = Self::Known(actor),
            None => debug_assert!(false, "who does {} is unknown", fact.detail_type()),
        }
        known.unwrap_or(Actor { role: ActorRole::Customer, id: None })
    }
}
