//! What a command is about, in ordering keys: it waits for no one, so it is refused while an event
//! of the same key is a dead letter of the service that takes it.

use super::{Caller, Command, Notice, Report};
use crate::events::OrderingKey;
use crate::ids::{OrderId, SessionId};

impl Command {
    /// The keys of the state that it changes. There are none where it begins something new, or only
    /// puts a fact on the bus; and none of *redrive* and *discard*, which mend.
    #[must_use]
    pub fn ordering_keys(&self, caller: Caller) -> Vec<OrderingKey> {
        match self {
            Self::Place(place) => order(place.order_id),
            Self::PlaceShown(shown) => order(shown.place.order_id),
            Self::Cancel(cancel) => order(cancel.order_id),
            Self::NameCup(name) => order(name.order_id),
            Self::Claim(one)
            | Self::Release(one)
            | Self::Complete(one)
            | Self::Collect(one)
            | Self::Recall(one)
            | Self::Reprint(one)
            | Self::Remake(one)
            | Self::Requeue(one)
            | Self::Dismiss(one)
            | Self::CallAgain(one)
            | Self::PutBack(one)
            | Self::MoveToTop(one)
            | Self::TakeOver(one)
            | Self::HideName(one)
            | Self::Undo(one) => order(one.order_id),
            Self::ClaimSeveral(several) => {
                several.order_ids.iter().copied().map(OrderingKey::Order).collect()
            }
            Self::HandOver(hand) => {
                let mut keys = own_session(caller);
                keys.extend(session(hand.to));
                keys
            }
            Self::SetStation(_) => own_session(caller),
            Self::CloseSession(close) => session(close.session_id),
            Self::Report(report) => match caller {
                Caller::Session(id, _) => session(id),
                _ => vec![OrderingKey::Printer(report.printer().to_owned())],
            },
            Self::Notice(
                Notice::PrinterGone { session_id, .. }
                | Notice::BoardGone { session_id }
                | Notice::BoardBack { session_id },
            ) => session(*session_id),
            Self::EndDay
            | Self::SetBranding(_)
            | Self::SetStore(_)
            | Self::CloseAndCancel
            | Self::StartOccasion(_)
            | Self::SetDrink(_)
            | Self::SetMenu(_)
            | Self::RenewPins(_) => vec![OrderingKey::Booth],
            Self::Start(_)
            | Self::CounterOrder(_)
            | Self::OpenSession(_)
            | Self::UsePairingLink(_)
            | Self::MakePairingLink(_)
            | Self::Inject(_)
            | Self::CorrectClock(_)
            | Self::Redrive
            // What ends an order that is stuck waits for nothing.
            | Self::StopExecution(_)
            | Self::Discard(_) => Vec::new(),
        }
    }
}

impl Report {
    /// The printer's name.
    fn printer(&self) -> &str {
        match self {
            Self::TicketPrinted { printer, .. }
            | Self::TicketUnknown { printer, .. }
            | Self::Condition { printer, .. }
            | Self::EventUnreadable { printer, .. } => printer,
        }
    }
}

fn order(id: OrderId) -> Vec<OrderingKey> {
    vec![OrderingKey::Order(id)]
}

fn session(id: SessionId) -> Vec<OrderingKey> {
    vec![OrderingKey::Session(id)]
}

fn own_session(caller: Caller) -> Vec<OrderingKey> {
    match caller {
        Caller::Session(id, _) => session(id),
        Caller::Customer(_) | Caller::Link(_) | Caller::Hub => Vec::new(),
    }
}
