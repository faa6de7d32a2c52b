//! `tumen route`: ways of cargo from one place to another, as a table or as JSON.

use super::args::RouteArgs;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use tumen_core::model::Names;
use tumen_core::model::logistics::Cargo;
use tumen_network::quantity::Tonnes;
use tumen_network::request::{Assumption, Capacity, Range, Totals};
use tumen_network::{Answer, ClosedVariant, Leg, Merit, Request, RouteError, Stop, Variant, WhyNot};
use tumen_session::Session;

/// Cargo in one container, tonnes, where no amount is given: the shipped parameter `load.container`.
const ONE_BOX: f64 = 12.0;
/// Other cargo where no amount is given, tonnes.
const USUAL: f64 = 1000.0;

/// Runs `tumen route`.
pub fn run(job: &RouteArgs, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    let mut session = super::open(data)?;
    let request = request(job, &session)?;
    let answer = session.route(&request)?;
    if let Some(path) = &job.output {
        super::route_map::draw(job, &mut session, &request, &answer, path)?;
    }
    if job.json {
        super::print_json(&document(&request, &answer))?;
    } else {
        super::print_text(&page(&session, &request, &answer))?;
    }
    Ok(super::outcome(&session))
}

fn request(job: &RouteArgs, session: &Session) -> Result<Request, RouteError> {
    let network = session.network();
    let places = |all: &[String]| all.iter().map(|t| network.resolve(t)).collect::<Result<Vec<_>, _>>();
    let subjects = |all: &[String]| all.iter().map(|t| network.subject(t)).collect::<Result<Vec<_>, _>>();
    let usual = if job.cargo == Cargo::Container { ONE_BOX } else { USUAL };
    let known = |id: &str| session.document().logistics.parameter(id).is_some();
    if let Some((id, _)) = job.assume.iter().find(|(id, _)| !known(id)) {
        let hint = "ids stand in data/network/parameters.toml";
        return Err(RouteError::Unknown(format!("there is no parameter `{id}`; {hint}")));
    }
    Ok(Request {
        from: network.resolve(&job.from)?,
        to: network.resolve(&job.to)?,
        via: places(&job.via)?,
        avoid: subjects(&job.avoid)?,
        cargo: job.cargo,
        tonnes: Tonnes(job.tonnes.unwrap_or(usual)),
        objective: job.objective,
        as_of: job.as_of.unwrap_or(session.today()),
        with: subjects(&job.with)?,
        closed: subjects(&job.close)?,
        modes: job.by.clone(),
        alternatives: job.alternatives,
        assumptions: job.assume.iter().cloned().collect(),
    })
}

fn document(request: &Request, answer: &Answer) -> Value {
    json!({
        "from": request.from,
        "to": request.to,
        "as_of": request.as_of.to_string(),
        "cargo": request.cargo.id(),
        "tonnes": request.tonnes.0,
        "variants": answer.variants.iter().map(variant).collect::<Vec<_>>(),
        "closed_variants": answer.closed_variants.iter().map(closed_variant).collect::<Vec<_>>(),
        "why_not": answer.why_not.iter().map(why_not).collect::<Vec<_>>(),
    })
}

/// Sums of money to the cent, everything else to a thousandth.
fn rounded(value: f64, digits: i32) -> f64 {
    let factor = 10_f64.powi(digits);
    (value * factor).round() / factor
}

fn totals(t: &Totals) -> Value {
    json!({
        "km": rounded(t.km.0, 3),
        "days": rounded(t.days.0, 3),
        "cost_usd": rounded(t.usd.0, 2),
        "co2_t": rounded(t.co2.0, 3),
    })
}

fn with_totals(range: &Range, mut rest: Value) -> Value {
    let sums = totals(&range.value);
    if let (Some(rest), Some(sums)) = (rest.as_object_mut(), sums.as_object()) {
        rest.extend(sums.clone());
        rest.insert("low".to_owned(), totals(&range.low));
        rest.insert("high".to_owned(), totals(&range.high));
    }
    rest
}

fn variant(v: &Variant) -> Value {
    let rest = json!({
        "rank": v.rank,
        "objective": v.merits.first().map_or("alternative", |m| merit(*m)),
        "merits": v.merits.iter().map(|m| merit(*m)).collect::<Vec<_>>(),
        "bottleneck": v.bottleneck.as_ref().map(capacity),
        "assumed_share": rounded(v.assumed_share, 3),
        "legs": v.legs.iter().map(leg).collect::<Vec<_>>(),
        "assumptions": v.assumptions.iter().map(assumption).collect::<Vec<_>>(),
    });
    with_totals(&v.range, rest)
}

fn closed_variant(v: &ClosedVariant) -> Value {
    let mut value = variant(&v.variant);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("closed".to_owned(), v.closed.iter().map(why_not).collect());
    }
    value
}

fn merit(merit: Merit) -> &'static str {
    match merit {
        Merit::Best(objective) => objective.id(),
        Merit::Pareto => "pareto",
        Merit::Alternative => "alternative",
        Merit::RailAlone => "rail-alone",
    }
}

fn capacity(c: &Capacity) -> Value {
    json!({ "what": c.what, "tonnes_per_year": c.tonnes.0, "source": c.source })
}

