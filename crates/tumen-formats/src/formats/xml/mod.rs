//! XML as it is found: events that are always balanced, whatever the file does.
//!
//! Strict parsers stop at the first fault, and tolerant ones let one lost quote or bracket swallow what
//! follows. Here a tag ends at the next `<` at the latest, a missing closing tag is supplied, a stray one
//! is left out, and each repair is reported with its line. Nothing recurses, every byte is looked at a
//! bounded number of times, entities of a DTD are never expanded and nothing outside is ever opened.

mod decode;
mod escape;
#[cfg(test)]
#[allow(missing_docs, clippy::missing_docs_in_private_items, reason = "helpers of tests")]
pub mod samples;
mod token;
pub mod values;

pub use decode::decode;
pub use escape::{allowed, escaped, push_escaped, unescape};
use tumen_core::message;
use tumen_core::message::Message;

use crate::input::{Input, Limits, ReadError, Watch};
use std::borrow::Cow;
use token::{Token, Tokens};
use tumen_core::diag::{Place, Report};

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The name with its prefix.
    pub name: &'a str,
    /// What follows the name.
    pub attributes: &'a str,
    /// Byte of the text where the tag starts.
    pub at: usize,
    /// Whether it closes itself.
    empty: bool,
}

impl<'a> Tag<'a> {
    /// The name without its prefix.
    #[must_use]
    pub fn local(&self) -> &'a str {
        local(self.name)
    }

    /// The same tag under another name.
    #[must_use]
    pub fn named(self, name: &'a str) -> Self {
        Self { name, ..self }
    }

    /// The value of an attribute, by its name without prefix, as it is written.
    #[must_use]
    pub fn attribute(&self, wanted: &str) -> Option<&'a str> {
        attributes(self.attributes)
            .find(|(name, _, _)| *name == wanted || local(name) == wanted)
            .map(|(_, value, _)| value)
    }

    /// The value of an attribute as text.
    #[must_use]
    pub fn attribute_text(&self, wanted: &str) -> Option<Cow<'a, str>> {
        self.attribute(wanted).map(|raw| unescape(raw).0)
    }
}

