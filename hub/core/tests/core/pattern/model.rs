//! Random patterns and events against a model that works in another way: the event is flattened
//! to a list of leaves, the pattern to a list of fields, and a match is a choice of one leaf a
//! field, no two of them from different elements of the same list. (So the rule is put for
//! `EventBridge`'s matcher, Event Ruler.)

use std::collections::BTreeMap;

use crema_core::pattern::Pattern;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A leaf of an event: its place, its value, and which element of which list it is in.
struct Leaf {
    place: Vec<String>,
    value: Value,
    elements: BTreeMap<usize, usize>,
}

fn flatten(
    value: &Value,
    place: &[String],
    elements: &BTreeMap<usize, usize>,
    lists: &mut usize,
    leaves: &mut Vec<Leaf>,
) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let place = [place, std::slice::from_ref(name)].concat();
                flatten(field, &place, elements, lists, leaves);
            }
        }
        Value::Array(items) => {
            *lists += 1;
            let list = *lists;
            for (index, item) in items.iter().enumerate() {
                let mut elements = elements.clone();
                elements.insert(list, index);
                flatten(item, place, &elements, lists, leaves);
            }
        }
        value => leaves.push(Leaf {
            place: place.to_vec(),
            value: value.clone(),
            elements: elements.clone(),
        }),
    }
}

/// A pattern's fields: each with its place and its alternatives.
fn fields_of(pattern: &Value, place: &[String], fields: &mut Vec<(Vec<String>, Vec<Value>)>) {
    match pattern {
        Value::Object(nested) => {
            for (name, field) in nested {
                fields_of(field, &[place, std::slice::from_ref(name)].concat(), fields);
            }
        }
        Value::Array(alternatives) => fields.push((place.to_vec(), alternatives.clone())),
        _ => unreachable!("patterns are made of objects and lists"),
    }
}

fn fits(alternative: &Value, leaf: &Value) -> bool {
    if let Some(prefix) = alternative.get("prefix") {
        leaf.as_str().is_some_and(|text| text.starts_with(prefix.as_str().unwrap()))
    } else if let Some(but) = alternative.get("anything-but") {
        but != leaf && !but.as_array().is_some_and(|list| list.contains(leaf))
    } else if let Some(exists) = alternative.get("exists") {
        exists == &json!(true)
    } else {
        alternative == leaf
    }
}

fn choose(
    fields: &[(Vec<String>, Vec<Value>)],
    leaves: &[Leaf],
    chosen: &BTreeMap<usize, usize>,
) -> bool {
    let Some(((place, alternatives), rest)) = fields.split_first() else { return true };
    let there = |leaf: &&Leaf| &leaf.place == place;
    let absent = alternatives.contains(&json!({ "exists": false }));
    if absent && !leaves.iter().any(|leaf| there(&leaf)) {
        return choose(rest, leaves, chosen);
    }
    leaves.iter().filter(there).any(|leaf| {
        let apart = |(list, index): (&usize, &usize)| chosen.get(list).is_some_and(|i| i != index);
        let mut both = chosen.clone();
        both.extend(&leaf.elements);
        !leaf.elements.iter().any(apart)
            && alternatives.iter().any(|alternative| fits(alternative, &leaf.value))
            && choose(rest, leaves, &both)
    })
}

fn model(pattern: &Value, event: &Value) -> bool {
    let (mut leaves, mut fields) = (Vec::new(), Vec::new());
    flatten(event, &[], &BTreeMap::new(), &mut 0, &mut leaves);
    fields_of(pattern, &[], &mut fields);
    choose(&fields, &leaves, &BTreeMap::new())
}

/// Few values and few names, so that patterns meet events.
fn scalar() -> impl Strategy<Value = Value> {
    let values = ["null", "true", "1", "2", "1.0", "\"\"", "\"a\"", "\"ab\"", "\"1\""];
    prop::sample::select(values.map(|text| serde_json::from_str::<Value>(text).unwrap()).to_vec())
}

fn object(field: impl Strategy<Value = Value>, least: usize) -> impl Strategy<Value = Value> {
    let name = prop::sample::select(vec!["p", "q", "r"]);
    prop::collection::btree_map(name, field, least..4).prop_map(|fields| {
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
        Value::Object(fields.collect::<Map<_, _>>())
    })
}

fn event() -> impl Strategy<Value = Value> {
    let value = scalar().prop_recursive(4, 24, 4, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from);
        prop_oneof![object(inner, 0), list]
    });
    object(value, 0)
}

fn alternative() -> impl Strategy<Value = Value> {
    let text = prop::sample::select(vec!["", "a", "ab", "1"]);
    prop_oneof![
        4 => scalar(),
        1 => text.clone().prop_map(|text| json!({ "prefix": text })),
        1 => any::<bool>().prop_map(|exists| json!({ "exists": exists })),
        1 => text.prop_map(|text| json!({ "anything-but": [text, "x"] })),
        1 => (1..3).prop_map(|number| json!({ "anything-but": number })),
    ]
}

fn pattern() -> impl Strategy<Value = Value> {
    let leaf = prop::collection::vec(alternative(), 1..4).prop_map(Value::from);
    object(leaf.prop_recursive(3, 12, 3, |inner| object(inner, 1)), 1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn the_matcher_agrees_with_the_model(pattern in pattern(), event in event()) {
        let parsed = Pattern::from_value(&pattern).unwrap();
        prop_assert_eq!(parsed.matches(&event), model(&pattern, &event));
    }

    #[test]
    fn no_pattern_panics(anything in event(), text in "\\PC{0,60}") {
        if let Ok(pattern) = Pattern::from_value(&anything) {
            let _ = pattern.matches(&anything);
        }
        let _ = Pattern::parse(&text);
    }
}
