//! Reads the document from the files of `data/`, and checks that its records refer to each other.

mod logistics;

use super::{Files, rows, tour};
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::hash::Hash;
use std::sync::Arc;
use tumen_core::diag::{Place as At, Report};
use tumen_core::geo::{LonLat, antimeridian, curve, measure};
use tumen_core::message;
use tumen_core::model;
use tumen_core::model::basemap::VectorLayer;
use tumen_core::model::corridor::{Corridor, Geometry};
use tumen_core::model::{Border, Document, Id, Names, Outlook, Series, Tour};

/// Great circles are drawn with a point at least this often, meters.
const GREAT_CIRCLE_STEP_M: f64 = 50_000.0;
const LEFT_OUT: &str = "this part is left out; the rest is read";

/// Reads the whole document. `routes` holds the lines that follow the base map's railway, one
/// feature per corridor id with one part per pair of via points.
pub fn read(files: Files<'_>, routes: &VectorLayer, report: &mut Report) -> Document {
    let mut document = Document {
        statuses: blocks(files, "data/statuses.toml", "status", report),
        kinds: blocks(files, "data/kinds.toml", "kind", report),
        places: blocks(files, "data/places.toml", "place", report),
        corridors: blocks(files, "data/corridors.toml", "corridor", report),
        projects: blocks(files, "data/projects.toml", "project", report),
        events: csv(files, "data/events.csv", report),
        figures: csv(files, "data/figures.csv", report),
        sources: csv(files, "data/sources.csv", report),
        series: series(files, report),
        flows: blocks(files, "data/flows.toml", "flow", report),
        border: border(files, report),
        constraints: blocks(files, "data/constraints.toml", "constraint", report),
        outlook: outlook(files, report),
        promises: blocks(files, "data/promises.toml", "promise", report),
        agreements: csv(files, "data/agreements.csv", report),
        contradictions: csv(files, "data/contradictions.csv", report),
        gaps: csv(files, "data/not_found.csv", report),
        seed_facts: csv(files, "data/seed_facts.csv", report),
        logistics: logistics::read(files, report),
        ..Document::default()
    };
    drop_duplicates("data/places.toml", "place", &mut document.places, |p| &p.id, report);
    drop_duplicates("data/corridors.toml", "corridor", &mut document.corridors, |c| &c.id, report);
    drop_duplicates("data/projects.toml", "project", &mut document.projects, |p| &p.id, report);
    // Stable, so that events of one day keep the order of the file.
    document.events.sort_by(|a, b| (&a.target, a.date.first).cmp(&(&b.target, b.date.first)));
    trace_corridors(&mut document.corridors, routes, report);
    document.reindex();
    check_references(&document, report);
    document
}

/// Reads the bundled tours from the named files. What they refer to is checked against the document.
pub fn tours(files: Files<'_>, names: &[String], report: &mut Report) -> Vec<Arc<Tour>> {
    let mut tours: Vec<Arc<Tour>> = Vec::new();
    for name in names.iter().filter(|n| n.ends_with(".toml")) {
        let tour: Option<Tour> =
            with_text(files, name, report, |text, report| tour::read(name, text, report));
        tours.extend(tour.map(Arc::new));
    }
    drop_duplicates("data/tours", "tour", &mut tours, |t| &t.id, report);
    tours
}

fn with_text<R: Default>(
    files: Files<'_>,
    name: &str,
    report: &mut Report,
    read: impl FnOnce(&str, &mut Report) -> R,
) -> R {
    let Some(bytes) = files(name) else {
        report.error("missing-file", At::file(name), "the file is missing", LEFT_OUT);
        return R::default();
    };
    match rows::text(name, &bytes, report) {
        Some(text) => read(text, report),
        None => R::default(),
    }
}

pub(super) fn blocks<T: DeserializeOwned>(
    files: Files<'_>,
    name: &str,
    block: &str,
    report: &mut Report,
) -> Vec<T> {
    with_text(files, name, report, |text, report| rows::toml_blocks(name, text, block, report))
}

fn csv<T: DeserializeOwned>(files: Files<'_>, name: &str, report: &mut Report) -> Vec<T> {
    with_text(files, name, report, |text, report| rows::csv_rows(name, text, report))
}

fn series(files: Files<'_>, report: &mut Report) -> Vec<Series> {
    let mut all: Vec<Series> = blocks(files, "data/series.toml", "series", report);
    for series in &mut all {
        series.rows = csv(files, &format!("data/{}", series.file), report);
    }
    all
}

#[derive(Default, serde::Deserialize)]
struct BorderHead {
    #[serde(default)]
    names: Names,
}

fn border(files: Files<'_>, report: &mut Report) -> Border {
    let name = "data/border.toml";
    with_text(files, name, report, |text, report| {
        let head: BorderHead = rows::toml_head(name, text, report).unwrap_or_default();
        Border {
            names: head.names,
            parts: rows::toml_blocks(name, text, "part", report),
            treaties: rows::toml_blocks(name, text, "treaty", report),
        }
    })
}

