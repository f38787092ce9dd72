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
pub fn to_svg(scene: &Scene) -> String {
    let mut svg = Svg(String::with_capacity(16 * 1024));
    let (width, height) = (format_number(scene.width), format_number(scene.height));
    svg.push(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"{}\" font-family=\"{FONT_FAMILY}\" \
         style=\"font-variant-numeric:tabular-nums;background:{}\">",
        scene.screen.width(),
        scene.screen.height(),
        escaped(&scene.label),
        scene.ground
    ));
    svg.push(format_args!(
        "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
        scene.ground
    ));
    svg.push_shapes(&scene.shapes);
    svg.push(format_args!("</svg>"));
    svg.0
}

struct Svg(String);

impl Svg {
    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing into a String cannot fail.
        let _ = self.0.write_fmt(text);
    }

    fn push_shapes(&mut self, shapes: &[Shape]) {
        for shape in shapes {
            self.push_shape(shape);
        }
    }

    fn push_shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect(rect) => self.push(format_args!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{}\"/>",
                format_number(rect.x),
                format_number(rect.y),
                format_number(rect.width),
                format_number(rect.height),
                format_number(rect.radius),
                rect.fill
            )),
            Shape::Disc { x, y, radius, fill } => self.push(format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\"/>",
                format_number(*x),
                format_number(*y),
                format_number(*radius)
            )),
            Shape::Ring(ring) => self.push_ring(ring),
            Shape::Text(text) => self.push_text(text),
            Shape::Qr { x, y, size, modules } => self.push_qr(*x, *y, *size, modules),
            Shape::Icon { x, y, size, vessel, layers } => self.push(format_args!(
                "<g transform=\"translate({} {}) scale({})\">{}</g>",
                format_number(*x),
                format_number(*y),
                size / icon::UNITS,
                icon::glass_shapes(*vessel, layers, FOAM, true)
            )),
            Shape::Group(group) => self.push_group(group),
        }
    }

    fn push_group(&mut self, group: &Group) {
        self.push(format_args!("<g"));
        if group.opacity < 1.0 {
            self.push(format_args!(" opacity=\"{}\"", format_number(group.opacity)));
        }
        self.push_mark(&group.mark);
        self.push(format_args!(">"));
        self.push_shapes(&group.shapes);
        self.push(format_args!("</g>"));
    }

    fn push_mark(&mut self, mark: &Mark) {
        if let Some(id) = mark.id {
            self.push(format_args!(" id=\"{id}\""));
        }
        for (name, value) in &mark.data {
            self.push(format_args!(" data-{name}=\"{}\"", escaped(value)));
        }
    }

    fn push_ring(&mut self, ring: &Ring) {
        let around = TAU * ring.radius;
        let left = format_number(around * ring.part.clamp(0.0, 1.0));
        let (x, y, radius, stroke) = (
            format_number(ring.x),
            format_number(ring.y),
            format_number(ring.radius),
            format_number(ring.stroke),
        );
        self.push(format_args!(
            "<g fill=\"none\" stroke-width=\"{stroke}\"><circle cx=\"{x}\" cy=\"{y}\" \
             r=\"{radius}\" stroke=\"{}\"/><circle id=\"ring\" cx=\"{x}\" cy=\"{y}\" \
             r=\"{radius}\" stroke=\"{}\" stroke-dasharray=\"{left} {}\" \
             transform=\"rotate(-90 {x} {y})\" data-start=\"{}\" data-end=\"{}\"/></g>",
            ring.track,
            ring.fill,
            format_number(around),
            ring.start_booth_ms,
            ring.end_booth_ms
        ));
    }

    fn push_text(&mut self, text: &Text) {
        self.push(format_args!(
            "<text x=\"{}\" y=\"{}\"",
            format_number(text.x),
            format_number(text.y)
        ));
        if let Some(width) = text.width {
            self.push(format_args!(
                " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"",
                format_number(width)
            ));
        }
        self.push(format_args!(" font-size=\"{}\"", format_number(text.font.size)));
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.push(format_args!(" text-anchor=\"middle\"")),
            Anchor::End => self.push(format_args!(" text-anchor=\"end\"")),
        }
        let spacing = text.font.spacing * text.font.size;
        if spacing != 0.0 {
            self.push(format_args!(" letter-spacing=\"{}\"", format_number(spacing)));
        }
        self.push_mark(&text.mark);
        if let [run] = text.runs.as_slice() {
            self.push(format_args!(
                " font-weight=\"{}\" fill=\"{}\">{}</text>",
                run.weight,
                run.fill,
                escaped(&run.text)
            ));
            return;
        }
        self.push(format_args!(" xml:space=\"preserve\">"));
        for run in &text.runs {
            self.push(format_args!(
                "<tspan font-weight=\"{}\" fill=\"{}\">{}</tspan>",
                run.weight,
                run.fill,
                escaped(&run.text)
            ));
        }
        self.push(format_args!("</text>"));
    }

    fn push_qr(&mut self, x: f32, y: f32, size: f32, modules: &Modules) {
        let mut module = size / (modules.side() + 2 * QUIET_MODULES) as f32;
        if module >= WHOLE_MODULE_MIN {
            module = module.floor();
        }
        let quiet = (size - module * modules.side() as f32) / 2.0;
        let (left, top) = ((x + quiet).round(), (y + quiet).round());
        self.push(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{QR_RADIUS}\" \
             fill=\"{QR_LIGHT}\"/><path transform=\"translate({} {}) scale({module})\" \
             shape-rendering=\"crispEdges\" fill=\"{QR_DARK}\" d=\"",
            format_number(x),
            format_number(y),
            format_number(size),
            format_number(size),
            format_number(left),
            format_number(top)
        ));
        for run in modules.runs() {
            self.push(format_args!("M{} {}h{}v1h-{}z", run.x, run.y, run.length, run.length));
        }
        self.push(format_args!("\"/>"));
    }
}

/// Returns a number to a hundredth of a unit, without trailing zeros.
fn format_number(value: f32) -> String {
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
