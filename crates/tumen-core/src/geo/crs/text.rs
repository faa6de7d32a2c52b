//! Systems by what files write: codes, names, addresses, well-known text, PROJ strings.

use super::{Crs, CrsError};
use crate::geo::LonLat;
use crate::message;
use crate::message::Message;

/// Longer descriptions are refused: real ones have below 5,000 bytes.
const LONGEST: usize = 64 << 10;
/// Deeper nesting is refused, because the parser of well-known text recurses.
const DEEPEST: usize = 32;

pub(super) fn from_text(text: &str) -> Result<Crs, CrsError> {
    let text = text.trim().trim_start_matches('\u{feff}').trim();
    if text.len() > LONGEST {
        return Err(CrsError::Unusable(message!("notice-too-long")));
    }
    if text.starts_with('+') {
        return Crs::of_definition(text.to_owned(), String::new(), text, None);
    }
    if text.contains(['[', '(']) && text.contains('"') {
        return from_wkt(text);
    }
    let upper = text.to_ascii_uppercase();
    let plain: String = upper.chars().filter(char::is_ascii_alphanumeric).collect();
    if upper.ends_with("CRS84")
        || upper.ends_with("CRS84H")
        || matches!(plain.as_str(), "WGS84" | "GCSWGS1984")
    {
        return Ok(Crs::wgs84());
    }
    let known = upper.contains("EPSG") || upper.contains("ESRI") || upper.bytes().all(|b| b.is_ascii_digit());
    match code_in(&upper) {
        Some(code) if known => Crs::epsg(code),
        _ => by_name(text).ok_or_else(|| CrsError::UnknownText(text.chars().take(80).collect())),
    }
}

pub(super) fn from_wkt(wkt: &str) -> Result<Crs, CrsError> {
    let wkt = wkt.trim().trim_start_matches('\u{feff}').trim().trim_end_matches('\0');
    let outline = Outline::of(wkt)?;
    if let Some(crs) = outline.code.and_then(|code| Crs::epsg(code).ok()) {
        return Ok(named(crs, outline.name));
    }
    let lower = wkt.to_ascii_lowercase();
    if ["web_mercator", "mercator_auxiliary_sphere", "pseudo-mercator"].iter().any(|n| lower.contains(n)) {
        return Ok(Crs::web_mercator());
    }
    let square = with_square_brackets(wkt);
    let definition = proj4wkt::wkt_to_projstring(&square)
        .map_err(|e| CrsError::Unusable(Message::verbatim(e.to_string())))?;
    let name = outline.name.to_owned();
    let crs = Crs::of_definition(name.clone(), name, &definition, outline.datum)?;
    // A name of ESRI leads to the code, if the parameters say the same.
    Ok(match by_name(outline.name) {
        Some(known) if agree(&known, &crs) => known,
        _ if crs.is_identity() && crs.accuracy_m() == Some(0.0) => Crs::wgs84(),
        _ => crs,
    })
}

fn named(mut crs: Crs, name: &str) -> Crs {
    if crs.name == crs.id && !name.is_empty() {
        name.clone_into(&mut crs.name);
    }
    crs
}

/// Whether two systems place the same numbers within ten meters of each other.
fn agree(a: &Crs, b: &Crs) -> bool {
    let samples = [LonLat::new(130.7, 42.6), LonLat::new(135.0, 48.4), LonLat::new(127.0, 37.5)];
    let (mut here, mut back) = (samples, samples);
    if a.from_wgs84(&mut here).is_err() || b.from_wgs84(&mut back).is_err() {
        return false;
    }
    let tolerance = if a.is_geographic() { 1e-4 } else { 10.0 };
    let near =
        |(p, q): (&LonLat, &LonLat)| (p.lon - q.lon).abs() < tolerance && (p.lat - q.lat).abs() < tolerance;
    a.is_geographic() == b.is_geographic() && here.iter().zip(&back).all(near)
}

