//! From the bytes of a route file to layers, and on to what the first frame needs.

#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

#[path = "common/mod.rs"]
mod common;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use tumen_core::diag::Report;
use tumen_core::geo::Projection;
use tumen_formats::input::{Input, Limits, Watch};
use tumen_formats::open::{Opened, Options, read};
use tumen_scene::user::UserLayer;

fn opened(name: &str, bytes: &[u8]) -> Opened {
    let (limits, watch) = (Limits::default(), Watch::default());
    let mut report = Report::new();
    let opened = read(&Input::of(name, bytes, &limits, &watch), &Options::default(), &mut report).unwrap();
    assert!(!report.has_problems(), "{}", report.to_text());
    opened
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    group.sample_size(10);
    for (name, text) in [
        ("geojson_1m", common::geojson(2_000, 500)),
        ("geojson_10m", common::geojson(20_000, 500)),
        ("gpx_1m", common::gpx(2_000, 500)),
        ("kml_1m", common::kml(2_000, 500)),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| black_box(opened(name, text.as_bytes()).vertices()));
        });
    }
    group.finish();
}

/// Reading and preparing together: what stands between a drop and the first frame.
fn first_frame(c: &mut Criterion) {
    let mut group = c.benchmark_group("first_frame");
    group.sample_size(10);
    for (name, text) in
        [("geojson_1m", common::geojson(2_000, 500)), ("geojson_10m", common::geojson(20_000, 500))]
    {
        group.bench_function(name, |b| {
            b.iter_batched(
                || (),
                |()| {
                    let layers = opened(name, text.as_bytes()).examined.layers;
                    let prepared: Vec<UserLayer> =
                        layers.iter().map(|l| UserLayer::new(l, Projection::Mercator)).collect();
                    black_box((layers, prepared))
                },
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, reading, first_frame);
criterion_main!(benches);
