//! Menus go out and come in unchanged, and every mistake is named by its line.

mod fuzz;

use std::collections::{BTreeMap, HashSet};

use crema_api::menu::{Allergen, Drink, Ingredient, Layer, Menu, Modifier, ModifierOption, Vessel};
use crema_api::menu_limits::LAYERS_MAX;
use crema_core::services::config::menu_rules;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

use super::words::Word;
use super::{csv, text_of, toml};

/// A name as the core takes it, with what CSV, TOML and spreadsheets could take amiss.
fn name() -> impl Strategy<Value = String> {
    let first = "[A-Za-zäß=+@'\"#;,-]";
    let rest = "[A-Za-z0-9ラテé =+@'\"#;,.\\\\{}\\[\\]-]{0,20}";
    (first, rest).prop_map(|(first, rest)| format!("{first}{rest}").trim().to_owned())
}

fn names() -> impl Strategy<Value = BTreeMap<String, String>> {
    btree_map("[a-z]{2}(-[A-Z]{2})?", name(), 0..3)
}

fn word<W: Word + std::fmt::Debug>() -> impl Strategy<Value = W> {
    prop::sample::select(W::ALL)
}

fn option() -> impl Strategy<Value = ModifierOption> {
    let allergens = vec(word::<Allergen>(), 0..3);
    (name(), names(), any::<bool>(), allergens).prop_map(|(name, names, available, allergens)| {
        ModifierOption { name, names, available, allergens }
    })
}

fn modifier() -> impl Strategy<Value = Modifier> {
    (name(), names(), vec(option(), 1..4)).prop_map(|(name, names, options)| {
        let options = without_doubles(options, |option| option.name.clone());
        Modifier { name, names, options }
    })
}

fn layers() -> impl Strategy<Value = Vec<Layer>> {
    let share = 1..=u8::try_from(100 / LAYERS_MAX).unwrap();
    vec((word::<Ingredient>(), share).prop_map(|(of, share)| Layer { of, share }), 0..LAYERS_MAX)
}

fn drink() -> impl Strategy<Value = Drink> {
    let whole = ("[a-z0-9-]{1,12}", name(), names(), word::<Vessel>(), layers(), any::<bool>());
    let rest = (
        vec(modifier(), 0..3),
        option::of(vec(word::<Allergen>(), 0..4)),
        option::of(any::<u16>()),
    );
    (whole, rest).prop_map(
        |((id, name, names, vessel, layers, available), (modifiers, allergens, caffeine_mg))| {
            let modifiers = without_doubles(modifiers, |modifier| modifier.name.clone());
            Drink { id, name, names, vessel, layers, available, modifiers, allergens, caffeine_mg }
        },
    )
}

fn menu() -> impl Strategy<Value = Menu> {
    vec(drink(), 0..6)
        .prop_map(|drinks| Menu { drinks: without_doubles(drinks, |drink| drink.id.clone()) })
}

fn without_doubles<T>(items: Vec<T>, key: impl Fn(&T) -> String) -> Vec<T> {
    let mut seen = HashSet::new();
    items.into_iter().filter(|item| seen.insert(key(item))).collect()
}

proptest! {
    #[test]
    fn a_menu_goes_out_and_comes_in_unchanged(menu in menu()) {
        prop_assert!(menu_rules::check(&menu).is_ok(), "the menus here are menus");
        let table = csv::write(&menu).unwrap();
        prop_assert_eq!(csv::read(&table), Ok(menu.clone()), "{}", table);
        let text = toml::write(&menu);
        prop_assert_eq!(toml::read(&text), Ok(menu), "{}", text);
    }

    #[test]
    fn no_cell_is_a_formula(menu in menu()) {
        let table = csv::write(&menu).unwrap();
        let mut reader = ::csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
            }
        }
    }

    #[test]
    fn whatever_comes_in_is_a_menu_or_mistakes(text in "\\PC{0,200}", lines in vec("[a-z =,;\"'\\[\\]{}]{0,40}", 0..9)) {
        for text in [text, format!("drink,name,modifier,option\n{}", lines.join("\n")), lines.join("\n")] {
            for menu in [csv::read(&text), toml::read(&text)].into_iter().flatten() {
                prop_assert!(menu_rules::check(&menu).is_ok());
            }
        }
    }
}

#[test]
fn the_sample_menu_goes_out_and_comes_in() {
    let menu = crate::menu_file::sample::menu().unwrap();
    assert_eq!(csv::read(&csv::write(&menu).unwrap()), Ok(menu.clone()));
    assert_eq!(toml::read(&toml::write(&menu)), Ok(menu));
}

