//! Small files of the binary formats, made by the test itself.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its own part")]

use super::shapefile_builder::{Shp, dbf};
use flatgeobuf::{
    Column, ColumnArgs, ColumnType, FeatureArgs, Geometry as Flat, GeometryArgs, GeometryType, Header,
    HeaderArgs,
};
use std::io::Write;
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{Positions, Value};
use tumen_core::model::{Feature, Geometry, Layer, Workspace};
use tumen_formats::project::{self, ProjectFile};

fn line() -> Vec<[f64; 3]> {
    (0..6).map(|i| [130.0 + f64::from(i) * 0.1, 42.0 + f64::from(i * i) * 0.02, f64::from(i)]).collect()
}

/// Shapefiles of points, lines, areas and points with heights.
pub fn shapefiles() -> Vec<Vec<u8>> {
    let ring = vec![[130.0, 42.0, 0.0], [130.0, 43.0, 1.0], [131.0, 43.0, 2.0], [130.0, 42.0, 0.0]];
    vec![
        Shp::new(1).point([130.5, 42.5, 0.0]).null().point([131.0, 43.0, 0.0]).build(),
        Shp::new(3).parts(&[line(), line()], &[]).parts(&[line()], &[]).build(),
        Shp::new(5).parts(std::slice::from_ref(&ring), &[]).build(),
        Shp::new(11).point([130.5, 42.5, 7.0]).build(),
        Shp::new(15).parts(&[ring], &[]).build(),
    ]
}

/// The attributes of [`shapefiles`], in CP1251.
pub fn attributes() -> Vec<u8> {
    let columns: [(&[u8], u8, u8); 2] = [(b"NAME", b'C', 12), (b"KM", b'N', 8)];
    let rows: Vec<Vec<&[u8]>> =
        vec![vec![b"\xd5\xe0\xf1\xe0\xed", b"    54.0"], vec![b"Rajin", b"    1.50"], vec![b"", b""]];
    dbf(0xc9, &columns, &rows)
}

/// What lies beside a Shapefile: its attributes, damaged now and then.
pub fn companion(extension: &str, seed: u64) -> Option<Vec<u8>> {
    let mut bytes = match extension {
        "dbf" => attributes(),
        "prj" => b"PROJCS[\"Pulkovo_1942_GK_Zone_22\",GEOGCS[\"GCS_Pulkovo_1942\"]]".to_vec(),
        "cpg" => b"1251".to_vec(),
        _ => return None,
    };
    let at = seed as usize % bytes.len();
    bytes[at] = (seed >> 8) as u8;
    bytes.truncate(if seed.is_multiple_of(5) { at } else { usize::MAX });
    Some(bytes)
}

/// An archive of named contents.
pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A Shapefile with its attributes in an archive.
pub fn shapefile_zip() -> Vec<u8> {
    let (shapes, attributes) = (shapefiles(), attributes());
    zipped(&[("route/a.shp", &shapes[1]), ("route/a.dbf", &attributes), ("route/a.cpg", b"1251")])
}

/// A KMZ with a style, a folder and a picture.
pub fn kmz() -> Vec<u8> {
    let kml = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>Routes</name>\
        <Style id=\"s\"><LineStyle><color>ff0000ff</color><width>4</width></LineStyle></Style>\
        <Folder><name>Rail</name><Placemark><name>Khasan–Rajin</name><styleUrl>#s</styleUrl>\
        <LineString><coordinates>130.64,42.43 130.3,42.25,5</coordinates></LineString></Placemark></Folder>\
        </Document></kml>";
    zipped(&[("doc.kml", kml.as_bytes()), ("files/icon.png", b"\x89PNG")])
}

fn layer() -> Layer {
    let points: Vec<LonLat> = line().iter().map(|p| LonLat::new(p[0], p[1])).collect();
    let heights = line().iter().map(|p| p[2]).collect();
    let properties =
        vec![("name".into(), Value::Text("Хасан".into())), ("km".into(), Value::Number("1.50".into()))];
    let track = Geometry::LineString(Positions::new(points.clone()).with_heights(heights));
    let area = Geometry::Polygon(vec![Positions::new([&points[..], &points[..1]].concat())]);
    let feature = |geometry| Feature { properties: properties.clone(), ..Feature::drawn(geometry) };
    Layer::new("A layer", vec![feature(track), feature(area), feature(Geometry::None)])
}

