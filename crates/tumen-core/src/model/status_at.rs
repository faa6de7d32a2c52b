//! The rule that derives a status from dated events.
//!
//! Two dates go with a status and are never mixed: since when it holds, which is the first event of its
//! unbroken run, and how old the newest evidence for it is.

mod sections;

pub use sections::SectionAt;

use super::{Confidence, Corridor, Date, Document, Event, Id, Period, Project, Segment, Status};

/// The newest event that supports a status.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Its date, as precisely as its source gives it.
    pub date: Period,
    /// What it says.
    pub text: String,
    /// Who says so.
    pub source: Id,
    /// How sure it is.
    pub confidence: Confidence,
    /// Whole months from its month to that of the date shown.
    pub months: u32,
    /// Whether that is more than `data/statuses.toml` allows for the status and the kind.
    pub stale: bool,
}

/// A status at a date, and what it rests on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StatusAt {
    /// The status; `None` before the first dated event: nothing is known yet.
    pub status: Option<Status>,
    /// Since when: the first event of the unbroken run of the status.
    pub since: Option<Period>,
    /// The newest event that supports it.
    pub evidence: Option<Evidence>,
}

/// What the date of a status rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dating {
    /// Before the first dated event: there is no status.
    Unknown,
    /// A dated event brought it.
    Dated,
    /// A dated event that lies in the future brings it.
    Planned,
}

impl StatusAt {
    /// What its date rests on, seen from a day.
    #[must_use]
    pub fn dating(&self, today: Date) -> Dating {
        match &self.since {
            None => Dating::Unknown,
            Some(since) if since.first > today => Dating::Planned,
            Some(_) => Dating::Dated,
        }
    }

    /// Whether its newest evidence is older than `data/statuses.toml` allows.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.evidence.as_ref().is_some_and(|e| e.stale)
    }
}

/// The unbroken run of a status that a date lies in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run<'a> {
    /// The status.
    pub status: Status,
    /// The event that brought it.
    pub first: &'a Event,
    /// The newest event that supports it.
    pub newest: &'a Event,
}

/// What dated events tell of something at a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Told<'a> {
    /// A status.
    Run(Run<'a>),
    /// Nothing yet: the first event with a status lies after the date.
    Before(&'a Event),
    /// Nothing at any date.
    Nothing,
}

impl Told<'_> {
    /// The status, if there is one.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        if let Self::Run(run) = self { Some(run.status) } else { None }
    }
}

impl Event {
    /// Whether nothing was there to use before it: it says so, or it tells of plans or works.
    #[must_use]
    pub fn is_opening(&self) -> bool {
        self.opening || self.status.is_some_and(Status::is_before_use)
    }
}

/// The rule: the last event that has begun by `date` decides; those before it with the same status make its run.
fn tell<'a>(history: &[&'a Event], date: Date) -> Told<'a> {
    let begun = history.iter().take_while(|e| e.date.first <= date).count();
    let Some(last) = begun.checked_sub(1).map(|i| history[i]) else {
        return history.first().map_or(Told::Nothing, |first| Told::Before(first));
    };
    let run = history[..begun].iter().rev().take_while(|e| e.status == last.status).count();
    let run = &history[begun - run..begun];
    let newest = run.iter().copied().max_by_key(|e| e.date.last.min(date)).unwrap_or(last);
    let first = run.first().copied().unwrap_or(last);
    last.status.map_or(Told::Nothing, |status| Told::Run(Run { status, first, newest }))
}

impl Document {
    /// The events of a project, a corridor or a segment that name a status, oldest first.
    fn status_events(&self, target: &str) -> Vec<&Event> {
        let start = self.events.partition_point(|e| &*e.target < target);
        let own = self.events[start..].iter().take_while(|e| &*e.target == target);
        own.filter(|e| e.status.is_some()).collect()
    }

    /// A corridor's own events; else those of its project, unless it goes its own way.
    fn history_of_corridor(&self, corridor: &Corridor) -> Vec<&Event> {
        let own = self.status_events(&corridor.id);
        if own.is_empty() && corridor.follows_project { self.status_events(&corridor.project) } else { own }
    }

