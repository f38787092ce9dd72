//! Reads a menu from CSV. Rows of one drink are merged by its id; a value that several rows repeat
//! has to be the same.

use std::collections::BTreeMap;

use crema_api::menu::{Allergen, Drink, Layer, Menu, Modifier, ModifierOption, Vessel};

use super::super::words::{self, parse};
use super::super::{Mistakes, quote_short};
use super::{BYTE_ORDER_MARK, COLUMN_WORDS, Column, NONE, unescape_formula};

/// Reads a menu.
///
/// # Errors
/// Every mistake in the text.
pub fn read(text: &str) -> Result<Menu, Mistakes> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(find_delimiter(text))
        .from_reader(text.as_bytes());
    let mut mistakes = Mistakes::default();
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut columns: Option<Vec<Option<Column>>> = None;
    let mut drinks: Vec<Draft> = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                mistakes.note(lines.line, format!("this is no CSV: {error}"));
                break;
            }
        };
        let line = lines.line_at(record.position().map_or(0, ::csv::Position::byte));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Some(columns) = &columns else {
            columns = Some(read_headings(&mut mistakes, line, &record)?);
            continue;
        };
        let mut row = Row { line, columns, record: &record, mistakes: &mut mistakes };
        row.note_extra_cells();
        row.add_to(&mut drinks);
    }
    if columns.is_none() {
        mistakes.note(1, format!("the first line names the columns: {COLUMN_WORDS}"));
    }
    let drinks = drinks.into_iter().filter_map(|draft| draft.into_drink(&mut mistakes)).collect();
    mistakes.or_menu(drinks)
}

/// The delimiter: the candidate that occurs most often in the header line, since no heading
/// contains one.
fn find_delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    // Of equal counts the last: a comma if there is only one column.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Counts lines up to the beginning of a row.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// Returns the line of the row at this byte; the reader counts empty lines before a row to it.
    fn line_at(&mut self, byte: u64) -> usize {
        let bytes = self.text.as_bytes();
        let from = usize::try_from(byte).unwrap_or(usize::MAX).min(bytes.len());
        let empty = bytes[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        while self.at < from + empty {
            self.line += usize::from(bytes[self.at] == b'\n');
            self.at += 1;
        }
        self.line
    }
}

/// Reads the columns of a file; `None` for an unknown one.
///
/// # Errors
/// When a column is missing without which nothing can be read.
fn read_headings(
    mistakes: &mut Mistakes,
    line: usize,
    record: &::csv::StringRecord,
) -> Result<Vec<Option<Column>>, Mistakes> {
    let mut columns: Vec<Option<Column>> = Vec::new();
    for heading in record.iter().map(str::trim) {
        let column = Column::parse(heading);
        if column.is_none() && !heading.is_empty() {
            mistakes.note(
                line,
                format!("{} is no column; one of {COLUMN_WORDS}", quote_short(heading)),
            );
        }
        if column.is_some() && columns.contains(&column) {
            mistakes.note(line, format!("the column {} stands there twice", quote_short(heading)));
        }
        columns.push(column);
    }
    let missing: Vec<_> = [Column::Drink, Column::Name(None)]
        .into_iter()
        .filter(|needed| !columns.contains(&Some(needed.clone())))
        .collect();
    for needed in &missing {
        mistakes.note(line, format!("the column '{}' is missing", needed.heading()));
    }
    if missing.is_empty() { Ok(columns) } else { Err(std::mem::take(mistakes)) }
}

/// A value, and the line that it came from.
type AtLine<T> = Option<(usize, T)>;

/// A drink as far as its rows have been read.
struct Draft {
    line: usize,
    id: String,
    name: AtLine<String>,
    names: BTreeMap<String, (usize, String)>,
    vessel: AtLine<Vessel>,
    layers: AtLine<Vec<Layer>>,
    available: AtLine<bool>,
    allergens: AtLine<Vec<Allergen>>,
    caffeine_mg: AtLine<u16>,
    modifiers: Vec<Choices>,
}

/// A modifier as far as its rows have been read.
struct Choices {
    name: String,
    names: BTreeMap<String, (usize, String)>,
    options: Vec<(usize, ModifierOption)>,
}

