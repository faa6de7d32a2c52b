//! What is asked: the ends, the cargo, what to pass and to avoid, and what is assumed of links.

use super::field::{self, Suggestion};
use super::{End, LogisticsState, words};
use crate::ui::sizes::sizes;
use crate::ui::typeset::small;
use crate::ui::{colors::Ink, format};
use eframe::egui::{Button, ComboBox, DragValue, TextEdit, Ui};
use tumen_core::model::logistics::Cargo;
use tumen_core::model::{Date, Document, Id, Status, Told, date};
use tumen_network::{Objective, Request, quantity::Tonnes};
use tumen_session::Session;
use tumen_session::logistics::Question;
use tumen_session::scenario::Scenario;

/// The smallest and the largest amount that can be asked for, tonnes.
const TONNES: std::ops::RangeInclusive<f64> = 1.0..=100_000_000.0;
/// What is asked, as it is saved between starts. The date is the session's.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Query {
    /// Where the cargo is.
    pub from: Option<String>,
    /// Where it is wanted.
    pub to: Option<String>,
    /// Places to pass, in order.
    pub via: Vec<String>,
    /// What to keep away from.
    pub avoid: Vec<String>,
    /// What it is.
    pub cargo: Cargo,
    /// How much, tonnes.
    pub tonnes: f64,
    /// What the first variant is best by, as a word.
    pub objective: String,
    /// What is taken as open.
    pub with: Vec<String>,
    /// What is taken as closed.
    pub closed: Vec<String>,
    /// The year that the base case shows, if it is another one.
    pub base_year: Option<i32>,
    /// The name of the scenario that is compared with, instead of the base case.
    pub compare: Option<String>,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            from: None,
            to: None,
            via: Vec::new(),
            avoid: Vec::new(),
            cargo: Cargo::Coal,
            tonnes: 40_000.0,
            objective: Objective::Cost.id().to_owned(),
            with: Vec::new(),
            closed: Vec::new(),
            base_year: None,
            compare: None,
        }
    }
}

/// A question to begin with.
pub struct Example {
    /// The key of the words on its button.
    pub words: &'static str,
    ends: [&'static str; 2],
    cargo: Cargo,
    tonnes: f64,
    with: &'static [&'static str],
}

/// Questions to begin with.
pub const EXAMPLES: [Example; 3] = [
    Example {
        words: "example-coal",
        ends: ["novosibirsk", "pohang"],
        cargo: Cargo::Coal,
        tonnes: 40_000.0,
        with: &[],
    },
    Example {
        words: "example-containers",
        ends: ["busan", "moscow"],
        cargo: Cargo::Container,
        tonnes: 1000.0,
        with: &[],
    },
    Example {
        words: "example-trans-korean",
        ends: ["busan", "moscow"],
        cargo: Cargo::Container,
        tonnes: 1000.0,
        with: &["trans-korean-rail"],
    },
];

impl Example {
    /// The example as a query.
    #[must_use]
    pub fn query(&self) -> Query {
        let [from, to] = self.ends.map(|e| Some(e.to_owned()));
        let with = self.with.iter().map(|w| (*w).to_owned()).collect();
        Query { from, to, cargo: self.cargo, tonnes: self.tonnes, with, ..Query::default() }
    }
}

fn ids(list: &[String]) -> Vec<Id> {
    list.iter().map(|id| Id::from(id.as_str())).collect()
}

impl Query {
    /// What the first variant is best by.
    #[must_use]
    pub fn objective(&self) -> Objective {
        Objective::from_id(&self.objective).unwrap_or(Objective::Cost)
    }

    /// Sets what the first variant is best by.
    pub fn set_objective(&mut self, objective: Objective) {
        self.objective = objective.id().to_owned();
    }