    /// A segment's own events; else those of the line that it is a part of: another corridor, or its own.
    fn history_of_segment(&self, corridor: &Corridor, segment: &Segment) -> Vec<&Event> {
        let own = self.status_events(&corridor.target_of(segment));
        let line = segment.same_as.as_ref().and_then(|id| self.corridor(id)).unwrap_or(corridor);
        if own.is_empty() { self.history_of_corridor(line) } else { own }
    }

    /// All events that tell the status of a project, a corridor or a segment (`corridor:from>to`), oldest first:
    /// its own, or else those of what it is part of. `None` if there is no such record.
    #[must_use]
    pub fn status_history(&self, target: &str) -> Option<Vec<&Event>> {
        if let Some(corridor) = self.corridor(target) {
            return Some(self.history_of_corridor(corridor));
        }
        if let Some((corridor, segment)) = self.segment_of(target) {
            return Some(self.history_of_segment(corridor, segment));
        }
        self.project(target).map(|project| self.status_events(&project.id))
    }

    /// What dated events tell at a date of a project, a corridor or a segment (`corridor:from>to`); `None` if
    /// there is no such record.
    #[must_use]
    pub fn told(&self, target: &str, date: Date) -> Option<Told<'_>> {
        self.status_history(target).map(|history| tell(&history, date))
    }

    /// A told status with its dates; `kind` decides when its evidence is old.
    fn at(&self, told: Told<'_>, kind: &str, date: Date) -> StatusAt {
        let Told::Run(run) = told else { return StatusAt::default() };
        let months = run.newest.date.last.min(date).months_to(date);
        let span = self.status_info(run.status).and_then(|info| info.span(kind));
        let newest = run.newest;
        StatusAt {
            status: Some(run.status),
            since: Some(run.first.date.clone()),
            evidence: Some(Evidence {
                date: newest.date.clone(),
                text: newest.text.clone(),
                source: newest.source.clone(),
                confidence: newest.confidence,
                months,
                stale: span.is_some_and(|span| months > span),
            }),
        }
    }

    /// The status of a project at a date, by its dated events. Where it has sections this is the status of the
    /// one that decides.
    #[must_use]
    pub fn project_status(&self, project: &Project, date: Date) -> StatusAt {
        self.at(tell(&self.status_events(&project.id), date), &project.kind, date)
    }

    /// The status of a corridor at a date: that of its least far segment if it is made of segments; by its own
    /// dated events; or else as its project.
    #[must_use]
    pub fn corridor_status(&self, corridor: &Corridor, date: Date) -> StatusAt {
        if corridor.is_all_segments() {
            return sections::chain(self.segment_statuses(corridor, date));
        }
        self.at(tell(&self.history_of_corridor(corridor), date), &corridor.kind, date)
    }

    /// The statuses of the segments of a corridor at a date, in the order of the record.
    #[must_use]
    pub fn segment_statuses(&self, corridor: &Corridor, date: Date) -> Vec<StatusAt> {
        corridor.segments.iter().map(|s| self.segment_status(corridor, s, date)).collect()
    }

    /// The status of a part of a corridor at a date: by its own dated events, or else as its line.
    #[must_use]
    pub fn segment_status(&self, corridor: &Corridor, segment: &Segment, date: Date) -> StatusAt {
        self.at(tell(&self.history_of_segment(corridor, segment), date), &corridor.kind, date)
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
    use super::*;

    fn event(target: &str, date: &str, status: Option<Status>) -> Event {
        Event { target: Id::from(target), date: date.parse().unwrap(), status, ..Event::sample() }
    }

    fn document() -> Document {
        let info = "id = 'operating'\nnames = { en = 'O' }\ndefinition = { en = 'o' }\n\
                    stale_after = { gas = 24, other = 12 }";
        let mut document = Document {
            statuses: vec![toml::from_str(info).unwrap()],
            projects: vec![Project::sample("link")],
            corridors: vec![Corridor::sample("line", "link")],
            events: vec![
                event("link", "2010", Some(Status::Proposed)),
                event("link", "2013-09-22", Some(Status::Operating)),
                event("link", "2014", None),
                event("link", "2015-06", Some(Status::Operating)),
                event("link", "2020-02", Some(Status::Suspended)),
                event("link", "2022-11-02", Some(Status::Operating)),
            ],
            ..Document::default()
        };
        document.reindex();
        document
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn at(year: i32) -> Date {
        Date::new(year, 6, 30).unwrap()
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
    fn evidence_moves_no_since() {
        let d = document();
        let status = d.project_status(&d.projects[0], day("2016-06-30"));
        assert_eq!(status.since.unwrap().text(), "2013-09-22", "the first event of the run");
        let evidence = status.evidence.unwrap();
        assert_eq!((evidence.date.text(), evidence.months), ("2015-06", 12));
        let again = d.project_status(&d.projects[0], day("2023-01-01"));
        assert_eq!(again.since.unwrap().text(), "2022-11-02", "a run ends where another status begins");
    }

    #[test]
    fn evidence_grows_old_by_status_and_kind() {
        let mut d = document();
        let stale = |d: &Document, text| d.project_status(&d.projects[0], day(text)).is_stale();
        assert!(!stale(&d, "2016-06-30") && stale(&d, "2016-07-01"));
        assert!(!stale(&d, "2022-10-31"), "a status without a span does not grow old");
        d.projects[0].kind = "gas".into();
        assert!(!stale(&d, "2017-06-30") && stale(&d, "2017-07-01"));
    }

    #[test]
    fn evidence_within_the_year_shown_has_no_age() {
        let mut d = document();
        d.events.push(event("link", "2025", Some(Status::Operating)));
        let evidence = |text| d.project_status(&d.projects[0], day(text)).evidence.unwrap();
        assert_eq!((evidence("2025-03-01").months, evidence("2026-11-21").months), (0, 11));
    }

    #[test]
    fn a_corridor_follows_its_project_unless_it_goes_its_own_way() {
        let mut d = document();
        assert_eq!(d.corridor_status(&d.corridors[0], at(2014)).status, Some(Status::Operating));
        d.corridors[0].follows_project = false;
        assert_eq!(d.corridor_status(&d.corridors[0], at(2014)), StatusAt::default());
        d.events.push(event("line", "2012", Some(Status::Dismantled)));
        d.events.sort_by(|a, b| a.target.cmp(&b.target));
        let own = d.corridor_status(&d.corridors[0], at(2014));
        assert_eq!((own.status, own.since.unwrap().text()), (Some(Status::Dismantled), "2012"));
    }

    #[test]
    fn a_segment_follows_its_own_events_then_its_line() {
        let mut d = document();
        let segment = |same_as: Option<&str>| Segment {
            from: "a".into(),
            to: "b".into(),
            same_as: same_as.map(Id::from),
            note: String::new(),
        };
        d.corridors.push(Corridor { follows_project: false, ..Corridor::sample("other", "link") });
        d.reindex();
        let status = |d: &Document, s: &Segment| d.segment_status(&d.corridors[1], s, at(2014)).status;
        assert_eq!(status(&d, &segment(None)), None);
        assert_eq!(status(&d, &segment(Some("line"))), Some(Status::Operating));
        d.events.push(event("other:a>b", "2012", Some(Status::Suspended)));
        assert_eq!(status(&d, &segment(Some("line"))), Some(Status::Suspended));
    }

    #[test]
    fn what_lies_before_an_opening_was_not_there() {
        let mut d = document();
        let Some(Told::Before(first)) = d.told("link", day("1999-01-01")) else { panic!("nothing is told") };
        assert!(first.is_opening(), "a proposal comes before anything to use");
        d.events.remove(0);
        let Some(Told::Before(first)) = d.told("link", day("1999-01-01")) else { panic!("nothing is told") };
        assert!(!first.is_opening(), "that it operated then does not say that it did not before");
    }
}
