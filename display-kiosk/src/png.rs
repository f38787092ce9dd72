//! A scene painted: SVG to pixels with the system's fonts.
//!
//! [`crate::fonts`] decides which fonts these are. A screen of another shape than the canvas
//! (neither 16 : 9 nor anything near it) shows the scene's ground at its edges.

use crema_api::Colour;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Options, Tree};

use crate::fonts;
use crate::scene::Scene;
use crate::svg;

/// Why a scene could not be painted.
#[derive(Debug, thiserror::Error)]
pub enum PaintError {
    /// No font at all: a board without letters is worse than a message.
    #[error(
        "no fonts in {}; install fonts-inter, fonts-noto-core and fonts-noto-cjk",
        fonts::FOLDER
    )]
    NoFonts,
    /// The SVG was not understood.
    #[error("the scene's SVG could not be read")]
    Svg(#[from] usvg::Error),
    /// No memory for a picture of this size.
    #[error("no room for a picture of {0}x{1}")]
    TooLarge(u32, u32),
    /// The pixels could not be written as PNG.
    #[error("the picture could not be written as PNG: {0}")]
    Encoding(String),
}

/// A picture as pixels, row by row from the upper left, four bytes each: red, green, blue, alpha.
/// A board is opaque, so alpha is 255 everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width, px.
    pub width: u32,
    /// Height, px.
    pub height: u32,
    /// `4 * width * height` bytes.
    pub rgba: Vec<u8>,
}

/// Returns the scene as a PNG file of the scene's screen size.
///
/// # Errors
/// If there are no fonts or no memory for it.
pub fn to_png(scene: &Scene) -> Result<Vec<u8>, PaintError> {
    paint(scene)?.encode_png().map_err(|error| PaintError::Encoding(error.to_string()))
}

/// Returns the scene as pixels, for a screen driven without a browser.
///
/// # Errors
/// If there are no fonts or no memory for it.
pub fn to_pixels(scene: &Scene) -> Result<Pixels, PaintError> {
    let picture = paint(scene)?;
    Ok(Pixels { width: picture.width(), height: picture.height(), rgba: picture.take() })
}

/// Returns the scene with every text laid out by the system's fonts, for measuring.
///
/// # Errors
/// If there are no fonts.
pub fn lay_out(scene: &Scene) -> Result<Tree, PaintError> {
    let fontdb = fonts::installed_fonts();
    if fontdb.is_empty() {
        return Err(PaintError::NoFonts);
    }
    let options = Options { fontdb, font_resolver: fonts::resolver(), ..Options::default() };
    Ok(Tree::from_str(&svg::to_svg(scene), &options)?)
}

fn paint(scene: &Scene) -> Result<Pixmap, PaintError> {
    let tree = lay_out(scene)?;
    let (width, height) = (scene.screen.width(), scene.screen.height());
    let mut picture = Pixmap::new(width, height).ok_or(PaintError::TooLarge(width, height))?;
    picture.fill(colour(scene.ground));
    // The document of `svg` has the screen's size, so the tree is already scaled to fit it.
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    Ok(picture)
}

/// Returns a token's colour as the painter wants it.
fn colour(hex: &str) -> resvg::tiny_skia::Color {
    let [red, green, blue] = Colour::parse(hex).map(Colour::parts).unwrap_or_default();
    resvg::tiny_skia::Color::from_rgba8(red, green, blue, 255)
}
