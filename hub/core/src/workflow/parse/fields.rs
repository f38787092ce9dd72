//! The fields of one object of a definition, removed one by one, with the place for errors.

use serde_json::{Map, Value};

use super::Names;
use crate::workflow::data_flow::{ResultPath, Selection};
use crate::workflow::error::{DefinitionError, DefinitionFault, PathFault};
use crate::workflow::machine::StateId;
use crate::workflow::path::Path;
use crate::workflow::template::Template;

/// An object that is being read.
pub(super) struct Fields {
    state: Option<String>,
    /// The object's place in the state, such as `Catch[0].`; empty for the state itself.
    prefix: String,
    map: Map<String, Value>,
}

impl Fields {
    pub(super) fn new(
        state: Option<String>,
        prefix: String,
        value: Value,
    ) -> Result<Self, DefinitionError> {
        match value {
            Value::Object(map) => Ok(Self { state, prefix, map }),
            _ => {
                let map = Map::new();
                Err(Self { state, prefix, map }.error_here(DefinitionFault::Expected("an object")))
            }
        }
    }

    /// An error at one field of this object.
    pub(super) fn error(&self, field: &str, fault: DefinitionFault) -> DefinitionError {
        let field = format!("{}{field}", self.prefix);
        DefinitionError { state: self.state.clone(), field: Some(field), fault }
    }

    /// Removes a field and returns its value, of any kind.
    pub(super) fn take_value(&mut self, field: &str) -> Option<Value> {
        self.map.remove(field)
    }

    pub(super) fn take_text(&mut self, field: &str) -> Result<Option<String>, DefinitionError> {
        match self.take_value(field) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.error(field, DefinitionFault::Expected("text"))),
        }
    }

    pub(super) fn take_required_text(&mut self, field: &str) -> Result<String, DefinitionError> {
        self.take_text(field)?.ok_or_else(|| self.error(field, DefinitionFault::Missing))
    }

    /// Checks a comment and drops it: comments are for people who read the definition.
    pub(super) fn take_comment(&mut self) -> Result<(), DefinitionError> {
        self.take_text("Comment").map(drop)
    }

    /// The state that a field names.
    pub(super) fn take_state(
        &mut self,
        field: &str,
        names: &Names,
    ) -> Result<Option<StateId>, DefinitionError> {
        let Some(name) = self.take_text(field)? else { return Ok(None) };
        match names.id_of(&name) {
            Some(id) => Ok(Some(id)),
            None => Err(self.error(field, DefinitionFault::NoSuchState(name))),
        }
    }

    pub(super) fn take_path(&mut self, field: &str) -> Result<Option<Path>, DefinitionError> {
        let Some(text) = self.take_text(field)? else { return Ok(None) };
        let path = Path::parse(&text).and_then(|path| {
            // The token may be used only in the parameters of a task that waits.
            if path.is_token() { Err(PathFault::NoToken) } else { Ok(path) }
        });
        match path {
            Ok(path) => Ok(Some(path)),
            Err(fault) => Err(self.error(field, DefinitionFault::Path { path: text, fault })),
        }
    }

    /// `InputPath` or `OutputPath`.
    pub(super) fn take_selection(&mut self, field: &str) -> Result<Selection, DefinitionError> {
        if self.take_null(field) {
            return Ok(Selection::Nothing);
        }
        Ok(self.take_path(field)?.map_or(Selection::Whole, Selection::At))
    }

    pub(super) fn take_result_path(&mut self, field: &str) -> Result<ResultPath, DefinitionError> {
        if self.take_null(field) {
            return Ok(ResultPath::Discard);
        }
        let Some(text) = self.take_text(field)? else { return Ok(ResultPath::Replace) };
        ResultPath::parse(&text)
            .map_err(|fault| self.error(field, DefinitionFault::Path { path: text, fault }))
    }

    pub(super) fn take_template(
        &mut self,
        field: &str,
    ) -> Result<Option<Template>, DefinitionError> {
        let Some(value) = self.take_value(field) else { return Ok(None) };
        Template::parse(&value)
            .map(Some)
            .map_err(|(place, fault)| self.error(&format!("{field}{place}"), fault))
    }

    /// A list of objects, each to be read in turn; `None` if the field is absent.
    pub(super) fn take_objects(
        &mut self,
        field: &str,
    ) -> Result<Option<Vec<Self>>, DefinitionError> {
        match self.take_value(field) {
            None => Ok(None),
            Some(Value::Array(items)) => items
                .into_iter()
                .enumerate()
                .map(|(index, item)| {
                    let prefix = format!("{}{field}[{index}].", self.prefix);
                    Self::new(self.state.clone(), prefix, item)
                })
                .collect::<Result<_, _>>()
                .map(Some),
            Some(_) => Err(self.error(field, DefinitionFault::Expected("a list of objects"))),
        }
    }

    /// An object within this one; `None` if the field is absent.
    pub(super) fn take_object(&mut self, field: &str) -> Result<Option<Self>, DefinitionError> {
        let Some(value) = self.take_value(field) else { return Ok(None) };
        let prefix = format!("{}{field}.", self.prefix);
        Self::new(self.state.clone(), prefix, value).map(Some)
    }

    /// An error about the object itself.
    pub(super) fn error_here(&self, fault: DefinitionFault) -> DefinitionError {
        let field = self.prefix.trim_end_matches('.');
        let field = (!field.is_empty()).then(|| field.to_owned());
        DefinitionError { state: self.state.clone(), field, fault }
    }

    /// A field that has not been read: the first by name.
    pub(super) fn first_unread(&self) -> Option<&str> {
        self.map.keys().map(String::as_str).min()
    }

    /// Refuses a field that has not been read.
    pub(super) fn finish(self) -> Result<(), DefinitionError> {
        match self.first_unread() {
            None => Ok(()),
            Some(field) => Err(self.error(field, DefinitionFault::UnknownField)),
        }
    }

    fn take_null(&mut self, field: &str) -> bool {
        let null = self.map.get(field).is_some_and(Value::is_null);
        if null {
            self.map.remove(field);
        }
        null
    }
}