fn told(read: Result<Menu, super::Mistakes>) -> Vec<String> {
    read.unwrap_err().0.iter().map(ToString::to_string).collect()
}

#[test]
fn every_mistake_of_a_table_is_named_by_its_line() {
    let table = "drink,name,vessel,layers,available,allergens,caffeine_mg,modifier,option,colour\r\n\
                 \r\n\
                 latte,Latte,mug,espresso 25,perhaps,\"milk, Foo\",lots,Milk,Whole,\r\n\
                 latte,Caffè,,,,,,Milk,Whole,\r\n\
                 ,Nobody,,,,,,,,\r\n\
                 Mocha!,Mocha,,espresso 60; milk 60,,,,Milk,,\r\n\
                 tea,,,,,,,,Oat,\r\n";
    let told = told(csv::read(table));
    let expected = [
        "line 1: 'colour' is no column; one of drink, name,",
        "line 3: 'Foo' is no allergen; one of gluten, crustaceans,",
        "line 3: 'lots' is no number of mg",
        "line 3: 'mug' is no vessel; one of tall, short",
        "line 3: 'perhaps' is neither yes nor no",
        "line 4: 'Whole' of 'Milk' stands in line 3 already",
        "line 4: line 3 says otherwise of 'name'",
        "line 5: the cell 'drink' is empty",
        "line 6: Mocha: \"Mocha!\" is no id;",
        "line 6: the cell 'option' is empty",
        "line 7: 'tea' has no name",
        "line 7: the cell 'modifier' is empty",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told} is not {expected}");
    }
}

#[test]
fn every_mistake_of_a_toml_file_is_named_by_its_line() {
    let text = "taste = 1\n\
                [[drinks]]\n\
                id = \"latte\"\n\
                name = 7\n\
                allergens = [\"milk\",\n\
                  \"Foo\"]\n\
                layers = [{ of = \"tea\", share = 200 }, { of = \"milk\" }]\n\
                [[drinks.modifiers]]\n\
                options = [\"Oat\"]\n\
                [[drinks]]\n\
                id = \"mocha\"\n\
                name = \"Mocha\"\n\
                caffeine_mg = -1\n\
                [[drinks]]\n\
                id = \"mocha\"\n\
                name = \"Mocha\"\n\
                available = \"no\"\n";
    let told = told(toml::read(text));
    let expected = [
        "line 1: 'taste' is no field; one of drinks",
        "line 4: 'name': this is a text, not a value of type integer",
        "line 6: 'Foo' is no allergen; one of gluten,",
        "line 7: 'of': 'tea' is no ingredient; one of espresso,",
        "line 7: 'share' is missing",
        "line 7: 'share': a layer's share is 1 to 100, not 200",
        "line 8: 'name' is missing",
        "line 9: 'options' holds tables, not a value of type string",
        "line 13: 'caffeine_mg': caffeine is 0 to 65535 mg, not -1",
        "line 14: 'mocha' is another drink's id already",
        "line 17: 'available': this is true or false, not a value of type string",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told} is not {expected}");
    }
    let broken = super::Mistakes::default();
    assert_ne!(toml::read("[[drinks]]\nid = \nname = \"a\"\n"), Err(broken));
    assert!(toml::read("").is_err(), "an empty file is no empty menu");
    assert_eq!(toml::read("drinks = []"), Ok(Menu::default()));
}

#[test]
fn a_table_as_spreadsheets_of_half_of_europe_write_it() {
    let table = "\u{feff}Drink;Name;name de;Available\n\nlatte;'=Latte;Milchkaffee;FALSE\n;;;\n";
    let menu = csv::read(table).unwrap();
    assert_eq!(menu.drinks[0].name, "=Latte");
    assert_eq!(menu.drinks[0].names["de"], "Milchkaffee");
    assert!(!menu.drinks[0].available);
    let latin = b"drink,name\nlatte,Caf\xe9\n";
    for (save_as, how) in [(csv::SAVE_AS, "as \"CSV UTF-8\""), (toml::SAVE_AS, "as UTF-8")] {
        let refusal = crema_api::problem::Refusal::from(text_of(latin, save_as).unwrap_err());
        let said = refusal.detail;
        assert!(said.contains("line 2: this is no UTF-8 text") && said.contains(how), "{said}");
    }
}

#[test]
fn a_flood_of_mistakes_is_cut() {
    let table = format!("drink,name\n{}", ",x\n".repeat(1_000));
    let refusal = crema_api::problem::Refusal::from(csv::read(&table).unwrap_err());
    assert!(refusal.detail.ends_with("And 960 more."), "{}", refusal.detail);
}
