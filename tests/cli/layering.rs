//! The layers of ARCHITECTURE.md: who may use whom, what each layer must not know, and the size of things.
//!
//! The sources are read as text with comments, strings and test code blanked out. Every violation
//! names file and line; the scanner is tried on made-up files first, so that it is known to find them.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Which layers each layer may use. A crate below is one layer, `formats` for `tumen-formats`; in `src` each
/// module is one, and `main` and `lib` may use everything.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("assets", &[]),
    ("core", &[]),
    ("formats", &["core"]),
    ("network", &["core"]),
    ("scene", &["core", "assets"]),
    ("session", &["core", "assets", "network", "formats", "scene"]),
    ("clock", &["core"]),
    ("locale", &["core"]),
    ("errors", &["core", "formats", "network", "scene", "session"]),
    ("cli", &["core", "assets", "network", "formats", "scene", "session", "clock", "locale", "errors"]),
    ("ui", &["core", "assets", "network", "scene", "session"]),
    ("app", &["core", "assets", "network", "formats", "scene", "session", "clock", "locale", "errors", "ui"]),
];

/// Paths of other crates that a layer must not name, and why.
const MUST_NOT_NAME: [(&str, &str, &str); 1] =
    [("ui", "tumen_scene::export", "the window's parts show; only `app` writes files")];

/// Which modules of `tumen-core` use which: the crate is one, its layers are six.
const CORE: [(&str, &[&str]); 6] = [
    ("language", &[]),
    ("words", &["language"]),
    ("message", &["language", "words"]),
    ("diag", &["message", "words"]),
    ("geo", &["diag", "message"]),
    ("model", &["diag", "geo", "language", "message"]),
];

/// Words and the only modules in which they may stand (outside tests).
const ONLY_IN: [(&str, &[&str]); 19] = [
    ("egui", &["ui", "app"]),
    ("eframe", &["ui", "app", "main"]),
    ("egui_plot", &["ui", "app"]),
    ("egui_extras", &["ui", "app"]),
    ("rfd", &["ui", "app"]),
    ("wgpu", &["ui", "app"]),
    ("bytemuck", &["ui", "app"]),
    ("println", &["cli", "app", "main"]),
    ("print", &["cli", "app", "main"]),
    ("eprintln", &["cli", "app", "main"]),
    ("eprint", &["cli", "app", "main"]),
    ("SystemTime", &["cli", "app", "main"]),
    ("Timestamp", &["clock"]),
    ("Instant", &["cli", "app", "main"]),
    ("thread", &["formats", "scene", "session", "app"]),
    ("anyhow", &["cli", "app", "main"]),
    ("clap", &["cli", "main"]),
    ("fs", &["formats", "cli", "app", "main"]),
    ("File", &["formats", "cli", "app", "main"]),
];

/// What stands nowhere outside tests: a part that fails must not sink the program.
const NOWHERE: [&str; 10] = [
    ".unwrap()",
    ".expect(",
    "panic!",
    "todo!",
    "unimplemented!",
    "unreachable!",
    "dbg!",
    "unsafe",
    "Rc<RefCell",
    "Mutex<Document",
];

/// A file has fewer lines than this.
const FILE_LINES: usize = 800;
/// A function has at most this many lines, signature included.
const FUNCTION_LINES: usize = 80;

/// One source file: its path from the root, as written and with only its program text left.
pub(super) struct Source {
    pub(super) path: String,
    text: String,
    pub(super) code: String,
}

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), code: without_tests(&code_of(text)) }
    }

    /// The file as it is written.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The crate below, without `tumen-`: `scene` for `crates/tumen-scene/src/compose.rs`.
    fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/tumen-")?.split('/').next()
    }

    /// The modules from the root of the crate: `ui` and `map` for `src/ui/map.rs`, `ui` for `src/ui/mod.rs`.
    pub(super) fn module(&self) -> Vec<&str> {
        let inside = self.path.split_once("src/").map_or(&*self.path, |(_, inside)| inside);
        let path = inside.trim_end_matches(".rs").trim_end_matches("/mod");
        path.split('/').filter(|p| *p != "lib").collect()
    }

    fn layer(&self) -> &str {
        self.crate_name().or_else(|| self.module().first().copied()).unwrap_or("lib")
    }

    fn line_of(&self, offset: usize) -> usize {
        self.code[..offset].matches('\n').count() + 1
    }

    pub(super) fn violation(&self, offset: usize, what: &str) -> String {
        format!("{}:{}: {what}", self.path, self.line_of(offset))
    }
}

