//! The answer of `tumen route` for a person: a short table, what is closed, and on request legs and parameters.

use super::args::RouteArgs;
use super::route_names::{merit, name, stop_name};
use tumen_core::model::Language;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::Cargo;
use tumen_core::words::Messages;
use tumen_network::quantity::Tonnes;
use tumen_network::request::{Assumption, Totals};
use tumen_network::{Answer, Leg, LegKind, Request, Variant};
use tumen_session::Session;
use tumen_session::format::grouped;
use tumen_session::route_facts;
use tumen_session::route_summary::{self, Line};
use tumen_session::sanctions::Examined;
use tumen_session::ways::line_name;

/// So many variants are in the table, beside its heading.
const MOST: usize = 7;
/// So many reasons for what is closed are told.
const MOST_CLOSED: usize = 4;
/// Days in a year, by which a capacity is spread.
const DAYS_A_YEAR: f64 = 365.0;
/// Width of the names in the table.
const NAME: usize = 64;

/// The whole answer.
pub fn page(job: &RouteArgs, session: &Session, request: &Request, answer: &Answer) -> String {
    let mut out = heading(session, request, answer);
    table(&mut out, request, answer, session.words().messages(job.lang));
    equal(&mut out, request, answer);
    sanctions(&mut out, session, request, answer);
    ice(&mut out, session, request, answer, job.lang);
    let closed = route_summary::closed(answer);
    if !closed.is_empty() {
        out += "\nClosed\n";
        closed.iter().take(MOST_CLOSED).for_each(|reason| out += &format!("   {reason}\n"));
        if closed.len() > MOST_CLOSED {
            out += &format!("   and {} more, with --json\n", closed.len() - MOST_CLOSED);
        }
    }
    if job.legs {
        legs(&mut out, session, request, answer);
    }
    if job.parameters {
        parameters(&mut out, answer);
    }
    out
}

fn heading(session: &Session, request: &Request, answer: &Answer) -> String {
    let document = session.document();
    let place = |id: &str| {
        let names = document.place(id).map(|p| p.names.clone());
        let terminal = || document.logistics.terminals.iter().find(|t| &*t.id == id).map(|t| t.names.clone());
        let crossing = || document.logistics.crossings.iter().find(|c| &*c.id == id).map(|c| c.names.clone());
        name(&names.or_else(terminal).or_else(crossing).unwrap_or_default(), id)
    };
    format!(
        "{} to {}, {} t {}, as of {}; {}\n\n",
        place(&request.from),
        place(&request.to),
        grouped(&request.tonnes.0.to_string()),
        cargo_words(request.cargo),
        request.as_of,
        route_summary::rests_on(answer, document.logistics.price_year()),
    )
}

/// What an amount is of, in a sentence.
fn cargo_words(cargo: Cargo) -> &'static str {
    match cargo {
        Cargo::Coal => "of coal",
        Cargo::Container => "in containers",
        Cargo::Oil => "of oil",
        Cargo::Grain => "of grain",
        Cargo::General => "of general cargo",
    }
}

fn table(out: &mut String, request: &Request, answer: &Answer, m: Messages<'_>) {
    let lines = route_summary::lines(answer, request.tonnes, m);
    let width = lines.iter().take(MOST).map(|l| l.name.chars().count()).max().unwrap_or(0).min(NAME);
    *out += &format!(
        "{:>3} {:<width$}{:>8}{:>7}{:>9}{:>10}  why it is here\n",
        "", "variant", "km", "days", "USD/t", "kg CO₂/t"
    );
    lines.iter().take(MOST).for_each(|line| row(out, line, width));
    if lines.len() > MOST {
        *out += &format!("    and {} more, with --legs or --json\n", lines.len() - MOST);
    }
}

fn row(out: &mut String, line: &Line, width: usize) {
    let Line { rank, km, days, usd, kg, why, .. } = line;
    let mut name: String = line.name.chars().take(width).collect();
    if line.name.chars().count() > width {
        name = line.name.chars().take(width.saturating_sub(1)).chain(['…']).collect();
    }
    let km = grouped(&format!("{km:.0}"));
    *out += &format!("{rank:>3} {name:<width$}{km:>8}{days:>7.1}{usd:>9.2}{kg:>10.1}  {why}\n");
}

