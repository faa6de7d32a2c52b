//! Which columns hold the position: by their names in English, Russian and Korean, else by their values.

use super::super::angle;
use super::cell::is_shape;
use super::zone;

/// The columns that carry the position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// One column of well-known text.
    Wkt(usize),
    /// A column north (y, latitude) and a column east (x, longitude).
    Two {
        /// Latitude, northing, y.
        lat: usize,
        /// Longitude, easting, x.
        lon: usize,
    },
    /// One column with both numbers.
    Pair {
        /// The column.
        at: usize,
        /// Whether its name says that the longitude comes first.
        lon_first: bool,
    },
}

/// What a table offers for positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    /// The position.
    pub(super) place: Place,
    /// The height above sea level, meters.
    pub(super) height: Option<usize>,
    /// The zone of the UTM grid that the two columns of the position are in.
    pub(super) zone: Option<usize>,
    /// Whether only the values told which columns they are.
    pub(super) guessed: bool,
}

const LAT: [&str; 22] = [
    "lat",
    "latitude",
    "широта",
    "шир",
    "сш",
    "северная",
    "위도",
    "latitud",
    "lat84",
    "latwgs84",
    "широтаwgs84",
    "geolat",
    "gpslat",
    "gpslatitude",
    "latdd",
    "latdeg",
    "nlat",
    "북위",
    "latdecimal",
    "decimallatitude",
    "緯度",
    "纬度",
];
const LON: [&str; 26] = [
    "lon",
    "lng",
    "long",
    "longitude",
    "долгота",
    "долг",
    "вд",
    "восточная",
    "경도",
    "longitud",
    "lon84",
    "lonwgs84",
    "долготаwgs84",
    "geolon",
    "geolng",
    "gpslon",
    "gpslongitude",
    "londd",
    "lngdd",
    "londeg",
    "elon",
    "동경",
    "londecimal",
    "decimallongitude",
    "経度",
    "经度",
];
const NORTH: [&str; 6] = ["northing", "north", "northings", "n", "север", "북거"];
const EAST: [&str; 6] = ["easting", "east", "eastings", "e", "восток", "동거"];
const Y: [&str; 9] = ["y", "ycoord", "coordy", "pointy", "posy", "у", "коордy", "y좌표", "ykoord"];
const X: [&str; 9] = ["x", "xcoord", "coordx", "pointx", "posx", "х", "коордx", "x좌표", "xkoord"];
const HEIGHT: [&str; 16] = [
    "ele",
    "elev",
    "elevation",
    "alt",
    "altitude",
    "height",
    "h",
    "z",
    "высота",
    "выс",
    "отметка",
    "고도",
    "표고",
    "해발",
    "해발고도",
    "elevationm",
];
const BOTH: [&str; 20] = [
    "coordinates",
    "coords",
    "coordinate",
    "coord",
    "координаты",
    "координата",
    "좌표",
    "latlon",
    "latlng",
    "latlong",
    "latitudelongitude",
    "location",
    "position",
    "позиция",
    "местоположение",
    "геопозиция",
    "위치",
    "gps",
    "широтадолгота",
    "위경도",
];
const BOTH_LON_FIRST: [&str; 6] =
    ["lonlat", "lnglat", "longlat", "longitudelatitude", "долготаширота", "경위도"];

/// What is larger is no angle but a distance.
const BEYOND_DEGREES: f64 = 1_000.0;

/// Longer than this no name of a column is, bytes.
const LONGEST_NAME: usize = 200;

/// A name in small letters without signs between them, and the same without what stands in brackets.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How well a name fits a list: 3 whole, 2 without brackets or with units, 1 as a word of it, 0 not.
fn fit(name: &str, words: &[&str]) -> u8 {
    let whole = plain(name);
    if words.contains(&&*whole) {
        return 3;
    }
    let cut = name.split(['(', '[', ',', '°']).next().unwrap_or_default();
    if words.contains(&&*plain(cut)) {
        return 2;
    }
    let word = |w: &&str| words.contains(w) && w.chars().count() > 1;
    let lower = name.to_lowercase();
    u8::from(lower.split(|c: char| !c.is_alphanumeric()).any(|w| word(&w)))
}

