#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../../../../../tests/common/shapefile_builder.rs"]
mod builder;

use super::*;
use crate::input::{Limits, Watch};
use builder::{Shp, dbf};
use tumen_core::model::layer::{Geometry, GeometryKind, Positions, Value};

const PRJ: &str = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\"]]";

/// Reads a main file with some neighbors.
fn read_with(shp: &[u8], sidecars: &[(&str, &[u8])]) -> (Result<Vec<RawLayer>, ReadError>, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let find = |e: &str| sidecars.iter().find(|(name, _)| *name == e).map(|(_, b)| b.to_vec());
    let input = Input { sidecars: &find, ..Input::of("lines/road.shp", shp, &limits, &watch) };
    (read(&input, &mut report), report)
}

fn shapes(shp: &[u8]) -> (Vec<Geometry>, Report) {
    let (read, report) = read_with(shp, &[("prj", PRJ.as_bytes())]);
    let layer = read.unwrap().remove(0).layer;
    (layer.features.iter().map(|f| f.geometry.clone()).collect(), report)
}

fn ring(x: f64, y: f64, size: f64, clockwise: bool) -> Vec<[f64; 3]> {
    let mut ring =
        vec![[x, y, 1.0], [x, y + size, 2.0], [x + size, y + size, 3.0], [x + size, y, 4.0], [x, y, 1.0]];
    if !clockwise {
        ring.reverse();
    }
    ring
}

fn lines() -> Shp {
    let line = |x: f64| vec![[x, 43.0, 5.0], [x + 1.0, 44.0, 6.0]];
    Shp::new(13).parts(&[line(130.0)], &[]).parts(&[line(131.0), line(132.0)], &[]).parts(&[line(133.0)], &[])
}

#[test]
fn points_of_all_types() {
    for (kind, heights) in [(1, vec![]), (11, vec![7.5]), (21, vec![])] {
        let (found, _) = shapes(&Shp::new(kind).point([130.3, 42.25, 7.5]).null().build());
        let Geometry::Point(p) = &found[0] else { panic!("{found:?}") };
        assert_eq!((p.points[0].lon, p.points[0].lat, p.heights()), (130.3, 42.25, &heights[..]));
        assert_eq!(found[1], Geometry::None);
    }
    for (kind, high) in [(8, false), (18, true), (28, false)] {
        let (found, _) = shapes(&Shp::new(kind).parts(&[ring(0.0, 0.0, 1.0, true)], &[]).build());
        let Geometry::MultiPoint(p) = &found[0] else { panic!("{found:?}") };
        assert_eq!((p.len(), p.heights().len()), (5, if high { 5 } else { 0 }));
    }
}

#[test]
fn lines_of_all_types() {
    for (kind, high) in [(3, false), (13, true), (23, false)] {
        let part = |x: f64| vec![[x, 1.0, 5.0], [x, 2.0, 6.0]];
        let file = Shp::new(kind).parts(&[part(1.0)], &[]).parts(&[part(1.0), part(2.0)], &[]);
        let (found, report) = shapes(&file.build());
        assert_eq!(report.notices().len(), 1, "{report:?}");
        assert_eq!(found[0].kind(), GeometryKind::LineString);
        let Geometry::MultiLineString(parts) = &found[1] else { panic!("{found:?}") };
        assert_eq!(
            (parts.len(), parts[1].points[1].lat, parts[1].heights().len()),
            (2, 2.0, if high { 2 } else { 0 })
        );
    }
}

#[test]
fn holes_find_their_ring() {
    for kind in [5, 15, 25] {
        let rings = [
            ring(0.0, 0.0, 10.0, true),
            ring(20.0, 0.0, 10.0, true),
            ring(22.0, 2.0, 2.0, false),
            ring(2.0, 2.0, 2.0, false),
        ];
        let (found, _) = shapes(&Shp::new(kind).parts(&rings, &[]).build());
        let Geometry::MultiPolygon(areas) = &found[0] else { panic!("{found:?}") };
        let starts: Vec<Vec<f64>> =
            areas.iter().map(|a| a.iter().map(|r| r.points[0].lon).collect()).collect();
        assert_eq!(starts, [[0.0, 2.0], [20.0, 22.0]]);
    }
    // All rings run the same way: what lies inside is a hole.
    let (found, _) =
        shapes(&Shp::new(5).parts(&[ring(0.0, 0.0, 10.0, true), ring(2.0, 2.0, 2.0, true)], &[]).build());
    assert!(matches!(&found[0], Geometry::Polygon(rings) if rings.len() == 2));
    // A hole without a ring around it is an area.
    let (found, _) = shapes(&Shp::new(5).parts(&[ring(0.0, 0.0, 1.0, false)], &[]).build());
    assert!(matches!(&found[0], Geometry::Polygon(rings) if rings.len() == 1));
}

#[test]
fn patches_become_areas() {
    let parts = [ring(0.0, 0.0, 10.0, true), ring(2.0, 2.0, 2.0, false), ring(20.0, 0.0, 1.0, true)];
    let (found, report) = shapes(&Shp::new(31).parts(&parts, &[2, 3, 0]).build());
    assert!(matches!(&found[0], Geometry::MultiPolygon(areas) if areas.len() == 2 && areas[0].len() == 2));
    assert_eq!(report.count("multipatch"), 1);
}

