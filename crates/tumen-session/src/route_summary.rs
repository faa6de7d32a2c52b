//! An answer in short, as the command line and the window print it: a line a variant, which of them cannot be told
//! apart, and what is closed.

use crate::{format, ways};
use std::collections::BTreeMap;
use tumen_core::message;
use tumen_core::message::{Message, joined};
use tumen_core::model::logistics::ASSUMPTION;
use tumen_core::words::Messages;
use tumen_network::quantity::Tonnes;
use tumen_network::{Answer, Leg, LegKind, LengthBasis, Merit, Objective, Reason, Totals, Variant};

/// A variant in a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its rank.
    pub rank: usize,
    /// The service it is, if any, and what tells it from the others.
    pub name: String,
    /// Length, kilometers.
    pub km: f64,
    /// Time, days.
    pub days: f64,
    /// Dollars a tonne.
    pub usd: f64,
    /// Kilograms of CO₂ equivalent a tonne.
    pub kg: f64,
    /// Why it is listed.
    pub why: String,
    /// The number of its group.
    pub group: usize,
}

/// Variants that cannot be told apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Their ranks, in order; two at least.
    pub ranks: Vec<usize>,
    /// Half of what lies between the 5th and the 95th percentile of the first, as a part of its median.
    pub within: f64,
}

/// What an amount of money or emissions is for a tonne.
fn per_tonne(value: f64, tonnes: Tonnes) -> f64 {
    value / tonnes.0.max(f64::MIN_POSITIVE)
}

/// All variants, each in a line.
#[must_use]
pub fn lines(answer: &Answer, tonnes: Tonnes, m: Messages<'_>) -> Vec<Line> {
    let all: Vec<&Variant> = answer.variants.iter().collect();
    let names = ways::names(&all, m);
    let line = |(v, name): (&Variant, String)| {
        let t = &v.range.value;
        Line {
            rank: v.rank,
            name: format::sentence(&name),
            km: t.km.0,
            days: t.days.0,
            usd: per_tonne(t.usd.0, tonnes),
            kg: per_tonne(t.co2.0, tonnes) * 1000.0,
            why: why(v, m),
            group: v.equal_group,
        }
    };
    answer.variants.iter().zip(names).map(line).collect()
}

/// Why a variant is listed, in few words.
#[must_use]
pub fn why(variant: &Variant, m: Messages<'_>) -> String {
    let word = |merit: &Merit| match merit {
        Merit::Best(Objective::Cost) => Some(message!("route-why-cheapest")),
        Merit::Best(Objective::Time) => Some(message!("route-why-fastest")),
        Merit::Best(Objective::Distance) => Some(message!("route-why-shortest")),
        Merit::Best(Objective::Co2) => Some(message!("route-why-cleanest")),
        Merit::RailAlone => Some(message!("route-why-rail-alone")),
        Merit::Service => Some(message!("route-why-service")),
        Merit::Wished => Some(message!("route-why-wished")),
        Merit::Alternative | Merit::Pareto => None,
    };
    let words = joined("route-comma", variant.merits.iter().filter_map(word));
    let said = match variant.merits.contains(&Merit::Alternative) {
        _ if !words.is_empty() => words,
        true => message!("route-why-another"),
        false => message!("route-why-unbeaten"),
    };
    said.in_words(m)
}

/// The groups of variants that cannot be told apart by an objective.
#[must_use]
pub fn groups(answer: &Answer, objective: Objective) -> Vec<Group> {
    let mut all: BTreeMap<usize, Vec<&Variant>> = BTreeMap::new();
    for variant in &answer.variants {
        all.entry(variant.equal_group).or_default().push(variant);
    }
    let group = |variants: Vec<&Variant>| {
        let spread = &variants[0].spread;
        let [low, middle, high] = [&spread.p5, &spread.p50, &spread.p95].map(|t: &Totals| t.by(objective));
        let within = if middle > 0.0 { (high - low) / 2.0 / middle } else { 0.0 };
        Group { ranks: variants.iter().map(|v| v.rank).collect(), within }
    };
    all.into_values().filter(|v| v.len() > 1).map(group).collect()
}

