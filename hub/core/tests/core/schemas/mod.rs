//! The schema of each version of each event, as files that are committed and held to: consumers
//! outside were written for them, and logs were.
//!
//! `CREMA_WRITE_SCHEMAS=1` writes the files of this version. It refuses to write over one that the
//! change does not fit: such a change is a new version, in the table of `hub/api/src/events/mod.rs`.

mod compatible;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crema_api::DomainEvent;
use crema_api::events::schemas::published;
use serde_json::{Value, json};

use compatible::{breaks, shape_of};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../api/schemas")
}

fn file_name(detail_type: &str, version: u32) -> String {
    format!("{detail_type}.v{version}.json")
}

#[test]
fn each_event_keeps_to_its_committed_schema() {
    let write = std::env::var_os("CREMA_WRITE_SCHEMAS").is_some();
    let mut wrong = Vec::new();
    for schema in published().unwrap() {
        let name = file_name(schema.detail_type, schema.version);
        let path = folder().join(&name);
        let shape = shape_of(&schema.document);
        let committed: Option<Value> =
            std::fs::read(&path).ok().map(|bytes| serde_json::from_slice(&bytes).unwrap());
        if committed.as_ref() == Some(&shape) {
            continue;
        }
        let broken = committed.map_or(Vec::new(), |committed| breaks(&committed, &shape));
        if write && broken.is_empty() {
            std::fs::create_dir_all(folder()).unwrap();
            let text = serde_json::to_string_pretty(&shape).unwrap();
            std::fs::write(path, text + "\n").unwrap();
        } else if broken.is_empty() {
            wrong.push(format!("{name} is not as committed: CREMA_WRITE_SCHEMAS=1 writes it"));
        } else {
            wrong.push(format!("{name} needs a new version: {broken:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_version_of_every_event_is_there_and_nothing_else() {
    let versions = |name| 1..=DomainEvent::known_version(name).unwrap();
    let expected: BTreeSet<String> = DomainEvent::DETAIL_TYPES
        .iter()
        .flat_map(|name| versions(name).map(|version| file_name(name, version)))
        .collect();
    let files = std::fs::read_dir(folder()).unwrap();
    let found: BTreeSet<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(found, expected);
}

#[test]
fn an_event_of_a_newer_version_is_not_read_as_an_older_one() {
    let known = "Access.PinsRenewed";
    let detail = json!({ "roles": ["crew"], "Message": "" });
    assert!(DomainEvent::from_detail(known, detail.clone()).is_ok(), "of before it had a version");
    let with = |version: u32| {
        let mut detail = detail.clone();
        detail["schemaVersion"] = json!(version);
        DomainEvent::from_detail(known, detail)
    };
    let event = with(1).unwrap();
    assert_eq!(serde_json::to_value(&event).unwrap()["schemaVersion"], 1);
    let refused = with(2).unwrap_err().to_string();
    assert!(refused.contains("version 2") && refused.contains("knows 1"), "{refused}");
}

/// A schema with one reference, one list of words and one field that may be absent.
fn base() -> Value {
    json!({
        "type": "object",
        "properties": {
            "orderId": { "type": "string", "format": "uuid" },
            "state": { "$ref": "#/$defs/State" },
            "note": { "type": ["string", "null"], "description": "Prose." },
            "drink": {
                "type": "object",
                "properties": { "icon": { "type": "string" } },
                "required": ["icon"],
            },
        },
        "required": ["orderId", "state"],
        "$defs": { "State": { "oneOf": [
            { "const": "queued", "description": "Waits." }, { "enum": ["made", "gone"] },
        ] } },
    })
}

fn changed(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut new = base();
    change(&mut new);
    breaks(&base(), &new)
}

#[test]
fn additions_are_compatible() {
    assert!(changed(|_| {}).is_empty());
    assert!(changed(|new| new["properties"]["note"]["description"] = json!("Other.")).is_empty());
    let number = json!({ "type": "integer" });
    assert!(changed(|new| new["properties"]["placeInLine"] = number.clone()).is_empty());
    assert!(
        changed(|new| new["properties"]["drink"]["properties"]["size"] = number.clone()).is_empty()
    );
    let words = json!({ "enum": ["queued", "made", "gone", "spilled"] });
    assert!(changed(|new| new["$defs"]["State"] = words).is_empty(), "a further word");
    let inline = json!({ "enum": ["queued", "made", "gone"] });
    assert!(changed(|new| new["properties"]["state"] = inline).is_empty(), "the same, inline");
}

#[test]
fn whatever_a_reader_or_an_old_log_may_rely_on_is_not_taken_away() {
    let removed = |name: &'static str| {
        changed(move |new| {
            new["properties"].as_object_mut().unwrap().remove(name);
        })
    };
    assert_eq!(removed("note"), [".note: removed"]);
    let renamed = changed(|new| {
        let fields = new["properties"].as_object_mut().unwrap();
        let note = fields.remove("note").unwrap();
        fields.insert("remark".to_owned(), note);
    });
    assert_eq!(renamed, [".note: removed"]);
    let required = changed(|new| new["required"] = json!(["orderId", "state", "note"]));
    assert_eq!(required, [".note: newly required"]);
    let promised = changed(|new| new["required"] = json!(["orderId"]));
    assert_eq!(promised, [".state: no longer promised"]);
    let narrowed = changed(|new| new["$defs"]["State"] = json!({ "enum": ["queued", "made"] }));
    assert_eq!(narrowed.len(), 1, "{narrowed:?}");
    let deep = changed(|new| new["properties"]["drink"]["properties"]["icon"] = json!({}));
    assert_eq!(deep.len(), 1, "{deep:?}");
    let type_of = changed(|new| new["properties"]["orderId"]["type"] = json!("integer"));
    assert_eq!(type_of.len(), 1, "{type_of:?}");
}
