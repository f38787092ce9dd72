//! Writes a scene down as SVG, for a page or for [`crate::png`].
//!
//! The picture scales with the element around it (`viewBox`). Parts that a script may move carry an
//! id: `ring` and `time-left`, with `data-start` and `data-end` in booth ms; bars of ready drinks
//! carry `data-order` and `data-calls`, how often they were called again. Everything from outside
//! is escaped here, in one place.

use std::f32::consts::TAU;
use std::fmt::Write as _;

use crate::icon;
use crate::palette::{FOAM, QR_DARK, QR_LIGHT};
use crate::qr::{Modules, QUIET_MODULES};
use crate::scene::{Anchor, Group, Mark, Ring, Scene, Shape, Text};

/// The board's fonts: packages on the image, and a browser's own font where they are missing.
pub const FONT_FAMILY: &str = "Inter, 'Noto Sans', 'Noto Sans CJK JP', sans-serif";
/// From this module size on, units, modules are drawn on whole units: crisp edges are read from
/// further away, and the rest of the square only widens the quiet zone.
const WHOLE_MODULE_MIN: f32 = 8.0;
/// Corners of a QR code's white square.
const QR_RADIUS: f32 = 16.0;

/// Returns the scene as one SVG document.
#[must_use]
pub fn draw(scene: &Scene) -> String {
    let mut svg = Svg(String::with_capacity(16 * 1024));
    let (width, height) = (num(scene.width), num(scene.height));
    svg.put(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"{}\" font-family=\"{FONT_FAMILY}\" \
         style=\"font-variant-numeric:tabular-nums;background:{}\">",
        scene.screen.width(),
        scene.screen.height(),
        escaped(&scene.label),
        scene.ground
    ));
    svg.put(format_args!(
        "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
        scene.ground
    ));
    svg.shapes(&scene.shapes);
    svg.put(format_args!("</svg>"));
    svg.0
}

struct Svg(String);

impl Svg {
    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing into a String cannot fail.
        let _ = self.0.write_fmt(text);
    }

    fn shapes(&mut self, shapes: &[Shape]) {
        for shape in shapes {
            self.shape(shape);
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect(rect) => self.put(format_args!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{}\"/>",
                num(rect.x),
                num(rect.y),
                num(rect.width),
                num(rect.height),
                num(rect.radius),
                rect.fill
            )),
            Shape::Disc { x, y, radius, fill } => self.put(format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\"/>",
                num(*x),
                num(*y),
                num(*radius)
            )),
            Shape::Ring(ring) => self.ring(ring),
            Shape::Text(text) => self.text(text),
            Shape::Qr { x, y, size, modules } => self.qr(*x, *y, *size, modules),
            Shape::Icon { x, y, size, vessel, layers } => self.put(format_args!(
                "<g transform=\"translate({} {}) scale({})\">{}</g>",
                num(*x),
                num(*y),
                size / icon::UNITS,
                icon::glass(*vessel, layers, FOAM, true)
            )),
            Shape::Group(group) => self.group(group),
        }
    }

    fn group(&mut self, group: &Group) {
        self.put(format_args!("<g"));
        if group.opacity < 1.0 {
            self.put(format_args!(" opacity=\"{}\"", num(group.opacity)));
        }
        self.mark(&group.mark);
        self.put(format_args!(">"));
        self.shapes(&group.shapes);
        self.put(format_args!("</g>"));
    }

    fn mark(&mut self, mark: &Mark) {
        if let Some(id) = mark.id {
            self.put(format_args!(" id=\"{id}\""));
        }
        for (name, value) in &mark.data {
            self.put(format_args!(" data-{name}=\"{}\"", escaped(value)));
        }
    }

    fn ring(&mut self, ring: &Ring) {
        let around = TAU * ring.radius;
        let left = num(around * ring.part.clamp(0.0, 1.0));
        let (x, y, radius, stroke) = (num(ring.x), num(ring.y), num(ring.radius), num(ring.stroke));
        self.put(format_args!(
            "<g fill=\"none\" stroke-width=\"{stroke}\"><circle cx=\"{x}\" cy=\"{y}\" \
             r=\"{radius}\" stroke=\"{}\"/><circle id=\"ring\" cx=\"{x}\" cy=\"{y}\" \
             r=\"{radius}\" stroke=\"{}\" stroke-dasharray=\"{left} {}\" \
             transform=\"rotate(-90 {x} {y})\" data-start=\"{}\" data-end=\"{}\"/></g>",
            ring.track,
            ring.fill,
            num(around),
            ring.start_booth_ms,
            ring.end_booth_ms
        ));
    }

    fn text(&mut self, text: &Text) {
        self.put(format_args!("<text x=\"{}\" y=\"{}\"", num(text.x), num(text.y)));
        if let Some(width) = text.width {
            self.put(format_args!(
                " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"",
                num(width)
            ));
        }
        self.put(format_args!(" font-size=\"{}\"", num(text.font.size)));
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.put(format_args!(" text-anchor=\"middle\"")),
            Anchor::End => self.put(format_args!(" text-anchor=\"end\"")),
        }
        let spacing = text.font.spacing * text.font.size;
        if spacing != 0.0 {
            self.put(format_args!(" letter-spacing=\"{}\"", num(spacing)));
        }
        self.mark(&text.mark);
        if let [run] = text.runs.as_slice() {
            self.put(format_args!(
                " font-weight=\"{}\" fill=\"{}\">{}</text>",
                run.weight,
                run.fill,
                escaped(&run.text)
            ));
            return;
        }
        self.put(format_args!(" xml:space=\"preserve\">"));
        for run in &text.runs {
            self.put(format_args!(
                "<tspan font-weight=\"{}\" fill=\"{}\">{}</tspan>",
                run.weight,
                run.fill,
                escaped(&run.text)
            ));
        }
        self.put(format_args!("</text>"));
    }

    #[allow(clippy::cast_precision_loss)] // A code has at most 177 modules a side.
    fn qr(&mut self, x: f32, y: f32, size: f32, modules: &Modules) {
        let mut module = size / (modules.side() + 2 * QUIET_MODULES) as f32;
        if module >= WHOLE_MODULE_MIN {
            module = module.floor();
        }
        let quiet = (size - module * modules.side() as f32) / 2.0;
        let (left, top) = ((x + quiet).round(), (y + quiet).round());
        self.put(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{QR_RADIUS}\" \
             fill=\"{QR_LIGHT}\"/><path transform=\"translate({} {}) scale({module})\" \
             shape-rendering=\"crispEdges\" fill=\"{QR_DARK}\" d=\"",
            num(x),
            num(y),
            num(size),
            num(size),
            num(left),
            num(top)
        ));
        for run in modules.runs() {
            self.put(format_args!("M{} {}h{}v1h-{}z", run.x, run.y, run.length, run.length));
        }
        self.put(format_args!("\"/>"));
    }
}

/// Returns a number to a hundredth of a unit, without trailing zeros.
fn num(value: f32) -> String {
    format!("{}", (value * 100.0).round() / 100.0)
}

/// Returns `text` escaped for an element or a quoted attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
    out
}
