//! What a planner of rail freight expects of routes on the shipped data: a table of requests, and what must hold for
//! every variant of many pairs.

use crate::common::bundled;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use tumen_core::model::Id;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::Benchmark;
use tumen_core::model::logistics::Cargo::{self, Coal, Container, General, Grain, Oil};
use tumen_network::quantity::Tonnes;
use tumen_network::{Answer, Leg, LegKind, Link, Merit, Request, Variant};

/// Something that is true of a variant.
#[derive(Debug, Clone, Copy)]
enum Is {
    /// All that moves, moves by this.
    By(Mode),
    /// A leg begins or ends at a place, terminal or crossing.
    Over(&'static str),
    /// A leg begins or ends in a country.
    In(&'static str),
    /// It bears the name of a service, or of one of that name among others.
    Service(&'static str),
    /// Its length, kilometers.
    Km(f64, f64),
    /// Its time, days.
    Days(f64, f64),
    /// It crosses more than one border of this country.
    Borders(&'static str),
}

fn is(variant: &Variant, what: Is) -> bool {
    let hauls = || variant.legs.iter().filter(|l| l.kind == LegKind::Haul);
    let value = &variant.range.value;
    match what {
        Is::By(mode) => hauls().all(|l| l.mode == mode),
        Is::Over(id) => variant.legs.iter().any(|l| &*l.from.id == id || &*l.to.id == id),
        Is::In(country) => variant.legs.iter().any(|l| l.from.country == country || l.to.country == country),
        Is::Service(name) => variant.service.as_ref().is_some_and(|s| s.en.contains(name)),
        Is::Km(least, most) => (least..=most).contains(&value.km.0),
        Is::Days(least, most) => (least..=most).contains(&value.days.0),
        Is::Borders(country) => {
            let side = |l: &&Leg| l.kind == LegKind::Border && l.from.country == country;
            variant.legs.iter().filter(side).count() > 1
        }
    }
}

/// A request and what its answer must be.
struct Row {
    ends: [&'static str; 2],
    cargo: Cargo,
    with: &'static [&'static str],
    /// True of the first variant.
    first: &'static [Is],
    /// Each true of some variant.
    among: &'static [Is],
    /// True of no variant.
    never: &'static [Is],
}

const fn row(from: &'static str, to: &'static str, cargo: Cargo) -> Row {
    Row { ends: [from, to], cargo, with: &[], first: &[], among: &[], never: &[] }
}

/// What is asked of the program, and more of the same kind.
const TABLE: [Row; 43] = [
    Row {
        among: &[Is::Service("Trans-Siberian, by Chita")],
        never: &[Is::In("KP"), Is::In("KR")],
        ..row("shanghai", "novosibirsk", Container)
    },
    Row {
        first: &[Is::By(Mode::Sea), Is::Km(1550.0, 1850.0)],
        never: &[Is::Over("rajin-port-3"), Is::In("KP")],
        ..row("vostochny", "shanghai", Coal)
    },
    Row {
        first: &[Is::By(Mode::Sea), Is::Km(917.0, 1000.0)],
        never: &[Is::In("KP")],
        ..row("vostochny", "busan", Container)
    },
    Row {
        first: &[Is::Service("Khasan–Tumangang")],
        never: &[Is::In("KR"), Is::In("JP")],
        ..row("moscow", "pyongyang", General)
    },
    Row {
        first: &[Is::Over("crossing-khasan-tumangang")],
        never: &[Is::In("KR"), Is::Borders("CN")],
        ..row("vladivostok", "chongjin", Oil)
    },
    Row {
        first: &[Is::Over("crossing-khasan-tumangang")],
        never: &[Is::In("KR")],
        ..row("novosibirsk", "nampo", Grain)
    },
    Row {
        among: &[
            Is::Service("Trans-Siberian, by Chita"),
            Is::Over("st-petersburg"),
            Is::Over("crossing-zabaikalsk-manzhouli"),
        ],
        never: &[Is::In("KP")],
        ..row("busan", "moscow", Container)
    },
    Row {
        with: &["trans-korean-rail"],
        first: &[Is::Service("Seoul"), Is::Over("crossing-khasan-tumangang")],
        ..row("busan", "moscow", Container)
    },
    Row {
        never: &[Is::In("CN"), Is::In("KP"), Is::In("MN"), Is::By(Mode::Sea)],
        first: &[Is::By(Mode::Rail), Is::Km(5600.0, 6200.0)],
        ..row("kemerovo", "vostochny", Coal)
    },
    Row { first: &[Is::Days(0.5, 2.0)], ..row("vanino", "kholmsk", General) },
    Row {
        first: &[Is::Over("port-vladivostok")],
        never: &[Is::In("KP")],
        ..row("suifenhe", "busan", Container)
    },
    Row {
        among: &[Is::Over("dalian"), Is::Over("crossing-grodekovo-suifenhe")],
        never: &[Is::In("KP")],
        ..row("harbin", "busan", Container)
    },
    Row {
        first: &[Is::Over("port-zarubino")],
        never: &[Is::In("KR")],
        ..row("hunchun", "niigata", Container)
    },
    Row {
        first: &[Is::By(Mode::Sea)],
        never: &[Is::In("KP"), Is::In("KR")],
        ..row("vladivostok", "niigata", General)
    },
    Row {
        first: &[Is::By(Mode::Sea), Is::Km(900.0, 1000.0)],
        never: &[Is::In("CN"), Is::In("KP")],
        ..row("busan", "vladivostok", Container)
    },
    Row { first: &[Is::By(Mode::Sea)], ..row("nakhodka", "shanghai", Oil) },
    Row { first: &[Is::By(Mode::Sea), Is::Km(2200.0, 3200.0)], ..row("magadan", "vladivostok", General) },
    Row { first: &[Is::Km(1700.0, 2700.0)], never: &[Is::In("CN")], ..row("khabarovsk", "yakutsk", General) },
    Row { among: &[Is::By(Mode::Rail), Is::By(Mode::Sea)], ..row("hamburg", "shanghai", Container) },
    Row { first: &[Is::By(Mode::Rail)], never: &[Is::In("CN")], ..row("almaty", "moscow", Grain) },
    Row {
        first: &[Is::By(Mode::Rail), Is::Over("crossing-zamyn-uud-erenhot")],
        ..row("ulaanbaatar", "dalian", Coal)
    },
    Row { first: &[Is::By(Mode::Rail)], never: &[Is::In("DE")], ..row("warsaw", "moscow", Container) },
    Row {
        first: &[Is::By(Mode::Rail), Is::Km(5500.0, 6700.0)],
        never: &[Is::In("CN")],
        ..row("novosibirsk", "vladivostok", Container)
    },
    Row {
        among: &[Is::Over("vostochny"), Is::Over("port-vladivostok"), Is::Over("port-nakhodka")],
        never: &[Is::In("KP")],
        ..row("kuzbass", "pohang", Coal)
    },
    Row {
        first: &[Is::Over("crossing-dandong-sinuiju")],
        never: &[Is::In("RU"), Is::In("KR")],
        ..row("dalian", "pyongyang", General)
    },
    Row { first: &[Is::By(Mode::Sea)], never: &[Is::In("KP")], ..row("vanino", "niigata", Coal) },
    // A price of one lane beside estimates elsewhere makes no way round by a third country.
    Row { first: &[Is::By(Mode::Sea)], never: &[Is::In("CN")], ..row("gwangyang", "vladivostok", Container) },
    Row {
        among: &[Is::Service("Trans-Siberian, by Chita"), Is::Over("st-petersburg")],
        never: &[Is::Over("crossing-makhalino-hunchun"), Is::Over("rajin-port-3")],
        ..row("niigata", "moscow", Container)
    },
    Row {
        among: &[Is::Service("Trans-Siberian, by Chita"), Is::Service("Dalian")],
        never: &[Is::In("DE"), Is::In("KP")],
        ..row("moscow", "busan", Container)
    },
    Row {
        among: &[Is::Service("Trans-Mongolian"), Is::Service("Zabaikalsk"), Is::Service("Khorgos")],
        never: &[Is::Over("crossing-makhalino-hunchun"), Is::In("DE")],
        ..row("shanghai", "moscow", Container)
    },
    Row {
        first: &[Is::Over("crossing-quanhe-wonjong"), Is::By(Mode::Road)],
        never: &[Is::In("RU")],
        ..row("hunchun", "rajin", General)
    },
    Row {
        first: &[Is::Over("incheon")],
        never: &[Is::Service("Khasan")],
        ..row("pyongyang", "seoul", General)
    },
    Row {
        first: &[Is::By(Mode::Rail), Is::Km(1900.0, 2300.0)],
        never: &[Is::By(Mode::Sea)],
        ..row("murmansk", "moscow", General)
    },
    Row {
        among: &[Is::By(Mode::Sea)],
        never: &[Is::In("KP"), Is::Over("st-petersburg")],
        ..row("ust-luga", "qingdao", Coal)
    },
    // By barge and pontoon bridge across the river, too, which costs as much.
    Row {
        among: &[Is::Over("crossing-blagoveshchensk-heihe")],
        never: &[Is::In("KP"), Is::Over("crossing-grodekovo-suifenhe")],
        ..row("blagoveshchensk", "harbin", Grain)
    },
    Row {
        first: &[Is::Service("Vostochny")],
        never: &[Is::Over("port-elga"), Is::In("KP")],
        ..row("kuzbass", "dangjin", Coal)
    },
    Row { first: &[Is::Service("Pacific Railway")], never: &[Is::In("CN")], ..row("elga", "busan", Coal) },
    Row {
        first: &[Is::By(Mode::Sea), Is::Km(500.0, 600.0)],
        never: &[Is::In("KP")],
        ..row("sokcho", "zarubino", Container)
    },
    Row {
        first: &[Is::By(Mode::Rail), Is::Km(4300.0, 4500.0)],
        never: &[Is::Service("Baikal")],
        ..row("ulaanbaatar", "vostochny", Coal)
    },
    Row { first: &[Is::Days(0.5, 2.0)], never: &[Is::Days(3.0, 99.0)], ..row("vanino", "kholmsk", General) },
    Row { first: &[Is::By(Mode::Sea), Is::Km(900.0, 1000.0)], ..row("busan", "vladivostok", General) },
    Row { first: &[Is::By(Mode::Sea)], ..row("korsakov", "vladivostok", General) },
    Row {
        first: &[Is::Km(900.0, 1000.0)],
        never: &[Is::Km(1100.0, 9999.0)],
        ..row("harbin", "dalian", Grain)
    },
];

fn request(from: &str, to: &str, cargo: Cargo, with: &[&str]) -> Request {
    let network = bundled().network();
    let id = |name: &str| network.resolve(name).unwrap();
    let mut request = Request::new(id(from), id(to), "2026-11-21".parse().unwrap());
    request.cargo = cargo;
    request.tonnes = Tonnes(if cargo == Container { 12.0 } else { 1000.0 });
    request.with = with.iter().map(|w| (*w).into()).collect();
    request
}

fn route(from: &str, to: &str, cargo: Cargo, with: &[&str]) -> Answer {
    let answer = bundled().network().route(&request(from, to, cargo, with));
    answer.unwrap_or_else(|e| panic!("{from}–{to}, {}: {e}", cargo.id()))
}

fn short(answer: &Answer) -> String {
    let line = |v: &Variant| {
        let stops = v.legs.iter().filter(|l| l.kind != LegKind::Transfer).map(|l| l.to.names.en.to_string());
        let service = v.service.as_ref().map_or("", |s| &*s.en);
        let stops: Vec<String> = stops.collect();
        format!(
            "{}: {:.0} km {:.1} d [{service}] {}\n",
            v.rank,
            v.range.value.km.0,
            v.range.value.days.0,
            stops.join(" > ")
        )
    };
    answer.variants.iter().map(line).collect()
}

#[test]
fn the_planners_table() {
    let mut wrong = String::new();
    for row in &TABLE {
        let [from, to] = row.ends;
        let answer = route(from, to, row.cargo, row.with);
        let mut fail =
            |what: String| wrong += &format!("{from}–{to}, {}: {what}\n{}", row.cargo.id(), short(&answer));
        for fact in row.first.iter().filter(|f| !is(&answer.variants[0], **f)) {
            fail(format!("the first is not {fact:?}"));
        }
        for fact in row.among.iter().filter(|f| !answer.variants.iter().any(|v| is(v, **f))) {
            fail(format!("none is {fact:?}"));
        }
        for fact in row.never.iter().filter(|f| answer.variants.iter().any(|v| is(v, **f))) {
            fail(format!("one is {fact:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Crossings between the two Koreas.
const KOREAN_BORDERS: [&str; 3] =
    ["crossing-panmun-dorasan", "crossing-kamho-jejin", "crossing-pyonggang-woljeong"];

#[test]
fn a_line_that_was_switched_on_is_no_service_of_today() {
    let answer = route("busan", "moscow", Container, &["trans-korean-rail"]);
    for variant in &answer.variants {
        let korean = KOREAN_BORDERS.iter().any(|id| is(variant, Is::Over(id))) && variant.service.is_some();
        assert_eq!(variant.merits.contains(&Merit::Wished), korean, "{:?}", variant.service);
        assert!(!(korean && variant.merits.contains(&Merit::Service)), "{:?}", variant.service);
    }
    assert!(answer.variants.iter().any(|v| v.merits.contains(&Merit::Service)), "Chita is one");
}

#[test]
fn the_road_bridge_has_a_border_and_compares_with_rail() {
    let answer = route("khasan", "tumangang", General, &["road-bridge"]);
    let by = |mode: Mode| {
        answer.variants.iter().find(|v| is(v, Is::By(mode))).unwrap_or_else(|| panic!("{}", short(&answer)))
    };
    for variant in [by(Mode::Rail), by(Mode::Road)] {
        assert_eq!(
            variant.legs.iter().filter(|l| l.kind == LegKind::Border).count(),
            1,
            "{}",
            short(&answer)
        );
    }
    let [rail, road] = [by(Mode::Rail), by(Mode::Road)].map(|v| v.range.value.days.0);
    assert!((0.5..2.0).contains(&(rail / road)), "{rail} {road}");
}

#[test]
fn khasan_and_hunchun_are_open_and_closed_by_their_events() {
    let at = |from: &str, to: &str, day: &str| {
        let mut request = request(from, to, Coal, &[]);
        request.as_of = day.parse().unwrap();
        request.modes = vec![Mode::Rail];
        bundled().network().route(&request)
    };
    for day in ["2005-06-01", "2015-06-01"] {
        assert!(at("khasan", "rajin", day).is_ok(), "{day}");
    }
    let closed = at("khasan", "rajin", "2021-06-01").unwrap_err().to_string();
    assert!(closed.contains("2020-02") && closed.contains("COVID"), "{closed}");
    let answer = at("hunchun", "makhalino", "2010-06-01").unwrap();
    let crossing = "crossing-makhalino-hunchun";
    assert!(!answer.variants.iter().any(|v| is(v, Is::Over(crossing))), "{}", short(&answer));
    assert!(
        answer.why_not.iter().any(|w| w.reason.to_string().contains("suspended since 2004")),
        "{:?}",
        answer.why_not
    );
}

#[test]
fn what_cannot_be_is_refused_in_a_sentence() {
    let refuse = |change: &dyn Fn(&mut Request)| {
        let mut request = request("moscow", "pyongyang", General, &[]);
        change(&mut request);
        bundled().network().route(&request).unwrap_err().to_string()
    };
    let texts = [
        refuse(&|r| r.avoid = vec!["RU".into()]),
        refuse(&|r| r.tonnes = Tonnes(1e9)),
        refuse(&|r| r.as_of = "1850".parse::<tumen_core::model::Period>().unwrap().first),
        refuse(&|r| _ = r.assumptions.insert("speed.rail".to_owned(), 0.0)),
        refuse(&|r| _ = r.assumptions.insert("tariff.rail.general".to_owned(), 1e6)),
    ];
    for text in &texts {
        assert!(!text.contains('\n') && text.len() < 200, "{text}");
    }
    assert!(texts[0].contains("RU") && texts[1].contains("1,000,000,000 t"), "{texts:?}");
}

/// Pairs for what must hold of any answer.
const PAIRS: [[&str; 2]; 34] = [
    ["vostochny", "busan"],
    ["vostochny", "shanghai"],
    ["vostochny", "nampo"],
    ["busan", "shanghai"],
    ["busan", "moscow"],
    ["busan", "novosibirsk"],
    ["busan", "hamburg"],
    ["busan", "almaty"],
    ["shanghai", "moscow"],
    ["shanghai", "hamburg"],
    ["shanghai", "ulaanbaatar"],
    ["dalian", "pyongyang"],
    ["dalian", "niigata"],
    ["harbin", "busan"],
    ["harbin", "vladivostok"],
    ["harbin", "hamburg"],
    ["hunchun", "niigata"],
    ["hunchun", "busan"],
    ["suifenhe", "busan"],
    ["suifenhe", "niigata"],
    ["moscow", "pyongyang"],
    ["moscow", "vladivostok"],
    ["novosibirsk", "nampo"],
    ["kemerovo", "vostochny"],
    ["kemerovo", "niigata"],
    ["khabarovsk", "shanghai"],
    ["yakutsk", "vostochny"],
    ["pyongyang", "vladivostok"],
    ["chongjin", "vladivostok"],
    ["rajin", "shanghai"],
    ["nakhodka", "dalian"],
    ["vanino", "kholmsk"],
    ["magadan", "vladivostok"],
    ["warsaw", "almaty"],
];

/// Answers to all pairs, for containers and another cargo in turn; made once.
fn answers() -> &'static [(String, Answer)] {
    static ANSWERS: OnceLock<Vec<(String, Answer)>> = OnceLock::new();
    ANSWERS.get_or_init(|| {
        let others = [Coal, Oil, Grain, General];
        let mut all = Vec::new();
        for (i, [from, to]) in PAIRS.into_iter().enumerate() {
            for cargo in [Container, others[i % others.len()]] {
                // A port that does not take a cargo refuses it; what it answers must be sound.
                if let Ok(answer) = bundled().network().route(&request(from, to, cargo, &[])) {
                    all.push((format!("{from}–{to}, {}", cargo.id()), answer));
                }
            }
        }
        assert!(all.len() > 60, "only {} answers", all.len());
        all
    })
}

fn fail_on(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.iter().take(12).cloned().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn every_variant_of_many_pairs_is_sound() {
    let network = bundled().network().get();
    let mut wrong = Vec::new();
    for (name, answer) in answers() {
        for v in &answer.variants {
            let at = format!("{name}, {}", short(&Answer { variants: vec![v.clone()], ..answer.clone() }));
            let hauls: Vec<&Leg> = v.legs.iter().filter(|l| l.kind == LegKind::Haul).collect();
            let mut nodes: Vec<u32> = Vec::new();
            for link in hauls.iter().flat_map(|l| &l.links).map(|l| &network.links[*l as usize]) {
                let next = if nodes.last() == Some(&link.to) { link.from } else { link.to };
                if nodes.is_empty() || ![link.from, link.to].contains(&nodes[nodes.len() - 1]) {
                    // The first link, or one behind a border: the node is known once the next link is.
                    nodes.push(u32::MAX);
                }
                nodes.push(next);
            }
            let known: Vec<&u32> = nodes.iter().filter(|n| **n != u32::MAX).collect();
            let once: BTreeSet<&u32> = known.iter().copied().collect();
            if once.len() + 1 < known.len() {
                wrong.push(format!("passes a place twice: {at}"));
            }
            if v.legs.windows(2).any(|w| {
                w[0].to.country != w[1].from.country
                    && w[0].kind != LegKind::Border
                    && w[1].kind != LegKind::Border
            }) {
                wrong.push(format!("changes country without a border: {at}"));
            }
            for (i, leg) in v.legs.iter().enumerate().filter(|(_, l)| l.kind == LegKind::Haul) {
                let abroad = leg.from.country != leg.to.country;
                if abroad
                    && (leg.mode != Mode::Sea || v.legs.get(i + 1).is_none_or(|l| l.kind != LegKind::Border))
                {
                    wrong.push(format!("no border behind {}: {at}", leg.to.names.en));
                }
            }
            let [home, goal] = [&v.legs[0].from.country, &v.legs[v.legs.len() - 1].to.country];
            let third =
                v.legs.iter().flat_map(|l| [&l.from.country, &l.to.country]).any(|c| c != home && c != goal);
            if home == goal && third {
                wrong.push(format!("goes abroad for a domestic haul: {at}"));
            }
        }
    }
    fail_on(&wrong);
}

/// Ports and borders of a variant, in order.
fn gates(v: &Variant) -> Vec<&str> {
    let gate = |l: &&Leg| matches!(l.kind, LegKind::Port | LegKind::Border);
    let mut all: Vec<&str> = v.legs.iter().filter(gate).map(|l| &*l.from.id).collect();
    all.dedup();
    all
}

#[test]
fn no_two_variants_are_one_and_each_has_a_name_of_its_own() {
    let mut wrong = Vec::new();
    for (name, answer) in answers() {
        let all: Vec<&Variant> = answer.variants.iter().collect();
        let names =
            tumen_session::ways::names(&all, bundled().words().messages(tumen_core::model::Language::En));
        if names.iter().collect::<BTreeSet<_>>().len() < names.len() {
            wrong.push(format!("{name}: {names:?}"));
        }
        let near = |a: f64, b: f64| a.max(b) <= a.min(b) * 1.005;
        for (i, a) in all.iter().enumerate() {
            let (s, k) = (&a.range.value, gates(a));
            let twin = |b: &&&Variant| {
                let t = &b.range.value;
                near(s.usd.0, t.usd.0) && near(s.days.0, t.days.0) && near(s.km.0, t.km.0) && k == gates(b)
            };
            if all[i + 1..].iter().any(|b| twin(&b)) {
                wrong.push(format!("{name}: twice {}", names[i]));
            }
        }
    }
    fail_on(&wrong);
}

#[test]
fn ways_are_named_in_one_language() {
    use tumen_core::model::Language::{Ko, Ru};
    let answer = route("busan", "moscow", Container, &[]);
    let all: Vec<&Variant> = answer.variants.iter().collect();
    for language in [Ru, Ko] {
        let names = tumen_session::ways::names(&all, bundled().words().messages(language));
        let mixed = |name: &&String| name.chars().any(|c| c.is_ascii_alphabetic());
        assert_eq!(names.iter().filter(mixed).collect::<Vec<_>>(), Vec::<&String>::new());
    }
    let by_sea = route("vostochny", "busan", Container, &[]);
    let all: Vec<&Variant> = by_sea.variants.iter().collect();
    assert_eq!(tumen_session::ways::names(&all, bundled().words().messages(Ru)), ["морем"]);
}

#[test]
fn no_station_stands_for_towns_of_two_countries() {
    let (document, network) = (bundled().document(), bundled().network().get());
    let mut wrong = Vec::new();
    for (i, node) in network.nodes.iter().enumerate() {
        let here = |id: &&Id| network.nodes_of(id).contains(&(i as u32)) && !id.starts_with("crossing-");
        let ids: Vec<&Id> = network.ids().into_iter().filter(here).collect();
        let countries: BTreeSet<&str> =
            ids.iter().filter_map(|id| document.place(id)).map(|p| &*p.country).collect();
        if countries.len() > 1 {
            wrong.push(format!("{}: {ids:?}", node.names.en));
        }
    }
    fail_on(&wrong);
}

#[test]
fn percentiles_are_ordered_groups_are_whole_and_the_same_seed_tells_the_same() {
    let mut wrong = Vec::new();
    for (name, answer) in answers() {
        for v in &answer.variants {
            let (a, b, c) = (&v.spread.p5, &v.spread.p50, &v.spread.p95);
            let parts = [
                (a.usd.0, b.usd.0, c.usd.0),
                (a.days.0, b.days.0, c.days.0),
                (a.km.0, b.km.0, c.km.0),
                (a.co2.0, b.co2.0, c.co2.0),
            ];
            if !parts.iter().all(|(a, b, c)| a <= b && b <= c && *a > 0.0) {
                wrong.push(format!("{name}: {parts:?}"));
            }
            let shares: f64 = v.spread.drivers.iter().map(|d| d.share).sum();
            if v.spread.drivers.len() > 3 || shares > 1.0 + 1e-9 || !(0.0..=1.0).contains(&v.assumed_share) {
                wrong.push(format!("{name}: {:?}", v.spread.drivers));
            }
        }
        let groups: Vec<usize> = answer.variants.iter().map(|v| v.equal_group).collect();
        let ranks: Vec<usize> = answer.variants.iter().map(|v| v.rank).collect();
        if !groups.is_sorted()
            || groups[0] != 1
            || groups.windows(2).any(|g| g[1] - g[0] > 1)
            || !ranks.iter().copied().eq(1..=ranks.len())
        {
            wrong.push(format!("{name}: {groups:?} {ranks:?}"));
        }
    }
    fail_on(&wrong);
    let [a, b] = [(), ()].map(|()| route("busan", "moscow", Container, &[]));
    assert!(a == b, "the same request, another answer");
}

#[test]
fn what_is_told_as_equal_is_as_good_in_one_of_five_draws_or_differs_by_a_tenth() {
    // A voyage at two thirds of the price of a journey by rail is better, and ports of one coast are alike.
    let coal = route("ust-luga", "qingdao", Coal, &[]);
    let of = |what: Is| coal.variants.iter().find(|v| is(v, what)).map(|v| v.equal_group);
    assert!(of(Is::By(Mode::Sea)) < of(Is::By(Mode::Rail)), "{}", short(&coal));
    let ports = route("kemerovo", "pohang", Coal, &[]);
    let of = |id| ports.variants.iter().find(|v| is(v, Is::Over(id))).map(|v| v.equal_group);
    for port in ["port-vladivostok", "port-nakhodka", "vostochny"] {
        assert_eq!(of(port), Some(1), "{port}\n{}", short(&ports));
    }
    // The medians of a group lie together, or its spread holds them; the value lies within its own spread.
    let mut wrong = Vec::new();
    for (name, answer) in answers() {
        for v in &answer.variants {
            let (value, low, high) = (v.range.value.usd.0, v.spread.p5.usd.0, v.spread.p95.usd.0);
            if !(low..=high).contains(&value) && (value / low - 1.0).abs() > 0.02 {
                wrong.push(format!("{name}: {value:.0} USD, {low:.0} to {high:.0}"));
            }
            let leader = answer.variants.iter().filter(|l| l.equal_group == v.equal_group);
            let best = leader.map(|l| l.spread.p50.usd.0).fold(f64::INFINITY, f64::min);
            if v.spread.p50.usd.0 > best * 1.1 && v.spread.p5.usd.0 > best * 2.0 {
                wrong.push(format!("{name}: {best:.0} USD and {:.0} are told as equal", v.spread.p50.usd.0));
            }
        }
    }
    fail_on(&wrong);
}

#[test]
fn an_amount_that_a_port_cannot_handle_is_refused_with_the_port_or_told_of() {
    let ask = |from: &str, to: &str, cargo: Cargo, tonnes: f64| {
        let request = Request { tonnes: Tonnes(tonnes), ..request(from, to, cargo, &[]) };
        bundled().network().route(&request).map(|answer| (answer, request))
    };
    // More than the capacity that a source states: the port is closed to it, and the sentence says why.
    let (answer, _) = ask("vostochny", "shanghai", Coal, 6e7).unwrap_or_else(|e| panic!("{e}"));
    let said: Vec<String> = answer.why_not.iter().map(|w| w.reason.to_string()).collect();
    assert!(said.iter().any(|s| s.contains("carries 58,000,000 t a year")), "{said:?}");
    assert!(!answer.variants[0].legs.iter().any(|l| l.kind == LegKind::Port && &*l.from.id == "vostochny"));
    // Of a port of which only the turnover is known no more than twice that is asked; up to there it is told.
    let (answer, asked) = ask("posyet", "pohang", Coal, 8e6).unwrap_or_else(|e| panic!("{e}"));
    let document = bundled().document();
    let told = tumen_session::route_facts::ports(document, &answer.variants[0], &asked);
    let told: Vec<String> = told.iter().map(tumen_core::message::Message::english).collect();
    assert!(told[0].contains("1.3 times what it turned over in 2023 (6,020,000 t)"), "{told:?}");
    let (fits, asked) = ask("posyet", "pohang", Coal, 1e6).unwrap_or_else(|e| panic!("{e}"));
    assert!(tumen_session::route_facts::ports(document, &fits.variants[0], &asked).is_empty());
    match ask("posyet", "pohang", Coal, 2e7) {
        Ok((answer, _)) => {
            let quay = |l: &Leg| l.kind == LegKind::Port && &*l.from.id == "port-posyet";
            assert!(!answer.variants.iter().any(|v| v.legs.iter().any(quay)), "{}", short(&answer));
        }
        Err(refused) => assert!(refused.to_string().contains("6,020,000 t"), "{refused}"),
    }
    // What nobody states of any port or crossing is no way for it either.
    let refused = ask("vostochny", "dangjin", Coal, 1e8).map(|(answer, _)| short(&answer)).unwrap_err();
    assert!(refused.to_string().contains("100,000,000 t"), "{refused}");
    // Boxes are counted as boxes.
    let (answer, _) = ask("vladivostok", "busan", Container, 1.2e7).unwrap_or_else(|e| panic!("{e}"));
    let said: Vec<String> = answer.why_not.iter().map(|w| w.reason.to_string()).collect();
    assert!(said.iter().any(|s| s.contains("carries 10,544,400 t")), "{said:?}");
}

#[test]
fn rivers_closed_borders_and_codes_of_quays_are_known() {
    let at = |from: &str, to: &str, day: &str| {
        let network = bundled().network();
        let [from, to] =
            [from, to].map(|text| network.resolve(text).unwrap_or_else(|e| panic!("{text}: {e}")));
        let asked = Request { as_of: day.parse().expect("a date"), ..request(&from, &to, General, &[]) };
        network.route(&asked).unwrap_or_else(|e| panic!("{from}–{to}: {e}"))
    };
    // Before the bridge cargo crossed the Amur by barge, not by another border 2,500 km away.
    let river = at("heihe", "blagoveshchensk", "2015-06-30");
    assert!(is(&river.variants[0], Is::Over("crossing-blagoveshchensk-heihe-river")), "{}", short(&river));
    // While the DPRK had shut its land border no other crossing of it was open.
    let shut = at("dandong", "pyongyang", "2021-06-30");
    for id in ["crossing-tumen-namyang", "crossing-quanhe-wonjong", "crossing-dandong-sinuiju"] {
        assert!(!shut.variants.iter().any(|v| is(v, Is::Over(id))), "{id}\n{}", short(&shut));
    }
    let coal = at("RUVYP", "CNQDG", "2026-02-15");
    assert!(is(&coal.variants[0], Is::By(Mode::Sea)), "{}", short(&coal));
    // A name is proposed once, however it may be spelled.
    let unknown = bundled().network().find("Tashkent").unwrap_err().to_string();
    assert!(!unknown.contains("Tayshet"), "{unknown}");
}

#[test]
fn names_in_a_scenario_become_ids_and_what_is_not_known_is_told() {
    use tumen_session::scenario::Scenario;
    let session = bundled();
    let resolved = |text: &str| {
        let scenario = Scenario::parse(text).expect("a scenario");
        scenario.resolved(session.network(), &session.document().logistics, session.today())
    };
    let by_name = resolved("date = \"2020\"\nclose = [\"Quanhe\"]\n[assumptions]\n\"speed.rail\" = 500");
    let by_name = by_name.unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(by_name.close, ["crossing-quanhe-wonjong"]);
    assert_eq!(by_name.date.as_deref(), Some("2020-12-31"));
    for wrong in ["close = [\"Atlantis\"]", "date = \"1850\"", "[assumptions]\n\"speed.horse\" = 5"] {
        assert!(resolved(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn reasons_and_refusals_speak_three_languages() {
    let session = bundled();
    let cyrillic = |text: &str| text.chars().any(|c| ('а'..='я').contains(&c));
    let hangul = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
    let mut said: Vec<tumen_core::message::Message> = Vec::new();
    for (_, answer) in answers() {
        said.extend(tumen_session::route_summary::closed(answer));
        said.extend(tumen_session::route_summary::equal(answer, tumen_network::Objective::Cost));
        said.extend(answer.why_not.iter().map(|w| w.reason.message()));
        said.push(tumen_session::route_summary::rests_on(answer, 2025));
    }
    let refused = Request { avoid: vec!["RU".into()], ..request("moscow", "pyongyang", General, &[]) };
    said.extend(session.network().route(&refused).err().map(|e| e.message().clone()));
    assert!(said.len() > 100);
    for message in said {
        let [en, ru, ko] = tumen_core::model::Language::ALL
            .map(|language| message.in_words(session.words().messages(language)));
        assert!(!cyrillic(&en) && !hangul(&en), "{en}");
        assert!(cyrillic(&ru) && hangul(&ko), "{en}\n{ru}\n{ko}");
        assert_eq!(message.english(), en);
    }
}

#[test]
fn every_voyage_is_longer_than_the_great_circle_and_lanes_keep_off_the_land() {
    let loaded =
        tumen_session::load::load(&tumen_assets::Bundle::embedded(), &mut tumen_core::diag::Report::new());
    let network = bundled().network().get();
    let mut wrong = Vec::new();
    let recorded = |l: &&Link| l.corridor.is_none() && l.ferry.is_none();
    let mut count = 0;
    for link in network.links.iter().filter(|l| l.mode == Mode::Sea).filter(recorded) {
        count += 1;
        let ends = [link.from, link.to].map(|n| network.nodes[n as usize].position);
        let direct = tumen_core::geo::measure::distance(ends[0], ends[1]) / 1000.0;
        if link.km.0 < direct * 0.9999 {
            wrong.push(format!("{} is {:.0} km, {direct:.0} by great circle", link.id, link.km.0));
        }
    }
    assert!(count > 700, "only {count} voyages");
    let sea = &loaded.document.logistics.sea;
    let land = tumen_network::sea::Land::new(&loaded.basemap.land);
    let at = |id: &tumen_core::model::Id| {
        let waypoint = sea.waypoints.iter().find(|w| w.id == *id).map(|w| w.at);
        waypoint.or_else(|| sea.approaches.iter().find(|a| a.port == *id)?.via.last().copied()).unwrap()
    };
    for (from, to) in sea.lanes.iter().flat_map(|l| l.to.iter().map(|to| (&l.from, to))) {
        if land.is_crossed(at(from), at(to)) {
            wrong.push(format!("the lane {from}–{to} crosses the land"));
        }
    }
    fail_on(&wrong);
}

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

#[test]
fn what_a_section_can_carry_and_ice_stand_beside_a_route() {
    let (document, network) = (bundled().document(), bundled().network().get());
    let answer = route("khabarovsk", "vladivostok", General, &[]);
    let date = request("khabarovsk", "vladivostok", General, &[]).as_of;
    let haul = answer.variants[0].legs.iter().find(|l| l.kind == LegKind::Haul).expect("a haul");
    let can = tumen_session::route_facts::capability(document, network, haul, date);
    assert!(can.electrification.iter().all(|w| w.is_electric()), "{can:?}");
    assert_eq!(can.tracks.as_ref().map(|t| t.stated.value), Some(2.0));
    assert!(can.axle_load_t.is_none(), "nobody states it");
    let mut asked = request("rajin-port-3", "shanghai", Coal, &[]);
    asked.modes = vec![Mode::Sea];
    let mut ice = |month: &str| {
        asked.as_of = month.parse().expect("a date");
        let answer = bundled().network().route(&asked).expect("a way");
        tumen_session::route_facts::ice(
            document,
            &answer.variants[0],
            asked.as_of,
            tumen_core::model::Language::En,
        )
    };
    assert!(ice("2026-01-15").iter().any(|text| text.contains("Rajin") && text.contains("January 2026")));
    assert!(ice("2026-07-15").is_empty());
}

#[test]
fn emissions_are_split_and_electric_trains_burn_nothing() {
    let by = |from, to| {
        let v = route(from, to, General, &[]).variants.into_iter().next().expect("a way");
        let hauls = v.legs.into_iter().filter(|l| l.kind == LegKind::Haul && l.mode == Mode::Rail);
        hauls.max_by(|a, b| a.range.value.km.0.total_cmp(&b.range.value.km.0)).expect("a railway")
    };
    let electric = by("khabarovsk", "vladivostok").range.value;
    assert!(
        electric.wtt.0 > 0.0 && (electric.co2.0 - electric.wtt.0).abs() < electric.co2.0 * 0.05,
        "{electric:?}"
    );
    let diesel = by("ussuriysk", "khasan").range.value;
    assert!(diesel.co2.0 - diesel.wtt.0 > diesel.wtt.0, "{diesel:?}");
}

#[test]
fn a_published_price_of_the_lane_goes_before_the_parameter() {
    let mut asked = request("shanghai", "rotterdam", Container, &[]);
    asked.modes = vec![Mode::Sea];
    asked.as_of = "2025-11-01".parse().expect("a date");
    let usd = |asked: &Request| bundled().network().route(asked).expect("a way").variants[0].clone();
    let near = usd(&asked);
    let used = |v: &Variant, id: &str| v.assumptions.iter().any(|a| &*a.id == id);
    assert!(used(&near, "rate.sea-container.shanghai-rotterdam.2025-10"), "{:?}", near.assumptions);
    assert!(near.assumed_share < 1.0, "{}", near.assumed_share);
    asked.assumptions.insert("rate.sea-container.shanghai-rotterdam.2025-10".to_owned(), 100.0);
    let own = usd(&asked);
    assert!(own.range.value.usd.0 < near.range.value.usd.0 - 900.0);
    assert!(own.assumed_share > near.assumed_share, "a value of one's own is no published one");
    asked.assumptions.clear();
    asked.as_of = "2012-01-01".parse().expect("a date");
    assert!(used(&usd(&asked), "tariff.sea.container"), "no price of those years is published");
}

#[test]
fn a_name_is_another_one_only_if_nothing_else_is_as_near() {
    let network = bundled().network();
    let same = [
        ("Dangjin", "dangjin"),
        ("당진", "dangjin"),
        ("Tumen", "tumen-cn"),
        ("Tyumen", "tyumen"),
        ("Тюмень", "tyumen"),
        ("Владивосток", "vladivostok"),
        ("VLADIVOSTOK", "vladivostok"),
        ("나진", "rajin"),
        ("KRPUS", "busan"),
        ("ru vyp", "vostochny"),
        ("CNSHA", "shanghai"),
        ("Quanhe", "crossing-quanhe-wonjong"),
        ("Khasan–Tumangang", "crossing-khasan-tumangang"),
        ("Peking", "beijing"),
        ("Saint-Petersburg", "st-petersburg"),
        ("Ленинград", "st-petersburg"),
        ("Alma-Ata", "almaty"),
        ("Ulan-Bator", "ulaanbaatar"),
        ("Ekaterinburg", "yekaterinburg"),
        ("Екатеринбург", "yekaterinburg"),
        ("예카테린부르크", "yekaterinburg"),
        ("RUYEK", "yekaterinburg"),
    ];
    for (text, id) in same {
        let found = network.find(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!((&*found.id, &found.note), (id, &None), "{text}");
    }
    let near = [
        ("Tumenn", "tumen-cn"),
        ("Vladivostk", "vladivostok"),
        ("Habarovsk", "khabarovsk"),
        ("Suyfenhe", "suifenhe"),
    ];
    for (text, id) in near {
        let found = network.find(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(&*found.id, id, "{text}");
        assert!(found.note.as_ref().is_some_and(|n| n.english().contains(text)), "{text}: {:?}", found.note);
    }
    for text in ["Anyang", "Tianjing Port Authority", "Hanoi", "Nagoya", "Xyz", ""] {
        assert!(network.find(text).is_err(), "{text}: {:?}", network.find(text));
    }
    let unknown = |text: &str| network.find(text).unwrap_err().to_string();
    assert!(!unknown("Berlin").contains("nearest"), "nothing is near: {}", unknown("Berlin"));
    assert!(unknown("Vladivastak port").len() < 200);
}

#[test]
fn places_are_understood_in_chinese_letters_and_as_codes() {
    let network = bundled().network();
    let all = [
        ("上海", "shanghai"),
        ("大连", "dalian"),
        ("大連", "dalian"),
        ("海参崴", "vladivostok"),
        ("莫斯科", "moscow"),
        ("釜山", "busan"),
        ("新潟", "niigata"),
        ("満洲里", ""),
        ("满洲里", "manzhouli"),
        ("珲春", "hunchun"),
        ("罗津", "rajin"),
        ("RUVVO", "vladivostok"),
        ("cnsha", "shanghai"),
    ];
    for (text, id) in all {
        let found = network.resolve(text).map(|id| id.to_string());
        match id {
            "" => assert!(found.is_err(), "{text}: {found:?}"),
            id => assert!(found.as_ref().is_ok_and(|f| f.contains(id)), "{text}: {found:?}"),
        }
    }
}

#[test]
fn a_haul_at_home_does_not_go_round_the_world_and_the_cheapest_is_called_so() {
    for (from, to) in
        [("magadan", "moscow"), ("yuzhno-sakhalinsk", "moscow"), ("st-petersburg", "vladivostok")]
    {
        let answer = route(from, to, General, &[]);
        let shortest = answer.variants.iter().map(|v| v.range.value.km.0).fold(f64::INFINITY, f64::min);
        for v in &answer.variants {
            assert!(v.range.value.km.0 < shortest * 1.6, "{from}–{to}\n{}", short(&answer));
        }
    }
    let mut wrong = Vec::new();
    for (name, answer) in answers() {
        let least = answer.variants.iter().map(|v| v.range.value.usd.0).fold(f64::INFINITY, f64::min);
        let named = |v: &&Variant| v.merits.contains(&Merit::Best(tumen_network::Objective::Cost));
        match answer.variants.iter().find(named) {
            Some(v) if v.range.value.usd.0 <= least * 1.001 => {}
            other => wrong
                .push(format!("{name}: least {least:.0}, named {:?}", other.map(|v| v.range.value.usd.0))),
        }
    }
    fail_on(&wrong);
}

#[test]
fn a_town_or_crossing_that_is_avoided_is_not_passed() {
    let network = bundled().network();
    for (avoid, id) in [("vladivostok", "vladivostok"), ("khasan-tumangang", "crossing-khasan-tumangang")] {
        let subject = network.subject(avoid).unwrap_or_else(|e| panic!("{avoid}: {e}"));
        assert_eq!(&*subject, id, "{avoid}");
        for (from, to, cargo) in [("busan", "moscow", Container), ("moscow", "pyongyang", General)] {
            let mut asked = request(from, to, cargo, &[]);
            asked.avoid = vec![subject.clone()];
            let answer = network.route(&asked).unwrap_or_else(|e| panic!("{from}–{to}: {e}"));
            let port = if id == "vladivostok" { "port-vladivostok" } else { id };
            assert!(!answer.variants.iter().any(|v| is(v, Is::Over(port))), "{avoid}\n{}", short(&answer));
        }
    }
}

#[test]
fn an_assumption_under_an_old_id_is_told_of() {
    let told = |id: &str| {
        let assumptions = [(id.to_owned(), 20.0)].into();
        let mut import = tumen_session::Import { assumptions, ..Default::default() };
        import.tell_unknown(&bundled().document().logistics);
        import.report.has_problems()
    };
    assert!(told("co2.rail") && told("co2.sea"), "they have been pairs since");
    assert!(!told("co2.wtt.sea") && !told("speed.rail"));
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
