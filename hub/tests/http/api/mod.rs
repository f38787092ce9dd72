//! The API, one file a thing, as in `hub/src/http/api`.

mod clock;
mod counter;
pub mod dead_letters;
mod devices;
pub mod events;
mod given_up;
mod log;
mod menu_files;
mod orders;
mod schemas;
mod stop;
pub mod stream;
mod unreadable;
