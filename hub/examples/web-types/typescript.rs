//! JSON Schema as TypeScript: one type for each named schema of the API, with its description.
//!
//! The front ends read answers, so those types say which fields are always there; they write
//! requests, so those types say which fields may be left out. A type that is both (a menu) has the
//! form of an answer, which is also a valid request.

use std::fmt::Write as _;

use crema::http::route::{RequestBody, ResponseBody};
use crema::http::routes::ROUTES;
use crema_api::answers::{StreamHead, StreamMessage};
use crema_api::events::config_service::ConfigChanged;
use crema_api::problem::Problem;
use crema_api::settings::Settings;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

/// A union that is longer than this, with its name, has a line for each of its parts.
const UNION_CHARS_MAX: usize = 90;

const HEAD: &str = "\
/**
 * The hub's vocabulary: what its HTTP API takes and answers. Written from the API's schemas by
 * `cargo run --locked -p crema --example web-types`; a change by hand is lost.
 *
 * Moments named `…BoothMs` are ms of booth time, which counts only while the hub runs.
 */
";

/// The whole file.
pub fn types() -> String {
    let mut schemas = request_types();
    let mut answered = answer_types();
    answered.values_mut().for_each(absent_is_not_null);
    schemas.extend(answered);
    let mut text = HEAD.to_owned();
    for (name, schema) in &schemas {
        text.push('\n');
        text.push_str(&declaration(name, schema));
    }
    text + &setting_ranges()
}

/// The ranges of the settings' numbers.
fn setting_ranges() -> String {
    let mut text =
        "\n/** What each number of the settings may be, least and most. */\nexport const SETTING_RANGES = {\n"
            .to_owned();
    for range in Settings::RANGES {
        let _ = writeln!(text, "  {}: [{}, {}],", range.field, range.least, range.most);
    }
    text + "} as const;\n"
}

/// The named schemas of every answer, of the stream's messages, and of the one event that pages
/// look into.
fn answer_types() -> Map<String, Value> {
    let mut generator = SchemaGenerator::new(SchemaSettings::draft2020_12().for_serialize());
    for route in ROUTES {
        if let ResponseBody::Json(schema) = route.gives {
            schema(&mut generator);
        }
    }
    generator.subschema_for::<StreamHead>();
    generator.subschema_for::<StreamMessage>();
    generator.subschema_for::<ConfigChanged>();
    generator.subschema_for::<Problem>();
    generator.take_definitions(true)
}

/// An answer leaves out a field that has no value: it never says `null` there.
fn absent_is_not_null(schema: &mut Value) {
    let required = schema["required"].clone();
    let is_required =
        |name: &str| required.as_array().is_some_and(|all| all.iter().any(|r| r == name));
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        for (_, field) in properties.iter_mut().filter(|(name, _)| !is_required(name)) {
            for several in ["anyOf", "type"] {
                if let Some(each) = field.get_mut(several).and_then(Value::as_array_mut) {
                    each.retain(|one| one != "null" && one["type"] != "null");
                }
            }
        }
    }
    match schema {
        Value::Object(below) => below.values_mut().for_each(absent_is_not_null),
        Value::Array(below) => below.iter_mut().for_each(absent_is_not_null),
        _ => {}
    }
}

/// The named schemas of every body.
fn request_types() -> Map<String, Value> {
    let mut generator = SchemaGenerator::new(SchemaSettings::draft2020_12());
    for route in ROUTES {
        if let Some(RequestBody::Json(schema)) = route.takes {
            schema(&mut generator);
        }
    }
    generator.take_definitions(true)
}

fn declaration(name: &str, schema: &Value) -> String {
    let comment = doc_comment(schema, "");
    match object_fields(schema, "") {
        Some(fields) => format!("{comment}export interface {name} {fields}\n"),
        None => {
            let of = type_of(schema, "");
            let line = format!("{comment}export type {name} = {of};\n");
            if of.contains('{') || of.len() + name.len() <= UNION_CHARS_MAX {
                return line;
            }
            let of = of.replace(" | ", "\n  | ");
            format!("{comment}export type {name} =\n  | {of};\n")
        }
    }
}

/// A schema's description as a comment.
fn doc_comment(schema: &Value, indent: &str) -> String {
    let Some(text) = schema["description"].as_str() else { return String::new() };
    // Links of Rust's documentation are plain names here.
    let text = text.replace("*/", "*\\/").replace("[`", "`").replace("`]", "`");
    let lines: Vec<&str> = text.lines().collect();
    match lines.as_slice() {
        [one] => format!("{indent}/** {one} */\n"),
        several => {
            let mut comment = format!("{indent}/**\n");
            for line in several {
                let _ = writeln!(comment, "{}", format!("{indent} * {line}").trim_end());
            }
            comment + indent + " */\n"
        }
    }
}

/// Returns the fields of an object in braces; `None` if it is no object with named fields alone.
fn object_fields(schema: &Value, indent: &str) -> Option<String> {
    if !schema["oneOf"].is_null() || !schema["anyOf"].is_null() {
        return None;
    }
    let properties = schema["properties"].as_object()?;
    let required: Vec<&Value> = schema["required"].as_array().into_iter().flatten().collect();
    let mut text = "{\n".to_owned();
    let deeper = format!("{indent}  ");
    for (name, field) in properties {
        let optional = if required.iter().any(|required| *required == name) { "" } else { "?" };
        text.push_str(&doc_comment(field, &deeper));
        let _ =
            writeln!(text, "{deeper}{}{optional}: {};", field_key(name), type_of(field, &deeper));
    }
    Some(text + indent + "}")
}

/// Returns a field's name, in quotes if it is no identifier.
fn field_key(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.chars().all(plain) { name.to_owned() } else { format!("{name:?}") }
}

/// Returns a schema as an expression.
fn type_of(schema: &Value, indent: &str) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if !schema["const"].is_null() {
        return schema["const"].to_string();
    }
    if let Some(words) = schema["enum"].as_array() {
        return union_of(words.iter().map(Value::to_string).collect());
    }
    for several in ["oneOf", "anyOf"] {
        if let Some(each) = schema[several].as_array() {
            return union_of(each.iter().map(|one| type_of(one, indent)).collect());
        }
    }
    match &schema["type"] {
        Value::String(kind) => type_of_kind(kind, schema, indent),
        Value::Array(kinds) => {
            let kinds = kinds.iter().filter_map(Value::as_str);
            union_of(kinds.map(|kind| type_of_kind(kind, schema, indent)).collect())
        }
        _ => "unknown".to_owned(),
    }
}

fn type_of_kind(kind: &str, schema: &Value, indent: &str) -> String {
    match kind {
        "integer" | "number" => "number".to_owned(),
        "array" => {
            let items = type_of(&schema["items"], indent);
            if items.contains([' ', '{']) { format!("({items})[]") } else { format!("{items}[]") }
        }
        "object" => object_fields(schema, indent).unwrap_or_else(|| {
            let values = &schema["additionalProperties"];
            let values =
                if values.is_object() { type_of(values, indent) } else { "unknown".to_owned() };
            format!("Record<string, {values}>")
        }),
        // `string`, `boolean` and `null` have the same names.
        other => other.to_owned(),
    }
}

/// Joins types to a union; each is named once.
fn union_of(mut each: Vec<String>) -> String {
    let mut seen = Vec::new();
    each.retain(|one| {
        let new = !seen.contains(one);
        seen.push(one.clone());
        new
    });
    each.join(" | ")
}