/// The first and the last year whose prices some variants are counted in; none where nothing is a price.
#[must_use]
pub fn price_years(variants: &[Variant]) -> Option<[u16; 2]> {
    let years = || variants.iter().flat_map(|v| &v.assumptions).filter_map(|a| a.year);
    Some([years().min()?, years().max()?])
}

/// The years of prices in words: one, or a range.
#[must_use]
pub fn price_years_text(variants: &[Variant], otherwise: u16) -> String {
    match price_years(variants) {
        Some([first, last]) if first == last => first.to_string(),
        Some([first, last]) => format!("{first}–{last}"),
        None => otherwise.to_string(),
    }
}

/// In which prices an answer is counted, and how much of it nobody published.
#[must_use]
pub fn rests_on(answer: &Answer, otherwise: u16) -> Message {
    let years = price_years_text(&answer.variants, otherwise);
    let assumed = answer.variants.first().map_or(0.0, |v| v.assumed_share * 100.0);
    message!("route-rests-on", years = years, percent = format!("{assumed:.0}"))
}

/// Which variants cannot be told apart, a sentence a group.
#[must_use]
pub fn equal(answer: &Answer, objective: Objective) -> Vec<Message> {
    let by = match objective {
        Objective::Cost => message!("route-by-cost"),
        Objective::Time => message!("route-by-time"),
        Objective::Distance => message!("route-by-km"),
        Objective::Co2 => message!("route-by-co2"),
    };
    let sentence = |group: Group| {
        let (first, last) = (*group.ranks.first()?, *group.ranks.last()?);
        let percent = format!("{:.0}", group.within * 100.0);
        Some(message!("route-equal", first = first, last = last, by = by.clone(), percent = percent))
    };
    groups(answer, objective).into_iter().filter_map(sentence).collect()
}

/// What is closed, a sentence a reason: what is closed for the same reason stands in one.
#[must_use]
pub fn closed(answer: &Answer) -> Vec<Message> {
    let mut said: Vec<(Option<&Message>, Vec<&Message>)> = Vec::new();
    for closed in &answer.why_not {
        let (why, what) = match &closed.reason {
            Reason::Is { what, why } => (Some(why), what),
            Reason::Of(sentence) => (None, sentence),
        };
        match said.iter_mut().find(|(known, _)| known.is_some() && *known == why) {
            Some((_, names)) if names.contains(&what) => {}
            Some((_, names)) => names.push(what),
            None => said.push((why, vec![what])),
        }
    }
    let sentence = |(why, names): (Option<&Message>, Vec<&Message>)| {
        let names = joined("route-comma", names.into_iter().cloned());
        match why {
            Some(why) => message!("route-is-for", what = names, why = why),
            None => names,
        }
    };
    said.into_iter().map(sentence).map(Message::sentence).collect()
}

/// On what the numbers of a leg rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Somebody states it.
    Published,
    /// Measured, or computed from what somebody states.
    Computed,
    /// It rests on an assumption of the program, or on a value of one's own.
    Assumed,
}

impl Basis {
    /// The word for files and the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Computed => "computed",
            Self::Assumed => "assumed",
        }
    }
}

/// On what length, time, cost and emissions of a leg rest.
#[must_use]
pub fn basis(leg: &Leg, variant: &Variant) -> [Basis; 4] {
    let km = match (leg.kind, leg.basis) {
        (LegKind::Haul, LengthBasis::Drawn | LengthBasis::Mixed) => Basis::Computed,
        (LegKind::Haul, LengthBasis::Published) => Basis::Published,
        (LegKind::Transfer | LegKind::Border | LegKind::GaugeChange | LegKind::Port, _) => Basis::Computed,
    };
    let of = |stems: &[&str]| {
        let used = leg.parameters.iter().filter(|id| stems.iter().any(|s| id.starts_with(s)));
        let mut used = used.filter_map(|id| variant.assumptions.iter().find(|a| a.id == *id));
        let assumed = used.any(|a| a.shipped.is_some() || &*a.source == ASSUMPTION);
        if assumed { Basis::Assumed } else { Basis::Computed }
    };
    [km, of(&["speed", "days"]), of(&["tariff", "usd", "load"]), of(&["co2"])]
}
