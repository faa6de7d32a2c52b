//! Statuses in words: the same in the card, in `tumen info`, in lists and on paper.

use crate::Session;
use tumen_core::model::{
    Corridor, Date, Document, Evidence, Id, Language, Project, SectionAt, Status, StatusAt,
};
use tumen_core::words::Words;

/// Ages from this many months on are told in years.
const IN_YEARS: u32 = 24;

/// Says what the statuses of a document are at a date, in a language.
#[derive(Clone, Copy)]
pub struct Statuses<'a> {
    document: &'a Document,
    words: &'a Words,
    language: Language,
    as_of: Date,
}

impl Session {
    /// The statuses at the date of the view, in the language of names.
    #[must_use]
    pub fn statuses(&self) -> Statuses<'_> {
        self.statuses_at(self.view().as_of, self.view().language)
    }

    /// The statuses at a date, in a language.
    #[must_use]
    pub fn statuses_at(&self, as_of: Date, language: Language) -> Statuses<'_> {
        Statuses { document: self.document(), words: self.words(), language, as_of }
    }
}

impl<'a> Statuses<'a> {
    /// The name of a status, or that nothing is known yet.
    #[must_use]
    pub fn name(&self, status: Option<Status>) -> &'a str {
        let Some(status) = status else { return self.words.get("unknown", self.language) };
        self.document.status_info(status).map_or(status.id(), |info| info.names.get(self.language))
    }

    /// Since when a status holds; empty if that is not known.
    #[must_use]
    pub fn since(&self, at: &StatusAt) -> String {
        let date = at.since.as_ref().map(|s| self.words.fill("since", self.language, &[("date", s.text())]));
        date.unwrap_or_default()
    }

    /// A status and since when it holds: `Operating since 2022-11-02`.
    #[must_use]
    pub fn line(&self, at: &StatusAt) -> String {
        format!("{} {}", self.name(at.status), self.since(at)).trim_end().to_owned()
    }

    /// The status of a project: that of the section that decides, then the sections that differ.
    #[must_use]
    pub fn project(&self, project: &Project) -> String {
        let at = self.document.project_status(project, self.as_of);
        let sections = self.document.section_statuses(project, self.as_of);
        let is_told = sections.iter().any(|s| s.at.status.is_some());
        let Some(decides) = sections.iter().find(|s| s.decides && is_told) else {
            return self.line(&at);
        };
        let mut head = format!("{}: {}", self.name(at.status), decides.names.get(self.language));
        if at.since.is_some() {
            head = format!("{head}, {}", self.since(&at));
        }
        let others = sections.iter().filter(|s| s.at.status != at.status);
        others.fold(head, |text, section| format!("{text}; {}", self.section(section)))
    }

    /// The status of a corridor. One that is made of segments which differ is told from end to end:
    /// `Khasan–Kumgangsan operating; Kumgangsan–Jejin dismantled`.
    #[must_use]
    pub fn corridor(&self, corridor: &Corridor) -> String {
        self.parts(corridor)
            .unwrap_or_else(|| self.line(&self.document.corridor_status(corridor, self.as_of)))
    }

    /// A corridor from end to end, if it is made of segments with different statuses.
    #[must_use]
    pub fn parts(&self, corridor: &Corridor) -> Option<String> {
        let statuses = self.document.segment_statuses(corridor, self.as_of);
        let differ = statuses.windows(2).any(|pair| pair[0].status != pair[1].status);
        if !differ || !corridor.is_all_segments() {
            return None;
        }
        let mut runs: Vec<(&Id, &Id, Option<Status>)> = Vec::new();
        for (segment, at) in corridor.segments.iter().zip(&statuses) {
            match runs.last_mut() {
                Some((_, to, status)) if *status == at.status => *to = &segment.to,
                _ => runs.push((&segment.from, &segment.to, at.status)),
            }
        }
        let run = |(from, to, status): &(&Id, &Id, Option<Status>)| {
            let ends = [("from", self.place(from)), ("to", self.place(to))];
            self.part(&self.words.fill("stretch", self.language, &ends), *status, "")
        };
        Some(runs.iter().map(run).collect::<Vec<_>>().join("; "))
    }

    /// Whether the evidence for a corridor is old, or that for any of its segments if they differ.
    #[must_use]
    pub fn is_old(&self, corridor: &Corridor) -> bool {
        let segments = || self.document.segment_statuses(corridor, self.as_of);
        match self.parts(corridor) {
            Some(_) => segments().iter().any(StatusAt::is_stale),
            None => self.document.corridor_status(corridor, self.as_of).is_stale(),
        }
    }

    fn place<'b>(&'b self, id: &'b str) -> &'b str {
        self.document.place(id).map_or(id, |place| place.names.get(self.language))
    }

    /// A section with its status.
    fn section(&self, section: &SectionAt<'_>) -> String {
        self.part(section.names.get(self.language), section.at.status, &self.since(&section.at))
    }

    fn part(&self, name: &str, status: Option<Status>, since: &str) -> String {
        let status = self.name(status).to_lowercase();
        let arguments = [("section", name), ("status", &*status), ("since", since)];
        self.words.fill("section", self.language, &arguments).trim_end().to_owned()
    }

    /// How old the newest evidence is, and whether that is too old: `last evidence 2026-03, 8 months before the
    /// date shown`; empty without a status.
    #[must_use]
    pub fn evidence(&self, at: &StatusAt) -> String {
        let Some(evidence) = &at.evidence else { return String::new() };
        let age = self.age(evidence);
        let arguments = [("date", evidence.date.text()), ("age", &*age)];
        let text = self.words.fill("last_evidence", self.language, &arguments);
        if evidence.stale { format!("{text} ({})", self.words.get("stale", self.language)) } else { text }
    }

    fn age(&self, evidence: &Evidence) -> String {
        let (key, n) = match evidence.months {
            0 if evidence.date.is_within_a_month() => ("age_none", 0),
            0 => ("age_span", 0),
            1 => ("age_month", 1),
            months if months < IN_YEARS => ("age_months", months),
            months => ("age_years", months / 12),
        };
        self.words.fill(key, self.language, &[("n", &n.to_string())])
    }
}
