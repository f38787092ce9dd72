//! One sample of every event: the examples of the published schemas, and what tests take where any
//! event of a kind will do. It is the story of order `B42`, at a booth that has its troubles.

use serde_json::json;
use uuid::Uuid;

use super::access::{PinsRenewed, SessionClosed, SessionOpened, StationSet};
use super::board::{self, BoardCondition};
use super::bus::{DeliveryDiscarded, DeliveryFailed, DeliveryRedriven, TimerFailed, TimerRedriven};
use super::clock::Corrected;
use super::config_service::{Config, ConfigChanged, OccasionStarted};
use super::counting::NumberDrawn;
use super::order_manager::{
    CancelHeld, CancelUndone, CounterOrderTaken, CupNamed, DayEnded, MakeOrder, NameHidden,
    NoticeDismissed, OrderCalledAgain, OrderCancelled, OrderChanged, OrderCollected,
    OrderCompleted, OrderGivenUp, OrderMovedBack, OrderMovedToTop, OrderPlaced, OrderReadyAgain,
    OrderRecalled, OrderRemade, OrderRequeued, OrderTakenOver, OrderUncollected, RoomRefused,
    RoomTaken, SlipWanted, TicketWanted, WaitingCompletion,
};
use super::order_processor::{
    NumberWanted, OrderFinished, OrderTimeOut, RoomWanted, ShopUnavailable, TimeOutCause,
    WorkflowFailed, WorkflowStarted, WorkflowStopped, WorkflowWaitingCompletion,
};
use super::printer::{Condition, EventUnreadable, StatusChanged, TicketPrinted, TicketUnknown};
use super::privacy::NamesErased;
use super::validator::{Bucket, CodeRotated, DrinkReturned, NewOrder};
use super::{AboutOrder, DomainEvent};
use crate::commands::Role;
use crate::ids::{CodeId, OccasionId, OrderId, OrderNumber, Seq, SessionId, UserId};
use crate::menu::{Allergen, Drink, Ingredient, Layer, Menu, Modifier, ModifierOption, Vessel};
use crate::order::{CancelReason, CancelledBy, Choice, DrinkOrder, OrderState, UnavailableCause};
use crate::settings::Settings;
use crate::store::{Branding, Occasion, Store, StoreState};

const ORDER: OrderId = OrderId(Uuid::from_u128(0x0199_c0ff_ee00_7000_8000_0000_0000_0042));
const USER: UserId = UserId(Uuid::from_u128(0x5eed_0000_0000_4000_8000_0000_0000_0007));
const MIA: SessionId = SessionId(Uuid::from_u128(0x0a0a_0000_0000_4000_8000_0000_0000_0001));
const LEO: SessionId = SessionId(Uuid::from_u128(0x0b0b_0000_0000_4000_8000_0000_0000_0002));
const CODE: CodeId = CodeId(7);
/// 24 November 2026, 14:07 in UTC, ms since 1970.
const WALL_MS: i64 = 1_795_529_220_000;
/// Half an hour of booth time, ms.
const BOOTH_MS: u64 = 1_800_000;

/// One event of every kind but `custom.<name>`, in the order of [`DomainEvent::DETAIL_TYPES`].
#[must_use]
pub fn samples() -> Vec<DomainEvent> {
    let mut all = orders_begin();
    all.extend(orders_are_made());
    all.extend(orders_move());
    all.extend(the_booth());
    all
}

fn occasion_id() -> OccasionId {
    OccasionId("rustfest2026".to_owned())
}

fn drink(milk: &str) -> DrinkOrder {
    DrinkOrder {
        drink: "Flat white".to_owned(),
        drink_id: "flat-white".to_owned(),
        icon: "flat-white".to_owned(),
        modifiers: vec![milk.to_owned()],
        choices: vec![Choice {
            modifier: "Milk".to_owned(),
            option: milk.to_owned(),
            default: false,
        }],
        remembered: Vec::new(),
    }
}

/// An order that has only begun.
fn begun(state: OrderState, sentence: &str) -> AboutOrder {
    AboutOrder::started(ORDER, USER, occasion_id()).now(state, sentence)
}

/// An order with its drink and its number.
fn about(state: OrderState, sentence: &str) -> AboutOrder {
    AboutOrder {
        order_number: Some(OrderNumber(42)),
        order_label: Some("B42".to_owned()),
        drink_order: Some(drink("Oat")),
        ..begun(state, sentence)
    }
}

