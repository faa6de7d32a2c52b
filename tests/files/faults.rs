//! Kinds of faults that files really have, each with the right answer, in the formats and spellings that it comes in.

use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use tumen_core::diag::{Report, Severity};
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{Color, Feature, Geometry, Layer, Value, Workspace};
use tumen_formats::catalog::WritableFormat;
use tumen_formats::input::{Input, Limits, Watch};
use tumen_formats::open::{self, Opened, Options};
use tumen_formats::save;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/faults").join(name)
}

fn file(name: &str) -> (Opened, Report) {
    with(name, &Options::default())
}

fn with(name: &str, options: &Options) -> (Opened, Report) {
    let mut report = Report::new();
    let opened = open::path(&fixture(name), options, &Watch::default(), &mut report);
    (opened.unwrap_or_else(|e| panic!("{name}: {e}\n{}", report.to_text())), report)
}

fn text(name: &str, content: &str) -> (Opened, Report) {
    bytes(name, content.as_bytes()).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn bytes(name: &str, content: &[u8]) -> Result<(Opened, Report), String> {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let input = Input::of(name, content, &limits, &watch);
    let opened = open::read(&input, &Options::default(), &mut report);
    opened.map(|opened| (opened, report)).map_err(|e| e.to_string())
}

fn features(opened: &Opened) -> Vec<&Feature> {
    opened.layers().iter().flat_map(|l| l.features.iter()).map(|f| &**f).collect()
}

fn points(geometry: &Geometry) -> Vec<[f64; 2]> {
    let mut all = Vec::new();
    geometry.each(&mut |_, p| all.extend(p.points.iter().map(|p| [p.lon, p.lat])));
    all
}

fn at(opened: &Opened, feature: usize) -> [f64; 2] {
    points(&features(opened)[feature].geometry)[0]
}

fn is_at(opened: &Opened, feature: usize, lon: f64, lat: f64) -> bool {
    let [x, y] = at(opened, feature);
    (x - lon).abs() < 1e-6 && (y - lat).abs() < 1e-6
}

/// What is written in a format, as text.
fn written(layers: &[Layer], ending: &str) -> String {
    let mut workspace = Workspace::default();
    for layer in layers {
        workspace.add(layer.clone());
    }
    let format = WritableFormat::of_path(Path::new(&format!("a.{ending}"))).unwrap();
    String::from_utf8(save::encode_workspace(&workspace, format)).unwrap()
}

fn codes(report: &Report) -> Vec<&'static str> {
    let mut codes: Vec<_> = report.notices().iter().map(|n| n.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn is_quiet(report: &Report) -> bool {
    report.notices().iter().all(|n| n.severity == Severity::Info)
}

#[test]
fn coordinates_of_1e30_are_nowhere_and_repaired_at_once() {
    let (opened, report) = file("longitudes-of-1e30.geojson");
    assert_eq!(codes(&report), ["nowhere"], "{}", report.to_text());
    assert!(report.to_text().len() < 400, "{}", report.to_text());
    let repaired = opened.examined.repaired();
    assert_eq!(repaired[0].features[0].geometry, Geometry::None);
    for number in ["1e17", "-4e300", "1e308", "36000"] {
        let line = format!(r#"{{"type":"LineString","coordinates":[[130,42],[{number},43],[131,43]]}}"#);
        let (opened, report) = text("a.geojson", &line);
        assert_eq!(codes(&report), ["nowhere"], "{number}: {}", report.to_text());
        let repaired = &opened.examined.repaired()[0].features[0];
        assert_eq!(points(&repaired.geometry), [[130.0, 42.0], [131.0, 43.0]], "{number}");
    }
}

#[test]
fn a_repair_of_longitudes_changes_what_it_names_alone() {
    let (opened, report) = file("one-longitude-of-181.geojson");
    assert_eq!(codes(&report), ["longitude-range"]);
    let repaired = opened.examined.repaired();
    assert_eq!(points(&repaired[0].features[0].geometry), [[-179.0, 60.0]]);
    assert_eq!(repaired[0].features[1..], opened.layers()[0].features[1..]);
    // An area and a line in longitudes from 0° to 360° keep their size, and are written without them.
    let world = r#"{"type":"Polygon","coordinates":[[[0,60],[360,60],[360,80],[0,80],[0,60]]]}"#;
    let (opened, _) = text("a.geojson", world);
    for ending in ["geojson", "kml", "csv"] {
        let (again, _) = text(&format!("a.{ending}"), &written(&opened.examined.repaired(), ending));
        let Geometry::MultiPolygon(areas) = &features(&again)[0].geometry else { panic!("{ending}") };
        let width = |p: &[LonLat]| {
            p.iter().map(|p| p.lon).fold(f64::MIN, f64::max)
                - p.iter().map(|p| p.lon).fold(f64::MAX, f64::min)
        };
        assert_eq!(areas.iter().map(|a| width(&a[0].points)).sum::<f64>(), 360.0, "{ending}");
        assert!(points(&features(&again)[0].geometry).iter().all(|[lon, _]| lon.abs() <= 180.0));
    }
}

#[test]
fn the_last_digit_beyond_the_limits_is_no_fault() {
    let (opened, report) = file("last-digit-beyond-90-and-180.geojson");
    assert!(report.is_empty() && opened.examined.proposals.is_empty(), "{}", report.to_text());
    assert!(
        points(&features(&opened)[0].geometry)
            .iter()
            .all(|[x, y]| x.abs() == 180.0 && [80.0, 90.0].contains(y))
    );
    for (name, content) in [
        (
            "a.gpx",
            r#"<gpx xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="-90.00000000000001" lon="-180.00000000000003"/></gpx>"#,
        ),
        ("a.csv", "name,lat,lon\nA,90.0000000000001,180.0000000000001\n"),
        ("a.wkt", "POINT(180.00000000000003 90.00000000000001)"),
    ] {
        let (opened, report) = text(name, content);
        assert!(report.is_empty(), "{name}: {}", report.to_text());
        assert!(at(&opened, 0)[0].abs() == 180.0 && at(&opened, 0)[1].abs() == 90.0, "{name}");
    }
}

#[test]
fn rows_of_a_shapefile_stay_with_their_shapes() {
    let (opened, report) = file("records-out-of-order.shp");
    assert!(is_quiet(&report), "{}", report.to_text());
    let of = |f: &Feature| (points(&f.geometry)[0][0], f.properties[0].1.display().to_owned());
    let found: Vec<_> = features(&opened).into_iter().map(of).collect();
    let wanted =
        [(130.0, "line0"), (131.0, "line1"), (132.0, "line2")].map(|(lon, name)| (lon, name.to_owned()));
    assert_eq!(found, wanted);
}

#[test]
fn a_first_row_longer_than_the_sample_is_read() {
    let line: Vec<String> =
        (0..9000).map(|i| format!("{:.4} {:.1}", 130.0 + f64::from(i) * 1e-4, 42.0)).collect();
    let table = format!("name,wkt\nA,\"LINESTRING ({})\"\nB,POINT (1 2)\n", line.join(", "));
    let (opened, report) = text("a.csv", &table);
    assert!(table.len() > 100_000 && report.is_empty(), "{}", report.to_text());
    assert_eq!((opened.features(), opened.vertices()), (2, 9001));
    // Whatever is written is read: columns of the position come first, last, or between.
    let note = "x".repeat(200_000);
    for table in [
        format!("lat,lon,note\n42,130,{note}\n"),
        format!("note,lat,lon\n{note},42,130\n"),
        format!("wkt,note\nPOINT (130 42),\"{note}\n{note}\"\n"),
    ] {
        let (opened, report) = text("a.csv", &table);
        assert!(report.is_empty() && is_at(&opened, 0, 130.0, 42.0), "{}", report.to_text());
        let (again, _) = text("b.csv", &written(opened.layers(), "csv"));
        assert_eq!(features(&again)[0].properties, features(&opened)[0].properties);
    }
    // A table without rows, but with the column of shapes, is empty and no fault.
    assert!(bytes("a.csv", b"name,wkt\n\"A\",\n").is_ok());
}

#[test]
fn shapes_of_other_formats_in_kml_are_loaded_and_told() {
    let (opened, report) = file("multilinestring-in-kml.kml");
    assert_eq!(codes(&report), ["unknown-element"]);
    assert_eq!(report.notices()[0].severity, Severity::Warning);
    assert_eq!(points(&features(&opened)[0].geometry), [[130.0, 42.0], [131.0, 43.0]]);
    let kml = |inner: &str| {
        format!("<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark>{inner}</Placemark></kml>")
    };
    let coordinates = "<coordinates>130,42 131,43</coordinates>";
    for (inner, kind) in [
        (format!("<Linestring>{coordinates}</Linestring>"), "LineString"),
        (format!("<MultiPoint>{coordinates}</MultiPoint>"), "MultiPoint"),
        (
            format!("<GeometryCollection><LineString>{coordinates}</LineString></GeometryCollection>"),
            "MultiLineString",
        ),
        (
            format!(
                "<MultiGeometry><lineStringMember><LineString>{coordinates}</LineString></lineStringMember></MultiGeometry>"
            ),
            "MultiLineString",
        ),
        (
            format!(
                "<MultiCurve><curveMember><LineString>{coordinates}</LineString></curveMember></MultiCurve>"
            ),
            "MultiLineString",
        ),
    ] {
        let (opened, _) = text("a.kml", &kml(&inner));
        let geometry = &features(&opened)[0].geometry;
        assert_eq!((points(geometry).len(), geometry.vertices()), (2, 2), "{inner}");
        assert!(geometry.kind().name() == kind || kind == "MultiPoint", "{inner}: {geometry:?}");
    }
}

#[test]
fn four_numbers_are_a_position_and_one_too_many() {
    let (opened, report) = file("four-numbers.kml");
    assert_eq!(codes(&report), ["extra-numbers"]);
    assert_eq!(points(&features(&opened)[0].geometry), [[130.0, 42.0], [131.0, 43.0]]);
    let track = "<kml xmlns=\"http://www.opengis.net/kml/2.2\" xmlns:gx=\"http://www.google.com/kml/ext/2.2\"><Placemark><gx:Track><gx:coord>130 42 5 7</gx:coord><gx:coord>131 43 5 7</gx:coord></gx:Track></Placemark></kml>";
    let (opened, report) = text("a.kml", track);
    assert_eq!((codes(&report), opened.vertices()), (vec!["extra-numbers"], 2));
}

#[test]
fn types_that_do_not_exist_are_not_silent() {
    let (opened, report) = file("unknown-feature-types.geojson");
    assert_eq!((opened.features(), report.count("wrong-type")), (3, 3));
    assert!(report.notices().iter().all(|n| n.place.line.is_some() && n.severity == Severity::Warning));
    let (_, report) = text("a.geojson", r#"{"type":"Featurecollection","features":[]}"#);
    assert_eq!(report.count("wrong-type"), 1);
    let (_, report) = text(
        "a.geojsonl",
        "{\"type\":\"feature\",\"properties\":{},\"geometry\":null}\n{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}\n",
    );
    assert_eq!(report.count("wrong-type"), 1);
}

#[test]
fn an_arc_that_is_no_whole_number_costs_its_object_only() {
    let (opened, report) = file("arc-index-no-whole-number.topojson");
    assert_eq!((opened.features(), report.count("bad-geometry")), (3, 2), "{}", report.to_text());
    assert!(report.has_errors());
    let with: Vec<_> = features(&opened).into_iter().filter(|f| f.geometry != Geometry::None).collect();
    assert_eq!(with.len(), 1);
    assert_eq!(points(&with[0].geometry), [[135.0, 42.0], [136.0, 43.0]]);
    for odd in ["null", "[0,{}]", "-0.5", "1e400", "true"] {
        let text_of = format!(r#"{{"type":"Topology","objects":{{"a":{{"type":"LineString","arcs":[{odd}]}},"b":{{"type":"LineString","arcs":[~0]}},"c":{{"type":"LineString","arcs":[-1]}}}},"arcs":[[[130,42],[131,43]]]}}"#).replace("[~0]", "[0]");
        let (opened, report) = text("a.topojson", &text_of);
        assert_eq!(opened.vertices(), 4, "{odd}: {}", report.to_text());
        assert!(report.has_errors(), "{odd}");
    }
}

#[test]
fn what_xml_does_not_allow_is_said_where_it_is() {
    let (opened, report) = file("attribute-twice.gpx");
    assert_eq!(
        (report.notices()[0].code, report.notices()[0].severity),
        ("duplicate-attribute", Severity::Error)
    );
    assert_eq!(report.notices()[0].place.line, Some(2));
    assert_eq!(features(&opened)[0].geometry, Geometry::None);
    let gpx = "<gpx xmlns=\"http://www.topografix.com/GPX/1/1\"><wpt lat=\"42\" lon=\"130\"/></gpx>";
    let cases = [
        (format!("{gpx}\n{gpx}"), "several-roots", 2),
        (format!("junk <?xml version=\"1.0\"?>{gpx}"), "syntax", 1),
        (format!("{gpx} and more"), "syntax", 1),
        (gpx.replace("/></gpx>", "><name>A\u{1}B</name></wpt></gpx>"), "control-character", 1),
        (gpx.replace("<wpt", "<rte a=\"1\" b=\"2\" a=\"3\"/><wpt"), "duplicate-attribute", 2),
    ];
    for (content, code, features) in cases {
        let (opened, report) = text("a.gpx", &content);
        assert!(report.count(code) > 0 && report.has_problems(), "{content}: {}", report.to_text());
        assert_eq!(opened.features(), features, "{content}");
    }
    let kml = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark id=\"a\" id=\"b\"><Point><coordinates>130,42</coordinates></Point></Placemark></kml>";
    assert_eq!(text("a.kml", kml).1.count("duplicate-attribute"), 1);
}

#[test]
fn properties_of_one_name_are_kept_apart_and_schemas_come_back() {
    let (opened, _) = file("name-twice-and-schema.kml");
    let json: Json = serde_json::from_str(&written(opened.layers(), "geojson")).unwrap();
    let properties = json["features"][0]["properties"].as_object().unwrap();
    assert_eq!(
        (properties["name"].as_str(), properties["name (2)"].as_str()),
        (Some("Хасан 나진"), Some("B"))
    );
    let kml = written(opened.layers(), "kml");
    for part in [
        "<Schema name=\"R\" id=\"R\"><SimpleField name=\"len\" type=\"int\"><displayName>Length</displayName></SimpleField></Schema>",
        "<SchemaData schemaUrl=\"#R\"><SimpleData name=\"len\">007</SimpleData></SchemaData>",
        "<Data name=\"name\"><displayName>Label</displayName><value>B</value></Data>",
    ] {
        assert!(kml.contains(part), "{part}\n{kml}");
    }
    let (again, _) = text("b.kml", &kml);
    assert_eq!(features(&again)[0].properties, features(&opened)[0].properties);
    let twice = r#"{"type":"Feature","properties":{"a":1,"a":2,"a (2)":3},"geometry":null}"#;
    let (opened, _) = text("a.geojson", twice);
    let json: Json = serde_json::from_str(&written(opened.layers(), "geojson")).unwrap();
    assert_eq!(json["features"][0]["properties"].as_object().unwrap().len(), 3);
}

#[test]
fn a_stated_system_is_taken_wherever_it_lies() {
    let stated = Options { crs: Some("EPSG:28414".into()), ..Options::default() };
    let (opened, report) = with("stated-zone-14.csv", &stated);
    assert!(report.is_empty() && opened.examined.proposals.is_empty(), "{}", report.to_text());
    let [lon, lat] = at(&opened, 0);
    assert!((lon - 82.9).abs() < 0.2 && (lat - 55.0).abs() < 0.2, "{lon} {lat}");
    for (crs, x, y, lon, lat) in [
        ("EPSG:32637", 413_000.0, 6_180_000.0, 37.6, 55.75),
        ("EPSG:32733", 500_000.0, 6_500_000.0, 15.0, -31.6),
    ] {
        let table = format!("name,x,y\nA,{x},{y}\n");
        let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
        let options = Options { crs: Some(crs.into()), ..Options::default() };
        let opened =
            open::read(&Input::of("a.csv", table.as_bytes(), &limits, &watch), &options, &mut report)
                .unwrap();
        let found = at(&opened, 0);
        assert!((found[0] - lon).abs() < 0.1 && (found[1] - lat).abs() < 0.1, "{crs} {found:?}");
        assert!(report.is_empty(), "{crs}: {}", report.to_text());
    }
}

#[test]
fn marks_of_a_format_and_stated_encodings_decide_over_blanks() {
    let (opened, report) = file("windows-1251-minified.geojson");
    assert_eq!(features(&opened)[0].properties[0].1.display(), "Хасан");
    assert_eq!(report.count("wrong-encoding"), 1);
    let kml = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><name>Хасан-Туманган-Раджин-Владивосток</name><Point><coordinates>130,42</coordinates></Point></Placemark></kml>";
    let (opened, _) = bytes("a.kml", &encoding_rs::WINDOWS_1251.encode(kml).0).unwrap();
    assert_eq!(features(&opened)[0].name(), Some("Хасан-Туманган-Раджин-Владивосток"));
    let table = encoding_rs::KOI8_R.encode("Станция\nХасан").0.into_owned();
    let options = Options { encoding: Some("koi8-r".into()), ..Options::default() };
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let input = Input { encoding: Some("koi8-r"), ..Input::of("a.csv", &table, &limits, &watch) };
    let error = open::read(&input, &options, &mut report).unwrap_err();
    assert_eq!(error.code(), "no-coordinates", "{error}");
}

#[test]
fn longitudes_are_written_between_the_limits() {
    let (track, _) = file("track-across-180.gpx");
    let (areas, _) = file("areas-on-both-sides-of-180.geojson");
    for ending in ["geojson", "kml", "csv"] {
        let (again, _) = text(&format!("a.{ending}"), &written(areas.layers(), ending));
        assert_eq!(features(&again)[0].geometry, features(&areas)[0].geometry, "{ending}");
        assert!(written(track.layers(), ending).contains("-173.2"), "{ending}");
    }
    let east = text("a.geojson", r#"{"type":"LineString","coordinates":[[179,64],[180,64]]}"#).0;
    let gpx = written(east.layers(), "gpx");
    assert!(gpx.contains("lon=\"-180\"") && !gpx.contains("lon=\"180\""), "{gpx}");
    let (again, _) = text("a.gpx", &gpx);
    assert_eq!(points(&features(&again)[0].geometry), [[179.0, 64.0], [180.0, 64.0]]);
}

#[test]
fn areas_that_span_the_world_stay_as_they_are() {
    for name in ["belt-round-the-globe.geojson", "area-of-200-degrees.geojson"] {
        let (opened, report) = file(name);
        assert!(report.is_empty() && opened.examined.proposals.is_empty(), "{name}: {}", report.to_text());
        let (west, east) = points(&features(&opened)[0].geometry)
            .iter()
            .fold((f64::MAX, f64::MIN), |(w, e), [lon, _]| (w.min(*lon), e.max(*lon)));
        assert!(east - west >= 200.0, "{name}");
    }
}

#[test]
fn a_point_that_is_added_costs_no_other_its_elements() {
    let (opened, _) = file("point-extensions.gpx");
    let mut layer = opened.layers()[0].clone();
    let track = std::sync::Arc::make_mut(&mut std::sync::Arc::make_mut(&mut layer.features)[0]);
    let Geometry::LineString(line) = &mut track.geometry else { panic!() };
    let [a, b] = [line.slice(0..1), line.slice(1..line.len())];
    *line = a.joined(&tumen_core::model::layer::Positions::new(vec![LonLat::new(130.65, 42.45)])).joined(&b);
    let gpx = written(&[layer], "gpx");
    let (_, rest) = gpx.split_once("42.45\"").unwrap();
    for speed in ["<hdop>1.1</hdop>", "<osmand:speed>1</osmand:speed>"] {
        assert!(gpx.contains(speed) && !rest.contains(speed));
    }
    for speed in [
        "<hdop>2.2</hdop>",
        "<osmand:speed>2</osmand:speed>",
        "<osmand:speed>3</osmand:speed>",
        "<osmand:speed>4</osmand:speed>",
    ] {
        assert!(rest.contains(speed), "{speed}\n{gpx}");
    }
}

#[test]
fn names_and_descriptions_in_any_language_are_those_of_other_formats() {
    let (opened, _) = file("russian-headings.csv");
    for (ending, name, description) in [
        ("kml", "<name>Хасан</name>", "<description>станция</description>"),
        ("gpx", "<name>Хасан</name>", "<desc>станция</desc>"),
    ] {
        let text_of = written(opened.layers(), ending);
        assert!(text_of.contains(name) && text_of.contains(description), "{text_of}");
        let (again, report) = text(&format!("a.{ending}"), &text_of);
        assert!(report.is_empty(), "{}", report.to_text());
        let table = written(again.layers(), "csv");
        assert!(
            table.contains("Название") && table.contains("Описание") && !table.contains("description"),
            "{table}"
        );
    }
    for (names, ending) in
        [("title,desc", "kml"), ("이름,설명", "gpx"), ("Name,Description", "kml"), ("NAME,Desc", "gpx")]
    {
        let (opened, _) = text("a.csv", &format!("{names},lat,lon\nХасан,станция,42,130\n"));
        let text_of = written(opened.layers(), ending);
        assert!(
            text_of.contains("<name>Хасан</name>") && text_of.contains("станция</desc"),
            "{names}: {text_of}"
        );
    }
    let (opened, _) = text(
        "a.gpx",
        "<gpx xmlns=\"http://www.topografix.com/GPX/1/1\"><wpt lat=\"42\" lon=\"130\"><desc>станция</desc></wpt></gpx>",
    );
    assert!(written(opened.layers(), "kml").contains("<description>станция</description>"));
}

#[test]
fn shapes_in_cells_are_shapes() {
    for name in ["hex-ewkb.csv", "hex-wkb.csv"] {
        let (opened, report) = file(name);
        assert!(
            report.is_empty() && is_at(&opened, 0, 130.6, 42.4),
            "{name}: {} {:?}",
            report.to_text(),
            at(&opened, 0)
        );
        let (again, _) = text("b.csv", &written(opened.layers(), "csv"));
        assert_eq!(features(&again)[0].properties, features(&opened)[0].properties);
    }
    let table = "id;shape\n1;\"{\"\"type\"\":\"\"LineString\"\",\"\"coordinates\"\":[[130,42],[131,43]]}\"\n";
    let (opened, report) = text("a.csv", table);
    assert!(report.is_empty() && opened.vertices() == 2, "{}", report.to_text());
}

#[test]
fn heights_that_stand_for_none_are_named_and_left_out() {
    let (opened, report) = file("heights-without-data.gpx");
    assert_eq!((codes(&report), report.notices().len()), (vec!["no-height"], 1));
    let profile = tumen_core::model::measure::profile(features(&opened)[0], &|_| None).unwrap();
    let heights: Vec<f64> = profile.pieces.iter().flatten().map(|p| p.height_m).collect();
    assert_eq!(heights, [40.0, 60.0, 90.0, 70.0]);
    assert_eq!((profile.ascent_m, profile.descent_m), (50.0, 20.0));
    let repaired = opened.examined.repaired();
    assert!(!written(&repaired, "gpx").contains("-32768"));
    for none in ["-9999", "-9999.0", "-32767", "-99999", "32767", "1e20"] {
        let kml = format!(
            "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><LineString><coordinates>130,42,5 131,43,{none}</coordinates></LineString></Placemark></kml>"
        );
        assert_eq!(text("a.kml", &kml).1.count("no-height"), 1, "{none}");
    }
}

#[test]
fn features_are_counted_from_1() {
    let (_, report) = file("second-feature-odd.geojson");
    let of: Vec<_> =
        report.notices().iter().map(|n| n.place.feature.clone().unwrap_or_default().english()).collect();
    assert_eq!(of, ["feature 2", "feature 2", "feature 3"], "{}", report.to_text());
    let lines = "{\"type\":\"Point\",\"coordinates\":[1,2]}\n{\"type\":\"Point\",\"coordinates\":[\"1\",2]}\n{\"type\":\"Point\",\"coord\n";
    let (_, report) = text("a.geojsonl", lines);
    let of: Vec<_> =
        report.notices().iter().filter_map(|n| n.place.feature.as_ref()).map(|f| f.english()).collect();
    assert_eq!(of, ["feature 2", "feature 3"], "{}", report.to_text());
}

#[test]
fn hidden_placemarks_wait_to_be_switched_on() {
    let (opened, _) = file("hidden-placemark.kml");
    let layer = &opened.layers()[0];
    let shown = |f: &Feature| layer.folder_visible(f.folder);
    assert_eq!(features(&opened).into_iter().map(shown).collect::<Vec<_>>(), [false, true]);
    let kml = written(opened.layers(), "kml");
    assert!(
        kml.contains("<name>hidden</name><visibility>0</visibility>") && !kml.contains("<Folder>"),
        "{kml}"
    );
    let mut switched = layer.clone();
    std::sync::Arc::make_mut(&mut switched.folders)[0].visible = true;
    assert!(!written(&[switched], "kml").contains("visibility"));
}

#[test]
fn colors_of_tracks_are_taken_and_written() {
    let (opened, _) = file("track-colors.gpx");
    let style = |i: usize| features(&opened)[i].own_style.clone().unwrap();
    assert_eq!((style(0).stroke, style(0).width), (Some(Color([0, 0xaa, 0, 179])), Some(8.0)));
    assert_eq!(style(1).stroke, Some(Color::rgb(0, 0, 255)));
    assert_eq!((style(2).stroke, style(2).width), (Some(Color::rgb(255, 0, 255)), Some(7.0)));
    let (again, _) = text("b.gpx", &written(opened.layers(), "gpx"));
    assert_eq!(features(&again)[2].own_style, features(&opened)[2].own_style);
    let kml = written(opened.layers(), "kml");
    let (from_kml, _) = text("b.kml", &kml);
    let (back, _) = text("c.gpx", &written(from_kml.layers(), "gpx"));
    assert_eq!(features(&back)[0].own_style.as_deref().unwrap().width, Some(8.0));
}

#[test]
fn links_within_an_archive_are_no_links_outside() {
    let (opened, report) = file("links-within.kmz");
    assert_eq!(opened.features(), 2);
    assert_eq!(
        (report.count("link-not-followed"), report.count("link-within")),
        (0, 2),
        "{}",
        report.to_text()
    );
    let (opened, report) = file("ground-overlay.kmz");
    let Geometry::Polygon(rings) = &features(&opened)[0].geometry else { panic!() };
    assert_eq!((features(&opened)[0].name(), rings[0].len()), (Some("Карта 1950"), 5));
    assert!(is_quiet(&report), "{}", report.to_text());
    assert!(written(opened.layers(), "kml").contains("<rotation>5</rotation>"));
}

#[test]
fn degrees_in_many_spellings() {
    let (opened, report) = file("ordinal-sign-for-degree.csv");
    assert!(report.is_empty() && is_at(&opened, 0, 131.39, 42.86), "{}", report.to_text());
    for pair in [
        "42⁰51'36\" 131⁰23'24\"",
        "42d51m36sN 131d23m24sE",
        "4251.600N 13123.400E",
        "42°51.6' 131°23.4'",
        "42度51分36秒 131度23分24秒",
    ] {
        let (opened, report) = text("a.csv", &format!("name;position\nA;{}\n", pair.replace('"', "″")));
        assert!(is_at(&opened, 0, 131.39, 42.86), "{pair}: {:?} {}", at(&opened, 0), report.to_text());
    }
    let (opened, _) = text("a.csv", "name,lat,lon\nA,4251.600N,13123.400E\n");
    assert!(is_at(&opened, 0, 131.39, 42.86));
}

#[cfg(feature = "geopackage")]
#[test]
fn a_spatial_view_is_read_and_each_cause_said_once() {
    let (opened, report) = file("view-and-blobs.gpkg");
    let view = opened.layers().iter().find(|l| l.name == "v").unwrap();
    assert_eq!(
        (view.features.len(), report.count("bad-table"), report.count("binary-value")),
        (1, 0, 4),
        "{}",
        report.to_text()
    );
    assert!(!report.has_problems(), "{}", report.to_text());
    assert!(report.to_text().contains("(3 values)"));
}

#[test]
fn a_few_chinese_letters_are_known_by_their_headings() {
    let (opened, report) = file("gbk-short.csv");
    assert!(is_at(&opened, 0, 130.36, 42.86), "{}", report.to_text());
    assert_eq!(features(&opened)[0].name(), Some("珲春"));
    for (label, table) in [
        ("gbk", "站名,经度,纬度\n图们,129.84,42.97\n"),
        ("big5", "名稱,緯度,經度\n圖們,42.97,129.84\n"),
        ("euc-kr", "역명;위도;경도\n나진;42.97;129.84\n"),
        ("windows-1251", "Имя;Широта;Долгота\nТум;42,97;129,84\n"),
        ("shift_jis", "名称,緯度,経度\n図們,42.97,129.84\n"),
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let (opened, report) = bytes("a.csv", &encoding.encode(table).0).unwrap();
        assert!(is_at(&opened, 0, 129.84, 42.97), "{label}: {}", report.to_text());
        assert!(table.contains(features(&opened)[0].properties[0].1.display()), "{label}");
    }
}

#[test]
fn tracks_and_waypoints_of_oziexplorer() {
    let (opened, _) = file("ozi.plt");
    let track = features(&opened)[0];
    let Geometry::LineString(line) = &track.geometry else { panic!() };
    assert!((line.heights()[0] - 41.0 * 0.3048).abs() < 1e-9 && line.heights()[2].is_nan());
    assert_eq!((line.len(), line.times()[0]), (3, 1_680_328_800.0));
    assert_eq!(track.own_style.as_deref().unwrap().stroke, Some(Color::rgb(255, 0, 0)));
    assert_eq!(track.name(), Some("Поход к границе"));
    let (opened, report) = file("ozi.wpt");
    assert_eq!(features(&opened)[0].name(), Some("Хасан"));
    assert!(is_at(&opened, 1, 131.48, 43.18) && is_quiet(&report), "{}", report.to_text());
}

#[test]
fn rows_in_quotes_and_points_of_nowhere() {
    let (opened, report) = file("rows-in-quotes.csv");
    assert_eq!((opened.features(), codes(&report)), (2, vec!["rows-in-quotes"]));
    assert!(is_at(&opened, 1, 131.8, 43.2) && features(&opened)[1].line == 3);
    let (opened, _) = text("a.csv", "name;lat;lon\n\"A;43,1;131,9\"\n\n\"B;43,2;131,8\"\n");
    assert!(opened.features() == 2 && is_at(&opened, 0, 131.9, 43.1));
    let (opened, report) = file("point-at-0-0.csv");
    assert_eq!((codes(&report), report.notices()[0].place.line), (vec!["null-island"], Some(3)));
    assert_eq!(opened.features(), 3);
    let ghana = "name,lat,lon\nA,0,0\nB,5.6,-0.2\nC,4.9,-1.7\n";
    assert!(text("a.csv", ghana).1.is_empty());
}

#[test]
fn a_packed_file_is_read_as_what_is_in_it() {
    let gpx = "<gpx xmlns=\"http://www.topografix.com/GPX/1/1\"><wpt lat=\"42\" lon=\"130\"/></gpx>";
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    packed.extend(miniz_oxide::deflate::compress_to_vec(gpx.as_bytes(), 6));
    packed.extend([0; 8]);
    let (opened, report) = bytes("day.gpx.gz", &packed).unwrap();
    assert!(report.is_empty() && is_at(&opened, 0, 130.0, 42.0));
    assert_eq!(opened.format.unwrap().id(), "gpx");
    assert_eq!(features(&opened)[0].property("x"), None::<&Value>);
}
