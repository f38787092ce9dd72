//! The board: from the hub's answers to a scene.
//!
//! [`Board`] is everything that the picture depends on, the time included; [`Board::scene`] is a
//! function of it and of nothing else. The left half says how to order, or in one sentence why one
//! cannot; the right half shows the orders; the footer shows wait, drinks and occasion.
//!
//! - `plan`: the places on each canvas
//! - [`notice`]: the content of the left half
//! - `order_here`: draws the left half
//! - `queue`: draws the right half; `preparing` and `ready` are its two lists, `names` fits their
//!   names
//! - `invitation`: the same half while there are no orders; `glasses` is its menu
//! - `footer`, `sponsors`: the lines below it
//! - [`phrases`]: second languages

use crema_api::answers::{CodeView, MenuView, Orders, StoreView};

use crate::palette::{ESPRESSO, FOAM};
use crate::qr::Wifi;
use crate::scene::{Group, Mark, Rect, Scene, Shape};
use crate::screen::Screen;

mod footer;
mod glasses;
mod invitation;
mod names;
pub mod notice;
mod order_here;
pub mod phrases;
mod plan;
mod preparing;
mod queue;
mod ready;
mod sponsors;

use notice::LeftHalf;
use phrases::Phrases;
use plan::Plan;

/// How strongly the last known state is shown while the hub cannot be reached.
const OPACITY_RECONNECTING: f32 = 0.6;

/// Whether the board is up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Link {
    /// Every change arrives as it happens.
    #[default]
    Live,
    /// The hub cannot be reached; the board shows the last known state.
    Reconnecting,
}

/// The time on people's watches; known only if something has set the booth's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WallClock {
    /// Today, `2026-11-24`.
    pub date: String,
    /// Minutes since midnight.
    pub minute_of_day: u16,
}

/// Everything that the board's picture depends on. A field that is `None` is not known yet.
#[derive(Debug, Clone)]
pub struct Board<'a> {
    /// The store, its settings and its occasion.
    pub store: Option<&'a StoreView>,
    /// The code to show.
    pub code: Option<&'a CodeView>,
    /// The open orders.
    pub orders: Option<&'a Orders>,
    /// The menu, for the icons.
    pub menu: Option<&'a MenuView>,
    /// Booth time now, ms.
    pub booth_ms: u64,
    /// Wall time now, if it can be believed.
    pub wall: Option<WallClock>,
    /// The screen.
    pub screen: Screen,
    /// Whether the answers above are fresh.
    pub link: Link,
    /// The booth's own Wi-Fi, if it has one.
    pub wifi: Option<&'a Wifi>,
    /// Second languages, shown in turns.
    pub languages: &'a [Phrases],
}

impl Board<'_> {
    /// Returns a board that knows nothing yet.
    #[must_use]
    pub fn new(screen: Screen) -> Self {
        Self {
            store: None,
            code: None,
            orders: None,
            menu: None,
            booth_ms: 0,
            wall: None,
            screen,
            link: Link::Live,
            wifi: None,
            languages: &[],
        }
    }

    /// Returns the picture.
    #[must_use]
    pub fn scene(&self) -> Scene {
        let plan = Plan::for_screen(self.screen, sponsors::has_sponsors(self));
        let left = LeftHalf::from_board(self);
        let mut known = Vec::new();
        order_here::draw_left_half(self, &plan, &left, &mut known);
        queue::draw_queue(self, &plan, &mut known);
        let wait_or_lost = footer::draw_footer(self, &plan, &mut known);
        sponsors::draw_sponsors(self, &plan.right, &mut known);

        let mut shapes = vec![paper(&plan)];
        if self.link == Link::Reconnecting {
            let faded =
                Group { opacity: OPACITY_RECONNECTING, mark: Mark::default(), shapes: known };
            shapes.push(Shape::Group(faded));
        } else {
            shapes.append(&mut known);
        }
        shapes.extend(wait_or_lost);
        Scene {
            screen: self.screen,
            width: plan.width,
            height: plan.height,
            ground: ESPRESSO,
            label: left.label(),
            shapes,
        }
    }
}

/// The light half.
fn paper(plan: &Plan) -> Shape {
    Rect { x: 0.0, y: 0.0, width: plan.paper.0, height: plan.paper.1, radius: 0.0, fill: FOAM }
        .into()
}
