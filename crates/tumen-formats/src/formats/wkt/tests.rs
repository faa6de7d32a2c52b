#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::*;
use tumen_core::model::layer::GeometryKind;

fn same(text: &str) {
    assert_eq!(to_text(&parse(text, 64).unwrap()), text);
}

#[test]
fn every_type_comes_back_as_it_was() {
    for text in [
        "POINT (131.9 43.1)",
        "POINT Z (131.9 43.1 -5.25)",
        "LINESTRING (131.9 43.1, 132 43.2)",
        "LINESTRING Z (131.9 43.1 5, 132 43.2 NaN)",
        "LINESTRING EMPTY",
        "MULTIPOINT (1 2, 3 4)",
        "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))",
        "POLYGON ((0 0, 1 0, 1 1, 0 0), (0.1 0.1, 0.2 0.1, 0.2 0.2, 0.1 0.1))",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), EMPTY)",
        "MULTIPOLYGON EMPTY",
        "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (1 2, 3 4)), POINT EMPTY)",
    ] {
        same(text);
    }
}

#[test]
fn other_spellings_are_understood() {
    let text = |t: &str| to_text(&parse(t, 64).unwrap());
    assert_eq!(text("srid=4326; pointz(1 2 3)"), "POINT Z (1 2 3)");
    assert_eq!(text(" Point M ( 1  2 9 ) "), "POINT (1 2)");
    assert_eq!(text("LINESTRING ZM (1 2 3 4, 5 6 7 8)"), "LINESTRING Z (1 2 3, 5 6 7)");
    assert_eq!(text("LINESTRINGM(1 2 3,5 6 7)"), "LINESTRING (1 2, 5 6)");
    assert_eq!(text("MULTIPOINT((1 2),(3 4))"), "MULTIPOINT (1 2, 3 4)");
    assert_eq!(text("POINT(1e2 -.5)"), "POINT (100 -0.5)");
    assert_eq!(parse("POINT EMPTY", 64), Ok(Geometry::None));
    assert_eq!(parse_with_srid("SRID=28422;POINT(1 2)", 64).unwrap().0, Some(28422));
}

#[test]
fn errors_name_their_byte() {
    let byte = |t: &str| parse(t, 64).unwrap_err().byte;
    assert_eq!(byte("POINT (131,9 43.1)"), 10);
    assert_eq!(byte("LINESTRING (1 2, x 4)"), 17);
    assert_eq!(byte("PINT (1 2)"), 0);
    assert_eq!(byte("POINT (1 2) x"), 12);
    assert_eq!(byte("POINT (1e999 2)"), 7);
    assert!(parse("LINESTRING (1 2, 3", 64).unwrap_err().truncated);
    assert!(parse("", 64).unwrap_err().truncated);
    let deep = "GEOMETRYCOLLECTION(".repeat(100_000);
    assert!(parse(&deep, u64::MAX).unwrap_err().what.english().contains("limit"));
}

#[test]
fn collections_have_their_kind() {
    assert_eq!(parse("TIN (((0 0, 1 0, 1 1, 0 0)))", 9).unwrap().kind(), GeometryKind::MultiPolygon);
}
