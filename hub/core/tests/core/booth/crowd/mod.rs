//! A crowd: seeded customers, baristas and crew who do what people do, in any order, right and
//! wrong. What they do is all in the booth's list of inputs, so it can be told again.

mod again;
mod crew;
mod onlooker;
mod orders;

use std::collections::{BTreeMap, VecDeque};

use crema_api::commands::{Caller, Command, Inject, OneOrder, OpenSession, Outcome, Role};
use crema_api::ids::{BoothMs, CodeId, OrderId, Seq};
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;
use crema_core::InputKind;
use crema_testing::crowd::Wish;
use serde_json::json;

pub use again::Tally;

use super::trouble::{NEWS_OF_TROUBLE, Trouble};
use crate::booth::Booth;
use crate::booth::faults::Fate;

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
    baristas: [Caller; 2],
    crew: Caller,
    printer: Caller,
    board: Caller,
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
    /// Whether the store may close and pause in between, days end and occasions begin.
    pub moody: bool,
    /// What somebody has begun and goes on with next.
    plans: VecDeque<(Caller, Command)>,
    /// Whether the crew ever gives up a dead letter.
    pub gives_up: bool,
    /// Whether it gives up one dead letter before the others are delivered.
    gives_up_one: bool,
    /// Pairing links that nobody has used yet.
    links: Vec<uuid::Uuid>,
    /// Tickets that were asked for, the latest last.
    tickets: Vec<(OrderId, Seq)>,
    sent: again::Sent,
    /// What was asked, and how often it was done and refused.
    pub tally: Tally,
    /// The services that can be made to fail, and the one that does.
    trouble: Option<(Trouble, Option<&'static str>)>,
}

impl Crowd {
    pub fn new(seed: u64) -> Self {
        Self::at(Booth::new(seed))
    }

    /// A crowd at a booth whose services fail now and then, one at a time.
    pub fn troubled(seed: u64) -> Self {
        let mut booth = Booth::new(seed);
        let trouble = Trouble::new();
        booth.core = trouble.open(&booth.path());
        let mut crowd = Self::at(booth);
        crowd.trouble = Some((trouble, None));
        crowd
    }

    /// A crowd at a booth whose storage is harmed; it sends again what was not answered.
    pub fn at_shaky(seed: u64, fate: &Fate) -> Self {
        Self::at(Booth::shaky(seed, fate))
    }

    /// A crowd at a booth that has not begun yet.
    fn at(mut booth: Booth) -> Self {
        booth.begin_occasion("Coffee at Rustfest");
        booth.set_store(StoreState::Open);
        // Some wait too long even where two baristas are busy.
        booth.set_limits(|limits| limits.barista_wait_s = 60);
        let crew = booth.staff(Role::Crew, "Crewe-Qzzx");
        let baristas =
            [booth.staff(Role::Barista, "Mia-Wqzzk"), booth.staff(Role::Barista, "Leo-Vxxkz")];
        let printer = booth.device(Role::Device, "Printer 1");
        let board = booth.device(Role::Board, "Board");
        let mut crowd = Self {
            booth,
            baristas,
            crew,
            printer,
            board,
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
            plans: VecDeque::new(),
            gives_up: true,
            gives_up_one: false,
            links: Vec::new(),
            tickets: Vec::new(),
            sent: again::Sent::new(),
            tally: Tally::default(),
            trouble: None,
        };
        // The codes that came while the booth was set up.
        let events = crowd.booth.events_after(Seq(0), 1000);
        for event in &events {
            crowd.note(event.seq, &event.fact);
        }
        crowd
    }

    /// Something happens.
    pub fn act(&mut self) {
        let pause = self.booth.below(8_000);
        self.booth.now = self.booth.now.plus(pause);
        if self.booth.below(40) == 0 {
            return self.send_again();
        }
        let (who, command) = self.whatever();
        self.asks(who, command);
    }

    /// Somebody asks for something, and the onlooker looks on.
    pub fn asks(&mut self, who: Caller, command: Command) {
        let input = self.booth.call(who, command);
        let InputKind::Command(call) = input.kind.clone() else { unreachable!("it is a call") };
        let answer = self.booth.give(input);
        self.look();
        if let Ok(outcome) = &answer {
            self.note_outcome(outcome);
        }
        let unpaired = matches!(&answer, Err(refusal) if refusal.kind == RefusalKind::NotSignedIn);
        self.note_sent(call, &answer);
        if unpaired {
            self.pair_again(who);
        }
    }

