//! What a planner of rail freight expects of routes on the shipped data: a table of requests, and what must hold for
//! every variant of many pairs.

mod asked;
mod details;
mod names;
mod published;
mod sanctions;

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
            let by_ship =
                |l: &&&Leg| l.mode == Mode::Sea && network.links[l.links[0] as usize].ferry.is_none();
            // Two legs at once are one voyage, cleared in between.
            let voyages: Vec<&&Leg> = hauls.iter().filter(by_ship).collect();
            let ships = voyages.iter().filter(|l| !voyages.iter().any(|m| m.to.id == l.from.id)).count();
            if ships > 1 {
                wrong.push(format!("goes aboard twice: {at}"));
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
