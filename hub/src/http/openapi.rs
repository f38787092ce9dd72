//! The API's description (`OpenAPI` 3.1), written from the table of routes and the types' schemas.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use axum::Extension;
use axum::body::Bytes;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use crema_api::answers::{StreamHead, StreamMessage};
use crema_api::problem::{Problem, RefusalKind};
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::middleware::access::Access;
use super::route::{RequestBody, ResponseBody, Route, STREAM_MEDIA, SchemaOf};

/// The place of the schemas in the document, as a JSON pointer.
const SCHEMAS: &str = "/components/schemas";

/// The description of a table of routes, written when it is first asked for.
#[derive(Debug)]
pub struct Document {
    routes: &'static [Route],
    text: OnceLock<Bytes>,
}

impl Document {
    /// The description of this table.
    #[must_use]
    pub fn from_routes(routes: &'static [Route]) -> Self {
        Self { routes, text: OnceLock::new() }
    }
}

pub async fn document(Extension(document): Extension<Arc<Document>>) -> Response {
    let text = document.text.get_or_init(|| describe_routes(document.routes).to_string().into());
    ([(header::CONTENT_TYPE, "application/json")], text.clone()).into_response()
}

/// Describes a whole table of routes.
#[must_use]
pub fn describe_routes(routes: &[Route]) -> Value {
    let settings =
        SchemaSettings::draft2020_12().with(|settings| settings.definitions_path = SCHEMAS.into());
    let mut generator = SchemaGenerator::new(settings);
    let problem = generator.subschema_for::<Problem>();
    let routes: Vec<Route> =
        routes.iter().filter(|route| !matches!(route.gives, ResponseBody::Page)).copied().collect();
    let mut paths = Map::new();
    for route in &routes {
        let operations = paths.entry(route.path).or_insert_with(|| json!({}));
        operations[route.verb.name().to_lowercase()] = describe_operation(route, &mut generator);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Crema",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The booth's API. Every write takes an Idempotency-Key: the same key \
                with the same body gives the same outcome again. Refusals are problem details \
                (RFC 9457). Moments are booth time: milliseconds that count only while the hub \
                runs.",
        },
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "responses": describe_refusals(&routes, &problem),
            "securitySchemes": {
                "session": { "type": "http", "scheme": "bearer",
                    "description": "The token of a pairing; browsers send the cookie crema_session." },
                "customer": { "type": "apiKey", "in": "cookie", "name": "crema_customer" },
                "order": { "type": "apiKey", "in": "header", "name": "Crema-Order",
                    "description": "The secret of an order's link /o/<secret>." },
            },
        },
    })
}

fn describe_operation(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let mut operation = json!({
        "operationId": operation_id(route),
        "summary": route.summary,
        "description": format!("For: {}.", route.access.as_words()),
        "parameters": describe_parameters(route, generator),
        "security": describe_security(route.access),
        "responses": describe_responses(route, generator),
    });
    if let Some(takes) = route.takes {
        let content = match takes {
            RequestBody::Json(schema) => {
                json!({ "application/json": { "schema": schema(generator) } })
            }
            RequestBody::Media(kind) => json!({ kind: {} }),
        };
        operation["requestBody"] = json!({ "required": true, "content": content });
    }
    operation
}

/// `get_orders_id`: the method and the path's words.
fn operation_id(route: &Route) -> String {
    let words = route.path.split(['/', '-', '.']).map(|word| word.trim_matches(['{', '}']));
    let words = words.filter(|word| !word.is_empty() && *word != "api" && *word != "v1");
    std::iter::once(route.verb.name().to_lowercase())
        .chain(words.map(str::to_owned))
        .collect::<Vec<_>>()
        .join("_")
}

fn describe_parameters(route: &Route, generator: &mut SchemaGenerator) -> Vec<Value> {
    let in_path = route.path.split('/').filter_map(|part| part.strip_prefix('{')).map(|name| {
        let name = name.trim_end_matches('}');
        json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
    });
    let mut parameters: Vec<Value> = in_path.collect();
    if let Some(query) = route.query {
        parameters.extend(query_parameters(query, generator));
    }
    if route.is_write() {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "1 to 64 printable characters, unique for each wish.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 64 },
        }));
    }
    parameters
}

