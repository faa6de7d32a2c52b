//! What all cards share: headings, rows, badges, sources, buttons.

use super::state::CardState;
use crate::ui::colors::{self, Ink};
use crate::ui::format;
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::{margin, sizes, text_sizes};
use crate::ui::typeset::{self, body, small, strong};
use eframe::egui::{
    self, Align, Color32, Frame, Layout, Pos2, Rect, Response, RichText, Role, Sense, Shape, Stroke,
    TextWrapMode, Ui, WidgetInfo, pos2, text::LayoutJob, vec2,
};
use tumen_core::model::{Confidence, Corridor, Dating, Document, Language, Names, Status, StatusAt};
use tumen_core::words::{Argument, Messages};
use tumen_session::{CameraCommand, SelectionCommand, Session};

/// Names with more letters than this stand on lines of their own.
const ONE_LINE: usize = 34;

/// Who says something, and how surely.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::ui) struct Evidence<'a> {
    /// Source id; empty if none.
    pub source: &'a str,
    /// How sure it is.
    pub confidence: Option<Confidence>,
    /// What to know about it.
    pub note: &'a str,
}

/// What a card is written with.
pub(in crate::ui) struct Page<'a> {
    pub session: &'a Session,
    pub document: &'a Document,
    pub ink: Ink,
    pub language: Language,
    pub commands: &'a mut UiCommands,
    /// Whether the card shows something else than in the last frame: what lies below its visible part
    /// then waits for the next frame, so that turning to a long card costs no long frame.
    pub fresh: bool,
    /// Whether the card is to be copied as text.
    pub copy: bool,
    /// What the card remembers; other panels that are written like a card remember nothing.
    pub state: Option<&'a mut CardState>,
}

impl<'a> Page<'a> {
    pub fn new(session: &'a Session, commands: &'a mut UiCommands) -> Self {
        let language = session.view().language;
        Self {
            session,
            document: session.document(),
            ink: Ink::of(session),
            language,
            commands,
            fresh: false,
            copy: false,
            state: None,
        }
    }

    /// Whether the rest can wait for the next frame, which is asked for.
    pub fn waits(&self, ui: &Ui) -> bool {
        let below = self.fresh && ui.cursor().top() > ui.clip_rect().bottom();
        if below {
            ui.ctx().request_repaint();
        }
        below
    }

    /// Colors and spacing of everything inside a card.
    pub fn prepare(&self, ui: &mut Ui) {
        ui.set_width(ui.available_width());
        let visuals = ui.visuals_mut();
        visuals.override_text_color = Some(self.ink.text);
        visuals.hyperlink_color = self.ink.link;
        ui.spacing_mut().item_spacing = vec2(sizes().space.gap, sizes().space.tight);
        // Rows of text are as high as their text.
        ui.spacing_mut().interact_size.y = sizes().control.row;
        ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
    }

    /// A message of the window without arguments.
    pub fn say(&self, key: &'static str) -> &'a str {
        self.session.say(key)
    }

    /// A message of the window with its arguments, by name.
    pub fn say_with(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.session.say_with(key, arguments)
    }

    /// The words of the window.
    pub fn messages(&self) -> Messages<'a> {
        self.session.messages()
    }

