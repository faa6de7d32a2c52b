//! `tumen flow`: a table of origins and destinations on the network, as a map, a Sankey diagram, text or JSON.

use super::args::FlowArgs;
use super::compare;
use super::export::picture_to_file;
use anyhow::{Context, anyhow, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use tumen_core::geo::LonLat;
use tumen_core::model::Date;
use tumen_core::model::corridor::Mode;
use tumen_core::watch::Watch;
use tumen_network::assign::Method;
use tumen_network::flows::{Flows, LinkLoad, Pair};
use tumen_network::{Link, LinkKind, Request, RouteError};
use tumen_scene::sankey;
use tumen_scene::{Camera, Overlay};
use tumen_session::framing::{Framing, on_bounds};
use tumen_session::matrix::{DemandTable, Matrix};
use tumen_session::{NetworkCommand, Session, View, export, overlays, views};

/// The unit of the totals in the text.
const MILLION: f64 = 1e6;
/// So many links are named in the text.
const NAMED: usize = 12;

/// Runs `tumen flow`.
pub fn run(job: &FlowArgs, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    let mut session = super::open(data)?;
    let matrix = matrix(job, &session)?;
    let as_of = job.as_of.or_else(|| matrix.as_of()).unwrap_or(session.today());
    eprint!("{}", super::report_text(&matrix.problems));
    if let Some(warning) = matrix.other_year(as_of) {
        eprintln!("tumen: {}", super::spoken(|words| warning.in_words(words)));
    }
    let pairs = &matrix.pairs;
    if pairs.is_empty() {
        bail!("no line of {} could be used", job.table.display());
    }
    let conditions = conditions(job, &session, as_of)?;
    let flows = session.network().get().flows(session.document(), pairs, &conditions, method(job));
    if let Some(other) = &job.compare {
        return compared(job, &session, pairs, (&flows, &conditions), other);
    }
    if let Some(path) = &job.output {
        draw(job, &mut session, &flows, as_of, path)?;
    }
    if let Some(path) = &job.sankey {
        diagram(job, &mut session, &matrix, &flows, as_of, path)?;
    }
    if job.json {
        super::print_json(&document(&session, pairs, &flows, &conditions))?;
    } else {
        super::print_text(&text(&session, pairs, &flows, as_of))?;
    }
    let problems = matrix.problems.has_problems() || !flows.stranded.is_empty();
    Ok(if problems { ExitCode::from(super::PROBLEMS) } else { super::outcome(&session) })
}

fn method(job: &FlowArgs) -> Method {
    if job.all_or_nothing { Method::AllOrNothing } else { Method::default() }
}

/// The same table under the conditions of another scenario, and what that changes.
fn compared(
    job: &FlowArgs,
    session: &Session,
    pairs: &[Pair],
    (flows, conditions): (&Flows, &Request),
    other: &Path,
) -> anyhow::Result<ExitCode> {
    let scenario = compare::read(other)?;
    let own = FlowArgs { scenario: None, ..job.clone() };
    let mut second = self::conditions(&own, session, conditions.as_of)?;
    compare::apply(&scenario, session, &mut second, job.as_of.is_some())?;
    let then = session.network().get().flows(session.document(), pairs, &second, method(job));
    let rows = tumen_session::scenario::flows(flows, &then);
    if job.json {
        super::print_json(&json!({
            "first": document(session, pairs, flows, conditions),
            "second": document(session, pairs, &then, &second),
            "difference": compare::differences(&rows),
        }))?;
    } else {
        let first = job.scenario.as_deref().map(compare::read).transpose()?;
        let first = first.map_or_else(|| "as asked".to_owned(), |s| s.name);
        super::print_text(&compare::table([&first, &scenario.name], &rows))?;
    }
    Ok(super::outcome(session))
}

/// The table of the year that is wanted.
fn matrix(job: &FlowArgs, session: &Session) -> anyhow::Result<Matrix> {
    let file = job.table.display().to_string();
    let table = DemandTable::read(file.clone(), &job.table).with_context(|| format!("cannot read {file}"))?;
    let table = table.of_year(job.year);
    Matrix::of(&table, session.network()).map_err(|several| anyhow!("{several}; choose one with --year"))
}

fn conditions(job: &FlowArgs, session: &Session, as_of: Date) -> anyhow::Result<Request> {
    let subject = |t: &String| session.network().subject(t);
    let subjects = |all: &[String]| all.iter().map(subject).collect::<Result<Vec<_>, RouteError>>();
    let mut request = Request {
        objective: job.objective,
        with: subjects(&job.with)?,
        closed: subjects(&job.close)?,
        ..Request::new("", "", as_of)
    };
    if let Some(path) = &job.scenario {
        compare::apply(&compare::read(path)?, session, &mut request, job.as_of.is_some())?;
    }
    Ok(request)
}

fn draw(
    job: &FlowArgs,
    session: &mut Session,
    flows: &Flows,
    as_of: Date,
    path: &Path,
) -> anyhow::Result<()> {
    let title = session.words().get("flows_title", job.lang).to_owned();
    let overlay = overlays::flows(&title, session.network().get(), flows);
    let camera = match job.bbox {
        Some(bounds) => on_bounds(job.projection, bounds, job.size),
        None => camera(job, session, flows),
    };
    let view = View { camera, theme: job.theme, language: job.lang, flows: false, ..View::new(as_of) };
    session.set_view(view);
    session.run(NetworkCommand::Overlay(Some(Arc::<Overlay>::new(overlay))));
    picture_to_file(session, &title, path, job.size, job.scale)
}

/// The camera that shows all loaded links.
fn camera(job: &FlowArgs, session: &Session, flows: &Flows) -> Camera {
    let network = session.network().get();
    let links = flows.links.iter().filter_map(|l| network.links.get(l.link as usize));
    let lines: Vec<&[LonLat]> = links.map(|l| &*l.line).collect();
    let camera = session.framed(Framing::Variant(&lines), job.projection, job.size);
    camera.unwrap_or_else(|| views::THEATRE.camera(job.projection, job.size))
}

fn diagram(
    job: &FlowArgs,
    session: &mut Session,
    matrix: &Matrix,
    flows: &Flows,
    as_of: Date,
    path: &Path,
) -> anyhow::Result<()> {
    session.set_view(View { theme: job.theme, language: job.lang, ..session.view().clone() });
    let sankey = matrix.sankey(flows, session, as_of);
    let frame = sankey::compose(&sankey, session.style(), job.theme, job.size);
    let page = export::page_of(frame);
    Ok(export::write_pages(session, &[page], &sankey.title, path, job.scale, &Watch::default())?)
}

/// A whole number with commas between groups of three digits.
fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|g| std::str::from_utf8(g).ok()).collect();
    groups.join(",")
}

