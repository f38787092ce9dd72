//! What a program has to be able to read of a database that a newer one has written, or it cannot
//! serve: the configuration.

use crema_api::DomainEvent;
use crema_api::events::names;
use crema_core::kernel::migrations::MIGRATIONS;

/// The newest version of `ConfigChanged` that the programs of a format read, by their formats. A
/// version that is raised needs a migration whose oldest reader knows it, and a line here.
const CONFIG_READ_BY: &[(u32, u32)] = &[(7, 1)];

#[test]
fn the_oldest_program_that_may_open_the_database_reads_its_configuration() {
    let oldest = MIGRATIONS.iter().map(|migration| migration.oldest_reader).max().unwrap();
    let known = CONFIG_READ_BY.iter().rev().find(|(format, _)| *format <= oldest).unwrap().1;
    let written = DomainEvent::known_version(names::ConfigChanged).unwrap();
    assert!(
        written <= known,
        "ConfigChanged is of version {written}, and a program of format {oldest} that is let in \
         reads {known}: it would serve without a configuration. Raise oldest_reader"
    );
}
