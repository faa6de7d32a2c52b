//! Amounts, legs and ways in words.

use crate::ui::format;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{ASSUMPTION, Cargo};
use tumen_core::model::{Document, Language, Names};
use tumen_core::words::Messages;
use tumen_network::{Answer, Leg, LegKind, Merit, Objective, Totals, Variant};
use tumen_session::Session;
pub use tumen_session::ways::{mode, names, over};

/// An amount of money: millions and billions by their letters.
#[must_use]
pub fn usd(value: f64) -> String {
    let signed = |v: f64, decimals: usize| format::grouped(&format!("{v:.decimals$}"));
    match value.abs() {
        v if v >= 1e9 => format!("{} bn", signed(value / 1e9, 2)),
        v if v >= 1e6 => format!("{} m", signed(value / 1e6, 2)),
        v if v >= 100.0 => signed(value, 0),
        _ => signed(value, 2),
    }
}

/// An amount of cargo: millions and thousands of tonnes by their units.
#[must_use]
pub fn tonnes(value: f64) -> String {
    let of = |unit: f64, name: &str| {
        let digits = format!("{:.2}", value / unit);
        let short = digits.trim_end_matches('0').trim_end_matches('.');
        format!("{} {name}", format::grouped(short))
    };
    match value.abs() {
        v if v >= 1e6 => of(1e6, "Mt"),
        v if v >= 1e4 => of(1e3, "kt"),
        _ => of(1.0, "t"),
    }
}

/// A length.
#[must_use]
pub fn km(value: f64) -> String {
    format::grouped(&format!("{value:.0}"))
}

/// A time.
#[must_use]
pub fn days(value: f64) -> String {
    format::grouped(&format!("{value:.1}"))
}

/// An emission.
#[must_use]
pub fn co2(value: f64) -> String {
    match value.abs() {
        v if v >= 100.0 => format::grouped(&format!("{value:.0}")),
        _ => format!("{value:.1}"),
    }
}

/// A difference with its sign; nothing to speak of is a dash.
#[must_use]
pub fn difference(value: f64, words: impl Fn(f64) -> String) -> String {
    let text = words(value.abs());
    match text.chars().any(|c| c.is_ascii_digit() && c != '0') {
        false => "–".to_owned(),
        true if value < 0.0 => format!("−{text}"),
        true => format!("+{text}"),
    }
}

/// Says that nothing dated tells whether a leg, or a part of it, is open.
#[must_use]
pub fn undated(leg: &Leg) -> Option<String> {
    let length = leg.undated?;
    let part = if length.0 > 0.0 { format!("{} km of it", km(length.0)) } else { "it".to_owned() };
    Some(format!("Not known: whether {part} was open at the date"))
}

/// The place of a variant in the list of colors on the map: the chosen one has the first; none if it is not drawn.
#[must_use]
pub fn place_on_map(answer: &Answer, chosen: &Variant, variant: &Variant) -> Option<usize> {
    let first = way(chosen);
    if way(variant) == first {
        return Some(0);
    }
    let mut others = answer.variants.iter().filter(|v| way(v) != first);
    others.position(|v| std::ptr::eq(v, variant)).map(|i| i + 1)
}

/// What a variant can be measured by, with its unit.
#[must_use]
pub fn measure(objective: Objective) -> [&'static str; 2] {
    match objective {
        Objective::Cost => ["Cost", "USD"],
        Objective::Time => ["Time", "days"],
        Objective::Distance => ["Length", "km"],
        Objective::Co2 => ["CO₂", "t"],
    }
}

/// An amount by which variants are compared.
#[must_use]
pub fn amount(totals: &Totals, objective: Objective) -> String {
    let value = totals.by(objective);
    match objective {
        Objective::Cost => usd(value),
        Objective::Time => days(value),
        Objective::Distance => km(value),
        Objective::Co2 => co2(value),
    }
}

/// What the first variant is best by.
#[must_use]
pub fn objective(objective: Objective) -> &'static str {
    match objective {
        Objective::Cost => "Cheapest",
        Objective::Time => "Fastest",
        Objective::Distance => "Shortest",
        Objective::Co2 => "Least CO₂",
    }
}

