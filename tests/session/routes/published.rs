//! Documented routes and voyages: computed against published, every miss printed.

use super::*;

/// How far a voyage may be off a published distance, percent.
const SEA_OFF: f64 = 3.0;
/// So many published distances at least are met.
const SEA_MET: usize = 50;
/// Published distances that the lanes miss by more, and why.
const SEA_MISSED: &[(&str, &str, &str)] = &[
    (
        "sokcho",
        "port-vladivostok",
        "a ferry's course in miles of a kind the source does not tell; 334 nautical miles keep off all land",
    ),
    (
        "port-vladivostok",
        "rajin-port-3",
        "the straight line, over Cape Gamov; the drawn corridor keeps off the coast",
    ),
    ("toyama", "port-vladivostok", "a round 830 km, the straight line, which crosses the Noto peninsula"),
    (
        "busan-port",
        "shanghai",
        "published to the town on the Huangpu, some 20 miles up from the quays of the network",
    ),
    (
        "incheon",
        "shanghai",
        "as a cruise ship sailed it, no longer than the straight line between the ports, which crosses islands",
    ),
    ("dalian", "shanghai", "published to the town on the Huangpu"),
    ("shanghai", "qingdao", "published to the town on the Huangpu and by way of junction points"),
    ("shanghai", "tokyo", "published to the town on the Huangpu"),
    (
        "dalian",
        "tokyo",
        "36 miles: published by way of junction points, with an error of 5 % by its own word",
    ),
    (
        "dalian",
        "qingdao",
        "published by way of a junction point; the shortest way round Shandong is 80 miles less",
    ),
    ("hamburg", "rotterdam", "ten miles: separation schemes off Texel and Heligoland are not in the lanes"),
    ("osaka", "kobe", "two miles"),
    ("osaka", "busan-port", "the fairways of the Inland Sea wind more than its few turning points"),
    ("kobe", "busan-port", "the fairways of the Inland Sea wind more than its few turning points"),
    ("tokyo", "kobe", "fourteen miles: the traffic lanes of Uraga and Osaka Bay are not in the lanes"),
];

#[test]
fn voyages_are_as_long_as_published_and_every_miss_is_printed() {
    let network = bundled().network().get();
    let is = |node: u32, id: &Id| network.nodes_of(id).contains(&node);
    let mut wrong = Vec::new();
    let mut met = 0;
    for d in &bundled().document().logistics.sea_distances {
        let joins =
            |l: &&Link| is(l.from, &d.from) && is(l.to, &d.to) || is(l.from, &d.to) && is(l.to, &d.from);
        let by_sea = network.links.iter().filter(|l| l.mode == Mode::Sea).filter(joins);
        let nm = by_sea.map(|l| l.drawn.0).fold(f64::INFINITY, f64::min) / 1.852;
        let percent = (nm / d.nm - 1.0) * 100.0;
        let pair = |(from, to, _): &&(&str, &str, &str)| {
            [*from, *to] == [&*d.from, &*d.to] || [*to, *from] == [&*d.from, &*d.to]
        };
        let known = SEA_MISSED.iter().find(pair).map(|missed| missed.2);
        let why = match percent.abs() > SEA_OFF {
            true => known.unwrap_or("not explained"),
            false => "",
        };
        println!("{:16} {:16} {:>7.0} nm, computed {nm:>7.0} {percent:+6.1} % {why}", d.from, d.to, d.nm);
        met += usize::from(why.is_empty());
        if why == "not explained" {
            wrong.push(format!("{}–{}: {percent:+.1} %", d.from, d.to));
        }
    }
    fail_on(&wrong);
    assert!(met >= SEA_MET, "only {met} are met");
}

