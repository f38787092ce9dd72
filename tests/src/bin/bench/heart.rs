//! The heart alone: a core on a file, fed with an order's five moves, one commit a move and one
//! commit for many. What an order costs in time, events, rows and bytes; and how long the open
//! orders take to find among all that are finished.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use crema_api::Clock;
use crema_api::commands::{
    Caller, Command, OneOrder, OpenSession, Outcome, Place, RenewPins, Role, SetStore, Start,
    StartOccasion,
};
use crema_api::ids::{BoothMs, OrderId, UserId};
use crema_api::menu::{Drink, Menu};
use crema_api::order::OrderState;
use crema_api::store::{Settings, StoreState};
use crema_core::{Call, Core, Input, Key, Reader, SqliteDoor, Stamp, What};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use uuid::Uuid;

use crate::figures::Times;

/// The same day each time.
const SEED: u64 = 20_261_124;
/// Orders that go through their life side by side: what fits into one turn.
const SIDE_BY_SIDE: usize = 60;
/// Orders of the slow day, one commit a move.
const ONE_BY_ONE: usize = 1_000;
/// Orders that are open while the open ones are looked for: a full booth.
const OPEN_ORDERS: usize = 20;
/// How often they are looked for.
const LOOKS: usize = 500;
/// Booth time between two groups, ms: six groups share a code's window of 30 s.
const BETWEEN_MS: u64 = 5_000;

/// Measures and prints.
pub fn measure(orders: usize) -> Result<()> {
    println!("# The heart: an order started, placed, claimed, completed, collected\n");
    let folder = tempfile::tempdir()?;
    let mut slow = Day::begin(&folder.path().join("slow.db"))?;
    let began = Instant::now();
    slow.orders(ONE_BY_ONE, 1)?;
    print_pace("one commit a move", ONE_BY_ONE, began);

    let mut day = Day::begin(&folder.path().join("day.db"))?;
    let empty = day.size()?;
    let began = Instant::now();
    day.orders(orders, SIDE_BY_SIDE)?;
    print_pace("one commit for many moves", orders, began);
    day.print_cost(&empty, orders)?;
    day.look_for_open_orders(orders)
}

fn print_pace(what: &str, orders: usize, began: Instant) {
    let seconds = began.elapsed().as_secs_f64();
    let pace = orders as f64 / seconds;
    println!("{what:<34} {orders:>6} orders in {seconds:>6.1} s: {pace:>7.0} orders/s");
}

/// What a database holds.
struct Size {
    bytes: u64,
    rows: BTreeMap<String, u64>,
}

/// A booth's day, made of inputs.
struct Day {
    path: PathBuf,
    core: Core,
    reader: Reader,
    rng: ChaCha8Rng,
    now: BoothMs,
    key: u64,
    drink: String,
    barista: Caller,
}

impl Day {
    fn begin(path: &Path) -> Result<Self> {
        let core = Core::open(SqliteDoor::open(path)?)?;
        let mut day = Self {
            path: path.to_owned(),
            core,
            reader: Reader::open(path)?,
            rng: ChaCha8Rng::seed_from_u64(SEED),
            now: BoothMs(0),
            key: 0,
            drink: "flat-white".to_owned(),
            barista: Caller::Hub,
        };
        let drink: Drink = serde_json::from_value(serde_json::json!({
            "id": day.drink, "name": "Flat White", "available": true,
        }))?;
        let occasion = StartOccasion {
            name: "A busy day".to_owned(),
            start: None,
            end: None,
            menu: Some(Menu { drinks: vec![drink] }),
        };
        // The limits are the largest: what is measured is the heart, not the baristas.
        let settings = Settings {
            orders_in_flight_max: 500,
            drinks_per_code: 500,
            code_window_s: 30,
            ..Settings::default()
        };
        let open = SetStore {
            state: Some(StoreState::Open),
            settings: Some(settings),
            ..SetStore::default()
        };
        day.ask(Caller::Hub, Command::StartOccasion(occasion))?;
        day.ask(Caller::Hub, Command::RenewPins(RenewPins { roles: vec![Role::Barista] }))?;
        day.ask(Caller::Hub, Command::SetStore(open))?;
        day.barista = day.pair()?;
        Ok(day)
    }

    fn pair(&mut self) -> Result<Caller> {
        let pins = self.reader.snapshot(self.now, |snapshot| snapshot.pins())?.pins;
        let pin = pins.into_iter().find(|pin| pin.role == Role::Barista).context("no PIN")?.pin;
        let name = "Mia".to_owned();
        match self.ask(Caller::Hub, Command::OpenSession(OpenSession { pin, name }))? {
            Outcome::Session { session_id, role } => Ok(Caller::Session(session_id, role)),
            other => bail!("pairing gave {other:?}"),
        }
    }

