//! The searches of `network` against brute force on small random networks, and their results on the map.

use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use tumen_network::alternatives::{Distinct, distinct, passes_once, shared};
use tumen_network::assign::{Demand, Method, Reason, assign, assign_within};
use tumen_network::maxflow::{MaxFlow, max_flow};
use tumen_network::pareto::{Exactness, pareto};
use tumen_network::pools::Pool;
use tumen_network::reach::reach;
use tumen_network::search::{shortest, shortest_with, tree};
use tumen_network::sections::{Sections, forward};
use tumen_network::{Bans, Edge, Graph, Path, Weights};

const STATES: u32 = 7;

/// Whole weights, so that sums are exact in any order.
fn edges(capacities: bool) -> impl Strategy<Value = Vec<Edge>> {
    let edge = (0..STATES, 0..STATES, 0..10_u32, (0..6_u32, 0..6_u32, 0..6_u32, 0..6_u32), 0..30_u32);
    let edge = edge.prop_map(move |(from, to, link, (km, days, usd, co2), capacity)| Edge {
        from,
        to,
        link,
        weights: Weights {
            km: f64::from(km),
            days: f64::from(days),
            usd: f64::from(usd),
            co2: f64::from(co2),
        },
        capacity: (capacities && capacity > 3).then(|| f64::from(capacity)),
    });
    prop::collection::vec(edge, 0..18)
}

fn usd(edge: &Edge) -> f64 {
    edge.weights.usd
}

/// Every way from 0 to the last state that passes no state twice and uses nothing banned.
fn all_ways(graph: &Graph, bans: &Bans) -> Vec<Path> {
    let (mut found, mut waiting) = (Vec::new(), vec![(0_u32, Vec::new())]);
    while let Some((at, edges)) = waiting.pop() {
        if at == STATES - 1 {
            found.push(Path::new(graph, 0, edges, usd));
            continue;
        }
        for index in graph.leaving(at) {
            let edge = &graph.edges()[index];
            let way = Path::new(graph, 0, edges.clone(), usd);
            let seen = way.states(graph).any(|s| s == edge.to);
            if !seen && bans.allow(index, edge) {
                waiting.push((edge.to, [edges.clone(), vec![index]].concat()));
            }
        }
    }
    found
}

fn vector(w: &Weights) -> [u64; 4] {
    [w.usd, w.days, w.km, w.co2].map(|v| v as u64)
}

