//! Which series belong in one plot, and what it is called.

use std::collections::BTreeSet;
use tumen_core::model::data_set::SeriesKind;
use tumen_core::model::{Document, Language, Series};
use tumen_core::words::Messages;

/// Series of one project or topic in one unit.
pub struct Topic<'a> {
    /// `project|unit`, for the saved state.
    pub key: String,
    /// What the plot shows.
    pub title: String,
    /// Unit of its values, without "a year".
    pub unit: &'a str,
    /// The project to turn to, if it is one.
    pub project: Option<&'a str>,
    /// Its series.
    pub series: Vec<&'a Series>,
}

/// A unit without "a year": a flow of a year, its cap and its capacity share an axis.
fn base(unit: &str) -> &str {
    unit.strip_suffix("/yr").unwrap_or(unit)
}

/// The key of the topic that a series belongs to.
#[must_use]
pub fn key(series: &Series) -> String {
    format!("{}|{}", series.project, base(&series.unit))
}

/// Every plot that the series of a document make, in the order of the first series, titled in a language.
#[must_use]
pub fn topics<'a>(document: &'a Document, messages: Messages<'_>) -> Vec<Topic<'a>> {
    let mut topics: Vec<Topic<'a>> = Vec::new();
    for series in &document.series {
        let unit = base(&series.unit);
        match topics.iter_mut().find(|t| t.unit == unit && t.series[0].project == series.project) {
            Some(topic) => topic.series.push(series),
            None => topics.push(Topic {
                key: key(series),
                title: title(document, series, unit, messages),
                unit,
                project: document.project(&series.project).map(|p| &*p.id),
                series: vec![series],
            }),
        }
    }
    topics
}

/// What a plot is called; those that are not known by name are called after their project.
fn title(document: &Document, series: &Series, unit: &str, messages: Messages<'_>) -> String {
    let language = messages.language();
    let known = match (&*series.project, unit) {
        ("trade", "m USD") => "plot-trade",
        ("khasan-rajin", "t") => "plot-khasan-rajin",
        ("oil", "barrels") => "plot-oil-caps",
        ("oil", "t") => "plot-oil-tonnes",
        ("labour", "workers") => "plot-workers",
        ("labour", "valid work permits") => "plot-permits-valid",
        ("labour", "permits issued") => "plot-permits-issued",
        ("labour", "DPRK entries") => "plot-entries",
        ("aid", "m USD") => "plot-aid",
        ("far-east-ports", "t") => "plot-ports",
        ("far-east-ports", "TEU") => "plot-containers",
        ("china-crossings", "t") => "plot-china",
        ("rzd-logistics-transsib", "TEU") => "plot-transit",
        ("rzd-logistics-transsib", "Mt") => "plot-polygon",
        ("power-of-siberia", "bcm") => "plot-gas",
        ("tourism", "persons") => "plot-tourists",
        _ => "",
    };
    match (known, document.project(&series.project)) {
        ("", Some(project)) => {
            let (project, measure) = (project.names.get(language), &series.measure);
            messages
                .say_with("plot-of", &[("project", (&**project).into()), ("measure", (&**measure).into())])
        }
        ("", None) => series.names.get(language).to_string(),
        (known, _) => messages.say(known).to_owned(),
    }
}

impl<'a> Topic<'a> {
    /// What is measured, each once, in order.
    #[must_use]
    pub fn measures(&self) -> Vec<&'a str> {
        let mut measures: Vec<&str> = Vec::new();
        for series in &self.series {
            if !measures.contains(&&*series.measure) {
                measures.push(&series.measure);
            }
        }
        measures
    }

    /// Series to hide at first: the parts of a total that stands beside them.
    #[must_use]
    pub fn hidden_at_first(&self) -> BTreeSet<String> {
        let part = |s: &Series| matches!(&*s.measure, "exports" | "imports");
        if !self.series.iter().any(|s| &*s.measure == "total") {
            return BTreeSet::new();
        }
        self.series.iter().filter(|s| part(s)).map(|s| s.id.to_string()).collect()
    }
}

/// The part of a name before a bracket or a comma: what several series of one thing share.
#[must_use]
pub fn stem(name: &str) -> &str {
    let end = name.find(" (").into_iter().chain(name.find(", ")).min();
    end.map_or(name, |end| &name[..end])
}

/// What a series is called in a legend that shows `visible` ones: only what tells it apart, if all
/// that was counted is of one measure and begins with the same words.
#[must_use]
pub fn short_name(series: &Series, visible: &[&Series], language: Language) -> String {
    let name = series.names.get(language);
    let counted: Vec<&Series> = visible.iter().copied().filter(|s| s.kind == SeriesKind::Observed).collect();
    let alike = counted.len() > 1 && counted.iter().all(|s| s.measure == counted[0].measure);
    if !alike || series.kind != SeriesKind::Observed {
        return name.to_string();
    }
    let shared = shared_words(counted.iter().map(|s| &**s.names.get(language)));
    let rest = name.split_whitespace().skip(shared).collect::<Vec<_>>().join(" ");
    let rest = match rest.strip_prefix('(') {
        Some(inside) => inside.trim_end_matches(')'),
        None => rest.trim_start_matches(['–', ',', ' ']),
    };
    if rest.is_empty() { name.to_string() } else { crate::format::sentence(rest) }
}

/// How many words all texts begin with; punctuation after a word does not count.
fn shared_words<'a>(mut texts: impl Iterator<Item = &'a str>) -> usize {
    let words = |t: &'a str| t.split_whitespace().map(|w| w.trim_end_matches([',', ':']));
    let Some(first) = texts.next() else { return 0 };
    let alike = |t: &'a str| words(first).zip(words(t)).take_while(|(a, b)| a == b).count();
    texts.map(alike).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_end_at_brackets_and_commas() {
        assert_eq!(stem("Trade turnover (other sources)"), "Trade turnover");
        assert_eq!(stem("Trade turnover, one value a year"), "Trade turnover");
        assert_eq!(stem("Coal via Rajin"), "Coal via Rajin");
    }

    #[test]
    fn shared_words_are_counted() {
        let names = ["Oil products from Russia", "Oil products from China", "Oil products, estimates"];
        assert_eq!(shared_words(names.into_iter()), 2);
    }
}