fn leg(l: &Leg) -> Value {
    let rest = json!({
        "mode": l.mode,
        "from": stop_name(&l.from),
        "to": stop_name(&l.to),
        "from_id": l.from.id,
        "to_id": l.to.id,
        "corridor": l.corridor,
        "gauge_mm": l.gauge,
        "kind": l.kind.id(),
        "drawn_km": rounded(l.drawn.0, 3),
        "length": l.basis.id(),
        "undated_km": l.undated.map(|km| rounded(km.0, 3)),
        "capacity": l.capacity.as_ref().map(capacity),
    });
    with_totals(&l.range, rest)
}

fn assumption(a: &Assumption) -> Value {
    json!({
        "name": a.id,
        "value": a.value,
        "unit": a.unit,
        "low": a.low,
        "high": a.high,
        "shipped": a.shipped,
        "source": a.source,
        "note": a.note,
    })
}

fn why_not(w: &WhyNot) -> Value {
    json!({ "link": w.link, "reason": w.reason, "source": w.source })
}

fn name(names: &Names, id: &str) -> String {
    if names.en.is_empty() { id.to_owned() } else { names.en.to_string() }
}

fn stop_name(stop: &Stop) -> String {
    match name(&stop.names, &stop.id) {
        empty if empty.is_empty() => format!("{:.3}, {:.3}", stop.position.lon, stop.position.lat),
        name => name,
    }
}

/// The answer for a person.
fn page(session: &Session, request: &Request, answer: &Answer) -> String {
    let place = |id: &str| {
        let names = session.document().place(id).map(|p| p.names.clone());
        let terminals = &session.document().logistics.terminals;
        let terminal = || terminals.iter().find(|t| &*t.id == id).map(|t| t.names.clone());
        name(&names.or_else(terminal).unwrap_or_default(), id)
    };
    let mut out = format!(
        "{} to {}, {} t of {}, as of {}\n",
        place(&request.from),
        place(&request.to),
        request.tonnes.0,
        request.cargo.id(),
        request.as_of
    );
    for v in &answer.variants {
        let merits: Vec<&str> = v.merits.iter().map(|m| merit(*m)).collect();
        out += &format!("\n{}. {}\n", v.rank, merits.join(", "));
        rows(&mut out, v);
    }
    for closed in &answer.closed_variants {
        out += "\nClosed\n";
        closed.closed.iter().for_each(|w| out += &format!("   {}\n", w.reason));
        rows(&mut out, &closed.variant);
    }
    out += "\nlow and high: every parameter at its most and least favourable end\n";
    assumptions(&mut out, answer);
    out
}

fn rows(out: &mut String, v: &Variant) {
    *out += &format!("   {:<13}{:<46}{:>8}{:>8}{:>14}{:>10}\n", "", "", "km", "days", "USD", "t CO₂");
    for leg in &v.legs {
        let what = match (leg.kind.id(), leg.gauge) {
            ("haul", Some(gauge)) => format!("{} {gauge}", leg_mode(leg)),
            ("haul", None) => leg_mode(leg).to_owned(),
            (kind, _) => kind.to_owned(),
        };
        let (from, to) = (stop_name(&leg.from), stop_name(&leg.to));
        let ends = if from == to { from } else { format!("{from} – {to}") };
        let ends = if leg.undated.is_some() { format!("{ends} (?)") } else { ends };
        row(out, &what, &ends, &leg.range.value);
    }
    row(out, "sum", "", &v.range.value);
    row(out, "low", "", &v.range.low);
    row(out, "high", "", &v.range.high);
    if v.legs.iter().any(|l| l.undated.is_some()) {
        let km: f64 = v.legs.iter().filter_map(|l| l.undated).map(|km| km.0).sum();
        *out += &format!("   (?) whether it is open at the date is not known: {km:.0} km in all\n");
    }
    if let Some(c) = &v.bottleneck {
        *out += &format!("   least capacity: {}, {:.0} t a year [{}]\n", c.what, c.tonnes.0, c.source);
    }
}

fn leg_mode(leg: &Leg) -> &'static str {
    match leg.mode {
        tumen_core::model::corridor::Mode::Sea => "sea",
        tumen_core::model::corridor::Mode::Road => "road",
        tumen_core::model::corridor::Mode::Rail
        | tumen_core::model::corridor::Mode::Pipeline
        | tumen_core::model::corridor::Mode::Power
        | tumen_core::model::corridor::Mode::Air => "rail",
    }
}

fn row(out: &mut String, what: &str, ends: &str, t: &Totals) {
    *out += &format!(
        "   {what:<13}{ends:<46}{:>8.0}{:>8.1}{:>14.0}{:>10.1}\n",
        t.km.0, t.days.0, t.usd.0, t.co2.0
    );
}

fn assumptions(out: &mut String, answer: &Answer) {
    *out += "\nParameters\n";
    let mut all: Vec<&Assumption> = answer.variants.iter().flat_map(|v| &v.assumptions).collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.dedup_by(|a, b| a.id == b.id);
    for a in all {
        let changed = a.shipped.map(|v| format!(", changed from {v}")).unwrap_or_default();
        *out += &format!(
            "   {:<34}{:>10} {:<11}{} to {} [{}]{changed}\n",
            a.id, a.value, a.unit, a.low, a.high, a.source
        );
    }
}
