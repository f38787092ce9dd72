//! Reads a menu from TOML: parsed with the place of each value, then walked field by field, so
//! that one mistake does not hide the next.

use std::collections::BTreeMap;
use std::ops::Range;

use crema_api::menu::{Allergen, Drink, Ingredient, Layer, Menu, Modifier, ModifierOption};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::words::{self, parse};
use super::super::{Mistakes, quote_short};

/// Reads a menu.
///
/// # Errors
/// Every mistake in the text. If it is no TOML, only the mistakes in its syntax.
pub fn read(text: &str) -> Result<Menu, Mistakes> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut walk = Walk { text, mistakes: Mistakes::default() };
    for error in &errors {
        let line = walk.line_of(&error.span().unwrap_or_default());
        walk.mistakes.note(line, format!("this is no TOML: {}", error.message()));
    }
    if !errors.is_empty() {
        return Err(walk.mistakes);
    }
    let root = Fields { table: root.get_ref(), line: 1 };
    walk.note_unknown(&root, &["drinks"]);
    if root.get("drinks").is_none() {
        walk.mistakes.note(1, "there is no drink; each begins with [[drinks]]");
    }
    let drinks = walk.read_tables(&root, "drinks", Walk::read_drink);
    walk.mistakes.or_menu(drinks)
}

/// A table and where it begins.
struct Fields<'a> {
    table: &'a DeTable<'a>,
    line: usize,
}

impl<'a> Fields<'a> {
    fn get(&self, name: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
    }
}

struct Walk<'t> {
    text: &'t str,
    mistakes: Mistakes,
}

