//! The list of services: each command is taken by one of them, each table belongs to one of them
//! or to the kernel, and each event for everyone is one that there is.

use std::collections::BTreeSet;

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, Role};
use crema_api::ids::UserId;
use crema_api::problem::RefusalKind;
use crema_core::kernel::consumer::{Service, Services};
use crema_core::rights::may;
use crema_core::{Core, SqliteStorage};
use crema_testing::commands::{command_names, commands};
use uuid::Uuid;

use crate::booth::Booth;
use crate::booth::log::dump_tables;

fn with_one_service(booth: &mut Booth, service: &Service) {
    let services = Services { all: vec![service.clone()] };
    booth.core = Core::open_with(SqliteStorage::open(&booth.path()).unwrap(), services).unwrap();
}

#[test]
fn each_command_is_taken_by_one_service() {
    let commands = commands();
    let named: BTreeSet<String> = commands.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(named, command_names());

    let services = Services::of_booth().all;
    for (name, command) in commands {
        let takes = |service: &&Service| takes(service, &command);
        let takers: Vec<&str> = services.iter().filter(takes).map(Service::name).collect();
        let of_services = usize::from(!is_the_kernels(&command));
        assert_eq!(takers.len(), of_services, "{name} is taken by {takers:?}");
    }
}

fn is_the_kernels(command: &Command) -> bool {
    matches!(command, Command::Redrive | Command::Discard(_))
}

/// Whether the service takes this command, done or refused. The kernel takes its own before any.
pub fn takes(service: &Service, command: &Command) -> bool {
    if is_the_kernels(command) {
        return false;
    }
    let mut booth = Booth::open(1);
    let callers = [
        booth.staff(Role::Crew, "Mia"),
        booth.device(Role::Device, "Printer 1"),
        Caller::Customer(UserId(Uuid::from_u128(9))),
        Caller::Hub,
    ];
    let caller = callers.into_iter().find(|caller| may(*caller, command).is_ok()).unwrap();
    with_one_service(&mut booth, service);
    let answer = booth.ask(caller, command.clone());
    !answer.is_err_and(|refusal| refusal.kind == RefusalKind::Internal)
}

#[test]
fn each_table_belongs_to_one_service_or_to_the_kernel() {
    const KERNEL: [&str; 16] = [
        "format",
        "booth",
        "events",
        "consumers",
        "retained",
        "dead_letters",
        "late_deliveries",
        "redrive",
        "rebuilds",
        "rebuild_letters",
        "timers",
        "outcomes",
        "open_sessions",
        "secrets",
        "names_on_cups",
        "names_of_staff",
    ];
    let booth = Booth::new(1);
    let tables: Vec<String> = dump_tables(&booth.path(), &[])
        .iter()
        .filter_map(|line| line.strip_prefix("-- ").map(str::to_owned))
        .collect();
    assert!(tables.len() > 20, "{tables:?}");
    let services = Services::of_booth().all;
    for table in tables.iter().filter(|table| !KERNEL.contains(&table.as_str())) {
        let owns = |service: &&Service| {
            service.table_prefix().is_some_and(|prefix| table.starts_with(prefix))
        };
        let owners: Vec<&str> = services.iter().filter(owns).map(Service::name).collect();
        assert_eq!(owners.len(), 1, "{table} belongs to {owners:?}");
    }
    for service in &services {
        let Some(prefix) = service.table_prefix() else { continue };
        assert!(tables.iter().any(|table| table.starts_with(prefix)), "{prefix} begins no table");
    }
}

#[test]
fn what_is_for_everyone_is_an_event_that_there_is() {
    let services = Services::of_booth().all;
    let public: Vec<&str> = services.iter().flat_map(Service::public_events).copied().collect();
    assert!(!public.is_empty());
    for name in public {
        assert!(DomainEvent::DETAIL_TYPES.contains(&name), "{name}");
    }
}