/// A name without its prefix.
#[must_use]
pub fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// What comes next in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<'a> {
    /// An element begins. Each has its [`Event::End`].
    Start(Tag<'a>),
    /// The innermost element ends; the byte where it ended.
    End(usize),
    /// Text as it is written, and the byte where it starts.
    Text(&'a str, usize),
    /// Text without escapes.
    Plain(&'a str),
    /// The end of the file.
    Eof,
}

/// Whether an open element must end before another can begin: `<trkpt>` cannot hold `<trkpt>`. Names are
/// given with their prefixes.
pub type Closes = fn(&str, &str) -> bool;

/// The events of a text.
pub struct Events<'a, 'r> {
    /// The text.
    pub text: &'a str,
    /// Where faults are reported.
    pub report: &'r mut Report,
    /// Whether the text ends in the middle of a tag or value, so that the last value may lack its end.
    pub cut: bool,
    tokens: Tokens<'a>,
    open: Vec<Tag<'a>>,
    closes: Closes,
    /// Ends to be given next, and the byte where they are.
    ends: usize,
    end_at: usize,
    waiting: Option<Tag<'a>>,
    /// Number of elements so far.
    elements: u64,
    /// Number of repairs so far.
    repairs: usize,
    lines: Lines,
    name: &'a str,
    limits: &'a Limits,
    watch: &'a Watch,
    watched: usize,
    /// Whether the root has ended, and whether what lies outside of it was told.
    ended: bool,
    told_outside: bool,
}

/// Counts lines without starting over.
#[derive(Default)]
struct Lines {
    at: usize,
    before: usize,
}

impl Lines {
    /// The line of a byte, counted from 1.
    fn line(&mut self, text: &str, at: usize) -> usize {
        let count = |from: usize, to: usize| {
            let part = text.as_bytes().get(from..to).unwrap_or_default();
            part.iter().filter(|b| **b == b'\n').count()
        };
        if at >= self.at {
            self.before += count(self.at, at);
        } else {
            self.before = self.before.saturating_sub(count(at, self.at));
        }
        self.at = at;
        self.before + 1
    }
}

impl<'a, 'r> Events<'a, 'r> {
    /// The events of a decoded file.
    pub fn new(input: &Input<'a>, text: &'a str, closes: Closes, report: &'r mut Report) -> Self {
        Self {
            text,
            report,
            cut: false,
            tokens: Tokens::new(text),
            open: Vec::new(),
            closes,
            ends: 0,
            end_at: 0,
            waiting: None,
            elements: 0,
            repairs: 0,
            lines: Lines::default(),
            name: input.name,
            limits: input.limits,
            watch: input.watch,
            watched: 0,
            ended: false,
            told_outside: false,
        }
    }

    /// The next event.
    ///
    /// # Errors
    /// If elements lie too deep in each other or reading was stopped.
    pub fn next_event(&mut self) -> Result<Event<'a>, ReadError> {
        loop {
            if self.ends > 0 {
                self.ends -= 1;
                self.open.pop();
                self.ended |= self.open.is_empty();
                return Ok(Event::End(self.end_at));
            }
            if let Some(tag) = self.waiting.take() {
                return self.begin(tag);
            }
            if self.tokens.at >= self.watched + (64 << 10) {
                self.watched = self.tokens.at;
                self.watch.report_progress(self.watched)?;
            }
            match self.tokens.next() {
                Token::Text(text, at) => {
                    if self.open.is_empty() {
                        self.outside(text, at);
                    }
                    self.cut |= self.tokens.at_end() && !text.trim().is_empty() && !self.open.is_empty();
                    return Ok(Event::Text(text, at));
                }
                Token::Plain(text) => return Ok(Event::Plain(text)),
                Token::Open(tag) => self.arrive(tag),
                Token::Close(name, at) => self.close(name, at),
                Token::Fault(fault, at) => self.fault(fault, at),
                Token::Cut(at) => self.cut_at(at),
                Token::Eof if self.open.is_empty() => return Ok(Event::Eof),
                Token::Eof => self.close_all(),
            }
        }
    }

    /// Passes over a whole element that has no attributes and holds a short text without references, if
    /// that is next after white space: its name, its text, and the byte where it starts. Of most files of
    /// tracks this is the better part, and three events for each would take twice the time.
    pub fn leaf(&mut self) -> Option<(&'a str, &'a str, usize)> {
        if self.ends > 0 || self.waiting.is_some() || self.open.len() as u64 >= self.limits.depth {
            return None;
        }
        let mut tokens = self.tokens.clone();
        let (name, text, at) = tokens.leaf()?;
        if self.open.last().is_some_and(|open| (self.closes)(open.name, name)) {
            return None;
        }
        self.tokens = tokens;
        Some((name, text, at))
    }

    /// How many elements are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Text before or behind the root element.
    fn outside(&mut self, text: &str, at: usize) {
        let blank =
            text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\0')).is_empty();
        if blank || std::mem::replace(&mut self.told_outside, true) {
            return;
        }
        let at = at + (text.len() - text.trim_start().len());
        let message = message!("notice-text-outside-root");
        self.warning("syntax", at, message, message!("notice-remove-other-programs"));
    }

    /// What is wrong with a tag as it stands.
    fn check_tag(&mut self, tag: Tag<'a>) {
        if self.open.is_empty() && self.ended && !std::mem::replace(&mut self.told_outside, true) {
            let message = message!("notice-begins-behind-end", name = shown(tag.name));
            self.warning("several-roots", tag.at, message, message!("notice-save-both-one"));
        }
        // Points have few attributes, which their reader looks at; there are millions of them.
        let point = matches!(tag.local(), "trkpt" | "rtept" | "wpt");
        if point || tag.attributes.bytes().filter(|b| *b == b'=').nth(1).is_none() {
            return;
        }
        let mut seen: Vec<&str> = Vec::new();
        for (name, _, _) in attributes(tag.attributes).take(100) {
            if seen.contains(&name) {
                let message =
                    message!("notice-given-twice-first", name = shown(name), name_2 = shown(tag.name));
                return self.error(
                    "duplicate-attribute",
                    tag.at,
                    message,
                    message!("notice-remove-one-them"),
                );
            }
            seen.push(name);
        }
    }

    fn begin(&mut self, tag: Tag<'a>) -> Result<Event<'a>, ReadError> {
        self.check_tag(tag);
        if self.open.len() as u64 >= self.limits.depth {
            let what =
                message!("notice-element-depth-line", open = self.open.len() + 1, at = self.line(tag.at));
            return Err(ReadError::Limit { what, name: "depth", limit: self.limits.depth });
        }
        self.count(1)?;
        self.open.push(tag);
        if tag.empty {
            (self.ends, self.end_at) = (1, self.tokens.at);
        }
        Ok(Event::Start(tag))
    }

    /// Counts elements: each may become a property or a kept part, which takes more memory than a position.
    fn count(&mut self, elements: u64) -> Result<(), ReadError> {
        self.elements += elements;
        if self.elements <= self.limits.vertices {
            return Ok(());
        }
        let what = message!("notice-number-elements-more", elements = self.elements);
        Err(ReadError::Limit { what, name: "vertices", limit: self.limits.vertices })
    }

    /// An element begins, perhaps after others that were never closed.
    fn arrive(&mut self, tag: Tag<'a>) {
        let closes = self.closes;
        let unclosed = self.open.iter().rev().take_while(|open| closes(open.name, tag.name)).count();
        if unclosed > 0 {
            self.report_unclosed(unclosed, tag.at, message!("notice-begins", name = shown(tag.name)));
            (self.ends, self.end_at) = (unclosed, tag.at);
        }
        self.waiting = Some(tag);
    }

    fn close(&mut self, name: &'a str, at: usize) {
        let same = |open: &Tag<'_>| open.name.eq_ignore_ascii_case(name);
        match self.open.iter().rev().position(same) {
            Some(0) => (self.ends, self.end_at) = (1, self.tokens.at),
            Some(between) => {
                self.report_unclosed(between, at, message!("notice-closes-what-outside", name = shown(name)));
                (self.ends, self.end_at) = (between + 1, at);
            }
            None => {
                self.repairs += 1;
                let message = message!("notice-closes-nothing-left", name = shown(name));
                self.warning("unclosed-xml", at, message, message!("notice-check-tags-around"));
            }
        }
    }

    fn report_unclosed(&mut self, count: usize, at: usize, cause: Message) {
        self.repairs += 1;
        let Some(inner) = self.open.last().copied() else { return };
        let line = self.line(inner.at);
        let (name, more) = (shown(inner.name), count - 1);
        let message = match more {
            0 => message!("notice-not-closed", name = name, line = line, cause = cause),
            _ => message!("notice-not-closed-more", name = name, line = line, more = more, cause = cause),
        };
        self.warning("unclosed-xml", at, message, message!("notice-check-elements-around"));
    }

    fn cut_at(&mut self, at: usize) {
        self.cut = true;
        self.repairs += 1;
        self.tokens.at = self.text.len();
        if self.open.is_empty() {
            self.report_end(at, "a tag".to_owned(), "truncated");
        }
    }

    /// The file ended with elements open.
    fn close_all(&mut self) {
        let at = self.text.len();
        (self.ends, self.end_at) = (self.open.len(), at);
        self.repairs += 1;
        let inner = self.open.last().map_or("", |tag| tag.name);
        let code = if self.cut || self.open.len() > 2 { "truncated" } else { "unclosed-xml" };
        self.report_end(at, format!("<{}>", shown(inner)), code);
    }

    fn report_end(&mut self, at: usize, inside: String, code: &'static str) {
        let message = message!("notice-file-ends-inside", inside = inside);
        self.error(code, at, message, message!("notice-get-whole-file"));
    }

    fn fault(&mut self, fault: &'static str, at: usize) {
        self.repairs += 1;
        self.warning("syntax", at, Message::new(fault), message!("notice-check-text-around"));
    }

    /// The line of a byte, counted from 1.
    pub fn line(&mut self, at: usize) -> usize {
        self.lines.line(self.text, at)
    }

    /// The place of a byte.
    pub fn place(&mut self, at: usize) -> Place {
        let line = self.line(at);
        let before = self.text.get(..at).unwrap_or_default();
        // Columns beyond this help nobody and would cost time in a file of one line.
        let near: usize = before.chars().rev().take(100_000).take_while(|c| *c != '\n').count();
        Place::file(self.name).line(line).column(near + 1).byte(at as u64)
    }

    /// Whether another notice of a code would only be counted: then its place need not be found.
    fn full(&self, code: &str) -> bool {
        self.report.count(code) >= tumen_core::diag::KEPT_PER_CODE
    }

    /// Reports an error at a byte.
    pub fn error(
        &mut self,
        code: &'static str,
        at: usize,
        message: impl Into<Message>,
        hint: impl Into<Message>,
    ) {
        let place = if self.full(code) { Place::default() } else { self.place(at) };
        self.report.error(code, place, message, hint);
    }

    /// Reports a warning at a byte.
    pub fn warning(
        &mut self,
        code: &'static str,
        at: usize,
        message: impl Into<Message>,
        hint: impl Into<Message>,
    ) {
        let place = if self.full(code) { Place::default() } else { self.place(at) };
        self.report.warning(code, place, message, hint);
    }

    /// Reports something worth knowing at a byte.
    pub fn info(
        &mut self,
        code: &'static str,
        at: usize,
        message: impl Into<Message>,
        hint: impl Into<Message>,
    ) {
        let place = if self.full(code) { Place::default() } else { self.place(at) };
        self.report.info(code, place, message, hint);
    }

    /// The text that was meant; what is no entity is reported and kept.
    pub fn unescaped(&mut self, raw: &'a str, at: usize) -> Cow<'a, str> {
        let (text, odd) = unescape(raw);
        if odd {
            let message = message!("notice-not-an-entity");
            self.warning("syntax", at, message, message!("notice-write-amp-text"));
        }
        text
    }

    /// The text of the element that just began, up to its end. Markup in it is taken as text.
    ///
    /// # Errors
    /// As [`Events::next_event`], and if the text is too long.
    pub fn value(&mut self) -> Result<Cow<'a, str>, ReadError> {
        self.value_within(self.limits.text_bytes)
    }

    /// Like [`Events::value`] for lists of positions, which have a limit of their own; with the byte where
    /// the text starts.
    ///
    /// # Errors
    /// As [`Events::next_event`].
    pub fn long_value(&mut self) -> Result<(Cow<'a, str>, usize), ReadError> {
        let at = self.tokens.at;
        self.value_within(u64::MAX).map(|text| (text, at))
    }

    /// Says how far the work is while a long value is taken apart.
    ///
    /// # Errors
    /// If reading should stop.
    pub fn report_progress(&self, at: usize) -> Result<(), ReadError> {
        Ok(self.watch.report_progress(at)?)
    }

    fn value_within(&mut self, limit: u64) -> Result<Cow<'a, str>, ReadError> {
        let depth = self.open.len();
        let mut value = Cow::Borrowed("");
        loop {
            match self.next_event()? {
                Event::Text(raw, at) => {
                    let text = self.unescaped(raw, at);
                    append(&mut value, text);
                }
                Event::Plain(text) => append(&mut value, Cow::Borrowed(text)),
                Event::Start(tag) => {
                    let end = self.skip()?;
                    let raw = self.text.get(tag.at..end).unwrap_or_default();
                    append(&mut value, unescape(raw).0);
                }
                Event::End(_) if self.open.len() < depth => return Ok(value),
                Event::End(_) => {}
                Event::Eof => return Ok(value),
            }
            check_text(value.len(), limit)?;
        }
    }

    /// Passes over the element that just began; gives the byte where it ended.
    ///
    /// # Errors
    /// As [`Events::next_event`].
    pub fn skip(&mut self) -> Result<usize, ReadError> {
        let depth = self.open.len();
        loop {
            match self.next_event()? {
                Event::End(at) if self.open.len() < depth => return Ok(at),
                Event::Eof => return Ok(self.text.len()),
                _ => {}
            }
        }
    }

    /// The element that just began as XML text that is well-formed: as it is written if nothing in it had
    /// to be repaired.
    ///
    /// # Errors
    /// As [`Events::next_event`], and if the text is too long.
    pub fn capture(&mut self, tag: Tag<'a>) -> Result<Cow<'a, str>, ReadError> {
        let repairs = self.repairs;
        // What is kept takes three times the memory of a property.
        self.count(2)?;
        let end = self.skip()?;
        let raw = self.text.get(tag.at..end).unwrap_or_default();
        check_text(raw.len(), self.limits.text_bytes)?;
        if self.repairs == repairs && !self.cut && !raw.contains('&') && tidy(raw) {
            return Ok(Cow::Borrowed(raw));
        }
        rebuilt(raw, self.closes).map(Cow::Owned)
    }
}

fn check_text(len: usize, limit: u64) -> Result<(), ReadError> {
    if len as u64 <= limit {
        return Ok(());
    }
    Err(ReadError::Limit { what: message!("notice-text-bytes", len = len), name: "text-bytes", limit })
}

/// The first characters of a name, for a notice.
fn shown(name: &str) -> &str {
    let end = name.char_indices().nth(40).map_or(name.len(), |(at, _)| at);
    name.get(..end).unwrap_or(name)
}

fn append<'a>(value: &mut Cow<'a, str>, more: Cow<'a, str>) {
    if value.is_empty() {
        *value = more;
    } else if !more.is_empty() {
        value.to_mut().push_str(&more);
    }
}

/// The attributes of a tag: name, value as it is written, and whether it stands in quotes.
pub fn attributes(text: &str) -> impl Iterator<Item = (&str, &str, bool)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let between = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'"' | b'\'');
        let start = at + count(text, at, between);
        let end = start + count(text, start, |b| *b != b'=' && !b.is_ascii_whitespace());
        let equals = end + count(text, end, u8::is_ascii_whitespace);
        let name = text.get(start..end)?;
        if end >= text.len() {
            return None;
        }
        if text.as_bytes().get(equals) != Some(&b'=') {
            at = end;
            return Some((name, "", false));
        }
        let from = equals + 1 + count(text, equals + 1, u8::is_ascii_whitespace);
        let (value, next, quoted) = attribute_value(text, from);
        at = next;
        Some((name, value, quoted))
    })
}

