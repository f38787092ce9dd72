//! A menu as rows of glasses, each with its drink's name below.
//!
//! Glasses and names are as large as their room allows, the same in every cell. A menu that has
//! more drinks than the room has cells loses its last ones, and says how many.

use crema_api::menu::{Drink, Vessel};

use super::queue::{draw_more, to_float};
use crate::icon::{Extent, UNITS};
use crate::lettering::{Font, one_line, shorten};
use crate::palette::FOAM_QUIET;
use crate::scene::{Shape, Text};

const NAME: Font = Font::new(40.0, 600).spaced(-0.015);
/// Sizes of names. The least is what a hall can still read.
const NAME_SIZES: [f32; 8] = [40.0, 38.0, 36.0, 34.0, 32.0, 30.0, 28.0, 26.0];
/// Between two names in one row.
const NAME_GAP: f32 = 28.0;
/// Height of the smallest tall glass in which layers can be told apart.
const GLASS_MIN: f32 = 44.0;
/// The same from which on a menu is worth no room of others.
const GLASS_ROOMY: f32 = 56.0;
/// From a glass's bottom to its name's baseline, and from there to the next row's glasses, as parts
/// of the name's size.
const TO_NAME: f32 = 1.2;
const BELOW_NAME: f32 = 1.1;
/// Below the last name's baseline, the same: what hangs below it.
const BELOW_LAST: f32 = 0.3;
/// A name longer than this is cut rather than all others made smaller for it, units at full size.
const NAME_WIDTH_MAX: f32 = 400.0;
const COLUMNS_MAX: usize = 10;
/// Height of the line that says how many more there are.
const MORE_LINE: f32 = 54.0;

/// A place that a menu has to fit in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub x: f32,
    pub width: f32,
    pub height: f32,
    /// The largest that a tall glass may be, so that another stays the large one.
    pub glass_max: f32,
}

/// The place of one glass.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Left edge of what is drawn.
    pub x: f32,
    /// Lower edge of what is drawn.
    pub bottom: f32,
    /// Units of the canvas to one of the icon's.
    pub scale: f32,
}

/// A menu laid out.
#[derive(Debug, Clone)]
pub(super) struct Glasses<'a> {
    drinks: &'a [&'a Drink],
    x: f32,
    grid: Grid,
}

/// Cells of one size.
#[derive(Debug, Clone, Copy)]
struct Grid {
    columns: usize,
    rows: usize,
    /// From one column's left edge to the next.
    step: f32,
    font: Font,
    /// A tall glass's height.
    glass: f32,
}

impl<'a> Glasses<'a> {
    /// Returns the cells in which glasses and names are largest.
    pub fn lay_out(drinks: &'a [&'a Drink], room: Room) -> Self {
        let count = drinks.len();
        let widest = drinks.iter().map(|it| NAME.width(&one_line(&it.name))).fold(1.0, f32::max);
        let widest = widest.min(NAME_WIDTH_MAX);
        let whole = (1..=COLUMNS_MAX.min(count))
            .flat_map(|columns| Grid::all_fitting(room, columns, count.div_ceil(columns), widest))
            .max_by(|one, other| one.worth().total_cmp(&other.worth()));
        let grid = whole.unwrap_or_else(|| Self::fullest(room, widest));
        Self { drinks, x: room.x, grid }
    }

    /// Returns the cells of which there are the most, with a line left for how many more there are.
    fn fullest(room: Room, widest: f32) -> Grid {
        let room = Room { height: room.height - MORE_LINE, ..room };
        let rows_of = |columns| {
            let rows = (1..).take_while(move |&rows| to_float(rows) * GLASS_MIN <= room.height);
            rows.flat_map(move |rows| Grid::all_fitting(room, columns, rows, widest))
        };
        let none = Grid { columns: 0, rows: 0, step: room.width, font: NAME, glass: 0.0 };
        let cells = |grid: &Grid| grid.columns * grid.rows;
        let by_cells = |one: &Grid, other: &Grid| {
            cells(one).cmp(&cells(other)).then(one.worth().total_cmp(&other.worth()))
        };
        (1..=COLUMNS_MAX).flat_map(rows_of).max_by(by_cells).unwrap_or(none)
    }

    /// Height of all rows, and of the line below them, units; 0 if the room has none.
    pub fn height(&self) -> f32 {
        match self.shown() {
            0 => 0.0,
            shown if shown < self.drinks.len() => self.grid.height() + MORE_LINE,
            _ => self.grid.height(),
        }
    }

    /// Whether every drink has its cell, and glasses are not small.
    pub fn is_roomy(&self) -> bool {
        self.shown() == self.drinks.len() && self.grid.glass >= GLASS_ROOMY
    }

    fn shown(&self) -> usize {
        self.drinks.len().min(self.grid.columns * self.grid.rows)
    }

    /// Draws the rows from `top` down.
    pub fn draw(&self, top: f32, out: &mut Vec<Shape>) {
        if self.shown() == 0 {
            return;
        }
        let Grid { columns, step, font, glass, .. } = self.grid;
        let scale = glass / Extent::of_vessel(Vessel::Tall).height();
        let mut bottom = top + glass;
        for row in self.drinks[..self.shown()].chunks(columns.max(1)) {
            let mut x = self.x;
            for drink in row {
                out.push(draw_glass(drink, Place { x, bottom, scale }));
                let name = shorten(&one_line(&drink.name), font, step - NAME_GAP);
                let y = bottom + TO_NAME * font.size;
                out.push(Text::new(x, y, font, name, FOAM_QUIET).into());
                x += step;
            }
            bottom += self.grid.pitch();
        }
        let last = top + self.grid.height() + MORE_LINE - BELOW_LAST * font.size;
        draw_more(self.x, last, self.drinks.len() - self.shown(), out);
    }
}

impl Grid {
    /// Returns the ways to have so many cells, one for each size of names that fits; none if glasses
    /// or names would be too small.
    fn all_fitting(
        room: Room,
        columns: usize,
        rows: usize,
        widest: f32,
    ) -> impl Iterator<Item = Self> {
        let step = (room.width + NAME_GAP) / to_float(columns);
        // A hair less than all of it, or the widest would be cut by what rounding adds to it.
        let size_max = NAME.size * ((step - NAME_GAP - 1.0) / widest);
        let tall = Extent::of_vessel(Vessel::Tall);
        let across = (step - NAME_GAP) * tall.height() / tall.width();
        NAME_SIZES.into_iter().filter(move |size| *size <= size_max).filter_map(move |size| {
            let names = Self { columns, rows, step, font: NAME.sized(size), glass: 0.0 };
            let down = (room.height - names.height()) / to_float(rows);
            let glass = down.min(across).min(room.glass_max);
            (glass >= GLASS_MIN).then_some(Self { glass, ..names })
        })
    }

    /// From one row's glasses to the next's.
    fn pitch(&self) -> f32 {
        self.glass + (TO_NAME + BELOW_NAME) * self.font.size
    }

    fn height(&self) -> f32 {
        to_float(self.rows) * self.pitch() - (BELOW_NAME - BELOW_LAST) * self.font.size
    }

    /// Large glasses and large names are worth the same.
    fn worth(&self) -> f32 {
        self.glass * self.font.size
    }
}

/// Returns a drink's glass at its place.
pub(super) fn draw_glass(drink: &Drink, place: Place) -> Shape {
    let extent = Extent::of_vessel(drink.vessel);
    Shape::Icon {
        x: place.x - extent.left * place.scale,
        y: place.bottom - extent.bottom * place.scale,
        size: UNITS * place.scale,
        vessel: drink.vessel,
        layers: drink.layers.clone(),
    }
}
