//! Countries: in which one a position lies, and how far a line runs through each.
//!
//! Areas of the countries around the theatre reach 12 nautical miles out to sea, those of others to the
//! coast. Where two overlap the first one counts.

use super::basemap::VectorLayer;
use super::layer::{Geometry, GeometryKind};
use crate::geo::{LonLat, lon_near, measure};

/// Bands of latitude to a degree.
const BANDS: f64 = 10.0;
/// Number of bands.
const COUNT: usize = 1801;
/// Stretches longer than this are followed along the shortest line, meters.
const STRETCH_M: f64 = 20_000.0;
/// The longitudes of the areas begin here.
const WEST: f64 = -30.0;

/// A country with its areas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166 code: two letters around the theatre, three digits elsewhere.
    pub id: String,
    /// English name.
    pub name: String,
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    from: LonLat,
    to: LonLat,
    country: u16,
}

/// All countries, ready for questions.
#[derive(Debug, Default)]
pub struct Countries {
    /// The countries; where areas overlap the first counts.
    pub list: Vec<Country>,
    edges: Vec<Edge>,
    /// Edges by band of latitude, from the south.
    bands: Vec<Vec<u32>>,
}

/// How far a line runs through a country.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passage {
    /// Index into [`Countries::list`]; `None` outside of all of them, which is the high sea.
    pub country: Option<usize>,
    /// Meters.
    pub meters: f64,
}

fn band(lat: f64) -> usize {
    (((lat + 90.0) * BANDS) as usize).min(COUNT - 1)
}

fn normal(lon: f64) -> f64 {
    WEST + (lon - WEST).rem_euclid(360.0)
}

impl Countries {
    /// Makes them from a layer of the base map whose rings say whose they are.
    #[must_use]
    pub fn new(layer: &VectorLayer) -> Self {
        let mut all = Self { bands: vec![Vec::new(); COUNT], ..Self::default() };
        for (country, feature) in (0_u16..).zip(&layer.features) {
            all.list.push(Country { id: feature.id.clone(), name: feature.names.en.to_string() });
            for ring in &feature.parts {
                // A ring that reaches beyond the seam is there a second time, a whole turn further east.
                let beyond = ring.iter().any(|p| p.lon < WEST);
                let turns: &[f64] = if beyond { &[0.0, 360.0] } else { &[0.0] };
                for (turn, pair) in turns.iter().flat_map(|t| ring.windows(2).map(move |w| (*t, w))) {
                    if let &[a, b] = pair {
                        let moved = |p: LonLat| LonLat::new(p.lon + turn, p.lat);
                        all.add(Edge { from: moved(a), to: moved(b), country });
                    }
                }
            }
        }
        all
    }

    fn add(&mut self, edge: Edge) {
        let number = self.edges.len() as u32;
        self.edges.push(edge);
        let (low, high) = (edge.from.lat.min(edge.to.lat), edge.from.lat.max(edge.to.lat));
        for list in self.bands.iter_mut().take(band(high) + 1).skip(band(low)) {
            list.push(number);
        }
    }

    fn in_bands(&self, low: f64, high: f64) -> impl Iterator<Item = &Edge> {
        let lists = self.bands.iter().take(band(high) + 1).skip(band(low));
        lists.flatten().filter_map(|i| self.edges.get(*i as usize))
    }

    /// The country of a position; `None` on the high sea.
    #[must_use]
    pub fn at(&self, position: LonLat) -> Option<usize> {
        let (x, y) = (normal(position.lon), position.lat);
        if !position.is_valid() {
            return None;
        }
        // Edges are few in a band, and so are the countries that they belong to.
        let mut odd: Vec<u16> = Vec::new();
        for edge in self.in_bands(y, y) {
            let (a, b) = (edge.from, edge.to);
            if (a.lat > y) != (b.lat > y) && x < a.lon + (y - a.lat) / (b.lat - a.lat) * (b.lon - a.lon) {
                match odd.iter().position(|c| *c == edge.country) {
                    Some(at) => drop(odd.swap_remove(at)),
                    None => odd.push(edge.country),
                }
            }
        }
        odd.into_iter().min().map(usize::from)
    }

    /// How far the lines of a shape, or the outlines of its areas, run through each country, in the order
    /// in which they are entered.
    #[must_use]
    pub fn passages(&self, geometry: &Geometry) -> Vec<Passage> {
        let mut sums: Vec<Passage> = Vec::new();
        geometry.each(&mut |kind, positions| {
            if matches!(kind, GeometryKind::Point | GeometryKind::MultiPoint) {
                return positions.points.iter().for_each(|p| add(&mut sums, self.at(*p), 0.0));
            }
            let mut here = None;
            for pair in positions.points.windows(2) {
                if let &[a, b] = pair
                    && a.is_valid()
                    && b.is_valid()
                {
                    self.follow(a, b, &mut here, &mut sums);
                }
            }
        });
        sums
    }

