//! Markdown as far as captions and cards need it: headings, paragraphs, lists, bold, italics, links.

/// A stretch of text of one style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// What it says.
    pub text: String,
    /// In the heavier font.
    pub bold: bool,
    /// Emphasized: slanted, unless it is bold already.
    pub emphasis: bool,
    /// Where it leads.
    pub link: Option<String>,
}

impl Span {
    /// Text as it is.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paragraph {
    /// A heading of level 1, 2 …
    Heading(u8, Vec<Span>),
    /// Running text.
    Text(Vec<Span>),
    /// An item of a list with its mark, indented by that many levels.
    Item(String, usize, Vec<Span>),
}

/// The paragraphs of a text. Whatever is no markup stands as it is.
#[must_use]
pub fn paragraphs(markdown: &str) -> Vec<Paragraph> {
    let mut out = Vec::new();
    // Lines of one paragraph, with what kind of paragraph they are.
    let mut open: Option<(Start, String)> = None;
    for line in markdown.lines() {
        let trimmed = line.trim();
        let start = start_of(line);
        match (&mut open, start) {
            (_, Start::Nothing) => close(&mut open, &mut out),
            (Some((_, text)), Start::Text) => {
                text.push(' ');
                text.push_str(trimmed);
            }
            (_, start) => {
                close(&mut open, &mut out);
                let text = content(trimmed, &start).to_owned();
                let is_heading = matches!(start, Start::Heading(_));
                open = Some((start, text));
                if is_heading {
                    close(&mut open, &mut out);
                }
            }
        }
    }
    close(&mut open, &mut out);
    out
}

/// How a line begins.
#[derive(Debug, Clone, PartialEq)]
enum Start {
    Nothing,
    Text,
    Heading(u8),
    Item(String, usize),
}

fn start_of(line: &str) -> Start {
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return Start::Nothing;
    }
    let level = trimmed.chars().take_while(|c| *c == '#').count();
    if (1..=6).contains(&level) && trimmed[level..].starts_with(' ') {
        return Start::Heading(level as u8);
    }
    let depth = line.chars().take_while(|c| *c == ' ').count() / 2;
    if ["- ", "* ", "+ "].iter().any(|mark| trimmed.starts_with(mark)) {
        return Start::Item("•".to_owned(), depth);
    }
    let digits = trimmed.chars().take_while(char::is_ascii_digit).count();
    if (1..=3).contains(&digits) && trimmed[digits..].starts_with(". ") {
        return Start::Item(trimmed[..=digits].to_owned(), depth);
    }
    Start::Text
}

fn content<'a>(trimmed: &'a str, start: &Start) -> &'a str {
    let rest = match start {
        Start::Nothing | Start::Text => trimmed,
        Start::Heading(level) => &trimmed[usize::from(*level)..],
        Start::Item(mark, _) if mark.ends_with('.') => &trimmed[mark.len()..],
        Start::Item(..) => &trimmed[1..],
    };
    rest.trim()
}

fn close(open: &mut Option<(Start, String)>, out: &mut Vec<Paragraph>) {
    let Some((start, text)) = open.take() else { return };
    out.push(match start {
        Start::Heading(level) => Paragraph::Heading(level, spans(&text)),
        Start::Item(mark, depth) => Paragraph::Item(mark, depth, spans(&text)),
        Start::Nothing | Start::Text => Paragraph::Text(spans(&text)),
    });
}

/// The spans of a paragraph.
#[must_use]
pub fn spans(text: &str) -> Vec<Span> {
    let mut reader = Reader { rest: text, out: Vec::new(), options: Span::default() };
    while reader.step() {}
    reader.out
}

struct Reader<'a> {
    rest: &'a str,
    out: Vec<Span>,
    /// The look of what comes next; its text is empty.
    options: Span,
}

impl<'a> Reader<'a> {
    fn step(&mut self) -> bool {
        let Some(c) = self.rest.chars().next() else { return false };
        match c {
            '\\' => self.escaped(),
            '*' if self.rest.starts_with("**") && self.closes("**", self.options.bold) => {
                self.options.bold = !self.options.bold;
                self.rest = &self.rest[2..];
            }
            // Two that nothing closes are two letters, not one that the other closes.
            '*' if self.rest.starts_with("**") => self.push(2),
            '*' if self.closes("*", self.options.emphasis) => self.toggle_emphasis(),
            '_' if self.at_word_edge() && self.closes("_", self.options.emphasis) => self.toggle_emphasis(),
            '[' if self.link() => {}
            '<' if self.autolink() => {}
            'h' if self.address() => {}
            _ => self.push(c.len_utf8()),
        }
        true
    }

    fn toggle_emphasis(&mut self) {
        self.options.emphasis = !self.options.emphasis;
        self.rest = &self.rest[1..];
    }

