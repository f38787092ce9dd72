//! The right half of a board without orders: one large glass, a sentence, and the menu below.
//!
//! This is the one place that decides whether the board invites and in which words; `glasses` has
//! the menu's rows.

use crema_api::menu::Drink;
use crema_api::store::StoreState;

use super::glasses::{Glasses, Place, Room, draw_glass};
use super::plan::Right;
use super::queue::{FIGURE_HALF, to_float};
use super::{Board, Link, notice};
use crate::icon::Extent;
use crate::lettering::{Font, wrap_evenly};
use crate::palette::FOAM;
use crate::scene::{Group, Mark, Shape, Text};

const NOBODY_WAITS: [&str; 2] = ["Nobody is waiting.", "Yours could be the first."];
const FIRST_OF_ALL: [&str; 1] = ["Yours could be the first."];
/// Where a place in the queue cannot be promised.
const ON_THE_MENU: [&str; 1] = ["On the menu"];

const SENTENCE: Font = Font::new(72.0, 700).spaced(-0.025);
/// No smaller than what a hall can read.
const SENTENCE_SIZE_MIN: f32 = 36.0;
const SENTENCE_LINES_MAX: usize = 3;
const SENTENCE_PITCH: f32 = 1.2;
/// From the headings' baseline to the large glass, and from the menu to the footer's line.
const BELOW_HEADINGS: f32 = 46.0;
const ABOVE_FOOTER: f32 = 30.0;
/// Between the large glass and its sentences, and between it and the menu.
const BESIDE_HERO: f32 = 50.0;
const BELOW_HERO: f32 = 46.0;
/// The large glass's least height as a part of the room's, and the same over a long menu.
const HERO_PARTS: [f32; 2] = [0.34, 0.25];
/// Its width at most, as a part of the room's.
const HERO_WIDTH_PART: f32 = 0.33;
/// The menu's glasses at most, as a part of the large one's least height.
const GLASS_PART: f32 = 0.55;

/// The content of the right half while it has no orders.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Invitation<'a> {
    sentences: &'static [&'static str],
    /// The first is drawn large. There is one.
    drinks: Vec<&'a Drink>,
}

impl<'a> Invitation<'a> {
    /// Returns what a board without orders shows in place of its lists; `None` if it has nothing
    /// to offer.
    pub(super) fn from_board(board: &Board<'a>) -> Option<Self> {
        let (store, menu) = (board.store?, board.menu?);
        if board.orders.is_none() || store.drinks_ahead > 0 {
            return None;
        }
        // As long as the hub cannot be reached, no one knows who waits.
        let sentences: &[&str] = match store.store.state {
            StoreState::Open if board.link == Link::Live && store.has_room => &NOBODY_WAITS,
            StoreState::Open | StoreState::Paused => &ON_THE_MENU,
            StoreState::Closed if notice::opens_soon(store, board.wall.as_ref()) => &FIRST_OF_ALL,
            StoreState::Closed | StoreState::LastOrders | StoreState::Unknown(_) => return None,
        };
        let drinks: Vec<&Drink> = menu.menu.drinks.iter().filter(|it| it.available).collect();
        (!drinks.is_empty()).then_some(Self { sentences, drinks })
    }
}

pub(super) fn draw_invitation(invitation: &Invitation<'_>, at: &Right, out: &mut Vec<Shape>) {
    let Some(first) = invitation.drinks.first() else { return };
    let width = at.right - at.x;
    let (top, bottom) = (at.heading_y + BELOW_HEADINGS, at.line_y - ABOVE_FOOTER);
    let lay_out = |part: f32| {
        let least = part * (bottom - top);
        let height = bottom - top - least - BELOW_HERO;
        let room = Room { x: at.x, width, height, glass_max: GLASS_PART * least };
        Glasses::lay_out(&invitation.drinks, room)
    };
    let [large, small] = HERO_PARTS;
    let menu = Some(lay_out(large)).filter(Glasses::is_roomy).unwrap_or_else(|| lay_out(small));

    let extent = Extent::of_vessel(first.vessel);
    let shape = extent.width() / extent.height();
    let left = bottom - top - menu.height() - BELOW_HERO;
    let height = left.min(HERO_WIDTH_PART * width / shape);
    // Room that neither needs is above, between and below them.
    let spare = (left - height).max(0.0) / 3.0;
    let hero = Place { x: at.x, bottom: top + spare + height, scale: height / extent.height() };

    let mut shapes = vec![draw_glass(first, hero)];
    let x = at.x + height * shape + BESIDE_HERO;
    let middle = hero.bottom - height / 2.0;
    let beside = SentenceRoom { x, width: at.right - x, middle, height };
    draw_sentences(invitation.sentences, beside, &mut shapes);
    menu.draw(hero.bottom + BELOW_HERO + spare, &mut shapes);
    let mark = Mark { id: Some("invitation"), data: Vec::new() };
    out.push(Shape::Group(Group { opacity: 1.0, mark, shapes }));
}

/// The place of the sentences beside the large glass.
#[derive(Debug, Clone, Copy)]
struct SentenceRoom {
    x: f32,
    width: f32,
    middle: f32,
    height: f32,
}

/// As large as few lines of them can be, around the middle of the glass.
fn draw_sentences(sentences: &[&str], room: SentenceRoom, out: &mut Vec<Shape>) {
    let mut font = SENTENCE;
    let broken = |font: Font| -> Vec<String> {
        let wrapped =
            sentences.iter().map(|it| wrap_evenly(it, font, room.width, SENTENCE_LINES_MAX));
        wrapped.flatten().collect()
    };
    let fits = |font: Font, lines: usize| {
        lines <= SENTENCE_LINES_MAX && to_float(lines) * font.size * SENTENCE_PITCH <= room.height
    };
    let mut lines = broken(font);
    while !fits(font, lines.len()) && font.size > SENTENCE_SIZE_MIN {
        font = font.sized(font.size - 2.0);
        lines = broken(font);
    }
    let pitch = font.size * SENTENCE_PITCH;
    let mut y = room.middle - (to_float(lines.len()) - 1.0) * pitch / 2.0 + FIGURE_HALF * font.size;
    for line in lines {
        out.push(Text::new(room.x, y, font, line, FOAM).into());
        y += pitch;
    }
}
