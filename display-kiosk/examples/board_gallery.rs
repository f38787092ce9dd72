//! Draws the board in every state and on every canvas into a folder, to be looked at:
//! `cargo run -p crema-display --example board_gallery -- FOLDER [PART OF THE NAMES]`.

use std::path::PathBuf;

use anyhow::Context as _;
use crema_api::Colour;
use crema_api::menu::Drink;
use crema_api::store::StoreState;
use crema_display::board::phrases::Phrases;
use crema_display::qr::Wifi;
use crema_display::{Board, Link, Screen, WallClock, png};

#[path = "../tests/display/sample.rs"]
mod sample;

use sample::Booth;

fn main() -> anyhow::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).context("name a folder")?);
    std::fs::create_dir_all(&folder)?;
    let wanted = std::env::args().nth(2).filter(|arg| !arg.starts_with("--")).unwrap_or_default();
    let save = |name: &str, board: &Board<'_>| -> anyhow::Result<()> {
        if !name.contains(&wanted) {
            return Ok(());
        }
        let path = folder.join(format!("{name}.png"));
        std::fs::write(&path, png::to_png(&board.scene())?)?;
        println!("{}", path.display());
        Ok(())
    };
    let german: Vec<Phrases> = Phrases::for_language("de").into_iter().collect();
    let wifi = Wifi { ssid: "Crema".into(), passphrase: None };
    let wall = WallClock { date: "2026-11-24".into(), minute_of_day: 14 * 60 + 18 };
    let booth = Booth::busy();
    for (name, screen) in [
        ("landscape", Screen::LANDSCAPE),
        ("portrait", Screen::PORTRAIT),
        ("hd", "1280x720".parse()?),
        ("4k", Screen::LANDSCAPE_4K),
        ("four-to-three", Screen::FOUR_TO_THREE),
    ] {
        let plain = Board { languages: &german, ..booth.board(screen) };
        save(&format!("{name}-open"), &plain)?;
        save(&format!("{name}-wifi"), &Board { wifi: Some(&wifi), ..plain.clone() })?;
        save(&format!("{name}-reconnecting"), &Board { link: Link::Reconnecting, ..plain })?;
        save(&format!("{name}-starting"), &Board::new(screen))?;
        for (word, changed) in states(&booth).into_iter().chain(empty_states()) {
            let board = Board { wall: Some(wall.clone()), ..changed.board(screen) };
            save(&format!("{name}-{word}"), &board)?;
        }
    }
    Ok(())
}

/// The sample booth in states other than open with a code.
fn states(booth: &Booth) -> Vec<(&'static str, Booth)> {
    let changed = |change: &dyn Fn(&mut Booth)| {
        let mut booth = booth.clone();
        change(&mut booth);
        booth
    };
    vec![
        (
            "paused",
            changed(&|it| {
                it.store.store.state = StoreState::Paused;
                it.store.store.reason = Some("We are cleaning the machine".into());
                it.store.store.until_booth_ms = Some(it.booth_ms + 12 * 60_000);
            }),
        ),
        (
            "closed",
            changed(&|it| {
                it.store.store.state = StoreState::Closed;
                it.store.drinks_ahead = 0;
                it.orders.orders.clear();
            }),
        ),
        ("last-orders", changed(&|it| it.store.store.state = StoreState::LastOrders)),
        (
            "full",
            changed(&|it| {
                it.store.has_room = false;
                it.store.expected_wait_min = 20;
            }),
        ),
        ("used-up", changed(&|it| it.code.code = None)),
        (
            "ending",
            changed(&|it| {
                if let Some(code) = &mut it.code.code {
                    code.end_booth_ms = it.booth_ms + 15_000;
                    code.code = "BWMWX4".into();
                    code.drinks_left = 1;
                    code.url = "http://192.168.178.123:8080/?code=BWMWX4".into();
                }
            }),
        ),
        ("crowded", crowded()),
        ("branded", changed(&|it| brand(it, &["Rust Foundation", "Rösterei Vier", "Oatly"]))),
        ("many-sponsors", {
            let mut booth = crowded();
            brand(&mut booth, &["Rust Foundation"; 6]);
            booth
        }),
    ]
}

/// A booth without orders.
fn empty_states() -> Vec<(&'static str, Booth)> {
    let changed = |change: &dyn Fn(&mut Booth)| {
        let mut booth = Booth::empty();
        change(&mut booth);
        booth
    };
    let menu = |names: &[&str]| {
        changed(&|it| {
            let look = it.menu.menu.drinks.clone();
            it.menu.menu.drinks = (names.iter().zip(look.iter().cycle()))
                .map(|(name, like)| Drink { name: (*name).into(), ..like.clone() })
                .collect();
        })
    };
    let sample = ["Espresso", "Americano", "Cappuccino", "Latte", "Flat white", "Cortado"];
    let eight = [&sample[..], &["Mocha", "Hot chocolate"]].concat();
    vec![
        ("empty", Booth::empty()),
        ("empty-eight", menu(&eight)),
        ("empty-three", menu(&sample[..3])),
        ("empty-one", menu(&["Filter"])),
        (
            "empty-long",
            menu(&[&eight[..], &["Iced oat milk latte", "Chai"], &sample[..4]].concat()),
        ),
        ("empty-too-long", menu(&eight.repeat(7))),
        ("empty-branded", changed(&|it| brand(it, &["Rust Foundation", "Rösterei Vier"]))),
        ("empty-paused", changed(&|it| it.store.store.state = StoreState::Paused)),
        (
            "not-yet-open",
            changed(&|it| {
                it.store.store.state = StoreState::Closed;
                it.store.drinks_made = 0;
            }),
        ),
    ]
}

/// The crew's colour, as the hub darkened it, and sponsors.
fn brand(booth: &mut Booth, sponsors: &[&str]) {
    booth.store.branding.accent = Colour::parse("#0b5fb0");
    booth.store.branding.sponsors = sponsors.iter().map(|&name| name.into()).collect();
}

/// More orders than fit, and names that try the edges.
fn crowded() -> Booth {
    let preparing: Vec<(u32, &str)> = (1041..1070).map(|number| (number, "espresso")).collect();
    let names = [
        (1020, "Bartholomew Featherstone"),
        (1021, "نور الهدى"),
        (1022, "さくらこ"),
        (1023, "WWWWWWWWWWWWWWWWWWWWWWWW"),
        (1024, "<b>&\"quoted\""),
        (1025, "Ольга"),
        (1026, "नमस्ते"),
        (1027, "김민수"),
    ];
    let mut booth = Booth::with_orders(&preparing, &names);
    booth.store.occasion.name =
        "Coffee at the International Congress of Very Long Names and Places 2026".into();
    for number in 1028..1031 {
        if std::env::args().any(|arg| arg == "--more") {
            let state = crema_api::order::OrderState::Ready;
            booth.orders.orders.push(sample::order(number, state, None, Some("Jo"), 1_000_000));
        }
    }
    booth
}
