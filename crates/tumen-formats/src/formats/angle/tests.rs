#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;
use proptest::prelude::*;

#[track_caller]
fn is(text: &str, degrees: f64, axis: Option<Axis>) {
    let angle = parse_angle(text).unwrap_or_else(|| panic!("{text:?} was not understood"));
    assert!((angle.degrees - degrees).abs() < 1e-9, "{text:?} gave {}", angle.degrees);
    assert_eq!(angle.axis, axis, "{text:?}");
}

#[test]
fn one_coordinate_in_many_ways() {
    let dms = 43.0 + 6.0 / 60.0 + 54.5 / 3600.0;
    is("131.9", 131.9, None);
    is(" -131.9 ", -131.9, None);
    is("\u{2212}131,9", -131.9, None);
    is("131,9", 131.9, None);
    is("1.319e2", 131.9, None);
    for text in [
        "43°06'54.5\"N",
        "43 06 54.5 N",
        "N43°06′54,5″",
        "43°06'54.5''N",
        "43:06:54.5 N",
        "43d06m54.5s N",
        "43° 6' 54.5\" с. ш.",
        "43°06′54.5″ северной широты",
        "북위 43도 6분 54.5초",
    ] {
        is(text, dms, Some(Axis::Lat));
    }
    is("43°06'54.5\"", dms, None);
    is("N43.115", 43.115, Some(Axis::Lat));
    is("43.115° S", -43.115, Some(Axis::Lat));
    is("-43.115 S", -43.115, Some(Axis::Lat));
    is("43°06.9′ с. ш.", 43.115, Some(Axis::Lat));
    is("131°53′ в.д.", 131.0 + 53.0 / 60.0, Some(Axis::Lon));
    is("131°53′ з.д.", -131.0 - 53.0 / 60.0, Some(Axis::Lon));
    is("동경 131도 53분", 131.0 + 53.0 / 60.0, Some(Axis::Lon));
    is("170W", -170.0, Some(Axis::Lon));
    is("lat 43.115", 43.115, Some(Axis::Lat));
}

#[test]
fn what_is_no_coordinate() {
    for text in
        ["", "abc", "1e999", "nan", "inf", "43°66'", "1 2 3 4", "12.5 km", "43 N E", "--5", "°", "N", "-"]
    {
        assert_eq!(parse_angle(text), None, "{text:?}");
    }
}

#[track_caller]
fn pair(text: &str, lon: f64, lat: f64) {
    let place = parse_pair(text).unwrap_or_else(|| panic!("{text:?} was not understood"));
    assert!((place.lon - lon).abs() < 1e-9 && (place.lat - lat).abs() < 1e-9, "{text:?} gave {place:?}");
}

#[test]
fn pairs_in_many_ways() {
    for text in [
        "43.115, 131.885",
        "43.115,131.885",
        "43.115 131.885",
        "43,115; 131,885",
        "43,115, 131,885",
        "43,115 131,885",
        "(43.115, 131.885)",
        "43.115° N, 131.885° E",
        "131.885 E, 43.115 N",
        "N43.115 E131.885",
        "N 43.115 E 131.885",
        "43.115N131.885E",
        "43.115/131.885",
        "lat: 43.115, lon: 131.885",
        "lon 131.885 lat 43.115",
        "43°06.9' с. ш. 131°53.1' в. д.",
        "43 06.9 131 53.1",
        "북위 43.115도 동경 131.885도",
    ] {
        pair(text, 131.885, 43.115);
    }
    pair("43°06'54\"N131°53'06\"E", 131.885, 43.115);
    pair("43, 131", 131.0, 43.0);
    pair("-43.5, -131", -131.0, -43.5);
    assert_eq!(parse_pair("43.115"), None);
    assert_eq!(parse_pair("43 N, 44 N"), None);
    assert_eq!(parse_pair("Хасан"), None);
}

#[test]
fn grouped_numbers() {
    assert_eq!(parse_number("4 775 123,5"), Some((4_775_123.5, true)));
    assert_eq!(parse_number("4\u{a0}775\u{a0}123.5"), Some((4_775_123.5, false)));
    assert_eq!(parse_number("x"), None);
}

proptest! {
    #[test]
    fn formatted_values_come_back(seconds in -648_000_000_i64..648_000_000, style in 0..6) {
        // Thousandths of a second of arc.
        let degrees = seconds as f64 / 3_600_000.0;
        let size = seconds.unsigned_abs();
        let (d, m, s) = (size / 3_600_000, size / 60_000 % 60, (size % 60_000) as f64 / 1000.0);
        let side = if seconds < 0 { 'W' } else { 'E' };
        let sign = if seconds < 0 { "-" } else { "" };
        let text = match style {
            0 => format!("{degrees}"),
            1 => format!("{d}°{m:02}'{s:06.3}\"{side}"),
            2 => format!("{side} {d} {m} {s}"),
            3 => format!("{sign}{d}:{m}:{s}"),
            4 => format!("{sign}{d}° {m}′ {}″", s.to_string().replace('.', ",")),
            _ => format!("{d}°{}'{side}", m as f64 + s / 60.0),
        };
        let angle = parse_angle(&text).unwrap();
        prop_assert!((angle.degrees - degrees).abs() < 1e-9, "{} gave {}", text, angle.degrees);
    }

    #[test]
    fn any_text_is_answered(text in "[-+0-9.,°'\"NSEWnsew шдсв:;/ 도분초]{0,60}") {
        let _ = (parse_angle(&text), parse_pair(&text));
    }
}
