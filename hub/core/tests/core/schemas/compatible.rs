//! Whether a change of a schema is compatible: those who read the old one read what fits the new one,
//! and what was written under the old one fits the new one. A new field that may be absent is; a field
//! that is removed, renamed, newly required or no longer promised, a narrower list of words and
//! another type are not.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// Keywords that say nothing about the shape.
const PROSE: [&str; 6] = ["$schema", "$id", "title", "description", "examples", "default"];
/// Keywords that are compared in a way of their own.
const STRUCTURE: [&str; 9] =
    ["properties", "required", "items", "$ref", "$defs", "oneOf", "anyOf", "enum", "const"];

/// A schema without its prose.
pub fn shape_of(schema: &Value) -> Value {
    match schema {
        Value::Object(keywords) => {
            let kept = keywords.iter().filter(|(key, _)| !PROSE.contains(&key.as_str()));
            let kept = kept.map(|(key, value)| {
                let below = match (key.as_str(), value) {
                    ("properties" | "$defs", Value::Object(named)) => Value::Object(
                        named.iter().map(|(name, below)| (name.clone(), shape_of(below))).collect(),
                    ),
                    _ => shape_of(value),
                };
                (key.clone(), below)
            });
            Value::Object(kept.collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(shape_of).collect()),
        other => other.clone(),
    }
}

/// What a change from one schema to another breaks; nothing if it is compatible.
pub fn breaks(old: &Value, new: &Value) -> Vec<String> {
    let (old, new) = (shape_of(old), shape_of(new));
    let mut found = Vec::new();
    let change = Change { old: &old, new: &new };
    change.compare("", &old, &new, &mut found);
    found
}

/// Two documents, in which references are looked up.
struct Change<'a> {
    old: &'a Value,
    new: &'a Value,
}

impl Change<'_> {
    fn compare(&self, at: &str, old: &Value, new: &Value, found: &mut Vec<String>) {
        let (old, new) = (resolve(self.old, old), resolve(self.new, new));
        if let (Some(old), Some(new)) = (words(self.old, &old), words(self.new, &new)) {
            let gone: Vec<&String> = old.difference(&new).collect();
            if !gone.is_empty() {
                found.push(format!("{at}: no longer among the values: {gone:?}"));
            }
            return;
        }
        let (Some(old), Some(new)) = (old.as_object(), new.as_object()) else {
            if old != new {
                found.push(format!("{at}: was {old}, is {new}"));
            }
            return;
        };
        self.compare_fields(at, old, new, found);
        for list in ["oneOf", "anyOf"] {
            let (olds, news) = (items_of(old, list), items_of(new, list));
            if olds.len() > news.len() || (olds.is_empty() && !news.is_empty()) {
                found.push(format!("{at}: {list} has {} forms, had {}", news.len(), olds.len()));
            }
            for (old, new) in olds.iter().zip(news) {
                self.compare(&format!("{at}/{list}"), old, new, found);
            }
        }
        match (old.get("items"), new.get("items")) {
            (Some(old), Some(new)) => self.compare(&format!("{at}[]"), old, new, found),
            (None, None) => {}
            _ => found.push(format!("{at}: only one of both says what its items are")),
        }
        let others = |schema: &Map<String, Value>| {
            let mut others = schema.clone();
            others.retain(|key, _| !STRUCTURE.contains(&key.as_str()));
            others
        };
        let (old, new) = (others(old), others(new));
        if old != new {
            found.push(format!("{at}: was {}, is {}", Value::Object(old), Value::Object(new)));
        }
    }

    fn compare_fields(
        &self,
        at: &str,
        old: &Map<String, Value>,
        new: &Map<String, Value>,
        found: &mut Vec<String>,
    ) {
        let none = Map::new();
        let fields = |schema: &Map<String, Value>| {
            schema.get("properties").and_then(Value::as_object).unwrap_or(&none).clone()
        };
        let (olds, news) = (fields(old), fields(new));
        for (name, old) in &olds {
            match news.get(name) {
                Some(new) => self.compare(&format!("{at}.{name}"), old, new, found),
                None => found.push(format!("{at}.{name}: removed")),
            }
        }
        let required = |schema: &Map<String, Value>| -> BTreeSet<String> {
            let names = items_of(schema, "required").iter();
            names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
        };
        let (olds, news) = (required(old), required(new));
        found.extend(news.difference(&olds).map(|name| format!("{at}.{name}: newly required")));
        found.extend(olds.difference(&news).map(|name| format!("{at}.{name}: no longer promised")));
    }
}

fn items_of<'a>(schema: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    schema.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The schema, or the one that it refers to.
fn resolve(document: &Value, schema: &Value) -> Value {
    let Some(path) = schema["$ref"].as_str().and_then(|path| path.strip_prefix('#')) else {
        return schema.clone();
    };
    document.pointer(path).unwrap_or_else(|| panic!("{path} leads nowhere")).clone()
}

/// The values of a schema that lists them, in one of the ways in which it can.
fn words(document: &Value, schema: &Value) -> Option<BTreeSet<String>> {
    let schema = resolve(document, schema);
    if let Some(value) = schema.get("const") {
        return Some(BTreeSet::from([value.to_string()]));
    }
    if let Some(values) = schema["enum"].as_array() {
        return Some(values.iter().map(Value::to_string).collect());
    }
    let forms = schema["oneOf"].as_array()?.iter();
    let all: Option<Vec<_>> = forms.map(|form| words(document, form)).collect();
    Some(all?.into_iter().flatten().collect())
}
