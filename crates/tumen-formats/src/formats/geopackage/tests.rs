#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
use super::*;
use crate::formats::wkb::tests::blob;
use crate::input::{Limits, StatedCrs, StopReason, Watch};
use rusqlite::{Connection, MAIN_DB};
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{Feature, Geometry, Positions, Value};

const LISTS: &str = "
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
        organization_coordsys_id INTEGER, definition TEXT, description TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined', -1, 'NONE', -1, 'undefined', ''),
        ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS[]', ''), ('Own', 100001, 'OWN', 5, 'PROJCS[\"own\"]', '');
    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT UNIQUE,
        description TEXT, last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
        srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT PRIMARY KEY, column_name TEXT,
        geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);";

fn database() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(LISTS).unwrap();
    connection
}

fn list(connection: &Connection, table: &str, title: &str, srs: i64) {
    let sql = "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?1, 'features', ?2, ?3)";
    connection.execute(sql, (table, title, srs)).unwrap();
    let sql = "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', 'GEOMETRY', ?2, 0, 0)";
    connection.execute(sql, (table, srs)).unwrap();
}

fn line(n: usize) -> Geometry {
    Geometry::line((0..n).map(|i| LonLat::new(130.0 + i as f64 / 100.0, 42.5)).collect())
}

/// A file with the feature tables `Lines` of this many rows and `odd "name"`, and an attribute table.
fn fixture(rows: usize) -> Vec<u8> {
    let mut connection = database();
    connection
        .execute_batch(
            "CREATE TABLE lines (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, km REAL, open BOOLEAN, day DATE, raw BLOB, twice REAL AS (km * 2));
             CREATE TABLE \"odd \"\"name\"\"\" (geom BLOB, \"select\" INTEGER);
             CREATE TABLE notes (id INTEGER);
             INSERT INTO gpkg_contents (table_name, data_type) VALUES ('notes', 'attributes');",
        )
        .unwrap();
    list(&connection, "lines", "Lines", 4326);
    list(&connection, "odd \"name\"", "", -1);
    for i in 0..rows {
        let sql = "INSERT INTO lines VALUES (NULL, ?1, ?2, 1.5, 1, '2026-11-22', x'00ff')";
        connection.execute(sql, (blob(&line(3), (i % 5) as u8), format!("line {i}"))).unwrap();
    }
    let odd = blob(&Geometry::Point(Positions::new(vec![LonLat::new(1.0, 2.0)])), 1);
    connection.execute("INSERT INTO \"odd \"\"name\"\"\" VALUES (?1, 9007199254740993)", [odd]).unwrap();
    bytes(&mut connection)
}

fn bytes(connection: &mut Connection) -> Vec<u8> {
    connection.serialize(MAIN_DB).unwrap().to_vec()
}

fn read_bytes(bytes: &[u8]) -> (Result<Vec<RawLayer>, ReadError>, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let raw_layers = read(&Input::of("a.gpkg", bytes, &limits, &watch), &mut report);
    (raw_layers, report)
}

#[test]
fn every_feature_table_is_read_with_its_values() {
    let (raw_layers, report) = read_bytes(&fixture(7));
    let raw_layers = raw_layers.unwrap();
    assert!(!report.has_errors(), "{report:?}");
    let [lines, odd] = &raw_layers[..] else { panic!("{} tables", raw_layers.len()) };
    assert_eq!(
        (lines.layer.name.as_str(), lines.layer.features.len(), lines.layer.vertices()),
        ("Lines", 7, 21)
    );
    assert_eq!((&lines.crs, &odd.crs), (&StatedCrs::Epsg(4326), &StatedCrs::Unstated));
    let first: &Feature = &lines.layer.features[0];
    assert_eq!((&first.geometry, &first.id), (&line(3), &Some(Value::Number("1".into()))));
    let values: Vec<_> = first.properties.iter().map(|(k, v)| (&**k, v.clone())).collect();
    let wanted = [
        ("name", Value::Text("line 0".into())),
        ("km", Value::Number("1.5".into())),
        ("open", Value::Bool(true)),
        ("day", Value::Text("2026-11-22".into())),
        ("raw", Value::Text("00ff".into())),
    ];
    assert_eq!(values, wanted);
    assert_eq!(odd.layer.name, "odd \"name\"");
    assert_eq!(odd.layer.features[0].property("select"), Some(&Value::Number("9007199254740993".into())));
    assert_eq!((report.count("not-shown"), report.count("binary-value")), (2, 1));
}

#[test]
fn reference_systems() {
    for (srs, wanted) in [
        (0, StatedCrs::Unstated),
        (100_001, StatedCrs::Wkt("PROJCS[\"own\"]".into())),
        (32_652, StatedCrs::Epsg(32_652)),
    ] {
        let mut connection = database();
        connection.execute_batch("CREATE TABLE t (geom BLOB)").unwrap();
        list(&connection, "t", "t", srs);
        let (raw_layers, report) = read_bytes(&bytes(&mut connection));
        assert_eq!(raw_layers.unwrap()[0].crs, wanted);
        assert_eq!(report.count("unknown-crs"), usize::from(srs == 32_652));
    }
}

