//! Sentences about input: a key with arguments, so that they can be said in any language.
//!
//! The words are in `notices.ftl` and `routes.ftl` of `assets/i18n/LANGUAGE`. Files, JSON and logs are always English; the window says
//! them in its own language.

use crate::language::Language;
use crate::words::{Argument, Messages, Words};
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, LazyLock};

/// The English words of notices, which need no bundle.
static ENGLISH: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    // What is wrong with the file is found by the tests that read all files of messages.
    let _ = words.add(Language::En, include_str!("../../../assets/i18n/en/notices.ftl"));
    let _ = words.add(Language::En, include_str!("../../../assets/i18n/en/routes.ftl"));
    words
});

/// The English words of notices.
#[must_use]
pub fn english() -> Messages<'static> {
    ENGLISH.messages(Language::En)
}

/// A sentence: the key of a message with its arguments, or a text that stands as it is, such as what a library says.
///
/// Its words are made when somebody looks at it: of a million bad rows only some are told.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    said: Said,
    /// Whether it stands alone and so begins with a capital.
    is_sentence: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Said {
    Key(&'static str, Option<Box<Arguments>>),
    Verbatim(Box<str>),
}

/// Names and values; apart from the message, which goes by value through many results and mostly has none.
#[derive(Debug, Clone, PartialEq, Default)]
struct Arguments(Vec<(&'static str, Value)>);

/// An argument of a [`Message`].
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A name or a piece of the input, the same in every language.
    Text(String),
    /// A count: it chooses the plural.
    Number(f64),
    /// Another message.
    Words(Message),
    /// A name that has a spelling in each language: English, Russian, Korean. What is empty is as in English.
    Named([Arc<str>; 3]),
    /// A large number, in groups of three digits as the language writes them.
    Amount(f64),
}

/// A sentence with its arguments: `message!("notice-key", n = 5, name = file)`.
#[macro_export]
macro_rules! message {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::message::Message::new($key)$(.with(stringify!($name), $value))*
    };
}

impl Message {
    /// No words at all.
    pub const NONE: Self = Self::new("");

    /// The message of a key, without arguments so far.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { said: Said::Key(key, None), is_sentence: false }
    }

    /// A text that stands as it is in every language.
    #[must_use]
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self { said: Said::Verbatim(text.into().into_boxed_str()), is_sentence: false }
    }

    /// The same with an argument; a text that stands as it is takes none.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        if let Said::Key(_, arguments) = &mut self.said {
            arguments.get_or_insert_default().0.push((name, value.into()));
        }
        self
    }

    /// The same as a sentence that stands alone: with a capital at its start.
    #[must_use]
    pub fn sentence(self) -> Self {
        Self { is_sentence: true, ..self }
    }

    /// Whether there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.said {
            Said::Key(key, _) => key.is_empty(),
            Said::Verbatim(text) => text.is_empty(),
        }
    }

    /// The key, unless it is a text that stands as it is.
    #[must_use]
    pub fn key(&self) -> Option<&'static str> {
        match &self.said {
            Said::Key(key, _) => Some(key),
            Said::Verbatim(_) => None,
        }
    }

    /// The count that an argument is, if it is one.
    #[must_use]
    pub fn count(&self, name: &str) -> Option<usize> {
        let Said::Key(_, Some(arguments)) = &self.said else { return None };
        let value = arguments.0.iter().find(|(n, _)| *n == name);
        value.and_then(|(_, v)| if let Value::Number(n) = v { Some(*n as usize) } else { None })
    }

    /// In English, as files, JSON and logs have it.
    #[must_use]
    pub fn english(&self) -> String {
        self.in_words(english())
    }

    /// In the words of a language.
    #[must_use]
    pub fn in_words(&self, words: Messages<'_>) -> String {
        let text = match &self.said {
            Said::Verbatim(text) => text.to_string(),
            Said::Key("", _) => String::new(),
            Said::Key(key, arguments) => {
                let arguments = |words| -> Vec<(&str, Argument<'_>)> {
                    let all = arguments.iter().flat_map(|a| &a.0);
                    all.map(|(name, value)| (*name, value.argument(words))).collect()
                };
                match words.say_with(key, &arguments(words)) {
                    // A bundle of somebody else's files may lack it.
                    text if text == *key => english().say_with(key, &arguments(english())),
                    text => text,
                }
            }
        };
        if self.is_sentence { capital(text) } else { text }
    }
}

