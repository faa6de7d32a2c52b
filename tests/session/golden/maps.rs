//! Maps: views, themes, projections, dates, languages, what is selected or left out, furniture, relief.

use super::harness::{Golden, golden, scaled};
use super::{HALF, LARGE, SIZE, bare, camera, mercator, seeing, with};
use crate::common::{TODAY, bundled};
use std::sync::Arc;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::{Date, Language, Loupe, Selection, Spot};
use tumen_scene::frame::FeatureId;
use tumen_scene::furniture::Legend;
use tumen_scene::relief::Reliefs;
use tumen_scene::{Camera, Furniture, Theme};
use tumen_session::view::Filter;
use tumen_session::{NamedView, ReadyCommand, Session, View, ViewCommand};

/// Views in each theme.
pub fn themes() -> Vec<Golden> {
    let light = ["theatre", "tumen", "primorye", "korea", "chukotka", "rajin"].map(|v| (v, Theme::Light));
    let dark = ["tumen", "korea", "chukotka", "khasan"].map(|v| (v, Theme::Dark));
    let projector = ["theatre", "tumen", "primorye", "vladivostok"].map(|v| (v, Theme::Projector));
    let one = |(view, theme): (&'static str, Theme)| {
        golden(format!("{view}-{}", theme.id()), move || bare(&seeing(mercator(view), |v| v.theme = theme)))
    };
    light.into_iter().chain(dark).chain(projector).map(one).collect()
}

/// The same views on a cone.
pub fn projections() -> Vec<Golden> {
    let one = |(view, theme): (&'static str, Theme)| {
        golden(format!("{view}-conic"), move || {
            bare(&seeing(camera(view, Projection::Conic, SIZE), |v| v.theme = theme))
        })
    };
    let views = [
        ("theatre", Theme::Light),
        ("primorye", Theme::Dark),
        ("korea", Theme::Projector),
        ("chukotka", Theme::Light),
        ("khasan", Theme::Light),
    ];
    views.map(one).into()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The same corridors as time goes by, with the legend of their statuses.
pub fn dates() -> Vec<Golden> {
    let one = |(view, date): (&'static str, &'static str)| {
        scaled(format!("{view}-{date}"), move || {
            let session = seeing(camera(view, Projection::Mercator, LARGE), |v| v.as_of = day(date));
            let furniture = Furniture { legend: Legend::Statuses, ..Furniture::default() };
            (with(&session, LARGE, furniture, HALF), HALF)
        })
    };
    let all =
        [("tumen", "1970-01-01"), ("tumen", "2013-09-22"), ("tumen", "2020-06-01"), ("korea", "2016-02-11")];
    all.map(one).into()
}

/// Names in the other two languages, and names along lines.
pub fn languages() -> Vec<Golden> {
    let one = |(view, language): (&'static str, Language)| {
        golden(format!("{view}-{}", language.id()), move || {
            bare(&seeing(mercator(view), |v| v.language = language))
        })
    };
    let mut all: Vec<Golden> = [
        ("primorye", Language::Ru),
        ("primorye", Language::Ko),
        ("korea", Language::Ru),
        ("korea", Language::Ko),
        ("chukotka", Language::Ru),
    ]
    .map(one)
    .into();
    all.push(golden("amur-names-along-rivers", || {
        bare(&seeing(Camera::at(Projection::Mercator, LonLat::new(131.5, 49.0), 6.3), |_| {}))
    }));
    all
}

fn hide(view: &mut View, layers: &[&str]) {
    view.hidden.extend(layers.iter().map(|l| (*l).to_owned()));
}

fn hidden(name: &'static str, view: &'static str, layers: &'static [&'static str]) -> Golden {
    golden(name, move || bare(&seeing(mercator(view), |v| hide(v, layers))))
}

