//! How large a menu may be: the core checks it, and files, pages and other services reckon with it.

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
