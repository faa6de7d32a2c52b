//! Pictures laid on the ground: the outline that they fill.

use crate::formats::number::parse_f64;
use crate::formats::xml::unescape;
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{OwnStyle, Positions};

/// The outline of a `GroundOverlay`, closed and counterclockwise: its box, turned as it says, or its four corners.
pub(super) fn outline(raw: &str) -> Option<Positions> {
    let corners = quadrangle(raw).or_else(|| turned_box(raw))?;
    let [first, ..] = corners;
    let ring: Vec<LonLat> = corners.into_iter().chain([first]).collect();
    ring.iter().all(|p| p.is_valid()).then(|| Positions::new(ring))
}

/// The style of the outline: no fill, because the picture is not there to be seen through it.
pub(super) fn style() -> OwnStyle {
    OwnStyle { fill: Some(tumen_core::model::layer::Color([0, 0, 0, 0])), ..OwnStyle::default() }
}

/// The text of the first element of a name.
pub(super) fn text_of(raw: &str, name: &str) -> Option<String> {
    let (_, rest) = raw.split_once(&format!("<{name}>"))?;
    let (text, _) = rest.split_once(&format!("</{name}>"))?;
    let text = text.trim();
    match text.strip_prefix("<![CDATA[").and_then(|t| t.strip_suffix("]]>")) {
        Some(plain) => Some(plain.to_owned()),
        None => Some(unescape(text).0.into_owned()),
    }
}

fn number(raw: &str, name: &str) -> Option<f64> {
    parse_f64(text_of(raw, name)?.trim().as_bytes()).filter(|n| n.is_finite())
}

/// `LatLonBox`, turned counterclockwise about its middle.
fn turned_box(raw: &str) -> Option<[LonLat; 4]> {
    let [north, south, east, west] = ["north", "south", "east", "west"].map(|side| number(raw, side));
    let (north, south, mut east, west) = (north?, south?, east?, west?);
    if east < west {
        east += 360.0;
    }
    let middle = LonLat::new(0.5 * (west + east), 0.5 * (south + north));
    let (sin, cos) = number(raw, "rotation").unwrap_or_default().to_radians().sin_cos();
    // Degrees east are shorter than degrees north.
    let squeeze = middle.lat.to_radians().cos().max(1e-6);
    let turned = |(lon, lat): (f64, f64)| {
        let (x, y) = ((lon - middle.lon) * squeeze, lat - middle.lat);
        LonLat::new(middle.lon + (x * cos - y * sin) / squeeze, middle.lat + x * sin + y * cos)
    };
    Some([(west, south), (east, south), (east, north), (west, north)].map(turned))
}

/// `gx:LatLonQuad`: four corners, the lower left one first, counterclockwise.
fn quadrangle(raw: &str) -> Option<[LonLat; 4]> {
    let (_, quad) = raw.split_once("LatLonQuad")?;
    let text = text_of(quad, "coordinates")?;
    let corner = |tuple: &str| {
        let mut numbers = tuple.split(',').map(|n| parse_f64(n.trim().as_bytes()));
        Some(LonLat::new(numbers.next()??, numbers.next()??))
    };
    let corners: Option<Vec<LonLat>> = text.split_ascii_whitespace().map(corner).collect();
    corners?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_corners() {
        let plain =
            "<GroundOverlay><LatLonBox><north>43</north><south>42</south><east>131</east><west>130</west>";
        let ring = outline(&format!("{plain}</LatLonBox></GroundOverlay>")).unwrap();
        assert_eq!(ring.points.first(), Some(&LonLat::new(130.0, 42.0)));
        assert!(ring.is_closed() && ring.len() == 5);
        let half = outline(&format!("{plain}<rotation>180</rotation></LatLonBox></GroundOverlay>")).unwrap();
        assert!((half.points[0].lon - 131.0).abs() < 1e-9 && (half.points[0].lat - 43.0).abs() < 1e-9);
        let quad = "<gx:LatLonQuad><coordinates>130,42 131,42 131,43 130,43</coordinates></gx:LatLonQuad>";
        assert_eq!(outline(quad), Some(ring));
        assert_eq!(outline("<GroundOverlay/>"), None);
    }
}
