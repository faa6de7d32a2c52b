//! Text broken into lines that fit a width.

use super::markdown::Span;
use crate::frame::Weight;
use crate::text;

/// A stretch of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// Index of its span.
    pub span: usize,
    /// Where it starts, pixels from the start of the line.
    pub x: f32,
    /// How wide it is, pixels.
    pub width: f32,
}

/// A line.
pub type Line = Vec<Run>;

/// The weight of a span in text of some weight.
#[must_use]
pub fn weight(span: &Span, base: Weight) -> Weight {
    match (span.bold, span.emphasis) {
        (true, _) => Weight::SemiBold,
        (false, true) if base == Weight::Regular => Weight::Slanted,
        _ => base,
    }
}

/// Spans broken at spaces into lines no wider than `room`; a word that is wider is broken anywhere.
#[must_use]
pub fn wrapped(spans: &[Span], room: f32, size: f32, base: Weight) -> Vec<Line> {
    let mut setter = Setter { spans, size, base, room, lines: Vec::new(), at: 0.0 };
    for word in words(spans) {
        setter.word(&word);
    }
    setter.lines
}

/// A word of one or more spans, with the span of the space before it.
struct Word {
    space: Option<usize>,
    parts: Vec<(String, usize)>,
}

fn words(spans: &[Span]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut space = None;
    let mut glued = false;
    for (index, span) in spans.iter().enumerate() {
        for c in span.text.chars() {
            // A space that does not break belongs to its word.
            if c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}') {
                (space, glued) = (Some(index), false);
                continue;
            }
            if !glued {
                words.push(Word { space: space.take(), parts: Vec::new() });
                glued = true;
            }
            let Some(word) = words.last_mut() else { continue };
            match word.parts.last_mut() {
                Some((text, of)) if *of == index => text.push(c),
                _ => word.parts.push((c.to_string(), index)),
            }
        }
    }
    words
}

struct Setter<'a> {
    spans: &'a [Span],
    size: f32,
    base: Weight,
    room: f32,
    lines: Vec<Line>,
    /// Where the last line ends.
    at: f32,
}

impl Setter<'_> {
    fn width(&self, words: &str, span: usize) -> f32 {
        text::width(words, self.size, weight(&self.spans[span], self.base))
    }

    fn word(&mut self, word: &Word) {
        let width: f32 = word.parts.iter().map(|(t, s)| self.width(t, *s)).sum();
        let space = word.space.map_or(0.0, |s| self.width(" ", s));
        let first = self.lines.is_empty();
        if first || self.at + space + width > self.room {
            self.lines.push(Line::new());
            self.at = 0.0;
        } else if let Some(span) = word.space {
            self.space(span, word.parts.first().map_or(span, |p| p.1));
        }
        for (text, span) in &word.parts {
            if width > self.room { self.broken(text, *span) } else { self.add(text, *span) }
        }
    }

    /// A space joins the words of one span, and is otherwise no part of a link.
    fn space(&mut self, span: usize, next: usize) {
        let last = self.lines.last().and_then(|l| l.last()).map_or(span, |r| r.span);
        let of = if last == next || self.spans[last].link.is_none() { last } else { next };
        if last != next && self.spans[of].link.is_some() {
            self.at += self.width(" ", of);
        } else {
            self.add(" ", of);
        }
    }

    fn add(&mut self, text: &str, span: usize) {
        let width = self.width(text, span);
        let at = self.at;
        let Some(line) = self.lines.last_mut() else { return };
        match line.last_mut() {
            // Nothing is added to a run that a gap follows.
            Some(run) if run.span == span && (run.x + run.width - at).abs() < 0.01 => {
                run.text.push_str(text);
                run.width += width;
            }
            _ => line.push(Run { text: text.to_owned(), span, x: at, width }),
        }
        self.at += width;
    }

    /// A word too wide for any line, letter by letter.
    fn broken(&mut self, text: &str, span: usize) {
        for c in text.chars() {
            let letter = c.to_string();
            if self.at > 0.0 && self.at + self.width(&letter, span) > self.room {
                self.lines.push(Line::new());
                self.at = 0.0;
            }
            self.add(&letter, span);
        }
    }
}

/// How wide a line is, pixels; a space at its end does not count.
#[must_use]
pub fn line_width(line: &Line) -> f32 {
    line.last().map_or(0.0, |run| run.x + run.width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::markdown::spans;
    use proptest::prelude::*;

    fn told(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|l| l.iter().map(|r| r.text.as_str()).collect()).collect()
    }

    #[test]
    fn words_of_one_look_are_one_run() {
        let lines = wrapped(&spans("one two **three** four"), 500.0, 10.0, Weight::Regular);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].iter().map(|r| &*r.text).collect::<Vec<_>>(), ["one two ", "three ", "four"]);
    }

    #[test]
    fn a_link_has_no_space_at_its_ends() {
        let lines = wrapped(&spans("see [the text](https://a.b) now"), 500.0, 10.0, Weight::Regular);
        assert_eq!(lines[0].iter().map(|r| &*r.text).collect::<Vec<_>>(), ["see ", "the text", " now"]);
    }

    proptest! {
        #[test]
        fn every_line_fits_and_every_letter_is_there(text in "[a-zа-я한국\\* ]{0,200}", room in 20f32..200.0) {
            let spans = spans(&text);
            let lines = wrapped(&spans, room, 11.0, Weight::Regular);
            for line in &lines {
                let width = line_width(line);
                // A letter wider than the room stands alone.
                prop_assert!(width <= room + 0.1 || line.iter().map(|r| r.text.chars().count()).sum::<usize>() == 1, "{width}");
            }
            let letters = |t: String| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let all: String = spans.iter().map(|s| s.text.as_str()).collect();
            prop_assert_eq!(letters(told(&lines).concat()), letters(all));
        }
    }
}
