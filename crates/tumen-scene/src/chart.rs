//! A plot as a picture of its own, for files: axes, marks, lines that break at gaps, legend, sources.

use super::frame::{Align, Frame, Group, Item, Paint, Path, Placing, Rgba, Stroke, Text, Weight};
use super::style::{ChartStyle, Palette, Style, Theme, TypeScale};
use super::text;
use crate::screen::Size;

/// The shape of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A value from a founding document.
    Square,
    /// A value from another source.
    Circle,
    /// A competing value.
    Triangle,
    /// A target.
    Diamond,
    /// A capacity or a cap, over its span.
    Bar,
}

/// One value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Decimal years it covers.
    pub span: [f64; 2],
    /// Place on the value axis.
    pub y: f64,
    /// Partial, derived or weak: drawn hollow.
    pub hollow: bool,
}

/// The values of one series.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Name in the legend.
    pub name: String,
    /// Color.
    pub color: Rgba,
    /// Shape of its marks.
    pub shape: Shape,
    /// Its marks.
    pub marks: Vec<Mark>,
    /// Lines that join values of years that follow each other: decimal year, place.
    pub lines: Vec<Vec<[f64; 2]>>,
}

/// What a plot shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// Unit of the value axis.
    pub unit: String,
    /// First and last decimal year.
    pub years: [f64; 2],
    /// Lowest and highest place on the value axis.
    pub values: [f64; 2],
    /// Places on the value axis with their words.
    pub ticks: Vec<(f64, String)>,
    /// Decimal year of the as-of date, and its words.
    pub as_of: (f64, String),
    /// The series, in drawing order.
    pub series: Vec<Series>,
    /// Lines of small print: the sources.
    pub sources: Vec<String>,
}

/// Composes a plot into a picture of that size.
#[must_use]
pub fn compose(chart: &Chart, style: &Style, theme: Theme, size: impl Into<Size>) -> Frame {
    let size: [f32; 2] = size.into().into();
    let palette = style.palette(theme);
    let (own, text_sizes) = (&style.chart, &style.text);
    let mut pen = Pen { chart, palette, own, text_sizes, items: Vec::new(), plot: [0.0; 4] };
    pen.lay(size);
    let groups = vec![Group { name: "chart", items: pen.items }];
    let [r, g, b, _] = palette.panel.0;
    Frame { size: size.into(), map: None, background: Rgba([r, g, b, 255]), groups, covered: Vec::new() }
}

struct Pen<'a> {
    chart: &'a Chart,
    palette: &'a Palette,
    own: &'a ChartStyle,
    text_sizes: &'a TypeScale,
    items: Vec<Item>,
    /// Left, top, right, bottom of the plot itself.
    plot: [f32; 4],
}

