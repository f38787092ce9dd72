//! The publisher: maps each event to its topics, in one place; live streams (later MQTT) deliver.
//! The services name the events that are for everyone connected. Owns `publisher_minute`, what the
//! present minute had of custom events ([`minute`]). Takes `Inject`; emits `custom.<name>`.

pub mod minute;

use std::sync::LazyLock;

use crema_api::commands::{Caller, Command, Inject, Outcome};
use crema_api::events::custom::{Custom, DETAIL_BYTES_MAX, DETAIL_DEPTH_MAX};
use crema_api::ids::{Seq, UserId};
use crema_api::problem::RefusalKind;
use serde_json::Value;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::{Service, Services};
use crate::kernel::log::RecordedEvent;

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::new("publisher").with_tables("publisher_").with_commands(command)
}

fn command(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    command: &Command,
) -> Option<Result<Outcome, Fault>> {
    match command {
        Command::Inject(event) => Some(inject_event(cascade, caller, event)),
        _ => None,
    }
}

/// The events for everyone connected, as the booth's services name them.
static PUBLIC_EVENTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let services = Services::of_booth();
    services.all.iter().flat_map(Service::public_events).copied().collect()
});

/// The topics of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topics {
    /// `admin/<Service>/<Event>`: staff, boards, devices.
    pub admin: String,
    /// `users/<customer>`: only that customer.
    pub user: Option<UserId>,
    /// `config`: everyone connected.
    pub config: bool,
}

/// Maps an event to its topics.
#[must_use]
pub fn topics(event: &RecordedEvent) -> Topics {
    let user = event.fact.about().map(|about| about.user_id);
    Topics { user, ..topics_by_name(event.fact.detail_type()) }
}

/// The topics of an event of which only the name is read: it goes to no customer.
#[must_use]
pub fn topics_by_name(name: &str) -> Topics {
    let admin = format!("admin/{}", name.replacen('.', "/", 1));
    Topics { admin, user: None, config: PUBLIC_EVENTS.contains(&name) }
}

impl Topics {
    /// Whether a subscription to an `admin/…` topic receives the event: `admin/*`,
    /// `admin/<Service>/*` or the whole topic.
    #[must_use]
    pub fn heard_by(&self, subscription: &str) -> bool {
        match subscription.strip_suffix('*') {
            Some(prefix) => self.admin.starts_with(prefix),
            None => self.admin == subscription,
        }
    }
}

/// Emits a custom event; refused when its name, size or depth is outside the limits, or the minute has
/// had its share.
fn inject_event(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    inject: &Inject,
) -> Result<Outcome, Fault> {
    let detail = Value::Object(inject.detail.clone());
    let Some(custom) = Custom::new(&inject.detail_type, detail) else {
        return Err(Fault::refuse(
            RefusalKind::BadInput,
            format!(
                "Only events named custom.<name> (letters, digits, - _ .) with at most {DETAIL_BYTES_MAX} bytes of detail, nested at most {DETAIL_DEPTH_MAX} deep, can be put on the bus."
            ),
        ));
    };
    minute::take_share(cascade, caller, &custom)?;
    let seq: Seq = cascade.emit(crema_api::DomainEvent::Custom(custom))?;
    Ok(Outcome::Event { seq })
}
