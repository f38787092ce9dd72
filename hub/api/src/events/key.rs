//! Ordering keys: events of one key never overtake each other on their way to a consumer.

use std::fmt;

use crate::ids::{OrderId, SessionId};

/// What an event is about, so far as order matters. Behind a delivery that failed, those of the
/// same key wait; all others go on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderingKey {
    /// An order.
    Order(OrderId),
    /// A paired tablet, board or device, and what it reports of itself.
    Session(SessionId),
    /// A printer without a pairing, by its name.
    Printer(String),
    /// The booth: configuration, occasions, days, codes and everything else. It is one key because
    /// none of these may overtake another.
    Booth,
}

impl OrderingKey {
    /// The key of an order, or of the booth where there is none.
    pub fn of_order(order: impl Into<Option<OrderId>>) -> Self {
        order.into().map_or(Self::Booth, Self::Order)
    }

    /// The order, if it is one's.
    #[must_use]
    pub fn order(&self) -> Option<OrderId> {
        match self {
            Self::Order(id) => Some(*id),
            Self::Session(_) | Self::Printer(_) | Self::Booth => None,
        }
    }

    /// The key that is written like this.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            Some(("order", id)) => id.parse().ok().map(Self::Order),
            Some(("session", id)) => id.parse().ok().map(Self::Session),
            Some(("printer", name)) => Some(Self::Printer(name.to_owned())),
            _ => (text == "booth").then_some(Self::Booth),
        }
    }
}

/// As it is stored and shown: `order:<id>`, `session:<id>`, `printer:<name>` or `booth`.
impl fmt::Display for OrderingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Order(id) => write!(f, "order:{id}"),
            Self::Session(id) => write!(f, "session:{id}"),
            Self::Printer(name) => write!(f, "printer:{name}"),
            Self::Booth => f.write_str("booth"),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_key_reads_as_it_is_written() {
        let id = Uuid::from_u128(7);
        let keys = [
            OrderingKey::Order(OrderId(id)),
            OrderingKey::Session(SessionId(id)),
            OrderingKey::Printer("the bar: left".to_owned()),
            OrderingKey::Booth,
        ];
        for key in keys {
            assert_eq!(OrderingKey::parse(&key.to_string()), Some(key));
        }
        assert_eq!(OrderingKey::parse("order:7"), None);
    }
}
