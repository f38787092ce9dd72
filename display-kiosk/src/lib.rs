//! The board of a Crema booth: how to order on the left, the orders on the right.
//!
//! One scene, several ways out. [`board::Board`] is the content, from the hub's answers;
//! [`scene::Scene`] is the picture in units of a canvas; [`svg`] writes it down for a page, and
//! [`png`] paints it with the system's fonts. The first two are pure functions, so the page, the
//! file and the screen cannot disagree.
//!
//! The daemon `crema-display` follows a hub and keeps a PNG file of the board. Driving a screen
//! over HDMI without a browser is not part of it yet; such a driver would copy [`png::to_pixels`]
//! to the screen.
//!
//! - [`board`], [`screen`]: the content, and the screen that shows it
//! - [`scene`], [`svg`], [`png`]: the picture
//! - [`icon`]: the drink's icon, for every page
//! - [`lettering`], [`qr`], [`palette`], [`fonts`]: the parts of pictures
//! - [`hub`], [`refresher`]: asking a hub, and keeping a picture up to date

pub mod board;
pub mod fonts;
pub mod hub;
pub mod icon;
pub mod lettering;
pub mod palette;
pub mod png;
pub mod qr;
pub mod refresher;
pub mod scene;
pub mod screen;
pub mod svg;

pub use board::{Board, Link, WallClock};
pub use icon::drink_icon;
pub use scene::Scene;
pub use screen::Screen;
