//! A walkthrough of the customer's page: every state that it has, in the order in which one booth
//! comes into them, each opened on as many phones as somebody wants to look at. The pictures and the
//! judgement of accessibility take the same walk, so that neither forgets a state.
//!
//! Which states there are is here; how a booth is brought into them is in [`scenes`]. The staff's
//! screens have a walk of their own, [`staff`].

mod scenes;
pub mod staff;

use anyhow::Result;

use crate::booth::Booth;
use crate::window::Window;
use scenes::Scenes;

/// One state of the customer's page.
struct State {
    name: &'static str,
    /// Brings the booth there from the state before, and says the page's path.
    reach: fn(&mut Scenes) -> Result<String>,
    /// What is done on the page.
    acts: &'static [Act],
    /// What shows that the page is in this state (CSS).
    shows: &'static str,
}

/// What a customer does on a page, by CSS.
#[derive(Debug, Clone, Copy)]
enum Act {
    Type(&'static str, &'static str),
    Press(&'static str),
}

/// A state that is reached by the address alone.
const fn at(
    name: &'static str,
    reach: fn(&mut Scenes) -> Result<String>,
    shows: &'static str,
) -> State {
    State { name, reach, acts: &[], shows }
}

/// What asks for a code that never was.
const WRONG_CODE: [Act; 2] =
    [Act::Type("#code", "BAAAAA"), Act::Press("form[action='/start'] button")];

/// Every state.
const STATES: [State; 26] = [
    at("start", Scenes::at_the_start, "#code"),
    at("start, scanned", Scenes::scanned, "#code"),
    State { name: "wrong code", reach: Scenes::at_the_start, acts: &WRONG_CODE, shows: "#refusal" },
    State {
        name: "languages",
        reach: Scenes::at_the_start,
        acts: &[Act::Press(".languages summary")],
        shows: ".languages[open]",
    },
    at("gone", |_| Ok("/o/nowhere".to_owned()), "main[data-state]"),
    // An order's life.
    at("choose", |scenes| scenes.order_page(""), "button.drink"),
    at("chosen", Scenes::chosen, "[aria-pressed=true]"),
    at("check", Scenes::checked, ".cupcard"),
    at("queued", Scenes::placed, "main[data-state=queued]"),
    at("change", |scenes| scenes.order_page("?change=1"), "button.drink"),
    at("cancel", |scenes| scenes.order_page("/cancel"), "button.danger"),
    at("making", Scenes::claimed, "main[data-state=making]"),
    at("ready", Scenes::completed, "main[data-state=ready]"),
    at("called again", |scenes| scenes.staff_does("call-again"), "main[data-calls]"),
    at("made again", |scenes| scenes.staff_does("remake"), ".told"),
    at("collected", Scenes::collected, "main[data-state=collected]"),
    at("journey", Scenes::journey, "ol.journey"),
    // A booth that takes no orders, for the guest who comes and for the one who is there.
    at("full", Scenes::full, "section.card h2"),
    at("paused", Scenes::paused, "section.card h2"),
    at("paused while choosing", |scenes| scenes.order_page(""), ".told"),
    at("paused while queued", Scenes::placed, ".told"),
    at("last orders", Scenes::last_orders, "section.card h2"),
    at("closed", Scenes::closed, "section.card h2"),
    // The other ends.
    at("cancelled", Scenes::cancelled, "main[data-state=cancelled]"),
    at("timed_out", Scenes::timed_out, "main[data-state=timed_out]"),
    at("uncollected", Scenes::uncollected, "main[data-state=uncollected]"),
];

/// The walk: gives one state after the other, and the booth is in the one that was given last.
#[derive(Debug)]
pub struct Walkthrough {
    scenes: Scenes,
    next: usize,
}

impl Walkthrough {
    /// Begins it at an open booth in which nothing else happens.
    ///
    /// # Errors
    /// When the booth refuses.
    pub async fn begin(booth: &Booth) -> Result<Self> {
        Ok(Self { scenes: Scenes::begin(booth).await?, next: 0 })
    }
}

impl Iterator for Walkthrough {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        let state = STATES.get(self.next)?;
        self.next += 1;
        let page = (state.reach)(&mut self.scenes).map(|path| Page {
            name: state.name,
            url: self.scenes.url(&path),
            acts: state.acts,
            shows: state.shows,
        });
        Some(page)
    }
}

/// The customer's page in one of its states.
#[derive(Debug)]
pub struct Page {
    /// What the state is called, in English.
    pub name: &'static str,
    url: String,
    acts: &'static [Act],
    shows: &'static str,
}

impl Page {
    /// Opens it in this language, and waits until it shows what it is about.
    ///
    /// # Errors
    /// When it never does.
    pub async fn open(&self, phone: &Window, language: &str) -> Result<()> {
        let join = if self.url.contains('?') { '&' } else { '?' };
        phone.visit(&format!("{}{join}lang={language}", self.url)).await?;
        for act in self.acts {
            match *act {
                Act::Type(field, text) => phone.types(field, text).await?,
                Act::Press(button) => phone.presses(button).await?,
            }
        }
        phone.sees(self.shows).await?;
        Ok(())
    }
}