impl Pen<'_> {
    fn lay(&mut self, size: [f32; 2]) {
        let (chart, own, text_sizes) = (self.chart, self.own, self.text_sizes);
        self.text(
            [own.edge, own.edge + text_sizes.chart],
            Align::Start,
            &chart.title,
            text_sizes.chart,
            Weight::SemiBold,
            self.palette.text,
        );
        let legend_bottom = self.legend(own.edge + text_sizes.chart + own.title_gap, size[0]);
        let notes = text::wrapped(&chart.sources.join("; "), size[0] - 2.0 * own.edge, text_sizes.micro);
        let bottom = size[1] - own.edge - own.note * notes.len() as f32;
        for (i, line) in notes.iter().enumerate() {
            let y = bottom + own.note * (i as f32 + 1.0);
            self.text(
                [own.edge, y],
                Align::Start,
                line,
                text_sizes.micro,
                Weight::Regular,
                self.palette.text_quiet,
            );
        }
        let labels = chart
            .ticks
            .iter()
            .map(|t| text::width(&t.1, text_sizes.small, Weight::Regular))
            .fold(own.axis_least, f32::max);
        let top = legend_bottom + own.legend_gap;
        self.plot = [
            own.edge + labels + own.axis_gap,
            top,
            size[0] - own.edge,
            (bottom - own.below).max(top + own.least),
        ];
        self.text(
            [own.edge, top - own.axis_gap],
            Align::Start,
            &chart.unit,
            text_sizes.small,
            Weight::Regular,
            self.palette.text_quiet,
        );
        self.axes();
        self.as_of();
        chart.series.iter().for_each(|s| self.series(s));
    }

    fn push(&mut self, points: Vec<[f32; 2]>, closed: bool, fill: Option<Rgba>, stroke: Option<Stroke>) {
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

    /// Where a decimal year and a place stand, pixels.
    fn at(&self, [x, y]: [f64; 2]) -> [f32; 2] {
        let [left, top, right, bottom] = self.plot;
        let share = |v: f64, [from, to]: [f64; 2]| ((v - from) / (to - from).max(1e-9)) as f32;
        let u = share(x, self.chart.years).clamp(0.0, 1.0);
        [left + u * (right - left), bottom - share(y, self.chart.values) * (bottom - top)]
    }

    /// Names with samples in rows below `top`; returns where they end.
    fn legend(&mut self, top: f32, width: f32) -> f32 {
        let (own, body) = (self.own, self.text_sizes.small);
        let (mut x, mut y) = (own.edge, top + 0.5 * own.row);
        for series in &self.chart.series {
            let room = own.name + text::width(&series.name, body, Weight::Regular) + own.name_gap;
            if x > own.edge && x + room > width - own.edge {
                (x, y) = (own.edge, y + own.row);
            }
            let sample = [[x, y], [x + own.sample, y]];
            self.mark(series, sample, false);
            let baseline = y + 0.5 * text::CAP_HEIGHT * body;
            self.text(
                [x + own.name, baseline],
                Align::Start,
                &series.name,
                body,
                Weight::Regular,
                self.palette.text,
            );
            x += room;
        }
        y + 0.5 * own.row
    }

    fn axes(&mut self) {
        let [left, top, right, bottom] = self.plot;
        let line = Stroke::solid(1.0, self.palette.panel_line);
        for (place, words) in &self.chart.ticks {
            let [_, y] = self.at([self.chart.years[0], *place]);
            self.push(vec![[left, y], [right, y]], false, None, Some(line));
            let baseline = y + 0.5 * text::CAP_HEIGHT * self.text_sizes.small;
            self.text(
                [left - self.own.tick_gap, baseline],
                Align::End,
                words,
                self.text_sizes.small,
                Weight::Regular,
                self.palette.text_quiet,
            );
        }
        let [first, last] = self.chart.years;
        // As many years as have room for their four digits.
        let most = ((right - left) / self.own.year).max(1.0);
        let step = [1, 2, 5, 10, 20, 50]
            .into_iter()
            .find(|s| (last - first) as f32 / *s as f32 <= most)
            .unwrap_or(100);
        let start = (first / f64::from(step)).ceil() as i32 * step;
        for year in (start..=last.floor() as i32).step_by(step as usize) {
            let [x, _] = self.at([f64::from(year), self.chart.values[0]]);
            self.push(vec![[x, top], [x, bottom]], false, None, Some(line));
            let words = year.to_string();
            self.text(
                [x, bottom + self.own.years],
                Align::Middle,
                &words,
                self.text_sizes.small,
                Weight::Regular,
                self.palette.text_quiet,
            );
        }
    }

    fn as_of(&mut self) {
        let (year, words) = &self.chart.as_of;
        if !(self.chart.years[0]..=self.chart.years[1]).contains(year) {
            return;
        }
        let [_, top, right, bottom] = self.plot;
        let [x, _] = self.at([*year, self.chart.values[0]]);
        self.push(vec![[x, top], [x, bottom]], false, None, Some(Stroke::solid(2.0, self.palette.highlight)));
        let half = 0.5 * text::width(words, self.text_sizes.micro, Weight::Regular);
        let at = [x.min(right - half), top - self.own.as_of];
        self.text(at, Align::Middle, words, self.text_sizes.micro, Weight::Regular, self.palette.text_quiet);
    }

    fn series(&mut self, series: &Series) {
        for line in &series.lines {
            let points = line.iter().map(|p| self.at(*p)).collect();
            self.push(points, false, None, Some(Stroke::solid(self.own.line, series.color)));
        }
        for mark in &series.marks {
            let ends = mark.span.map(|x| self.at([x, mark.y]));
            self.mark(series, ends, mark.hollow);
        }
    }

    /// A mark over a span; all shapes but the bar stand in its middle.
    fn mark(&mut self, series: &Series, [a, b]: [[f32; 2]; 2], hollow: bool) {
        let radius = self.own.radius;
        let middle = [0.5 * (a[0] + b[0]), a[1]];
        let corners = |points: &[[f32; 2]]| {
            points.iter().map(|p| [middle[0] + p[0] * radius, middle[1] + p[1] * radius]).collect::<Vec<_>>()
        };
        let points = match series.shape {
            Shape::Bar => {
                self.push(vec![a, b], false, None, Some(Stroke::solid(self.own.bar, series.color)));
                return;
            }
            Shape::Square => corners(&[[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]]),
            Shape::Diamond => corners(&[[0.0, -1.25], [1.25, 0.0], [0.0, 1.25], [-1.25, 0.0]]),
            Shape::Triangle => corners(&[[0.0, -1.2], [1.15, 0.9], [-1.15, 0.9]]),
            Shape::Circle => circle(middle, radius),
        };
        let fill = if hollow || series.shape == Shape::Diamond { self.palette.panel } else { series.color };
        self.push(points, true, Some(fill), Some(Stroke::solid(self.own.outline, series.color)));
    }
}

