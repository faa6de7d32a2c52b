//! A plot for a file: a picture in the map's own display list, and its rows as CSV.

use super::PlotChoice;
use super::topics::Topic;
use tumen_core::model::Series;
use tumen_scene::chart::Chart;
use tumen_session::Session;
use tumen_session::plots::chart;

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