fn text(session: &Session, pairs: &[Pair], flows: &Flows, as_of: Date) -> String {
    let network = session.network().get();
    let wanted: f64 = pairs.iter().map(|p| p.tonnes.0).sum();
    let (sent, wanted) = (grouped(flows.sent.0), grouped(wanted));
    let mut out = format!("{sent} of {wanted} t a year find a way as of {as_of}\n");
    let totals = &flows.totals;
    out += &format!(
        "{} million tonne-km, {} million USD, {} t CO2\n\n",
        grouped(totals.km.0 / MILLION),
        grouped(totals.usd.0 / MILLION),
        grouped(totals.co2.0)
    );
    let lines = lines(session, flows);
    for (tonnes, load, name, count) in lines.iter().take(NAMED) {
        let share = match load {
            Some(load) => format!("{:.0} % of capacity", load * 100.0),
            None => "no capacity known".to_owned(),
        };
        let links = if *count > 1 { format!(", {count} links") } else { String::new() };
        out += &format!("  {:>14} t  {share:<20}  {name}{links}\n", grouped(*tonnes));
    }
    if lines.len() > NAMED {
        out += &format!("  … and {} lines more\n", lines.len() - NAMED);
    }
    for terminal in &flows.terminals {
        let capacity = terminal.capacity.map_or(String::new(), |c| format!(" of {} t", grouped(c.0)));
        let node = network.nodes_of(&terminal.terminal).first().map(|n| &network.nodes[*n as usize]);
        let name = node.map_or(&*terminal.terminal, |n| &*n.names.en);
        out += &format!("  {:>14} t{capacity} handled at {name}\n", grouped(terminal.tonnes.0));
    }
    for stranded in &flows.stranded {
        let pair = &pairs[stranded.pair];
        let tonnes = grouped(stranded.tonnes.0);
        let reason = super::spoken(|words| stranded.reason.in_words(words));
        out += &format!("  left: {tonnes} t {}–{}: {reason}\n", pair.from, pair.to);
    }
    out
}

