//! What a hub says of orders: order `n` is `Bn`, a flat white with oat milk and a double shot.

use crema_api::events::AboutOrder;
use crema_api::events::order_manager::{
    NameHidden, OrderCancelled, OrderChanged, SlipWanted, TicketWanted,
};
use crema_api::events::privacy::NamesErased;
use crema_api::order::{CancelReason, CancelledBy, OrderState};
use crema_api::{OccasionId, OrderNumber, Seq, SessionId, UserId};
use crema_testing::samples::{OCCASION, flat_white, order_id};
use uuid::Uuid;

fn about(n: u32, state: OrderState) -> AboutOrder {
    let occasion = OccasionId("rustfest".into());
    AboutOrder {
        order_number: Some(OrderNumber(n)),
        order_label: Some(format!("B{n}")),
        drink_order: Some(flat_white()),
        ..AboutOrder::started(order_id(n), UserId(Uuid::nil()), occasion).now(state, "")
    }
}

pub fn wanted(n: u32, copy: bool) -> TicketWanted {
    TicketWanted {
        about: about(n, OrderState::Making),
        copy,
        changed: false,
        remake: false,
        barista_user_id: SessionId(Uuid::nil()),
        place_in_line: 1,
        occasion_name: OCCASION.into(),
    }
}

pub fn names_erased() -> NamesErased {
    NamesErased { names: 1, before_seq: Seq(0), message: String::new() }
}

pub fn slip_wanted(n: u32) -> SlipWanted {
    SlipWanted {
        about: about(n, OrderState::Queued),
        expected_wait_min: 4,
        occasion_name: OCCASION.into(),
    }
}

pub fn cancelled(n: u32) -> OrderCancelled {
    OrderCancelled {
        about: about(n, OrderState::Cancelled),
        orderstate: "CANCELLED".into(),
        reason: CancelReason::SoldOut,
        by: CancelledBy::Staff,
        action_user_id: Some(SessionId(Uuid::nil())),
        was_placed: true,
        was_finished: false,
    }
}

pub fn name_hidden(n: u32) -> NameHidden {
    NameHidden { about: about(n, OrderState::Making), action_user_id: SessionId(Uuid::nil()) }
}

pub fn changed(n: u32) -> OrderChanged {
    OrderChanged { about: about(n, OrderState::Queued), previous_drink_order: flat_white() }
}
