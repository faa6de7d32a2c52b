//! An answer in short, as the command line and the window print it: a line a variant, which of them cannot be told
//! apart, and what is closed.

use crate::{format, ways};
use std::collections::BTreeMap;
use tumen_core::model::logistics::ASSUMPTION;
use tumen_core::words::Messages;
use tumen_network::quantity::Tonnes;
use tumen_network::{Answer, Leg, LegKind, LengthBasis, Merit, Objective, Totals, Variant};

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
            why: why(v),
            group: v.equal_group,
        }
    };
    answer.variants.iter().zip(names).map(line).collect()
}

/// Why a variant is listed, in few words.
#[must_use]
pub fn why(variant: &Variant) -> String {
    let word = |merit: &Merit| match merit {
        Merit::Best(Objective::Cost) => Some("cheapest"),
        Merit::Best(Objective::Time) => Some("fastest"),
        Merit::Best(Objective::Distance) => Some("shortest"),
        Merit::Best(Objective::Co2) => Some("least CO₂"),
        Merit::RailAlone => Some("rail alone"),
        Merit::Service => Some("real service"),
        Merit::Wished => Some("as asked, not in service"),
        Merit::Alternative | Merit::Pareto => None,
    };
    let words: Vec<&str> = variant.merits.iter().filter_map(word).collect();
    let beside = if variant.merits.contains(&Merit::Alternative) { "another way" } else { "beaten by none" };
    if words.is_empty() { beside.to_owned() } else { words.join(", ") }
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
pub fn rests_on(answer: &Answer, otherwise: u16) -> String {
    let years = price_years_text(&answer.variants, otherwise);
    let assumed = answer.variants.first().map_or(0.0, |v| v.assumed_share * 100.0);
    format!("USD of {years}; {assumed:.0} % of the first cost rests on assumptions")
}

/// Which variants cannot be told apart, a sentence a group.
#[must_use]
pub fn equal(answer: &Answer, objective: Objective) -> Vec<String> {
    let sentence = |group: Group| {
        let (first, last) = (group.ranks.first()?, group.ranks.last()?);
        let percent = group.within * 100.0;
        let by = objective.id();
        Some(format!("{first} to {last}: equal by {by} within ±{percent:.0} %; their order says nothing"))
    };
    groups(answer, objective).into_iter().filter_map(sentence).collect()
}

/// What is closed, a sentence a reason: what is closed for the same reason stands in one.
#[must_use]
pub fn closed(answer: &Answer) -> Vec<String> {
    let mut by_reason: Vec<(String, Vec<String>)> = Vec::new();
    for why in &answer.why_not {
        let (what, reason) = why.reason.split_once(" is ").unwrap_or(("", &why.reason));
        match by_reason.iter_mut().find(|(known, _)| known == reason) {
            Some((_, names)) if !names.iter().any(|n| n == what) => names.push(what.to_owned()),
            Some(_) => {}
            None => by_reason.push((reason.to_owned(), vec![what.to_owned()])),
        }
    }
    let sentence = |(reason, names): (String, Vec<String>)| match names.as_slice() {
        [empty] if empty.is_empty() => reason,
        names => format!("{}: {reason}", names.join(", ")),
    };
    by_reason.into_iter().map(sentence).map(|s| format::sentence(&s)).collect()
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