/// A project with one layer.
pub fn project() -> Vec<u8> {
    let mut workspace = Workspace::default();
    workspace.add(layer());
    let mut bytes = Vec::new();
    project::write(&ProjectFile { workspace, ..ProjectFile::default() }, &mut bytes);
    bytes
}

/// A GeoPackage with a table of lines and one of points, and one with nothing in it.
pub fn geopackages() -> Vec<Vec<u8>> {
    let made = |rows: usize| {
        let mut connection = rusqlite::Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY,
                     organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT);
                 INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS[]', '');
                 CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT,
                     description TEXT, last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE,
                     max_y DOUBLE, srs_id INTEGER);
                 CREATE TABLE gpkg_geometry_columns (table_name TEXT PRIMARY KEY, column_name TEXT,
                     geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);
                 CREATE TABLE lines (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, km REAL);
                 INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
                     VALUES ('lines', 'features', 'Lines', 4326);
                 INSERT INTO gpkg_geometry_columns VALUES ('lines', 'geom', 'LINESTRING', 4326, 0, 0);",
            )
            .unwrap();
        for i in 0..rows {
            let sql = "INSERT INTO lines (geom, name, km) VALUES (?1, ?2, 1.5)";
            connection.execute(sql, (blob(), format!("line {i}"))).unwrap();
        }
        connection.serialize(rusqlite::MAIN_DB).unwrap().to_vec()
    };
    vec![made(4), made(0)]
}

/// A line in GeoPackage binary: `GP`, version, flags, reference system, then little-endian WKB.
fn blob() -> Vec<u8> {
    let mut out = vec![b'G', b'P', 0, 1];
    out.extend(4326_i32.to_le_bytes());
    out.push(1);
    out.extend(2_u32.to_le_bytes());
    out.extend((line().len() as u32).to_le_bytes());
    for p in line() {
        out.extend(p[0].to_le_bytes());
        out.extend(p[1].to_le_bytes());
    }
    out
}

fn flat_feature(kind: GeometryType, xy: &[f64], number: i32) -> Vec<u8> {
    let mut builder = Default::default();
    // This says of which library the builder is.
    let _ = Flat::create(&mut builder, &GeometryArgs::default());
    let xy = Some(builder.create_vector(xy));
    let geometry =
        Some(Flat::create(&mut builder, &GeometryArgs { type_: kind, xy, ..GeometryArgs::default() }));
    let properties = [&[0, 0][..], &number.to_le_bytes()].concat();
    let properties = Some(builder.create_vector(&properties));
    let root =
        flatgeobuf::Feature::create(&mut builder, &FeatureArgs { geometry, properties, columns: None });
    flatgeobuf::finish_size_prefixed_feature_buffer(&mut builder, root);
    builder.finished_data().to_vec()
}

fn flat_file(kind: GeometryType, xy: &[f64], count: i32) -> Vec<u8> {
    let mut builder = Default::default();
    let _ = Flat::create(&mut builder, &GeometryArgs::default());
    let name = Some(builder.create_string("n"));
    let column = ColumnArgs { name, type_: ColumnType::Int, ..ColumnArgs::default() };
    let column = Column::create(&mut builder, &column);
    let args = HeaderArgs {
        name: Some(builder.create_string("Routes")),
        geometry_type: kind,
        columns: Some(builder.create_vector(&[column])),
        features_count: count as u64,
        index_node_size: 0,
        ..HeaderArgs::default()
    };
    let root = Header::create(&mut builder, &args);
    flatgeobuf::finish_size_prefixed_header_buffer(&mut builder, root);
    let mut out = b"fgb\x03fgb\0".to_vec();
    out.extend(builder.finished_data());
    (0..count).for_each(|i| out.extend(flat_feature(kind, xy, i)));
    out
}

/// FlatGeobuf of lines and of points, without an index.
pub fn flatgeobufs() -> Vec<Vec<u8>> {
    let xy: Vec<f64> = line().iter().flat_map(|p| [p[0], p[1]]).collect();
    vec![flat_file(GeometryType::LineString, &xy, 4), flat_file(GeometryType::Point, &xy[..2], 3)]
}
