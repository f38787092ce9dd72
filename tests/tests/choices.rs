//! What is made is what was last chosen by a person, or a default that nobody touched and that is
//! still on sale: a seeded guest with a live page goes to and fro in Debian's Chromium while the
//! menu changes under them. The same walk by plain forms is in `hub/tests/http/choices.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use crema_api::commands::{SetDrink, SetOption};
use crema_api::menu::Menu;
use crema_api::order::DrinkOrder;
use crema_api::store::StoreState;
use crema_tests::browser::Look;
use crema_tests::people::Customer;
use crema_tests::{Client, Stage};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::Value;

/// Drinks that are placed before the walk ends.
const DRINKS: usize = 4;
/// Steps of the walk at most: each is several requests of a browser.
const STEPS_MAX: usize = 2_000;

/// The options that a person chose, by modifier.
type Answers = BTreeMap<String, String>;

/// Which page is loaded: another number for each.
const LOADED: &str = "return performance.timeOrigin";

struct Walk<'a> {
    crew: &'a Client,
    guest: Customer,
    rng: ChaCha8Rng,
    /// What was chosen on each page of the browser's history; the page's script keeps its address.
    history: Vec<Answers>,
    /// The menu that *Check* was written from.
    checked: Option<Menu>,
    placed: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_on_the_way_no_other_drink_is_made() -> Result<()> {
    let seed = match std::env::var("CREMA_SEED") {
        Ok(seed) => seed.parse()?,
        Err(_) => getrandom::u64()?,
    };
    println!("CREMA_SEED={seed}");
    let stage = Stage::open()?;
    let guest = Customer::begins(&stage, Look::PHONE).await?;
    let rng = ChaCha8Rng::seed_from_u64(seed);
    let history = vec![Answers::new()];
    let mut walk = Walk { crew: &stage.crew, guest, rng, history, checked: None, placed: 0 };
    for step in 0..STEPS_MAX {
        if walk.placed == DRINKS {
            return Ok(());
        }
        walk.step().await.with_context(|| format!("step {step} of CREMA_SEED={seed}"))?;
    }
    anyhow::bail!("{} drinks in {STEPS_MAX} steps of CREMA_SEED={seed}", walk.placed)
}

impl Walk<'_> {
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.rng.next_u64() >> 33).unwrap() % bound
    }

    fn answers(&mut self) -> &mut Answers {
        self.history.last_mut().expect("a page")
    }

    async fn run(&self, script: &str) -> Result<Value> {
        self.guest.phone.evaluates(script).await
    }

    /// Presses one of what the selector names, if there is any.
    async fn press_any(&mut self, css: &str) -> Result<Value> {
        let pick = self.below(1_000);
        let script = format!(
            "const all = [...document.querySelectorAll(`{css}`)];
             const one = all[{pick} % all.length];
             one?.click();
             return one ? [one.name ?? '', one.value ?? ''] : null;"
        );
        self.run(&script).await
    }

    /// Presses something that leads to another page.
    async fn leave_by(&mut self, css: &str) -> Result<()> {
        let before = self.run(LOADED).await?;
        if self.press_any(css).await?.is_null() {
            return Ok(());
        }
        self.guest.phone.settles().await?;
        if self.run(LOADED).await? != before {
            let answers = self.answers().clone();
            self.history.push(answers);
        }
        self.sees_page().await
    }

    /// Goes back; within a page, to which a form sent again adds an entry, nothing changes.
    async fn goes_back(&mut self) -> Result<()> {
        let before = self.run(LOADED).await?;
        self.guest.phone.goes_back().await?;
        self.guest.phone.settles().await?;
        if self.run(LOADED).await? != before {
            self.history.pop();
        }
        self.sees_page().await
    }

    /// Notes which menu *Check* shows, if it is shown.
    async fn sees_page(&mut self) -> Result<()> {
        let check = self.run("return document.body.dataset.state").await? == "check";
        self.checked = if check { Some(self.crew.menu()?.menu) } else { None };
        Ok(())
    }

    async fn step(&mut self) -> Result<()> {
        if self.checked.is_some() && self.below(2) == 0 {
            return self.places().await;
        }
        match self.below(16) {
            0..5 => {
                let ticked = self.press_any("input[type=radio]:enabled:not(:checked)").await?;
                if let (Some(field), Some(option)) = (ticked[0].as_str(), ticked[1].as_str()) {
                    let modifier = field.trim_start_matches("m.").to_owned();
                    self.answers().insert(modifier, option.to_owned());
                }
            }
            5..7 => {
                self.press_any("button.drink").await?;
                self.guest.phone.settles().await?;
            }
            7..10 => self.leave_by("#choose .act button").await?,
            10 => self.leave_by(".languages button, .languages a, a.button.second").await?,
            11 if self.history.len() > 1 => self.goes_back().await?,
            12 => {
                self.guest.phone.reloads().await?;
                self.sees_page().await?;
            }
            13..15 => self.sells()?,
            _ => {
                let state = [StoreState::Paused, StoreState::Open][self.below(2)];
                self.crew.set_store_state(state)?;
            }
        }
        Ok(())
    }

    fn sells(&mut self) -> Result<()> {
        let menu = self.crew.menu()?.menu;
        let drink = &menu.drinks[self.below(menu.drinks.len())];
        let modifier = &drink.modifiers[self.below(drink.modifiers.len())];
        let option = &modifier.options[self.below(modifier.options.len())];
        let available = self.below(3) > 0;
        let option =
            SetOption { modifier: modifier.name.clone(), option: option.name.clone(), available };
        let set = SetDrink { drink: String::new(), available: None, options: vec![option] };
        self.crew.set_drink(&drink.id, &set)?;
        Ok(())
    }

    /// Presses *Place order* where it is shown; what is made is then held against what was chosen.
    async fn places(&mut self) -> Result<()> {
        let Some(menu) = self.checked.clone() else { return Ok(()) };
        self.press_any("form.act[method=post] button").await?;
        self.guest.phone.settles().await?;
        let state = self.run("return document.body.dataset.state").await?;
        if state == "choose" {
            // Refused: the same page again, at an address of its own.
            let answers = self.answers().clone();
            self.history.push(answers);
            return self.sees_page().await;
        }
        self.guest.sees_state("queued").await?;
        let orders = self.crew.orders("queued")?.orders;
        let made = orders[0].drink.clone().context("no drink")?;
        self.judge(&made, &menu)?;
        self.placed += 1;
        // The change begins from what is ordered: all of it is the guest's word.
        // In whatever language the guest has come to.
        self.guest.phone.presses("a[href*='change=1']").await?;
        self.guest.phone.sees("#choose").await?;
        let all = made.choices.iter().chain(&made.remembered);
        let answers = all.map(|choice| (choice.modifier.clone(), choice.option.clone()));
        self.history = vec![answers.collect()];
        self.checked = None;
        Ok(())
    }

    fn judge(&mut self, made: &DrinkOrder, menu: &Menu) -> Result<()> {
        let drink = menu.drink(&made.drink_id).context("a drink of the menu")?;
        for choice in &made.choices {
            let modifier = drink.modifier(&choice.modifier).context("a modifier of the drink")?;
            let default = modifier.default_option().context("a default")?;
            let wanted = self.answers().get(&choice.modifier).unwrap_or(&default.name).clone();
            assert_eq!(choice.option, wanted, "{} of {made:?}", choice.modifier);
        }
        assert_eq!(made.choices.len(), drink.modifiers.len());
        Ok(())
    }
}