    /// The request at the session's date with its assumptions; `None` until both ends are named.
    #[must_use]
    pub fn request(&self, session: &Session) -> Option<Request> {
        let (from, to) = (self.from.as_deref()?, self.to.as_deref()?);
        Some(Request {
            via: ids(&self.via),
            avoid: ids(&self.avoid),
            cargo: self.cargo,
            tonnes: Tonnes(self.tonnes),
            objective: self.objective(),
            with: ids(&self.with),
            closed: ids(&self.closed),
            assumptions: session.workspace().assumptions.clone(),
            ..Request::new(from, to, session.view().as_of)
        })
    }

    /// The conditions of a request without its ends.
    #[must_use]
    pub fn conditions(&self, session: &Session) -> Request {
        Request {
            objective: self.objective(),
            with: ids(&self.with),
            closed: ids(&self.closed),
            assumptions: session.workspace().assumptions.clone(),
            ..Request::new("", "", session.view().as_of)
        }
    }

    /// A request that only begins: for what can be reached from there.
    #[must_use]
    pub fn start(&self, session: &Session) -> Option<Request> {
        let from = Id::from(self.from.as_deref()?);
        let conditions = self.conditions(session);
        Some(Request { from: from.clone(), to: from, cargo: self.cargo, tonnes: Tonnes(1.0), ..conditions })
    }

    /// The scenario that is compared with.
    #[must_use]
    pub fn compared<'a>(&self, session: &'a Session) -> Option<&'a Scenario> {
        let name = self.compare.as_deref()?;
        session.view().scenarios.iter().find(|s| s.name == name).map(|s| &**s)
    }

    /// The question: the request, and the scenario compared with, or the base case if anything is assumed.
    #[must_use]
    pub fn question(&self, session: &Session) -> Option<Question> {
        let request = self.request(session)?;
        let as_of = self.base_year.and_then(|y| Date::new(y, 7, 1)).unwrap_or(request.as_of);
        let base = match self.compared(session) {
            Some(scenario) => scenario.instead(&request, session.today()),
            None => Request { with: Vec::new(), closed: Vec::new(), as_of, ..request.clone() },
        };
        let base = (base != request).then_some(base);
        Some(Question { request, base })
    }
}

/// Turns the route round.
pub(super) fn swap(ui: &mut Ui, session: &Session, query: &mut Query) {
    if ui
        .add(Button::new(small(session.say("query-swap"))).small())
        .on_hover_text(session.say("query-swap-tip"))
        .clicked()
    {
        std::mem::swap(&mut query.from, &mut query.to);
        query.via.reverse();
    }
}

/// The search field of an end, with its button to pick it on the map.
pub(super) fn end(ui: &mut Ui, session: &Session, state: &mut LogisticsState, end: End) {
    let (keys, number, value) = match end {
        End::From => {
            (["query-from", "query-from-tip", "query-pick-from", "query-pick-from-tip"], 0, &state.query.from)
        }
        End::To => (["query-to", "query-to-tip", "query-pick-to", "query-pick-to-tip"], 1, &state.query.to),
    };
    let [label, tip, name, pick_tip] = keys.map(|key| session.say(key));
    ui.label(small(label));
    let value = value.clone();
    if let Some(id) =
        state.fields[number].show(ui, session, label, tip, value.as_deref(), sizes().routes.field)
    {
        state.set_end(end, Some(id));
    }
    let picking = state.picking == Some(end);
    let button = ui.selectable_label(picking, small(session.say("query-pick")));
    button
        .widget_info(|| eframe::egui::WidgetInfo::selected(eframe::egui::Role::Button, true, picking, name));
    let button = button.on_hover_text(pick_tip);
    if button.clicked() {
        match field::selected(session).filter(|id| Some(id) != value.as_ref()) {
            Some(id) if !picking => state.set_end(end, Some(id)),
            _ => state.picking = (!picking).then_some(end),
        }
    }
}

