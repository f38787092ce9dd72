//! The handlers of pages: the customer's, the shells of the applications with their files, and the
//! board's picture. [`context`] is a page's view of the request for it.

pub mod assets;
pub mod board;
pub mod context;
pub mod customer;
pub mod pairing;
pub mod start;
