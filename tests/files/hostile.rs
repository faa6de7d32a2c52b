//! Files that are made to take all time or memory: each ends quickly, in an error that names a limit or in
//! what can be read of it; and reading stops when it should.

use crate::common::binary;
use crate::spent::spent;
use std::io::Write as _;
use std::time::Duration;
use tumen_core::diag::{Place, Report};
use tumen_core::message::Message;
use tumen_formats::formats::{
    csv, flatgeobuf, geojson, geopackage, gpx, kml, positions, shapefile, topojson, wkt,
};
use tumen_formats::input::{Input, Limits, RawLayer, ReadError, StopReason, Watch};
use tumen_formats::{doctor, project};

type Reader = fn(&Input<'_>, &mut Report) -> Result<Vec<RawLayer>, ReadError>;

fn project_reader(input: &Input<'_>, report: &mut Report) -> Result<Vec<RawLayer>, ReadError> {
    project::read(input, report).map(|_| Vec::new())
}

const TEXT_READERS: [(&str, Reader); 9] = [
    ("geojson", geojson::read),
    ("geojsonseq", geojson::read_sequence),
    ("topojson", topojson::read),
    ("wkt", wkt::read),
    ("positions", positions::read),
    ("csv", csv::read),
    ("kml", kml::read),
    ("gpx", gpx::read),
    ("project", project_reader),
];

fn run(read: Reader, bytes: &[u8]) -> (Result<Vec<RawLayer>, ReadError>, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let read = read(&Input::of("hostile", bytes, &limits, &watch), &mut report);
    (read, report)
}

fn took(read: Reader, head: &str, piece: &str, size: usize) -> Duration {
    let text = format!("{head}{}", piece.repeat(size / piece.len()));
    let start = spent();
    let _ = run(read, text.as_bytes());
    spent() - start
}

/// What stands before the pieces, for the readers that need a beginning.
const HEADS: [&str; 6] = [
    "",
    "{\"type\":\"FeatureCollection\",\"features\":[",
    "{\"type\":\"Topology\",\"arcs\":[[[1,2],[3,4]]],\"objects\":{\"a\":{\"geometries\":[",
    "<kml><Document>",
    "<gpx><trk><trkseg>",
    "lat,lon\n",
];

/// Text that, repeated, made readers start over again and again, or could.
const PIECES: [&str; 46] = [
    "{\"type\":\"Feature\",",
    "{\"type\":\"Feature\" ",
    "{\"type\":\"Feature\",\"a\":\"",
    "[",
    "{",
    "\"",
    "[[1,2],",
    "/*",
    "{\"type\":\"Feature\",\"geometry\":",
    "{\"geometry\":{\"type\":\"Point\"",
    "\\",
    "LINESTRING (",
    "1,",
    "\n",
    "\n ",
    "{}",
    "{\"id\":1",
    "{\"type\":\"FeatureCollection\",\"features\":[",
    "{\"type\":\"Feature\",\"x\":{",
    "POINT (1 2) ",
    "{\"type\":\"Feature\",\"coordinates\":[true,/*",
    "{\"coordinates\":[[1,2],[x",
    "{\"type\":\"GeometryCollection\",\"geometries\":[",
    "{\"type\":\"LineString\",\"arcs\":[0,",
    "{\"type\":\"LineString\",\"arcs\":[0]},",
    "<",
    "<a>",
    "<Placemark>",
    "</Folder>",
    "<!--",
    "<![CDATA[",
    "<trkpt lat=\"1\" lon=\"2\">",
    "<trkpt lat=\"1",
    "<!DOCTYPE x [",
    "&amp",
    "<a b=\"",
    "<ele>",
    "<ele>1</ele>",
    "1 2,",
    "1,5;2,5;",
    "\"a\",\"b\n",
    "\"a\"\"",
    "GEOMETRYCOLLECTION (POINT (1 2),\n",
    "SRID=4326;",
    "1°2'N",
    "x y\n",
];

/// Four times the text takes four times the time. Sixteen times would be the square.
#[test]
fn hostile_texts_take_linear_time() {
    const SMALL: usize = 40_000;
    for (name, read) in TEXT_READERS {
        for (head, piece) in HEADS.iter().flat_map(|h| PIECES.iter().map(move |p| (h, p))) {
            let far = |_: &u32| {
                let large = took(read, head, piece, 4 * SMALL);
                large > Duration::from_millis(60) && large > 9 * took(read, head, piece, SMALL)
            };
            // Another program may fill the caches during one measurement, not four.
            assert!((0..4).take_while(far).count() < 4, "{name}: {head:?} and {piece:?} again and again");
        }
    }
}

/// The same with 300,000 bytes each; runs in seconds or not at all.
#[test]
fn no_hostile_text_is_slow() {
    // Without optimization everything takes several times as long.
    let slowest = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 2 });
    for (name, read) in TEXT_READERS {
        for (head, piece) in HEADS.iter().flat_map(|h| PIECES.iter().map(move |p| (h, p))) {
            let took = took(read, head, piece, 300_000);
            assert!(took < slowest, "{name}: {head:?} and {piece:?} took {took:?}");
        }
    }
}

fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap().into_inner()
}

/// A file of some hundred kilobytes for every reader.
fn long_files() -> Vec<(&'static str, Reader, Vec<u8>)> {
    let feature = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}},\n";
    let features = feature.repeat(5000);
    let collection = format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}");
    let shapes = "{\"type\":\"LineString\",\"arcs\":[0]},".repeat(5000);
    let topology = format!(
        "{{\"type\":\"Topology\",\"arcs\":[[[1,2],[3,4]]],\"objects\":{{\"a\":{{\"geometries\":[{shapes}]}}}}}}"
    );
    let line = "131.5 43.25, ".repeat(20_000);
    let marks = "<Placemark><Point><coordinates>1,2</coordinates></Point></Placemark>".repeat(4000);
    let placemarks = format!("<kml><Document>{marks}</Document></kml>");
    let points = "<trkpt lat=\"43\" lon=\"131\"><ele>1</ele></trkpt>".repeat(6000);
    let track = format!("<gpx><trk><trkseg>{points}</trkseg></trk></gpx>");
    let project = String::from_utf8(binary::project()).unwrap();
    let project_line = project.lines().find(|l| l.starts_with("{\"k\"")).unwrap().to_owned() + "\n";
    let mut shp = shapefile_of(20_000);
    shp.truncate(shp.len() / 2 * 2);
    let flat = binary::flatgeobufs().remove(1);
    vec![
        ("geojson", geojson::read, collection.clone().into_bytes()),
        ("one line", geojson::read, format!("[{}]", "[1,2],".repeat(50_000)).into_bytes()),
        ("geojsonseq", geojson::read_sequence, features.replace("}},\n", "}}\n").into_bytes()),
        ("topojson", topojson::read, topology.into_bytes()),
        ("wkt", wkt::read, format!("LINESTRING ({line}1 2)").into_bytes()),
        ("positions", positions::read, "43.1, 131.9\n".repeat(20_000).into_bytes()),
        ("positions in a line", positions::read, "43.1, 131.9;".repeat(20_000).into_bytes()),
        ("csv", csv::read, format!("lat,lon\n{}", "43.1,131.9\n".repeat(20_000)).into_bytes()),
        ("kml", kml::read, placemarks.clone().into_bytes()),
        ("kmz", kml::read_kmz, zipped("doc.kml", placemarks.as_bytes())),
        ("gpx", gpx::read, track.into_bytes()),
        ("shapefile", shapefile::read, shp.clone()),
        ("shapefile zip", shapefile::read_zip, zipped("a.shp", &shp)),
        ("geopackage", geopackage::read, binary::geopackages().remove(0)),
        ("flatgeobuf", flatgeobuf::read, flat),
        ("project", project_reader, project.replace(&project_line, &project_line.repeat(3000)).into_bytes()),
    ]
}

fn shapefile_of(points: usize) -> Vec<u8> {
    let mut shp = crate::common::shapefile_builder::Shp::new(1);
    for _ in 0..points {
        shp = shp.point([130.5, 42.5, 0.0]);
    }
    shp.build()
}

#[test]
fn every_reader_stops_when_it_should() {
    for (name, read, bytes) in long_files() {
        let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
        watch.stop(StopReason::Cancelled);
        let error = read(&Input::of(name, &bytes, &limits, &watch), &mut report);
        assert!(matches!(error, Err(ReadError::Stopped(StopReason::Cancelled))), "{name}: {error:?}");
    }
}

#[test]
fn the_doctor_stops_when_it_should() {
    let (_, read, bytes) = long_files().remove(0);
    let raw_layers = run(read, &bytes).0.unwrap();
    let (watch, mut report) = (Watch::default(), Report::new());
    watch.stop(StopReason::TimeLimit);
    let error = doctor::examine(raw_layers, &mut report, &watch);
    assert!(matches!(error, Err(ReadError::Stopped(StopReason::TimeLimit))));
}

fn limit_of(read: Reader, bytes: &[u8], limits: &Limits) -> &'static str {
    let (watch, mut report) = (Watch::default(), Report::new());
    match read(&Input::of("hostile", bytes, limits, &watch), &mut report) {
        Err(ReadError::Limit { name, .. }) => name,
        _ if report.count("limit") > 0 => "reported",
        _ => "none",
    }
}

