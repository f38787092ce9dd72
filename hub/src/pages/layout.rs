//! What is around every page: head, language list, and the `<main>` with what the script has to
//! know of it. The pages themselves fill the `<main>`.

use askama::Template;
use crema_api::ids::Seq;
use crema_api::store::Branding;

use super::branding::{self, Dress};
use super::fields::{LANG, with_query};
use crate::messages::{LANGUAGES, Language, Messages, Spoken};

/// An occasion's name with more characters than this is set smaller: it would fill the first screen.
const OCCASION_CHARS_LONG: usize = 32;

/// What every page is told of its request and its booth.
pub struct Layout<'a> {
    /// The language, from [`Spoken::negotiate`].
    pub spoken: Spoken,
    /// What people call the occasion: "Coffee at Rustfest".
    pub occasion: &'a str,
    /// The page's address for `GET`, without query: `/`, `/s/B7K4Q2`. A refused `POST` names the
    /// page that it shows again. An order's pages know their own.
    pub path: &'a str,
    /// What the address keeps, so that changing the language loses nothing.
    pub query: Vec<(String, String)>,
    /// The address of a file of ours with its version: `order.css` to `/assets/order.css?v=…`.
    pub asset: &'a dyn Fn(&str) -> String,
    /// What the booth looks like beside its own colours, if that is known.
    pub branding: Option<&'a Branding>,
    /// Whether the script asked for the `<main>` alone.
    pub fragment: bool,
}

/// What stands above the `<main>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Occasion and language list.
    Occasion,
    /// Nothing: the page brings its own bar (time left), and the language list is at the end.
    OwnBar,
}

/// What a page says of itself beside its contents.
pub(super) struct Frame {
    /// Its address, where that is not the request's: one order's pages stand in for each other.
    pub at: Option<Address>,
    /// For the tab, and read out when it changes.
    pub title: String,
    /// What stands above.
    pub look: Look,
    /// A word for the style sheet and the script: `start`, `queued`, `ready`.
    pub state: &'static str,
    /// Without script the page is loaded again after so many seconds; `None` where that would
    /// throw away what is being typed.
    pub refresh_s: Option<u64>,
    /// The live stream it follows.
    pub stream: Option<Stream>,
    /// How often the order was called again, for the script: the phone shakes each time.
    pub calls: u32,
    /// The form that another language is asked for with, so that what was ticked and typed and not
    /// sent yet is not lost; elsewhere the address says it all.
    pub form: Option<&'static str>,
}

/// A page's address for `GET`.
pub(super) struct Address {
    /// Without query.
    pub path: String,
    /// What it keeps beside the language.
    pub query: Vec<(String, String)>,
}

/// The live stream of a page.
pub(super) struct Stream {
    /// The order's secret, if the page is an order's.
    pub order: Option<String>,
    /// Where the page's state was read.
    pub after: Seq,
}

impl Stream {
    /// Its address.
    fn url(&self) -> String {
        let mut query = Vec::new();
        match &self.order {
            Some(secret) => {
                query.push(("topics".to_owned(), "users/me,config".to_owned()));
                query.push(("order".to_owned(), secret.clone()));
            }
            None => query.push(("topics".to_owned(), "config".to_owned())),
        }
        query.push(("after".to_owned(), self.after.to_string()));
        with_query("/api/v1/stream", &query)
    }
}

#[derive(Template)]
#[template(path = "main.html")]
struct Main<'a> {
    frame: &'a Frame,
    here: &'a str,
    stream: Option<String>,
    inner: String,
}

#[derive(Template)]
#[template(path = "layout.html")]
struct Document<'a> {
    t: Messages,
    language: &'static Language,
    languages: Vec<LanguageLink>,
    occasion: &'a str,
    dress: Dress,
    frame: &'a Frame,
    here: &'a str,
    css: String,
    script: String,
    main: String,
}

/// One line of the language list.
struct LanguageLink {
    language: &'static Language,
    href: String,
    current: bool,
}

impl<'a> Layout<'a> {
    /// The same, in the booth's colours.
    #[must_use]
    pub fn dressed(self, branding: &'a Branding) -> Self {
        Self { branding: Some(branding), ..self }
    }
}

impl Layout<'_> {
    /// The messages of the page's language.
    pub(super) fn messages(&self) -> Messages {
        self.spoken.messages()
    }

    /// The language for a form's hidden field or a link, if the address asked for one.
    pub(super) fn carried(&self) -> Option<&'static str> {
        self.spoken.carried()
    }

    /// `path` as a link from this page.
    pub(super) fn link(&self, path: &str) -> String {
        super::fields::with_lang(path, self.carried())
    }

    /// The page: the whole document, or its `<main>` alone where the script asked for that.
    pub(super) fn page(&self, frame: &Frame, inner: &impl Template) -> String {
        let here = self.here(frame, self.carried());
        let main = html(&Main {
            frame,
            here: &here,
            stream: frame.stream.as_ref().map(Stream::url),
            inner: html(inner),
        });
        if self.fragment {
            return main;
        }
        html(&Document {
            t: self.messages(),
            language: self.spoken.language,
            languages: self.language_links(frame),
            occasion: self.occasion,
            dress: self.branding.map(branding::dress).unwrap_or_default(),
            frame,
            here: &here,
            css: (self.asset)("order.css"),
            script: (self.asset)("order.js"),
            main,
        })
    }

    /// The page's own address in a language.
    fn here(&self, frame: &Frame, lang: Option<&str>) -> String {
        let (path, query) = match &frame.at {
            Some(address) => (address.path.as_str(), &address.query),
            None => (self.path, &self.query),
        };
        let mut query = query.clone();
        query.retain(|(name, _)| name != LANG);
        query.extend(lang.map(|lang| (LANG.to_owned(), lang.to_owned())));
        with_query(path, &query)
    }

    /// The page in every language: changing it loses nothing that the address keeps.
    fn language_links(&self, frame: &Frame) -> Vec<LanguageLink> {
        LANGUAGES
            .iter()
            .map(|language| LanguageLink {
                language,
                href: self.here(frame, Some(language.tag)),
                current: language == self.spoken.language,
            })
            .collect()
    }
}

/// The HTML of a template. Ours hold values that cannot fail to be written, so a fault here is one
/// of the program: it is logged, and the page comes out empty.
fn html(template: &impl Template) -> String {
    template.render().unwrap_or_else(|fault| {
        tracing::error!(%fault, "a page could not be written");
        String::new()
    })
}