    /// A barista whose tablet is no longer paired pairs it with the PIN of now.
    fn pair_again(&mut self, who: Caller) {
        let Some(index) = self.baristas.iter().position(|barista| *barista == who) else { return };
        let name = ["Mia-Wqzzk", "Leo-Vxxkz"][index];
        let pins = self.booth.read(|s| s.pins()).pins;
        let Some(pin) = pins.into_iter().find(|pin| pin.role == Role::Barista) else { return };
        let open = OpenSession { pin: pin.pin, name: name.to_owned() };
        // While access has something to catch up with, it may have to wait.
        if let Ok(Outcome::Session { session_id, role }) =
            self.booth.ask(Caller::Hub, Command::OpenSession(open))
        {
            self.baristas[index] = Caller::Session(session_id, role);
        }
        self.look();
    }

    /// What anybody might do now.
    fn whatever(&mut self) -> (Caller, Command) {
        if std::mem::take(&mut self.gives_up_one) {
            return (self.crew, self.discard());
        }
        if let Some(plan) = self.plans.pop_front() {
            return plan;
        }
        if let Some(order_id) = self.regretted.take()
            && self.booth.below(4) == 0
        {
            return (self.baristas[1], Command::Undo(OneOrder { order_id }));
        }
        if self.booth.below(20) == 0 {
            return self.rarely();
        }
        if self.trouble.is_some() && self.booth.below(40) == 0 {
            return self.trouble_begins_or_ends();
        }
        match Wish::of(self.booth.below(100)) {
            Wish::Start => self.start(),
            Wish::SecondChance => self.second_chance(),
            Wish::Place => self.place(),
            Wish::Claim => self.staff_step(OrderState::Queued, Command::Claim),
            Wish::Complete => self.staff_step(OrderState::Making, Command::Complete),
            Wish::Collect => self.staff_step(OrderState::Ready, Command::Collect),
            Wish::Release => self.staff_step(OrderState::Making, Command::Release),
            Wish::Recall => self.staff_step(OrderState::Ready, Command::Recall),
            Wish::Shift => self.shift(),
            Wish::Counter => self.counter(),
            Wish::Cancel => self.cancel(),
            Wish::Anything => self.anything_at_all(),
            Wish::SoldOut => self.sold_out(),
            Wish::Store => self.store(),
        }
    }

    /// A service begins to fail, or no longer does and gets what it missed.
    fn trouble_begins_or_ends(&mut self) -> (Caller, Command) {
        let random = self.booth.index(1_000);
        let (trouble, now) = self.trouble.as_mut().expect("there is trouble");
        let (service, fails) = match now.take() {
            Some(service) => {
                self.gives_up_one = self.gives_up && random.is_multiple_of(3);
                self.plans.push_back((self.crew, Command::Redrive));
                (service, false)
            }
            None => {
                let service = trouble.names()[random % trouble.names().len()];
                *now = Some(service);
                (service, true)
            }
        };
        let detail = json!({ "service": service, "fails": fails }).as_object().unwrap().clone();
        (self.crew, Command::Inject(Inject { detail_type: NEWS_OF_TROUBLE.to_owned(), detail }))
    }

    /// Whatever fails is mended, and what it missed is delivered.
    pub fn mend(&mut self) {
        if self.trouble.as_ref().is_some_and(|(_, now)| now.is_some()) {
            let (who, command) = self.trouble_begins_or_ends();
            self.asks(who, command);
        }
        for round in 0..50 {
            // What came after something that was given up may lack it for ever. Nothing else does.
            let lacks = self.gives_up && round > 3;
            let what = if lacks { self.discard() } else { Command::Redrive };
            self.asks(self.crew, what);
            self.booth.pass(1);
            self.look();
            if self.booth.read(|s| s.dead_letters()).total == 0 {
                return;
            }
        }
        panic!("left: {:#?}", self.booth.read(|s| s.dead_letters()).dead_letters);
    }

    /// Everybody finishes: the store closes, what is open is made and handed over.
    pub fn go_home(&mut self) {
        self.plans.clear();
        self.booth.set_store(StoreState::LastOrders);
        self.look();
        let mut tries = 0;
        for (state, step) in [
            (OrderState::Queued, Command::Claim as fn(OneOrder) -> Command),
            (OrderState::Making, Command::Complete),
            (OrderState::Ready, Command::Collect),
        ] {
            while let Some(order_id) = self.pick(state) {
                self.asks(self.crew, step(OneOrder { order_id }));
                tries += 1;
                assert!(tries < 10_000, "{order_id} stays {state}: {:?}", self.sent.back());
            }
        }
        self.booth.set_store(StoreState::Closed);
        self.look();
        self.booth.pass(3_600_000);
        self.look();
    }

    /// Whether its booth's services may fail.
    pub fn is_troubled(&self) -> bool {
        self.trouble.is_some()
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
