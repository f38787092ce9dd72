//! *Choose* and *Check*: the drinks with their extras, and the choice shown once more before it is
//! placed. The same two pages change the drink of a queued order, then without a time limit.

use askama::Template;
use crema_api::commands::CUP_NAME_CHARS_MAX;
use crema_api::store::StoreState;

use super::allergen::{Contents, contents_of, in_brief, words_of};
use super::choice::{Choice, Gone, Open, Pick, State, choosing_of};
use super::drink::{
    DrinkText, drink_icon, drink_word, modifier_word, option_alone, option_alone_as_written,
    option_word,
};
use super::fields::{self, Choosing, DEFAULT_PREFIX, LANG, MODIFIER_PREFIX};
use super::layout::{Address, Frame, Layout, Look};
use super::order_page::OrderPage;
use super::start::{refusal_sentence, why_paused};
use crate::messages::Messages;

/// The bar on top: title, and the time left while there is a limit.
struct Bar {
    title: String,
    time: Option<TimeLeft>,
    label: Option<String>,
    /// Why the time is paused.
    notices: Vec<String>,
}

/// Time left to choose, as it was when the page was written; the script lets it run.
struct TimeLeft {
    left_ms: u64,
    total_ms: u64,
    /// `3:54`.
    figure: String,
    /// While the store is paused the time does not run.
    still: bool,
}

impl TimeLeft {
    fn from_page(page: &OrderPage<'_>) -> Option<Self> {
        let until = page.order.choose_until_booth_ms?;
        let left_ms = until.saturating_sub(page.order.booth_ms);
        let seconds = left_ms / 1000;
        Some(Self {
            left_ms,
            total_ms: until.saturating_sub(page.order.started_booth_ms).max(left_ms).max(1),
            figure: format!("{}:{:02}", seconds / 60, seconds % 60),
            still: page.store.store.state == StoreState::Paused,
        })
    }
}

#[derive(Template)]
#[template(path = "choose.html")]
struct ChooseHtml<'a> {
    t: Messages,
    lang: Option<&'static str>,
    bar: Bar,
    order_path: String,
    check_path: String,
    cancel_href: String,
    keep_href: String,
    seq: u64,
    notes: Vec<String>,
    cards: Vec<DrinkCard<'a>>,
    chosen: Option<&'a str>,
    groups: Vec<Group<'a>>,
    /// The answers about modifiers that this drink does not have.
    others: Vec<(String, String)>,
    chosen_contents: Option<ChosenContents>,
    name: &'a str,
    name_chars: usize,
    change: bool,
}

/// A drink to tap.
struct DrinkCard<'a> {
    id: &'a str,
    name: String,
    icon: String,
    chosen: bool,
    /// Its contents with its defaults, as far as the menu says.
    contents: Option<Contents>,
}

/// The contents of the drink with the extras that are named beside it: without script the page does
/// not follow the extras, and must not say of one choice what holds for another.
struct ChosenContents {
    drink: DrinkText,
    contents: Option<Contents>,
}

/// A modifier as segmented choices.
struct Group<'a> {
    /// The fields' name: `m.Milk`.
    field: String,
    /// The field's value while no option is ticked: a form sends nothing for such a row.
    unticked: &'a str,
    /// The field that says that the ticked option is a default which was shown, and its value.
    shown: Option<(String, &'a str)>,
    legend: String,
    /// Why it is left to choose, and whether it is the first that is: the page goes there.
    open: Option<(String, bool)>,
    segments: Vec<Segment<'a>>,
}

/// One option.
struct Segment<'a> {
    value: &'a str,
    word: String,
    checked: bool,
    sold_out: bool,
    /// The words for the allergens that it adds.
    brings: String,
}