/// How many bytes from a place on are of a kind.
fn count(text: &str, from: usize, kind: impl Fn(&u8) -> bool) -> usize {
    text.as_bytes().get(from..).unwrap_or_default().iter().take_while(|b| kind(b)).count()
}

/// The value that starts at a byte, where it ends, and whether it stands in quotes.
fn attribute_value(text: &str, from: usize) -> (&str, usize, bool) {
    let quote = text.as_bytes().get(from).copied().filter(|b| matches!(b, b'"' | b'\''));
    let start = from + usize::from(quote.is_some());
    if let Some(quote) = quote {
        let end = start + count(text, start, |b| *b != quote);
        if end < text.len() {
            return (text.get(start..end).unwrap_or_default(), end + 1, true);
        }
    }
    let end = start + count(text, start, |b| !b.is_ascii_whitespace() && *b != b'>');
    (text.get(start..end).unwrap_or_default().trim_end_matches('/'), end, false)
}

/// Whether all tags of a text can be written back as they are.
fn tidy(raw: &str) -> bool {
    let mut tokens = Tokens::new(raw);
    loop {
        match tokens.next() {
            Token::Open(tag) => {
                let whole = |(name, value, quoted): (&str, &str, bool)| {
                    quoted && plain_name(name) && value.chars().all(allowed)
                };
                let quoted = attributes(tag.attributes).all(whole);
                if !quoted || !plain_name(tag.name) {
                    return false;
                }
            }
            Token::Text(text, _) | Token::Plain(text) if !text.chars().all(allowed) => return false,
            Token::Fault(..) | Token::Cut(_) => return false,
            Token::Eof => return true,
            _ => {}
        }
    }
}

