//! What the program exists for, measured: opening, preparing, composing, picking, exporting.
//!
//! `cargo bench --no-default-features` runs all of it; `cargo bench -- compose` a part.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::Arc;
use tumen_assets::Bundle;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::{Date, Feature, Geometry, Layer};
use tumen_scene::compose::LayerView;
use tumen_scene::export;
use tumen_scene::frame::{FeatureId, Frame, Item, Paint, Part, Stroke};
use tumen_scene::pick::pick;
use tumen_scene::prepared::{Form, Shape};
use tumen_scene::{Camera, Furniture, Prepared, PreparedMap, RenderOptions, Rgba, Scene, UserLayer, compose};
use tumen_session::{NamedView, Output, Session, views};

const SIZE: [f32; 2] = [1600.0, 1000.0];
const TODAY: Date = Date { year: 2026, month: 11, day: 21 };
const INK: Stroke = Stroke::solid(1.5, Rgba([200, 30, 30, 255]));

fn open() -> Session {
    Session::open(&Bundle::embedded(), TODAY)
}

fn map(session: &Session) -> PreparedMap {
    PreparedMap::new(session.document(), session.basemap(), session.style(), Projection::Mercator)
}

/// A thousand wiggly lines of a thousand points over the theatre.
fn million() -> Vec<Vec<LonLat>> {
    let line = |l: u32| -> Vec<LonLat> {
        let (west, south) = (101.0 + f64::from(l % 40) * 1.8, 34.0 + f64::from(l / 40) * 1.25);
        let point = |i: u32| {
            let t = f64::from(i) / 1000.0;
            let wiggle = 0.4 * (t * 37.0).sin() + 0.05 * (t * 911.0).sin() + 0.005 * (t * 9973.0).cos();
            LonLat::new(west + 3.0 * t, south + wiggle)
        };
        (0..1000).map(point).collect()
    };
    (0..1000).map(line).collect()
}

fn layer(lines: &[Vec<LonLat>]) -> Prepared {
    let shapes: Vec<Shape<'_>> =
        lines.iter().zip(0..).map(|(points, feature)| Shape { group: 0, feature, points }).collect();
    Prepared::new(Form::Lines, Projection::Mercator, 1, &shapes)
}

/// Composes as the window does, the camera a little further at every call.
struct Moving<'a> {
    session: &'a Session,
    map: &'a PreparedMap,
    look: RenderOptions,
    user: Vec<LayerView>,
    step: u32,
}

impl<'a> Moving<'a> {
    fn new(session: &'a Session, map: &'a PreparedMap, view: NamedView) -> Self {
        let camera = view.camera(Projection::Mercator, SIZE);
        let look =
            RenderOptions { ready_only: true, hidden: BTreeSet::new(), ..RenderOptions::new(camera, TODAY) };
        Self { session, map, look, user: Vec::new(), step: 0 }
    }

    fn frame(&mut self) -> Frame {
        self.step += 1;
        let back = if self.step % 200 < 100 { 1.0 } else { -1.0 };
        self.look.camera = self.look.camera.panned([3.0 * back, 1.0 * back]);
        let (document, style, words) = (self.session.document(), self.session.style(), self.session.words());
        let scene =
            Scene { map: self.map, document, style, words, reliefs: None, user: &self.user, overlay: None };
        compose(scene, &self.look, SIZE)
    }
}

fn start(c: &mut Criterion) {
    let mut group = c.benchmark_group("start");
    group.sample_size(20);
    group.bench_function("open session", |b| b.iter(|| black_box(open())));
    let session = open();
    group.bench_function("prepare map", |b| b.iter(|| black_box(map(&session))));
    let lines = million();
    group.sample_size(10);
    group.bench_function("prepare 1M vertices", |b| b.iter(|| black_box(layer(&lines))));
    group.finish();
}

fn composing(c: &mut Criterion) {
    let session = open();
    let plain = map(&session);
    let mut group = c.benchmark_group("compose 1600x1000");
    for view in
        [views::THEATRE].into_iter().chain(["tumen", "primorye"].into_iter().filter_map(NamedView::find))
    {
        let mut moving = Moving::new(&session, &plain, view);
        group.bench_function(view.id, |b| b.iter(|| black_box(moving.frame())));
    }
    group.finish();
}

