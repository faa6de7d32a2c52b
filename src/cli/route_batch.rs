//! `tumen route --batch`: a table of requests, a table of results.

use super::args::RouteArgs;
use crate::errors::{self, Failed};
use anyhow::Context;
use std::path::Path;
use std::process::ExitCode;
use tumen_core::diag::Report;
use tumen_core::message;
use tumen_core::model::date;
use tumen_core::model::logistics::Cargo;
use tumen_formats::table;
use tumen_network::quantity::Tonnes;
use tumen_network::{Answer, Request};
use tumen_session::Session;
use tumen_session::opening;
use tumen_session::route_summary::{Line, lines};

/// Columns that are added to those of the requests.
const ADDED: [&str; 10] = [
    "variant",
    "km",
    "days",
    "usd_per_tonne",
    "kg_co2_per_tonne",
    "usd_5",
    "usd_95",
    "assumed_share",
    "variants",
    "error",
];
/// Columns that are read, and what they may be called, in small letters.
const COLUMNS: [(&str, &[&str]); 7] = [
    ("from", &["from", "origin", "откуда", "отправление", "출발", "출발지"]),
    ("to", &["to", "destination", "куда", "назначение", "도착", "도착지"]),
    ("cargo", &["cargo", "груз", "화물"]),
    ("tonnes", &["tonnes", "тонны", "тонн", "톤"]),
    ("date", &["date", "дата", "날짜"]),
    ("with", &["with"]),
    ("without", &["without"]),
];
/// A progress line is told after so many rows.
const EVERY: usize = 100;

/// Answers each row of a table; a row that cannot be answered says why and costs itself only.
pub fn run(
    job: &RouteArgs,
    requests: &Path,
    results: &Path,
    data: Option<&Path>,
) -> anyhow::Result<ExitCode> {
    let session = &super::open(data)?;
    let mut report = Report::new();
    let name = requests.display().to_string();
    let bytes = opening::bytes(requests, opening::TABLE).with_context(|| format!("cannot read {name}"))?;
    let read = table::read(&name, &bytes, &mut report);
    eprint!("{}", super::report_text(&report));
    let at = COLUMNS.map(|(word, words)| (word, read.column(words)));
    if let Some((wanted, _)) = at.iter().take(2).find(|(_, at)| at.is_none()) {
        return Err(Failed::new(message!("route-batch-no-column", name = *wanted)).into());
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(read.names.iter().map(String::as_str).chain(ADDED))?;
    let (mut rows, mut failed) = (0_usize, 0_usize);
    for (line, values) in &read.rows {
        rows += 1;
        let cell = |name: &str| {
            let at = at.iter().find(|(word, _)| *word == name)?.1?;
            values.get(at).map(String::as_str).filter(|c| !c.is_empty())
        };
        let told = request(job, session, &cell, read.delimiter).and_then(|r| Ok((session.route(&r)?, r)));
        let added = told.map_or_else(
            |error| {
                failed += 1;
                let why = errors::message(error.as_ref());
                let told = message!("route-batch-line", line = *line, error = why.clone());
                eprintln!("tumen: {}", super::spoken(|words| told.in_words(words)));
                failure(&why.english())
            },
            |(answer, request)| success(job, session, &request, &answer),
        );
        let own = (0..read.names.len()).map(|i| values.get(i).cloned().unwrap_or_default());
        writer.write_record(own.chain(added))?;
        if rows.is_multiple_of(EVERY) {
            say(message!("route-batch-rows", rows = rows));
        }
    }
    let bytes = writer.into_inner().map_err(|e| e.into_error())?;
    tumen_formats::atomic::write(results, &bytes)
        .with_context(|| format!("cannot write {}", results.display()))?;
    say(message!("route-batch-done", rows = rows, failed = failed, path = results.display().to_string()));
    Ok(if failed > 0 { ExitCode::from(super::PROBLEMS) } else { super::outcome(session) })
}

fn say(message: tumen_core::message::Message) {
    eprintln!("tumen: {}", super::spoken(|words| message.in_words(words)));
}

/// The request of a row; what the row leaves out is as the arguments say.
fn request<'a>(
    job: &RouteArgs,
    session: &Session,
    cell: &impl Fn(&str) -> Option<&'a str>,
    delimiter: u8,
) -> anyhow::Result<Request> {
    let mut own = job.clone();
    own.from = Some(cell("from").ok_or_else(|| Failed::new(message!("route-batch-no-origin")))?.to_owned());
    own.to = Some(cell("to").ok_or_else(|| Failed::new(message!("route-batch-no-destination")))?.to_owned());
    if let Some(cargo) = cell("cargo") {
        let unknown = || Failed::new(message!("route-batch-no-cargo", cargo = cargo));
        own.cargo = Cargo::from_id(cargo).ok_or_else(unknown)?;
    }
    let several = |text: &str| text.split([';', ' ']).filter(|t| !t.is_empty()).map(str::to_owned).collect();
    own.with = cell("with").map_or(own.with, several);
    own.close = cell("without").map_or(own.close, several);
    let mut request = super::route_request::request(&own, session)?;
    if let Some(tonnes) = cell("tonnes") {
        let wrong = || Failed::new(message!("route-batch-no-amount", text = tonnes));
        request.tonnes = Tonnes(table::amount(tonnes, delimiter).ok_or_else(wrong)?);
    }
    if let Some(day) = cell("date") {
        request.as_of = date::asked(day, session.today())?;
    }
    Ok(request)
}

fn failure(error: &str) -> Vec<String> {
    let mut added = vec![String::new(); ADDED.len() - 1];
    added.push(error.to_owned());
    added
}

fn success(job: &RouteArgs, session: &Session, request: &Request, answer: &Answer) -> Vec<String> {
    let all = lines(answer, request.tonnes, session.words().messages(job.lang));
    let (Some(first), Some(variant)) = (all.first(), answer.variants.first()) else {
        return failure(&message!("route-batch-no-way").english());
    };
    let Line { name, km, days, usd, kg, .. } = first;
    let tonne = |usd: f64| format!("{:.2}", usd / request.tonnes.0);
    vec![
        name.clone(),
        format!("{km:.0}"),
        format!("{days:.1}"),
        format!("{usd:.2}"),
        format!("{kg:.1}"),
        tonne(variant.spread.p5.usd.0),
        tonne(variant.spread.p95.usd.0),
        format!("{:.3}", variant.assumed_share),
        all.len().to_string(),
        String::new(),
    ]
}
