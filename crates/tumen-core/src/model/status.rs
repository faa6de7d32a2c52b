//! The published list of statuses and the rule that derives a status from dated events.

use super::{Corridor, Date, Document, Names, Period, Project, Segment};
use std::fmt;

/// How far a project or corridor has come. Definitions stand in `data/statuses.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Talked about, studied or offered; nothing binding.
    Proposed,
    /// Bound by a signed agreement; works not begun.
    Agreed,
    /// Works in progress.
    UnderConstruction,
    /// In use.
    Operating,
    /// Out of use for a time, meant to return.
    Suspended,
    /// Put aside without a decision to end it.
    Shelved,
    /// Ended by decision.
    Cancelled,
    /// Removed on the ground.
    Dismantled,
}

impl Status {
    /// Every status, in the published order.
    pub const ALL: [Self; 8] = [
        Self::Proposed,
        Self::Agreed,
        Self::UnderConstruction,
        Self::Operating,
        Self::Suspended,
        Self::Shelved,
        Self::Cancelled,
        Self::Dismantled,
    ];

    /// The word for files and the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::UnderConstruction => "under-construction",
            Self::Operating => "operating",
            Self::Suspended => "suspended",
            Self::Shelved => "shelved",
            Self::Cancelled => "cancelled",
            Self::Dismantled => "dismantled",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Name and definition of a status.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusInfo {
    /// Which.
    pub id: Status,
    /// Place in lists, from 1.
    pub order: u32,
    /// Name.
    pub names: Names,
    /// What it means, one sentence.
    pub definition: Names,
}

/// A status at a date, and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct StatusAt {
    /// The status; `None` before the first dated event: nothing is known yet.
    pub status: Option<Status>,
    /// Since when, if a dated event says so.
    pub since: Option<Period>,
}

/// What the date of a status rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dating {
    /// Before the first dated event: there is no status.
    Unknown,
    /// A status that the record states without a date.
    Undated,
    /// A dated event brought it.
    Dated,
    /// A dated event that lies in the future brings it.
    Planned,
}

impl StatusAt {
    /// What its date rests on, seen from a day.
    #[must_use]
    pub fn dating(&self, today: Date) -> Dating {
        match (&self.status, &self.since) {
            (None, _) => Dating::Unknown,
            (_, None) => Dating::Undated,
            (_, Some(since)) if since.first > today => Dating::Planned,
            _ => Dating::Dated,
        }
    }

    fn undated(status: Option<Status>) -> Self {
        Self { status, since: None }
    }
}

impl Document {
    /// The rule: the last event of `target` that names a status and has begun by `date` decides.
    /// `None` if no event of the target names a status at all.
    fn by_events(&self, target: &str, date: Date) -> Option<StatusAt> {
        let mut dated = self.events_of(target).filter(|e| e.status.is_some()).peekable();
        dated.peek()?;
        let last = dated.rfind(|e| e.date.first <= date);
        Some(StatusAt { status: last.and_then(|e| e.status), since: last.map(|e| e.date.clone()) })
    }

    /// The status of a project at a date: by its dated events, or else as its record states, undated.
    #[must_use]
    pub fn project_status(&self, project: &Project, date: Date) -> StatusAt {
        self.by_events(&project.id, date).unwrap_or_else(|| StatusAt::undated(Some(project.status)))
    }

    /// The status of a corridor at a date: by its own dated events; else, where its record states
    /// another status than its project's, that one, undated; else as its project.
    #[must_use]
    pub fn corridor_status(&self, corridor: &Corridor, date: Date) -> StatusAt {
        if let Some(own) = self.by_events(&corridor.id, date) {
            return own;
        }
        match (corridor.status, self.project(&corridor.project)) {
            (Some(own), Some(project)) if own != project.status => StatusAt::undated(Some(own)),
            (_, Some(project)) => self.project_status(project, date),
            (own, None) => StatusAt::undated(own),
        }
    }

