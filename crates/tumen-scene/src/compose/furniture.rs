//! What stands on a map besides the map: title, legend, scale bar, attribution, locator.

use super::{Contents, InView, RenderOptions, Sample, Scene};
use crate::frame::{Align, Group, Item, Paint, Path, Placing, Rgba, Stroke, Text, Weight};
use crate::place_labels::Rect;
use crate::style::{FurnitureStyle, LocatorStyle, Palette, TypeScale};
use crate::symbol::{Colors, Symbol};
use crate::{Camera, text};
use std::sync::Arc;
use tumen_core::model::Status;

/// How much the legend explains.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Legend {
    /// No legend.
    #[default]
    None,
    /// Statuses only: the kinds are explained beside the map.
    Statuses,
    /// Kinds, statuses and signs.
    Full,
}

/// What is put on a map.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Furniture {
    /// Title, and a line below it.
    pub title: Option<(String, String)>,
    /// Kinds, statuses and signs in view.
    pub legend: Legend,
    /// Scale bar.
    pub scale_bar: bool,
    /// Whether the scale bar stands on the right.
    pub bar_right: bool,
    /// What a picture shows that is compared with another one, in its upper corner on the side of the other.
    pub label: Option<(String, Align)>,
    /// What the legend explains besides: the contents of another picture.
    pub also: Option<Arc<Contents>>,
    /// A small map that shows where the picture lies, when it shows little of the theatre.
    pub locator: bool,
    /// Lines of attribution, bottom right.
    pub attribution: Vec<String>,
}

/// Which loupes are being placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Those of which somebody says where they stand, before the legend.
    Named,
    /// All that have no place yet, after it.
    Rest,
}

/// Furniture laid out: what it takes up, and its items.
pub struct FurnitureLayout {
    /// Boxes that names keep clear of.
    pub obstacles: Vec<Rect>,
    /// The items.
    pub group: Group,
}

/// Lays out the furniture for a picture. `place` puts the loupes between it: each adds its box to the obstacles.
#[must_use]
pub fn lay(
    scene: Scene<'_>,
    options: &RenderOptions,
    size: [f32; 2],
    contents: &Contents,
    place: &mut dyn FnMut(Turn, &mut Vec<Rect>),
) -> FurnitureLayout {
    let mut pen = Pen::new(scene, options);
    let wanted = &options.furniture;
    let own = pen.own;
    let is_large = |of: &LocatorStyle| size[0] > of.least[0] && size[1] > of.least[1];
    let locator = wanted.locator && options.camera.zoom >= own.locator.from_zoom && is_large(&own.locator);
    if let Some((title, subtitle)) = &wanted.title {
        // The title keeps clear of the locator beside it.
        let taken = if locator { own.locator.size[0] + own.edge } else { 0.0 };
        pen.title(title, subtitle, size[0] - taken);
    }
    if let Some((words, side)) = &wanted.label {
        pen.label(words, *side, size[0]);
    }
    let mut bottom = size[1] - own.edge * 0.5;
    let lines =
        wanted.attribution.iter().flat_map(|l| wrapped(l, scene.style.text.tiny, size[0] - 2.0 * own.edge));
    for line in lines.collect::<Vec<_>>().iter().rev() {
        pen.attribution(line, [size[0] - own.edge, bottom]);
        bottom -= own.attribution.row;
    }
    bottom -= own.attribution.gap;
    if wanted.scale_bar {
        pen.scale_bar([own.edge, bottom], size[0]);
    }
    if locator {
        pen.locator(size);
    }
    place(Turn::Named, &mut pen.obstacles);
    if wanted.legend != Legend::None {
        pen.legend(contents, size, bottom);
    }
    place(Turn::Rest, &mut pen.obstacles);
    FurnitureLayout { obstacles: pen.obstacles, group: Group { name: "furniture", items: pen.items } }
}

mod flows;
mod overlay;
pub mod paper;
mod user;

