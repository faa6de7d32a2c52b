//! What stands beside the legs of a route: what a section can carry, what a port takes, and ice.

use std::collections::BTreeMap;
use tumen_core::message;
use tumen_core::message::{Message, Value};
use tumen_core::model::logistics::{Stated, Terminal};
use tumen_core::model::{Date, Document, Id, Language};
use tumen_network::quantity::Tonnes;
use tumen_network::{Capability, Leg, LegKind, Network, Request, Variant};

/// The least that is known along a leg, and how much of the leg it is known for.
#[derive(Debug, Clone, PartialEq)]
pub struct Least<'a> {
    /// The statement that is least.
    pub stated: &'a Stated<f64>,
    /// The part of the leg's length, 0 to 1, that any statement is known for.
    pub known: f64,
}

/// What a railway leg can carry, by the least of its sections; what is `None` is not known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LegCapability<'a> {
    /// Overhead lines met, each once, in order.
    pub electrification: Vec<&'a Stated<String>>,
    /// Running tracks.
    pub tracks: Option<Least<'a>>,
    /// Axle load, tonnes.
    pub axle_load_t: Option<Least<'a>>,
    /// Length of a freight train, meters.
    pub train_m: Option<Least<'a>>,
    /// Gross weight of a freight train, tonnes.
    pub train_t: Option<Least<'a>>,
    /// Freight trains a day in one direction.
    pub trains_a_day: Option<Least<'a>>,
}

/// A field of what a link can carry.
type Field<'a> = fn(&Capability<'a>) -> Option<&'a Stated<f64>>;

/// What a leg can carry at a date.
#[must_use]
pub fn capability<'a>(document: &'a Document, network: &Network, leg: &Leg, date: Date) -> LegCapability<'a> {
    let of = |link: &u32| {
        Some((network.links.get(*link as usize)?.km.0, network.capability(document, *link, date)))
    };
    let all: Vec<(f64, Capability<'a>)> = leg.links.iter().filter_map(of).collect();
    let length: f64 = all.iter().map(|(km, _)| km).sum();
    let least = |field: Field<'a>| {
        let known = || all.iter().filter_map(move |(km, c)| Some((*km, field(c)?)));
        let stated = known().map(|(_, s)| s).min_by(|a, b| a.value.total_cmp(&b.value))?;
        let part: f64 = known().map(|(km, _)| km).sum();
        Some(Least { stated, known: if length > 0.0 { part / length } else { 1.0 } })
    };
    let mut electrification: Vec<&Stated<String>> = Vec::new();
    for wire in all.iter().filter_map(|(_, c)| c.electrification) {
        if !electrification.iter().any(|known| known.value == wire.value) {
            electrification.push(wire);
        }
    }
    LegCapability {
        electrification,
        tracks: least(|c| c.tracks),
        axle_load_t: least(|c| c.axle_load_t),
        train_m: least(|c| c.train_m),
        train_t: least(|c| c.train_t),
        trains_a_day: least(|c| c.trains_a_day),
    }
}

/// The port that a leg loads or unloads in.
#[must_use]
pub fn port<'a>(document: &'a Document, leg: &Leg) -> Option<&'a Terminal> {
    let is = |t: &&Terminal| t.id == leg.from.id || t.members.contains(&leg.from.id);
    (leg.kind == LegKind::Port).then(|| document.logistics.terminals.iter().filter(|t| t.port).find(is))?
}

fn name(document: &Document, terminal: &Terminal, language: Language) -> String {
    let place = document.place(&terminal.id).map(|p| &p.names);
    let own = Some(&terminal.names).filter(|n| !n.en.is_empty());
    own.or(place).map_or_else(|| terminal.id.to_string(), |n| n.get(language).to_string())
}

/// What the ice says of a route at a date: a sentence for each port that is passed in a month with ice.
#[must_use]
pub fn ice(document: &Document, variant: &Variant, date: Date, language: Language) -> Vec<String> {
    let mut said: BTreeMap<&Id, String> = BTreeMap::new();
    for terminal in variant.legs.iter().filter_map(|leg| port(document, leg)) {
        if let Some(ice) = terminal.ice.as_ref().filter(|ice| ice.is_at(date)) {
            let name = name(document, terminal, language);
            said.insert(&terminal.id, format!("{name}: {} [{}]", ice.text.get(language), ice.source));
        }
    }
    said.into_values().collect()
}

/// What the amount asks of the ports of a route whose capacity nobody states: a sentence for each that has turned over less
/// in a year.
#[must_use]
pub fn ports(document: &Document, variant: &Variant, request: &Request) -> Vec<Message> {
    let (cargo, date, box_t) = (request.cargo, request.as_of, document.logistics.box_t());
    let mut said: BTreeMap<&Id, Message> = BTreeMap::new();
    for terminal in variant.legs.iter().filter_map(|leg| port(document, leg)) {
        let Some((tonnes, stated)) = terminal.turnover(cargo, date, box_t) else { continue };
        if terminal.capacity(cargo, date, box_t).is_some() || request.tonnes.0 <= tonnes || tonnes <= 0.0 {
            continue;
        }
        let when = match &stated.from {
            Some(year) => message!("route-turned-over-in", date = year.to_string()),
            None => message!("route-turned-over-once"),
        };
        let names = document.place(&terminal.id).map(|p| &p.names);
        let names = Some(&terminal.names).filter(|n| !n.en.is_empty()).or(names).cloned().unwrap_or_default();
        let times = format!("{:.1}", request.tonnes.0 / tonnes);
        let sentence = message!(
            "route-over-turnover",
            port = &names,
            times = times,
            when = when,
            tonnes = Value::Amount(tonnes),
            source = stated.source.to_string()
        );
        said.insert(&terminal.id, sentence);
    }
    said.into_values().collect()
}

/// An amount in trains, beside the trains that go a day over the narrowest section where both are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Trains<'a> {
    /// So many trains at least: the amount over the gross weight of a train.
    pub needed: f64,
    /// The weight that was counted with.
    pub train_t: &'a Stated<f64>,
    /// Trains a day.
    pub a_day: &'a Stated<f64>,
}

/// How an amount compares with trains a day along a variant.
#[must_use]
pub fn trains<'a>(
    document: &'a Document,
    network: &Network,
    variant: &Variant,
    date: Date,
    tonnes: Tonnes,
) -> Option<Trains<'a>> {
    let all: Vec<LegCapability<'a>> =
        variant.legs.iter().map(|leg| capability(document, network, leg, date)).collect();
    let least = |of: fn(&LegCapability<'a>) -> Option<&'a Stated<f64>>| {
        all.iter().filter_map(of).min_by(|a, b| a.value.total_cmp(&b.value))
    };
    let train_t = least(|c| c.train_t.as_ref().map(|l| l.stated))?;
    let a_day = least(|c| c.trains_a_day.as_ref().map(|l| l.stated))?;
    (train_t.value > 0.0).then(|| Trains { needed: (tonnes.0 / train_t.value).ceil(), train_t, a_day })
}
