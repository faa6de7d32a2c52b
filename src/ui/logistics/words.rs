//! Amounts, legs and ways in words.

use crate::ui::format;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::ASSUMPTION;
use tumen_core::model::{Language, Names};
use tumen_core::words::Messages;
use tumen_network::{Answer, Leg, LegKind, Merit, Objective, Totals, Variant};
use tumen_session::Session;
pub use tumen_session::ways::{mode, names, over};

/// An amount of money: millions and billions by their letters.
#[must_use]
pub fn usd(value: f64, m: Messages<'_>) -> String {
    let signed = |v: f64, decimals: usize| format::decimal(format::grouped(&format!("{v:.decimals$}")), m);
    let scaled = |key, digits: String| m.say_with(key, &[("n", digits.into())]);
    let korean = m.language() == Language::Ko;
    match value.abs() {
        v if korean && v >= 1e8 => scaled("number-hundred-million", signed(value / 1e8, 1)),
        v if korean && v >= 1e6 => scaled("number-ten-thousand", signed(value / 1e4, 0)),
        v if v >= 1e9 => scaled("money-billion", signed(value / 1e9, 2)),
        v if v >= 1e6 => scaled("money-million", signed(value / 1e6, 2)),
        v if v >= 100.0 => signed(value, 0),
        _ => signed(value, 2),
    }
}

/// An amount of cargo: millions and thousands of tonnes by their units.
#[must_use]
pub fn tonnes(value: f64, m: Messages<'_>) -> String {
    let digits = |unit: f64| {
        let digits = format!("{:.2}", value / unit);
        let short = digits.trim_end_matches('0').trim_end_matches('.');
        format::decimal(format::grouped(short), m)
    };
    let said = |key, digits: String| m.say_with(key, &[("n", digits.into())]);
    let korean = m.language() == Language::Ko;
    match value.abs() {
        v if korean && v >= 1e4 => said("tonnes-t", said("number-ten-thousand", digits(1e4))),
        v if v >= 1e6 => said("tonnes-Mt", digits(1e6)),
        v if v >= 1e4 => said("tonnes-kt", digits(1e3)),
        _ => said("tonnes-t", digits(1.0)),
    }
}

/// A length.
#[must_use]
pub fn km(value: f64, _: Messages<'_>) -> String {
    format::grouped(&format!("{value:.0}"))
}

/// A time.
#[must_use]
pub fn days(value: f64, m: Messages<'_>) -> String {
    format::decimal(format::grouped(&format!("{value:.1}")), m)
}

/// An emission.
#[must_use]
pub fn co2(value: f64, m: Messages<'_>) -> String {
    match value.abs() {
        v if v >= 100.0 => format::grouped(&format!("{value:.0}")),
        _ => format::decimal(format!("{value:.1}"), m),
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
pub fn undated(leg: &Leg, m: Messages<'_>) -> Option<String> {
    let length = leg.undated?;
    Some(match length.0 > 0.0 {
        true => m.say_with("leg-undated-part", &[("km", km(length.0, m).into())]),
        false => m.say("leg-undated").to_owned(),
    })
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

/// The keys of what a variant can be measured by, and of its unit.
#[must_use]
pub fn measure(objective: Objective) -> [&'static str; 2] {
    match objective {
        Objective::Cost => ["measure-cost", "unit-USD"],
        Objective::Time => ["measure-time", "unit-day"],
        Objective::Distance => ["measure-length", "km"],
        Objective::Co2 => ["measure-co2", "unit_t"],
    }
}

/// An amount by which variants are compared.
#[must_use]
pub fn amount(totals: &Totals, objective: Objective, m: Messages<'_>) -> String {
    let value = totals.by(objective);
    match objective {
        Objective::Cost => usd(value, m),
        Objective::Time => days(value, m),
        Objective::Distance => km(value, m),
        Objective::Co2 => co2(value, m),
    }
}

/// The key of what the first variant is best by.
#[must_use]
pub fn objective(objective: Objective) -> &'static str {
    match objective {
        Objective::Cost => "objective-cost",
        Objective::Time => "objective-time",
        Objective::Distance => "objective-length",
        Objective::Co2 => "objective-co2",
    }
}

/// The key of how things move.
#[must_use]
pub fn haul(mode: Mode) -> &'static str {
    match mode {
        Mode::Rail => "haul-rail",
        Mode::Road => "haul-road",
        Mode::Sea => "haul-sea",
        Mode::Pipeline => "haul-pipeline",
        Mode::Power => "haul-power",
        Mode::Air => "haul-air",
    }
}

/// The key of what happens on a leg.
#[must_use]
pub fn leg_kind(leg: &Leg) -> &'static str {
    match leg.kind {
        LegKind::Haul => haul(leg.mode),
        LegKind::Transfer => "leg-transfer",
        LegKind::Border => "leg-border",
        LegKind::GaugeChange => "leg-gauge",
        LegKind::Port => "leg-port",
    }
}

