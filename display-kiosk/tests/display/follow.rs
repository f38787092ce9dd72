//! The board keeps up with a hub that changes, disappears and comes back: a small hub on a local
//! port, and the library's own loop.

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use crema_api::ids::Seq;
use crema_api::order::OrderState;
use crema_client::{ClientError, Notification, Pulse};
use crema_display::hub::Hub;
use crema_display::refresher::{self, Look, Refresher, Signals};
use crema_display::{Scene, Screen, svg};
use crema_testing::small_hub::{Request, STREAM_HEAD, SmallHub, answer, json, send};

use crate::sample::{Booth, order};

const TOKEN: &str = "a-board's-token";

/// A hub of one booth. Its streams are kept so that a test can speak on them or cut them.
struct BoothHub {
    hub: SmallHub,
    booth: Arc<Mutex<Booth>>,
    streams: Arc<Mutex<Vec<TcpStream>>>,
}

impl BoothHub {
    fn start(booth: Booth) -> Self {
        let booth = Arc::new(Mutex::new(booth));
        let streams: Arc<Mutex<Vec<TcpStream>>> = Arc::default();
        let (shown, open) = (Arc::clone(&booth), Arc::clone(&streams));
        let hub = SmallHub::start(move |_, request, connection| {
            if request.header("authorization") != Some(&format!("Bearer {TOKEN}")) {
                send(connection, answer(401, "", ""));
            } else if request.is_stream() {
                send(connection, format!("{STREAM_HEAD}: hello\n\n"));
                open.lock().unwrap().push(connection.try_clone().unwrap());
            } else if let Some(body) = answer_of(&shown.lock().unwrap(), request.path()) {
                send(connection, json(200, &body));
            } else {
                send(connection, answer(404, "", ""));
            }
        });
        Self { hub, booth, streams }
    }

    /// Speaks on every stream, once there is one.
    fn say(&self, seq: u64) {
        while self.streams.lock().unwrap().is_empty() {
            thread::yield_now();
        }
        for stream in self.streams.lock().unwrap().iter_mut() {
            write!(stream, "id: {seq}\ndata: {{}}\n\n").unwrap();
        }
    }

    fn cut(&self) {
        for stream in self.streams.lock().unwrap().drain(..) {
            stream.shutdown(std::net::Shutdown::Both).unwrap();
        }
    }

    fn streams_asked(&self) -> Vec<String> {
        let asked = self.hub.requests().into_iter().filter(Request::is_stream);
        asked.map(|request| request.line).collect()
    }
}

fn answer_of(booth: &Booth, path: &str) -> Option<String> {
    match path {
        "/api/v1/store" => serde_json::to_string(&booth.store).ok(),
        "/api/v1/code" => serde_json::to_string(&booth.code).ok(),
        "/api/v1/orders" => serde_json::to_string(&booth.orders).ok(),
        "/api/v1/menu" => serde_json::to_string(&booth.menu).ok(),
        _ => None,
    }
}

/// The library's loop on this hub; every picture that it would show comes out as SVG.
fn board(hub: &BoothHub) -> Receiver<String> {
    let client = Hub::new(&hub.hub.address, TOKEN);
    let notifications = client.subscribe(Some(Seq(4711))).unwrap();
    let (shown, pictures) = channel();
    let look = Look { screen: Screen::LANDSCAPE, languages: Vec::new(), wifi: None };
    thread::spawn(move || {
        let show = |scene: &Scene| shown.send(svg::to_svg(scene));
        let never = AtomicBool::new(false);
        let pulse = Pulse::default();
        let signals = Signals { notifications: &notifications, shutdown: &never, pulse: &pulse };
        refresher::run(Refresher::new(look), signals, || client.fetch_answers(), || None, show)
    });
    pictures
}

/// The first picture that has, or has not, these words in it.
fn await_picture(pictures: &Receiver<String>, fits: impl Fn(&str) -> bool) {
    loop {
        let picture = pictures.recv().expect("the board goes on");
        if fits(&picture) {
            return;
        }
    }
}

