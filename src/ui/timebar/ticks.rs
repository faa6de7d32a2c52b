//! The dated events that the time bar marks, and the way from one to the next.

use tumen_core::model::{Date, Document, Event, Project};
use tumen_session::Session;

/// A dated event of a project.
#[derive(Debug, Clone, Copy)]
pub struct Tick<'a> {
    /// The first day it may have been.
    pub date: Date,
    /// What happened.
    pub event: &'a Event,
    /// Whose event it is.
    pub project: &'a Project,
}

/// The events of the projects that the filter keeps, within the years of the bar; not sorted by date.
#[must_use]
pub fn ticks(session: &Session) -> Vec<Tick<'_>> {
    let document = session.document();
    let left_out = session.left_out();
    let (first, last) = session.time_range();
    let tick = |event| {
        let project = owner(document, event).filter(|p| !left_out.contains(&*p.id))?;
        let date = event.date.first;
        (first..=last).contains(&date).then_some(Tick { date, event, project })
    };
    document.events.iter().filter_map(tick).collect()
}

/// The project of an event of a project, a corridor or a segment.
fn owner<'a>(document: &'a Document, event: &Event) -> Option<&'a Project> {
    let target = event.target.split(':').next().unwrap_or_default();
    document.project(target).or_else(|| document.project(&document.corridor(target)?.project))
}

/// The date of the nearest event before or after a date.
#[must_use]
pub fn beside(session: &Session, date: Date, forwards: bool) -> Option<Date> {
    let dates = ticks(session).into_iter().map(|t| t.date);
    match forwards {
        true => dates.filter(|d| *d > date).min(),
        false => dates.filter(|d| *d < date).max(),
    }
}
