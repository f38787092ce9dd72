//! The frame of every page: head, language list, and the `<main>` with the data that the script
//! needs. The pages themselves fill the `<main>`.

use askama::Template;
use crema_api::ids::Seq;
use crema_api::store::Branding;

use super::branding::{self, BrandingStyle};
use super::fields::{LANG, with_query};
use crate::messages::{LANGUAGES, Language, Messages, Spoken};

/// An occasion's name with more characters than this is set smaller: it would fill the first screen.
const OCCASION_CHARS_LONG: usize = 32;

/// The parts that every page takes from its request and its booth.
pub struct Layout<'a> {
    /// The language, from [`Spoken::negotiate`].
    pub spoken: Spoken,
    /// The occasion's name: "Coffee at Rustfest".
    pub occasion: &'a str,
    /// The page's address for `GET`, without query: `/`, `/s/B7K4Q2`. After a refused `POST`, that
    /// of the page that is shown again. An order's pages know their own.
    pub path: &'a str,
    /// The query that the address keeps, so that changing the language loses nothing.
    pub query: Vec<(String, String)>,
    /// The address of a file of ours with its version: `order.css` to `/assets/order.css?v=…`.
    pub asset: &'a dyn Fn(&str) -> String,
    /// The booth's own colour and logo, if they are known.
    pub branding: Option<&'a Branding>,
    /// Whether the script asked for the `<main>` alone.
    pub fragment: bool,
}

/// The part above the `<main>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Occasion and language list.
    Occasion,
    /// Nothing: the page brings its own bar (time left), and the language list is at the end.
    OwnBar,
}

/// A page's own data, beside its contents.
pub(super) struct Frame {
    /// Its address, if that is not the request's: one order's pages replace each other.
    pub at: Option<Address>,
    /// For the tab, and read out when it changes.
    pub title: String,
    /// The part above.
    pub look: Look,
    /// A word for the style sheet and the script: `start`, `queued`, `ready`.
    pub state: &'static str,
    /// Without script the page is loaded again after this many seconds; `None` if that would throw
    /// away typed text.
    pub refresh_s: Option<u64>,
    /// The live stream it follows.
    pub stream: Option<Stream>,
    /// How often the order was called again, for the script: the phone shakes each time.
    pub calls: u32,
    /// The form that is sent to ask for another language, so that ticks and text that were not sent
    /// yet are not lost; elsewhere the address holds everything.
    pub form: Option<&'static str>,
}

/// A page's address for `GET`.
pub(super) struct Address {
    /// Without query.
    pub path: String,
    /// The rest of the query, beside the language.
    pub query: Vec<(String, String)>,
}

/// The live stream of a page.
pub(super) struct Stream {
    /// The order's secret, if the page is an order's.
    pub order: Option<String>,
    /// The place in the log where the page's state was read.
    pub after: Seq,
}

impl Stream {
    /// Its address.
    fn stream_url(&self) -> String {
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
    style: BrandingStyle,
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
    pub fn with_branding(self, branding: &'a Branding) -> Self {
        Self { branding: Some(branding), ..self }
    }
}

impl Layout<'_> {
    /// The messages of the page's language.
    pub(super) fn messages(&self) -> Messages {
        self.spoken.messages()
    }

    /// The language for a form's hidden field or a link, if the address asked for one.
    pub(super) fn carried_tag(&self) -> Option<&'static str> {
        self.spoken.carried_tag()
    }

    /// `path` as a link from this page.
    pub(super) fn link_to(&self, path: &str) -> String {
        super::fields::with_lang(path, self.carried_tag())
    }

    /// The page: the whole document, or its `<main>` alone where the script asked for that.
    pub(super) fn render_page(&self, frame: &Frame, inner: &impl Template) -> String {
        let here = self.own_address(frame, self.carried_tag());
        let main = render_html(&Main {
            frame,
            here: &here,
            stream: frame.stream.as_ref().map(Stream::stream_url),
            inner: render_html(inner),
        });
        if self.fragment {
            return main;
        }
        render_html(&Document {
            t: self.messages(),
            language: self.spoken.language,
            languages: self.language_links(frame),
            occasion: self.occasion,
            style: self.branding.map(branding::branding_style).unwrap_or_default(),
            frame,
            here: &here,
            css: (self.asset)("order.css"),
            script: (self.asset)("order.js"),
            main,
        })
    }

    /// The page's own address in a language.
    fn own_address(&self, frame: &Frame, lang: Option<&str>) -> String {
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
                href: self.own_address(frame, Some(language.tag)),
                current: language == self.spoken.language,
            })
            .collect()
    }
}

/// Renders a template. Ours hold values that can always be written, so a fault here is one of the
/// program: it is logged, and the page is empty.
fn render_html(template: &impl Template) -> String {
    template.render().unwrap_or_else(|fault| {
        tracing::error!(%fault, "a page could not be written");
        String::new()
    })
}
