//! The project sheet: what is known about a project at a date, as data.
//!
//! The card of the window, `tumen info`, Markdown and paper are all made of it, so that they agree on what there
//! is to say, in which order, and what of it lies after the date. Each part is worked out when it is asked for:
//! a card that is drawn in every frame asks only for what is on screen.

mod markdown;
mod text;
pub mod words;

use crate::Session;
use std::collections::BTreeSet;
use tumen_core::model::data_set::Party;
use tumen_core::model::provenance::{Condition, Constraint, Statement};
use tumen_core::model::{
    Corridor, Date, Document, Event, Figure, Id, Place, Project, SectionAt, Source, Status, StatusAt,
    StatusInfo,
};

/// What is known about a project at a date.
#[derive(Clone, Copy)]
pub struct ProjectSheet<'a> {
    /// The project.
    pub project: &'a Project,
    /// The date.
    pub as_of: Date,
    document: &'a Document,
    /// Ids of the conditions that are switched on.
    switched_on: &'a BTreeSet<String>,
}

/// A line of a project.
pub struct Line<'a> {
    /// Its record.
    pub corridor: &'a Corridor,
    /// Its status at the date.
    pub at: StatusAt,
}

/// Figures that measure the same thing.
pub struct FigureGroup<'a> {
    /// What they measure.
    pub title: String,
    /// Whether each has a label of its own below that.
    pub is_labeled: bool,
    /// At least one.
    pub figures: Vec<&'a Figure>,
}

/// An event as seen from the date.
pub struct DatedEvent<'a> {
    /// Its record.
    pub event: &'a Event,
    /// Whether it lies after the date.
    pub is_after: bool,
}

/// A constraint as it bears on the project.
pub struct Bearing<'a> {
    /// Its record.
    pub constraint: &'a Constraint,
    /// Whether it is in force at the date.
    pub holds: bool,
    /// What it says beside its title; `None` for limits of a project, whose title says all.
    pub said: Option<&'a str>,
    /// The area that the project belongs to, and what the constraint means for it.
    pub effect: Option<(&'a str, &'a str)>,
    /// What it spares.
    pub exemption: Option<Exemption<'a>>,
}

/// What a constraint spares.
pub struct Exemption<'a> {
    /// In words: its own, or those of the constraint that it refers to.
    pub words: String,
    /// Who says so.
    pub sources: Vec<&'a Id>,
}

/// A condition of building.
pub struct SwitchedCondition<'a> {
    /// Its record.
    pub condition: &'a Condition,
    /// Whether it is switched on.
    pub is_on: bool,
}

/// Where sources disagree.
pub struct Disagreement<'a> {
    /// Who says what.
    pub text: &'a str,
    /// Ids of the sources.
    pub sources: Vec<&'a str>,
}

impl Session {
    /// The sheet of a project at the date of the view.
    #[must_use]
    pub fn sheet<'a>(&'a self, project: &'a Project) -> ProjectSheet<'a> {
        self.sheet_at(project, self.view().as_of)
    }

    /// The sheet of a project at a date.
    #[must_use]
    pub fn sheet_at<'a>(&'a self, project: &'a Project, as_of: Date) -> ProjectSheet<'a> {
        ProjectSheet { project, as_of, document: self.document(), switched_on: &self.view().conditions }
    }
}

impl<'a> ProjectSheet<'a> {
    /// Its status.
    #[must_use]
    pub fn status(&self) -> StatusAt {
        self.document.project_status(self.project, self.as_of)
    }

