//! A name as the board shows it: its first word, its first letter or nothing, fitted into its
//! place.

use crema_api::answers::OrderView;
use crema_api::settings::BoardNames;

use super::Board;
use crate::lettering::{Font, one_line, shorten};

/// Letters that must be left of a cut name; with fewer it is of no use.
const LETTERS_MIN: usize = 3;

/// Returns the name in the form that the crew wants names shown in.
pub(super) fn shown_name(board: &Board<'_>, order: &OrderView) -> Option<String> {
    let name = one_line(order.name.as_deref()?);
    let shown = match board.store?.settings.board_names {
        BoardNames::First => first_word(&name).to_owned(),
        BoardNames::Initial => format!("{}.", first_letter(&name)?),
        // What of a name a newer setting shows is not known, so no more than the least.
        BoardNames::None | BoardNames::Unknown(_) => return None,
    };
    (!shown.is_empty()).then_some(shown)
}

/// "Anna" of "Anna Lena Müller". An emoji or a quotation mark before the first letter stays with
/// the word; names that are written without spaces are one word.
fn first_word(name: &str) -> &str {
    let from = name.find(char::is_alphanumeric).unwrap_or(0);
    let length = name[from..].find(char::is_whitespace).unwrap_or(name.len() - from);
    &name[..from + length]
}

/// Returns the first letter, also after an emoji.
fn first_letter(name: &str) -> Option<char> {
    name.chars().find(|letter| letter.is_alphanumeric()).or_else(|| name.chars().next())
}

/// Fits a name: smaller first, down to `size_min`, then cut. Returns `None` if hardly anything of
/// it would be left.
pub(super) fn fit_name(name: &str, font: Font, size_min: f32, room: f32) -> Option<(String, Font)> {
    let fitting = font.fitting(name, room);
    let font = fitting.sized(fitting.size.max(size_min));
    let shown = shorten(name, font, room);
    let whole = shown == name;
    let letters = shown.chars().filter(|letter| letter.is_alphanumeric()).count();
    (whole || letters >= LETTERS_MIN).then_some((shown, font))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_is_what_one_is_called_by() {
        for (name, first) in [
            ("Anna Lena Müller", "Anna"),
            ("Zoë", "Zoë"),
            ("健二", "健二"),
            ("山田\u{3000}太郎", "山田"),
            ("🦄 Anna Lena", "🦄 Anna"),
            ("🦄Anna Lena", "🦄Anna"),
            ("👩\u{200d}🍳 🙂", "👩\u{200d}🍳"),
            ("Jean-Luc Picard", "Jean-Luc"),
            ("نور الهدى", "نور"),
            ("", ""),
        ] {
            assert_eq!(first_word(name), first);
        }
    }

    #[test]
    fn an_initial_is_a_letter_where_there_is_one() {
        assert_eq!(first_letter("🦄 Anna"), Some('A'));
        assert_eq!(first_letter("健二"), Some('健'));
        assert_eq!(first_letter("🦄"), Some('🦄'));
        assert_eq!(first_letter(""), None);
    }
}
