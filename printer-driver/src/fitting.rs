//! Making a text fit the paper: smaller, then in several lines, then cut. It never overflows.

use unicode_segmentation::UnicodeSegmentation;

use crate::drawing::{DrawError, Type, text_width};

/// Sizes of type are multiples of this, dots.
const SIZE_STEP: f32 = 0.5;

/// Fits `text` into `measure` dots: as large as `font` says, smaller down to `floor`, then in up to
/// `lines_max` lines of that size. A text that is still too long ends in `…`.
///
/// # Errors
/// [`DrawError`] when a font is missing.
pub fn fit_text(
    text: &str,
    font: Type,
    floor: f32,
    measure: f32,
    lines_max: usize,
) -> Result<(Vec<String>, Type), DrawError> {
    let natural = text_width(text, font)?;
    if natural <= measure {
        return Ok((vec![text.to_owned()], font));
    }
    let size = (font.size * measure / natural / SIZE_STEP).floor() * SIZE_STEP;
    if size >= floor {
        return Ok((vec![text.to_owned()], font.sized(size)));
    }
    let font = font.sized(floor);
    let mut rest = text;
    let mut lines = Vec::new();
    while !rest.is_empty() && lines.len() < lines_max {
        let (line, after) = if lines.len() + 1 == lines_max {
            (cut_with_ellipsis(rest, font, measure)?, "")
        } else {
            break_line(rest, font, measure)?
        };
        lines.push(line);
        rest = after;
    }
    Ok((lines, font))
}

/// Returns the first line and the rest: broken at a blank, or if there is none, between any two
/// characters.
fn break_line(text: &str, font: Type, measure: f32) -> Result<(String, &str), DrawError> {
    let end = fitting_prefix(text, "", font, measure)?;
    if end == text.len() {
        return Ok((text.to_owned(), ""));
    }
    let blank = if text[end..].starts_with(' ') { Some(end) } else { text[..end].rfind(' ') };
    let end = blank.filter(|at| *at > 0).unwrap_or(end);
    Ok((text[..end].trim_end().to_owned(), text[end..].trim_start()))
}

/// Returns the whole text, or as much of it as fits together with `…`.
fn cut_with_ellipsis(text: &str, font: Type, measure: f32) -> Result<String, DrawError> {
    if text_width(text, font)? <= measure {
        return Ok(text.to_owned());
    }
    let end = fitting_prefix(text, "…", font, measure)?;
    Ok(format!("{}…", text[..end].trim_end()))
}

/// Returns how many bytes of `text` fit with `tail` behind them: always at least one character.
fn fitting_prefix(text: &str, tail: &str, font: Type, measure: f32) -> Result<usize, DrawError> {
    let ends: Vec<usize> =
        text.grapheme_indices(true).map(|(at, grapheme)| at + grapheme.len()).collect();
    let (mut fits, mut too_long) = (1, ends.len() + 1);
    while too_long - fits > 1 {
        let middle = usize::midpoint(fits, too_long);
        if text_width(&format!("{}{tail}", &text[..ends[middle - 1]]), font)? <= measure {
            fits = middle;
        } else {
            too_long = middle;
        }
    }
    Ok(ends.get(fits - 1).copied().unwrap_or(text.len()))
}