fn outlook(files: Files<'_>, report: &mut Report) -> Outlook {
    let name = "data/conditions.toml";
    with_text(files, name, report, |text, report| Outlook {
        conditions: rows::toml_blocks(name, text, "condition", report),
        rule: rows::toml_table(name, text, "rule", report),
        judgment: rows::toml_table(name, text, "judgement", report),
        obstacles: rows::toml_blocks(name, text, "obstacle", report),
        interests: rows::toml_table(name, text, "interests", report),
    })
}

fn drop_duplicates<T, I: Clone + Eq + Hash + Display>(
    file: &str,
    what: &str,
    items: &mut Vec<T>,
    id: impl Fn(&T) -> &I,
    report: &mut Report,
) {
    let mut seen: HashSet<I> = HashSet::new();
    items.retain(|item| {
        let new = seen.insert(id(item).clone());
        if !new {
            let at = At::file(file).feature(format!("{what} {}", id(item)));
            report.error("duplicate-id", at, "the id is used twice", "the first record is kept");
        }
        new
    });
}

/// Gives every corridor its line.
fn trace_corridors(corridors: &mut [Corridor], routes: &VectorLayer, report: &mut Report) {
    let by_id: HashMap<&str, &Vec<Vec<LonLat>>> =
        routes.features.iter().map(|f| (f.id.as_str(), &f.parts)).collect();
    for corridor in corridors {
        let pairs = corridor.via.len().saturating_sub(1);
        let at =
            || At::file("data/corridors.toml").feature(message!("notice-in-corridor", id = &*corridor.id));
        if pairs == 0 {
            report.error("short-corridor", at(), "a corridor needs at least two via points", LEFT_OUT);
            continue;
        }
        if let Some(bad) = corridor.via.iter().find(|v| !v.position.is_valid()) {
            let message = format!("the position of `{}` is not on the Earth", bad.place);
            report.error("bad-position", at(), message, LEFT_OUT);
            continue;
        }
        let route = by_id.get(&*corridor.id).filter(|parts| parts.len() == pairs);
        if corridor.geometry == Geometry::RailNetwork && route.is_none() {
            let message =
                "no line along the railway was built for these via points; straight lines are drawn";
            report.warning(
                "no-route",
                at(),
                message,
                "run tools/basemap/routes.py after changing via points",
            );
        }
        corridor.legs = match route {
            Some(parts) if corridor.geometry == Geometry::RailNetwork => parts.to_vec(),
            _ => legs_by_hand(corridor),
        };
        corridor.straight_legs = corridor.legs.iter().filter(|leg| leg.len() == 2).count();
    }
}

/// The legs of a corridor that follows no railway: straight, on a great circle, or, where it is known only by
/// towns, a smooth curve through them inside its band of accuracy.
fn legs_by_hand(corridor: &Corridor) -> Vec<Vec<LonLat>> {
    let mut points: Vec<LonLat> = corridor.via.iter().map(|v| v.position).collect();
    antimeridian::unwrap(&mut points);
    antimeridian::center_on(&mut points, tumen_core::geo::projection::CENTRAL_MERIDIAN);
    if corridor.schematic && corridor.geometry == Geometry::Waypoints {
        return curve::through(&points, corridor.accuracy_m);
    }
    let leg = |pair: &[LonLat]| match corridor.geometry {
        Geometry::GreatCircle => measure::great_circle(pair[0], pair[1], GREAT_CIRCLE_STEP_M),
        _ => pair.to_vec(),
    };
    points.windows(2).map(leg).collect()
}

/// Reports every id that refers to nothing. The records stay: what they say is still true.
fn check_references(document: &Document, report: &mut Report) {
    let mut check = Checker { document, report };
    for place in &document.places {
        check.sources("data/places.toml", &format!("place {}", place.id), &place.sources);
    }
    for corridor in &document.corridors {
        let name = format!("corridor {}", corridor.id);
        check.sources("data/corridors.toml", &name, &corridor.sources);
        check.known(
            "data/corridors.toml",
            &name,
            "project",
            &corridor.project,
            document.project(&corridor.project).is_some(),
        );
        check.known(
            "data/corridors.toml",
            &name,
            "kind",
            &corridor.kind,
            document.kind(&corridor.kind).is_some(),
        );
        for via in corridor.via.iter().filter(|v| !v.place.is_empty()) {
            check.known(
                "data/corridors.toml",
                &name,
                "place",
                &via.place,
                document.place(&via.place).is_some(),
            );
        }
        for segment in corridor.segments.iter().filter(|s| corridor.legs_of(s).is_none()) {
            let text = format!("{}>{}", segment.from, segment.to);
            check.known("data/corridors.toml", &name, "segment", &text, false);
        }
        for id in corridor.segments.iter().filter_map(|s| s.same_as.as_ref()) {
            check.known("data/corridors.toml", &name, "corridor", id, document.corridor(id).is_some());
        }
    }
    for project in &document.projects {
        let name = format!("project {}", project.id);
        check.sources("data/projects.toml", &name, &project.sources);
        check.known(
            "data/projects.toml",
            &name,
            "kind",
            &project.kind,
            document.kind(&project.kind).is_some(),
        );
        for id in &project.corridors {
            check.known("data/projects.toml", &name, "corridor", id, document.corridor(id).is_some());
        }
        for id in project.sections.iter().flat_map(|s| &s.targets) {
            check.known("data/projects.toml", &name, "corridor or segment", id, document.has_target(id));
        }
        for id in &project.places {
            check.known("data/projects.toml", &name, "place", id, document.place(id).is_some());
        }
    }
    check_rows(document, &mut check);
    check_flows(document, &mut check);
}