/// Whether the arcs hang together from the start.
fn hangs_together(graph: &Graph, path: &Path) -> bool {
    let mut at = path.start;
    path.edges.iter().all(|i| {
        let edge = &graph.edges()[*i];
        std::mem::replace(&mut at, edge.to) == edge.from
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_way_is_cheaper_than_the_shortest_and_nothing_banned_is_used(
        edges in edges(false), banned in prop::collection::btree_set(0..10_u32, 0..3),
    ) {
        let graph = Graph::new(STATES, edges);
        let bans = Bans::links(banned.iter().copied());
        let found = shortest(&graph, &[0], &[STATES - 1], &bans, usd);
        let least = all_ways(&graph, &bans).iter().map(|p| p.measure).min_by(f64::total_cmp);
        prop_assert_eq!(found.as_ref().map(|p| p.measure), least);
        if let Some(path) = found {
            prop_assert!(hangs_together(&graph, &path));
            prop_assert!(path.measure >= 0.0 && path.goal(&graph) == STATES - 1);
            prop_assert!(path.edges.iter().all(|i| !banned.contains(&graph.edges()[*i].link)));
            // A perfect estimate changes nothing but the work.
            let (reversed, _) = graph.reversed(|i, a| bans.allow(i, a));
            let left = tree(&reversed, &[STATES - 1], &Bans::default(), usd).measure;
            let guided = shortest_with(&graph, &[0], &[STATES - 1], &bans, usd, |s| left[s as usize]);
            prop_assert_eq!(guided.map(|p| p.measure), Some(path.measure));
        }
    }

    #[test]
    fn the_pareto_set_is_what_nothing_beats(edges in edges(false)) {
        let graph = Graph::new(STATES, edges);
        let ways: BTreeSet<[u64; 4]> =
            all_ways(&graph, &Bans::default()).iter().map(|p| vector(&p.weights)).collect();
        let beats = |a: &[u64; 4], b: &[u64; 4]| a != b && a.iter().zip(b).all(|(a, b)| a <= b);
        let expected: Vec<[u64; 4]> =
            ways.iter().filter(|b| !ways.iter().any(|a| beats(a, b))).copied().collect();
        let found = pareto(&graph, &[0], &[STATES - 1], &Bans::default(), Exactness::WHOLE);
        prop_assert!(found.complete && found.paths.iter().all(|p| hangs_together(&graph, p)));
        let found: Vec<[u64; 4]> = found.paths.iter().map(|p| vector(&p.weights)).collect();
        prop_assert_eq!(found, expected.clone());
        // With caps and rounding nothing beaten is returned, and the cheapest is among it.
        let rough = Exactness { epsilon: 0.2, labels_per_state: 2, labels: 20 };
        let rough = pareto(&graph, &[0], &[STATES - 1], &Bans::default(), rough);
        let rough: Vec<[u64; 4]> = rough.paths.iter().map(|p| vector(&p.weights)).collect();
        prop_assert!(!rough.iter().any(|b| rough.iter().any(|a| beats(a, b))));
        prop_assert_eq!(rough.first().map(|v| v[0]), expected.first().map(|v| v[0]));
    }

    #[test]
    fn alternatives_differ_and_the_first_is_the_cheapest(edges in edges(false)) {
        let graph = Graph::new(STATES, edges);
        let wanted = Distinct { count: 4, shared: 0.5, stretch: 4.0 };
        let ends = ([0].as_slice(), [STATES - 1].as_slice());
        let km = |a: &Edge| a.weights.km;
        let found = distinct(&graph, ends, &Bans::default(), usd, km, wanted);
        let best = shortest(&graph, &[0], &[STATES - 1], &Bans::default(), usd);
        prop_assert_eq!(found.first().map(|p| p.measure), best.map(|p| p.measure));
        for (i, a) in found.iter().enumerate() {
            prop_assert!(hangs_together(&graph, a) && a.goal(&graph) == STATES - 1);
            prop_assert!(a.measure <= found[0].measure * 4.0 && passes_once(&graph, a));
            for b in &found[..i] {
                prop_assert!(shared(&graph, a, b, km) <= 0.5 + 1e-9);
            }
        }
    }

    #[test]
    fn reach_is_the_tree_up_to_the_limit(edges in edges(false), limit in 0..12_u32) {
        let graph = Graph::new(STATES, edges);
        let days = |a: &Edge| a.weights.days;
        let limit = f64::from(limit);
        let found = reach(&graph, &[0], &Bans::default(), limit, days);
        let whole = tree(&graph, &[0], &Bans::default(), days);
        for state in 0..STATES as usize {
            let expected = (whole.measure[state] <= limit).then_some(whole.measure[state]);
            prop_assert_eq!(found.days[state], expected);
        }
        for edge in &found.edges {
            prop_assert!((0.0..=1.0).contains(&edge.part) && edge.to <= limit);
            prop_assert!((edge.from + days(&graph.edges()[edge.edge]) * edge.part - edge.to).abs() < 1e-9);
        }
    }

    #[test]
    fn the_largest_flow_equals_the_smallest_cut(edges in edges(true)) {
        // One state at a place, one link between two places: no section is joined.
        let edges: Vec<Edge> = edges.into_iter().map(|a| Edge { link: pair(a.from, a.to), ..a }).collect();
        let graph = Graph::new(STATES, edges);
        match max_flow(&graph, &[0], &[STATES - 1], &Bans::default()) {
            MaxFlow::NoWay => prop_assert!(all_ways(&graph, &Bans::default()).is_empty()),
            MaxFlow::Unlimited(path) => prop_assert!(hangs_together(&graph, &path)),
            MaxFlow::Limited(limited) => {
                prop_assert!(limited.joined.is_empty());
                let cut: f64 = limited.cut.iter().map(|s| s.capacity.unwrap()).sum();
                prop_assert_eq!(limited.tonnes as f64, cut);
                prop_assert_eq!(Some(cut), least_cut(&graph));
                let links = limited.cut.iter().map(|s| s.link);
                prop_assert!(shortest(&graph, &[0], &[STATES - 1], &Bans::links(links), usd).is_none());
                for (section, tonnes) in &limited.carried {
                    prop_assert!(tonnes.unsigned_abs() as f64 <= section.capacity.unwrap());
                }
            }
        }
    }

    #[test]
    fn an_assignment_conserves_tonnes_and_keeps_to_capacities(
        edges in edges(true),
        pairs in prop::collection::vec((0..STATES, 0..STATES, 0..40_u32), 0..6),
    ) {
        let graph = Graph::new(STATES, edges);
        let demands: Vec<Demand> = pairs
            .iter()
            .map(|(from, to, t)| {
                Demand { graph: 0, starts: vec![*from], goals: vec![*to], tonnes: f64::from(*t) }
            })
            .collect();
        for method in [Method::AllOrNothing, Method::default()] {
            let found = assign(&[&graph], &demands, &Bans::default(), |_, a| usd(a), method);
            let (mut balance, mut loads) = (vec![0.0; STATES as usize], BTreeMap::new());
            let mut sent = vec![0.0; demands.len()];
            let sections = Sections::of(&[&graph]);
            for way in &found.routed {
                sent[way.demand] += way.tonnes;
                for index in &way.edges {
                    let edge = graph.edges()[*index];
                    balance[edge.from as usize] -= way.tonnes;
                    balance[edge.to as usize] += way.tonnes;
                    let load: &mut [f64; 2] = loads.entry(sections.of_edge(0, *index)).or_default();
                    load[usize::from(!forward(&graph, *index))] += way.tonnes;
                }
            }
            for unassigned in &found.unassigned {
                sent[unassigned.demand] += unassigned.tonnes;
                prop_assert!(unassigned.reason != Reason::Full(Vec::new()), "a reason names what is full");
            }
            for (demand, sent) in demands.iter().zip(&sent) {
                prop_assert!((demand.tonnes - sent).abs() < 1e-3);
            }
            for way in &found.routed {
                balance[demands[way.demand].starts[0] as usize] += way.tonnes;
                balance[demands[way.demand].goals[0] as usize] -= way.tonnes;
            }
            prop_assert!(balance.iter().all(|b: &f64| b.abs() < 1e-3), "what flows in flows out");
            for load in &found.loads {
                let at = sections.list.iter().position(|s| *s == load.section).unwrap();
                let [up, down] = loads[&at];
                prop_assert!((up - load.up).abs() < 1e-3 && (down - load.down).abs() < 1e-3);
                let within = load.ratio().is_none_or(|r| r <= 1.0 + 1e-6);
                prop_assert!(within || method == Method::AllOrNothing);
            }
        }
    }
}

fn pair(a: u32, b: u32) -> u32 {
    a.min(b) * STATES + a.max(b)
}

/// The least capacity that separates the last state from the first, over all ways to part the states.
fn least_cut(graph: &Graph) -> Option<f64> {
    let sections = Sections::of(&[graph]);
    let cut = |side: u32| {
        let crosses = |a: &Edge| side >> a.from & 1 == 1 && side >> a.to & 1 == 0;
        let crossing = graph.edges().iter().enumerate().filter(|(_, a)| crosses(a));
        let crossing: BTreeSet<usize> = crossing.map(|(i, _)| sections.of_edge(0, i)).collect();
        crossing.iter().map(|s| sections.list[*s].capacity).sum::<Option<f64>>()
    };
    (0..1 << STATES).filter(|s| s & 1 == 1 && s >> (STATES - 1) == 0).filter_map(cut).min_by(f64::total_cmp)
}

fn edge(from: u32, to: u32, link: u32, usd: f64, capacity: Option<f64>) -> Edge {
    Edge { from, to, link, weights: Weights { usd, km: usd, days: usd, co2: usd }, capacity }
}

#[test]
fn both_directions_and_both_gauges_share_a_capacity() {
    // Two gauges over one bridge (link 0) of 10 t; the states 0, 1 lie at one place, 2, 3 at another.
    let bridge = [edge(0, 2, 0, 1.0, Some(10.0)), edge(1, 3, 0, 1.0, Some(10.0))];
    let graph = Graph::new(4, bridge.to_vec()).with_places(vec![0, 0, 1, 1]);
    let MaxFlow::Limited(flow) = max_flow(&graph, &[0, 1], &[2, 3], &Bans::default()) else {
        unreachable!("the bridge limits")
    };
    assert_eq!((flow.tonnes, flow.joined.as_slice()), (10, [0].as_slice()));
    assert_eq!(flow.cut.len(), 1);
    let there = Demand { graph: 0, starts: vec![0], goals: vec![2], tonnes: 8.0 };
    let other = Demand { starts: vec![1], goals: vec![3], ..there.clone() };
    let found = assign(&[&graph], &[there, other], &Bans::default(), |_, a| usd(a), Method::default());
    let carried: f64 = found.loads.iter().map(|l| l.tonnes()).sum();
    assert!((carried - 10.0).abs() < 1e-6, "{found:?}");
    let rest: f64 = found.unassigned.iter().map(|u| u.tonnes).sum();
    assert!((rest - 6.0).abs() < 1e-6, "{found:?}");
    assert!(found.unassigned.iter().all(|u| matches!(&u.reason, Reason::Full(s) if s[0].link == 0)));
}

#[test]
fn a_capacity_of_two_lines_together_is_there_once_at_every_meridian() {
    // Two lines side by side (links 0 and 1) and one behind them (link 2): 10 t at each of two meridians together.
    let edges = vec![edge(0, 1, 0, 1.0, None), edge(0, 1, 1, 2.0, None), edge(1, 2, 2, 1.0, None)];
    let graph = Graph::new(3, edges);
    let slots = [(0, vec![100]), (1, vec![100]), (2, vec![101])].into_iter().collect();
    let pool = Pool { capacity: 10.0, slots };
    let demand = |from, to, tonnes| Demand { graph: 0, starts: vec![from], goals: vec![to], tonnes };
    let demands = [demand(0, 1, 8.0), demand(0, 1, 6.0), demand(1, 2, 10.0)];
    let found =
        assign_within(&[&graph], &demands, &Bans::default(), |_, a| usd(a), Method::default(), &[pool]);
    let at = |links: &[u32]| -> f64 {
        found.loads.iter().filter(|l| links.contains(&l.section.link)).map(|l| l.tonnes()).sum()
    };
    assert!((at(&[0, 1]) - 10.0).abs() < 1e-6, "{found:?}");
    assert!((at(&[2]) - 10.0).abs() < 1e-6, "what goes elsewhere takes no room here: {found:?}");
    let rest: f64 = found.unassigned.iter().map(|u| u.tonnes).sum();
    assert!((rest - 4.0).abs() < 1e-6, "{found:?}");
    assert!(found.unassigned.iter().all(|u| matches!(&u.reason, Reason::Full(s) if !s.is_empty())));
}

#[test]
fn what_does_not_fit_takes_the_dearer_way() {
    let edges = vec![edge(0, 1, 0, 1.0, Some(30.0)), edge(0, 1, 1, 5.0, None), edge(2, 3, 2, 1.0, None)];
    let graph = Graph::new(4, edges);
    let demand = |to, tonnes| Demand { graph: 0, starts: vec![0], goals: vec![to], tonnes };
    let demands = [demand(1, 100.0), demand(3, 5.0), demand(1, f64::NAN)];
    let found = assign(&[&graph], &demands, &Bans::default(), |_, a| usd(a), Method::default());
    let loads: Vec<(u32, i64)> =
        found.loads.iter().map(|l| (l.section.link, l.tonnes().round() as i64)).collect();
    assert_eq!(loads, [(0, 30), (1, 70)]);
    assert_eq!(found.unassigned[0].reason, Reason::NoWay);
    assert_eq!(found.unassigned[1].reason, Reason::BadAmount);
    let all = assign(&[&graph], &demands, &Bans::default(), |_, a| usd(a), Method::AllOrNothing);
    assert_eq!(all.loads[0].ratio().map(|r| (r * 30.0).round()), Some(100.0));
}

#[test]
fn ties_go_to_fewer_arcs_and_hostile_numbers_do_no_harm() {
    let edges = vec![
        edge(0, 1, 0, 1.0, None),
        edge(1, 2, 1, 1.0, None),
        edge(0, 2, 2, 2.0, None),
        edge(2, 0, 3, -5.0, None),
        edge(0, 2, 4, f64::NAN, None),
        edge(0, 9, 5, 0.0, None),
    ];
    let graph = Graph::new(3, edges);
    let path = shortest(&graph, &[0], &[2], &Bans::default(), usd).unwrap();
    assert_eq!(path.edges.iter().map(|i| graph.edges()[*i].link).collect::<Vec<_>>(), [2]);
    assert_eq!(shortest(&graph, &[2], &[0], &Bans::default(), usd).unwrap().measure, 0.0);
    let none = shortest(&graph, &[7], &[2, 8], &Bans::default(), usd);
    assert!(none.is_none() && shortest(&graph, &[], &[2], &Bans::default(), usd).is_none());
    assert_eq!(max_flow(&graph, &[7], &[2], &Bans::default()), MaxFlow::NoWay);
}

#[test]
fn ways_over_neighboring_ports_are_found_as_alternatives() {
    // A trunk of 90, then three ports of rising cost; the second siding of the trunk is no other way.
    let mut edges = vec![edge(0, 1, 0, 90.0, None), edge(0, 1, 9, 90.5, None)];
    for port in 0..3 {
        edges.push(edge(1, 2 + port, 1 + port, 10.0 + f64::from(port), None));
        edges.push(edge(2 + port, 5, 4 + port, 10.0, None));
    }
    let graph = Graph::new(6, edges);
    let wanted = Distinct { count: 3, shared: 0.85, stretch: 2.0 };
    let ends = ([0].as_slice(), [5].as_slice());
    let found = distinct(&graph, ends, &Bans::default(), usd, |a| a.weights.km, wanted);
    let ports: Vec<u32> = found.iter().map(|p| p.states(&graph).nth(2).unwrap()).collect();
    assert_eq!(ports, [2, 3, 4]);
}

mod on_the_map {
    use std::sync::Arc;
    use tumen_assets::Bundle;
    use tumen_core::geo::{LonLat, Projection};
    use tumen_scene::frame::Paint;
    use tumen_scene::furniture::Legend;
    use tumen_scene::overlay::{Content, Flow, Route, Stretch};
    use tumen_scene::{Frame, Furniture, Overlay};
    use tumen_session::{NetworkCommand, Output, Session, ViewCommand};

    fn line(points: &[[f64; 2]]) -> Vec<LonLat> {
        points.iter().map(|p| LonLat::from(*p)).collect()
    }

    fn compose(session: &Session) -> Frame {
        let furniture = Furniture { legend: Legend::Full, ..Furniture::default() };
        session.compose([1000.0, 700.0], furniture, Output::Paper { scale: 1.0 }).unwrap()
    }

    fn strokes(frame: &Frame) -> usize {
        let overlay = frame.groups.iter().find(|g| g.name == "overlay").unwrap();
        overlay.items.iter().filter(|i| matches!(i.paint, Paint::Stroke(..))).count()
    }

    fn says(frame: &Frame, words: &str) -> bool {
        frame.items().any(|i| matches!(&i.paint, Paint::Text(t) if &*t.text == words))
    }

    fn flows() -> Overlay {
        let near = line(&[[131.9, 43.1], [129.4, 36.0]]);
        let far = line(&[[131.9, 43.1], [129.1, 35.1]]);
        let flows = vec![
            Flow { line: near, tonnes: 4e6, load: Some(0.3) },
            Flow { line: far, tonnes: 1e6, load: None },
            Flow { line: line(&[[f64::NAN, 0.0]]), tonnes: 1e6, load: Some(2.0) },
        ];
        Overlay { title: "Flows".to_owned(), content: Content::Flows(flows), ends: Vec::new() }
    }

    #[test]
    fn an_overlay_is_drawn_explained_and_taken_away() {
        let mut session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
        session.prepare();
        let plain = compose(&session);
        assert_eq!(strokes(&plain), 0);
        assert!(!session.run(NetworkCommand::Overlay(None)));
        assert!(session.run(NetworkCommand::Overlay(Some(Arc::new(flows())))));
        let frame = compose(&session);
        assert!(strokes(&frame) >= 4, "casings and lines");
        for words in ["Flows", "4.0 million t a year", "load 0–50 % of capacity", "no capacity known"] {
            assert!(says(&frame, words), "{words}");
        }
        session.run(ViewCommand::Projection(Projection::Conic));
        session.prepare();
        assert!(strokes(&compose(&session)) >= 4, "another projection shows it, too");
        session.run(ViewCommand::Projection(Projection::Mercator));
        assert!(session.run(NetworkCommand::Overlay(None)));
        let svg = |f: &Frame| tumen_scene::export::svg(f, "x", "").len();
        assert_eq!(svg(&compose(&session)), svg(&plain), "nothing of it stays");
    }

    #[test]
    fn the_best_route_lies_on_top_and_days_go_from_near_to_far() {
        let mut session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
        session.prepare();
        let route = |name: &str, to: [f64; 2]| Route {
            name: name.to_owned(),
            lines: vec![line(&[[131.9, 43.1], to])],
        };
        let routes = vec![route("over Rajin", [130.3, 42.2]), route("over Vostochny", [133.1, 42.7])];
        let ends = line(&[[131.9, 43.1]]);
        let overlay = Overlay { title: "Variants".to_owned(), content: Content::Routes(routes), ends };
        session.run(NetworkCommand::Overlay(Some(Arc::new(overlay))));
        let frame = compose(&session);
        let group = frame.groups.iter().find(|g| g.name == "overlay").unwrap();
        let widths: Vec<f32> = group
            .items
            .iter()
            .filter_map(|i| match &i.paint {
                Paint::Stroke(_, s) => Some(s.width),
                _ => None,
            })
            .collect();
        assert!(widths.len() == 4 && widths[3] > widths[2], "{widths:?}");
        assert!(says(&frame, "over Rajin") && says(&frame, "over Vostochny"));
        let stretch = Stretch { line: line(&[[131.9, 43.1], [129.0, 35.1]]), from: 0.0, to: 3.0, part: 1.0 };
        let content = Content::Reach { limit: 7.0, stretches: vec![stretch] };
        let overlay = Overlay { title: "Days".to_owned(), content, ends: Vec::new() };
        session.run(NetworkCommand::Overlay(Some(Arc::new(overlay))));
        let frame = compose(&session);
        assert!(says(&frame, "0–1 days") && says(&frame, "2–3 days") && !says(&frame, "3–4 days"));
    }
}

mod on_the_network {
    use tumen_assets::Bundle;
    use tumen_core::diag::Report;
    use tumen_core::model::Date;
    use tumen_core::model::logistics::Cargo;
    use tumen_formats::demands;
    use tumen_network::Request;
    use tumen_network::assign::Method;
    use tumen_network::flows::{Flows, Pair};
    use tumen_network::maxflow::MaxFlow;
    use tumen_network::quantity::{Days, Tonnes};
    use tumen_session::Session;

    fn session() -> Session {
        Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap())
    }

    fn send(session: &Session, pairs: &[Pair], as_of: Date) -> Flows {
        let conditions = Request::new("", "", as_of);
        session.network().get().flows(session.document(), pairs, &conditions, Method::default())
    }

    fn pair(session: &Session, from: &str, to: &str, cargo: Cargo, tonnes: f64) -> Pair {
        let place = |name| session.network().resolve(name).unwrap();
        Pair { from: place(from), to: place(to), cargo, tonnes: Tonnes(tonnes) }
    }

    #[test]
    fn every_example_is_read_whole_and_cites_known_sources() {
        let session = session();
        for name in ["border-2016", "border-2024", "rajin-2014"] {
            let file = format!("{}/data/network/od-{name}.csv", env!("CARGO_MANIFEST_DIR"));
            let mut report = Report::new();
            let bytes = std::fs::read(&file).unwrap();
            let rows = demands::read(&file, &bytes, &mut report);
            assert!(!report.has_problems() && !rows.is_empty(), "{}", report.to_text());
            let pairs: Vec<Pair> = rows
                .iter()
                .map(|r| pair(&session, &r.from, &r.to, Cargo::from_id(&r.cargo).unwrap(), r.tonnes))
                .collect();
            let text = String::from_utf8(bytes).unwrap();
            let known = |l: &&str| session.document().sources.iter().any(|s| l.contains(&*s.id));
            let lines: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).skip(1).collect();
            assert!(lines.iter().all(known), "{name}");
            let year = rows[0].year.unwrap();
            let flows = send(&session, &pairs, Date { year, month: 12, day: 31 });
            let left: f64 = flows.stranded.iter().map(|s| s.tonnes.0).sum();
            let wanted: f64 = pairs.iter().map(|p| p.tonnes.0).sum();
            assert!((flows.sent.0 + left - wanted).abs() < 1.0, "{name}: {flows:?}");
        }
    }

    #[test]
    fn what_is_sent_and_what_is_left_is_what_was_wanted() {
        let session = session();
        let pairs = [
            pair(&session, "Novosibirsk", "Pohang", Cargo::Coal, 4e6),
            pair(&session, "Novosibirsk", "Vostochny", Cargo::Coal, 20e6),
            pair(&session, "Busan", "Moscow", Cargo::Container, 3e6),
            pair(&session, "Seoul", "Pyongyang", Cargo::General, 1e5),
        ];
        let flows = send(&session, &pairs, "2016-01-01".parse().unwrap());
        for (i, pair) in pairs.iter().enumerate() {
            let sent: f64 = flows.chains.iter().filter(|c| c.pair == i).map(|c| c.tonnes.0).sum();
            let left: f64 = flows.stranded.iter().filter(|s| s.pair == i).map(|s| s.tonnes.0).sum();
            assert!((sent + left - pair.tonnes.0).abs() < 1.0, "{pair:?}: {sent} {left}");
        }
        assert!(flows.stranded.iter().all(|s| !s.reason.is_empty()));
        assert!(flows.links.iter().all(|l| l.ratio().is_none_or(|r| r <= 1.0 + 1e-6)));
        assert!(flows.sent.0 > 20e6 && flows.totals.usd.0 > 0.0, "{:?}", flows.sent);
    }

    #[test]
    fn the_most_and_the_reach_of_a_request_are_known() {
        let session = session();
        let place = |name: &str| session.network().resolve(name).unwrap();
        let request = Request::new(place("Khasan"), place("Rajin"), "2016-01-01".parse().unwrap());
        let network = session.network().get();
        match network.max_flow(session.document(), &request) {
            MaxFlow::Limited(limited) => {
                let cut: f64 = limited.cut.iter().map(|s| s.capacity.unwrap().floor()).sum();
                assert_eq!(limited.tonnes as f64, cut);
            }
            other => assert!(matches!(other, MaxFlow::Unlimited(_)), "{other:?}"),
        }
        let (near, far) = (Days(4.0), Days(10.0));
        let near = network.reach(session.document(), &request, near);
        let far = network.reach(session.document(), &request, far);
        assert!(!near.is_empty() && far.len() > near.len());
        assert!(near.iter().all(|r| r.to.0 <= 4.0 && (0.0..=1.0).contains(&r.part)));
    }
}

