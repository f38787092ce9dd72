//! The workflow's definitions: the one that this version brings, and those that older executions
//! began with. An execution keeps the version it started with.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::ProcessorDefect;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::storage::only;
use crate::workflow::Definition;

/// The workflow that new orders begin with.
const ORDER_ASL: &str = include_str!("../../../../workflows/order.asl.json");

/// Parsed definitions by version.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    current: OnceLock<Arc<Definition>>,
    older: Mutex<HashMap<String, Arc<Definition>>>,
}

impl Definitions {
    /// The definition that new orders begin with. It is kept in the database with the earlier ones:
    /// as many as there were versions.
    pub fn current(&self, cascade: &Cascade<'_>) -> Result<Arc<Definition>, Fault> {
        let definition = match self.current.get() {
            Some(definition) => Arc::clone(definition),
            None => {
                let parsed = Arc::new(parse(ORDER_ASL)?);
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
                &[&definition.version(), &ORDER_ASL],
            )?;
        }
        Ok(definition)
    }

    /// The definition of this version.
    pub fn of_version(
        &self,
        cascade: &Cascade<'_>,
        version: &str,
    ) -> Result<Arc<Definition>, Fault> {
        if let Some(current) = self.current.get().filter(|current| current.version() == version) {
            return Ok(Arc::clone(current));
        }
        let mut older = self.older.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(definition) = older.get(version) {
            return Ok(Arc::clone(definition));
        }
        let json = cascade
            .query_one(
                "SELECT json FROM processor_definitions WHERE version = ?1",
                &[&version],
                only::<String>,
            )?
            .ok_or_else(|| ProcessorDefect::NoVersion(version.to_owned()))?;
        let definition = Arc::new(parse(&json)?);
        older.insert(version.to_owned(), Arc::clone(&definition));
        Ok(definition)
    }
}

fn parse(json: &str) -> Result<Definition, ProcessorDefect> {
    Ok(Definition::parse(json)?)
}