    /// The name and definition of its status; `None` while nothing is known.
    #[must_use]
    pub fn status_info(&self) -> Option<&'a StatusInfo> {
        self.status().status.and_then(|s| self.document.status_info(s))
    }

    /// Its parts with a status of their own, in the order of the record.
    #[must_use]
    pub fn sections(&self) -> Vec<SectionAt<'a>> {
        self.document.section_statuses(self.project, self.as_of)
    }

    /// Who takes part.
    #[must_use]
    pub fn parties(&self) -> &'a [Party] {
        &self.project.parties
    }

    /// Its lines, in the order of the record.
    pub fn lines(&self) -> impl Iterator<Item = Line<'a>> + use<'a> {
        let (document, as_of) = (self.document, self.as_of);
        let corridors = self.project.corridors.iter().filter_map(move |id| document.corridor(id));
        corridors.map(move |corridor| Line { corridor, at: document.corridor_status(corridor, as_of) })
    }

    /// Its places, in the order of the record.
    pub fn places(&self) -> impl Iterator<Item = &'a Place> + use<'a> {
        let document = self.document;
        self.project.places.iter().filter_map(move |id| document.place(id))
    }

    /// Its figures.
    #[must_use]
    pub fn figures(&self) -> Vec<FigureGroup<'a>> {
        groups(self.document.figures_of(&self.project.id))
    }

    /// Its events, oldest first.
    pub fn events(&self) -> impl Iterator<Item = DatedEvent<'a>> + use<'a> {
        events(self.document, &self.project.id, self.as_of)
    }

    /// What bears on it, oldest first; what has no date always did.
    #[must_use]
    pub fn constraints(&self) -> Vec<Bearing<'a>> {
        let mut all: Vec<&Constraint> = self.document.constraints_of(&self.project.id).collect();
        all.sort_by_key(|c| c.date.as_ref().map(|d| d.first));
        all.into_iter().map(|c| self.bearing(c)).collect()
    }

    fn bearing(&self, constraint: &'a Constraint) -> Bearing<'a> {
        Bearing {
            constraint,
            holds: constraint.holds(self.as_of),
            said: (constraint.effect != constraint.title).then_some(&*constraint.effect),
            effect: constraint.effect_on(&self.project.kind),
            exemption: self.exemption(constraint),
        }
    }

    /// An exemption that only refers to another constraint (`see ID`) is told in that one's words.
    fn exemption(&self, constraint: &'a Constraint) -> Option<Exemption<'a>> {
        let words = constraint.exemption.as_str();
        let named = |id: &str| self.document.constraints.iter().find(|c| *c.id == *id);
        match words.strip_prefix("see ").and_then(named) {
            Some(other) => Some(Exemption {
                words: format!("{}: {}", other.title, other.effect),
                sources: vec![&other.source],
            }),
            None => (!words.is_empty()).then(|| Exemption {
                words: words.to_owned(),
                sources: constraint.exemption_sources.iter().collect(),
            }),
        }
    }

    /// How many of the conditions are needed, where there are any.
    #[must_use]
    pub fn rule(&self) -> Option<&'a Statement> {
        self.document.outlook.rule.as_ref()
    }

    /// The conditions under which companies would build it, in the order of the founding document.
    pub fn conditions(&self) -> impl Iterator<Item = SwitchedCondition<'a>> + use<'a> {
        let (project, on) = (self.project, self.switched_on);
        let own = self.document.outlook.conditions.iter().filter(|c| c.is_about(&project.id));
        own.map(|condition| SwitchedCondition { condition, is_on: on.contains(&*condition.id) })
    }

    /// What stands in the way of building it.
    pub fn obstacles(&self) -> impl Iterator<Item = &'a Condition> + use<'a> {
        let project = self.project;
        self.document.outlook.obstacles.iter().filter(|c| c.is_about(&project.id))
    }

    /// How many conditions that are switched on would make it possible, if any: what operates needs none.
    #[must_use]
    pub fn possible(&self) -> Option<usize> {
        let met = self.conditions().filter(|c| c.is_on).count();
        (met > 0 && self.status().status != Some(Status::Operating)).then_some(met)
    }

    /// Where sources disagree.
    pub fn disagreements(&self) -> impl Iterator<Item = Disagreement<'a>> + use<'a> {
        self.document.contradictions_of(self.project).map(|c| Disagreement {
            text: &c.text,
            sources: c.sources.split(';').map(str::trim).filter(|s| !s.is_empty()).collect(),
        })
    }

    /// The sources of the record, in its order.
    pub fn own_sources(&self) -> impl Iterator<Item = &'a Source> + use<'a> {
        let document = self.document;
        self.project.sources.iter().filter_map(move |id| document.source(id))
    }

    /// Ids of all sources that the sheet names.
    #[must_use]
    pub fn cited(&self) -> BTreeSet<&'a str> {
        let (document, project) = (self.document, self.project);
        let mut ids: BTreeSet<&str> = project.sources.iter().map(|s| &**s).collect();
        ids.extend(document.figures_of(&project.id).map(|f| &*f.source));
        ids.extend(self.events().map(|e| &*e.event.source));
        let parts = project.sections.iter().flat_map(|s| &s.targets);
        ids.extend(parts.flat_map(|t| document.events_of(t)).map(|e| &*e.source));
        let lines = project.corridors.iter().filter_map(|id| document.corridor(id));
        ids.extend(lines.flat_map(|c| &c.published_km).map(|k| &*k.source));
        for bearing in self.constraints() {
            let own = [&bearing.constraint.source].into_iter().chain(&bearing.constraint.more_sources);
            let spared = bearing.exemption.map(|e| e.sources).unwrap_or_default();
            ids.extend(own.chain(spared).map(|s| &**s));
        }
        let outlook = self.conditions().map(|c| c.condition).chain(self.obstacles());
        ids.extend(outlook.map(|c| &*c.source));
        ids
    }

    /// All sources that the sheet names, in the order of the file.
    pub fn sources(&self) -> impl Iterator<Item = &'a Source> + use<'a> {
        let ids = self.cited();
        self.document.sources.iter().filter(move |s| ids.contains(&*s.id))
    }
}

