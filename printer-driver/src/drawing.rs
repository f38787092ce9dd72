//! Big type, bars and rules as black dots: drawn as SVG, then reduced to one bit per dot.
//!
//! usvg shapes the text (joins Arabic, finds Japanese in its own font), [`crate::fitting`] breaks
//! it into lines, and [`crate::layout`] decides where each part goes.

use std::fmt::Write as _;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Node, Options, Tree};

use crate::bitmap::Bitmap;
use crate::fonts::{self, FontMissing, INTER};

/// Brightness under which a dot is burnt, of 255: the middle keeps stems as heavy as drawn.
const BLACK_BELOW: u8 = 128;

/// Why something could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// The system lacks a font.
    #[error(transparent)]
    Font(#[from] FontMissing),
    /// The SVG that we wrote does not parse: a fault in this module.
    #[error("the drawing is no SVG: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// A picture without area.
    #[error("a drawing of {width} by {height} dots cannot be made")]
    Area {
        /// Dots.
        width: u32,
        /// Dots.
        height: u32,
    },
}

/// A size and weight of Inter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    /// Em, dots.
    pub size: f32,
    /// 400 to 900, as in CSS.
    pub weight: u16,
    /// Added to every advance, in em.
    pub spacing: f32,
}

impl Type {
    /// Type of `size` dots and `weight`, spaced as the font wants it.
    #[must_use]
    pub const fn new(size: f32, weight: u16) -> Self {
        Self { size, weight, spacing: 0.0 }
    }

    /// The same with `em` added to every advance.
    #[must_use]
    pub const fn spaced(self, em: f32) -> Self {
        Self { spacing: em, ..self }
    }

    /// The same in another size.
    #[must_use]
    pub const fn sized(self, size: f32) -> Self {
        Self { size, ..self }
    }
}

/// Which end of a text is at its `x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// Burnt, or left white on a burnt area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Ink {
    Black,
    White,
}

impl Ink {
    fn colour(self) -> &'static str {
        match self {
            Self::Black => "black",
            Self::White => "white",
        }
    }
}

/// An unfinished drawing, of fixed width and height. Anything beyond its edges is cut off.
#[derive(Debug)]
pub struct Drawing {
    width: u32,
    height: u32,
    body: String,
}

impl Drawing {
    /// Returns white paper of `width` by `height` dots.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        Self { width, height, body: String::new() }
    }

    /// Its height, dots.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Sets `text` with its baseline at `y`.
    pub fn draw_text(&mut self, x: f32, y: f32, anchor: Anchor, text: &str, font: Type, ink: Ink) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        // Writing to a string cannot fail.
        let _ = write!(
            self.body,
            r#"<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{}" font-family="{INTER}" font-size="{}" font-weight="{}" letter-spacing="{}">{}</text>"#,
            ink.colour(),
            font.size,
            font.weight,
            font.spacing * font.size,
            escape_xml(text),
        );
    }

    /// Fills a rectangle.
    pub fn fill_bar(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) {
        let _ = write!(
            self.body,
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{}"/>"#,
            ink.colour()
        );
    }

    /// Draws a frame of `edge` dots, inside the rectangle.
    pub fn draw_frame(&mut self, x: f32, y: f32, width: f32, height: f32, edge: f32) {
        self.fill_bar(x, y, width, height, Ink::Black);
        self.fill_bar(x + edge, y + edge, width - 2.0 * edge, height - 2.0 * edge, Ink::White);
    }

    /// Returns the drawing as dots.
    ///
    /// # Errors
    /// [`DrawError`] when a font is missing or the drawing has no area.
    pub fn burn(&self) -> Result<Bitmap, DrawError> {
        let pixmap = paint_svg(&self.to_svg(), self.width, self.height)?;
        Ok(reduce_to_bits(&pixmap))
    }

    fn to_svg(&self) -> String {
        let (width, height) = (self.width, self.height);
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="{width}" height="{height}" fill="white"/>{}</svg>"#,
            self.body
        )
    }
}

/// Paints an SVG onto white.
pub(crate) fn paint_svg(svg: &str, width: u32, height: u32) -> Result<Pixmap, DrawError> {
    let tree = parse_svg(svg)?;
    let mut pixmap = Pixmap::new(width, height).ok_or(DrawError::Area { width, height })?;
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    Ok(pixmap)
}

fn parse_svg(svg: &str) -> Result<Tree, DrawError> {
    let options = Options {
        fontdb: Arc::clone(&fonts::database()?),
        font_family: INTER.to_owned(),
        ..Options::default()
    };
    Ok(Tree::from_str(svg, &options)?)
}

/// Reduces every pixel to one bit. The painting is opaque, so its premultiplied colours are the
/// true ones.
pub(crate) fn reduce_to_bits(pixmap: &Pixmap) -> Bitmap {
    let mut bitmap = Bitmap::white(pixmap.width(), pixmap.height());
    let positions = (0..pixmap.height()).flat_map(|y| (0..pixmap.width()).map(move |x| (x, y)));
    for ((x, y), pixel) in positions.zip(pixmap.pixels()) {
        // Green is taken for brightness: type is grey, and most of an emoji's brightness is green.
        if pixel.green() < BLACK_BELOW {
            bitmap.blacken(x, y);
        }
    }
    bitmap
}

pub(crate) fn escape_xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Returns the width of `text` in dots, as it would be set.
///
/// # Errors
/// [`DrawError`] when a font is missing.
pub fn text_width(text: &str, font: Type) -> Result<f32, DrawError> {
    Ok(shape_text(text, font)?.map_or(0.0, |text| text.bounding_box().width()))
}

/// Returns `text` without the characters that no installed font has, since they would come out as
/// boxes, and how many glyphs were left out.
///
/// # Errors
/// [`DrawError`] when a font is missing.
pub fn drop_uncovered(text: &str) -> Result<(String, usize), DrawError> {
    let mut kept = text.to_owned();
    let mut lost = 0;
    let Some(shaped) = shape_text(text, Type::new(20.0, 700))? else { return Ok((kept, 0)) };
    for glyph in shaped.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
        // Glyph 0 of every font marks a character that it lacks.
        if glyph.id.0 == 0 && !glyph.text.is_empty() {
            kept = kept.replace(&glyph.text, "");
            lost += 1;
        }
    }
    Ok((kept.trim().to_owned(), lost))
}

fn shape_text(text: &str, font: Type) -> Result<Option<resvg::usvg::Text>, DrawError> {
    let mut drawing = Drawing::new(1, 1);
    drawing.draw_text(0.0, 0.0, Anchor::Start, text, font, Ink::Black);
    let tree = parse_svg(&drawing.to_svg())?;
    Ok(tree.root().children().iter().find_map(|node| match node {
        Node::Text(text) => Some((**text).clone()),
        _ => None,
    }))
}
