//! Plots of the series as values: which series stand together, how each looks, and the whole as a
//! [`Chart`] for pictures and paper. The window draws the same marks with its own plot widget.

pub mod marks;
pub mod topics;

use super::{Session, format};
use marks::{Scale, segments, steps, years};
use std::collections::BTreeSet;
use topics::{Topic, short_name, stem};
use tumen_core::model::Series;
use tumen_core::model::data_set::SeriesKind;
use tumen_scene::chart::{self, Chart, Mark, Shape};

/// Kinds whose colors tell series apart, the most different first.
const COLORS: [&str; 10] =
    ["railway", "sea", "gas", "port", "power", "bridge", "passenger", "service", "air", "road"];

/// What of its kind a series is, which decides its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// What was aimed at.
    Target,
    /// Stated by the founding documents.
    Founding,
    /// Joins values of other series.
    Line,
    /// Any other: the how manieth source of the same thing.
    Other(usize),
}

/// How a series is told apart: things differ by color, sources of one thing by mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeriesStyle {
    /// The kind of corridor whose color it takes.
    pub color: &'static str,
    /// What decides its mark.
    pub sort: Sort,
}

impl SeriesStyle {
    /// The look of a series of a topic.
    #[must_use]
    pub fn of(topic: &Topic<'_>, series: &Series) -> Self {
        let thing = |s: &Series| stem(&s.names.en).to_owned();
        let mut things: Vec<String> = Vec::new();
        for other in &topic.series {
            if !things.contains(&thing(other)) {
                things.push(thing(other));
            }
        }
        let color = things.iter().position(|t| *t == thing(series)).unwrap_or(0);
        let alike = |s: &&&Series| thing(s) == thing(series) && &*s.source_family != "seed";
        let place = topic.series.iter().filter(alike).position(|s| s.id == series.id).unwrap_or(0);
        let sort = match (series.kind, &*series.source_family) {
            (SeriesKind::Target, _) => Sort::Target,
            (_, "seed") => Sort::Founding,
            (_, "line") => Sort::Line,
            _ => Sort::Other(place),
        };
        Self { color: COLORS[color % COLORS.len()], sort }
    }

    /// Those with more stand in front.
    #[must_use]
    pub fn order(&self) -> u8 {
        match self.sort {
            Sort::Line => 0,
            Sort::Other(_) => 1,
            Sort::Founding => 2,
            Sort::Target => 3,
        }
    }

    fn shape(&self, kind: SeriesKind) -> Shape {
        match (kind, self.sort) {
            (SeriesKind::Capacity | SeriesKind::Cap, _) => Shape::Bar,
            (_, Sort::Founding) => Shape::Square,
            (_, Sort::Target) => Shape::Diamond,
            (_, Sort::Line) => Shape::Circle,
            (_, Sort::Other(place)) if place % 4 == 0 => Shape::Circle,
            _ => Shape::Triangle,
        }
    }
}

/// The plot of a topic by its key, with what the topic shows at first, over the years it has values for.
#[must_use]
pub fn chart_of(session: &Session, key: &str) -> Option<Chart> {
    let topics = topics::topics(session.document(), session.picture_messages());
    let topic = topics.iter().find(|t| t.key == key)?;
    let hidden = topic.hidden_at_first();
    let visible: Vec<&Series> = topic.series.iter().copied().filter(|s| !hidden.contains(&*s.id)).collect();
    Some(chart(session, topic, &visible, false, fitting_years(session, topic)))
}

/// The whole years that the values of a topic and the as-of date cover.
fn fitting_years(session: &Session, topic: &Topic<'_>) -> [f64; 2] {
    let now = session.view().as_of.decimal_year();
    let spans = topic.series.iter().flat_map(|s| &s.rows).map(|r| years(&r.date));
    let [first, last] = spans.fold([now, now], |[a, b], [c, d]| [a.min(c), b.max(d)]);
    [first.floor(), last.floor() + 1.0]
}

