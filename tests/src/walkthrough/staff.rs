//! A walkthrough of the staff's screens: the tablet, the crew's pages and the board, each as the
//! states that one window comes through, in order. All are about the booth of [`queue`].

use anyhow::{Result, bail};
use crema_api::commands::{Role, SetStore};
use crema_api::store::StoreState;

use crate::people::{place_by_program, sign_in};
use crate::stage::Stage;
use crate::window::Window;

/// One state of a screen.
#[derive(Debug)]
pub struct Screen {
    /// What the state is called, in English.
    pub name: &'static str,
    /// What brings the screen there from the state before.
    acts: &'static [Act],
    /// What shows that the screen is in this state (CSS).
    shows: &'static str,
    /// What can be read there then.
    reads: &'static str,
}

/// What is done at a screen, or at the booth that it shows.
#[derive(Debug, Clone, Copy)]
enum Act {
    /// Its address is opened.
    Visit(&'static str),
    /// Someone in this role signs in.
    SignIn(Role),
    /// This is pressed (CSS).
    Press(&'static str),
    /// A page of the crew's is opened, named as in its address.
    Page(&'static str),
    /// The crew opens or shuts the store.
    Set(StoreState),
}

/// The page of a window that is not signed in.
const SIGN_IN: &str = ".sign-in";
/// The second order in Preview.
const WAITING: &str = ".column.preview .cards > :nth-child(2)";
const WAITING_BODY: &str = ".column.preview .cards > :nth-child(2) .card-body";

/// A barista's tablet.
pub const TABLET: [Screen; 3] = [
    screen("pairing", &[Act::Visit("/barista")], SIGN_IN),
    screen("the columns", &[Act::SignIn(Role::Barista)], WAITING),
    screen("an order's sheet", &[Act::Press(WAITING_BODY)], ".with-sheet"),
];

/// The crew's pages.
pub const CREW: [Screen; 11] = [
    screen("pairing", &[Act::Visit("/crew")], SIGN_IN),
    crew_page("today", &[Act::SignIn(Role::Crew), Act::Page("today")]),
    crew_page("store", &[Act::Page("store")]),
    crew_page("limits", &[Act::Page("limits")]),
    crew_page("menu", &[Act::Page("menu")]),
    crew_page("occasion", &[Act::Page("occasion")]),
    crew_page("people", &[Act::Page("people")]),
    crew_page("printers", &[Act::Page("printers")]),
    crew_page("branding", &[Act::Page("branding")]),
    crew_page("end", &[Act::Page("end")]),
    crew_page("log", &[Act::Page("log")]),
];

/// The big screen, once it is paired. What it shows of the store is read in English.
pub const BOARD: [Screen; 4] = [
    board("open", &[], ""),
    board("paused", &[Act::Set(StoreState::Paused)], PAUSED_FOR),
    board("last orders", &[Act::Set(StoreState::LastOrders)], "Last orders"),
    board("closed", &[Act::Set(StoreState::Closed)], "Closed"),
];

/// Until when the booth is paused, in the crew's words.
const PAUSED_FOR: &str = "Back after the keynote";
const PAUSE_MIN: u32 = 15;

/// Whose coffee it is: names of several scripts and lengths.
const NAMES: [&str; 8] = ["Zoë", "Ben", "さくら", "Chidi", "Åsa", "Maximiliane", "Lí", "أمل"];
/// How many of them are on the counter, and how many more are being made.
const READY: usize = 2;
const MAKING: usize = 1;

const fn screen(name: &'static str, acts: &'static [Act], shows: &'static str) -> Screen {
    Screen { name, acts, shows, reads: "" }
}

const fn crew_page(name: &'static str, acts: &'static [Act]) -> Screen {
    screen(name, acts, "main h1, main h2")
}

const fn board(name: &'static str, acts: &'static [Act], reads: &'static str) -> Screen {
    Screen { name, acts, shows: "#board svg", reads }
}

/// Fills the booth: some orders on the counter, one being made, the others waiting.
///
/// # Errors
/// When the booth refuses.
pub async fn queue(stage: &Stage) -> Result<()> {
    let leo = stage.booth.barista("Leo")?;
    for (index, name) in NAMES.into_iter().enumerate() {
        let order = place_by_program(stage, name).await?.id;
        if index < READY + MAKING {
            leo.claim(order)?;
        }
        if index < READY {
            leo.complete(order)?;
        }
    }
    Ok(())
}

impl Screen {
    /// Brings a window that is in the state before into this one, and waits until it shows it.
    ///
    /// # Errors
    /// When it never does.
    pub async fn open(&self, stage: &Stage, window: &Window) -> Result<()> {
        for act in self.acts {
            act.is_done(stage, window).await?;
        }
        window.sees(self.shows).await?;
        window.reads_in(self.shows, self.reads).await
    }
}

impl Act {
    async fn is_done(self, stage: &Stage, window: &Window) -> Result<()> {
        match self {
            Self::Visit(path) => window.visit(&stage.booth.url(path)).await,
            Self::SignIn(Role::Barista) => sign_in(window, "Mia", stage.booth.barista_pin()).await,
            Self::SignIn(Role::Crew) => sign_in(window, "Kim", stage.booth.crew_pin()).await,
            Self::SignIn(role) => bail!("no {role:?} signs in by PIN"),
            Self::Press(css) => window.presses(css).await,
            Self::Page(page) => {
                window.visit(&stage.booth.url(&format!("/crew#{page}"))).await?;
                window.sees(&format!("nav [href='/crew#{page}'][aria-current=page]")).await?;
                Ok(())
            }
            Self::Set(state) => {
                let paused = state == StoreState::Paused;
                stage.crew.set_store(&SetStore {
                    state: Some(state),
                    reason: paused.then(|| PAUSED_FOR.to_owned()),
                    pause_min: paused.then_some(PAUSE_MIN),
                    ..SetStore::default()
                })?;
                Ok(())
            }
        }
    }
}
