//! Lengths of corridors, and what they add up to by kind and by status.

use crate::ui::format;
use crate::ui::projects::status_words;
use crate::ui::say::say;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tumen_core::geo::measure;
use tumen_core::model::{Corridor, Document, Id, Status};
use tumen_session::Session;

/// The length of each leg of each corridor, meters: measured once per document, because a geodesic
/// for every piece of every line is too slow for a frame.
#[derive(Debug)]
pub struct Lengths {
    document: Arc<Document>,
    legs: HashMap<Id, Vec<f64>>,
}

impl Lengths {
    /// Measures every corridor of a document.
    #[must_use]
    pub fn of(document: &Arc<Document>) -> Self {
        let measured = |c: &Corridor| c.legs.iter().map(|leg| measure::length(leg)).collect();
        let legs = document.corridors.iter().map(|c| (c.id.clone(), measured(c))).collect();
        Self { document: document.clone(), legs }
    }

    /// Whether they are those of a document.
    #[must_use]
    pub fn are_of(&self, document: &Arc<Document>) -> bool {
        Arc::ptr_eq(&self.document, document)
    }

    /// The legs of a corridor, meters.
    #[must_use]
    pub fn legs(&self, corridor: &str) -> &[f64] {
        self.legs.get(corridor).map(Vec::as_slice).unwrap_or_default()
    }

    /// The length of a corridor, kilometers.
    #[must_use]
    pub fn km(&self, corridor: &str) -> f64 {
        self.legs(corridor).iter().sum::<f64>() / 1000.0
    }
}

/// Kilometers of some corridors.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Totals {
    /// How many corridors.
    pub count: usize,
    /// All of them.
    pub all: f64,
    /// By kind id.
    pub by_kind: BTreeMap<Id, f64>,
    /// By status, part by part; `None` is before the first dated record.
    pub by_status: BTreeMap<Option<Status>, f64>,
}

impl Totals {
    /// Adds up corridors as of the session's date.
    #[must_use]
    pub fn of<'a>(
        session: &Session,
        lengths: &Lengths,
        corridors: impl Iterator<Item = &'a Corridor>,
    ) -> Self {
        let (document, date) = (session.document(), session.view().as_of);
        let mut totals = Self::default();
        for corridor in corridors {
            let km = lengths.km(&corridor.id);
            totals.count += 1;
            totals.all += km;
            *totals.by_kind.entry(corridor.kind.clone()).or_default() += km;
            let whole = document.corridor_status(corridor, date).status;
            let parts: Vec<_> =
                corridor.segments.iter().map(|s| document.segment_status(corridor, s, date).status).collect();
            let of_legs = corridor.segment_of_legs();
            for (leg, meters) in lengths.legs(&corridor.id).iter().enumerate() {
                let part = of_legs.get(leg).copied().flatten();
                let status = part.and_then(|p| parts.get(p)).copied().unwrap_or(whole);
                *totals.by_status.entry(status).or_default() += meters / 1000.0;
            }
        }
        totals
    }

    /// In words, a line for the kinds and one for the statuses.
    #[must_use]
    pub fn lines(&self, session: &Session) -> Vec<String> {
        let language = session.view().language;
        let kind = |id: &Id| {
            let known = session.document().kind(id);
            known.map_or_else(|| id.to_string(), |k| k.names.get(language).to_string())
        };
        let km = |km: f64| format::km(km * 1000.0, session.messages());
        let kinds: Vec<String> =
            self.by_kind.iter().map(|(id, v)| format!("{} {}", kind(id), km(*v))).collect();
        let statuses: Vec<String> =
            self.by_status.iter().map(|(s, v)| format!("{} {}", status_words(session, *s), km(*v))).collect();
        let (all, kinds, statuses) = (km(self.all), kinds.join(" · "), statuses.join(" · "));
        let date = format::date(session.view().as_of, session.messages());
        vec![
            say!(session, "lists-totals", n = self.count, km = all, kinds = kinds),
            say!(session, "lists-by-status", date = date, statuses = statuses),
        ]
    }
}
