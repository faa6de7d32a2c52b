//! Pages of paper: every part inside, none over another, nothing cut off, the same for the same input.

use std::sync::{Arc, Mutex, OnceLock};
use tumen_assets::Bundle;
use tumen_core::model::tour::{SidePanel, Stop, Tour};
use tumen_core::model::{Language, Selection};
use tumen_scene::Rgba;
use tumen_scene::chart::{Chart, Mark, Series, Shape};
use tumen_scene::export::dump;
use tumen_scene::frame::{Align, Paint, Placing};
use tumen_scene::page::{Block, Extent, Orientation, Page, PageSetup, PageSize, Parts, Table, document};
use tumen_scene::text::width;
use tumen_session::{Session, View, views};

const TUMEN: [f64; 4] = [130.12, 42.14, 131.02, 42.56];

/// A prepared session; preparing takes a second or two.
fn session() -> std::sync::MutexGuard<'static, Session> {
    static SESSION: OnceLock<Mutex<Session>> = OnceLock::new();
    let session = SESSION.get_or_init(|| {
        let mut session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
        session.prepare();
        Mutex::new(session)
    });
    let mut session = session.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    session.set_view(View::new("2026-11-21".parse().unwrap()));
    session
}

fn chart() -> Chart {
    let mark = |year: f64, y| Mark { span: [year, year + 1.0], y, hollow: false };
    Chart {
        title: "Trade turnover".to_owned(),
        unit: "million USD".to_owned(),
        years: [2010.0, 2027.0],
        values: [0.0, 100.0],
        ticks: vec![(0.0, "0".to_owned()), (100.0, "100".to_owned())],
        as_of: (2026.9, "as of 21 Nov 2026".to_owned()),
        series: vec![Series {
            name: "Founding document".to_owned(),
            color: Rgba([200, 0, 0, 255]),
            shape: Shape::Square,
            marks: vec![mark(2017.0, 77.9)],
            lines: Vec::new(),
        }],
        sources: vec!["EastRussia 2020".to_owned()],
    }
}

fn setup(size: PageSize, orientation: Orientation, bounds: [f64; 4]) -> PageSetup {
    PageSetup { size, orientation, extent: Extent::Degrees(bounds.into()), ..PageSetup::new([800.0, 600.0]) }
}

/// Every line of text of a page, insets not entered: left, right, baseline, size and words.
fn lines(page: &Page) -> Vec<(f32, f32, f32, f32, String)> {
    let texts = page.frame.items().filter_map(|item| match &item.paint {
        Paint::Text(text) => Some(text),
        _ => None,
    });
    texts
        .filter_map(|text| {
            // Curved lines stand on maps alone, which are insets.
            let Placing::Straight([x, y], align) = text.placing else { return None };
            let wide = width(&text.text, text.size, text.weight);
            let left = match align {
                Align::Start => x,
                Align::Middle => x - 0.5 * wide,
                Align::End => x - wide,
            };
            Some((left, left + wide, y, text.size, text.text.to_string()))
        })
        .collect()
}

fn check(page: &Page, what: &str) {
    let [w, h] = page.frame.size.into();
    for (name, [l, t, r, b]) in &page.parts {
        assert!(l < r && t < b, "{what}: {name} is empty");
        assert!(*l >= 0.0 && *t >= 0.0 && *r <= w && *b <= h, "{what}: {name} leaves the page");
    }
    for (i, (a, p)) in page.parts.iter().enumerate() {
        for (b, q) in &page.parts[i + 1..] {
            let apart = p[2] <= q[0] || q[2] <= p[0] || p[3] <= q[1] || q[3] <= p[1];
            assert!(apart, "{what}: {a} {p:?} lies over {b} {q:?}");
        }
    }
    for (left, right, y, size, words) in lines(page) {
        assert!(left >= -0.5 && right <= w + 0.5, "{what}: {words:?} is cut off");
        assert!(y - size >= -1.0 && y + 0.25 * size <= h + 1.0, "{what}: {words:?} is cut off");
        let middle = [0.5 * (left + right), y - 0.35 * size];
        let holds = |a: &[f32; 4]| {
            left >= a[0] - 1.0 && right <= a[2] + 1.0 && a[1] <= middle[1] && middle[1] <= a[3] + 1.0
        };
        assert!(page.parts.iter().any(|(_, a)| holds(a)), "{what}: {words:?} stands in no part");
    }
}

