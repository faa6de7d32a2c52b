//! How far totals can be trusted: the parameters drawn from their ranges many times, the same number wherever
//! the same parameter is used, so that variants are compared under the same circumstances.
//!
//! Each parameter has a triangular distribution over its range with the mode at its value. The draws come from
//! a counter and the parameter's id, not from a clock: the same request gives the same percentiles.

use super::quantity::{Days, Kilometers, TonnesCo2, Usd};
use super::request::{Driver, Objective, Spread, Totals};
use std::collections::BTreeMap;
use tumen_core::model::Id;

/// So many draws.
pub const DRAWS: usize = 2000;
/// So many parameters are named as those that matter most.
const DRIVERS: usize = 3;
/// Seed of all draws.
const SEED: u64 = 0x7475_6d65_6e00_0001;

/// A number with its range as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    pub id: Id,
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// A quantity as a product: `amount` times some drawn numbers, over one of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Product {
    pub amount: f64,
    pub times: Vec<Drawn>,
    pub over: Option<Drawn>,
}

/// The totals of a step as products.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    pub km: Vec<Product>,
    pub days: Vec<Product>,
    pub usd: Vec<Product>,
    pub co2: Vec<Product>,
}

impl Terms {
    fn all(&self) -> [&[Product]; 4] {
        [&self.usd, &self.days, &self.km, &self.co2]
    }
}

/// Drawn totals of a variant, by the order of [`Objective::ALL`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sample {
    totals: [Vec<f64>; 4],
    drivers: Vec<Driver>,
}

/// Draws of parameters, each made once.
#[derive(Debug, Default)]
pub(super) struct Draws {
    known: BTreeMap<Id, Vec<f64>>,
}

fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn seed_of(id: &str) -> u64 {
    id.bytes().fold(SEED, |hash, byte| mix(hash ^ u64::from(byte)))
}

/// The triangular distribution's value at a part of its probability.
fn triangular(d: &Drawn, u: f64) -> f64 {
    let width = d.high - d.low;
    if width <= 0.0 {
        return d.value;
    }
    let mode = (d.value - d.low) / width;
    if u < mode {
        d.low + (u * mode).sqrt() * width
    } else {
        d.high - ((1.0 - u) * (1.0 - mode)).sqrt() * width
    }
}

impl Draws {
    fn of(&mut self, d: &Drawn) -> &[f64] {
        self.known.entry(d.id.clone()).or_insert_with(|| {
            let seed = seed_of(&d.id);
            let unit = |i: usize| (mix(seed.wrapping_add(i as u64)) >> 11) as f64 / (1_u64 << 53) as f64;
            (0..DRAWS).map(|i| triangular(d, unit(i))).collect()
        })
    }

    fn product(&mut self, product: &Product, sums: &mut [f64]) {
        let mut values = vec![product.amount; DRAWS];
        for factor in &product.times {
            values.iter_mut().zip(self.of(factor)).for_each(|(v, f)| *v *= f);
        }
        if let Some(divisor) = &product.over {
            values.iter_mut().zip(self.of(divisor)).for_each(|(v, d)| *v /= d.max(f64::MIN_POSITIVE));
        }
        sums.iter_mut().zip(values).for_each(|(s, v)| *s += v);
    }

    /// Draws the totals of a variant, given as those of its steps, and finds what matters most to an objective.
    pub fn sample(&mut self, terms: &[Terms], objective: Objective) -> Option<Sample> {
        let mut totals: [Vec<f64>; 4] = std::array::from_fn(|_| vec![0.0; DRAWS]);
        let mut used: BTreeMap<Id, Drawn> = BTreeMap::new();
        let wanted = Objective::ALL.iter().position(|o| *o == objective)?;
        for term in terms {
            for (i, products) in term.all().into_iter().enumerate() {
                for product in products {
                    self.product(product, &mut totals[i]);
                    if i == wanted {
                        let drawn = product.times.iter().chain(&product.over);
                        used.extend(drawn.map(|d| (d.id.clone(), d.clone())));
                    }
                }
            }
        }
        let drivers = self.drivers(&totals[wanted], used);
        Some(Sample { totals, drivers })
    }

    /// Shares of the variance by squared correlation, the largest first.
    fn drivers(&mut self, totals: &[f64], used: BTreeMap<Id, Drawn>) -> Vec<Driver> {
        let shares = used.values().map(|d| (d.id.clone(), correlation(self.of(d), totals).powi(2)));
        let mut shares: Vec<(Id, f64)> = shares.collect();
        let sum: f64 = shares.iter().map(|s| s.1).sum();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let part =
            |(name, share): (Id, f64)| Driver { name, share: if sum > 0.0 { share / sum } else { 0.0 } };
        shares.into_iter().take(DRIVERS).map(part).collect()
    }
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len().max(1) as f64;
    let (ma, mb) = (mean(a), mean(b));
    let sum = |f: &dyn Fn(f64, f64) -> f64| a.iter().zip(b).map(|(x, y)| f(x - ma, y - mb)).sum::<f64>();
    let (ab, aa, bb) = (sum(&|x, y| x * y), sum(&|x, _| x * x), sum(&|_, y| y * y));
    if aa > 0.0 && bb > 0.0 { ab / (aa * bb).sqrt() } else { 0.0 }
}

impl Sample {
    /// The 5th, 50th and 95th percentile of each total for itself.
    pub fn spread(&self) -> Spread {
        let sorted: [Vec<f64>; 4] = std::array::from_fn(|i| {
            let mut all = self.totals[i].clone();
            all.sort_by(f64::total_cmp);
            all
        });
        let at = |part: f64| {
            let of = |i: usize| sorted[i][((DRAWS - 1) as f64 * part).round() as usize];
            let (usd, days, km) = (Usd(of(0)), Days(of(1)), Kilometers(of(2)));
            Totals { usd, days, km, co2: TonnesCo2(of(3)), ..Totals::default() }
        };
        Spread { p5: at(0.05), p50: at(0.5), p95: at(0.95), drivers: self.drivers.clone() }
    }

    /// Whether the medians of two variants differ by no more than either may lie off its own: half of what lies
    /// between the 5th and the 95th percentile.
    pub fn is_within(&self, other: &Self, objective: Objective) -> bool {
        let [a, b] = [self, other].map(|sample| {
            let spread = sample.spread();
            [&spread.p5, &spread.p50, &spread.p95].map(|t| t.by(objective))
        });
        let half = |[low, _, high]: [f64; 3]| (high - low) / 2.0;
        (a[1] - b[1]).abs() <= half(a).min(half(b))
    }

    /// The part of the draws in which another variant is better by an objective.
    pub fn worse_than(&self, other: &Self, objective: Objective) -> f64 {
        let i = Objective::ALL.iter().position(|o| *o == objective).unwrap_or_default();
        let worse = self.totals[i].iter().zip(&other.totals[i]).filter(|(own, other)| other < own).count();
        worse as f64 / DRAWS as f64
    }
}
