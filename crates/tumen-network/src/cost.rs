//! What a step costs: parameters of the project or of the shipped file, turned into amounts.

use super::quantity::{
    Days, GramsPerTonneKm, Kilometers, KmPerDay, Teu, Tonnes, TonnesPerTeu, Usd, UsdPerTeu, UsdPerTeuKm,
    UsdPerTonne, UsdPerTonneKm,
};
use super::rates::{Found as Priced, Rates, is_of_year};
use super::request::{Assumption, Range, Request, Totals};
use super::topology::Node;
use super::uncertainty::{Drawn, Product, Terms};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{ASSUMPTION, Cargo, Crossing, Logistics, Parameter, Rate, Unit};
use tumen_core::model::{Date, Id};

/// Which end of the parameters' ranges is counted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The values themselves.
    Value,
    /// Every parameter at its most favorable end: speeds high, everything else low.
    Low,
    /// Every parameter at its least favorable end.
    High,
}

/// What draws a train.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Traction {
    Electric,
    Diesel,
    /// Nobody tells, or no train.
    Unknown,
}

/// Cargo moves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Haul<'a> {
    pub mode: Mode,
    /// The country of the link; empty at sea.
    pub country: &'a str,
    pub km: Kilometers,
    /// Whether the length is drawn on a railway.
    pub drawn: bool,
    /// Where it begins and ends.
    pub ends: [&'a Node; 2],
    pub traction: Traction,
    /// Whether it goes aboard in wagon or lorry.
    pub ferry: bool,
}

