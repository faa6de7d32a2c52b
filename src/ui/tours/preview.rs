//! Captions as the audience reads them: the little Markdown that a caption needs.

use crate::ui::colors::Ink;
use crate::ui::typeset;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Label, Ui};

/// How a run of letters is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Style {
    strong: bool,
    slanted: bool,
    link: bool,
}

/// Shows a text: paragraphs, headings, lists, strong and slanted words, links.
pub(super) fn show(ui: &mut Ui, ink: &Ink, text: &str) {
    ui.spacing_mut().item_spacing.y = typeset::TIGHT;
    for block in blocks(text) {
        let size = if block.heading { typeset::HEADING } else { typeset::BODY };
        let mut job = LayoutJob::default();
        job.append(block.mark.as_str(), 0.0, format(ink, size, Style::default()));
        for (words, style) in runs(&block.text) {
            let style = Style { strong: style.strong || block.heading, ..style };
            job.append(&words, 0.0, format(ink, size, style));
        }
        ui.add(Label::new(job).wrap());
    }
}

fn format(ink: &Ink, size: f32, style: Style) -> TextFormat {
    let font_id = if style.strong { typeset::strong_font(size) } else { typeset::font(size) };
    let color = if style.link { ink.link } else { ink.text };
    TextFormat { font_id, color, italics: style.slanted, ..TextFormat::default() }
}

#[derive(Debug, PartialEq, Eq)]
struct Block {
    heading: bool,
    /// The bullet or number before an item of a list.
    mark: String,
    text: String,
}

/// Lines that belong together are joined; an empty line, a heading and an item of a list begin anew.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        let heading = line.trim_start_matches('#');
        if line.is_empty() {
            open = false;
        } else if heading.len() < line.len() && heading.starts_with(' ') {
            blocks.push(Block { heading: true, mark: String::new(), text: heading.trim().to_owned() });
            open = false;
        } else if let Some((mark, rest)) = item(line) {
            blocks.push(Block { heading: false, mark, text: rest.to_owned() });
            open = true;
        } else if let Some(last) = blocks.last_mut().filter(|_| open) {
            last.text.push(' ');
            last.text.push_str(line);
        } else {
            blocks.push(Block { heading: false, mark: String::new(), text: line.to_owned() });
            open = true;
        }
    }
    blocks
}

fn item(line: &str) -> Option<(String, &str)> {
    let bullet = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
    if let Some(rest) = bullet {
        return Some(("•  ".to_owned(), rest));
    }
    let (number, rest) = line.split_once(". ")?;
    let counted = !number.is_empty() && number.len() < 4 && number.chars().all(|c| c.is_ascii_digit());
    counted.then(|| (format!("{number}.  "), rest))
}

/// Runs of letters of one style. Signs without a partner stand for themselves.
fn runs(text: &str) -> Vec<(String, Style)> {
    let mut out: Vec<(String, Style)> = Vec::new();
    let mut style = Style::default();
    let mut plain = String::new();
    let mut rest = text;
    let flush = |plain: &mut String, style: Style, out: &mut Vec<(String, Style)>| {
        if !plain.is_empty() {
            out.push((std::mem::take(plain), style));
        }
    };
    while let Some(first) = rest.chars().next() {
        let (turned, length) = match first {
            '*' if rest.starts_with("**") && (style.strong || rest[2..].contains("**")) => {
                (Style { strong: !style.strong, ..style }, 2)
            }
            '*' if style.slanted || rest[1..].contains('*') => {
                (Style { slanted: !style.slanted, ..style }, 1)
            }
            '[' if let Some((words, length)) = link(rest) => {
                flush(&mut plain, style, &mut out);
                out.push((words.to_owned(), Style { link: true, ..style }));
                rest = &rest[length..];
                continue;
            }
            _ => {
                plain.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
        };
        flush(&mut plain, style, &mut out);
        style = turned;
        rest = &rest[length..];
    }
    flush(&mut plain, style, &mut out);
    out
}

/// The words of a link at the start of a text, and the link's length.
fn link(text: &str) -> Option<(&str, usize)> {
    let (words, after) = text.strip_prefix('[')?.split_once("](")?;
    let address = after.split_once(')')?.0;
    (!words.contains('[')).then_some((words, 1 + words.len() + 2 + address.len() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(text: &str) -> String {
        let mark = |(words, s): (String, Style)| {
            let mut out = words;
            for (on, sign) in [(s.strong, "!"), (s.slanted, "/"), (s.link, "@")] {
                if on {
                    out = format!("{sign}{out}{sign}");
                }
            }
            out
        };
        runs(text).into_iter().map(mark).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_are_set_as_marked() {
        assert_eq!(brief("a **b** *c* d"), "a |!b!| |/c/| d");
        assert_eq!(brief("see [the card](https://a.b/c) now"), "see |@the card@| now");
        assert_eq!(brief("5 * 3 ** 2"), "5 * 3 ** 2".replace("* 3 *", "|/ 3 /|"));
        assert_eq!(
            brief("[no link] 라진 **나진"),
            "[no link] 라진 **나진".replace("**", "|").replace("라진 |", "라진 ||")
        );
    }

    #[test]
    fn lines_make_blocks() {
        let blocks = blocks("# Title\none\ntwo\n\nthree\n- a\n- b\n  more\n12. c\n2024. d");
        let texts: Vec<String> = blocks.iter().map(|b| format!("{}{}", b.mark, b.text)).collect();
        assert_eq!(
            texts,
            ["Title", "one two", "three", "•  a", "•  b more", "12.  c 2024. d"].map(str::to_owned)
        );
        assert!(blocks[0].heading && !blocks[1].heading);
    }
}
