//! What a document consists of, and how each part of it is set in a column.

use super::lines::{self, Line};
use super::{Link, PageSize};
use crate::chart::{self, Chart};
use crate::frame::{Align, Item, Paint, Path, Placing, Stroke, Text, Weight};
use crate::style::PageStyle;
use crate::style::Palette;
use crate::{Frame, Rgba, Style, Theme, text};
use tumen_core::markdown::{self, Kind, Run};

/// A part of a document.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading of level 1 or below; it stays with what follows it.
    Heading(u8, String),
    /// Markdown: paragraphs, lists, headings, links.
    Paragraph(String),
    /// The same in larger letters: what is read first.
    Lead(String),
    /// The same in small print, for sources and notes.
    Small(String),
    /// A table.
    Table(Table),
    /// A picture as wide as it is, which should be at most the column.
    Picture(Box<Frame>),
    /// A plot as wide as the column and so high, pixels.
    Chart(Box<Chart>, f32),
    /// Parts that are set already, such as a legend.
    Pieces(Vec<Piece>),
    /// What follows stands on a new page.
    PageBreak,
}

/// A table of Markdown cells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Words above the columns; none for a table without.
    pub header: Vec<String>,
    /// How each column is aligned; those not named start at the left.
    pub align: Vec<Align>,
    /// Rows of cells.
    pub rows: Vec<Vec<String>>,
}

/// A part of a page that is never broken, such as a line of text. Its items stand relative to its top
/// left corner.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    /// What is drawn.
    pub items: Vec<Item>,
    /// Where parts of it lead.
    pub links: Vec<Link>,
    /// How high it is, pixels.
    pub height: f32,
    /// Space above it unless it begins a column, pixels.
    pub gap: f32,
    /// Whether the next piece must follow in the same column.
    pub keep: bool,
    /// Whether it begins a new page.
    pub breaks: bool,
    /// A rule in the middle of the space above it, across the column.
    pub rule: Option<Stroke>,
}

/// Sets blocks in a column of some width.
#[derive(Clone, Copy)]
pub struct Setter<'a> {
    /// The whole style, for plots.
    whole: &'a Style,
    /// Measures of pages.
    pub style: &'a PageStyle,
    /// Colors.
    pub palette: &'a Palette,
    /// Theme of the colors that pages have of their own.
    pub theme: Theme,
    /// Width of the column, pixels.
    pub width: f32,
    /// By how much text is larger.
    pub factor: f32,
}

/// A font of some size and weight in a color.
#[derive(Clone, Copy)]
struct Type {
    size: f32,
    weight: Weight,
    color: Rgba,
}

impl<'a> Setter<'a> {
    /// A setter of text for a size of page.
    #[must_use]
    pub fn new(style: &'a Style, theme: Theme, size: PageSize, width: f32) -> Self {
        let factor = size.text_factor(&style.page);
        Self { whole: style, style: &style.page, palette: style.palette(theme), theme, width, factor }
    }

    /// The pieces of some blocks.
    #[must_use]
    pub fn pieces(&self, blocks: &[Block]) -> Vec<Piece> {
        let mut out = Vec::new();
        let mut breaks = false;
        for block in blocks {
            let first = out.len();
            self.block(block, &mut out);
            if let Some(piece) = out.get_mut(first).filter(|_| breaks) {
                piece.breaks = true;
                breaks = false;
            }
            breaks |= matches!(block, Block::PageBreak);
        }
        out
    }

    fn block(&self, block: &Block, out: &mut Vec<Piece>) {
        match block {
            Block::Heading(level, words) => self.heading(*level, &[Run::plain(words.clone())], out),
            Block::Paragraph(markdown) => self.markdown(markdown, self.body(), out),
            Block::Lead(markdown) => self.markdown(markdown, self.lead(), out),
            Block::Small(markdown) => self.markdown(markdown, self.small(), out),
            Block::Table(table) => self.table(table, out),
            Block::Picture(frame) => out.push(self.picture((**frame).clone())),
            Block::Chart(chart, height) => {
                out.push(self.picture(chart::compose(chart, self.whole, self.theme, [self.width, *height])));
            }
            Block::Pieces(pieces) => out.extend(pieces.iter().cloned()),
            Block::PageBreak => {}
        }
    }

    fn type_of(&self, size: f32, weight: Weight, color: Rgba) -> Type {
        Type { size: size * self.factor, weight, color }
    }

    fn body(&self) -> Type {
        self.type_of(self.style.body, Weight::Regular, self.palette.text)
    }

    fn lead(&self) -> Type {
        self.type_of(self.style.lead, Weight::Regular, self.palette.text)
    }