/// What happens in a step, for the cost model; what happens at a node, with the node.
#[derive(Debug, Clone, Copy)]
pub(super) enum Work<'a> {
    /// Cargo moves.
    Haul(Haul<'a>),
    /// A break of gauge.
    GaugeChange(&'a Node),
    /// A border.
    Border(&'a Crossing),
    /// Customs of a ship from another country.
    Customs(&'a Node),
    /// Between land and ship.
    Port(&'a Node),
    /// On or off a ferry, in wagon or lorry.
    Ferry(&'a Node),
    /// Between train and lorry.
    Transfer(&'a Node),
    /// Loading at the origin or unloading at the destination.
    Load(&'a Node),
}

impl<'a> Work<'a> {
    /// What handling at a node is in ids of parameters, and the node.
    fn handling(self) -> Option<(&'static str, &'a Node)> {
        match self {
            Self::GaugeChange(node) => Some(("gauge-change", node)),
            Self::Customs(node) => Some(("border-sea", node)),
            Self::Port(node) => Some(("port", node)),
            Self::Ferry(node) => Some(("ferry", node)),
            Self::Transfer(node) => Some(("transfer", node)),
            Self::Load(node) => Some(("load", node)),
            Self::Haul(_) | Self::Border(_) => None,
        }
    }
}

/// What the ids of a crossing's own time and cost begin with; the crossing's id follows.
pub(super) const DAYS_BORDER: &str = "days.border";
/// See [`DAYS_BORDER`].
pub(super) const USD_BORDER: &str = "usd.border";

/// Grams in a tonne.
const GRAMS_A_TONNE: f64 = 1e6;

/// Indices of parameters by quantity, mode and country.
type Found = HashMap<(&'static str, &'static str, String), Option<usize>>;

/// The cost model for one kind and amount of cargo.
#[derive(Debug)]
pub struct CostModel<'a> {
    by_id: HashMap<&'a str, &'a Parameter>,
    changed: &'a BTreeMap<String, f64>,
    cargo: Cargo,
    tonnes: Tonnes,
    /// Parameters found for a quantity, mode and country, with what was asked for.
    found: RefCell<Found>,
    all: &'a [Parameter],
    rates: Rates<'a>,
    logistics: &'a Logistics,
    as_of: Date,
}

/// The word of a mode in ids of parameters.
fn word(mode: Mode) -> &'static str {
    match mode {
        Mode::Rail => "rail",
        Mode::Road => "road",
        Mode::Sea => "sea",
        Mode::Pipeline => "pipeline",
        Mode::Power => "power",
        Mode::Air => "air",
    }
}

/// The word of a mode in ids of emissions, which tell tractions apart.
fn traction_word(haul: &Haul<'_>) -> &'static str {
    if haul.ferry {
        return "ferry";
    }
    match (haul.mode, haul.traction) {
        (Mode::Rail, Traction::Electric) => "rail-electric",
        (Mode::Rail, Traction::Diesel) => "rail-diesel",
        (mode, _) => word(mode),
    }
}

/// What a haul is paid by, in ids of parameters.
fn tariff_word(haul: &Haul<'_>) -> &'static str {
    if haul.ferry { "ferry" } else { word(haul.mode) }
}

/// The part of a voyage's price that does not grow with its length: quantity and what follows it.
const VOYAGE: (&str, &str) = ("usd", "voyage");

/// Emissions of making and bringing fuel or current, and those of the vehicle itself.
const CO2: [&str; 2] = ["co2.wtt", "co2.ttw"];

/// What a crossing is in ids of parameters.
fn border_word(crossing: &Crossing) -> &'static str {
    if crossing.union { "border-union" } else { "border" }
}

impl<'a> CostModel<'a> {
    /// The model for a request.
    #[must_use]
    pub fn new(logistics: &'a Logistics, request: &'a Request) -> Self {
        Self {
            by_id: logistics.parameters.iter().map(|p| (&*p.id, p)).collect(),
            changed: &request.assumptions,
            cargo: request.cargo,
            tonnes: request.tonnes,
            found: RefCell::default(),
            all: &logistics.parameters,
            rates: Rates::new(logistics, request.cargo, request.as_of),
            logistics,
            as_of: request.as_of,
        }
    }

    /// The most particular parameter of a quantity: with country and cargo, with country, with cargo, alone.
    fn parameter(&self, quantity: &'static str, mode: &'static str, country: &str) -> Option<&'a Parameter> {
        let key = (quantity, mode, country.to_owned());
        if let Some(known) = self.found.borrow().get(&key) {
            return known.map(|i| &self.all[i]);
        }
        let stem = if mode.is_empty() { quantity.to_owned() } else { format!("{quantity}.{mode}") };
        let cargo = self.cargo.id();
        let ids = [
            format!("{stem}.{cargo}.{country}"),
            format!("{stem}.{country}"),
            format!("{stem}.{cargo}"),
            stem,
        ];
        let found = ids.iter().find_map(|id| self.by_id.get(id.as_str()).copied());
        let index = found.and_then(|p| self.all.iter().position(|q| std::ptr::eq(p, q)));
        self.found.borrow_mut().insert(key, index);
        found
    }

    /// The value of a parameter at an end of its range, if it has the unit that is asked for. `rising` says
    /// whether a higher value is worse.
    fn value(&self, parameter: &Parameter, unit: Unit, bound: Bound, rising: bool) -> Option<f64> {
        if parameter.unit != unit {
            return None;
        }
        let value = self.changed.get(&*parameter.id).copied().unwrap_or(parameter.value);
        // A value of one's own may lie outside the shipped range, which then reaches up to it.
        let (low, high) = (parameter.low.min(value), parameter.high.max(value));
        Some(match (bound, rising) {
            (Bound::Value, _) => value,
            (Bound::Low, true) | (Bound::High, false) => low,
            (Bound::Low, false) | (Bound::High, true) => high,
        })
    }

    /// What a step amounts to; nothing if a parameter is missing or of another unit.
    pub(super) fn totals(&self, work: Work<'_>, bound: Bound, used: &mut BTreeSet<Id>) -> Option<Totals> {
        match work {
            Work::Haul(haul) => self.haul(haul, bound, used),
            Work::Border(crossing) => self.border(crossing, bound, used),
            Work::GaugeChange(_)
            | Work::Customs(_)
            | Work::Port(_)
            | Work::Ferry(_)
            | Work::Transfer(_)
            | Work::Load(_) => {
                let (what, node) = work.handling()?;
                self.handling(what, Some(node), bound, used)
            }
        }
    }

    /// The amounts of a step with their range.
    pub(super) fn range(&self, work: Work<'_>, used: &mut BTreeSet<Id>) -> Option<Range> {
        Some(Range {
            value: self.totals(work, Bound::Value, used)?,
            low: self.totals(work, Bound::Low, used)?,
            high: self.totals(work, Bound::High, used)?,
        })
    }

    fn get(
        &self,
        (quantity, mode, country): (&'static str, &'static str, &str),
        unit: Unit,
        (bound, rising): (Bound, bool),
        used: &mut BTreeSet<Id>,
    ) -> Option<f64> {
        let parameter = self.parameter(quantity, mode, country)?;
        used.insert(parameter.id.clone());
        self.value(parameter, unit, bound, rising)
    }

    fn teu(&self, bound: Bound, used: &mut BTreeSet<Id>) -> Option<Teu> {
        let load = self.get(("load", "", ""), Unit::TonnesPerTeu, (bound, false), used)?;
        Some(self.tonnes / TonnesPerTeu(load))
    }

    fn haul(&self, haul: Haul<'_>, bound: Bound, used: &mut BTreeSet<Id>) -> Option<Totals> {
        let mode = word(haul.mode);
        let factor = match haul.drawn {
            true => self.get(("ratio.rail-length", "", ""), Unit::Ratio, (bound, true), used)?,
            false => 1.0,
        };
        let km = haul.km * factor;
        let key = ("speed", mode, haul.country);
        let speed = KmPerDay(self.get(key, Unit::KmPerDay, (bound, false), used)?);
        let mut co2 = [0.0; 2];
        for (i, part) in CO2.into_iter().enumerate() {
            let key = (part, traction_word(&haul), haul.country);
            co2[i] = self.get(key, Unit::GramsPerTonneKm, (bound, true), used)?;
        }
        let [wtt, ttw] = co2.map(|grams| self.tonnes * km * GramsPerTonneKm(grams));
        let usd = self.freight(&haul, km, bound, used)?;
        Some(Totals { km, days: km / speed, usd, co2: wtt + ttw, wtt })
    }

    /// The price of a haul: that published for the lane, or by the kilometer.
    fn freight(&self, haul: &Haul<'_>, km: Kilometers, bound: Bound, used: &mut BTreeSet<Id>) -> Option<Usd> {
        if let Some(Priced { rate, .. }) = self.rate_of(haul) {
            let lane = rate.km.map_or(1.0, |whole| km.0 / whole);
            return self.by_rate(rate, km, lane, bound, used);
        }
        let key = ("tariff", tariff_word(haul), haul.country);
        let voyage = haul.mode == Mode::Sea && self.parameter(VOYAGE.0, VOYAGE.1, "").is_some();
        let mut fixed = |unit| match voyage {
            true => self.get((VOYAGE.0, VOYAGE.1, ""), unit, (bound, true), used),
            false => Some(0.0),
        };
        if self.cargo == Cargo::Container {
            let fixed = UsdPerTeu(fixed(Unit::UsdPerTeu)?);
            let tariff = self.get(key, Unit::UsdPerTeuKm, (bound, true), used)?;
            let teu = self.teu(bound, used)?;
            return Some(teu * km * UsdPerTeuKm(tariff) + teu * fixed);
        }
        let fixed = UsdPerTonne(fixed(Unit::UsdPerTonne)?);
        let tariff = self.get(key, Unit::UsdPerTonneKm, (bound, true), used)?;
        Some(self.tonnes * km * UsdPerTonneKm(tariff) + self.tonnes * fixed)
    }

    fn rate_of(&self, haul: &Haul<'_>) -> Option<Priced<'a>> {
        self.rates.find("tariff", word(haul.mode), haul.ends[0], haul.ends[1])
    }

    /// Dollars by a published price: `km` where it is one by the kilometer, else `times` the price.
    fn by_rate(
        &self,
        rate: &Rate,
        km: Kilometers,
        times: f64,
        bound: Bound,
        used: &mut BTreeSet<Id>,
    ) -> Option<Usd> {
        used.insert(rate.id.clone());
        let [value, low, high] = self.of_rate(rate);
        let price = match bound {
            Bound::Value => value,
            Bound::Low => low,
            Bound::High => high,
        };
        match rate.unit {
            Unit::UsdPerTeu => Some(self.teu(bound, used)? * UsdPerTeu(price * times)),
            Unit::UsdPerTonne => Some(self.tonnes * UsdPerTonne(price * times)),
            Unit::UsdPerTeuKm => Some(self.teu(bound, used)? * km * UsdPerTeuKm(price)),
            Unit::UsdPerTonneKm => Some(self.tonnes * km * UsdPerTonneKm(price)),
            Unit::KmPerDay | Unit::Days | Unit::GramsPerTonneKm | Unit::TonnesPerTeu | Unit::Ratio => None,
        }
    }

    /// Value, low and high of a published price; a value of one's own is all three.
    fn of_rate(&self, rate: &Rate) -> [f64; 3] {
        let own = self.changed.get(&*rate.id).copied();
        own.map_or([rate.value, rate.low, rate.high], |own| [own; 3])
    }

    fn handling(
        &self,
        what: &'static str,
        node: Option<&Node>,
        bound: Bound,
        used: &mut BTreeSet<Id>,
    ) -> Option<Totals> {
        let days = Days(self.get(("days", what, ""), Unit::Days, (bound, true), used)?);
        Some(Totals { days, usd: self.charge(what, node, bound, used)?, ..Totals::default() })
    }

    /// Dollars for handling, per tonne or per box.
    fn charge(
        &self,
        what: &'static str,
        node: Option<&Node>,
        bound: Bound,
        used: &mut BTreeSet<Id>,
    ) -> Option<Usd> {
        if let Some(Priced { rate, .. }) = node.and_then(|n| self.rates.find("usd", what, n, n)) {
            return self.by_rate(rate, Kilometers(0.0), 1.0, bound, used);
        }
        if self.cargo == Cargo::Container {
            let rate = self.get(("usd", what, ""), Unit::UsdPerTeu, (bound, true), used)?;
            return Some(self.teu(bound, used)? * UsdPerTeu(rate));
        }
        let rate = self.get(("usd", what, ""), Unit::UsdPerTonne, (bound, true), used)?;
        Some(self.tonnes * UsdPerTonne(rate))
    }

    /// A crossing: customs and waiting, and what the crossing's own record says on top.
    fn border(&self, crossing: &Crossing, bound: Bound, used: &mut BTreeSet<Id>) -> Option<Totals> {
        let end = |three: [f64; 3]| match bound {
            Bound::Value => three[0],
            Bound::Low => three[1],
            Bound::High => three[2],
        };
        let usual = self.handling(border_word(crossing), None, bound, used)?;
        let own = |what: &str, three: [f64; 3]| end(self.of_crossing(what, crossing, three));
        let days = crossing.days.map_or(usual.days, |three| Days(own(DAYS_BORDER, three)));
        let extra = crossing.extra(self.cargo).map_or(0.0, |three| own(USD_BORDER, three));
        Some(Totals { days, usd: usual.usd + self.tonnes * UsdPerTonne(extra), ..usual })
    }

    /// What a crossing states for itself: value, low and high; a value of one's own is all three.
    pub(super) fn of_crossing(&self, what: &str, crossing: &Crossing, three: [f64; 3]) -> [f64; 3] {
        self.changed.get(&format!("{what}.{}", crossing.id)).map_or(three, |own| [*own; 3])
    }

    /// Whether the price by which a step is paid is an assumption: nobody published it, or for other years only.
    pub(super) fn is_assumed(&self, work: Work<'_>) -> bool {
        let (key, rate) = match work {
            Work::Haul(haul) => (("tariff", tariff_word(&haul), haul.country), self.rate_of(&haul)),
            Work::Border(crossing) => (("usd", border_word(crossing), ""), None),
            Work::GaugeChange(node)
            | Work::Customs(node)
            | Work::Port(node)
            | Work::Ferry(node)
            | Work::Transfer(node)
            | Work::Load(node) => {
                let what = work.handling().map_or("", |(what, _)| what);
                (("usd", what, ""), self.rates.find("usd", what, node, node))
            }
        };
        if let Some(Priced { rate, stated }) = rate {
            let of_year = is_of_year(rate.date.first.year, self.as_of);
            let published = stated && of_year && &*rate.source != ASSUMPTION;
            return !published || self.changed.contains_key(&*rate.id);
        }
        let published = |p: &Parameter| {
            let of_year = p.year.is_none_or(|year| is_of_year(i32::from(year), self.as_of));
            &*p.source != ASSUMPTION && of_year && !self.changed.contains_key(&*p.id)
        };
        !self.parameter(key.0, key.1, key.2).is_some_and(published)
    }

    /// A parameter as it is drawn; one's own value is taken as known.
    fn drawn(&self, quantity: &'static str, mode: &'static str, country: &str) -> Option<Drawn> {
        let p = self.parameter(quantity, mode, country)?;
        let own = self.changed.get(&*p.id).copied();
        let (value, low, high) = own.map_or((p.value, p.low, p.high), |v| (v, v, v));
        Some(Drawn { id: p.id.clone(), value, low, high })
    }

    /// The totals of a step as products of parameters, for drawing. Boxes are counted as fractions here, so
    /// that half a box more is no jump.
    pub(super) fn terms(&self, work: Work<'_>) -> Option<Terms> {
        match work {
            Work::Haul(haul) => self.haul_terms(haul),
            Work::Border(crossing) => self.border_terms(crossing),
            Work::GaugeChange(_)
            | Work::Customs(_)
            | Work::Port(_)
            | Work::Ferry(_)
            | Work::Transfer(_)
            | Work::Load(_) => {
                let (what, node) = work.handling()?;
                self.handling_terms(what, Some(node))
            }
        }
    }

    /// What a price is paid for: tonnes, or boxes as tonnes over the load of one.
    fn paid(&self, amount: f64, times: Vec<Drawn>, by_box: bool) -> Option<Product> {
        let over = if by_box { Some(self.drawn("load", "", "")?) } else { None };
        Some(Product { amount: self.tonnes.0 * amount, times, over })
    }

    fn is_box(&self) -> bool {
        self.cargo == Cargo::Container
    }

    /// A published price as it is drawn, with what it is paid for: see [`Self::by_rate`].
    fn rate_term(&self, rate: &Rate, km: f64, times: f64, mut with: Vec<Drawn>) -> Option<Product> {
        let [value, low, high] = self.of_rate(rate);
        let (amount, by_box) = match rate.unit {
            Unit::UsdPerTeu => (times, true),
            Unit::UsdPerTonne => (times, false),
            Unit::UsdPerTeuKm => (km, true),
            Unit::UsdPerTonneKm => (km, false),
            Unit::KmPerDay | Unit::Days | Unit::GramsPerTonneKm | Unit::TonnesPerTeu | Unit::Ratio => {
                return None;
            }
        };
        with.push(Drawn { id: rate.id.clone(), value, low, high });
        self.paid(amount, with, by_box)
    }

    fn haul_terms(&self, haul: Haul<'_>) -> Option<Terms> {
        let (mode, country, km) = (word(haul.mode), haul.country, haul.km);
        let ratio = if haul.drawn { vec![self.drawn("ratio.rail-length", "", "")?] } else { Vec::new() };
        let with = |own: Drawn| ratio.iter().cloned().chain([own]).collect::<Vec<_>>();
        let speed = Some(self.drawn("speed", mode, country)?);
        let amount = self.tonnes.0 * km.0 / GRAMS_A_TONNE;
        let mut co2 = Vec::new();
        for part in CO2 {
            let times = with(self.drawn(part, traction_word(&haul), country)?);
            co2.push(Product { amount, times, over: None });
        }
        let usd = match self.rate_of(&haul) {
            Some(Priced { rate, .. }) => {
                let by_length =
                    rate.km.is_some() || matches!(rate.unit, Unit::UsdPerTeuKm | Unit::UsdPerTonneKm);
                let drawn = if by_length { ratio.clone() } else { Vec::new() };
                vec![self.rate_term(rate, km.0, rate.km.map_or(1.0, |whole| km.0 / whole), drawn)?]
            }
            None => {
                let tariff = with(self.drawn("tariff", tariff_word(&haul), country)?);
                let fixed = self.drawn(VOYAGE.0, VOYAGE.1, "").filter(|_| haul.mode == Mode::Sea);
                let fixed = fixed.map(|own| self.paid(1.0, vec![own], self.is_box()));
                [Some(self.paid(km.0, tariff, self.is_box())), fixed]
                    .into_iter()
                    .flatten()
                    .collect::<Option<_>>()?
            }
        };
        Some(Terms {
            km: vec![Product { amount: km.0, times: ratio.clone(), over: None }],
            days: vec![Product { amount: km.0, times: ratio, over: speed }],
            usd,
            co2,
        })
    }

    fn handling_terms(&self, what: &'static str, node: Option<&Node>) -> Option<Terms> {
        let days = Product { amount: 1.0, times: vec![self.drawn("days", what, "")?], over: None };
        let usd = match node.and_then(|n| self.rates.find("usd", what, n, n)) {
            Some(Priced { rate, .. }) => self.rate_term(rate, 0.0, 1.0, Vec::new())?,
            None => self.paid(1.0, vec![self.drawn("usd", what, "")?], self.is_box())?,
        };
        Some(Terms { days: vec![days], usd: vec![usd], ..Terms::default() })
    }

    fn border_terms(&self, crossing: &Crossing) -> Option<Terms> {
        let mut terms = self.handling_terms(border_word(crossing), None)?;
        let own = |what: &str, three: [f64; 3]| {
            let [value, low, high] = self.of_crossing(what, crossing, three);
            let id = format!("{what}.{}", crossing.id).into();
            Drawn { id, value, low, high }
        };
        if let Some(days) = crossing.days {
            terms.days = vec![Product { amount: 1.0, times: vec![own(DAYS_BORDER, days)], over: None }];
        }
        if let Some(usd) = crossing.extra(self.cargo) {
            let times = vec![own(USD_BORDER, usd)];
            terms.usd.push(Product { amount: self.tonnes.0, times, over: None });
        }
        Some(terms)
    }

    /// Parameters and published prices as they were used, by id.
    pub(super) fn assumptions(&self, used: &BTreeSet<Id>) -> Vec<Assumption> {
        let one = |id: &Id| {
            let changed = self.changed.get(&**id).copied();
            if let Some(rate) = self.logistics.rate(id) {
                return Some(of_rate(rate, changed));
            }
            let parameter = self.by_id.get(&**id)?;
            Some(Assumption {
                id: id.clone(),
                value: changed.unwrap_or(parameter.value),
                shipped: changed.map(|_| parameter.value),
                low: parameter.low,
                high: parameter.high,
                unit: parameter.unit.id(),
                source: parameter.source.clone(),
                year: parameter.year,
                currency: parameter.currency.clone(),
                note: parameter.note.clone(),
            })
        };
        used.iter().filter_map(one).collect()
    }
}

fn of_rate(rate: &Rate, changed: Option<f64>) -> Assumption {
    Assumption {
        id: rate.id.clone(),
        value: changed.unwrap_or(rate.value),
        shipped: changed.map(|_| rate.value),
        low: rate.low,
        high: rate.high,
        unit: rate.unit.id(),
        source: rate.source.clone(),
        year: u16::try_from(rate.date.first.year).ok(),
        currency: rate.currency.clone(),
        note: rate.note.clone(),
    }
}
