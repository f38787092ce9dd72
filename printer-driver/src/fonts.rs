//! The fonts that tickets are drawn with: found once in the system's packages, mapped, not copied.
//!
//! Inter for everything big; Noto Sans for the scripts that Inter lacks, with Japanese forms of Han
//! characters first; Noto Sans Mono CJK for the virtual printer's own font. Only upright sans faces
//! are loaded, so that no other can be picked by chance as a fallback.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use resvg::usvg::fontdb::{Database, FaceInfo, Style, Weight};

/// Where Debian's font packages put their files.
const FONTS_DIR: &str = "/usr/share/fonts";
/// How deep font files lie below it (`truetype/noto`), with one level to spare.
const DEPTH_MAX: usize = 3;

/// The family of all big type.
pub const INTER: &str = "Inter";
/// The family that replaces a printer's font A: twice as high as wide.
pub const MONO: &str = "Noto Sans Mono CJK JP";

/// A font that tickets need is not installed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the font {family:?} is not installed: install the packages fonts-inter, fonts-noto-core and fonts-noto-cjk"
)]
pub struct FontMissing {
    /// Its family.
    pub family: &'static str,
}

/// Returns the database, loaded at the first call and shared by all later ones.
///
/// # Errors
/// [`FontMissing`] when the system lacks a font that every ticket needs.
pub fn database() -> Result<Arc<Database>, FontMissing> {
    static LOADED: OnceLock<Result<Arc<Database>, FontMissing>> = OnceLock::new();
    LOADED.get_or_init(|| load_fonts(Path::new(FONTS_DIR)).map(Arc::new)).clone()
}

fn load_fonts(root: &Path) -> Result<Database, FontMissing> {
    let mut files = Vec::new();
    find_fonts(root, DEPTH_MAX, &mut files);
    files.sort();
    let mut found = Database::new();
    for file in files {
        if let Err(error) = found.load_font_file(&file) {
            tracing::debug!(file = %file.display(), %error, "font left out");
        }
    }
    let mut faces: Vec<FaceInfo> = found.faces().filter(|face| is_kept(face)).cloned().collect();
    faces.sort_by_key(fallback_rank);
    let mut database = Database::new();
    for face in faces {
        database.push_face_info(face);
    }
    for family in [INTER, MONO] {
        if !database.faces().any(|face| family_of(face) == family) {
            return Err(FontMissing { family });
        }
    }
    // usvg asks for the serif family last, whatever the text wanted.
    database.set_serif_family(INTER);
    Ok(database)
}

fn find_fonts(dir: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if depth > 0 {
                find_fonts(&path, depth - 1, files);
            }
        } else if path.file_name().and_then(|name| name.to_str()).is_some_and(is_wanted) {
            files.push(path);
        }
    }
}

fn is_wanted(file_name: &str) -> bool {
    if file_name.contains("Italic") {
        return false;
    }
    // Tickets are set in bold, so that weight of the Noto families is enough, except for font A.
    file_name.starts_with("Inter-")
        || file_name == "NotoSansCJK-Regular.ttc"
        || file_name.starts_with("NotoSans")
            && (file_name.contains("-Bold") || is_single(file_name))
}

/// Families that come in one weight only (symbols, historic scripts).
fn is_single(file_name: &str) -> bool {
    file_name.contains("Symbols2") || file_name.contains("Math")
}

/// Whether tickets use this face: upright, and of CJK in bold, or in regular weight for font A.
fn is_kept(face: &FaceInfo) -> bool {
    let family = family_of(face);
    face.style == Style::Normal
        && (face.weight >= Weight::BOLD || !family.contains("CJK") || family == MONO)
}

/// Order of fallback: the first face that has a character draws it.
fn fallback_rank(face: &FaceInfo) -> (u8, String) {
    let family = family_of(face);
    let rank = match family {
        INTER => 0,
        "Noto Sans" => 1,
        "Noto Sans CJK JP" => 2,
        _ if family.starts_with("Noto Sans Mono CJK") => 9,
        _ if family.starts_with("Noto Sans CJK") => 3,
        "Noto Sans Arabic" | "Noto Sans Hebrew" | "Noto Sans Thai" => 4,
        _ => 5,
    };
    (rank, format!("{family} {:04}", face.weight.0))
}

fn family_of(face: &FaceInfo) -> &str {
    face.families.first().map_or("", |(name, _)| name.as_str())
}
