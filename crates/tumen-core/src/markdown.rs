//! The one reader of Markdown: a text as blocks of words with their looks.
//!
//! CommonMark decides what is a mark. Paragraphs, headings, lists and quotes are blocks; strong, emphasized and
//! code words, links and hard breaks are looks of words. HTML stays as it is written, a bare web address is a
//! link, and no text is an error. Whoever shows a text maps these values and reads no marks.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Ordinary text.
    Paragraph,
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// An item of a list: how deep it stands, from 0, and its number if the list counts.
    Item(u8, Option<u32>),
    /// What somebody else has said.
    Quote,
}

impl Kind {
    /// What stands before the words: a bullet, a number with its dot, a quotation mark.
    #[must_use]
    pub fn mark(self) -> Option<Cow<'static, str>> {
        match self {
            Self::Paragraph | Self::Heading(_) => None,
            Self::Item(_, None) => Some("•".into()),
            Self::Item(_, Some(number)) => Some(format!("{number}.").into()),
            Self::Quote => Some("“".into()),
        }
    }
}

/// Words that look alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The words; a hard line break is `\n`.
    pub text: String,
    /// Strong.
    pub strong: bool,
    /// Emphasized.
    pub emphasis: bool,
    /// To be read letter by letter.
    pub code: bool,
    /// Where it leads.
    pub link: Option<String>,
}

impl Run {
    /// Words as they are.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    fn looks_like(&self, other: &Self) -> bool {
        (self.strong, self.emphasis, self.code, &self.link)
            == (other.strong, other.emphasis, other.code, &other.link)
    }
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its words; never none.
    pub runs: Vec<Run>,
}

impl Block {
    /// The words without their looks.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }
}

/// The blocks of a text.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let text = bulleted(text);
    let mut reader = Reader::default();
    Parser::new_ext(&text, Options::empty()).for_each(|event| reader.event(event));
    let finished = reader.blocks.into_iter().map(|b| Block { runs: finished(b.runs), ..b });
    finished.filter(|b| !b.runs.is_empty()).collect()
}

/// A line of text, such as a cell of a table: marks of words have their meaning, those of blocks do not.
#[must_use]
pub fn runs(line: &str) -> Vec<Run> {
    // Behind a space that is none to CommonMark's blocks no mark begins a block.
    let guarded = format!("{GUARD}{}", line.replace(['\n', '\r'], " ").trim_start());
    let mut all: Vec<Run> = blocks(&guarded).into_iter().flat_map(|b| b.runs).collect();
    if let Some(first) = all.first_mut()
        && let Some(rest) = first.text.strip_prefix(GUARD)
    {
        first.text = rest.to_owned();
    }
    all.retain(|r| !r.text.is_empty());
    all
}

const GUARD: char = '\u{a0}';

/// What a reader would read aloud: the words of each block on a line of its own, behind their mark.
#[must_use]
pub fn plain(text: &str) -> String {
    let line = |block: Block| {
        let words = block.text();
        match block.kind {
            Kind::Item(..) => format!("{} {words}", block.kind.mark().unwrap_or_default()),
            Kind::Paragraph | Kind::Heading(_) | Kind::Quote => words,
        }
    };
    blocks(text).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Markdown that says a text as it is.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let start = line.len() - line.trim_start().len();
        let digits = start + line[start..].bytes().take_while(u8::is_ascii_digit).count();
        for (at, c) in line.char_indices() {
            match c {
                '*' | '_' | '\\' | '`' | '[' | ']' | '<' | '&' => out.push('\\'),
                '#' | '>' | '-' | '+' | '=' | '~' if at == start => out.push('\\'),
                '.' | ')' if at == digits && digits > start => out.push('\\'),
                // Only ASCII can be escaped by a backslash.
                '•' if at == start => {
                    out.push_str("&#8226;");
                    continue;
                }
                _ => {}
            }
            out.push(c);
        }
    }
    out
}

/// Markdown of words, escaped already, that lead to an address; the words alone if there is none.
#[must_use]
pub fn linked(words: &str, url: &str) -> String {
    if url.is_empty() {
        return words.to_owned();
    }
    // A bracket or a space in the address would end it.
    let url = url.replace('(', "%28").replace(')', "%29").replace(' ', "%20");
    format!("[{words}]({url})")
}

/// Lists are followed this deep.
const DEEPEST: usize = 6;

/// A bullet that people type is the mark of an item, too.
fn bulleted(text: &str) -> Cow<'_, str> {
    if !text.contains('•') {
        return Cow::Borrowed(text);
    }
    let line = |line: &str| {
        let words = line.trim_start();
        let indent = &line[..line.len() - words.len()];
        words.strip_prefix("• ").map_or_else(|| line.to_owned(), |rest| format!("{indent}- {rest}"))
    };
    Cow::Owned(text.lines().map(line).collect::<Vec<_>>().join("\n"))
}