    fn small(&self) -> Type {
        self.type_of(self.style.small, Weight::Regular, self.palette.text_quiet)
    }

    /// The title of a page, in lines.
    #[must_use]
    pub fn title(&self, words: &str) -> Vec<Piece> {
        let face = self.type_of(self.style.title, Weight::SemiBold, self.palette.text);
        self.text(&[Run::plain(words)], face, 0.0)
    }

    /// The line below a title.
    #[must_use]
    pub fn subtitle(&self, words: &str) -> Vec<Piece> {
        let face = self.type_of(self.style.subtitle, Weight::Regular, self.palette.text_quiet);
        self.text(&[Run::plain(words)], face, 0.0)
    }

    fn heading(&self, level: u8, runs: &[Run], out: &mut Vec<Piece>) {
        let size = self.style.heading[usize::from(level > 1)];
        let face = self.type_of(size, Weight::SemiBold, self.palette.text);
        let mut pieces = self.text(runs, face, 0.0);
        if let Some(first) = pieces.first_mut() {
            first.gap = self.style.heading_gap * face.size;
        }
        pieces.iter_mut().for_each(|p| p.keep = true);
        out.extend(pieces);
    }

    fn markdown(&self, markdown: &str, face: Type, out: &mut Vec<Piece>) {
        let mut in_list = false;
        for block in markdown::blocks(markdown) {
            let (mut pieces, listed) = match block.kind {
                Kind::Heading(level) => {
                    self.heading(level.saturating_add(1), &block.runs, out);
                    in_list = false;
                    continue;
                }
                Kind::Paragraph => (self.text(&block.runs, face, 0.0), false),
                Kind::Item(depth, _) => (self.marked(block.kind, depth, &block.runs, face), true),
                Kind::Quote => (self.marked(block.kind, 0, &block.runs, face), false),
            };
            if let Some(first) = pieces.first_mut() {
                first.gap = face.size * self.style.paragraph_gap[usize::from(in_list && listed)];
            }
            in_list = listed;
            out.extend(pieces);
        }
    }

    /// Words behind the mark of their kind. Numbers end where their words begin, other marks stand in the
    /// middle of the indent.
    fn marked(&self, kind: Kind, depth: u8, runs: &[Run], face: Type) -> Vec<Piece> {
        let is_number = matches!(kind, Kind::Item(_, Some(_)));
        let number_gap = self.style.number_gap * face.size;
        let widest = text::width("00.", face.size, face.weight);
        let step = if is_number { widest + number_gap } else { face.size };
        let indent = step + face.size * f32::from(depth);
        let mut pieces = self.text(runs, face, indent);
        if let (Some(first), Some(mark)) = (pieces.first_mut(), kind.mark()) {
            let x = if is_number { indent - number_gap } else { indent - 0.5 * face.size };
            let align = if is_number { Align::End } else { Align::Middle };
            first.items.insert(0, words([x, self.baseline(face)], align, &mark, face));
        }
        pieces
    }

    /// Height of a line.
    fn line(&self, face: Type) -> f32 {
        face.size * self.style.leading
    }

    /// Where the baseline of a line lies below its top.
    fn baseline(&self, face: Type) -> f32 {
        0.5 * (self.line(face) + text::CAP_HEIGHT * face.size)
    }

    /// Text in lines, a piece each, indented.
    fn text(&self, runs: &[Run], face: Type, indent: f32) -> Vec<Piece> {
        let lines = lines::wrapped(runs, self.width - indent, face.size, face.weight);
        let many = lines.len();
        let piece = |(number, line): (usize, Line)| {
            let mut piece = Piece { height: self.line(face), ..Piece::default() };
            self.runs(&mut piece, &line, runs, face, [indent, 0.0]);
            // No line of a paragraph stands alone at the foot of a column.
            piece.keep = number == 0 && many > 1;
            piece
        };
        lines.into_iter().enumerate().map(piece).collect()
    }

    /// Draws a line whose top left corner is at a point.
    fn runs(&self, piece: &mut Piece, line: &Line, runs: &[Run], face: Type, [x, y]: [f32; 2]) {
        let baseline = y + self.baseline(face);
        for stretch in line.iter().filter(|s| !s.text.is_empty()) {
            let run = &runs[stretch.run];
            let color = if run.link.is_some() { self.style.link(self.theme) } else { face.color };
            let own = Type { weight: lines::weight(run, face.weight), color, ..face };
            let [left, right] = [x + stretch.x, x + stretch.x + stretch.width];
            piece.items.push(words([left, baseline], Align::Start, &stretch.text, own));
            if let Some(url) = &run.link {
                let [depth, width] = self.style.underline.map(|s| s * face.size);
                let under = baseline + depth;
                let stroke = Stroke::solid(width, color);
                piece.items.push(rule([left, under], [right, under], stroke));
                piece.links.push(Link { area: [left, y, right, y + self.line(face)], url: url.clone() });
            }
        }
    }

