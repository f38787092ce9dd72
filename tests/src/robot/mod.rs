//! A crowd of customers, baristas and crew that presses everything there is over HTTP, and holds what
//! was acknowledged against the log afterwards: each of it is there once.
//!
//! - [`people`]: who presses, and what they press
//! - [`press`]: one press, sent again under its key until it is answered
//! - [`ledger`]: what was acknowledged, and what the log has of it
//! - [`report`]: what was asked, answered and refused, and how fast

mod ledger;
mod people;
mod press;
mod report;
mod several;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use crema_api::Seq;
use crema_api::commands::{Role, StartOccasion};
use crema_api::store::StoreState;

use crate::client::Client;
pub use ledger::Ledger;
use people::{Person, World};
pub use report::Report;

/// How a robot goes about it.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Of what is random.
    pub seed: u64,
    /// Presses a second, in all.
    pub rate: f64,
    /// How long.
    pub time: Duration,
    /// Whether days may end in between, which no one else at the booth would like.
    pub days_end: bool,
}

/// People who press at the same time.
const PEOPLE: u32 = 6;
/// Drinks of a code at a booth of the robot's own.
const DRINKS_PER_CODE: u32 = 500;
/// How often it is told how far it is.
const PROGRESS_EVERY: Duration = Duration::from_secs(5);

/// Plays a crowd at the booth at `url`, and compares. `progress` takes a line now and then.
///
/// # Errors
/// When the crew cannot pair, or the log cannot be read.
pub fn play(url: &str, crew_pin: &str, plan: Plan, progress: &dyn Fn(&str)) -> Result<Report> {
    let crowd = Crowd::gather(url, crew_pin, plan)?;
    let begun = Instant::now();
    let is_over = || begun.elapsed() >= plan.time;
    std::thread::scope(|scope| {
        scope.spawn(|| crowd.press_until(&is_over));
        let mut told = begun;
        while !is_over() {
            std::thread::sleep(Duration::from_millis(50));
            if told.elapsed() >= PROGRESS_EVERY {
                told = Instant::now();
                let line = people::lock(&crowd.world).report.line();
                progress(&format!("{:>4} s  {line}", begun.elapsed().as_secs()));
            }
        }
    });
    crowd.finish()
}

/// The people at one booth, with what they were told.
pub struct Crowd {
    world: Mutex<World>,
    plan: Plan,
    /// The log's end when they came.
    before: Seq,
}

impl Crowd {
    /// The people come: the crew and the baristas pair, and the store opens.
    ///
    /// # Errors
    /// When the booth refuses them.
    pub fn gather(url: &str, crew_pin: &str, plan: Plan) -> Result<Self> {
        let crew = Client::new(url).pair(crew_pin, "Robot").context("the crew cannot pair")?;
        let before = crew
            .events(Seq(u64::from(u32::MAX)), 1)
            .map_or_else(|_| crew.health().map(|health| health.seq), |page| Ok(page.seq))?;
        if plan.days_end {
            // A day of its own, with codes that are good for all of it.
            let body = serde_json::json!({ "settings": { "drinksPerCode": DRINKS_PER_CODE } });
            let key = crate::client::fresh_key();
            crew.ask::<serde_json::Value>("PUT", "/api/v1/store", Some(body), &key)?;
            let name = "The robot's day".to_owned();
            crew.start_occasion(&StartOccasion { name, start: None, end: None, menu: None })?;
        }
        let pins = crew.pins().context("no PINs")?.pins;
        let barista_pin = pins.iter().find(|pin| pin.role == Role::Barista).context("no PIN")?;
        let pair = |name| Client::new(url).pair(&barista_pin.pin, name);
        let baristas = [pair("Robot Mia")?, pair("Robot Leo")?];
        crew.set_store_state(StoreState::Open).context("the store does not open")?;
        let world = World::new(url, crew, baristas, crew_menu(url)?, plan.days_end);
        Ok(Self { world: Mutex::new(world), plan, before })
    }

    /// They press, all at the same time, until it is over.
    pub fn press_until(&self, is_over: &(impl Fn() -> bool + Sync)) {
        let begun = Instant::now();
        let pause = Duration::from_secs_f64(f64::from(PEOPLE) / self.plan.rate.max(0.01));
        std::thread::scope(|scope| {
            for index in 0..PEOPLE {
                scope.spawn(move || {
                    let mut person = Person::new(&self.world, self.plan.seed, index);
                    // They do not all press in the same moment.
                    let mut next = begun + pause.mul_f64(f64::from(index) / f64::from(PEOPLE));
                    while !is_over() {
                        std::thread::sleep(next.saturating_duration_since(Instant::now()));
                        person.presses_something();
                        // Who is late does not catch up: an overloaded booth gets what it can take.
                        next = (next + pause).max(Instant::now());
                    }
                });
            }
        });
    }

    /// What they were told so far. Somebody may still wait for an answer meanwhile.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        people::lock(&self.world).ledger.clone()
    }

    /// Nobody waits for a booth that does not come back.
    pub fn go_home(&self) {
        people::lock(&self.world).goes_home = true;
    }

    /// They finish what is open, and compare.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn finish(self) -> Result<Report> {
        let mut person = Person::new(&self.world, self.plan.seed, PEOPLE);
        person.finishes_everything();
        let world = self.world.into_inner().unwrap_or_else(PoisonError::into_inner);
        let log = world.events_after(self.before)?;
        let mut report = world.report;
        report.events = log.len();
        report.wrong = world.ledger.compare(&log);
        Ok(report)
    }
}

fn crew_menu(url: &str) -> Result<Vec<crema_api::menu::Drink>> {
    let menu = Client::new(url).menu().context("no menu")?.menu;
    anyhow::ensure!(!menu.drinks.is_empty(), "the menu has no drinks");
    Ok(menu.drinks)
}