/// Follows the events of the parser.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// Whether words belong to the last block.
    open: bool,
    /// The number of the next item of each open list, if it counts.
    lists: Vec<Option<u64>>,
    quotes: usize,
    strong: usize,
    emphasis: usize,
    code_blocks: usize,
    links: Vec<String>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => {
                self.add(&words, self.code_blocks > 0);
            }
            Event::Code(words) => self.add(&words, true),
            Event::SoftBreak => self.add(" ", false),
            Event::HardBreak => self.add("\n", false),
            Event::Rule => self.open = false,
            // Extensions of Markdown that are not asked for.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.words(),
            Tag::Heading { level, .. } => self.begin(Kind::Heading(number_of(level))),
            Tag::BlockQuote(_) => {
                self.quotes += 1;
                self.open = false;
            }
            Tag::CodeBlock(_) => {
                self.code_blocks += 1;
                self.words();
            }
            Tag::List(first) => {
                self.lists.push(first);
                self.open = false;
            }
            Tag::Item => self.item(),
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push(dest_url.into_string());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::Heading(_) | TagEnd::Item => self.open = false,
            TagEnd::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_sub(1);
                self.open = false;
            }
            TagEnd::CodeBlock => {
                self.code_blocks = self.code_blocks.saturating_sub(1);
                self.open = false;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.open = false;
            }
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => {
                self.links.pop();
            }
            _ => {}
        }
    }

    /// What text is that no mark stands before.
    fn usual(&self) -> Kind {
        if self.quotes > 0 { Kind::Quote } else { Kind::Paragraph }
    }

    /// Whether the words of an item are yet to come.
    fn is_fresh_item(&self) -> bool {
        let is_fresh = |b: &Block| matches!(b.kind, Kind::Item(..)) && b.runs.is_empty();
        self.open && self.blocks.last().is_some_and(is_fresh)
    }

    /// Begins a block without a mark, unless these are the first words of an item.
    fn words(&mut self) {
        if !self.is_fresh_item() {
            self.begin(self.usual());
        }
    }

    fn begin(&mut self, kind: Kind) {
        self.blocks.push(Block { kind, runs: Vec::new() });
        self.open = true;
    }

    fn item(&mut self) {
        let depth = self.lists.len().saturating_sub(1).min(DEEPEST) as u8;
        let number = self.lists.last_mut().and_then(|next| {
            let number = (*next)?;
            *next = number.checked_add(1);
            u32::try_from(number).ok()
        });
        self.begin(Kind::Item(depth, number));
    }

    fn add(&mut self, words: &str, code: bool) {
        if !self.open {
            self.begin(self.usual());
        }
        let (strong, emphasis) = (self.strong > 0, self.emphasis > 0);
        let run = Run { text: words.to_owned(), strong, emphasis, code, link: self.links.last().cloned() };
        if let Some(block) = self.blocks.last_mut() {
            push(&mut block.runs, run);
        }
    }
}

fn number_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Adds words to a block; those that look like the last ones continue them.
fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if last.looks_like(&run) => last.text.push_str(&run.text),
        _ => runs.push(run),
    }
}

/// The words of a block without space at its ends, bare addresses as links.
fn finished(mut runs: Vec<Run>) -> Vec<Run> {
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start_matches(ENDS).to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end_matches(ENDS).len());
    }
    let mut out = Vec::with_capacity(runs.len());
    for run in runs.into_iter().filter(|r| !r.text.is_empty()) {
        if run.code || run.link.is_some() { push(&mut out, run) } else { with_addresses(&run, &mut out) }
    }
    out
}

/// What is no part of a block at its ends.
const ENDS: [char; 4] = [' ', '\t', '\n', '\r'];

/// Adds a run, its bare web addresses as links.
fn with_addresses(run: &Run, out: &mut Vec<Run>) {
    let mut rest = run.text.as_str();
    while let Some(at) = address(rest) {
        let end = rest[at..].find(char::is_whitespace).map_or(rest.len(), |length| at + length);
        let url = rest[at..end].trim_end_matches(['.', ',', ';', ':', ')', '*', '_']);
        let end = at + url.len();
        let words = |text: &str, link| Run { text: text.to_owned(), link, ..run.clone() };
        if at > 0 {
            push(out, words(&rest[..at], None));
        }
        push(out, words(url, Some(url.to_owned())));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        push(out, Run { text: rest.to_owned(), ..run.clone() });
    }
}

/// Where the first web address of a text begins.
fn address(text: &str) -> Option<usize> {
    ["https://", "http://"].into_iter().filter_map(|scheme| text.find(scheme)).min()
}

#[cfg(test)]
#[path = "markdown/tests.rs"]
mod tests;