/// Whether a text can be the name of an element or attribute.
#[must_use]
pub fn plain_name(name: &str) -> bool {
    let first = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    first && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

/// A piece of XML written anew, so that it is well-formed.
fn rebuilt(raw: &str, closes: Closes) -> Result<String, ReadError> {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let input = Input::of("", raw.as_bytes(), &limits, &watch);
    let mut events = Events::new(&input, raw, closes, &mut report);
    let (mut out, mut names) = (String::with_capacity(raw.len()), Vec::new());
    loop {
        match events.next_event()? {
            Event::Start(tag) => {
                let name = safe_name(tag.name);
                out.push('<');
                out.push_str(&name);
                push_attributes(&mut out, tag.attributes);
                out.push('>');
                names.push(name);
            }
            Event::End(_) => {
                let name = names.pop().unwrap_or_default();
                out.extend(["</", &name, ">"]);
            }
            Event::Text(text, _) => push_escaped(&mut out, &unescape(text).0),
            Event::Plain(text) => push_escaped(&mut out, text),
            Event::Eof => return Ok(out),
        }
    }
}

fn push_attributes(out: &mut String, raw: &str) {
    let mut seen = Vec::new();
    for (name, value, _) in attributes(raw) {
        let name = safe_name(name);
        if seen.contains(&name) || seen.len() > 100 {
            continue;
        }
        out.extend([" ", &name, "=\""]);
        push_escaped(out, &unescape(value).0);
        out.push('"');
        seen.push(name);
    }
}

fn safe_name(name: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':') { c } else { '_' };
    let name: String = name.chars().map(safe).collect();
    if plain_name(&name) { name } else { format!("_{name}") }
}
