//! The logistics network on the shipped data: issue 6, numbers 1 to 5.

use std::sync::OnceLock;
use tumen_assets::Bundle;
use tumen_core::diag::Report;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{Cargo, Line as LineRecord, Validity};
use tumen_core::model::place::PlaceKind;
use tumen_network::quantity::Tonnes;
use tumen_network::{Answer, LegKind, Link, LinkKind, Network, Owner, Request, Variant};
use tumen_session::load;

fn loaded() -> &'static (tumen_core::model::Document, Network) {
    static LOADED: OnceLock<(tumen_core::model::Document, Network)> = OnceLock::new();
    LOADED.get_or_init(|| {
        let loaded = load::load(&Bundle::embedded(), &mut Report::new());
        let network = Network::build(&loaded.document, &loaded.basemap.railways);
        (loaded.document, network)
    })
}

fn dump(variant: &Variant) -> String {
    let t = &variant.range.value;
    let mut text = format!(
        "#{} {:?} {:.0} km {:.1} days {:.0} USD {:.1} t CO2\n",
        variant.rank, variant.merits, t.km.0, t.days.0, t.usd.0, t.co2.0
    );
    for leg in &variant.legs {
        let v = &leg.range.value;
        text += &format!(
            "   {:12} {:5} {} → {} [{}] {:.0} km (drawn {:.0}, {}) {:.1} d {:.0} USD gauge {:?} cap {:?}\n",
            leg.kind.id(),
            format!("{:?}", leg.mode),
            leg.from.names.en,
            leg.to.names.en,
            leg.corridor.as_deref().unwrap_or("-"),
            v.km.0,
            leg.drawn.0,
            leg.basis.id(),
            v.days.0,
            v.usd.0,
            leg.gauge,
            leg.capacity.as_ref().map(|c| c.tonnes.0),
        );
    }
    text
}

fn dump_answer(answer: &Answer) -> String {
    let mut text: String = answer.variants.iter().map(dump).collect();
    for closed in &answer.closed_variants {
        text += "CLOSED ";
        text += &dump(&closed.variant);
        for why in &closed.closed {
            text += &format!("   !! {}: {}\n", why.link, why.reason);
        }
    }
    text
}

fn coal(as_of: &str) -> Request {
    let mut request = Request::new("novosibirsk", "pohang", as_of.parse().unwrap());
    request.cargo = Cargo::Coal;
    request.tonnes = Tonnes(40_000.0);
    request
}

fn route(request: &Request) -> Answer {
    let (document, network) = loaded();
    network.route(document, request).unwrap_or_else(|e| panic!("{e}"))
}

fn refused(request: &Request) -> String {
    let (document, network) = loaded();
    match network.route(document, request) {
        Ok(answer) => panic!("{}", dump_answer(&answer)),
        Err(error) => error.to_string(),
    }
}

fn passes(variant: &Variant, id: &str) -> bool {
    variant.legs.iter().any(|l| &*l.from.id == id || &*l.to.id == id)
}

fn busan_moscow(with: &[&str]) -> Request {
    let mut request = Request::new("busan", "moscow", "2026-11-21".parse().unwrap());
    request.cargo = Cargo::Container;
    request.tonnes = Tonnes(12.0);
    request.with = with.iter().map(|w| (*w).into()).collect();
    request
}

fn by_rail_alone(answer: &Answer) -> Option<&Variant> {
    answer.variants.iter().find(|v| v.legs.iter().all(|l| l.mode == Mode::Rail))
}

#[test]
fn kuzbass_coal_reaches_pohang_over_rajin_and_vostochny() {
    let answer = route(&coal("2016-01-15"));
    for port in ["rajin-port-3", "vostochny"] {
        let found = answer.variants.iter().find(|v| passes(v, port));
        let variant = found.unwrap_or_else(|| panic!("no variant over {port}:\n{}", dump_answer(&answer)));
        let sums = variant.legs.iter().map(|l| l.range).sum::<tumen_network::Range>();
        assert!((sums.value.usd.0 - variant.range.value.usd.0).abs() < 1e-6);
        assert!(variant.range.low.usd.0 < variant.range.value.usd.0);
        assert!(variant.range.value.usd.0 < variant.range.high.usd.0);
        assert!(variant.assumptions.iter().all(|a| !a.source.is_empty() && !a.unit.is_empty()));
        let port_legs = variant.legs.iter().filter(|l| l.kind == LegKind::Port).count();
        assert_eq!(port_legs, 2, "{}", dump(variant));
    }
}

