//! The rows of the four lists, made from the document.

use super::table::{Cell, Column, Key, Row, Target};
use super::totals::Lengths;
use crate::ui::card::mode;
use crate::ui::format;
use crate::ui::projects::status_words;
use crate::ui::say::say;
use std::collections::{BTreeSet, HashMap};
use tumen_core::model::{
    Agreement, Confidence, Corridor, Document, Event, Figure, Language, Names, Period, Project, Selection,
    StatusAt,
};
use tumen_scene::style::ListsStyle;
use tumen_session::Session;

const fn words(title: &'static str, width: fn(&ListsStyle) -> f32, tip: &'static str) -> Column {
    Column { title, tip, width, number: false }
}

const fn number(title: &'static str, width: fn(&ListsStyle) -> f32, tip: &'static str) -> Column {
    Column { title, tip, width, number: true }
}

/// Columns of the list of projects.
pub const PROJECTS: &[Column] = &[
    words("column-name", |w| w.projects.name, "column-name-tip"),
    words("column-kind", |w| w.projects.kind, "column-kind-tip"),
    words("column-status", |w| w.projects.status, "column-status-tip"),
    words("column-since", |w| w.projects.since, "column-since-tip"),
    words("column-evidence", |w| w.projects.evidence, "column-evidence-tip"),
    words("column-countries", |w| w.projects.countries, "column-countries-tip"),
    number("column-drawn", |w| w.projects.drawn, "column-drawn-project-tip"),
    number("column-figures", |w| w.projects.figures, "column-figures-tip"),
    number("column-events", |w| w.projects.events, "column-events-tip"),
];

/// Columns of the list of corridors.
pub const CORRIDORS: &[Column] = &[
    words("column-name", |w| w.corridors.name, "column-name-tip"),
    words("column-project", |w| w.corridors.project, "column-project-tip"),
    words("column-kind", |w| w.corridors.kind, "column-kind-tip"),
    words("column-mode", |w| w.corridors.mode, "column-mode-tip"),
    words("column-status", |w| w.corridors.status, "column-status-parts-tip"),
    words("column-since", |w| w.corridors.since, "column-since-tip"),
    words("column-evidence", |w| w.corridors.evidence, "column-evidence-tip"),
    number("column-drawn", |w| w.corridors.drawn, "column-drawn-tip"),
    number("column-published", |w| w.corridors.published, "column-published-tip"),
    number("column-ratio", |w| w.corridors.ratio, "column-ratio-tip"),
    number("column-accuracy", |w| w.corridors.accuracy, "column-accuracy-tip"),
    words("column-gauge", |w| w.corridors.gauge, "column-gauge-tip"),
];

/// Columns of the list of figures.
pub const FIGURES: &[Column] = &[
    words("column-topic", |w| w.figures.topic, "column-topic-tip"),
    words("column-what", |w| w.figures.what, "column-what-tip"),
    number("column-value", |w| w.figures.value, "column-value-tip"),
    words("column-date", |w| w.figures.date, "column-date-tip"),
    words("column-source", |w| w.figures.source, "column-source-tip"),
    words("column-confidence", |w| w.figures.confidence, "column-confidence-tip"),
    words("column-fact", |w| w.figures.fact, "column-fact-tip"),
];

/// Columns of the list of events.
pub const EVENTS: &[Column] = &[
    words("column-date", |w| w.events.date, "column-event-date-tip"),
    words("column-target", |w| w.events.target, "column-target-tip"),
    words("column-happened", |w| w.events.happened, "column-happened-tip"),
    words("column-status", |w| w.events.status, "column-event-status-tip"),
    words("column-source", |w| w.events.source, "column-source-tip"),
    words("column-confidence", |w| w.events.confidence, "column-confidence-tip"),
];

/// What all rows are made with.
pub(super) struct Maker<'a> {
    session: &'a Session,
    document: &'a Document,
    language: Language,
    lengths: &'a Lengths,
    left_out: BTreeSet<String>,
}

impl<'a> Maker<'a> {
    pub fn new(session: &'a Session, lengths: &'a Lengths) -> Self {
        let language = session.view().language;
        let left_out = session.left_out();
        Self { session, document: session.document(), language, lengths, left_out }
    }