/// Systems that ESRI writes without a code: `WGS_1984_UTM_Zone_52N`, `Pulkovo_1942_GK_Zone_22`.
fn by_name(name: &str) -> Option<Crs> {
    let plain: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    let plain = plain
        .replace("gausskruger", "gk")
        .replace("kgd2002", "korea2000")
        .replace("korea2000korea", "korea2000");
    let zone = |start: &str, end: &str, base: u32, last: u32| {
        let zone: u32 = plain.strip_prefix(start)?.strip_suffix(end)?.parse().ok()?;
        (1..=last).contains(&zone).then_some(base + zone)
    };
    let code = zone("wgs1984utmzone", "n", 32_600, 60)
        .or_else(|| zone("wgs84utmzone", "n", 32_600, 60))
        .or_else(|| zone("wgs84utm", "n", 32_600, 60))
        .or_else(|| zone("utm", "n", 32_600, 60))
        .or_else(|| zone("wgs1984utmzone", "s", 32_700, 60))
        .or_else(|| zone("pulkovo1942gkzone", "", 28_400, 32))
        .or_else(|| zone("pulkovo1995gkzone", "", 20_000, 32))
        .or_else(|| zone("gsk2011gkzone", "", 20_900, 32))
        // With an N at its end ESRI means the grid without the zone in its eastings.
        .or_else(|| zone("pulkovo1942gkzone", "n", 2490, 32))
        .or_else(|| zone("pulkovo1995gkzone", "n", 2459, 32));
    let fixed = || {
        Some(match plain.as_str() {
            "gcspulkovo1942" | "pulkovo1942" => 4284,
            "gcspulkovo1995" | "pulkovo1995" => 4200,
            "gcsgsk2011" | "gsk2011" => 7683,
            "gcskoreandatum1985" | "korean1985" => 4162,
            "gcskorea2000" | "korea2000" => 4737,
            "gcstokyo" | "tokyo" => 4301,
            "korea2000unifiedcoordinatesystem" | "korea2000unifiedcs" => 5179,
            "korea2000westbelt2010" => 5185,
            "korea2000centralbelt2010" => 5186,
            "korea2000eastbelt2010" => 5187,
            "korean1985modifiedkoreacentralbelt" | "korean1985modifiedcentralbelt" => 5174,
            "korean1985modifiedkoreaeastbelt" | "korean1985modifiedeastbelt" => 5176,
            _ => return None,
        })
    };
    Crs::epsg(code.or_else(fixed)?).ok()
}

/// The first number of four digits or more after the name of the register, if there is one: versions
/// (`EPSG:9.8:5179`, `EPSG/0/3857`) are shorter, and what follows (`4326+5773`) is a height system.
fn code_in(upper: &str) -> Option<u32> {
    let start = ["EPSG", "ESRI"].iter().filter_map(|name| upper.find(name)).min().unwrap_or(0);
    let numbers = upper.get(start..)?.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|digits| digits.len() >= 4).find_map(|digits| digits.parse().ok())
}

/// What is read from well-known text before it is parsed.
struct Outline<'a> {
    name: &'a str,
    datum: Option<&'a str>,
    code: Option<u32>,
}

impl<'a> Outline<'a> {
    /// Name, datum and code of the outermost authority, with one look at each byte.
    fn of(wkt: &'a str) -> Result<Self, CrsError> {
        if wkt.len() > LONGEST {
            return Err(CrsError::Unusable(message!("notice-too-long")));
        }
        let mut outline = Self { name: "", datum: None, code: None };
        let (mut depth, mut word, mut from) = (0_usize, "", 0_usize);
        let mut pieces = wkt.split('"');
        let mut outside = pieces.next().unwrap_or_default();
        loop {
            for (at, c) in outside.char_indices() {
                match c {
                    '[' | '(' => {
                        depth += 1;
                        word = outside.get(from..at).unwrap_or_default().trim();
                    }
                    ']' | ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                if matches!(c, '[' | '(' | ']' | ')' | ',') {
                    from = at + c.len_utf8();
                }
                if depth > DEEPEST {
                    return Err(CrsError::Unusable(message!("notice-nested-too-deep")));
                }
            }
            let opens = outside.trim_end().ends_with(['[', '(']);
            let Some(quoted) = pieces.next() else { break };
            outside = pieces.next().unwrap_or_default();
            from = 0;
            if opens {
                outline.take(depth, word, quoted, outside);
            }
        }
        Ok(outline)
    }

    /// Takes the first quoted text of an element; `after` is what follows its closing quote.
    fn take(&mut self, depth: usize, word: &str, quoted: &'a str, after: &'a str) {
        let is = |names: &[&str]| names.iter().any(|n| word.eq_ignore_ascii_case(n));
        if depth == 1 {
            self.name = quoted;
        }
        if self.datum.is_none() && is(&["DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE"]) {
            self.datum = Some(quoted);
        }
        if depth == 2 && is(&["AUTHORITY", "ID"]) && ["EPSG", "ESRI"].contains(&quoted) {
            self.code = code(after);
        }
    }
}

/// The code after `AUTHORITY["EPSG"`: `,"4326"]` has its own quotes, `,4326]` of WKT 2 has none.
fn code(after: &str) -> Option<u32> {
    let digits = after.trim_start_matches([',', ' ', '"']);
    digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// Well-known text may use round brackets; the parser wants square ones.
fn with_square_brackets(wkt: &str) -> String {
    let mut quoted = false;
    let square = |c: char| {
        quoted ^= c == '"';
        match c {
            '(' if !quoted => '[',
            ')' if !quoted => ']',
            other => other,
        }
    };
    wkt.chars().map(square).collect()
}
