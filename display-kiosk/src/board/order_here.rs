//! Draws the left half: the steps with their QR codes, the code, and its remaining time and drinks;
//! or one large sentence.
//!
//! With the booth's own Wi-Fi there are two steps: join it, type the code. Without one the order's
//! QR code takes the first step's place, and its address is beside the code for those who cannot
//! scan.

use crema_api::Colour;
use crema_api::answers::LiveCode;

use super::Board;
use super::notice::{LeftHalf, Sentence};
use super::phrases::{self, Phrases};
use super::plan::{Left, Plan};
use crate::lettering::{Font, one_line, wrap};
use crate::palette::{ACCENT, LIGHT};
use crate::qr::{Modules, Wifi};
use crate::scene::{Anchor, Mark, Ring, Shape, Text};

/// The order's QR code beside the Wi-Fi's, and its least distance from it: no one must scan the
/// wrong one by accident.
const SMALL_QR: f32 = 180.0;
const SMALL_QR_AWAY: f32 = 130.0;
/// The same on a narrow canvas.
const SMALL_QR_AWAY_NARROW: f32 = 56.0;
const CAPTION: Font = Font::new(22.0, 600);
const CAPTION_PITCH: f32 = 28.0;
const BADGE: Font = Font::new(34.0, 700);
const BADGE_RADIUS: f32 = 28.0;
const STEP: Font = Font::new(39.0, 700).spaced(-0.03);
const SECOND: Font = Font::new(26.0, 500);
const ADDRESS: Font = Font::new(36.0, 500);
/// Space between the letters of a code, since they are read one by one.
const CODE_SPACING: f32 = 0.025;
const TIME: Font = Font::new(30.0, 600);
const HEADLINE: Font = Font::new(120.0, 800).spaced(-0.035);
const HEADLINE_PITCH: f32 = 130.0;
const MORE: Font = Font::new(52.0, 600).spaced(-0.01);
const MORE_PITCH: f32 = 75.5;
/// The same in a second language.
const SECOND_MORE: Font = Font::new(40.0, 500);
const SECOND_MORE_PITCH: f32 = 58.0;
/// Inter's capitals as a part of the font size.
const CAPITALS: f32 = 0.727;

pub(super) fn draw_left_half(
    board: &Board<'_>,
    plan: &Plan,
    left: &LeftHalf<'_>,
    out: &mut Vec<Shape>,
) {
    match left {
        LeftHalf::Order { code } => {
            let second = phrases::current_phrases(board.languages, board.booth_ms);
            match board.wifi {
                Some(wifi) => {
                    draw_badges(&plan.left, accent_colour(board), out);
                    draw_join_and_type(&plan.left, wifi, code, second, out);
                }
                None => draw_scan_or_type(&plan.left, code, second, out),
            }
            draw_code_and_time(&plan.left, code, board, out);
        }
        LeftHalf::Sentence(sentence) => draw_sentence(plan, sentence, out),
    }
}

/// Two steps: the Wi-Fi's QR code large, the order's small and away from it.
fn draw_join_and_type(
    at: &Left,
    wifi: &Wifi,
    code: &LiveCode,
    second: Option<&Phrases>,
    out: &mut Vec<Shape>,
) {
    let indent = 2.0 * BADGE_RADIUS + 18.0;
    draw_step(at.x + indent, at.step_1, "Join the Wi-Fi", second.map(|it| it.join.as_str()), out);
    draw_step(at.x + indent, at.step_2, "Type this code", second.map(|it| it.code.as_str()), out);

    let room = at.right - at.x - SMALL_QR;
    let (size, away) = if room >= at.qr_size + SMALL_QR_AWAY {
        (at.qr_size, (room - at.qr_size).min(SMALL_QR_AWAY + 20.0))
    } else {
        (room - SMALL_QR_AWAY_NARROW, SMALL_QR_AWAY_NARROW)
    };
    draw_qr(at.x, at.qr_y, size, &wifi.qr_text(), out);
    let (x, bottom) = (at.x + size + away, at.qr_y + size);
    draw_qr(x, bottom - 2.0 * CAPTION_PITCH - 9.0 - SMALL_QR, SMALL_QR, &code.url, out);
    for (line, up) in [("Already on the", CAPTION_PITCH), ("Wi-Fi? Scan this.", 0.0)] {
        out.push(Text::new(x, bottom - 6.0 - up, CAPTION, line, LIGHT.ink_2).into());
    }
}

/// One step with two ways: scan, or type at the address that the QR code holds.
fn draw_scan_or_type(at: &Left, code: &LiveCode, second: Option<&Phrases>, out: &mut Vec<Shape>) {
    draw_step(at.x, at.step_1, "Scan to order", second.map(|it| it.scan.as_str()), out);
    draw_qr(at.x, at.qr_y, at.qr_size, &code.url, out);
    let heading = "Or type this code";
    draw_step(at.x, at.step_2, heading, second.map(|it| it.code.as_str()), out);
    let Some(address) = typed_address(&code.url) else { return };
    let text = format!("at {address}");
    let x = at.x + STEP.width(heading) + 12.0;
    let font = ADDRESS.fitting(&text, at.right - x);
    let mut line = Text::new(x, at.step_2 - 5.0, font, text, LIGHT.ink);
    line.mark.id = Some("address");
    out.push(line.into());
}

/// Returns host and port of an address, if they are short enough to be typed.
fn typed_address(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    (!host.is_empty() && host.chars().count() <= 32).then_some(host)
}

