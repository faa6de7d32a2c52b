//! Sheets to an exact scale: the bar is measured in the drawing of the PDF.

use crate::common::ready;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use tumen_core::geo::measure::distance;
use tumen_scene::export::{About, pdf};
use tumen_scene::frame::Paint;
use tumen_scene::page::{Extent, Page, PageSetup, PageSize};
use tumen_session::NamedView;

/// By how much a bar may be off.
const EXACT: f64 = 0.005;
/// Height of a bar, points of 1/72 inch: four pixels of 1/96.
const BAR: f64 = 3.0;
/// Largest content stream that is read, bytes.
const MOST: usize = 20_000_000;
const MM: f64 = 25.4 / 72.0;

type Point = [f64; 2];

/// The filled shapes of a page in drawing order, points of 1/72 inch.
fn fills(pdf: &[u8]) -> Vec<Vec<Point>> {
    streams(pdf).iter().flat_map(|stream| Drawing::default().read(stream)).collect()
}

/// The content streams of a PDF: those that begin by keeping the state. Pictures and fonts are left out.
fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for (at, _) in pdf.windows(7).enumerate().filter(|(_, w)| *w == b"stream\n") {
        let rest = &pdf[at + 7..];
        if at < 3 || &pdf[at - 3..at] == b"end" {
            continue;
        }
        if let Ok(stream) = decompress_to_vec_zlib_with_limit(rest, MOST)
            && stream.starts_with(b"q ")
        {
            found.push(stream);
        }
    }
    found
}

/// What a content stream has said so far.
#[derive(Default)]
struct Drawing {
    numbers: Vec<f64>,
    /// How coordinates become those of the page; those kept by `q` beneath.
    matrices: Vec<[f64; 6]>,
    path: Vec<Point>,
    fills: Vec<Vec<Point>>,
}

