//! Captions as HTML, which is what a balloon shows, and back as far as Markdown goes.

use crate::formats::xml;

/// Markdown as HTML: paragraphs, headings, lists, bold, italics and links. What it does not know stays text.
pub(super) fn from_markdown(text: &str) -> String {
    let (mut out, mut open) = (String::new(), "");
    for line in text.lines() {
        let line = line.trim();
        let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
        let heading = line.trim_start_matches('#');
        let (element, content) = match item {
            _ if line.is_empty() => ("", ""),
            Some(item) => ("ul", item),
            None if heading.len() < line.len() && heading.starts_with(' ') => ("h4", heading.trim()),
            None => ("p", line),
        };
        if element != open || element == "h4" {
            close(&mut out, open);
            if !element.is_empty() {
                out.extend(["<", element, ">"]);
            }
        } else if element == "p" {
            out.push_str("<br>");
        }
        open = element;
        match element {
            "ul" => out.extend(["<li>", &inline(content), "</li>"]),
            _ => out.push_str(&inline(content)),
        }
    }
    close(&mut out, open);
    out
}

fn close(out: &mut String, element: &str) {
    if !element.is_empty() {
        out.extend(["</", element, ">"]);
    }
}

/// Bold, italics and links of one line.
fn inline(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(['*', '[']) {
        out.push_str(&xml::escaped(&rest[..at]));
        let from = &rest[at..];
        let (html, used) = bold(from).or_else(|| italic(from)).or_else(|| link(from)).unwrap_or_else(|| {
            let signs = if from.starts_with("**") { 2 } else { 1 };
            (from[..signs].to_owned(), signs)
        });
        out.push_str(&html);
        rest = &from[used..];
    }
    out.push_str(&xml::escaped(rest));
    out
}

fn marked(text: &str, mark: &str, element: &str) -> Option<(String, usize)> {
    let inner = near(text).strip_prefix(mark)?;
    let end = inner.find(mark).filter(|end| *end > 0)?;
    if inner[..end].starts_with(' ') || inner[..end].ends_with(' ') {
        return None;
    }
    let html = format!("<{element}>{}</{element}>", xml::escaped(&inner[..end]));
    Some((html, end + 2 * mark.len()))
}

fn bold(text: &str) -> Option<(String, usize)> {
    marked(text, "**", "b")
}

fn italic(text: &str) -> Option<(String, usize)> {
    if text.starts_with("**") { None } else { marked(text, "*", "i") }
}

/// A mark is closed and a link ends within so many bytes, or it is none.
const NEAR: usize = 1000;

fn near(text: &str) -> &str {
    let end = (0..=NEAR.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

/// Only links to the web: nothing in a balloon may start a program.
fn link(text: &str) -> Option<(String, usize)> {
    let text = near(text);
    let middle = text.find("](")?;
    let (label, rest) = (&text[1..middle], &text[middle + 2..]);
    let end = rest.find(')')?;
    let url = rest[..end].trim();
    if label.contains('[') || !(url.starts_with("https://") || url.starts_with("http://")) {
        return None;
    }
    Some((format!("<a href=\"{}\">{}</a>", xml::escaped(url), xml::escaped(label)), middle + 2 + end + 1))
}

/// HTML as Markdown. Pictures, tables and scripts are left out.
pub(super) fn to_markdown(html: &str) -> String {
    let (mut out, mut rest, mut links) = (String::new(), html, Vec::new());
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
        self::tag(&mut out, &name, tag, &mut links);
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
    if text.ends_with(char::is_whitespace) && !text.trim().is_empty() {
        out.push(' ');
    }
}

fn tag(out: &mut String, name: &str, tag: &str, links: &mut Vec<String>) {
    match name {
        "b" | "/b" | "strong" | "/strong" => out.push_str("**"),
        "i" | "/i" | "em" | "/em" => out.push('*'),
        "br" | "br/" => out.push('\n'),
        "p" | "/p" | "div" | "/div" | "ul" | "/ul" | "ol" | "/ol" | "tr" | "table" => out.push_str("\n\n"),
        "h1" | "h2" | "h3" | "h4" => out.push_str("\n\n#### "),
        "/h1" | "/h2" | "/h3" | "/h4" => out.push_str("\n\n"),
        "li" => out.push_str("\n- "),
        "td" | "th" => out.push(' '),
        "a" => {
            let value = xml::attributes(tag).find(|(name, ..)| name.eq_ignore_ascii_case("href"));
            links.push(value.map(|(_, value, _)| xml::unescape(value).0.into_owned()).unwrap_or_default());
            out.push('[');
        }
        "/a" => {
            let url = links.pop().unwrap_or_default();
            out.extend(["](", &url, ")"]);
        }
        _ => {}
    }
}

/// No blank line twice, no blanks at ends of lines.
fn tidy(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim) {
        let list = line.starts_with("- ") && lines.iter().rev().nth(1).is_some_and(|l| l.starts_with("- "));
        if list && lines.last() == Some(&"") {
            lines.pop();
        }
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
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
            "<p><b>54 km</b> of <i>railway</i> &amp; more<br>opened <a href=\"https://rzd.ru/a?b=1&amp;c=2\">RZD</a></p>\
             <h4>Then</h4><ul><li>one</li><li>&lt;two&gt;</li></ul>"
        );
        assert_eq!(
            from_markdown("2 * 3 [x](javascript:alert) ** ["),
            "<p>2 * 3 [x](javascript:alert) ** [</p>"
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
        for text in ["**54 km** of railway.\nOpened *2013*.", "One.\n\nTwo [a](https://b.c).\n\n- x\n- y"] {
            assert_eq!(to_markdown(&from_markdown(text)), text);
        }
    }
}