#[test]
fn parts_stay_on_the_page_and_apart() {
    let mut session = session();
    for size in PageSize::ALL.iter().copied().chain([PageSize::Own([500, 180])]) {
        for orientation in [Orientation::Landscape, Orientation::Portrait] {
            for (plot, card) in [(false, false), (true, false), (false, true), (true, true)] {
                // The usual sizes in every language, the others in one.
                let usual = matches!(size, PageSize::A4 | PageSize::A3 | PageSize::Wide);
                for language in if usual { &Language::ALL[..] } else { &[Language::Ru] } {
                    let mut view = session.view().clone();
                    view.language = *language;
                    view.selection = card.then(|| Selection::Corridor("khasan-rajin".into()));
                    session.set_view(view);
                    let mut setup = setup(size, orientation, TUMEN);
                    setup.plot = plot.then(chart);
                    let what = format!("{} {orientation:?} plot {plot} card {card} {language:?}", size.id());
                    let pages = session.compose_page(&setup).unwrap();
                    pages.iter().for_each(|page| check(page, &what));
                    let names: Vec<&str> = pages[0].parts.iter().map(|p| p.0).collect();
                    for name in ["title", "map", "scale", "text", "foot"] {
                        assert!(names.contains(&name), "{what}: no {name} among {names:?}");
                    }
                    assert_eq!(names.contains(&"plot"), plot, "{what}");
                    let map = pages[0].parts.iter().find(|p| p.0 == "map").unwrap().1;
                    let share = (map[2] - map[0]) * (map[3] - map[1])
                        / (setup.size.pixels(orientation)[0] * setup.size.pixels(orientation)[1]);
                    let least = if size == PageSize::A5 { 0.1 } else { 0.2 };
                    assert!(share > least, "{what}: the map takes {share} of the page");
                }
            }
        }
    }
}

#[test]
fn a_page_is_laid_out_so() {
    let session = session();
    let setup = setup(PageSize::A4, Orientation::Auto, views::THEATRE.bounds.into());
    let pages = session.compose_page(&setup).unwrap();
    let told: Vec<String> = pages[0]
        .parts
        .iter()
        .map(|(name, area)| format!("{name} {}", area.map(|v| v.round().to_string()).join(" ")))
        .collect();
    assert_eq!(
        told,
        [
            "title 45 45 1077 96",
            "scale 45 688 814 712",
            "map 45 109 814 684",
            "text 833 109 1077 687",
            "foot 45 717 1077 748",
        ]
    );
    let words: Vec<String> = lines(&pages[0]).into_iter().map(|l| l.4).collect();
    assert_eq!(words[..2], ["Corridors between the Russian Far East and Korea", "As of 2026-11-21"]);
    for word in ["Kind", "Railway", "Status", "Operating", "Sources", "1 / 2"] {
        assert!(words.iter().any(|w| w.contains(word)), "no {word:?} in {words:#?}");
    }
}

#[test]
fn long_lists_of_sources_go_on_and_lead_somewhere() {
    let session = session();
    let pages =
        session.compose_page(&setup(PageSize::A4, Orientation::Auto, views::THEATRE.bounds.into())).unwrap();
    assert!(pages.len() > 1, "the theatre has more sources than one page holds");
    let links: std::collections::BTreeSet<&str> =
        pages.iter().flat_map(|p| &p.links).map(|l| l.url.as_str()).collect();
    assert!(links.len() > 30, "{}", links.len());
    assert!(links.iter().all(|l| l.starts_with("http")), "{links:?}");
    for page in &pages {
        let [w, h] = page.frame.size.into();
        let inside = |a: &[f32; 4]| a[0] >= 0.0 && a[1] >= 0.0 && a[2] <= w && a[3] <= h && a[0] < a[2];
        assert!(page.links.iter().all(|l| inside(&l.area)));
    }
    let all: String = pages.iter().flat_map(lines).map(|l| l.4 + " ").collect();
    // The last source in order of title is there, too.
    assert!(all.contains("Мост Дружбы"), "{all}");
}

