//! Captions as HTML, which is what a balloon shows, and back as far as Markdown goes.

use crate::formats::xml;
use tumen_core::markdown::{self, Block, Kind, Run};

/// Markdown as HTML: paragraphs, headings, lists, quotes; strong, emphasized and code words, links.
pub(super) fn from_markdown(text: &str) -> String {
    let mut writer = Writer::default();
    for block in markdown::blocks(text) {
        writer.block(&block);
    }
    writer.close_lists(0);
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The elements of the lists that are open, each with an open item.
    lists: Vec<&'static str>,
}

impl Writer {
    fn block(&mut self, block: &Block) {
        let (start, end) = match block.kind {
            Kind::Item(depth, number) => {
                self.item(usize::from(depth) + 1, number);
                return self.runs(&block.runs);
            }
            Kind::Paragraph => ("<p>", "</p>"),
            // A balloon is small: all headings are.
            Kind::Heading(_) => ("<h4>", "</h4>"),
            Kind::Quote => ("<blockquote><p>", "</p></blockquote>"),
        };
        self.close_lists(0);
        self.out.push_str(start);
        self.runs(&block.runs);
        self.out.push_str(end);
    }

    /// Opens an item, and lists around it until it stands so deep.
    fn item(&mut self, depth: usize, number: Option<u32>) {
        let element = if number.is_some() { "ol" } else { "ul" };
        self.close_lists(depth);
        if self.lists.len() == depth && self.lists.last() != Some(&element) {
            self.close_lists(depth - 1);
        }
        if self.lists.len() == depth {
            self.out.push_str("</li><li>");
        }
        while self.lists.len() < depth {
            self.lists.push(element);
            match number.filter(|n| *n != 1) {
                Some(first) => self.out.push_str(&format!("<{element} start=\"{first}\"><li>")),
                None => self.out.extend(["<", element, "><li>"]),
            }
        }
    }

    /// Closes lists until so many are open.
    fn close_lists(&mut self, depth: usize) {
        while self.lists.len() > depth {
            let element = self.lists.pop().unwrap_or_default();
            self.out.extend(["</li></", element, ">"]);
        }
    }

    /// Words in their elements; what two neighbors share stays open between them.
    fn runs(&mut self, runs: &[Run]) {
        let mut open: Vec<Look<'_>> = Vec::new();
        for run in runs {
            let looks = looks(run);
            let shared = open.iter().zip(&looks).take_while(|(a, b)| a == b).count();
            self.close_looks(&mut open, shared);
            for look in &looks[shared..] {
                look.start(&mut self.out);
            }
            open = looks;
            self.out.push_str(&xml::escaped(&run.text).replace('\n', "<br>"));
        }
        self.close_looks(&mut open, 0);
    }

    fn close_looks(&mut self, open: &mut Vec<Look<'_>>, until: usize) {
        while open.len() > until {
            let element = open.pop().map_or("", |l| l.element());
            self.out.extend(["</", element, ">"]);
        }
    }
}

/// An element that gives words their look.
#[derive(Clone, Copy, PartialEq)]
enum Look<'a> {
    Strong,
    Emphasis,
    Link(&'a str),
    Code,
}

impl Look<'_> {
    fn element(self) -> &'static str {
        match self {
            Self::Strong => "b",
            Self::Emphasis => "i",
            Self::Link(_) => "a",
            Self::Code => "code",
        }
    }

    fn start(self, out: &mut String) {
        match self {
            Self::Link(url) => out.extend(["<a href=\"", &xml::escaped(url), "\">"]),
            Self::Strong | Self::Emphasis | Self::Code => out.extend(["<", self.element(), ">"]),
        }
    }
}

/// The elements around a run, the outermost first.
fn looks(run: &Run) -> Vec<Look<'_>> {
    let mut looks = Vec::new();
    looks.extend(run.strong.then_some(Look::Strong));
    looks.extend(run.emphasis.then_some(Look::Emphasis));
    // Only links to the web: nothing in a balloon may start a program.
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    looks.extend(run.link.as_deref().filter(is_web).map(Look::Link));
    looks.extend(run.code.then_some(Look::Code));
    looks
}

/// HTML as Markdown. Pictures, tables and scripts are left out.
pub(super) fn to_markdown(html: &str) -> String {
    let (mut out, mut rest) = (String::new(), html);
    let mut open = Open::default();
    while let Some(at) = rest.find('<') {
        text(&mut out, &rest[..at]);
        let from = &rest[at..];
        let Some(end) = from.find('>') else {
            rest = from;
            break;
        };
        let tag = &from[1..end];
        rest = &from[end + 1..];
        let name: String = tag
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .collect::<String>()
            .to_ascii_lowercase();
        if matches!(name.as_str(), "script" | "style") {
            let close = format!("</{name}");
            let is_close = |at: &[u8]| at.eq_ignore_ascii_case(close.as_bytes());
            let end = rest.as_bytes().windows(close.len()).position(is_close);
            rest = end.and_then(|at| rest.get(at..)).unwrap_or_default();
            continue;
        }
        self::tag(&mut out, &name, tag, &mut open);
    }
    text(&mut out, rest);
    tidy(&out)
}

fn text(out: &mut String, raw: &str) {
    let text = xml::unescape(raw).0.replace("&nbsp;", " ");
    let mut space = text.starts_with(char::is_whitespace);
    for word in text.split_whitespace() {
        if space && !out.is_empty() && !out.ends_with(['\n', ' ']) {
            out.push(' ');
        }
        out.push_str(word);
        space = true;
    }
    let is_between = !out.is_empty() && !out.ends_with(['\n', ' ']);
    if text.ends_with(char::is_whitespace) && is_between {
        out.push(' ');
    }
}