/// *Choose*, for orders whose drink can be chosen.
pub(super) fn render_choose(layout: &Layout<'_>, page: &OrderPage<'_>) -> String {
    let t = layout.messages();
    let choosing = current_choosing(page);
    let choice = Choice::from_choosing(&choosing, page.menu, page.changed());
    let changing = page.is_changing();
    let title = t.text(if changing { "change-title" } else { "choose-title" });
    let html = ChooseHtml {
        t,
        lang: layout.carried_tag(),
        bar: top_bar(page, title.clone(), t),
        order_path: fields::order_path(page.secret),
        check_path: fields::check_path(page.secret),
        cancel_href: layout.link_to(&fields::cancel_path(page.secret)),
        keep_href: layout.link_to(&fields::order_path(page.secret)),
        seq: page.order.seq.0,
        notes: notes_above(page, &choice, t),
        cards: drink_cards(page, &choice, t),
        chosen: choice.drink.map(|drink| drink.id.as_str()),
        groups: modifier_groups(&choice, t),
        others: choosing
            .modifier_pairs(|name| choice.drink.is_none_or(|drink| drink.modifier(name).is_none())),
        chosen_contents: choice.complete_drink().map(|drink| ChosenContents {
            drink: DrinkText::of_choice(&choice, drink, t),
            contents: contents_of(&choice, drink, t),
        }),
        name: choosing.name.as_deref().unwrap_or_default(),
        name_chars: CUP_NAME_CHARS_MAX,
        change: changing,
    };
    let address = Address { query: choice.with_open_rows(&choosing).to_pairs(), ..page.address() };
    let frame = Frame { form: Some("choose"), ..page_frame(page, title, "choose", address) };
    layout.render_page(&frame, &html)
}

/// Returns the current choice: that of the address, or, when a change begins, that of the order.
fn current_choosing(page: &OrderPage<'_>) -> Choosing {
    match &page.order.drink {
        Some(drink) if page.is_changing() && page.choosing.drink.is_none() => {
            choosing_of(drink, page.order.name.as_deref())
        }
        _ => page.choosing.clone(),
    }
}

fn top_bar(page: &OrderPage<'_>, title: String, t: Messages) -> Bar {
    let time = TimeLeft::from_page(page);
    let mut notices = Vec::new();
    if time.as_ref().is_some_and(|time| time.still) {
        notices.extend(why_paused(&page.store.store, t));
        notices.push(t.text("paused-choosing"));
    }
    Bar { title, time, label: page.order.label.clone(), notices }
}

/// A page with fields is not loaded again while someone types: without script, only when the time
/// is over.
fn page_frame(page: &OrderPage<'_>, title: String, state: &'static str, at: Address) -> Frame {
    Frame {
        at: Some(at),
        title,
        look: Look::OwnBar,
        state,
        refresh_s: TimeLeft::from_page(page)
            .filter(|time| !time.still)
            .map(|time| time.left_ms / 1000 + 1),
        stream: Some(page.stream()),
        calls: 0,
        form: None,
    }
}

/// Returns the sentences above the drinks: that the chosen one has sold out, or why the last try
/// was refused if no row says so.
fn notes_above(page: &OrderPage<'_>, choice: &Choice<'_>, t: Messages) -> Vec<String> {
    if page.menu.drinks.iter().all(|drink| !drink.available) {
        return vec![t.text("nothing-left")];
    }
    let note = match &choice.gone {
        Some(Gone::SoldOut(drink)) => Some(t.text_with("gone", "what", drink_word(drink, t))),
        Some(Gone::Unknown) => Some(t.text("refusal-no-such-drink")),
        None if choice.picks.iter().any(|pick| pick.open().is_some()) => None,
        None => page.refusal.map(|kind| refusal_sentence(kind, t)),
    };
    note.into_iter().collect()
}

/// Returns why a row is left to choose, as a sentence that can be read away from its row.
fn why_open(pick: &Pick<'_>, open: Open<'_>, t: Messages) -> String {
    let of = pick.modifier;
    match open {
        Open::SoldOut(option) => t.text_with("gone", "what", option_alone(of, option, t)),
        Open::DefaultSoldOut(option) => t.text_with("pick", "what", option_alone(of, option, t)),
        Open::NotOffered(name) => {
            t.text_with("not-offered", "what", option_alone_as_written(of, name, t))
        }
        Open::Unanswered => t.text_with("unanswered", "what", modifier_word(of, t)),
    }
}

