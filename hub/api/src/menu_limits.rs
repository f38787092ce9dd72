//! How large a menu may be: the core checks it, and files, pages and other services reckon with it.

/// Most drinks on a menu: as many as can be read in a queue.
pub const DRINKS_MAX: usize = 60;
/// Most modifiers of a drink.
pub const MODIFIERS_MAX: usize = 8;
/// Most options of a modifier.
pub const OPTIONS_MAX: usize = 12;
/// Most languages that a name is given in, beside the first.
pub const TRANSLATIONS_MAX: usize = 16;
/// Largest menu, bytes of JSON. Every change of it, each press of *Sold out*, puts the whole of it into
/// one event. Twenty drinks with four choices each, all named in eight languages, have some 60 kB, and
/// the demo's menu 5.
pub const MENU_BYTES_MAX: usize = 96 * 1024;
/// Most layers of an icon.
pub const LAYERS_MAX: usize = 8;