#[test]
fn dual_gauge_brings_wagons_to_the_pier_and_the_break_stands_at_the_border() {
    let (document, network) = loaded();
    let rajin = |v: &&Variant| passes(v, "rajin-port-3") && passes(v, "crossing-khasan-tumangang");
    let answer = route(&coal("2016-01-15"));
    let variant = answer.variants.iter().find(rajin).unwrap();
    assert!(variant.legs.iter().all(|l| l.kind != LegKind::GaugeChange), "{}", dump(variant));
    assert!(variant.legs.iter().any(|l| &*l.from.id == "crossing-khasan-tumangang"));
    // To Chongjin the Russian wagons do not go.
    let mut request = coal("2016-01-15");
    (request.to, request.modes, request.avoid) = ("chongjin".into(), vec![Mode::Rail], vec!["CN".into()]);
    let answer = network.route(document, &request).unwrap();
    let best = &answer.variants[0];
    let change = best.legs.iter().find(|l| l.kind == LegKind::GaugeChange).unwrap();
    assert!(["khasan", "tumangang"].contains(&&*change.from.id), "{}", dump(best));
    assert_eq!(change.gauge, Some(1435));
}

#[test]
fn rajin_is_open_in_2016_and_closed_in_2021_with_the_reason() {
    let open = route(&coal("2016-01-15"));
    assert!(open.variants.iter().any(|v| passes(v, "rajin-port-3")));
    let closed = route(&coal("2021-01-15"));
    assert!(!closed.variants.iter().any(|v| passes(v, "rajin-port-3")), "{}", dump_answer(&closed));
    let reasons: Vec<String> = closed.why_not.iter().map(|w| w.reason.to_string()).collect();
    assert!(reasons.iter().any(|r| r.contains("South Korea bars ships")), "{reasons:?}");
    assert!(reasons.iter().any(|r| r.contains("COVID")), "{reasons:?}");
    let sourced = closed.why_not.iter().filter(|w| w.link.contains("rajin")).all(|w| w.source.is_some());
    assert!(sourced, "{:?}", closed.why_not);
    // What it would be if it were open stands beside.
    let rajin = closed.closed_variants.iter().find(|v| passes(&v.variant, "rajin-port-3"));
    assert!(rajin.is_some_and(|v| !v.closed.is_empty()), "{}", dump_answer(&closed));
}

#[test]
fn busan_moscow_by_rail_alone_needs_the_trans_korean_railway() {
    assert!(by_rail_alone(&route(&busan_moscow(&[]))).is_none());
    let answer = route(&busan_moscow(&["trans-korean-rail"]));
    let variant = by_rail_alone(&answer).unwrap_or_else(|| panic!("{}", dump_answer(&answer)));
    assert!(variant.legs.iter().any(|l| l.kind == LegKind::GaugeChange), "{}", dump(variant));
    let borders = variant.legs.iter().filter(|l| l.kind == LegKind::Border).count();
    assert!(borders >= 2, "{}", dump(variant));
}

