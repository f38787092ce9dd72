//! Samples of what concerns the whole booth: its configuration, sessions, faults, printers, clock.

use serde_json::json;

use super::{BOOTH_MS, LEO, MIA, ORDER, WALL_MS, occasion_id};
use crate::commands::Role;
use crate::events::DomainEvent;
use crate::events::access::{PinsRenewed, SessionClosed, SessionOpened, StationSet};
use crate::events::board;
use crate::events::board::BoardCondition;
use crate::events::bus::{
    DeliveryDiscarded, DeliveryFailed, DeliveryRedriven, TimerFailed, TimerRedriven,
};
use crate::events::clock::Corrected;
use crate::events::config_service::{Config, ConfigChanged, OccasionStarted};
use crate::events::printer::{
    Condition, EventUnreadable, StatusChanged, TicketPrinted, TicketUnknown,
};
use crate::events::privacy::NamesErased;
use crate::ids::{OccasionId, Seq};
use crate::menu::{Allergen, Drink, Ingredient, Layer, Menu, Modifier, ModifierOption, Vessel};
use crate::settings::Settings;
use crate::store::{Branding, Occasion, Store, StoreState};

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

pub(super) fn the_booth() -> Vec<DomainEvent> {
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
            service_gone: true,
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