fn shown(layer: Layer) -> LayerView {
    let prepared = Arc::new(UserLayer::new(&layer, Projection::Mercator));
    LayerView { layer: Arc::new(layer), prepared }
}

fn layer_of(shapes: impl Iterator<Item = Geometry>) -> Layer {
    Layer::new("million", shapes.map(Feature::drawn).collect())
}

/// A million vertices as lines, as areas, as points.
fn millions() -> [(&'static str, Layer); 3] {
    let lines = million();
    let areas = lines.chunks(1).map(|l| {
        let mut ring = l[0].clone();
        ring.extend(l[0].iter().rev().map(|p| LonLat::new(p.lon, p.lat + 0.5)));
        ring.push(ring[0]);
        Geometry::Polygon(vec![tumen_core::model::layer::Positions::new(ring)])
    });
    let areas = layer_of(areas.step_by(2));
    let points = layer_of(lines.iter().flatten().map(|p| Geometry::point(*p)));
    [("lines", layer_of(lines.into_iter().map(Geometry::line))), ("areas", areas), ("points", points)]
}

fn user(c: &mut Criterion) {
    let session = open();
    let plain = map(&session);
    let mut group = c.benchmark_group("user 1M vertices");
    group.sample_size(10);
    for (name, layer) in millions() {
        group.bench_function(format!("prepare {name}"), |b| {
            b.iter(|| black_box(UserLayer::new(&layer, Projection::Mercator)));
        });
        let mut moving = Moving::new(&session, &plain, views::THEATRE);
        moving.look.selected = Some(FeatureId::User(layer.id, tumen_core::model::FeatureKey(500)));
        moving.user = vec![shown(layer)];
        group.bench_function(format!("frame {name}"), |b| b.iter(|| black_box(moving.frame())));
        let frame = moving.frame();
        let mut x = 0.0;
        group.bench_function(format!("pick {name}"), |b| {
            b.iter(|| {
                x = (x + 7.0) % SIZE[0];
                black_box(pick(&frame, [x, 500.0], 6.0))
            });
        });
    }
    group.finish();
}

/// A frame whose only lines are a layer of a million vertices that can be picked.
fn pickable() -> Frame {
    let session = open();
    let plain = map(&session);
    let mut frame = Moving::new(&session, &plain, views::THEATRE).frame();
    let prepared = Arc::new(layer(&million()));
    let level = prepared.levels.len() - 1;
    let paint = Paint::Stroke(Part { layer: prepared, level, group: 0, only: None, spread: 0.0 }, INK);
    if let Some(group) = frame.groups.last_mut() {
        group.items.push(Item { feature: Some(FeatureId::Corridor("million".into())), paint });
    }
    frame
}

fn picking(c: &mut Criterion) {
    let frame = pickable();
    let mut x = 0.0;
    c.bench_function("pick among 1M vertices", |b| {
        b.iter(|| {
            x = (x + 7.0) % SIZE[0];
            black_box(pick(&frame, [x, 500.0], 6.0))
        });
    });
}

fn exporting(c: &mut Criterion) {
    let mut session = open();
    session.prepare();
    let camera: Camera = views::THEATRE.camera(Projection::Mercator, SIZE);
    session.run(tumen_session::CameraCommand::Set(camera));
    let composed = || session.compose(SIZE, Furniture::default(), Output::Paper { scale: 1.0 });
    let mut group = c.benchmark_group("export theatre 1600x1000");
    group.sample_size(10);
    group.bench_function("png", |b| {
        b.iter_batched(composed, |frame| frame.map(|f| export::png(&f, 1.0)), BatchSize::LargeInput);
    });
    group.bench_function("svg", |b| {
        b.iter_batched(
            composed,
            |frame| frame.map(|f| export::svg(&f, "map", "sources")),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(benches, start, composing, user, picking, exporting);
criterion_main!(benches);
