//! `tumen route`: ways of cargo from one place to another, as a table or as JSON.

use super::args::RouteArgs;
use super::compare;
use super::route_names::{merit, stop_name};
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::Stated;
use tumen_network::request::{Assumption, Capacity, Range, Totals};
use tumen_network::{Answer, ClosedVariant, Driver, Leg, LegKind, Request, Variant, WhyNot};
use tumen_session::route_facts::{self, Least, LegCapability};
use tumen_session::route_summary::{self, Basis, basis};
use tumen_session::sanctions::{Examined, Sanction};
use tumen_session::{Session, scenario};

/// Runs `tumen route`.
pub fn run(job: &RouteArgs, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    let mut session = super::open(data)?;
    let request = super::route_request::request(job, &session)?;
    if let Some(path) = &job.save_scenario {
        compare::save(&request, path)?;
    }
    let answer = session.route(&request)?;
    if let Some(other) = &job.compare {
        return compared(job, &session, (&request, &answer), other);
    }
    if let Some(path) = &job.output {
        super::route_map::draw(job, &mut session, &request, &answer, path)?;
    }
    if job.json {
        super::print_json(&document(&session, &request, &answer))?;
    } else {
        super::print_text(&super::route_text::page(job, &session, &request, &answer))?;
    }
    Ok(super::outcome(&session))
}

/// The same request under the conditions of another scenario, and what that changes.
fn compared(
    job: &RouteArgs,
    session: &Session,
    (request, answer): (&Request, &Answer),
    other: &Path,
) -> anyhow::Result<ExitCode> {
    let own = RouteArgs { scenario: Some(other.to_owned()), compare: None, ..job.clone() };
    let second = super::route_request::request(&own, session)?;
    let told = session.route(&second)?;
    let rows = scenario::routes(answer, &told);
    if job.json {
        super::print_json(&json!({
            "first": document(session, request, answer),
            "second": document(session, &second, &told),
            "difference": compare::differences(&rows),
        }))?;
        return Ok(super::outcome(session));
    }
    let name = |path: Option<&Path>| match path {
        Some(path) => compare::read(path).map(|s| s.name),
        None => Ok("as asked".to_owned()),
    };
    let (first_name, second_name) = (name(job.scenario.as_deref())?, name(Some(other))?);
    let mut out = compare::table([&first_name, &second_name], &rows);
    for (name, answer, tonnes) in
        [(&first_name, answer, request.tonnes), (&second_name, &told, second.tonnes)]
    {
        let best =
            route_summary::lines(answer, tonnes, session.words().messages(job.lang)).into_iter().next();
        out += &best.map(|line| format!("{name}: {}\n", line.name)).unwrap_or_default();
    }
    super::print_text(&out)?;
    Ok(super::outcome(session))
}

/// What a leg is told with.
struct Told<'a> {
    session: &'a Session,
    request: &'a Request,
    examined: Examined<'a>,
}

fn document(session: &Session, request: &Request, answer: &Answer) -> Value {
    let document = session.document();
    let told = Told { session, request, examined: Examined::new(document, request) };
    json!({
        "from": request.from,
        "to": request.to,
        "as_of": request.as_of.to_string(),
        "cargo": request.cargo.id(),
        "tonnes": request.tonnes.0,
        "price_year": document.logistics.price_year(),
        "price_years": route_summary::price_years(&answer.variants),
        "currency": "USD",
        "variants": answer.variants.iter().map(|v| variant(v, &told)).collect::<Vec<_>>(),
        "closed_variants": answer.closed_variants.iter().map(|v| closed_variant(v, &told)).collect::<Vec<_>>(),
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
        rest.insert("co2_wtt_t".to_owned(), rounded(range.value.wtt.0, 3).into());
        rest.insert("co2_ttw_t".to_owned(), rounded(range.value.co2.0 - range.value.wtt.0, 3).into());
    }
    rest
}

fn variant(v: &Variant, told: &Told<'_>) -> Value {
    let rest = json!({
        "rank": v.rank,
        "objective": v.merits.first().map_or("alternative", |m| merit(*m)),
        "merits": v.merits.iter().map(|m| merit(*m)).collect::<Vec<_>>(),
        "bottleneck": v.bottleneck.as_ref().map(capacity),
        "assumed_share": rounded(v.assumed_share, 3),
        "service": v.service.as_ref().map(|s| s.en.to_string()),
        "equal_group": v.equal_group,
        "p5": totals(&v.spread.p5),
        "p50": totals(&v.spread.p50),
        "p95": totals(&v.spread.p95),
        "drivers": v.spread.drivers.iter().map(driver).collect::<Vec<_>>(),
        "legs": v.legs.iter().map(|l| leg(l, v, told)).collect::<Vec<_>>(),
        "assumptions": v.assumptions.iter().map(assumption).collect::<Vec<_>>(),
    });
    with_totals(&v.range, rest)
}

fn driver(d: &Driver) -> Value {
    json!({ "name": d.name, "share": rounded(d.share, 3) })
}

fn closed_variant(v: &ClosedVariant, told: &Told<'_>) -> Value {
    let mut value = variant(&v.variant, told);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("closed".to_owned(), v.closed.iter().map(why_not).collect());
    }
    value
}

