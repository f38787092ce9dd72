//! Draws the right half: the orders being made, and the ready ones.
//!
//! Both lists are in order of number. Being made is every placed order that is not ready, queued or
//! claimed: a customer asks where their drink is, not who has it. `preparing` and `ready` decide
//! how each list uses its room. While both are empty their room belongs to the `invitation`.

use crema_api::answers::OrderView;
use crema_api::order::OrderState;

use super::invitation::{self, Invitation};
use super::plan::Plan;
use super::{Board, preparing, ready};
use crate::lettering::{Font, one_line};
use crate::palette::{DARK, FOAM};
use crate::scene::{Shape, Text};

const HEADING: Font = Font::new(40.0, 700).spaced(-0.02);
/// The same over an invitation, which is not what they head.
const HEADING_SMALL: Font = Font::new(28.0, 600);
pub(super) const NUMBER: Font = Font::new(62.0, 800).spaced(-0.02);
const MORE: Font = Font::new(30.0, 600);
/// Half of a figure's height as a part of the font size: from a row's middle to its baseline.
pub(super) const FIGURE_HALF: f32 = 0.363;

pub(super) fn draw_queue(board: &Board<'_>, plan: &Plan, out: &mut Vec<Shape>) {
    let at = &plan.right;
    let being_made =
        orders_in_state(board, |state| matches!(state, OrderState::Queued | OrderState::Making));
    let ready = orders_in_state(board, |state| state == OrderState::Ready);
    let invitation = (being_made.is_empty() && ready.is_empty())
        .then(|| Invitation::from_board(board))
        .flatten();
    let (font, fill) =
        if invitation.is_some() { (HEADING_SMALL, DARK.ink_2) } else { (HEADING, FOAM) };
    for (x, words) in [(at.x, "Preparing"), (at.ready_x, "Ready")] {
        out.push(Text::new(x, at.heading_y, font, words, fill).into());
    }
    match invitation {
        Some(invitation) => invitation::draw_invitation(&invitation, at, out),
        None => {
            preparing::draw_preparing(board, at, &being_made, out);
            ready::draw_ready(board, at, ready, out);
        }
    }
}

/// Returns the numbered orders in one of these states, in order of number.
fn orders_in_state<'a>(
    board: &Board<'a>,
    wanted: impl Fn(OrderState) -> bool,
) -> Vec<&'a OrderView> {
    let mut orders: Vec<&OrderView> = board
        .orders
        .iter()
        .flat_map(|orders| &orders.orders)
        .filter(|order| order.number.is_some() && wanted(order.state))
        .collect();
    orders.sort_by_key(|order| order.number);
    orders
}

/// `B42`.
pub(super) fn order_label(order: &OrderView) -> String {
    order.label.as_deref().map(one_line).unwrap_or_default()
}

/// Returns `B42` around the middle of its row. A number too long for its place gets smaller: it is
/// never cut.
pub(super) fn number_text(
    x: f32,
    middle: f32,
    order: &OrderView,
    font: Font,
    room: f32,
    fill: &'static str,
) -> Text {
    let label = order_label(order);
    let font = font.fitting(&label, room);
    Text::new(x, middle + FIGURE_HALF * font.size, font, label, fill)
}

/// Writes how many more there are.
pub(super) fn draw_more(x: f32, y: f32, count: usize, out: &mut Vec<Shape>) {
    if count > 0 {
        out.push(Text::new(x, y, MORE, format!("+{count} more"), DARK.ink_2).into());
    }
}

#[allow(clippy::cast_precision_loss)] // A few rows and columns.
pub(super) fn to_float(count: usize) -> f32 {
    count as f32
}