    /// Whether the filter keeps a corridor, as it keeps its project.
    pub fn keeps(&self, corridor: &Corridor) -> bool {
        self.keeps_project(Some(&corridor.project))
    }

    /// Whether the filter keeps a project. What belongs to none is kept by the open filter only.
    fn keeps_project(&self, project: Option<&str>) -> bool {
        match project {
            Some(id) => !self.left_out.contains(id),
            None => self.session.view().filter.is_open(),
        }
    }

    fn name(&self, names: &Names) -> String {
        names.get(self.language).to_string()
    }

    fn kind(&self, id: &str) -> Cell {
        let Some(kind) = self.document.kind(id) else { return Cell::text(id) };
        Cell::text(self.name(&kind.names)).tip(kind.definition.get(self.language).to_string())
    }

    /// A status, sorted in the published order.
    fn status(&self, at: &StatusAt) -> Cell {
        let order = at.status.map_or(Key::Empty, |s| Key::Number(f64::from(s as u8)));
        let info = at.status.and_then(|s| self.document.status_info(s));
        let definition = info.map_or_else(String::new, |i| i.definition.get(self.language).to_string());
        Cell::text(status_words(self.session, at.status)).sorted_by(order).tip(definition)
    }

    /// The status of a project with those of its sections, as everywhere else; all of it below the pointer.
    fn project_status(&self, project: &Project, at: &StatusAt) -> Cell {
        let alone = self.status(at);
        if project.sections.is_empty() {
            return alone;
        }
        let said = self.session.statuses().project(project);
        Cell { text: said.clone(), ..alone }.tip(said)
    }

    /// The status of a corridor, from end to end if its parts differ.
    fn corridor_status(&self, corridor: &Corridor, at: &StatusAt) -> Cell {
        let alone = self.status(at);
        match self.session.statuses().parts(corridor) {
            Some(said) => Cell { text: said.clone(), ..alone }.tip(said),
            None => alone,
        }
    }

    /// The date of the newest evidence for a status; the words below the pointer tell its age and what it says.
    fn evidence(&self, at: &StatusAt) -> Cell {
        let Some(newest) = &at.evidence else { return self.date(None) };
        let word = self.session.words().get("stale", self.language);
        let mut cell = self.date(Some(&newest.date));
        if newest.stale {
            cell.text = format!("{} ({word})", cell.text);
            cell.raw = Some(format!("{} ({word})", newest.date));
        }
        let said = format::sentence(&self.session.statuses().evidence(at));
        cell.tip(format!("{said}\n{}", newest.text))
    }

    fn source(&self, id: &str) -> Cell {
        let Some(source) = self.document.source(id) else { return Cell::text(id) };
        let name = if source.publisher.is_empty() { &source.title } else { &source.publisher };
        let short = name.split(" (").next().unwrap_or(name);
        let date = format::loose_date(&source.date, self.session.messages());
        let tip = [format::source_title(&source.title), &source.publisher, &date];
        let tip: Vec<&str> = tip.into_iter().filter(|t| !t.is_empty()).collect();
        Cell { link: source.url.clone(), ..Cell::text(short) }.tip(tip.join("\n"))
    }

    fn confidence(&self, confidence: Confidence) -> Cell {
        let sorted = Key::Number(f64::from(confidence as u8));
        let marks = Cell::text(format::marks(confidence)).sorted_by(sorted);
        Cell { raw: Some(confidence.id().to_owned()), ..marks }
            .tip(format::confidence(confidence, self.session.messages()))
    }

    fn date(&self, date: Option<&Period>) -> Cell {
        Cell::date(date, self.session.messages())
    }

    fn km(&self, km: f64) -> Cell {
        let shown = if km > 0.0 { format::grouped(&format!("{km:.1}")) } else { "–".to_owned() };
        let raw = format!("{km:.1}");
        Cell { raw: Some(raw), ..Cell::number(km, shown) }
    }