/// A kind of cargo.
#[must_use]
pub fn cargo(cargo: Cargo) -> &'static str {
    match cargo {
        Cargo::Coal => "Coal",
        Cargo::Container => "Containers",
        Cargo::Oil => "Oil products",
        Cargo::Grain => "Grain",
        Cargo::General => "General cargo",
    }
}

/// What happens on a leg.
#[must_use]
pub fn leg_kind(leg: &Leg) -> &'static str {
    match leg.kind {
        LegKind::Haul => mode(leg.mode),
        LegKind::Transfer => "Transshipment",
        LegKind::Border => "Border",
        LegKind::GaugeChange => "Break of gauge",
        LegKind::Port => "Port",
    }
}

/// What happens on a leg, in a sentence.
#[must_use]
pub fn leg_tip(kind: LegKind) -> &'static str {
    match kind {
        LegKind::Haul => "The cargo moves",
        LegKind::Transfer => "The cargo is loaded, unloaded, or goes from one vehicle to another",
        LegKind::Border => "Dwell time at the border: customs, inspection, change of engine and crew",
        LegKind::GaugeChange => {
            "The cargo goes from one gauge to another: bogies are changed or it is reloaded"
        }
        LegKind::Port => "The cargo goes from land to ship or back",
    }
}

/// The kind whose color stands for a leg.
#[must_use]
pub fn leg_color(leg: &Leg) -> &'static str {
    match (leg.kind, leg.mode) {
        (LegKind::Transfer, _) => "service",
        (LegKind::Border, _) => "passenger",
        (LegKind::GaugeChange, _) => "bridge",
        (LegKind::Port, _) => "port",
        (LegKind::Haul, Mode::Rail) => "railway",
        (LegKind::Haul, Mode::Road) => "road",
        (LegKind::Haul, Mode::Sea) => "sea",
        (LegKind::Haul, Mode::Pipeline) => "gas",
        (LegKind::Haul, Mode::Power) => "power",
        (LegKind::Haul, Mode::Air) => "air",
    }
}

/// Why a variant is listed.
#[must_use]
pub fn merit(merit: Merit) -> [&'static str; 2] {
    match merit {
        Merit::Best(best) => {
            let tip = match best {
                Objective::Cost => "No other open way costs less",
                Objective::Time => "No other open way takes less time",
                Objective::Distance => "No other open way is shorter",
                Objective::Co2 => "No other open way emits less",
            };
            [objective(best), tip]
        }
        Merit::Pareto => ["Pareto", "No other open way is better in everything"],
        Merit::Alternative => ["Alternative", "The best that goes a really different way"],
        Merit::RailAlone => ["Rail alone", "The best without ship and lorry"],
        Merit::Service => ["Service", "A corridor that exists as a service of that name"],
        Merit::Wished => ["As asked", "A corridor by what was switched on; it does not run today"],
    }
}

/// The merits of a variant in a line; the best ones say enough without Pareto.
#[must_use]
pub fn merits(variant: &Variant) -> String {
    let best = variant.merits.iter().any(|m| matches!(m, Merit::Best(_)));
    let said = variant.merits.iter().filter(|m| !best || **m != Merit::Pareto);
    said.map(|m| merit(*m)[0]).collect::<Vec<_>>().join(", ")
}

/// What anything of the network is called: a place, a terminal, a corridor or a part of it, a project, a
/// link, a crossing, a country; the id itself for what is none.
#[must_use]
pub fn name(session: &Session, id: &str) -> String {
    let (document, language) = (session.document(), session.view().language);
    let said = |names: &Names| names.get(language).to_string();
    let logistics = &document.logistics;
    let terminal = || logistics.terminals.iter().find(|t| &*t.id == id && !t.names.en.is_empty());
    let known = document.place(id).map(|p| said(&p.names));
    let known = known.or_else(|| terminal().map(|t| said(&t.names)));
    let known = known.or_else(|| document.corridor(id).map(|c| said(&c.names)));
    let known = known.or_else(|| document.project(id).map(|p| said(&p.names)));
    let crossing = || logistics.crossings.iter().find(|c| &*c.id == id).map(|c| said(&c.names));
    let known = known.or_else(crossing);
    let link = || logistics.links.iter().find(|l| &*l.id == id);
    let known = known.or_else(|| {
        link().map(|l| match l.names.en.is_empty() {
            false => said(&l.names),
            true => format!("{} – {}", name(session, &l.from), name(session, &l.to)),
        })
    });
    known
        .or_else(|| segment(session, id))
        .unwrap_or_else(|| format::country(id, session.messages()).to_owned())
}

