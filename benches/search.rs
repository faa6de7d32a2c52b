//! How long a keystroke in the palette takes: the index once, then searches of the whole data.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use tumen_assets::Bundle;
use tumen_core::model::Date;
use tumen_session::Session;
use tumen_session::search::{index, search};

const TODAY: Date = Date { year: 2026, month: 11, day: 21 };

fn searches(c: &mut Criterion) {
    let session = Session::open(&Bundle::embedded(), TODAY);
    c.bench_function("search/index", |b| b.iter(|| index(black_box(session.document()))));
    let names = index(session.document());
    for (name, text) in [
        ("letter", "r"),
        ("name", "Раджин"),
        ("slip", "vladivistok"),
        ("sentence", "musical instruments"),
        ("nonsense", "qwertyuiopasdfgh"),
    ] {
        c.bench_function(&format!("search/{name}"), |b| b.iter(|| search(&names, black_box(text), 12)));
    }
}

criterion_group!(benches, searches);
criterion_main!(benches);