    /// Adds a stretch; `here` is the country at its start, if it is known.
    fn follow(&self, a: LonLat, b: LonLat, here: &mut Option<Option<usize>>, sums: &mut Vec<Passage>) {
        // Half a degree is at most 56 km: near enough to ask for the true distance.
        let near = (a.lon - b.lon).abs() < 0.1 && (a.lat - b.lat).abs() < 0.1;
        if near || measure::distance(a, b) <= STRETCH_M {
            return self.step(a, b, here, sums);
        }
        for pair in measure::great_circle(a, b, STRETCH_M).windows(2) {
            if let &[a, b] = pair {
                self.step(a, b, here, sums);
            }
        }
    }

    fn step(&self, a: LonLat, b: LonLat, here: &mut Option<Option<usize>>, sums: &mut Vec<Passage>) {
        let a = LonLat::new(normal(a.lon), a.lat);
        let b = LonLat::new(lon_near(b.lon, a.lon), b.lat);
        let at = |t: f64| LonLat::new(a.lon + (b.lon - a.lon) * t, a.lat + (b.lat - a.lat) * t);
        let mut cuts: Vec<f64> = self
            .in_bands(a.lat.min(b.lat), a.lat.max(b.lat))
            .filter_map(|e| crossing(a, b, e.from, e.to))
            .collect();
        if cuts.is_empty() {
            let country = *here.get_or_insert_with(|| self.at(at(0.5)));
            return add(sums, country, measure::distance(a, b));
        }
        cuts.extend([0.0, 1.0]);
        cuts.sort_by(f64::total_cmp);
        for pair in cuts.windows(2) {
            if let &[from, to] = pair
                && to > from
            {
                let country = self.at(at(0.5 * (from + to)));
                *here = Some(country);
                add(sums, country, measure::distance(at(from), at(to)));
            }
        }
    }
}

fn add(sums: &mut Vec<Passage>, country: Option<usize>, meters: f64) {
    match sums.iter_mut().find(|s| s.country == country) {
        Some(sum) => sum.meters += meters,
        None => sums.push(Passage { country, meters }),
    }
}

/// Where between `a` and `b`, 0 to 1, an edge is crossed.
fn crossing(a: LonLat, b: LonLat, c: LonLat, d: LonLat) -> Option<f64> {
    if a.lon.max(b.lon) < c.lon.min(d.lon) || c.lon.max(d.lon) < a.lon.min(b.lon) {
        return None;
    }
    let (rx, ry) = (b.lon - a.lon, b.lat - a.lat);
    let (sx, sy) = (d.lon - c.lon, d.lat - c.lat);
    let across = rx * sy - ry * sx;
    if across == 0.0 {
        return None;
    }
    let (qx, qy) = (c.lon - a.lon, c.lat - a.lat);
    let (t, u) = ((qx * sy - qy * sx) / across, (qx * ry - qy * rx) / across);
    ((0.0..=1.0).contains(&t) && (0.0..=1.0).contains(&u)).then_some(t)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::super::Names;
    use super::super::basemap::VectorFeature;
    use super::*;

    /// Two squares of two degrees side by side, the second with a hole.
    fn countries() -> Countries {
        let square = |west: f64, south: f64, side: f64| {
            let (e, n) = (west + side, south + side);
            [[west, south], [e, south], [e, n], [west, n], [west, south]].map(LonLat::from).to_vec()
        };
        let feature = |id: &str, parts| VectorFeature {
            class: "country".into(),
            names: Names { en: id.into(), ru: "".into(), ko: "".into() },
            id: id.into(),
            rank: 0,
            parts,
        };
        let a = feature("A", vec![square(178.0, -1.0, 2.0)]);
        let b = feature("B", vec![square(180.0, -1.0, 2.0), square(180.5, -0.5, 1.0)]);
        Countries::new(&VectorLayer { features: vec![a, b] })
    }

    #[test]
    fn positions_lie_in_their_country_on_both_sides_of_the_antimeridian() {
        let all = countries();
        let at = |lon, lat| all.at(LonLat::new(lon, lat));
        assert_eq!(at(179.0, 0.2), Some(0));
        assert_eq!(at(-179.8, 0.2), Some(1));
        assert_eq!(at(-179.0, 0.2), None, "that is the hole");
        assert_eq!(at(10.0, 0.2), None);
        assert_eq!(at(f64::NAN, 0.2), None);
    }

    #[test]
    fn a_line_is_divided_at_the_borders() {
        let all = countries();
        let line = Geometry::line(vec![LonLat::new(179.0, 0.0), LonLat::new(-177.0, 0.0)]);
        let passages = all.passages(&line);
        let degree = 111_319.49;
        let km: Vec<_> = passages.iter().map(|p| (p.country, (p.meters / degree * 100.0).round())).collect();
        assert_eq!(km, [(Some(0), 100.0), (Some(1), 100.0), (None, 200.0)]);
    }
}
