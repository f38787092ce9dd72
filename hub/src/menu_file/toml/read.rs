//! Reads a menu from TOML: parsed with the place of each value, then walked field by field, so
//! that one mistake does not hide the next.

use std::collections::BTreeMap;
use std::ops::Range;

use crema_api::menu::{Allergen, Drink, Ingredient, Layer, Menu, Modifier, ModifierOption};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::words::{self, parse};
use super::super::{Mistakes, quoted};

/// Reads a menu.
///
/// # Errors
/// Every mistake in the text. If it is no TOML, only the mistakes in its syntax.
pub fn read(text: &str) -> Result<Menu, Mistakes> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut walk = Walk { text, mistakes: Mistakes::default() };
    for error in &errors {
        let line = walk.line(&error.span().unwrap_or_default());
        walk.mistakes.note(line, format!("this is no TOML: {}", error.message()));
    }
    if !errors.is_empty() {
        return Err(walk.mistakes);
    }
    let root = Fields { table: root.get_ref(), line: 1 };
    walk.known(&root, &["drinks"]);
    if root.get("drinks").is_none() {
        walk.mistakes.note(1, "there is no drink; each begins with [[drinks]]");
    }
    let drinks = walk.tables(&root, "drinks", Walk::drink);
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
    fn line(&self, place: &Range<usize>) -> usize {
        let before = self.text.as_bytes().get(..place.start).unwrap_or_default();
        1 + before.iter().filter(|byte| **byte == b'\n').count()
    }

    fn drink(&mut self, fields: &Fields<'_>) -> Option<(usize, Drink)> {
        self.known(
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
        let (id, name) = (self.needed(fields, "id"), self.needed(fields, "name"));
        let drink = Drink {
            names: self.names(fields),
            vessel: self.value(fields, "vessel", |value| parse(text(value)?)).unwrap_or_default(),
            layers: self.tables(fields, "layers", Self::layer),
            available: self.value(fields, "available", truth).unwrap_or(true),
            modifiers: self.tables(fields, "modifiers", Self::modifier),
            allergens: self.allergens(fields),
            caffeine_mg: self.value(fields, "caffeine_mg", |value| words::caffeine(number(value)?)),
            id: id?,
            name: name?,
        };
        Some((fields.line, drink))
    }

    fn layer(&mut self, fields: &Fields<'_>) -> Option<Layer> {
        self.known(fields, &["of", "share"]);
        let of = self.value(fields, "of", |value| parse::<Ingredient>(text(value)?));
        let share = self.value(fields, "share", |value| words::share(number(value)?));
        for name in ["of", "share"].into_iter().filter(|name| fields.get(name).is_none()) {
            self.mistakes.note(fields.line, format!("'{name}' is missing"));
        }
        Some(Layer { of: of?, share: share? })
    }

    fn modifier(&mut self, fields: &Fields<'_>) -> Option<Modifier> {
        self.known(fields, &["name", "names", "options"]);
        let name = self.needed(fields, "name");
        let names = self.names(fields);
        let options = self.tables(fields, "options", Self::option);
        Some(Modifier { name: name?, names, options })
    }

    fn option(&mut self, fields: &Fields<'_>) -> Option<ModifierOption> {
        self.known(fields, &["name", "names", "available", "allergens"]);
        let name = self.needed(fields, "name");
        Some(ModifierOption {
            names: self.names(fields),
            available: self.value(fields, "available", truth).unwrap_or(true),
            allergens: self.allergens(fields).unwrap_or_default(),
            name: name?,
        })
    }

    /// Notes fields that are unknown.
    fn known(&mut self, fields: &Fields<'_>, names: &[&str]) {
        for (key, _) in fields.table.iter() {
            if !names.contains(&key.get_ref().as_ref()) {
                let line = self.line(&key.span());
                let what =
                    format!("{} is no field; one of {}", quoted(key.get_ref()), names.join(", "));
                self.mistakes.note(line, what);
            }
        }
    }

    /// Reads a field's value; `None` if it is missing or wrong.
    fn value<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        read: impl Fn(&DeValue<'_>) -> Result<T, String>,
    ) -> Option<T> {
        let value = fields.get(name)?;
        let line = self.line(&value.span());
        let read = read(value.get_ref()).map_err(|what| format!("'{name}': {what}"));
        self.mistakes.keep(line, read)
    }

    /// Reads a text that has to be there.
    fn needed(&mut self, fields: &Fields<'_>, name: &str) -> Option<String> {
        if fields.get(name).is_none() {
            self.mistakes.note(fields.line, format!("'{name}' is missing"));
        }
        self.value(fields, name, |value| text(value).map(str::to_owned))
    }

    /// Reads translations.
    fn names(&mut self, fields: &Fields<'_>) -> BTreeMap<String, String> {
        let Some(value) = fields.get("names") else { return BTreeMap::new() };
        let DeValue::Table(table) = value.get_ref() else {
            let line = self.line(&value.span());
            self.mistakes.note(line, "'names' is a table like { ja = \"…\" }");
            return BTreeMap::new();
        };
        let inner = Fields { table, line: self.line(&value.span()) };
        let names = table.iter().filter_map(|(language, _)| {
            let name =
                self.value(&inner, language.get_ref(), |value| text(value).map(str::to_owned));
            Some((language.get_ref().to_string(), name?))
        });
        names.collect()
    }

    fn allergens(&mut self, fields: &Fields<'_>) -> Option<Vec<Allergen>> {
        let items = self.items(fields, "allergens")?;
        let mut allergens = Vec::new();
        for item in items {
            let line = self.line(&item.span());
            allergens
                .extend(self.mistakes.keep(line, text(item.get_ref()).and_then(parse::<Allergen>)));
        }
        Some(allergens)
    }

    /// Reads a list of tables.
    fn tables<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        read: impl Fn(&mut Self, &Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for item in self.items(fields, name).unwrap_or_default() {
            let line = self.line(&item.span());
            match item.get_ref() {
                DeValue::Table(table) => all.extend(read(self, &Fields { table, line })),
                other => {
                    let what = format!("'{name}' holds tables, not {}", a(other));
                    self.mistakes.note(line, what);
                }
            }
        }
        all
    }

    fn items<'a>(&mut self, fields: &Fields<'a>, name: &str) -> Option<&'a [Spanned<DeValue<'a>>]> {
        let value = fields.get(name)?;
        match value.get_ref() {
            DeValue::Array(items) => Some(items),
            other => {
                let line = self.line(&value.span());
                self.mistakes.note(line, format!("'{name}' is a list, not {}", a(other)));
                None
            }
        }
    }
}

fn text<'a>(value: &'a DeValue<'_>) -> Result<&'a str, String> {
    value.as_str().ok_or_else(|| format!("this is a text, not {}", a(value)))
}

fn truth(value: &DeValue<'_>) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("this is true or false, not {}", a(value)))
}

fn number(value: &DeValue<'_>) -> Result<i64, String> {
    let whole = value.as_integer().ok_or_else(|| format!("this is a number, not {}", a(value)))?;
    i64::from_str_radix(whole.as_str(), whole.radix()).map_err(|_| "this is too large".to_owned())
}

/// Names a value's type, as part of a sentence.
fn a(value: &DeValue<'_>) -> String {
    format!("a value of type {}", value.type_str())
}
