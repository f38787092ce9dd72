//! What people do at the booth, in their own words: a customer with a phone, a barista with a
//! tablet, and the board that everyone looks at. Each takes a window and knows the pages in it.

use anyhow::{Context, Result};
use crema_api::OrderId;
use crema_api::answers::{LiveCode, OrderView};
use crema_api::commands::Place;
use crema_api::menu::{Drink, MILK, Menu};
use crema_api::selection::Selections;

use crate::booth::Booth;
use crate::client::Client;
use crate::eventually::eventually;
use crate::window::Window;

/// Someone who wants a coffee, and their phone.
#[derive(Debug)]
pub struct Customer {
    /// What they look at.
    pub phone: Window,
}

impl Customer {
    /// Scans the code on the board: the address in it opens, with the code filled in.
    ///
    /// # Errors
    /// When there is no code, or the page does not come.
    pub async fn scans(&self, booth: &Booth, staff: &Client) -> Result<()> {
        let code = live_code(staff).await?;
        let path = code.url.splitn(4, '/').nth(3).context("the code's address has no path")?;
        self.phone.visit(&booth.url(&format!("/{path}"))).await?;
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
    /// Pairs the tablet by PIN and stands before the columns.
    ///
    /// # Errors
    /// When pairing is refused or the page does not come.
    pub async fn pairs(tablet: Window, booth: &Booth, name: &'static str) -> Result<Self> {
        tablet.visit(&booth.url("/barista")).await?;
        tablet.types(".sign-in-fields label:first-of-type input", name).await?;
        tablet.types("input.pin", booth.barista_pin()).await?;
        tablet.presses(".sign-in button[type=submit]").await?;
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

/// Opens the board in a window that the demo's link pairs.
///
/// # Errors
/// When the link is refused or no board comes.
pub async fn hang_up_board(board: &Window, booth: &Booth) -> Result<()> {
    board.visit(booth.board_link()).await?;
    board.arrives_at("/board").await?;
    board.sees("#board svg").await?;
    Ok(())
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
pub fn drink_with_milk(menu: &Menu) -> Result<(&Drink, &str)> {
    menu.drinks
        .iter()
        .filter(|drink| drink.available)
        .find_map(|drink| {
            let mut options = drink.modifier(MILK)?.options.iter().skip(1);
            options.find(|option| option.available).map(|option| (drink, option.name.as_str()))
        })
        .context("the menu has no drink with a choice of milk")
}

/// An order that a program starts and places for someone, with the menu's first drink to be had.
///
/// # Errors
/// When the booth refuses.
pub async fn place_by_program(booth: &Booth, staff: &Client, name: &str) -> Result<OrderView> {
    let code = live_code(staff).await?.code;
    let customer = booth.customer();
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
