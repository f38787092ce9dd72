//! The content of a ticket. Its looks are [`crate::layout`]'s.

use crema_api::answers::OrderView;
use crema_api::events::AboutOrder;
use crema_api::events::order_manager::{OrderCancelled, SlipWanted, TicketWanted};
use crema_api::order::{DrinkOrder, OrderState};

/// The frame at the very top of a ticket that is not the order's first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mark {
    /// The order's first ticket: no frame.
    #[default]
    None,
    /// A further ticket that someone asked for.
    Copy,
    /// The same may be on paper already: the printer did not know.
    PossibleCopy,
    /// The drink is not the one first asked for.
    Changed,
    /// The drink was spoiled and is made again.
    Remake,
    /// The drink was spoiled, and is made again as another.
    RemakeChanged,
}

impl Mark {
    /// The words in the frame.
    #[must_use]
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Copy => Some("COPY"),
            Self::PossibleCopy => Some("POSSIBLE COPY"),
            Self::Changed => Some("CHANGED"),
            Self::Remake => Some("MADE AGAIN"),
            Self::RemakeChanged => Some("MADE AGAIN, CHANGED"),
        }
    }

    /// Whether the drink is not the one first asked for.
    #[must_use]
    pub fn is_changed(self) -> bool {
        matches!(self, Self::Changed | Self::RemakeChanged)
    }

    /// Returns the mark after a change of the drink.
    fn after_change(self) -> Self {
        match self {
            Self::Remake | Self::RemakeChanged => Self::RemakeChanged,
            _ => Self::Changed,
        }
    }
}

/// Who is to read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reader {
    /// The barista who makes the drink: it goes onto the cup.
    #[default]
    Barista,
    /// The guest, who has no phone: it goes into their hand.
    Guest {
        /// The wait expected at that moment, whole minutes.
        wait_min: u32,
    },
}

/// Which of an order's drinks a ticket is for: "1 of 1".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// From 1.
    pub number: u32,
    /// How many the order has.
    pub of: u32,
}

/// One ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The order's number as people call it, `B42`.
    pub label: String,
    /// Wall time at which it was asked for, `14:07`, or `~14:07` while the booth's clock is not
    /// set; empty if the event has no valid time.
    pub wall_time: String,
    /// Place among the queued at that moment, from 1; 0 if it is not in line.
    pub place_in_line: u32,
    /// The bar or the printer, "Bar 1"; empty if there is only one.
    pub bar: String,
    /// The drink to make. `None` for a slip that only names the order.
    pub drink: Option<DrinkOrder>,
    /// The drink before it was changed, so that a barista who knows the old ticket sees the
    /// difference; only where the mark says that it was changed.
    pub previous: Option<DrinkOrder>,
    /// The name for the cup, while it exists.
    pub name: Option<String>,
    /// The occasion's name.
    pub occasion: String,
    /// The frame at the top.
    pub mark: Mark,
    /// Whether it reports that the order was cancelled: a slip with the number struck through.
    pub cancelled: bool,
    /// Which of the order's drinks it is.
    pub part: Part,
    /// Who is to read it.
    pub reader: Reader,
}

impl Ticket {
    /// Returns the ticket that an `OrderManager.TicketWanted` asks for, with the name, which events
    /// do not carry, and the wall time (`14:07`), which the caller knows.
    #[must_use]
    pub fn from_event(detail: &TicketWanted, name: Option<&str>, wall_time: &str) -> Self {
        Self {
            place_in_line: detail.place_in_line,
            name: name.map(str::to_owned),
            occasion: detail.occasion_name.clone(),
            mark: match detail {
                TicketWanted { remake: true, changed: true, .. } => Mark::RemakeChanged,
                TicketWanted { remake: true, .. } => Mark::Remake,
                TicketWanted { changed: true, .. } => Mark::Changed,
                TicketWanted { copy: true, .. } => Mark::Copy,
                _ => Mark::None,
            },
            ..Self::from_about(&detail.about, wall_time)
        }
    }

    /// Returns the slip that an `OrderManager.SlipWanted` asks for: the number to watch for and the
    /// drink, without a name, since the slip lies on the counter.
    #[must_use]
    pub fn guest_slip(detail: &SlipWanted, wall_time: &str) -> Self {
        Self {
            occasion: detail.occasion_name.clone(),
            reader: Reader::Guest { wait_min: detail.expected_wait_min },
            ..Self::from_about(&detail.about, wall_time)
        }
    }

    /// Returns the slip that says to the holder of the order's ticket that the order was cancelled.
    #[must_use]
    pub fn cancelled_slip(detail: &OrderCancelled, wall_time: &str) -> Self {
        Self { cancelled: true, ..Self::from_about(&detail.about, wall_time) }
    }

    /// Returns the ticket with only what every event of an order carries.
    fn from_about(about: &AboutOrder, wall_time: &str) -> Self {
        Self {
            label: about.order_label.clone().unwrap_or_default(),
            wall_time: wall_time.to_owned(),
            place_in_line: 0,
            bar: String::new(),
            drink: about.drink_order.clone(),
            previous: None,
            name: None,
            occasion: String::new(),
            mark: Mark::None,
            cancelled: false,
            part: Part { number: 1, of: 1 },
            reader: Reader::Barista,
        }
    }

    /// Returns the same ticket, printed at `bar`.
    #[must_use]
    pub fn at_bar(mut self, bar: &str) -> Self {
        bar.clone_into(&mut self.bar);
        self
    }

    /// Returns the same ticket, up to date: with the order's name, and marked if the order was
    /// changed or cancelled since the ticket was asked for. No drink should be made by paper that
    /// was out of date when it left the printer.
    #[must_use]
    pub fn as_now(mut self, order: &OrderView) -> Self {
        self.cancelled |= order.state == OrderState::Cancelled;
        let then = self.drink.clone();
        if order.drink.is_some() {
            self.drink.clone_from(&order.drink);
        }
        if matches!(self.reader, Reader::Guest { .. }) {
            return self;
        }
        self.name.clone_from(&order.name);
        if self.drink != then {
            self.mark = self.mark.after_change();
            self.previous = then;
        } else if self.mark.is_changed() {
            self.previous.clone_from(&order.previous_drink);
        }
        self
    }
}
