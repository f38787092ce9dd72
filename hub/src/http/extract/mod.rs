//! The parts of a request, read and checked before its handler. A part that does not fit is refused
//! with a sentence.

mod body;
mod cookies;
mod identity;
mod objects;
mod path;
mod peer;
mod query;
mod write;

pub use body::{BODY_BYTES_MAX, Form, Json, Raw};
pub use cookies::{CUSTOMER_COOKIE, SESSION_COOKIE, drop_cookie, read_cookie, set_cookie};
pub use identity::{Identity, not_signed_in};
pub use path::Path;
pub use peer::Peer;
pub use query::Query;
pub use write::Write;
