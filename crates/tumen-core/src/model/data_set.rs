//! Projects, events, figures, series, sources, and the border.

use super::{Confidence, Id, Names, Period, Status};
use crate::geo::{LonLat, measure};

/// A kind of corridor or project, which decides its color.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Stable id.
    pub id: Id,
    /// Name.
    pub names: Names,
    /// What it covers, one sentence.
    pub definition: Names,
}

/// Someone who takes part in a project.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Who.
    pub name: String,
    /// As what.
    #[serde(default)]
    pub role: String,
}

/// A part of a project with a status of its own.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its names.
    pub names: Names,
    /// Corridors and segments (`corridor:from>to`) that it is made of, in a row.
    pub targets: Vec<Id>,
    /// Whether the project has its status: then the project's own events tell it.
    #[serde(default)]
    pub decides: bool,
}

/// A system with a status: a railway, a bridge, a pipeline, a service.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Stable id.
    pub id: Id,
    /// Other ids and short names it answers to.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Kind id.
    pub kind: Id,
    /// Names.
    pub names: Names,
    /// One or two sentences made of the facts.
    #[serde(default)]
    pub summary: Names,
    /// Countries, ISO 3166 alpha-2.
    #[serde(default)]
    pub countries: Vec<String>,
    /// Parts whose status is told one by one; none if it has only one.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// Its lines.
    #[serde(default)]
    pub corridors: Vec<Id>,
    /// Its places.
    #[serde(default)]
    pub places: Vec<Id>,
    /// Who takes part.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// Ids of constraints.
    #[serde(default)]
    pub constraints: Vec<Id>,
    /// Sources; at least one.
    #[serde(default)]
    pub sources: Vec<Id>,
    /// What to know about the record.
    #[serde(default)]
    pub note: String,
}

impl Project {
    /// Whether a lower-case text is its id, an alias or one of its names.
    #[must_use]
    pub fn answers_to(&self, wanted: &str) -> bool {
        let own = self.aliases.iter().map(String::as_str).chain(self.names.all().map(|n| &**n));
        *self.id == *wanted || own.into_iter().any(|n| n.to_lowercase() == wanted)
    }

    #[cfg(test)]
    pub(crate) fn sample(id: &str) -> Self {
        toml::from_str(&format!("id = '{id}'\nkind = 'railway'\nnames = {{ en = 'P' }}")).unwrap()
    }
}

/// Something that happened on a date.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Stable id.
    pub id: Id,
    /// Project or corridor id, or `corridor:from>to`.
    pub target: Id,
    /// When.
    pub date: Period,
    /// The status that it brought, or that it is evidence for.
    #[serde(default)]
    pub status: Option<Status>,
    /// Whether nothing was there to use before it.
    #[serde(default, deserialize_with = "flag")]
    pub opening: bool,
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

/// A cell that holds `1` or nothing.
fn flag<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?.trim() {
        "" | "0" => Ok(false),
        "1" => Ok(true),
        other => Err(serde::de::Error::custom(format!("`{other}` is neither 1 nor empty"))),
    }
}

impl Event {
    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self {
            id: "e".into(),
            target: "t".into(),
            date: "2000".parse().unwrap(),
            status: None,
            opening: false,
            text: String::new(),
            source: "s".into(),
            confidence: Confidence::High,
            note: String::new(),
            seed: String::new(),
        }
    }
}

/// A stated value.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Stable id.
    pub id: Id,
    /// Project id, `place:ID`, or a topic such as `trade`.
    pub project: Id,
    /// What is measured; competing values share it.
    pub group: Id,
    /// What is measured, in words.
    pub label: String,
    /// The value as stated: a number with a decimal point, or text.
    pub value: String,
    /// The upper end of a range; empty without one.
    #[serde(default)]
    pub value_to: String,
    /// Unit.
    #[serde(default)]
    pub unit: String,
    /// What date it is for.
    #[serde(default, deserialize_with = "super::date::optional")]
    pub date: Option<Period>,
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

/// The unit to print after a value: none where the "unit" says that the value is words or a date.
#[must_use]
pub fn printed_unit(unit: &str) -> &str {
    if matches!(unit, "text" | "date") { "" } else { unit }
}

impl Figure {
    /// Value, range and unit as the record has them: `100 – 150 m USD`.
    #[must_use]
    pub fn as_stated(&self) -> String {
        let range = if self.value_to.is_empty() { "" } else { " – " };
        let text = format!("{}{range}{} {}", self.value, self.value_to, printed_unit(&self.unit));
        text.trim_end().to_owned()
    }
}

/// What the values of a series are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SeriesKind {
    /// What was counted.
    Observed,
    /// What was aimed at.
    Target,
    /// What could be handled.
    Capacity,
    /// What was allowed.
    Cap,
}

/// A figure over time, from one family of sources.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// Stable id.
    pub id: Id,
    /// Names.
    pub names: Names,
    /// Unit of every value.
    pub unit: String,
    /// Project id or topic.
    pub project: Id,
    /// What is measured; series of the same measure belong in one plot.
    pub measure: Id,
    /// What its values are.
    pub kind: SeriesKind,
    /// Which family of sources: `seed` (the founding documents) or another.
    pub source_family: Id,
    /// The file of its rows, below `data/`.
    pub file: String,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
    /// Its rows, in order of date.
    #[serde(skip)]
    pub rows: Vec<SeriesRow>,
}

/// One value of a series.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesRow {
    /// What date or span it is for.
    pub date: Period,
    /// `year`, `half`, `quarter`, `month` or `partial`.
    pub period: String,
    /// The value.
    pub value: f64,
    /// Unit.
    pub unit: String,
    /// Who says so.
    pub source: Id,
    /// How sure it is.
    #[serde(default)]
    pub confidence: Confidence,
    /// 1 if it was computed from other values.
    #[serde(default)]
    pub derived: u8,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
    /// Founding facts it carries, ids joined by `;`.
    #[serde(default)]
    pub seed: String,
}

/// Where something comes from.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Stable id.
    pub id: Id,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Address; empty if none.
    #[serde(default)]
    pub url: String,
    /// When it was published, in its own words.
    #[serde(default)]
    pub date: String,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

/// A part of the border: along the river, or through the sea.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BorderPart {
    /// `river` or `sea`.
    pub id: Id,
    /// Names.
    pub names: Names,
    /// Its course.
    pub line: Vec<LonLat>,
    /// How the course was found.
    #[serde(default)]
    pub method: String,
    /// How far it may be off, meters.
    #[serde(default)]
    pub accuracy_m: f64,
    /// Sources.
    #[serde(default)]
    pub sources: Vec<Id>,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

impl BorderPart {
    /// Length along the ellipsoid, meters.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        measure::length(&self.line)
    }
}

/// A treaty about the border.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Treaty {
    /// When it was signed.
    pub date: Period,
    /// What it says.
    pub text: String,
    /// Who says so.
    pub source: Id,
    /// How sure it is.
    #[serde(default)]
    pub confidence: Confidence,
    /// What to know about it.
    #[serde(default)]
    pub note: String,
}

/// The Russia–DPRK border.
#[derive(Debug, Clone, Default)]
pub struct Border {
    /// Its name.
    pub names: Names,
    /// River and sea.
    pub parts: Vec<BorderPart>,
    /// What fixed it.
    pub treaties: Vec<Treaty>,
}

impl Border {
    /// Length of the part of that id, meters; 0 if it is missing.
    #[must_use]
    pub fn part_m(&self, id: &str) -> f64 {
        self.parts.iter().find(|p| &*p.id == id).map_or(0.0, BorderPart::length_m)
    }
}
