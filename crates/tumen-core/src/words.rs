//! Words in the languages of the program, from the Fluent files of `assets/i18n/LANGUAGE/`.
//!
//! A key that a language lacks is taken from English; one that English lacks stands for itself, so that
//! nothing on the map is ever blank.

use crate::language::Language;
pub use fluent_bundle::FluentValue as Argument;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A message with its arguments: `say!(cx, "layers-features", n = count)`. Whoever has `say_with` can be asked:
/// [`Messages`], a session, a panel.
#[macro_export]
macro_rules! say {
    ($who:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $who.say_with($key, &[$((stringify!($name), $value.into())),+])
    };
}

/// Messages by key in every language.
pub struct Words(BTreeMap<&'static str, Shelf>);

/// The files of one language that nobody has asked for yet, and its messages once somebody has.
struct Shelf {
    language: Language,
    unread: Vec<&'static str>,
    read: OnceLock<Lexicon>,
}

/// The messages of one language.
struct Lexicon {
    bundle: FluentBundle<FluentResource>,
    /// The text of every message without arguments.
    plain: BTreeMap<String, String>,
    /// The arguments of every message.
    arguments: BTreeMap<String, BTreeSet<String>>,
}

/// What is wrong with a file of messages; the rest of the file counts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct BadMessage {
    /// Line, counted from 1.
    pub line: usize,
    /// Why it is no message.
    pub reason: String,
}

impl Default for Words {
    fn default() -> Self {
        let shelf = |language| Shelf { language, unread: Vec::new(), read: OnceLock::new() };
        Self(Language::ALL.map(|l| (l.id(), shelf(l))).into())
    }
}

impl Words {
    /// Adds the messages of a Fluent file. Of two with one key the later one counts.
    pub fn add(&mut self, language: Language, text: &str) -> Vec<BadMessage> {
        self.0.get_mut(language.id()).map(|shelf| shelf.add(text)).unwrap_or_default()
    }

    /// Adds a file of the program itself, which is read when a message of the language is first wanted: few people
    /// need more than one language. What is wrong with such a file is found by the tests.
    pub fn add_bundled(&mut self, language: Language, text: &'static str) {
        let Some(shelf) = self.0.get_mut(language.id()) else { return };
        match shelf.read.get() {
            Some(_) => drop(shelf.add(text)),
            None => shelf.unread.push(text),
        }
    }

    /// The text of a message without arguments.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str, language: Language) -> &'a str {
        self.lexicons(language).find_map(|l| l.plain.get(key)).map_or(key, String::as_str)
    }

    /// The text of a message with its arguments, by name. Numbers are given as they shall be read.
    #[must_use]
    pub fn fill(&self, key: &str, language: Language, arguments: &[(&str, &str)]) -> String {
        let arguments = arguments.iter().copied().collect();
        self.lexicons(language).find_map(|l| l.fill(key, &arguments)).unwrap_or_else(|| key.to_owned())
    }

    /// The messages of one language.
    #[must_use]
    pub fn messages(&self, language: Language) -> Messages<'_> {
        Messages { words: self, language }
    }

    /// Every key of a language with the names of its arguments.
    #[must_use]
    pub fn arguments(&self, language: Language) -> Option<&BTreeMap<String, BTreeSet<String>>> {
        self.0.get(language.id()).map(|shelf| &shelf.lexicon().arguments)
    }

    /// `As of` and a date. Korean sets a colon between them.
    #[must_use]
    pub fn as_of(&self, date: impl std::fmt::Display, language: Language) -> String {
        let joint = match language {
            Language::Ko => ": ",
            Language::En | Language::Ru => " ",
        };
        format!("{}{joint}{date}", self.get("as_of", language))
    }

    /// A language, then English.
    fn lexicons(&self, language: Language) -> impl Iterator<Item = &Lexicon> {
        [language, Language::En].into_iter().filter_map(|l| self.0.get(l.id())).map(Shelf::lexicon)
    }
}

/// The messages of one language: what a part of the window is given to speak with.
#[derive(Clone, Copy)]
pub struct Messages<'a> {
    words: &'a Words,
    language: Language,
}

impl<'a> Messages<'a> {
    /// The text of a message without arguments.
    #[must_use]
    pub fn say(self, key: &'static str) -> &'a str {
        self.words.get(key, self.language)
    }

    /// The text of a message with its arguments, by name. Numbers choose the plural and are written with
    /// their digits in groups of three.
    #[must_use]
    pub fn say_with(self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        let arguments = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let said = self.words.lexicons(self.language).find_map(|l| l.fill(key, &arguments));
        said.unwrap_or_else(|| key.to_owned())
    }

    /// The language.
    #[must_use]
    pub fn language(self) -> Language {
        self.language
    }
}

/// Numbers with their digits in groups of three, split by a narrow space; four digits stay together.
fn grouped(value: &Argument<'_>) -> Option<String> {
    let Argument::Number(number) = value else { return None };
    if !number.options.use_grouping {
        return None;
    }
    let text = number.as_string();
    let digits = text.split('.').next().unwrap_or_default().trim_start_matches('-').len();
    let mut grouped = String::with_capacity(text.len() + 8);
    let start = usize::from(text.starts_with('-'));
    for (i, c) in text.chars().enumerate() {
        let left = (digits + start).saturating_sub(i);
        if digits > 4 && i > start && left > 0 && left.is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(c);
    }
    Some(grouped)
}

impl Shelf {
    /// Its messages; the files are read at the first call.
    fn lexicon(&self) -> &Lexicon {
        self.read.get_or_init(|| {
            let mut lexicon = Lexicon::new(self.language);
            self.unread.iter().for_each(|text| drop(lexicon.add(text)));
            lexicon
        })
    }

