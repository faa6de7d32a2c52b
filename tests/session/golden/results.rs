//! Results of the logistics network over the map, and diagrams without one.

use super::harness::{Golden, golden, scaled};
use super::{HALF, seeing, with};
use std::sync::Arc;
use tumen_core::geo::Projection;
use tumen_core::model::logistics::Cargo;
use tumen_core::model::{Date, Language};
use tumen_network::quantity::Tonnes;
use tumen_network::{Request, Variant};
use tumen_scene::furniture::Legend;
use tumen_scene::{Camera, Frame, Furniture, Overlay, Theme, chart, sankey};
use tumen_session::analysis::{Analysis, Analyzed, DemandTable, Finding, Loaded};
use tumen_session::{NetworkCommand, Session, overlays, plots, ways};

const DAY: Date = Date { year: 2026, month: 3, day: 1 };

/// A legend of routes needs room; pictures of this size are drawn so much smaller.
const ROOMY: [f32; 2] = [1000.0, 750.0];
const SMALLER: f32 = 0.4;

fn route() -> Request {
    let mut request = Request::new("novosibirsk", "pohang", DAY);
    (request.cargo, request.tonnes) = (Cargo::Coal, Tonnes(40_000.0));
    request
}

/// A result over the map, with its legend.
fn over(bounds: [f64; 4], theme: Theme, overlay: impl Fn(&Session) -> Overlay) -> (Frame, f32) {
    let mut session = seeing(Camera::fit(Projection::Mercator, bounds, ROOMY, 8.0), |v| {
        v.theme = theme;
        v.as_of = DAY;
    });
    let overlay = overlay(&session);
    session.run(NetworkCommand::Overlay(Some(Arc::new(overlay))));
    let furniture = Furniture { legend: Legend::Full, scale_bar: true, ..Furniture::default() };
    (with(&session, ROOMY, furniture, SMALLER), SMALLER)
}

fn analysis(session: &Session, analysis: Analysis) -> Analyzed {
    Arc::new(analysis).make(session.network(), session.document())
}

/// A table of demands, made up so that there are long ways and short ones, by land and by sea.
const TABLE: &str = "from,to,cargo,tonnes
Novosibirsk,Vostochny,coal,20000000
Chita,Suifenhe,general,7000000
Khasan,Rajin,coal,1500000
Rajin,Pohang,coal,1200000
";

/// What the table loads.
fn demands(session: &Session) -> (Box<Loaded>, Overlay) {
    let table = DemandTable::new("demands.csv", TABLE.as_bytes());
    let analyzed = analysis(session, Analysis::Demands(table, Request::new("", "", DAY)));
    match analyzed.finding.unwrap() {
        Finding::Demands(loaded) => (loaded, (*analyzed.overlay.unwrap()).clone()),
        other => panic!("{other:?}"),
    }
}

/// Variants of a route, loads of a table, what is reached in some days.
pub fn overlays() -> Vec<Golden> {
    const EAST: [f64; 4] = [78.0, 27.0, 165.0, 60.0];
    vec![
        scaled("overlay-route-variants", || {
            over(EAST, Theme::Light, |session| {
                let answer = session.route(&route()).unwrap();
                let variants: Vec<&Variant> = answer.variants.iter().collect();
                let names = ways::names(&variants, session.words().messages(Language::En));
                let named: Vec<(String, &Variant)> =
                    names.into_iter().zip(variants.iter().copied()).collect();
                overlays::routes("Novosibirsk – Pohang", &named)
            })
        }),
        scaled("overlay-flows-of-a-table", || {
            over([104.0, 29.0, 158.0, 58.0], Theme::Dark, |session| demands(session).1)
        }),
        scaled("overlay-reach-in-days", || {
            over([104.0, 27.0, 162.0, 58.0], Theme::Projector, |session| {
                let reach = Analysis::Reach(Request::new("vladivostok", "", DAY), 8.0);
                (*analysis(session, reach).overlay.unwrap()).clone()
            })
        }),
    ]
}

/// Plots and flows as pictures of their own.
pub fn diagrams() -> Vec<Golden> {
    const CHART: [f32; 2] = [640.0, 420.0];
    let plot = |name: &'static str, topic: &'static str, theme: Theme, language: Language| {
        scaled(name, move || {
            let session = seeing(super::mercator("korea"), |v| (v.theme, v.language) = (theme, language));
            let chart = plots::chart_of(&session, topic).unwrap();
            (chart::compose(&chart, session.style(), theme, CHART), HALF)
        })
    };
    let flows = |name: &'static str, theme: Theme| {
        scaled(name, move || {
            let session = seeing(super::mercator("korea"), |_| {});
            (sankey::compose(&demands(&session).0.sankey(&session), session.style(), theme, CHART), HALF)
        })
    };
    vec![
        plot("plot-cargo-through-rajin", "khasan-rajin|t", Theme::Light, Language::En),
        plot("plot-oil-against-caps-dark", "oil|barrels", Theme::Dark, Language::En),
        plot("plot-trade-ko", "trade|m USD", Theme::Projector, Language::Ko),
        golden("plot-by-powers-of-ten", || {
            let session = seeing(super::mercator("korea"), |_| {});
            let topics = plots::topics::topics(session.document(), session.words().messages(Language::En));
            let topic = topics.iter().find(|t| t.key == "khasan-rajin|t").unwrap();
            let chart = plots::chart(&session, topic, &topic.series, true, [2010.0, 2027.0]);
            chart::compose(&chart, session.style(), Theme::Light, [400.0, 300.0])
        }),
        flows("sankey-light", Theme::Light),
        flows("sankey-dark", Theme::Dark),
    ]
}
