//! A document of blocks, one column to the page: what reports and handouts are made of.

use super::block::{Block, Piece, Setter, rule};
use super::flow::{Area, Sheet, balanced, begin_page};
use super::{Orientation, Page, PageSize};
use crate::frame::{Align, Item, Paint, Placing, Stroke, Text, Weight};
use crate::style::PageStyle;
use crate::{Style, Theme, text};
use std::collections::VecDeque;

/// The paper of a document, and what stands at the foot of every page.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper<'a> {
    /// Measures and colors.
    pub style: PaperStyle<'a>,
    /// Size.
    pub size: PageSize,
    /// Which way up; `Auto` is portrait for text.
    pub orientation: Orientation,
    /// What must be said about the data.
    pub attribution: Vec<String>,
    /// Words before the number of each page, such as the as-of date.
    pub note: String,
}

/// A style in a theme.
#[derive(Debug, Clone, Copy)]
pub struct PaperStyle<'a> {
    /// The style.
    pub style: &'a Style,
    /// The theme.
    pub theme: Theme,
}

impl PartialEq for PaperStyle<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.style, other.style) && self.theme == other.theme
    }
}

/// What parts the attributions.
const SEPARATOR: &str = " · ";

impl<'a> Paper<'a> {
    /// Width and height of a page, pixels.
    #[must_use]
    pub fn pixels(&self) -> [f32; 2] {
        let orientation = match (self.orientation, self.size) {
            (Orientation::Auto, size) if size.is_fixed() => Orientation::Landscape,
            (Orientation::Auto, _) => Orientation::Portrait,
            (chosen, _) => chosen,
        };
        self.size.pixels(orientation)
    }

    fn page(&self) -> &'a PageStyle {
        &self.style.style.page
    }

    /// What text can be set in, above the foot: the paper less its margins.
    #[must_use]
    pub fn content(&self) -> Area {
        let [width, height] = self.pixels();
        let margin = PageStyle::pixels(self.page().margin);
        let foot =
            self.foot_lines().len() as f32 * self.small() * self.page().leading + 2.0 * self.page().foot;
        [margin, margin, width - margin, height - margin - foot]
    }

    /// Sets text in a column of that width.
    #[must_use]
    pub fn setter(&self, width: f32) -> Setter<'a> {
        Setter::new(self.style.style, self.style.theme, self.size, width)
    }

    fn small(&self) -> f32 {
        self.page().small * self.size.text_factor(self.page())
    }

    /// The attribution in lines that leave room for the number of the page.
    fn foot_lines(&self) -> Vec<String> {
        let margin = PageStyle::pixels(self.page().margin);
        let number = format!("{}{SEPARATOR}999 / 999", self.note);
        let room = self.pixels()[0]
            - 2.0 * margin
            - text::width(&number, self.small(), Weight::Regular)
            - self.page().foot_gap;
        let mut lines: Vec<String> = Vec::new();
        let words = self.attribution.join(SEPARATOR);
        for word in words.split_whitespace() {
            match lines.last_mut() {
                Some(last)
                    if text::width(&format!("{last} {word}"), self.small(), Weight::Regular) <= room =>
                {
                    *last += " ";
                    *last += word;
                }
                _ => lines.push(word.to_owned()),
            }
        }
        if lines.is_empty() {
            lines.push(String::new());
        }
        lines
    }

    /// Puts the foot on sheets and finishes them.
    #[must_use]
    pub fn finish(&self, sheets: Vec<Sheet>) -> Vec<Page> {
        let count = sheets.len();
        let paper = self.page().paper(self.style.theme);
        let finished = sheets.into_iter().enumerate().map(|(i, mut sheet)| {
            self.foot(&mut sheet, i + 1, count);
            sheet.finish(paper)
        });
        finished.collect()
    }

    fn foot(&self, sheet: &mut Sheet, number: usize, count: usize) {
        let [left, _, right, content] = self.content();
        let palette = self.style.style.palette(self.style.theme);
        let line = self.small() * self.page().leading;
        let top = content + self.page().foot;
        let stroke = Stroke::solid(self.page().rule, palette.panel_line);
        sheet.draw([rule([left, top], [right, top], stroke)]);
        let mut write = |words: &str, at, align| {
            let text = Text {
                text: crate::text::lettered(words),
                placing: Placing::Straight(at, align),
                size: self.small(),
                weight: Weight::Regular,
                color: palette.text_quiet,
                halo: None,
            };
            sheet.draw([Item { feature: None, paint: Paint::Text(text) }]);
        };
        let baseline = |i: usize| top + self.page().foot + line * i as f32 + self.small();
        let lines = self.foot_lines();
        for (i, words) in lines.iter().enumerate().filter(|l| !l.1.is_empty()) {
            write(words, [left, baseline(i)], Align::Start);
        }
        let parts = [self.note.clone(), format!("{number} / {count}")];
        let shown = parts.into_iter().enumerate().filter(|(i, p)| !p.is_empty() && (*i == 0 || count > 1));
        let words = shown.map(|p| p.1).collect::<Vec<_>>().join(SEPARATOR);
        if !words.is_empty() {
            write(&words, [right, baseline(0)], Align::End);
        }
        sheet.part("foot", [left, top, right, top + self.page().foot + line * lines.len() as f32]);
    }

    /// Further pages that hold pieces in columns of a width, from left to right.
    #[must_use]
    pub fn columns(&self, mut pieces: VecDeque<Piece>, width: f32) -> Vec<Sheet> {
        let [left, top, right, bottom] = self.content();
        let gap = PageStyle::pixels(self.page().gap);
        let count = (((right - left + gap + 1.0) / (width + gap)) as usize).max(1);
        let mut sheets = Vec::new();
        while !pieces.is_empty() {
            begin_page(&mut pieces);
            let mut sheet = Sheet::new(self.pixels());
            // Columns of the last page are as long as each other.
            let height = balanced(pieces.make_contiguous(), count, bottom - top);
            for column in 0..count {
                let x = left + column as f32 * (width + gap);
                sheet.fill("text", [x, top, x + width, top + height], &mut pieces, true);
            }
            sheets.push(sheet);
        }
        sheets
    }
}

/// Sets blocks on as many pages as they need, one column each.
#[must_use]
pub fn document(paper: &Paper<'_>, title: &str, blocks: &[Block]) -> Vec<Page> {
    let [left, _, right, _] = paper.content();
    let setter = paper.setter(right - left);
    let mut pieces: VecDeque<Piece> = setter.title(title).into();
    pieces.extend(setter.pieces(blocks));
    let mut sheets = paper.columns(pieces, right - left);
    if let Some(first) = sheets.first_mut() {
        first.name = Some(title.to_owned());
    }
    paper.finish(sheets)
}