/// Which variants cannot be told apart.
fn equal(out: &mut String, request: &Request, answer: &Answer) {
    for group in route_summary::equal(answer, request.objective) {
        *out += &format!("    {group}\n");
    }
}

/// What the sanctions say of each variant, those alike together.
fn sanctions(out: &mut String, session: &Session, request: &Request, answer: &Answer) {
    let examined = Examined::new(session.document(), request);
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for variant in &answer.variants {
        for text in examined.of(variant) {
            match said.iter_mut().find(|(known, _)| *known == text) {
                Some((_, ranks)) => ranks.push(variant.rank.to_string()),
                None => said.push((text, vec![variant.rank.to_string()])),
            }
        }
    }
    if !said.is_empty() {
        *out += "\nSanctions\n";
        said.iter().for_each(|(text, ranks)| *out += &format!("   {}: {text}\n", ranks.join(", ")));
    }
}

/// What the ice says, those alike together.
fn ice(out: &mut String, session: &Session, request: &Request, answer: &Answer, language: Language) {
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for variant in &answer.variants {
        for text in route_facts::ice(session.document(), variant, request.as_of, language) {
            match said.iter_mut().find(|(known, _)| *known == text) {
                Some((_, ranks)) => ranks.push(variant.rank.to_string()),
                None => said.push((text, vec![variant.rank.to_string()])),
            }
        }
    }
    if !said.is_empty() {
        *out += "\nIce\n";
        said.iter().for_each(|(text, ranks)| *out += &format!("   {}: {text}\n", ranks.join(", ")));
    }
}

/// What the sections of a variant can carry, a line a leg; what is not known is said so.
fn sections(out: &mut String, session: &Session, request: &Request, v: &Variant) {
    let network = session.network().get();
    for leg in v.legs.iter().filter(|l| l.mode == Mode::Rail && l.kind == LegKind::Haul) {
        let all = route_facts::capability(session.document(), network, leg, request.as_of);
        let number = |least: &Option<route_facts::Least<'_>>, unit: &str| match least {
            Some(l) => format!("{}{unit} [{}]", l.stated.value, l.stated.source),
            None => "not known".to_owned(),
        };
        let wires = all.electrification.iter().map(|w| format!("{} [{}]", w.value, w.source));
        let wires: Vec<String> = wires.collect();
        let wires = if wires.is_empty() { "not known".to_owned() } else { wires.join(", ") };
        *out += &format!(
            "   {} – {}: overhead line {wires}; tracks {}; axle load {}; train {}, {}; trains a day {}\n",
            stop_name(&leg.from),
            stop_name(&leg.to),
            number(&all.tracks, ""),
            number(&all.axle_load_t, " t"),
            number(&all.train_m, " m"),
            number(&all.train_t, " t"),
            number(&all.trains_a_day, "")
        );
    }
    if let Some(t) = route_facts::trains(session.document(), network, v, request.as_of, request.tonnes) {
        *out += &format!(
            "   this amount is {} trains or more of {} t gross; {} a day go over the narrowest section known [{}]\n",
            t.needed, t.train_t.value, t.a_day.value, t.a_day.source
        );
    }
}

fn legs(out: &mut String, session: &Session, request: &Request, answer: &Answer) {
    for v in &answer.variants {
        let merits: Vec<&str> = v.merits.iter().map(|m| merit(*m)).collect();
        *out += &format!("\n{}. {}\n", v.rank, merits.join(", "));
        rows(out, v, request.tonnes);
        sections(out, session, request, v);
    }
    for closed in &answer.closed_variants {
        *out += "\nClosed\n";
        closed.closed.iter().for_each(|w| *out += &format!("   {}\n", w.reason));
        rows(out, &closed.variant, request.tonnes);
    }
    *out +=
        "\nlow and high: every parameter at its most and least favorable end; 5 % and 95 %: of 2,000 draws\n";
}

