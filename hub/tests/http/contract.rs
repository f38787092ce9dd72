//! The description held against what the booth really answers: each JSON answer must fit the schema
//! of its route, each refusal the one of problems.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use crema::http::openapi::describe_routes;
use crema::http::route::{ResponseBody, Route, STREAM_MEDIA};
use crema::http::routes::ROUTES;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::booth::Reply;

static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| describe_routes(ROUTES));
/// Compiled once each: compiling takes longer than checking.
static COMPILED: LazyLock<RwLock<HashMap<String, &'static Validator>>> =
    LazyLock::new(RwLock::default);

/// Panics where an answer is not what the description says.
pub fn check(method: &str, path: &str, reply: &Reply) {
    let Some(route) = route_of(method, path) else { return };
    let kind = reply.header("content-type").unwrap_or_default();
    if matches!(route.gives, ResponseBody::Page) {
        return;
    }
    let status = reply.status.as_str();
    let response = pointer(route, status);
    assert!(
        DESCRIPTION.pointer(&response).is_some(),
        "{route:?} answered {status}, which is not described: {}",
        reply.text()
    );
    if !reply.status.is_success() {
        assert_eq!(kind, "application/problem+json", "{method} {path}: {}", reply.text());
        fits(route, &response, "application/problem+json", reply);
        return;
    }
    match route.gives {
        ResponseBody::Json(_) => {
            assert_eq!(kind, "application/json", "{method} {path}");
            fits(route, &response, "application/json", reply);
        }
        ResponseBody::Nothing => assert_eq!((reply.status.as_u16(), reply.body.len()), (204, 0)),
        ResponseBody::Media(media) => assert_eq!(kind, media, "{method} {path}"),
        ResponseBody::Stream => assert_eq!(kind, STREAM_MEDIA, "{method} {path}"),
        ResponseBody::Page => {}
    }
}

/// Where the description has what the route answers with this status.
fn pointer(route: &Route, status: &str) -> String {
    let verb = route.verb.name().to_lowercase();
    let own = format!("/paths/{}/{verb}/responses/{status}", escaped(route.path));
    let reference = DESCRIPTION.pointer(&own).and_then(|response| response["$ref"].as_str());
    reference.map_or(own, |reference| reference.trim_start_matches('#').to_owned())
}

fn fits(route: &Route, response: &str, media: &str, reply: &Reply) {
    let pointer = format!("{response}/content/{}/schema", escaped(media));
    let value: Value = serde_json::from_slice(&reply.body).unwrap();
    let faults: Vec<String> = validator(&pointer)
        .iter_errors(&value)
        .map(|fault| format!("{fault} at {}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{route:?} answered {value}\nwhich is not as described: {faults:?}");
}

fn validator(pointer: &str) -> &'static Validator {
    if let Some(found) = COMPILED.read().unwrap_or_else(PoisonError::into_inner).get(pointer) {
        return found;
    }
    let schema = DESCRIPTION.pointer(pointer).unwrap_or_else(|| panic!("no schema at {pointer}"));
    let document = json!({ "allOf": [schema], "components": DESCRIPTION["components"] });
    let validator: &'static Validator =
        Box::leak(Box::new(jsonschema::validator_for(&document).unwrap()));
    COMPILED.write().unwrap_or_else(PoisonError::into_inner).insert(pointer.to_owned(), validator);
    validator
}

/// The route of a request; the one with the fewest parameters, as the router takes it.
fn route_of(method: &str, path: &str) -> Option<&'static Route> {
    let path = path.split('?').next()?;
    let fits = |route: &&Route| {
        let (mut asked, mut parts) = (path.split('/'), route.path.split('/'));
        route.verb.name() == method
            && path.split('/').count() == route.path.split('/').count()
            && parts.all(|part| asked.next().is_some_and(|a| part.starts_with('{') || part == a))
    };
    ROUTES.iter().filter(fits).min_by_key(|route| route.path.matches('{').count())
}

/// RFC 6901, section 3.
fn escaped(text: &str) -> String {
    text.replace('~', "~0").replace('/', "~1")
}
