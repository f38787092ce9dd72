//! A made-up booth on a busy afternoon, for pictures and tests of the board, and for a crew to look
//! at before the first customer comes.

use crema_api::answers::{CodeView, LiveCode, MenuView, OrderView, Orders, StoreView};
use crema_api::ids::{CodeId, OccasionId, OrderId, OrderNumber, Seq};
use crema_api::menu::Ingredient::{Chocolate, Espresso, Foam, Milk, Water};
use crema_api::menu::{Drink, Ingredient, Layer, Menu, Vessel};
use crema_api::order::{DrinkOrder, OrderState};
use crema_api::store::{Occasion, Settings, Store, StoreState};
use uuid::Uuid;

use crate::board::Board;
use crate::screen::Screen;

/// Everything that a booth answers to a board.
#[derive(Debug, Clone)]
#[allow(missing_docs)] // Each field is the answer of the same name.
pub struct Booth {
    pub store: StoreView,
    pub code: CodeView,
    pub orders: Orders,
    pub menu: MenuView,
    /// Booth time now, ms.
    pub booth_ms: u64,
}

impl Booth {
    /// Returns an open booth with these orders: numbers and the drinks' ids of those being made,
    /// numbers and names of the ready ones.
    #[must_use]
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
            orders: Orders { orders: making.chain(done).collect(), booth_ms, seq },
            menu: MenuView { menu: menu(), seq },
            booth_ms,
        }
    }

    /// Returns a busy afternoon.
    #[must_use]
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

    /// Returns the board that shows it.
    #[must_use]
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

/// Returns an order of this number.
#[must_use]
pub fn order(
    number: u32,
    state: OrderState,
    drink: Option<&str>,
    name: Option<&str>,
    booth_ms: u64,
) -> OrderView {
    OrderView {
        id: OrderId(Uuid::from_u128(u128::from(number))),
        number: Some(OrderNumber(number)),
        label: Some(OrderNumber(number).label('B')),
        state,
        drink: drink.map(|id| DrinkOrder {
            drink: id.to_owned(),
            drink_id: id.to_owned(),
            icon: id.to_owned(),
            modifiers: Vec::new(),
            choices: Vec::new(),
            remembered: Vec::new(),
        }),
        name: name.map(str::to_owned),
        place: i64::from(number),
        place_in_line: None,
        expected_wait_min: None,
        barista: None,
        ending: None,
        started_booth_ms: booth_ms.saturating_sub(300_000),
        choose_until_booth_ms: None,
        queued_booth_ms: Some(booth_ms.saturating_sub(240_000)),
        give_up_booth_ms: None,
        claimed_booth_ms: None,
        ready_booth_ms: (state == OrderState::Ready).then_some(u64::from(number) * 1000),
        counter: false,
        remake: false,
        requeued: false,
        given_up: None,
        previous_drink: None,
        calls: 0,
        cancelling: None,
        link: None,
        journey: None,
        booth_ms,
        seq: Seq(4711),
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
        store: Store::in_state(StoreState::Open),
        settings: Settings::default(),
        occasion: Occasion {
            id: OccasionId("coffee-at-rustfest".into()),
            name: "Coffee at Rustfest".into(),
            start: None,
            end: None,
        },
        branding: Default::default(),
        in_flight: drinks_ahead,
        has_room: true,
        next_code_booth_ms: None,
        drinks_ahead,
        expected_wait_min: 6,
        drinks_made: 412,
        printers: Vec::new(),
        boards: Vec::new(),
        unreadable: 0,
        dead_letters: 0,
        booth_ms,
        seq: Seq(4711),
    }
}

fn menu() -> Menu {
    use Vessel::{Short, Tall};
    Menu {
        drinks: vec![
            drink("flat-white", Tall, &[(Espresso, 30), (Milk, 48), (Foam, 5)]),
            drink("latte", Tall, &[(Espresso, 22), (Milk, 56), (Foam, 7)]),
            drink("cappuccino", Tall, &[(Espresso, 28), (Milk, 29), (Foam, 26)]),
            drink("mocha", Tall, &[(Chocolate, 17), (Espresso, 20), (Milk, 35), (Foam, 11)]),
            drink("americano", Tall, &[(Espresso, 25), (Water, 55)]),
            drink("espresso", Short, &[(Espresso, 48)]),
        ],
    }
}

fn drink(id: &str, vessel: Vessel, layers: &[(Ingredient, u8)]) -> Drink {
    Drink {
        id: id.to_owned(),
        name: id.to_owned(),
        names: std::collections::BTreeMap::new(),
        vessel,
        layers: layers.iter().map(|(of, share)| Layer { of: *of, share: *share }).collect(),
        available: true,
        modifiers: Vec::new(),
        allergens: None,
        caffeine_mg: None,
    }
}
