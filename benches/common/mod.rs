//! Made-up routes of any size, as text of several formats.

#![allow(dead_code, reason = "every bench uses a part of it")]

use std::fmt::Write as _;

/// The positions of a wandering line around Primorye; the same for the same number.
fn line(number: usize, vertices: usize) -> impl Iterator<Item = (f64, f64)> {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64 ^ (number as u64).wrapping_mul(0x2545_f491_4f6c_dd1d);
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    let (mut lon, mut lat) = (128.0 + 10.0 * random(), 40.0 + 8.0 * random());
    (0..vertices).map(move |_| {
        lon += (random() - 0.5) * 0.004;
        lat += (random() - 0.5) * 0.004;
        (lon, lat)
    })
}

/// GeoJSON of `lines` lines with `vertices` positions each.
pub fn geojson(lines: usize, vertices: usize) -> String {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
    for i in 0..lines {
        let comma = if i == 0 { "" } else { ",\n" };
        let _ =
            write!(text, "{comma}{{\"type\":\"Feature\",\"properties\":{{\"name\":\"Line {i}\",\"n\":{i}}},");
        text.push_str("\"geometry\":{\"type\":\"LineString\",\"coordinates\":[");
        for (j, (lon, lat)) in line(i, vertices).enumerate() {
            let comma = if j == 0 { "" } else { "," };
            let _ = write!(text, "{comma}[{lon:.7},{lat:.7}]");
        }
        text.push_str("]}}");
    }
    text.push_str("\n]}\n");
    text
}

/// GPX of `lines` tracks with `vertices` points each, with heights and times.
pub fn gpx(lines: usize, vertices: usize) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gpx version=\"1.1\" creator=\"bench\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n",
    );
    for i in 0..lines {
        let _ = writeln!(text, "<trk><name>Line {i}</name><trkseg>");
        for (j, (lon, lat)) in line(i, vertices).enumerate() {
            let (minute, second) = (j / 60 % 60, j % 60);
            let _ = writeln!(
                text,
                "<trkpt lat=\"{lat:.7}\" lon=\"{lon:.7}\"><ele>{}</ele>\
                 <time>2024-05-01T08:{minute:02}:{second:02}Z</time></trkpt>",
                j % 900
            );
        }
        text.push_str("</trkseg></trk>\n");
    }
    text.push_str("</gpx>\n");
    text
}

/// KML of `lines` placemarks with `vertices` positions each.
pub fn kml(lines: usize, vertices: usize) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>bench</name>\n",
    );
    for i in 0..lines {
        let _ = write!(text, "<Placemark><name>Line {i}</name><LineString><coordinates>");
        for (lon, lat) in line(i, vertices) {
            let _ = write!(text, "{lon:.7},{lat:.7},0 ");
        }
        text.push_str("</coordinates></LineString></Placemark>\n");
    }
    text.push_str("</Document></kml>\n");
    text
}