#[test]
fn bad_rows_cost_their_shape_only() {
    let mut connection = database();
    connection.execute_batch("CREATE TABLE t (fid INTEGER PRIMARY KEY, geom)").unwrap();
    list(&connection, "t", "t", 4326);
    connection.execute("INSERT INTO t VALUES (1, x'4750')", ()).unwrap();
    connection.execute("INSERT INTO t VALUES (2, 'text')", ()).unwrap();
    connection.execute("INSERT INTO t VALUES (3, NULL)", ()).unwrap();
    connection.execute("INSERT INTO t VALUES (4, ?1)", [blob(&line(2), 0)]).unwrap();
    let (raw_layers, report) = read_bytes(&bytes(&mut connection));
    let layer = &raw_layers.unwrap()[0].layer;
    assert_eq!((layer.features.len(), layer.vertices(), report.count("bad-geometry")), (4, 2, 2));
    assert_eq!(
        report.notices()[0].place.feature.as_ref().map(|f| f.english()),
        Some("table t, row 1".to_owned())
    );
}

#[test]
fn no_module_of_the_file_is_run_and_no_view_without_end() {
    let mut connection = database();
    connection
        .execute_batch(
            "CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS geom FROM r;
             CREATE VIRTUAL TABLE f USING fts5(geom);",
        )
        .unwrap();
    list(&connection, "v", "v", 4326);
    list(&connection, "f", "f", 4326);
    let (raw_layers, report) = read_bytes(&bytes(&mut connection));
    // A view is read within a limit of steps; one that never ends is stopped before its first row.
    let [view] = &raw_layers.unwrap()[..] else { panic!("{report:?}") };
    assert!(view.layer.features.is_empty());
    assert_eq!((report.count("bad-table"), report.has_errors()), (2, true), "{report:?}");
}

#[test]
fn other_databases_are_named() {
    for (sql, word) in [
        ("CREATE TABLE geometry_columns (f_table_name TEXT)", "SpatiaLite"),
        ("CREATE TABLE tiles (z INTEGER)", "MBTiles"),
        ("CREATE TABLE a (b INTEGER)", "no GeoPackage"),
    ] {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(sql).unwrap();
        let error = read_bytes(&bytes(&mut connection)).0.unwrap_err();
        assert!(error.to_string().contains(word) && error.code() == "unknown-format", "{error}");
    }
    assert_eq!(read_bytes(b"SQLite format 3\0").0.unwrap_err().code(), "bad-database");
}

#[test]
fn a_write_ahead_log_is_told_and_not_needed() {
    let mut bytes = fixture(2);
    bytes[18..20].fill(2);
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let beside = |extension: &str| (extension == "gpkg-wal").then(|| vec![1]);
    let input = Input { sidecars: &beside, ..Input::of("a.gpkg", &bytes, &limits, &watch) };
    assert_eq!(read(&input, &mut report).unwrap().len(), 2);
    assert_eq!(report.count("wal-not-read"), 1);
}

#[test]
fn a_cut_file_gives_what_is_left() {
    let whole = fixture(2000);
    let (raw_layers, report) = read_bytes(&whole[..whole.len() * 6 / 10]);
    let loaded = raw_layers.unwrap()[0].layer.features.len();
    assert!((500..2000).contains(&loaded), "{loaded}");
    assert_eq!(report.count("truncated"), 1);
}

#[test]
fn a_bad_page_costs_its_rows() {
    let mut bytes = fixture(2000);
    let page = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    let middle = bytes.len() / page / 2 * page;
    bytes[middle..middle + page].fill(0xaa);
    let (raw_layers, report) = read_bytes(&bytes);
    let loaded = raw_layers.unwrap()[0].layer.features.len();
    assert!((1900..2000).contains(&loaded), "{loaded} {report:?}");
    assert!(report.count("bad-database") >= 1);
}

#[test]
fn limits_and_cancelling() {
    let bytes = fixture(10);
    let (limits, watch, mut report) =
        (Limits { features: 5, ..Limits::default() }, Watch::default(), Report::new());
    let stopped = read(&Input::of("a", &bytes, &limits, &watch), &mut report).unwrap_err();
    assert_eq!(stopped.code(), "limit");
    let limits = Limits::default();
    watch.stop(StopReason::Cancelled);
    let stopped = read(&Input::of("a", &bytes, &limits, &watch), &mut report).unwrap_err();
    assert_eq!(stopped.code(), "cancelled");
}

#[test]
fn mutations_end_in_answers() {
    let whole = fixture(40);
    let mut seed = 99_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let rounds = if cfg!(debug_assertions) { 300 } else { 20_000 };
    for _ in 0..rounds {
        let mut bytes = whole.clone();
        for _ in 0..=random(12) {
            let at = random(bytes.len());
            bytes[at] = [0, 1, 0x7f, 0xff, random(256) as u8][random(5)];
        }
        bytes.truncate(if random(4) == 0 { random(bytes.len()) } else { bytes.len() });
        let _ = read_bytes(&bytes);
    }
}