fn circle([x, y]: [f32; 2], radius: f32) -> Vec<[f32; 2]> {
    let angle = |i: u16| f32::from(i) * std::f32::consts::TAU / 16.0;
    (0..16).map(|i| [x + radius * angle(i).cos(), y + radius * angle(i).sin()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart() -> Chart {
        let mark = |year: f64, y, hollow| Mark { span: [year, year + 1.0], y, hollow };
        Chart {
            title: "Trade".to_owned(),
            unit: "million USD".to_owned(),
            years: [2010.0, 2027.0],
            values: [0.0, 100.0],
            ticks: vec![(0.0, "0".to_owned()), (50.0, "50".to_owned()), (100.0, "100".to_owned())],
            as_of: (2026.9, "as of 21 Nov 2026".to_owned()),
            series: vec![Series {
                name: "Founding document".to_owned(),
                color: Rgba([200, 0, 0, 255]),
                shape: Shape::Square,
                marks: vec![mark(2017.0, 77.9, false), mark(2018.0, 34.065, true)],
                lines: vec![vec![[2017.5, 77.9], [2018.5, 34.065]]],
            }],
            sources: vec!["EastRussia 2020".to_owned()],
        }
    }

    fn composed(size: [f32; 2]) -> Frame {
        compose(&chart(), &crate::style::bundled(), Theme::Light, size)
    }

    #[test]
    fn everything_stays_in_the_picture() {
        for size in [[320.0, 200.0], [900.0, 500.0]] {
            let frame = composed(size);
            for item in frame.items() {
                if let Paint::Path(path) = &item.paint {
                    let inside =
                        |p: &[f32; 2]| p[0] >= 0.0 && p[0] <= size[0] && p[1] >= 0.0 && p[1] <= size[1];
                    assert!(path.points.iter().all(inside), "{path:?}");
                }
            }
        }
    }

    #[test]
    fn larger_values_stand_higher() {
        let frame = composed([900.0, 500.0]);
        let squares: Vec<f32> = frame
            .items()
            .filter_map(|i| match &i.paint {
                Paint::Path(p) if p.closed && p.points.len() == 4 => Some(p.points[0][1]),
                _ => None,
            })
            .collect();
        // The first is the sample in the legend.
        assert_eq!(squares.len(), 3);
        assert!(squares[1] < squares[2]);
    }
}
