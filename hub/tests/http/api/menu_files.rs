//! The menu taken home as a file and put back.

use crema_api::answers::MenuView;
use crema_api::commands::Role;
use crema_api::menu::Menu;

use crate::booth::{Booth, Proof};

fn menu(booth: &Booth) -> Menu {
    booth.get(&Proof::Nothing, "/api/v1/menu").json::<MenuView>().menu
}

#[test]
fn a_menu_is_taken_home_changed_and_put_back() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let before = menu(&booth);
    for file in ["/api/v1/menu.csv", "/api/v1/menu.toml"] {
        let taken = booth.get(&crew, file);
        assert!(taken.header("content-disposition").unwrap().contains("filename="));
        let back: MenuView = booth.put_file(&crew, file, taken.body.clone()).json();
        assert_eq!(back.menu, before, "{file}");
        let changed = taken.text().replace("Cappuccino", "Melange");
        booth.put_file(&crew, file, changed).json::<MenuView>();
        assert_eq!(menu(&booth).drink("cappuccino").unwrap().name, "Melange");
        booth.put_file(&crew, file, taken.body).json::<MenuView>();
        assert_eq!(menu(&booth), before);
    }
}

#[test]
fn a_file_with_mistakes_changes_nothing_and_hears_of_all_of_them() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let before = menu(&booth);
    let table = "drink,name,allergens\nlatte,Latte,Foo\nmocha,,milk\n";
    let refused = booth.put_file(&crew, "/api/v1/menu.csv", table);
    assert_eq!(refused.refusal(), "bad-input");
    let problem: crema_api::problem::Problem = serde_json::from_slice(&refused.body).unwrap();
    let lines: Vec<&str> = problem.detail.lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].contains("2 mistakes"), "{lines:?}");
    assert!(lines[1].starts_with("line 2: 'Foo' is no allergen; one of gluten,"), "{lines:?}");
    assert!(lines[2].starts_with("line 3: 'mocha' has no name"), "{lines:?}");
    for file in ["/api/v1/menu.csv", "/api/v1/menu.toml"] {
        assert_eq!(booth.put_file(&crew, file, "").refusal(), "bad-input", "an empty file");
        assert_eq!(booth.put_file(&crew, file, vec![0xff, 0xfe]).refusal(), "bad-input");
        let large = "x".repeat(crema::http::extract::BODY_BYTES_MAX + 1);
        assert_eq!(booth.put_file(&crew, file, large).refusal(), "too-large");
    }
    assert_eq!(menu(&booth), before);
}