    /// What an id of a record refers to: its name, its place on the map, its project.
    fn target(&self, id: &'a str) -> (String, Target, Option<&'a str>) {
        let document = self.document;
        let corridor = match document.subject(id) {
            Some(Selection::Project(project)) if let Some(project) = document.project(&project) => {
                return (self.name(&project.names), Target::Project(project.id.clone()), Some(&project.id));
            }
            Some(Selection::Place(place)) if let Some(place) = document.place(&place) => {
                return (self.name(&place.names), Target::Place(place.id.clone()), None);
            }
            Some(Selection::Corridor(corridor)) => document.corridor(&corridor),
            Some(Selection::Project(_) | Selection::Place(_) | Selection::Feature(..)) | None => None,
        };
        let Some(corridor) = corridor else {
            return (format::sentence(id), Target::None, None);
        };
        let part = id.split_once(':').map(|(_, part)| part);
        let ends = part.and_then(|p| p.split_once('>'));
        let place = |id: &str| self.document.place(id).map_or_else(|| id.to_owned(), |p| self.name(&p.names));
        let ends = ends.map_or_else(String::new, |(a, b)| format!(", {}–{}", place(a), place(b)));
        let name = self.name(&corridor.names) + &ends;
        (name, Target::Corridor(corridor.id.clone()), Some(&corridor.project))
    }

    fn ahead(&self, date: Option<&Period>) -> bool {
        date.is_some_and(|d| d.first > self.session.view().as_of)
    }

    pub fn projects(&self) -> Vec<Row> {
        let mut figures: HashMap<&str, usize> = HashMap::new();
        self.document.figures.iter().for_each(|f| *figures.entry(&*f.project).or_default() += 1);
        let row = |p: &Project| self.project(p, figures.get(&*p.id).copied().unwrap_or(0));
        self.document.projects.iter().map(row).collect()
    }

    fn project(&self, project: &Project, figures: usize) -> Row {
        let at = self.document.project_status(project, self.session.view().as_of);
        let countries: Vec<&str> =
            project.countries.iter().map(|c| format::country(c, self.session.messages())).collect();
        let cells = vec![
            Cell::text(self.name(&project.names)).tip(project.summary.get(self.language).to_string()),
            self.kind(&project.kind),
            self.project_status(project, &at),
            self.date(at.since.as_ref()),
            self.evidence(&at),
            Cell::text(countries.join(", ")),
            self.km(project.corridors.iter().map(|c| self.lengths.km(c)).sum()),
            Cell::count(figures),
            Cell::count(self.document.events_of(&project.id).count()),
        ];
        let kept = self.keeps_project(Some(&project.id));
        let target = Target::Project(project.id.clone());
        Row { cells, target, kept, ahead: false, years: None, confidence: None }
    }

    pub fn corridors(&self) -> Vec<Row> {
        self.document.corridors.iter().map(|c| self.corridor(c)).collect()
    }

    fn corridor(&self, corridor: &Corridor) -> Row {
        let at = self.document.corridor_status(corridor, self.session.view().as_of);
        let differs = self.session.statuses().parts(corridor).is_some();
        let project = self.document.project(&corridor.project);
        let km = self.lengths.km(&corridor.id);
        let cells = vec![
            Cell::text(self.name(&corridor.names)).tip(format::sentence(&corridor.note)),
            Cell::text(project.map_or_else(|| corridor.project.to_string(), |p| self.name(&p.names))),
            self.kind(&corridor.kind),
            Cell::text(self.session.say(mode(corridor.mode))),
            self.corridor_status(corridor, &at),
            // Of one part, where the parts differ: beside all of them it would mislead.
            self.date(at.since.as_ref().filter(|_| !differs)),
            if differs { self.date(None) } else { self.evidence(&at) },
            self.km(km),
            published(self.session, corridor),
            ratio(corridor, km),
            Cell::number(corridor.accuracy_m, format::accuracy(corridor.accuracy_m, self.session.messages())),
            gauge_or_voltage(self.session, corridor),
        ];
        let target = Target::Corridor(corridor.id.clone());
        Row { cells, target, kept: self.keeps(corridor), ahead: false, years: None, confidence: None }
    }

    pub fn figures(&self) -> Vec<Row> {
        self.document.figures.iter().map(|f| self.figure(f)).collect()
    }

