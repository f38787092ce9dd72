//! The workflow's definitions: the one that this version brings, and those that older executions
//! began with. An execution keeps the version it started with.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{ProcessorDefect, Unreadable};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::storage::only;
use crate::workflow::Definition;

/// The workflow of a booth's orders.
const ORDER_ASL: &str = include_str!("../../../../workflows/order.asl.json");

/// Parsed definitions by version.
#[derive(Debug)]
pub(super) struct Definitions {
    /// The text of the definition that new orders begin with.
    json: Cow<'static, str>,
    current: OnceLock<Arc<Definition>>,
    older: Mutex<HashMap<String, Arc<Definition>>>,
}

impl Default for Definitions {
    fn default() -> Self {
        Self::new(Cow::Borrowed(ORDER_ASL))
    }
}

impl Definitions {
    /// New orders begin with the definition in this text.
    pub fn new(json: Cow<'static, str>) -> Self {
        Self { json, current: OnceLock::new(), older: Mutex::default() }
    }

    /// The definition that new orders begin with. It is kept in the database with the earlier ones:
    /// as many as there were versions.
    pub fn current(&self, cascade: &Cascade<'_>) -> Result<Arc<Definition>, Fault> {
        let definition = match self.current.get() {
            Some(definition) => Arc::clone(definition),
            None => {
                let parsed =
                    Arc::new(Definition::parse(&self.json).map_err(ProcessorDefect::Definition)?);
                Arc::clone(self.current.get_or_init(|| parsed))
            }
        };
        let kept = cascade.query_one(
            "SELECT 1 FROM processor_definitions WHERE version = ?1",
            &[&definition.version()],
            |_| Ok(()),
        )?;
        if kept.is_none() {
            cascade.execute(
                "INSERT INTO processor_definitions (version, json) VALUES (?1, ?2)",
                &[&definition.version(), &self.json],
            )?;
        }
        Ok(definition)
    }

    /// The definition of this version, or why this program cannot read it: another may have been
    /// less strict, or know more of the language.
    pub fn of_version(
        &self,
        cascade: &Cascade<'_>,
        version: &str,
    ) -> Result<Result<Arc<Definition>, Unreadable>, Fault> {
        if let Some(current) = self.current.get().filter(|current| current.version() == version) {
            return Ok(Ok(Arc::clone(current)));
        }
        let mut older = self.older.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(definition) = older.get(version) {
            return Ok(Ok(Arc::clone(definition)));
        }
        let json: Option<String> = cascade.query_one(
            "SELECT json FROM processor_definitions WHERE version = ?1",
            &[&version],
            only,
        )?;
        let Some(json) = json else {
            return Ok(Err(Unreadable::NoVersion(version.to_owned())));
        };
        Ok(Definition::parse(&json).map_err(Unreadable::Definition).map(|definition| {
            let definition = Arc::new(definition);
            older.insert(version.to_owned(), Arc::clone(&definition));
            definition
        }))
    }
}
