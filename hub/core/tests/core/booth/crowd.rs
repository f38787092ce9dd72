//! A crowd: seeded customers, baristas and crew who do what people do, in any order, right and
//! wrong. What they do is all in the booth's list of inputs, so it can be told again.

use std::collections::BTreeMap;

use crema_api::DomainEvent;
use crema_api::commands::{
    Caller, Cancel, Command, CounterOrder, NameCup, OneOrder, Place, Role, SetDrink, SetOption,
    SetStore, Start,
};
use crema_api::ids::{BoothMs, CodeId, OrderId};
use crema_api::order::{CancelReason, OrderState};
use crema_api::selection::Selections;
use crema_api::store::StoreState;

use crate::booth::Booth;

/// Names in many scripts, long enough that no other text holds them by chance.
const NAMES: [&str; 8] = [
    "Zoë-Quibble",
    "健二健二",
    "Åsa Xylander",
    "Жанна-Ыкш",
    "Inès Vzqk",
    "محمد-قظغ",
    "Ωμέγα-ξψ",
    "Jo-Wyzzk",
];

/// The people, and what an onlooker with a pencil knows.
pub struct Crowd {
    pub booth: Booth,
    baristas: Vec<Caller>,
    crew: Caller,
    customers: BTreeMap<OrderId, Caller>,
    /// Orders that somebody may still act on, by what the onlooker saw last.
    open: BTreeMap<OrderId, OrderState>,
    /// Drinks left per code, reckoned from events alone.
    pub drinks_left: BTreeMap<CodeId, i64>,
    code_of: BTreeMap<OrderId, CodeId>,
    pub collected: usize,
    pub names_used: Vec<String>,
    pub codes_seen: Vec<String>,
    /// Orders that waited too long, the latest last.
    given_up: Vec<OrderId>,
    /// What somebody has just done, and may want back.
    regretted: Option<OrderId>,
    /// Whether the store may close and pause in between.
    pub moody: bool,
}

impl Crowd {
    pub fn new(seed: u64) -> Self {
        let mut booth = Booth::open(seed);
        // Some wait too long even where two baristas are busy.
        booth.set_limits(|limits| limits.barista_wait_s = 60);
        let crew = booth.staff(Role::Crew, "Crewe-Qzzx");
        let baristas =
            vec![booth.staff(Role::Barista, "Mia-Wqzzk"), booth.staff(Role::Barista, "Leo-Vxxkz")];
        let mut crowd = Self {
            booth,
            baristas,
            crew,
            customers: BTreeMap::new(),
            open: BTreeMap::new(),
            drinks_left: BTreeMap::new(),
            code_of: BTreeMap::new(),
            collected: 0,
            names_used: Vec::new(),
            codes_seen: Vec::new(),
            given_up: Vec::new(),
            regretted: None,
            moody: true,
        };
        // The codes that came while the booth was set up.
        let events = crowd.booth.events_after(crema_api::Seq(0), 1000);
        for event in &events {
            crowd.note(&event.fact);
        }
        crowd
    }

    /// Something happens.
    pub fn act(&mut self) {
        let pause = self.booth.below(8_000);
        self.booth.now = self.booth.now.plus(pause);
        let (who, command) = self.whatever();
        let _ = self.booth.ask(who, command);
        self.look();
    }

    /// What anybody might do now.
    fn whatever(&mut self) -> (Caller, Command) {
        if let Some(order_id) = self.regretted.take()
            && self.booth.below(4) == 0
        {
            return (self.baristas[1], Command::Undo(OneOrder { order_id }));
        }
        match self.booth.below(100) {
            0..23 => self.start(),
            23..24 => self.second_chance(),
            24..44 => self.place(),
            44..60 => self.staff_step(OrderState::Queued, Command::Claim),
            60..74 => self.staff_step(OrderState::Making, Command::Complete),
            74..86 => self.staff_step(OrderState::Ready, Command::Collect),
            86..88 => self.staff_step(OrderState::Making, Command::Release),
            88..90 => self.staff_step(OrderState::Ready, Command::Recall),
            90..91 => self.shift(),
            91..92 => self.counter(),
            92..94 => self.cancel(),
            94..96 => self.anything_at_all(),
            96..98 => self.menu(),
            _ => self.store(),
        }
    }

