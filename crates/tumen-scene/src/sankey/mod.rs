//! A Sankey diagram as a picture of its own: who sends how much of what by way of whom.

pub mod layout;

pub use layout::{Flow, Layout};

use super::frame::{Align, Frame, Group, Item, Paint, Path, Placing, Rgba, Stroke, Text, Weight};
use super::style::{Palette, SankeyStyle, Style, Theme};
use super::text;
use crate::screen::Size;
use layout::{Extent, Node, Ribbon};

/// What a diagram shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sankey {
    /// What it shows.
    pub title: String,
    /// The unit of the numbers beside the names, and how many tonnes it is.
    pub unit: (String, f64),
    /// The flows.
    pub flows: Vec<Flow>,
    /// Lines of small print: sources, what is left out.
    pub notes: Vec<String>,
}

/// A ribbon's edge is drawn in so many straight pieces.
const PIECES: u16 = 28;

/// Composes a diagram into a picture of that size.
#[must_use]
pub fn compose(sankey: &Sankey, style: &Style, theme: Theme, size: impl Into<Size>) -> Frame {
    let size: [f32; 2] = size.into().into();
    let palette = style.palette(theme);
    let mut pen = Pen { sankey, style, theme, palette, own: style.overlay.sankey, items: Vec::new() };
    pen.draw(size);
    let groups = vec![Group { name: "sankey", items: pen.items }];
    let [r, g, b, _] = palette.panel.0;
    Frame { size: size.into(), map: None, background: Rgba([r, g, b, 255]), groups, covered: Vec::new() }
}

struct Pen<'a> {
    sankey: &'a Sankey,
    style: &'a Style,
    theme: Theme,
    palette: &'a Palette,
    own: SankeyStyle,
    items: Vec<Item>,
}

