//! Lists, sanctions matrix and promises: what they say, what they add up to, what a click does.
use super::windows::{dressed, windowed};
use crate::common::TODAY;
use eframe::egui::{self, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::collections::{BTreeMap, BTreeSet};
use tumen::ui::lists::table::{Key, Target};
use tumen::ui::lists::totals::{Lengths, Totals};
use tumen::ui::lists::{self, List, ListState, csv};
use tumen::ui::shell::bottom;
use tumen::ui::shell::bottom::promises;
use tumen::ui::shell::bottom::sanctions::{self, Mark};
use tumen::ui::tab::BottomTab;
use tumen::ui::{PanelCx, Shell, UiCommands};
use tumen_assets::Bundle;
use tumen_core::model::promise::share;
use tumen_core::model::{Confidence, Date, Document, Id, Record, Selection, Status};
use tumen_scene::Theme;
use tumen_session::view::{Filter, SavedView};
use tumen_session::{Command, SelectionCommand, Session, ViewCommand};

struct World {
    session: Session,
    shell: Shell,
    commands: Vec<Command>,
}

fn session() -> Session {
    Session::open(&Bundle::embedded(), TODAY)
}

fn world(tab: BottomTab) -> World {
    let shell = Shell { tab, right: true, bottom: true, ..Shell::default() };
    World { session: session(), shell, commands: Vec::new() }
}

/// The panel at the bottom alone; what it pushes is kept and not run.
fn harness(size: Vec2, world: World) -> Harness<'static, World> {
    let app = dressed(
        |world: &World| &world.session,
        move |ui: &mut egui::Ui, world: &mut World| {
            let fill = ui.visuals().panel_fill;
            egui::CentralPanel::default()
                .frame(egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(8, 2)))
                .show(ui, |ui| {
                    let mut out = UiCommands::default();
                    let cx = &mut PanelCx::new(&world.session, &mut out);
                    bottom::tabs(ui, cx, &mut world.shell);
                    bottom::show(ui, cx, &mut world.shell);
                    world.commands.extend(out.session().cloned());
                });
        },
    );
    let builder = windowed(size, 8);
    builder.build_ui_state(app, world)
}

fn wide(tab: BottomTab) -> Harness<'static, World> {
    harness(Vec2::new(1280.0, 300.0), world(tab))
}

fn made(session: &Session, state: &ListState) -> lists::table::Table {
    lists::table(session, state, &Lengths::of(session.document()))
}

fn sorted(list: List, column: usize, reverse: bool) -> ListState {
    let mut state = ListState { list, ..ListState::default() };
    state.sort_by(column);
    if reverse {
        state.sort_by(column);
    }
    state
}

fn column(list: List, title: &str) -> usize {
    let state = ListState { list, ..ListState::default() };
    let session = session();
    let columns = made(&session, &state).columns;
    columns.iter().position(|c| session.say(c.title) == title).unwrap()
}

#[test]
fn corridors_sort_by_length_both_ways() {
    let session = session();
    let km = column(List::Corridors, "Drawn, km");
    let lengths = |reverse: bool| -> Vec<f64> {
        let table = made(&session, &sorted(List::Corridors, km, reverse));
        table.rows.iter().map(|r| r.cells[km].raw.as_ref().unwrap().parse().unwrap()).collect()
    };
    let (up, down) = (lengths(false), lengths(true));
    assert!(up.len() > 30 && up.is_sorted(), "{up:?}");
    assert!(down.iter().rev().is_sorted() && down.len() == up.len());
}

#[test]
fn events_sort_by_their_first_day() {
    let session = session();
    let table = made(&session, &sorted(List::Events, 0, false));
    let days: Vec<f64> = table
        .rows
        .iter()
        .map(|r| match r.cells[0].key {
            Key::Number(day) => day,
            _ => f64::NAN,
        })
        .collect();
    assert_eq!(days.len(), session.document().events.len() + session.document().agreements.len());
    assert!(days.is_sorted());
}

#[test]
fn the_lists_hold_every_record() {
    let session = session();
    let document = session.document();
    // The events that belong to no single project stand in the list of events too.
    let events = document.events.len() + document.agreements.len();
    let all = [document.projects.len(), document.corridors.len(), document.figures.len(), events];
    for (list, all) in List::ALL.into_iter().zip(all) {
        let table = made(&session, &ListState { list, ..ListState::default() });
        assert_eq!((table.rows.len(), table.all), (all, all), "{list:?}");
        assert!(table.rows.iter().all(|r| r.cells.len() == table.columns.len()), "{list:?}");
    }
}

