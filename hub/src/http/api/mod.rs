//! The handlers of the API, one file a thing. [`views`] holds the answers that several of them
//! share.

pub mod booth;
pub mod branding;
pub mod clock;
pub mod counter;
pub mod dead_letters;
pub mod devices;
pub mod events;
pub mod menu_files;
pub mod orders;
pub mod scans;
pub mod schemas;
pub mod sessions;
pub mod shift;
pub mod stream;
pub mod views;
