//! What customers and baristas do with orders, right and wrong.

use crema_api::commands::{
    Caller, Cancel, ClaimSeveral, Command, CounterOrder, NameCup, OneOrder, Place, PlaceShown,
    Start,
};
use crema_api::ids::OrderId;
use crema_api::order::{CancelReason, OrderState};
use crema_api::selection::Selections;

use super::{Crowd, NAMES};
use crate::booth::session_of;

impl Crowd {
    pub(super) fn start(&mut self) -> (Caller, Command) {
        let who = self.booth.customer();
        // Where none is shown, some still come with the one that was.
        let walking =
            self.codes_seen.last().filter(|_| !self.booth.now.0.is_multiple_of(4)).cloned();
        let code = self.booth.code().or(walking).unwrap_or_else(|| "B77777".to_owned());
        if !self.codes_seen.contains(&code) && code != "B77777" {
            self.codes_seen.push(code.clone());
        }
        (who, Command::Start(Start { code }))
    }

    pub(super) fn place(&mut self) -> (Caller, Command) {
        let Some(order_id) = self.pick(OrderState::Started) else { return self.start() };
        let who = self.customers.get(&order_id).copied().unwrap_or(Caller::Link(order_id));
        let drink = ["flat-white", "cappuccino", "espresso"][self.booth.index(3)];
        let mut modifiers = Selections::default();
        if drink != "espresso" {
            let milk = ["Whole", "Oat", "Soy"][self.booth.index(3)];
            modifiers.answer("Milk", milk);
        }
        let name = Some(self.name());
        let place = Place { order_id, drink: drink.to_owned(), modifiers, name };
        // A phone without the page's program sends what its page showed.
        if self.booth.below(5) == 0 {
            let shown =
                PlaceShown { place, defaults: ["Shots".to_owned()].into(), may_change: true };
            return (who, Command::PlaceShown(shown));
        }
        (who, Command::Place(place))
    }

    pub(super) fn staff_step(
        &mut self,
        state: OrderState,
        step: fn(OneOrder) -> Command,
    ) -> (Caller, Command) {
        let Some(order_id) = self.pick(state) else { return self.start() };
        // Mostly whoever has it; sometimes the wrong one, who is refused.
        let owner = self.booth.read(|s| s.order(order_id)).and_then(|order| order.barista);
        let mut who = self.baristas[self.booth.index(2)];
        if let Some(owner) = owner
            && self.booth.below(10) > 0
        {
            let is_owner = |caller: &&Caller| session_of(**caller) == owner.session_id;
            who = self.baristas.iter().find(is_owner).copied().unwrap_or(self.crew);
        }
        self.regretted = Some(order_id);
        (who, step(OneOrder { order_id }))
    }

    /// An order that waited too long is taken back, or its notice dismissed; mostly one of the last.
    pub(super) fn second_chance(&mut self) -> (Caller, Command) {
        let back = self.booth.index(1 + self.given_up.len()).min(self.booth.index(6));
        let nth = self.given_up.len().checked_sub(1 + back);
        let Some(order_id) = nth.map(|nth| self.given_up[nth]) else { return self.start() };
        self.regretted = Some(order_id);
        let step = if self.booth.below(4) > 0 { Command::Requeue } else { Command::Dismiss };
        (self.baristas[self.booth.index(2)], step(OneOrder { order_id }))
    }

    /// What a busy shift brings.
    pub(super) fn shift(&mut self) -> (Caller, Command) {
        match self.booth.below(9) {
            8 => self.several(),
            0 => self.staff_step(OrderState::Making, Command::Remake),
            1 => self.staff_step(OrderState::Ready, Command::Remake),
            2 => self.staff_step(OrderState::Ready, Command::CallAgain),
            3 => self.staff_step(OrderState::Queued, Command::MoveToTop),
            4 => self.take_over(),
            5 => self.staff_step(OrderState::Queued, Command::HideName),
            6 => self.name_cup(),
            _ => self.staff_step(OrderState::Making, Command::Reprint),
        }
    }

    /// Another one goes on with a drink.
    fn take_over(&mut self) -> (Caller, Command) {
        let (who, command) = self.staff_step(OrderState::Making, Command::TakeOver);
        let [mia, leo] = self.baristas;
        (if who == mia { leo } else { mia }, command)
    }

    /// A tray: up to three at once, the oldest.
    fn several(&mut self) -> (Caller, Command) {
        let queued = self.open.iter().filter(|(_, state)| **state == OrderState::Queued);
        let order_ids: Vec<OrderId> = queued.map(|(order, _)| *order).take(3).collect();
        (self.baristas[0], Command::ClaimSeveral(ClaimSeveral { order_ids }))
    }

    /// A name that was misheard.
    fn name_cup(&mut self) -> (Caller, Command) {
        let Some(order_id) = self.pick(OrderState::Making) else { return self.start() };
        let name = self.name();
        (self.baristas[0], Command::NameCup(NameCup { order_id, name }))
    }

    /// Somebody's name, which must be found nowhere later.
    fn name(&mut self) -> String {
        let name = format!("{}{}", NAMES[self.booth.index(8)], self.names_used.len() % 97);
        self.names_used.push(name.clone());
        name
    }

    /// A guest without a phone.
    pub(super) fn counter(&mut self) -> (Caller, Command) {
        let name = self.name();
        let taken = CounterOrder {
            drink: "espresso".to_owned(),
            modifiers: Selections::default(),
            name: Some(name),
            complete: false,
            over_capacity: self.booth.below(2) == 0,
        };
        (self.baristas[0], Command::CounterOrder(taken))
    }

    pub(super) fn cancel(&mut self) -> (Caller, Command) {
        let states =
            [OrderState::Started, OrderState::Queued, OrderState::Making, OrderState::Ready];
        let state = states[self.booth.index(4)];
        let Some(order_id) = self.pick(state) else { return self.start() };
        let reason = Some(CancelReason::SoldOut);
        let who = match self.booth.below(2) {
            0 => self.crew,
            _ => Caller::Link(order_id),
        };
        let held = self.booth.below(3) == 0;
        self.regretted = Some(order_id);
        (who, Command::Cancel(Cancel { order_id, reason, held }))
    }

    /// A move that most likely is refused.
    pub(super) fn anything_at_all(&mut self) -> (Caller, Command) {
        let steps: [fn(OneOrder) -> Command; 12] = [
            Command::Requeue,
            Command::Dismiss,
            Command::PutBack,
            Command::Undo,
            Command::Remake,
            Command::TakeOver,
            Command::Claim,
            Command::Release,
            Command::Complete,
            Command::Collect,
            Command::Recall,
            Command::Reprint,
        ];
        let step = steps[self.booth.index(12)];
        let orders: Vec<OrderId> = self.customers.keys().copied().collect();
        let order_id = match orders.len() {
            0 => OrderId(uuid::Uuid::nil()),
            count => orders[self.booth.index(count)],
        };
        let who = match self.booth.below(3) {
            0 => Caller::Link(order_id),
            1 => self.booth.customer(),
            _ => self.baristas[0],
        };
        (who, step(OneOrder { order_id }))
    }

    /// Some order that stands in `state`, oldest first more often than not.
    pub(super) fn pick(&mut self, state: OrderState) -> Option<OrderId> {
        let fitting: Vec<OrderId> =
            self.open.iter().filter(|(_, s)| **s == state).map(|(id, _)| *id).collect();
        if fitting.is_empty() {
            return None;
        }
        let index = self.booth.index(fitting.len()).min(self.booth.index(4));
        fitting.get(index).copied()
    }
}
