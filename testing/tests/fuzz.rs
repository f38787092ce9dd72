//! What fuzzing tells of a target that fails: a seed that makes it again, and a small input.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::cell::RefCell;
use std::panic::catch_unwind;

use crema_testing::fuzz::run_seeded;

/// A parser that falls over two braces in a row.
fn brittle(data: &[u8]) {
    assert!(!data.windows(2).any(|two| two == b"{{"), "two braces");
}

fn failure(seed: u64) -> String {
    let caught = catch_unwind(|| run_seeded(seed, 5_000, &["{\"a\": {\"b\": 1}}"], brittle));
    *caught.expect_err("some input has two braces").downcast::<String>().unwrap()
}

#[test]
fn a_failure_names_its_seed_and_a_small_input_and_comes_again() {
    let words = failure(7);
    assert!(words.contains("CREMA_SEED=7 ") && words.contains("two braces"), "{words}");
    assert!(words.contains("{{"), "the input is readable: {words}");
    assert_eq!(failure(7), words);
}

#[test]
fn a_run_has_valid_damaged_and_arbitrary_inputs() {
    let inputs = RefCell::new(Vec::new());
    run_seeded(1, 400, &["one", "three"], |data| inputs.borrow_mut().push(data.to_vec()));
    let inputs = inputs.into_inner();
    assert_eq!(
        inputs[..2],
        [b"one".to_vec(), b"three".to_vec()],
        "samples come first, as they are"
    );
    assert!(inputs.iter().any(|input| input.len() > 100), "arbitrary ones are long");
    assert!(inputs.iter().any(|input| input.starts_with(b"one") && input.len() > 3));
}
