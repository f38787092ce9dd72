//! The cookies of the booth: their names, and how they are read and set.

use axum::http::{HeaderMap, header};

use super::identity::PROOF_BYTES_MAX;

/// The cookie of a paired tablet or board.
pub const SESSION_COOKIE: &str = "crema_session";
/// The cookie of a customer.
pub const CUSTOMER_COOKIE: &str = "crema_customer";

/// Returns a cookie's value (RFC 6265, section 4.2).
#[must_use]
pub fn read_cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && value.len() <= PROOF_BYTES_MAX)
        .map(|(_, value)| value)
}

/// Writes a cookie that scripts cannot read and that goes to this booth alone. It lives for as long
/// as an event may; sessions end by being closed.
#[must_use]
pub fn set_cookie(name: &str, value: &str) -> String {
    const MAX_AGE_S: u32 = 30 * 24 * 60 * 60;
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={MAX_AGE_S}")
}

/// Deletes a cookie.
#[must_use]
pub fn drop_cookie(name: &str) -> String {
    format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn cookies_are_found_among_others_and_never_by_a_part_of_their_name() {
        let mut headers = HeaderMap::new();
        let value = "x_crema_session=no; a=b;crema_session=yes; crema_session=second";
        headers.insert(header::COOKIE, HeaderValue::from_static(value));
        assert_eq!(read_cookie(&headers, SESSION_COOKIE), Some("yes"));
        assert_eq!(read_cookie(&headers, CUSTOMER_COOKIE), None);
    }
}