impl Draft {
    fn new(line: usize, id: &str) -> Self {
        Self {
            line,
            id: id.to_owned(),
            name: None,
            names: BTreeMap::new(),
            vessel: None,
            layers: None,
            available: None,
            allergens: None,
            caffeine_mg: None,
            modifiers: Vec::new(),
        }
    }

    fn into_drink(self, mistakes: &mut Mistakes) -> Option<(usize, Drink)> {
        let Some((_, name)) = self.name else {
            mistakes.note(self.line, format!("{} has no name", quote_short(&self.id)));
            return None;
        };
        let plain = |names: BTreeMap<String, (usize, String)>| {
            names.into_iter().map(|(language, (_, name))| (language, name)).collect()
        };
        let modifiers = self.modifiers.into_iter().map(|choices| Modifier {
            name: choices.name,
            names: plain(choices.names),
            options: choices.options.into_iter().map(|(_, option)| option).collect(),
        });
        let drink = Drink {
            id: self.id,
            name,
            names: plain(self.names),
            vessel: self.vessel.map(|(_, vessel)| vessel).unwrap_or_default(),
            layers: self.layers.map(|(_, layers)| layers).unwrap_or_default(),
            available: self.available.is_none_or(|(_, available)| available),
            modifiers: modifiers.collect(),
            allergens: self.allergens.map(|(_, allergens)| allergens),
            caffeine_mg: self.caffeine_mg.map(|(_, mg)| mg),
        };
        Some((self.line, drink))
    }
}

/// A row that is being read.
struct Row<'a> {
    line: usize,
    columns: &'a [Option<Column>],
    record: &'a ::csv::StringRecord,
    mistakes: &'a mut Mistakes,
}