/// The variant of a documented route.
fn documented(b: &Benchmark) -> Variant {
    let mut request = request(&b.from, &b.to, b.cargo, &[]);
    request.as_of = b.date.first;
    let meant = |v: &Variant| {
        let sea: f64 = v.legs.iter().filter(|l| l.mode == Mode::Sea).map(|l| l.range.value.km.0).sum();
        let over = |id: &Id| v.legs.iter().any(|l| l.from.id == *id || l.to.id == *id);
        sea >= b.sea_km && b.passes.iter().all(over)
    };
    let find = |request: &Request| {
        let answer = bundled().network().route(request).unwrap_or_else(|e| panic!("{}: {e}", b.id));
        // The cheapest, as was asked for: the order of those that cannot be told apart is no part of a price.
        let cost = |v: &Variant| v.range.value.usd.0;
        answer.variants.into_iter().filter(&meant).min_by(|a, b| cost(a).total_cmp(&cost(b)))
    };
    let places =
        b.passes.iter().filter(|id| !bundled().document().logistics.crossings.iter().any(|c| c.id == **id));
    let via: Vec<Id> = places.cloned().collect();
    let modes = if b.passes.is_empty() && b.sea_km > 0.0 { vec![Mode::Sea] } else { Vec::new() };
    let all = find(&request).or_else(|| find(&Request { via, modes, alternatives: 12, ..request.clone() }));
    all.unwrap_or_else(|| panic!("{} is among no variants", b.id))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    (values[(n - 1) / 2] + values[n / 2]) / 2.0
}

/// What a variant costs in the terms of a benchmark: for a tonne, or for a box of its size.
fn price(b: &Benchmark, v: &Variant) -> f64 {
    let ratios = &bundled().document().logistics.forty_foot;
    let ratio = |leg: &Leg| {
        let handled = leg.kind != LegKind::Haul;
        let is = |mode: &str| match leg.mode {
            _ if handled => mode == "handling",
            Mode::Sea => mode == "sea",
            Mode::Road => mode == "road",
            Mode::Rail | Mode::Pipeline | Mode::Power | Mode::Air => mode == "rail",
        };
        ratios.iter().find(|r| is(&r.mode)).map(|r| r.ratio).expect("a ratio of each mode")
    };
    let unit = if b.cargo == Container { 1.0 } else { 1000.0 };
    let counted = v.legs.iter().filter(|l| !b.freight || l.kind == LegKind::Haul);
    counted.map(|l| l.range.value.usd.0 / unit * if b.feet == Some(40) { ratio(l) } else { 1.0 }).sum()
}

/// How far the medians may be off, percent: length, time, price.
const OFF: [f64; 3] = [10.0, 20.0, 25.0];

#[test]
fn documented_routes_are_met_and_every_miss_is_printed() {
    let logistics = &bundled().document().logistics;
    let rates = logistics.rates.iter().map(|r| &r.source);
    let crossings = logistics.crossings.iter().filter_map(|c| c.value_source.as_ref());
    let parameters = logistics.parameters.iter().map(|p| &p.source);
    let used: BTreeSet<&Id> = parameters.chain(rates).chain(crossings).collect();
    let mut off: [Vec<f64>; 3] = Default::default();
    let mut table = String::new();
    for b in &logistics.benchmarks {
        assert!(b.sources.iter().all(|s| !used.contains(s)), "{} and a parameter share a source", b.id);
        let v = documented(b);
        let hauls = || v.legs.iter().filter(|l| l.kind == LegKind::Haul);
        let days = if b.moving { hauls().map(|l| l.range.value.days.0).sum() } else { v.range.value.days.0 };
        let computed = [v.range.value.km.0, days, price(b, &v)];
        for (i, published) in [b.km, b.days, b.usd].into_iter().enumerate() {
            let Some(published) = published else { continue };
            let percent = (computed[i] / published - 1.0) * 100.0;
            table += &format!(
                "{:28} {:4} published {published:8.1} computed {:8.1} {percent:+6.0} %\n",
                b.id,
                ["km", "days", "USD"][i],
                computed[i]
            );
            off[i].push(percent.abs());
        }
    }
    println!("{table}");
    let medians = off.map(median);
    println!("medians off: {medians:.0?} %");
    assert!(logistics.benchmarks.len() >= 12);
    for i in 0..3 {
        assert!(medians[i] <= OFF[i], "{medians:?}\n{table}");
    }
}