/// The crew's colour in place of the accent. The hub has darkened it until the digits on it and it
/// on paper can be read.
fn accent_colour(board: &Board<'_>) -> Colour {
    board.store.and_then(|store| store.branding.accent).unwrap_or(ACCENT)
}

fn draw_badges(at: &Left, fill: Colour, out: &mut Vec<Shape>) {
    let x = at.x + BADGE_RADIUS;
    for (digit, y) in [("1", at.step_1), ("2", at.step_2)] {
        out.push(Shape::Disc { x, y, radius: BADGE_RADIUS, fill });
        let text = Text::new(x, y + 12.0, BADGE, digit, LIGHT.on_accent);
        out.push(text.anchored(Anchor::Middle).into());
    }
}

/// A step's heading with its second language below, around the middle of its badge.
fn draw_step(x: f32, y: f32, heading: &str, second: Option<&str>, out: &mut Vec<Shape>) {
    out.push(Text::new(x, y - 5.0, STEP, heading, LIGHT.ink).into());
    if let Some(second) = second {
        out.push(Text::new(x, y + 37.0, SECOND, second, LIGHT.ink_2).into());
    }
}

fn draw_qr(x: f32, y: f32, size: f32, text: &str, out: &mut Vec<Shape>) {
    if let Some(modules) = Modules::from_text(text) {
        out.push(Shape::Qr { x, y, size, modules });
    }
}

/// Draws the code, and below it its remaining time and drinks.
fn draw_code_and_time(at: &Left, code: &LiveCode, board: &Board<'_>, out: &mut Vec<Shape>) {
    let font = Font::new(at.code_size, 800).spaced(CODE_SPACING);
    let shown = one_line(&code.code);
    let natural = font.width(&shown);
    let mut text = Text::new(at.x, at.code_y, font, shown, LIGHT.ink);
    // A code with a W in it keeps the height that is read from afar, and loses width.
    text.width = Some(natural.min(at.right - at.x));
    text.mark.id = Some("code");
    out.push(text.into());

    let window = code.end_booth_ms.saturating_sub(code.start_booth_ms).max(1);
    let left_ms = code.end_booth_ms.saturating_sub(board.booth_ms).min(window);
    out.push(Shape::Ring(Ring {
        x: at.x + 30.0,
        y: at.ring_y,
        radius: 25.0,
        stroke: 10.0,
        part: part_left(left_ms, window),
        fill: accent_colour(board),
        track: LIGHT.line,
        start_booth_ms: code.start_booth_ms,
        end_booth_ms: code.end_booth_ms,
    }));
    draw_time_left(at, code, left_ms, out);
}

/// Minutes and seconds end at a fixed place, so that nothing beside them moves as they count.
fn draw_time_left(at: &Left, code: &LiveCode, left_ms: u64, out: &mut Vec<Shape>) {
    let y = at.ring_y + 10.0;
    let clock = clock_text(left_ms);
    let widest = if clock.len() > 4 { "00:00" } else { "0:00" };
    let end = at.x + 80.0 + TIME.width(widest);
    let mut time = Text::new(end, y, TIME, clock, LIGHT.ink).anchored(Anchor::End);
    time.mark = Mark {
        id: Some("time-left"),
        data: vec![
            ("start", code.start_booth_ms.to_string()),
            ("end", code.end_booth_ms.to_string()),
        ],
    };
    out.push(time.into());
    out.push(Text::new(end + 8.0, y, TIME, "left", LIGHT.ink).into());
    let drinks = match code.drinks_left {
        1 => "1 drink left".to_owned(),
        count => format!("{count} drinks left"),
    };
    let mut drinks = Text::new(end + 82.0, y, TIME, drinks, LIGHT.ink_2);
    drinks.mark.id = Some("drinks-left");
    out.push(drinks.into());
}

/// Minutes and seconds, up to the next whole second: `0:01` until it is over.
fn clock_text(ms: u64) -> String {
    let seconds = ms.div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn part_left(left_ms: u64, window_ms: u64) -> f32 {
    left_ms as f32 / window_ms as f32
}

/// The sentence in the middle of the paper's height, at its left margin.
fn draw_sentence(plan: &Plan, sentence: &Sentence, out: &mut Vec<Shape>) {
    let at = &plan.left;
    let room = at.right - at.x;
    let headline: Vec<String> =
        sentence.headline.split('\n').flat_map(|line| wrap(line, HEADLINE, room, 3)).collect();
    let more = wrap(&sentence.more, MORE, room, 6);
    let second = wrap(&sentence.second, SECOND_MORE, room, 3);
    let capitals = HEADLINE.size * CAPITALS;
    let headline_height = capitals + HEADLINE_PITCH * (headline.len() - 1) as f32;
    let gap = if more.is_empty() { 0.0 } else { 113.0 - MORE_PITCH };
    let block = headline_height
        + gap
        + MORE_PITCH * more.len() as f32
        + SECOND_MORE_PITCH * second.len() as f32;
    let mut y = (plan.paper.1 - block) / 2.0 + capitals;
    for line in headline {
        out.push(Text::new(at.x, y, HEADLINE, line, LIGHT.ink).into());
        y += HEADLINE_PITCH;
    }
    y += gap + MORE_PITCH - HEADLINE_PITCH;
    for line in more {
        out.push(Text::new(at.x, y, MORE, line, LIGHT.ink_2).into());
        y += MORE_PITCH;
    }
    for line in second {
        out.push(Text::new(at.x, y, SECOND_MORE, line, LIGHT.ink_2).into());
        y += SECOND_MORE_PITCH;
    }
}