fn orders_begin() -> Vec<DomainEvent> {
    use OrderState::{Queued, Refused, Started, TimedOut};
    let bucket = Bucket {
        event_id: occasion_id(),
        pk: occasion_id().0,
        last_id: CODE,
        start_ts: WALL_MS,
        end_ts: WALL_MS + 360_000,
        start_full: "2026-11-24T14:07:00Z".to_owned(),
        end_full: "2026-11-24T14:13:00Z".to_owned(),
        available_tokens: 9,
    };
    let mut numbered = about(Started, "The number is B42.");
    numbered.drink_order = None;
    vec![
        NewOrder { about: begun(Started, "A code was accepted: the order began."), bucket }.into(),
        DrinkReturned {
            about: begun(TimedOut, "The drink went back to its code."),
            code_id: CODE,
            available_drinks: 10,
        }
        .into(),
        CodeRotated {
            code_id: CODE,
            event_id: occasion_id(),
            start_booth_ms: BOOTH_MS,
            end_booth_ms: BOOTH_MS + 300_000,
            drinks: 10,
            message: "A new code is on the board.".to_owned(),
        }
        .into(),
        RoomWanted { about: begun(Started, "The order asked for room.") }.into(),
        RoomTaken { about: begun(Started, "There was room for the order.") }.into(),
        RoomRefused {
            about: begun(Started, "There was no room for the order."),
            cause: UnavailableCause::Full,
        }
        .into(),
        WorkflowStarted { about: begun(Started, "The booth is open: choose a drink.") }.into(),
        ShopUnavailable {
            about: begun(Refused, "The booth is full."),
            cause: UnavailableCause::Full,
        }
        .into(),
        NumberWanted { about: begun(Started, "The order needs a number.") }.into(),
        WorkflowWaitingCompletion { about: about(Started, "B42 waits for a barista.") }.into(),
        OrderTimeOut {
            about: begun(TimedOut, "Nothing was chosen in time."),
            cause: TimeOutCause::Customer,
        }
        .into(),
        OrderFinished { about: about(OrderState::Ready, "B42's workflow has ended.") }.into(),
        WorkflowFailed {
            about: about(Queued, "The workflow of B42 has failed."),
            error: "Crema.UnknownResource".to_owned(),
            cause: "there is no resource crema:coffee:drink".to_owned(),
            failed_state: Some("Wait for a barista".to_owned()),
        }
        .into(),
        WorkflowStopped {
            about: about(Queued, "The crew has stopped the workflow of B42."),
            reason: CancelReason::Machine,
            action_user_id: MIA,
        }
        .into(),
        NumberDrawn { about: numbered }.into(),
        OrderPlaced {
            about: about(Queued, "A Flat white with Oat was ordered."),
            expected_wait_min: 4,
        }
        .into(),
        WaitingCompletion {
            about: about(Queued, "B42 is in the queue."),
            state: format!("{}-CREATED", occasion_id()),
            robot: false,
            ts: WALL_MS,
        }
        .into(),
        OrderChanged {
            about: about(Queued, "B42 was changed to a Flat white with Oat."),
            previous_drink_order: drink("Soy"),
        }
        .into(),
    ]
}

fn orders_are_made() -> Vec<DomainEvent> {
    use OrderState::{Cancelled, Collected, Making, Ready, Uncollected};
    vec![
        MakeOrder {
            about: about(Making, "A barista makes B42."),
            barista_user_id: Some(MIA),
            undo: false,
        }
        .into(),
        TicketWanted {
            about: about(Making, "A ticket was asked for."),
            copy: false,
            changed: false,
            remake: false,
            barista_user_id: MIA,
            place_in_line: 1,
            occasion_name: "Coffee at Rustfest".to_owned(),
        }
        .into(),
        OrderCompleted {
            about: about(Ready, "B42 is ready."),
            orderstate: "COMPLETED".to_owned(),
            action_user_id: MIA,
        }
        .into(),
        OrderReadyAgain {
            about: about(Ready, "B42 is ready again."),
            action_user_id: MIA,
            was: Some(Making),
            undo: false,
        }
        .into(),
        OrderCancelled {
            about: about(Cancelled, "B42 was cancelled: a machine is broken."),
            orderstate: "CANCELLED".to_owned(),
            reason: CancelReason::Machine,
            by: CancelledBy::Staff,
            action_user_id: Some(MIA),
            was_placed: true,
            was_finished: false,
        }
        .into(),
        OrderCollected {
            about: about(Collected, "B42 was handed over. Enjoy!"),
            action_user_id: MIA,
            was: Some(Ready),
        }
        .into(),
        OrderUncollected { about: about(Uncollected, "Nobody came for B42.") }.into(),
        OrderRecalled {
            about: about(Making, "B42 went back into making."),
            action_user_id: MIA,
            was: Some(Collected),
        }
        .into(),
    ]
}

