//! A made-up booth on a busy afternoon: what the tests and the gallery of the board are drawn from.

use crema_api::answers::{CodeView, LiveCode, MenuView, OrderView, Orders, StoreView};
use crema_api::ids::{CodeId, Seq};
use crema_api::menu::Ingredient::{Chocolate, Espresso, Foam, Milk, Water};
use crema_api::menu::{Drink, Ingredient, Layer, Menu, Vessel};
use crema_api::order::OrderState;
use crema_display::{Board, Screen};
use crema_testing::samples::{self, plain_drink};

/// Everything that a booth answers to a board.
#[derive(Debug, Clone)]
pub struct Booth {
    pub store: StoreView,
    pub code: CodeView,
    pub orders: Orders,
    pub menu: MenuView,
    /// Booth time now, ms.
    #[expect(clippy::struct_field_names, reason = "booth time has this name everywhere")]
    pub booth_ms: u64,
}

impl Booth {
    /// An open booth with these orders: numbers and the drinks' ids of what is being made, numbers
    /// and names of what is ready.
    pub fn with_orders(preparing: &[(u32, &str)], ready: &[(u32, &str)]) -> Self {
        let booth_ms = 1_000_000;
        let seq = Seq(4711);
        let making = preparing
            .iter()
            .map(|(number, drink)| order(*number, OrderState::Making, Some(drink), None, booth_ms));
        let done = ready
            .iter()
            .map(|(number, name)| order(*number, OrderState::Ready, None, Some(name), booth_ms));
        Self {
            store: open_store(booth_ms, u32::try_from(preparing.len()).unwrap_or(u32::MAX)),
            code: CodeView { code: Some(live_code(booth_ms)), booth_ms, seq },
            orders: Orders { orders: making.chain(done).collect(), unreadable: 0, booth_ms, seq },
            menu: MenuView { menu: menu(), seq },
            booth_ms,
        }
    }

    /// An open booth where no one has ordered yet.
    pub fn empty() -> Self {
        let mut booth = Self::with_orders(&[], &[]);
        booth.store.expected_wait_min = 0;
        booth
    }

    /// A busy afternoon.
    pub fn busy() -> Self {
        let mut preparing = vec![
            (39, "mocha"),
            (40, "latte"),
            (41, "flat-white"),
            (43, "cappuccino"),
            (44, "espresso"),
            (45, "latte"),
            (46, "cappuccino"),
            (47, "flat-white"),
        ];
        preparing.extend((48..54).map(|number| (number, "latte")));
        let ready = [(36, "Amira"), (37, "Sam"), (38, "Åsa"), (42, "Zoë"), (35, "健二")];
        Self::with_orders(&preparing, &ready)
    }

    /// The board that shows it.
    pub fn board(&self, screen: Screen) -> Board<'_> {
        Board {
            store: Some(&self.store),
            code: Some(&self.code),
            orders: Some(&self.orders),
            menu: Some(&self.menu),
            booth_ms: self.booth_ms,
            ..Board::new(screen)
        }
    }
}

/// An order of this number.
pub fn order(
    number: u32,
    state: OrderState,
    drink: Option<&str>,
    name: Option<&str>,
    booth_ms: u64,
) -> OrderView {
    OrderView {
        drink: drink.map(plain_drink),
        name: name.map(str::to_owned),
        started_booth_ms: booth_ms.saturating_sub(300_000),
        queued_booth_ms: Some(booth_ms.saturating_sub(240_000)),
        ready_booth_ms: (state == OrderState::Ready).then_some(u64::from(number) * 1000),
        booth_ms,
        seq: Seq(4711),
        ..samples::order(number, state)
    }
}

/// 3 minutes and 6 seconds of 5 are left, and 7 drinks of 10.
fn live_code(booth_ms: u64) -> LiveCode {
    LiveCode {
        code_id: CodeId(7),
        code: "B7K4Q2".into(),
        url: "http://crema.local/?code=B7K4Q2".into(),
        start_booth_ms: booth_ms - 114_000,
        end_booth_ms: booth_ms + 186_000,
        drinks_left: 7,
        drinks: 10,
    }
}

fn open_store(booth_ms: u64, drinks_ahead: u32) -> StoreView {
    StoreView {
        in_flight: drinks_ahead,
        drinks_ahead,
        expected_wait_min: 6,
        drinks_made: 412,
        booth_ms,
        seq: Seq(4711),
        ..samples::store()
    }
}

fn menu() -> Menu {
    use Vessel::{Short, Tall};
    Menu {
        drinks: vec![
            drink("Flat white", Tall, &[(Espresso, 30), (Milk, 48), (Foam, 5)]),
            drink("Latte", Tall, &[(Espresso, 22), (Milk, 56), (Foam, 7)]),
            drink("Cappuccino", Tall, &[(Espresso, 28), (Milk, 29), (Foam, 26)]),
            drink("Mocha", Tall, &[(Chocolate, 17), (Espresso, 20), (Milk, 35), (Foam, 11)]),
            drink("Americano", Tall, &[(Espresso, 25), (Water, 55)]),
            drink("Espresso", Short, &[(Espresso, 48)]),
        ],
    }
}

/// A drink that can be had. Its id is its name as ids are written.
pub fn drink(name: &str, vessel: Vessel, layers: &[(Ingredient, u8)]) -> Drink {
    Drink {
        id: name.to_lowercase().replace(' ', "-"),
        name: name.to_owned(),
        names: std::collections::BTreeMap::new(),
        vessel,
        layers: layers.iter().map(|(of, share)| Layer { of: *of, share: *share }).collect(),
        available: true,
        modifiers: Vec::new(),
        allergens: None,
        caffeine_mg: None,
    }
}
