//! What an onlooker with a pencil knows, who reads events alone.

use crema_api::DomainEvent;
use crema_api::commands::Caller;
use crema_api::ids::Seq;

use super::Crowd;

impl Crowd {
    /// The onlooker reads what was said.
    pub fn look(&mut self) {
        let events = self.booth.last.events.clone();
        for event in events {
            self.note(event.seq, &event.fact);
        }
    }

    pub(super) fn note(&mut self, seq: Seq, fact: &DomainEvent) {
        match fact {
            DomainEvent::CodeRotated(code) => {
                self.drinks_left.insert(code.code_id, i64::from(code.drinks));
            }
            DomainEvent::NewOrder(order) => {
                let code = order.bucket.last_id;
                *self.drinks_left.get_mut(&code).expect("a known code") -= 1;
                self.code_of.insert(order.about.order_id, code);
                let user = Caller::Customer(order.about.user_id);
                self.customers.insert(order.about.order_id, user);
            }
            DomainEvent::DrinkReturned(returned) => {
                assert_eq!(self.code_of.get(&returned.about.order_id), Some(&returned.code_id));
                *self.drinks_left.get_mut(&returned.code_id).expect("a known code") += 1;
            }
            DomainEvent::TicketWanted(wanted) => self.tickets.push((wanted.about.order_id, seq)),
            DomainEvent::OrderCollected(_) => self.collected += 1,
            DomainEvent::OrderTimeOut(lost) if lost.about.order_label.is_some() => {
                self.given_up.push(lost.about.order_id);
            }
            DomainEvent::OrderGivenUp(lost) => self.given_up.push(lost.about.order_id),
            _ => {}
        }
        if let Some(about) = fact.about() {
            if about.order_state.open() {
                // OrderPlaced says queued before the number is drawn; a row follows it anyway.
                self.open.insert(about.order_id, about.order_state);
            } else {
                self.open.remove(&about.order_id);
            }
        }
    }
}
