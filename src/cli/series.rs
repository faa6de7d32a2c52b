//! `tumen series`: the series, and the values of one.

use super::args::SeriesArgs;
use anyhow::{Context, bail};
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use tumen_core::model::{Confidence, Document, Series, SeriesRow};
use tumen_session::Session;
use tumen_session::search::{Target, nearest, search};
use tumen_session::sheet::words;

/// The columns of `--csv`.
const COLUMNS: [&str; 9] =
    ["date", "period", "value", "unit", "source", "confidence", "derived", "note", "seed"];

pub fn run(args: &SeriesArgs, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    let session = super::open(data)?;
    let all = &session.document().series;
    match &args.name {
        None if args.json => super::print_json(&json!(all.iter().map(summary).collect::<Vec<_>>()))?,
        None if args.csv => bail!("name a series to print its values; `tumen series` lists them"),
        None => super::print_text(&all.iter().map(line).collect::<String>())?,
        Some(name) => {
            let series = find(&session, name)?;
            if args.json {
                super::print_json(&json(series))?;
            } else if args.csv {
                super::print_text(&csv(series)?)?;
            } else {
                super::print_text(&text(session.document(), series))?;
            }
        }
    }
    Ok(super::outcome(&session))
}

/// The series of an id, or of a name in any language, ignoring case.
fn find<'a>(session: &'a Session, name: &str) -> anyhow::Result<&'a Series> {
    let document = session.document();
    let wanted = name.trim().to_lowercase();
    let named = |s: &&Series| s.names.all().any(|n| n.to_lowercase() == wanted);
    let found = document.series(&wanted).or_else(|| document.series.iter().find(named));
    found.with_context(|| {
        format!("there is no series `{name}`; the nearest are {}", near(session, name).join(", "))
    })
}

/// Ids of series that a text may mean: by search, else by their letters.
fn near(session: &Session, name: &str) -> Vec<String> {
    let hits = search(session.search_index(), name, usize::MAX).into_iter();
    let mut ids: Vec<String> = hits
        .filter_map(|h| if let Target::Series(id) = h.what { Some(id.to_string()) } else { None })
        .collect();
    let like = nearest(name, session.document().series.iter().map(|s| &*s.id), 3);
    for id in like {
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }
    ids.truncate(3);
    ids
}

/// From the first row's date to the last one's.
fn span(series: &Series) -> Option<(String, String)> {
    let first = series.rows.iter().min_by_key(|r| r.date.first)?;
    let last = series.rows.iter().max_by_key(|r| r.date.last)?;
    Some((first.date.to_string(), last.date.to_string()))
}

fn span_text(series: &Series) -> String {
    match span(series) {
        Some((first, last)) if first == last => first,
        Some((first, last)) => format!("{first} to {last}"),
        None => "no values".to_owned(),
    }
}

fn line(series: &Series) -> String {
    let rows = series.rows.len();
    let (id, unit, span) = (&*series.id, &series.unit, span_text(series));
    format!("{id:<36} {unit:<16} {rows:>4}  {span:<24} {}\n", series.names.en)
}

fn text(document: &Document, series: &Series) -> String {
    let mut out = format!("{} ({})\n{}, {}\n", series.names.en, series.id, series.unit, span_text(series));
    if !series.note.is_empty() {
        out += &format!("{}\n", series.note);
    }
    out.push('\n');
    for r in &series.rows {
        let derived = if r.derived == 0 { "" } else { ", derived" };
        let head = format!("{:<18} {:<8} {:>12}", r.date.to_string(), r.period, r.value);
        let note = if r.note.is_empty() { String::new() } else { format!(" · {}", r.note) };
        let source = words::cite(document, &r.source);
        out += &format!("  {head}  {}{derived} · {source}{note}\n", r.confidence.id());
    }
    out
}

fn csv(series: &Series) -> anyhow::Result<String> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(COLUMNS).context("cannot write CSV")?;
    for row in &series.rows {
        writer.write_record(record(row)).context("cannot write CSV")?;
    }
    let bytes = writer.into_inner().context("cannot write CSV")?;
    String::from_utf8(bytes).context("cannot write CSV")
}

fn record(row: &SeriesRow) -> [String; 9] {
    let confidence = Confidence::id(row.confidence).to_owned();
    [
        row.date.to_string(),
        row.period.clone(),
        row.value.to_string(),
        row.unit.clone(),
        row.source.to_string(),
        confidence,
        row.derived.to_string(),
        row.note.clone(),
        row.seed.clone(),
    ]
}

fn summary(series: &Series) -> Value {
    let span = span(series);
    json!({
        "id": series.id, "names": series.names, "unit": series.unit, "project": series.project,
        "measure": series.measure, "kind": series.kind, "source_family": series.source_family,
        "note": series.note, "count": series.rows.len(),
        "first": span.as_ref().map(|s| &s.0), "last": span.as_ref().map(|s| &s.1),
    })
}

fn json(series: &Series) -> Value {
    let mut value = summary(series);
    value["rows"] = json!(series.rows);
    value
}
