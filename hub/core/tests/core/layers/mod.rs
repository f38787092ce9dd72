//! The layers of the core, read from its source: what a module uses lies below it, no folder holds
//! a circle, a service reads and writes its own tables alone, and rows are read by name.

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use imports::{Source, sources, table_prefixes};

/// The modules of the crate, lowest first. A module uses those of lower layers only, and none of
/// its own; the crate's root uses them all.
const LAYERS: &[&[&str]] = &[
    &["hex"],
    &["plain_text", "wall", "entropy", "input", "pattern", "rights", "storage", "workflow"],
    &["fault"],
    &["kernel"],
    &["services"],
    &["reads"],
];

/// Folders whose modules may use each other in one direction only.
const WITHOUT_CIRCLES: &[&str] = &[
    "kernel",
    "pattern",
    "reads",
    "services/config",
    "services/order_manager",
    "services/order_manager/commands",
    "services/order_processor",
    "services/validator",
    "storage",
    "workflow",
    "workflow/parse",
];

fn layer_of(module: &str) -> usize {
    let layer = LAYERS.iter().position(|layer| layer.contains(&module));
    layer.unwrap_or_else(|| panic!("no layer lists the module {module}"))
}

#[test]
fn no_arrow_goes_up() {
    let mut upward = BTreeSet::new();
    for source in sources() {
        let Some(from) = source.module.first() else { continue };
        for used in source.uses.iter().filter_map(|path| path.first()) {
            if used != from && layer_of(used) >= layer_of(from) {
                upward.insert(format!("{} uses {used}", source.file));
            }
        }
    }
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn every_module_has_a_layer() {
    let modules: BTreeSet<String> =
        sources().iter().filter_map(|source| source.module.first().cloned()).collect();
    let listed: BTreeSet<String> =
        LAYERS.iter().flat_map(|layer| layer.iter().map(|name| (*name).to_owned())).collect();
    assert_eq!(modules, listed);
}

#[test]
fn no_folder_holds_a_circle() {
    let sources = sources();
    for folder in WITHOUT_CIRCLES {
        let at: Vec<&str> = folder.split('/').collect();
        let circle = circle_in(&arrows_in(&at, &sources));
        assert!(circle.is_empty(), "a circle in {folder}: {}", circle.join(" -> "));
    }
}

/// Which of a folder's modules use which others of it. The folder's own `mod.rs` is its face, not
/// one of them: a service's constants lie there, below its modules.
fn arrows_in(folder: &[&str], sources: &[Source]) -> BTreeMap<String, BTreeSet<String>> {
    let child = |path: &[String]| -> Option<String> {
        path.starts_with(&folder.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
            .then(|| path.get(folder.len()).cloned())
            .flatten()
    };
    let modules: BTreeSet<String> =
        sources.iter().filter_map(|source| child(&source.module)).collect();
    assert!(modules.len() > 1, "{folder:?} holds no modules");
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources {
        let Some(from) = child(&source.module) else { continue };
        let used = source.uses.iter().filter_map(|path| child(path));
        let others = used.filter(|used| *used != from && modules.contains(used));
        arrows.entry(from.clone()).or_default().extend(others);
    }
    arrows
}

/// The modules of one circle, in its order; empty if there is none.
fn circle_in(arrows: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut left = arrows.clone();
    // Modules that use nothing that is left cannot be part of a circle.
    loop {
        let free: Vec<String> = left
            .iter()
            .filter(|(_, used)| used.iter().all(|used| !left.contains_key(used)))
            .map(|(module, _)| module.clone())
            .collect();
        if free.is_empty() {
            break;
        }
        for module in &free {
            left.remove(module);
        }
    }
    let mut walk: Vec<String> = Vec::new();
    let mut next = left.keys().next().cloned();
    while let Some(module) = next {
        if let Some(start) = walk.iter().position(|walked| *walked == module) {
            walk.drain(..start);
            walk.push(module);
            return walk;
        }
        next = left[&module].iter().find(|used| left.contains_key(*used)).cloned();
        walk.push(module);
    }
    walk
}

#[test]
fn a_service_names_its_own_tables_alone() {
    let tables = tables();
    assert!(tables.len() > 20, "{tables:?}");
    for source in sources() {
        let [first, service, ..] = source.module.as_slice() else { continue };
        if first != "services" {
            continue;
        }
        let prefixes = table_prefixes(service);
        for table in source.tables_named().filter(|table| tables.contains(*table)) {
            assert!(
                prefixes.iter().any(|prefix| table.starts_with(prefix)),
                "{} names the table {table}, its service's begin with {prefixes:?}",
                source.file,
            );
        }
    }
}

#[test]
fn rows_are_read_by_name() {
    for source in sources().iter().filter(|source| source.file != "storage/rows.rs") {
        for (number, line) in source.lines_that_read_rows() {
            let by_position = line
                .split("row.get")
                .skip(1)
                .filter_map(|rest| rest.split_once('('))
                .any(|(_, argument)| argument.starts_with(|c: char| c.is_ascii_digit()));
            assert!(!by_position, "{}:{number} reads by position: {line}", source.file);
        }
    }
}

/// Every table that the migrations make.
fn tables() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let sql: String = files.map(|file| std::fs::read_to_string(file).unwrap()).collect();
    sql.split("CREATE TABLE ")
        .skip(1)
        .filter_map(|rest| rest.split_whitespace().next().map(str::to_owned))
        .collect()
}
