//! Ready orders: green bars with number and name. When there are more than the canvas holds at full
//! height the bars get lower, then two share a row; a name stays as long as it fits. Orders that
//! still have no place are only counted, and the latest to become ready are shown.

use std::cmp::Reverse;

use crema_api::answers::OrderView;

use super::plan::Right;
use super::queue::{FIGURE_HALF, NUMBER, draw_more, number_text};
use super::{Board, names};
use crate::lettering::Font;
use crate::palette::DARK;
use crate::scene::{Group, Mark, Rect, Shape, Text};

const NAME: Font = Font::new(40.0, 600).spaced(-0.015);
/// Least size of a name that would not fit otherwise.
const NAME_SIZE_MIN: f32 = 28.0;
/// The same where two bars share a row.
const NAME_SIZE_MIN_HALF: f32 = 24.0;
const BAR_RADIUS: f32 = 18.0;
const BAR_PADDING: f32 = 24.0;
const NUMBER_TO_NAME: f32 = 20.0;
/// Between two bars in one row.
const BAR_GAP: f32 = 10.0;
/// Lowest bar as a part of the usual one.
const SCALE_MIN: f32 = 0.66;
/// From the last bar to "+6 more".
const MORE_BELOW: f32 = 44.0;

pub(super) fn draw_ready(
    board: &Board<'_>,
    at: &Right,
    mut orders: Vec<&OrderView>,
    out: &mut Vec<Shape>,
) {
    let all = orders.len();
    let (columns, scale, rows) = bar_layout(at, all);
    if all > rows * columns {
        orders.sort_by_key(|order| (Reverse(order.ready_booth_ms), order.number));
        orders.truncate(rows.saturating_sub(1) * columns);
        orders.sort_by_key(|order| order.number);
    }
    let whole = at.right - at.ready_x;
    let width = if columns == 1 { whole } else { (whole - BAR_GAP) / 2.0 };
    let (height, pitch) = (at.bar_height * scale, at.bar_pitch * scale);
    let mut y = at.bar_y;
    for row in orders.chunks(columns) {
        let mut x = at.ready_x;
        for order in row {
            let radius = BAR_RADIUS * scale;
            let place = Rect { x, y, width, height, radius, fill: DARK.ready };
            let size_min = if columns == 1 { NAME_SIZE_MIN } else { NAME_SIZE_MIN_HALF };
            out.push(order_bar(
                order,
                names::shown_name(board, order),
                place,
                Lettering { scale, size_min },
            ));
            x += width + BAR_GAP;
        }
        y += pitch;
    }
    draw_more(at.ready_x, y - pitch + height + MORE_BELOW, all - orders.len(), out);
}

/// Returns how many bars share a row, their height as a part of the usual one, and how many rows
/// there are.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few rows, never below 0"
)]
fn bar_layout(at: &Right, count: usize) -> (usize, f32, usize) {
    let lowest = (at.bars as f32 / SCALE_MIN) as usize;
    let columns = if count <= lowest { 1 } else { 2 };
    let rows = match columns {
        1 => count.max(at.bars),
        // Both columns keep their names only at the lowest height.
        _ => lowest,
    };
    (columns, at.bars as f32 / rows as f32, rows)
}

/// The size of a bar's text.
#[derive(Debug, Clone, Copy)]
struct Lettering {
    /// As a part of the usual one.
    scale: f32,
    /// The least that a name is made smaller to.
    size_min: f32,
}

/// Returns the bar of a ready drink: number, and the name as the booth shows names.
fn order_bar(
    order: &OrderView,
    name: Option<String>,
    place: Rect,
    Lettering { scale, size_min }: Lettering,
) -> Shape {
    let padding = BAR_PADDING * scale;
    let (x, middle) = (place.x + padding, place.y + place.height / 2.0);
    let room = place.width - 2.0 * padding;
    let font = NUMBER.sized(NUMBER.size * scale);
    let number = number_text(x, middle, order, font, room, DARK.on_ready);
    let used = NUMBER_TO_NAME * scale
        + number.runs.iter().map(|run| number.font.width(&run.text)).sum::<f32>();
    let mut shapes = vec![place.into(), number.into()];
    let font = NAME.sized(NAME.size * scale);
    if let Some((name, font)) =
        name.and_then(|name| names::fit_name(&name, font, size_min.min(font.size), room - used))
    {
        let y = middle + FIGURE_HALF * font.size + 1.0;
        shapes.push(Text::new(x + used, y, font, name, DARK.on_ready).into());
    }
    let mark = Mark {
        id: None,
        data: vec![("order", order.id.to_string()), ("calls", order.calls.to_string())],
    };
    Shape::Group(Group { opacity: 1.0, mark, shapes })
}
