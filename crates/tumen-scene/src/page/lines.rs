//! Text broken into lines that fit a width.

use crate::frame::Weight;
use crate::text;
use tumen_core::markdown::Run;

/// A stretch of a line that looks alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// What it says.
    pub text: String,
    /// Index of its run.
    pub run: usize,
    /// Where it starts, pixels from the start of the line.
    pub x: f32,
    /// How wide it is, pixels.
    pub width: f32,
}

/// A line.
pub type Line = Vec<Stretch>;

/// The weight of a run in text of some weight.
#[must_use]
pub fn weight(run: &Run, base: Weight) -> Weight {
    match (run.strong, run.emphasis) {
        (true, _) => Weight::SemiBold,
        (false, true) if base == Weight::Regular => Weight::Slanted,
        _ => base,
    }
}

/// Runs broken at spaces into lines no wider than `room`, and wherever they break a line themselves; a word
/// that is wider is broken anywhere.
#[must_use]
pub fn wrapped(runs: &[Run], room: f32, size: f32, base: Weight) -> Vec<Line> {
    let mut setter = Setter { runs, size, base, room, lines: Vec::new(), at: 0.0 };
    for word in words(runs) {
        setter.word(&word);
    }
    setter.lines
}

/// A word of one or more runs.
struct Word {
    /// The run of the space before it.
    space: Option<usize>,
    /// Whether it begins a line.
    breaks: bool,
    parts: Vec<(String, usize)>,
}

fn words(runs: &[Run]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut space, mut breaks, mut glued) = (None, false, false);
    for (index, run) in runs.iter().enumerate() {
        for c in run.text.chars() {
            // A space that does not break belongs to its word.
            if c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}') {
                (space, glued) = (Some(index), false);
                breaks |= c == '\n';
                continue;
            }
            if !glued {
                let breaks = std::mem::take(&mut breaks);
                words.push(Word { space: space.take(), breaks, parts: Vec::new() });
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
    runs: &'a [Run],
    size: f32,
    base: Weight,
    room: f32,
    lines: Vec<Line>,
    /// Where the last line ends.
    at: f32,
}

impl Setter<'_> {
    fn width(&self, words: &str, run: usize) -> f32 {
        text::width(words, self.size, weight(&self.runs[run], self.base))
    }

    fn word(&mut self, word: &Word) {
        let width: f32 = word.parts.iter().map(|(t, s)| self.width(t, *s)).sum();
        let space = word.space.map_or(0.0, |s| self.width(" ", s));
        let first = self.lines.is_empty();
        if first || word.breaks || self.at + space + width > self.room {
            self.lines.push(Line::new());
            self.at = 0.0;
        } else if let Some(run) = word.space {
            self.space(run, word.parts.first().map_or(run, |p| p.1));
        }
        for (text, run) in &word.parts {
            if width > self.room { self.broken(text, *run) } else { self.add(text, *run) }
        }
    }

    /// A space joins the words of one run, and is otherwise no part of a link.
    fn space(&mut self, run: usize, next: usize) {
        let last = self.lines.last().and_then(|l| l.last()).map_or(run, |s| s.run);
        let of = if last == next || self.runs[last].link.is_none() { last } else { next };
        if last != next && self.runs[of].link.is_some() {
            self.at += self.width(" ", of);
        } else {
            self.add(" ", of);
        }
    }

    fn add(&mut self, text: &str, run: usize) {
        let width = self.width(text, run);
        let at = self.at;
        let Some(line) = self.lines.last_mut() else { return };
        match line.last_mut() {
            // Nothing is added to a stretch that a gap follows.
            Some(last) if last.run == run && (last.x + last.width - at).abs() < 0.01 => {
                last.text.push_str(text);
                last.width += width;
            }
            _ => line.push(Stretch { text: text.to_owned(), run, x: at, width }),
        }
        self.at += width;
    }

    /// A word too wide for any line, letter by letter.
    fn broken(&mut self, text: &str, run: usize) {
        for c in text.chars() {
            let letter = c.to_string();
            if self.at > 0.0 && self.at + self.width(&letter, run) > self.room {
                self.lines.push(Line::new());
                self.at = 0.0;
            }
            self.add(&letter, run);
        }
    }
}

/// How wide a line is, pixels; a space at its end does not count.
#[must_use]
pub fn line_width(line: &Line) -> f32 {
    line.last().map_or(0.0, |last| last.x + last.width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tumen_core::markdown::runs;

    fn told(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|l| l.iter().map(|r| r.text.as_str()).collect()).collect()
    }

    #[test]
    fn words_of_one_look_are_one_run() {
        let lines = wrapped(&runs("one two **three** four"), 500.0, 10.0, Weight::Regular);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].iter().map(|r| &*r.text).collect::<Vec<_>>(), ["one two ", "three ", "four"]);
    }

    #[test]
    fn a_link_has_no_space_at_its_ends() {
        let lines = wrapped(&runs("see [the text](https://a.b) now"), 500.0, 10.0, Weight::Regular);
        assert_eq!(lines[0].iter().map(|r| &*r.text).collect::<Vec<_>>(), ["see ", "the text", " now"]);
    }

    #[test]
    fn a_hard_break_ends_a_line() {
        let blocks = tumen_core::markdown::blocks("one\\\ntwo *three*  \nfour");
        let lines = wrapped(&blocks[0].runs, 500.0, 10.0, Weight::Regular);
        assert_eq!(told(&lines), ["one", "two three", "four"]);
    }

    proptest! {
        #[test]
        fn every_line_fits_and_every_letter_is_there(text in "[a-zа-я한국\\* ]{0,200}", room in 20f32..200.0) {
            let runs = runs(&text);
            let lines = wrapped(&runs, room, 11.0, Weight::Regular);
            for line in &lines {
                let width = line_width(line);
                // A letter wider than the room stands alone.
                prop_assert!(width <= room + 0.1 || line.iter().map(|r| r.text.chars().count()).sum::<usize>() == 1, "{width}");
            }
            let letters = |t: String| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let all: String = runs.iter().map(|s| s.text.as_str()).collect();
            prop_assert_eq!(letters(told(&lines).concat()), letters(all));
        }
    }
}
