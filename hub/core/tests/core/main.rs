//! The core through its public interface, as one program: one order's life, a shift, a day, what
//! fails, what is erased, and the parts that can be tested alone (patterns, workflows, layers).
//!
//! Each module is a story or a promise, and [`booth`] is the fixture that most of them share. A
//! module's name selects its tests: `cargo test -p crema-core --test core given_up`.
#![allow(clippy::unwrap_used, clippy::expect_used)]
#![allow(
    clippy::type_complexity,
    clippy::items_after_statements,
    clippy::unused_self,
    clippy::struct_excessive_bools,
    clippy::let_and_return,
    clippy::needless_raw_string_hashes,
    reason = "tables and helpers of tests"
)]

mod actors;
mod booth;
mod busy_booth;
mod consumers_away;
mod crowded_days;
mod days;
mod dead_letters;
mod dead_letters_again;
mod dead_letters_keys;
mod dead_letters_many;
mod dead_letters_redrive;
mod dead_letters_timers;
mod deciders;
mod devices;
mod ends;
mod erasing;
mod faults;
mod fuzz;
mod given_up;
mod growth;
mod keys;
mod late;
mod layers;
mod limits;
mod log_ends;
mod no_scan;
mod order_life;
mod original;
mod own_tables;
mod pattern;
mod rebuilt;
mod redriven;
mod replay;
mod rights;
mod room;
mod same_log;
mod schemas;
mod services;
mod services_table;
mod storage_limits;
mod ten_thousand_orders;
mod undo;
mod versions;
mod whole_life;
mod without_one;
mod workflow;
mod workflow_ends;
