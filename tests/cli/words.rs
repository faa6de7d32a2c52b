//! No word of the window stands in its code: what people read is a message of `assets/i18n`.

use super::layering::{Source, sources};
use std::collections::BTreeSet;
use tumen_core::model::Language;
use tumen_core::words::Words;

/// Literals that look like words and are none that a person reads in the window, by file. What is no longer
/// needed must go: the test says so.
const ALLOWED: &[(&str, &str)] = &[
    ("about.rs", "Tumen {}, {}"),
    ("about.rs", "CARGO_PKG_VERSION"),
    ("about.rs", "CARGO_PKG_LICENSE"),
    ("actions/table.rs", "Its words are the messages `action-"),
    ("app/documents.rs", "export preview"),
    ("app/documents.rs", "{mark}{} – Tumen"),
    ("app/documents.rs", "{mark}Tumen"),
    ("app/drawing.rs", "GIF"),
    ("app/export.rs", ".{}, .csv"),
    ("app/mod.rs", "Tumen"),
    // Said on standard error, before there is a window.
    ("app/mod.rs", "there is no display to open a window on"),
    ("app/mod.rs", "no graphics driver (Vulkan or OpenGL) could be used for the window"),
    ("app/mod.rs", "the window could not be opened"),
    ("app/mod.rs", "tumen: {why}; `tumen export -o map.png` draws the map to a file without one"),
    ("app/mod.rs", "the window has no wgpu device"),
    ("app/mod.rs", "the data could not be read"),
    ("app/mod.rs", "the window was opened before"),
    ("app/mod.rs", "frame {} at {:.3} s"),
    // Stands where a file would be named.
    ("app/opening.rs", "pasted text"),
    ("card/feature/text.rs", "{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC"),
    ("exporting/moving.rs", "GIF"),
    ("exporting/preview.rs", "Preview"),
    ("logistics/assumptions.rs", "{} CO₂"),
    ("logistics/chart.rs", "legs as bars"),
    ("logistics/chart.rs", "sums along the way"),
    ("logistics/flows.rs", "the "),
    ("logistics/table.rs", "# {} to {}, {}, {} t, as of {}\\n"),
    ("logistics/table.rs", "closed: {}"),
    ("plots.rs", "trade|m USD"),
    ("presenter/column.rs", "Page Up"),
    ("presenter/column.rs", "Page Down"),
    ("presenter/column.rs", "Esc"),
    ("reports/repair.rs", "EPSG:"),
    ("reports/repair.rs", "EPSG:4326"),
    ("reports/repair.rs", "EPSG:28474"),
    ("tab.rs", "bottom routes"),
    ("tours/editor.rs", "tour title"),
    ("tours/editor.rs", "tour summary"),
    ("tours/editor.rs", "summary preview"),
    ("tours/editor.rs", "caption preview"),
    ("tours/fields.rs", "always today"),
];

/// Calls whose text is a name for the code: ids, settings, words for whoever reads the code.
const NAMES: [&str; 23] = [
    "request_discard(",
    "Id::unique(",
    "Id::unique((",
    "id_salt(",
    "id_salt((",
    "push_id(",
    "from_id_salt(",
    "from_id_salt((",
    "Panel::top(",
    "Panel::bottom(",
    "Panel::left(",
    "Panel::right(",
    "Grid::new(",
    "Grid::new((",
    "Plot::new(",
    "Plot::new((",
    "Line::new(",
    "VLine::new(",
    "Points::new(",
    "BarChart::new(",
    "reason = ",
    "f.write_str(",
    "label: Some(",
];

/// The text literals of the program text, with where they begin.
fn literals(source: &Source) -> Vec<(usize, &str)> {
    let (text, code) = (source.text(), &source.code);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('"').map(|p| at + p) {
        // A quotation mark as a character.
        if text[..start].trim_end_matches('\\').ends_with('\'') && text[start + 1..].starts_with('\'') {
            at = start + 1;
            continue;
        }
        let end = start + 1 + closing(&text[start + 1..]);
        // Comments and tests are blank in the code, and so is what stands around their quotes.
        let before = text[..start].trim_end().len();
        let is_code = before > 0 && code.as_bytes().get(before - 1) == text.as_bytes().get(before - 1);
        if is_code && !text[..start].ends_with('\'') {
            found.push((start, &text[start + 1..end.min(text.len())]));
        }
        at = (end + 1).min(text.len());
    }
    found
}

