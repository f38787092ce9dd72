//! The schemas of events as they are published: one document for each type and version (JSON Schema
//! 2020-12), with a sample that fits it.

use schemars::Schema;
use serde_json::Value;

use super::DomainEvent;
use super::samples::samples;

/// The schema of one event's detail, in one version.
#[derive(Debug, Clone, PartialEq)]
pub struct EventSchema {
    /// The event's name.
    pub detail_type: &'static str,
    /// The version of its shape.
    pub version: u32,
    /// The document.
    pub document: Value,
}

/// The schema of a shape, with the field that every event has beside it.
pub(super) fn with_version(mut schema: Schema, version: u32) -> Schema {
    let described = serde_json::json!({
        "description": "The version of this schema.", "type": "integer", "const": version,
    });
    let object = schema.ensure_object();
    if let Some(Value::Object(fields)) = object.get_mut("properties") {
        fields.insert("schemaVersion".to_owned(), described);
    } else {
        object.insert("properties".to_owned(), serde_json::json!({ "schemaVersion": described }));
    }
    match object.get_mut("required") {
        Some(Value::Array(required)) => required.push("schemaVersion".into()),
        _ => drop(object.insert("required".to_owned(), serde_json::json!(["schemaVersion"]))),
    }
    schema
}

/// The schema of every event except `custom.<name>`, whose detail is any object of the sender's.
///
/// # Errors
/// Only where `serde_json` cannot write a shape of ours, which would be a fault in this crate.
pub fn published() -> Result<Vec<EventSchema>, serde_json::Error> {
    let samples = samples();
    DomainEvent::schemas()
        .into_iter()
        .map(|(name, version, schema)| document(name, version, schema, &samples))
        .collect()
}

fn document(
    detail_type: &'static str,
    version: u32,
    mut schema: Schema,
    samples: &[DomainEvent],
) -> Result<EventSchema, serde_json::Error> {
    let of_this_type = samples.iter().filter(|fact| fact.detail_type() == detail_type);
    let examples = of_this_type.map(serde_json::to_value).collect::<Result<Vec<_>, _>>()?;
    schema.insert("title".to_owned(), detail_type.into());
    schema.insert("$id".to_owned(), format!("urn:crema:event:{detail_type}:{version}").into());
    schema.insert("examples".to_owned(), examples.into());
    Ok(EventSchema { detail_type, version, document: schema.to_value() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_event_has_one_sample_and_it_reads_back_as_itself() {
        let samples = samples();
        let names: Vec<_> = samples.iter().map(DomainEvent::detail_type).collect();
        assert_eq!(names, DomainEvent::DETAIL_TYPES, "one each, in the table's order");
        for sample in samples {
            let detail = serde_json::to_value(&sample).unwrap();
            assert_eq!(DomainEvent::from_detail(sample.detail_type(), detail).unwrap(), sample);
        }
    }

    /// The table names the kind of each event by hand, so it is held against the shapes.
    #[test]
    fn an_event_that_names_an_order_is_known_to_concern_it() {
        for sample in samples() {
            let detail = serde_json::to_value(&sample).unwrap();
            let name = sample.detail_type();
            assert_eq!(sample.order_id().is_some(), detail.get("orderId").is_some(), "{name}");
            assert_eq!(sample.about().is_some(), detail.get("orderState").is_some(), "{name}");
        }
    }

    /// The unit that a field's description has to name, by the field's ending.
    fn unit_of(field: &str) -> Option<&'static [&'static str]> {
        let units: [(&str, &[&str]); 6] = [
            ("ms", &["ms"]),
            ("_ts", &["ms"]),
            ("TS", &["ms"]),
            ("Min", &["minutes"]),
            ("mg", &["mg"]),
            ("S", &[" s,", " s;", " s.", " s "]),
        ];
        let field = field.strip_suffix("Ms").map_or(field.to_owned(), |name| format!("{name}_ms"));
        units.iter().find_map(|(ending, words)| field.ends_with(ending).then_some(*words))
    }

    fn check_units(at: &str, value: &Value, wrong: &mut Vec<String>) {
        let Some(object) = value.as_object() else { return };
        for (name, field) in
            object.get("properties").and_then(Value::as_object).into_iter().flatten()
        {
            let description = format!("{} ", field["description"].as_str().unwrap_or_default());
            if let Some(units) = unit_of(name)
                && !units.iter().any(|unit| description.contains(unit))
            {
                wrong.push(format!("{at}: {name}: {description:?}"));
            }
        }
        object.values().for_each(|below| check_units(at, below, wrong));
    }

    #[test]
    fn quantities_name_their_unit() {
        let mut wrong = Vec::new();
        for schema in published().unwrap() {
            check_units(schema.detail_type, &schema.document, &mut wrong);
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
