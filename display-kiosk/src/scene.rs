//! The parts of a scene: shapes and text at places, in units of a canvas. They know nothing of
//! orders or of pixels.
//!
//! A scene is a value. The same board makes the same scene; [`crate::svg`] writes it down for a
//! page and [`crate::png`] paints it.

use crema_api::Colour;
use crema_api::menu::{Layer, Vessel};

use crate::lettering::Font;
use crate::qr::Modules;
use crate::screen::Screen;

/// A picture before it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// The screen it is for: the size of the picture, px.
    pub screen: Screen,
    /// Width of the canvas, units.
    pub width: f32,
    /// Height of the canvas, units.
    pub height: f32,
    /// Colour of the canvas where no shape covers it.
    pub ground: &'static str,
    /// The picture in a few words, for those who do not see it.
    pub label: String,
    /// The shapes, from the back to the front.
    pub shapes: Vec<Shape>,
}

/// One thing on the canvas.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A rectangle, perhaps with round corners.
    Rect(Rect),
    /// A filled disc.
    Disc {
        /// Centre.
        x: f32,
        /// Centre.
        y: f32,
        /// Radius.
        radius: f32,
        /// Colour.
        fill: Colour,
    },
    /// A ring of which a part is left, from the top clockwise.
    Ring(Ring),
    /// A line of text.
    Text(Text),
    /// A QR code on white, its quiet zone within its size.
    Qr {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// Width and height, quiet zone included.
        size: f32,
        /// Its dark modules.
        modules: Modules,
    },
    /// A drink's icon.
    Icon {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// Width and height.
        size: f32,
        /// Its glass.
        vessel: Vessel,
        /// Its layers, from the bottom up.
        layers: Vec<Layer>,
    },
    /// Shapes that belong together.
    Group(Group),
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Rect {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    /// Radius of the corners; 0 is square.
    pub radius: f32,
    pub fill: &'static str,
}

/// A ring that runs down.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Ring {
    pub x: f32,
    pub y: f32,
    /// Radius of the line's middle.
    pub radius: f32,
    /// Width of the line.
    pub stroke: f32,
    /// The part that is left, 0 to 1.
    pub part: f32,
    /// Colour of what is left.
    pub fill: Colour,
    /// Colour of what is gone.
    pub track: &'static str,
    /// Booth time at which it was full, ms.
    pub start_booth_ms: u64,
    /// Booth time at which it will be empty, ms.
    pub end_booth_ms: u64,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Place of the anchor.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// Font size, and space between letters. Each piece has its own weight.
    pub font: Font,
    /// Which end of the line is at `x`.
    pub anchor: Anchor,
    /// Width that the line takes whatever font draws it, for a word that must fit at full height;
    /// `None` for the natural one.
    pub width: Option<f32>,
    /// Pieces of one line, each in its weight and colour.
    pub runs: Vec<Run>,
    /// The mark by which a page's script finds it.
    pub mark: Mark,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Run {
    pub text: String,
    /// 100 to 900.
    pub weight: u16,
    pub fill: &'static str,
}

/// Which end of a line of text is at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// How a page's script finds a part of the picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// `id` in the document, unique.
    pub id: Option<&'static str>,
    /// Names and values of `data-` attributes.
    pub data: Vec<(&'static str, String)>,
}

/// Shapes that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// 0 is invisible, 1 is full.
    pub opacity: f32,
    /// The mark by which a page's script finds it.
    pub mark: Mark,
    /// From the back to the front.
    pub shapes: Vec<Shape>,
}

impl Text {
    /// A line in one font and colour that begins at `x`.
    #[must_use]
    pub fn new(x: f32, y: f32, font: Font, text: impl Into<String>, fill: &'static str) -> Self {
        Self {
            x,
            y,
            font,
            anchor: Anchor::Start,
            width: None,
            runs: vec![Run::new(text, font.weight, fill)],
            mark: Mark::default(),
        }
    }

    /// The same with the other end, or its middle, at `x`.
    #[must_use]
    pub fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

impl Run {
    /// A piece of text.
    #[must_use]
    pub fn new(text: impl Into<String>, weight: u16, fill: &'static str) -> Self {
        Self { text: text.into(), weight, fill }
    }
}

impl From<Text> for Shape {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<Rect> for Shape {
    fn from(rect: Rect) -> Self {
        Self::Rect(rect)
    }
}