/// The key of what happens on a leg, in a sentence.
#[must_use]
pub fn leg_tip(kind: LegKind) -> &'static str {
    match kind {
        LegKind::Haul => "leg-haul-tip",
        LegKind::Transfer => "leg-transfer-tip",
        LegKind::Border => "leg-border-tip",
        LegKind::GaugeChange => "leg-gauge-tip",
        LegKind::Port => "leg-port-tip",
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

/// The keys of why a variant is listed, and of that in a sentence.
#[must_use]
pub fn merit(merit: Merit) -> [&'static str; 2] {
    match merit {
        Merit::Best(best) => {
            let tip = match best {
                Objective::Cost => "merit-cost-tip",
                Objective::Time => "merit-time-tip",
                Objective::Distance => "merit-length-tip",
                Objective::Co2 => "merit-co2-tip",
            };
            [objective(best), tip]
        }
        Merit::Pareto => ["merit-pareto", "merit-pareto-tip"],
        Merit::Alternative => ["merit-alternative", "merit-alternative-tip"],
        Merit::RailAlone => ["merit-rail", "merit-rail-tip"],
        Merit::Service => ["merit-service", "merit-service-tip"],
        Merit::Wished => ["merit-wished", "merit-wished-tip"],
    }
}

/// The merits of a variant in a line; the best ones say enough without Pareto.
#[must_use]
pub fn merits(variant: &Variant, m: Messages<'_>) -> String {
    let best = variant.merits.iter().any(|m| matches!(m, Merit::Best(_)));
    let said = variant.merits.iter().filter(|m| !best || **m != Merit::Pareto);
    said.map(|of| m.say(merit(*of)[0])).collect::<Vec<_>>().join(", ")
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
pub fn ends(leg: &Leg, session: &Session) -> String {
    ends_in(leg, session.view().language, session.messages())
}

/// Both ends of a leg, or its place, in a language.
#[must_use]
pub fn ends_in(leg: &Leg, language: Language, m: Messages<'_>) -> String {
    let name = |stop: &tumen_network::Stop| match stop.names.get(language) {
        text if text.is_empty() => m.say("leg-junction").to_owned(),
        text => text.to_string(),
    };
    match leg.from == leg.to || leg.kind != LegKind::Haul {
        true => name(&leg.from),
        false => format!("{} – {}", name(&leg.from), name(&leg.to)),
    }
}

/// Vehicle and gauge: `Rail 1520`.
#[must_use]
pub fn vehicle(leg: &Leg, m: Messages<'_>) -> String {
    let mode = m.say(haul(leg.mode));
    match leg.gauge {
        Some(gauge) => format!("{mode} {gauge}"),
        None => mode.to_owned(),
    }
}

/// Who says something: the title of a source, or that it is an assumption.
#[must_use]
pub fn source(session: &Session, id: &str) -> String {
    match session.document().source(id) {
        Some(source) => format::source_title(&source.title).to_owned(),
        None if id == ASSUMPTION => session.say("source-assumption").to_owned(),
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
        "speed" => "parameter-speed",
        "usd" => "parameter-usd",
        "tariff" => "parameter-tariff",
        "days" => "parameter-days",
        "co2" => "parameter-co2",
        "ratio" => "parameter-ratio",
        "load" => "parameter-load",
        other => return format::sentence(&[other, &parts.collect::<Vec<_>>().join(", ")].join(" ")),
    };
    let rest: Vec<String> = parts.map(|p| format::country(p, m).replace('-', " ")).collect();
    let quantity = m.say(quantity);
    if rest.is_empty() { quantity.to_owned() } else { format!("{quantity}: {}", rest.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Session {
        let today = tumen_core::model::Date { year: 2026, month: 11, day: 21 };
        Session::open(&tumen_assets::Bundle::embedded(), today)
    }

    #[test]
    fn amounts_read_well() {
        let session = session();
        let m = |l| session.words().messages(l);
        let en = m(Language::En);
        let [usd, km, days, co2] = [usd, km, days, co2].map(|f| move |v| f(v, en));
        assert_eq!([usd(4_214_000.0), usd(52_340.4), usd(7.5)], ["4.21 m", "52\u{202f}340", "7.50"]);
        assert_eq!(usd(-2_500_000_000.0), "−2.50 bn");
        assert_eq!([km(5214.4), days(12.34), co2(812.7), co2(8.04)], ["5214", "12.3", "813", "8.0"]);
        assert_eq!(difference(-0.4, days), "−0.4");
        assert_eq!(difference(0.02, days), "–", "less than is shown is nothing to speak of");
        assert_eq!(difference(1_200_000.0, usd), "+1.20 m");
        let said = |v| Language::ALL.map(|l| super::usd(v, m(l)));
        assert_eq!(said(4_214_000.0), ["4.21 m", "4,21 млн", "421만"]);
        let said = |v| Language::ALL.map(|l| tonnes(v, m(l)));
        assert_eq!(said(7_800_000.0), ["7.8 Mt", "7,8 млн т", "780만 t"]);
    }

    #[test]
    fn parameters_read_well() {
        let session = session();
        let parameter = |id| parameter(id, session.messages());
        assert_eq!(parameter("usd.border.coal.KP"), "Cost: border, coal, DPRK");
        assert_eq!(parameter("ratio.rail-length"), "Ratio: rail length");
        assert_eq!(parameter("ratio"), "Ratio");
        assert_eq!(parameter("other.thing"), "Other thing");
    }
}
