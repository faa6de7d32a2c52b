//! Sections: parts of a project whose status is told one by one, one of which decides.

use super::StatusAt;
use crate::model::{Date, Document, Names, Project, Section, Status};

/// A section with its status at a date.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionAt<'a> {
    /// Its names.
    pub names: &'a Names,
    /// Its status.
    pub at: StatusAt,
    /// Whether it decides.
    pub decides: bool,
}

/// The statuses from the farthest from carrying traffic to the nearest; without any status it is farther still.
const TOWARDS_USE: [Status; Status::ALL.len()] = [
    Status::Cancelled,
    Status::Dismantled,
    Status::Shelved,
    Status::Proposed,
    Status::Agreed,
    Status::UnderConstruction,
    Status::Suspended,
    Status::Completed,
    Status::Operating,
];

/// How far something has come towards carrying traffic: a chain is as far as its part that is least far.
fn reach(status: Option<Status>) -> Option<usize> {
    TOWARDS_USE.iter().position(|s| Some(*s) == status)
}

/// The status of parts in a row: that of the least far. It began when the first of those parts got it, but a
/// row operates only since its last part does; its evidence is as old as that of its least evident part.
pub(super) fn chain(parts: Vec<StatusAt>) -> StatusAt {
    let Some(least) = parts.iter().map(|p| p.status).min_by_key(|s| reach(*s)) else {
        return StatusAt::default();
    };
    let same = || parts.iter().filter(|p| p.status == least);
    let begun = |p: &&StatusAt| p.since.as_ref().map(|s| s.first);
    let decisive =
        if least == Some(Status::Operating) { same().max_by_key(begun) } else { same().min_by_key(begun) };
    let evidence = same().filter_map(|p| p.evidence.clone()).max_by_key(|e| e.months);
    StatusAt { status: least, since: decisive.and_then(|p| p.since.clone()), evidence }
}

impl Document {
    /// The sections of a project at a date, in the order of the record. The one that decides has the status of
    /// the project.
    #[must_use]
    pub fn section_statuses<'a>(&self, project: &'a Project, date: Date) -> Vec<SectionAt<'a>> {
        let at = |section: &Section| {
            if section.decides {
                return self.project_status(project, date);
            }
            chain(section.targets.iter().filter_map(|id| self.target_status(id, date)).collect())
        };
        let all = project.sections.iter();
        all.map(|s| SectionAt { names: &s.names, at: at(s), decides: s.decides }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(status: Status, since: &str) -> StatusAt {
        StatusAt { status: Some(status), since: Some(since.parse().unwrap()), evidence: None }
    }

    #[test]
    fn every_status_has_its_own_reach() {
        assert!(Status::ALL.into_iter().all(|s| TOWARDS_USE.iter().filter(|t| **t == s).count() == 1));
    }

    #[test]
    fn a_row_is_as_far_as_its_least_far_part() {
        use Status::{Operating, UnderConstruction};
        let since = |parts: Vec<StatusAt>| {
            let row = chain(parts);
            (row.status, row.since.map(|s| s.text().to_owned()))
        };
        let old = || part(Operating, "1945-07-10");
        let works = part(UnderConstruction, "2014-12");
        let later = part(UnderConstruction, "2016");
        assert_eq!(since(vec![old(), works, later]), (Some(UnderConstruction), Some("2014-12".to_owned())));
        let both = vec![part(Operating, "2025-01-01"), old()];
        assert_eq!(since(both), (Some(Operating), Some("2025-01-01".to_owned())));
        assert_eq!(since(vec![old(), StatusAt::default()]), (None, None));
        assert_eq!(since(Vec::new()), (None, None));
    }
}
