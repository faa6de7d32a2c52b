#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
use super::*;
use crate::input::{Limits, Watch};

type Reader = fn(&Input<'_>, &mut Report) -> Result<Vec<RawLayer>, ReadError>;

fn loaded(read: Reader, bytes: &[u8]) -> (Layer, StatedCrs, Report) {
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let mut layers = read(&Input::of("day.log", bytes, &limits, &watch), &mut report).unwrap();
    let RawLayer { layer, crs } = layers.remove(0);
    (layer, crs, report)
}

fn line(feature: &Feature) -> &Positions {
    match &feature.geometry {
        Geometry::LineString(line) => line,
        other => unreachable!("{other:?}"),
    }
}

fn near(at: LonLat, lon: f64, lat: f64) -> bool {
    (at.lon - lon).abs() < 1e-6 && (at.lat - lat).abs() < 1e-6
}

#[test]
fn nmea_takes_each_fix_once_and_leaves_out_what_is_damaged() {
    let log = b"$GPRMC,120000,A,4251.600,N,13123.400,E,0.0,0.0,010524,,\r\n\
        $GPGGA,120001,4251.600,N,13123.400,E,1,08,0.9,45.5,M,20,M,,*00\r\n\
        $GPGGA,120002,4251.700,N,13123.500,E,1,08,0.9,46.5,M,20,M,,\r\n\
        $GPGGA,120003,,,,,0,00,,,M,,M,,\r\n$GPWPL,4251.000,N,13123.000,E,PIER\r\n";
    assert!(is_nmea("$GPGGA,1") && is_nmea("$GNRMC,1") && !is_nmea("$GP") && !is_nmea("$5,00,1"));
    let (layer, crs, report) = loaded(read_nmea, log);
    assert_eq!(crs, StatedCrs::Wgs84);
    assert_eq!(layer.features[0].name(), Some("PIER"));
    let track = line(&layer.features[1]);
    assert!(track.len() == 1 && near(track.points[0], 131.391_666_67, 42.861_666_67), "{track:?}");
    assert_eq!((track.heights(), track.times()), (&[46.5][..], &[1_714_564_802.0][..]));
    assert_eq!(report.count("bad-row"), 1);
}

#[test]
fn igc_has_heights_times_and_the_task() {
    let log = b"AXXX001\r\nHFDTEDATE:160701,01\r\nHFPLTPILOTINCHARGE:Kim\r\n\
        C4250000N13120000EStart\r\nC4260000N13130000EEnd\r\n\
        B2359584251600N13123400EA0058700558\r\nB0000024251700N13123500EA0058700000\r\nBxx\r\n";
    assert!(is_igc(std::str::from_utf8(log).unwrap()) && !is_igc("Anna;1\nB;2\n"));
    let (layer, _, report) = loaded(read_igc, log);
    let flight = line(&layer.features[0]);
    assert!(near(flight.points[0], 131.39, 42.86));
    assert_eq!(flight.heights(), [558.0, 587.0]);
    assert_eq!(flight.times(), [995_327_998.0, 995_328_002.0]);
    assert_eq!(layer.features[0].property("pilot").unwrap().display(), "Kim");
    assert_eq!(line(&layer.features[1]).len(), 2);
    assert_eq!(report.count("bad-row"), 1);
}

#[test]
fn tcx_has_a_segment_for_each_track() {
    let text = r#"<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">
<Activities><Activity Sport="Biking"><Id>2024-05-01T12:00:00Z</Id><Lap><Track>
<Trackpoint><Time>2024-05-01T12:00:00Z</Time><Position><LatitudeDegrees>42.4</LatitudeDegrees><LongitudeDegrees>130.6</LongitudeDegrees></Position><AltitudeMeters>12.5</AltitudeMeters></Trackpoint>
<Trackpoint><Time>2024-05-01T12:00:05Z</Time></Trackpoint>
<Trackpoint><Position><LatitudeDegrees>42.5</LatitudeDegrees><LongitudeDegrees>130.7</LongitudeDegrees></Position></Trackpoint>
</Track><Track><Trackpoint><Position><LatitudeDegrees>42.6</LatitudeDegrees><LongitudeDegrees>130.8</LongitudeDegrees></Position></Trackpoint>
<Trackpoint><Position><LatitudeDegrees>42.7</LatitudeDegrees><LongitudeDegrees>130.8</LongitudeDegrees></Position></Trackpoint></Track></Lap></Activity></Activities>
<Courses><Course><Name>Way</Name><CoursePoint><Name>Bridge</Name><Position><LatitudeDegrees>42.41</LatitudeDegrees><LongitudeDegrees>130.64</LongitudeDegrees></Position></CoursePoint></Course></Courses></TrainingCenterDatabase>"#;
    let (layer, _, report) = loaded(read_tcx, text.as_bytes());
    let Geometry::MultiLineString(parts) = &layer.features[0].geometry else { unreachable!() };
    assert_eq!(parts.iter().map(Positions::len).collect::<Vec<_>>(), [2, 2]);
    assert_eq!((parts[0].heights()[0], parts[0].times()[0]), (12.5, 1_714_564_800.0));
    assert_eq!(layer.features[0].property("type").unwrap().display(), "Biking");
    assert_eq!(layer.features[1].name(), Some("Bridge"));
    assert!(report.is_empty(), "{report:?}");
}

/// A recording of fixes; `bytes` of it are cut off.
fn fit(fixes: &[(f64, f64, f64, u32)], cut: usize) -> Vec<u8> {
    let mut body = vec![0x40, 0, 0, 20, 0, 4, 253, 4, 0x86, 0, 4, 0x85, 1, 4, 0x85, 2, 2, 0x84];
    for (lon, lat, height, time) in fixes {
        body.push(0);
        body.extend(time.to_le_bytes());
        body.extend(((lat * 2_147_483_648.0 / 180.0) as i32).to_le_bytes());
        body.extend(((lon * 2_147_483_648.0 / 180.0) as i32).to_le_bytes());
        body.extend((((height + 500.0) * 5.0) as u16).to_le_bytes());
    }
    let mut file = vec![14, 0x20, 0, 0];
    file.extend((body.len() as u32).to_le_bytes());
    file.extend(b".FIT\0\0");
    file.extend(&body[..body.len() - cut]);
    file
}

#[test]
fn fit_is_read_as_far_as_it_goes() {
    let fixes = [(130.6, 42.4, 12.0, 1_000_000_000), (130.7, 42.5, 13.0, 1_000_000_010)];
    let (layer, _, report) = loaded(read_fit, &fit(&fixes, 0));
    let track = line(&layer.features[0]);
    assert!(near(track.points[1], 130.7, 42.5) && report.is_empty());
    assert_eq!(
        (track.heights(), track.times()),
        (&[12.0, 13.0][..], &[1_631_065_600.0, 1_631_065_610.0][..])
    );
    let (layer, _, report) = loaded(read_fit, &fit(&fixes, 5));
    assert_eq!((line(&layer.features[0]).len(), report.count("truncated")), (1, 1));
}

#[test]
fn ozi_routes_in_another_datum() {
    let text = "OziExplorer Route File Version 1.0\r\nPulkovo 1942 (1)\r\nReserved 1\r\nReserved 2\r\n\
        R, 0,To the pier,by sea,255\r\nW,0,1,1,A, 42.40, 130.60,45017.2,0,1,3,0,65535,,0,0\r\n\
        W,0,2,2,B, 42.50, 130.70,45017.2,0,1,3,0,65535,,0,0\r\nW,0,3,3,C,x,y\r\n";
    let (layer, crs, report) = loaded(read_ozi, text.as_bytes());
    assert_eq!(crs, StatedCrs::Epsg(4284));
    assert_eq!((layer.features[0].name(), line(&layer.features[0]).len()), (Some("To the pier"), 2));
    assert_eq!(report.count("bad-row"), 1);
}
