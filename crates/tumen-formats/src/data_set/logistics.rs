//! Reads `data/network/`, and checks that its records refer to what exists.

use super::{Checker, Record, blocks};
use crate::Files;
use std::collections::HashSet;
use tumen_core::diag::{Place as At, Report};
use tumen_core::message;
use tumen_core::model::logistics::{
    ASSUMPTION, Logistics, Parameter, Point, Rate, SeaLanes, Section, Shut, Stated, Unit,
};
use tumen_core::model::{Document, Id};

const PARAMETERS: &str = "data/network/parameters.toml";
const NODES: &str = "data/network/nodes.toml";
const LINKS: &str = "data/network/links.toml";
const LINES: &str = "data/network/lines.toml";
const GAUGES: &str = "data/network/gauges.toml";
const CROSSINGS: &str = "data/network/crossings.toml";
const DISTANCES: &str = "data/network/distances.toml";
const CAPACITIES: &str = "data/network/capacities.toml";
const SERVICES: &str = "data/network/services.toml";
const SANCTIONS: &str = "data/network/sanctions.toml";
const BENCHMARKS: &str = "data/network/benchmarks.toml";
const LOCODES: &str = "data/network/locodes.toml";
const SPELLINGS: &str = "data/network/spellings.toml";
const SEA: &str = "data/network/sea.toml";
const LANES: &str = "data/network/sea-lanes.toml";
const RATES: &str = "data/network/rates.toml";
const SECTIONS: &str = "data/network/sections.toml";
const SEA_DISTANCES: &str = "data/network/sea-distances.toml";

/// Reads all of it; a record that cannot be read costs itself only.
pub(super) fn read(files: Files<'_>, report: &mut Report) -> Logistics {
    let mut logistics = Logistics {
        parameters: blocks(files, PARAMETERS, "parameter", report),
        terminals: blocks(files, NODES, "terminal", report),
        links: blocks(files, LINKS, "link", report),
        lines: blocks(files, LINES, "line", report),
        gauges: blocks(files, GAUGES, "gauge", report),
        crossings: blocks(files, CROSSINGS, "crossing", report),
        distances: blocks(files, DISTANCES, "distance", report),
        capacities: blocks(files, CAPACITIES, "capacity", report),
        services: blocks(files, SERVICES, "service", report),
        benchmarks: blocks(files, BENCHMARKS, "benchmark", report),
        forty_foot: blocks(files, BENCHMARKS, "forty-foot", report),
        locodes: blocks(files, LOCODES, "locodes", report),
        spellings: blocks(files, SPELLINGS, "spelling", report),
        sanctions: blocks(files, SANCTIONS, "rule", report),
        rates: blocks(files, RATES, "rate", report),
        sections: blocks(files, SECTIONS, "section", report),
        sea_distances: blocks(files, SEA_DISTANCES, "distance", report),
        sea: SeaLanes {
            waypoints: blocks(files, SEA, "waypoint", report),
            channels: blocks(files, SEA, "channel", report),
            approaches: blocks(files, SEA, "approach", report),
            lanes: blocks(files, LANES, "lane", report),
        },
    };
    logistics.parameters.retain(|p| sound(p, report));
    logistics.rates.retain(|r| is_price(r, report));
    logistics
}

/// Whether a published price can be counted with: a price of freight or handling, its value within its range.
fn is_price(rate: &Rate, report: &mut Report) -> bool {
    let priced = ["tariff.", "usd."].iter().any(|stem| rate.quantity.starts_with(stem));
    let unit = match rate.unit {
        Unit::UsdPerTonne | Unit::UsdPerTeu => true,
        Unit::UsdPerTonneKm | Unit::UsdPerTeuKm => rate.quantity.starts_with("tariff.") && rate.km.is_none(),
        Unit::KmPerDay | Unit::Days | Unit::GramsPerTonneKm | Unit::TonnesPerTeu | Unit::Ratio => false,
    };
    let numbers = [rate.value, rate.low, rate.high].iter().all(|v| v.is_finite() && *v >= 0.0);
    let ordered = rate.low <= rate.value && rate.value <= rate.high;
    let sound = priced && unit && numbers && ordered && rate.km.is_none_or(|km| km > 0.0);
    if !sound {
        let at = At::file(RATES).feature(message!("notice-in-rate", id = &*rate.id));
        let (value, low, high) = (rate.value, rate.low, rate.high);
        let message =
            message!("notice-price-unusable", value = value, unit = rate.unit.id(), low = low, high = high);
        report.error("bad-rate", at, message, message!("notice-price-correct"));
    }
    sound
}

