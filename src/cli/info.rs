//! `tumen info`: what the program knows, as text or JSON.

use super::args::InfoArgs;
use anyhow::bail;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use tumen_core::geo::GeoBounds;
use tumen_core::model::data_set::printed_unit;
use tumen_core::model::{
    Corridor, Date, Document, Event, Figure, Language, Place, Project, Source, StatusAt,
};
use tumen_session::sheet::ProjectSheet;
use tumen_session::{Session, Statuses};

pub fn run(args: &InfoArgs, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    let session = super::open(data)?;
    let as_of = args.as_of.unwrap_or(session.view().as_of);
    let document = session.document();
    let only = match &args.project {
        Some(text) => Some(find(document, text)?),
        None => None,
    };
    let extract = Extract::new(&session, only, as_of);
    if args.json {
        super::print_json(&extract.json())?;
    } else if let Some(project) = only {
        super::print_text(&session.sheet_text(project, as_of, Language::En))?;
    } else {
        super::print_text(&extract.text(session.statuses_at(as_of, Language::En)))?;
    }
    Ok(super::outcome(&session))
}

fn find<'a>(document: &'a Document, text: &str) -> anyhow::Result<&'a Project> {
    match document.find_project(text) {
        Some(project) => Ok(project),
        None => {
            let known: Vec<&str> = document.projects.iter().map(|p| &*p.id).collect();
            bail!("there is no project `{text}`; use {}", known.join(", "))
        }
    }
}

/// The records to print: all, or those of one project.
struct Extract<'a> {
    document: &'a Document,
    as_of: Date,
    projects: Vec<ProjectSheet<'a>>,
    corridors: Vec<&'a Corridor>,
    places: Vec<&'a Place>,
    whole: bool,
}

impl<'a> Extract<'a> {
    fn new(session: &'a Session, only: Option<&'a Project>, as_of: Date) -> Self {
        let document = session.document();
        let sheet = |project| session.sheet_at(project, as_of);
        let Some(project) = only else {
            return Self {
                document,
                as_of,
                projects: document.projects.iter().map(sheet).collect(),
                corridors: document.corridors.iter().collect(),
                places: document.places.iter().collect(),
                whole: true,
            };
        };
        let corridors: Vec<&Corridor> =
            project.corridors.iter().filter_map(|id| document.corridor(id)).collect();
        let via = corridors.iter().flat_map(|c| &c.via).map(|v| &*v.place);
        let wanted: BTreeSet<&str> = project.places.iter().map(|p| &**p).chain(via).collect();
        let places = document.places.iter().filter(|p| wanted.contains(&*p.id)).collect();
        Self { document, as_of, projects: vec![sheet(project)], corridors, places, whole: false }
    }

    fn json(&self) -> Value {
        let (document, as_of) = (self.document, self.as_of);
        let river = document.border.part_m("river");
        let sea = document.border.part_m("sea");
        json!({
            "as_of": as_of.to_string(),
            "projects": self.projects.iter().map(|p| project(document, p)).collect::<Vec<_>>(),
            "corridors": self.corridors.iter().map(|c| corridor(document, c, as_of)).collect::<Vec<_>>(),
            "places": self.places.iter().map(|p| place(p)).collect::<Vec<_>>(),
            "border": { "names": document.border.names, "river_m": river, "sea_m": sea, "total_m": river + sea },
            "sources": self.sources(),
        })
    }

    /// The sources that the printed records name.
    fn sources(&self) -> Vec<&'a Source> {
        if self.whole {
            return self.document.sources.iter().collect();
        }
        let mut used: BTreeSet<&str> = BTreeSet::new();
        used.extend(self.projects.iter().flat_map(ProjectSheet::cited));
        for c in &self.corridors {
            used.extend(self.document.events_of_line(c).map(|e| &*e.source));
            used.extend(c.sources.iter().chain(c.published_km.iter().map(|k| &k.source)).map(|s| &**s));
        }
        used.extend(self.places.iter().flat_map(|p| &p.sources).map(|s| &**s));
        self.document.sources.iter().filter(|s| used.contains(&*s.id)).collect()
    }

    fn text(&self, statuses: Statuses<'_>) -> String {
        let (document, as_of) = (self.document, self.as_of);
        let mut out = format!("As of {as_of}\n\nProjects\n");
        for sheet in &self.projects {
            out += &format!("  {:<26} {}\n", &*sheet.project.id, statuses.project(sheet.project));
            let evidence = statuses.evidence(&sheet.status());
            if !evidence.is_empty() {
                out += &format!("  {:<26} {evidence}\n", "");
            }
        }
        out += "\nCorridors                     drawn km  published km (ratio)\n";
        for c in &self.corridors {
            let km = c.length_m() / 1000.0;
            let published: Vec<String> =
                c.published_km.iter().map(|p| format!("{} ({:.3})", p.value, km / p.value)).collect();
            let about = if c.schematic { "~" } else { " " };
            out += &format!("  {:<26} {about}{km:>8.1}  {}\n", &*c.id, published.join(", "));
        }
        let border = &document.border;
        let (river, sea) = (border.part_m("river") / 1000.0, border.part_m("sea") / 1000.0);
        out += &format!("\nBorder: river {river:.2} km, sea {sea:.2} km, together {:.2} km\n", river + sea);
        out +=
            &format!("\n{} places, {} sources; --json lists them\n", self.places.len(), self.sources().len());
        out
    }
}

