//! The front ends' types are those of the API as it is.

#![allow(clippy::unwrap_used)]

#[path = "../examples/web-types/typescript.rs"]
mod typescript;

#[test]
fn the_front_ends_types_are_up_to_date() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("web/api/types.ts");
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    assert!(
        committed == typescript::types(),
        "hub/web/api/types.ts is out of date: run `cargo run --locked -p crema --example web-types`"
    );
}

#[test]
fn what_is_answered_says_what_is_always_there_and_what_is_asked_what_may_be_left_out() {
    let text = typescript::types();
    for line in [
        "export interface OrderView {",
        "  counter: boolean;",
        "  previousDrink?: DrinkOrder;",
        "  modifiers?: Selections;",
        "  \"detail-type\": string;",
        "export type Seq = number;",
    ] {
        assert!(text.contains(&format!("{line}\n")), "{line}");
    }
}
