#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
use super::*;
use Format::{Csv, GeoJson, GeoJsonSeq, Gpx, Kml, Kmz, PositionList, Project, Shapefile, TopoJson, Wkt};

fn format(text: &str) -> Format {
    sniff("file", text.as_bytes()).unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

fn code(bytes: &[u8]) -> &'static str {
    match sniff("file", bytes) {
        Ok(found) => panic!("taken for {}: {:?}", found.name(), String::from_utf8_lossy(bytes)),
        Err(error) => {
            assert!(!error.hint().is_empty());
            error.code()
        }
    }
}

/// A zip archive of stored empty entries; with or without the list at its end.
fn zip(names: &[&str], whole: bool) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for name in names {
        let (at, length) = (out.len() as u32, (name.len() as u16).to_le_bytes());
        out.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        out.extend(length);
        out.extend([0, 0]);
        out.extend(name.as_bytes());
        list.extend(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        list.extend(length);
        list.extend([0; 12]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    if whole {
        let at = (out.len() as u32).to_le_bytes();
        out.extend(&list);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend([(names.len() as u16).to_le_bytes(); 2].concat());
        out.extend((list.len() as u32).to_le_bytes());
        out.extend(at);
        out.extend([0, 0]);
    }
    out
}

#[test]
fn json_of_all_kinds() {
    let cases = [
        (r#"{"type":"FeatureCollection","features":[]}"#, GeoJson),
        (r#"{"features":[{"type":"Feature"}],"type":"FeatureCollection"}"#, GeoJson),
        ("\u{feff} {\"type\" : \"Point\", \"coordinates\":[1,2]}", GeoJson),
        (r#"{"type":"FeatureCollection","features":[{"type":"Feature","geom"#, GeoJson),
        (r#"[{"type":"Feature"}]"#, GeoJson),
        (r#"{"type":"Topology","arcs":[]}"#, TopoJson),
        (r#"{"arcs":[],"objects":{"a":{"type":"GeometryCollection"}}}"#, TopoJson),
        ("{\"type\":\"Feature\"}\n{\"type\":\"Feature\"}\n", GeoJsonSeq),
        ("\u{1e}{\"type\":\"Feature\"}\n", GeoJsonSeq),
        (r#"{"type":"Feature","properties":{"a":"}{"}}"#, GeoJson),
        ("[[131.1, 43.2], [132, 44]]", PositionList),
        ("{\"tumen\":2}\n{\"layer\":{}}", Project),
    ];
    for (text, wanted) in cases {
        assert_eq!(format(text), wanted, "{text}");
    }
    let long = format!("{{\"type\":\"Feature\",\"a\":\"{}\"}}\n", "x".repeat(100_000));
    assert_eq!((format(&long), format(&long.repeat(2))), (GeoJson, GeoJsonSeq));
    assert_eq!(code(br#"{"name":"package","version":"1"}"#), "unknown-format");
    assert_eq!(code(br#"{"geometryType":"esriGeometryPoint","features":[]}"#), "unknown-format");
}

#[test]
fn xml_of_all_kinds() {
    let cases = [
        ("<gpx version=\"1.1\">", Gpx),
        ("\u{feff}<?xml version='1.0'?>\n<!-- <kml> --><gpx:gpx xmlns:gpx=\"x\">", Gpx),
        ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"<c>\">]><kml>", Kml),
        ("  \n<kml", Kml),
        ("<Placemark><Point/></Placemark>", Kml),
        ("garbage before <?xml version=\"1.0\"?><gpx>", Gpx),
    ];
    for (text, wanted) in cases {
        assert_eq!(format(text), wanted, "{text}");
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sniff("f", &utf16).unwrap(), wanted, "{text} in UTF-16");
    }
    let wide: Vec<u8> = "\u{feff}<gpx>".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(sniff("f", &wide).unwrap(), Gpx);
    for (text, wanted) in [
        ("<!DOCTYPE html><html>", "web-page"),
        ("<!doctype HTML PUBLIC>", "web-page"),
        ("<html>", "web-page"),
        ("<svg>", "picture"),
        ("<?xml version=\"1.0\"?><osm>", "osm-data"),
        ("<wfs:FeatureCollection>", "unknown-format"),
        ("<ServiceExceptionReport>", "web-page"),
        ("<other/>", "unknown-format"),
        ("<", "unknown-format"),
    ] {
        assert_eq!(code(text.as_bytes()), wanted, "{text}");
    }
}

#[test]
fn tables_lists_and_well_known_text() {
    let cases = [
        ("name,lat,lon\nRajin,42.1,130.2\n", Csv),
        ("Название;Широта;Долгота\nХасан;42,4;130,6\n", Csv),
        ("id\tx\ty\n1\t2\t3", Csv),
        ("wkt\nPOINT(1 2)", Csv),
        ("lat,lon\n1,2\n", Csv),
        ("1,2,3,4,5\n2,3,4,5,6", Csv),
        ("POINT (1 2)", Wkt),
        ("SRID=4326;linestring z(1 2 3, 4 5 6)", Wkt),
        ("MULTIPOLYGONZM EMPTY", Wkt),
        ("42.1, 130.2", PositionList),
        ("42,1234 131,5678\n42,1 130,2", PositionList),
        ("42°25′30″N 130°38'E", PositionList),
        ("42.1;130.2;5\n\n42.2;130.3;6\n", PositionList),
        ("N42 25.5 E130 38.2", PositionList),
    ];
    for (text, wanted) in cases {
        assert_eq!(format(text), wanted, "{text}");
    }
    let cyrillic = encoding_rs::WINDOWS_1251.encode("имя;широта;долгота\nХасан;42,4;130,6").0;
    assert_eq!(sniff("f", &cyrillic).unwrap(), Csv);
    let korean = encoding_rs::EUC_KR.encode("이름,위도,경도\n나진,42.2,130.3").0;
    assert_eq!(sniff("f", &korean).unwrap(), Csv);
    assert_eq!(code(b"Dear all,\nplease find attached\nthe route.\n"), "unknown-format");
    assert_eq!(format("$GPGGA,123519,4807.038,N\n"), Format::Nmea);
    assert_eq!(format("OziExplorer Track Point File Version 2.1\r\nWGS 84\r\n"), Format::Ozi);
    assert_eq!(format("AXXX001\r\nHFDTE160701\r\n"), Format::Igc);
    assert_eq!(format("<TrainingCenterDatabase>"), Format::Tcx);
    assert_eq!(code(b"  0\nSECTION\n  2\nHEADER"), "cad-drawing");
}

#[test]
fn archives_by_what_they_hold() {
    for whole in [true, false] {
        assert_eq!(sniff("f", &zip(&["doc.kml", "files/a.png"], whole)).unwrap(), Kmz);
        assert_eq!(sniff("f", &zip(&["__MACOSX/x.kml", "A/LINE.SHP"], whole)).unwrap(), Shapefile);
        assert_eq!(code(&zip(&["[Content_Types].xml", "xl/workbook.xml"], whole)), "office-file");
        assert_eq!(code(&zip(&["mimetype", "content.xml"], whole)), "office-file");
        assert_eq!(code(&zip(&["a.gpx"], whole)), "archive");
    }
    assert_eq!(code(b"PK\x05\x06"), "archive");
    assert_eq!(code(b"PK"), "archive");
}

#[test]
fn binary_files_are_named() {
    let mut shape = vec![0, 0, 0x27, 0x0a];
    shape.resize(100, 0);
    assert_eq!(sniff("a.shp", &shape).unwrap(), Shapefile);
    assert_eq!(sniff("a.shx", &shape).unwrap_err().code(), "shapefile-part");
    shape.extend([0, 0, 0, 50]);
    assert_eq!(code(&shape), "shapefile-part");
    let mut dbase = vec![3, 124, 5, 6, 0, 0, 0, 0, 65, 0, 10, 0];
    dbase.resize(80, 0);
    let mut tar = vec![b'a'; 257];
    tar.extend(b"ustar\0");
    let cases: [(&[u8], &str); 14] = [
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"GIF89a\x01\0", "picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture"),
        (b"II*\0\x08\0", "picture"),
        (b"%PDF-1.7", "pdf"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (b"\x1f\x8b\x08", "archive"),
        (&tar, "archive"),
        (b"AC1027\0\0", "cad-drawing"),
        (b"MZ\x90\0", "program"),
        (&dbase, "shapefile-part"),
        (b"PROJCS[\"Pulkovo\"", "shapefile-part"),
        (&[0; 1000], "unknown-format"),
    ];
    for (bytes, wanted) in cases {
        assert_eq!(code(bytes), wanted, "{bytes:?}");
    }
    assert_eq!(code(b""), "empty-file");
    assert_eq!(code(b" \n\t"), "empty-file");
    assert_eq!(sniff("f", b"SQLite format 3\0").unwrap(), Format::GeoPackage);
    assert_eq!(sniff("f", b"fgb\x03fgb\0").unwrap(), Format::FlatGeobuf);
}

#[test]
fn anything_gets_an_answer() {
    let mut seed = 7_u64;
    let mut random = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    let starts: [&[u8]; 8] =
        [b"", b"{\"type\":\"", b"<?xml", b"PK\x03\x04", b"<!DOCTYPE [", b"SRID=", b"[[", b"\0\0\x27\x0a"];
    let mut noise = 0;
    for round in 0..20_000 {
        let mut bytes = starts[round % starts.len()].to_vec();
        let alphabet: &[u8] =
            if round % 3 == 0 { b"{}[]\":,<>!-?PK\x01\x02\x03\x04\x05\x06\\ " } else { &[] };
        for _ in 0..random() % 300 {
            let byte = random();
            bytes.push(if alphabet.is_empty() { byte as u8 } else { alphabet[byte % alphabet.len()] });
        }
        noise += usize::from(sniff("f", &bytes).is_err());
    }
    assert!(noise > 10_000, "{noise}");
    let deep = "[".repeat(1 << 20);
    let _ = sniff("f", deep.as_bytes());
    for (unit, times) in
        [("PK\x03\x04\0\0\x08\0", 200_000), ("<!--", 300_000), ("{\"", 300_000), ("1,", 1_000_000)]
    {
        let _ = sniff("f", unit.repeat(times).as_bytes());
    }
}
