//! What bears on projects besides their own facts: constraints, conditions, obstacles, agreements,
//! contradictions, gaps; and the 167 founding facts with where each is carried.

use super::{Confidence, Date, Document, Id, Period, Project};
use std::collections::{BTreeMap, BTreeSet};

/// A resolution, a rule or a limit.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    /// Stable id.
    pub id: Id,
    /// `resolution`, `paragraph`, `rule`, `risk` or `project`.
    pub kind: String,
    /// Number of a resolution.
    pub number: Option<u32>,
    /// Title.
    pub title: String,
    /// When it was adopted, or from when it holds.
    #[serde(default, deserialize_with = "super::date::optional")]
    pub date: Option<Period>,
    /// Whether a founding document names it.
    #[serde(default)]
    pub named_in_seed: bool,
    /// What it says, in short.
    pub effect: String,
    /// The project's own reading of it by area: rail, port, gas, power, labour, trade, aid, all.
    #[serde(default)]
    pub effects: BTreeMap<String, String>,
    /// Projects and topics it bears on.
    #[serde(default)]
    pub projects: Vec<Id>,
    /// What it spares.
    #[serde(default)]
    pub exemption: String,
    /// Projects that it spares, as the project reads the exemption.
    #[serde(default)]
    pub exempts: Vec<Id>,
    /// Who says so.
    #[serde(default)]
    pub exemption_sources: Vec<Id>,
    /// Who says so.
    pub source: Id,
    /// Others who say so.
    #[serde(default)]
    pub more_sources: Vec<Id>,
    /// How sure it is.
    #[serde(default)]
    pub confidence: Confidence,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
    /// Founding facts it carries, ids joined by `;`.
    #[serde(default)]
    pub seed: String,
}

/// One of the conditions under which companies would build, or an obstacle to building.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Stable id.
    pub id: Id,
    /// Place in the document's list, from 1; 0 for obstacles.
    #[serde(default)]
    pub order: u32,
    /// What it says.
    pub text: String,
    /// How likely the document finds it.
    #[serde(default)]
    pub likelihood: String,
    /// Projects it is about.
    #[serde(default)]
    pub applies_to: Vec<Id>,
    /// Who says so.
    pub source: Id,
    /// How sure it is.
    #[serde(default)]
    pub confidence: Confidence,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
    /// Founding facts it carries, ids joined by `;`.
    #[serde(default)]
    pub seed: String,
}

/// A statement about the conditions together.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Stable id.
    pub id: Id,
    /// What it says.
    pub text: String,
    /// How likely it finds them.
    #[serde(default)]
    pub likelihood: String,
    /// Who says so.
    pub source: Id,
    /// When.
    #[serde(default)]
    pub date: String,
    /// How sure it is.
    #[serde(default)]
    pub confidence: Confidence,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
    /// Founding facts it carries, ids joined by `;`.
    #[serde(default)]
    pub seed: String,
}

/// What each side would gain.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Interests {
    /// Stable id.
    pub id: Id,
    /// Russia.
    pub russia: String,
    /// Republic of Korea.
    pub rok: String,
    /// DPRK.
    pub dprk: String,
    /// Who says so.
    pub source: Id,
    /// How sure it is.
    #[serde(default)]
    pub confidence: Confidence,
    /// Founding facts it carries, ids joined by `;`.
    #[serde(default)]
    pub seed: String,
}

/// The conditions, their rule and judgment, the obstacles and the interests.
#[derive(Debug, Clone, Default)]
pub struct Outlook {
    /// The conditions, in the document's order.
    pub conditions: Vec<Condition>,
    /// How many of them are needed.
    pub rule: Option<Statement>,
    /// What the document thinks of them.
    pub judgment: Option<Statement>,
    /// What stands in the way.
    pub obstacles: Vec<Condition>,
    /// What each side would gain.
    pub interests: Option<Interests>,
}

/// A dated event that belongs to no single project.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Stable id.
    pub id: Id,
    /// agreements, trade, labour, sanctions or border.
    pub topic: String,
    /// When.
    pub date: Period,
    /// What happened.
    pub text: String,
    /// Who says so.
    pub source: Id,
    /// How sure it is.
    #[serde(default)]
    pub confidence: Confidence,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
    /// Founding facts it carries, ids joined by `;`.
    #[serde(default)]
    pub seed: String,
}