impl<'a> Row<'a> {
    /// Returns the cell's text; `None` if it is empty.
    fn cell_text(&self, column: &Column) -> Option<&'a str> {
        let index = self.columns.iter().position(|known| known.as_ref() == Some(column))?;
        let text = unescape_formula(self.record.get(index)?.trim());
        (!text.is_empty()).then_some(text)
    }

    /// Returns the cells of a column with languages, by language.
    fn in_languages(&self, column: impl Fn(Option<String>) -> Column) -> Vec<(String, String)> {
        let columns = self.columns.iter().flatten();
        let cells = columns.filter_map(|known| {
            let (Column::Name(Some(language))
            | Column::Modifier(Some(language))
            | Column::Option(Some(language))) = known
            else {
                return None;
            };
            let cell = self.cell_text(&column(Some(language.clone())))?;
            (*known == column(Some(language.clone()))).then(|| (language.clone(), cell.to_owned()))
        });
        cells.collect()
    }

    /// Reads a cell as a value.
    fn read_cell<T>(&mut self, column: &Column, read: fn(&str) -> Result<T, String>) -> Option<T> {
        let text = self.cell_text(column)?;
        self.mistakes.ok_or_note(self.line, read(text))
    }

    /// Notes a cell without a heading.
    fn note_extra_cells(&mut self) {
        let beyond = self.record.iter().skip(self.columns.len());
        if let Some(cell) = beyond.map(str::trim).find(|cell| !cell.is_empty()) {
            self.mistakes.note(self.line, format!("{} stands in no column", quote_short(cell)));
        }
    }

    fn add_to(&mut self, drinks: &mut Vec<Draft>) {
        let Some(id) = self.cell_text(&Column::Drink) else {
            self.mistakes.note(self.line, "the cell 'drink' is empty");
            return;
        };
        let known = drinks.iter().position(|draft| draft.id == id);
        let at = known.unwrap_or(drinks.len());
        if known.is_none() {
            drinks.push(Draft::new(self.line, id));
        }
        let Some(draft) = drinks.get_mut(at) else { return };
        self.add_drink(draft);
        self.add_option(draft);
    }

    fn add_drink(&mut self, draft: &mut Draft) {
        let name = self.cell_text(&Column::Name(None)).map(str::to_owned);
        self.set_once(&mut draft.name, name, "name");
        for (language, name) in self.in_languages(Column::Name) {
            self.set_name_once(&mut draft.names, language, name);
        }
        let vessel = self.read_cell(&Column::Vessel, parse);
        self.set_once(&mut draft.vessel, vessel, "vessel");
        let layers = self.read_cell(&Column::Layers, parse_layers);
        self.set_once(&mut draft.layers, layers, "layers");
        let available = self.read_cell(&Column::Available, parse_yes_no);
        self.set_once(&mut draft.available, available, "available");
        let allergens = self.read_cell(&Column::Allergens, parse_allergens);
        self.set_once(&mut draft.allergens, allergens, "allergens");
        let caffeine_mg = self.read_cell(&Column::CaffeineMg, parse_caffeine);
        self.set_once(&mut draft.caffeine_mg, caffeine_mg, "caffeine_mg");
    }

    fn add_option(&mut self, draft: &mut Draft) {
        let available = self.read_cell(&Column::OptionAvailable, parse_yes_no);
        let allergens = self.read_cell(&Column::OptionAllergens, parse_allergens);
        let names = self.in_languages(Column::Option);
        let (modifier, option) =
            (self.cell_text(&Column::Modifier(None)), self.cell_text(&Column::Option(None)));
        let (Some(modifier), Some(option)) = (modifier, option) else {
            let said = available.is_some() || allergens.is_some() || !names.is_empty();
            match (modifier, option) {
                (None, None) if !said => {}
                (Some(_), None) => self.mistakes.note(self.line, "the cell 'option' is empty"),
                _ => self.mistakes.note(self.line, "the cell 'modifier' is empty"),
            }
            return;
        };
        let known = draft.modifiers.iter().position(|choices| choices.name == modifier);
        let at = known.unwrap_or(draft.modifiers.len());
        if known.is_none() {
            let (name, names) = (modifier.to_owned(), BTreeMap::new());
            draft.modifiers.push(Choices { name, names, options: Vec::new() });
        }
        let Some(choices) = draft.modifiers.get_mut(at) else { return };
        for (language, name) in self.in_languages(Column::Modifier) {
            self.set_name_once(&mut choices.names, language, name);
        }
        if let Some((first, _)) = choices.options.iter().find(|(_, known)| known.name == option) {
            let (modifier, option) = (quote_short(modifier), quote_short(option));
            let what = format!("{option} of {modifier} stands in line {first} already");
            self.mistakes.note(self.line, what);
            return;
        }
        let option = ModifierOption {
            name: option.to_owned(),
            names: names.into_iter().collect(),
            available: available.unwrap_or(true),
            allergens: allergens.unwrap_or_default(),
        };
        choices.options.push((self.line, option));
    }

    /// Takes a row's value; one that differs from an earlier row's is a mistake.
    fn set_once<T: PartialEq>(&mut self, said: &mut AtLine<T>, now: Option<T>, what: &str) {
        match (said, now) {
            (_, None) => {}
            (said @ None, Some(now)) => *said = Some((self.line, now)),
            (Some((line, before)), Some(now)) if *before != now => {
                self.mistakes.note(self.line, format!("line {line} says otherwise of '{what}'"));
            }
            (Some(_), Some(_)) => {}
        }
    }

    fn set_name_once(
        &mut self,
        names: &mut BTreeMap<String, (usize, String)>,
        language: String,
        name: String,
    ) {
        let mut said = names.remove(&language);
        self.set_once(&mut said, Some(name), &language);
        if let Some(said) = said {
            names.insert(language, said);
        }
    }
}

fn parse_yes_no(text: &str) -> Result<bool, String> {
    // Spreadsheets make TRUE and FALSE of some words by themselves.
    match text.to_lowercase().as_str() {
        "yes" | "true" | "1" => Ok(true),
        "no" | "false" | "0" => Ok(false),
        _ => Err(format!("{} is neither yes nor no", quote_short(text))),
    }
}

fn parse_caffeine(text: &str) -> Result<u16, String> {
    let number = text.parse().map_err(|_| format!("{} is no number of mg", quote_short(text)))?;
    words::check_caffeine(number)
}

fn parse_allergens(text: &str) -> Result<Vec<Allergen>, String> {
    if text.eq_ignore_ascii_case(NONE) {
        return Ok(Vec::new());
    }
    list_parts(text).map(parse).collect()
}

fn parse_layers(text: &str) -> Result<Vec<Layer>, String> {
    list_parts(text).map(words::parse_layer).collect()
}

/// Splits a list within a cell.
fn list_parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty())
}