struct Pen<'a> {
    scene: Scene<'a>,
    options: &'a RenderOptions,
    palette: &'a Palette,
    own: &'a FurnitureStyle,
    text_sizes: &'a TypeScale,
    items: Vec<Item>,
    obstacles: Vec<Rect>,
}

/// A scale bar.
struct Bar {
    /// Its length, pixels.
    pixels: f32,
    /// How far the last label reaches beyond it, pixels.
    reach: f32,
    /// Labels, each with its place as a share of the length.
    labels: [(f32, String); 3],
}

/// A row of the legend.
enum Row {
    Heading(String),
    User(Sample, String),
    Note(String),
    Line(Vec<Stroke>, String),
    Sign(Symbol, Rgba, String),
    Flow(flows::Sample, String),
}

impl Row {
    fn text(&self) -> &str {
        match self {
            Self::Heading(t)
            | Self::Note(t)
            | Self::Line(_, t)
            | Self::Sign(_, _, t)
            | Self::User(_, t)
            | Self::Flow(_, t) => t,
        }
    }
}

impl<'a> Pen<'a> {
    fn new(scene: Scene<'a>, options: &'a RenderOptions) -> Self {
        let palette = scene.style.palette(options.theme);
        let (own, text_sizes) = (&scene.style.furniture, &scene.style.text);
        Self { scene, options, palette, own, text_sizes, items: Vec::new(), obstacles: Vec::new() }
    }