/// The length of the scale bar of a page, pixels, and what it says, meters.
fn bar(page: &Page) -> (f32, f64) {
    let [left, top, right, bottom] = page.parts.iter().find(|p| p.0 == "scale").unwrap().1;
    let inside = |p: &[f32; 2]| p[0] >= left && p[0] <= right && p[1] >= top && p[1] <= bottom;
    let (mut ends, mut said) = ([f32::INFINITY, f32::NEG_INFINITY], 0.0);
    for item in page.frame.items() {
        match &item.paint {
            Paint::Path(path) if path.closed && path.points.iter().all(inside) => {
                for p in &path.points {
                    ends = [ends[0].min(p[0]), ends[1].max(p[0])];
                }
            }
            Paint::Text(text) => {
                let (value, unit) = text.text.rsplit_once(' ').unwrap_or_default();
                let unit = match unit {
                    "km" => 1000.0,
                    "m" => 1.0,
                    _ => continue,
                };
                said = value.replace(['\u{202f}', ' ', ','], "").parse::<f64>().unwrap_or(0.0) * unit;
            }
            _ => {}
        }
    }
    (ends[1] - ends[0], said)
}

#[test]
fn scale_bars_measure_what_they_say() {
    let session = session();
    let theatre = [104.0, 33.0, 180.0, 70.0];
    for (size, bounds) in [
        (PageSize::A4, TUMEN),
        (PageSize::A3, TUMEN),
        (PageSize::A3, theatre),
        (PageSize::Wide, [124.0, 33.0, 132.0, 43.0]),
    ] {
        let page = &session.compose_page(&setup(size, Orientation::Auto, bounds)).unwrap()[0];
        let map = page.frame.items().find_map(|i| match &i.paint {
            Paint::Inset(_, frame) if frame.groups.iter().any(|g| g.name == "corridors") => Some(frame),
            _ => None,
        });
        let map = map.unwrap();
        let (pixels, said) = bar(page);
        let [x, y] = map.size.map(|v| 0.5 * v);
        let ends = [-0.5, 0.5].map(|k: f32| map.map.unwrap().to_lonlat([x + k * pixels, y], map.size));
        let measured = tumen_core::geo::measure::distance(ends[0], ends[1]);
        let off = measured / said - 1.0;
        assert!(off.abs() < 0.005, "{bounds:?}: {pixels} pixels are {measured:.0} m, not {said}");
    }
}

#[test]
fn what_is_switched_off_is_not_there() {
    let session = session();
    let mut setup = setup(PageSize::A4, Orientation::Landscape, TUMEN);
    setup.parts =
        Parts { title: false, legend: false, scale_bar: false, locator: false, card: false, sources: false };
    let pages = session.compose_page(&setup).unwrap();
    assert_eq!(pages.len(), 1);
    let names: Vec<&str> = pages[0].parts.iter().map(|p| p.0).collect();
    assert_eq!(names, ["map", "foot"]);
    let map = pages[0].parts[0].1;
    assert!(map[2] - map[0] > 1000.0, "the map takes the whole width: {map:?}");
}

#[test]
fn the_same_state_gives_the_same_pages() {
    let session = session();
    let setup = setup(PageSize::A3, Orientation::Auto, TUMEN);
    let told = || {
        let pages = session.compose_page(&setup).unwrap();
        pages.iter().map(|p| dump(&p.frame)).collect::<Vec<_>>()
    };
    assert_eq!(told(), told());
}