    /// A text in the view's language.
    pub fn name<'n>(&self, names: &'n Names) -> &'n str {
        names.get(self.language)
    }

    /// The names in the three languages: the view's large, the others below.
    pub fn title(&self, ui: &mut Ui, names: &Names) {
        let own = self.name(names);
        ui.label(strong(own, text_sizes().title));
        let others: Vec<&str> = names.all().map(|n| &**n).filter(|n| *n != own).collect();
        if !others.is_empty() {
            let letters: usize = others.iter().map(|n| n.chars().count()).sum();
            let joint = if letters > ONE_LINE { "\n" } else { " · " };
            ui.label(body(others.join(joint)).color(self.ink.quiet));
        }
    }

    /// The heading of a section.
    pub fn heading(&self, ui: &mut Ui, text: &str) {
        typeset::space(ui, sizes().space.wide);
        let y = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), y, Stroke::new(1.0, self.ink.line));
        typeset::space(ui, sizes().space.gap);
        ui.label(strong(text, text_sizes().heading));
    }

    /// Text that stands back.
    pub fn quiet(&self, ui: &mut Ui, text: &str) -> Response {
        ui.label(small(text).color(self.ink.quiet))
    }

    /// A labeled value with its evidence below the pointer.
    pub fn fact(&self, ui: &mut Ui, label: &str, value: &str, evidence: Evidence<'_>) {
        self.labeled(ui, label, |page, ui| {
            let shown = ui.label(body(value));
            page.tip(shown, evidence);
        });
    }

    /// A label with anything beside it.
    pub fn labeled(&self, ui: &mut Ui, label: &str, content: impl FnOnce(&Self, &mut Ui)) {
        ui.horizontal_top(|ui| {
            let size = vec2(sizes().card.label, 0.0);
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::LEFT), |ui| {
                ui.set_width(sizes().card.label);
                // The smaller text stands on the line of the larger one beside it.
                ui.add_space(text_sizes().body - text_sizes().small);
                ui.label(small(label).color(self.ink.quiet));
            });
            ui.vertical(|ui| content(self, ui));
        });
    }

    /// Shows the evidence while the pointer rests on a fact.
    pub fn tip(&self, response: Response, evidence: Evidence<'_>) -> Response {
        if evidence.source.is_empty() && evidence.note.is_empty() {
            return response;
        }
        response.on_hover_ui(|ui| self.evidence(ui, evidence))
    }

    fn evidence(&self, ui: &mut Ui, evidence: Evidence<'_>) {
        ui.set_max_width(sizes().control.tip);
        if !evidence.note.is_empty() {
            ui.label(body(evidence.note));
        }
        if let Some(source) = self.document.source(evidence.source) {
            ui.label(strong(format::source_title(&source.title), text_sizes().small));
            let about =
                [source.publisher.as_str(), &format::loose_date(&source.date, self.messages())].join(" · ");
            ui.label(small(about.trim_end_matches(" · ")));
        }
        if let Some(confidence) = evidence.confidence {
            ui.label(small(format!(
                "{}  {}",
                format::marks(confidence),
                format::confidence(confidence, self.messages())
            )));
        }
    }

    /// What a source is called where space is short.
    pub fn source_name<'s>(&'s self, id: &'s str) -> &'s str {
        let name = match self.document.source(id) {
            Some(source) if !source.publisher.is_empty() => &source.publisher,
            Some(source) => &source.title,
            None => id,
        };
        // What stands in brackets, such as "archived copy", is said under the pointer.
        name.split(" (").next().unwrap_or(name)
    }

    /// The short name of a source, as a link if it has an address.
    pub fn source_link(&self, ui: &mut Ui, evidence: Evidence<'_>) {
        let text = small(self.source_name(evidence.source));
        let shown = match self.document.source(evidence.source) {
            Some(source) if !source.url.is_empty() => ui.hyperlink_to(text.color(self.ink.link), &source.url),
            _ => ui.label(text.color(self.ink.quiet)),
        };
        self.tip(shown, evidence);
    }

    /// The marks of a confidence; a screen reader hears what they mean.
    pub fn marks(&self, ui: &mut Ui, confidence: Confidence) {
        let meaning = format::confidence(confidence, self.messages());
        let shown = ui.label(small(format::marks(confidence)).color(self.ink.quiet)).on_hover_text(meaning);
        shown.widget_info(|| WidgetInfo::labeled(Role::Label, true, meaning));
    }

    /// Every source of a record, as links with publisher and date.
    pub fn sources(&self, ui: &mut Ui, ids: &[tumen_core::model::Id]) {
        if ids.is_empty() {
            return;
        }
        self.heading(ui, self.say("sources"));
        for source in ids.iter().filter_map(|id| self.document.source(id)) {
            let about = [source.publisher.as_str(), &format::loose_date(&source.date, self.messages())];
            let about = about.iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join(" · ");
            match source.url.as_str() {
                "" => ui.label(body(format::source_title(&source.title))),
                url => {
                    let title = body(format::source_title(&source.title)).color(self.ink.link);
                    ui.hyperlink_to(title, url).on_hover_text(url)
                }
            };
            self.quiet(ui, &about);
            if !source.note.is_empty() {
                self.quiet(ui, &format::sentence(&source.note));
            }
            typeset::space(ui, sizes().space.tight);
        }
    }

    /// A note below everything else.
    pub fn note(&self, ui: &mut Ui, note: &str) {
        if !note.is_empty() {
            typeset::space(ui, sizes().space.gap);
            self.quiet(ui, &format::sentence(note));
        }
    }

    /// The color of a kind with its name, and what else fits beside it.
    pub fn kind(&self, ui: &mut Ui, kind: &str, beside: &str) {
        ui.horizontal(|ui| {
            let (rect, _) =
                ui.allocate_exact_size(vec2(sizes().card.swatch, sizes().card.swatch), Sense::hover());
            ui.painter().rect_filled(rect, 2.0, colors::kind(self.session, kind));
            let known = self.document.kind(kind);
            let name = known.map_or(kind, |k| self.name(&k.names));
            let shown = ui.label(body(name));
            if let Some(known) = known {
                shown.on_hover_text(self.name(&known.definition));
            }
            if !beside.is_empty() {
                ui.label(body(beside).color(self.ink.quiet));
            }
        });
    }

    /// A status with its date, in a few words; whether it is planned, or its evidence old.
    pub fn told(&self, at: &StatusAt) -> String {
        self.told_as(at, &self.session.statuses().line(at), at.is_stale())
    }

    /// The same for a corridor, which may differ from part to part.
    pub fn told_of(&self, corridor: &Corridor) -> String {
        let at = self.document.corridor_status(corridor, self.session.view().as_of);
        let statuses = self.session.statuses();
        self.told_as(&at, &statuses.corridor(corridor), statuses.is_old(corridor))
    }

    fn told_as(&self, at: &StatusAt, said: &str, is_old: bool) -> String {
        let planned = format::dating(at.dating(self.session.today()), self.messages());
        let word = self.session.words().get("stale", self.language);
        let old = if is_old { format!(" · {word}") } else { String::new() };
        format!("{said}{planned}{old}")
    }

    /// The name of a status in the view's language.
    pub fn status_name(&self, status: Option<Status>) -> &str {
        self.session.statuses().name(status)
    }

    /// What a status means, in the view's language.
    pub fn definition(&self, status: Option<Status>) -> &str {
        let info = status.and_then(|s| self.document.status_info(s));
        info.map_or("", |i| self.name(&i.definition))
    }

    /// The name of a status beside a line as the map draws it.
    pub fn badge(&self, ui: &mut Ui, status: Option<Status>, color: Color32) -> Response {
        let pill = Frame::new()
            .fill(self.ink.band)
            .corner_radius(sizes().corner.badge)
            .inner_margin(margin(sizes().card.badge));
        let shown = pill.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = sizes().space.snug;
                let (rect, _) = ui.allocate_exact_size(sizes().card.sample.into(), Sense::hover());
                self.sample(ui, rect, status, color, self.ink.band);
                ui.label(strong(self.status_name(status), text_sizes().small));
            });
        });
        let definition = self.definition(status);
        if definition.is_empty() { shown.response } else { shown.response.on_hover_text(definition) }
    }

    /// A status with its beginning, the date of the view and its definition.
    pub fn status(&self, ui: &mut Ui, at: &StatusAt, color: Color32) {
        ui.horizontal_wrapped(|ui| {
            self.badge(ui, at.status, color);
            let since = self.session.statuses().since(at);
            if !since.is_empty() {
                self.quiet(ui, &unbroken(&since));
            }
            self.dating(ui, at);
            let as_of =
                say!(self, "card-as-of", date = format::date(self.session.view().as_of, self.messages()));
            self.quiet(ui, &unbroken(&as_of));
            if self.session.view().as_of > self.session.today() {
                self.quiet(ui, self.say("card-planned-years"))
                    .on_hover_text(self.say("card-planned-years-tip"));
            }
        });
        let definition = self.definition(at.status);
        if !definition.is_empty() {
            self.quiet(ui, definition);
        }
        self.last_evidence(ui, at);
    }

    /// Marks a status that only an event in the future brings.
    fn dating(&self, ui: &mut Ui, at: &StatusAt) {
        if at.dating(self.session.today()) == Dating::Planned {
            self.quiet(ui, self.say("planned")).on_hover_text(self.say("card-planned-tip"));
        }
    }

    /// The newest evidence for a status: its age, whether that is too old, and who says so.
    fn last_evidence(&self, ui: &mut Ui, at: &StatusAt) {
        let Some(newest) = &at.evidence else { return };
        let evidence =
            Evidence { source: &newest.source, confidence: Some(newest.confidence), note: &newest.text };
        ui.horizontal_wrapped(|ui| {
            let said = format::sentence(&self.session.statuses().evidence(at));
            let text = if newest.stale { strong(said, text_sizes().small) } else { small(said) };
            let color = if newest.stale { self.ink.text } else { self.ink.quiet };
            self.tip(ui.label(text.color(color)), evidence);
            self.source_link(ui, evidence);
            self.marks(ui, newest.confidence);
        });
    }

    /// A line as the map draws a status.
    fn sample(&self, ui: &Ui, rect: Rect, status: Option<Status>, color: Color32, ground: Color32) {
        let style = self.session.style().status(status);
        let dash = style.stroke(tumen_scene::frame::Rgba([0; 4]), 1.0).dash;
        let ends = [rect.left_center(), rect.right_center()];
        let line = |width: f32, color: Color32| {
            ui.painter().extend(dashed(ends, dash, Stroke::new(width, color)));
        };
        line(style.width, color);
        if style.edge > 0.0 {
            line(style.width - 2.0 * style.edge, ground);
        }
    }

    /// A clickable row as wide as the card: a color, a title, a quieter line below.
    pub fn row(&self, ui: &mut Ui, row: &Row<'_>) -> Response {
        let indent = if row.color.is_some() { sizes().card.swatch + sizes().space.gap } else { 0.0 };
        let inside = vec2(sizes().space.tight, sizes().space.fine);
        let width = ui.available_width() - indent - 2.0 * inside.x;
        let galley = ui.painter().layout_job(self.row_text(row, width));
        let size = vec2(ui.available_width(), galley.size().y + 2.0 * inside.y);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, sizes().corner.usual, self.ink.band);
        }
        let corner = rect.min + inside;
        if let Some(color) = row.color {
            let swatch = Rect::from_min_size(
                corner + vec2(0.0, sizes().space.tight),
                vec2(sizes().card.swatch, sizes().card.swatch),
            );
            ui.painter().rect_filled(swatch, 2.0, color);
        }
        ui.painter().galley(corner + vec2(indent, 0.0), galley, self.ink.text);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, row.title));
        response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(row.tip)
    }

    fn row_text(&self, row: &Row<'_>, width: f32) -> LayoutJob {
        let (text, quiet) = match row.faint {
            true => (self.ink.faint, self.ink.faint),
            false => (self.ink.text, self.ink.quiet),
        };
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        job.append(row.title, 0.0, egui::TextFormat::simple(typeset::font(text_sizes().body), text));
        if !row.below.is_empty() {
            let format = egui::TextFormat::simple(typeset::font(text_sizes().small), quiet);
            job.append(&format!("\n{}", row.below), 0.0, format);
        }
        job
    }

    /// Buttons that act on the selection; an audience needs none.
    pub fn actions(&mut self, ui: &mut Ui) {
        if self.is_on_stage() {
            return;
        }
        typeset::space(ui, sizes().space.tight);
        ui.horizontal_wrapped(|ui| self.buttons(ui));
    }

    fn buttons(&mut self, ui: &mut Ui) {
        if ui
            .button(body(self.say("action-ZoomToSelection-short")))
            .on_hover_text(self.say("card-zoom-tip"))
            .clicked()
        {
            self.commands.push(CameraCommand::FlyToSelection);
        }
        let tip = self.say("card-copy-tip");
        if ui.button(body(self.say("card-copy"))).on_hover_text(tip).clicked() {
            self.copy = true;
        }
        if ui.button(body(self.say("card-overview"))).on_hover_text(self.say("card-overview-tip")).clicked() {
            self.commands.push(SelectionCommand::Select(None));
        }
    }

    /// Whether the card is shown to an audience.
    pub fn is_on_stage(&self) -> bool {
        self.session.presentation().is_some()
    }

    /// A small button that does something; none on stage.
    pub fn action_button(&self, ui: &mut Ui, text: &str, tip: &str) -> bool {
        !self.is_on_stage() && self.small_button(ui, text, tip)
    }

    /// A small button that leads to a place.
    pub fn small_button(&self, ui: &mut Ui, text: &str, tip: &str) -> bool {
        ui.add(egui::Button::new(RichText::new(text).size(text_sizes().small)).small())
            .on_hover_text(tip)
            .clicked()
    }
}

/// The same words, kept on one line.
fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// What [`Page::row`] shows.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::ui) struct Row<'a> {
    pub color: Option<Color32>,
    pub title: &'a str,
    pub below: &'a str,
    pub tip: &'a str,
    pub faint: bool,
}

/// A horizontal line with a pattern of on, off, on, off; solid if the pattern is empty.
pub(super) fn dashed([from, to]: [Pos2; 2], dash: [f32; 4], stroke: Stroke) -> Vec<Shape> {
    if dash.iter().sum::<f32>() <= 0.0 {
        return vec![Shape::line_segment([from, to], stroke)];
    }
    let mut shapes = Vec::new();
    let mut x = from.x;
    for (i, length) in dash.iter().cycle().enumerate() {
        if x >= to.x {
            break;
        }
        let end = (x + length).min(to.x);
        if i % 2 == 0 {
            shapes.push(Shape::line_segment([pos2(x, from.y), pos2(end, from.y)], stroke));
        }
        x = end;
    }
    shapes
}