/// What is open while HTML is read.
#[derive(Default)]
struct Open {
    /// Where links lead.
    links: Vec<String>,
    /// The number of the next item of each list, if it counts.
    lists: Vec<Option<u32>>,
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let value = xml::attributes(tag).find(|(name, ..)| name.eq_ignore_ascii_case(wanted));
    value.map(|(_, value, _)| xml::unescape(value).0.into_owned())
}

fn tag(out: &mut String, name: &str, tag: &str, open: &mut Open) {
    match name {
        "b" | "/b" | "strong" | "/strong" => out.push_str("**"),
        "i" | "/i" | "em" | "/em" => out.push('*'),
        "code" | "/code" => out.push('`'),
        "br" | "br/" => out.push('\n'),
        "blockquote" => out.push_str("\n\n> "),
        // The paragraph of a quote stands behind its mark.
        "p" if out.ends_with("\n> ") => {}
        "ul" => {
            open.lists.push(None);
            out.push_str(if open.lists.len() > 1 { "" } else { "\n\n" });
        }
        "ol" => {
            let first = attribute(tag, "start").and_then(|n| n.parse().ok()).unwrap_or(1);
            open.lists.push(Some(first));
            out.push_str(if open.lists.len() > 1 { "" } else { "\n\n" });
        }
        "/ul" | "/ol" => {
            open.lists.pop();
            out.push_str(if open.lists.is_empty() { "\n\n" } else { "" });
        }
        "p" | "/p" | "div" | "/div" | "/blockquote" | "tr" | "table" => out.push_str("\n\n"),
        "h1" | "h2" | "h3" | "h4" => out.push_str("\n\n#### "),
        "/h1" | "/h2" | "/h3" | "/h4" => out.push_str("\n\n"),
        "li" => item(out, &mut open.lists),
        "td" | "th" => out.push(' '),
        "a" => {
            open.links.push(attribute(tag, "href").unwrap_or_default());
            out.push('[');
        }
        "/a" => {
            let url = open.links.pop().unwrap_or_default();
            out.extend(["](", &url, ")"]);
        }
        _ => {}
    }
}

/// Begins an item of the innermost list, or of one that nobody has opened.
fn item(out: &mut String, lists: &mut [Option<u32>]) {
    let indent = INDENT.repeat(lists.len().saturating_sub(1).min(DEEPEST));
    match lists.last_mut() {
        Some(Some(number)) => {
            *out += &format!("\n{indent}{number}. ");
            *number = number.saturating_add(1);
        }
        _ => *out += &format!("\n{indent}- "),
    }
}

/// A list inside another stands so far to the right, which is enough below a bullet and a number of one digit.
const INDENT: &str = "   ";
/// Lists are followed this deep.
const DEEPEST: usize = 6;

/// No blank line twice or between items, no blanks at ends of lines, nor before them but for items.
fn tidy(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        let line = if is_item(line) { line } else { line.trim_start() };
        let list = is_item(line) && lines.iter().rev().nth(1).is_some_and(|l| is_item(l));
        if list && lines.last() == Some(&"") {
            lines.pop();
        }
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

fn is_item(line: &str) -> bool {
    let words = line.trim_start();
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    words.starts_with("- ") || digits > 0 && words[digits..].starts_with(". ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_html() {
        let html = from_markdown(
            "**54 km** of *railway* & more\nopened [RZD](https://rzd.ru/a?b=1&c=2)\n\n# Then\n- one\n- <two>",
        );
        assert_eq!(
            html,
            "<p><b>54 km</b> of <i>railway</i> &amp; more opened <a href=\"https://rzd.ru/a?b=1&amp;c=2\">RZD</a></p>\
             <h4>Then</h4><ul><li>one</li><li>&lt;two&gt;</li></ul>"
        );
        assert_eq!(from_markdown("2 * 3 [x](javascript:alert) ** ["), "<p>2 * 3 x ** [</p>");
    }

    #[test]
    fn lists_stand_inside_each_other() {
        assert_eq!(
            from_markdown("- one\n  - two\n- three\n\n2. four\n\nfive"),
            "<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul><ol start=\"2\"><li>four</li></ol><p>five</p>"
        );
    }

    #[test]
    fn html_becomes_markdown() {
        let html = "<div>The <b>bridge</b><br/>of 1959</div><ul><li>one</li><li>two</li></ul><script>x<y</script><a href='http://a.b'>site</a> &amp; co";
        assert_eq!(to_markdown(html), "The **bridge**\nof 1959\n\n- one\n- two\n\n[site](http://a.b) & co");
        assert_eq!(to_markdown("plain\n text"), "plain text");
        assert_eq!(to_markdown("<b"), "<b");
    }

    #[test]
    fn markdown_survives_a_balloon() {
        for text in [
            "**54 km** of railway.\n\nOpened *2013*.",
            "One.\n\nTwo [a](https://b.c).\n\n- x\n- y",
            "**bold *weak* [link](https://a.b)** `code`",
            "> he said\n\n3. three\n4. four\n   - under\n5. five",
        ] {
            assert_eq!(to_markdown(&from_markdown(text)), text);
        }
        let joined = "**54 km** of railway. Opened *2013*.";
        assert_eq!(to_markdown(&from_markdown("**54 km** of railway.\nOpened *2013*.")), joined);
    }
}
