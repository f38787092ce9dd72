//! Nothing ever leaves the canvas or runs into its neighbour, whatever people call themselves and
//! however many they are: random booths, laid out by the real fonts and measured.

use crema_api::menu::{Drink, Ingredient, Vessel};
use crema_api::order::OrderState;
use crema_api::store::{PauseReason, StoreState};
use crema_display::board::phrases::Phrases;
use crema_display::icon::{self, Extent};
use crema_display::qr::Wifi;
use crema_display::scene::Shape;
use crema_display::{Board, Link, Scene, Screen, png};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use resvg::usvg::{Group, Node, Rect};

use crate::sample::{Booth, drink, order};

const SCREENS: [Screen; 4] =
    [Screen::LANDSCAPE, Screen::PORTRAIT, Screen::FOUR_TO_THREE, Screen::LANDSCAPE_4K];
/// Letters that names are made of, by script; each has its own widths.
const SCRIPTS: [&str; 10] = [
    "abcdefghijklmnopqrstuvwxyz",
    "WMQ@%WM",
    "ÀÉÎÕÜßøåæœŁğž",
    "ЖШЩЮабвгдЫ",
    "ΩΨΦαβγ",
    "نورالهدىسشصضطظم",
    "健二花子さくらこカタカナ",
    "김민수이지은",
    "नमस्तेकखगघ",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}🙂👩\u{200d}🍳\u{202e}\u{7}<>&\"'",
];

struct Dice(ChaCha8Rng);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.0.next_u64() % u64::try_from(limit).unwrap()).unwrap()
    }

    fn name(&mut self) -> String {
        let letters: Vec<char> = SCRIPTS[self.below(SCRIPTS.len())].chars().collect();
        let length = 1 + self.below(24);
        (0..length)
            .map(|_| if self.below(9) == 0 { ' ' } else { letters[self.below(letters.len())] })
            .collect()
    }

    fn menu(&mut self) -> Vec<Drink> {
        let count = [1, 3, 6, 8, 14, 60][self.below(6)];
        (0..count)
            .map(|_| {
                let vessel = [Vessel::Tall, Vessel::Short][self.below(2)];
                drink(&self.name(), vessel, &[(Ingredient::Espresso, 30), (Ingredient::Milk, 50)])
            })
            .collect()
    }

    fn booth(&mut self) -> Booth {
        let mut booth = Booth::with_orders(&[], &[]);
        let mut number = [1, 40, 990, 99_990, 4_000_000_000][self.below(5)];
        for _ in 0..self.below(60) {
            number += 1 + u32::try_from(self.below(3)).unwrap();
            let state = OrderState::ALL[self.below(OrderState::ALL.len())];
            let drink = ["latte", "espresso", "no-longer-on-the-menu"][self.below(3)];
            let name = self.name();
            let made = order(number, state, Some(drink), Some(&name), booth.booth_ms);
            booth.orders.orders.push(made);
        }
        booth.store.store.state = [
            StoreState::Open,
            StoreState::Open,
            StoreState::Paused,
            StoreState::Closed,
            StoreState::LastOrders,
        ][self.below(5)];
        booth.store.store.because =
            [None, Some(PauseReason::Machine), Some(PauseReason::Milk)][self.below(3)];
        booth.store.store.reason = Some((0..6).map(|_| self.name() + " ").collect());
        booth.store.has_room = self.below(4) > 0;
        booth.store.expected_wait_min = u32::try_from(self.below(200)).unwrap();
        booth.store.drinks_made = [0, 1, 412, u32::MAX][self.below(4)];
        booth.store.occasion.name = self.name() + " at " + &self.name();
        let sponsors = self.below(9);
        booth.store.branding.sponsors = (0..sponsors).map(|_| self.name()).collect();
        if let Some(code) = &mut booth.code.code {
            let letters = b"2345679ACDEFGHJKMNPQRTUVWXYZ";
            code.code = (0..6).map(|_| char::from(letters[self.below(28)])).collect();
        }
        booth
    }
}

/// Every text and the box around its ink, as it will be painted.
fn texts(group: &Group, out: &mut Vec<(Rect, String)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => texts(group, out),
            Node::Text(text) => {
                let words = text.chunks().iter().map(resvg::usvg::TextChunk::text).collect();
                out.push((text.flattened().abs_bounding_box(), words));
            }
            _ => {}
        }
    }
}

/// The boxes in units of the canvas.
fn measure(scene: &Scene) -> Vec<(Rect, String)> {
    let tree = png::lay_out(scene).unwrap();
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (width / scene.width).min(height / scene.height);
    let edge = ((width - scene.width * scale) / 2.0, (height - scene.height * scale) / 2.0);
    let mut boxes = Vec::new();
    texts(tree.root(), &mut boxes);
    let x = |px: f32| (px - edge.0) / scale;
    let y = |px: f32| (px - edge.1) / scale;
    boxes
        .into_iter()
        .filter_map(|(rect, words)| {
            let units =
                Rect::from_ltrb(x(rect.left()), y(rect.top()), x(rect.right()), y(rect.bottom()));
            Some((units?, words))
        })
        .collect()
}