    /// Adds a file. Of two messages with one key the later one counts, so what came before is read first.
    fn add(&mut self, text: &str) -> Vec<BadMessage> {
        self.lexicon();
        let mut lexicon = self.read.take().unwrap_or_else(|| Lexicon::new(self.language));
        let bad = lexicon.add(text);
        self.read = OnceLock::from(lexicon);
        bad
    }
}

impl Lexicon {
    fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.id().parse().unwrap_or_default()]);
        // The marks around arguments would be drawn as boxes; no language here is written from the right.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| grouped(value)));
        Self { bundle, plain: BTreeMap::new(), arguments: BTreeMap::new() }
    }

    fn add(&mut self, text: &str) -> Vec<BadMessage> {
        let (resource, errors) = match FluentResource::try_new(text.to_owned()) {
            Ok(resource) => (resource, Vec::new()),
            Err(partial) => partial,
        };
        let mut added = Vec::new();
        for entry in resource.entries() {
            if let Entry::Message(message) = entry
                && let Some(pattern) = &message.value
            {
                let mut names = BTreeSet::new();
                arguments_of(pattern, &mut names);
                added.push((message.id.name.to_owned(), names));
            }
        }
        self.bundle.add_resource_overriding(resource);
        for (key, names) in added {
            self.plain.remove(&key);
            if names.is_empty()
                && let Some(text) = self.fill(&key, &FluentArgs::new())
            {
                self.plain.insert(key.clone(), text);
            }
            self.arguments.insert(key, names);
        }
        let line = |at: usize| text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        errors.iter().map(|e| BadMessage { line: line(e.pos.start), reason: e.kind.to_string() }).collect()
    }

    fn fill(&self, key: &str, arguments: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        // An argument that is not given is shown by its name.
        let mut missing = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(arguments), &mut missing).into_owned())
    }
}

/// Collects the names of the arguments of a pattern.
fn arguments_of(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => argument_of(inline, names),
            Expression::Select { selector, variants } => {
                argument_of(selector, names);
                variants.iter().for_each(|v| arguments_of(&v.value, names));
            }
        }
    }
}

fn argument_of(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        names.insert(id.name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let mut words = Words::default();
        assert_eq!(words.add(Language::En, "sea = sea\nmore = and { $n } more\nonly = only\n"), []);
        assert_eq!(words.add(Language::Ru, "sea = море\nmore = и ещё { $n }\n"), []);
        words
    }

    #[test]
    fn a_message_is_found_in_its_language_else_in_english_else_by_its_key() {
        let words = words();
        assert_eq!(words.get("sea", Language::Ru), "море");
        assert_eq!(words.get("only", Language::Ru), "only");
        assert_eq!(words.get("sea", Language::Ko), "sea");
        assert_eq!(words.get("none", Language::Ko), "none");
        assert_eq!(words.fill("none", Language::Ko, &[]), "none");
    }

    #[test]
    fn arguments_are_put_in_as_they_are() {
        let words = words();
        assert_eq!(words.fill("more", Language::Ru, &[("n", "1 000")]), "и ещё 1 000");
        assert_eq!(words.fill("more", Language::Ko, &[("n", "3")]), "and 3 more");
        assert_eq!(words.arguments(Language::En).unwrap()["more"], BTreeSet::from(["n".to_owned()]));
    }

    #[test]
    fn numbers_choose_the_plural_of_the_language_and_are_grouped() {
        let mut words = words();
        let text =
            "lines = { $n ->\n    [one] { $n } линия\n    [few] { $n } линии\n   *[other] { $n } линий\n}\n";
        assert_eq!(words.add(Language::Ru, text), []);
        let said = |n: usize| words.messages(Language::Ru).say_with("lines", &[("n", n.into())]);
        assert_eq!([said(1), said(3), said(11), said(21)], ["1 линия", "3 линии", "11 линий", "21 линия"]);
        assert_eq!(said(1_234_567), "1\u{202f}234\u{202f}567 линий");
        assert_eq!(said(1234), "1234 линии");
    }

    #[test]
    fn a_file_of_the_program_is_read_when_it_is_wanted() {
        let mut words = words();
        words.add_bundled(Language::Ru, "sea = моря\n");
        words.add_bundled(Language::Ko, "sea = 바다\nlake = 호수\n");
        assert!(words.0[Language::Ko.id()].read.get().is_none());
        assert_eq!(words.get("sea", Language::Ru), "моря", "the later one counts");
        assert_eq!(words.add(Language::Ko, "sea = 동해\n"), []);
        assert_eq!([words.get("sea", Language::Ko), words.get("lake", Language::Ko)], ["동해", "호수"]);
    }

    #[test]
    fn a_broken_message_is_reported_by_line_and_the_rest_counts() {
        let mut words = words();
        let bad = words.add(Language::En, "sea = the sea\nbroken\nonly = the only one\n");
        assert_eq!(bad.iter().map(|b| b.line).collect::<Vec<_>>(), [2]);
        assert_eq!(words.get("sea", Language::En), "the sea");
        assert_eq!(words.get("only", Language::En), "the only one");
    }
}