/// Returns the cards of the available drinks; one that sold out is not shown.
fn drink_cards<'a>(page: &OrderPage<'a>, choice: &Choice<'_>, t: Messages) -> Vec<DrinkCard<'a>> {
    let drinks = page.menu.drinks.iter().filter(|drink| drink.available);
    drinks
        .map(|drink| DrinkCard {
            id: &drink.id,
            name: drink_word(drink, t),
            icon: drink_icon(drink),
            chosen: choice.drink == Some(drink),
            contents: in_brief(drink, t),
        })
        .collect()
}

fn modifier_groups<'a>(choice: &Choice<'a>, t: Messages) -> Vec<Group<'a>> {
    let first = choice.picks.iter().position(|pick| pick.open().is_some());
    let picks = choice.picks.iter().enumerate();
    picks
        .map(|(index, pick)| {
            let open = pick.open().map(|open| (why_open(pick, open, t), first == Some(index)));
            Group { open, ..modifier_group(pick, t) }
        })
        .collect()
}

fn modifier_group<'a>(pick: &Pick<'a>, t: Messages) -> Group<'a> {
    let segments = pick.modifier.options.iter().map(|option| Segment {
        value: &option.name,
        word: option_word(option, t),
        checked: pick.option() == Some(option),
        sold_out: !option.available,
        brings: words_of(&option.allergens, t),
    });
    let name = &pick.modifier.name;
    let (unticked, default): (&str, Option<&str>) = match pick.state {
        State::Answered(option) | State::Open(Open::SoldOut(option)) => (&option.name, None),
        State::Open(Open::NotOffered(name)) => (name, None),
        State::Default(option) => ("", Some(&option.name)),
        State::Open(Open::DefaultSoldOut(_) | Open::Unanswered) => ("", None),
    };
    Group {
        field: format!("{MODIFIER_PREFIX}{name}"),
        unticked,
        shown: default.map(|option| (format!("{DEFAULT_PREFIX}{name}"), option)),
        legend: modifier_word(pick.modifier, t),
        open: None,
        segments: segments.collect(),
    }
}

#[derive(Template)]
#[template(path = "check.html")]
struct CheckHtml<'a> {
    t: Messages,
    lang: Option<&'static str>,
    bar: Bar,
    drink: DrinkText,
    name: &'a str,
    for_name: (String, String),
    contents: Option<Contents>,
    place_path: String,
    back_href: String,
    hidden: Vec<(String, String)>,
    key: &'a str,
    button: String,
    wait: String,
}

/// *Check*: the choice once more, and *Place order*. `None` if something is left to choose, or the
/// order's drink can no longer be chosen.
pub(super) fn render_check(layout: &Layout<'_>, page: &OrderPage<'_>) -> Option<String> {
    let t = layout.messages();
    let open = (page.is_choosing() && !page.is_shut_out()) || page.is_changing();
    let choice = Choice::from_choosing(page.choosing, page.menu, page.changed());
    let drink = choice.complete_drink().filter(|_| open)?;
    let title = t.text("check-title");
    let mut back = page.choosing.to_pairs();
    back.extend(layout.carried_tag().map(|lang| (LANG.to_owned(), lang.to_owned())));
    let html = CheckHtml {
        t,
        lang: layout.carried_tag(),
        bar: top_bar(page, title.clone(), t),
        drink: DrinkText::of_choice(&choice, drink, t),
        name: page.choosing.name.as_deref().unwrap_or_default(),
        for_name: t.text_around("for-name", "name"),
        contents: contents_of(&choice, drink, t),
        place_path: fields::place_path(page.secret),
        back_href: fields::with_query(&fields::order_path(page.secret), &back),
        hidden: choice.with_every_option(page.choosing).to_pairs(),
        key: page.key,
        button: t.text(if page.is_changing() { "save-button" } else { "place-button" }),
        wait: if page.is_changing() {
            t.text("keeps-place")
        } else {
            t.text_with("from-now", "minutes", page.store.expected_wait_min.max(1))
        },
    };
    let path = fields::check_path(page.secret);
    let address = Address { path, query: page.choosing.to_pairs() };
    Some(layout.render_page(&page_frame(page, title, "check", address), &html))
}
