//! The rules of a `Choice` state.

use serde_json::Value;

use super::Names;
use super::fields::Fields;
use crate::workflow::choice::{Comparison, Condition, Test};
use crate::workflow::error::{DefinitionError, DefinitionFault};
use crate::workflow::machine::Rule;

/// The comparisons of numbers, by their fields.
const NUMERIC: [(&str, Comparison); 5] = [
    ("NumericEquals", Comparison::Equals),
    ("NumericLessThan", Comparison::LessThan),
    ("NumericLessThanEquals", Comparison::LessThanEquals),
    ("NumericGreaterThan", Comparison::GreaterThan),
    ("NumericGreaterThanEquals", Comparison::GreaterThanEquals),
];

pub(super) fn parse_rules(
    fields: &mut Fields,
    names: &Names,
) -> Result<Vec<Rule>, DefinitionError> {
    const FIELD: &str = "Choices";
    let rules =
        fields.take_objects(FIELD)?.ok_or_else(|| fields.error(FIELD, DefinitionFault::Missing))?;
    if rules.is_empty() {
        return Err(fields.error(FIELD, DefinitionFault::Expected("a list of one rule at least")));
    }
    rules
        .into_iter()
        .map(|mut fields| {
            let next = fields
                .take_state("Next", names)?
                .ok_or_else(|| fields.error("Next", DefinitionFault::Missing))?;
            Ok(Rule { condition: parse_condition(fields)?, next })
        })
        .collect()
}

/// Exactly one of `And`, `Or`, `Not`, or a test of a variable.
fn parse_condition(mut fields: Fields) -> Result<Condition, DefinitionError> {
    fields.take_comment()?;
    let condition = if let Some(all) = fields.take_objects("And")? {
        Condition::And(parse_conditions(&fields, "And", all)?)
    } else if let Some(any) = fields.take_objects("Or")? {
        Condition::Or(parse_conditions(&fields, "Or", any)?)
    } else if let Some(inner) = fields.take_object("Not")? {
        Condition::Not(Box::new(parse_condition(inner)?))
    } else {
        let variable = fields
            .take_path("Variable")?
            .ok_or_else(|| fields.error("Variable", DefinitionFault::Missing))?;
        Condition::Test { variable, test: parse_test(&mut fields)? }
    };
    fields.finish()?;
    Ok(condition)
}

fn parse_conditions(
    fields: &Fields,
    field: &str,
    items: Vec<Fields>,
) -> Result<Vec<Condition>, DefinitionError> {
    if items.is_empty() {
        return Err(fields.error(field, DefinitionFault::Expected("a list of one at least")));
    }
    items.into_iter().map(parse_condition).collect()
}

fn parse_test(fields: &mut Fields) -> Result<Test, DefinitionError> {
    if let Some(text) = fields.take_text("StringEquals")? {
        return Ok(Test::Text(text));
    }
    if let Some(flag) = take_boolean(fields, "BooleanEquals")? {
        return Ok(Test::Boolean(flag));
    }
    if let Some(flag) = take_boolean(fields, "IsPresent")? {
        return Ok(Test::Present(flag));
    }
    for (field, comparison) in NUMERIC {
        match fields.take_value(field) {
            None => {}
            Some(Value::Number(number)) => return Ok(Test::Number(comparison, number)),
            Some(_) => return Err(fields.error(field, DefinitionFault::Expected("a number"))),
        }
    }
    // An unknown operator is named in the error, rather than reported as missing.
    Err(match fields.first_unread() {
        Some(field) => fields.error(field, DefinitionFault::UnknownField),
        None => fields.error_here(DefinitionFault::Expected("a comparison")),
    })
}

fn take_boolean(fields: &mut Fields, field: &str) -> Result<Option<bool>, DefinitionError> {
    match fields.take_value(field) {
        None => Ok(None),
        Some(Value::Bool(flag)) => Ok(Some(flag)),
        Some(_) => Err(fields.error(field, DefinitionFault::Expected("true or false"))),
    }
}
