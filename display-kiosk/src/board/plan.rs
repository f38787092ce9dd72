//! The places on each canvas, in units.
//!
//! Landscape has the paper at the left, portrait has it above. At 4 : 3 the paper takes a little
//! more of the width, so that a code keeps its height. The content of a place is decided elsewhere.

use crate::screen::Screen;

/// Height that the footer's second line, the sponsors', takes from the orders, units.
const STRIP: f32 = 42.0;

/// Margin for screens that cut off their edges, as a part of the canvas's width.
const MARGIN: f32 = 0.035;
/// Share of the width that is paper.
const PAPER: f32 = 0.475;
/// The same on a canvas too narrow for six capitals in [`PAPER`] of it.
const PAPER_NARROW: f32 = 0.52;
/// Width below which a landscape canvas is narrow, units: 3 : 2.
const NARROW: f32 = 1620.0;
/// From the right half's edge to the list of ready drinks, as a part of its width.
const READY_FROM: f32 = 0.43;

/// The places of one canvas.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// The canvas.
    pub width: f32,
    pub height: f32,
    /// Width and height of the paper, from the upper left corner.
    pub paper: (f32, f32),
    pub left: Left,
    pub right: Right,
}

/// How to order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Left {
    /// Left and right edge of the text.
    pub x: f32,
    pub right: f32,
    /// Middle of each step's badge; its heading goes by it.
    pub step_1: f32,
    pub step_2: f32,
    /// The large QR code's upper edge and size.
    pub qr_y: f32,
    pub qr_size: f32,
    /// The code's font size and baseline.
    pub code_size: f32,
    pub code_y: f32,
    /// Middle of the ring.
    pub ring_y: f32,
}

/// The orders.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Right {
    pub x: f32,
    pub ready_x: f32,
    #[expect(clippy::struct_field_names, reason = "its edge, as in `Left`")]
    pub right: f32,
    /// Baseline of the headings.
    pub heading_y: f32,
    /// Baseline of the first number that is being made, the pitch of the rows, and how many there
    /// are.
    pub row_y: f32,
    pub row_pitch: f32,
    pub rows: usize,
    /// Upper edge, height and pitch of the green bars, and how many there are.
    pub bar_y: f32,
    pub bar_height: f32,
    pub bar_pitch: f32,
    pub bars: usize,
    /// The line above the footer, and its baseline.
    pub line_y: f32,
    pub footer_y: f32,
    /// Baseline of the sponsors' strip; the footer's own without a strip.
    pub strip_y: f32,
}

impl Plan {
    /// Returns the places on the canvas of `screen`, with a strip of sponsors or without.
    pub fn for_screen(screen: Screen, with_strip: bool) -> Self {
        let (width, height) = screen.canvas();
        let strip = if with_strip { STRIP } else { 0.0 };
        if screen.is_portrait() {
            Self::portrait(width, height, strip)
        } else {
            Self::landscape(width, height, strip)
        }
    }

    fn landscape(width: f32, height: f32, strip: f32) -> Self {
        let margin = (width * MARGIN).round();
        let share = if width < NARROW { PAPER_NARROW } else { PAPER };
        let split = (width * share).round();
        let (x, right) = (split + 52.0, width - margin);
        Self {
            width,
            height,
            paper: (split, height),
            left: Left {
                x: margin,
                right: split - 43.0,
                step_1: 86.0,
                step_2: 718.0,
                qr_y: 156.0,
                qr_size: 492.0,
                code_size: 180.0,
                code_y: 940.0,
                ring_y: 1014.0,
            },
            right: Right {
                x,
                ready_x: (x + READY_FROM * (right - x)).round(),
                right,
                heading_y: 83.0,
                row_y: 182.0,
                row_pitch: 88.0,
                rows: 9,
                bar_y: 116.0,
                bar_height: 92.0,
                bar_pitch: 102.0,
                bars: 8,
                line_y: 985.0 - strip,
                footer_y: 1033.0 - strip,
                strip_y: 1033.0,
            },
        }
    }

    /// Steps and orders keep their distances; the orders get the height of a longer canvas.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few rows, never below 0"
    )]
    fn portrait(width: f32, height: f32, strip: f32) -> Self {
        let x = 56.0;
        // The picture is 16 : 9. Shorter canvases have less paper, down to 3 : 4.
        let split = (1150.0 + (height - 1920.0).min(0.0) * 0.45).round();
        let short = 1150.0 - split;
        let line_y = height - 115.0 - strip;
        let room = line_y - split;
        let (row_pitch, bar_pitch) = (80.0, 94.0);
        Self {
            width,
            height,
            paper: (width, split),
            left: Left {
                x,
                right: width - x,
                step_1: 106.0,
                step_2: 742.0 - short,
                qr_y: 175.0,
                qr_size: 500.0 - short,
                code_size: 218.0,
                code_y: 1000.0 - short,
                ring_y: 1080.0 - short,
            },
            right: Right {
                x,
                ready_x: 470.0,
                right: width - x,
                heading_y: split + 87.0,
                row_y: split + 182.0,
                row_pitch,
                rows: ((room - 175.0) / row_pitch) as usize,
                bar_y: split + 120.0,
                bar_height: 84.0,
                bar_pitch,
                bars: ((room - 120.0) / bar_pitch) as usize,
                line_y,
                footer_y: height - 67.0 - strip,
                strip_y: height - 67.0,
            },
        }
    }
}