#[test]
fn totals_follow_the_filter() {
    let mut session = session();
    let kinds = BTreeSet::from(["gas".to_owned()]);
    session.run(ViewCommand::Filter(Filter { kinds, ..Filter::default() }));
    let document = session.document().clone();
    let lengths = Lengths::of(&document);
    let gas = |p: &Id| document.project(p).is_some_and(|p| &*p.kind == "gas");
    let kept: Vec<_> = document.corridors.iter().filter(|c| gas(&c.project)).collect();
    let mut by_hand: BTreeMap<Id, f64> = BTreeMap::new();
    for corridor in &kept {
        *by_hand.entry(corridor.kind.clone()).or_default() += corridor.length_m() / 1000.0;
    }
    let all: f64 = by_hand.values().sum();
    let totals = Totals::of(&session, &lengths, kept.iter().copied());
    assert_eq!(totals.count, kept.len());
    assert!(all > 1000.0 && (totals.all - all).abs() < 1e-6, "{all}");
    let by_status: f64 = totals.by_status.values().sum();
    assert!((by_status - all).abs() < 1e-6);
    assert_eq!(totals.by_kind.keys().collect::<Vec<_>>(), by_hand.keys().collect::<Vec<_>>());
    let state = ListState { list: List::Corridors, kept_only: true, ..ListState::default() };
    let table = made(&session, &state);
    assert_eq!(table.rows.len(), kept.len());
    assert_eq!(table.totals, totals.lines(&session));
    let faded = made(&session, &ListState { list: List::Corridors, ..ListState::default() });
    assert_eq!(faded.totals, table.totals, "what fades does not count");
    assert_eq!(csv(&faded, session.messages()).lines().count(), kept.len() + 1);
}

#[test]
fn a_part_counts_with_its_own_status() {
    let session = session();
    let document = session.document();
    let corridor = document.corridor("east-coast").unwrap();
    let totals = Totals::of(&session, &Lengths::of(document), std::iter::once(corridor));
    let dismantled: f64 = corridor
        .segments
        .iter()
        .filter(|s| document.segment_status(corridor, s, TODAY).status == Some(Status::Dismantled))
        .flat_map(|s| corridor.legs_of(s).unwrap())
        .map(|leg| tumen_core::geo::measure::length(&corridor.legs[leg]) / 1000.0)
        .sum();
    assert!(dismantled > 0.0 && totals.by_status.len() > 1, "{totals:?}");
    assert!((totals.by_status[&Some(Status::Dismantled)] - dismantled).abs() < 1e-6, "{totals:?}");
}

#[test]
fn text_years_and_confidence_filter_the_figures() {
    let session = session();
    let state = ListState { list: List::Figures, ..ListState::default() };
    let count = |state: &ListState| made(&session, state).rows.len();
    let named = ListState { text: " WFP ".to_owned(), ..state.clone() };
    assert!((1..count(&state)).contains(&count(&named)));
    let then = ListState { years: [2018, 2018], confidence: Confidence::High, ..state };
    let rows = made(&session, &then).rows;
    assert!(!rows.is_empty());
    for row in rows {
        let [first, last] = row.years.unwrap();
        assert!(first <= 2018 && last >= 2018 && row.confidence == Some(Confidence::High));
    }
}

#[test]
fn csv_of_every_list_is_read_back() {
    let session = session();
    for list in List::ALL {
        let table = made(&session, &ListState { list, ..ListState::default() });
        let text = csv(&table, session.messages());
        let mut reader = csv_crate(&text);
        let rows: Vec<Vec<String>> =
            reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows.len(), table.rows.len(), "{list:?}");
        for (read, row) in rows.iter().zip(&table.rows) {
            let cell = &row.cells[0];
            assert_eq!(&read[0], cell.raw.as_ref().unwrap_or(&cell.text));
        }
        assert!(!text.contains('\u{202f}') || list == List::Figures, "{list:?}: numbers are plain");
    }
}

fn csv_crate(text: &str) -> ::csv::Reader<&[u8]> {
    ::csv::Reader::from_reader(text.as_bytes())
}

