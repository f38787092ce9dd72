//! The table of services in ARCHITECTURE.md, made again from the code and compared.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crema_api::DomainEvent;
use crema_core::kernel::consumer::{Consumer, Service, Services};
use crema_testing::commands::commands;

use crate::booth::Booth;
use crate::booth::log::dump_tables;
use crate::services::takes;

/// Which events are whose, by the first word of their names; `Bus` is the kernel's.
const SOURCES: [(&str, &[&str]); 9] = [
    ("config", &["ConfigService"]),
    ("access", &["Access"]),
    ("validator", &["Validator"]),
    ("order_processor", &["OrderProcessor"]),
    ("order_manager", &["OrderManager"]),
    ("counting", &["Counting"]),
    ("privacy", &["Privacy"]),
    ("devices", &["Printer", "Board"]),
    ("clock", &["Clock"]),
];

const HEAD: &str = "| service | tables | commands | subscriptions | events | timers |\n\
                    | --- | --- | --- | --- | --- | --- |\n";

#[test]
fn architecture_lists_what_each_service_brings() {
    let services = Services::of_booth().all;
    let commands = commands();
    let tables = tables();
    let mut table = HEAD.to_owned();
    for service in &services {
        let prefix = service.table_prefix();
        let own = tables.iter().filter(|name| prefix.is_some_and(|p| name.starts_with(p)));
        let taken = commands.iter().filter(|(_, command)| takes(service, command));
        let row = [
            listed(own),
            listed(taken.map(|(name, _)| name)),
            subscriptions(service),
            listed(events_of(service.name())),
            listed(timers_of(service.name())),
        ];
        writeln!(table, "| `{}` | {} |", service.name(), row.join(" | ")).unwrap();
    }
    let page = std::fs::read_to_string(root().join("../../ARCHITECTURE.md")).unwrap();
    let shown = page.split_once(HEAD).map_or("", |(_, shown)| shown);
    let shown = format!("{HEAD}{}", shown.split("\n\n").next().unwrap());
    assert!(shown.trim_end() == table.trim_end(), "ARCHITECTURE.md should say:\n{table}");
}

#[test]
fn each_event_belongs_to_one_service_or_to_the_kernel() {
    let of_services = SOURCES.iter().flat_map(|(service, _)| events_of(service)).count();
    let of_the_kernel =
        DomainEvent::DETAIL_TYPES.iter().filter(|name| name.starts_with("Bus.")).count();
    assert_eq!(of_services + of_the_kernel, DomainEvent::DETAIL_TYPES.len());
    for (service, _) in SOURCES {
        let code = code_of(service);
        for event in events_of(service) {
            let name = event.split_once('.').unwrap().1;
            let rest = &name[1..];
            assert!(code.contains(rest), "{service} does not emit {event}");
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn tables() -> Vec<String> {
    let lines = dump_tables(&Booth::new(1).path(), &[]);
    lines.iter().filter_map(|line| line.strip_prefix("-- ").map(str::to_owned)).collect()
}

fn subscriptions(service: &Service) -> String {
    let all = DomainEvent::DETAIL_TYPES;
    match service.consumer() {
        None => String::new(),
        Some(Consumer::Handler(handler)) => listed(handler.subscriptions()),
        Some(Consumer::Projection(projection)) => {
            let subscribes = |name: &&&str| projection.subscribes_to(name);
            if all.iter().all(|name| subscribes(&name)) {
                return "every event".to_owned();
            }
            listed(all.iter().filter(subscribes))
        }
    }
}

fn events_of(service: &str) -> Vec<&'static str> {
    let sources = SOURCES.iter().find(|(name, _)| *name == service).map_or(&[][..], |of| of.1);
    let is_its = |name: &&&str| {
        let source = name.split('.').next().unwrap();
        sources.contains(&source)
    };
    DomainEvent::DETAIL_TYPES.iter().filter(is_its).copied().collect()
}

/// The kinds of the timers that its code sets: a `TimerKey` or a `TimerKind` of its own name.
fn timers_of(service: &str) -> Vec<String> {
    let code = code_of(service);
    let mut kinds: Vec<String> =
        ["TimerKey::single(NAME, ", "TimerKey::of_order(NAME, ", "TimerKind { owner: NAME, kind: "]
            .iter()
            .flat_map(|call| code.split(call).skip(1))
            .map(|rest| rest.split([',', ')', '}']).next().unwrap().trim())
            .map(|kind| match kind.strip_prefix('"') {
                Some(literal) => literal.trim_end_matches('"').to_owned(),
                None => constant(&code, kind),
            })
            .collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

fn constant(code: &str, name: &str) -> String {
    let value = code.split_once(&format!("const {name}: &str = \"")).expect(name).1;
    value.split('"').next().unwrap().to_owned()
}

/// All sources of one service, one after the other.
fn code_of(service: &str) -> String {
    code_in(&root().join("src/services").join(service))
}

fn code_in(folder: &Path) -> String {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let code = paths.iter().map(|path| {
        if path.is_dir() { code_in(path) } else { std::fs::read_to_string(path).unwrap() }
    });
    code.collect()
}

fn listed(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let quoted: Vec<String> =
        names.into_iter().map(|name| format!("`{}`", name.as_ref())).collect();
    quoted.join(", ")
}