/// Where sources disagree.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// Stable id.
    pub id: Id,
    /// Who says what.
    pub text: String,
    /// Ids of the sources, joined by `;`.
    #[serde(default)]
    pub sources: String,
}

/// What was looked for and not found.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// Stable id.
    pub id: Id,
    /// Part of the survey.
    pub area: String,
    /// What is missing.
    pub text: String,
}

/// A fact of the two founding documents, exactly as they state it.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct SeedFact {
    /// `SF001` … `SF167`.
    pub id: Id,
    /// What it is about.
    pub topic: String,
    /// What it says.
    pub statement: String,
    /// The value, as printed; empty for a statement in words.
    pub value: String,
    /// Unit.
    pub unit: String,
    /// When, in the document's words.
    pub year_or_date: String,
    /// The founding document that states it, as an id of the sources.
    pub document: Id,
    /// The record that carries it: `figure:ID`, `event:ID`, `series:ID`, `source:ID`, …
    pub carrier: String,
}

/// The record that carries a founding fact, found in the document.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Carrier {
    /// figure, event, series, source, condition, constraint or agreement.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Where the program shows it.
    pub shown: Vec<String>,
}

impl Outlook {
    /// Ids of the projects that would be possible if the conditions of these ids were met: any one
    /// condition is enough for every project it is about.
    #[must_use]
    pub fn possible(&self, met: &BTreeSet<String>) -> BTreeSet<String> {
        let met = self.conditions.iter().filter(|c| met.contains(&*c.id));
        met.flat_map(|c| &c.applies_to).map(|p| p.to_string()).collect()
    }
}

impl Condition {
    /// Whether it is about a project.
    #[must_use]
    pub fn is_about(&self, project: &str) -> bool {
        self.applies_to.iter().any(|p| &**p == project)
    }
}

impl Constraint {
    /// The area of [`Self::effects`] that projects of a kind belong to; `all` for kinds without an area of
    /// their own. Freight services run on railways, so they belong to these.
    #[must_use]
    pub fn area_of(kind: &str) -> &'static str {
        match kind {
            "railway" | "bridge" | "service" | "passenger" => "rail",
            "sea" | "port" => "port",
            "gas" => "gas",
            "power" => "power",
            _ => "all",
        }
    }

    /// What is said of an area, and under which name; else what is said of all areas.
    #[must_use]
    pub fn effect_in(&self, area: &str) -> Option<(&str, &str)> {
        let found = self.effects.get_key_value(area).or_else(|| self.effects.get_key_value("all"))?;
        Some((found.0, found.1))
    }

    /// What is said of the area that projects of a kind belong to; see [`Self::effect_in`].
    #[must_use]
    pub fn effect_on(&self, kind: &str) -> Option<(&str, &str)> {
        self.effect_in(Self::area_of(kind))
    }

    /// Whether it holds at a date; without a date of its own it always does.
    #[must_use]
    pub fn holds(&self, date: Date) -> bool {
        self.date.as_ref().is_none_or(|d| d.first <= date)
    }
}

impl Document {
    /// Where sources of a project disagree: contradictions named after it, and those that share a
    /// source with it. The founding documents do not count, since they bear on everything.
    pub fn contradictions_of<'a>(&'a self, project: &'a Project) -> impl Iterator<Item = &'a Contradiction> {
        let shares = |c: &Contradiction| {
            let own = project.sources.iter().filter(|s| !s.starts_with("seed"));
            own.into_iter().any(|own| c.sources.split(';').any(|s| s.trim() == &**own))
        };
        self.contradictions.iter().filter(move |c| c.id.starts_with(&*project.id) || shares(c))
    }

    /// The founding fact of an id, ignoring case.
    #[must_use]
    pub fn seed_fact(&self, id: &str) -> Option<&SeedFact> {
        self.seed_facts.iter().find(|f| f.id.eq_ignore_ascii_case(id))
    }

    /// Whether a constraint names a project or topic, or is named by the project.
    #[must_use]
    pub fn bears_on(&self, constraint: &Constraint, target: &str) -> bool {
        let named = self.project(target).is_some_and(|p| p.constraints.contains(&constraint.id));
        named || constraint.projects.iter().any(|p| &**p == target)
    }

