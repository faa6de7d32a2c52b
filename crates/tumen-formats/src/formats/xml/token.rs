//! The pieces of an XML text: tags, text and what is passed over.

use super::Tag;

/// A text longer than this is no [`Tokens::leaf`].
const LONGEST_LEAF: usize = 64;

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// An opening tag.
    Open(Tag<'a>),
    /// A closing tag: its name and where it starts.
    Close(&'a str, usize),
    /// Text as it is written and where it starts.
    Text(&'a str, usize),
    /// Text without escapes (CDATA).
    Plain(&'a str),
    /// Something that should not be there; it was passed over or kept as text.
    Fault(&'static str, usize),
    /// The text ends within a tag that starts here.
    Cut(usize),
    /// The end.
    Eof,
}

/// Gives the pieces of a text one after another.
#[derive(Clone)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    /// The byte where the next piece starts.
    pub(super) at: usize,
    /// A fault found in the piece given last.
    fault: Option<(&'static str, usize)>,
    /// Endings that do not occur any more, so that nobody looks for them again and again.
    no_comment_end: bool,
    no_instruction_end: bool,
    no_subset_end: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            fault: None,
            no_comment_end: false,
            no_instruction_end: false,
            no_subset_end: false,
        }
    }

    /// Whether all pieces were given.
    pub(super) fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// The next piece.
    pub(super) fn next(&mut self) -> Token<'a> {
        if let Some((fault, at)) = self.fault.take() {
            return Token::Fault(fault, at);
        }
        loop {
            let start = self.at;
            let rest = self.text.get(start..).unwrap_or_default();
            if rest.is_empty() {
                return Token::Eof;
            }
            if !rest.starts_with('<') {
                return self.text_until(rest.find('<').unwrap_or(rest.len()));
            }
            match rest.as_bytes().get(1) {
                Some(b'/') => return self.closing(rest, start),
                Some(b'!') => {
                    if let Some(token) = self.declaration(rest, start) {
                        return token;
                    }
                }
                Some(b'?') => self.instruction(rest),
                Some(b) if b.is_ascii_alphabetic() || *b == b'_' || *b == b':' || *b >= 0x80 => {
                    return self.opening(rest, start);
                }
                Some(_) => return self.stray(rest, start),
                None => return self.cut(start),
            }
        }
    }

    /// A whole element with nothing but a short plain text in it, after white space: name, text, start.
    pub(super) fn leaf(&mut self) -> Option<(&'a str, &'a str, usize)> {
        if self.fault.is_some() {
            return None;
        }
        let rest = self.text.as_bytes().get(self.at..)?;
        let start = rest.iter().position(|b| !b.is_ascii_whitespace())?;
        let tag = rest.get(start..)?.strip_prefix(b"<")?;
        let name = tag.get(..tag.iter().take(32).position(|b| !b.is_ascii_alphanumeric())?)?;
        let inside = tag.get(name.len()..)?.strip_prefix(b">")?;
        let ends = |b: &u8| matches!(b, b'<' | b'&' | b'\r');
        let length = inside.iter().take(LONGEST_LEAF).position(ends)?;
        let close = inside.get(length..)?.strip_prefix(b"</")?.strip_prefix(name)?.strip_prefix(b">")?;
        if !name.first()?.is_ascii_alphabetic() {
            return None;
        }
        let (from, at) = (self.at + start + 2 + name.len(), self.at + start);
        self.at = self.text.len() - close.len();
        Some((self.text.get(at + 1..at + 1 + name.len())?, self.text.get(from..from + length)?, at))
    }

    fn cut(&mut self, start: usize) -> Token<'a> {
        self.at = self.text.len();
        Token::Cut(start)
    }

    fn text_until(&mut self, length: usize) -> Token<'a> {
        let start = self.at;
        self.at += length;
        Token::Text(self.text.get(start..self.at).unwrap_or_default(), start)
    }

    /// A `<` that begins no tag is text.
    fn stray(&mut self, rest: &'a str, start: usize) -> Token<'a> {
        self.fault = Some(("notice-not-a-tag", start));
        let next = rest.get(1..).and_then(|after| after.find('<')).map_or(rest.len(), |at| at + 1);
        self.text_until(next)
    }

    fn closing(&mut self, rest: &'a str, start: usize) -> Token<'a> {
        let inside = rest.get(2..).unwrap_or_default();
        let Some(end) = inside.find(['<', '>']) else { return self.cut(start) };
        let name = inside.get(..end).unwrap_or_default().trim();
        let closed = inside.as_bytes().get(end) == Some(&b'>');
        if !closed {
            self.fault = Some(("notice-closing-tag-lacks", start));
        }
        self.at = start + 2 + end + usize::from(closed);
        Token::Close(name, start)
    }

    fn opening(&mut self, rest: &'a str, start: usize) -> Token<'a> {
        let bytes = rest.as_bytes();
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'<');
        let Some(name_end) = bytes.iter().skip(1).position(ends).map(|at| at + 1) else {
            return self.cut(start);
        };
        let Some((end, closed)) = tag_end(bytes, name_end) else { return self.cut(start) };
        if !closed {
            self.fault = Some(("notice-tag-lacks-quote", start));
        }
        self.at = start + end + usize::from(closed);
        let name = rest.get(1..name_end).unwrap_or_default();
        let attributes = rest.get(name_end..end).unwrap_or_default();
        let empty = closed && attributes.ends_with('/');
        let attributes = attributes.strip_suffix('/').unwrap_or(attributes);
        Token::Open(Tag { name, attributes, at: start, empty })
    }

    fn instruction(&mut self, rest: &str) {
        let end = if self.no_instruction_end { None } else { rest.find("?>") };
        self.no_instruction_end = end.is_none();
        self.at += end.map_or_else(|| after_bracket(rest), |end| end + 2);
    }

    /// Comments, CDATA and DOCTYPE. Nothing where it was passed over.
    fn declaration(&mut self, rest: &'a str, start: usize) -> Option<Token<'a>> {
        if rest.starts_with("<!--") {
            return self.comment(rest, start);
        }
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            let Some(end) = inside.find("]]>") else {
                self.at = self.text.len();
                self.fault = Some(("notice-cdata-without-end", start));
                return Some(Token::Plain(inside));
            };
            self.at = start + 9 + end + 3;
            return Some(Token::Plain(inside.get(..end).unwrap_or_default()));
        }
        self.doctype(rest, start)
    }

    fn comment(&mut self, rest: &'a str, start: usize) -> Option<Token<'a>> {
        let end =
            if self.no_comment_end { None } else { rest.get(4..).and_then(|inside| inside.find("-->")) };
        if let Some(end) = end {
            self.at = start + 4 + end + 3;
            return None;
        }
        self.no_comment_end = true;
        self.at = start + 4;
        Some(Token::Fault("notice-comment-without-end", start))
    }

    /// Passes over a document type: its entities are never expanded.
    fn doctype(&mut self, rest: &'a str, start: usize) -> Option<Token<'a>> {
        let end = match rest.find(['[', '>']) {
            Some(at) if rest.as_bytes().get(at) == Some(&b'[') => {
                let subset = rest.get(at..).unwrap_or_default();
                let close = if self.no_subset_end { None } else { subset.find(']') };
                self.no_subset_end = close.is_none();
                let close = close.map_or(0, |close| at + close);
                close + after_bracket(rest.get(close..).unwrap_or_default())
            }
            _ => after_bracket(rest),
        };
        self.at = start + end;
        let entities = rest.get(..end).is_some_and(|declared| declared.contains("<!ENTITY"));
        entities.then_some(Token::Fault("notice-file-declares-entities", start))
    }
}

/// The byte behind the next `>`, else the end.
fn after_bracket(text: &str) -> usize {
    text.find('>').map_or(text.len(), |at| at + 1)
}

/// Where a tag ends, and whether it does so with `>`: a `<` ends it too, since none may stand in a tag.
fn tag_end(bytes: &[u8], from: usize) -> Option<(usize, bool)> {
    let mut quote = 0;
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        match byte {
            b'<' => return Some((at, false)),
            b'>' if quote == 0 => return Some((at, true)),
            b'"' | b'\'' if quote == 0 => quote = *byte,
            b'"' | b'\'' if quote == *byte => quote = 0,
            _ => {}
        }
    }
    None
}