impl Walk<'_> {
    fn line_of(&self, place: &Range<usize>) -> usize {
        let before = self.text.as_bytes().get(..place.start).unwrap_or_default();
        1 + before.iter().filter(|byte| **byte == b'\n').count()
    }

    fn read_drink(&mut self, fields: &Fields<'_>) -> Option<(usize, Drink)> {
        self.note_unknown(
            fields,
            &[
                "id",
                "name",
                "names",
                "vessel",
                "layers",
                "available",
                "allergens",
                "caffeine_mg",
                "modifiers",
            ],
        );
        let (id, name) = (self.read_required(fields, "id"), self.read_required(fields, "name"));
        let drink = Drink {
            names: self.read_names(fields),
            vessel: self
                .read_value(fields, "vessel", |value| parse(as_text(value)?))
                .unwrap_or_default(),
            layers: self.read_tables(fields, "layers", Self::read_layer),
            available: self.read_value(fields, "available", as_bool).unwrap_or(true),
            modifiers: self.read_tables(fields, "modifiers", Self::read_modifier),
            allergens: self.read_allergens(fields),
            caffeine_mg: self.read_value(fields, "caffeine_mg", |value| {
                words::check_caffeine(as_number(value)?)
            }),
            id: id?,
            name: name?,
        };
        Some((fields.line, drink))
    }

    fn read_layer(&mut self, fields: &Fields<'_>) -> Option<Layer> {
        self.note_unknown(fields, &["of", "share"]);
        let of = self.read_value(fields, "of", |value| parse::<Ingredient>(as_text(value)?));
        let share = self.read_value(fields, "share", |value| words::check_share(as_number(value)?));
        for name in ["of", "share"].into_iter().filter(|name| fields.get(name).is_none()) {
            self.mistakes.note(fields.line, format!("'{name}' is missing"));
        }
        Some(Layer { of: of?, share: share? })
    }

    fn read_modifier(&mut self, fields: &Fields<'_>) -> Option<Modifier> {
        self.note_unknown(fields, &["name", "names", "options"]);
        let name = self.read_required(fields, "name");
        let names = self.read_names(fields);
        let options = self.read_tables(fields, "options", Self::read_option);
        Some(Modifier { name: name?, names, options })
    }

    fn read_option(&mut self, fields: &Fields<'_>) -> Option<ModifierOption> {
        self.note_unknown(fields, &["name", "names", "available", "allergens"]);
        let name = self.read_required(fields, "name");
        Some(ModifierOption {
            names: self.read_names(fields),
            available: self.read_value(fields, "available", as_bool).unwrap_or(true),
            allergens: self.read_allergens(fields).unwrap_or_default(),
            name: name?,
        })
    }

    /// Notes fields that are unknown.
    fn note_unknown(&mut self, fields: &Fields<'_>, names: &[&str]) {
        for (key, _) in fields.table {
            if !names.contains(&key.get_ref().as_ref()) {
                let line = self.line_of(&key.span());
                let what = format!(
                    "{} is no field; one of {}",
                    quote_short(key.get_ref()),
                    names.join(", ")
                );
                self.mistakes.note(line, what);
            }
        }
    }

    /// Reads a field's value; `None` if it is missing or wrong.
    fn read_value<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        read: impl Fn(&DeValue<'_>) -> Result<T, String>,
    ) -> Option<T> {
        let value = fields.get(name)?;
        let line = self.line_of(&value.span());
        let read = read(value.get_ref()).map_err(|what| format!("'{name}': {what}"));
        self.mistakes.ok_or_note(line, read)
    }

    /// Reads a text that has to be there.
    fn read_required(&mut self, fields: &Fields<'_>, name: &str) -> Option<String> {
        if fields.get(name).is_none() {
            self.mistakes.note(fields.line, format!("'{name}' is missing"));
        }
        self.read_value(fields, name, |value| as_text(value).map(str::to_owned))
    }

    /// Reads translations.
    fn read_names(&mut self, fields: &Fields<'_>) -> BTreeMap<String, String> {
        let Some(value) = fields.get("names") else { return BTreeMap::new() };
        let DeValue::Table(table) = value.get_ref() else {
            let line = self.line_of(&value.span());
            self.mistakes.note(line, "'names' is a table like { ja = \"…\" }");
            return BTreeMap::new();
        };
        let inner = Fields { table, line: self.line_of(&value.span()) };
        let names = table.iter().filter_map(|(language, _)| {
            let name = self
                .read_value(&inner, language.get_ref(), |value| as_text(value).map(str::to_owned));
            Some((language.get_ref().to_string(), name?))
        });
        names.collect()
    }

    fn read_allergens(&mut self, fields: &Fields<'_>) -> Option<Vec<Allergen>> {
        let items = self.list_items(fields, "allergens")?;
        let mut allergens = Vec::new();
        for item in items {
            let line = self.line_of(&item.span());
            allergens.extend(
                self.mistakes.ok_or_note(line, as_text(item.get_ref()).and_then(parse::<Allergen>)),
            );
        }
        Some(allergens)
    }

    /// Reads a list of tables.
    fn read_tables<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        read: impl Fn(&mut Self, &Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for item in self.list_items(fields, name).unwrap_or_default() {
            let line = self.line_of(&item.span());
            match item.get_ref() {
                DeValue::Table(table) => all.extend(read(self, &Fields { table, line })),
                other => {
                    let what = format!("'{name}' holds tables, not {}", type_phrase(other));
                    self.mistakes.note(line, what);
                }
            }
        }
        all
    }

    fn list_items<'a>(
        &mut self,
        fields: &Fields<'a>,
        name: &str,
    ) -> Option<&'a [Spanned<DeValue<'a>>]> {
        let value = fields.get(name)?;
        match value.get_ref() {
            DeValue::Array(items) => Some(items),
            other => {
                let line = self.line_of(&value.span());
                self.mistakes.note(line, format!("'{name}' is a list, not {}", type_phrase(other)));
                None
            }
        }
    }
}

fn as_text<'a>(value: &'a DeValue<'_>) -> Result<&'a str, String> {
    value.as_str().ok_or_else(|| format!("this is a text, not {}", type_phrase(value)))
}

fn as_bool(value: &DeValue<'_>) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("this is true or false, not {}", type_phrase(value)))
}

fn as_number(value: &DeValue<'_>) -> Result<i64, String> {
    let whole = value
        .as_integer()
        .ok_or_else(|| format!("this is a number, not {}", type_phrase(value)))?;
    i64::from_str_radix(whole.as_str(), whole.radix()).map_err(|_| "this is too large".to_owned())
}

/// Names a value's type, as part of a sentence.
fn type_phrase(value: &DeValue<'_>) -> String {
    format!("a value of type {}", value.type_str())
}
