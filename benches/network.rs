//! What a planner waits for: building the network, a question, its alternatives, reach, a thousand pairs.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use tumen_assets::Bundle;
use tumen_core::diag::Report;
use tumen_core::model::logistics::Cargo;
use tumen_network::quantity::Tonnes;
use tumen_network::{Bans, Network, Request, alternatives, reach, search};
use tumen_session::load;

fn coal() -> Request {
    let mut request =
        Request::new("novosibirsk", "pohang", tumen_core::model::Date { year: 2016, month: 1, day: 15 });
    request.cargo = Cargo::Coal;
    request.tonnes = Tonnes(40_000.0);
    request
}

fn network(c: &mut Criterion) {
    let loaded = load::load(&Bundle::embedded(), &mut Report::new());
    let (document, railways) = (&loaded.document, &loaded.basemap.railways);
    c.bench_function("network/build", |b| b.iter(|| Network::build(black_box(document), railways)));
    let network = Network::build(document, railways);
    let request = coal();
    c.bench_function("network/space", |b| b.iter(|| network.space(document, black_box(&request))));
    let space = network.space(document, &request);
    let (start, goal) = ([space.start], [space.goal]);
    let usd = |edge: &tumen_network::Edge| edge.weights.usd;
    c.bench_function("network/query", |b| {
        b.iter(|| {
            let space = network.space(document, black_box(&request));
            search::shortest(&space.graph, &start, &goal, &space.bans, usd)
        });
    });
    c.bench_function("network/five-alternatives", |b| {
        let wanted = alternatives::Distinct::default();
        let days = |edge: &tumen_network::Edge| edge.weights.days;
        b.iter(|| alternatives::distinct(&space.graph, (&start, &goal), &space.bans, usd, days, wanted));
    });
    c.bench_function("network/answer", |b| b.iter(|| network.route(document, black_box(&request))));
    c.bench_function("network/isochrone", |b| {
        b.iter(|| reach::reach(&space.graph, &start, &Bans::default(), 20.0, |edge| edge.weights.days));
    });
    c.bench_function("network/thousand-pairs", |b| {
        b.iter(|| {
            let trees = (0..1000_u32).map(|i| {
                let from = [i * 7 % space.graph.states()];
                search::shortest(&space.graph, &from, &goal, &space.bans, usd).map(|p| p.measure)
            });
            trees.flatten().sum::<f64>()
        });
    });
}

criterion_group!(benches, network);
criterion_main!(benches);