    /// The status of a part of a corridor at a date: by its own dated events; else, where its
    /// record states another status than the corridor's, that one, undated; else as the corridor.
    #[must_use]
    pub fn segment_status(&self, corridor: &Corridor, segment: &Segment, date: Date) -> StatusAt {
        let target = format!("{}:{}>{}", corridor.id, segment.from, segment.to);
        if let Some(own) = self.by_events(&target, date) {
            return own;
        }
        if corridor.status == Some(segment.status) {
            return self.corridor_status(corridor, date);
        }
        StatusAt::undated(Some(segment.status))
    }

    /// The status of a project, a corridor or a segment (`corridor:from>to`) by its id at a date; `None`
    /// if there is no such record.
    #[must_use]
    pub fn target_status(&self, target: &str, date: Date) -> Option<StatusAt> {
        if let Some(corridor) = self.corridor(target) {
            return Some(self.corridor_status(corridor, date));
        }
        if let Some((corridor, segment)) = self.segment_of(target) {
            return Some(self.segment_status(corridor, segment, date));
        }
        self.project(target).map(|project| self.project_status(project, date))
    }

    /// Whether a project, a corridor or a segment (`corridor:from>to`) has that id.
    #[must_use]
    pub fn has_target(&self, target: &str) -> bool {
        self.project(target).is_some() || self.corridor(target).is_some() || self.segment_of(target).is_some()
    }

    fn segment_of(&self, target: &str) -> Option<(&Corridor, &Segment)> {
        let (corridor, ends) = target.split_once(':')?;
        let (from, to) = ends.split_once('>')?;
        let corridor = self.corridor(corridor)?;
        corridor.segments.iter().find(|s| &*s.from == from && &*s.to == to).map(|s| (corridor, s))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Event, Id};
    use super::*;

    fn event(target: &str, date: &str, status: Option<Status>) -> Event {
        Event { target: Id::from(target), date: date.parse().unwrap(), status, ..Event::sample() }
    }

    fn document() -> Document {
        let mut document = Document {
            projects: vec![Project { status: Status::Suspended, ..Project::sample("link") }],
            corridors: vec![Corridor { status: Some(Status::Suspended), ..Corridor::sample("line", "link") }],
            events: vec![
                event("link", "2010", Some(Status::Proposed)),
                event("link", "2013-09-22", Some(Status::Operating)),
                event("link", "2014", None),
                event("link", "2020-02", Some(Status::Suspended)),
            ],
            ..Document::default()
        };
        document.reindex();
        document
    }

    fn at(year: i32) -> Date {
        Date::new(year, 6, 1).unwrap()
    }

    #[test]
    fn the_last_begun_event_decides() {
        let d = document();
        let status = |year| d.project_status(&d.projects[0], at(year)).status;
        assert_eq!(status(2009), None);
        assert_eq!(status(2010), Some(Status::Proposed));
        assert_eq!(status(2013), Some(Status::Proposed));
        assert_eq!(status(2014), Some(Status::Operating));
        assert_eq!(status(2021), Some(Status::Suspended));
    }

    #[test]
    fn a_corridor_follows_its_project_unless_it_differs() {
        let mut d = document();
        assert_eq!(d.corridor_status(&d.corridors[0], at(2014)).status, Some(Status::Operating));
        d.corridors[0].status = Some(Status::Dismantled);
        let own = d.corridor_status(&d.corridors[0], at(2014));
        assert_eq!(own, StatusAt { status: Some(Status::Dismantled), since: None });
    }

    #[test]
    fn a_segment_follows_its_corridor_unless_it_differs() {
        let d = document();
        let corridor = &d.corridors[0];
        let mut segment =
            Segment { from: "a".into(), to: "b".into(), status: Status::Suspended, note: String::new() };
        assert_eq!(d.segment_status(corridor, &segment, at(2014)).status, Some(Status::Operating));
        segment.status = Status::Dismantled;
        assert_eq!(d.segment_status(corridor, &segment, at(2014)).status, Some(Status::Dismantled));
    }
}
