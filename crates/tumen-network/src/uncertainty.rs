//! How far totals can be trusted: the parameters drawn from their ranges many times, the same number wherever
//! the same parameter is used, so that variants are compared under the same circumstances.
//!
//! Each parameter is as often below its value as above it: half of the draws fall on either side, ever fewer toward the
//! end of the range. So the value of a variant lies in the middle of what is drawn, however lopsided a range is. The
//! draws come from a counter and the parameter's id, not from a clock: the same request gives the same percentiles.

use super::quantity::{Days, Kilometers, TonnesCo2, Usd};
use super::request::{Driver, Objective, Spread, Totals};
use std::collections::BTreeMap;
use tumen_core::model::Id;

/// So many draws.
pub const DRAWS: usize = 2000;
/// So many parameters are named as those that matter most.
const DRIVERS: usize = 3;
/// Of two variants that are equal either is better in this part of the draws at least.
const NEARLY_NONE: f64 = 0.2;
/// Medians that differ by less than this part are equal, whoever wins the draws: ports and railways differ by as much, and one
/// number stands for all of them.
const NEAR: f64 = 0.1;
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

/// The value at a part of the probability: a triangle on either side of the value, each with half of the draws.
fn halved(d: &Drawn, u: f64) -> f64 {
    if u < 0.5 {
        d.low + (d.value - d.low).max(0.0) * (2.0 * u).sqrt()
    } else {
        d.high - (d.high - d.value).max(0.0) * (2.0 * (1.0 - u)).sqrt()
    }
}

impl Draws {
    fn of(&mut self, d: &Drawn) -> &[f64] {
        self.known.entry(d.id.clone()).or_insert_with(|| {
            let seed = seed_of(&d.id);
            let unit = |i: usize| (mix(seed.wrapping_add(i as u64)) >> 11) as f64 / (1_u64 << 53) as f64;
            (0..DRAWS).map(|i| halved(d, unit(i))).collect()
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

    /// Whether two variants cannot be told apart by an objective: neither is better in more than four of five
    /// draws, or, length apart, their medians differ by less than one port differs from the next, of which the parameters
    /// know nothing.
    pub fn is_alike(&self, other: &Self, objective: Objective) -> bool {
        let better = self.better_than(other, objective);
        let [a, b] = [self, other].map(|sample| sample.spread().p50.by(objective));
        let near = objective != Objective::Distance && (a - b).abs() <= a.min(b) * NEAR;
        near || (NEARLY_NONE..=1.0 - NEARLY_NONE).contains(&better)
    }

    /// The part of the draws in which a variant is better than another by an objective; ties count half.
    pub fn better_than(&self, other: &Self, objective: Objective) -> f64 {
        let i = Objective::ALL.iter().position(|o| *o == objective).unwrap_or_default();
        let won = |(own, other): (&f64, &f64)| match own.total_cmp(other) {
            std::cmp::Ordering::Less => 2,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Greater => 0_usize,
        };
        let halves: usize = self.totals[i].iter().zip(&other.totals[i]).map(won).sum();
        halves as f64 / (2 * DRAWS) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dollars(parts: &[(&str, f64, [f64; 3])], draws: &mut Draws) -> Sample {
        let product = |(id, amount, [value, low, high]): &(&str, f64, [f64; 3])| {
            let drawn = Drawn { id: (*id).into(), value: *value, low: *low, high: *high };
            Product { amount: *amount, times: vec![drawn], over: None }
        };
        let terms = Terms { usd: parts.iter().map(product).collect(), ..Terms::default() };
        draws.sample(&[terms], Objective::Cost).unwrap()
    }

    #[test]
    fn a_value_is_the_median_of_its_draws_however_lopsided_its_range() {
        for range in [[4.0, 2.0, 10.0], [10.5, 8.3, 10.5], [1.0, 1.0, 1.0], [8.0, 1.0, 9.0]] {
            let spread = dollars(&[("a", 1.0, range)], &mut Draws::default()).spread();
            let [low, middle, high] = [spread.p5, spread.p50, spread.p95].map(|t| t.usd.0);
            assert!((middle - range[0]).abs() < range[0] * 0.02, "{middle} of {range:?}");
            assert!(range[1] <= low && low <= middle && middle <= high && high <= range[2], "{range:?}");
        }
    }

    #[test]
    fn ways_are_equal_only_if_neither_is_better_in_most_draws() {
        let mut draws = Draws::default();
        let rail = dollars(&[("rail", 94.0, [1.0, 0.8, 1.2])], &mut draws);
        let sea = dollars(&[("sea", 67.0, [1.0, 0.8, 1.2])], &mut draws);
        let other = dollars(&[("other", 90.0, [1.0, 0.8, 1.2])], &mut draws);
        // One port beside the next: the same parameters, a little more of one.
        let port = dollars(&[("rail", 96.0, [1.0, 0.8, 1.2])], &mut draws);
        let alike = |a: &Sample, b: &Sample| {
            let told = a.is_alike(b, Objective::Cost);
            assert_eq!(told, b.is_alike(a, Objective::Cost), "not symmetric");
            let both = a.better_than(b, Objective::Cost) + b.better_than(a, Objective::Cost);
            assert!((both - 1.0).abs() < 1e-9);
            told
        };
        assert!(!alike(&rail, &sea) && !alike(&port, &sea));
        assert!(alike(&rail, &other) && alike(&rail, &port) && alike(&rail, &rail));
        assert!(rail.better_than(&port, Objective::Cost) > 0.999);
    }
}
