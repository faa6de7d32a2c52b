//! What a step costs: parameters of the project or of the shipped file, turned into amounts.

use super::quantity::{
    Days, GramsPerTonneKm, Kilometers, KmPerDay, Teu, Tonnes, TonnesPerTeu, Usd, UsdPerTeu, UsdPerTeuKm,
    UsdPerTonne, UsdPerTonneKm,
};
use super::request::{Assumption, Range, Request, Totals};
use super::uncertainty::{Drawn, Product, Terms};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tumen_core::model::Id;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{ASSUMPTION, Cargo, Crossing, Logistics, Parameter, Unit};

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

/// What happens in a step, for the cost model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Work<'a> {
    /// Cargo moves: mode, country, length, and whether the length is drawn on a railway.
    Haul(Mode, &'a str, Kilometers, bool),
    /// A break of gauge.
    GaugeChange,
    /// A border.
    Border(&'a Crossing),
    /// Customs of a ship from another country.
    Customs,
    /// Between land and ship.
    Port,
    /// On or off a ferry, in wagon or lorry.
    Ferry,
    /// Between train and lorry.
    Transfer,
    /// Loading at the origin or unloading at the destination.
    Load,
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
            Work::Haul(mode, country, km, drawn) => self.haul(mode, country, km, drawn, bound, used),
            Work::GaugeChange => self.handling("gauge-change", bound, used),
            Work::Customs => self.handling("border-sea", bound, used),
            Work::Port => self.handling("port", bound, used),
            Work::Ferry => self.handling("ferry", bound, used),
            Work::Transfer => self.handling("transfer", bound, used),
            Work::Load => self.handling("load", bound, used),
            Work::Border(crossing) => self.border(crossing, bound, used),
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

    fn haul(
        &self,
        mode: Mode,
        country: &str,
        km: Kilometers,
        drawn: bool,
        bound: Bound,
        used: &mut BTreeSet<Id>,
    ) -> Option<Totals> {
        let key = |quantity| (quantity, word(mode), country);
        let factor = match drawn {
            true => self.get(("ratio.rail-length", "", ""), Unit::Ratio, (bound, true), used)?,
            false => 1.0,
        };
        let km = km * factor;
        let speed = KmPerDay(self.get(key("speed"), Unit::KmPerDay, (bound, false), used)?);
        let co2 = GramsPerTonneKm(self.get(key("co2"), Unit::GramsPerTonneKm, (bound, true), used)?);
        let usd = if self.cargo == Cargo::Container {
            let tariff = self.get(key("tariff"), Unit::UsdPerTeuKm, (bound, true), used)?;
            self.teu(bound, used)? * km * UsdPerTeuKm(tariff)
        } else {
            let tariff = self.get(key("tariff"), Unit::UsdPerTonneKm, (bound, true), used)?;
            self.tonnes * km * UsdPerTonneKm(tariff)
        };
        Some(Totals { km, days: km / speed, usd, co2: self.tonnes * km * co2 })
    }

    fn handling(&self, what: &'static str, bound: Bound, used: &mut BTreeSet<Id>) -> Option<Totals> {
        let days = Days(self.get(("days", what, ""), Unit::Days, (bound, true), used)?);
        Some(Totals { days, usd: self.charge(what, bound, used)?, ..Totals::default() })
    }

    /// Dollars for handling, per tonne or per box.
    fn charge(&self, what: &'static str, bound: Bound, used: &mut BTreeSet<Id>) -> Option<Usd> {
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
        let usual = self.handling(border_word(crossing), bound, used)?;
        let own = |what: &str, three: [f64; 3]| end(self.of_crossing(what, crossing, three));
        let days = crossing.days.map_or(usual.days, |three| Days(own(DAYS_BORDER, three)));
        let extra = crossing.extra(self.cargo).map_or(0.0, |three| own(USD_BORDER, three));
        Some(Totals { days, usd: usual.usd + self.tonnes * UsdPerTonne(extra), ..usual })
    }

    /// What a crossing states for itself: value, low and high; a value of one's own is all three.
    pub(super) fn of_crossing(&self, what: &str, crossing: &Crossing, three: [f64; 3]) -> [f64; 3] {
        self.changed.get(&format!("{what}.{}", crossing.id)).map_or(three, |own| [*own; 3])
    }

    /// Whether the rate by which a step is paid is an assumption.
    pub(super) fn is_assumed(&self, work: Work<'_>) -> bool {
        let key = match work {
            Work::Haul(mode, country, ..) => ("tariff", word(mode), country),
            Work::GaugeChange => ("usd", "gauge-change", ""),
            Work::Border(crossing) => ("usd", border_word(crossing), ""),
            Work::Customs => ("usd", "border-sea", ""),
            Work::Port => ("usd", "port", ""),
            Work::Ferry => ("usd", "ferry", ""),
            Work::Transfer => ("usd", "transfer", ""),
            Work::Load => ("usd", "load", ""),
        };
        self.parameter(key.0, key.1, key.2).is_none_or(|p| &*p.source == ASSUMPTION)
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
            Work::Haul(mode, country, km, drawn) => self.haul_terms(mode, country, km, drawn),
            Work::GaugeChange => self.handling_terms("gauge-change"),
            Work::Customs => self.handling_terms("border-sea"),
            Work::Port => self.handling_terms("port"),
            Work::Ferry => self.handling_terms("ferry"),
            Work::Transfer => self.handling_terms("transfer"),
            Work::Load => self.handling_terms("load"),
            Work::Border(crossing) => self.border_terms(crossing),
        }
    }

    /// What a rate is paid for: tonnes, or boxes as tonnes over the load of one.
    fn paid(&self, amount: f64, times: Vec<Drawn>) -> Option<Product> {
        let over = match self.cargo {
            Cargo::Container => Some(self.drawn("load", "", "")?),
            Cargo::Coal | Cargo::Oil | Cargo::Grain | Cargo::General => None,
        };
        Some(Product { amount: self.tonnes.0 * amount, times, over })
    }

    fn haul_terms(&self, mode: Mode, country: &str, km: Kilometers, drawn: bool) -> Option<Terms> {
        let mode = word(mode);
        let ratio = if drawn { vec![self.drawn("ratio.rail-length", "", "")?] } else { Vec::new() };
        let with = |own: Drawn| ratio.iter().cloned().chain([own]).collect::<Vec<_>>();
        let speed = Some(self.drawn("speed", mode, country)?);
        let co2 = with(self.drawn("co2", mode, country)?);
        Some(Terms {
            km: vec![Product { amount: km.0, times: ratio.clone(), over: None }],
            days: vec![Product { amount: km.0, times: ratio.clone(), over: speed }],
            usd: vec![self.paid(km.0, with(self.drawn("tariff", mode, country)?))?],
            co2: vec![Product { amount: self.tonnes.0 * km.0 / GRAMS_A_TONNE, times: co2, over: None }],
        })
    }

    fn handling_terms(&self, what: &'static str) -> Option<Terms> {
        let days = Product { amount: 1.0, times: vec![self.drawn("days", what, "")?], over: None };
        let usd = self.paid(1.0, vec![self.drawn("usd", what, "")?])?;
        Some(Terms { days: vec![days], usd: vec![usd], ..Terms::default() })
    }

    fn border_terms(&self, crossing: &Crossing) -> Option<Terms> {
        let mut terms = self.handling_terms(border_word(crossing))?;
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

    /// Parameters as they were used, by id.
    pub(super) fn assumptions(&self, used: &BTreeSet<Id>) -> Vec<Assumption> {
        let one = |id: &Id| {
            let parameter = self.by_id.get(&**id)?;
            let changed = self.changed.get(&**id).copied();
            Some(Assumption {
                id: id.clone(),
                value: changed.unwrap_or(parameter.value),
                shipped: changed.map(|_| parameter.value),
                low: parameter.low,
                high: parameter.high,
                unit: parameter.unit.id(),
                source: parameter.source.clone(),
                note: parameter.note.clone(),
            })
        };
        used.iter().filter_map(one).collect()
    }
}
