//! The history of events: how those of older versions are read.
//!
//! The log is read for ever. Where an event was renamed, its old name stays here as an alias; where a
//! field changed its meaning, its version grew, and a step here brings an older detail to the next
//! version (*upcasting*), before it is typed. A detail of a newer version is not typed: its shape has
//! changed in a way that this program does not know. What is stored stays as it was written, and so does
//! what consumers outside receive.

use serde_json::{Map, Value};

use super::{DomainEvent, NotAnEvent};

/// A step from one version of an event's detail to the next.
#[derive(Debug, Clone, Copy)]
pub struct Upcast {
    /// The event's name now.
    pub detail_type: &'static str,
    /// The version that it reads; it makes the one after.
    pub from: u32,
    /// Changes the detail's fields.
    pub change: fn(&mut Map<String, Value>),
}

/// Aliases and steps.
#[derive(Debug, Clone, Copy)]
pub struct History<'a> {
    /// Earlier names, each with the name now.
    pub aliases: &'a [(&'a str, &'a str)],
    /// The steps of an event in the order of their versions.
    pub upcasts: &'a [Upcast],
}

impl History<'static> {
    /// The history of this version: nothing was released before it.
    pub const OURS: Self = Self { aliases: &[], upcasts: &[] };
}

impl History<'_> {
    /// The name that an event of this name has now.
    #[must_use]
    pub fn current_name<'n>(&'n self, detail_type: &'n str) -> &'n str {
        let alias = self.aliases.iter().find(|(old, _)| *old == detail_type);
        alias.map_or(detail_type, |(_, now)| now)
    }

    /// The names under which events of this name are stored: its own, and the earlier ones.
    pub fn names_of<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n str> {
        let earlier = self.aliases.iter().filter(move |(_, now)| *now == name);
        std::iter::once(name).chain(earlier.map(|(old, _)| *old))
    }

    /// A detail as this version has it, from one of the version `from`.
    #[must_use]
    pub fn upcast(&self, detail_type: &str, from: u32, detail: Value) -> Value {
        let Value::Object(mut fields) = detail else { return detail };
        let steps = self.upcasts.iter().filter(|step| step.detail_type == detail_type);
        for step in steps.filter(|step| step.from >= from) {
            (step.change)(&mut fields);
            fields.insert(VERSION.to_owned(), (step.from + 1).into());
        }
        Value::Object(fields)
    }

    /// The event of this name with this detail, as any version has written them.
    ///
    /// # Errors
    /// [`NotAnEvent`] when the name is unknown or the detail does not fit its shape.
    pub fn read(&self, detail_type: &str, detail: Value) -> Result<DomainEvent, NotAnEvent> {
        let name = self.current_name(detail_type);
        let version = version_of(&detail);
        if let Some(known) = DomainEvent::known_version(name)
            && version > known
        {
            let detail_type = name.to_owned();
            return Err(NotAnEvent::NewerVersion { detail_type, version, known });
        }
        DomainEvent::from_current(name, self.upcast(name, version, detail))
    }
}

const VERSION: &str = "schemaVersion";

/// The version of a detail. One that names none is of the first.
#[must_use]
pub fn version_of(detail: &Value) -> u32 {
    let version = detail.get(VERSION).and_then(Value::as_u64);
    version.and_then(|version| u32::try_from(version).ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;
    use crate::events::counting::NumberDrawn;
    use crate::events::names;
    use crate::events::samples::samples;

    /// A made-up past: the event had another name, and called the order's label its call sign.
    const MADE_UP: History<'static> = History {
        aliases: &[("Counting.NumberTaken", names::NumberDrawn)],
        upcasts: &[Upcast {
            detail_type: names::NumberDrawn,
            from: 0,
            change: |detail| {
                if let Some(label) = detail.remove("callSign") {
                    detail.insert("orderLabel".to_owned(), label);
                }
            },
        }],
    };

    #[test]
    fn an_event_that_was_renamed_is_found_by_either_name() {
        let names: Vec<&str> = MADE_UP.names_of(names::NumberDrawn).collect();
        assert_eq!(names, [names::NumberDrawn, "Counting.NumberTaken"]);
        for name in names {
            assert_eq!(MADE_UP.current_name(name), names::NumberDrawn);
        }
    }

    #[test]
    fn an_event_of_an_older_version_is_read_as_what_it_means_now() {
        let now = samples().into_iter().find(|event| event.detail_type() == names::NumberDrawn);
        let Some(DomainEvent::NumberDrawn(now)) = now else { panic!("no sample") };
        let mut old = serde_json::to_value(DomainEvent::from(now.clone())).unwrap();
        assert_eq!(version_of(&old), 1);
        let label = old.as_object_mut().unwrap().remove("orderLabel").unwrap();
        old["callSign"] = label;
        old["schemaVersion"] = json!(0);
        let read = MADE_UP.read("Counting.NumberTaken", old.clone()).unwrap();
        let DomainEvent::NumberDrawn(NumberDrawn { about }) = &read else { panic!("{read:?}") };
        assert_eq!(about.order_label, now.about.order_label);
        // Without that past it is no event, or one without a label.
        assert!(DomainEvent::from_detail("Counting.NumberTaken", old.clone()).is_err());
        let read = DomainEvent::from_detail(names::NumberDrawn, old).unwrap();
        assert_eq!(read.about().unwrap().order_label, None);
        // One of this version is read as it is, with a field that is not known; a newer one is not.
        let mut detail = serde_json::to_value(DomainEvent::from(now.clone())).unwrap();
        detail["sugar"] = json!("brown");
        let read = MADE_UP.read(names::NumberDrawn, detail.clone()).unwrap();
        assert_eq!(read.about().unwrap().order_label, now.about.order_label);
        detail["schemaVersion"] = json!(2);
        let newer = MADE_UP.read(names::NumberDrawn, detail);
        assert!(matches!(newer, Err(NotAnEvent::NewerVersion { version: 2, .. })));
    }
}