/// A query's fields, each as a parameter.
fn query_parameters(query: SchemaOf, generator: &mut SchemaGenerator) -> Vec<Value> {
    let reference = query(generator);
    let name = reference
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|pointer| pointer.rsplit('/').next())
        .unwrap_or_default()
        .to_owned();
    // The schema belongs to the parameters, so it leaves the document's schemas.
    let Some(schema) = generator.definitions_mut().remove(&name) else { return Vec::new() };
    let required: Vec<&str> = schema["required"]
        .as_array()
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let Some(properties) = schema["properties"].as_object() else { return Vec::new() };
    properties
        .iter()
        .map(|(name, schema)| {
            json!({
                "name": name, "in": "query", "required": required.contains(&name.as_str()),
                "schema": schema,
            })
        })
        .collect()
}

fn describe_security(access: Access) -> Vec<Value> {
    let mut ways = Vec::new();
    if access == Access::Anyone {
        ways.push(json!({}));
    }
    if access != Access::Customer {
        ways.push(json!({ "session": [] }));
    }
    if access.allows_customers() {
        ways.push(json!({ "customer": [] }));
        ways.push(json!({ "order": [] }));
    }
    ways
}

fn describe_responses(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let done = match route.gives {
        ResponseBody::Json(schema) => json!({
            "description": "Done.",
            "content": { "application/json": { "schema": schema(generator) } },
        }),
        ResponseBody::Media(kind) => json!({ "description": "Done.", "content": { kind: {} } }),
        ResponseBody::Stream => {
            let (message, head) = (
                generator.subschema_for::<StreamMessage>(),
                generator.subschema_for::<StreamHead>(),
            );
            json!({
                "description": "Server-sent events. The data of each is a StreamMessage as JSON, and \
                    its id the event's `seq`, by which a double is recognised. The first one, of the \
                    type `log` and without an id, is a StreamHead.",
                "content": { STREAM_MEDIA: { "schema": { "anyOf": [message, head] } } },
            })
        }
        ResponseBody::Nothing | ResponseBody::Page => json!({ "description": "Done." }),
    };
    let refusals = route.refusal_statuses();
    let refusals = refusals.iter().map(|status| {
        let reference = format!("#/components/responses/{}", response_name(*status));
        (status.to_string(), json!({ "$ref": reference }))
    });
    let mut responses: Map<String, Value> = refusals.collect();
    responses.insert(route.gives.success_status().to_string(), done);
    let fault = format!("#/components/responses/{FAULT}");
    responses.insert("default".to_owned(), json!({ "$ref": fault }));
    responses.into()
}

/// The response for a fault of ours: it can occur anywhere, and no test provokes it.
const FAULT: &str = "Fault";

/// Returns the name of the document's response for refusals with this status.
fn response_name(status: u16) -> String {
    format!("Refused{status}")
}

/// Describes every refusal that a route can answer with, once: its kinds, and when to try again.
fn describe_refusals(routes: &[Route], problem: &Schema) -> Map<String, Value> {
    let content = json!({ "application/problem+json": { "schema": problem } });
    let statuses: BTreeSet<u16> = routes.iter().flat_map(Route::refusal_statuses).collect();
    let mut responses = Map::new();
    for status in statuses {
        let kinds = RefusalKind::ALL.iter().filter(|kind| kind.status() == status);
        let kinds: Vec<_> =
            kinds.map(|kind| format!("`{}` ({})", kind.word(), kind.title())).collect();
        let mut response = json!({
            "description": format!("Refused: {}.", kinds.join(", ")),
            "content": content,
        });
        if let Some(meaning) = retry_after(status) {
            response["headers"] = json!({ "Retry-After": {
                "description": meaning,
                "schema": { "type": "integer", "minimum": 1 },
            } });
        }
        responses.insert(response_name(status), response);
    }
    let description = "A fault of the booth's own (500): logged, and nothing has changed.";
    responses.insert(FAULT.to_owned(), json!({ "description": description, "content": content }));
    responses
}

/// Returns the meaning of `Retry-After` with this status, if it comes with it.
fn retry_after(status: u16) -> Option<&'static str> {
    match status {
        429 => Some(
            "Seconds until the caller's budget allows a further try. Left out for a stream too \
             many: there is room as soon as another one is closed.",
        ),
        503 => Some("Seconds after which a further try is worth it."),
        _ => None,
    }
}