    /// Whether a mark here opens what a later one closes, or closes what is open.
    fn closes(&self, mark: &str, open: bool) -> bool {
        let after = &self.rest[mark.len()..];
        if open {
            return self.before().is_some_and(|c| !c.is_whitespace());
        }
        !after.starts_with(char::is_whitespace) && after.contains(mark)
    }

    fn before(&self) -> Option<char> {
        self.out.last()?.text.chars().next_back()
    }

    /// An underscore inside a word is a letter of it.
    fn at_word_edge(&self) -> bool {
        let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !(inner(self.before()) && inner(self.rest[1..].chars().next()))
    }

    /// Takes so many bytes as text.
    fn push(&mut self, length: usize) {
        let (text, rest) = self.rest.split_at(length);
        self.add(text.to_owned(), self.options.link.clone());
        self.rest = rest;
    }

    fn add(&mut self, text: String, link: Option<String>) {
        let options = &self.options;
        match self.out.last_mut() {
            Some(s) if s.bold == options.bold && s.emphasis == options.emphasis && s.link == link => {
                s.text += &text;
            }
            _ => self.out.push(Span { text, link, ..options.clone() }),
        }
    }

    fn escaped(&mut self) {
        let mark = self.rest[1..].chars().next().filter(char::is_ascii_punctuation);
        if mark.is_some() {
            self.rest = &self.rest[1..];
        }
        self.push(1);
    }

    /// `[words](address)`.
    fn link(&mut self) -> bool {
        let Some((words, after)) = self.rest[1..].split_once("](") else { return false };
        let Some((address, rest)) = after.split_once(')') else { return false };
        if words.contains('[') || address.contains(char::is_whitespace) {
            return false;
        }
        let words = spans_without_links(words);
        self.add(words, Some(address.to_owned()));
        self.rest = rest;
        true
    }

    /// `<address>`.
    fn autolink(&mut self) -> bool {
        let Some((address, rest)) = self.rest[1..].split_once('>') else { return false };
        if !is_address(address) || address.contains(char::is_whitespace) {
            return false;
        }
        self.add(address.to_owned(), Some(address.to_owned()));
        self.rest = rest;
        true
    }

    /// A bare address.
    fn address(&mut self) -> bool {
        if !is_address(self.rest) {
            return false;
        }
        let end = self.rest.find(char::is_whitespace).unwrap_or(self.rest.len());
        let address = self.rest[..end].trim_end_matches(['.', ',', ';', ':', ')', '*', '_']);
        self.add(address.to_owned(), Some(address.to_owned()));
        self.rest = &self.rest[address.len()..];
        true
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The words of a link, their own marks dropped.
fn spans_without_links(words: &str) -> String {
    words.replace("**", "").replace('\\', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(markdown: &str) -> Vec<String> {
        let options = |s: &Span| {
            let mark = match (s.bold, s.emphasis) {
                (true, true) => "***",
                (true, false) => "**",
                (false, true) => "*",
                (false, false) => "",
            };
            let link = s.link.as_ref().map(|l| format!(" <{l}>")).unwrap_or_default();
            format!("{mark}{}{link}", s.text)
        };
        spans(markdown).iter().map(options).collect()
    }

    #[test]
    fn looks_are_told_apart() {
        assert_eq!(told("a **b** c *d* e_f_g _h_"), ["a ", "**b", " c ", "*d", " e_f_g ", "*h"]);
        assert_eq!(told("5 * 3 and 2*"), ["5 * 3 and 2*"]);
        assert_eq!(told(r"\*no\* **yes"), ["*no* **yes"]);
        assert_eq!(
            told("see [the text](https://a.b/c_d), or https://x.y/z."),
            ["see ", "the text <https://a.b/c_d>", ", or ", "https://x.y/z <https://x.y/z>", "."]
        );
        assert_eq!(told("[not] (a link) <b>"), ["[not] (a link) <b>"]);
    }

    #[test]
    fn paragraphs_headings_and_lists_are_told_apart() {
        let read = paragraphs("# One\ntwo\nthree\n\n- four\n  five\n  - six\n2. seven\n#eight");
        let plain = |t: &str| vec![Span::plain(t)];
        let item = |m: &str, depth, t| Paragraph::Item(m.to_owned(), depth, plain(t));
        assert_eq!(
            read,
            [
                Paragraph::Heading(1, plain("One")),
                Paragraph::Text(plain("two three")),
                item("•", 0, "four five"),
                item("•", 1, "six"),
                item("2.", 0, "seven #eight"),
            ]
        );
    }

    proptest! {
        #[test]
        fn no_text_is_lost(text in "[a-zа-я한 .,]{0,40}") {
            let joined: String = spans(&text).into_iter().map(|s| s.text).collect();
            prop_assert_eq!(joined, text);
        }

        #[test]
        fn anything_is_read(text in "[\\PC\n]{0,60}") {
            let _ = paragraphs(&text);
        }
    }
}