/// What a flow refers to exists, and its records speak of one unit.
fn check_flows(document: &Document, check: &mut Checker<'_>) {
    let file = "data/flows.toml";
    for flow in &document.flows {
        let name = format!("flow {}", flow.corridor);
        let known = document.corridor(&flow.corridor).is_some();
        check.known(file, &name, "corridor", &flow.corridor, known);
        for id in flow.series.iter().chain(&flow.capacity) {
            let series = document.series(id);
            let fits = series.is_some_and(|s| model::flow::factor(&s.unit, &flow.unit).is_some());
            check.known(file, &name, &format!("series in {}", flow.unit), id, fits);
        }
        for id in &flow.figures {
            let figure = document.figures.iter().find(|f| f.id == *id);
            let fits = figure.is_some_and(|f| model::flow::factor(&f.unit, &flow.unit).is_some());
            check.known(file, &name, &format!("figure in {}", flow.unit), id, fits);
        }
    }
}

fn check_rows(document: &Document, check: &mut Checker<'_>) {
    for event in &document.events {
        let name = format!("event {}", event.id);
        check.sources("data/events.csv", &name, std::slice::from_ref(&event.source));
        let known = document.has_target(&event.target);
        check.known("data/events.csv", &name, "project, corridor or segment", &event.target, known);
    }
    for figure in &document.figures {
        check.sources(
            "data/figures.csv",
            &format!("figure {}", figure.id),
            std::slice::from_ref(&figure.source),
        );
    }
    for series in &document.series {
        for row in &series.rows {
            let name = format!("{} of {}", series.id, row.date);
            check.sources(&format!("data/{}", series.file), &name, std::slice::from_ref(&row.source));
        }
    }
    check_ledger(document, check);
    logistics::check(document, check);
    for part in &document.border.parts {
        check.sources("data/border.toml", &format!("part {}", part.id), &part.sources);
    }
}

fn check_ledger(document: &Document, check: &mut Checker<'_>) {
    for constraint in &document.constraints {
        let name = format!("constraint {}", constraint.id);
        let all = std::iter::once(&constraint.source)
            .chain(&constraint.exemption_sources)
            .chain(&constraint.more_sources);
        check.sources("data/constraints.toml", &name, &all.cloned().collect::<Vec<_>>());
    }
    for condition in document.outlook.conditions.iter().chain(&document.outlook.obstacles) {
        let name = format!("condition {}", condition.id);
        check.sources("data/conditions.toml", &name, std::slice::from_ref(&condition.source));
        for id in &condition.applies_to {
            check.known("data/conditions.toml", &name, "project", id, document.project(id).is_some());
        }
    }
    check_promises(document, check);
    for agreement in &document.agreements {
        let name = format!("agreement {}", agreement.id);
        check.sources("data/agreements.csv", &name, std::slice::from_ref(&agreement.source));
    }
    for fact in &document.seed_facts {
        check.sources("data/seed_facts.csv", &fact.id, std::slice::from_ref(&fact.document));
    }
    for fact in document.seed_facts.iter().filter(|f| document.carrier(f).is_none()) {
        let name = fact.id.to_string();
        check.known("data/seed_facts.csv", &name, "record that carries the fact", &fact.carrier, false);
    }
}

fn check_promises(document: &Document, check: &mut Checker<'_>) {
    let file = "data/promises.toml";
    for promise in &document.promises {
        let name = format!("promise {}", promise.id);
        for reference in promise.target.iter().chain(&promise.outcome) {
            let known = !document.records(reference).is_empty();
            check.known(file, &name, "record", reference, known);
        }
        let topic = document.figures_of(&promise.project).next().is_some();
        let known = topic || document.project(&promise.project).is_some();
        check.known(file, &name, "project", &promise.project, known);
    }
}

pub(super) struct Checker<'a> {
    pub(super) document: &'a Document,
    report: &'a mut Report,
}

impl Checker<'_> {
    pub(super) fn sources(&mut self, file: &str, feature: &str, sources: &[Id]) {
        if sources.is_empty() {
            let hint = "add the id of a source from data/sources.csv";
            self.report.warning(
                "no-source",
                At::file(file).feature(feature),
                "the record names no source",
                hint,
            );
        }
        for id in sources {
            self.known(file, feature, "source", id, self.document.source(id).is_some());
        }
    }

    pub(super) fn known(&mut self, file: &str, feature: &str, what: &str, id: &str, known: bool) {
        if !known {
            let hint = format!("correct the id, or add the {what}");
            let message = format!("there is no {what} `{id}`");
            self.report.warning("unknown-id", At::file(file).feature(feature), message, hint);
        }
    }
}
