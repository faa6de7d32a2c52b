//! A search field for a place of the network, with suggestions below it.

use super::words;
use crate::ui::sizes::sizes;
use crate::ui::typeset::small;
use eframe::egui::{
    Button, Event, Key, Popup, PopupCloseBehavior, Response, Role, ScrollArea, TextEdit, Ui, WidgetInfo,
};
use tumen_core::geo::LonLat;
use tumen_core::model::{Document, Selection};
use tumen_session::Session;
use tumen_session::search::{Target, search};

/// At most this many suggestions.
const MOST: usize = 10;
/// So many hits of a search are looked through for those that the network knows.
const LOOKED_AT: usize = 60;

/// What a search field remembers.
#[derive(Debug, Clone, Default)]
pub struct Field {
    text: String,
    chosen: usize,
    open: bool,
}

/// Something that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: &'static str,
}

/// Places and terminals that fit a text, the best first; the ports of the network for an empty one.
#[must_use]
pub fn places(session: &Session, text: &str) -> Vec<Suggestion> {
    let document = session.document();
    let known = |id: &str| known(session, id);
    let suggestion = |id: &str, kind| Suggestion { name: words::name(session, id), id: id.to_owned(), kind };
    let terminals = document.logistics.terminals.iter();
    if text.trim().is_empty() {
        let ports = terminals.filter(|t| t.port && known(&t.id)).take(MOST);
        return ports.map(|t| suggestion(&t.id, kind(document, &t.id))).collect();
    }
    let mut found: Vec<Suggestion> = Vec::new();
    for hit in search(session.search_index(), text, LOOKED_AT) {
        if let Target::Place(id) = hit.what
            && known(&id)
        {
            found.push(suggestion(&id, kind(document, &id)));
        }
    }
    let wanted = text.trim().to_lowercase();
    let fits = |t: &&tumen_core::model::logistics::Terminal| {
        t.names.all().any(|n| n.to_lowercase().contains(&wanted)) && known(&t.id)
    };
    let more: Vec<Suggestion> =
        terminals.filter(fits).map(|t| suggestion(&t.id, kind(document, &t.id))).collect();
    found.extend(more);
    let mut seen = std::collections::HashSet::new();
    found.retain(|s| seen.insert(s.id.clone()));
    found.truncate(MOST);
    found
}

/// What a place or terminal is, in a word.
fn kind(document: &Document, id: &str) -> &'static str {
    let terminal = document.logistics.terminals.iter().find(|t| &*t.id == id);
    match (terminal, document.place(id)) {
        (Some(t), _) if t.port => "port",
        (_, Some(place)) => place.kind.id(),
        _ => "terminal",
    }
}

/// The place of the network that lies nearest to a position.
#[must_use]
pub fn nearest(session: &Session, at: LonLat) -> Option<String> {
    let network = session.network().ready()?;
    let named = network.nodes.iter().filter(|n| !n.id.is_empty());
    let distance = |p: LonLat| tumen_core::geo::measure::distance(p, at);
    named.min_by(|a, b| distance(a.position).total_cmp(&distance(b.position))).map(|n| n.id.to_string())
}

/// The place that is selected on the map, if it is of the network.
#[must_use]
pub fn selected(session: &Session) -> Option<String> {
    let Some(Selection::Place(id)) = &session.view().selection else { return None };
    known(session, id).then(|| id.to_string())
}

/// Whether cargo can come from a place and go to it; assumed until the network is built.
#[must_use]
pub fn known(session: &Session, id: &str) -> bool {
    session.network().ready().is_none_or(|n| !n.nodes_of(id).is_empty())
}

impl Field {
    /// The text typed so far, for a field in a menu.
    pub fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }

    /// Shows the field with the present value in it while nothing is typed. Returns what was chosen.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        label: &str,
        tip: &str,
        value: Option<&str>,
        width: f32,
    ) -> Option<String> {
        let name = value.map(|id| words::name(session, id));
        let name = name.unwrap_or_default();
        let mut shown = if self.open { std::mem::take(&mut self.text) } else { name.clone() };
        let edit =
            TextEdit::singleline(&mut shown).desired_width(width).hint_text(session.say("query-place"));
        let response = ui.add(edit);
        let described = (shown.clone(), label.to_owned());
        response.widget_info(|| {
            let mut info =
                WidgetInfo::text_edit(true, &described.0, &described.0, session.say("query-place"));
            info.label = Some(described.1.clone());
            info
        });
        let response = response.on_hover_text(tip);
        if response.changed() {
            // The first letter typed into a name that stands there begins a new one.
            self.text = match self.open {
                false => typed(ui).unwrap_or(shown),
                true => shown,
            };
            self.open = true;
            self.chosen = 0;
        } else if self.open {
            self.text = shown;
        }
        if self.open { self.choose(ui, session, &response) } else { None }
    }

    /// The suggestions, moved through by keys or clicked.
    fn choose(&mut self, ui: &Ui, session: &Session, response: &Response) -> Option<String> {
        let found = places(session, &self.text);
        move_choice(ui, &mut self.chosen, found.len());
        let popup = suggestions(session, response, &found, self.chosen);
        let over = popup.as_ref().is_some_and(|p| p.response.contains_pointer());
        let mut id = popup.and_then(|p| p.inner);
        if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
            id = found.get(self.chosen).map(|s| s.id.clone());
        }
        if id.is_some() || !response.has_focus() && !over {
            *self = Self::default();
        }
        id
    }
}

/// What was typed or pasted in this frame.
fn typed(ui: &Ui) -> Option<String> {
    ui.input(|i| {
        let text = |e: &Event| {
            if let Event::Text(text) | Event::Paste(text) = e { Some(text.clone()) } else { None }
        };
        i.events.iter().find_map(text)
    })
}

fn move_choice(ui: &Ui, chosen: &mut usize, count: usize) {
    let pressed = |key| usize::from(ui.input(|i| i.key_pressed(key)));
    *chosen = (*chosen + pressed(Key::ArrowDown)).saturating_sub(pressed(Key::ArrowUp));
    *chosen = (*chosen).min(count.saturating_sub(1));
}

fn suggestions(
    session: &Session,
    response: &Response,
    found: &[Suggestion],
    chosen: usize,
) -> Option<eframe::egui::InnerResponse<Option<String>>> {
    let popup = Popup::from_response(response)
        .open(true)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .width(sizes().places.width)
        .accessible_name(session.say("query-suggestions"));
    popup.show(|ui| {
        if found.is_empty() {
            ui.label(small(session.say("query-not-found")));
        }
        rows(ui, session, found, |i| i == chosen)
    })
}

/// A row for each suggestion; returns the id of the one clicked.
pub fn rows(
    ui: &mut Ui,
    session: &Session,
    found: &[Suggestion],
    chosen: impl Fn(usize) -> bool,
) -> Option<String> {
    let mut clicked = None;
    ScrollArea::vertical().max_height(sizes().places.list).show(ui, |ui| {
        for (i, item) in found.iter().enumerate() {
            let kind = session.say_with(&format!("found-{}", item.kind), &[]);
            let button =
                Button::selectable(chosen(i), small(&item.name)).shortcut_text(small(kind)).truncate();
            let row = ui.add_sized([ui.available_width(), sizes().places.row], button);
            row.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen(i), &item.name));
            if row.clicked() {
                clicked = Some(item.id.clone());
            }
        }
    });
    clicked
}