    /// Takes orders through their life, so many side by side.
    fn orders(&mut self, orders: usize, side_by_side: usize) -> Result<()> {
        let mut left = orders;
        while left > 0 {
            let group = left.min(side_by_side);
            let ids = self.place(group)?;
            for step in [Command::Claim, Command::Complete, Command::Collect] {
                let moves = ids.iter().map(|&order_id| (self.barista, step(OneOrder { order_id })));
                self.turn(moves.collect())?;
            }
            left -= group;
            self.now = self.now.plus(BETWEEN_MS * group as u64 / SIDE_BY_SIDE as u64);
        }
        Ok(())
    }

    fn place(&mut self, group: usize) -> Result<Vec<OrderId>> {
        let code = self.code()?;
        let customers: Vec<_> = (0..group).map(|_| self.customer()).collect();
        let start = |who: &Caller| (*who, Command::Start(Start { code: code.clone() }));
        let ids = self.turn(customers.iter().map(start).collect())?;
        let ids: Vec<_> = ids.into_iter().map(order_of).collect::<Result<_>>()?;
        let place = |(who, order_id): (&Caller, &OrderId)| {
            let place = Place {
                order_id: *order_id,
                drink: self.drink.clone(),
                modifiers: BTreeMap::new(),
                name: Some("Zoë".to_owned()),
            };
            (*who, Command::Place(place))
        };
        let placed = customers.iter().zip(&ids).map(place).collect();
        self.turn(placed)?;
        Ok(ids)
    }

    fn code(&mut self) -> Result<String> {
        let tick = self.input(What::Tick);
        self.core.turn(&[tick]);
        let code = self.reader.snapshot(self.now, |snapshot| snapshot.code("http://booth"))?;
        Ok(code.code.context("no code to show")?.code)
    }

    fn customer(&mut self) -> Caller {
        let random = self.random();
        Caller::Customer(UserId(Uuid::from_u128(u128::from_le_bytes(
            random[..16].try_into().unwrap_or_default(),
        ))))
    }

    fn random(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.rng.fill_bytes(&mut bytes);
        bytes
    }

    fn input(&mut self, what: What) -> Input {
        let wall_ms = 1_795_528_800_000 + i64::try_from(self.now.0).unwrap_or(i64::MAX);
        let at = Stamp { booth_ms: self.now, wall_ms, clock: Clock::Trusted };
        Input { at, entropy: self.random(), what }
    }

    fn turn(&mut self, moves: Vec<(Caller, Command)>) -> Result<Vec<Outcome>> {
        let mut inputs = Vec::with_capacity(moves.len());
        for (caller, command) in moves {
            self.key += 1;
            let key = Key::try_from(self.key.to_string())?;
            inputs.push(self.input(What::Command(Call { caller, key, command })));
        }
        let answers = self.core.turn(&inputs).answers;
        self.core.settle(false);
        Ok(answers.into_iter().collect::<Result<_, _>>()?)
    }

    fn ask(&mut self, caller: Caller, command: Command) -> Result<Outcome> {
        self.turn(vec![(caller, command)])?.pop().context("a command without an answer")
    }

    fn size(&mut self) -> Result<Size> {
        self.core.settle(true);
        let database = rusqlite::Connection::open(&self.path)?;
        let names = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        let mut statement = database.prepare(names)?;
        let tables = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut rows = BTreeMap::new();
        for table in tables {
            let table = table?;
            let count = format!("SELECT count(*) FROM \"{table}\"");
            rows.insert(table, database.query_row(&count, [], |row| row.get(0))?);
        }
        Ok(Size { bytes: std::fs::metadata(&self.path)?.len(), rows })
    }

    fn print_cost(&mut self, empty: &Size, orders: usize) -> Result<()> {
        let full = self.size()?;
        let bytes = full.bytes.saturating_sub(empty.bytes) as f64 / orders as f64;
        println!("\nan order leaves {bytes:.0} bytes in the file, and these rows:");
        for (table, count) in &full.rows {
            let before = empty.rows.get(table).copied().unwrap_or(0);
            let each = count.saturating_sub(before) as f64 / orders as f64;
            if each >= 0.01 {
                println!("    {table:<30} {each:>6.2}");
            }
        }
        Ok(())
    }

    fn look_for_open_orders(&mut self, finished: usize) -> Result<()> {
        self.place(OPEN_ORDERS)?;
        let states =
            [OrderState::Started, OrderState::Queued, OrderState::Making, OrderState::Ready];
        let mut times = Times::default();
        for _ in 0..LOOKS {
            let look = || self.reader.snapshot(self.now, |snapshot| snapshot.orders_in(&states));
            let found = times.take(look)?.orders.len();
            if found != OPEN_ORDERS {
                bail!("{found} open orders, and not {OPEN_ORDERS}");
            }
        }
        println!();
        times.print(&format!("{OPEN_ORDERS} open among {finished} finished"));
        Ok(())
    }
}

fn order_of(outcome: Outcome) -> Result<OrderId> {
    match outcome {
        Outcome::Order { order_id } => Ok(order_id),
        other => bail!("starting gave {other:?}"),
    }
}
