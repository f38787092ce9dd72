//! What stands on a ticket: the content, not its looks (those are [`crate::layout`]'s).

use crema_api::answers::OrderView;
use crema_api::events::AboutOrder;
use crema_api::events::order_manager::{OrderCancelled, SlipWanted, TicketWanted};
use crema_api::order::{DrinkOrder, OrderState};

/// What is framed at the very top of a ticket that is not the order's first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mark {
    /// The order's first ticket: nothing.
    #[default]
    None,
    /// A further ticket that someone asked for.
    Copy,
    /// The same may be on paper already: nobody could tell.
    PossibleCopy,
    /// The drink is another than the one first asked for.
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

    /// Whether the drink is another than the one first asked for.
    #[must_use]
    pub fn is_changed(self) -> bool {
        matches!(self, Self::Changed | Self::RemakeChanged)
    }

    /// The mark once the drink has become another.
    fn changed(self) -> Self {
        match self {
            Self::Remake | Self::RemakeChanged => Self::RemakeChanged,
            _ => Self::Changed,
        }
    }
}

/// Who is to read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reader {
    /// Whoever makes the drink: it goes onto the cup.
    #[default]
    Barista,
    /// The guest, who has no phone: it goes into their hand.
    Guest {
        /// The wait that they were told, in whole minutes.
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
    /// Wall time at which it was asked for, `14:07`, or `~14:07` while nobody has set the booth's
    /// clock; empty where the event names none.
    pub wall_time: String,
    /// Place among the queued at that moment, from 1; 0 if it has none.
    pub place_in_line: u32,
    /// The bar or the printer, "Bar 1"; empty if there is but one.
    pub bar: String,
    /// What to make. `None` for a slip that only names the order.
    pub drink: Option<DrinkOrder>,
    /// What it was before it was changed, so that the hand that knows the old ticket sees what is
    /// other; only where the mark says that it was changed.
    pub previous: Option<DrinkOrder>,
    /// The name for the cup, while it exists.
    pub name: Option<String>,
    /// The occasion's name.
    pub occasion: String,
    /// What is framed at the top.
    pub mark: Mark,
    /// Whether it tells that the order was called off: a slip with the number struck through.
    pub cancelled: bool,
    /// Which of the order's drinks it is.
    pub part: Part,
    /// Who is to read it.
    pub reader: Reader,
}

impl Ticket {
    /// The ticket that an `OrderManager.TicketWanted` asks for, with the name that events do not
    /// carry and the wall time (`14:07`) that the shell knows.
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
            ..Self::about(&detail.about, wall_time)
        }
    }

    /// The slip that an `OrderManager.SlipWanted` asks for: the number to watch for and what was
    /// ordered, without a name, since it lies on the counter.
    #[must_use]
    pub fn slip(detail: &SlipWanted, wall_time: &str) -> Self {
        Self {
            occasion: detail.occasion_name.clone(),
            reader: Reader::Guest { wait_min: detail.expected_wait_min },
            ..Self::about(&detail.about, wall_time)
        }
    }

    /// The slip that tells whoever holds the order's ticket that the order was called off.
    #[must_use]
    pub fn cancelled(detail: &OrderCancelled, wall_time: &str) -> Self {
        Self { cancelled: true, ..Self::about(&detail.about, wall_time) }
    }

    /// What an order's event says by itself.
    fn about(about: &AboutOrder, wall_time: &str) -> Self {
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

    /// The same ticket, printed at `bar`.
    #[must_use]
    pub fn at_bar(mut self, bar: &str) -> Self {
        bar.clone_into(&mut self.bar);
        self
    }

    /// The same ticket as things are now: with the order's name, and marked if the order was
    /// changed or called off since the ticket was asked for. Nobody is to make a drink by paper
    /// that was out of date when it left the printer.
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
            self.mark = self.mark.changed();
            self.previous = then;
        } else if self.mark.is_changed() {
            self.previous.clone_from(&order.previous_drink);
        }
        self
    }
}