/// The text with comments, strings and character literals turned to spaces; lines stay where they are.
fn code_of(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut i = 0;
    while i < bytes.len() {
        let end = literal_end(bytes, i);
        if end > i {
            out[i..end].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
            i = end;
        } else {
            i += 1;
        }
    }
    String::from_utf8(out).unwrap()
}

/// Where the comment or literal that begins at `i` ends; `i` if none begins there.
fn literal_end(bytes: &[u8], i: usize) -> usize {
    let rest = &bytes[i..];
    let after = |needle: &[u8], from: usize| {
        let found = rest[from..].windows(needle.len()).position(|w| w == needle);
        i + found.map_or(rest.len(), |p| from + p + needle.len())
    };
    let in_word = i > 0 && is_word(bytes[i - 1]);
    if rest.starts_with(b"//") {
        return after(b"\n", 2) - usize::from(rest.contains(&b'\n'));
    }
    if rest.starts_with(b"/*") {
        return after(b"*/", 2);
    }
    if !in_word && rest.starts_with(b"r") {
        let hashes = rest[1..].iter().take_while(|b| **b == b'#').count();
        if rest.get(1 + hashes) == Some(&b'"') {
            return after(&[b"\"".as_slice(), &vec![b'#'; hashes]].concat(), 2 + hashes);
        }
    }
    match rest {
        [b'"', ..] => quoted_end(bytes, i),
        [b'\'', b'\\', _, tail @ ..] => i + 3 + tail.iter().position(|b| *b == b'\'').map_or(0, |p| p + 1),
        [b'\'', ..] => char_end(bytes, i),
        _ => i,
    }
}

fn quoted_end(bytes: &[u8], start: usize) -> usize {
    let mut i = start + 1;
    while i < bytes.len() && bytes[i] != b'"' {
        i += if bytes[i] == b'\\' { 2 } else { 1 };
    }
    (i + 1).min(bytes.len())
}

/// A quote begins a character only if another quote follows one character later; else a lifetime.
fn char_end(bytes: &[u8], start: usize) -> usize {
    let width = match bytes.get(start + 1) {
        Some(0xf0..) => 4,
        Some(0xe0..) => 3,
        Some(0xc0..) => 2,
        _ => 1,
    };
    if bytes.get(start + 1 + width) == Some(&b'\'') { start + 2 + width } else { start }
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

/// The code with every item under `#[cfg(test)]` turned to spaces.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = code.to_owned();
    let mut from = 0;
    while let Some(found) = out[from..].find(MARK) {
        let start = from + found;
        let end = item_end(&out, start + MARK.len());
        let blank: String = out[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        from = start + blank.len();
        out.replace_range(start..end, &blank);
    }
    out
}

/// Where the item that begins at `from` ends: behind its braces or its semicolon.
fn item_end(code: &str, from: usize) -> usize {
    let mut depth = 0_i32;
    for (i, b) in code.bytes().enumerate().skip(from) {
        match b {
            b'{' | b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return i + 1;
                }
            }
            b';' if depth == 0 => return i + 1,
            _ => {}
        }
    }
    code.len()
}

/// Offsets at which a word stands, with no letter, digit or `_` on either side.
pub(super) fn words(code: &str, word: &str) -> Vec<usize> {
    let bytes = code.as_bytes();
    let whole = |at: usize| {
        let starts =
            !word.as_bytes().first().copied().is_some_and(is_word) || at == 0 || !is_word(bytes[at - 1]);
        let end = at + word.len();
        let ends = !word.as_bytes().last().copied().is_some_and(is_word)
            || end >= bytes.len()
            || !is_word(bytes[end]);
        starts && ends
    };
    code.match_indices(word).map(|(at, _)| at).filter(|at| whole(*at)).collect()
}