/// `corridor:from>to` in words.
fn segment(session: &Session, id: &str) -> Option<String> {
    let (corridor, part) = id.split_once(':')?;
    let (from, to) = part.split_once('>')?;
    session.document().corridor(corridor)?;
    Some(format!("{} – {}", name(session, from), name(session, to)))
}

/// Both ends of a leg, or its place.
#[must_use]
pub fn ends(leg: &Leg, language: Language) -> String {
    let name = |stop: &tumen_network::Stop| match stop.names.get(language) {
        text if text.is_empty() => "a junction".to_owned(),
        text => text.to_string(),
    };
    match leg.from == leg.to || leg.kind != LegKind::Haul {
        true => name(&leg.from),
        false => format!("{} – {}", name(&leg.from), name(&leg.to)),
    }
}

/// Vehicle and gauge: `Rail 1520`.
#[must_use]
pub fn vehicle(leg: &Leg) -> String {
    match leg.gauge {
        Some(gauge) => format!("{} {gauge}", mode(leg.mode)),
        None => mode(leg.mode).to_owned(),
    }
}

/// Who says something: the title of a source, or that it is an assumption.
#[must_use]
pub fn source(document: &Document, id: &str) -> String {
    match document.source(id) {
        Some(source) => format::source_title(&source.title).to_owned(),
        None if id == ASSUMPTION => "Assumption".to_owned(),
        None => id.to_owned(),
    }
}

/// The links of a variant in order: what makes it the same way after another question.
#[must_use]
pub fn way(variant: &Variant) -> Vec<u32> {
    variant.legs.iter().flat_map(|l| l.links.iter().copied()).collect()
}

/// A parameter's id in words: `usd.border.coal.KP` is `Cost: border, coal, DPRK`.
#[must_use]
pub fn parameter(id: &str, m: Messages<'_>) -> String {
    let mut parts = id.split('.');
    let quantity = match parts.next().unwrap_or_default() {
        "speed" => "Speed",
        "usd" => "Cost",
        "tariff" => "Tariff",
        "days" => "Time",
        "co2" => "CO₂",
        "ratio" => "Ratio",
        "load" => "Load",
        other => return format::sentence(&[other, &parts.collect::<Vec<_>>().join(", ")].join(" ")),
    };
    let rest: Vec<String> = parts.map(|p| format::country(p, m).replace('-', " ")).collect();
    if rest.is_empty() { quantity.to_owned() } else { format!("{quantity}: {}", rest.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_well() {
        assert_eq!([usd(4_214_000.0), usd(52_340.4), usd(7.5)], ["4.21 m", "52\u{202f}340", "7.50"]);
        assert_eq!(usd(-2_500_000_000.0), "−2.50 bn");
        assert_eq!([km(5214.4), days(12.34), co2(812.7), co2(8.04)], ["5214", "12.3", "813", "8.0"]);
        assert_eq!(difference(-0.4, days), "−0.4");
        assert_eq!(difference(0.02, days), "–", "less than is shown is nothing to speak of");
        assert_eq!(difference(1_200_000.0, usd), "+1.20 m");
    }

    #[test]
    fn parameters_read_well() {
        let session = Session::open(
            &tumen_assets::Bundle::embedded(),
            tumen_core::model::Date { year: 2026, month: 11, day: 21 },
        );
        let parameter = |id| parameter(id, session.messages());
        assert_eq!(parameter("usd.border.coal.KP"), "Cost: border, coal, DPRK");
        assert_eq!(parameter("ratio.rail-length"), "Ratio: rail length");
        assert_eq!(parameter("ratio"), "Ratio");
        assert_eq!(parameter("other.thing"), "Other thing");
    }
}
