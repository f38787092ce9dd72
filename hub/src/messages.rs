//! Words for people, by language: the Fluent files of `hub/messages`, built into the binary, and
//! the choice of a language from a browser's request.
//!
//! English is complete by definition, and replaces a message that another language lacks. The
//! sentences in the log of events are not here: they are written, in English, when a thing happens.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// Longest `Accept-Language` that is read, in bytes: browsers send some 100, and the rest of a
/// longer one is ignored.
const ACCEPT_LANGUAGE_BYTES_MAX: usize = 500;

/// A language that the pages speak.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 tag, for `lang` attributes, `?lang=` and the menu's translations.
    pub tag: &'static str,
    /// Its name in the language itself.
    pub name: &'static str,
    /// `ltr` or `rtl`, for `dir` attributes.
    pub dir: &'static str,
    source: &'static str,
}

macro_rules! language {
    ($tag:literal, $name:literal) => {
        Language {
            tag: $tag,
            name: $name,
            dir: "ltr",
            source: include_str!(concat!("../messages/", $tag, ".ftl")),
        }
    };
}

/// Every language, in the order of the language list. The first is the fallback of all others.
pub static LANGUAGES: [Language; 8] = [
    language!("en", "English"),
    language!("de", "Deutsch"),
    language!("es", "Español"),
    language!("fr", "Français"),
    language!("it", "Italiano"),
    language!("ja", "日本語"),
    language!("pt", "Português"),
    language!("sv", "Svenska"),
];

/// The language of one answer, and whether the address asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// The language.
    pub language: &'static Language,
    /// Whether `?lang=` asked for it: then every link and form carries it on, since there may be
    /// no cookie to keep it in.
    pub asked: bool,
}

impl Spoken {
    /// The language for a request: `?lang=` before `Accept-Language` (RFC 9110, section 12.5.4),
    /// before English. Languages that the pages do not speak are skipped.
    #[must_use]
    pub fn negotiate(asked: Option<&str>, accept_language: Option<&str>) -> Self {
        if let Some(language) = asked.and_then(language_of) {
            return Self { language, asked: true };
        }
        let language = accept_language.and_then(preferred_language).unwrap_or(&LANGUAGES[0]);
        Self { language, asked: false }
    }

    /// Its messages.
    #[must_use]
    pub fn messages(self) -> Messages {
        Messages { language: self.language }
    }

    /// The tag, if links have to carry it.
    #[must_use]
    pub fn carried_tag(self) -> Option<&'static str> {
        self.asked.then_some(self.language.tag)
    }
}

/// The language of a tag: by its first subtag, so that `de-AT` is German.
fn language_of(tag: &str) -> Option<&'static Language> {
    let primary = tag.trim().split(['-', '_']).next()?;
    LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(primary))
}

/// Returns the language that `Accept-Language` weighs most, the earlier one if weights are equal.
fn preferred_language(accept_language: &str) -> Option<&'static Language> {
    let header = accept_language.get(..ACCEPT_LANGUAGE_BYTES_MAX).unwrap_or(accept_language);
    let mut best: Option<(f32, &'static Language)> = None;
    for range in header.split(',') {
        let (tag, weight) = range.split_once(';').unwrap_or((range, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(0.0);
        if let Some(language) = language_of(tag)
            && weight > best.map_or(0.0, |(weight, _)| weight)
        {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// The messages of one language.
#[derive(Debug, Clone, Copy)]
pub struct Messages {
    language: &'static Language,
}

impl Messages {
    /// The message `id`.
    #[must_use]
    pub fn text(&self, id: &str) -> String {
        self.text_or_id(id, None)
    }

    /// The message `id` with one argument, a number or a text.
    #[must_use]
    pub fn text_with<'a>(
        &self,
        id: &str,
        name: &'a str,
        value: impl Into<FluentValue<'a>>,
    ) -> String {
        let mut args = FluentArgs::new();
        args.set(name, value);
        self.text_or_id(id, Some(&args))
    }

    /// The message `id` with several arguments.
    #[must_use]
    pub fn text_with_all(&self, id: &str, args: &FluentArgs<'_>) -> String {
        self.text_or_id(id, Some(args))
    }

    /// Returns the text before and after the argument `name` in the message `id`, for a page that
    /// sets the argument itself in bold.
    #[must_use]
    pub fn text_around(&self, id: &str, name: &str) -> (String, String) {
        const MARK: char = '\u{1}';
        let text = self.text_with(id, name, MARK.to_string());
        match text.split_once(MARK) {
            Some((before, after)) => (before.to_owned(), after.to_owned()),
            None => (text, String::new()),
        }
    }

    /// The message `id`, if this language or English has it.
    #[must_use]
    pub fn find_text(&self, id: &str) -> Option<String> {
        self.resolve(id, None)
    }

    /// Returns the separator between the members of a list.
    #[must_use]
    pub fn list_separator(&self) -> &'static str {
        if self.language.tag == "ja" { "、" } else { ", " }
    }

    /// The language's tag.
    #[must_use]
    pub fn tag(&self) -> &'static str {
        self.language.tag
    }

    fn text_or_id(self, id: &str, args: Option<&FluentArgs<'_>>) -> String {
        self.resolve(id, args).unwrap_or_else(|| {
            tracing::error!(id, language = self.language.tag, "a message is missing");
            id.to_owned()
        })
    }

    fn resolve(self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let own = LANGUAGES.iter().position(|language| language == self.language)?;
        [own, 0].into_iter().find_map(|index| {
            let bundle = BUNDLES.get(index)?;
            let pattern = bundle.get_message(id)?.value()?;
            let mut faults = Vec::new();
            let text = bundle.format_pattern(pattern, args, &mut faults).into_owned();
            if !faults.is_empty() {
                let language = self.language.tag;
                tracing::error!(id, language, ?faults, "a message could not be formatted");
            }
            Some(text)
        })
    }
}

/// One bundle a language, in the order of [`LANGUAGES`].
static BUNDLES: LazyLock<Vec<FluentBundle<FluentResource>>> =
    LazyLock::new(|| LANGUAGES.iter().map(build_bundle).collect());

/// Builds a language's bundle. A fault in a file leaves out that message alone and is logged; the
/// tests make sure that there are no faults.
fn build_bundle(language: &Language) -> FluentBundle<FluentResource> {
    let tag: LanguageIdentifier = language.tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // No isolation marks around arguments: the same words go to places that would print them.
    bundle.set_use_isolating(false);
    if let Err(fault) = bundle.add_builtins() {
        tracing::error!(language = language.tag, %fault, "the function NUMBER could not be added to the messages");
    }
    let resource =
        FluentResource::try_new(language.source.to_owned()).unwrap_or_else(|(resource, faults)| {
            tracing::error!(language = language.tag, ?faults, "a file of messages has faults");
            resource
        });
    if let Err(faults) = bundle.add_resource(resource) {
        tracing::error!(language = language.tag, ?faults, "a file of messages has a message twice");
    }
    bundle
}

#[cfg(test)]
mod tests;
