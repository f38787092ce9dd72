//! The menu in a spreadsheet: a row for each option of each drink.
//!
//! | column | content |
//! | --- | --- |
//! | `drink` | the drink's id, in each of its rows |
//! | `name` | its name; `name ja` is its Japanese name, and so on |
//! | `vessel` | `tall` (as when empty) or `short` |
//! | `layers` | the icon from the bottom up: `espresso 25, milk 55, foam 20` |
//! | `available` | `yes` (as when empty) or `no` |
//! | `allergens` | `milk, nuts`; `none` for an empty list; empty if unknown |
//! | `caffeine_mg` | a number, or empty |
//! | `modifier` | the name of a choice (`Milk`); `modifier ja` and so on; empty for a drink without choices |
//! | `option` | an option of it (`Oat`); `option ja` and so on; the first is the default |
//! | `option_available` | `yes` (as when empty) or `no` |
//! | `option_allergens` | the allergens that it adds, or empty |
//!
//! The properties of a drink or a modifier need be in one of its rows only. Columns may come in any
//! order. Commas, semicolons (as spreadsheets write in half of Europe) and tabs separate the cells.
//!
//! A cell that begins with `=`, `+`, `-` or `@` is a formula to a spreadsheet (OWASP, *CSV
//! injection*). Such a text is written with a `'` before it, which is removed when it is read.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use crema_api::menu::{Allergen, Drink, Menu, Modifier, ModifierOption};

use super::words::Word;

pub use read::read;

/// The name that spreadsheets have for a table in UTF-8.
pub const SAVE_AS: &str = "\"CSV UTF-8\"";
/// The mark by which spreadsheets recognize UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';
/// Written where a list is known to be empty.
const NONE: &str = "none";

/// A column. Those of translations carry their language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Drink,
    Name(Option<String>),
    Vessel,
    Layers,
    Available,
    Allergens,
    CaffeineMg,
    Modifier(Option<String>),
    Option(Option<String>),
    OptionAvailable,
    OptionAllergens,
}

/// Columns without a language, for people who look for the right one.
const COLUMN_WORDS: &str = "drink, name, vessel, layers, available, allergens, caffeine_mg, \
                            modifier, option, option_available, option_allergens (and name ja, \
                            modifier ja, option ja)";

impl Column {
    fn heading(&self) -> String {
        let with = |word: &str, language: &Option<String>| match language {
            Some(language) => format!("{word} {language}"),
            None => word.to_owned(),
        };
        match self {
            Self::Drink => "drink".to_owned(),
            Self::Name(language) => with("name", language),
            Self::Vessel => "vessel".to_owned(),
            Self::Layers => "layers".to_owned(),
            Self::Available => "available".to_owned(),
            Self::Allergens => "allergens".to_owned(),
            Self::CaffeineMg => "caffeine_mg".to_owned(),
            Self::Modifier(language) => with("modifier", language),
            Self::Option(language) => with("option", language),
            Self::OptionAvailable => "option_available".to_owned(),
            Self::OptionAllergens => "option_allergens".to_owned(),
        }
    }

    fn parse(heading: &str) -> Option<Self> {
        let (word, language) = match heading.split_once(' ') {
            Some((word, language)) => (word, Some(language.trim().to_owned())),
            None => (heading, None),
        };
        Some(match (word.to_lowercase().as_str(), language) {
            ("drink", None) => Self::Drink,
            ("name", language) => Self::Name(language),
            ("vessel", None) => Self::Vessel,
            ("layers", None) => Self::Layers,
            ("available", None) => Self::Available,
            ("allergens", None) => Self::Allergens,
            ("caffeine_mg", None) => Self::CaffeineMg,
            ("modifier", language) => Self::Modifier(language),
            ("option", language) => Self::Option(language),
            ("option_available", None) => Self::OptionAvailable,
            ("option_allergens", None) => Self::OptionAllergens,
            _ => return None,
        })
    }
}

/// The menu as CSV (RFC 4180).
///
/// # Errors
/// Only the CSV writer's own, which no menu in memory can cause.
pub fn write(menu: &Menu) -> Result<String, ::csv::Error> {
    let columns = columns_for(menu);
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_string().into_bytes());
    writer.write_record(columns.iter().map(Column::heading))?;
    for drink in &menu.drinks {
        let mut rows: Vec<(Option<&Modifier>, Option<&ModifierOption>)> = drink
            .modifiers
            .iter()
            .flat_map(|modifier| modifier.options.iter().map(move |o| (Some(modifier), Some(o))))
            .collect();
        if rows.is_empty() {
            rows.push((None, None));
        }
        for (number, (modifier, option)) in rows.into_iter().enumerate() {
            // The cells of a drink and of a modifier are in their first row.
            let row = Row {
                drink,
                first_of_drink: number == 0,
                modifier,
                first_of_modifier: modifier.and_then(|m| m.options.first()) == option,
                option,
            };
            writer
                .write_record(columns.iter().map(|column| escape_formula(row.cell_text(column))))?;
        }
    }
    let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Returns the columns that this menu needs, in the order that reads best.
