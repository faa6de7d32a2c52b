//! A plot for a file: a picture in the map's own display list, and its rows as CSV.

use super::look::{self, Look};
use super::marks::{self, Scale, segments, steps};
use super::topics::{Topic, short_name};
use super::{PlotChoice, draw};
use crate::model::Series;
use crate::model::dossier::SeriesKind;
use crate::scene::Rgba;
use crate::scene::chart::{self, Chart, Mark, Shape};
use crate::session::Session;
use crate::ui::format;
use egui_plot::MarkerShape;

/// A plot to be saved.
#[derive(Debug, Clone, PartialEq)]
pub struct PlotFile {
    /// As a picture.
    pub chart: Chart,
    /// Its rows.
    pub csv: String,
}

/// The plot of a topic as chosen, over some years.
#[must_use]
pub fn file(session: &Session, topic: &Topic<'_>, choice: &PlotChoice, years: [f64; 2]) -> PlotFile {
    let hidden = choice.hidden(topic);
    let visible: Vec<&Series> = topic.series.iter().copied().filter(|s| !hidden.contains(&*s.id)).collect();
    PlotFile { chart: chart(session, topic, &visible, choice.log, years), csv: csv(&visible) }
}

fn chart(session: &Session, topic: &Topic<'_>, visible: &[&Series], log: bool, years: [f64; 2]) -> Chart {
    let scale = Scale::new(visible.iter().copied(), topic.unit, log);
    let language = session.view().language;
    let mut drawn: Vec<(u8, chart::Series)> = visible
        .iter()
        .map(|s| {
            let look = look::look(session, topic, s);
            let name = short_name(s, visible, language);
            (look.order, series(s, name, look, &scale, years[1]))
        })
        .collect();
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
        as_of: (as_of.decimal_year(), format!("as of {}", format::date(as_of))),
        series,
        sources: sources(session, visible),
    }
}

fn series(series: &Series, name: String, look: Look, scale: &Scale, end: f64) -> chart::Series {
    let marks = marks::marks(series, scale);
    let lines = if series.kind == SeriesKind::Observed { segments(&marks) } else { Vec::new() };
    let shape = match (series.kind, look.shape) {
        (SeriesKind::Capacity | SeriesKind::Cap, _) => Shape::Bar,
        (_, MarkerShape::Square) => Shape::Square,
        (_, MarkerShape::Diamond) => Shape::Diamond,
        (_, MarkerShape::Circle) => Shape::Circle,
        _ => Shape::Triangle,
    };
    let spans: Vec<[f64; 2]> = match series.kind {
        SeriesKind::Cap => steps(&marks, end).into_iter().map(|[a, b]| [a[0], b[0]]).collect(),
        _ => marks.iter().map(|m| m.span).collect(),
    };
    let marks =
        marks.iter().zip(spans).map(|(m, span)| Mark { span, y: m.y, hollow: m.is_hollow() }).collect();
    let [r, g, b, a] = look.color.to_srgba_unmultiplied();
    chart::Series { name, color: Rgba([r, g, b, a]), shape, marks, lines }
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
    let step = if log { 1.0 } else { draw::round_step((most - least) / 6.0) };
    let places = (least / step).ceil() as i64..=(most / step).floor() as i64;
    places.map(|i| (i as f64 * step, draw::tick(i as f64 * step, step, log))).collect()
}

/// Publisher, title and date of each source once.
fn sources(session: &Session, visible: &[&Series]) -> Vec<String> {
    let mut ids: Vec<&str> = visible.iter().flat_map(|s| &s.rows).map(|r| &*r.source).collect();
    ids.sort_unstable();
    ids.dedup();
    let known = ids.into_iter().filter_map(|id| session.document().source(id));
    known
        .map(|s| [&*s.publisher, &s.date].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" "))
        .collect()
}

#[derive(serde::Serialize)]
struct Row<'a> {
    series: &'a str,
    date: &'a str,
    period: &'a str,
    value: f64,
    unit: &'a str,
    source: &'a str,
    confidence: &'a str,
    derived: u8,
    note: &'a str,
    seed: &'a str,
}

fn csv(visible: &[&Series]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for series in visible {
        for r in &series.rows {
            let row = Row {
                series: &series.id,
                date: r.date.text(),
                period: &r.period,
                value: r.value,
                unit: &r.unit,
                source: &r.source,
                confidence: r.confidence.id(),
                derived: r.derived,
                note: &r.note,
                seed: &r.seed,
            };
            // Writing to memory cannot fail.
            let _ = writer.serialize(row);
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
