//! Where what a map shows comes from.

use crate::{Session, format};
use std::collections::BTreeSet;
use tumen_core::markdown::{escaped, linked};
use tumen_core::model::{Document, Id, Selection, Source};
use tumen_scene::Frame;
use tumen_scene::frame::{FeatureId, Paint};
use tumen_scene::page::Block;

/// The sources of what a map shows, as a list.
pub fn blocks(session: &Session, frame: &Frame) -> Vec<Block> {
    list(session, of_frame(session, frame))
}

/// The sources of the corridors that a map shows, and of their projects.
pub fn of_frame(session: &Session, frame: &Frame) -> BTreeSet<Id> {
    let document = session.document();
    let mut ids: BTreeSet<Id> = BTreeSet::new();
    for id in shown(frame) {
        let Some(corridor) = document.corridor(&id) else { continue };
        ids.extend(corridor.sources.iter().cloned());
        let project = document.project(&corridor.project);
        ids.extend(project.into_iter().flat_map(|p| p.sources.iter()).cloned());
    }
    ids
}

/// The sources of the selection, if something is selected.
pub fn of_selection(session: &Session) -> Option<BTreeSet<Id>> {
    let document = session.document();
    if let Some(Selection::Place(id)) = &session.view().selection {
        return document.place(id).map(|p| p.sources.iter().cloned().collect());
    }
    let project = session.selected_project()?;
    let own = project.sources.iter().cloned();
    Some(own.collect())
}

/// A list of sources under its heading; nothing for none.
pub fn list(session: &Session, ids: BTreeSet<Id>) -> Vec<Block> {
    let document = session.document();
    let mut found: Vec<&Source> = ids.iter().filter_map(|id| document.source(id)).collect();
    found.sort_by(|a, b| (&a.title, &a.id).cmp(&(&b.title, &b.id)));
    if found.is_empty() {
        return Vec::new();
    }
    let lines: Vec<String> = found.into_iter().map(|s| format!("- {}", cite(s))).collect();
    let heading = session.words().get("sources", session.view().language).to_owned();
    vec![Block::Heading(2, heading), Block::Small(lines.join("\n"))]
}

/// A source as Markdown: its title as a link, publisher, date.
pub fn cite(source: &Source) -> String {
    let title = linked(&escaped(format::source_title(&source.title)), &source.url);
    let about = [&source.publisher, &source.date].into_iter().filter(|t| !t.is_empty());
    std::iter::once(title).chain(about.map(|t| escaped(t))).collect::<Vec<_>>().join(", ")
}

/// A source in a few words, as a link: what stands behind a figure.
pub fn short(document: &Document, id: &str) -> String {
    let Some(source) = document.source(id) else { return escaped(id) };
    let name =
        if source.publisher.is_empty() { format::source_title(&source.title) } else { &source.publisher };
    linked(&escaped(name), &source.url)
}

/// Ids of the corridors that a frame shows a piece of.
fn shown(frame: &Frame) -> BTreeSet<Id> {
    let mut ids = BTreeSet::new();
    let Some(camera) = frame.map else { return ids };
    let view = camera.visible(frame.size);
    for item in frame.items() {
        if let Paint::Inset(_, inner) = &item.paint {
            ids.extend(shown(inner));
        }
        let (Some(FeatureId::Corridor(id)), Paint::Stroke(part, _)) = (&item.feature, &item.paint) else {
            continue;
        };
        if !ids.contains(id) {
            part.chunks_in(&view, |_| {
                ids.insert(id.clone());
            });
        }
    }
    ids
}