#[test]
fn every_border_and_stretch_is_found() {
    let (document, network) = loaded();
    let mut problems = Vec::new();
    for (i, crossing) in document.logistics.crossings.iter().enumerate().filter(|(_, c)| !c.barred) {
        match network.links.iter().find(|l| l.kind == LinkKind::Border(i)) {
            None => problems.push(format!("{} cuts no line", crossing.id)),
            Some(link) => {
                let sides = [link.from, link.to].map(|n| network.nodes[n as usize].country.clone());
                if sides[0] == sides[1] || sides.contains(&String::new()) {
                    problems.push(format!("{} joins {sides:?}", crossing.id));
                }
            }
        }
    }
    for terminal in document.logistics.terminals.iter().filter(|t| t.rail) {
        let nodes = network.nodes_of(&terminal.id);
        let rail = |n: &u32| network.around(*n).iter().any(|l| network.links[*l as usize].mode == Mode::Rail);
        if !nodes.iter().any(rail) {
            problems.push(format!("{} has no railway", terminal.id));
        }
    }
    for node in &network.nodes {
        // A bridge over the border and the demarcation line lie in both countries.
        let place = document.place(&node.id);
        let place = place.filter(|p| !matches!(p.kind, PlaceKind::Bridge | PlaceKind::Boundary));
        let place = place.map(|p| p.country.clone());
        if place.is_some_and(|c| !c.is_empty() && c != node.country) {
            problems.push(format!("{} lies in {}", node.id, node.country));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn published_lengths_hold_and_drawn_ones_are_near() {
    let (document, network) = loaded();
    let mut table = String::from("from – to: drawn, counted, published, ratio\n");
    let all = network.distances();
    for c in all {
        let ratio = c.drawn.0 / c.published.0;
        table += &format!(
            "{} – {}: {:.0}, {:.1}, {}, {ratio:.3}\n",
            c.from, c.to, c.drawn.0, c.counted.0, c.published.0
        );
    }
    assert_eq!(all.len(), document.logistics.distances.len(), "{table}");
    for c in all {
        let check_only =
            document.logistics.distances.iter().any(|d| d.from == c.from && d.to == c.to && d.check_only);
        let ratio = c.drawn.0 / c.published.0;
        assert!((0.7..1.12).contains(&ratio), "{} – {}\n{table}", c.from, c.to);
        assert!(
            check_only || (c.counted.0 / c.published.0 - 1.0).abs() < 0.01,
            "{} – {}\n{table}",
            c.from,
            c.to
        );
    }
}

#[test]
fn impossible_requests_end_in_a_sentence() {
    let mut request = coal("2016-01-15");
    request.to = "anadyr".into();
    assert!(refused(&request).contains("Anadyr"), "{}", refused(&request));
    request = coal("2026-11-21");
    request.tonnes = Tonnes(4e8);
    assert!(refused(&request).contains("carries"), "{}", refused(&request));
    request = coal("2016-01-15");
    request.modes = vec![Mode::Rail];
    assert!(refused(&request).contains("Pohang"), "{}", refused(&request));
    request.to = request.from.clone();
    assert!(refused(&request).contains("already"), "{}", refused(&request));
}

#[test]
fn assumptions_move_the_answer_and_say_so() {
    let shipped = route(&coal("2016-01-15"));
    let mut request = coal("2016-01-15");
    request.assumptions.insert("tariff.rail.coal".to_owned(), 0.012);
    let changed = route(&request);
    assert!(changed.variants[0].range.value.usd.0 > shipped.variants[0].range.value.usd.0);
    let tariff = changed.variants[0].assumptions.iter().find(|a| &*a.id == "tariff.rail.coal").unwrap();
    assert_eq!((tariff.value, tariff.shipped), (0.012, Some(0.006)));
    let differences = tumen_network::difference::compare(Some(&shipped), Some(&changed));
    assert!(differences[0].change().unwrap() > 0.0);
}

#[test]
fn wishes_are_kept() {
    let mut request = coal("2016-01-15");
    request.avoid = vec!["KP".into(), "vostochny".into()];
    let answer = route(&request);
    assert!(!answer.variants.iter().any(|v| passes(v, "vostochny") || passes(v, "rajin-port-3")));
    request = coal("2016-01-15");
    request.via = vec!["vanino".into()];
    let answer = route(&request);
    assert!(
        answer.variants.iter().all(|v| passes(v, "port-vanino") || passes(v, "vanino")),
        "{}",
        dump_answer(&answer)
    );
}

#[test]
fn a_profile_goes_along_the_whole_way() {
    let (document, network) = loaded();
    let elevation = load::load(&Bundle::embedded(), &mut Report::new()).basemap.elevation;
    let answer = network.route(document, &coal("2016-01-15")).unwrap();
    let variant = answer.variants.iter().find(|v| passes(v, "rajin-port-3")).unwrap();
    let profile = tumen_network::Profile::new(variant, network, &elevation);
    assert!((profile.km.0 - variant.range.value.km.0).abs() < 1e-6);
    assert!(profile.marks.windows(2).all(|m| m[0].at.0 <= m[1].at.0 + 1e-6));
    assert!(profile.heights.windows(2).all(|h| h[0].0.0 <= h[1].0.0 + 1e-6));
    assert!(profile.heights.iter().all(|(_, m)| (0.0..2500.0).contains(m)));
    assert!(profile.stretches.windows(2).all(|s| (s[0].to.0 - s[1].from.0).abs() < 1e-6));
    let stations = profile.marks.iter().filter(|m| m.kind.is_none()).count();
    assert!(stations > 20, "{stations} stations");
    assert!(profile.marks.iter().any(|m| m.kind == Some(LegKind::Border)));
}

/// Why all links of a crossing, link or target (a corridor or `corridor:from>to`) are closed at a date; nothing if
/// they are open.
fn closed(id: &str, date: &str) -> Option<String> {
    let (document, network) = loaded();
    let request = Request::new("novosibirsk", "pohang", date.parse().unwrap());
    let closures = network.space(document, &request).closures;
    let is_meant = |owner: &Owner| match owner {
        Owner::Corridor(c, segment) => {
            let corridor = &document.corridors[*c];
            let part = segment.map(|s| corridor.target_of(&corridor.segments[s]));
            part.map_or(*corridor.id == *id, |target| target == id)
        }
        Owner::Target(_) | Owner::Nobody => false,
    };
    let meant = |(_, l): &(usize, &Link)| *l.id == *id || is_meant(&l.owner);
    let links: Vec<usize> = network.links.iter().enumerate().filter(meant).map(|(i, _)| i).collect();
    assert!(!links.is_empty(), "no link is of {id}");
    let reasons: Vec<Option<String>> =
        links.iter().map(|i| closures.links[*i].as_ref().map(|c| c.reason.to_string())).collect();
    assert!(reasons.iter().all(|r| *r == reasons[0]), "{id} at {date}: {reasons:?}");
    let undated = links.iter().filter(|i| closures.undated.contains(**i)).count();
    assert_eq!(undated, 0, "{id} at {date} has evidence");
    reasons[0].clone()
}

#[test]
fn links_are_open_when_their_evidence_says_so() {
    let open: [(&str, &[&str]); 12] = [
        ("khasan-rajin", &["1960-01-01", "2005-06-01", "2015-06-01", "2019-06-01", "2023-01-01"]),
        ("crossing-khasan-tumangang", &["1960-01-01", "2005-06-01", "2015-06-01", "2023-01-01"]),
        ("crossing-makhalino-hunchun", &["2001-06-01", "2003-12-01", "2013-12-17", "2020-01-01"]),
        ("makhalino-hunchun", &["2001-06-01", "2013-12-17"]),
        ("crossing-dandong-sinuiju", &["1950-01-01", "2019-12-31", "2022-01-16", "2022-09-26", "2026-01-01"]),
        ("crossing-zabaikalsk-manzhouli", &["1950-01-01", "2026-01-01"]),
        ("crossing-grodekovo-suifenhe", &["1950-01-01", "2026-01-01"]),
        ("birobidzhan-tongjiang", &["2022-11-16", "2026-01-01"]),
        ("bam:ust-kut>komsomolsk", &["1989-12-31", "2026-01-01"]),
        ("bam:komsomolsk>selikhin", &["1976-01-01"]),
        ("east-coast:pohang>busan", &["1950-01-01", "2026-01-01"]),
        ("east-coast:samcheok>yeongdeok", &["2025-01-01", "2026-01-01"]),
    ];
    for (id, dates) in open {
        for date in dates {
            assert_eq!(closed(id, date), None, "{id} at {date}");
        }
    }
}

#[test]
fn a_closed_link_names_the_event_that_closed_it() {
    let shut = [
        ("khasan-rajin", "1955-01-01", "not there before 1959"),
        ("khasan-rajin", "2018-06-01", "suspended since 2018-02"),
        ("khasan-rajin", "2021-06-01", "suspended since 2020-02: Border closed for COVID-19"),
        ("crossing-makhalino-hunchun", "1998-06-01", "not there before 1999"),
        ("crossing-makhalino-hunchun", "2010-06-01", "suspended since 2004: Traffic stops"),
        ("crossing-makhalino-hunchun", "2013-12-16", "suspended since 2004: Traffic stops"),
        ("crossing-dandong-sinuiju", "2020-06-01", "shut from 2020-01 until 2022-01-16"),
        ("crossing-dandong-sinuiju", "2022-05-01", "shut from 2022-04-29 until 2022-09-26"),
        ("bam:ust-kut>komsomolsk", "1980-01-01", "under construction since 1974-07-08"),
        ("bam:komsomolsk>selikhin", "1974-12-31", "not there before 1975"),
        ("birobidzhan-tongjiang", "2022-11-15", ""),
        ("east-coast:samcheok>yeongdeok", "2024-12-31", "under construction since 2014-12"),
        (
            "ferry-vladivostok-rajin",
            "2026-11-21",
            "suspended since 2017-09: Ferry line stopped after a dispute",
        ),
        ("crossing-panmun-dorasan", "2026-11-21", "dismantled since 2024-08"),
    ];
    for (id, date, words) in shut {
        let reason = closed(id, date);
        assert!(reason.as_ref().is_some_and(|r| r.contains(words)), "{id} at {date}: {reason:?}");
    }
}

#[test]
fn every_line_dates_a_railway() {
    let (document, network) = loaded();
    let dates = |line: &LineRecord| network.links.iter().any(|l| l.validity == line.validity());
    let without: Vec<_> = document.logistics.lines.iter().filter(|l| !dates(l)).map(|l| &l.id).collect();
    assert!(without.is_empty(), "{without:?} lie on no railway of the base map that nobody else dates");
}

#[test]
fn what_is_not_known_to_be_open_is_marked_and_counted_as_assumed() {
    let mut request = Request::new("pyongyang", "nampo", "2026-11-21".parse().unwrap());
    request.modes = vec![Mode::Rail];
    let unknown = &route(&request).variants[0];
    let leg = unknown.legs.iter().find(|l| l.kind == LegKind::Haul).unwrap();
    assert!(leg.undated.unwrap().0 > 40.0, "no source dates the line to Nampo: {}", dump(unknown));
    let mut request = Request::new("khasan", "rajin", "2026-11-21".parse().unwrap());
    request.modes = vec![Mode::Rail];
    let known = &route(&request).variants[0];
    assert!(known.legs.iter().all(|l| l.undated.is_none()), "{}", dump(known));
    assert!((0.0..=1.0).contains(&known.assumed_share));
    assert!(
        known.assumed_share <= unknown.assumed_share,
        "{} {}",
        known.assumed_share,
        unknown.assumed_share
    );
}

#[test]
fn of_two_ways_that_cost_the_same_the_dated_one_is_taken() {
    let (document, network) = loaded();
    let mut request = Request::new("vladivostok", "busan", "2026-11-21".parse().unwrap());
    request.modes = vec![Mode::Sea];
    let first = network.links.iter().position(|l| &*l.id == "sea-port-vladivostok-busan-port").unwrap();
    let opened = || Validity { opened: Some("1950".parse().unwrap()), ..Validity::default() };
    for dated in [true, false] {
        let mut network = network.clone();
        let mut twin = network.links[first].clone();
        twin.id = "twin".into();
        let second = network.links.len();
        network.links.push(twin);
        network.links[if dated { first } else { second }].validity = opened();
        let answer = network.route(document, &request).unwrap();
        let best = &answer.variants[0];
        let taken = if dated { first } else { second } as u32;
        assert!(best.legs.iter().any(|l| l.links.contains(&taken)), "{}", dump(best));
        assert!(best.legs.iter().all(|l| l.undated.is_none()));
    }
}

#[test]
fn routes_are_told_for_the_dates_of_plans_and_no_others() {
    let session = super::common::bundled();
    for date in ["1948-12-31", "2041-11-22"] {
        let request = Request::new("khasan", "rajin", date.parse().unwrap());
        let error = session.route(&request).unwrap_err().to_string();
        assert!(error.contains("1949-01-01 to 2041-11-21"), "{error}");
    }
    assert!(session.route(&Request::new("vostochny", "busan", "2041-11-21".parse().unwrap())).is_ok());
}
