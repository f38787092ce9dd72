//! What people do at the booth, in their own words: a customer with a phone, a barista with a
//! tablet, and the board that everyone looks at. Each takes a window and knows the pages in it.

use anyhow::{Context, Result};
use crema_api::OrderId;
use crema_api::answers::{LiveCode, OrderView};
use crema_api::commands::Place;
use crema_api::menu::{Drink, MILK};
use crema_api::selection::Selections;

use crate::booth::Booth;
use crate::browser::Look;
use crate::client::Client;
use crate::eventually::eventually;
use crate::stage::Stage;
use crate::window::Window;

/// Someone who wants a coffee, and their phone.
#[derive(Debug)]
pub struct Customer {
    /// What they look at.
    pub phone: Window,
}

impl Customer {
    /// Comes to the booth with a phone that was never here.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn comes(stage: &Stage, phone: Look) -> Result<Self> {
        Ok(Self { phone: stage.window(phone).await? })
    }

    /// Comes to the booth, scans the code, and stands before the drinks.
    ///
    /// # Errors
    /// As each of these steps.
    pub async fn begins(stage: &Stage, phone: Look) -> Result<Self> {
        let customer = Self::comes(stage, phone).await?;
        customer.scans(stage).await?;
        customer.starts().await?;
        Ok(customer)
    }

    /// Goes the way from the drinks to a number, and returns the order as staff see it.
    ///
    /// # Errors
    /// As each of its steps.
    pub async fn orders(
        &self,
        staff: &Client,
        drink: &Drink,
        milk: Option<&str>,
        name: &str,
    ) -> Result<OrderView> {
        self.chooses(drink, milk, name).await?;
        self.checks().await?;
        order_with_label(staff, &self.places().await?)
    }

    /// Scans the code on the board: the address in it opens, with the code filled in.
    ///
    /// # Errors
    /// When there is no code, or the page does not come.
    pub async fn scans(&self, stage: &Stage) -> Result<()> {
        let code = live_code(&stage.crew).await?;
        let path = code.url.splitn(4, '/').nth(3).context("the code's address has no path")?;
        self.phone.visit(&stage.booth.url(&format!("/{path}"))).await?;
        self.phone.sees("#code").await?;
        Ok(())
    }

    /// Presses *Start* and stands before the drinks.
    ///
    /// # Errors
    /// When the booth refuses or the page does not come.
    pub async fn starts(&self) -> Result<()> {
        self.phone.presses("form[action='/start'] button").await?;
        self.phone.arrives_at("/o/").await?;
        self.phone.sees("button.drink").await?;
        Ok(())
    }

    /// Chooses a drink with one milk, and says whose cup it is.
    ///
    /// # Errors
    /// When the page does not have it.
    pub async fn chooses(&self, drink: &Drink, milk: Option<&str>, name: &str) -> Result<()> {
        self.phone.presses(&format!("button.drink[value='{}']", drink.id)).await?;
        self.phone.sees(&format!("button.drink[value='{}'][aria-pressed=true]", drink.id)).await?;
        if let Some(milk) = milk {
            let option = format!("label.segment:has(input[name='m.{MILK}'][value='{milk}'])");
            self.phone.presses(&option).await?;
        }
        self.phone.types("input#name", name).await
    }

    /// Looks at the choice once more.
    ///
    /// # Errors
    /// When the page does not come.
    pub async fn checks(&self) -> Result<()> {
        self.phone.presses(".act button.button").await?;
        self.phone.sees(".cupcard").await?;
        Ok(())
    }

    /// Presses *Place order* and gets a number, such as `B42`.
    ///
    /// # Errors
    /// When the booth refuses or no number comes.
    pub async fn places(&self) -> Result<String> {
        self.phone.presses("form.act button.button").await?;
        self.sees_state("queued").await?;
        self.phone.text("h1.number").await
    }

    /// Waits until their order's page is in this state, by itself.
    ///
    /// # Errors
    /// When it never is.
    pub async fn sees_state(&self, state: &str) -> Result<()> {
        self.phone.sees(&format!("main[data-state='{state}']")).await?;
        Ok(())
    }
}

/// Someone who makes coffee, and their tablet.
#[derive(Debug)]
pub struct Barista {
    /// What they look at.
    pub tablet: Window,
    /// What they are called.
    pub name: &'static str,
}

