//! The menu as a file that people edit: [`csv`] for spreadsheets, [`toml`] for editors. Both hold
//! the same as the API's JSON, and a menu that goes out and comes in again is the same menu.
//!
//! A file is read whole: every [`Mistake`] in it is found at once and named by its line. The rules
//! for a menu are the core's; here it is only read and written.

pub mod csv;
pub mod sample;
pub mod toml;
mod words;

use std::fmt;

use crema_api::menu::{Drink, Menu};
use crema_api::menu_limits::DRINKS_MAX;
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::Fault;
use crema_core::services::config::menu_rules;

/// Mistakes that are reported at once: as many as one mends before looking again.
const MISTAKES_REPORTED_MAX: usize = 40;
/// Characters of a cell that a mistake quotes.
const QUOTED_CHARS_MAX: usize = 40;

/// Something in a file that cannot be read as a menu.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// The mistake: a sentence without its full stop.
    pub what: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// Everything that is wrong with a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    fn note(&mut self, line: usize, what: impl Into<String>) {
        self.0.push(Mistake { line, what: what.into() });
    }

    /// Returns the value that was read, or notes why there is none.
    fn ok_or_note<T>(&mut self, line: usize, read: Result<T, String>) -> Option<T> {
        read.map_err(|what| self.note(line, what)).ok()
    }

    /// Returns the menu of these drinks (each with its line), if there is no mistake.
    fn or_menu(mut self, drinks: Vec<(usize, Drink)>) -> Result<Menu, Self> {
        if let Some((line, _)) = drinks.get(DRINKS_MAX) {
            self.note(*line, format!("a menu has at most {DRINKS_MAX} drinks"));
        }
        let mut menu = Menu::default();
        for (line, drink) in drinks {
            if menu.drink(&drink.id).is_some() {
                self.note(
                    line,
                    format!("{} is another drink's id already", quote_short(&drink.id)),
                );
            }
            // One at a time, so that each drink's mistake has its line.
            let alone = Menu { drinks: vec![drink] };
            if let Err(fault) = menu_rules::check(&alone) {
                self.note(line, fault_sentence(&fault));
            }
            menu.drinks.extend(alone.drinks);
        }
        if self.0.is_empty() {
            return Ok(menu);
        }
        self.0.sort();
        self.0.dedup();
        Err(self)
    }
}

fn fault_sentence(fault: &Fault) -> String {
    let text = match fault {
        Fault::Refused(refusal) => refusal.detail.clone(),
        other => other.to_string(),
    };
    text.trim_end_matches('.').to_owned()
}

impl From<Mistakes> for Refusal {
    fn from(Mistakes(mistakes): Mistakes) -> Self {
        let count = mistakes.len();
        let mistakes_are = if count == 1 { "1 mistake is" } else { "mistakes are" };
        let count_is = if count == 1 { String::new() } else { format!("{count} ") };
        let mut lines =
            vec![format!("The menu stays as it was: {count_is}{mistakes_are} in the file.")];
        lines.extend(
            mistakes.iter().take(MISTAKES_REPORTED_MAX).map(|mistake| format!("{mistake}.")),
        );
        if count > MISTAKES_REPORTED_MAX {
            lines.push(format!("And {} more.", count - MISTAKES_REPORTED_MAX));
        }
        Self::new(RefusalKind::BadInput, lines.join("\n"))
    }
}

/// Returns a file's text.
///
/// # Errors
/// When it is no UTF-8, with how to save it: by default, spreadsheets write another encoding.
pub fn text_of<'a>(bytes: &'a [u8], save_as: &str) -> Result<&'a str, Mistakes> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let mut mistakes = Mistakes::default();
        mistakes.note(line, format!("this is no UTF-8 text; save the file as {save_as}"));
        mistakes
    })
}

/// Quotes a text, as much of it as fits into a sentence.
fn quote_short(text: &str) -> String {
    let mut short: String = text.chars().take(QUOTED_CHARS_MAX).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("'{short}'")
}

#[cfg(test)]
mod tests;
