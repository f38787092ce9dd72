//! The few words that a ticket adds to what people typed.

use crema_api::order::{Choice, DrinkOrder};

use crate::characters::printable;
use crate::ticket::Ticket;

/// Returns the time, the place in line and the bar, as far as they are known.
pub(crate) fn meta_lines(ticket: &Ticket) -> Vec<String> {
    let place = (ticket.place_in_line > 0 && !ticket.cancelled)
        .then(|| format!("{} in line", ordinal(ticket.place_in_line)));
    [Some(printable(&ticket.wall_time)), place, Some(printable(&ticket.bar))]
        .into_iter()
        .flatten()
        .filter(|line| !line.is_empty())
        .collect()
}

/// `1st`, `2nd`, `3rd`, `4th`, `11th`, `21st`.
fn ordinal(n: u32) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// `Oat` as it is called out: `OAT MILK`. An option that says *milk* itself gets no second one.
pub(crate) fn milk_words(option: &str) -> String {
    named_milk(option).to_uppercase()
}

fn named_milk(option: &str) -> String {
    let says_it = option.to_lowercase().contains("milk") || !option.is_ascii();
    if says_it { option.to_owned() } else { format!("{option} milk") }
}

/// The choices other than the defaults, in a line: `Oat milk, double shot`.
pub(crate) fn choice_words(order: &DrinkOrder) -> String {
    let milk = order.special_milk().map(|option| named_milk(&printable(option)));
    let all = milk.into_iter().chain(order.extras().map(extra_words));
    all.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A whole drink in a line: `Latte, Oat milk, double shot`.
pub(crate) fn order_words(order: &DrinkOrder) -> String {
    let words = [printable(&order.drink), choice_words(order)];
    words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The expected wait, in words for a guest.
pub(crate) fn wait_words(minutes: u32) -> String {
    match minutes {
        0 => "Ready in a moment".to_owned(),
        1 => "Ready in about 1 minute".to_owned(),
        minutes => format!("Ready in about {minutes} minutes"),
    }
}

/// The modifier whose options are counts and say nothing alone: `Double` is a double shot.
const SHOTS: &str = "Shots";

/// An extra as it is called out, in the menu's own spelling.
pub(crate) fn extra_words(choice: &Choice) -> String {
    let option = printable(&choice.option);
    let says_it = option.to_lowercase().contains("shot") || !option.is_ascii();
    if choice.modifier != SHOTS || option.is_empty() || says_it {
        return option;
    }
    format!("{option} shot")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_read_as_english_has_them() {
        let read: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal).into();
        let want = ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"];
        assert_eq!(read, want);
    }

    #[test]
    fn shots_are_called_shots() {
        let words = |modifier: &str, option: &str| {
            let (modifier, option) = (modifier.to_owned(), option.to_owned());
            extra_words(&Choice { modifier, option, default: false })
        };
        assert_eq!(words("Shots", "Double"), "Double shot");
        assert_eq!(words("Shots", "extra shot"), "extra shot");
        assert_eq!(words("Size", "Large"), "Large");
    }

    #[test]
    fn milk_is_said_once() {
        assert_eq!(milk_words("Oat"), "OAT MILK");
        assert_eq!(milk_words("No milk"), "NO MILK");
        assert_eq!(milk_words("オーツ"), "オーツ");
    }
}