/// Events of a target, oldest first, as seen from a date.
pub fn events<'a>(
    document: &'a Document,
    target: &'a str,
    as_of: Date,
) -> impl Iterator<Item = DatedEvent<'a>> + use<'a> {
    let dated = move |event: &'a Event| DatedEvent { event, is_after: event.date.first > as_of };
    document.events_of(target).map(dated)
}

/// Figures that share a group stand together, in order of their first.
pub fn groups<'a>(figures: impl Iterator<Item = &'a Figure>) -> Vec<FigureGroup<'a>> {
    let mut groups: Vec<Vec<&Figure>> = Vec::new();
    for figure in figures {
        match groups.iter_mut().find(|g| g[0].group == figure.group) {
            Some(group) => group.push(figure),
            None => groups.push(vec![figure]),
        }
    }
    let named = |figures: Vec<&'a Figure>| {
        let (title, is_labeled) = heading(&figures);
        FigureGroup { title, is_labeled, figures }
    };
    groups.into_iter().map(named).collect()
}

/// What all figures of a group measure, and whether each needs its own label below that.
fn heading(group: &[&Figure]) -> (String, bool) {
    let Some(first) = group.first() else { return (String::new(), false) };
    if group.iter().all(|f| f.label == first.label) {
        return (first.label.clone(), false);
    }
    let stem = |f: &Figure| f.label.split_once(": ").map_or(f.label.clone(), |(stem, _)| stem.to_owned());
    let common = stem(first);
    if group.iter().all(|f| stem(f) == common) {
        return (common, true);
    }
    (crate::format::sentence(&first.group.replace('-', " ")), true)
}

impl FigureGroup<'_> {
    /// A figure's label below the title of its group; empty if the title says all.
    #[must_use]
    pub fn label<'f>(&self, figure: &'f Figure) -> &'f str {
        if !self.is_labeled {
            return "";
        }
        let rest = figure.label.strip_prefix(&*self.title).map(|r| r.trim_start_matches(": "));
        rest.unwrap_or(&figure.label)
    }
}