impl Barista {
    /// Pairs a new tablet by PIN and stands before the columns.
    ///
    /// # Errors
    /// When pairing is refused or the page does not come.
    pub async fn pairs(stage: &Stage, name: &'static str) -> Result<Self> {
        let tablet = stage.page(Look::TABLET, "/barista").await?;
        Self::signs_in(tablet, &stage.booth, name).await
    }

    /// The same at a tablet that shows the page already.
    ///
    /// # Errors
    /// As [`Barista::pairs`].
    pub async fn signs_in(tablet: Window, booth: &Booth, name: &'static str) -> Result<Self> {
        sign_in(&tablet, name, booth.barista_pin()).await?;
        tablet.sees(".columns").await?;
        Ok(Self { tablet, name })
    }

    /// Waits until the order's card stands in this column, by itself.
    ///
    /// # Errors
    /// When it never does.
    pub async fn sees_in(&self, column: &str, order: OrderId) -> Result<()> {
        self.tablet.sees(&format!(".column.{column} {}", card(order))).await?;
        Ok(())
    }

    /// Presses the card's one button.
    ///
    /// # Errors
    /// When there is none.
    pub async fn presses_card(&self, order: OrderId) -> Result<()> {
        self.tablet.presses(&format!("{} .card-button:not([disabled])", card(order))).await
    }
}

/// What names an order's card on a tablet.
#[must_use]
pub fn card(order: OrderId) -> String {
    format!("article[data-order='{order}']")
}

/// Signs in at the staff's page that a window shows, and waits until it is let in.
///
/// # Errors
/// When the page does not ask for it, or refuses.
pub async fn sign_in(window: &Window, name: &str, pin: &str) -> Result<()> {
    window.types(".sign-in-fields label:first-of-type input", name).await?;
    window.types("input.pin", pin).await?;
    window.presses(".sign-in button[type=submit]").await?;
    window.loses(".sign-in").await
}

/// Opens the crew's page on a tablet that someone of the crew signs in at.
///
/// # Errors
/// When pairing is refused or the page does not come.
pub async fn open_crew_page(stage: &Stage) -> Result<Window> {
    let tablet = stage.page(Look::TABLET, "/crew").await?;
    sign_in(&tablet, "Ada", stage.booth.crew_pin()).await?;
    Ok(tablet)
}

/// Opens the board on a big screen that the demo's link pairs.
///
/// # Errors
/// When the link is refused or no board comes.
pub async fn hang_up_board(stage: &Stage) -> Result<Window> {
    let board = stage.window(Look::BOARD).await?;
    board.visit(stage.booth.board_link()).await?;
    board.arrives_at("/board").await?;
    board.sees("#board svg").await?;
    Ok(board)
}

/// The code on the board, as staff may read it; the first one comes with the hub's first tick.
///
/// # Errors
/// When there is none to show.
pub async fn live_code(staff: &Client) -> Result<LiveCode> {
    eventually("a code on the board", async || {
        staff.code()?.code.context("there is no code to show")
    })
    .await
}

/// The one open order with this label.
///
/// # Errors
/// When there is none.
pub fn order_with_label(staff: &Client, label: &str) -> Result<OrderView> {
    let orders = staff.orders("open")?.orders;
    let found = orders.into_iter().find(|order| order.label.as_deref() == Some(label));
    found.with_context(|| format!("no open order {label}"))
}

/// A drink that is to be had, and a milk for it that is not what one gets without asking.
///
/// # Errors
/// When the menu has none.
pub fn drink_with_milk(anyone: &Client) -> Result<(Drink, String)> {
    let menu = anyone.menu()?.menu;
    menu.drinks
        .into_iter()
        .filter(|drink| drink.available)
        .find_map(|drink| {
            let mut options = drink.modifier(MILK)?.options.iter().skip(1);
            let milk = options.find(|option| option.available)?.name.clone();
            Some((drink, milk))
        })
        .context("the menu has no drink with a choice of milk")
}

/// An order that a program starts and places for someone, with the menu's first drink to be had.
///
/// # Errors
/// When the booth refuses.
pub async fn place_by_program(stage: &Stage, name: &str) -> Result<OrderView> {
    let code = live_code(&stage.crew).await?.code;
    let customer = stage.booth.customer();
    let started = customer.start(&code)?;
    let menu = customer.menu()?.menu;
    let drink = menu.drinks.iter().find(|drink| drink.available).context("nothing to be had")?;
    let place = Place {
        order_id: started.id,
        drink: drink.id.clone(),
        modifiers: Selections::default(),
        name: Some(name.to_owned()),
    };
    Ok(customer.place(&place)?)
}
