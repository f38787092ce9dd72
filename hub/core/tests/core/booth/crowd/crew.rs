//! What happens now and then: days and occasions end, tablets are paired and unpaired, printers
//! report, boards fall silent, menus change, clocks are set, and people press what is not theirs.

use crema_api::commands::{
    Caller, CloseSession, Command, CorrectClock, Discard, HandOver, Inject, MakePairingLink,
    Notice, OpenSession, Outcome, RenewPins, Report, Role, SetBranding, SetDrink, SetMenu,
    SetOption, SetStation, SetStore, StartOccasion, StopExecution, UsePairingLink,
};
use crema_api::events::printer::Condition;
use crema_api::ids::Seq;
use crema_api::order::{CancelReason, OrderState};
use crema_api::store::StoreState;
use crema_core::Purpose;
use serde_json::Map;

use super::Crowd;
use crate::booth::{WALL_MS, menu, session_of};

impl Crowd {
    /// What nobody does every minute.
    pub(super) fn rarely(&mut self) -> (Caller, Command) {
        let crew = self.crew;
        match self.booth.below(28) {
            0 if self.moody => self.day_ends(),
            1 if self.moody && self.booth.below(2) == 0 => self.occasion_begins(),
            2 => self.hand_over(),
            3 => self.station(),
            4 => (crew, self.new_menu()),
            5 => (crew, self.branding()),
            6 => self.unpair(),
            7 => (crew, Command::RenewPins(RenewPins { roles: self.roles() })),
            8 => (crew, self.pairing_link()),
            9 => self.use_pairing_link(),
            10 => self.sign_in(),
            11 => self.inject(),
            12..15 => (self.printer, self.report()),
            15 => (Caller::Hub, self.notice()),
            16 => (Caller::Hub, self.clock_is_set()),
            17 => (crew, Command::Redrive),
            18 if self.gives_up => (crew, self.discard()),
            19 => self.stop_execution(),
            20 => (crew, Command::EndDay),
            _ => self.anything_of_anybody(),
        }
    }

    /// Closes, ends the day and opens again.
    fn day_ends(&mut self) -> (Caller, Command) {
        self.plans.extend([(self.crew, Command::EndDay), (self.crew, self.open_again())]);
        (self.crew, Command::CloseAndCancel)
    }

    /// Another hall. Half of the time orders of the old one are still open.
    fn occasion_begins(&mut self) -> (Caller, Command) {
        let name = format!("Hall {}", self.booth.below(100));
        let menu = (self.booth.below(2) == 0).then(menu::small);
        let start = (self.booth.below(2) == 0).then(|| "2026-11-24".to_owned());
        let begin = Command::StartOccasion(StartOccasion { name, start, end: None, menu });
        self.plans.extend([(self.crew, begin), (self.crew, self.open_again())]);
        match self.booth.below(2) {
            0 => (self.crew, Command::CloseAndCancel),
            _ => self.plans.pop_front().expect("planned just now"),
        }
    }

    fn open_again(&self) -> Command {
        Command::SetStore(SetStore { state: Some(StoreState::Open), ..SetStore::default() })
    }

    fn hand_over(&mut self) -> (Caller, Command) {
        let [mia, leo] = self.baristas;
        let to = if self.booth.below(4) > 0 { leo } else { mia };
        (mia, Command::HandOver(HandOver { to: session_of(to) }))
    }

    fn station(&mut self) -> (Caller, Command) {
        let all = ["espresso", "cappuccino", "flat-white"];
        let drinks = match self.booth.below(4) {
            0 => all[..2].iter().map(|drink| (*drink).to_owned()).collect(),
            _ => Vec::new(),
        };
        (self.baristas[self.booth.index(2)], Command::SetStation(SetStation { drinks }))
    }

    pub(super) fn sold_out(&mut self) -> (Caller, Command) {
        let available = self.booth.below(3) > 0;
        let option = SetOption { modifier: "Milk".to_owned(), option: "Oat".to_owned(), available };
        let set =
            SetDrink { drink: "flat-white".to_owned(), available: None, options: vec![option] };
        (self.crew, Command::SetDrink(set))
    }

