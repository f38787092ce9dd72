//! What is made is what was last chosen by a person, or a default that nobody touched and that is
//! still on sale: whatever sells out, comes back, is renamed or becomes the default meanwhile, and
//! however the guest goes to and fro. Here by plain forms; the same walk with the page's script is
//! in `crema-tests`.

use std::collections::BTreeMap;

use crema_api::answers::{MenuView, Orders};
use crema_api::commands::Role;
use crema_api::menu::{MILK, Menu, Modifier};
use crema_api::order::DrinkOrder;
use serde_json::json;

use crate::booth::{Booth, Proof};
use crate::pages::plain_phone::Page;

const MILK_FIELD: &str = "m.Milk";

/// An open booth with its crew, and a phone that looks at the drinks.
fn choosing() -> (Booth, Proof, Page) {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let begun = booth.form("/start", &format!("code={}&key=a", booth.code()), None);
    let page = Page::open(&booth, begun.header("location").unwrap());
    (booth, crew, page)
}

fn sell(booth: &Booth, crew: &Proof, option: &str, available: bool) {
    let options = [json!({ "modifier": MILK, "option": option, "available": available })];
    let path = "/api/v1/menu/latte";
    assert_eq!(booth.ask(crew, "PATCH", path, Some(json!({ "options": options }))).status, 200);
}

fn drink_of(booth: &Booth, crew: &Proof) -> DrinkOrder {
    let orders: Orders = booth.get(crew, "/api/v1/orders?state=queued").json();
    orders.orders[0].drink.clone().unwrap()
}

#[test]
fn a_milk_that_sold_out_stays_open_however_often_the_page_is_looked_at() {
    let (booth, crew, page) = choosing();
    let mut page = page.taps_drink(&booth, "latte");
    page.tick(MILK_FIELD, "Soy");
    page = page.speaks(&booth, "de");
    assert_eq!(page.ticked(MILK_FIELD), Some("Soy"), "another language keeps what was tapped");
    sell(&booth, &crew, "Soy", false);
    for _ in 0..3 {
        // Each look sends the form, as the page's script does at each event.
        page = page.speaks(&booth, "en");
        assert_eq!(page.ticked(MILK_FIELD), None);
    }
    let page = page.checks(&booth);
    assert!(!page.is_check(), "an open choice is not placed");
    assert!(page.html.contains("Soy milk has just sold out. Please choose again."));
    assert_eq!(page.ticked(MILK_FIELD), None);
}

#[test]
fn an_answer_holds_again_when_it_is_back_and_across_drinks_that_lack_it() {
    let (booth, crew, page) = choosing();
    let mut page = page.taps_drink(&booth, "latte");
    page.tick(MILK_FIELD, "Soy");
    let page = page.taps_drink(&booth, "espresso").taps_drink(&booth, "cappuccino");
    assert_eq!(page.ticked(MILK_FIELD), Some("Soy"), "an espresso asks for no milk");
    sell(&booth, &crew, "Soy", false);
    let page = page.reloaded(&booth);
    assert_eq!(page.ticked(MILK_FIELD), None);
    sell(&booth, &crew, "Soy", true);
    assert_eq!(page.speaks(&booth, "de").ticked(MILK_FIELD), Some("Soy"), "a wrong press undone");
}

#[test]
fn the_api_keeps_an_unanswered_choice_from_a_default() {
    let booth = Booth::open();
    let (phone, order) = booth.start();
    let path = format!("/api/v1/orders/{}", order.id);
    let place = |modifiers| {
        booth.ask(&phone, "PUT", &path, Some(json!({ "drink": "latte", "modifiers": modifiers })))
    };
    for open in [json!({ "Milk": null }), json!({ "Milk": "" })] {
        let refused = place(open);
        assert_eq!(refused.refusal(), "choice-open");
        assert!(refused.text().contains("Milk"), "it says which: {}", refused.text());
    }
    let crew = booth.token(Role::Crew);
    sell(&booth, &crew, "Whole", false);
    assert_eq!(place(json!({})).refusal(), "sold-out", "a default that cannot be had");
    sell(&booth, &crew, "Whole", true);
    assert_eq!(place(json!({ "Milk": "Soy" })).status, 200);
    // A change that does not say what becomes of the soy milk.
    assert_eq!(place(json!({})).refusal(), "choice-open");
    assert_eq!(drink_of(&booth, &crew).special_milk(), Some("Soy"));
    assert_eq!(place(json!({ "Milk": "Whole" })).status, 200, "said by a person");
    let counter = json!({ "drink": "latte", "modifiers": { "Milk": null } });
    assert_eq!(booth.post(&crew, "/api/v1/counter-orders", counter).refusal(), "choice-open");
}

