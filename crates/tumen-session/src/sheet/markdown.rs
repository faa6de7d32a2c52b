//! The card as Markdown text.

use super::{Bearing, DatedEvent, FigureGroup, ProjectSheet, events, groups, words};
use crate::{Session, format};
use std::fmt::Write as _;
use tumen_core::model::provenance::Condition;
use tumen_core::model::{
    Confidence, Corridor, Document, Figure, Id, Language, Place, Project, Selection, StatusAt,
};
use tumen_core::say;

impl Session {
    /// What the card shows, as Markdown with links to the sources; empty if nothing is selected.
    #[must_use]
    pub fn card_markdown(&self) -> String {
        let (document, view) = (self.document(), self.view());
        let mut page = Text { session: self, document, language: view.language, out: String::new() };
        match &view.selection {
            Some(Selection::Place(id)) => document.place(id).into_iter().for_each(|p| page.place(p)),
            Some(Selection::Corridor(id)) => document.corridor(id).into_iter().for_each(|c| page.corridor(c)),
            Some(Selection::Project(id)) => document.project(id).into_iter().for_each(|p| page.project(p)),
            Some(Selection::Feature(..)) | None => {}
        }
        page.out
    }
}

struct Text<'a> {
    session: &'a Session,
    document: &'a Document,
    language: Language,
    out: String,
}

