//! From JSON to states: the fields of each type of state, and their allowed values.
//!
//! Every field is removed from its object when it is read; a field that is left at the end is
//! refused.

mod fields;
mod rules;

use serde_json::Value;

use super::data_flow::ResultPath;
use super::error::{DefinitionError, DefinitionFault, PathFault, errors};
use super::limits::TIMEOUT_S_MAX;
use super::machine::{Catcher, Kind, Next, Pass, State, StateId, Task, Timeout};
use super::template::Template;
use fields::Fields;

/// The ending of a resource whose task is answered by the holder of the token.
const WAIT_FOR_TASK_TOKEN: &str = ".waitForTaskToken";

/// The names of all states, sorted: a state's id is its place.
struct Names(Vec<String>);

impl Names {
    fn id_of(&self, name: &str) -> Option<StateId> {
        self.0.binary_search_by(|known| known.as_str().cmp(name)).ok().map(StateId)
    }
}

/// The whole machine: where it starts, and its states sorted by name.
pub(super) fn parse_machine(definition: Value) -> Result<(StateId, Vec<State>), DefinitionError> {
    let mut top = Fields::new(None, String::new(), definition)?;
    top.take_comment()?;
    for (field, only) in [("Version", "1.0"), ("QueryLanguage", "JSONPath")] {
        if top.take_text(field)?.is_some_and(|text| text != only) {
            let fault = DefinitionFault::Expected(if field == "Version" {
                "\"1.0\""
            } else {
                "\"JSONPath\": JSONata is not supported"
            });
            return Err(top.error(field, fault));
        }
    }
    let start = top.take_required_text("StartAt")?;
    let states = match top.take_value("States") {
        Some(Value::Object(states)) => states,
        Some(_) => return Err(top.error("States", DefinitionFault::Expected("an object"))),
        None => return Err(top.error("States", DefinitionFault::Missing)),
    };
    // Sorted here, whatever order the map keeps: names are found by binary search.
    let mut states: Vec<(String, Value)> = states.into_iter().collect();
    states.sort_by(|(a, _), (b, _)| a.cmp(b));
    let names = Names(states.iter().map(|(name, _)| name.clone()).collect());
    let start_id = names
        .id_of(&start)
        .ok_or_else(|| top.error("StartAt", DefinitionFault::NoSuchState(start.clone())))?;
    top.finish()?;
    Ok((start_id, all_states(states, &names)?))
}

fn all_states(states: Vec<(String, Value)>, names: &Names) -> Result<Vec<State>, DefinitionError> {
    states
        .into_iter()
        .map(|(name, value)| {
            let mut fields = Fields::new(Some(name.clone()), String::new(), value)?;
            let kind = parse_kind(&mut fields, names)?;
            fields.take_comment()?;
            fields.finish()?;
            Ok(State { name, kind })
        })
        .collect()
}

fn parse_kind(fields: &mut Fields, names: &Names) -> Result<Kind, DefinitionError> {
    let kind = fields.take_required_text("Type")?;
    match kind.as_str() {
        "Task" => parse_task(fields, names).map(Box::new).map(Kind::Task),
        "Pass" => parse_pass(fields, names).map(Box::new).map(Kind::Pass),
        "Choice" => Ok(Kind::Choice {
            input: fields.take_selection("InputPath")?,
            output: fields.take_selection("OutputPath")?,
            rules: rules::parse_rules(fields, names)?,
            default: fields.take_state("Default", names)?,
        }),
        "Succeed" => Ok(Kind::Succeed {
            input: fields.take_selection("InputPath")?,
            output: fields.take_selection("OutputPath")?,
        }),
        "Fail" => Ok(Kind::Fail {
            error: fields.take_text("Error")?.unwrap_or_default(),
            cause: fields.take_text("Cause")?.unwrap_or_default(),
        }),
        _ => Err(fields.error("Type", DefinitionFault::StateType(kind))),
    }
}

fn parse_task(fields: &mut Fields, names: &Names) -> Result<Task, DefinitionError> {
    let written = fields.take_required_text("Resource")?;
    let (resource, waits) = match written.strip_suffix(WAIT_FOR_TASK_TOKEN) {
        Some(resource) => (resource.to_owned(), true),
        None => (written, false),
    };
    if resource.is_empty() {
        return Err(fields.error("Resource", DefinitionFault::Expected("the name of a resource")));
    }
    let parameters = fields.take_template("Parameters")?;
    if !waits {
        refuse_token(fields, "Parameters", parameters.as_ref())?;
    }
    let result_selector = fields.take_template("ResultSelector")?;
    refuse_token(fields, "ResultSelector", result_selector.as_ref())?;
    Ok(Task {
        resource,
        waits,
        input: fields.take_selection("InputPath")?,
        parameters,
        result_selector,
        result_path: fields.take_result_path("ResultPath")?,
        output: fields.take_selection("OutputPath")?,
        timeout: parse_timeout(fields, waits)?,
        catchers: parse_catchers(fields, names)?,
        next: parse_next(fields, names)?,
    })
}