/// The modules that a file names by `crate::` or `super::` paths, with where.
fn uses(source: &Source) -> Vec<(usize, String)> {
    let code = &source.code;
    let mut found = Vec::new();
    for at in words(code, "crate") {
        let heads = heads(&code[at + "crate".len()..]);
        found.extend(heads.into_iter().map(|h| (at, h)));
    }
    let depth = source.module().len();
    for at in words(code, "super").into_iter().filter(|at| !code[..*at].ends_with("super::")) {
        let chain = code[at..].split("::").take_while(|p| p.trim() == "super").count();
        if chain == depth {
            let heads = heads(&code[at + "super::".len() * (chain - 1) + "super".len()..]);
            found.extend(heads.into_iter().map(|h| (at, h)));
        }
    }
    found
}

/// The first names of what follows a path's root: `::a::b` gives `a`; `::{a::b, c}` gives `a` and `c`.
fn heads(rest: &str) -> Vec<String> {
    let Some(rest) = rest.strip_prefix("::") else { return Vec::new() };
    let name =
        |t: &str| t.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let (mut depth, mut item, mut items) = (0, String::new(), Vec::new());
    for c in group.chars() {
        match c {
            ',' if depth == 0 => items.push(std::mem::take(&mut item)),
            '}' if depth == 0 => break,
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                item.push(c);
            }
        }
    }
    items.push(item);
    items.iter().map(|i| name(i)).filter(|n| !n.is_empty()).collect()
}

/// Every use of a layer that the tables do not allow.
fn direction(source: &Source) -> Vec<String> {
    let layer = source.layer();
    if matches!(layer, "main" | "lib") {
        return Vec::new();
    }
    let Some((_, allowed)) = MAY_USE.iter().find(|(l, _)| *l == layer) else {
        return vec![format!("{}:1: the layer `{layer}` is not in the table of layers", source.path)];
    };
    let known = |m: &str| MAY_USE.iter().any(|(l, _)| *l == m);
    let inside = if source.crate_name().is_none() { uses(source) } else { Vec::new() };
    let all = inside.into_iter().chain(crates_used(source));
    let wrong = all.filter(|(_, m)| known(m) && m != layer && !allowed.contains(&m.as_str()));
    let mut found: Vec<String> =
        wrong.map(|(at, m)| source.violation(at, &format!("`{layer}` uses `{m}`"))).collect();
    for (_, name, why) in MUST_NOT_NAME.iter().filter(|(l, _, _)| *l == layer) {
        let what = format!("`{layer}` names `{name}`: {why}");
        found.extend(words(&source.code, name).into_iter().map(|at| source.violation(at, &what)));
    }
    found.extend(within_core(source));
    found
}

/// The crates of the workspace that a file names, without `tumen_`, with where.
fn crates_used(source: &Source) -> Vec<(usize, String)> {
    let name = |layer: &str| format!("tumen_{layer}");
    let found = MAY_USE.iter().flat_map(|(layer, _)| {
        words(&source.code, &name(layer)).into_iter().map(|at| (at, (*layer).to_owned()))
    });
    found.collect()
}

/// Every use inside `tumen-core` that goes up.
fn within_core(source: &Source) -> Vec<String> {
    let module = source.module();
    let own = CORE.iter().find(|(m, _)| source.crate_name() == Some("core") && module.first() == Some(m));
    let Some((own, allowed)) = own else { return Vec::new() };
    let known = |m: &str| CORE.iter().any(|(l, _)| *l == m);
    let wrong =
        uses(source).into_iter().filter(|(_, m)| known(m) && m != own && !allowed.contains(&m.as_str()));
    wrong.map(|(at, m)| source.violation(at, &format!("`{own}` uses `{m}`"))).collect()
}

