//! Fuzz targets of menu files: a table and a TOML file as somebody may put them.

use crema_api::menu::Menu;
use crema_api::problem::Refusal;
use crema_core::services::config::menu_rules;
use crema_testing::fuzz;

use crate::menu_file::{MISTAKES_REPORTED_MAX, Mistakes, csv, text_of, toml};

/// Longest refusal, bytes: as many mistakes as are told, each a sentence that quotes a cell.
const REFUSAL_BYTES_MAX: usize = MISTAKES_REPORTED_MAX * 1_000;

/// A file is a menu that the core takes, and the same menu when it is written and read again, or
/// its mistakes are named: each in a sentence of one line, and with a line that the file has.
fn file(
    data: &[u8],
    read: impl Fn(&str) -> Result<Menu, Mistakes>,
    write: impl Fn(&Menu) -> String,
) {
    match text_of(data, "UTF-8").and_then(&read) {
        Ok(menu) => {
            assert!(menu_rules::check(&menu).is_ok(), "{menu:?}");
            let written = write(&menu);
            assert_eq!(read(&written), Ok(menu), "{written}");
        }
        Err(mistakes) => {
            let lines = 1 + data.split(|byte| matches!(byte, b'\n' | b'\r')).count();
            assert!(!mistakes.0.is_empty());
            for mistake in &mistakes.0 {
                assert!((1..=lines).contains(&mistake.line), "{mistake:?} of {lines} lines");
                assert!(!mistake.what.trim().is_empty());
            }
            let refusal = Refusal::from(mistakes).detail;
            assert!(refusal.len() <= REFUSAL_BYTES_MAX, "{} bytes", refusal.len());
        }
    }
}

fn csv_file(data: &[u8]) {
    file(data, csv::read, |menu| csv::write(menu).unwrap());
}

fn toml_file(data: &[u8]) {
    file(data, toml::read, toml::write);
}

#[test]
fn bytes_are_a_menu_table_or_mistakes_by_line() {
    let demo = csv::write(&crate::menu_file::sample::menu().unwrap()).unwrap();
    let small = "drink,name,vessel,layers,available,allergens,caffeine_mg,modifier,option\r\n\
                 latte,\"Latte, hot\",tall,espresso 20; milk 60,yes,milk,130,Milk,Oat\r\n\
                 latte,,,,,,,Milk,Soy\r\n";
    fuzz::run(&[&demo, small], csv_file);
}

#[test]
fn bytes_are_a_menu_toml_or_mistakes_by_line() {
    let demo = toml::write(&crate::menu_file::sample::menu().unwrap());
    let small = "[[drinks]]\nid = \"latte\"\nname = \"Latte\"\nvessel = \"tall\"\n\
                 layers = [{ of = \"espresso\", share = 20 }]\ncaffeine_mg = 130\n\
                 [drinks.names]\nde = \"Milchkaffee\"\n\
                 [[drinks.modifiers]]\nname = \"Milk\"\noptions = [{ name = \"Oat\" }]\n";
    fuzz::run(&[&demo, small], toml_file);
}
