//! The parts of a line of the table of routes: the router, the access check, the API's description
//! and the test over every role read it.

use axum::routing::{MethodFilter, MethodRouter};
use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::app::App;
use super::middleware::access::Access;

/// Writes down a type's schema.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// A method (RFC 9110, section 9; PATCH is RFC 5789).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Verb {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Verb {
    /// The method's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    pub(super) fn method_filter(self) -> MethodFilter {
        match self {
            Self::Get => MethodFilter::GET,
            Self::Post => MethodFilter::POST,
            Self::Put => MethodFilter::PUT,
            Self::Patch => MethodFilter::PATCH,
            Self::Delete => MethodFilter::DELETE,
        }
    }
}

/// The body that a route takes.
#[derive(Debug, Clone, Copy)]
pub enum RequestBody {
    /// JSON of this shape.
    Json(SchemaOf),
    /// A file of this media type.
    Media(&'static str),
}

/// The body that a route returns.
#[derive(Debug, Clone, Copy)]
pub enum ResponseBody {
    /// JSON of this shape.
    Json(SchemaOf),
    /// Nothing (204).
    Nothing,
    /// Something of this media type.
    Media(&'static str),
    /// Server-sent events ([`STREAM_MEDIA`]): the data of each is a `StreamMessage`, of the first one a
    /// `StreamHead`.
    Stream,
    /// A page for people; not in the API's description.
    Page,
}

/// The media type of a stream.
pub const STREAM_MEDIA: &str = "text/event-stream";

impl ResponseBody {
    /// The status of a success.
    #[must_use]
    pub fn success_status(self) -> u16 {
        if matches!(self, Self::Nothing) { 204 } else { 200 }
    }
}

/// One line of the table.
#[derive(Clone, Copy)]
pub struct Route {
    /// The method.
    pub verb: Verb,
    /// The path; `{name}` is a parameter.
    pub path: &'static str,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// Who may call it.
    pub access: Access,
    /// Its query.
    pub query: Option<SchemaOf>,
    /// Its body.
    pub takes: Option<RequestBody>,
    /// Its answer.
    pub gives: ResponseBody,
    /// Statuses of refusals that do not follow from the rest of the line: see
    /// [`Self::refusal_statuses`].
    pub refuses: &'static [u16],
    pub(super) handler: fn(MethodFilter) -> MethodRouter<App>,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.verb.name(), self.path)
    }
}

impl Route {
    /// Whether it changes something: then it takes an idempotency key, and its page's origin is
    /// checked.
    #[must_use]
    pub fn is_write(&self) -> bool {
        self.verb != Verb::Get
    }

    /// Returns the statuses with which it can refuse, ascending; a fault of ours (500) is not among
    /// them.
    /// Any request can come too often (429), or while the disk fails (503).
    #[must_use]
    pub fn refusal_statuses(&self) -> Vec<u16> {
        let mut statuses = self.refuses.to_vec();
        statuses.extend([429, 503]);
        if self.access != Access::Anyone {
            statuses.push(401);
        }
        if self.is_write() || self.access.turns_away() {
            statuses.push(403);
        }
        if self.path.contains('{') {
            statuses.push(404);
        }
        if self.takes.is_some() {
            statuses.push(413);
        }
        if matches!(self.takes, Some(RequestBody::Json(_))) {
            statuses.push(415);
        }
        if self.query.is_some() || self.is_write() {
            statuses.push(422);
        }
        statuses.sort_unstable();
        statuses.dedup();
        statuses
    }
}

/// Writes down the schema of `T`, for a line of the table.
pub fn schema_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}