    fn word(&self, key: &'static str) -> &'a str {
        self.scene.words.get(key, self.options.language)
    }

    fn filled(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.scene.words.fill(key, self.options.language, arguments)
    }

    fn path(&mut self, points: Vec<[f32; 2]>, closed: bool, fill: Option<Rgba>, stroke: Option<Stroke>) {
        let paint = Paint::Path(Path { points, closed, fill, stroke });
        self.items.push(Item { feature: None, paint });
    }

    fn text(&mut self, at: [f32; 2], align: Align, words: &str, size: f32, weight: Weight, color: Rgba) {
        let text = Text {
            text: crate::text::lettered(words),
            placing: Placing::Straight(at, align),
            size,
            weight,
            color,
            halo: None,
        };
        self.items.push(Item { feature: None, paint: Paint::Text(text) });
    }

    fn panel(&mut self, [left, top, right, bottom]: Rect) {
        let corners = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
        let line = Stroke::solid(1.0, self.palette.panel_line);
        self.path(corners, true, Some(self.palette.panel), Some(line));
        self.obstacles.push([left - 2.0, top - 2.0, right + 2.0, bottom + 2.0]);
    }

    fn title(&mut self, title: &str, subtitle: &str, width: f32) {
        let FurnitureStyle { edge, pad, title: own, .. } = *self.own;
        let (large, small) = (self.text_sizes.picture, self.text_sizes.plain);
        let room = width - 2.0 * edge - 2.0 * pad;
        let natural = text::width(title, large, Weight::SemiBold);
        // A long title in a small picture shrinks rather than runs out of it.
        let font = if natural > room { large * room / natural } else { large };
        let width =
            text::width(title, font, Weight::SemiBold).max(text::width(subtitle, small, Weight::Regular));
        self.panel([edge, edge, edge + width.min(room) + 2.0 * pad, edge + own.height]);
        let (x, [first, second]) = (edge + pad, own.baselines.map(|y| edge + y));
        self.text([x, first], Align::Start, title, font, Weight::SemiBold, self.palette.text);
        self.text([x, second], Align::Start, subtitle, small, Weight::Regular, self.palette.text_quiet);
    }

    /// A line of words in the upper corner of a picture of that width; below what stands there already.
    fn label(&mut self, words: &str, side: Align, width: f32) {
        let (own, font) = (self.own, self.text_sizes.plain);
        let length = text::width(words, font, Weight::SemiBold) + 2.0 * own.pad;
        let height = own.bar.around[0] + own.bar.around[1];
        let left = if side == Align::Start { own.edge } else { width - own.edge - length };
        let top = self.obstacles.iter().filter(|o| o[0] < left + length && left < o[2]).map(|o| o[3] + 2.0);
        let top = top.fold(own.edge, f32::max);
        self.panel([left, top, left + length, top + height]);
        let at = [left + own.pad, top + 0.5 * (height + text::CAP_HEIGHT * font)];
        self.text(at, Align::Start, words, font, Weight::SemiBold, self.palette.text);
    }

    fn attribution(&mut self, line: &str, at: [f32; 2]) {
        let (own, size) = (&self.own.attribution, self.text_sizes.tiny);
        let width = text::width(line, size, Weight::Regular);
        let rect = [at[0] - width - 2.0, at[1] - own.reach[0], at[0] + 2.0, at[1] + own.reach[1]];
        let text = Text {
            text: Arc::from(line),
            placing: Placing::Straight(at, Align::End),
            size,
            weight: Weight::Regular,
            color: self.palette.text_quiet,
            halo: Some((self.palette.halo.faded(own.halo_opacity), own.halo)),
        };
        self.items.push(Item { feature: None, paint: Paint::Text(text) });
        self.obstacles.push(rect);
    }

    /// A bar whose box has its bottom left corner at a point, in a picture of a width.
    fn scale_bar(&mut self, [left, bottom]: [f32; 2], width: f32) {
        let bar = self.bar(self.own.bar.length.min(self.own.bar.share * f64::from(width)));
        let FurnitureStyle { edge, pad, bar: own, .. } = self.own;
        let left = match self.options.furniture.bar_right {
            true => width - edge - 2.0 * pad - own.indent - bar.pixels - bar.reach,
            false => left,
        };
        let (x, y) = (left + pad + own.indent, bottom - own.around[0]);
        self.panel([left, y - own.around[1], x + bar.pixels + bar.reach + pad, bottom]);
        self.draw_bar(&bar, [x, y]);
    }

    /// The bar of a round length for the view's scale, no longer than `length` pixels.
    fn bar(&self, length: f64) -> Bar {
        let (meters, pixels) = nice_length(self.options.camera.meters_per_pixel(), length);
        let (value, unit) = if meters >= 1000.0 { (meters / 1000.0, "km") } else { (meters, "m") };
        let unit = self.word(unit);
        let labels =
            [(0.0, "0".to_owned()), (0.5, number(value / 2.0)), (1.0, format!("{} {unit}", number(value)))];
        let reach = text::width(&labels[2].1, self.text_sizes.fine, Weight::Regular) * 0.5;
        Bar { pixels, reach, labels }
    }

    /// Draws a bar whose top left corner is at a point; its labels stand above.
    fn draw_bar(&mut self, bar: &Bar, [x, y]: [f32; 2]) {
        let (ink, own) = (self.palette.text, self.own.bar);
        for half in 0..2 {
            let x0 = x + bar.pixels * 0.5 * half as f32;
            let (x1, fill) = (x0 + bar.pixels * 0.5, if half == 0 { ink } else { self.palette.symbol_fill });
            let corners = vec![[x0, y], [x1, y], [x1, y + own.height], [x0, y + own.height]];
            self.path(corners, true, Some(fill), Some(Stroke::solid(1.0, ink)));
        }
        for (t, label) in &bar.labels {
            let at = [x + bar.pixels * t, y - own.label];
            self.text(at, Align::Middle, label, self.text_sizes.fine, Weight::Regular, ink);
        }
    }

    fn rows(&self, contents: &Contents) -> Vec<Row> {
        let mut rows = Vec::new();
        self.overlay_rows(contents, &mut rows);
        if self.options.furniture.legend == Legend::Full {
            self.kind_rows(contents, &mut rows);
        }
        self.status_rows(contents, &mut rows);
        self.flow_rows(contents, &mut rows);
        if self.options.furniture.legend == Legend::Full {
            self.sign_rows(contents, &mut rows);
        }
        self.user_rows(contents, &mut rows);
        without_empty_headings(rows)
    }

    fn kind_rows(&self, contents: &Contents, rows: &mut Vec<Row>) {
        let (style, document, theme) = (self.scene.style, self.scene.document, self.options.theme);
        rows.push(Row::Heading(self.word("kinds").to_owned()));
        for kind in document.kinds.iter().filter(|k| contents.kinds.contains(&*k.id)) {
            let strokes = style.kind_sample(&kind.id, theme, self.own.legend.kind);
            rows.push(Row::Line(strokes, kind.names.get(self.options.language).to_string()));
        }
        if contents.frontier {
            let stroke = Stroke::solid(self.own.legend.frontier, self.palette.frontier);
            rows.push(Row::Line(vec![stroke], self.word("frontier").to_owned()));
        }
    }

    fn status_rows(&self, contents: &Contents, rows: &mut Vec<Row>) {
        rows.push(Row::Heading(self.word("statuses").to_owned()));
        for status in Status::ALL.map(Some).into_iter().chain([None]) {
            if let Some(lines) = contents.statuses.get(&status) {
                rows.push(Row::Line(self.status_sample(status), self.status_text(status, lines)));
            }
        }
        rows.extend(self.stale_note(contents).map(Row::Note));
        if contents.possible {
            let corridor = &self.scene.style.corridor;
            let casing = self.own.legend.kind + 2.0 * corridor.casing;
            let outline = corridor.outline(casing, self.palette.highlight, 1.0);
            let core = Stroke::solid(casing, self.palette.casing);
            rows.push(Row::Line(
                vec![outline, core, self.uncertain_line()],
                self.word("possible").to_owned(),
            ));
        }
        if contents.approximate {
            let ink = self.palette.text.faded(2.0 * self.scene.style.corridor.band_opacity);
            let band = Stroke::solid(self.own.legend.band, ink);
            rows.push(Row::Line(vec![band, self.uncertain_line()], self.word("approximate").to_owned()));
        }
    }

    /// The sample of a line of no certain status.
    fn uncertain_line(&self) -> Stroke {
        let [on, off] = self.own.legend.dash;
        Stroke { dash: [on, off, on, off], ..Stroke::solid(self.own.legend.line, self.palette.text) }
    }

    /// How many of the lines in view have only old evidence for their status, if any have.
    fn stale_note(&self, contents: &Contents) -> Option<String> {
        let count = |of: fn(&InView) -> usize| contents.statuses.values().map(of).sum::<usize>();
        let (stale, all) = (count(|lines| lines.stale.len()), count(|lines| lines.all.len()));
        let (stale_count, all) = (stale.to_string(), all.to_string());
        (stale > 0).then(|| self.filled("stale_lines", &[("n", &stale_count), ("all", &all)]))
    }

    /// The name of a status, marked if some of its lines in view have only old evidence for it.
    fn status_text(&self, status: Option<Status>, lines: &InView) -> String {
        let info = status.and_then(|s| self.scene.document.status_info(s));
        let name = match (info, status) {
            (Some(info), _) => info.names.get(self.options.language),
            (None, Some(status)) => status.id(),
            (None, None) => self.word("unknown"),
        };
        let mark = if lines.stale.is_empty() { "" } else { "*" };
        format!("{name}{mark}")
    }

    fn sign_rows(&self, contents: &Contents, rows: &mut Vec<Row>) {
        let signs = [
            (Symbol::City, "city"),
            (Symbol::Port, "port"),
            (Symbol::Station, "station"),
            (Symbol::Crossing, "crossing"),
            (Symbol::Bridge, "bridge"),
            (Symbol::Field, "field"),
        ];
        let kind = |id| self.scene.style.kind(id, self.options.theme);
        let first = rows.len();
        for (symbol, key) in signs.into_iter().filter(|(s, _)| contents.symbols.contains(s)) {
            let accent = match symbol {
                Symbol::Port => kind("port"),
                Symbol::Bridge => kind("bridge"),
                _ => self.palette.text,
            };
            rows.push(Row::Sign(symbol, accent, self.word(key).to_owned()));
        }
        if rows.len() > first {
            rows.insert(first, Row::Heading(self.word("places").to_owned()));
        }
    }

    /// A status as it looks on the map, in the color of text: kind is not meant.
    fn status_sample(&self, status: Option<Status>) -> Vec<Stroke> {
        let style = self.scene.style.status(status);
        let stroke = style.stroke(self.palette.text, 1.0);
        let core = Stroke::solid(
            stroke.width - 2.0 * style.edge,
            Rgba([self.palette.panel.0[0], self.palette.panel.0[1], self.palette.panel.0[2], 255]),
        );
        if style.edge > 0.0 { vec![stroke, core] } else { vec![stroke] }
    }

    /// The legend, its box ending at `bottom` on the right, if it stands in nothing's way. What does
    /// not fit one column goes on in the next.
    fn legend(&mut self, contents: &Contents, size: [f32; 2], bottom: f32) {
        let rows = self.rows(contents);
        if rows.is_empty() {
            return;
        }
        // The locator may stand above.
        let FurnitureStyle { edge, pad, legend: own, .. } = *self.own;
        let room = bottom - edge * 2.0 - self.own.locator.size[1] - 2.0 * pad;
        let per_column = ((room / own.row) as usize).max(6);
        let columns = columns(&rows, per_column);
        let widths: Vec<f32> = columns.iter().map(|c| self.column_width(c)).collect();
        let total: f32 = widths.iter().sum::<f32>() + own.column_gap * (columns.len() - 1) as f32;
        let tallest = columns.iter().map(|c| c.len()).max().unwrap_or(0);
        let height = tallest as f32 * own.row + 2.0 * pad - own.trim;
        let (left, top) = (size[0] - edge - total - 2.0 * pad, bottom - height);
        let panel = [left, top, size[0] - edge, bottom];
        // A picture too small for its legend goes without, unless the legend says what its lines are: the map is
        // what it is about.
        let needed = contents.overlay.is_some() || !contents.user.is_empty();
        let share = (panel[2] - left) * height / (size[0] * size[1]);
        let middle = left < 0.5 * size[0] && top < 0.5 * size[1];
        let covers = |r: &Rect| r[0] < panel[2] && panel[0] < r[2] && r[1] < panel[3] && panel[1] < r[3];
        let hides = !needed && (share > own.share || middle);
        if left < edge || top < edge || hides || self.obstacles.iter().any(covers) {
            return;
        }
        self.panel(panel);
        let mut x = left + pad;
        for (column, width) in columns.iter().zip(widths) {
            for (i, row) in column.iter().enumerate() {
                self.row(row, [x, top + pad + own.row * (i as f32 + 0.5) - 2.0]);
            }
            x += width + own.column_gap;
        }
    }

    /// Draws a row around its vertical middle.
    fn row(&mut self, row: &Row, [x, y]: [f32; 2]) {
        let (sample_width, font) = (self.own.legend.sample, self.text_sizes.note);
        let baseline = y + 0.5 * text::CAP_HEIGHT * font;
        let right = x + sample_width + self.own.legend.gap;
        match row {
            Row::Heading(t) => {
                self.text([x, baseline], Align::Start, t, font, Weight::SemiBold, self.palette.text);
            }
            Row::Line(strokes, t) => {
                for stroke in strokes {
                    self.path(vec![[x, y], [x + sample_width, y]], false, None, Some(*stroke));
                }
                self.text([right, baseline], Align::Start, t, font, Weight::Regular, self.palette.text);
            }
            Row::Sign(symbol, accent, t) => {
                let colors = Colors {
                    fill: self.palette.symbol_fill,
                    line: self.palette.symbol_line,
                    accent: *accent,
                };
                let paths = symbol.paths([x + sample_width * 0.5, y], colors, &self.scene.style.symbol);
                self.items.extend(paths.into_iter().map(|p| Item { feature: None, paint: Paint::Path(p) }));
                self.text([right, baseline], Align::Start, t, font, Weight::Regular, self.palette.text);
            }
            Row::User(sample, t) => {
                self.sample(sample, [x, y]);
                self.text([right, baseline], Align::Start, t, font, Weight::Regular, self.palette.text);
            }
            Row::Flow(sample, t) => {
                self.flow_sample(*sample, [x, y]);
                self.text([right, baseline], Align::Start, t, font, Weight::Regular, self.palette.text);
            }
            Row::Note(t) => {
                self.text([right, baseline], Align::Start, t, font, Weight::Regular, self.palette.text_quiet);
            }
        }
    }

    fn column_width(&self, rows: &[Row]) -> f32 {
        let (own, font) = (&self.own.legend, self.text_sizes.note);
        let widths = rows.iter().map(|row| match row {
            Row::Heading(t) => text::width(t, font, Weight::SemiBold),
            other => own.sample + own.gap + text::width(other.text(), font, Weight::Regular),
        });
        widths.fold(0.0, f32::max)
    }

    fn locator(&mut self, size: [f32; 2]) {
        let FurnitureStyle { edge, locator: own, .. } = self.own;
        let small = if size[0] < own.full_width { own.small } else { 1.0 };
        let room = own.size.map(|s| (s * small).round());
        let at = [size[0] - edge - room[0], *edge];
        let camera = Camera::fit(self.options.camera.projection, own.shows, room, 2.0);
        let view = self.options.camera.visible(size);
        let inner = RenderOptions { camera, ..self.options.clone() };
        let frame = super::compose_locator(self.scene, &inner, room, &view);
        let outline = [at[0], at[1], at[0] + room[0], at[1] + room[1]];
        self.panel(outline);
        self.items.push(Item { feature: None, paint: Paint::Inset(at, Box::new(frame)) });
        let [l, t, r, b] = outline;
        let line = Stroke::solid(1.0, self.palette.panel_line);
        self.path(vec![[l, t], [r, t], [r, b], [l, b]], true, None, Some(line));
    }
}

/// The rows less the headings that nothing follows.
fn without_empty_headings(rows: Vec<Row>) -> Vec<Row> {
    let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows.into_iter().rev() {
        let next = kept.last().is_none_or(|r| matches!(r, Row::Heading(_)));
        if !(next && matches!(row, Row::Heading(_))) {
            kept.push(row);
        }
    }
    kept.reverse();
    kept
}

/// A line of attributions of a font size cut at its separators into lines that fit a width.
fn wrapped(line: &str, size: f32, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in line.split(" · ") {
        match lines.last_mut() {
            Some(last) if text::width(&format!("{last} · {piece}"), size, Weight::Regular) <= room => {
                *last += " · ";
                *last += piece;
            }
            _ => lines.push(piece.to_owned()),
        }
    }
    lines
}

/// Rows cut into columns of at most `most` rows; a heading never ends a column.
fn columns(rows: &[Row], most: usize) -> Vec<&[Row]> {
    let mut columns = Vec::new();
    let mut rest = rows;
    while !rest.is_empty() {
        let mut at = most.min(rest.len());
        if at > 1 && at < rest.len() && matches!(rest[at - 1], Row::Heading(_)) {
            at -= 1;
        }
        let (column, others) = rest.split_at(at);
        columns.push(column);
        rest = others;
    }
    columns
}

/// The longest of 1, 2, 5 × 10ⁿ meters that fits into `room` pixels: meters and pixels.
fn nice_length(meters_per_pixel: f64, room: f64) -> (f64, f32) {
    let most = meters_per_pixel * room;
    let power = 10_f64.powf(most.log10().floor());
    let meters = [5.0, 2.0, 1.0].into_iter().map(|k| k * power).find(|m| *m <= most).unwrap_or(power);
    (meters, (meters / meters_per_pixel) as f32)
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scale_bars_have_round_lengths() {
        for mpp in [0.3, 1.0, 7.0, 76.0, 1222.0, 9000.0] {
            let (meters, pixels) = nice_length(mpp, 150.0);
            let lead = meters / 10_f64.powf(meters.log10().floor());
            assert!([1.0, 2.0, 5.0].iter().any(|k| (lead - k).abs() < 1e-9), "{meters}");
            assert!((55.0..=150.0).contains(&pixels), "{pixels}");
        }
    }
}