impl Text<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        let gap = if self.out.is_empty() { "" } else { "\n" };
        // Writing to a String cannot fail.
        let _ = writeln!(self.out, "{gap}{} {text}\n", "#".repeat(level));
    }

    /// A source as a link with its publisher and date.
    fn source(&self, id: &str) -> String {
        let Some(source) = self.document.source(id) else { return id.to_owned() };
        let title = match source.url.as_str() {
            "" => format::source_title(&source.title).to_owned(),
            url => format!("[{}]({url})", format::source_title(&source.title).replace(['[', ']'], "")),
        };
        let about = [source.publisher.as_str(), source.date.as_str()];
        let about: Vec<&str> = about.into_iter().filter(|t| !t.is_empty()).collect();
        if about.is_empty() { title } else { format!("{title} ({})", about.join(", ")) }
    }

    fn sources(&mut self, ids: &[Id]) {
        self.heading(2, self.session.say("sources"));
        for id in ids {
            let source = self.source(id);
            self.line(&format!("- {source}"));
        }
    }

    fn figures(&mut self, title: &str, groups: Vec<FigureGroup<'_>>) {
        if groups.is_empty() {
            return;
        }
        self.heading(2, title);
        for figure in groups.iter().flat_map(|g| &g.figures) {
            let line = self.figure(figure);
            self.line(&line);
        }
    }

    fn figure(&self, figure: &Figure) -> String {
        let date = figure.date.as_ref().map(|d| format!(", {d}")).unwrap_or_default();
        let note = if figure.note.is_empty() { String::new() } else { format!("; {}", figure.note) };
        let value = format::figure(figure, self.session.messages());
        let source = self.source(&figure.source);
        let confidence = self.session.say(match figure.confidence {
            Confidence::High => "markdown-confidence-high",
            Confidence::Medium => "markdown-confidence-medium",
            Confidence::Low => "markdown-confidence-low",
        });
        format!("- {}: {value}{date}{note} ({confidence}; {source})", figure.label)
    }

    fn events<'e>(&mut self, events: impl Iterator<Item = DatedEvent<'e>>) {
        let mut events = events.peekable();
        if events.peek().is_none() {
            return;
        }
        self.heading(2, self.session.say("card-events"));
        for DatedEvent { event, is_after } in events {
            let status = event.status.map(|s| format!(" [{s}]")).unwrap_or_default();
            let after =
                if is_after { format!(" ({})", self.session.say("card-after")) } else { String::new() };
            let source = self.source(&event.source);
            self.line(&format!("- {}{status}{after}: {} ({source})", event.date, event.text));
        }
    }

    fn status(&mut self, at: &StatusAt, said: &str) {
        let as_of = self.session.view().as_of;
        let dating = format::dating(at.dating(self.session.today()), self.session.messages());
        let as_of = say!(self.session, "card-as-of", date = as_of.to_string());
        self.line(&format!("**{said}**{dating}, {as_of}"));
        if let Some(info) = at.status.and_then(|s| self.document.status_info(s)) {
            self.line(&format!("\n{}", info.definition.get(self.language)));
        }
        if let Some(evidence) = &at.evidence {
            let said = format::sentence(&self.session.statuses().evidence(at));
            let source = self.source(&evidence.source);
            self.line(&format!("\n{said}: {} ({source})", evidence.text));
        }
    }

    fn project(&mut self, project: &Project) {
        let (session, sheet) = (self.session, self.session.sheet(project));
        self.heading(1, project.names.get(self.language));
        self.status(&sheet.status(), &session.statuses().project(project));
        if let Some(words) = words::possible(session.messages(), &sheet) {
            self.line(&format!("\n{words}"));
        }
        let summary = project.summary.get(self.language);
        self.line(&format!("\n{summary}"));
        if !sheet.parties().is_empty() {
            self.heading(2, session.say("card-parties"));
        }
        for party in sheet.parties() {
            let role = if party.role.is_empty() { String::new() } else { format!(": {}", party.role) };
            self.line(&format!("- {}{role}", party.name));
        }
        self.figures(session.say("card-key-figures"), sheet.figures());
        self.events(sheet.events());
        self.constraints(&sheet);
        self.outlook(session.say("card-conditions"), sheet.conditions().map(|c| c.condition));
        self.outlook(session.say("card-obstacles"), sheet.obstacles());
        self.disagreements(&sheet);
        self.sources(&project.sources);
    }

    fn constraints(&mut self, sheet: &ProjectSheet<'_>) {
        let all = sheet.constraints();
        if !all.is_empty() {
            self.heading(2, self.session.say("card-constraints"));
        }
        for bearing in &all {
            let line = self.constraint(bearing);
            self.line(&line);
        }
    }

    fn constraint(&self, bearing: &Bearing<'_>) -> String {
        let (session, c) = (self.session, bearing.constraint);
        let date = c.date.as_ref().map(|d| format!(", {d}")).unwrap_or_default();
        let after = match bearing.holds {
            true => String::new(),
            false => format!(" ({})", session.say("card-not-in-force")),
        };
        let said = bearing.said.map(|said| format!(": {said}")).unwrap_or_default();
        let effect =
            bearing.effect.map(|(area, e)| format!(". {}", words::effect(session.messages(), area, e)));
        let spared = bearing.exemption.as_ref().map(|spared| {
            let words = say!(session, "card-exemption", words = &*spared.words);
            format!(". {words} ({})", self.joined(spared.sources.iter().map(|id| &***id)))
        });
        let more = c.more_sources.iter().map(|id| format!("; {}", self.source(id))).collect::<String>();
        let (effect, spared) = (effect.unwrap_or_default(), spared.unwrap_or_default());
        let (title, source) = (&c.title, self.source(&c.source));
        format!("- {title}{date}{after}{said}{effect}{spared} ({source}{more})")
    }

    fn joined<'i>(&self, ids: impl Iterator<Item = &'i str>) -> String {
        ids.map(|id| self.source(id)).collect::<Vec<_>>().join("; ")
    }

    /// Conditions or obstacles under their heading; nothing if there are none.
    fn outlook<'c>(&mut self, title: &str, found: impl Iterator<Item = &'c Condition>) {
        let mut found = found.peekable();
        if found.peek().is_some() {
            self.heading(2, title);
        }
        for c in found {
            let judged = match c.likelihood.as_str() {
                "" => String::new(),
                said => format!(", {}", say!(self.session, "markdown-judged", likelihood = said)),
            };
            let note = if c.note.is_empty() { String::new() } else { format!("; {}", c.note) };
            let source = self.source(&c.source);
            self.line(&format!("- {}{judged}{note} ({source})", c.text));
        }
    }

    fn disagreements(&mut self, sheet: &ProjectSheet<'_>) {
        let mut found = sheet.disagreements().peekable();
        if found.peek().is_some() {
            self.heading(2, self.session.say("card-disagree"));
        }
        for disagreement in found {
            let sources = self.joined(disagreement.sources.iter().copied());
            self.line(&format!("- {} ({sources})", disagreement.text));
        }
    }

    fn corridor(&mut self, corridor: &Corridor) {
        self.heading(1, corridor.names.get(self.language));
        let at = self.document.corridor_status(corridor, self.session.view().as_of);
        self.status(&at, &self.session.statuses().corridor(corridor));
        self.line(&format!("\n{}", words::how_drawn(self.session.messages(), corridor)));
        self.heading(2, self.session.say("card-length"));
        let measured = format::km(corridor.length_m(), self.session.messages());
        self.line(&format!("- {}", say!(self.session, "markdown-measured", km = measured)));
        for published in &corridor.published_km {
            let source = self.source(&published.source);
            let ratio = corridor.length_m() / (1000.0 * published.value);
            let (km, ratio) = (format!("{}", published.value), format!("{ratio:.2}"));
            let said = say!(self.session, "markdown-published", km = km, ratio = ratio);
            self.line(&format!("- {said} ({source})"));
        }
        self.events(events(self.document, &corridor.id, self.session.view().as_of));
        self.sources(&corridor.sources);
    }

    fn place(&mut self, place: &Place) {
        self.heading(1, place.names.get(self.language));
        self.line(&words::what_and_where(self.session.messages(), place));
        let accuracy = format::accuracy(place.accuracy_m, self.session.messages());
        let position = format::position(place.position);
        let said = say!(self.session, "markdown-position", position = position, accuracy = accuracy);
        self.line(&format!("\n- {said}"));
        if let Some(population) = place.population {
            let date = place.population_date.as_ref().map(|d| format!(", {d}")).unwrap_or_default();
            let source = place.population_source.as_deref().map(|s| self.source(s)).unwrap_or_default();
            let said = say!(self.session, "markdown-population", n = population.to_string());
            self.line(&format!("- {said}{date} ({source})"));
        }
        if !place.role.is_empty() {
            let source = place.role_source.as_deref().map(|s| self.source(s)).unwrap_or_default();
            let said = say!(self.session, "markdown-role", role = &*place.role);
            self.line(&format!("- {said} ({source})"));
        }
        let (document, topic) = (self.document, place.topic());
        self.figures(self.session.say("figures"), groups(document.figures_of(&topic)));
        self.sources(&place.sources);
    }
}
