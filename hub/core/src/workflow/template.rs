//! Payload templates: a task's parameters, and the kept part of its result.
//!
//! A field whose name ends in `.$` holds a path, and is replaced by the value at that path, under
//! the name without that ending; everything else is copied unchanged (ASL, "Payload Template").

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::context::Scope;
use super::error::{DefinitionFault, Failure, errors};
use super::path::Path;

/// A template, compiled.
#[derive(Debug, Clone)]
pub(super) enum Template {
    /// Without a path in it.
    Literal(Value),
    At(Path),
    Object(Vec<(String, Template)>),
    Array(Vec<Template>),
}

impl Template {
    /// Compiles a template. An error names the place within the template.
    pub(super) fn parse(value: &Value) -> Result<Self, (String, DefinitionFault)> {
        match value {
            Value::Object(fields) => Self::parse_object(fields),
            Value::Array(items) => {
                let parsed = items
                    .iter()
                    .enumerate()
                    .map(|(index, item)| {
                        Self::parse(item).map_err(|(place, why)| (format!("[{index}]{place}"), why))
                    })
                    .collect::<Result<Vec<_>, _>>()?;
                let literal = parsed.iter().all(|item| matches!(item, Self::Literal(_)));
                Ok(if literal { Self::Literal(value.clone()) } else { Self::Array(parsed) })
            }
            plain => Ok(Self::Literal(plain.clone())),
        }
    }

    fn parse_object(fields: &Map<String, Value>) -> Result<Self, (String, DefinitionFault)> {
        let mut parsed = Vec::with_capacity(fields.len());
        for (name, value) in fields {
            let at = |place: &str| format!(".{name}{place}");
            let Some(plain_name) = name.strip_suffix(".$") else {
                let template = Self::parse(value).map_err(|(place, why)| (at(&place), why))?;
                parsed.push((name.clone(), template));
                continue;
            };
            if fields.contains_key(plain_name) {
                let why = DefinitionFault::Together("the same field without .$");
                return Err((at(""), why));
            }
            let text = value
                .as_str()
                .ok_or_else(|| (at(""), DefinitionFault::Expected("a path as text")))?;
            let path = Path::parse(text).map_err(|fault| {
                (at(""), DefinitionFault::Path { path: text.to_owned(), fault })
            })?;
            parsed.push((plain_name.to_owned(), Self::At(path)));
        }
        let literal = parsed.iter().all(|(_, field)| matches!(field, Self::Literal(_)));
        Ok(if literal {
            Self::Literal(Value::Object(fields.clone()))
        } else {
            Self::Object(parsed)
        })
    }

    /// Whether one of its paths is that of the task token.
    pub(super) fn wants_token(&self) -> bool {
        match self {
            Self::Literal(_) => false,
            Self::At(path) => path.is_token(),
            Self::Object(fields) => fields.iter().any(|(_, field)| field.wants_token()),
            Self::Array(items) => items.iter().any(Self::wants_token),
        }
    }

    /// Returns the template with its paths replaced by their values.
    pub(super) fn fill(&self, data: &Value, scope: Scope<'_>) -> Result<Value, Failure> {
        Ok(match self {
            Self::Literal(value) => value.clone(),
            Self::At(path) => path
                .find(data, scope)
                .ok_or_else(|| {
                    Failure::new(
                        errors::PARAMETER_PATH_FAILURE,
                        format!(
                            "in state {:?} the path {} finds nothing",
                            scope.state,
                            path.as_str()
                        ),
                    )
                })
                .map(Cow::into_owned)?,
            Self::Object(fields) => {
                let mut filled = Map::new();
                for (name, field) in fields {
                    filled.insert(name.clone(), field.fill(data, scope)?);
                }
                Value::Object(filled)
            }
            Self::Array(items) => Value::Array(
                items.iter().map(|item| item.fill(data, scope)).collect::<Result<_, _>>()?,
            ),
        })
    }
}
