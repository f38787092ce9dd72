//! The schemas of events, for their consumers: a list, and one document for each type and version.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use crema_api::events::schemas::{EventSchema, published};
use crema_api::problem::RefusalKind;
use schemars::JsonSchema;
use serde::Serialize;

use crate::http::error::ApiError;
use crate::http::extract::{Json, Path};

/// The media type of a document (JSON Schema 2020-12, section 13).
pub const SCHEMA: &str = "application/schema+json";

static PUBLISHED: LazyLock<Vec<EventSchema>> = LazyLock::new(|| {
    published().unwrap_or_else(|error| {
        tracing::error!(%error, "the schemas of events cannot be written");
        Vec::new()
    })
});

/// Every event that has a schema.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Schemas {
    /// In the order of an order's life, then those of the booth.
    pub schemas: Vec<SchemaView>,
}

/// One event's schema in one version.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SchemaView {
    /// The event's name.
    #[serde(rename = "detail-type")]
    pub detail_type: String,
    /// The version of its shape; every detail carries it as `schemaVersion`.
    pub version: u32,
    /// Where its document is, on this host.
    pub address: String,
}

pub async fn list() -> Json<Schemas> {
    let schemas = PUBLISHED.iter().map(|schema| SchemaView {
        detail_type: schema.detail_type.to_owned(),
        version: schema.version,
        address: format!("/api/v1/schemas/{}/{}", schema.detail_type, schema.version),
    });
    Json(Schemas { schemas: schemas.collect() })
}

pub async fn get(Path((detail_type, version)): Path<(String, u32)>) -> Result<Response, ApiError> {
    let fits = |schema: &&EventSchema| {
        (schema.detail_type, schema.version) == (detail_type.as_str(), version)
    };
    let found = PUBLISHED.iter().find(fits).ok_or_else(|| {
        let sentence = "No event has this name in this version. See /api/v1/schemas.";
        ApiError::new(RefusalKind::NotFound, sentence)
    })?;
    let kind = [(header::CONTENT_TYPE, SCHEMA)];
    Ok((kind, found.document.to_string()).into_response())
}
