//! The card as Markdown text.

use super::bearing::{effect_words, exemption, possible_words};
use super::corridor::how_drawn;
use super::figures;
use super::timeline::is_after;
use crate::ui::format;
use crate::ui::say::say;
use std::fmt::Write as _;
use tumen_core::model::provenance::Constraint;
use tumen_core::model::{Confidence, Corridor, Document, Figure, Id, Language, Place, Project};
use tumen_scene::frame::FeatureId;
use tumen_session::Session;

/// What the card shows, as Markdown with links to the sources; empty if nothing is selected.
#[must_use]
pub fn markdown(session: &Session) -> String {
    let (document, view) = (session.document(), session.view());
    let mut page = Text { session, document, language: view.language, out: String::new() };
    match (&view.selected, &view.project) {
        (Some(FeatureId::Place(id)), _) if let Some(place) = document.place(id) => page.place(place),
        (Some(FeatureId::Corridor(id)), _) if let Some(corridor) = document.corridor(id) => {
            page.corridor(corridor);
        }
        (_, Some(id)) if let Some(project) = document.project(id) => page.project(project),
        _ => {}
    }
    page.out
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

    fn figures<'f>(&mut self, title: &str, all: impl Iterator<Item = &'f Figure>) {
        let groups = figures::groups(all);
        if groups.is_empty() {
            return;
        }
        self.heading(2, title);
        for figure in groups.into_iter().flatten() {
            let date = figure.date.as_ref().map(|d| format!(", {d}")).unwrap_or_default();
            let note = if figure.note.is_empty() { String::new() } else { format!("; {}", figure.note) };
            let value = format::figure(figure, self.session.messages());
            let source = self.source(&figure.source);
            let confidence = self.session.say(match figure.confidence {
                Confidence::High => "markdown-confidence-high",
                Confidence::Medium => "markdown-confidence-medium",
                Confidence::Low => "markdown-confidence-low",
            });
            self.line(&format!("- {}: {value}{date}{note} ({confidence}; {source})", figure.label));
        }
    }

    fn events(&mut self, target: &str) {
        let (document, as_of) = (self.document, self.session.view().as_of);
        let mut events = document.events_of(target).peekable();
        if events.peek().is_none() {
            return;
        }
        self.heading(2, self.session.say("card-events"));
        for event in events {
            let status = event.status.map(|s| format!(" [{s}]")).unwrap_or_default();
            let after = match is_after(event, as_of) {
                true => format!(" ({})", self.session.say("card-after")),
                false => String::new(),
            };
            let source = self.source(&event.source);
            self.line(&format!("- {}{status}{after}: {} ({source})", event.date, event.text));
        }
    }

    fn status(&mut self, at: &tumen_core::model::StatusAt, said: &str) {
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
        self.heading(1, project.names.get(self.language));
        let at = self.document.project_status(project, self.session.view().as_of);
        self.status(&at, &self.session.statuses().project(project));
        if let Some(words) = possible_words(self.session, project, at.status) {
            self.line(&format!("\n{words}"));
        }
        let summary = project.summary.get(self.language);
        self.line(&format!("\n{summary}"));
        if !project.parties.is_empty() {
            self.heading(2, self.session.say("card-parties"));
        }
        for party in &project.parties {
            let role = if party.role.is_empty() { String::new() } else { format!(": {}", party.role) };
            self.line(&format!("- {}{role}", party.name));
        }
        let document = self.document;
        self.figures(self.session.say("card-key-figures"), document.figures_of(&project.id));
        self.events(&project.id);
        self.constraints(project);
        self.outlook(project);
        self.disagreements(project);
        self.sources(&project.sources);
    }

    fn constraints(&mut self, project: &Project) {
        let (document, as_of) = (self.document, self.session.view().as_of);
        let mut all: Vec<&Constraint> = document.constraints_of(&project.id).collect();
        if all.is_empty() {
            return;
        }
        all.sort_by_key(|c| c.date.as_ref().map(|d| d.first));
        self.heading(2, self.session.say("card-constraints"));
        for c in all {
            let date = c.date.as_ref().map(|d| format!(", {d}")).unwrap_or_default();
            let after = match c.holds(as_of) {
                true => String::new(),
                false => format!(" ({})", self.session.say("card-not-in-force")),
            };
            let effect = c.effect_on(&project.kind);
            let effect =
                effect.map(|(a, e)| format!(". {}", effect_words(self.session, a, e))).unwrap_or_default();
            let spared = exemption(document, c)
                .map(|(words, ids)| {
                    let spared = say!(self.session, "card-exemption", words = words);
                    format!(". {spared} ({})", self.joined(&ids))
                })
                .unwrap_or_default();
            let more = c.more_sources.iter().map(|id| format!("; {}", self.source(id))).collect::<String>();
            // Limits of a project say all in their title.
            let said = if c.effect == c.title { String::new() } else { format!(": {}", c.effect) };
            let (title, source) = (&c.title, self.source(&c.source));
            self.line(&format!("- {title}{date}{after}{said}{effect}{spared} ({source}{more})"));
        }
    }

    fn joined(&self, ids: &[Id]) -> String {
        ids.iter().map(|id| self.source(id)).collect::<Vec<_>>().join("; ")
    }

    fn outlook(&mut self, project: &Project) {
        let outlook = &self.document.outlook;
        let sections = [
            (self.session.say("card-conditions"), &outlook.conditions),
            (self.session.say("card-obstacles"), &outlook.obstacles),
        ];
        for (title, all) in sections {
            let found: Vec<_> = all.iter().filter(|c| c.is_about(&project.id)).collect();
            if found.is_empty() {
                continue;
            }
            self.heading(2, title);
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
    }

    fn disagreements(&mut self, project: &Project) {
        let found: Vec<_> = self.document.contradictions_of(project).collect();
        if !found.is_empty() {
            self.heading(2, self.session.say("card-disagree"));
        }
        for c in found {
            let ids: Vec<Id> = c.sources.split(';').map(|s| Id::from(s.trim())).collect();
            let sources = self.joined(&ids);
            self.line(&format!("- {} ({sources})", c.text));
        }
    }

    fn corridor(&mut self, corridor: &Corridor) {
        self.heading(1, corridor.names.get(self.language));
        let at = self.document.corridor_status(corridor, self.session.view().as_of);
        self.status(&at, &self.session.statuses().corridor(corridor));
        self.line(&format!("\n{}", how_drawn(self.session, corridor)));
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
        self.events(&corridor.id);
        self.sources(&corridor.sources);
    }

    fn place(&mut self, place: &Place) {
        self.heading(1, place.names.get(self.language));
        self.line(&super::place::what_and_where(self.session, place));
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
        let (document, topic) = (self.document, format!("place:{}", place.id));
        self.figures(self.session.say("figures"), document.figures_of(&topic));
        self.sources(&place.sources);
    }
}
