//! The source files of the core, and which modules of the crate each of them uses.

use std::path::{Path, PathBuf};

/// One source file.
pub struct Source {
    /// Where it is, below `src`.
    pub file: String,
    /// The module that it is: `services/validator/codes.rs` is `services`, `validator`, `codes`.
    pub module: Vec<String>,
    /// The paths within the crate that it names.
    pub uses: Vec<Vec<String>>,
    /// Its text, without comments and tests.
    code: String,
}

/// Every source file of the core.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 50, "only {} files in {}", files.len(), root.display());
    files.iter().map(|file| Source::read(&root, file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// What the names of a service's tables begin with, as its `mod.rs` says.
pub fn table_prefixes(service: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/services").join(service);
    let code = std::fs::read_to_string(root.join("mod.rs")).unwrap();
    let mut parts = code.split(".with_tables(\"").skip(1);
    parts.by_ref().map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

impl Source {
    fn read(root: &Path, path: &Path) -> Self {
        let file = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        let mut module: Vec<String> =
            file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if module.last().is_some_and(|last| last == "mod" || last == "lib") {
            module.pop();
        }
        let code = without_comments_and_tests(&std::fs::read_to_string(path).unwrap());
        let uses = paths(&code).iter().filter_map(|path| absolute(path, &module)).collect();
        Self { file, module, uses, code }
    }

    /// Its lines that take a value out of a row, with their numbers.
    pub fn lines_that_read_rows(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| line.contains("row.get"))
    }

    /// The tables that its statements name.
    pub fn tables_named(&self) -> impl Iterator<Item = &str> {
        let words: Vec<&str> = self
            .code
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .filter(|word| !word.is_empty())
            .collect();
        let before = ["FROM", "INTO", "UPDATE", "JOIN"];
        let named: Vec<&str> =
            words.windows(2).filter(|pair| before.contains(&pair[0])).map(|pair| pair[1]).collect();
        named.into_iter()
    }
}

/// Tests are at the end of a file, behind `#[cfg(test)]`.
fn without_comments_and_tests(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// Every path that begins with `crate`, `super` or `self`, with the groups of `use` resolved.
fn paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for statement in code.split(';') {
        let statement = statement.trim_start();
        let starts = ["use ", "pub use ", "pub(crate) use ", "pub(super) use "];
        if let Some(start) = statement.lines().find_map(|line| {
            starts.iter().find_map(|start| line.trim_start().strip_prefix(start).map(|_| line))
        }) {
            let from = statement.find(start).unwrap();
            let tree = statement[from..].trim_start();
            let tree = tree.split_once("use ").unwrap().1;
            expand("", &tree.split_whitespace().collect::<Vec<_>>().join(" "), &mut found);
        }
    }
    let path_char = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    for word in code.split(|c: char| !path_char(c)) {
        if ["crate::", "super::", "self::"].iter().any(|root| word.starts_with(root)) {
            found.push(word.trim_end_matches(':').to_owned());
        }
    }
    found
}

/// `a::{b, c::d}` is `a::b` and `a::c::d`.
fn expand(prefix: &str, tree: &str, found: &mut Vec<String>) {
    match tree.split_once('{') {
        Some((head, rest)) if !head.contains(',') => {
            let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
            for part in top_level(inner) {
                expand(&format!("{prefix}{}", head.trim()), part.trim(), found);
            }
        }
        _ => {
            let path = tree.split(" as ").next().unwrap().trim();
            found.push(format!("{prefix}{path}").replace("::self", ""));
        }
    }
}

fn top_level(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// The path from the crate's root; none if it begins elsewhere.
fn absolute(path: &str, module: &[String]) -> Option<Vec<String>> {
    let mut names = path.split("::").map(str::to_owned).peekable();
    let mut base = match names.peek().map(String::as_str) {
        Some("crate") => {
            names.next();
            Vec::new()
        }
        Some("self") => {
            names.next();
            module.to_vec()
        }
        Some("super") => module.to_vec(),
        _ => return None,
    };
    while names.peek().is_some_and(|name| name == "super") {
        names.next();
        base.pop();
    }
    base.extend(names);
    Some(base)
}