#[test]
fn a_change_remembers_the_milk_across_a_drink_without() {
    let booth = Booth::open();
    let (phone, order) = booth.start();
    let path = format!("/api/v1/orders/{}", order.id);
    let place = |drink: &str, modifiers| {
        booth.ask(&phone, "PUT", &path, Some(json!({ "drink": drink, "modifiers": modifiers })))
    };
    assert_eq!(place("latte", json!({ "Milk": "Soy" })).status, 200);
    assert_eq!(place("espresso", json!({})).status, 200);
    assert_eq!(place("americano", json!({})).status, 200);
    assert_eq!(place("latte", json!({})).refusal(), "choice-open");
    let link = order.link.unwrap();
    let page = Page::open(&booth, &format!("{link}?change=1")).taps_drink(&booth, "latte");
    assert_eq!(page.ticked(MILK_FIELD), Some("Soy"));
}

/// What one person did on one page, and what stands for it if they come back to the page.
#[derive(Clone)]
struct Visited {
    page: Page,
    /// The last option that a person tapped, by modifier.
    said: BTreeMap<String, String>,
    /// The same as the page's address knows it.
    sent: BTreeMap<String, String>,
    /// The menu that it was written from.
    menu: Menu,
}

/// A guest without script, going to and fro while the booth's menu changes under them.
struct Walk {
    booth: Booth,
    crew: Proof,
    order: String,
    history: Vec<Visited>,
    random: u64,
    placed: u32,
}