/// What is carried, how much, and by what ways are chosen.
pub(super) fn cargo(ui: &mut Ui, session: &Session, query: &mut Query) {
    let combo = ComboBox::from_id_salt("cargo")
        .width(sizes().routes.cargo)
        .selected_text(small(session.say(query.cargo.key())));
    let shown = combo.show_ui(ui, |ui| {
        for kind in Cargo::ALL {
            ui.selectable_value(&mut query.cargo, kind, small(session.say(kind.key())));
        }
    });
    shown.response.on_hover_text(session.say("query-cargo-tip"));
    let step = query.tonnes / 100.0;
    let amount = DragValue::new(&mut query.tonnes)
        .range(TONNES)
        .speed(step)
        .max_decimals(0)
        .suffix(format!(" {}", session.say("unit_t")))
        .custom_formatter(|v, _| format::grouped(&format!("{v:.0}")));
    let amount = ui.add(amount.custom_parser(amount_of));
    amount.widget_info(|| {
        let mut info = eframe::egui::WidgetInfo::drag_value(true, query.tonnes);
        info.label = Some(session.say("query-amount").to_owned());
        info
    });
    amount.on_hover_text(session.say("query-amount-tip"));
    let chosen = query.objective();
    let combo = ComboBox::from_id_salt("objective")
        .width(sizes().routes.objective)
        .selected_text(small(session.say(words::objective(chosen))));
    let shown = combo.show_ui(ui, |ui| {
        for objective in Objective::ALL {
            if ui
                .selectable_label(chosen == objective, small(session.say(words::objective(objective))))
                .clicked()
            {
                query.set_objective(objective);
            }
        }
    });
    shown.response.on_hover_text(session.say("query-objective-tip"));
}

/// A typed amount: digits with or without groups.
fn amount_of(text: &str) -> Option<f64> {
    text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect::<String>().parse().ok()
}

/// Which list of the query a chip stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Via,
    Avoid,
    With,
    Closed,
}

impl List {
    const ALL: [Self; 4] = [Self::Via, Self::Avoid, Self::With, Self::Closed];

    /// The keys of the words on its button and on each chip, and of what it does.
    fn words(self) -> [&'static str; 3] {
        match self {
            Self::Via => ["query-via", "query-via-chip", "query-via-tip"],
            Self::Avoid => ["query-avoid", "query-avoid-chip", "query-avoid-tip"],
            Self::With => ["query-with", "query-with-chip", "query-with-tip"],
            Self::Closed => ["query-closed", "query-closed-chip", "query-closed-tip"],
        }
    }

    fn of(self, query: &mut Query) -> &mut Vec<String> {
        match self {
            Self::Via => &mut query.via,
            Self::Avoid => &mut query.avoid,
            Self::With => &mut query.with,
            Self::Closed => &mut query.closed,
        }
    }

    /// What can be added.
    fn offered(self, session: &Session, text: &str) -> Vec<Suggestion> {
        match self {
            Self::Via => field::places(session, text),
            Self::Avoid => {
                let mut all = field::places(session, text);
                all.extend(matching(links(session, |_| true), text));
                all
            }
            Self::With => matching(links(session, |open| !open), text),
            Self::Closed => matching(links(session, |open| open), text),
        }
    }
}

fn matching(mut all: Vec<Suggestion>, text: &str) -> Vec<Suggestion> {
    let wanted = text.trim().to_lowercase();
    all.retain(|s| s.name.to_lowercase().contains(&wanted));
    all
}

/// Crossings, corridors and links of the network that are open at the date, or not.
fn links(session: &Session, wanted: impl Fn(bool) -> bool) -> Vec<Suggestion> {
    let (document, view) = (session.document(), session.view());
    let mut all = Vec::new();
    let mut add = |id: &str, kind, open| {
        if wanted(open) {
            all.push(Suggestion { id: id.to_owned(), name: words::name(session, id), kind });
        }
    };
    for crossing in &document.logistics.crossings {
        let open = crossing.status_of.as_deref().is_none_or(|id| is_open(document, id, view.as_of));
        add(&crossing.id, "crossing", open && !crossing.barred);
    }
    for project in document.projects.iter().filter(|p| !p.corridors.is_empty()) {
        let carries = |id: &Id| document.corridor(id).is_some_and(|c| carries_cargo(c.mode));
        if project.corridors.iter().any(carries) {
            add(&project.id, "project", is_open(document, &project.id, view.as_of));
        }
    }
    for link in document.logistics.links.iter().filter(|l| l.proposed) {
        add(&link.id, "link", false);
    }
    all
}

