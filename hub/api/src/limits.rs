//! Limits that more than one part keeps to: the core checks them, and files, pages and other services
//! reckon with them.

/// Most drinks on a menu: as many as can be read in a queue.
pub const DRINKS_MAX: usize = 60;
/// Most modifiers of a drink.
pub const MODIFIERS_MAX: usize = 8;
/// Most options of a modifier.
pub const OPTIONS_MAX: usize = 12;
/// Most languages that a name is given in, beside the first.
pub const TRANSLATIONS_MAX: usize = 16;
/// Most layers of an icon.
pub const LAYERS_MAX: usize = 8;

/// How long a code is still taken after it left the board, ms: for those who were walking.
pub const CODE_GRACE_MS: u64 = 60 * 1000;
