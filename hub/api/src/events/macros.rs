//! The two macros that events are written with: `order_events!` makes the shapes of those about an
//! order, `domain_events!` makes [`super::DomainEvent`] and its methods from one table. A new event
//! is a shape and a line in the table.

/// Events about an order. Each has the fields that it lists, and an [`super::AboutOrder`] whose
/// fields are written beside them.
macro_rules! order_events {
    ($($(#[$meta:meta])* pub struct $name:ident { $($fields:tt)* })*) => {
        $(
            $(#[$meta])*
            #[derive(
                Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema
            )]
            #[serde(rename_all = "camelCase")]
            pub struct $name {
                /// Its order, as it is after this event.
                #[serde(flatten)]
                pub about: $crate::events::AboutOrder,
                $($fields)*
            }
        )*
    };
}

/// The `AboutOrder` of an event of this kind. The kinds are explained at the table.
macro_rules! about_of {
    (order $event:ident) => {
        Some(&$event.about)
    };
    ($kind:ident $event:ident) => {{
        let _ = $event;
        None
    }};
}

/// The order that an event of this kind concerns.
macro_rules! order_id_of {
    (order $event:ident) => {
        Some($event.about.order_id)
    };
    (concerns $event:ident) => {
        $event.order_id.into()
    };
    ($kind:ident $event:ident) => {{
        let _ = $event;
        None
    }};
}

/// The ordering key of an event of this kind.
macro_rules! key_of {
    (order $event:ident) => {
        OrderingKey::Order($event.about.order_id)
    };
    (concerns $event:ident) => {
        OrderingKey::of_order($event.order_id)
    };
    (session $event:ident) => {
        OrderingKey::Session($event.session_id)
    };
    (device $event:ident) => {
        $event.ordering_key()
    };
    (booth $event:ident) => {{
        let _ = $event;
        OrderingKey::Booth
    }};
}

/// The enum over all events, from one line each: kind, variant, shape, name on the bus, version of the
/// shape.
macro_rules! domain_events {
    ($($kind:ident $name:ident($module:ident::$shape:ident) = $detail_type:literal, $version:literal;)*) => {
        /// One thing that happened, typed: an event without its envelope. A detail that does not
        /// fit its shape cannot become one, and so cannot be appended to the log.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(clippy::large_enum_variant, reason = "events are made and handed on, not kept")]
        pub enum DomainEvent {
            $(
                #[doc = concat!("`", $detail_type, "`")]
                $name($module::$shape),
            )*
            /// `custom.<name>`: an extension's or the crew's own.
            Custom(custom::Custom),
        }

        /// The names on the bus, to subscribe by.
        pub mod names {
            $(
                #[doc = concat!("`", $detail_type, "`")]
                #[allow(non_upper_case_globals, reason = "a constant is called as its variant")]
                pub const $name: &str = $detail_type;
            )*
        }

        impl DomainEvent {
            /// Every name but the custom ones.
            pub const DETAIL_TYPES: &[&str] = &[$($detail_type,)*];

            /// The event's name on the bus.
            #[must_use]
            pub fn detail_type(&self) -> &str {
                match self {
                    $(Self::$name(_) => $detail_type,)*
                    Self::Custom(custom) => custom.name.as_str(),
                }
            }

            /// The version of the shape of this event; a custom one has a shape of the sender's own.
            #[must_use]
            pub fn known_version(detail_type: &str) -> Option<u32> {
                match detail_type {
                    $($detail_type => Some($version),)*
                    _ => None,
                }
            }

            /// The event of this name with this detail, both as this version has them.
            pub(super) fn from_current(
                detail_type: &str,
                detail: Value,
            ) -> Result<Self, NotAnEvent> {
                let read = match detail_type {
                    $($detail_type => serde_json::from_value(detail).map(Self::$name),)*
                    _ => {
                        return custom::Custom::from_stored(detail_type, detail)
                            .map(Self::Custom)
                            .ok_or_else(|| NotAnEvent::UnknownType(detail_type.to_owned()));
                    }
                };
                read.map_err(|source| NotAnEvent::Shape {
                    detail_type: detail_type.to_owned(),
                    source,
                })
            }

            /// Name, version and JSON Schema of every detail.
            #[must_use]
            pub fn schemas() -> Vec<(&'static str, u32, schemars::Schema)> {
                vec![$((
                    $detail_type,
                    $version,
                    schemas::with_version(schemars::schema_for!($module::$shape), $version),
                ),)*]
            }

            /// The fields about its order, if it is about one.
            #[must_use]
            pub fn about(&self) -> Option<&AboutOrder> {
                match self {
                    $(Self::$name(event) => about_of!($kind event),)*
                    Self::Custom(_) => None,
                }
            }

            /// The order that it concerns, also without an `AboutOrder` (a ticket, a failed
            /// delivery).
            #[must_use]
            pub fn order_id(&self) -> Option<OrderId> {
                match self {
                    $(Self::$name(event) => order_id_of!($kind event),)*
                    Self::Custom(_) => None,
                }
            }

            /// What it is about, so far as order matters: a consumer handles the events of one key
            /// in the order of the log, whatever fails.
            #[must_use]
            pub fn ordering_key(&self) -> OrderingKey {
                match self {
                    $(Self::$name(event) => key_of!($kind event),)*
                    Self::Custom(_) => OrderingKey::Booth,
                }
            }
        }

        impl Serialize for DomainEvent {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$name(detail) => {
                        Versioned { detail, version: $version }.serialize(serializer)
                    })*
                    Self::Custom(custom) => custom.serialize(serializer),
                }
            }
        }

        $(
            impl From<$module::$shape> for DomainEvent {
                fn from(shape: $module::$shape) -> Self {
                    Self::$name(shape)
                }
            }
        )*
    };
}
