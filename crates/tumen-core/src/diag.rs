//! What went wrong, where, why, and what to do about it.
//!
//! Readers never give up at the first bad record: they push a [`Notice`] into a [`Report`] and go
//! on. The window, the command line and the tests all show the same notices; files and JSON in English, the window in
//! its own language.

use crate::message;
use crate::message::Message;
use crate::words::Messages;
use std::collections::BTreeMap;
use std::fmt;

/// How much a [`Notice`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing was lost.
    Info,
    /// Loaded, but something looks wrong.
    Warning,
    /// Something could not be loaded.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// Where in the input a notice belongs. Every part may be unknown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// The file, as the user would name it.
    pub file: Option<String>,
    /// Line, counted from 1.
    pub line: Option<usize>,
    /// Column, counted from 1 in characters.
    pub column: Option<usize>,
    /// Byte, counted from 0, where lines mean nothing.
    pub byte: Option<u64>,
    /// The record, feature or field concerned, for example `place rajin`.
    pub feature: Option<Message>,
}

impl Place {
    /// A place that names a file only.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: Some(file.into()), ..Self::default() }
    }

    /// The same place with a line, counted from 1.
    #[must_use]
    pub fn line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The same place with a column, counted from 1.
    #[must_use]
    pub fn column(mut self, column: usize) -> Self {
        self.column = Some(column);
        self
    }

    /// The same place with a byte, counted from 0.
    #[must_use]
    pub fn byte(mut self, byte: u64) -> Self {
        self.byte = Some(byte);
        self
    }

    /// The same place with the record or feature concerned.
    #[must_use]
    pub fn feature(mut self, feature: impl Into<Message>) -> Self {
        self.feature = Some(feature.into());
        self
    }
}

impl Place {
    /// The place in the words of a language: `a.gpx:3:5 (feature 2)`.
    #[must_use]
    pub fn in_words(&self, words: Messages<'_>) -> String {
        let file = self.file.as_deref().unwrap_or_else(|| words.say("notice-input"));
        let at = match (self.line, self.column, self.byte) {
            (Some(line), Some(column), _) => format!("{file}:{line}:{column}"),
            (Some(line), None, _) => format!("{file}:{line}"),
            (None, _, Some(byte)) => message!("notice-at-byte", what = file, byte = byte).in_words(words),
            (None, _, None) => file.to_owned(),
        };
        match &self.feature {
            Some(feature) => format!("{at} ({})", feature.in_words(words)),
            None => at,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(message::english()))
    }
}

/// One thing to tell the user.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// A stable word for scripts and tests, for example `unknown-source`.
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// What is wrong and why, as a sentence without the place.
    pub message: Message,
    /// What to do about it; empty when there is nothing to add.
    pub hint: Message,
}

impl Notice {
    /// The notice in one line, in the words of a language.
    #[must_use]
    pub fn in_words(&self, words: Messages<'_>) -> String {
        let severity = words.say(match self.severity {
            Severity::Info => "notice-info",
            Severity::Warning => "notice-warning",
            Severity::Error => "notice-error",
        });
        let text = format!(
            "{}: {severity}: {} [{}]",
            self.place.in_words(words),
            self.message.in_words(words),
            self.code
        );
        if self.hint.is_empty() { text } else { format!("{text}. {}", self.hint.in_words(words)) }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(message::english()))
    }
}

/// Where else something is so: how often, and the first of the lines.
fn also(places: &[&Place], words: Messages<'_>) -> String {
    /// Lines that are named.
    const NAMED: usize = 5;
    if places.is_empty() {
        return String::new();
    }
    let lines: Vec<String> =
        places.iter().filter_map(|p| p.line).take(NAMED).map(|n| n.to_string()).collect();
    let more = if places.len() > lines.len() { ", …" } else { "" };
    let n = places.len();
    let said = match lines.is_empty() {
        true => message!("notice-also", n = n),
        false => message!("notice-also-lines", n = n, lines = format!("{}{more}", lines.join(", "))),
    };
    format!(" ({})", said.in_words(words))
}

/// Everything a reader had to say about its input, in the order it met it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    notices: Vec<Notice>,
    /// How often each code was met, also beyond what is kept.
    counts: BTreeMap<&'static str, usize>,
}

