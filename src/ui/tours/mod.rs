//! The tour editor: a talk is put together from views of the map.
//!
//! Tours on the left, the stops of one in the middle, the stop that is edited on the right. Everything
//! is an edit of the workspace, so all of it can be taken back; bundled tours are copied to be changed.

mod change;
mod editor;
mod fields;
mod list;
mod preview;
mod stops;
mod take;

use super::actions::TourChange;
use super::out::{PanelCx, UiCommand, UiCommands};
use super::tab::BottomTab;
use crate::ui::sizes::sizes;
use eframe::egui::{self, Id, Rect, Ui, UiBuilder, vec2};
use std::sync::Arc;
use tumen_core::model::{Edit, Tour};
use tumen_session::history::Gesture;
use tumen_session::{Session, WorkspaceCommand};

/// What the editor remembers.
#[derive(Debug, Clone, Default)]
pub struct ToursState {
    /// Id of the tour that is shown; the first one if it is gone.
    pub tour: Option<String>,
    /// Number of the stop that is edited, from 0; `None` edits the tour's title and summary.
    pub stop: Option<usize>,
    /// The control that was changed last, and the gesture that its changes belong to.
    changing: Option<(Id, Gesture)>,
    /// A date that is being typed.
    date: Option<String>,
    /// Give the keys to the field of this name in the next frame.
    focus: Option<&'static str>,
    /// Scroll to the current stop in the next frame.
    scroll: bool,
}

/// The tour that is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen<'a> {
    tour: &'a Arc<Tour>,
    /// Whether it is one of the user's and can be changed.
    own: bool,
}

impl ToursState {
    /// The tour that is shown: the chosen one, else the first.
    fn chosen<'a>(&self, session: &'a Session) -> Option<Chosen<'a>> {
        let all = || all(session);
        let wanted = |c: &Chosen<'_>| Some(&c.tour.id) == self.tour.as_ref();
        all().find(wanted).or_else(|| all().next())
    }

    /// The tour that is shown, for whoever presents or exports it.
    #[must_use]
    pub fn current<'a>(&self, session: &'a Session) -> Option<&'a Arc<Tour>> {
        self.chosen(session).map(|c| c.tour)
    }

    /// Turns to a tour; its first stop, or its title if it has none, is edited.
    fn choose(&mut self, tour: &Tour) {
        self.tour = Some(tour.id.clone());
        self.turn_to((!tour.stops.is_empty()).then_some(0));
    }

    /// Turns to a stop, or to the tour itself.
    fn turn_to(&mut self, stop: Option<usize>) {
        self.stop = stop;
        self.date = None;
        self.changing = None;
        self.scroll = true;
    }
}

/// The user's tours, then the bundled ones.
fn all(session: &Session) -> impl Iterator<Item = Chosen<'_>> {
    let own = session.workspace().tours.iter().map(|tour| Chosen { tour, own: true });
    own.chain(bundled(session).iter().map(|tour| Chosen { tour, own: false }))
}

/// The tours that come with the program.
fn bundled(session: &Session) -> &[Arc<Tour>] {
    &session.document().tours
}

/// What the parts of the editor are drawn with.
struct Pen<'a> {
    session: &'a Session,
    state: &'a mut ToursState,
    /// Whether the card is open, so that a new stop shows it.
    card: bool,
    out: &'a mut UiCommands,
}

impl Pen<'_> {
    /// Changes a tour as one step of undo, or as a part of the step of the running gesture.
    fn set(&mut self, tour: Tour, gesture: Option<Gesture>) {
        set(tour, gesture, self.out);
    }

    /// The gesture of a change of one control: that of the last change if it was the same control and
    /// the pointer was not pressed since.
    fn gesture(&mut self, ctx: &egui::Context, control: Id) -> Gesture {
        let pressed = ctx.input(|i| i.pointer.any_pressed() || i.pointer.any_click());
        if let Some((last, gesture)) = self.state.changing
            && last == control
            && !pressed
        {
            return gesture;
        }
        let gesture = self.out.gesture();
        self.state.changing = Some((control, gesture));
        gesture
    }
}

fn set(tour: Tour, gesture: Option<Gesture>, out: &mut UiCommands) {
    out.push(WorkspaceCommand::Edit(vec![Edit::SetTour(Arc::new(tour))], gesture));
}

/// The ground of a row, by whether it is chosen, pointed at or holds the keys.
fn ground(ui: &Ui, response: &egui::Response, chosen: bool) {
    let visuals = ui.visuals();
    if chosen {
        ui.painter().rect_filled(response.rect, sizes().corner.usual, visuals.selection.bg_fill);
    } else if response.hovered() {
        ui.painter().rect_filled(response.rect, sizes().corner.usual, visuals.widgets.hovered.weak_bg_fill);
    }
    if response.has_focus() {
        let stroke = visuals.selection.stroke;
        let inside = egui::StrokeKind::Inside;
        ui.painter().rect_stroke(response.rect, sizes().corner.usual, stroke, inside);
    }
}

/// Shows the editor in the space there is.
/// `card` says whether the card is open: a new stop then shows it, too.
pub(super) fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut ToursState, card: bool) {
    let session = cx.session;
    let rect = ui.available_rect_before_wrap();
    let mut pen = Pen { session, state, card, out: cx.out };
    let mut left = rect.left();
    let mut column = |ui: &mut Ui, name: &str, width: f32, add: &mut dyn FnMut(&mut Ui)| {
        let cell = Rect::from_min_size(egui::pos2(left, rect.top()), vec2(width, rect.height()));
        left += width + sizes().tours.gap;
        ui.scope_builder(UiBuilder::new().max_rect(cell).id_salt(name), |ui| {
            ui.set_clip_rect(cell.expand(2.0).intersect(ui.clip_rect()));
            add(ui);
        });
    };
    let stops = sizes().tours.stops.min((rect.width() - sizes().tours.list) * sizes().tours.stops_most);
    column(ui, "tours", sizes().tours.list, &mut |ui| list::show(ui, &mut pen));
    if pen.state.chosen(session).is_some() {
        column(ui, "stops", stops, &mut |ui| stops::show(ui, &mut pen));
        let rest =
            (rect.width() - sizes().tours.list - stops - 2.0 * sizes().tours.gap).max(sizes().tours.editor);
        column(ui, "stop", rest, &mut |ui| editor::show(ui, &mut pen));
    }
    ui.advance_cursor_after_rect(rect);
}

/// Whether the stop that is chosen in the editor is one of the user's; `None` if none is chosen.
pub(super) fn stop_is_own(session: &Session, state: &ToursState) -> Option<bool> {
    let chosen = state.chosen(session)?;
    state.stop.filter(|at| *at < chosen.tour.stops.len()).map(|_| chosen.own)
}

/// Changes the tour in the editor, or shows its current stop.
pub(super) fn run(
    change: TourChange,
    session: &Session,
    state: &mut ToursState,
    card: bool,
    out: &mut UiCommands,
) {
    match change {
        TourChange::New => {
            list::create(session, state, out);
            out.push(UiCommand::ShowTab(BottomTab::Tours));
        }
        TourChange::Add => stops::add(session, state, card, out),
        TourChange::Update => stops::update(session, state, card, out),
        TourChange::Go => stops::go(session, state, out),
    }
}
