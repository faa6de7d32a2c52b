//! Corridors: lines with a mode, a kind, a status per part, and their published lengths.

use super::{Confidence, Id, Names};
use crate::geo::{LonLat, measure};

/// How goods, energy or people move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Railway.
    Rail,
    /// Road.
    Road,
    /// Ship.
    Sea,
    /// Pipeline.
    Pipeline,
    /// Electric power line.
    Power,
    /// Aircraft.
    Air,
}

/// How a corridor's line was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Geometry {
    /// Follows the base map's railway between the via points.
    RailNetwork,
    /// Straight (geodesic) between the via points.
    Waypoints,
    /// The great circle between the via points.
    GreatCircle,
}

impl Geometry {
    /// The word for files and screens.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::RailNetwork => "rail-network",
            Self::Waypoints => "waypoints",
            Self::GreatCircle => "great-circle",
        }
    }
}

/// One via point of a corridor: place id (empty for a shape point), longitude, latitude.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(from = "(Id, f64, f64)")]
pub struct Via {
    /// The place passed; empty for a shape point.
    pub place: Id,
    /// Where the line passes it.
    pub position: LonLat,
}

impl From<(Id, f64, f64)> for Via {
    fn from((place, lon, lat): (Id, f64, f64)) -> Self {
        Self { place, position: LonLat::new(lon, lat) }
    }
}

/// A length as a source publishes it.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedLength {
    /// Kilometers.
    pub value: f64,
    /// Who says so.
    pub source: Id,
    /// How sure it is.
    #[serde(default)]
    pub confidence: Confidence,
    /// When it was published.
    #[serde(default)]
    pub date: String,
    /// Between which points, counted how.
    #[serde(default)]
    pub note: String,
}

/// A part of a corridor between two of its via points with a status of its own.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// Place id of the via point where it begins.
    pub from: Id,
    /// Place id of the via point where it ends.
    pub to: Id,
    /// The corridor whose status it has, where it is the same line.
    pub same_as: Option<Id>,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

/// Gauge as files give it: one number or a list (dual-gauge track), millimeters.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(from = "GaugeText")]
pub struct Gauges(pub Vec<u32>);

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum GaugeText {
    One(u32),
    Many(Vec<u32>),
}

impl From<GaugeText> for Gauges {
    fn from(text: GaugeText) -> Self {
        match text {
            GaugeText::One(gauge) => Self(vec![gauge]),
            GaugeText::Many(gauges) => Self(gauges),
        }
    }
}

/// A line on the map that stands for a way of moving something.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corridor {
    /// Stable id.
    pub id: Id,
    /// The project it belongs to.
    pub project: Id,
    /// Kind id, as in `data/kinds.toml`: decides the color.
    pub kind: Id,
    /// How things move on it.
    pub mode: Mode,
    /// Its names.
    pub names: Names,
    /// How its line was made.
    pub geometry: Geometry,
    /// Whether the line is a chain of named places rather than an alignment.
    #[serde(default)]
    pub schematic: bool,
    /// How far the drawn line may lie from the real or planned one, meters.
    pub accuracy_m: f64,
    /// Track gauges, millimeters; empty if it is no railway or not known.
    #[serde(default)]
    pub gauge_mm: Gauges,
    /// Line voltage, kilovolts.
    pub voltage_kv: Option<f64>,
    /// Lengths as published, which may disagree.
    #[serde(default)]
    pub published_km: Vec<PublishedLength>,
    /// Whether it has the status of its project as long as no event is its own.
    #[serde(default = "yes")]
    pub follows_project: bool,
    /// Parts with a status of their own.
    #[serde(default)]
    pub segments: Vec<Segment>,
    /// Sources; at least one.
    #[serde(default)]
    pub sources: Vec<Id>,
    /// What to know about the line.
    #[serde(default)]
    pub note: String,
    /// The points it passes, in order.
    pub via: Vec<Via>,
    /// The line between each pair of via points (one fewer than there are via points), filled in
    /// after reading. Longitudes unwrapped and continuous; neighbors share their end point.
    #[serde(skip)]
    pub legs: Vec<Vec<LonLat>>,
    /// Legs that could not follow the railway and are drawn straight.
    #[serde(skip)]
    pub straight_legs: usize,
}

fn yes() -> bool {
    true
}

impl Corridor {
    /// The target that events of a segment have: `corridor:from>to`.
    #[must_use]
    pub fn target_of(&self, segment: &Segment) -> String {
        format!("{}:{}>{}", self.id, segment.from, segment.to)
    }

    /// The whole line, shared points once.
    #[must_use]
    pub fn line(&self) -> Vec<LonLat> {
        join(&self.legs)
    }

    /// Length along the ellipsoid, meters, of the line as drawn.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        self.legs.iter().map(|leg| measure::length(leg)).sum()
    }

    /// The legs of a segment, as a range; `None` if its ends are not via points in that order.
    #[must_use]
    pub fn legs_of(&self, segment: &Segment) -> Option<std::ops::Range<usize>> {
        let from = self.via.iter().position(|v| v.place == segment.from)?;
        let to = from + self.via[from..].iter().position(|v| v.place == segment.to)?;
        (to > from).then_some(from..to)
    }

    /// Whether its segments make up the whole line, so that all there is to tell of it is told of them.
    #[must_use]
    pub fn is_all_segments(&self) -> bool {
        !self.segments.is_empty() && self.segment_of_legs().iter().all(Option::is_some)
    }

    /// For each leg the segment it belongs to, if any; the last listed one wins.
    #[must_use]
    pub fn segment_of_legs(&self) -> Vec<Option<usize>> {
        let mut of = vec![None; self.via.len().saturating_sub(1)];
        for (i, segment) in self.segments.iter().enumerate() {
            for leg in self.legs_of(segment).into_iter().flatten() {
                of[leg] = Some(i);
            }
        }
        of
    }
}

/// Legs joined to one line, shared points once.
#[must_use]
pub fn join(legs: &[Vec<LonLat>]) -> Vec<LonLat> {
    let mut line: Vec<LonLat> = Vec::with_capacity(legs.iter().map(Vec::len).sum());
    for leg in legs {
        let skip = usize::from(line.last().is_some() && line.last() == leg.first());
        line.extend_from_slice(&leg[skip..]);
    }
    line
}

#[cfg(test)]
impl Corridor {
    pub(crate) fn sample(id: &str, project: &str) -> Self {
        let text = format!(
            "id = '{id}'\nproject = '{project}'\nkind = 'railway'\nmode = 'rail'\nnames = {{ en = 'Line' }}\n\
             geometry = 'waypoints'\naccuracy_m = 100\nvia = [['a', 130.0, 42.0], ['b', 131.0, 42.0]]"
        );
        toml::from_str(&text).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_cover_their_legs() {
        let mut corridor = Corridor::sample("x", "y");
        corridor.via =
            ["a", "b", "c", "d"].map(|p| Via { place: p.into(), position: LonLat::default() }).to_vec();
        let segment = |from: &str, to: &str| Segment {
            from: from.into(),
            to: to.into(),
            same_as: None,
            note: String::new(),
        };
        corridor.segments = vec![segment("a", "c"), segment("d", "a")];
        assert_eq!(corridor.segment_of_legs(), vec![Some(0), Some(0), None]);
    }

    #[test]
    fn joined_legs_share_their_ends_once() {
        let p = |x: f64| LonLat::new(x, 0.0);
        assert_eq!(join(&[vec![p(0.0), p(1.0)], vec![p(1.0), p(2.0)]]).len(), 3);
    }
}