/// So many notices of one code are kept; the rest are only counted. A file of a million broken rows
/// needs no million sentences.
pub const KEPT_PER_CODE: usize = 100;

impl Report {
    /// An empty report.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an error: something could not be loaded.
    pub fn error(
        &mut self,
        code: &'static str,
        place: Place,
        message: impl Into<Message>,
        hint: impl Into<Message>,
    ) {
        self.push(Severity::Error, code, place, message.into(), hint.into());
    }

    /// Adds a warning: loaded, but something looks wrong.
    pub fn warning(
        &mut self,
        code: &'static str,
        place: Place,
        message: impl Into<Message>,
        hint: impl Into<Message>,
    ) {
        self.push(Severity::Warning, code, place, message.into(), hint.into());
    }

    /// Adds something worth knowing; nothing was lost.
    pub fn info(
        &mut self,
        code: &'static str,
        place: Place,
        message: impl Into<Message>,
        hint: impl Into<Message>,
    ) {
        self.push(Severity::Info, code, place, message.into(), hint.into());
    }

    fn push(
        &mut self,
        severity: Severity,
        code: &'static str,
        place: Place,
        message: Message,
        hint: Message,
    ) {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count > KEPT_PER_CODE {
            return;
        }
        let (message, hint) = (message.sentence(), hint.sentence());
        self.notices.push(Notice { severity, code, place, message, hint });
    }

    /// The notices in the order they were met.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Appends another report.
    pub fn extend(&mut self, other: Report) {
        for (code, count) in other.counts {
            *self.counts.entry(code).or_default() += count;
        }
        self.notices.extend(other.notices);
    }

    /// How often a code was met, also beyond the notices that are kept.
    #[must_use]
    pub fn count(&self, code: &str) -> usize {
        self.counts.get(code).copied().unwrap_or(0)
    }

    /// The codes of which more were met than are kept, each with the number of notices left out.
    pub fn left_out(&self) -> impl Iterator<Item = (&'static str, usize)> + '_ {
        let kept = |code: &str| self.notices.iter().filter(|n| n.code == code).count();
        self.counts.iter().map(move |(code, n)| (*code, n - kept(code).min(*n))).filter(|(_, n)| *n > 0)
    }

    /// The notices as lines of text, as the command line shows them, and the window copies them. What is said in the
    /// same words of several places of a file is one line with a count.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.in_words(message::english())
    }

    /// The same in the words of a language.
    #[must_use]
    pub fn in_words(&self, words: Messages<'_>) -> String {
        let same = |a: &Notice, b: &Notice| {
            let key = |n: &Notice| (n.severity, n.code, n.place.file.clone());
            a.message == b.message && a.hint == b.hint && key(a) == key(b)
        };
        let mut lines: Vec<(&Notice, Vec<&Place>)> = Vec::new();
        for notice in &self.notices {
            match lines.iter_mut().find(|(first, _)| same(first, notice)) {
                Some((_, more)) => more.push(&notice.place),
                None => lines.push((notice, Vec::new())),
            }
        }
        let line = |(notice, more): &(&Notice, Vec<&Place>)| {
            format!("{}{}\n", notice.in_words(words), also(more, words))
        };
        let mut text: String = lines.iter().map(line).collect();
        for (code, more) in self.left_out() {
            let said = message!("notice-left-out", n = more, code = code);
            text.push_str(&format!("{}\n", said.in_words(words)));
        }
        text
    }

    /// Whether something needs attention: a warning or an error.
    #[must_use]
    pub fn has_problems(&self) -> bool {
        self.notices.iter().any(|n| n.severity >= Severity::Warning)
    }

    /// Whether anything could not be loaded.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.notices.iter().any(|n| n.severity == Severity::Error)
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.notices.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_for_a_cause_with_its_count() {
        let (mut report, said) = (Report::new(), Message::verbatim("the row has no position"));
        for line in [3, 5, 9] {
            let at = Place::file("a.csv").line(line);
            report.warning("empty-geometry", at, said.clone(), Message::NONE);
        }
        report.warning("nan", Place::file("a.csv").line(4), said, Message::NONE);
        let text = report.to_text();
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.starts_with(
            "a.csv:3: warning: The row has no position [empty-geometry] (and 2 more, in lines 5, 9)"
        ));
    }
}