impl Drawing {
    fn read(mut self, stream: &[u8]) -> Vec<Vec<Point>> {
        self.matrices.push([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        let mut rest = stream;
        while let Some((&first, more)) = rest.split_first() {
            if first == b'(' {
                rest = behind_string(more);
            } else if first.is_ascii_whitespace() || b"[]<>)/".contains(&first) {
                rest = more;
            } else {
                let ends = |b: &u8| b.is_ascii_whitespace() || b"[]<>()/".contains(b);
                let end = rest.iter().position(ends).unwrap_or(rest.len());
                self.word(&String::from_utf8_lossy(&rest[..end]));
                rest = &rest[end..];
            }
        }
        self.fills
    }

    fn word(&mut self, word: &str) {
        if let Ok(number) = word.parse() {
            self.numbers.push(number);
            return;
        }
        let numbers = std::mem::take(&mut self.numbers);
        let now = *self.matrices.last().unwrap();
        match (word, &numbers[..]) {
            ("q", _) => self.matrices.push(now),
            ("Q", _) => drop(self.matrices.pop()),
            ("cm", &[.., a, b, c, d, e, f]) => {
                *self.matrices.last_mut().unwrap() = joined([a, b, c, d, e, f], now)
            }
            ("m", &[.., x, y]) => self.path = vec![moved([x, y], now)],
            ("l", &[.., x, y]) => self.path.push(moved([x, y], now)),
            ("f" | "f*" | "B" | "B*", _) => self.fills.push(std::mem::take(&mut self.path)),
            ("S" | "n", _) => self.path.clear(),
            _ => {}
        }
    }
}

fn behind_string(mut rest: &[u8]) -> &[u8] {
    while let Some((&byte, more)) = rest.split_first() {
        rest = match byte {
            b')' => return more,
            b'\\' => more.get(1..).unwrap_or_default(),
            _ => more,
        };
    }
    rest
}

fn moved([x, y]: Point, [a, b, c, d, e, f]: [f64; 6]) -> Point {
    [a * x + c * y + e, b * x + d * y + f]
}

fn joined(first: [f64; 6], then: [f64; 6]) -> [f64; 6] {
    let [a, b, c, d, e, f] = first;
    let [[a, b], [c, d], [e, f]] = [[a, b], [c, d]]
        .map(|p| [then[0] * p[0] + then[2] * p[1], then[1] * p[0] + then[3] * p[1]])
        .into_iter()
        .chain([moved([e, f], then)])
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    [a, b, c, d, e, f]
}

/// Left, right and height of an upright rectangle.
fn rectangle(path: &[Point]) -> Option<[f64; 3]> {
    let range = |k: usize| {
        let values = || path.iter().map(|p| p[k]);
        [values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max)]
    };
    let ([left, right], [low, high]) = (range(0), range(1));
    let near = |a: f64, b: f64| (a - b).abs() < 1e-3;
    let corner = |p: &Point| (near(p[0], left) || near(p[0], right)) && (near(p[1], low) || near(p[1], high));
    (path.len() == 4 && path.iter().all(corner)).then_some([left, right, high - low])
}

/// The length of the one bar of two halves on a page, points of 1/72 inch.
fn bar(fills: &[Vec<Point>]) -> f64 {
    let halves: Vec<_> =
        fills.iter().filter_map(|f| rectangle(f)).filter(|r| (r[2] - BAR).abs() < 0.01).collect();
    let pairs = halves.windows(2).filter(|w| {
        (w[0][1] - w[1][0]).abs() < 0.01 && ((w[0][1] - w[0][0]) - (w[1][1] - w[1][0])).abs() < 0.01
    });
    let bars: Vec<f64> = pairs.map(|w| w[1][1] - w[0][0]).collect();
    assert_eq!(bars.len(), 1, "{halves:?}");
    bars[0]
}

/// What the bar of a page says, kilometers.
fn said(page: &Page) -> f64 {
    let mut words = page.frame.items().filter_map(|item| match &item.paint {
        Paint::Text(text) => text.text.strip_suffix(" km")?.replace(['\u{202f}', ','], "").parse().ok(),
        _ => None,
    });
    words.next_back().unwrap()
}

/// Kilometers on the ellipsoid across a length in the middle of the map of a page.
fn on_the_ground(page: &Page, points: f64) -> f64 {
    let map = page.frame.items().find_map(|item| match &item.paint {
        Paint::Inset(_, frame) if frame.groups.iter().any(|g| g.name == "corridors") => Some(frame),
        _ => None,
    });
    let map = map.unwrap();
    let half = (0.5 * points * 96.0 / 72.0) as f32;
    let [x, y] = map.size.map(|v| 0.5 * v);
    let ends = [x - half, x + half].map(|x| map.map.unwrap().to_lonlat([x, y], map.size));
    distance(ends[0], ends[1]) / 1000.0
}

#[test]
fn bars_in_the_pdf_are_right_within_half_a_percent() {
    let session = ready();
    for (view, size, scale, least_mm) in
        [("tumen", PageSize::A3, 100_000.0, 50.0), ("theatre", PageSize::A1, 10_000_000.0, 50.0)]
    {
        let extent = Extent::Degrees(NamedView::find(view).unwrap().bounds);
        let setup = PageSetup { size, extent, scale: Some(scale), ..PageSetup::new([1280.0, 800.0]) };
        let pages = session.compose_page(&setup).unwrap();
        let about = About { title: view.into(), description: String::new(), language: "en".into() };
        let length = bar(&fills(&pdf(&pages[..1], &about).unwrap()));
        let (said, ground, mm) = (said(&pages[0]), on_the_ground(&pages[0], length), length * MM);
        let stated = said * 1e6 / scale;
        println!(
            "{view}: a bar of {mm:.3} mm for {said} km, {stated:.3} mm at the scale, {ground:.4} km of ground"
        );
        assert!((mm / stated - 1.0).abs() < EXACT, "{view}: {mm} mm for {stated} mm");
        assert!((ground / said - 1.0).abs() < EXACT, "{view}: {ground} km for {said} km");
        assert!(mm >= least_mm - 0.5, "{view}: the bar is short, {mm} mm");
    }
}
