//! A phone without script, as far as a form needs one: it reads the page it got, ticks radios,
//! types, and sends what a browser would send (HTML, "constructing the entry list"): every named
//! field in the order of the page, of radios the ticked ones that are not disabled, and of buttons
//! the one that was pressed.

use std::collections::BTreeMap;

use axum::body::Body;
use crema::pages::fields::with_query;

use crate::booth::{Booth, Proof, Reply, request};

/// One page of the phone's history, and what was done on it.
#[derive(Debug, Clone)]
pub struct Page {
    /// Path and query, without fragment.
    pub address: String,
    pub html: String,
    /// The ticked radio of each name; at first as the page has it.
    ticked: BTreeMap<String, String>,
}

/// An element with its attributes.
#[derive(Debug, Clone)]
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
}

impl Tag {
    fn get(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).map_or("", String::as_str)
    }

    fn has(&self, attribute: &str) -> bool {
        self.attributes.contains_key(attribute)
    }
}

impl Page {
    /// The page at this address.
    pub fn open(booth: &Booth, address: &str) -> Self {
        let address = address.split('#').next().unwrap();
        let get = request(&Proof::Nothing, "GET", address).header("accept", "text/html");
        let reply = booth.read(get.body(Body::empty()).unwrap());
        assert_eq!(reply.status, 200, "{address}: {}", reply.text());
        Self::shown(address, &reply)
    }

    /// The page that this answer shows.
    pub fn shown(address: &str, reply: &Reply) -> Self {
        let html = reply.text();
        let mut page = Self { address: address.to_owned(), html, ticked: BTreeMap::new() };
        let checked = |tag: &&Tag| tag.get("type") == "radio" && tag.has("checked");
        let ticked = page.tags();
        for radio in ticked.iter().filter(checked) {
            page.ticked.insert(radio.get("name").to_owned(), radio.get("value").to_owned());
        }
        page
    }

    /// The same address, asked for again: what was ticked and not sent is forgotten.
    pub fn reloaded(&self, booth: &Booth) -> Self {
        Self::open(booth, &self.address)
    }

    /// The address that the page says is its own.
    pub fn here(&self) -> String {
        let tags = self.tags();
        let main = tags.iter().find(|tag| tag.name == "main").expect("a page has a main");
        main.get("data-here").to_owned()
    }

    pub fn is_choose(&self) -> bool {
        self.html.contains("id=\"choose\"")
    }

    pub fn is_check(&self) -> bool {
        self.html.contains("class=\"cupbig\"")
    }

    /// The drinks that can be tapped.
    pub fn drinks(&self) -> Vec<String> {
        let drinks = self.tags().into_iter().filter(|tag| tag.get("class") == "drink");
        drinks.map(|tag| tag.get("value").to_owned()).collect()
    }

    /// The options that can be tapped: fields' names and their values.
    pub fn options(&self) -> Vec<(String, String)> {
        let radios = self.tags().into_iter().filter(|tag| tag.get("type") == "radio");
        let free = radios.filter(|tag| !tag.has("disabled"));
        free.map(|tag| (tag.get("name").to_owned(), tag.get("value").to_owned())).collect()
    }

    /// What is ticked under this name.
    pub fn ticked(&self, name: &str) -> Option<&str> {
        self.ticked.get(name).map(String::as_str)
    }

    pub fn tick(&mut self, name: &str, value: &str) {
        let free = self.options().contains(&(name.to_owned(), value.to_owned()));
        assert!(free, "{name}={value} cannot be ticked");
        self.ticked.insert(name.to_owned(), value.to_owned());
    }

    /// Presses a drink.
    pub fn taps_drink(&self, booth: &Booth, drink: &str) -> Self {
        self.presses(booth, |tag| tag.get("class") == "drink" && tag.get("value") == drink)
    }

    /// Presses *Check*.
    pub fn checks(&self, booth: &Booth) -> Self {
        self.presses(booth, |tag| tag.get("class") == "button")
    }

    /// Takes another language: by the form where there is one, by a link otherwise.
    pub fn speaks(&self, booth: &Booth, language: &str) -> Self {
        let tags = self.tags();
        let named = |tag: &&Tag| tag.get("lang") == language && tag.name != "html";
        let found = tags.iter().find(named).expect("the language is listed");
        if found.name == "a" {
            return Self::open(booth, found.get("href"));
        }
        self.presses(booth, |tag| tag.name == "button" && tag.get("lang") == language)
    }

    /// The link whose address holds this.
    pub fn link(&self, part: &str) -> String {
        let links = self.tags().into_iter().filter(|tag| tag.name == "a");
        let found = links.map(|tag| tag.get("href").to_owned()).find(|href| href.contains(part));
        found.unwrap_or_else(|| panic!("no link with {part} on {}", self.html))
    }

    /// Presses *Place order* on *Check*.
    pub fn places(&self, booth: &Booth) -> Reply {
        let tags = self.tags();
        let form = tags.iter().find(|tag| tag.get("method") == "post").expect("a form");
        let query = with_query("", &self.fields(|_| false));
        booth.form(form.get("action"), query.trim_start_matches('?'), None)
    }

    fn presses(&self, booth: &Booth, button: impl Fn(&Tag) -> bool) -> Self {
        let is_it = |tag: &Tag| tag.name == "button" && button(tag);
        let tags = self.tags();
        let pressed = tags.iter().find(|tag| is_it(tag)).expect("the button is there");
        let own = pressed.get("formaction");
        let form = tags.iter().find(|tag| tag.name == "form").expect("a form");
        let action = if own.is_empty() { form.get("action") } else { own };
        let path = action.split('#').next().unwrap();
        Self::open(booth, &with_query(path, &self.fields(is_it)))
    }

    /// What the page's one form sends.
    fn fields(&self, pressed: impl Fn(&Tag) -> bool) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        let mut buttons = 0;
        for tag in self.tags() {
            let (name, value) = (tag.get("name").to_owned(), tag.get("value").to_owned());
            let sent = match tag.name.as_str() {
                "input" if tag.get("type") == "radio" => {
                    !tag.has("disabled") && self.ticked.get(&name) == Some(&value)
                }
                "input" => true,
                "button" if pressed(&tag) => {
                    buttons += 1;
                    buttons == 1
                }
                _ => false,
            };
            if sent && !name.is_empty() {
                fields.push((name, value));
            }
        }
        fields
    }

    fn tags(&self) -> Vec<Tag> {
        self.html.split('<').skip(1).filter_map(tag).collect()
    }
}

/// Reads `input type="radio" name="m.Milk" checked>…`.
fn tag(piece: &str) -> Option<Tag> {
    let end = piece.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (name, mut rest) = piece.split_at(end);
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ', '>', '\n'])?;
        if end == 0 {
            return (!name.is_empty()).then(|| Tag { name: name.to_owned(), attributes });
        }
        let attribute = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (inside, after) = quoted.split_once('"')?;
            (value, rest) = (unescaped(inside), after);
        }
        attributes.insert(attribute, value);
    }
}

fn unescaped(text: &str) -> String {
    let pairs = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