/// Every word in a layer that must not know it, and every word that stands nowhere.
fn forbidden(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (word, layers) in ONLY_IN.iter().filter(|(_, layers)| !layers.contains(&source.layer())) {
        let what = format!("`{word}` belongs in {} only", layers.join(", "));
        // A field or method of that name is something else.
        let at = words(&source.code, word).into_iter().filter(|at| !source.code[..*at].ends_with('.'));
        found.extend(at.map(|at| source.violation(at, &what)));
    }
    for word in NOWHERE {
        let what = format!("`{word}` stands outside tests");
        found.extend(words(&source.code, word).into_iter().map(|at| source.violation(at, &what)));
    }
    found
}

/// Files and functions that are too long.
fn sizes(source: &Source) -> Vec<String> {
    let lines = source.text.lines().count();
    let mut found = Vec::new();
    if lines >= FILE_LINES {
        found.push(format!("{}:{lines}: the file has {lines} lines, {FILE_LINES} are too many", source.path));
    }
    for at in words(&source.code, "fn") {
        let name = heads(&format!("::{}", source.code[at + 2..].trim_start())).join("");
        let lines = source.code[at..item_end(&source.code, at)].matches('\n').count() + 1;
        if !name.is_empty() && lines > FUNCTION_LINES {
            let what = format!("`{name}` has {lines} lines, {FUNCTION_LINES} are the most");
            found.push(source.violation(at, &what));
        }
    }
    found
}

pub(super) fn sources() -> Vec<Source> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap());
    let mut files = Vec::new();
    let crates = fs::read_dir(root.join("crates")).unwrap().map(|c| c.unwrap().path().join("src"));
    let mut folders: Vec<PathBuf> = crates.chain([root.join("src")]).collect();
    assert_eq!(folders.len(), 7, "{folders:?}");
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(end) if end == "rs" => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    let name = |p: &Path| p.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    let texts: Vec<(String, String)> =
        files.iter().map(|p| (name(p), fs::read_to_string(p).unwrap())).collect();
    let tests: Vec<String> = texts.iter().flat_map(|(path, text)| test_files(path, text)).collect();
    let program = texts.iter().filter(|(path, _)| !tests.contains(path));
    let all: Vec<Source> = program.map(|(path, text)| Source::new(path, text)).collect();
    assert!(all.len() > 400, "only {} files were found below {}", all.len(), root.display());
    all
}

/// The files that a module declares with `#[cfg(test)] mod name;`: they are tests as a whole.
fn test_files(path: &str, text: &str) -> Vec<String> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.trim_end_matches(".rs");
    let own = if stem == "mod" { folder.to_owned() } else { format!("{folder}/{stem}") };
    const MARKS: [&str; 2] = ["#[cfg(test)]", "#[cfg(all(test,"];
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut found = Vec::new();
    for at in (0..lines.len()).filter(|i| MARKS.iter().any(|m| lines[*i].starts_with(m))) {
        let attributes = lines[at + 1..].iter().take_while(|l| l.starts_with("#["));
        let named = attributes.clone().find_map(|l| l.strip_prefix("#[path = \"")?.strip_suffix("\"]"));
        let item = lines.get(at + 1 + attributes.count()).and_then(|l| l.strip_suffix(';'));
        let Some((_, module)) = item.and_then(|l| l.split_once("mod ")) else { continue };
        found.push(match named {
            Some(file) => format!("{folder}/{file}"),
            None => format!("{own}/{module}.rs"),
        });
    }
    found
}

#[test]
fn files_of_tests_are_known() {
    let text =
        "#[cfg(test)]\nmod tests;\n#[cfg(test)]\n#[path = \"b_tests.rs\"]\npub(crate) mod other;\nmod c;";
    assert_eq!(test_files("io/a/mod.rs", text), ["io/a/tests.rs", "io/a/b_tests.rs"]);
    assert_eq!(test_files("io/a.rs", text), ["io/a/tests.rs", "io/b_tests.rs"]);
    assert_eq!(test_files("io/a.rs", "#[cfg(test)]\nmod tests {\n}"), Vec::<String>::new());
}