#[test]
fn auto_is_as_the_map_is() {
    let session = session();
    let tall = [127.0, 34.0, 129.0, 43.0];
    let cases = [(PageSize::A4, tall, true), (PageSize::A4, TUMEN, false), (PageSize::Wide, tall, false)];
    for (size, bounds, upright) in cases {
        let pages = session.compose_page(&setup(size, Orientation::Auto, bounds)).unwrap();
        let [w, h] = pages[0].frame.size.into();
        assert_eq!(h > w, upright);
    }
}

fn tour() -> Arc<Tour> {
    let mut stops = vec![Stop::new("The river", TUMEN), Stop::new("The spot", [130.6, 42.4, 130.6, 42.4])];
    stops[0].caption =
        "The **bridge** of 1959, see [the text](https://example.org/a).\n\n- one\n- two".to_owned();
    stops[0].notes = "Слова для докладчика\n두만강".to_owned();
    stops[0].selection = Some("corridor:khasan-rajin".to_owned());
    stops[0].as_of = Some("2014-01-01".parse().unwrap());
    stops[0].side_panel = SidePanel::Card;
    stops[1].layers = Some(vec!["A layer of somebody".to_owned()]);
    stops[1].caption = "words ".repeat(1500);
    let stops = stops.into_iter().map(Arc::new).collect();
    Arc::new(Tour {
        id: "t".into(),
        title: "A talk".into(),
        summary: "About *it*".into(),
        stops,
        ..Tour::default()
    })
}

#[test]
fn a_handout_has_a_page_for_each_stop() {
    let session = session();
    let tour = tour();
    let handout = session.compose_handout(&tour);
    handout.pages.iter().enumerate().for_each(|(i, page)| check(page, &format!("page {}", i + 1)));
    let named: Vec<&str> = handout.pages.iter().filter_map(|p| p.name.as_deref()).collect();
    assert_eq!(named, ["A talk", "1. The river", "2. The spot", "Sources"]);
    let text = |page: &Page| lines(page).into_iter().map(|l| l.4 + " ").collect::<String>();
    let first = handout.pages.iter().find(|p| p.name.as_deref() == Some("1. The river")).unwrap();
    for word in ["bridge", "the text", "докладчика", "두만강", "2014-01-01", "Notes", "Kind", "Figures"]
    {
        assert!(text(first).contains(word), "no {word:?} in {}", text(first));
    }
    assert!(first.links.iter().any(|l| l.url == "https://example.org/a"));
    // A long caption goes on on the next page, and no word of it is lost.
    let all: String = handout.pages.iter().map(text).collect();
    assert_eq!(all.matches("words").count(), 1500);
    // What is missing is said on the page and in the report.
    assert_eq!(handout.missing.len(), 1);
    assert_eq!(handout.missing[0].0, 2);
    assert!(all.contains("A layer of somebody"));
    // The session itself shows what it showed.
    assert_eq!(session.view(), &View::new("2026-11-21".parse().unwrap()));
}

#[test]
fn a_document_flows_over_pages() {
    let session = session();
    let paper = session.paper(PageSize::A4, Orientation::Auto);
    let row = |i: usize| vec![format!("Leg {i}"), format!("{i} km"), "by **rail**".to_owned()];
    let table = Table {
        header: vec!["Leg".into(), "Length".into(), "How".into()],
        align: vec![Align::Start, Align::End],
        rows: (0..90).map(row).collect(),
    };
    let blocks = [
        Block::Heading(1, "Legs".into()),
        Block::Table(table),
        Block::PageBreak,
        Block::Paragraph("After the break".into()),
        Block::Chart(Box::new(chart()), 240.0),
    ];
    let pages = document(&paper, "Route report", &blocks);
    pages.iter().for_each(|page| check(page, "report"));
    let words: Vec<Vec<String>> = pages.iter().map(|p| lines(p).into_iter().map(|l| l.4).collect()).collect();
    assert!(pages.len() >= 3);
    assert_eq!(words.last().unwrap()[0], "After the break");
    let all: Vec<&String> = words.iter().flatten().collect();
    for i in 0..90 {
        assert!(all.iter().any(|w| **w == format!("Leg {i}")), "row {i} is lost");
    }
}
