//! Counting: order numbers.

order_events! {
    /// A number was drawn for an order: `orderNumber`, counted per occasion from 1, never twice.
    pub struct NumberDrawn {}
}