fn columns_for(menu: &Menu) -> Vec<Column> {
    let drinks = menu.drinks.iter();
    let modifiers = || menu.drinks.iter().flat_map(|drink| &drink.modifiers);
    let options = modifiers().flat_map(|modifier| &modifier.options);
    let mut columns = vec![Column::Drink];
    columns.extend(in_each(drinks.map(|drink| &drink.names), Column::Name));
    columns.extend([Column::Vessel, Column::Layers, Column::Available, Column::Allergens]);
    columns.push(Column::CaffeineMg);
    columns.extend(in_each(modifiers().map(|modifier| &modifier.names), Column::Modifier));
    columns.extend(in_each(options.map(|option| &option.names), Column::Option));
    columns.extend([Column::OptionAvailable, Column::OptionAllergens]);
    columns
}

/// A column without language, and one for each language there is.
fn in_each<'a>(
    names: impl Iterator<Item = &'a BTreeMap<String, String>>,
    column: impl Fn(Option<String>) -> Column,
) -> Vec<Column> {
    let languages: BTreeSet<&String> = names.flat_map(BTreeMap::keys).collect();
    let languages = languages.into_iter().map(|language| Some(language.clone()));
    std::iter::once(None).chain(languages).map(column).collect()
}

struct Row<'a> {
    drink: &'a Drink,
    first_of_drink: bool,
    modifier: Option<&'a Modifier>,
    first_of_modifier: bool,
    option: Option<&'a ModifierOption>,
}

impl Row<'_> {
    fn cell_text(&self, column: &Column) -> String {
        let drink = self.drink;
        let modifier = self.modifier.filter(|_| self.first_of_modifier);
        match column {
            Column::Drink => drink.id.clone(),
            Column::Modifier(None) => self.modifier.map(|m| m.name.clone()).unwrap_or_default(),
            Column::Modifier(Some(language)) => {
                translation_in(modifier.map(|m| &m.names), language)
            }
            Column::Option(None) => self.option.map(|o| o.name.clone()).unwrap_or_default(),
            Column::Option(Some(language)) => {
                translation_in(self.option.map(|o| &o.names), language)
            }
            Column::OptionAvailable => self.option.map(|o| yes_no(o.available)).unwrap_or_default(),
            Column::OptionAllergens => {
                self.option.map(|o| allergen_list(&o.allergens)).unwrap_or_default()
            }
            _ if !self.first_of_drink => String::new(),
            Column::Name(None) => drink.name.clone(),
            Column::Name(Some(language)) => translation_in(Some(&drink.names), language),
            Column::Vessel => drink.vessel.word().to_owned(),
            Column::Layers => {
                let layers = drink.layers.iter();
                let layers = layers.map(|layer| format!("{} {}", layer.of.word(), layer.share));
                layers.collect::<Vec<_>>().join(", ")
            }
            Column::Available => yes_no(drink.available),
            Column::Allergens => match drink.allergens.as_deref() {
                Some([]) => NONE.to_owned(),
                Some(some) => allergen_list(some),
                None => String::new(),
            },
            Column::CaffeineMg => drink.caffeine_mg.map(|mg| mg.to_string()).unwrap_or_default(),
        }
    }
}

fn translation_in(names: Option<&BTreeMap<String, String>>, language: &str) -> String {
    names.and_then(|names| names.get(language)).cloned().unwrap_or_default()
}

fn allergen_list(allergens: &[Allergen]) -> String {
    allergens.iter().map(|allergen| allergen.word()).collect::<Vec<_>>().join(", ")
}

fn yes_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

/// Escapes a cell that a spreadsheet would take for a formula.
fn escape_formula(cell: String) -> String {
    if cell.starts_with(starts_formula) { format!("'{cell}") } else { cell }
}

/// Returns the cell's text without the escape.
fn unescape_formula(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if text.starts_with(starts_formula) => text,
        _ => cell,
    }
}

/// Whether a spreadsheet takes this sign for the beginning of a formula, or it is the sign that we
/// put before those.
fn starts_formula(sign: char) -> bool {
    matches!(sign, '=' | '+' | '-' | '@' | '\t' | '\r' | '\'')
}
