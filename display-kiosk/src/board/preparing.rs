//! Orders being made: one column of icon and number while that holds all, then smaller cells in
//! more columns, then numbers alone. Orders that still have no place are only counted.

use crema_api::answers::OrderView;
use crema_api::menu::{Layer, Vessel};

use super::Board;
use super::plan::Right;
use super::queue::{FIGURE_HALF, NUMBER, draw_more, number_text, order_label, to_float};
use crate::palette::FOAM_QUIET;
use crate::scene::Shape;

const ICON: f32 = 64.0;
/// From the icon's left edge to the number.
const NUMBER_FROM: f32 = 84.0;
/// From the longest number to the green bars.
const COLUMN_GAP: f32 = 28.0;
/// Between two columns of numbers.
const BETWEEN: f32 = 22.0;
/// Smallest cell as a part of the usual one: its figures have the footer's size.
const SCALE_MIN: f32 = 0.45;
/// The same with an icon: below it the number is worth more than the icon beside it.
const SCALE_MIN_WITH_ICON: f32 = 0.62;
/// From the most generous on.
const WAYS: [Way; 5] = [
    Way { columns: 1, with_icons: true },
    Way { columns: 2, with_icons: true },
    Way { columns: 2, with_icons: false },
    Way { columns: 3, with_icons: false },
    Way { columns: 4, with_icons: false },
];
/// From the last row to "+6 more", as a part of the rows' pitch.
const MORE_BELOW: f32 = 0.74;

/// A way to lay the orders out.
#[derive(Debug, Clone, Copy)]
struct Way {
    columns: usize,
    /// Whether each number has its icon.
    with_icons: bool,
}

/// Where a cell is.
#[derive(Debug, Clone, Copy)]
struct CellPlace {
    /// Left edge.
    x: f32,
    /// The middle of its row.
    middle: f32,
}

/// Cells of one size in columns.
#[derive(Debug, Clone, Copy)]
struct Grid {
    columns: usize,
    rows: usize,
    with_icons: bool,
    /// Size of a cell as a part of the usual one.
    scale: f32,
    /// From one column's left edge to the next.
    step: f32,
}

pub(super) fn draw_preparing(
    board: &Board<'_>,
    at: &Right,
    orders: &[&OrderView],
    out: &mut Vec<Shape>,
) {
    let grid = choose_grid(at, orders);
    let shown = orders.len().min(grid.columns * grid.rows);
    let pitch = at.row_pitch * grid.scale;
    let first = at.row_y - (FIGURE_HALF * NUMBER.size + at.row_pitch / 2.0) + pitch / 2.0;
    for (column, orders) in orders[..shown].chunks(grid.rows.max(1)).enumerate() {
        let x = at.x + grid.step * to_float(column);
        for (row, order) in orders.iter().enumerate() {
            let place = CellPlace { x, middle: first + pitch * to_float(row) };
            draw_cell(board, order, &grid, place, out);
        }
    }
    let last = first + pitch * (to_float(grid.rows) - 1.0) + FIGURE_HALF * NUMBER.size * grid.scale;
    draw_more(at.x, last + MORE_BELOW * pitch, orders.len() - shown, out);
}

/// Returns the most generous way that holds all; otherwise the one that holds the most, with a row
/// left for how many more there are.
fn choose_grid(at: &Right, orders: &[&OrderView]) -> Grid {
    let widest = orders.iter().map(|order| NUMBER.width(&order_label(order))).fold(0.0, f32::max);
    let ways: Vec<Grid> =
        WAYS.iter().filter_map(|way| grid_with(at, *way, widest, orders.len())).collect();
    let holds = |grid: &Grid| grid.columns * grid.rows >= orders.len();
    let by_size = |one: &&Grid, other: &&Grid| one.scale.total_cmp(&other.scale);
    let with_icons = ways.iter().find(|grid| grid.with_icons && holds(grid));
    let numbers = || ways.iter().filter(|grid| holds(grid)).max_by(by_size);
    if let Some(grid) = with_icons.or_else(numbers) {
        return *grid;
    }
    let fullest = ways.iter().max_by_key(|grid| grid.columns * grid.rows).copied();
    let one = Grid { columns: 1, rows: at.rows, with_icons: true, scale: 1.0, step: 0.0 };
    let grid = fullest.unwrap_or(one);
    Grid { rows: grid.rows.saturating_sub(1), ..grid }
}

/// Returns a grid of so many columns, as large as `count` orders allow, or as small as can be read;
/// `None` if the widest number is too long for it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few rows, never below 0"
)]
fn grid_with(
    at: &Right,
    Way { columns, with_icons }: Way,
    widest: f32,
    count: usize,
) -> Option<Grid> {
    let room = at.ready_x - at.x - COLUMN_GAP;
    let indent = if with_icons { NUMBER_FROM } else { 0.0 };
    let step = (room + BETWEEN) / to_float(columns);
    if columns == 1 {
        // One column keeps its size: a long number in it gets smaller by itself.
        return Some(Grid { columns, rows: at.rows, with_icons, scale: 1.0, step });
    }
    let least = if with_icons { SCALE_MIN_WITH_ICON } else { SCALE_MIN };
    let across = ((step - BETWEEN) / (indent + widest)).min(1.0);
    if across < least {
        return None;
    }
    let needed = count.div_ceil(columns).max(1);
    let down = to_float(at.rows) / to_float(needed);
    if down >= least {
        return Some(Grid { columns, rows: needed, with_icons, scale: across.min(down), step });
    }
    let rows = (to_float(at.rows) / least) as usize;
    Some(Grid { columns, rows, with_icons, scale: least, step })
}

/// Draws one order around the middle of its row.
fn draw_cell(
    board: &Board<'_>,
    order: &OrderView,
    grid: &Grid,
    CellPlace { x, middle }: CellPlace,
    out: &mut Vec<Shape>,
) {
    let indent = if grid.with_icons { NUMBER_FROM * grid.scale } else { 0.0 };
    if grid.with_icons {
        let (vessel, layers) = drink_look(board, order);
        let size = ICON * grid.scale;
        out.push(Shape::Icon { x, y: middle - size / 2.0, size, vessel, layers });
    }
    let room = grid.step - BETWEEN - indent;
    let font = NUMBER.sized(NUMBER.size * grid.scale);
    out.push(number_text(x + indent, middle, order, font, room, FOAM_QUIET).into());
}

/// Returns the glass of an order's drink; an empty one if the menu no longer has the drink.
fn drink_look(board: &Board<'_>, order: &OrderView) -> (Vessel, Vec<Layer>) {
    let drink = order
        .drink
        .as_ref()
        .and_then(|drink| board.menu.and_then(|view| view.menu.drink(&drink.drink_id)));
    drink.map_or_else(Default::default, |drink| (drink.vessel, drink.layers.clone()))
}
