//! How one booth is brought from one state of the customer's page into the next: what customers,
//! baristas and the crew do by program while the phones look on. Each step answers with the path of
//! the page that is about it.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use crema_api::OrderId;
use crema_api::answers::OrderView;
use crema_api::commands::{Place, SetStore};
use crema_api::menu::MILK;
use crema_api::order::OrderState;
use crema_api::selection::Selections;
use crema_api::settings::Settings;
use crema_api::store::StoreState;
use serde_json::json;

use crate::booth::Booth;
use crate::client::Client;
use crate::people::{drink_with_milk, live_code};

/// The shortest time to choose and to collect that the booth can be set to, s.
const CHOOSE_S: u32 = 30;
const COLLECT_S: u32 = 60;
/// How long after that they must have run out.
const LATE_WITHIN: Duration = Duration::from_mins(1);

/// What the steps need to know of the booth.
#[derive(Debug)]
pub(super) struct Scenes {
    base: String,
    crew: Client,
    mia: Client,
    /// What the booth is set to when nothing is tried.
    settings: Settings,
    /// The drink that is chosen, and its milk.
    drink: String,
    milk: String,
    /// The code that was on the board last; a full booth shows none.
    code: String,
    /// Whose order the pages are about.
    guest: Guest,
    /// Two orders whose time runs out while other pages are looked at.
    unchosen: Guest,
    uncollected: Guest,
}

/// Someone with an order.
#[derive(Debug)]
struct Guest {
    client: Client,
    order: OrderId,
    /// The path of the order's page.
    link: String,
}

