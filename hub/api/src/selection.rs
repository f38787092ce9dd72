//! Answers about a drink's modifiers. Each modifier is in one of three states, and only a person
//! changes its state: a milk that sells out must never become another one.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// The answer about one modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection<'a> {
    /// Nothing: the default counts, while it is on sale.
    Untouched,
    /// Asked, and not answered: refused.
    Unanswered,
    /// A person chose this option.
    Answered(&'a str),
}

/// Selections by modifier. In JSON an option's name is an answer, `null` or an empty text is
/// unanswered, and a modifier that is not named is untouched. One that is named twice is refused: which
/// of two milks was meant is nobody's guess.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Selections(BTreeMap<String, Option<String>>);

impl Selections {
    /// The answer about this modifier.
    #[must_use]
    pub fn get(&self, modifier: &str) -> Selection<'_> {
        self.0.get(modifier).map_or(Selection::Untouched, |said| read(said.as_deref()))
    }

    /// Notes a person's answer.
    pub fn answer(&mut self, modifier: impl Into<String>, option: impl Into<String>) {
        self.0.insert(modifier.into(), Some(option.into()));
    }

    /// Notes that there is no answer.
    pub fn leave_open(&mut self, modifier: impl Into<String>) {
        self.0.insert(modifier.into(), None);
    }

    /// Forgets the answer about this modifier.
    pub fn forget(&mut self, modifier: &str) {
        self.0.remove(modifier);
    }

    /// Everything that was said.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Selection<'_>)> {
        self.0.iter().map(|(modifier, said)| (modifier.as_str(), read(said.as_deref())))
    }

    /// About how many modifiers something was said.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for Selections {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EachOnce)
    }
}

struct EachOnce;

impl<'de> Visitor<'de> for EachOnce {
    type Value = Selections;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("options by modifier")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Selections, A::Error> {
        let mut selections = BTreeMap::new();
        while let Some((modifier, said)) = map.next_entry::<String, Option<String>>()? {
            if selections.contains_key(&modifier) {
                return Err(A::Error::custom(format!("{modifier:?} is named twice")));
            }
            selections.insert(modifier, said);
        }
        Ok(Selections(selections))
    }
}

fn read(said: Option<&str>) -> Selection<'_> {
    match said {
        None | Some("") => Selection::Unanswered,
        Some(option) => Selection::Answered(option),
    }
}

impl FromIterator<(String, String)> for Selections {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(answers: I) -> Self {
        Self(answers.into_iter().map(|(modifier, option)| (modifier, Some(option))).collect())
    }
}

impl<const N: usize> From<[(String, String); N]> for Selections {
    fn from(answers: [(String, String); N]) -> Self {
        answers.into_iter().collect()
    }
}