#[test]
fn a_click_on_a_row_selects_on_the_map() {
    let mut world = world(BottomTab::Lists);
    world.shell.lists.list = List::Corridors;
    world.shell.lists.text = "khasan".to_owned();
    let table = made(&world.session, &world.shell.lists);
    let Target::Corridor(id) = table.rows[0].target.clone() else { return };
    let name = table.rows[0].cells[0].text.clone();
    let mut harness = harness(Vec2::new(1280.0, 300.0), world);
    harness.run();
    harness.get_by_role_and_label(Role::Row, &name).click();
    harness.run();
    let pushed = &harness.state().commands;
    assert!(
        matches!(&pushed[..], [Command::Selection(SelectionCommand::Select(Some(Selection::Corridor(c))))] if *c == id),
        "{pushed:?}"
    );
}

#[test]
fn what_is_selected_on_the_map_comes_into_sight() {
    let mut harness = wide(BottomTab::Lists);
    harness.state_mut().shell.lists.list = List::Corridors;
    harness.run();
    let document = harness.state().session.document().clone();
    let last = document.corridors.last().unwrap();
    assert!(harness.query_by_role_and_label(Role::Row, &last.names.en).is_none());
    harness.state_mut().session.run(SelectionCommand::Select(Some(Selection::Corridor(last.id.clone()))));
    harness.run();
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Row, &last.names.en).is_some());
}

#[test]
fn a_click_on_a_heading_sorts() {
    let mut harness = wide(BottomTab::Lists);
    harness.run();
    for reverse in [false, true] {
        harness.get_by_label("Sort by status").click();
        harness.run();
        let sort = harness.state().shell.lists.sort[0];
        assert_eq!((sort.column, sort.reverse), (Some(2), reverse));
    }
}

#[test]
fn the_tabs_switch_and_are_saved() {
    let mut harness = wide(BottomTab::Plots);
    harness.run();
    for &tab in BottomTab::ALL {
        let words = harness.state().session.say(tab.row().words).to_owned();
        harness.get_by_label(&words).click();
        harness.run();
        assert_eq!(harness.state().shell.tab, tab);
    }
    let saved = serde_json::to_string(&harness.state().shell).unwrap();
    let back: Shell = serde_json::from_str(&saved).unwrap();
    assert_eq!(Some(&back.tab), BottomTab::ALL.last());
    assert_eq!(back.lists, harness.state().shell.lists);
}

fn matrix_cell<'a>(document: &'a Document, constraint: &str, project: &str) -> Option<sanctions::Cell<'a>> {
    let rows = sanctions::rows(document);
    let constraint = rows.into_iter().find(|c| &*c.id == constraint)?;
    sanctions::cell(document, constraint, project)
}

#[test]
fn the_matrix_says_what_a_resolution_does_to_a_project() {
    let session = session();
    let document = session.document();
    let gas = matrix_cell(document, "unsc-2375", "trans-korean-gas").unwrap();
    assert_eq!(gas.mark, Mark::Bears);
    assert!(gas.effect.contains("committee approval"), "{}", gas.effect);
    let rail = matrix_cell(document, "unsc-2375", "khasan-rajin").unwrap();
    assert_eq!(rail.mark, Mark::Exempt);
    assert!(rail.effect.contains("para 18"), "{}", rail.effect);
    assert_eq!(matrix_cell(document, "unsc-1718", "khasan-rajin").unwrap().mark, Mark::General);
    assert_eq!(matrix_cell(document, "rok-180-day-rule", "trans-korean-gas"), None);
    let rows = sanctions::rows(document);
    assert!(rows.iter().map(|c| c.date.as_ref().unwrap().first).is_sorted());
    let columns: Vec<&str> = sanctions::columns(document, &rows).iter().map(|p| &*p.id).collect();
    assert!(columns.contains(&"korea-power-line") && !columns.contains(&"bam"), "{columns:?}");
}

#[test]
fn every_exemption_is_about_a_project_it_bears_on() {
    let session = session();
    let document = session.document();
    for constraint in &document.constraints {
        for id in &constraint.exempts {
            let project = document.project(id).unwrap();
            let bears = constraint.projects.contains(id) || project.constraints.contains(&constraint.id);
            assert!(bears, "{} spares {id}, on which it does not bear", constraint.id);
        }
    }
}

