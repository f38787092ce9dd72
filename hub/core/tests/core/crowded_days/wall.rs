//! The same inputs told by another wall clock. Ids of orders begin with wall time, so whoever gives
//! the inputs knows the orders by other ids, as people would; all else is to be the same.

use std::collections::HashMap;
use std::path::Path;

use crema_core::kernel::consumer::Services;
use crema_core::{Core, Input, InputKind, SqliteStorage};
use rusqlite::Connection;

use crate::booth::log::{dump_log, dump_tables};
use crate::booth::trouble::Trouble;

/// Hexadecimal digits of an order's id that are wall time, without the hyphen.
const TIME_DIGITS: usize = 12;
/// Fields of the original that are wall time: a code's window, and since when an order waits.
const WALL_FIELDS: [&str; 5] = ["start_ts", "end_ts", "start_full", "end_full", "TS"];

/// Answers, log and tables after these inputs, the nth stamped with `wall_ms(n)`, without what the
/// wall clock says in them.
pub fn told_by_the_clock(inputs: &[Input], troubled: bool, wall_ms: fn(i64) -> i64) -> Vec<String> {
    let folder = crate::booth::folder();
    let path = folder.path().join("booth.db");
    let services = if troubled { Trouble::new().services() } else { Services::of_booth() };
    let mut core = Core::open_with(SqliteStorage::open(&path).unwrap(), services).unwrap();
    // The orders' ids by what is random in them.
    let mut known = HashMap::new();
    let mut told = Vec::new();
    for (input, nth) in inputs.iter().zip(1..) {
        let mut input = with_ids(input, &known);
        input.at.wall_ms = wall_ms(nth);
        let batch = core.run_batch(std::slice::from_ref(&input));
        told.push(without_wall(&format!("{:?}", batch.answers[0])));
        for order in batch.events.iter().filter_map(|event| event.fact.order_id()) {
            let id = order.to_string();
            known.insert(id[TIME_DIGITS + 1..].to_owned(), id);
        }
    }
    forget_wall(&path);
    told.extend(dump_log(&path).iter().map(|event| without_wall(event)));
    // The digests of what was asked are of bodies with other ids.
    let rows = dump_tables(&path, &["outcomes"]);
    // The figures by hour are for people, who count the hours of a day.
    let by_hour = |row: &&String| row.contains("|hour:");
    let mut rows: Vec<String> =
        rows.iter().filter(|row| !by_hour(row)).map(|row| without_wall(row)).collect();
    rows.sort();
    told.extend(rows);
    told
}

/// The input with the ids that the orders have here.
fn with_ids(input: &Input, known: &HashMap<String, String>) -> Input {
    let mut input = input.clone();
    if let InputKind::Command(call) = &input.kind {
        let mut text = serde_json::to_string(call).unwrap();
        for (start, length) in hex_runs(&text) {
            let here = length == 36 && text.is_char_boundary(start);
            if let Some(id) =
                here.then(|| known.get(&text[start + TIME_DIGITS + 1..start + length])).flatten()
            {
                text.replace_range(start..start + length, id);
            }
        }
        input.kind = InputKind::Command(serde_json::from_str(&text).unwrap());
    }
    input
}

/// Where digits of ids stand, and how many with their hyphens.
fn hex_runs(text: &str) -> Vec<(usize, usize)> {
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-');
    let mut runs = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        match (start, is_digit(&byte)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                runs.push((from, at - from));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

/// A line without the time in ids (UUID version 7, in text or as bytes) and in the original's fields.
fn without_wall(line: &str) -> String {
    let mut text = line.to_owned();
    for (start, length) in hex_runs(line) {
        let zeros = match length {
            36 if text.as_bytes()[start + 14] == b'7' => "00000000-0000",
            32 if text.as_bytes()[start + TIME_DIGITS] == b'7' => "000000000000",
            _ => continue,
        };
        text.replace_range(start..start + zeros.len(), zeros);
    }
    for field in WALL_FIELDS {
        let name = format!("\"{field}\":");
        if let Some(at) = text.find(&name) {
            let from = at + name.len();
            let end = text[from..].find([',', '}']).unwrap();
            text.replace_range(from..from + end, "0");
        }
    }
    text
}

/// Sets every column that holds wall time to 0.
fn forget_wall(path: &Path) {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
               WHERE m.type = 'table' AND c.name LIKE '%wall_ms'";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let columns: Vec<(String, String)> = rows.collect::<Result<_, _>>().unwrap();
    assert!(columns.len() > 2, "{columns:?}");
    for (table, column) in columns {
        connection.execute(&format!("UPDATE {table} SET {column} = 0"), []).unwrap();
    }
}