/// What is selected, pointed at, left out by a filter, possible under conditions, hidden, moving.
pub fn emphasis() -> Vec<Golden> {
    let flows = |name: &'static str, clock: Option<f64>| {
        golden(name, move || {
            let mut session = seeing(mercator("tumen"), |v| {
                v.as_of = day("2016-07-01");
                v.flows = true;
            });
            session.run(ViewCommand::FlowClock(clock));
            bare(&session)
        })
    };
    vec![
        golden("tumen-selected-and-hovered", || {
            bare(&seeing(mercator("tumen"), |v| {
                v.selection = Some(Selection::Corridor("khasan-rajin".into()));
                v.hovered = Some(FeatureId::Place("khasan".into()));
            }))
        }),
        golden("korea-filtered-to-gas", || {
            let kinds = ["gas".to_owned()].into();
            bare(&seeing(mercator("korea"), |v| v.filter = Filter { kinds, ..Filter::default() }))
        }),
        golden("korea-possible", || {
            bare(&seeing(mercator("korea"), |v| {
                v.conditions =
                    bundled().document().outlook.conditions.iter().map(|c| c.id.to_string()).collect();
            }))
        }),
        hidden("korea-without-names", "korea", &["names"]),
        hidden("primorye-railways-alone", "primorye", &["corridors", "places", "names", "rivers", "regions"]),
        flows("tumen-cargo-moves", Some(3.0)),
        flows("tumen-cargo-stands", None),
    ]
}

fn all_furniture(session: &Session, legend: Legend) -> Furniture {
    let word = |key| session.words().get(key, session.view().language).to_owned();
    Furniture {
        title: Some((word("map_title"), session.as_of_words())),
        legend,
        scale_bar: true,
        locator: true,
        attribution: vec![word("data_sources"), session.attribution().join(" · ")],
        ..Furniture::default()
    }
}

/// Title, legend, scale bar, attribution, locator.
pub fn furniture() -> Vec<Golden> {
    let one = |name: &'static str, view: &'static str, projection, theme, language, legend| {
        scaled(name, move || {
            let session = seeing(camera(view, projection, LARGE), |v| {
                v.theme = theme;
                v.language = language;
            });
            let furniture = all_furniture(&session, legend);
            (with(&session, LARGE, furniture, HALF), HALF)
        })
    };
    let (mercator, conic) = (Projection::Mercator, Projection::Conic);
    vec![
        one("furniture-theatre", "theatre", conic, Theme::Light, Language::En, Legend::Full),
        one("furniture-tumen-ko", "tumen", mercator, Theme::Dark, Language::Ko, Legend::Full),
        one("furniture-primorye-ru", "primorye", mercator, Theme::Projector, Language::Ru, Legend::Full),
        one("furniture-khasan-statuses", "khasan", mercator, Theme::Light, Language::En, Legend::Statuses),
        golden("furniture-in-a-narrow-picture", || {
            let session = seeing(super::mercator("korea"), |_| {});
            let furniture = all_furniture(&session, Legend::Full);
            with(&session, [300.0, 300.0], furniture, 1.0)
        }),
        scaled("furniture-with-loupes", || {
            let mouth = NamedView::find("tumen").unwrap().bounds;
            let loupes = [Loupe::new(mouth, Some(Spot::Left)), Loupe::new([126.4, 37.2, 127.4, 38.0], None)];
            let session = seeing(camera("theatre", Projection::Mercator, LARGE), |v| {
                v.loupes = Some(Arc::from(loupes));
            });
            (with(&session, LARGE, all_furniture(&session, Legend::None), HALF), HALF)
        }),
    ]
}

/// Shaded relief and depths, which the other pictures leave out because they take long to compute.
pub fn reliefs() -> Vec<Golden> {
    let one = |(view, theme): (&'static str, Theme)| {
        golden(format!("relief-{view}-{}", theme.id()), move || {
            let mut session = seeing(mercator(view), |v| v.theme = theme);
            let reliefs = Reliefs::new(&bundled().basemap().elevation, session.style(), theme);
            session.run(ReadyCommand::Reliefs(theme, reliefs.map(Arc::new)));
            bare(&session)
        })
    };
    assert_eq!(bundled().today(), TODAY);
    [("theatre", Theme::Light), ("korea", Theme::Dark), ("primorye", Theme::Projector)].map(one).into()
}