fn closing(text: &str) -> usize {
    let mut escaped = false;
    let is_end = |c: char| {
        let end = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        end
    };
    text.find(is_end).unwrap_or(text.len())
}

/// Whether a literal reads like words: a capital with a letter behind it, or two words with a space between.
fn is_words(literal: &str) -> bool {
    let mut plain = String::new();
    let mut depth = 0;
    for c in literal.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let plain = plain.replace("\\n", " ").replace("\\t", " ");
    let is_id = !literal.contains(' ') && literal.chars().next().is_some_and(char::is_lowercase);
    let letters = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    let words = plain.split_whitespace().filter(|w| letters(w)).count();
    let capital = plain.trim_start().chars().next().is_some_and(char::is_uppercase);
    !is_id && (words > 1 || words == 1 && (capital || plain.contains(' ')))
}

fn found(source: &Source) -> Vec<(usize, String)> {
    let is_name = |at: usize| {
        let before = source.text()[..at].trim_end();
        NAMES.iter().any(|name| before.ends_with(name.trim_end()))
    };
    let literals = literals(source).into_iter().filter(|(at, l)| is_words(l) && !is_name(*at));
    literals.map(|(at, l)| (at, l.to_owned())).collect()
}

#[test]
fn every_word_of_the_window_is_a_message() {
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    let shown = |s: &&Source| {
        s.path.starts_with("src/ui/") && !s.path.contains("/gpu/") || s.path.starts_with("src/app/")
    };
    for source in sources().iter().filter(shown) {
        for (at, literal) in found(source) {
            match ALLOWED.iter().position(|(file, l)| source.path.ends_with(file) && *l == literal) {
                Some(i) => drop(used.insert(i)),
                None => wrong.push(source.violation(at, &format!("{literal:?} is no message"))),
            }
        }
    }
    let needless =
        ALLOWED.iter().enumerate().filter(|(i, _)| !used.contains(i)).map(|(_, a)| format!("{a:?}"));
    wrong.extend(needless.map(|a| format!("{a} is allowed and stands nowhere")));
    assert!(wrong.is_empty(), "{} words:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_scanner_finds_words_and_lets_names_be() {
    let text = r#"
        // "A comment"
        fn show(ui: &mut Ui) {
            ui.label("Layers");
            ui.label(format!("{} of {all}", n));
            ui.add(Id::unique("route profile"));
            ui.label(cx.say("layers-title"));
        }
        #[cfg(test)]
        mod tests { const A: &str = "Also words"; }
    "#;
    let source = Source::new("src/ui/a.rs", text);
    let words: Vec<String> = found(&source).into_iter().map(|(_, l)| l).collect();
    assert_eq!(words, ["Layers", "{} of {all}"]);
}

/// The messages about input that code names: key, and the arguments that `message!` gives it, if it is one.
fn told(source: &Source) -> Vec<(usize, String, Option<BTreeSet<String>>)> {
    let mut told = Vec::new();
    for (at, literal) in literals(source) {
        let is_key =
            ["notice-", "wanted-", "route-", "cargo-"].iter().any(|topic| literal.starts_with(topic));
        if !is_key || literal.contains(' ') {
            continue;
        }
        let (before, after) = (&source.text()[..at], &source.text()[at + literal.len() + 2..]);
        let arguments = before.trim_end().ends_with("message!(").then(|| names(after));
        told.push((at, literal.to_owned(), arguments));
    }
    told
}

/// The names before `=` in what is left of the arguments of a macro.
fn names(rest: &str) -> BTreeSet<String> {
    let (mut depth, mut argument, mut names) = (0, String::new(), BTreeSet::new());
    for c in rest.chars() {
        depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
        if depth == 0 && c == ',' || depth < 0 {
            let name = argument.split(" = ").next().unwrap_or_default().trim().to_owned();
            names.extend((argument.contains(" = ")).then_some(name));
            argument.clear();
        } else {
            argument.push(c);
        }
        if depth < 0 {
            break;
        }
    }
    names
}

#[test]
fn every_notice_of_the_code_has_its_message_with_its_arguments() {
    let mut words = Words::default();
    for topic in ["notices", "routes"] {
        let file = format!("{}/assets/i18n/en/{topic}.ftl", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(words.add(Language::En, &std::fs::read_to_string(file).unwrap()), []);
    }
    let known = words.arguments(Language::En).unwrap();
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
    for source in sources().iter().filter(|s| !s.path.starts_with("tests/")) {
        for (at, key, arguments) in told(source) {
            match (known.get(&key), arguments) {
                (None, _) => wrong.push(source.violation(at, &format!("{key} has no message"))),
                (Some(names), Some(given)) if *names != given => {
                    wrong.push(source.violation(at, &format!("{key} has {names:?}, not {given:?}")));
                }
                _ => {}
            }
            used.insert(key);
        }
    }
    wrong.extend(known.keys().filter(|k| !used.contains(*k)).map(|k| format!("{k} is said nowhere")));
    assert!(wrong.is_empty(), "{} messages:\n{}", wrong.len(), wrong.join("\n"));
}

/// Texts that stand as they are in every language, by file: how many, and what says them.
const VERBATIM: &[(&str, usize, &str)] = &[
    ("crates/tumen-core/src/geo/crs/mod.rs", 1, "PROJ's parser"),
    ("crates/tumen-core/src/geo/crs/text.rs", 1, "the parser of WKT systems"),
    ("crates/tumen-core/src/geo/crs/transform.rs", 2, "PROJ"),
    ("crates/tumen-formats/src/formats/archive.rs", 4, "the reader of ZIP archives, and the system"),
    ("crates/tumen-formats/src/formats/geojson/record.rs", 1, "a piece of the file"),
    ("crates/tumen-formats/src/formats/geopackage/database.rs", 3, "SQLite"),
    ("crates/tumen-formats/src/formats/geopackage/table.rs", 1, "SQLite"),
    ("crates/tumen-formats/src/formats/wkt.rs", 1, "a piece of the file"),
    ("crates/tumen-formats/src/rows.rs", 4, "the parsers of TOML and CSV; the name of a block of the file"),
    ("crates/tumen-formats/src/tour/read.rs", 1, "the parser of TOML"),
    ("crates/tumen-formats/src/tour/record.rs", 1, "the parser of JSON"),
    ("crates/tumen-network/src/legs.rs", 1, "an id"),
    ("crates/tumen-network/src/route.rs", 1, "an id"),
    ("crates/tumen-network/src/state.rs", 1, "an id"),
    ("crates/tumen-session/src/analysis.rs", 1, "an id"),
    ("crates/tumen-session/src/route.rs", 1, "names of places"),
    ("crates/tumen-session/src/sanctions.rs", 1, "a rule that is quoted"),
    ("crates/tumen-session/src/load.rs", 2, "the parsers of messages and of TOML"),
    ("src/app/opening.rs", 1, "the name of a file"),
    ("src/cli/route_text.rs", 3, "numbers, units and sources"),
    ("src/errors.rs", 1, "libraries and the system"),
    ("src/ui/shell/apply.rs", 1, "words of the window, said already"),
];

/// Errors whose words are no messages, by file: how many, and why.
const ENGLISH_ERRORS: &[(&str, usize, &str)] = &[
    (
        "crates/tumen-core/src/model/edit.rs",
        2,
        "nobody sees them: an edit that cannot be made changes nothing",
    ),
    (
        "crates/tumen-core/src/model/selection.rs",
        1,
        "nobody sees it: a word that selects nothing is reported as such",
    ),
    (
        "crates/tumen-core/src/model/compare.rs",
        1,
        "only the command line says it, in English like all of its arguments",
    ),
    (
        "crates/tumen-core/src/model/loupe.rs",
        1,
        "only the command line says it, in English like all of its arguments",
    ),
    ("crates/tumen-core/src/words.rs", 1, "it is about the files of messages themselves"),
];

/// Where a pattern stands in program text, against the allowed counts; what is no longer needed must go.
fn counted(allowed: &[(&str, usize, &str)], test: impl Fn(&Source) -> usize) -> Vec<String> {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| s.path.contains("src/") && !s.path.starts_with("tests/")) {
        let found = test(source);
        let known = allowed.iter().find(|(file, ..)| *file == source.path).map_or(0, |(_, n, _)| *n);
        if found != known {
            wrong.push(format!("{}: {found}, {known} are named here", source.path));
        }
    }
    wrong
}

#[test]
fn what_is_no_message_is_named_with_its_reason() {
    let verbatim = |source: &Source| match source.path.ends_with("tumen-core/src/message.rs") {
        true => 0,
        false => source.code.matches("Message::verbatim(").count(),
    };
    let wrong = counted(VERBATIM, verbatim);
    assert!(wrong.is_empty(), "texts that stand as they are:\n{}", wrong.join("\n"));
    let errors = |source: &Source| {
        let before = |at: usize| source.text()[..at].trim_end().ends_with("#[error(");
        let words = |l: &str| l.replace("{0}", "").chars().any(char::is_alphabetic);
        literals(source).into_iter().filter(|(at, l)| before(*at) && words(l)).count()
    };
    let wrong = counted(ENGLISH_ERRORS, errors);
    assert!(wrong.is_empty(), "errors without a message:\n{}", wrong.join("\n"));
}

#[test]
fn the_arguments_of_a_message_are_found() {
    let text = r#"fn f() { report.error(message!("notice-a", n = all.len(), worst = number(a, b)), HINT) }
        const HINT: Message = message!("notice-b");
        fn g() { need(b'[', "wanted-list") }"#;
    let found = told(&Source::new("crates/a/src/a.rs", text));
    let keys: Vec<(&str, Option<usize>)> =
        found.iter().map(|(_, key, names)| (&**key, names.as_ref().map(BTreeSet::len))).collect();
    assert_eq!(keys, [("notice-a", Some(2)), ("notice-b", Some(0)), ("wanted-list", None)]);
}

/// The messages of all topics in English.
fn english() -> Words {
    let folder = format!("{}/assets/i18n/en", env!("CARGO_MANIFEST_DIR"));
    let mut words = Words::default();
    for file in std::fs::read_dir(folder).unwrap() {
        assert_eq!(words.add(Language::En, &std::fs::read_to_string(file.unwrap().path()).unwrap()), []);
    }
    words
}

/// Whether a literal is written as a key of one of some topics: `column-kind`.
fn is_key(literal: &str, topics: &BTreeSet<&str>) -> bool {
    let plain = literal.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let topic =
        literal.split_once('-').map(|(topic, rest)| (topic, !rest.is_empty() && !rest.ends_with('-')));
    plain && topic.is_some_and(|(topic, whole)| whole && topics.contains(topic))
}

#[test]
fn every_message_that_tables_and_panels_name_is_there() {
    let words = english();
    let known = words.arguments(Language::En).unwrap();
    let topics: BTreeSet<&str> =
        known.keys().filter_map(|k| k.split_once('-')).map(|(topic, _)| topic).collect();
    let (mut seen, mut wrong) = (0, Vec::new());
    let tables = ["crates/tumen-formats/src/catalog.rs", "crates/tumen-session/src/export.rs"];
    let named = |s: &&Source| {
        s.path.starts_with("src/ui/") || s.path.starts_with("src/app/") || tables.contains(&&*s.path)
    };
    for source in sources().iter().filter(named) {
        for (at, literal) in literals(source).into_iter().filter(|(_, l)| is_key(l, &topics)) {
            seen += 1;
            if !known.contains_key(literal) {
                wrong.push(source.violation(at, &format!("{literal:?} has no message")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} keys:\n{}", wrong.len(), wrong.join("\n"));
    assert!(seen > 500, "only {seen} keys were found");
    let topics = BTreeSet::from(["column"]);
    assert!(
        is_key("column-kind", &topics) && !is_key("column-", &topics) && !is_key("a column-kind", &topics)
    );
}
