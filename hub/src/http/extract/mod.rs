//! What a request brings, read and judged before its handler. Whatever does not fit is refused with
//! a sentence.

mod body;
mod cookies;
mod identity;
mod path;
mod peer;
mod query;
mod write;

pub use body::{BODY_BYTES_MAX, Body, Form, Raw};
pub use cookies::{CUSTOMER_COOKIE, SESSION_COOKIE, cookie, drop_cookie, set_cookie};
pub use identity::{Who, not_signed_in};
pub use path::Named;
pub use peer::Peer;
pub use query::Asked;
pub use write::Write;