/// Whether a parameter can be counted with: a unit of its quantity, numbers from 0 up, its value within its
/// range.
fn sound(parameter: &Parameter, report: &mut Report) -> bool {
    let Parameter { value, low, high, unit, .. } = *parameter;
    let numbers = [value, low, high].iter().all(|v| v.is_finite() && *v >= 0.0);
    let at = || At::file(PARAMETERS).feature(message!("notice-in-parameter", id = &*parameter.id));
    if !parameter.units().contains(&unit) {
        let units: Vec<&str> = parameter.units().iter().map(|u| u.id()).collect();
        let message = match units.as_slice() {
            [] => message!("notice-parameter-quantity"),
            units => {
                message!("notice-parameter-unit", unit = unit.id(), units = units.join(", "))
            }
        };
        report.error("bad-parameter", at(), message, message!("notice-parameter-correct"));
        return false;
    }
    let sound = numbers && low <= value && value <= high;
    if !sound {
        let message = message!("notice-parameter-range", value = value, low = low, high = high);
        let hint = message!("notice-parameter-numbers");
        report.error("bad-parameter", at(), message, hint);
    }
    sound
}

/// Reports ids that refer to nothing.
pub(super) fn check(document: &Document, check: &mut Checker<'_>) {
    let all = &document.logistics;
    let ends: HashSet<&str> =
        document.places.iter().map(|p| &*p.id).chain(all.terminals.iter().map(|t| &*t.id)).collect();
    for p in &all.parameters {
        if &*p.source != ASSUMPTION {
            check.sources(
                PARAMETERS,
                Record("notice-what-parameter", &p.id),
                std::slice::from_ref(&p.source),
            );
        }
    }
    for t in &all.terminals {
        let name = Record("notice-what-terminal", &t.id);
        check.sources(NODES, name, &t.sources);
        check.ids(NODES, name, &ends, &t.members);
        check.ids(NODES, name, &ends, t.position.is_none().then_some(&t.id));
        check.target(NODES, name, t.status_of.as_ref());
        check.stated(NODES, name, t.draught_m.iter().chain(&t.ship_dwt));
        t.throughput.iter().for_each(|s| check.sources(NODES, name, std::slice::from_ref(&s.source)));
        t.ice.iter().for_each(|ice| check.sources(NODES, name, std::slice::from_ref(&ice.source)));
    }
    for l in &all.links {
        let name = Record("notice-what-link", &l.id);
        check.sources(LINKS, name, &with_shut(&l.sources, &l.shut));
        check.sources(LINKS, name, l.km_source.as_ref().map_or(&l.sources, std::slice::from_ref));
        check.ids(LINKS, name, &ends, [&l.from, &l.to]);
        check.target(LINKS, name, l.status_of.as_ref());
        if let Some(id) = &l.crossing {
            check.known(
                LINKS,
                name,
                message!("notice-what-crossing"),
                id,
                all.crossings.iter().any(|c| c.id == *id),
            );
        }
    }
    check_stated(document, &ends, check);
    check_lines(document, &ends, check);
    check_sea(&all.sea, &ends, check);
    for s in &all.services {
        let name = Record("notice-what-service", &s.id);
        check.sources(SERVICES, name, &s.sources);
        let places = s.passes.iter().filter(|id| !all.crossings.iter().any(|c| c.id == **id));
        check.ids(SERVICES, name, &ends, places);
    }
    for b in &all.benchmarks {
        let name = Record("notice-what-benchmark", &b.id);
        check.sources(BENCHMARKS, name, &b.sources);
        let places = b.passes.iter().filter(|id| !all.crossings.iter().any(|c| c.id == **id));
        check.ids(BENCHMARKS, name, &ends, places.chain([&b.from, &b.to]));
    }
    for record in &all.locodes {
        check.ids(LOCODES, Record("notice-what-country", &record.country), &ends, record.codes.values());
    }
    for record in &all.spellings {
        check.ids(SPELLINGS, Record("notice-what-terminal", &record.id), &ends, [&record.id]);
    }
    for rule in &all.sanctions {
        let name = Record("notice-what-rule", &rule.id);
        check.sources(SANCTIONS, name, &rule.sources);
        check.ids(SANCTIONS, name, &ends, &rule.places);
        let is_known = document.constraints.iter().any(|c| c.id == rule.constraint);
        check.known(SANCTIONS, name, message!("notice-what-constraint"), &rule.constraint, is_known);
    }
}

/// Published prices, what sections can carry, published distances by sea.
fn check_stated(document: &Document, ends: &HashSet<&str>, check: &mut Checker<'_>) {
    let all = &document.logistics;
    for rate in &all.rates {
        let name = Record("notice-what-rate", &rate.id);
        if &*rate.source != ASSUMPTION {
            check.sources(RATES, name, std::slice::from_ref(&rate.source));
        }
        let ids = [&rate.from, &rate.to, &rate.near_from, &rate.near_to].into_iter().flatten();
        check.ids(RATES, name, ends, ids.filter(|id| !is_country(id)));
    }
    for ratio in &all.forty_foot {
        let name = Record("notice-what-forty-foot", &ratio.mode);
        check.sources(BENCHMARKS, name, std::slice::from_ref(&ratio.source));
    }
    for section in &all.sections {
        let Section { of, electrification, tracks, axle_load_t, train_m, train_t, trains_a_day } = section;
        let name = Record("notice-what-section", of);
        check.stated(SECTIONS, name, electrification);
        let numbers = [tracks, axle_load_t, train_m, train_t, trains_a_day];
        check.stated(SECTIONS, name, numbers.into_iter().flatten());
        let recorded = all.links.iter().any(|l| l.id == *of) || all.crossings.iter().any(|c| c.id == *of);
        let known = recorded || is_country(of) || document.has_target(of);
        check.known(SECTIONS, name, message!("notice-what-section-of"), of, known);
    }
    for d in &all.sea_distances {
        let name = Record("notice-what-distance", &format_args!("{}–{}", d.from, d.to));
        check.sources(SEA_DISTANCES, name, std::slice::from_ref(&d.source));
        check.ids(SEA_DISTANCES, name, ends, [&d.from, &d.to]);
    }
}