/// Some series of a topic as a chart.
#[must_use]
pub fn chart(session: &Session, topic: &Topic<'_>, visible: &[&Series], log: bool, years: [f64; 2]) -> Chart {
    let scale = Scale::new(visible.iter().copied(), topic.unit, log, session.picture_messages());
    let mut drawn: Vec<(u8, chart::Series)> =
        visible.iter().map(|s| series(session, topic, s, visible, &scale, years[1])).collect();
    drawn.sort_by_key(|d| d.0);
    let series: Vec<chart::Series> = drawn.into_iter().map(|d| d.1).collect();
    let values = values(&series, &scale);
    let as_of = session.view().as_of;
    Chart {
        title: topic.title.clone(),
        unit: scale.unit.clone(),
        years,
        values,
        ticks: ticks(values, log),
        as_of: (as_of.decimal_year(), session.as_of_words()),
        series,
        sources: sources(session, visible),
    }
}

/// A series as drawn, with its order.
fn series(
    session: &Session,
    topic: &Topic<'_>,
    series: &Series,
    visible: &[&Series],
    scale: &Scale,
    end: f64,
) -> (u8, chart::Series) {
    let style = SeriesStyle::of(topic, series);
    let marks = marks::marks(series, scale);
    let lines = if series.kind == SeriesKind::Observed { segments(&marks) } else { Vec::new() };
    let spans: Vec<[f64; 2]> = match series.kind {
        SeriesKind::Cap => steps(&marks, end).into_iter().map(|[a, b]| [a[0], b[0]]).collect(),
        SeriesKind::Observed | SeriesKind::Target | SeriesKind::Capacity => {
            marks.iter().map(|m| m.span).collect()
        }
    };
    let marks =
        marks.iter().zip(spans).map(|(m, span)| Mark { span, y: m.y, hollow: m.is_hollow() }).collect();
    let color = session.style().kind(style.color, session.view().theme);
    let name = short_name(series, visible, session.view().language);
    (style.order(), chart::Series { name, color, shape: style.shape(series.kind), marks, lines })
}

/// Lowest and highest place on the value axis.
fn values(series: &[chart::Series], scale: &Scale) -> [f64; 2] {
    let all = || series.iter().flat_map(|s| &s.marks).map(|m| m.y);
    let most = all().fold(f64::MIN, f64::max);
    let least = if scale.log { scale.floor.log10() } else { all().fold(0.0, f64::min) };
    [least, if most > least { most + 0.07 * (most - least) } else { least + 1.0 }]
}

/// Round places on the value axis with their words: powers of ten, or about six steps.
fn ticks([least, most]: [f64; 2], log: bool) -> Vec<(f64, String)> {
    let step = if log { 1.0 } else { round_step((most - least) / 6.0) };
    let places = (least / step).ceil() as i64..=(most / step).floor() as i64;
    places.map(|i| (i as f64 * step, tick(i as f64 * step, step, log))).collect()
}

/// The smallest of 1, 2, 5 × 10ⁿ that is not below a step.
#[must_use]
pub fn round_step(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0].map(|f| f * power).into_iter().find(|s| *s >= least).unwrap_or(10.0 * power)
}

/// The words at a place of the value axis.
#[must_use]
pub fn tick(place: f64, step: f64, log: bool) -> String {
    let value = if log { 10f64.powf(place) } else { place };
    let step = if log { value } else { step };
    let decimals = (-step.log10().floor()).clamp(0.0, 6.0) as usize;
    format::grouped(&format!("{value:.decimals$}"))
}

/// Publisher and date of each source once.
fn sources(session: &Session, visible: &[&Series]) -> Vec<String> {
    let ids: BTreeSet<&str> = visible.iter().flat_map(|s| &s.rows).map(|r| &*r.source).collect();
    let known = ids.into_iter().filter_map(|id| session.document().source(id));
    known
        .map(|s| [&*s.publisher, &s.date].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" "))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_have_no_needless_digits() {
        assert_eq!(tick(0.5, 0.5, false), "0.5");
        assert_eq!(tick(500.0, 100.0, false), "500");
        assert_eq!(tick(4.0, 1.0, true), "10\u{202f}000");
        assert_eq!(tick(-2.0, 1.0, true), "0.01");
    }
}
