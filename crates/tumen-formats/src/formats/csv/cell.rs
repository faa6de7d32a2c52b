//! Shapes in one cell of a table: well-known text, its binary form in hexadecimal digits (also with the number of
//! a reference system, as PostGIS writes it), and GeoJSON.

use crate::formats::budget::{Budget, Flaw};
use crate::formats::{geojson, wkb, wkt};
use crate::input::{Input, Limits, ReadError, StatedCrs, Watch};
use tumen_core::diag::Report;
use tumen_core::message;
use tumen_core::model::layer::Geometry;

/// The least digits of a binary shape: byte order, kind and a count.
const LEAST_DIGITS: usize = 18;

/// Whether a value begins like a shape.
pub(super) fn is_shape(value: &str) -> bool {
    wkt::begins(value) || binary_start(value).is_some() || is_geojson(value)
}

/// Reads a shape, with the system that it states.
///
/// # Errors
/// Why it is none, or that reading must end.
pub(super) fn read(text: &str, limits: &Limits, watch: &Watch) -> Result<(StatedCrs, Geometry), Flaw> {
    if is_geojson(text) {
        return json(text, limits, watch);
    }
    if binary_start(text).is_some() {
        let bytes = bytes_of(text).ok_or_else(|| Flaw::Bad(message!("notice-odd-digit-among")))?;
        let geometry = wkb::read(&bytes, &mut Budget::new(limits))?;
        let crs = wkb::srid(&bytes).map_or(StatedCrs::Unstated, StatedCrs::Epsg);
        return Ok((crs, geometry));
    }
    let (srid, geometry) = wkt::parse_with_srid(text, limits.depth).map_err(|e| Flaw::Bad(e.message()))?;
    Ok((srid.filter(|srid| *srid > 0).map_or(StatedCrs::Unstated, StatedCrs::Epsg), geometry))
}

/// What a value means that was read before; nothing if it is no shape.
pub(super) fn read_again(text: &str) -> Option<Geometry> {
    let limits = Limits { depth: u64::MAX, ..Limits::default() };
    read(text, &limits, &Watch::default()).ok().map(|(_, geometry)| geometry)
}

fn is_geojson(value: &str) -> bool {
    let value = value.trim_start();
    let near = value.get(..value.floor_char_boundary(400)).unwrap_or_default();
    value.starts_with('{')
        && ["\"coordinates\"", "\"geometries\"", "\"geometry\""].iter().any(|key| near.contains(key))
}

fn json(text: &str, limits: &Limits, watch: &Watch) -> Result<(StatedCrs, Geometry), Flaw> {
    let mut report = Report::new();
    let read = geojson::read(&Input::of("", text.as_bytes(), limits, watch), &mut report);
    let mut layers = match read {
        Ok(layers) => layers,
        Err(error @ (ReadError::Stopped(_) | ReadError::Limit { .. })) => return Err(error.into()),
        Err(error) => return Flaw::bad(error.message()),
    };
    if let Some(notice) = report.notices().iter().find(|_| report.has_errors()) {
        return Flaw::bad(notice.message.clone());
    }
    let Some(raw) = layers.pop() else { return Flaw::bad(message!("notice-no-shape")) };
    match raw.layer.features.first() {
        Some(feature) => Ok((raw.crs, feature.geometry.clone())),
        None => Flaw::bad(message!("notice-no-shape")),
    }
}

/// The digits of a value that begins as a binary shape does: byte order, then a kind that there is.
fn binary_start(value: &str) -> Option<&str> {
    let value = value.trim();
    let digits = ["\\x", "0x", "0X"].iter().find_map(|start| value.strip_prefix(start)).unwrap_or(value);
    let head = digits.get(..10).filter(|_| digits.len() >= LEAST_DIGITS)?;
    let mut head_bytes = [0_u8; 5];
    for (byte, pair) in head_bytes.iter_mut().zip(head.as_bytes().chunks_exact(2)) {
        *byte = byte_of(pair)?;
    }
    let [order, kind @ ..] = head_bytes;
    let kind = match order {
        0 => u32::from_be_bytes(kind),
        1 => u32::from_le_bytes(kind),
        _ => return None,
    };
    let plain = (kind & 0x1fff_ffff) % 1000;
    let thousands = (kind & 0x1fff_ffff) / 1000;
    let rest = digits.as_bytes().iter().take(200).all(u8::is_ascii_hexdigit);
    (rest && (1..=17).contains(&plain) && thousands <= 3).then_some(digits)
}

fn bytes_of(value: &str) -> Option<Vec<u8>> {
    let digits = binary_start(value)?.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    digits.chunks_exact(2).map(byte_of).collect()
}

fn byte_of(pair: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*pair.get(at)?).to_digit(16);
    u8::try_from(16 * digit(0)? + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tumen_core::geo::LonLat;

    fn point(text: &str) -> (StatedCrs, Geometry) {
        assert!(is_shape(text), "{text}");
        read(text, &Limits::default(), &Watch::default()).unwrap()
    }

    #[test]
    fn a_point_in_every_spelling() {
        let at = Geometry::point(LonLat::new(130.6, 42.4));
        let plain = "010100000033333333335360403333333333334540";
        for text in [
            plain.to_owned(),
            plain.to_uppercase(),
            format!("\\x{plain}"),
            format!("0x{plain}"),
            "00000000014060533333333333404533 3333333333".replace(' ', ""),
            "POINT(130.6 42.4)".to_owned(),
            r#"{"type":"Point","coordinates":[130.6,42.4]}"#.to_owned(),
            r#"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[130.6,42.4]}}"#
                .to_owned(),
        ] {
            assert_eq!(point(&text).1, at, "{text}");
        }
        let (crs, found) = point("0101000020E610000033333333335360403333333333334540");
        assert_eq!((crs, found), (StatedCrs::Epsg(4326), at.clone()));
        assert_eq!(point("SRID=5179;POINT(130.6 42.4)").0, StatedCrs::Epsg(5179));
    }

    #[test]
    fn other_digits_are_no_shapes() {
        for text in
            ["0100000000000000000000000000000000000000", "0101000000", "131.5", "{}", "010203040506070809AB"]
        {
            assert!(!is_shape(text), "{text}");
        }
        let cut = "01010000003333333333536040333333";
        assert!(matches!(read(cut, &Limits::default(), &Watch::default()), Err(Flaw::Bad(_))));
    }

    #[test]
    fn well_known_text_is_seen() {
        for value in
            ["POINT(1 2)", "point z (1 2 3)", "PointZM (1 2 3 4)", "SRID=4326;POINT(1 2)", "POINT EMPTY"]
        {
            assert!(wkt::begins(value), "{value}");
        }
        assert!(!wkt::begins("Point 3, north") && !wkt::begins("Pointe") && !wkt::begins(""));
    }
}