    pub(super) fn store(&mut self) -> (Caller, Command) {
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

    fn new_menu(&mut self) -> Command {
        let mut menu = menu::small();
        menu.drinks[1].available = self.booth.below(3) > 0;
        Command::SetMenu(SetMenu { menu })
    }

    fn branding(&mut self) -> Command {
        let colours = ["#9a4a14", "#14559a", "no colour"];
        let colour = Some(colours[self.booth.index(3)].to_owned());
        let sponsors = (self.booth.below(2) == 0).then(|| vec!["Beans & Sons".to_owned()]);
        Command::SetBranding(SetBranding { colour, sponsors, logo_png: None })
    }

    fn roles(&mut self) -> Vec<Role> {
        match self.booth.below(3) {
            0 => vec![Role::Crew],
            1 => vec![Role::Barista],
            _ => vec![Role::Crew, Role::Barista],
        }
    }

    /// A tablet is unpaired, and paired again when its holder notices.
    fn unpair(&mut self) -> (Caller, Command) {
        let who = self.baristas[self.booth.index(2)];
        (self.crew, Command::CloseSession(CloseSession { session_id: session_of(who) }))
    }

    fn pairing_link(&mut self) -> Command {
        let roles = [Role::Device, Role::Board, Role::Crew];
        let role = roles[self.booth.index(3)];
        Command::MakePairingLink(MakePairingLink { role, name: "Bar, left".to_owned() })
    }

    fn use_pairing_link(&mut self) -> (Caller, Command) {
        let secret = match self.links.pop() {
            Some(link) => {
                self.booth.read(|s| s.booth_signer()).unwrap().sign(Purpose::Pairing, link)
            }
            None => "no-link".to_owned(),
        };
        (Caller::Hub, Command::UsePairingLink(UsePairingLink { secret }))
    }

    /// Somebody helps out for a while: paired, and gone with the next plan.
    fn sign_in(&mut self) -> (Caller, Command) {
        let pins = self.booth.read(|s| s.pins()).pins;
        let pin = pins.into_iter().find(|pin| pin.role == Role::Barista).map(|pin| pin.pin);
        let pin = pin.filter(|_| self.booth.below(3) > 0).unwrap_or_else(|| "no".to_owned());
        (Caller::Hub, Command::OpenSession(OpenSession { pin, name: "Ida-Wqzzk".to_owned() }))
    }

    fn inject(&mut self) -> (Caller, Command) {
        let names = ["custom.wave", "no-prefix"];
        let detail_type = names[self.booth.index(2)].to_owned();
        let who = if self.booth.below(2) == 0 { self.crew } else { self.printer };
        (who, Command::Inject(Inject { detail_type, detail: Map::new() }))
    }

    fn report(&mut self) -> Command {
        let printer = "Printer 1".to_owned();
        let ticket = self.tickets.pop();
        Command::Report(match (self.booth.below(5), ticket) {
            (0, Some((order_id, ticket_seq))) => {
                Report::TicketUnknown { printer, order_id, ticket_seq }
            }
            (1 | 2, Some((order_id, ticket_seq))) => {
                Report::TicketPrinted { printer, order_id, ticket_seq }
            }
            (3, _) => Report::EventUnreadable { printer, seq: Seq(1 + self.booth.below(9_000)) },
            (4, _) => Report::Condition { printer: String::new(), condition: Condition::Ok },
            _ => Report::Condition { printer, condition: Condition::Ok },
        })
    }

    fn notice(&mut self) -> Command {
        let (printer, board) = (session_of(self.printer), session_of(self.board));
        Command::Notice(match self.booth.below(3) {
            0 => Notice::PrinterGone { session_id: printer, printer: "Printer 1".to_owned() },
            1 => Notice::BoardGone { session_id: board },
            _ => Notice::BoardBack { session_id: board },
        })
    }

    /// The wall clock is set, by minutes, hours or years; booth time does not notice.
    fn clock_is_set(&mut self) -> Command {
        let booth_ms = i64::try_from(self.booth.now.0).unwrap();
        let from_ms = WALL_MS + booth_ms + self.booth.wall_shift_ms;
        self.booth.wall_shift_ms = match self.booth.below(4) {
            0 => 0,
            1 => -WALL_MS,
            2 => -7_200_000,
            _ => 600_000,
        };
        let to_ms = WALL_MS + booth_ms + self.booth.wall_shift_ms;
        Command::CorrectClock(CorrectClock { from_ms, to_ms })
    }

    /// Gives up a dead letter, if there is one.
    pub(super) fn discard(&mut self) -> Command {
        let letters = self.booth.read(|s| s.dead_letters()).dead_letters;
        let index = self.booth.index(letters.len().max(1));
        let (consumer, seq) = letters
            .get(index)
            .map_or(("none".to_owned(), Seq(7)), |letter| (letter.consumer.clone(), letter.seq));
        Command::Discard(Discard { consumer, seq })
    }

    fn stop_execution(&mut self) -> (Caller, Command) {
        let states = [OrderState::Started, OrderState::Queued, OrderState::Making];
        let state = states[self.booth.index(3)];
        let Some(order_id) = self.pick(state) else { return self.start() };
        let reason = Some(CancelReason::Machine);
        (self.crew, Command::StopExecution(StopExecution { order_id, reason }))
    }

    /// One of each command, of whoever happens to press it.
    fn anything_of_anybody(&mut self) -> (Caller, Command) {
        let all = crema_testing::commands::commands();
        let (_, command) = all[self.booth.index(all.len())].clone();
        let who = match self.booth.below(4) {
            0 => self.booth.customer(),
            1 => self.board,
            2 => self.printer,
            _ => self.baristas[self.booth.index(2)],
        };
        (who, command)
    }

    /// A stranger with a phone presses one of everything.
    pub fn stranger_presses_everything(&mut self) {
        for (_, command) in crema_testing::commands::commands() {
            let who = self.booth.customer();
            self.asks(who, command);
        }
    }

    /// What came of a request that only the crowd itself can know.
    pub(super) fn note_outcome(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::PairingLink { link_id } => self.links.push(*link_id),
            Outcome::Session { session_id, role } => {
                // Whoever helped out is gone before long.
                let close = CloseSession { session_id: *session_id };
                let who = Caller::Session(*session_id, *role);
                self.plans.push_back((who, Command::CloseSession(close)));
            }
            _ => {}
        }
    }
}
