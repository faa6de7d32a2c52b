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
use tumen_core::message::Message;
use tumen_core::model;
use tumen_core::model::basemap::VectorLayer;
use tumen_core::model::corridor::{Corridor, Geometry};
use tumen_core::model::{Border, Document, Id, Names, Outlook, Series, Tour};

/// Great circles are drawn with a point at least this often, meters.
const GREAT_CIRCLE_STEP_M: f64 = 50_000.0;
const LEFT_OUT: Message = message!("notice-part-left-out");

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
    drop_duplicates("data/places.toml", "notice-what-place", &mut document.places, |p| &p.id, report);
    drop_duplicates(
        "data/corridors.toml",
        "notice-what-corridor",
        &mut document.corridors,
        |c| &c.id,
        report,
    );
    drop_duplicates("data/projects.toml", "notice-what-project", &mut document.projects, |p| &p.id, report);
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
    drop_duplicates("data/tours", "notice-what-tour", &mut tours, |t| &t.id, report);
    tours
}

fn with_text<R: Default>(
    files: Files<'_>,
    name: &str,
    report: &mut Report,
    read: impl FnOnce(&str, &mut Report) -> R,
) -> R {
    let Some(bytes) = files(name) else {
        report.error("missing-file", At::file(name), message!("notice-file-missing"), LEFT_OUT);
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
    what: &'static str,
    items: &mut Vec<T>,
    id: impl Fn(&T) -> &I,
    report: &mut Report,
) {
    let mut seen: HashSet<I> = HashSet::new();
    items.retain(|item| {
        let new = seen.insert(id(item).clone());
        if !new {
            let at = At::file(file).feature(Record(what, id(item)));
            let kept = message!("notice-first-record-kept");
            report.error("duplicate-id", at, message!("notice-id-twice"), kept);
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
            report.error("short-corridor", at(), message!("notice-corridor-short"), LEFT_OUT);
            continue;
        }
        if let Some(bad) = corridor.via.iter().find(|v| !v.position.is_valid()) {
            let message = message!("notice-via-nowhere", place = &*bad.place);
            report.error("bad-position", at(), message, LEFT_OUT);
            continue;
        }
        let route = by_id.get(&*corridor.id).filter(|parts| parts.len() == pairs);
        if corridor.geometry == Geometry::RailNetwork && route.is_none() {
            let message = message!("notice-rail-line-missing");
            report.warning("no-route", at(), message, message!("notice-rail-line-build"));
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
        check.sources("data/places.toml", Record("notice-what-place", &place.id), &place.sources);
    }
    check_corridors(document, &mut check);
    check_projects(document, &mut check);
    check_rows(document, &mut check);
    check_flows(document, &mut check);
}

fn check_corridors(document: &Document, check: &mut Checker<'_>) {
    let file = "data/corridors.toml";
    for corridor in &document.corridors {
        let name = Record("notice-what-corridor", &corridor.id);
        check.sources(file, name, &corridor.sources);
        check.known(
            file,
            name,
            message!("notice-what-project"),
            &corridor.project,
            document.project(&corridor.project).is_some(),
        );
        check.known(
            file,
            name,
            message!("notice-what-kind"),
            &corridor.kind,
            document.kind(&corridor.kind).is_some(),
        );
        for via in corridor.via.iter().filter(|v| !v.place.is_empty()) {
            check.known(
                file,
                name,
                message!("notice-what-place"),
                &via.place,
                document.place(&via.place).is_some(),
            );
        }
        for segment in corridor.segments.iter().filter(|s| corridor.legs_of(s).is_none()) {
            let text = format!("{}>{}", segment.from, segment.to);
            check.known(file, name, message!("notice-what-segment"), &text, false);
        }
        for id in corridor.segments.iter().filter_map(|s| s.same_as.as_ref()) {
            check.known(file, name, message!("notice-what-corridor"), id, document.corridor(id).is_some());
        }
    }
}

fn check_projects(document: &Document, check: &mut Checker<'_>) {
    let file = "data/projects.toml";
    for project in &document.projects {
        let name = Record("notice-what-project", &project.id);
        check.sources(file, name, &project.sources);
        check.known(
            file,
            name,
            message!("notice-what-kind"),
            &project.kind,
            document.kind(&project.kind).is_some(),
        );
        for id in &project.corridors {
            check.known(file, name, message!("notice-what-corridor"), id, document.corridor(id).is_some());
        }
        for id in project.sections.iter().flat_map(|s| &s.targets) {
            check.known(file, name, message!("notice-what-corridor-or-segment"), id, document.has_target(id));
        }
        for id in &project.places {
            check.known(file, name, message!("notice-what-place"), id, document.place(id).is_some());
        }
    }
}

/// What a flow refers to exists, and its records speak of one unit.
fn check_flows(document: &Document, check: &mut Checker<'_>) {
    let file = "data/flows.toml";
    for flow in &document.flows {
        let name = Record("notice-what-flow", &flow.corridor);
        let known = document.corridor(&flow.corridor).is_some();
        check.known(file, name, message!("notice-what-corridor"), &flow.corridor, known);
        for id in flow.series.iter().chain(&flow.capacity) {
            let series = document.series(id);
            let fits = series.is_some_and(|s| model::flow::factor(&s.unit, &flow.unit).is_some());
            check.known(file, name, message!("notice-what-series-in", unit = &*flow.unit), id, fits);
        }
        for id in &flow.figures {
            let figure = document.figures.iter().find(|f| f.id == *id);
            let fits = figure.is_some_and(|f| model::flow::factor(&f.unit, &flow.unit).is_some());
            check.known(file, name, message!("notice-what-figure-in", unit = &*flow.unit), id, fits);
        }
    }
}

fn check_rows(document: &Document, check: &mut Checker<'_>) {
    for event in &document.events {
        let name = Record("notice-what-event", &event.id);
        check.sources("data/events.csv", name, std::slice::from_ref(&event.source));
        let known = document.has_target(&event.target);
        check.known("data/events.csv", name, message!("notice-what-target"), &event.target, known);
    }
    for figure in &document.figures {
        check.sources(
            "data/figures.csv",
            Record("notice-what-figure", &figure.id),
            std::slice::from_ref(&figure.source),
        );
    }
    for series in &document.series {
        for row in &series.rows {
            let name = Record("notice-what-series", &format_args!("{}, {}", series.id, row.date));
            check.sources(&format!("data/{}", series.file), name, std::slice::from_ref(&row.source));
        }
    }
    check_ledger(document, check);
    logistics::check(document, check);
    for part in &document.border.parts {
        check.sources("data/border.toml", Record("notice-what-border-part", &part.id), &part.sources);
    }
}

fn check_ledger(document: &Document, check: &mut Checker<'_>) {
    for constraint in &document.constraints {
        let name = Record("notice-what-constraint", &constraint.id);
        let all = std::iter::once(&constraint.source)
            .chain(&constraint.exemption_sources)
            .chain(&constraint.more_sources);
        check.sources("data/constraints.toml", name, &all.cloned().collect::<Vec<_>>());
    }
    for condition in document.outlook.conditions.iter().chain(&document.outlook.obstacles) {
        let name = Record("notice-what-condition", &condition.id);
        check.sources("data/conditions.toml", name, std::slice::from_ref(&condition.source));
        for id in &condition.applies_to {
            check.known(
                "data/conditions.toml",
                name,
                message!("notice-what-project"),
                id,
                document.project(id).is_some(),
            );
        }
    }
    check_promises(document, check);
    for agreement in &document.agreements {
        let name = Record("notice-what-agreement", &agreement.id);
        check.sources("data/agreements.csv", name, std::slice::from_ref(&agreement.source));
    }
    for fact in &document.seed_facts {
        check.sources(
            "data/seed_facts.csv",
            Record("notice-what-fact", &fact.id),
            std::slice::from_ref(&fact.document),
        );
    }
    for fact in document.seed_facts.iter().filter(|f| document.carrier(f).is_none()) {
        let name = Record("notice-what-fact", &fact.id);
        check.known("data/seed_facts.csv", name, message!("notice-what-carrier"), &fact.carrier, false);
    }
}

fn check_promises(document: &Document, check: &mut Checker<'_>) {
    let file = "data/promises.toml";
    for promise in &document.promises {
        let name = Record("notice-what-promise", &promise.id);
        for reference in promise.target.iter().chain(&promise.outcome) {
            let known = !document.records(reference).is_empty();
            check.known(file, name, message!("notice-what-record"), reference, known);
        }
        let topic = document.figures_of(&promise.project).next().is_some();
        let known = topic || document.project(&promise.project).is_some();
        check.known(file, name, message!("notice-what-project"), &promise.project, known);
    }
}

/// A record as notices name it: the key of what it is, and its id. Its words are made when something is wrong.
#[derive(Clone, Copy)]
pub(super) struct Record<'a>(pub(super) &'static str, pub(super) &'a dyn Display);

impl From<Record<'_>> for Message {
    fn from(Record(what, id): Record<'_>) -> Self {
        message!("notice-in-record-of", what = Self::new(what), id = id.to_string())
    }
}

pub(super) struct Checker<'a> {
    pub(super) document: &'a Document,
    report: &'a mut Report,
}

impl Checker<'_> {
    pub(super) fn sources(&mut self, file: &str, feature: Record<'_>, sources: &[Id]) {
        if sources.is_empty() {
            let hint = message!("notice-source-add");
            self.report.warning(
                "no-source",
                At::file(file).feature(feature),
                message!("notice-source-missing"),
                hint,
            );
        }
        for id in sources {
            self.known(file, feature, message!("notice-what-source"), id, self.document.source(id).is_some());
        }
    }

    pub(super) fn known(&mut self, file: &str, feature: Record<'_>, what: Message, id: &str, known: bool) {
        if !known {
            let hint = message!("notice-id-correct", what = &what);
            let message = message!("notice-id-unknown", what = what, id = id);
            self.report.warning("unknown-id", At::file(file).feature(feature), message, hint);
        }
    }
}