    fn picture(&self, frame: Frame) -> Piece {
        let [width, height] = frame.size.map(f32::ceil);
        let stroke = Some(Stroke::solid(self.style.rule, self.palette.panel_line));
        let points = vec![[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]];
        let outline = Path { points, closed: true, fill: None, stroke };
        let inset = Item { feature: None, paint: Paint::Inset([0.0, 0.0], Box::new(frame)) };
        let items = vec![inset, Item { feature: None, paint: Paint::Path(outline) }];
        Piece { items, height, gap: PageStyle::pixels(self.style.gap), ..Piece::default() }
    }

    fn table(&self, table: &Table, out: &mut Vec<Piece>) {
        let widths = self.column_widths(table);
        if widths.is_empty() {
            return;
        }
        let face = self.body();
        if !table.header.is_empty() {
            let bold: Vec<String> = table.header.iter().map(|h| format!("**{h}**")).collect();
            let mut piece = self.row(table, &bold, &widths, face);
            piece.gap = self.style.paragraph_gap[0] * face.size;
            piece.keep = true;
            out.push(piece);
        }
        out.extend(table.rows.iter().map(|row| self.row(table, row, &widths, face)));
    }

    /// Columns as wide as their widest cell, or shares of the width if that is too much.
    fn column_widths(&self, table: &Table) -> Vec<f32> {
        let face = self.body();
        let rows = || std::iter::once(&table.header).chain(&table.rows);
        let columns = rows().map(Vec::len).max().unwrap_or(0);
        let natural = |cell: &String| {
            let runs = markdown::runs(cell);
            runs.iter().map(|r| text::width(&r.text, face.size, Weight::SemiBold)).sum::<f32>()
        };
        let wanted: Vec<f32> = (0..columns)
            .map(|c| rows().filter_map(|r| r.get(c)).map(natural).fold(face.size, f32::max))
            .collect();
        let room = (self.width - self.style.cell * columns.saturating_sub(1) as f32).max(1.0);
        let total: f32 = wanted.iter().sum();
        if total <= room {
            return wanted;
        }
        // Narrow columns keep their width; the wide ones share what is left.
        let even = room / columns.max(1) as f32;
        let narrow: f32 = wanted.iter().filter(|w| **w <= even).sum();
        let wide: f32 = wanted.iter().filter(|w| **w > even).sum();
        let share = (room - narrow) / wide.max(1.0);
        wanted.into_iter().map(|w| if w <= even { w } else { w * share }).collect()
    }

    fn row(&self, table: &Table, cells: &[String], widths: &[f32], face: Type) -> Piece {
        let mut piece = Piece::default();
        let (mut x, mut most) = (0.0, 1);
        let pad = self.style.cell_pad * face.size;
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let runs = markdown::runs(cell);
            let lines = lines::wrapped(&runs, *width + 0.5, face.size, face.weight);
            most = most.max(lines.len());
            for (number, line) in lines.iter().enumerate() {
                let free = (width - lines::line_width(line)).max(0.0);
                let indent = match table.align.get(column) {
                    Some(Align::End) => free,
                    Some(Align::Middle) => 0.5 * free,
                    _ => 0.0,
                };
                let at = [x + indent, pad + number as f32 * self.line(face)];
                self.runs(&mut piece, line, &runs, face, at);
            }
            x += width + self.style.cell;
        }
        piece.height = most as f32 * self.line(face) + 2.0 * pad;
        let stroke = Stroke::solid(self.style.rule, self.palette.panel_line);
        piece.items.push(rule([0.0, piece.height], [x - self.style.cell, piece.height], stroke));
        piece
    }
}

fn words(at: [f32; 2], align: Align, words: &str, face: Type) -> Item {
    let text = Text {
        text: crate::text::lettered(words),
        placing: Placing::Straight(at, align),
        size: face.size,
        weight: face.weight,
        color: face.color,
        halo: None,
    };
    Item { feature: None, paint: Paint::Text(text) }
}

/// A straight line.
#[must_use]
pub fn rule(from: [f32; 2], to: [f32; 2], stroke: Stroke) -> Item {
    let path = Path { points: vec![from, to], closed: false, fill: None, stroke: Some(stroke) };
    Item { feature: None, paint: Paint::Path(path) }
}