impl Scenes {
    pub(super) async fn begin(booth: &Booth) -> Result<Self> {
        let (base, crew, mia) = (booth.url(""), booth.crew()?, booth.barista("Mia")?);
        let code = live_code(&crew).await?.code;
        let settings = crew.store()?.settings;
        let short = Settings { choose_s: CHOOSE_S, collect_s: COLLECT_S, ..settings.clone() };
        set_settings(&crew, short)?;
        let (unchosen, uncollected) = (Guest::begin(&base, &code)?, Guest::begin(&base, &code)?);
        let (drink, milk) = drink_with_milk(&crew)?;
        uncollected.place(&drink.id, [].into(), "Ben")?;
        mia.claim(uncollected.order)?;
        mia.complete(uncollected.order)?;
        set_settings(&crew, settings.clone())?;
        let guest = Guest::begin(&base, &code)?;
        let drink = drink.id;
        Ok(Self { base, crew, mia, settings, drink, milk, code, guest, unchosen, uncollected })
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    #[expect(clippy::unnecessary_wraps, reason = "every step has this type")]
    pub(super) fn order_page(&mut self, rest: &str) -> Result<String> {
        Ok(format!("{}{rest}", self.guest.link))
    }

    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "every step has this type")]
    pub(super) fn at_the_start(&mut self) -> Result<String> {
        Ok("/".to_owned())
    }

    #[expect(clippy::unnecessary_wraps, reason = "every step has this type")]
    pub(super) fn scanned(&mut self) -> Result<String> {
        Ok(format!("/s/{}", self.code))
    }

    pub(super) fn chosen(&mut self) -> Result<String> {
        self.order_page(&self.choice())
    }

    pub(super) fn checked(&mut self) -> Result<String> {
        self.order_page(&format!("/check{}", self.choice()))
    }

    fn choice(&self) -> String {
        format!("?drink={}&m.{MILK}={}&name=Zo%C3%AB", self.drink, self.milk)
    }

    pub(super) fn placed(&mut self) -> Result<String> {
        let milk = [(MILK.to_owned(), self.milk.clone())].into();
        self.guest.place(&self.drink, milk, "Zoë")?;
        self.order_page("")
    }

    pub(super) fn claimed(&mut self) -> Result<String> {
        self.mia.claim(self.guest.order)?;
        self.order_page("")
    }

    pub(super) fn completed(&mut self) -> Result<String> {
        self.mia.complete(self.guest.order)?;
        self.order_page("")
    }

    /// What a barista does to an order beside its straight way.
    pub(super) fn staff_does(&mut self, verb: &str) -> Result<String> {
        let path = format!("/api/v1/orders/{}/{verb}", self.guest.order);
        self.mia.post::<OrderView>(&path, json!({}))?;
        self.order_page("")
    }

    /// The cup that was made again is made and handed over.
    pub(super) fn collected(&mut self) -> Result<String> {
        self.claimed()?;
        self.completed()?;
        self.mia.collect(self.guest.order)?;
        self.order_page("")
    }

    pub(super) fn journey(&mut self) -> Result<String> {
        let order = self.guest.client.order(self.guest.order)?;
        order.journey.context("an order has a journey")
    }

    /// One guest is choosing, and there is room for no other.
    pub(super) fn full(&mut self) -> Result<String> {
        self.begin_anew()?;
        set_settings(&self.crew, Settings { orders_in_flight_max: 1, ..self.settings.clone() })?;
        self.at_the_start()
    }

    pub(super) fn paused(&mut self) -> Result<String> {
        self.crew.set_store(&SetStore {
            because: None,
            state: Some(StoreState::Paused),
            reason: Some("Back after the keynote".to_owned()),
            pause_min: Some(15),
            settings: Some(self.settings.clone().into()),
        })?;
        self.at_the_start()
    }

    pub(super) fn last_orders(&mut self) -> Result<String> {
        self.crew.set_store_state(StoreState::LastOrders)?;
        self.at_the_start()
    }

    pub(super) fn closed(&mut self) -> Result<String> {
        self.crew.set_store_state(StoreState::Closed)?;
        self.at_the_start()
    }

    /// The store is open again.
    pub(super) fn cancelled(&mut self) -> Result<String> {
        self.crew.set_store_state(StoreState::Open)?;
        self.begin_anew()?;
        self.guest.client.cancel(self.guest.order, None)?;
        self.order_page("")
    }

    /// Someone new stands before the board and starts an order.
    fn begin_anew(&mut self) -> Result<()> {
        self.code = self.crew.code()?.code.context("there is no code to show")?.code;
        self.guest = Guest::begin(&self.base, &self.code)?;
        Ok(())
    }

    pub(super) fn timed_out(&mut self) -> Result<String> {
        self.runs_out(&self.unchosen, OrderState::TimedOut)
    }

    pub(super) fn uncollected(&mut self) -> Result<String> {
        self.runs_out(&self.uncollected, OrderState::Uncollected)
    }

    /// Waits for the end that comes by itself.
    fn runs_out(&self, guest: &Guest, end: OrderState) -> Result<String> {
        let deadline = Instant::now() + Duration::from_secs(COLLECT_S.into()) + LATE_WITHIN;
        while self.crew.order(guest.order)?.state != end {
            if Instant::now() > deadline {
                bail!("{} never became {end}", guest.link);
            }
            std::thread::sleep(Duration::from_millis(500));
        }
        Ok(guest.link.clone())
    }
}

impl Guest {
    fn begin(base: &str, code: &str) -> Result<Self> {
        let client = Client::new(base);
        let order = client.start(code)?;
        let link = order.link.context("an order has a link")?;
        Ok(Self { client, order: order.id, link })
    }

    fn place(&self, drink: &str, modifiers: Selections, name: &str) -> Result<()> {
        let drink = drink.to_owned();
        let name = Some(name.to_owned());
        self.client.place(&Place { order_id: self.order, drink, modifiers, name })?;
        Ok(())
    }
}

fn set_settings(crew: &Client, settings: Settings) -> Result<()> {
    crew.set_store(&SetStore { settings: Some(settings.into()), ..SetStore::default() })?;
    Ok(())
}
