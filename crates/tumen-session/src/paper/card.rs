//! What is known about the selection, for paper: shorter than the card of the window.

use super::sources::short;
use crate::sheet::groups;
use crate::{Session, format};
use tumen_core::markdown::escaped;
use tumen_core::model::{Figure, Names, Selection, StatusAt};
use tumen_scene::page::Block;

/// Title, status with its definition, and at most so many figures with their sources; nothing if nothing
/// is selected.
pub fn blocks(session: &Session, most: usize) -> Vec<Block> {
    let (document, view) = (session.document(), session.view());
    let mut card = Card { session, most, out: Vec::new() };
    match &view.selection {
        Some(Selection::Place(id)) if let Some(place) = document.place(id) => {
            card.heading(&place.names);
            card.paragraph(escaped(&place.role));
            card.figures(document.figures_of(&place.topic()));
        }
        Some(Selection::Corridor(id)) if let Some(corridor) = document.corridor(id) => {
            card.heading(&corridor.names);
            let at = document.corridor_status(corridor, view.as_of);
            card.status(&at, &session.statuses().corridor(corridor));
            let length = format::km(corridor.length_m(), session.picture_messages());
            card.paragraph(length);
            card.figures(document.figures_of(&corridor.project));
        }
        Some(Selection::Project(id)) if let Some(project) = document.project(id) => {
            let sheet = session.sheet(project);
            card.heading(&project.names);
            card.status(&sheet.status(), &session.statuses().project(project));
            card.paragraph(escaped(project.summary.get(view.language)));
            card.figures(document.figures_of(&project.id));
        }
        _ => {}
    }
    card.out
}

struct Card<'a> {
    session: &'a Session,
    most: usize,
    out: Vec<Block>,
}

impl Card<'_> {
    fn word(&self, key: &'static str) -> &str {
        self.session.words().get(key, self.session.view().language)
    }

    fn filled(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.session.words().fill(key, self.session.view().language, arguments)
    }

    fn heading(&mut self, names: &Names) {
        let name = names.get(self.session.view().language).to_string();
        self.out.push(Block::Heading(1, name));
    }

    fn paragraph(&mut self, markdown: String) {
        if !markdown.is_empty() {
            self.out.push(Block::Paragraph(markdown));
        }
    }

    /// A status in words, what it means, and how old the evidence for it is.
    fn status(&mut self, at: &StatusAt, said: &str) {
        let mut words = format!("**{}**", escaped(said));
        if let Some(info) = at.status.and_then(|s| self.session.document().status_info(s)) {
            words += &format!(". {}", escaped(info.definition.get(self.session.view().language)));
        }
        self.paragraph(words);
        if let Some(evidence) = &at.evidence {
            let said = format::sentence(&self.session.statuses().evidence(at));
            let source = short(self.session.document(), &evidence.source);
            self.out.push(Block::Small(escaped(&format!("{said} ({source})"))));
        }
    }

    /// At most so many figures, those of a group together.
    fn figures<'f>(&mut self, figures: impl Iterator<Item = &'f Figure>) {
        let all: Vec<&Figure> = groups(figures).into_iter().flat_map(|g| g.figures).collect();
        let mut lines: Vec<String> = all.iter().take(self.most).map(|f| self.figure(f)).collect();
        if all.len() > self.most {
            let more = self.filled("and_more", &[("n", &(all.len() - self.most).to_string())]);
            lines.push(format!("\n{more}"));
        }
        if !lines.is_empty() {
            let heading = self.word("figures").to_owned();
            self.out.push(Block::Heading(2, heading));
            self.out.push(Block::Small(lines.join("\n")));
        }
    }

    fn figure(&self, figure: &Figure) -> String {
        let date = figure
            .date
            .as_ref()
            .map(|d| format!(", {}", format::period(d, self.session.picture_messages())))
            .unwrap_or_default();
        let source = short(self.session.document(), &figure.source);
        format!(
            "- {}: **{}**{date} ({source})",
            escaped(&figure.label),
            escaped(&format::figure(figure, self.session.picture_messages()))
        )
    }
}