#[test]
fn a_cut_file_gives_what_comes_before() {
    let whole = lines().build();
    let (all, report) = shapes(&whole);
    assert_eq!((all.len(), report.count("truncated")), (3, 0));
    for cut in 100..whole.len() {
        let (found, report) = shapes(&whole[..cut]);
        assert_eq!(found, all[..found.len()], "cut at {cut}");
        assert!(report.count("truncated") > 0);
    }
    assert_eq!(read_with(&whole[..60], &[]).0.unwrap_err().code(), "truncated");
}

#[test]
fn reading_goes_on_after_a_lying_length() {
    let mut bytes = lines().build();
    let second = 100 + 8 + i32::from_be_bytes(bytes[104..108].try_into().unwrap()) as usize * 2;
    bytes[second + 4..second + 8].copy_from_slice(&i32::MAX.to_be_bytes());
    let (found, report) = shapes(&bytes);
    assert_eq!((found.len(), report.count("syntax")), (3, 1), "{report:?}");
    // Its own counts lie too: the record is lost, the third keeps its row.
    bytes[second + 8 + 40..second + 8 + 44].copy_from_slice(&i32::MAX.to_be_bytes());
    bytes[second + 8 + 36..second + 8 + 40].copy_from_slice(&i32::MAX.to_le_bytes());
    let rows: Vec<Vec<&[u8]>> = [b"one", b"two", b"six"].iter().map(|v| vec![v.as_slice()]).collect();
    let table = dbf(0, &[(b"name", b'C', 5)], &rows);
    let (read, report) = read_with(&bytes, &[("dbf", &table)]);
    let layer = read.unwrap().remove(0).layer;
    assert_eq!(report.count("bad-geometry"), 1, "{report:?}");
    assert_eq!(layer.features.last().unwrap().name(), Some("six"));
}

#[test]
fn lying_counts_take_no_memory() {
    for at in [36, 40] {
        let mut content = vec![0; 100];
        content[..4].copy_from_slice(&5_i32.to_le_bytes());
        content[36..44].copy_from_slice(&[1, 0, 0, 0, 2, 0, 0, 0]);
        content[at..at + 4].copy_from_slice(&i32::MAX.to_le_bytes());
        let (found, report) = shapes(&Shp::new(5).content(content).build());
        assert_eq!((found.len(), report.count("bad-geometry")), (1, 1));
    }
}

#[test]
fn attributes_keep_their_digits() {
    let columns: [(&[u8], u8, u8); 5] =
        [(b"NAME", b'C', 12), (b"KM", b'N', 8), (b"OPEN", b'L', 1), (b"BUILT", b'D', 8), (b"NOTE", b'M', 10)];
    let rows: Vec<Vec<&[u8]>> = vec![
        vec![b"Khasan", b"12.50", b"T", b"19510928", b""],
        vec![b"", b"********", b"?", b"", b"1"],
        vec![b"gone", b"1", b"F", b"", b"", b"deleted"],
    ];
    let shp = Shp::new(1).point([1.0, 2.0, 0.0]).point([3.0, 4.0, 0.0]).point([5.0, 6.0, 0.0]).build();
    let (read, report) = read_with(&shp, &[("dbf", &dbf(0, &columns, &rows)), ("prj", PRJ.as_bytes())]);
    let raw = read.unwrap().remove(0);
    assert_eq!((raw.layer.name.as_str(), raw.layer.features.len()), ("road", 2));
    assert_eq!(raw.crs, StatedCrs::Wkt(PRJ.to_owned()));
    let first = &raw.layer.features[0];
    assert_eq!(first.property("KM"), Some(&Value::Number("12.50".into())));
    assert_eq!(first.property("OPEN"), Some(&Value::Bool(true)));
    assert_eq!(first.property("BUILT"), Some(&Value::Text("1951-09-28".into())));
    assert!(raw.layer.features[1].properties.iter().all(|(_, v)| *v == Value::Null));
    assert_eq!((report.count("memo"), report.count("deleted-rows"), report.count("missing-file")), (1, 1, 0));
}

