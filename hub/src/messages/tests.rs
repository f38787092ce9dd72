#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// The messages of a file: id, and the names of the arguments it uses.
fn arguments_by_id(language: &Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut id = None;
    for line in language.source.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            id = line.split(' ').next().map(str::to_owned);
        }
        let Some(id) = &id else { continue };
        let used = messages.entry(id.clone()).or_default();
        for piece in line.split('$').skip(1) {
            let end = piece.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(piece.len());
            used.insert(piece[..end].to_owned());
        }
    }
    messages
}

#[test]
fn every_language_has_every_message_and_none_that_english_does_not_know() {
    let english = arguments_by_id(&LANGUAGES[0]);
    assert!(english.len() > 100, "the reader of this test finds the messages");
    for language in &LANGUAGES[1..] {
        let mut own = arguments_by_id(language);
        own.retain(|id, _| !id.starts_with("word-"));
        let missing: Vec<_> = english.keys().filter(|id| !own.contains_key(*id)).collect();
        let unknown: Vec<_> = own.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(
            missing.is_empty() && unknown.is_empty(),
            "{}: {missing:?} {unknown:?}",
            language.tag
        );
    }
}

#[test]
fn every_message_of_every_language_takes_the_arguments_that_english_takes() {
    let english = arguments_by_id(&LANGUAGES[0]);
    for language in &LANGUAGES {
        let messages = Messages { language };
        let bundle = build_bundle(language);
        for id in arguments_by_id(language).keys() {
            let mut args = FluentArgs::new();
            for name in english.get(id).into_iter().flatten() {
                match name.as_str() {
                    "minutes" | "drinks" | "place" | "mg" => args.set(name.clone(), 3),
                    _ => args.set(name.clone(), "X"),
                }
            }
            let mut faults = Vec::new();
            let pattern = bundle.get_message(id).expect(id).value().expect(id);
            let text = bundle.format_pattern(pattern, Some(&args), &mut faults).into_owned();
            assert!(faults.is_empty(), "{} {id}: {faults:?}", language.tag);
            assert!(!text.contains(['{', '\u{2068}']), "{} {id}: {text}", language.tag);
            assert_eq!(messages.text_with_all(id, &args), text);
        }
    }
}

#[test]
fn the_files_parse_without_a_fault() {
    for language in &LANGUAGES {
        let parsed = FluentResource::try_new(language.source.to_owned());
        assert!(parsed.is_ok(), "{}: {:?}", language.tag, parsed.err().map(|(_, faults)| faults));
    }
}

#[test]
fn the_address_is_asked_before_the_browser() {
    let german = Spoken::negotiate(Some("de"), Some("ja,en;q=0.8"));
    assert_eq!((german.language.tag, german.carried_tag()), ("de", Some("de")));
    let japanese = Spoken::negotiate(None, Some("ja,en;q=0.8"));
    assert_eq!((japanese.language.tag, japanese.carried_tag()), ("ja", None));
    assert_eq!(Spoken::negotiate(Some("xx"), Some("sv")).language.tag, "sv");
}

#[test]
fn the_browsers_weights_decide() {
    let tag = |header: &str| Spoken::negotiate(None, Some(header)).language.tag;
    assert_eq!(tag("fr;q=0.3, it;q=0.9, nl"), "it", "the heaviest that is spoken here");
    assert_eq!(tag("de-AT, fr-CH;q=0.9"), "de", "a region is of its language");
    assert_eq!(tag("pt_BR"), "pt");
    assert_eq!(tag("ja;q=0"), "en", "a weight of nothing is a no");
    assert_eq!(tag("nl, *"), "en");
    assert_eq!(tag(";;,q=,de;q=x"), "en", "what cannot be read has no say");
}

#[test]
fn ordinals_and_plurals_follow_the_language() {
    let line = |tag: &str, place: i64, minutes: i64| {
        let mut args = FluentArgs::new();
        args.set("place", place);
        args.set("minutes", minutes);
        Spoken::negotiate(Some(tag), None).messages().text_with_all("queued-line", &args)
    };
    assert_eq!(line("en", 1, 1), "1st in line, about 1 minute");
    assert_eq!(line("en", 2, 2), "2nd in line, about 2 minutes");
    assert_eq!(line("en", 3, 4), "3rd in line, about 4 minutes");
    assert_eq!(line("en", 11, 9), "11th in line, about 9 minutes");
    assert_eq!(line("en", 22, 9), "22nd in line, about 9 minutes");
    assert_eq!(line("ja", 3, 4), "3番目、あと4分ほど");
}

#[test]
fn around_gives_both_sides_of_an_argument() {
    let messages = Spoken::negotiate(Some("en"), None).messages();
    let (before, after) = messages.text_around("watch", "label");
    assert_eq!((before.as_str(), after.as_str()), ("Watch for ", " on the big screen."));
}
