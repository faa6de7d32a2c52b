//! Files that are broken at random, for every reader: no panic, no hang, no exhausted memory.
//!
//! `TUMEN_MUTATIONS=100000 cargo test --release --test mutations -- --nocapture` tries as many inputs
//! for each reader; without the variable a few hundred are tried. The same number gives the same inputs.

use crate::common::binary;
use crate::spent::spent;
use std::fs;
use std::path::Path;
use std::time::Duration;
use tumen_core::diag::Report;
use tumen_formats::formats::{
    csv, flatgeobuf, geojson, geopackage, gpx, kml, positions, shapefile, topojson, wkt,
};
use tumen_formats::input::{Input, Limits, RawLayer, ReadError, Watch};
use tumen_formats::open::{Options, read};
use tumen_formats::project;

/// One input may take so long.
const SLOWEST: Duration = Duration::from_secs(2);
/// All inputs together may take so much memory, kB.
const MOST_MEMORY: u64 = 1_500_000;

type Reader = fn(&Input<'_>, &mut Report) -> Result<Vec<RawLayer>, ReadError>;

fn inputs() -> u64 {
    std::env::var("TUMEN_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(400)
}

/// xorshift64*.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }
}

/// Pieces that have broken readers before.
const PIECES: [&[u8]; 22] = [
    b"1e999",
    b"-1e-999",
    b"NaN",
    b"99999999999999999999999999",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":{\"a\":",
    b"</",
    b"<!DOCTYPE x [<!ENTITY a \"b\">]>&a;",
    b"<![CDATA[",
    b"]]>",
    b"&#0;&#x110000;&unknown;",
    b"\"",
    b"\\u",
    b"\\ud800",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x80\x00\x00\x00",
    b"\x00\x00\x00\x00\x00\x00\x00\x00",
    b"\xef\xbb\xbf",
    b"\r\n\r\n",
    b"((((((((((",
    b"131,5;43,1",
];

/// A seed with one to eight changes.
fn mutated(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len() + 1);
        let end = (at + 1 + random.below(64)).min(bytes.len());
        match random.below(9) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 if at < bytes.len() => bytes[at] = random.next() as u8,
            2 => drop(bytes.drain(at..end)),
            3 => bytes.truncate(at),
            4 => {
                let copy = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, copy));
            }
            5 => drop(bytes.splice(at..at, PIECES[random.below(PIECES.len())].iter().copied())),
            6 => drop(bytes.splice(at..end, PIECES[random.below(PIECES.len())].iter().copied())),
            7 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            _ => {
                for byte in bytes[at..end].iter_mut().take(4) {
                    *byte = 0xff;
                }
            }
        }
    }
    bytes
}

fn fixtures(folder: &str) -> Vec<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<_> = fs::read_dir(&path).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let seeds: Vec<Vec<u8>> = files
        .iter()
        .filter(|p| p.is_file())
        .map(|p| fs::read(p).unwrap())
        .filter(|b| !b.is_empty())
        .collect();
    assert!(!seeds.is_empty(), "there are fixtures in {folder}");
    seeds
}

/// Resident memory at its highest, kB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM"));
    line.and_then(|l| l.split_whitespace().nth(1)).and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn torment(name: &str, seeds: &[Vec<u8>], read: impl Fn(&Input<'_>, &mut Report) -> bool) {
    let mut random = Random(0x5eed_0000 + name.len() as u64);
    let (limits, watch) = (Limits::default(), Watch::default());
    let (mut loaded, mut slowest) = (0_u64, Duration::ZERO);
    let count = inputs();
    for i in 0..count {
        let bytes = mutated(seeds, &mut random);
        let start = spent();
        let mut report = Report::new();
        let companion = |extension: &str| binary::companion(extension, i);
        let input = Input { sidecars: &companion, ..Input::of(name, &bytes, &limits, &watch) };
        loaded += u64::from(read(&input, &mut report));
        let took = spent() - start;
        assert!(took < SLOWEST, "{name}: input {i} took {took:?}");
        slowest = slowest.max(took);
    }
    let peak = peak();
    println!("{name}: {count} inputs, {loaded} gave something, slowest {slowest:?}, peak memory {peak} kB");
    assert!(peak < MOST_MEMORY, "{name}: {peak} kB");
}

fn reader(name: &str, seeds: &[Vec<u8>], read: Reader) {
    torment(name, seeds, |input, report| {
        let raw_layers = read(input, report).unwrap_or_default();
        let any = !raw_layers.is_empty();
        // The doctor must bear whatever a reader lets through.
        let _ = tumen_formats::doctor::examine(raw_layers, report, input.watch);
        any
    });
}

#[test]
fn geojson_and_sequences() {
    reader("geojson", &fixtures("geojson"), geojson::read);
    reader("geojsonseq", &fixtures("geojson"), geojson::read_sequence);
}

#[test]
fn topojson_is_borne() {
    reader("topojson", &fixtures("topojson"), topojson::read);
}

#[test]
fn wkt_and_positions() {
    reader("wkt", &fixtures("wkt"), wkt::read);
    let lists = [&b"43.1, 131.9\n42.8, 130.2\n"[..], b"43\xc2\xb006'N 131\xc2\xb053'E\n42,5; 130,7\n"];
    reader("positions", &lists.map(<[u8]>::to_vec), positions::read);
}

#[test]
fn kml_and_kmz() {
    reader("kml", &fixtures("kml"), kml::read);
    reader("kmz", &[binary::kmz()], kml::read_kmz);
}

#[test]
fn gpx_is_borne() {
    reader("gpx", &fixtures("gpx"), gpx::read);
}

#[test]
fn csv_is_borne() {
    reader("csv", &fixtures("csv"), csv::read);
}

#[test]
fn shapefiles_loose_and_zipped() {
    reader("shapefile", &binary::shapefiles(), shapefile::read);
    reader("shapefile zip", &[binary::shapefile_zip()], shapefile::read_zip);
}

#[test]
fn geopackage_is_borne() {
    reader("geopackage", &binary::geopackages(), geopackage::read);
}

#[test]
fn flatgeobuf_is_borne() {
    reader("flatgeobuf", &binary::flatgeobufs(), flatgeobuf::read);
}

#[test]
fn projects_are_borne() {
    torment("project", &[binary::project()], |input, report| project::read(input, report).is_ok());
}

/// The way a user takes: recognize, read, examine.
#[test]
fn anything_at_all() {
    let mut seeds = binary::shapefiles();
    for folder in ["geojson", "topojson", "wkt", "kml", "gpx", "csv"] {
        seeds.extend(fixtures(folder));
    }
    seeds.extend([binary::kmz(), binary::shapefile_zip(), binary::project()]);
    seeds.extend(binary::geopackages());
    seeds.extend(binary::flatgeobufs());
    torment("anything", &seeds, |input, report| read(input, &Options::default(), report).is_ok());
}
