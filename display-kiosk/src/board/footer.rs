//! The footer's first line: wait, drinks, occasion; and the word for a lost connection. The
//! sponsors' line below it is in `sponsors`.

use crema_api::answers::StoreView;
use crema_api::store::StoreState;

use super::plan::Plan;
use super::{Board, Link};
use crate::lettering::{Font, one_line, shorten};
use crate::palette::{DARK, FOAM};
use crate::scene::{Anchor, Rect, Run, Shape, Text};

const FONT: Font = Font::new(28.0, 700);
/// Least size, on canvases where the line would not fit otherwise.
const SIZE_MIN: f32 = 22.0;
const BOLD: u16 = 700;
const PLAIN: u16 = 400;
/// Least space between two of the three, units.
const APART: f32 = 26.0;

/// Draws the footer and returns its first piece, the wait or the word for a lost connection: that
/// word is drawn in full strength where all else is faded.
pub(super) fn draw_footer(board: &Board<'_>, plan: &Plan, out: &mut Vec<Shape>) -> Option<Shape> {
    let at = &plan.right;
    out.push(
        Rect {
            x: at.x,
            y: at.line_y,
            width: at.right - at.x,
            height: 2.0,
            radius: 0.0,
            fill: DARK.line,
        }
        .into(),
    );
    let lost = board.link == Link::Reconnecting;
    let first = |font, runs: Vec<Run>| {
        (!runs.is_empty()).then(|| Shape::Text(text_line(at.x, at.footer_y, font, runs)))
    };
    let reconnecting = vec![strong_run("Reconnecting…")];
    let Some(store) = board.store else {
        return first(FONT, if lost { reconnecting } else { Vec::new() });
    };
    let wait = if lost { reconnecting } else { wait_runs(store) };
    let drinks = drinks_runs(store, board);
    let name = one_line(&store.occasion.name);

    let room = at.right - at.x - 2.0 * APART;
    let natural = runs_width(&wait, FONT) + runs_width(&drinks, FONT) + FONT.width(&name);
    let font = FONT.sized((FONT.size * room / natural).clamp(SIZE_MIN, FONT.size));
    let wait_end = at.x + runs_width(&wait, font);
    let drinks_width = runs_width(&drinks, font);
    let name_room = at.right - wait_end - drinks_width - 2.0 * APART;
    let occasion = occasion_runs(&shorten(&name, font, name_room));
    let free = at.right - runs_width(&occasion, font) - wait_end;
    // Without a wait to show, the drinks take its place.
    let drinks_x = if wait_end > at.x { wait_end + (free - drinks_width) / 2.0 } else { at.x };
    if !drinks.is_empty() {
        out.push(text_line(drinks_x, at.footer_y, font, drinks).into());
    }
    out.push(text_line(at.right, at.footer_y, font, occasion).anchored(Anchor::End).into());
    first(font, wait)
}

/// Returns the wait of a new order; nothing if no order is taken for the rest of the day.
fn wait_runs(store: &StoreView) -> Vec<Run> {
    match (store.store.state, store.expected_wait_min) {
        (StoreState::Closed | StoreState::LastOrders, _) => Vec::new(),
        (_, 0) => vec![strong_run("No"), quiet_run(" wait")],
        (_, minutes) => vec![strong_run(&format!("{minutes} min")), quiet_run(" wait")],
    }
}

/// Returns the count of drinks. The booth counts by occasion: that is today's count only if the
/// occasion began today.
fn drinks_runs(store: &StoreView, board: &Board<'_>) -> Vec<Run> {
    // None yet is nothing to boast of.
    if store.drinks_made == 0 {
        return Vec::new();
    }
    let occasion = &store.occasion;
    let today = board.wall.as_ref().map(|wall| wall.date.as_str());
    let one_day = match occasion.start.as_deref() {
        None => true,
        Some(start) => occasion.end.as_deref() == Some(start) || today == Some(start),
    };
    let noun = if store.drinks_made == 1 { "drink" } else { "drinks" };
    let since = if one_day { "today" } else { "so far" };
    vec![strong_run(&store.drinks_made.to_string()), quiet_run(&format!(" {noun} {since}"))]
}

/// "Coffee at" quietly and the place strongly; a name of another form is strong as a whole.
fn occasion_runs(name: &str) -> Vec<Run> {
    match name.split_once(" at ") {
        Some((what, place)) => vec![quiet_run(&format!("{what} at ")), strong_run(place)],
        None => vec![strong_run(name)],
    }
}

fn strong_run(text: &str) -> Run {
    Run::new(text, BOLD, FOAM)
}

fn quiet_run(text: &str) -> Run {
    Run::new(text, PLAIN, DARK.ink_2)
}

fn text_line(x: f32, y: f32, font: Font, runs: Vec<Run>) -> Text {
    Text { runs, ..Text::new(x, y, font, "", FOAM) }
}

fn runs_width(runs: &[Run], font: Font) -> f32 {
    runs.iter().map(|run| Font { weight: run.weight, ..font }.width(&run.text)).sum()
}