fn none(violations: Vec<String>) {
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn every_module_uses_only_what_lies_below_it() {
    none(sources().iter().flat_map(direction).collect());
}

#[test]
fn no_module_knows_what_it_must_not() {
    none(sources().iter().flat_map(forbidden).collect());
}

#[test]
fn files_and_functions_are_short() {
    none(sources().iter().flat_map(sizes).collect());
}

#[test]
fn a_wrong_direction_is_found() {
    let found = |path, text| direction(&Source::new(path, text));
    assert_eq!(
        found("crates/tumen-core/src/geo/x.rs", "use crate::diag;\n\nuse crate::model::Date;"),
        ["crates/tumen-core/src/geo/x.rs:3: `geo` uses `model`"]
    );
    assert_eq!(
        found("crates/tumen-formats/src/x.rs", "use tumen_core::geo;\nuse tumen_scene::Camera;"),
        ["crates/tumen-formats/src/x.rs:2: `formats` uses `scene`"]
    );
    assert_eq!(
        found("src/ui/x.rs", "use crate::{app::{a, b}};\nuse tumen_session as s;"),
        ["src/ui/x.rs:1: `ui` uses `app`"]
    );
    assert_eq!(found("src/ui/x.rs", "use tumen_formats::save;").len(), 1);
    assert_eq!(found("src/ui/x.rs", "use tumen_scene::export;").len(), 1, "the painters of files");
    assert_eq!(
        found("src/cli/a/b.rs", "type T = super::super::super::ui::T;").len(),
        1,
        "super leads to the root"
    );
    assert_eq!(found("src/cli/mod.rs", "use super::app;").len(), 1);
    assert_eq!(found("src/app/mod.rs", "use crate::cli;").len(), 1);
    assert!(
        found("crates/tumen-scene/src/x.rs", "use super::ui;").is_empty(),
        "that is a module of the crate"
    );
    assert!(
        found("src/cli/x.rs", "// use crate::app;\n/* crate::ui */ const A: &str = \"crate::ui\";")
            .is_empty()
    );
    assert!(found("src/cli/x.rs", "#[cfg(test)]\nmod tests {\n use crate::app;\n}").is_empty());
    assert!(found("src/extra/x.rs", "").first().is_some_and(|v| v.contains("not in the table")));
}

#[test]
fn a_forbidden_word_is_found() {
    let found = |path, text| forbidden(&Source::new(path, text));
    assert_eq!(
        found("crates/tumen-scene/src/x.rs", "\nuse egui::Pos2;"),
        ["crates/tumen-scene/src/x.rs:2: `egui` belongs in ui, app only"]
    );
    let io = "crates/tumen-formats/src/x.rs";
    let session = "crates/tumen-session/src/x.rs";
    assert_eq!(found(session, "fn f() { println!(); std::time::Instant::now(); }").len(), 2);
    assert_eq!(found(io, "fn f() { a.unwrap(); b.expect(\"x\"); panic!(); unsafe { } }").len(), 4);
    assert!(found(io, "fn f<'a>(x: &'a str) -> char { x.unwrap_or('\"'); 'u' }").is_empty());
    assert!(found(io, "/// Never `panic!`.\nconst A: &str = r#\"x.unwrap() \"unsafe\" \"#;").is_empty());
    assert!(found(io, "#[cfg(test)]\nfn f() { a.unwrap() }\nfn g() {}").is_empty());
    assert_eq!(
        found(io, "#[cfg(test)]\nfn f() {}\nfn g() { a.unwrap() }"),
        ["crates/tumen-formats/src/x.rs:3: `.unwrap()` stands outside tests"]
    );
}

#[test]
fn what_is_too_long_is_found() {
    let long = format!("fn short() {{}}\nfn long(a: [u8; 2]) {{\n{}}}\n", "    a;\n".repeat(FUNCTION_LINES));
    assert_eq!(
        sizes(&Source::new("src/cli/x.rs", &long)),
        ["src/cli/x.rs:2: `long` has 82 lines, 80 are the most"]
    );
    assert_eq!(sizes(&Source::new("src/cli/x.rs", &"\n".repeat(FILE_LINES))).len(), 1);
}