fn project(document: &Document, sheet: &ProjectSheet<'_>) -> Value {
    let p = sheet.project;
    let sections = sheet
        .sections()
        .into_iter()
        .map(|s| with_status(&s.at, json!({ "names": s.names, "decides": s.decides })));
    with_status(
        &sheet.status(),
        json!({
            "id": p.id, "kind": p.kind, "names": p.names, "aliases": p.aliases, "summary": p.summary,
            "sections": sections.collect::<Vec<_>>(),
            "countries": p.countries, "corridors": p.corridors, "places": p.places, "parties": p.parties,
            "constraints": p.constraints, "sources": p.sources,
            "constraint_records": document.constraints_of(&p.id).collect::<Vec<_>>(),
            "conditions": sheet.conditions().map(|c| c.condition).collect::<Vec<_>>(),
            "obstacles": sheet.obstacles().collect::<Vec<_>>(),
            "figures": document.figures_of(&p.id).map(figure).collect::<Vec<_>>(),
            "events": sheet.events().map(|e| event(e.event)).collect::<Vec<_>>(),
        }),
    )
}

/// A record with its status at the date: since when it holds, and the newest evidence for it.
fn with_status(at: &StatusAt, mut record: Value) -> Value {
    let evidence = at.evidence.as_ref();
    record["status"] = json!(at.status);
    record["status_since"] = json!(at.since.as_ref().map(|s| s.text()));
    record["last_evidence"] = json!(evidence.map(|e| e.date.text()));
    record["stale"] = json!(at.is_stale());
    record["evidence"] = json!(evidence.map(|e| {
        json!({ "text": e.text, "source": e.source, "confidence": e.confidence, "months": e.months })
    }));
    record
}

/// A stated value: as a number where it is one.
fn stated(value: &str) -> Value {
    value.parse::<f64>().map_or_else(|_| json!(value), |n| json!(n))
}

fn figure(f: &Figure) -> Value {
    let seeds: Vec<&str> = f.seed.split(';').map(str::trim).filter(|s| !s.is_empty()).collect();
    let mut value = json!({
        "id": f.id, "group": f.group, "label": f.label, "value": stated(&f.value),
        "unit": printed_unit(&f.unit),
        "date": f.date, "source": f.source, "confidence": f.confidence, "note": f.note,
        "seed": (!seeds.is_empty()).then(|| seeds.join(";")),
    });
    if !f.value_to.is_empty() {
        value["value_to"] = stated(&f.value_to);
    }
    value
}

fn event(e: &Event) -> Value {
    json!({
        "id": e.id, "date": e.date, "status": e.status, "text": e.text, "source": e.source,
        "confidence": e.confidence, "note": e.note,
    })
}

fn corridor(document: &Document, c: &Corridor, as_of: Date) -> Value {
    let line = c.line();
    let length = c.length_m();
    let at = document.corridor_status(c, as_of);
    let bounds = GeoBounds::of(line.iter().copied());
    let published = c.published_km.iter().map(|p| {
        json!({ "value": p.value, "source": p.source, "confidence": p.confidence, "note": p.note,
                "ratio": length / 1000.0 / p.value })
    });
    let segments = c.segments.iter().map(|s| {
        let at = document.segment_status(c, s, as_of);
        with_status(&at, json!({ "from": s.from, "to": s.to, "note": s.note }))
    });
    let events = document.events_of_line(c).map(|e| {
        let mut one = event(e);
        one["target"] = json!(e.target);
        one
    });
    with_status(
        &at,
        json!({
            "events": events.collect::<Vec<_>>(),
            "id": c.id, "project": c.project, "kind": c.kind, "mode": c.mode, "names": c.names,
            "length_m": length, "published_km": published.collect::<Vec<_>>(), "accuracy_m": c.accuracy_m,
            "schematic": c.schematic, "geometry": c.geometry, "straight_legs": c.straight_legs,
            "gauge_mm": c.gauge_mm.0, "voltage_kv": c.voltage_kv, "segments": segments.collect::<Vec<_>>(),
            "vertices": line.len(),
            "bbox": [tumen_core::geo::wrap_lon(bounds.min.lon), bounds.min.lat, tumen_core::geo::wrap_lon(bounds.max.lon), bounds.max.lat],
            "sources": c.sources, "note": c.note,
        }),
    )
}

fn place(p: &Place) -> Value {
    json!({
        "id": p.id, "names": p.names, "aliases": p.aliases, "kind": p.kind, "country": p.country, "admin": p.admin,
        "position": p.position, "position_method": p.position_method, "accuracy_m": p.accuracy_m,
        "confidence": p.confidence, "population": p.population, "population_date": p.population_date,
        "population_source": p.population_source, "far_east_city": p.far_east_city, "role": p.role,
        "timezone": p.timezone, "sources": p.sources, "note": p.note,
    })
}