    fn figure(&self, figure: &'a Figure) -> Row {
        let (name, target, project) = self.target(&figure.project);
        let shown = format::figure(figure, self.session.messages());
        let value = match figure.value.parse::<f64>() {
            Ok(value) if figure.unit != "date" => Cell::number(value, shown),
            _ => Cell::text(shown),
        };
        let cells = vec![
            Cell::text(name),
            Cell::text(figure.label.as_str()).tip(format::sentence(&figure.note)),
            Cell { raw: Some(figure.as_stated()), ..value }.tip(format::sentence(&figure.note)),
            self.date(figure.date.as_ref()),
            self.source(&figure.source),
            self.confidence(figure.confidence),
            Cell::text(figure.seed.replace(';', ", ")),
        ];
        let years = figure.date.as_ref().map(|d| [d.first.year, d.last.year]);
        let (kept, ahead) = (self.keeps_project(project), self.ahead(figure.date.as_ref()));
        Row { cells, target, kept, ahead, years, confidence: Some(figure.confidence) }
    }

    /// The events of projects, then those that belong to no single one.
    pub fn events(&self) -> Vec<Row> {
        let agreements = self.document.agreements.iter().map(|a| self.agreement(a));
        self.document.events.iter().map(|e| self.event(e)).chain(agreements).collect()
    }

    fn agreement(&self, agreement: &'a Agreement) -> Row {
        let cells = vec![
            self.date(Some(&agreement.date)),
            Cell::text(format::sentence(&agreement.topic)),
            Cell::text(agreement.text.as_str()).tip(format::sentence(&agreement.note)),
            Cell::text(""),
            self.source(&agreement.source),
            self.confidence(agreement.confidence),
        ];
        let years = Some([agreement.date.first.year, agreement.date.last.year]);
        let (kept, ahead) = (self.keeps_project(None), self.ahead(Some(&agreement.date)));
        Row { cells, target: Target::None, kept, ahead, years, confidence: Some(agreement.confidence) }
    }

    fn event(&self, event: &'a Event) -> Row {
        let (name, target, project) = self.target(&event.target);
        let brought = StatusAt { status: event.status, ..StatusAt::default() };
        let status = if event.status.is_some() { self.status(&brought) } else { Cell::text("") };
        let cells = vec![
            self.date(Some(&event.date)),
            Cell::text(name),
            Cell::text(event.text.as_str()).tip(format::sentence(&event.note)),
            status,
            self.source(&event.source),
            self.confidence(event.confidence),
        ];
        let years = Some([event.date.first.year, event.date.last.year]);
        let (kept, ahead) = (self.keeps_project(project), self.ahead(Some(&event.date)));
        Row { cells, target, kept, ahead, years, confidence: Some(event.confidence) }
    }
}

/// The first published length, and how many more there are.
fn published(session: &Session, corridor: &Corridor) -> Cell {
    let Some(first) = corridor.published_km.first() else { return Cell::text("") };
    let more = match corridor.published_km.len() - 1 {
        0 => String::new(),
        n => format!(" +{n}"),
    };
    let number = |km: f64| format::number(km, session.messages());
    let all = corridor.published_km.iter();
    let all: Vec<String> =
        all.map(|p| format!("{} {} {}", number(p.value), session.say("km"), p.note)).collect();
    Cell::number(first.value, number(first.value) + &more).tip(all.join("\n"))
}

fn ratio(corridor: &Corridor, km: f64) -> Cell {
    match corridor.published_km.first() {
        Some(first) if first.value > 0.0 => {
            let ratio = km / first.value;
            Cell { raw: Some(format!("{ratio:.3}")), ..Cell::number(ratio, format!("{ratio:.2}")) }
        }
        _ => Cell::text(""),
    }
}

fn gauge_or_voltage(session: &Session, corridor: &Corridor) -> Cell {
    let gauges: Vec<String> = corridor.gauge_mm.0.iter().map(ToString::to_string).collect();
    match (corridor.gauge_mm.0.first(), corridor.voltage_kv) {
        (Some(first), _) => Cell::text(say!(session, "card-gauge-mm", gauges = gauges.join(" / ")))
            .sorted_by(Key::Number(f64::from(*first))),
        (None, Some(kv)) => {
            let said = say!(session, "card-kilovolts", n = format::number(kv, session.messages()));
            Cell::text(said).sorted_by(Key::Number(kv))
        }
        _ => Cell::text(""),
    }
}