fn best(names: &[String], words: &[&str]) -> Option<(usize, u8)> {
    let fits = names.iter().enumerate().map(|(at, name)| (at, fit(name, words)));
    fits.filter(|(_, fit)| *fit > 0).max_by_key(|(at, fit)| (*fit, usize::MAX - at))
}

/// Whether a row of names holds at least two that only positions have, or one that holds them whole.
pub(super) fn is_header(names: &[String]) -> bool {
    // A long value may hold any word.
    if names.iter().any(|name| name.len() > LONGEST_NAME || is_shape(name)) {
        return false;
    }
    by_name(names).is_some() || both(names).is_some() || names.iter().any(|n| is_wkt_name(n))
}

fn is_wkt_name(name: &str) -> bool {
    const NAMES: [&str; 9] = [
        "wkt",
        "geom",
        "geometry",
        "thegeom",
        "wktgeom",
        "wkbgeometry",
        "geometrywkt",
        "shapewkt",
        "геометрия",
    ];
    NAMES.contains(&&*plain(name))
}

fn by_name(names: &[String]) -> Option<Place> {
    let pairs: [(&[&str], &[&str]); 3] = [(&LAT, &LON), (&NORTH, &EAST), (&Y, &X)];
    let mut found = None;
    for (north, east) in pairs {
        let (Some(lat), Some(lon)) = (best(names, north), best(names, east)) else { continue };
        let score = lat.1.min(lon.1);
        if lat.0 != lon.0 && found.is_none_or(|(_, s)| score > s) {
            found = Some((Place::Two { lat: lat.0, lon: lon.0 }, score));
        }
    }
    found.map(|(place, _)| place)
}

fn both(names: &[String]) -> Option<(usize, bool)> {
    let lat_first = best(names, &BOTH).map(|(at, fit)| (at, fit, false));
    let lon_first = best(names, &BOTH_LON_FIRST).map(|(at, fit)| (at, fit, true));
    let found = lat_first.into_iter().chain(lon_first).max_by_key(|(_, fit, _)| *fit);
    found.map(|(at, _, lon_first)| (at, lon_first))
}

/// Finds the columns from the names and some rows of values.
pub(super) fn find(names: &[String], sample: &[Vec<String>]) -> Option<Columns> {
    let width = sample.iter().map(Vec::len).max().unwrap_or(0).max(names.len());
    let share = |at: usize, test: &dyn Fn(&str) -> bool| {
        let values = sample.iter().filter_map(|row| row.get(at)).filter(|v| !v.trim().is_empty());
        let (all, good) = values.fold((0, 0), |(all, good), v| (all + 1, good + usize::from(test(v))));
        all > 0 && 2 * good >= all
    };
    let height = best(names, &HEIGHT).filter(|(_, fit)| *fit > 1).map(|(at, _)| at);
    let zone = |place: Place| zone_beside(place, names, sample);
    let named = |place| Some(Columns { place, height, zone: zone(place), guessed: false });
    if let Some(at) = (0..width).find(|at| share(*at, &is_shape)) {
        return named(Place::Wkt(at));
    }
    if let Some(place) = by_name(names) {
        return named(place);
    }
    // A number with spaces between its thousands is no pair of numbers.
    let is_pair = |v: &str| angle::parse_number(v).is_none() && angle::parse_pair(v).is_some();
    if let Some((at, lon_first)) = both(names).filter(|(at, _)| share(*at, &is_pair)) {
        return named(Place::Pair { at, lon_first });
    }
    if let Some(at) = names.iter().position(|n| is_wkt_name(n)).filter(|at| !share(*at, &|_| true)) {
        return named(Place::Wkt(at));
    }
    let guessed = by_values(sample, width).or_else(|| {
        let at = (0..width).find(|at| share(*at, &is_pair))?;
        Some(Place::Pair { at, lon_first: false })
    })?;
    Some(Columns { place: guessed, height, zone: zone(guessed), guessed: true })
}

