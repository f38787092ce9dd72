//! Samples of an order's beginning: code, room, number, drink.

use super::{BOOTH_MS, CODE, MIA, WALL_MS, about, begun, drink, occasion_id};
use crate::events::DomainEvent;
use crate::events::counting::NumberDrawn;
use crate::events::order_manager::{
    OrderChanged, OrderPlaced, RoomRefused, RoomTaken, WaitingCompletion,
};
use crate::events::order_processor::{
    NumberWanted, OrderFinished, OrderTimeOut, RoomWanted, ShopUnavailable, TimeOutCause,
    WorkflowFailed, WorkflowStarted, WorkflowStopped, WorkflowWaitingCompletion,
};
use crate::events::validator::{Bucket, CodeRotated, DrinkReturned, NewOrder};
use crate::ids::Seq;
use crate::order::{CancelReason, OrderState, UnavailableCause};

pub(super) fn orders_begin() -> Vec<DomainEvent> {
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
        RoomWanted {
            about: begun(Started, "The order asked for room."),
            started_seq: Some(Seq(40)),
        }
        .into(),
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