impl Walk {
    fn below(&mut self, bound: usize) -> usize {
        // SplitMix64.
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) >> 33).unwrap() % bound
    }

    fn menu(&self) -> Menu {
        self.booth.get(&Proof::Nothing, "/api/v1/menu").json::<MenuView>().menu
    }

    fn now(&self) -> Visited {
        self.history.last().unwrap().clone()
    }

    /// Goes on to a page that was sent what has been said so far.
    fn goes(&mut self, page: Page) {
        let said = self.now().said;
        let menu = self.menu();
        self.history.push(Visited { page, sent: said.clone(), said, menu });
    }

    fn step(&mut self) {
        let now = self.now();
        match self.below(20) {
            0..5 if now.page.is_choose() => {
                let options = now.page.options();
                if options.is_empty() {
                    return;
                }
                let (field, option) = options[self.below(options.len())].clone();
                let here = self.history.last_mut().unwrap();
                // Ticking what is ticked does nothing in a browser, and tells it nothing.
                if here.page.ticked(&field) != Some(&option) {
                    here.page.tick(&field, &option);
                    here.said.insert(field["m.".len()..].to_owned(), option);
                }
            }
            5..8 if now.page.is_choose() => {
                let drinks = now.page.drinks();
                if !drinks.is_empty() {
                    let drink = drinks[self.below(drinks.len())].clone();
                    self.goes(now.page.taps_drink(&self.booth, &drink));
                }
            }
            8..11 if now.page.is_choose() && now.page.html.contains("class=\"button\"") => {
                self.goes(now.page.checks(&self.booth));
            }
            8..11 if now.page.is_check() => self.places(&now),
            11 if now.page.is_choose() || now.page.is_check() => {
                let language = ["en", "de", "ja"][self.below(3)];
                let page = now.page.speaks(&self.booth, language);
                self.goes(page);
            }
            12 => self.reloads(),
            13 if self.history.len() > 1 => {
                self.history.pop();
                // The browser shows it as it was left, or asks for it again.
                if self.below(2) == 0 {
                    self.reloads();
                }
            }
            14 if now.page.is_check() => {
                let back = Page::open(&self.booth, &now.page.link("drink="));
                self.goes(back);
            }
            15..18 => self.sells(),
            18 => self.edits_menu(),
            _ => {
                let state = ["paused", "open"][self.below(2)];
                let set = json!({ "state": state });
                assert_eq!(
                    self.booth.ask(&self.crew, "PUT", "/api/v1/store", Some(set)).status,
                    200
                );
            }
        }
    }

    fn reloads(&mut self) {
        let menu = self.menu();
        let here = self.history.last_mut().unwrap();
        here.page = here.page.reloaded(&self.booth);
        here.said = here.sent.clone();
        here.menu = menu;
    }

    fn sells(&mut self) {
        let menu = self.menu();
        let drink = &menu.drinks[self.below(menu.drinks.len())];
        let modifier = &drink.modifiers[self.below(drink.modifiers.len())];
        let option = &modifier.options[self.below(modifier.options.len())];
        // Mostly back on sale, or soon there is nothing left to choose.
        let available = self.below(3) > 0;
        let set =
            json!({ "modifier": modifier.name, "option": option.name, "available": available });
        let path = format!("/api/v1/menu/{}", drink.id);
        let sold = self.booth.ask(&self.crew, "PATCH", &path, Some(json!({ "options": [set] })));
        assert_eq!(sold.status, 200, "{}", sold.text());
    }

    /// Another default, another name, an option less or one that is back, in one drink or in all.
    fn edits_menu(&mut self) {
        let mut menu = self.menu();
        let (what, at) = (self.below(3), self.below(2));
        let only = (self.below(2) == 0).then(|| self.below(menu.drinks.len()));
        for (index, drink) in menu.drinks.iter_mut().enumerate() {
            if only.is_some_and(|only| only != index) {
                continue;
            }
            for modifier in &mut drink.modifiers {
                match what {
                    0 => modifier.options.rotate_left(1),
                    1 => rename(modifier, at),
                    _ if modifier.options.len() > 2 => drop(modifier.options.remove(at)),
                    _ => modifier.options.reverse(),
                }
            }
        }
        let set = self.booth.ask(&self.crew, "PUT", "/api/v1/menu", Some(json!({ "menu": menu })));
        assert_eq!(set.status, 200, "{}", set.text());
    }

    /// *Place* or *Save the change*: either what the person chose is made, or nothing changes.
    fn places(&mut self, now: &Visited) {
        let reply = now.page.places(&self.booth);
        if reply.status != 303 {
            // The page that says why is *Choose* again, with all that was said.
            let mut page = Page::shown(&self.order, &reply);
            page.address = page.here();
            self.goes(page);
            return;
        }
        let made = drink_of(&self.booth, &self.crew);
        let drink = now.menu.drink(&made.drink_id).unwrap();
        for choice in &made.choices {
            let modifier = drink.modifier(&choice.modifier).unwrap();
            let allowed = match now.said.get(&choice.modifier) {
                Some(said) => said,
                None => &modifier.default_option().unwrap().name,
            };
            assert_eq!(&choice.option, allowed, "{} of {made:?}", choice.modifier);
            assert!(modifier.option(&choice.option).unwrap().available, "{choice:?} is on sale");
        }
        assert_eq!(made.choices.len(), drink.modifiers.len());
        self.placed += 1;
        // From here on all that the order has is the person's word; what was only looked at for
        // another drink is over with the page.
        let all = made.choices.into_iter().chain(made.remembered);
        let said: BTreeMap<_, _> = all.map(|choice| (choice.modifier, choice.option)).collect();
        let page = Page::open(&self.booth, &format!("{}?change=1", self.order));
        self.history = vec![Visited { page, sent: said.clone(), said, menu: self.menu() }];
    }
}

fn rename(modifier: &mut Modifier, at: usize) {
    let option = &mut modifier.options[at];
    option.name = match option.name.strip_suffix(" 2") {
        Some(before) => before.to_owned(),
        None => format!("{} 2", option.name),
    };
}

#[test]
fn what_is_made_is_what_a_person_last_chose_or_an_untouched_default() {
    let given = std::env::var("CREMA_SEED").ok().and_then(|seed| seed.parse().ok());
    let first = given.unwrap_or_else(|| {
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).unwrap();
        u64::from_le_bytes(bytes)
    });
    let mut placed = 0;
    for seed in (0..WALKS).map(|walk| first.wrapping_add(walk)) {
        println!("CREMA_SEED={seed}");
        let (booth, crew, page) = choosing();
        let order = page.address.clone();
        let mut walk = Walk { booth, crew, order, history: Vec::new(), random: seed, placed: 0 };
        let (said, menu) = (BTreeMap::new(), walk.menu());
        walk.history.push(Visited { page, sent: said.clone(), said, menu });
        for _ in 0..STEPS {
            walk.step();
        }
        placed += walk.placed;
    }
    println!("{placed} drinks were placed");
    assert!(placed > 0, "the walks get somewhere");
}

/// Walks, each with a booth of its own.
const WALKS: u64 = 6;
/// Steps of one walk.
const STEPS: usize = 250;