/// The column that states the zones of eastings and northings: one named so, of which most values are zones, where most
/// positions are beyond degrees.
fn zone_beside(place: Place, names: &[String], sample: &[Vec<String>]) -> Option<usize> {
    let Place::Two { lat, lon } = place else { return None };
    let (at, _) = best(names, &zone::NAMES).filter(|(at, _)| *at != lat && *at != lon)?;
    let number = |row: &[String], at: usize| angle::parse_number(row.get(at)?).map(|(n, _)| n);
    let stated = |row: &&Vec<String>| {
        let [north, east] = [lat, lon].map(|at| number(row, at));
        let zone = north.and_then(|north| zone::Zone::parse(row.get(at)?, north));
        zone.is_some() && east.is_some_and(|east| east.abs() > BEYOND_DEGREES)
    };
    let written = |row: &&Vec<String>| row.get(at).is_some_and(|v| !v.trim().is_empty());
    let rows = sample.iter().filter(written).count();
    (rows > 0 && 2 * sample.iter().filter(stated).count() >= rows).then_some(at)
}

/// The first two neighboring columns of numbers that can be a position; the one beyond 90 is the longitude.
fn by_values(sample: &[Vec<String>], width: usize) -> Option<Place> {
    let largest: Vec<Option<f64>> = (0..width).map(|at| largest_number(sample, at)).collect();
    for (at, pair) in largest.windows(2).enumerate() {
        let [Some(a), Some(b)] = *pair else { continue };
        let (first, second) = (at, at + 1);
        if a.max(b) <= 360.0 && a.min(b) <= 90.0 {
            return Some(match a > 90.0 {
                true => Place::Two { lat: second, lon: first },
                false => Place::Two { lat: first, lon: second },
            });
        }
        if a > 10_000.0 && b > 10_000.0 {
            return Some(Place::Two { lat: second, lon: first });
        }
    }
    None
}

/// The largest size of the numbers in a column, if nearly all its values are numbers with decimals or
/// coordinates with letters. Whole numbers alone are counts, years or names of posts.
fn largest_number(sample: &[Vec<String>], at: usize) -> Option<f64> {
    let (mut all, mut good, mut fractions, mut largest) = (0, 0, 0, 0.0_f64);
    for value in sample.iter().filter_map(|row| row.get(at)).filter(|v| !v.trim().is_empty()) {
        all += 1;
        let Some(angle) = angle::parse_angle(value) else { continue };
        good += 1;
        fractions += usize::from(angle.degrees.fract() != 0.0 || angle.axis.is_some());
        largest = largest.max(angle.degrees.abs());
    }
    (all > 0 && 10 * good >= 9 * all && 2 * fractions >= all).then_some(largest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn names_in_three_languages() {
        let two = |lat, lon| Some(Place::Two { lat, lon });
        assert_eq!(by_name(&names("name|lat|lon")), two(1, 2));
        assert_eq!(by_name(&names("X|Y|Name")), two(1, 0));
        assert_eq!(by_name(&names("Название|Долгота, °|Широта, °")), two(2, 1));
        assert_eq!(by_name(&names("с.ш.|в.д.|h")), two(0, 1));
        assert_eq!(by_name(&names("이름|위도(N)|경도(E)")), two(1, 2));
        assert_eq!(by_name(&names("id|Easting|Northing")), two(2, 1));
        assert_eq!(by_name(&names("x|y|latitude|longitude")), two(2, 3));
        assert_eq!(by_name(&names("start_lat|start_lng|name")), two(0, 1));
        assert_eq!(by_name(&names("name|length|depth")), None);
        assert_eq!(both(&names("имя|Координаты")), Some((1, false)));
        assert_eq!(both(&names("name|lon,lat")), Some((1, true)));
    }
}
