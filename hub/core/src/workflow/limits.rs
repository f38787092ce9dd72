//! The limits of a workflow and its data.

/// Maximum bytes of a definition's text: the limit of Step Functions.
pub const DEFINITION_BYTES_MAX: usize = 1024 * 1024;
/// Maximum bytes of the data between two states, as compact JSON without counting escapes: the
/// limit of Step Functions (256 KiB).
pub const DATA_BYTES_MAX: usize = 256 * 1024;
/// Maximum depth of the data. A position is kept as JSON, and `serde_json` reads at most 128 levels
/// back; this leaves room for the levels around the data.
pub const DATA_DEPTH_MAX: usize = 64;
/// States that one step may pass before it reaches a task or the end: a guard against a circle of
/// `Pass` and `Choice` states, far above the need of a workflow for people.
pub const TRANSITIONS_MAX: usize = 1_000;
/// Maximum seconds that a task may wait: the limit of ASL (a little over three years).
pub const TIMEOUT_S_MAX: u64 = 99_999_999;
/// States that one execution may enter in its whole life: a guard against a circle through tasks.
/// Step Functions ends an execution at 25,000 events of its history, of which a task makes five. An
/// order of a booth enters about ten, and three more for each time that it is let go again.
pub const EXECUTION_STATES_MAX: u32 = 5_000;
