//! Samples of what happens to an order behind the counter.

use super::{BOOTH_MS, LEO, MIA, about, begun, drink, occasion_id};
use crate::events::order_manager::{
    CancelHeld, CancelUndone, CounterOrderTaken, CupNamed, DayEnded, MakeOrder, NameHidden,
    NoticeDismissed, OrderCalledAgain, OrderCancelled, OrderCollected, OrderCompleted,
    OrderGivenUp, OrderMovedBack, OrderMovedToTop, OrderReadyAgain, OrderRecalled, OrderRemade,
    OrderRequeued, OrderTakenOver, OrderUncollected, SlipWanted, TicketWanted,
};
use crate::events::{AboutOrder, DomainEvent};
use crate::order::{CancelReason, CancelledBy, OrderState};

pub(super) fn orders_are_made() -> Vec<DomainEvent> {
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
            queued_booth_ms: Some(BOOTH_MS),
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

pub(super) fn orders_move() -> Vec<DomainEvent> {
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
