//! Whether a definition's states are connected: each can be reached, and an end from each.

use super::error::{DefinitionError, DefinitionFault};
use super::machine::{Kind, Next, State, StateId};

/// Refuses states that cannot be reached, or from which no end can be reached.
pub(super) fn check(start: StateId, states: &[State]) -> Result<(), DefinitionError> {
    let refuse = |index: usize, fault| {
        Err(DefinitionError { state: Some(states[index].name.clone()), field: None, fault })
    };
    let ways: Vec<Vec<StateId>> = states.iter().map(|state| ways_out(&state.kind)).collect();
    let reached = reachable(vec![start], &ways);
    if let Some(lost) = reached.iter().position(|reached| !reached) {
        return refuse(lost, DefinitionFault::Unreachable);
    }
    let ends = (0..states.len()).filter(|id| is_end(&states[*id].kind)).map(StateId).collect();
    let mut back = vec![vec![]; states.len()];
    for (from, ways) in ways.iter().enumerate() {
        for to in ways {
            back[to.0].push(StateId(from));
        }
    }
    let ending = reachable(ends, &back);
    if let Some(endless) = ending.iter().position(|ending| !ending) {
        return refuse(endless, DefinitionFault::Endless);
    }
    Ok(())
}

fn ways_out(kind: &Kind) -> Vec<StateId> {
    let step = |next: &Next| match next {
        Next::State(id) => vec![*id],
        Next::End => vec![],
    };
    match kind {
        Kind::Task(task) => {
            let mut ways = step(&task.next);
            ways.extend(task.catchers.iter().map(|catcher| catcher.next));
            ways
        }
        Kind::Pass(pass) => step(&pass.next),
        Kind::Choice { rules, default, .. } => {
            rules.iter().map(|rule| rule.next).chain(*default).collect()
        }
        Kind::Succeed { .. } | Kind::Fail { .. } => vec![],
    }
}

fn is_end(kind: &Kind) -> bool {
    match kind {
        Kind::Task(task) => task.next == Next::End,
        Kind::Pass(pass) => pass.next == Next::End,
        Kind::Choice { .. } => false,
        Kind::Succeed { .. } | Kind::Fail { .. } => true,
    }
}

/// Which states are reached from `from`, where `ways[id]` are the states to which `id` leads.
fn reachable(from: Vec<StateId>, ways: &[Vec<StateId>]) -> Vec<bool> {
    let mut reached = vec![false; ways.len()];
    let mut open = from;
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut reached[id.0], true) {
            open.extend(&ways[id.0]);
        }
    }
    reached
}