fn orders_move() -> Vec<DomainEvent> {
    use OrderState::{Making, Queued, Ready, Started};
    let queued = |sentence: &str| about(Queued, sentence);
    vec![
        CounterOrderTaken {
            about: AboutOrder {
                drink_order: Some(drink("Oat")),
                ..begun(Started, "A Flat white with Oat was ordered at the counter.")
            },
            expected_wait_min: 4,
            action_user_id: MIA,
            over_capacity: false,
        }
        .into(),
        SlipWanted {
            about: queued("A slip was asked for."),
            expected_wait_min: 4,
            occasion_name: "Coffee at Rustfest".to_owned(),
        }
        .into(),
        OrderRemade {
            about: queued("B42 is made again."),
            action_user_id: MIA,
            was_finished: true,
            was: Some(Ready),
        }
        .into(),
        OrderRequeued {
            about: queued("B42 was taken back into the queue."),
            action_user_id: MIA,
            placed_booth_ms: BOOTH_MS,
            was_finished: false,
        }
        .into(),
        OrderGivenUp {
            about: about(OrderState::TimedOut, "B42 was given up."),
            action_user_id: None,
            undo: false,
        }
        .into(),
        NoticeDismissed {
            about: about(OrderState::TimedOut, "The baristas know that B42 was given up."),
            action_user_id: MIA,
        }
        .into(),
        OrderCalledAgain { about: about(Ready, "B42 was called again."), action_user_id: MIA }
            .into(),
        OrderMovedToTop { about: queued("B42 was moved to the top."), action_user_id: MIA }.into(),
        OrderTakenOver {
            about: about(Making, "Another barista goes on with B42."),
            barista_user_id: LEO,
            previous_barista_user_id: Some(MIA),
            undo: false,
        }
        .into(),
        OrderMovedBack { about: queued("B42 is back in its place."), action_user_id: MIA }.into(),
        CancelHeld {
            about: queued("B42 is being cancelled."),
            reason: CancelReason::SoldOut,
            action_user_id: MIA,
            until_booth_ms: BOOTH_MS + 11_000,
        }
        .into(),
        CancelUndone { about: queued("B42 goes on."), action_user_id: MIA }.into(),
        NameHidden { about: queued("B42's name was hidden."), action_user_id: MIA }.into(),
        CupNamed { about: queued("B42 was given a name."), action_user_id: MIA }.into(),
        DayEnded {
            event_id: occasion_id(),
            uncollected: 2,
            unreadable: 0,
            message: "The day has ended.".to_owned(),
        }
        .into(),
    ]
}

/// A small configuration: one drink with one choice.
fn config() -> Config {
    let option = |name: &str, allergens: &[Allergen]| ModifierOption {
        name: name.to_owned(),
        names: [].into(),
        available: true,
        allergens: allergens.to_vec(),
    };
    let milk = Modifier {
        name: "Milk".to_owned(),
        names: [("de".to_owned(), "Milch".to_owned())].into(),
        options: vec![option("Whole", &[Allergen::Milk]), option("Oat", &[Allergen::Gluten])],
    };
    let layer = |of, share| Layer { of, share };
    let flat_white = Drink {
        id: "flat-white".to_owned(),
        name: "Flat white".to_owned(),
        names: [].into(),
        vessel: Vessel::Tall,
        layers: vec![layer(Ingredient::Espresso, 30), layer(Ingredient::Milk, 60)],
        available: true,
        modifiers: vec![milk],
        allergens: Some(Vec::new()),
        caffeine_mg: Some(130),
    };
    Config {
        store: Store::in_state(StoreState::Open),
        settings: Settings::default(),
        menu: Menu { drinks: vec![flat_white] },
        occasion: occasion(),
        branding: Branding::default(),
    }
}

