//! The fonts that the painter draws with: found once per process, and mapped, not read. Noto's CJK
//! faces alone are larger than all else the board needs.
//!
//! Where Inter lacks a letter, Noto takes over in a fixed order, so that a Japanese name looks the
//! same on every machine with the same packages. A letter that no font has is left to the painter,
//! which draws an empty box; [`missing_letters`] lists these letters.

use std::sync::{Arc, LazyLock};

use resvg::usvg::FontResolver;
use resvg::usvg::fontdb::{Database, FaceInfo, ID, Style};
use skrifa::MetadataProvider as _;

/// Where Debian and the image keep fonts.
pub const FOLDER: &str = "/usr/share/fonts";
/// Fallback families for letters that Inter lacks, best first. Any other is tried after them.
const FALLBACK_FAMILIES: [&str; 6] = [
    "Noto Sans",
    "Noto Sans CJK JP",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Color Emoji",
];

static INSTALLED: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_fonts_dir(FOLDER);
    fonts.set_sans_serif_family("Noto Sans");
    fonts.set_serif_family("Noto Sans");
    Arc::new(fonts)
});

/// Returns every font of this machine.
#[must_use]
pub fn installed_fonts() -> Arc<Database> {
    Arc::clone(&INSTALLED)
}

/// Returns the painter's choice among them.
#[must_use]
pub fn resolver() -> FontResolver<'static> {
    FontResolver {
        select_font: FontResolver::default_font_selector(),
        select_fallback: Box::new(|letter, used, fonts| fallback_face(letter, used, fonts)),
    }
}

/// Returns the letters of `text` that no installed font can draw, each once.
#[must_use]
pub fn missing_letters(text: &str) -> Vec<char> {
    let mut missing: Vec<char> = text
        .chars()
        .filter(|letter| {
            !letter.is_whitespace() && fallback_face(*letter, &[], &INSTALLED).is_none()
        })
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// Returns the face for a letter that the faces used so far lack: from the first family that has
/// it, in the weight nearest to theirs.
fn fallback_face(letter: char, used: &[ID], fonts: &Database) -> Option<ID> {
    let weight = used.first().and_then(|id| fonts.face(*id)).map_or(400, |face| face.weight.0);
    let mut faces: Vec<&FaceInfo> = fonts.faces().filter(|face| !used.contains(&face.id)).collect();
    faces.sort_by_key(|face| {
        (face.style != Style::Normal, family_rank(face), face.weight.0.abs_diff(weight))
    });
    faces.into_iter().map(|face| face.id).find(|id| has_letter(fonts, *id, letter))
}

/// Known families first, then other sans faces of Noto, then the rest.
fn family_rank(face: &FaceInfo) -> usize {
    let name = face.families.first().map_or("", |(name, _)| name.as_str());
    FALLBACK_FAMILIES
        .iter()
        .position(|known| *known == name)
        .unwrap_or(FALLBACK_FAMILIES.len() + usize::from(!name.starts_with("Noto Sans")))
}

fn has_letter(fonts: &Database, id: ID, letter: char) -> bool {
    fonts
        .with_face_data(id, |data, index| {
            let font = skrifa::FontRef::from_index(data, index).ok()?;
            font.charmap().map(letter)
        })
        .flatten()
        .is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boards_scripts_can_be_drawn_here() {
        assert_eq!(missing_letters("Zoë Åsa 健二 نور Ольга B42 …"), Vec::<char>::new());
        assert_eq!(
            missing_letters("a\u{10FFFD}a\u{10FFFD}"),
            ['\u{10FFFD}'],
            "a private character"
        );
    }
}