/// What takes memory without being a position counts too: `[],[],…` takes ten times its size.
#[test]
fn empty_parts_are_counted() {
    let few = Limits { vertices: 10_000, ..Limits::default() };
    let many = |piece: &str| piece.repeat(100_000);
    let shape = |kind: &str, parts: String| {
        format!("{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"{kind}\",{parts}1]}}}}").into_bytes()
    };
    let texts: Vec<(Reader, Vec<u8>)> = vec![
        (geojson::read, shape("MultiLineString", format!("\"coordinates\":[[[1,2]],{}", many("[],")))),
        (geojson::read, shape("MultiPolygon", format!("\"coordinates\":[[[[1,2]]],{}", many("[[]],")))),
        (geojson::read, shape("GeometryCollection", format!("\"geometries\":[{}", many("null,")))),
        (geojson::read, format!("{{\"properties\":{{{}\"b\":1}}}}", many("\"a\":1,")).into_bytes()),
        (geojson::read, format!("{{{}\"b\":1}}", many("\"a\":1,")).into_bytes()),
        (topojson::read, format!("{{\"type\":\"Topology\",\"arcs\":[{}[]]}}", many("[],")).into_bytes()),
        (wkt::read, format!("MULTILINESTRING ({}())", many("(),")).into_bytes()),
        (positions::read, many("1,1;").into_bytes()),
        (kml::read, format!("<kml><Placemark>{}", many("<a/>")).into_bytes()),
        (gpx::read, format!("<gpx><wpt lat=\"1\" lon=\"2\">{}", many("<link/>")).into_bytes()),
    ];
    for (i, (read, bytes)) in texts.iter().enumerate() {
        assert_eq!(limit_of(*read, bytes, &few), "vertices", "text {i}");
    }
}

/// Binary and project files whose parts take more memory than the file has bytes.
#[test]
fn small_parts_of_other_files_are_counted() {
    let few = Limits { vertices: 10_000, ..Limits::default() };
    let head = "{\"tumen\":2,\"next_layer\":1}\n";
    let project = |line: String| format!("{head}{line}\n").into_bytes();
    let lines = "{\"c\":[]},".repeat(20_000);
    let numbers = "1,".repeat(40_000);
    let values = "\"a\":1,".repeat(20_000);
    let texts = [
        project("{\"layer\":{}}\n".repeat(1000)),
        project(format!("{{\"k\":0,\"g\":{{\"MultiLineString\":[{lines}{{\"c\":[]}}]}}}}")),
        project(format!("{{\"k\":0,\"g\":{{\"LineString\":{{\"c\":[{numbers}1,1]}}}}}}")),
        project(format!("{{\"k\":0,\"p\":{{{values}\"b\":1}}}}")),
    ];
    for (i, bytes) in texts.iter().enumerate() {
        assert_eq!(limit_of(project_reader, bytes, &few), "vertices", "project {i}");
    }
    let ring = vec![[130.0, 42.0, 0.0], [130.0, 43.0, 1.0]];
    let shp = crate::common::shapefile_builder::Shp::new(5).parts(&vec![ring; 3000], &[]).build();
    assert_eq!(limit_of(shapefile::read, &shp, &few), "vertices");
}

#[test]
fn numbers_beyond_all_are_named() {
    let text = format!("{{\"type\":\"LineString\",\"coordinates\":[{}[1,2]]}}", "[1e999,2],".repeat(5000));
    let (raw_layers, report) = run(geojson::read, text.as_bytes());
    assert_eq!((raw_layers.unwrap()[0].layer.vertices(), report.count("bad-number")), (1, 5000));
}

#[test]
fn nesting_is_refused_at_a_named_depth() {
    let deep = |open: &str| open.repeat(100_000).into_bytes();
    let limits = Limits::default();
    let named = |read: Reader, bytes: Vec<u8>| limit_of(read, &bytes, &limits);
    assert_eq!(named(geojson::read, deep("[")), "depth");
    assert_eq!(named(geojson::read, deep("{\"geometry\":")), "depth");
    assert_eq!(named(kml::read, [b"<kml>".to_vec(), deep("<Folder>")].concat()), "depth");
    assert_eq!(named(gpx::read, [b"<gpx>".to_vec(), deep("<a>")].concat()), "depth");
    let (error, report) = run(wkt::read, &deep("GEOMETRYCOLLECTION ("));
    assert!(format!("{:?} {}", error.err(), report.to_text()).contains("(depth)"));
}

#[test]
fn entities_are_never_expanded() {
    let mut text = String::from("<!DOCTYPE kml [<!ENTITY a0 \"ha\">");
    for i in 1..40 {
        text.push_str(&format!("<!ENTITY a{i} \"&a{};&a{};\">", i - 1, i - 1));
    }
    text.push_str("]><kml><Placemark><name>&a39;</name></Placemark></kml>");
    let (raw_layers, report) = run(kml::read, text.as_bytes());
    assert_eq!(raw_layers.unwrap()[0].layer.features.len(), 1);
    assert!(report.count("syntax") >= 1);
}

/// A million problems: a hundred are told, all are counted.
#[test]
fn a_million_problems_are_cheap() {
    let text = format!("lat,lon,name\n{}", "x,y\n".repeat(200_000));
    let (_, report) = run(csv::read, text.as_bytes());
    let mut all = Report::new();
    for i in 0..1_000_000 {
        all.warning("syntax", Place::default(), Message::NONE, Message::NONE);
        assert!(all.count("syntax") == i + 1);
    }
    assert!(all.notices().len() == 100 && report.notices().len() <= 400);
    assert!(report.count("bad-number") + report.count("wrong-columns") >= 100_000 || report.is_empty());
}
