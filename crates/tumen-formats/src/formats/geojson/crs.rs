//! The `crs` member of older GeoJSON.

use crate::formats::json::Scanner;
use crate::input::StatedCrs;

/// What a `crs` member says. A link is named but never opened.
pub fn stated(raw: &str) -> StatedCrs {
    let mut texts = Vec::new();
    let mut scanner = Scanner::new(raw, u64::MAX);
    while let Some(byte) = scanner.peek() {
        if byte != b'"' {
            scanner.at += 1;
            continue;
        }
        let Ok(text) = scanner.string() else { break };
        // The word that stands before a colon is a key.
        if scanner.peek() != Some(b':') {
            texts.push(text.into_owned());
        }
    }
    // `{"type": "EPSG", "properties": {"code": 4326}}` of the oldest ones.
    if texts.first().is_some_and(|t| t.eq_ignore_ascii_case("epsg")) {
        let digits: String = raw.chars().filter(char::is_ascii_digit).collect();
        return digits.parse().map_or(StatedCrs::Unstated, StatedCrs::Epsg);
    }
    match texts.iter().find(|t| !matches!(t.as_str(), "name" | "link" | "proj4" | "esriwkt" | "ogcwkt")) {
        Some(name) => named(name),
        None => StatedCrs::Unstated,
    }
}

/// The system of a name such as `urn:ogc:def:crs:EPSG::32652`.
fn named(name: &str) -> StatedCrs {
    let upper = name.trim().to_ascii_uppercase();
    if upper.ends_with("CRS84") || upper.ends_with("CRS84H") {
        return StatedCrs::Wgs84;
    }
    let code = upper.rsplit([':', '/', '#']).next().and_then(|code| code.parse().ok());
    match code {
        Some(code) if upper.contains("EPSG") && !upper.ends_with(".PRJ") => StatedCrs::Epsg(code),
        _ => StatedCrs::Other(name.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_understood() {
        let named = |name: &str| stated(&format!(r#"{{"type":"name","properties":{{"name":"{name}"}}}}"#));
        assert_eq!(named("urn:ogc:def:crs:OGC:1.3:CRS84"), StatedCrs::Wgs84);
        assert_eq!(named("urn:ogc:def:crs:EPSG::32652"), StatedCrs::Epsg(32652));
        assert_eq!(named("EPSG:5179"), StatedCrs::Epsg(5179));
        assert_eq!(named("http://www.opengis.net/def/crs/EPSG/0/5186"), StatedCrs::Epsg(5186));
        assert_eq!(named("Pulkovo 1942"), StatedCrs::Other("Pulkovo 1942".to_owned()));
        assert_eq!(stated(r#"{"type":"EPSG","properties":{"code":28422}}"#), StatedCrs::Epsg(28422));
        let link = r#"{"type":"link","properties":{"href":"http://example.com/a.prj","type":"proj4"}}"#;
        assert_eq!(stated(link), StatedCrs::Other("http://example.com/a.prj".to_owned()));
        assert_eq!(stated("null"), StatedCrs::Unstated);
    }
}