fn occasion() -> Occasion {
    Occasion {
        id: occasion_id(),
        name: "Coffee at Rustfest".to_owned(),
        start: Some("2026-11-24".to_owned()),
        end: Some("2026-11-26".to_owned()),
    }
}

fn the_booth() -> Vec<DomainEvent> {
    let mut all = vec![
        ConfigChanged {
            event_id: occasion_id(),
            new_image: config().new_image(),
            config: config(),
            cancel_orders: false,
            message: "The store opened.".to_owned(),
        }
        .into(),
        OccasionStarted {
            occasion: occasion(),
            previous: Some(OccasionId("meetup".to_owned())),
            message: "A new occasion began.".to_owned(),
        }
        .into(),
        SessionOpened {
            session_id: MIA,
            role: Role::Barista,
            message: "A barista was paired.".to_owned(),
        }
        .into(),
        SessionClosed { session_id: MIA, message: "A pairing was ended.".to_owned() }.into(),
        StationSet {
            session_id: MIA,
            drinks: vec!["flat-white".to_owned()],
            message: "A tablet makes flat-white.".to_owned(),
        }
        .into(),
        PinsRenewed {
            roles: vec![Role::Barista, Role::Crew],
            message: "There are new PINs.".to_owned(),
        }
        .into(),
        NamesErased {
            names: 17,
            before_seq: Seq(1_300),
            message: "Names and codes were erased.".to_owned(),
        }
        .into(),
    ];
    all.extend(faults());
    all.extend(printers());
    all.push(
        Corrected {
            from_ms: WALL_MS - 3_600_000,
            to_ms: WALL_MS,
            message: "The clock was set.".to_owned(),
        }
        .into(),
    );
    all
}

fn faults() -> Vec<DomainEvent> {
    let reason = json!({ "fault": "a row is not there" }).to_string();
    vec![
        DeliveryFailed {
            consumer: "journey".to_owned(),
            failed_seq: Seq(1_204),
            failed_type: "OrderManager.OrderPlaced".to_owned(),
            order_id: Some(ORDER),
            reason: reason.clone(),
            message: "A delivery to journey failed.".to_owned(),
        }
        .into(),
        TimerFailed {
            consumer: "order_processor".to_owned(),
            timer: "wait".to_owned(),
            due_booth_ms: BOOTH_MS,
            order_id: Some(ORDER),
            reason,
            message: "A timer of order_processor failed.".to_owned(),
        }
        .into(),
        DeliveryRedriven {
            consumer: "journey".to_owned(),
            redriven_seq: Seq(1_204),
            order_id: Some(ORDER),
            message: "A delivery to journey was made.".to_owned(),
        }
        .into(),
        TimerRedriven {
            consumer: "order_processor".to_owned(),
            timer: "wait".to_owned(),
            redriven_seq: Seq(1_205),
            order_id: Some(ORDER),
            message: "A timer of order_processor was run.".to_owned(),
        }
        .into(),
        DeliveryDiscarded {
            consumer: "journey".to_owned(),
            discarded_seq: Seq(1_204),
            timer: None,
            order_id: Some(ORDER),
            message: "A delivery to journey was given up.".to_owned(),
        }
        .into(),
    ]
}

fn printers() -> Vec<DomainEvent> {
    vec![
        TicketPrinted {
            order_id: ORDER,
            ticket_seq: Seq(1_210),
            printer: "bar".to_owned(),
            message: "The ticket is on paper.".to_owned(),
        }
        .into(),
        TicketUnknown {
            order_id: ORDER,
            ticket_seq: Seq(1_210),
            printer: "bar".to_owned(),
            message: "The ticket may be on paper.".to_owned(),
        }
        .into(),
        StatusChanged {
            printer: "bar".to_owned(),
            condition: Condition::PaperLow,
            session_id: Some(LEO),
            silent: false,
            message: "Paper is nearly out.".to_owned(),
        }
        .into(),
        EventUnreadable {
            printer: "bar".to_owned(),
            unreadable_seq: Seq(1_211),
            message: "A printer cannot read an event.".to_owned(),
        }
        .into(),
        board::StatusChanged {
            session_id: LEO,
            condition: BoardCondition::Gone,
            message: "A board no longer gives signs of life.".to_owned(),
        }
        .into(),
    ]
}