    /// The constraints that bear on a project or topic, in the order of the data.
    pub fn constraints_of<'a>(&'a self, project: &'a str) -> impl Iterator<Item = &'a Constraint> {
        self.constraints.iter().filter(move |c| self.bears_on(c, project))
    }

    /// The area of effects that a project, by its kind, or a topic belongs to.
    #[must_use]
    pub fn area_of<'a>(&self, target: &'a str) -> &'a str {
        self.project(target).map_or(target, |p| Constraint::area_of(&p.kind))
    }

    /// The record that carries a founding fact, or `None` if nothing does: the named record must exist
    /// and, where it can, name the fact in turn.
    #[must_use]
    pub fn carrier(&self, fact: &SeedFact) -> Option<Carrier> {
        let (kind, id) = fact.carrier.split_once(':')?;
        let carries = |seed: &str| seed.split(';').any(|s| s.trim() == &*fact.id);
        let (text, shown) = match kind {
            "figure" => {
                let f = self.figures.iter().find(|f| &*f.id == id && carries(&f.seed))?;
                (format!("{}: {}", f.label, f.as_stated()), self.shown_with(&f.project))
            }
            "event" => {
                let e = self.events.iter().find(|e| &*e.id == id && carries(&e.seed))?;
                (format!("{}: {}", e.date, e.text), self.shown_with(&e.target))
            }
            "series" => {
                let s = self.series(id)?;
                let row = s.rows.iter().find(|r| carries(&r.seed))?;
                let name = s.names.en.to_string();
                (format!("{name}, {}: {} {}", row.date, row.value, row.unit), vec![format!("plot {name}")])
            }
            "source" => {
                let s = self.source(id)?;
                let title = format!("{} ({})", s.title, s.publisher);
                (title, vec!["source of what it supports, in every card that cites it".to_owned()])
            }
            "condition" => self.outlook_carrier(id, &carries)?,
            "constraint" => {
                let c = self.constraints.iter().find(|c| &*c.id == id && carries(&c.seed))?;
                let mut shown = vec!["sanctions matrix".to_owned()];
                shown.extend(c.projects.iter().flat_map(|p| self.shown_with(p)));
                (format!("{}: {}", c.title, c.effect), shown)
            }
            "agreement" => {
                let a = self.agreements.iter().find(|a| &*a.id == id && carries(&a.seed))?;
                (format!("{}: {}", a.date, a.text), vec![format!("list of events, topic {}", a.topic)])
            }
            _ => return None,
        };
        Some(Carrier { kind: kind.to_owned(), id: id.to_owned(), text, shown })
    }

    fn outlook_carrier(&self, id: &str, carries: &impl Fn(&str) -> bool) -> Option<(String, Vec<String>)> {
        let outlook = &self.outlook;
        let listed = outlook.conditions.iter().chain(&outlook.obstacles);
        if let Some(c) = listed.into_iter().find(|c| &*c.id == id && carries(&c.seed)) {
            let shown = c.applies_to.iter().flat_map(|p| self.shown_with(p)).collect();
            return Some((c.text.clone(), shown));
        }
        let statements = outlook.rule.iter().chain(&outlook.judgment);
        let shown = vec!["panel of conditions (If … then)".to_owned()];
        if let Some(s) = statements.into_iter().find(|s| &*s.id == id && carries(&s.seed)) {
            return Some((s.text.clone(), shown));
        }
        let interests = outlook.interests.as_ref().filter(|i| &*i.id == id && carries(&i.seed))?;
        Some((format!("{}; {}; {}", interests.russia, interests.rok, interests.dprk), shown))
    }

    /// Where the program shows what belongs to a project, corridor, place or topic.
    fn shown_with(&self, target: &str) -> Vec<String> {
        let subject = self.subject(target);
        if let Some(project) = subject.as_ref().and_then(|s| s.project(self)).and_then(|id| self.project(id))
        {
            return vec![format!("card of {} ({})", project.names.en, project.id)];
        }
        match subject.as_ref().and_then(|s| s.names(self)) {
            Some(names) => vec![format!("card of {}", names.en)],
            None => vec![format!("list of figures, topic {target}")],
        }
    }
}