#[test]
fn a_click_in_the_matrix_filters_or_selects() {
    let mut harness = harness(Vec2::new(1280.0, 800.0), world(BottomTab::Sanctions));
    harness.run();
    harness.get_by_label("UNSC resolution 2375: filter the map").click();
    harness.run();
    let Some(Command::View(ViewCommand::Filter(filter))) = harness.state().commands.last().cloned() else {
        unreachable!("a click filters: {:?}", harness.state().commands)
    };
    assert!(filter.projects.contains("trans-korean-gas") && !filter.projects.contains("bam"), "{filter:?}");
    let world = harness.state_mut();
    world.session.run(ViewCommand::Filter(filter));
    assert!(world.session.left_out().contains("bam"));
    harness.run();
    let cell = harness.get_all_by_role(Role::Cell).find(|c| {
        let label = egui_kittest::kittest::NodeT::accesskit_node(c).label().unwrap_or_default();
        label.starts_with("UNSC resolution 2375 × Trans-Korean gas")
    });
    cell.unwrap().click();
    harness.run();
    let last = harness.state().commands.last();
    assert!(
        matches!(last, Some(Command::Selection(SelectionCommand::Select(Some(Selection::Project(p))))) if &**p == "trans-korean-gas"),
        "{last:?}"
    );
    harness.get_by_label("Show all projects").click();
    harness.run();
    let last = harness.state().commands.last();
    assert!(matches!(last, Some(Command::View(ViewCommand::Filter(f))) if f.is_open()), "{last:?}");
}

#[test]
fn the_filter_by_project_is_saved() {
    let mut session = session();
    let projects = BTreeSet::from(["bam".to_owned()]);
    session.run(ViewCommand::Filter(Filter { projects: projects.clone(), ..Filter::default() }));
    let saved = serde_json::to_string(&SavedView::of(session.view())).unwrap();
    let back: SavedView = serde_json::from_str(&saved).unwrap();
    assert_eq!(back.restore(session.document(), TODAY).filter.projects, projects);
}

fn records<'a>(document: &'a Document, references: &[String]) -> Vec<Record<'a>> {
    references.iter().flat_map(|r| document.records(r)).collect()
}

#[test]
fn every_promise_refers_to_records_with_sources() {
    let session = session();
    let document = session.document();
    assert!(document.promises.len() >= 15, "{}", document.promises.len());
    for promise in &document.promises {
        assert_eq!(promise.names.all().count(), 3, "{} lacks a name", promise.id);
        for reference in promise.target.iter().chain(&promise.outcome) {
            let found = document.records(reference);
            assert!(!found.is_empty(), "{}: {reference}", promise.id);
            for record in found {
                let known = record.source().is_none_or(|s| document.source(s).is_some());
                assert!(known, "{}: {reference}", promise.id);
            }
        }
    }
}

/// The year in which something was said or was to be reached must stand in what is referred to.
#[test]
fn no_promise_has_a_year_of_its_own() {
    let session = session();
    let document = session.document();
    for promise in &document.promises {
        let mut known = String::new();
        for record in records(document, &promise.target) {
            let source = record.source().and_then(|s| document.source(s)).unwrap();
            known += &format!("{} {} {} ", record.note(), source.date, source.title);
            known += record.date().map_or("", |d| d.text());
            match record {
                Record::Figure(f) => known += &format!(" {} {}", f.value, f.label),
                Record::Event(e) => known += &format!(" {}", e.text),
                _ => {}
            }
        }
        for year in promise.said.iter().chain(&promise.due) {
            assert!(known.contains(&year.text()[..4]), "{}: {year} is not in `{known}`", promise.id);
        }
    }
}

#[test]
fn the_trade_of_2018_is_3_4_percent_of_the_target() {
    let session = session();
    let document = session.document();
    let promise = document.promises.iter().find(|p| &*p.id == "trade-2020").unwrap();
    let (targets, outcomes) = (records(document, &promise.target), records(document, &promise.outcome));
    assert!(targets.iter().all(|t| t.range() == Some([1000.0; 2])));
    let of_2018 = outcomes.iter().find(|r| r.range() == Some([34.065; 2])).unwrap();
    assert_eq!(promises::percent(share(&targets, of_2018).unwrap(), session.messages()), "3.4 %");
}