fn capacity(c: &Capacity) -> Value {
    json!({ "what": c.what, "tonnes_per_year": c.tonnes.0, "source": c.source })
}

fn sanction(s: &Sanction) -> Value {
    json!({ "verdict": s.verdict.id(), "rule": s.rule, "paragraph": s.paragraph })
}

/// The least of what is stated along a leg; null is not known.
fn least(least: Option<&Least<'_>>) -> Value {
    least.map_or(Value::Null, |l| {
        json!({ "value": l.stated.value, "source": l.stated.source, "note": l.stated.note, "known": rounded(l.known, 3) })
    })
}

/// What a railway leg can carry; null elsewhere.
fn section(l: &Leg, told: &Told<'_>) -> Value {
    if l.mode != Mode::Rail || l.kind != LegKind::Haul {
        return Value::Null;
    }
    let network = told.session.network().get();
    let all = route_facts::capability(told.session.document(), network, l, told.request.as_of);
    let LegCapability { electrification, tracks, axle_load_t, train_m, train_t, trains_a_day } = &all;
    let wires =
        electrification.iter().map(|w| json!({ "value": w.value, "source": w.source, "note": w.note }));
    json!({
        "gauge_mm": l.gauge,
        "electrification": wires.collect::<Vec<_>>(),
        "tracks": least(tracks.as_ref()),
        "axle_load_t": least(axle_load_t.as_ref()),
        "train_m": least(train_m.as_ref()),
        "train_t": least(train_t.as_ref()),
        "trains_a_day": least(trains_a_day.as_ref()),
    })
}

/// What the port of a leg takes, and its ice; null elsewhere.
fn port(l: &Leg, told: &Told<'_>) -> Value {
    let Some(terminal) = route_facts::port(told.session.document(), l) else { return Value::Null };
    let number = |stated: Option<&Stated<f64>>| {
        stated.map_or(Value::Null, |s| json!({ "value": s.value, "source": s.source, "note": s.note }))
    };
    let ice = terminal.ice.as_ref().map_or(Value::Null, |ice| {
        let now = ice.is_at(told.request.as_of);
        json!({ "months": ice.months, "at_date": now, "text": ice.text.en, "source": ice.source })
    });
    json!({
        "id": terminal.id,
        "cargoes": terminal.cargoes.iter().map(|c| c.id()).collect::<Vec<_>>(),
        "draught_m": number(terminal.draught_m.as_ref()),
        "ship_dwt": number(terminal.ship_dwt.as_ref()),
        "capacity_t": terminal.capacity_t,
        "ice": ice,
    })
}

fn leg(l: &Leg, v: &Variant, told: &Told<'_>) -> Value {
    let [km, days, usd, co2] = basis(l, v).map(Basis::id);
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
        "basis": { "km": km, "days": days, "cost_usd": usd, "co2_t": co2 },
        "sanctions": told.examined.leg(l, v).iter().map(sanction).collect::<Vec<_>>(),
        "undated_km": l.undated.map(|km| rounded(km.0, 3)),
        "capacity": l.capacity.as_ref().map(capacity),
        "section": section(l, told),
        "port": port(l, told),
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
        "price_year": a.year,
        "currency": if a.currency.is_empty() { "USD" } else { a.currency.as_str() },
        "note": a.note,
    })
}

fn why_not(w: &WhyNot) -> Value {
    json!({ "link": w.link, "reason": w.reason.message(), "source": w.source })
}