fn carries_cargo(mode: tumen_core::model::corridor::Mode) -> bool {
    use tumen_core::model::corridor::Mode;
    matches!(mode, Mode::Rail | Mode::Road | Mode::Sea)
}

/// Whether the network uses what a record stands for: it operates, or nothing dated tells.
fn is_open(document: &Document, id: &str, date: Date) -> bool {
    match document.told(id, date) {
        Some(Told::Run(run)) => run.status == Status::Operating,
        Some(Told::Before(first)) => !first.is_opening(),
        Some(Told::Nothing) | None => true,
    }
}

pub(super) fn chips(ui: &mut Ui, session: &Session, state: &mut LogisticsState) {
    let ink = Ink::of(session);
    // Flows and reach have no way of their own.
    let ways = state.asks_for_ways();
    for list in List::ALL.into_iter().filter(|l| ways || matches!(l, List::With | List::Closed)) {
        let [button, chip_key, tip] = list.words();
        let menu = ui.menu_button(small(session.say(button)), |ui| add_menu(ui, session, state, list));
        menu.response.on_hover_text(session.say(tip));
        let mut gone = None;
        for (i, id) in list.of(&mut state.query).iter().enumerate() {
            let name = words::name(session, id);
            let chip =
                Button::new(small(session.say_with(chip_key, &[("name", name.into())])).color(ink.text))
                    .fill(ink.band)
                    .small();
            if ui.add(chip).on_hover_text(session.say("query-chip-tip")).clicked() {
                gone = Some(i);
            }
        }
        if let Some(i) = gone {
            list.of(&mut state.query).remove(i);
        }
    }
    if state.asks_for_variants() {
        base_case(ui, session, &mut state.query);
    }
}

fn add_menu(ui: &mut Ui, session: &Session, state: &mut LogisticsState, list: List) {
    ui.set_width(sizes().routes.more);
    let text = state.fields[2].text_mut();
    let edit = TextEdit::singleline(text).desired_width(f32::INFINITY).hint_text(session.say("query-search"));
    ui.add(edit).on_hover_text(session.say("query-search-tip"));
    let offered = list.offered(session, text);
    let chosen: Vec<bool> = offered.iter().map(|s| list.of(&mut state.query).contains(&s.id)).collect();
    if offered.is_empty() {
        ui.label(small(session.say("query-nothing")));
    }
    if let Some(id) = field::rows(ui, session, &offered, |i| chosen[i]) {
        let of = list.of(&mut state.query);
        match of.iter().position(|o| *o == id) {
            Some(at) => drop(of.remove(at)),
            None => of.push(id),
        }
        state.fields[2] = Default::default();
        ui.close();
    }
}

/// The year that what is assumed is compared with.
fn base_case(ui: &mut Ui, session: &Session, query: &mut Query) {
    let (first, last) = date::told_range(session.today());
    let mut on = query.base_year.is_some();
    let tip = session.say("query-compare-tip");
    if ui.checkbox(&mut on, small(session.say("query-compare"))).on_hover_text(tip).changed() {
        query.base_year = on.then_some(session.view().as_of.year.clamp(first.year, last.year - 1));
    }
    if let Some(year) = &mut query.base_year {
        let drag =
            DragValue::new(year).range(first.year..=last.year - 1).custom_formatter(|v, _| format!("{v}"));
        let drag = ui.add(drag);
        drag.widget_info(|| {
            let mut info =
                eframe::egui::WidgetInfo::drag_value(true, f64::from(query.base_year.unwrap_or(0)));
            info.label = Some(session.say("query-base-year").to_owned());
            info
        });
        drag.on_hover_text(session.say("query-base-year-tip"));
    }
}