/// Whether an id is written as a country: two capital letters.
fn is_country(id: &str) -> bool {
    id.len() == 2 && id.bytes().all(|b| b.is_ascii_uppercase())
}

fn check_sea(sea: &SeaLanes, ends: &HashSet<&str>, check: &mut Checker<'_>) {
    let waypoints = sea.waypoints.iter().map(|w| &*w.id);
    let known: HashSet<&str> = waypoints.chain(sea.approaches.iter().map(|a| &*a.port)).collect();
    for approach in &sea.approaches {
        check.ids(SEA, Record("notice-what-approach", &approach.port), ends, [&approach.port]);
    }
    for [from, to] in sea.channels.iter().map(|c| &c.ends) {
        for id in [from, to] {
            let name = Record("notice-what-channel", &format_args!("{from}–{to}"));
            check.known(SEA, name, message!("notice-what-waypoint"), id, known.contains(&**id));
        }
    }
    for lane in &sea.lanes {
        for id in std::iter::once(&lane.from).chain(&lane.to) {
            check.known(
                LANES,
                Record("notice-what-lane", &lane.from),
                message!("notice-what-waypoint"),
                id,
                known.contains(&**id),
            );
        }
    }
}

/// The sources of a record, and of the spans in which it was shut if it names any itself.
fn with_shut(own: &[Id], shut: &[Shut]) -> Vec<Id> {
    let spans = shut.iter().filter(|_| !own.is_empty()).map(|s| s.source.clone());
    own.iter().cloned().chain(spans).collect()
}

fn check_lines(document: &Document, ends: &HashSet<&str>, check: &mut Checker<'_>) {
    let all = &document.logistics;
    for l in &all.lines {
        let name = Record("notice-what-line", &l.id);
        check.sources(LINES, name, &with_shut(std::slice::from_ref(&l.source), &l.shut));
        let named = l.stretch.iter().filter_map(|p| if let Point::Named(id) = p { Some(id) } else { None });
        check.ids(LINES, name, ends, named);
    }
    for g in &all.gauges {
        let name = Record("notice-what-gauge", &format_args!("{:?}", g.gauges));
        check.sources(GAUGES, name, std::slice::from_ref(&g.source));
        check.ids(GAUGES, name, ends, g.stretch.iter().flatten().chain(&g.place));
    }
    for c in all.crossings.iter() {
        let name = Record("notice-what-crossing", &c.id);
        check.sources(CROSSINGS, name, &with_shut(&c.sources, &c.shut));
        if !c.barred {
            check.ids(CROSSINGS, name, ends, &c.stations);
        }
        check.target(CROSSINGS, name, c.status_of.as_ref());
    }
    for d in &all.distances {
        let name = Record("notice-what-distance", &format_args!("{}–{}", d.from, d.to));
        check.sources(DISTANCES, name, std::slice::from_ref(&d.source));
        check.ids(DISTANCES, name, ends, d.via.iter().chain([&d.from, &d.to]));
    }
    for c in &all.capacities {
        let name = Record("notice-what-capacity", &c.corridor);
        check.sources(CAPACITIES, name, std::slice::from_ref(&c.source));
        check.known(
            CAPACITIES,
            name,
            message!("notice-what-corridor"),
            &c.corridor,
            document.corridor(&c.corridor).is_some(),
        );
    }
}

impl Checker<'_> {
    /// The sources of statements.
    fn stated<'i, T: 'i>(
        &mut self,
        file: &str,
        name: Record<'_>,
        all: impl IntoIterator<Item = &'i Stated<T>>,
    ) {
        for statement in all {
            self.sources(file, name, std::slice::from_ref(&statement.source));
        }
    }

    fn ids<'i>(
        &mut self,
        file: &str,
        name: Record<'_>,
        known: &HashSet<&str>,
        ids: impl IntoIterator<Item = &'i Id>,
    ) {
        for id in ids {
            self.known(file, name, message!("notice-what-place-or-terminal"), id, known.contains(&**id));
        }
    }

    /// A project, a corridor or a segment written `corridor:from>to`.
    fn target(&mut self, file: &str, name: Record<'_>, target: Option<&Id>) {
        let Some(target) = target else { return };
        let known = self.document.has_target(target);
        self.known(file, name, message!("notice-what-target"), target, known);
    }
}