impl Pen<'_> {
    fn draw(&mut self, size: [f32; 2]) {
        let own = self.own;
        let (ink, quiet) = (self.palette.text, self.palette.text_quiet);
        let title = self.sankey.title.clone();
        self.text([own.edge, own.edge + own.title], Align::Start, &title, (own.title, Weight::SemiBold), ink);
        let unit = self.sankey.unit.0.clone();
        let mut top = own.edge + own.title + own.unit * own.font;
        self.text([own.edge, top], Align::Start, &unit, (own.font, Weight::Regular), quiet);
        let notes: Vec<String> = self
            .sankey
            .notes
            .iter()
            .flat_map(|n| text::wrapped(n, size[0] - 2.0 * own.edge, own.small))
            .collect();
        let row = own.leading[2] * own.small;
        let bottom = size[1] - own.edge - row * notes.len() as f32;
        for (i, line) in notes.iter().enumerate() {
            let at = [own.edge, bottom + row * (i as f32 + 1.0)];
            self.text(at, Align::Start, line, (own.small, Weight::Regular), quiet);
        }
        // Names in the outer columns stand outside, so the columns wait for their widths.
        let narrow = layout::lay(&self.sankey.flows, self.extent([own.edge, 0.0, size[0] - own.edge, 100.0]));
        let last = narrow.columns.saturating_sub(1);
        let [left, right] = [0, last].map(|c| self.widest(&narrow, c).min(own.names * size[0]));
        if narrow.commodities.len() > 1 {
            top = self.legend(&narrow.commodities, top, size[0]);
        }
        let rect = [own.edge + left, top + own.font, size[0] - own.edge - right, bottom - 0.5 * own.font];
        let laid = layout::lay(&self.sankey.flows, self.extent(rect));
        laid.ribbons.iter().for_each(|r| self.ribbon(&laid, r));
        laid.nodes.iter().for_each(|n| self.node(n, last));
    }

    fn extent(&self, rect: [f32; 4]) -> Extent {
        Extent {
            rect,
            node: self.own.node,
            gap: self.own.gap.max(self.own.leading[0] * self.own.font),
            share: self.own.gaps,
        }
    }

    fn label(&self, node: &Node) -> String {
        format!("{} {}", node.name, amount(node.tonnes() / self.sankey.unit.1))
    }

    fn widest(&self, layout: &Layout, column: usize) -> f32 {
        let labels = layout.nodes.iter().filter(|n| n.column == column).map(|n| self.label(n));
        let widths = labels.map(|l| text::width(&l, self.own.font, Weight::Regular));
        widths.fold(0.0, f32::max) + self.own.beside
    }

    fn text(&mut self, at: [f32; 2], align: Align, words: &str, (size, weight): (f32, Weight), color: Rgba) {
        let halo = Some((self.palette.panel, 2.0));
        let placing = Placing::Straight(at, align);
        let text = Text { text: crate::text::lettered(words), placing, size, weight, color, halo };
        self.items.push(Item { feature: None, paint: Paint::Text(text) });
    }

    fn area(&mut self, points: Vec<[f32; 2]>, color: Rgba) {
        let path = Path { points, closed: true, fill: Some(color), stroke: None };
        self.items.push(Item { feature: None, paint: Paint::Path(path) });
    }

    /// The commodities in rows; returns where they end.
    fn legend(&mut self, commodities: &[String], top: f32, width: f32) -> f32 {
        let SankeyStyle { edge, font, legend, leading, sample, .. } = self.own;
        let space = legend * font;
        let (mut x, mut y) = (edge, top + space);
        for (i, name) in commodities.iter().enumerate() {
            let extent = space + text::width(name, font, Weight::Regular) + space;
            if x > edge && x + extent > width - edge {
                (x, y) = (edge, y + leading[1] * font);
            }
            let color = self.style.overlay.commodity(i, self.theme);
            let (above, below) = (y - sample[0] * font, y + sample[1] * font);
            self.area(vec![[x, above], [x + font, above], [x + font, below], [x, below]], color);
            let ink = self.palette.text;
            self.text([x + space, y], Align::Start, name, (font, Weight::Regular), ink);
            x += extent;
        }
        y
    }

    fn ribbon(&mut self, layout: &Layout, ribbon: &Ribbon) {
        let color = self.style.overlay.commodity(ribbon.commodity, self.theme).faded(self.own.opacity);
        let (x0, x1) = (layout.nodes[ribbon.from].rect[2], layout.nodes[ribbon.to].rect[0]);
        // Level past the columns between, curves from one to the next.
        let mut curves = Vec::new();
        let mut from = [x0, ribbon.tops[0]];
        for [left, right, top] in &ribbon.by {
            curves.push([from, [*left, *top]]);
            from = [*right, *top];
        }
        curves.push([from, [x1, ribbon.tops[1]]]);
        let mut points: Vec<[f32; 2]> = curves.iter().flat_map(curve).collect();
        // What is too thin to see is drawn as a hair.
        let width = ribbon.width.max(0.5);
        let lower: Vec<[f32; 2]> = points.iter().rev().map(|[x, y]| [*x, y + width]).collect();
        points.extend(lower);
        self.area(points, color);
    }

    fn node(&mut self, node: &Node, last: usize) {
        let [left, top, right, bottom] = node.rect;
        let bottom = bottom.max(top + 1.0);
        let corners = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
        let line = Some(Stroke::solid(self.own.outline, self.palette.panel));
        let path = Path { points: corners, closed: true, fill: Some(self.palette.text), stroke: line };
        self.items.push(Item { feature: None, paint: Paint::Path(path) });
        let font = self.own.font;
        let baseline = 0.5 * (top + bottom) + 0.5 * text::CAP_HEIGHT * font;
        let (at, align) = match node.column {
            0 if last > 0 => ([left - self.own.beside, baseline], Align::End),
            _ => ([right + self.own.beside, baseline], Align::Start),
        };
        let label = self.label(node);
        self.text(at, align, &label, (font, Weight::Regular), self.palette.text);
    }
}

/// A curve that leaves and arrives level.
fn curve([from, to]: &[[f32; 2]; 2]) -> impl Iterator<Item = [f32; 2]> + use<> {
    let ([x0, y0], [x1, y1]) = (*from, *to);
    (0..=PIECES).map(move |i| {
        let t = f32::from(i) / f32::from(PIECES);
        [x0 + (x1 - x0) * t, y0 + (y1 - y0) * t * t * (3.0 - 2.0 * t)]
    })
}

/// A number with as many places as tell something.
fn amount(value: f64) -> String {
    let places = match value {
        v if v >= 100.0 => 0,
        v if v >= 10.0 => 1,
        v if v >= 0.1 => 2,
        _ => 4,
    };
    let text = format!("{value:.places$}");
    if places == 0 { text } else { text.trim_end_matches('0').trim_end_matches('.').to_owned() }
}

#[cfg(test)]
mod tests;
