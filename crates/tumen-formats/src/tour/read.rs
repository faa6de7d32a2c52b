//! Reading the text form.

use super::STOP;
use super::table::{Block, Table};
use std::sync::Arc;
use toml::de::DeTable;
use tumen_core::diag::Report;
use tumen_core::geo::{GeoBox, Projection};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::tour::{Stop, Tour, Transition};

/// The fields of a talk.
const HEAD: &[&str] = &["id", "title", "summary", "files"];
/// The fields of a stop.
const FIELDS: &[&str] = &[
    "title",
    "bounds",
    "projection",
    "as_of",
    "hidden",
    "layers",
    "selection",
    "caption",
    "notes",
    "beside",
    "flows",
    "loupes",
    "compare",
    "seconds",
    "transition",
];
const LEFT_OUT: Message = message!("notice-stop-left-out");

/// Reads a tour; nothing if there is neither a head nor a stop. A damaged stop costs itself. Where the
/// head names no id, the name of the file is taken.
#[must_use]
pub fn read(file: &str, text: &str, report: &mut Report) -> Option<Tour> {
    let (mut tour, mut count) = (Tour::default(), 0);
    let mut understood = false;
    for (line, name, text) in blocks(text) {
        count += usize::from(name == STOP);
        let number = (name == STOP).then_some(count);
        let block = Block { file, line, text, stop: number };
        match name {
            "" => understood |= head(&block, &mut tour, report),
            STOP => tour.stops.extend(stop(&block, report).map(Arc::new)),
            other => {
                let message = message!("notice-not-a-tour-block", block = other);
                let hint = message!("notice-tour-blocks");
                report.warning("unknown-block", block.place(0), message, hint);
            }
        }
    }
    if tour.id.is_empty() {
        tour.id = stem(file);
    }
    if tour.title.is_empty() {
        tour.title.clone_from(&tour.id);
    }
    (understood || !tour.stops.is_empty()).then_some(tour)
}

/// The name in a line `[[name]]`, with a comment behind it perhaps.
pub(super) fn block_name(line: &str) -> Option<&str> {
    let line = line.split('#').next().unwrap_or_default().trim_end();
    let name = line.strip_prefix("[[")?.strip_suffix("]]")?.trim();
    let word = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    word.then_some(name)
}

/// The parts of a text: the line on which each begins, its name, and its text.
fn blocks(text: &str) -> Vec<(usize, &str, &str)> {
    let mut starts: Vec<(usize, usize, &str)> = vec![(0, 1, "")];
    let mut offset = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        if let Some(name) = block_name(line) {
            starts.push((offset, i + 1, name));
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).map(|s| s.0).chain([text.len()]).collect::<Vec<_>>();
    starts.iter().zip(ends).map(|((start, line, name), end)| (*line, *name, &text[*start..end])).collect()
}

/// A part as a table; a mistake in its writing is told.
fn table<'t>(block: &Block<'t>, hint: Message, report: &mut Report) -> Option<DeTable<'t>> {
    DeTable::parse(block.text)
        .map(toml::Spanned::into_inner)
        .map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let what = Message::verbatim(error.message().trim());
            report.error("bad-record", block.place(at), what, hint);
        })
        .ok()
}

/// Reads the head; whether it says anything.
fn head(block: &Block<'_>, tour: &mut Tour, report: &mut Report) -> bool {
    let hint = message!("notice-tour-by-file");
    let Some(fields) = table(block, hint, report) else { return false };
    let any = !fields.is_empty();
    let mut table = Table::new(block, fields, HEAD, report);
    tour.id = table.text("id").unwrap_or_default();
    tour.title = table.text("title").unwrap_or_default();
    tour.summary = table.text("summary").unwrap_or_default();
    tour.files = table.texts("files").unwrap_or_default();
    table.finish();
    any
}

fn stop(block: &Block<'_>, report: &mut Report) -> Option<Stop> {
    let mut outer = table(block, LEFT_OUT, report)?;
    let stop = outer.remove(STOP)?.into_inner();
    let toml::de::DeValue::Array(records) = stop else { return None };
    let toml::de::DeValue::Table(fields) = records.into_iter().next()?.into_inner() else { return None };
    let mut table = Table::new(block, fields, FIELDS, report);
    let wanted = message!("wanted-bounds");
    let bounds = table.four("bounds", wanted.clone()).map(GeoBox::from).filter(GeoBox::is_valid);
    let title = table.text("title").unwrap_or_default();
    let mut stop = Stop::new(title, bounds.unwrap_or_default());
    fill(&mut stop, &mut table);
    table.finish();
    if bounds.is_none() {
        let hint = message!("notice-stop-bounds-write", wanted = wanted);
        report.error("bad-record", block.place(0), message!("notice-stop-bounds"), hint);
        return None;
    }
    Some(stop)
}

fn fill(stop: &mut Stop, table: &mut Table<'_, '_>) {
    let projections = message!("wanted-one-of", words = Projection::ids());
    stop.projection = table.word("projection", projections, Projection::from_id).unwrap_or_default();
    stop.as_of = table.date("as_of");
    stop.hidden = table.texts("hidden").unwrap_or_default().into_iter().collect();
    stop.layers = table.texts("layers");
    stop.selection = table.text("selection");
    stop.caption = table.text("caption").unwrap_or_default();
    stop.notes = table.text("notes").unwrap_or_default();
    let wanted = message!("wanted-one-of", words = "\"card\", \"nothing\", \"plot:TOPIC\"");
    stop.side_panel = table.word("beside", wanted, super::record::side_panel).unwrap_or_default();
    stop.flows = table.flag("flows").unwrap_or_default();
    stop.loupes = table.words("loupes", message!("wanted-loupes"), |t| t.parse().ok()).unwrap_or_default();
    stop.compare = table.word("compare", message!("wanted-comparison"), |t| t.parse().ok());
    let seconds = table.number("seconds", message!("wanted-seconds"), |n| n >= 0.0);
    stop.seconds = seconds.unwrap_or(Stop::SECONDS);
    let wanted = message!("wanted-transition");
    stop.transition = table.number_or_word("transition", wanted, transition).unwrap_or_default();
}

fn transition(value: Result<f64, &str>) -> Option<Transition> {
    match value {
        Ok(seconds) => (seconds >= 0.0).then_some(Transition::FlyFor(seconds)),
        Err(word) => super::record::transition(word),
    }
}

/// The name of a file without folder and extension.
fn stem(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}