#[test]
fn the_board_follows_its_hub_through_changes_and_losses() {
    let hub = BoothHub::start(Booth::with_orders(&[(41, "latte")], &[]));
    let pictures = board(&hub);
    await_picture(&pictures, |svg| svg.contains(">B41<") && svg.contains(">B7K4Q2<"));

    let ready = order(42, OrderState::Ready, None, Some("Zoë"), 1_000_000);
    hub.booth.lock().unwrap().orders.orders.push(ready);
    hub.say(4712);
    await_picture(&pictures, |svg| svg.contains(">B42<") && svg.contains(">Zoë<"));

    hub.booth.lock().unwrap().orders.orders[1].name = None;
    hub.say(4713);
    await_picture(&pictures, |svg| svg.contains(">B42<") && !svg.contains("Zoë"));

    hub.cut();
    await_picture(&pictures, |svg| svg.contains("Reconnecting") && !svg.contains("B7K4Q2"));
    await_picture(&pictures, |svg| !svg.contains("Reconnecting") && svg.contains(">B7K4Q2<"));
    let asked = hub.streams_asked();
    assert!(asked[0].contains("after=4711"), "{asked:?}");
    assert!(asked[1].contains("after=4713"), "the second stream goes on where the first was cut");
}

#[test]
fn seconds_run_down_without_a_word_from_the_hub() {
    let hub = BoothHub::start(Booth::with_orders(&[], &[]));
    let pictures = board(&hub);
    for time in [">3:05<", ">3:04<"] {
        await_picture(&pictures, |svg| svg.contains(time));
    }
}

#[test]
fn a_board_that_is_not_paired_is_told_what_to_do() {
    let hub = BoothHub::start(Booth::with_orders(&[], &[]));
    let refusal = Hub::new(&hub.hub.address, "another").fetch_answers().unwrap_err();
    assert!(matches!(refusal, ClientError::Unauthorized { status: 401, .. }));
    assert!(refusal.to_string().contains("pair this device again on the crew page"));
}

#[test]
fn a_hub_that_is_not_there_is_lost_and_not_forgotten() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    let notifications = Hub::new(&address, TOKEN).subscribe(None).unwrap();
    assert!(matches!(notifications.recv().unwrap(), Notification::Lost(_)));
    assert!(matches!(notifications.recv().unwrap(), Notification::Lost(_)), "it tries again");
}

#[test]
fn told_to_end_it_ends_in_good_order() {
    let hub = BoothHub::start(Booth::with_orders(&[], &[]));
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("board.png");
    let mut board = Command::new(env!("CARGO_BIN_EXE_crema-display"))
        .args(["serve", "--hub", &hub.hub.address, "--token", TOKEN, "--size", "320x240"])
        .arg("--out")
        .arg(&picture)
        .spawn()
        .unwrap();
    // Its stream is opened after it has learned to listen to signals.
    while hub.streams_asked().is_empty() {
        thread::yield_now();
    }
    let told = Command::new("kill").args(["-TERM", &board.id().to_string()]).status().unwrap();
    assert!(told.success());
    assert!(board.wait().unwrap().success());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().flatten().collect();
    assert_eq!(left.len(), 1, "a whole picture and no half one: {left:?}");
}

#[test]
fn a_board_asks_its_hub_whatever_the_environment_says_of_proxies() {
    let hub = BoothHub::start(Booth::with_orders(&[], &[]));
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("board.png");
    let drawn = Command::new(env!("CARGO_BIN_EXE_crema-display"))
        .args(["png", "--hub", &hub.hub.address, "--token", TOKEN, "--size", "320x240"])
        .arg("--out")
        .arg(&picture)
        // The port of nothing at all.
        .envs([("http_proxy", "http://127.0.0.1:1"), ("ALL_PROXY", "http://127.0.0.1:1")])
        .env_remove("no_proxy")
        .env_remove("NO_PROXY")
        .status()
        .unwrap();
    assert!(drawn.success() && picture.exists());
}
