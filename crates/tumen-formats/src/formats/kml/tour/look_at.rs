//! A box of degrees as a look from above, and back.
//!
//! Google Earth shows 60 degrees across its picture. A picture of 16 : 9 is assumed: the box is whole in any
//! that is as wide or wider.

use super::tree::{Node, Tree};
use tumen_core::geo::{GeoBox, LonLat, measure, wrap_lon};
use tumen_core::model::Date;
use tumen_core::model::date::Period;

/// Half of what is seen across, per meter of distance: the tangent of 30°.
const ACROSS: f64 = 0.577_350_269_189_625_8;
/// The same for what is seen upwards.
const UPWARDS: f64 = ACROSS * 9.0 / 16.0;
/// Meters in a degree of latitude.
const DEGREE_M: f64 = 111_195.0;
/// A camera tilted further looks over the horizon; it is taken as tilted so far, degrees.
const MOST_TILTED: f64 = 75.0;
/// A box has at least this half size and this half size at most, degrees.
const HALF: [f64; 2] = [1e-5, 89.0];

/// A look straight down: the middle in degrees, and how far away the eye is, meters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LookAt {
    pub(super) at: LonLat,
    pub(super) range: f64,
}

impl LookAt {
    /// The look that shows a box whole.
    pub(super) fn of(shown: impl Into<GeoBox>) -> Self {
        let GeoBox { west, south, east, north } = shown.into();
        let wide = if east < west { east + 360.0 - west } else { east - west };
        let at = LonLat::new(wrap_lon(west + wide / 2.0), f64::midpoint(south, north));
        let half = [wide / 2.0 * DEGREE_M * at.lat.to_radians().cos(), (north - south) / 2.0 * DEGREE_M];
        Self { at, range: (half[0] / ACROSS).max(half[1] / UPWARDS) }
    }

    /// The box that the look shows.
    pub(super) fn bounds(&self) -> GeoBox {
        let [least, most] = HALF;
        let up = (self.range * UPWARDS / DEGREE_M).clamp(least, most);
        let shrunk = self.at.lat.to_radians().cos().max(0.01);
        let wide = (self.range * ACROSS / DEGREE_M / shrunk).clamp(least, most * 2.0);
        let LonLat { lon, lat } = self.at;
        let south = (lat - up).max(-90.0);
        let north = (lat + up).min(90.0).max(south + least);
        GeoBox::new(wrap_lon(lon - wide), south, wrap_lon(lon + wide), north)
    }

    /// Whether another look shows the same, as far as programs keep their digits.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let near = |a: f64, b: f64, within: f64| (a - b).abs() <= within;
        near(self.at.lon, other.at.lon, 1e-6)
            && near(self.at.lat, other.at.lat, 1e-6)
            && near(self.range, other.range, 1e-4 * self.range + 0.01)
    }
}

/// What a view of KML says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct View {
    pub(super) look: LookAt,
    pub(super) as_of: Option<Date>,
    /// Whether it is tilted or turned, which a map is not.
    pub(super) askew: bool,
}

/// Reads the `LookAt` or `Camera` of an element, if it is somewhere on the Earth.
pub(super) fn view(tree: &Tree, parent: &Node) -> Option<View> {
    let node = tree.children(parent).find(|n| matches!(n.name.as_str(), "LookAt" | "Camera"))?;
    let number = |name| tree.number(node, name).unwrap_or(0.0);
    let at = LonLat::new(number("longitude"), number("latitude"));
    if !at.is_valid() || at.lon.abs() > 360.0 {
        return None;
    }
    let (heading, tilt) = (number("heading"), number("tilt"));
    let look = match node.name.as_str() {
        "LookAt" => LookAt { at: at.wrapped(), range: number("range").max(1.0) },
        _ => from_camera(at, number("altitude").max(1.0), heading, tilt),
    };
    let askew = [heading, tilt, number("roll")].iter().any(|angle| angle.abs() > 0.5);
    Some(View { look, as_of: as_of(tree, node), askew })
}

/// What a camera has in the middle of its picture.
fn from_camera(at: LonLat, altitude: f64, heading: f64, tilt: f64) -> LookAt {
    let tilt = tilt.clamp(0.0, MOST_TILTED).to_radians();
    let ahead = altitude * tilt.tan();
    let at = if ahead > 1.0 { measure::destination(at, heading, ahead) } else { at };
    LookAt { at: at.wrapped(), range: altitude / tilt.cos() }
}

/// The last day of the time that a view states.
fn as_of(tree: &Tree, node: &Node) -> Option<Date> {
    let stamp = tree.child(node, "TimeStamp").and_then(|stamp| tree.text(stamp, "when"));
    let span = || {
        let span = tree.child(node, "TimeSpan")?;
        tree.text(span, "end").or_else(|| tree.text(span, "begin"))
    };
    let text = stamp.or_else(span)?;
    let day = text.get(..10).unwrap_or(text);
    day.parse::<Period>().ok().map(|period| period.last)
}