#[test]
fn encodings_of_attributes() {
    let shp = Shp::new(1).point([1.0, 2.0, 0.0]).build();
    let name = |bytes: &[u8], driver: u8, cpg: Option<&str>| {
        let table = dbf(driver, &[(b"name", b'C', 30)], &[vec![bytes]]);
        let mut sidecars: Vec<(&str, &[u8])> = vec![("dbf", &table)];
        sidecars.extend(cpg.map(|c| ("cpg", c.as_bytes())));
        let (read, report) = read_with(&shp, &sidecars);
        let layer = read.unwrap().remove(0).layer;
        (layer.features[0].name().unwrap().to_owned(), report.count("wrong-encoding"))
    };
    let russian = |e: &'static encoding_rs::Encoding| e.encode("Хасан").0.into_owned();
    let (ansi, oem) = (russian(encoding_rs::WINDOWS_1251), russian(encoding_rs::IBM866));
    let korean = encoding_rs::EUC_KR.encode("두만강").0.into_owned();
    for label in ["1251", "ANSI 1251", "windows-1251", "UTF-8", "ISO-8859-1"] {
        let wrong = usize::from(matches!(label, "UTF-8" | "ISO-8859-1"));
        assert_eq!(name(&ansi, 0, Some(label)), ("Хасан".into(), wrong), "{label}");
    }
    assert_eq!(name(&oem, 0, Some("OEM 866")), ("Хасан".into(), 0));
    assert_eq!(name(&oem, 0x65, None), ("Хасан".into(), 0));
    assert_eq!(name(&ansi, 0xC9, None), ("Хасан".into(), 0));
    assert_eq!(name(&ansi, 0, None), ("Хасан".into(), 1));
    assert_eq!(name(&korean, 0, Some("CP949")), ("두만강".into(), 0));
    assert_eq!(name(&korean, 0x57, None), ("두만강".into(), 1));
    assert_eq!(name("Хасан".as_bytes(), 0x03, None), ("Хасан".into(), 1));
}

#[test]
fn what_is_missing_is_said() {
    let (read, report) = read_with(&Shp::new(1).point([1.0, 2.0, 0.0]).build(), &[]);
    assert_eq!((read.unwrap()[0].layer.features.len(), report.count("missing-file")), (1, 2));
    let (limits, watch) = (Limits::default(), Watch::default());
    for name in ["road.dbf", "road.SHX", "road.prj", "road.cpg"] {
        let error = read_input(&Input::of(name, b"some bytes", &limits, &watch));
        assert_eq!(error.code(), "shapefile-part");
    }
    assert_eq!(read_input(&Input::of("road.shp", b"", &limits, &watch)).code(), "empty-file");
    assert_eq!(read_input(&Input::of("road.shp", b"<html>", &limits, &watch)).code(), "unknown-format");
}

fn read_input(input: &Input<'_>) -> ReadError {
    read(input, &mut Report::new()).unwrap_err()
}

#[test]
fn an_archive_holds_several() {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let point = Shp::new(1).point([1.0, 2.0, 0.0]).build();
    let table = dbf(0, &[(b"name", b'C', 5)], &[vec![b"one"]]);
    let files: [(&str, &[u8]); 5] = [
        ("data/a.shp", &point),
        ("data/A.DBF", &table),
        ("data/a.prj", PRJ.as_bytes()),
        ("b.SHP", &point),
        ("readme.txt", b"x"),
    ];
    for (name, bytes) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let raw_layers = read_zip(&Input::of("all.zip", &bytes, &limits, &watch), &mut report).unwrap();
    assert_eq!(raw_layers.iter().map(|d| d.layer.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(raw_layers[0].layer.features[0].name(), Some("one"));
    assert_eq!((&raw_layers[0].crs, &raw_layers[1].crs), (&StatedCrs::Wkt(PRJ.into()), &StatedCrs::Unstated));
    assert_eq!(report.count("missing-file"), 2);
}

#[test]
fn many_rings_are_linear() {
    let rings: Vec<Vec<[f64; 3]>> =
        (0..20_000).map(|i| ring(f64::from(i % 7), 0.0, 9.0, i % 2 == 0)).collect();
    let (found, _) = shapes(&Shp::new(5).parts(&rings, &[]).build());
    assert_eq!(found[0].vertices(), 100_000);
    assert!(Positions::default().is_empty());
}

/// Seeded changes of good files; `TUMEN_MUTATIONS` raises their number.
#[test]
fn mutated_files_are_answered() {
    let rings = [ring(0.0, 0.0, 10.0, true), ring(2.0, 2.0, 2.0, false)];
    let files = [
        lines().build(),
        Shp::new(15).parts(&rings, &[]).parts(&rings, &[]).build(),
        Shp::new(31).parts(&rings, &[2, 3]).parts(&rings, &[0, 1]).build(),
        Shp::new(11).point([1.0, 2.0, 3.0]).null().point([1.0, 2.0, 3.0]).build(),
        Shp::new(18).parts(&rings, &[]).build(),
    ];
    let rows: Vec<Vec<&[u8]>> = vec![vec![b"one", b"1"], vec![b"two", b"2.5"]];
    let table = dbf(0, &[(b"name", b'C', 5), (b"n", b'N', 5)], &rows);
    let rounds = std::env::var("TUMEN_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(2000);
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 16) as usize
    };
    for round in 0..rounds {
        let mut parts = [files[round % files.len()].clone(), table.clone()];
        for _ in 0..=random() % 4 {
            let bytes = &mut parts[random() % 2];
            let at = random() % bytes.len().max(1);
            match random() % 4 {
                0 | 1 if at < bytes.len() => bytes[at] = [0, 0xFF, 0x7F, random() as u8][random() % 4],
                2 => bytes.truncate(at.max(10)),
                _ => drop(bytes.drain(at.min(bytes.len())..(at + random() % 9).min(bytes.len()))),
            }
        }
        let _ = read_with(&parts[0], &[("dbf", &parts[1])]);
    }
}