#[test]
fn unlike_things_have_no_share() {
    let session = session();
    let document = session.document();
    let one = |reference: &str| document.records(reference);
    let target = one("series:target-khasan-rajin@2017");
    let quarter = one("series:coal-rajin@2021-Q1");
    assert_eq!(share(&target, &quarter[0]), None, "a quarter is no year");
    let year = one("series:coal-rajin@2017");
    assert_eq!(share(&target, &year[0]), Some([40.0, 40.0]));
    assert_eq!(share(&target, &one("series:trade-total-seed@2018")[0]), None);
    let range = one("series:target-khasan-rajin@2014");
    let cargo = one("series:cargo-khasan-rajin@2014");
    let share = share(&range, &cargo[0]).unwrap().map(|s| (s * 10.0).round() / 10.0);
    assert_eq!(share, [5.6, 7.0]);
}

#[test]
fn promises_show_value_share_and_source() {
    let mut harness = wide(BottomTab::Promises);
    harness.run();
    assert!(harness.query_all_by_label("1000 million USD").count() >= 1);
    assert!(harness.query_all_by_label("34.065 million USD").count() >= 1);
    assert!(harness.query_all_by_label("3.4 %").count() >= 1);
    assert!(harness.query_all_by_role(Role::Link).count() > 0);
}

#[test]
fn a_reference_to_nothing_is_reported() {
    let text = String::from_utf8(tumen_assets::bytes("data/promises.toml").to_vec()).unwrap();
    let broken = text.replace("series:trade-total-seed@2018", "series:trade-total-seed@1918");
    let session = Session::open(&Bundle::embedded().overlaid("data/promises.toml", broken), TODAY);
    let notices: Vec<String> = session.notices().notices().iter().map(ToString::to_string).collect();
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].contains("promise trade-2020") && notices[0].contains("@1918"), "{notices:?}");
}

#[test]
fn a_broken_promise_is_reported_with_its_line() {
    let text = String::from_utf8(tumen_assets::bytes("data/promises.toml").to_vec()).unwrap();
    let broken = text.replacen("target = \"series:trade-target@2015\"", "target = 7", 1);
    let line = broken.lines().position(|l| l == "target = 7").unwrap() + 1;
    let session = Session::open(&Bundle::embedded().overlaid("data/promises.toml", broken), TODAY);
    let place = &session.notices().notices()[0].place;
    assert_eq!((place.file.as_deref(), place.line), (Some("data/promises.toml"), Some(line)));
    assert!(session.document().promises.len() >= 15);
}

/// Pictures for people to look at: `TUMEN_PICTURES=folder cargo test --test window lists -- --ignored`.
#[test]
#[ignore = "needs a GPU or a software rasterizer"]
fn pictures() {
    let folder = std::path::PathBuf::from(std::env::var_os("TUMEN_PICTURES").unwrap());
    for theme in [Theme::Light, Theme::Dark] {
        let mut shown: Vec<(String, World)> = List::ALL
            .into_iter()
            .map(|list| {
                let mut world = world(BottomTab::Lists);
                world.shell.lists = sorted(list, 0, false);
                (format!("lists-{}", format!("{list:?}").to_lowercase()), world)
            })
            .collect();
        let kinds = BTreeSet::from(["railway".to_owned()]);
        let filter = Filter { kinds, ..Filter::default() };
        let corridors = &mut shown[1].1.session;
        corridors.run(ViewCommand::Filter(filter));
        corridors.run(SelectionCommand::Select(Some(Selection::Corridor("east-coast".into()))));
        shown.push(("sanctions".into(), world(BottomTab::Sanctions)));
        shown.push(("promises".into(), world(BottomTab::Promises)));
        for (name, mut world) in shown {
            world.session.run(ViewCommand::Theme(theme));
            world.session.run(ViewCommand::AsOf(Date::new(2018, 1, 1).unwrap()));
            let mut harness = harness(Vec2::new(1280.0, 300.0), world);
            for (width, mark) in [(1280.0, ""), (698.0, "-narrow")] {
                harness.set_size(Vec2::new(width, 300.0));
                harness.run();
                harness.run();
                let file = folder.join(format!("{name}-{}{mark}.png", theme.id()));
                harness.render().unwrap().save(file).unwrap();
            }
        }
    }
}
