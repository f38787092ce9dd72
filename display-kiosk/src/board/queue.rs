//! The right half drawn: what is being made, and what is ready.
//!
//! Both lists stand in order of number. Being made is everything placed and not ready, queued or
//! claimed: a customer asks where their drink is, not who has it. When there are more than the
//! canvas holds, what is ready gives up the names before it gives up a number.

use std::cmp::Reverse;

use crema_api::answers::OrderView;
use crema_api::menu::Vessel;
use crema_api::order::OrderState;
use crema_api::store::BoardNames;

use super::Board;
use super::plan::{Plan, Right};
use crate::lettering::{Font, one_line, shorten};
use crate::palette::{DARK, FOAM, FOAM_QUIET};
use crate::scene::{Group, Mark, Rect, Shape, Text};

const HEADING: Font = Font::new(40.0, 700).spaced(-0.02);
const NUMBER: Font = Font::new(62.0, 800).spaced(-0.02);
const NAME: Font = Font::new(40.0, 600).spaced(-0.015);
/// Size of a name that would not fit otherwise, at the least.
const NAME_SIZE_MIN: f32 = 28.0;
/// Letters that must be left of a cut name; with fewer it helps nobody.
const NAME_LETTERS_MIN: usize = 3;
const MORE: Font = Font::new(30.0, 600);
const ICON: f32 = 64.0;
/// From the icon's left edge to the number.
const NUMBER_FROM: f32 = 84.0;
const BAR_RADIUS: f32 = 18.0;
const BAR_PADDING: f32 = 24.0;
/// The same where two bars share a row.
const BAR_PADDING_HALF: f32 = 16.0;
/// From the longest number to the green bars.
const COLUMN_GAP: f32 = 28.0;
const NUMBER_TO_NAME: f32 = 20.0;
/// Between two bars in one row.
const BAR_GAP: f32 = 10.0;
/// Half of a figure's height as a part of the font size: from a row's middle to its baseline.
const FIGURE_HALF: f32 = 0.363;
/// From the last row to "+6 more".
const MORE_BELOW: f32 = 65.0;

pub(super) fn draw(board: &Board<'_>, plan: &Plan, out: &mut Vec<Shape>) {
    let at = &plan.right;
    heading(at.x, at.heading_y, "Preparing", out);
    heading(at.ready_x, at.heading_y, "Ready", out);
    let preparing =
        of_state(board, |state| matches!(state, OrderState::Queued | OrderState::Making));
    let ready = of_state(board, |state| state == OrderState::Ready);
    draw_preparing(board, at, &preparing, out);
    draw_ready(board, at, ready, out);
}

/// Numbered orders in one of these states, in order of number.
fn of_state<'a>(board: &Board<'a>, wanted: impl Fn(OrderState) -> bool) -> Vec<&'a OrderView> {
    let mut orders: Vec<&OrderView> = board
        .orders
        .iter()
        .flat_map(|orders| &orders.orders)
        .filter(|order| order.number.is_some() && wanted(order.state))
        .collect();
    orders.sort_by_key(|order| order.number);
    orders
}

fn heading(x: f32, y: f32, text: &str, out: &mut Vec<Shape>) {
    out.push(Text::new(x, y, HEADING, text, FOAM).into());
}

fn draw_preparing(board: &Board<'_>, at: &Right, orders: &[&OrderView], out: &mut Vec<Shape>) {
    let shown = if orders.len() > at.rows { at.rows.saturating_sub(1) } else { orders.len() };
    let mut y = at.row_y;
    for order in orders.iter().take(shown) {
        let (vessel, layers) = look(board, order);
        out.push(Shape::Icon {
            x: at.x,
            y: y - FIGURE_HALF * NUMBER.size - ICON / 2.0,
            size: ICON,
            vessel,
            layers,
        });
        let room = at.ready_x - at.x - NUMBER_FROM - COLUMN_GAP;
        out.push(number(at.x + NUMBER_FROM, y, order, room, FOAM_QUIET).into());
        y += at.row_pitch;
    }
    more(at.x, y - at.row_pitch + MORE_BELOW, orders.len() - shown, out);
}