impl Value {
    fn argument(&self, words: Messages<'_>) -> Argument<'static> {
        match self {
            Self::Text(text) => Argument::from(text.clone()),
            // Numbers of notices are compared with those of files, so they have no groups of digits.
            Self::Number(n) => Argument::Number(FluentNumber::new(
                *n,
                FluentNumberOptions { use_grouping: false, ..FluentNumberOptions::default() },
            )),
            Self::Words(message) => Argument::from(message.in_words(words)),
            Self::Named([en, ru, ko]) => {
                let own = match words.language() {
                    Language::En => en,
                    Language::Ru => ru,
                    Language::Ko => ko,
                };
                Argument::from(if own.is_empty() { en.to_string() } else { own.to_string() })
            }
            Self::Amount(n) => Argument::from(grouped(*n, words.language())),
        }
    }
}

/// A whole number with its digits in groups of three.
fn grouped(value: f64, language: Language) -> String {
    let separator = match language {
        Language::En | Language::Ko => ',',
        // As wide as a digit is too wide, and no line may break there.
        Language::Ru => '\u{202f}',
    };
    let digits = format!("{:.0}", value.abs());
    let mut text = if value <= -0.5 { "−".to_owned() } else { String::new() };
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// The message of messages, one behind the other, as a key with `first` and `then` joins two.
#[must_use]
pub fn joined(key: &'static str, all: impl IntoIterator<Item = Message>) -> Message {
    let join = |first: Message, then: Message| Message::new(key).with("first", first).with("then", then);
    all.into_iter().reduce(join).unwrap_or_default()
}

/// The text with a capital at its start.
fn capital(text: String) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(letters).collect(),
        _ => text,
    }
}

impl Default for Message {
    fn default() -> Self {
        Self::NONE
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english())
    }
}

impl serde::Serialize for Message {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.english())
    }
}

impl From<&Message> for Value {
    fn from(message: &Message) -> Self {
        Self::Words(message.clone())
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Words(message)
    }
}

/// Values that are told as text.
macro_rules! texts {
    ($($type:ty),+) => { $(impl From<$type> for Value {
        fn from(text: $type) -> Self {
            Self::Text(text.to_string())
        }
    })+ };
}
texts!(&str, String, &String, &&str, Cow<'_, str>, Arc<str>, &Arc<str>, char, f64);

/// Values that are counts.
macro_rules! numbers {
    ($($type:ty),+) => { $(impl From<$type> for Value {
        fn from(number: $type) -> Self {
            // What is counted is far below 2^53, to which f64 is exact.
            Self::Number(number as f64)
        }
    })+ };
}
numbers!(u8, u16, u32, u64, usize, i32, i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_amounts_are_written_as_the_language_does() {
        let names = Value::Named(["Nakhodka".into(), "Находка".into(), "나홋카".into()]);
        let key = "sample = { $what } carries { $amount } t\n";
        let mut words = Words::default();
        for language in [Language::En, Language::Ru, Language::Ko] {
            assert_eq!(words.add(language, key), []);
        }
        let said = message!("sample", what = names, amount = Value::Amount(27_570_000.0));
        let told = [Language::En, Language::Ru, Language::Ko].map(|l| said.in_words(words.messages(l)));
        let wanted = [
            "Nakhodka carries 27,570,000 t",
            "Находка carries 27\u{202f}570\u{202f}000 t",
            "나홋카 carries 27,570,000 t",
        ];
        assert_eq!(told, wanted);
        assert_eq!(
            (grouped(12.4, Language::En), grouped(-1234.0, Language::En)),
            ("12".into(), "−1,234".into())
        );
    }

    #[test]
    fn a_message_is_english_unless_words_are_given() {
        let mut words = Words::default();
        let russian = "notice-count-positions = { $n ->\n    [one] { $n } точка\n    [few] { $n } точки\n   *[other] { $n } точек\n}\n";
        assert_eq!(words.add(Language::Ru, russian), []);
        let said = message!("notice-count-positions", n = 12_345_usize).sentence();
        assert_eq!(said.english(), "12345 positions");
        assert_eq!(said.in_words(words.messages(Language::Ru)), "12345 точек");
        assert_eq!(said.in_words(words.messages(Language::En)), "12345 positions");
        assert_eq!(
            (said.to_string(), said.key()),
            ("12345 positions".to_owned(), Some("notice-count-positions"))
        );
    }

    #[test]
    fn a_text_of_others_stands_as_it_is() {
        let words = Words::default();
        let said = Message::verbatim("expected a comma").sentence();
        assert_eq!(said.in_words(words.messages(Language::Ko)), "Expected a comma");
        assert_eq!((said.key(), said.english()), (None, "Expected a comma".to_owned()));
    }
}
