//! Datum shifts to WGS 84, with their sources and accuracies.
//!
//! Parameters are in the order of `+towgs84` of PROJ: meters, arc seconds of the position-vector
//! convention, parts per million. Registers that use the coordinate-frame convention have the
//! rotations with the other sign.

/// A shift and where it is from.
struct Shift {
    /// Beginnings of the datum's name, letters and digits only, lower case.
    names: &'static [&'static str],
    /// `+towgs84` parameters.
    parameters: &'static str,
    /// Stated accuracy, meters.
    accuracy: f64,
}

/// Pulkovo 1942: EPSG:5044, from GOST R 51794-2008 (SK-42 → PZ-90.02 → WGS 84); GOST 32453-2017
/// differs from it by decimeters. Stated accuracy 3 m.
const PULKOVO_1942: &str = "23.57,-140.95,-79.8,0,0.35,0.79,-0.22";
/// Pulkovo 1995: EPSG:5043, from GOST R 51794-2008. Stated accuracy 1 m.
const PULKOVO_1995: &str = "24.47,-130.89,-81.56,0,0,0.13,-0.22";
/// Korean 1985: EPSG:5191 is a Molodensky–Badekas shift (−145.907, 505.034, 685.756 m; 1.162, −2.347,
/// −1.592″; 6.342 ppm about −3159521.31, 4068151.32, 3748113.85 m); this is the same shift about the
/// center of the Earth. Stated accuracy 1 m.
const KOREAN_1985: &str = "-114.61998514,475.96296987,675.01832869,1.162,-2.347,-1.592,6.342";
/// Tokyo: EPSG:15484, stated accuracy 9 m (Japan).
const TOKYO: &str = "-146.414,507.337,680.507,0,0,0,0";
/// Beijing 1954: EPSG:15919 for the Yellow Sea, stated accuracy 15 m.
const BEIJING_1954: &str = "15.53,-113.82,-41.38,0,0,0.814,-0.38";
/// Systems that agree with WGS 84 within a meter, such as GSK-2011 by EPSG:9773.
const NULL: &str = "0,0,0,0,0,0,0";

/// Longer names first, where one begins another.
const SHIFTS: [Shift; 7] = [
    Shift {
        names: &["pulkovo1995", "sk95", "systemofcoordinates1995"],
        parameters: PULKOVO_1995,
        accuracy: 1.0,
    },
    Shift { names: &["pulkovo1942", "sk42", "ck42", "s42"], parameters: PULKOVO_1942, accuracy: 3.0 },
    Shift { names: &["koreandatum1985", "korean1985"], parameters: KOREAN_1985, accuracy: 1.0 },
    Shift { names: &["tokyo"], parameters: TOKYO, accuracy: 9.0 },
    Shift { names: &["beijing1954"], parameters: BEIJING_1954, accuracy: 15.0 },
    Shift { names: &["wgs1984", "wgs84", "worldgeodeticsystem1984"], parameters: NULL, accuracy: 0.0 },
    Shift {
        // EPSG states 1 m for each of these, because WGS 84 itself is not better defined.
        names: &[
            "gsk2011",
            "geodezicheskayasistema",
            "parametryzemli",
            "pz90",
            "geocentricdatumofkorea",
            "korea2000",
            "koreageodeticdatum",
            "kgd2002",
            "koreandatum1995",
            "korean1995",
            "japangeodeticdatum",
            "jgd20",
            "etrs",
            "europeanterrestrial",
            "itrf",
            "china2000",
            "cgcs2000",
            "chinageodetic",
        ],
        parameters: NULL,
        accuracy: 1.0,
    },
];

/// Shifts of the register that newer ones replace: the beginning of the old, the new.
const REPLACED: [(&str, &str); 3] = [
    ("23.92,-141.27,-80.9", PULKOVO_1942),
    ("25,-141,-78.5", PULKOVO_1942),
    ("24.82,-131.21,-82.66", PULKOVO_1995),
];

/// Completes a PROJ string: grids are left out, a datum shift that is missing is added by the name of
/// the datum, an outdated one replaced. Gives its accuracy in meters, if it is known.
pub(super) fn complete(definition: &str, datum: Option<&str>) -> (String, Option<f64>) {
    let mut words: Vec<String> =
        definition.split_whitespace().filter(|w| !opens_files(w)).map(str::to_owned).collect();
    if let Some(given) = words.iter_mut().find(|w| w.starts_with("+towgs84=")) {
        let replaced = REPLACED.iter().find(|(old, _)| given.get(9..).is_some_and(|g| g.starts_with(old)));
        if let Some((_, new)) = replaced {
            *given = format!("+towgs84={new}");
        }
        let accuracy = given.get(9..).and_then(accuracy_of);
        let accuracy = datum.and_then(by_name).map(|s| s.accuracy).or(accuracy);
        return (words.join(" "), accuracy);
    }
    if words.iter().any(|w| w == "+datum=WGS84") {
        return (words.join(" "), Some(0.0));
    }
    let shift = datum.and_then(by_name).or_else(|| by_name(if modern(&words) { "itrf" } else { "" }));
    let accuracy = shift.map(|shift| {
        words.push(format!("+towgs84={}", shift.parameters));
        shift.accuracy
    });
    (words.join(" "), accuracy)
}

/// Whether a completed PROJ string moves degrees at all.
pub(super) fn shifts(definition: &str) -> bool {
    let null = |list: &str| list.split(',').all(|n| n.parse() == Ok(0.0));
    definition.split_whitespace().filter_map(|w| w.strip_prefix("+towgs84=")).any(|list| !null(list))
}

/// Words of a PROJ string that name files.
fn opens_files(word: &str) -> bool {
    ["+nadgrids", "+geoidgrids", "+init", "+catalog", "+grids"].iter().any(|start| word.starts_with(start))
}

/// Whether the ellipsoid is one that only geocentric systems of our time use.
fn modern(words: &[String]) -> bool {
    words.iter().any(|w| matches!(w.as_str(), "+ellps=GRS80" | "+ellps=WGS84"))
}

fn by_name(name: &str) -> Option<&'static Shift> {
    let plain: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    // ESRI writes D_Pulkovo_1942 and GCS_Pulkovo_1942.
    let bare = plain.strip_prefix("gcs").unwrap_or(&plain);
    let starts = |text: &str| SHIFTS.iter().find(|s| s.names.iter().any(|n| text.starts_with(n)));
    starts(bare).or_else(|| starts(bare.strip_prefix('d')?))
}

fn accuracy_of(parameters: &str) -> Option<f64> {
    if parameters.split(',').all(|n| n.parse() == Ok(0.0)) {
        return Some(1.0);
    }
    let start = |text: &str| text.splitn(4, ',').take(3).map(|n| n.parse::<f64>().ok()).collect::<Vec<_>>();
    SHIFTS.iter().find(|s| start(s.parameters) == start(parameters)).map(|s| s.accuracy)
}