/// The glass of an order's drink; an empty one if the menu no longer has it.
fn look(board: &Board<'_>, order: &OrderView) -> (Vessel, Vec<crema_api::menu::Layer>) {
    let drink = order
        .drink
        .as_ref()
        .and_then(|drink| board.menu.and_then(|view| view.menu.drink(&drink.drink_id)));
    drink.map_or_else(Default::default, |drink| (drink.vessel, drink.layers.clone()))
}

/// One bar a row with the name, or two without names; the latest to become ready if not even so.
fn draw_ready(board: &Board<'_>, at: &Right, mut orders: Vec<&OrderView>, out: &mut Vec<Shape>) {
    let all = orders.len();
    let columns = if all <= at.bars { 1 } else { 2 };
    if all > at.bars * columns {
        orders.sort_by_key(|order| (Reverse(order.ready_booth_ms), order.number));
        orders.truncate(at.bars.saturating_sub(1) * columns);
        orders.sort_by_key(|order| order.number);
    }
    let whole = at.right - at.ready_x;
    let bar_width = if columns == 1 { whole } else { (whole - BAR_GAP) / 2.0 };
    let mut y = at.bar_y;
    for row in orders.chunks(columns) {
        let mut x = at.ready_x;
        for order in row {
            let place = Rect {
                x,
                y,
                width: bar_width,
                height: at.bar_height,
                radius: BAR_RADIUS,
                fill: DARK.ready,
            };
            let name = if columns == 1 { shown_name(board, order) } else { None };
            let padding = if columns == 1 { BAR_PADDING } else { BAR_PADDING_HALF };
            out.push(bar(order, name, place, padding));
            x += bar_width + BAR_GAP;
        }
        y += at.bar_pitch;
    }
    more(at.ready_x, y - at.bar_pitch + at.bar_height + 44.0, all - orders.len(), out);
}

/// A ready drink: number, and the name as the booth shows names.
fn bar(order: &OrderView, name: Option<String>, place: Rect, padding: f32) -> Shape {
    let (x, middle) = (place.x + padding, place.y + place.height / 2.0);
    let room = place.width - 2.0 * padding;
    let mut number = number(x, middle, order, room, DARK.on_ready);
    number.y += FIGURE_HALF * number.font.size;
    let used =
        NUMBER_TO_NAME + number.runs.iter().map(|run| number.font.width(&run.text)).sum::<f32>();
    let mut shapes = vec![place.into(), number.into()];
    if let Some((name, font)) = name.and_then(|name| fit_name(&name, room - used)) {
        let y = middle + FIGURE_HALF * font.size + 1.0;
        shapes.push(Text::new(x + used, y, font, name, DARK.on_ready).into());
    }
    let mark = Mark {
        id: None,
        data: vec![("order", order.id.to_string()), ("calls", order.calls.to_string())],
    };
    Shape::Group(Group { opacity: 1.0, mark, shapes })
}

/// A name as it fits: smaller first, then cut; `None` if hardly anything of it would be left.
fn fit_name(name: &str, room: f32) -> Option<(String, Font)> {
    let fitting = NAME.fitting(name, room);
    let font = fitting.sized(fitting.size.max(NAME_SIZE_MIN));
    let shown = shorten(name, font, room);
    let whole = shown == name;
    let letters = shown.chars().filter(|letter| letter.is_alphanumeric()).count();
    (whole || letters >= NAME_LETTERS_MIN).then_some((shown, font))
}

/// `B42`. A number too long for its place gets smaller: it is never cut.
fn number(x: f32, y: f32, order: &OrderView, room: f32, fill: &'static str) -> Text {
    let label = order.label.as_deref().map(one_line).unwrap_or_default();
    Text::new(x, y, NUMBER.fitting(&label, room), label, fill)
}

/// The name as the crew wants names shown.
fn shown_name(board: &Board<'_>, order: &OrderView) -> Option<String> {
    let name = one_line(order.name.as_deref()?);
    let shown = match board.store?.settings.board_names {
        BoardNames::First => name,
        BoardNames::Initial => format!("{}.", name.chars().next()?),
        BoardNames::None => return None,
    };
    (!shown.is_empty()).then_some(shown)
}

fn more(x: f32, y: f32, count: usize, out: &mut Vec<Shape>) {
    if count > 0 {
        out.push(Text::new(x, y, MORE, format!("+{count} more"), DARK.ink_2).into());
    }
}