    fn start(&mut self) -> (Caller, Command) {
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

    fn place(&mut self) -> (Caller, Command) {
        let Some(order_id) = self.pick(OrderState::Started) else { return self.start() };
        let who = self.customers.get(&order_id).copied().unwrap_or(Caller::Link(order_id));
        let drink = ["flat-white", "cappuccino", "espresso"][self.booth.index(3)];
        let mut modifiers = Selections::default();
        if drink != "espresso" {
            let milk = ["Whole", "Oat", "Soy"][self.booth.index(3)];
            modifiers.answer("Milk", milk);
        }
        let name = Some(self.name());
        (who, Command::Place(Place { order_id, drink: drink.to_owned(), modifiers, name }))
    }

    fn staff_step(
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
            let is_owner = |caller: &&Caller| super::session_of(**caller) == owner.session_id;
            who = self.baristas.iter().find(is_owner).copied().unwrap_or(self.crew);
        }
        self.regretted = Some(order_id);
        (who, step(OneOrder { order_id }))
    }

    /// An order that waited too long is taken back, or its notice dismissed; mostly one of the last.
    fn second_chance(&mut self) -> (Caller, Command) {
        let back = self.booth.index(1 + self.given_up.len()).min(self.booth.index(6));
        let nth = self.given_up.len().checked_sub(1 + back);
        let Some(order_id) = nth.map(|nth| self.given_up[nth]) else { return self.start() };
        self.regretted = Some(order_id);
        let step = if self.booth.below(4) > 0 { Command::Requeue } else { Command::Dismiss };
        (self.baristas[self.booth.index(2)], step(OneOrder { order_id }))
    }

    /// What a busy shift brings.
    fn shift(&mut self) -> (Caller, Command) {
        match self.booth.below(8) {
            0 => self.staff_step(OrderState::Making, Command::Remake),
            1 => self.staff_step(OrderState::Ready, Command::Remake),
            2 => self.staff_step(OrderState::Ready, Command::CallAgain),
            3 => self.staff_step(OrderState::Queued, Command::MoveToTop),
            4 => self.staff_step(OrderState::Making, Command::TakeOver),
            5 => self.staff_step(OrderState::Queued, Command::HideName),
            6 => self.name_cup(),
            _ => self.staff_step(OrderState::Making, Command::Reprint),
        }
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
    fn counter(&mut self) -> (Caller, Command) {
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

    fn cancel(&mut self) -> (Caller, Command) {
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
    fn anything_at_all(&mut self) -> (Caller, Command) {
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

    fn menu(&mut self) -> (Caller, Command) {
        let available = self.booth.below(3) > 0;
        let option = SetOption { modifier: "Milk".to_owned(), option: "Oat".to_owned(), available };
        let set =
            SetDrink { drink: "flat-white".to_owned(), available: None, options: vec![option] };
        (self.crew, Command::SetDrink(set))
    }

    fn store(&mut self) -> (Caller, Command) {
        let state = match self.booth.below(40) {
            0 if self.moody => StoreState::Closed,
            1 | 2 if self.moody => StoreState::Paused,
            3 if self.moody => StoreState::LastOrders,
            _ => StoreState::Open,
        };
        let pause_min = (state == StoreState::Paused).then_some(2);
        let set = SetStore { state: Some(state), pause_min, ..SetStore::default() };
        (self.crew, Command::SetStore(set))
    }

    /// Some order that stands in `state`, oldest first more often than not.
    fn pick(&mut self, state: OrderState) -> Option<OrderId> {
        let fitting: Vec<OrderId> =
            self.open.iter().filter(|(_, s)| **s == state).map(|(id, _)| *id).collect();
        if fitting.is_empty() {
            return None;
        }
        let index = self.booth.index(fitting.len()).min(self.booth.index(4));
        fitting.get(index).copied()
    }

    /// The onlooker reads what was said.
    pub fn look(&mut self) {
        let events = self.booth.last.events.clone();
        for event in events {
            self.note(&event.fact);
        }
    }

    fn note(&mut self, fact: &DomainEvent) {
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

    /// Everybody finishes: the store closes, what is open is made and handed over.
    pub fn go_home(&mut self) {
        self.booth.set_store(StoreState::LastOrders);
        self.look();
        for (state, step) in [
            (OrderState::Queued, Command::Claim as fn(OneOrder) -> Command),
            (OrderState::Making, Command::Complete),
            (OrderState::Ready, Command::Collect),
        ] {
            while let Some(order_id) = self.pick(state) {
                let _ = self.booth.ask(self.crew, step(OneOrder { order_id }));
                self.look();
            }
        }
        self.booth.set_store(StoreState::Closed);
        self.look();
        self.booth.pass(3_600_000);
        self.look();
    }

    pub fn crew(&self) -> Caller {
        self.crew
    }

    pub fn baristas(&self) -> &[Caller] {
        &self.baristas
    }

    pub fn now(&self) -> BoothMs {
        self.booth.now
    }
}