mod by_command {
    use serde_json::Value;
    use std::process::{Command, Output};

    fn flow(arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_tumen")).arg("flow").args(arguments).output().unwrap()
    }

    #[test]
    fn a_table_becomes_a_map_a_diagram_and_json() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        let table = at("od.csv");
        std::fs::write(&table, "from,to,cargo,tonnes\nKhasan,Rajin,coal,1000\nAtlantis,Rajin,coal,1\n")
            .unwrap();
        let (map, diagram) = (at("map.svg"), at("sankey.svg"));
        let named =
            ["-o", &map, "--sankey", &diagram, "--as-of", "2016-01-01", "--json", "--size", "800x600"];
        let output = flow(&[&[table.as_str()], named.as_slice()].concat());
        assert_eq!(output.status.code(), Some(1), "one line could not be used");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("od.csv:3") && said.contains("Atlantis"), "{said}");
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        let (sent, wanted) = (json["sent_t"].as_f64().unwrap(), json["wanted_t"].as_f64().unwrap());
        let left = json["unassigned"].as_array().unwrap().iter();
        let left: f64 = left.map(|l| l["tonnes"].as_f64().unwrap()).sum();
        assert!((sent + left - wanted).abs() < 0.01 && wanted == 1000.0, "{json}");
        assert!(std::fs::read_to_string(map).unwrap().contains("Cargo flows"));
        assert!(std::fs::read_to_string(diagram).unwrap().contains("Rajin"));
    }

    #[test]
    fn a_table_that_is_none_ends_in_a_sentence() {
        let output = flow(&["nowhere.csv"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8(output.stderr).unwrap().contains("cannot read nowhere.csv"));
    }
}