/// Largest load, highest share of a capacity, name and number of links of each crossing and each line: the
/// links of a corridor together, those of no corridor by mode. The fullest come first.
fn lines(session: &Session, flows: &Flows) -> Vec<(f64, Option<f64>, String, usize)> {
    let network = session.network().get();
    let mut lines = BTreeMap::<String, (f64, Option<f64>, usize)>::new();
    for load in &flows.links {
        let line = lines.entry(line_name(session, &network.links[load.link as usize])).or_default();
        line.0 = line.0.max(load.tonnes().0);
        line.1 = [line.1, load.ratio()].into_iter().flatten().reduce(f64::max);
        line.2 += 1;
    }
    let mut lines: Vec<_> = lines.into_iter().map(|(name, (t, load, n))| (t, load, name, n)).collect();
    let share = |load: &Option<f64>| load.unwrap_or(-1.0);
    lines.sort_by(|a, b| share(&b.1).total_cmp(&share(&a.1)).then(b.0.total_cmp(&a.0)).then(a.2.cmp(&b.2)));
    lines
}

fn line_name(session: &Session, link: &Link) -> String {
    let document = session.document();
    if let LinkKind::Border(crossing) = link.kind {
        let record = document.logistics.crossings.get(crossing);
        return record.map_or_else(String::new, |c| format!("border crossing {}", c.names.en));
    }
    let corridor = link.corridor.as_ref().and_then(|id| document.corridor(id));
    if let Some(corridor) = corridor {
        return corridor.names.en.to_string();
    }
    if !link.names.en.is_empty() {
        return link.names.en.to_string();
    }
    match link.mode {
        Mode::Sea => "other sea legs".to_owned(),
        Mode::Road => "other roads".to_owned(),
        Mode::Rail | Mode::Pipeline | Mode::Power | Mode::Air => "other railways".to_owned(),
    }
}

fn document(session: &Session, pairs: &[Pair], flows: &Flows, conditions: &Request) -> Value {
    let network = session.network().get();
    let rounded = |t: f64| (t * 1000.0).round() / 1000.0;
    let link = |l: &LinkLoad| {
        let link = &network.links[l.link as usize];
        let end = |node: u32| network.nodes[node as usize].names.en.to_string();
        json!({
            "name": link.name(network), "id": link.id, "corridor": link.corridor, "mode": link.mode,
            "from": end(link.from), "to": end(link.to), "there_t": rounded(l.there.0), "back_t": rounded(l.back.0),
            "capacity_t": l.capacity.map(|c| c.0), "load": l.ratio().filter(|r| r.is_finite()).map(rounded),
        })
    };
    let terminals = flows.terminals.iter().map(
        |t| json!({ "id": t.terminal, "tonnes": rounded(t.tonnes.0), "capacity_t": t.capacity.map(|c| c.0) }),
    );
    let routes = flows.chains.iter().map(|c| {
        let pair = &pairs[c.pair];
        json!({
            "from": pair.from, "to": pair.to, "cargo": pair.cargo.id(), "tonnes": rounded(c.tonnes.0), "by": c.stops,
        })
    });
    let left = flows.stranded.iter().map(|s| {
        let pair = &pairs[s.pair];
        json!({
            "from": pair.from, "to": pair.to, "cargo": pair.cargo.id(), "tonnes": rounded(s.tonnes.0), "reason": s.reason,
        })
    });
    json!({
        "as_of": conditions.as_of.to_string(),
        "objective": conditions.objective.id(),
        "wanted_t": rounded(pairs.iter().map(|p| p.tonnes.0).sum()),
        "sent_t": rounded(flows.sent.0),
        "tonne_km": rounded(flows.totals.km.0),
        "cost_usd": rounded(flows.totals.usd.0),
        "co2_t": rounded(flows.totals.co2.0),
        "links": flows.links.iter().map(link).collect::<Vec<_>>(),
        "terminals": terminals.collect::<Vec<_>>(),
        "routes": routes.collect::<Vec<_>>(),
        "unassigned": left.collect::<Vec<_>>(),
    })
}
