//! Every event, command and answer of Crema as a Rust type with its JSON Schema.
//!
//! This crate is the one thing that the hub, the printers, the board and the tests share. It holds
//! shapes and the words for them, and no behaviour beyond what a shape promises about itself (a
//! label is the booth's letter and the number; a layer's share lies between 0 and 100).
//!
//! - [`ids`]: the newtypes that keep an order apart from a customer
//! - [`menu`], [`order`], [`store`], [`colour`]: the nouns
//! - [`menu_limits`], [`settings`]: how large a menu may be; what the crew may set, in which range
//! - [`selection`]: what people have said about a drink, and what is still open
//! - [`actor`]: who acted, in every event
//! - [`events`]: the events on the bus, one module a service, and [`events::DomainEvent`] over all
//! - [`commands`]: the commands that the core takes
//! - [`answers`]: the answers to queries
//! - [`alive`]: signs of life, by which the hub knows which devices are there
//! - [`word`]: enums of words, of which another version may know others
//! - [`problem`]: how a refusal reads (RFC 9457)

pub mod actor;
pub mod alive;
pub mod answers;
pub mod colour;
pub mod commands;
pub mod envelope;
pub mod events;
pub mod ids;
pub mod menu;
pub mod menu_limits;
pub mod order;
pub mod problem;
pub mod selection;
pub mod settings;
pub mod store;
pub mod word;

pub use actor::{Actor, ActorRole};
pub use colour::Colour;
pub use envelope::{Clock, Envelope};
pub use events::DomainEvent;
pub use ids::{
    BoothMs, CodeId, EventId, LogId, OccasionId, OrderId, OrderNumber, Seq, SessionId, UserId,
};