/// Checks every text of the picture and returns its box.
fn check(scene: &Scene, what: &str) -> Vec<Rect> {
    let boxes = measure(scene);
    let margin = scene.width * 0.015;
    for (rect, words) in &boxes {
        let inside = rect.left() >= margin
            && rect.right() <= scene.width - margin
            && rect.top() >= 0.0
            && rect.bottom() <= scene.height;
        assert!(inside, "{what}: \"{words}\" at {rect:?} leaves {}x{}", scene.width, scene.height);
    }
    for (index, (one, words)) in boxes.iter().enumerate() {
        for (other, others) in &boxes[index + 1..] {
            let wide = one.right().min(other.right()) - one.left().max(other.left());
            let high = one.bottom().min(other.bottom()) - one.top().max(other.top());
            assert!(
                wide <= 1.0 || high <= 1.0,
                "{what}: \"{words}\" {one:?} runs into \"{others}\" {other:?}"
            );
        }
    }
    boxes.into_iter().map(|(rect, _)| rect).collect()
}

#[test]
fn any_mixture_of_orders_and_names_stays_in_its_place() {
    let wifi = Wifi { ssid: "Crema".into(), passphrase: Some("flat white".into()) };
    let languages: Vec<Phrases> = ["de", "fr", "es", "it", "pt", "sv", "nl", "ja", "ar"]
        .iter()
        .filter_map(|it| Phrases::for_language(it))
        .collect();
    for seed in 0..40 {
        println!("seed {seed}");
        let mut dice = Dice(ChaCha8Rng::seed_from_u64(seed));
        let mut booth = dice.booth();
        booth.booth_ms += seed * 8000;
        for screen in SCREENS {
            let board = Board {
                wifi: (dice.below(2) == 0).then_some(&wifi),
                languages: &languages,
                link: if dice.below(5) == 0 { Link::Reconnecting } else { Link::Live },
                ..booth.board(screen)
            };
            check(&board.scene(), &format!("seed {seed}, {screen}"));
        }
    }
}

/// The boxes of the glasses drawn, in units of the canvas.
fn glasses(shapes: &[Shape], out: &mut Vec<Rect>) {
    for shape in shapes {
        match shape {
            Shape::Group(group) => glasses(&group.shapes, out),
            Shape::Icon { x, y, size, vessel, .. } => {
                let (extent, scale) = (Extent::of_vessel(*vessel), size / icon::UNITS);
                let (x, y) = (x + extent.left * scale, y + extent.top * scale);
                out.extend(Rect::from_xywh(x, y, extent.width() * scale, extent.height() * scale));
            }
            _ => {}
        }
    }
}

#[test]
fn a_menu_of_any_length_invites_without_running_into_anything() {
    let odd = ["1280x720", "1280x1024", "2560x1080", "1200x1600", "800x480", "1080x1080"];
    let screens = odd.map(|size| size.parse().unwrap());
    for seed in 0..12 {
        println!("seed {seed}");
        let mut dice = Dice(ChaCha8Rng::seed_from_u64(seed));
        let mut booth = Booth::empty();
        booth.menu.menu.drinks = dice.menu();
        booth.store.has_room = dice.below(4) > 0;
        booth.store.branding.sponsors = (0..dice.below(3)).map(|_| dice.name()).collect();
        for screen in SCREENS.into_iter().chain(screens) {
            let what = format!("seed {seed}, {screen}");
            let scene = booth.board(screen).scene();
            let words = check(&scene, &what);
            let mut drawn = Vec::new();
            glasses(&scene.shapes, &mut drawn);
            assert!(!drawn.is_empty(), "{what}: one glass at least");
            let all: Vec<Rect> = drawn.iter().copied().chain(words).collect();
            for (index, glass) in drawn.iter().enumerate() {
                assert!(glass.height() >= 30.0, "{what}: {glass:?} is too small");
                for (at, other) in all.iter().enumerate() {
                    let apart = at == index || glass.intersect(other).is_none();
                    assert!(apart, "{what}: a glass {glass:?} runs into {other:?}");
                }
            }
        }
    }
}

#[test]
fn odd_screens_are_filled_to_their_size() {
    for size in ["1280x1024", "2560x1080", "1024x768", "1200x1600", "800x480", "1080x1080"] {
        let screen: Screen = size.parse().unwrap();
        let mut booth = Booth::busy();
        booth.store.branding.sponsors = vec!["Rust Foundation".into(), "Rösterei Vier".into()];
        let scene = booth.board(screen).scene();
        check(&scene, size);
        let pixels = png::to_pixels(&scene).unwrap();
        assert_eq!((pixels.width, pixels.height), (screen.width(), screen.height()));
        let opaque = pixels.rgba.chunks(4).all(|pixel| pixel[3] == 255);
        assert!(opaque, "{size}: every pixel is drawn");
    }
}