fn rows(out: &mut String, v: &Variant, tonnes: Tonnes) {
    *out += &format!("   {:<13}{:<62}{:>8}{:>8}{:>14}{:>10}\n", "", "", "km", "days", "USD", "t CO₂");
    for leg in &v.legs {
        let what = match (leg.kind.id(), leg.gauge) {
            ("haul", Some(gauge)) => format!("{} {gauge}", leg_mode(leg)),
            ("haul", None) => leg_mode(leg).to_owned(),
            (kind, _) => kind.to_owned(),
        };
        let (from, to) = (stop_name(&leg.from), stop_name(&leg.to));
        let ends = if from == to { from } else { format!("{from} – {to}") };
        let along = line_name(&leg.along.en);
        let ends = if along.is_empty() { ends } else { format!("{along}, {ends}") };
        let ends = if leg.undated.is_some() { format!("{ends} (?)") } else { ends };
        amounts(out, &what, &ends, &leg.range.value);
    }
    amounts(out, "sum", "", &v.range.value);
    amounts(out, "low", "", &v.range.low);
    if v.equal_group > 0 {
        amounts(out, "5 %", "", &v.spread.p5);
        amounts(out, "95 %", "", &v.spread.p95);
    }
    amounts(out, "high", "", &v.range.high);
    notes(out, v, tonnes);
}

fn notes(out: &mut String, v: &Variant, tonnes: Tonnes) {
    if v.legs.iter().any(|l| l.undated.is_some()) {
        let km: f64 = v.legs.iter().filter_map(|l| l.undated).map(|km| km.0).sum();
        *out += &format!("   (?) whether it is open at the date is not known: {km:.0} km in all\n");
    }
    if let Some(c) = &v.bottleneck {
        let days = tonnes.0 / (c.tonnes.0 / DAYS_A_YEAR);
        let days = if days < 0.1 { "less than 0.1".to_owned() } else { format!("{days:.1}") };
        let yearly = grouped(&format!("{:.0}", c.tonnes.0));
        *out += &format!(
            "   least capacity: {}, {yearly} t a year [{}]; this amount is {days} days of it\n",
            c.what, c.source
        );
    }
    if !v.spread.drivers.is_empty() {
        let share = |d: &tumen_network::Driver| format!("{} {:.0} %", d.name, d.share * 100.0);
        let all: Vec<String> = v.spread.drivers.iter().map(share).collect();
        *out += &format!("   what the spread rests on most: {}\n", all.join(", "));
    }
    let sum = &v.range.value;
    *out += &format!(
        "   emissions: {:.1} t CO₂ well to tank, {:.1} tank to wheel\n",
        sum.wtt.0,
        sum.co2.0 - sum.wtt.0
    );
    *out += &format!("   rests on assumptions: {:.0} % of the cost\n", v.assumed_share * 100.0);
}

fn leg_mode(leg: &Leg) -> &'static str {
    match leg.mode {
        Mode::Sea => "sea",
        Mode::Road => "road",
        Mode::Rail | Mode::Pipeline | Mode::Power | Mode::Air => "rail",
    }
}

fn amounts(out: &mut String, what: &str, ends: &str, t: &Totals) {
    *out += &format!(
        "   {what:<13}{ends:<62}{:>8.0}{:>8.1}{:>14.0}{:>10.1}\n",
        t.km.0, t.days.0, t.usd.0, t.co2.0
    );
}

fn parameters(out: &mut String, answer: &Answer) {
    *out += "\nParameters\n";
    let mut all: Vec<&Assumption> = answer.variants.iter().flat_map(|v| &v.assumptions).collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.dedup_by(|a, b| a.id == b.id);
    for a in all {
        let changed = a.shipped.map(|v| format!(", changed from {v}")).unwrap_or_default();
        let year = a.year.map(|y| format!(", prices of {y}")).unwrap_or_default();
        *out += &format!(
            "   {:<42}{:>10} {:<11}{} to {} [{}]{year}{changed}\n",
            a.id, a.value, a.unit, a.low, a.high, a.source
        );
    }
}