fn parse_pass(fields: &mut Fields, names: &Names) -> Result<Pass, DefinitionError> {
    let parameters = fields.take_template("Parameters")?;
    refuse_token(fields, "Parameters", parameters.as_ref())?;
    let result = fields.take_value("Result");
    if result.is_some() && parameters.is_some() {
        return Err(fields.error("Result", DefinitionFault::Together("Parameters")));
    }
    Ok(Pass {
        input: fields.take_selection("InputPath")?,
        parameters,
        result,
        result_path: fields.take_result_path("ResultPath")?,
        output: fields.take_selection("OutputPath")?,
        next: parse_next(fields, names)?,
    })
}

fn refuse_token(
    fields: &Fields,
    field: &str,
    template: Option<&Template>,
) -> Result<(), DefinitionError> {
    if template.is_some_and(Template::wants_token) {
        let path = "$$.Task.Token".to_owned();
        return Err(fields.error(field, DefinitionFault::Path { path, fault: PathFault::NoToken }));
    }
    Ok(())
}

/// `Next` or `End`: exactly one of them.
fn parse_next(fields: &mut Fields, names: &Names) -> Result<Next, DefinitionError> {
    let next = fields.take_state("Next", names)?;
    match (next, fields.take_value("End")) {
        (Some(id), None | Some(Value::Bool(false))) => Ok(Next::State(id)),
        (None, Some(Value::Bool(true))) => Ok(Next::End),
        (Some(_), Some(Value::Bool(true))) => {
            Err(fields.error("Next", DefinitionFault::Together("End")))
        }
        (None, None | Some(Value::Bool(false))) => {
            Err(fields.error("Next", DefinitionFault::Missing))
        }
        (_, Some(_)) => Err(fields.error("End", DefinitionFault::Expected("true or false"))),
    }
}

fn parse_timeout(fields: &mut Fields, waits: bool) -> Result<Timeout, DefinitionError> {
    let fixed = fields.take_value("TimeoutSeconds");
    let path = fields.take_path("TimeoutSecondsPath")?;
    let field = if fixed.is_some() { "TimeoutSeconds" } else { "TimeoutSecondsPath" };
    if !waits && (fixed.is_some() || path.is_some()) {
        return Err(fields.error(field, DefinitionFault::NothingToWaitFor));
    }
    match (fixed, path) {
        (None, None) => Ok(Timeout::Never),
        (None, Some(path)) => Ok(Timeout::At(path)),
        (Some(_), Some(_)) => {
            Err(fields.error(field, DefinitionFault::Together("TimeoutSecondsPath")))
        }
        (Some(seconds), None) => seconds
            .as_u64()
            .filter(|seconds| (1..=TIMEOUT_S_MAX).contains(seconds))
            .map(Timeout::After)
            .ok_or_else(|| fields.error(field, DefinitionFault::Timeout)),
    }
}

fn parse_catchers(fields: &mut Fields, names: &Names) -> Result<Vec<Catcher>, DefinitionError> {
    let catchers = fields
        .take_objects("Catch")?
        .unwrap_or_default()
        .into_iter()
        .map(|mut fields| {
            let errors = error_names(&mut fields)?;
            let result_path: ResultPath = fields.take_result_path("ResultPath")?;
            let next = fields
                .take_state("Next", names)?
                .ok_or_else(|| fields.error("Next", DefinitionFault::Missing))?;
            fields.take_comment()?;
            fields.finish()?;
            Ok(Catcher { errors, result_path, next })
        })
        .collect::<Result<Vec<_>, DefinitionError>>()?;
    let all = |catcher: &Catcher| catcher.errors.iter().any(|name| name == errors::ALL);
    let misplaced = catchers.iter().enumerate().any(|(index, catcher)| {
        all(catcher) && (catcher.errors.len() > 1 || index + 1 < catchers.len())
    });
    if misplaced {
        return Err(fields.error("Catch", DefinitionFault::CatchAllNotLast));
    }
    Ok(catchers)
}

fn error_names(fields: &mut Fields) -> Result<Vec<String>, DefinitionError> {
    const FIELD: &str = "ErrorEquals";
    let expected = DefinitionFault::Expected("a list of error names, one at least");
    let Some(Value::Array(items)) = fields.take_value(FIELD) else {
        return Err(fields.error(FIELD, expected));
    };
    let names: Option<Vec<String>> =
        items.into_iter().map(|item| item.as_str().map(str::to_owned)).collect();
    match names {
        Some(names) if !names.is_empty() => {
            let unknown = names.iter().find(|name| {
                name.starts_with("States.") && !errors::CATCHABLE.contains(&name.as_str())
            });
            match unknown {
                Some(name) => Err(fields.error(FIELD, DefinitionFault::ErrorName(name.clone()))),
                None => Ok(names),
            }
        }
        _ => Err(fields.error(FIELD, expected)),
    }
}
