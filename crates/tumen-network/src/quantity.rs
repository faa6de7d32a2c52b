//! Quantities of the cost model, each a type of its own, so that a day is never added to a dollar.
//!
//! Only the products that mean something exist: kilometers over kilometers a day are days,
//! tonne-kilometers times dollars per tonne-kilometer are dollars.

use std::iter::Sum;
use std::ops::{Add, Div, Mul};

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(pub f64);

        impl Add for $name {
            type Output = Self;

            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
                all.fold(Self(0.0), Add::add)
            }
        }

        impl Mul<f64> for $name {
            type Output = Self;

            fn mul(self, factor: f64) -> Self {
                Self(self.0 * factor)
            }
        }
    };
}

quantity!(
    /// Kilometers.
    Kilometers
);
quantity!(
    /// Days.
    Days
);
quantity!(
    /// United States dollars.
    Usd
);
quantity!(
    /// Metric tonnes of cargo.
    Tonnes
);
quantity!(
    /// Twenty-foot equivalent units.
    Teu
);
quantity!(
    /// Tonnes of CO₂ equivalent.
    TonnesCo2
);
quantity!(
    /// Tonne-kilometers.
    TonneKm
);
quantity!(
    /// TEU-kilometers.
    TeuKm
);
quantity!(
    /// Kilometers a day, stops along the line included.
    KmPerDay
);
quantity!(
    /// Dollars per tonne-kilometer.
    UsdPerTonneKm
);
quantity!(
    /// Dollars per TEU-kilometer.
    UsdPerTeuKm
);
quantity!(
    /// Dollars per tonne.
    UsdPerTonne
);
quantity!(
    /// Dollars per TEU.
    UsdPerTeu
);
quantity!(
    /// Grams of CO₂ equivalent per tonne-kilometer.
    GramsPerTonneKm
);
quantity!(
    /// Tonnes of cargo in a TEU.
    TonnesPerTeu
);

macro_rules! product {
    ($left:ident * $right:ident = $result:ident) => {
        impl Mul<$right> for $left {
            type Output = $result;

            fn mul(self, other: $right) -> $result {
                $result(self.0 * other.0)
            }
        }
    };
}

product!(Tonnes * Kilometers = TonneKm);
product!(Teu * Kilometers = TeuKm);
product!(TonneKm * UsdPerTonneKm = Usd);
product!(TeuKm * UsdPerTeuKm = Usd);
product!(Tonnes * UsdPerTonne = Usd);
product!(Teu * UsdPerTeu = Usd);

impl Mul<GramsPerTonneKm> for TonneKm {
    type Output = TonnesCo2;

    fn mul(self, factor: GramsPerTonneKm) -> TonnesCo2 {
        /// Grams in a tonne.
        const GRAMS: f64 = 1e6;
        TonnesCo2(self.0 * factor.0 / GRAMS)
    }
}

impl Div<KmPerDay> for Kilometers {
    type Output = Days;

    /// Standing still takes for ever.
    fn div(self, speed: KmPerDay) -> Days {
        Days(if speed.0 > 0.0 { self.0 / speed.0 } else { f64::INFINITY })
    }
}

impl Div<TonnesPerTeu> for Tonnes {
    type Output = Teu;

    /// Boxes are whole: the last one is paid for even if it is half empty.
    fn div(self, load: TonnesPerTeu) -> Teu {
        Teu(if load.0 > 0.0 { (self.0 / load.0).ceil() } else { 0.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_keep_their_units() {
        let work = Tonnes(40_000.0) * Kilometers(1000.0);
        assert_eq!(work * UsdPerTonneKm(0.006), Usd(240_000.0));
        assert_eq!(work * GramsPerTonneKm(10.0), TonnesCo2(400.0));
        assert_eq!(Kilometers(1000.0) / KmPerDay(500.0), Days(2.0));
        assert_eq!(Tonnes(25.0) / TonnesPerTeu(12.0), Teu(3.0));
        assert_eq!([Days(1.0), Days(2.5)].into_iter().sum::<Days>(), Days(3.5));
    }
}
