//! Measuring, drawing and editing on the map, driven by clicks and keys.
use super::windows::{dressed, windowed};
use eframe::egui::{self, Event, Key, Modifiers, PointerButton, Pos2, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tumen::ui::tools::Tool;
use tumen::ui::{self, Shell};
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::layer::{Feature, Geometry, Layer};
use tumen_core::model::{Edit, FeatureKey, LayerId, Selection};
use tumen_scene::{Camera, Theme};
use tumen_session::{CameraCommand, SelectionCommand, Session, ViewCommand, WorkspaceCommand};

struct World {
    session: Session,
    shell: Shell,
}

type Window = Harness<'static, World>;

fn window_of(world: World) -> Window {
    let app = dressed(
        |world: &World| &world.session,
        move |ui: &mut egui::Ui, world: &mut World| {
            let requests = ui::shell::show(ui, &world.session, &mut world.shell);
            let changed = !requests.commands.is_empty();
            for command in requests.commands {
                world.session.run(command);
            }
            if changed {
                world.session.prepare();
                ui.ctx().request_repaint();
            }
        },
    );
    let builder = windowed(Vec2::new(1000.0, 700.0), 12).with_step_dt(1.0 / 60.0);
    let mut window = builder.build_ui_state(app, world);
    window.run_ok();
    window.run_ok();
    window
}

/// A window that shows only the map, looking at a place.
fn window_at(center: LonLat, zoom: f64) -> Window {
    let mut session = crate::common::ready();
    session.run(CameraCommand::Set(Camera::at(Projection::Mercator, center, zoom)));
    let mut shell = Shell { motion: false, right: true, bottom: true, ..Shell::default() };
    (shell.left, shell.right, shell.bottom, shell.time, shell.legend) = (false, false, false, false, false);
    window_of(World { session, shell })
}

/// Empty sea, far from anything to snap to.
const SEA: LonLat = LonLat::new(157.0, 45.0);

fn at_sea() -> Window {
    window_at(SEA, 6.0)
}

fn screen(window: &Window, p: LonLat) -> Pos2 {
    let map = window.get_by_role_and_label(Role::Image, "Map").rect();
    let camera = window.state().session.view().camera;
    let size = [map.width(), map.height()];
    let [x, y] = camera.to_screen(camera.projection.project_wrapped(p), size).into();
    map.min + Vec2::new(x, y)
}

fn button(window: &mut Window, pos: Pos2, button: PointerButton, pressed: bool) {
    window.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    window.run_ok();
}

fn click_at(window: &mut Window, pos: Pos2) {
    window.event(Event::PointerMoved(pos));
    window.run_ok();
    button(window, pos, PointerButton::Primary, true);
    button(window, pos, PointerButton::Primary, false);
}

fn click(window: &mut Window, p: LonLat) {
    let pos = screen(window, p);
    click_at(window, pos);
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.event(Event::PointerMoved(from));
    window.run_ok();
    button(window, from, PointerButton::Primary, true);
    for i in 1..=4 {
        window.event(Event::PointerMoved(from.lerp(to, i as f32 / 4.0)));
        window.run_ok();
    }
    button(window, to, PointerButton::Primary, false);
}

fn key(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run_ok();
}

fn hold(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_ok();
}

/// Chooses an entry of the Edit menu.
fn choose(window: &mut Window, entry: &str) {
    window.get_by_role_and_label(Role::Button, "Edit").click();
    window.run_ok();
    window.run_ok();
    window.get_by_label_contains(entry).click();
    window.run_ok();
}

fn only(window: &Window) -> Geometry {
    let workspace = window.state().session.workspace();
    assert_eq!(workspace.layers.len(), 1);
    assert_eq!(workspace.layers[0].features.len(), 1);
    workspace.layers[0].features[0].geometry.clone()
}

fn near(a: LonLat, b: LonLat) -> bool {
    (a.lon - b.lon).abs() < 0.02 && (a.lat - b.lat).abs() < 0.02
}

fn points(geometry: &Geometry) -> Vec<LonLat> {
    let mut all = Vec::new();
    geometry.each(&mut |_, part| all.extend(&part.points));
    all
}

const A: LonLat = LonLat::new(155.0, 45.0);
const B: LonLat = LonLat::new(157.0, 46.0);
const C: LonLat = LonLat::new(158.5, 44.5);
const D: LonLat = LonLat::new(157.0, 43.5);

/// A window with a layer of some lines, the first of them selected.
fn with_lines(lines: &[&[LonLat]]) -> Window {
    let mut window = at_sea();
    let features = lines.iter().map(|l| Feature::drawn(Geometry::line(l.to_vec()))).collect();
    let session = &mut window.state_mut().session;
    session.run(WorkspaceCommand::Edit(vec![Edit::AddLayers(vec![Layer::new("Lines", features)])], None));
    session.run(SelectionCommand::Select(Some(Selection::Feature(LayerId(0), FeatureKey(0)))));
    session.prepare();
    window.run_ok();
    window
}

#[test]
fn vladivostok_to_busan_is_as_long_as_the_geodesic() {
    let (vladivostok, busan) = (LonLat::new(131.8735, 43.1056), LonLat::new(129.0403, 35.1028));
    let mut window = window_at(LonLat::new(130.5, 39.0), 6.0);
    key(&mut window, Key::M);
    assert_eq!(window.state().shell.tools.tool, Tool::Measure);
    click(&mut window, vladivostok);
    click(&mut window, busan);
    key(&mut window, Key::Enter);
    let sketch = window.state().shell.tools.sketch().clone();
    assert!(sketch.done && sketch.points.len() == 2);
    // The clicks snap to the two cities of the document.
    let known: f64 = 921_500.0;
    let meters = tumen_core::geo::measure::length(&sketch.points);
    assert!((meters / known - 1.0).abs() < 0.004, "{meters}");
    let exact = tumen_core::geo::measure::distance(vladivostok, busan);
    assert!((exact / known - 1.0).abs() < 0.001, "{exact}");
    window.get_by_label("Copy");
    window.get_by_label("Keep as layer").click();
    window.run_ok();
    let kept = only(&window);
    let length: f64 = tumen_core::geo::measure::length(&points(&kept));
    assert!((length / meters - 1.0).abs() < 1e-6, "{length}");
}

#[test]
fn a_measure_closes_on_its_first_point_and_goes_back() {
    let mut window = at_sea();
    key(&mut window, Key::M);
    for p in [A, B, C, D] {
        click(&mut window, p);
    }
    key(&mut window, Key::Backspace);
    assert_eq!(window.state().shell.tools.sketch().points.len(), 3);
    click(&mut window, A);
    assert!(window.state().shell.tools.sketch().closed);
    key(&mut window, Key::Escape);
    assert!(window.state().shell.tools.sketch().points.is_empty());
    key(&mut window, Key::Escape);
    assert_eq!(window.state().shell.tools.tool, Tool::Pan);
    assert!(window.state().session.workspace().layers.is_empty());
}

#[test]
fn a_drawn_line_is_one_step() {
    let mut window = at_sea();
    key(&mut window, Key::D);
    for p in [A, B, C] {
        click(&mut window, p);
    }
    key(&mut window, Key::Enter);
    let line = points(&only(&window));
    assert!(line.len() == 3 && near(line[0], A) && near(line[2], C), "{line:?}");
    let selected = window.state().session.view().selection.clone();
    assert_eq!(selected, Some(Selection::Feature(LayerId(0), FeatureKey(0))));
    hold(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(window.state().session.workspace().layers.is_empty());
    hold(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(points(&only(&window)).len(), 3);
    hold(&mut window, Modifiers::COMMAND, Key::Z);
    hold(&mut window, Modifiers::COMMAND, Key::Y);
    assert_eq!(points(&only(&window)).len(), 3);
}

#[test]
fn a_double_click_ends_an_area() {
    let mut window = at_sea();
    key(&mut window, Key::A);
    for p in [A, B] {
        click(&mut window, p);
    }
    let pos = screen(&window, C);
    for pressed in [true, false, true, false] {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        window.event(Event::PointerButton { pos, button, pressed, modifiers });
    }
    window.run_ok();
    let area = only(&window);
    assert!(matches!(area, Geometry::Polygon(_)), "{area:?}");
    assert_eq!(area.vertices(), 4);
}

#[test]
fn points_go_into_the_same_layer() {
    let mut window = at_sea();
    key(&mut window, Key::O);
    for p in [A, B, C] {
        click(&mut window, p);
    }
    let workspace = window.state().session.workspace().clone();
    assert_eq!((workspace.layers.len(), workspace.layers[0].features.len()), (1, 3));
    key(&mut window, Key::Delete);
    assert_eq!(window.state().session.workspace().layers[0].features.len(), 2);
}

#[test]
fn the_map_moves_while_drawing() {
    let mut window = at_sea();
    key(&mut window, Key::D);
    click(&mut window, A);
    let before = window.state().session.view().camera;
    let from = screen(&window, D);
    drag(&mut window, from, from + Vec2::new(60.0, 30.0));
    assert_ne!(window.state().session.view().camera, before);
    assert_eq!(window.state().shell.tools.sketch().points.len(), 1);
}

#[test]
fn dragging_a_vertex_is_one_step() {
    let mut window = with_lines(&[&[A, B, C]]);
    key(&mut window, Key::E);
    let (from, to) = (screen(&window, B), screen(&window, D));
    let camera = window.state().session.view().camera;
    drag(&mut window, from, to);
    assert_eq!(window.state().session.view().camera, camera, "the map stays");
    let line = points(&only(&window));
    assert!(line.len() == 3 && near(line[1], D), "{line:?}");
    hold(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(points(&only(&window)), [A, B, C]);
    assert_eq!(window.state().session.history().undo_label(), Some("edit-add-layers"));
}

#[test]
fn a_middle_becomes_a_vertex_and_goes_again() {
    let mut window = with_lines(&[&[A, B, C]]);
    key(&mut window, Key::E);
    let middle = screen(&window, A).lerp(screen(&window, B), 0.5);
    let to = screen(&window, D);
    drag(&mut window, middle, to);
    let line = points(&only(&window));
    assert!(line.len() == 4 && near(line[1], D), "{line:?}");
    click(&mut window, D);
    key(&mut window, Key::Delete);
    assert_eq!(points(&only(&window)), [A, B, C]);
}

#[test]
fn escape_gives_a_drag_up() {
    let mut window = with_lines(&[&[A, B, C]]);
    key(&mut window, Key::E);
    let from = screen(&window, B);
    window.event(Event::PointerMoved(from));
    window.run_ok();
    button(&mut window, from, PointerButton::Primary, true);
    window.event(Event::PointerMoved(from + Vec2::new(80.0, 0.0)));
    window.run_ok();
    key(&mut window, Key::Escape);
    button(&mut window, from + Vec2::new(80.0, 0.0), PointerButton::Primary, false);
    assert_eq!(points(&only(&window)), [A, B, C]);
    assert_eq!(window.state().shell.tools.tool, Tool::EditShape);
}

#[test]
fn the_menu_of_a_vertex_splits() {
    let mut window = with_lines(&[&[A, B, C]]);
    key(&mut window, Key::E);
    let at = screen(&window, B);
    window.event(Event::PointerMoved(at));
    window.run_ok();
    button(&mut window, at, PointerButton::Secondary, true);
    button(&mut window, at, PointerButton::Secondary, false);
    window.get_by_label("Split here").click();
    window.run_ok();
    let layer = window.state().session.workspace().layers[0].clone();
    assert_eq!(layer.features.len(), 2);
    assert_eq!(points(&layer.features[0].geometry), [A, B]);
    assert_eq!(window.state().session.history().undo_label(), Some("edit-split-or-join"));
}

#[test]
fn lines_are_reversed_and_simplified_from_the_menu() {
    let bent = LonLat::new(156.0, 45.5024);
    let mut window = with_lines(&[&[A, bent, B]]);
    choose(&mut window, "Reverse line");
    assert_eq!(points(&only(&window)), [B, bent, A]);
    choose(&mut window, "Simplify…");
    window.get_by_label("3 vertices → 2");
    window.get_by_role_and_label(Role::Button, "Simplify").click();
    window.run_ok();
    assert_eq!(points(&only(&window)), [B, A]);
}

#[test]
fn two_lines_join_by_a_click() {
    let mut window = with_lines(&[&[A, B], &[C, B]]);
    choose(&mut window, "Join lines…");
    let middle = screen(&window, B).lerp(screen(&window, C), 0.5);
    click_at(&mut window, middle);
    assert_eq!(points(&only(&window)), [A, B, C]);
    hold(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().session.workspace().layers[0].features.len(), 2);
}

#[test]
fn a_corridor_becomes_a_variant() {
    let mut window = at_sea();
    let id = window.state().session.document().corridors[0].id.clone();
    window.state_mut().session.run(SelectionCommand::Select(Some(Selection::Corridor(id.clone()))));
    window.run_ok();
    choose(&mut window, "Draw a variant");
    let workspace = window.state().session.workspace().clone();
    assert_eq!(workspace.layers[0].name, "Variants");
    let feature = &workspace.layers[0].features[0];
    assert_eq!(feature.property("variant_of").map(|v| v.display()), Some(&*id));
    assert_eq!(window.state().shell.tools.tool, Tool::EditShape);
}

#[test]
fn clicks_snap_to_places_unless_alt_is_held() {
    let vladivostok = LonLat::new(131.8735, 43.1056);
    let mut window = window_at(vladivostok, 7.0);
    key(&mut window, Key::D);
    let at = screen(&window, vladivostok) + Vec2::new(4.0, 3.0);
    click_at(&mut window, at);
    let document = window.state().session.document().clone();
    let snapped = window.state().shell.tools.sketch().points[0];
    assert!(document.places.iter().any(|p| p.position == snapped), "{snapped:?}");
}

#[test]
fn clicks_snap_exactly_to_vertices_and_along_lines() {
    let mut window = with_lines(&[&[A, B, C]]);
    key(&mut window, Key::D);
    let at = screen(&window, B) + Vec2::new(5.0, -4.0);
    click_at(&mut window, at);
    let on = screen(&window, B).lerp(screen(&window, C), 0.5);
    click_at(&mut window, on + Vec2::new(5.0, 0.0));
    let drawn = window.state().shell.tools.sketch().points.clone();
    assert_eq!(drawn[0], B);
    assert!(screen(&window, drawn[1]).distance(on) < 6.0, "{drawn:?}");
}

#[test]
fn a_click_on_a_drawn_line_selects_it_for_editing() {
    let mut window = with_lines(&[&[A, B, C]]);
    window.state_mut().session.run(SelectionCommand::Select(None));
    key(&mut window, Key::E);
    let on = screen(&window, A).lerp(screen(&window, B), 0.4);
    click_at(&mut window, on);
    assert!(window.state().session.view().selection.is_some());
    key(&mut window, Key::Escape);
    key(&mut window, Key::Delete);
    assert!(window.state().session.workspace().layers[0].features.is_empty());
}

#[test]
fn an_idle_tool_asks_for_no_frames() {
    let mut window = with_lines(&[&[A, B, C]]);
    for tool in [Tool::Measure, Tool::DrawLine, Tool::EditShape] {
        window.state_mut().shell.tools.choose(tool);
        window.run_ok();
        assert!(window.run_ok().is_some(), "{tool:?}");
    }
}

/// Pictures to look at; made only when asked for.
#[test]
fn pictures() {
    let Some(folder) = std::env::var_os("TUMEN_PICTURES").map(std::path::PathBuf::from) else { return };
    for theme in [Theme::Light, Theme::Dark] {
        let mut window = window_at(LonLat::new(132.0, 41.0), 6.0);
        window.state_mut().session.run(ViewCommand::Theme(theme));
        key(&mut window, Key::M);
        for p in [[131.87, 43.1], [129.04, 35.1], [135.5, 38.0], [137.0, 43.0]] {
            click(&mut window, p.into());
        }
        let hover = screen(&window, LonLat::new(136.0, 45.0));
        window.event(Event::PointerMoved(hover));
        window.run_ok();
        let save = |window: &mut Window, name: &str| {
            window.render().unwrap().save(folder.join(format!("tools-{name}-{theme:?}.png"))).unwrap();
        };
        save(&mut window, "measure");
        click(&mut window, LonLat::new(131.87, 43.1));
        save(&mut window, "measured");
        let mut window = with_lines(&[&[A, B, C, D]]);
        window.state_mut().session.run(ViewCommand::Theme(theme));
        key(&mut window, Key::E);
        let hover = screen(&window, B);
        window.event(Event::PointerMoved(hover));
        window.run_ok();
        save(&mut window, "edit");
    }
}
