//! The panel of routes: what is asked, what is shown of an answer, and what a control does.
use super::windows::{dressed, picture, shown, window_size, windowed};
use eframe::egui::{self, Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use tumen::ui::logistics::{Detail, End, Query, table, words};
use tumen::ui::tab::BottomTab;
use tumen::ui::{Shell, logistics, shell};
use tumen_assets::Bundle;
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{ASSUMPTION, Cargo};
use tumen_core::model::{Date, Names, Selection};
use tumen_network::quantity::{Days, Kilometers, Tonnes, TonnesCo2, Usd};
use tumen_network::{
    Answer, Assumption, Capacity, ClosedVariant, Leg, LegKind, LengthBasis, Merit, Objective, Range, Reason,
    RouteError, Stop, Totals, Variant, WhyNot,
};
use tumen_scene::Theme;
use tumen_scene::frame::FeatureId;
use tumen_session::logistics::{Outcome, Question};
use tumen_session::{NetworkCommand, SelectionCommand, Session, ViewCommand, WorkspaceCommand};

/// What answers a question.
type Oracle = fn(&Question) -> Outcome;

struct World {
    session: Session,
    shell: Shell,
    program: Vec<shell::Program>,
    oracle: Oracle,
    asked: Vec<Arc<Question>>,
}

fn stop(id: &str, name: &str, lon: f64, lat: f64) -> Stop {
    let names = Names { en: name.into(), ..Names::default() };
    Stop { id: id.into(), names, position: LonLat::new(lon, lat), country: String::new() }
}

fn totals(km: f64, days: f64, usd: f64, co2: f64) -> Totals {
    Totals { km: Kilometers(km), days: Days(days), usd: Usd(usd), co2: TonnesCo2(co2), ..Totals::default() }
}

fn range(value: Totals) -> Range {
    let times = |f: f64| totals(value.km.0, value.days.0 * f, value.usd.0 * f, value.co2.0 * f);
    Range { value, low: times(0.8), high: times(1.5) }
}

struct Step<'a>(LegKind, Mode, &'a Stop, &'a Stop, Totals, Option<u32>, u32);

fn leg(step: &Step<'_>) -> Leg {
    let Step(kind, mode, from, to, value, gauge, link) = step;
    Leg {
        kind: *kind,
        mode: *mode,
        from: (*from).clone(),
        to: (*to).clone(),
        corridor: None,
        along: Names::default(),
        links: vec![*link],
        range: range(*value),
        drawn: value.km,
        basis: LengthBasis::Published,
        undated: None,
        gauge: *gauge,
        capacity: None,
        line: vec![from.position, to.position],
        parameters: Vec::new(),
    }
}

fn assumption(id: &str, value: f64, range: [f64; 2], unit: &'static str, source: &str) -> Assumption {
    Assumption {
        id: id.into(),
        value,
        shipped: None,
        low: range[0],
        high: range[1],
        unit,
        source: source.into(),
        year: None,
        currency: String::new(),
        note: "modeled on usual terms".to_owned(),
    }
}

fn variant(rank: usize, merits: Vec<Merit>, steps: &[Step<'_>]) -> Variant {
    let legs: Vec<Leg> = steps.iter().map(leg).collect();
    let what = Message::verbatim("Terminal");
    Variant {
        rank,
        merits,
        range: legs.iter().map(|l| l.range).sum(),
        legs,
        bottleneck: Some(Capacity { tonnes: Tonnes(5_000_000.0), what, source: "tass2018rk".into() }),
        assumptions: vec![
            assumption("speed.rail", 550.0, [350.0, 700.0], "km/day", ASSUMPTION),
            assumption("usd.port", 7.0, [4.0, 12.0], "USD/t", "tass2018rk"),
        ],
        service: None,
        spread: tumen_network::Spread::default(),
        assumed_share: 0.5,
        equal_group: rank,
    }
}

fn over_rajin(rank: usize) -> Variant {
    use LegKind::{Border, GaugeChange, Haul, Port};
    let (start, khasan) =
        (stop("novosibirsk", "Novosibirsk", 82.9, 55.0), stop("khasan", "Khasan", 130.6, 42.4));
    let (rajin, end) = (stop("rajin", "Rajin", 130.3, 42.2), stop("pohang", "Pohang", 129.4, 36.0));
    variant(
        rank,
        vec![Merit::Best(Objective::Cost), Merit::Pareto],
        &[
            Step(Haul, Mode::Rail, &start, &khasan, totals(5900.0, 10.7, 1_400_000.0, 1900.0), Some(1520), 1),
            Step(Border, Mode::Rail, &khasan, &khasan, totals(0.0, 1.0, 240_000.0, 0.0), Some(1520), 2),
            Step(GaugeChange, Mode::Rail, &khasan, &khasan, totals(0.0, 0.5, 80_000.0, 0.0), Some(1435), 6),
            Step(Haul, Mode::Rail, &khasan, &rajin, totals(54.0, 0.3, 13_000.0, 17.0), Some(1520), 3),
            Step(Port, Mode::Sea, &rajin, &rajin, totals(0.0, 3.0, 280_000.0, 0.0), None, 4),
            Step(Haul, Mode::Sea, &rajin, &end, totals(780.0, 1.4, 150_000.0, 210.0), None, 5),
        ],
    )
}

fn over_vostochny(rank: usize) -> Variant {
    use LegKind::{Haul, Port};
    let start = stop("novosibirsk", "Novosibirsk", 82.9, 55.0);
    let (port, end) = (stop("vostochny", "Vostochny", 133.0, 42.7), stop("pohang", "Pohang", 129.4, 36.0));
    variant(
        rank,
        vec![Merit::Best(Objective::Time)],
        &[
            Step(Haul, Mode::Rail, &start, &port, totals(5800.0, 10.5, 1_500_000.0, 1890.0), Some(1520), 11),
            Step(Port, Mode::Sea, &port, &port, totals(0.0, 2.5, 300_000.0, 0.0), None, 12),
            Step(Haul, Mode::Sea, &port, &end, totals(1000.0, 1.8, 170_000.0, 260.0), None, 13),
        ],
    )
}

fn closed() -> WhyNot {
    WhyNot {
        link: "crossing-khasan-tumangang".into(),
        reason: Reason::Is {
            what: Message::verbatim("the crossing Khasan–Tumangang"),
            why: message!("route-why-ended", date = "2020-02"),
        },
        source: Some("tass2018rk".into()),
    }
}

/// Rajin is open before 2020 or if it is switched on; a slower railway makes everything dearer.
fn oracle(question: &Question) -> Outcome {
    let request = &question.request;
    let open = request.as_of.year < 2020 || request.with.iter().any(|w| &**w == "crossing-khasan-tumangang");
    let slow = request.assumptions.get("speed.rail").copied();
    let (mut rajin, mut vostochny) = (over_rajin(1), over_vostochny(if open { 2 } else { 1 }));
    for v in [&mut rajin, &mut vostochny] {
        if let Some(speed) = slow {
            v.range.value.days.0 += 5900.0 / speed - 5900.0 / 550.0;
            v.assumptions[0].value = speed;
            v.assumptions[0].shipped = Some(550.0);
        }
    }
    Ok(match open {
        true => Answer { variants: vec![rajin, vostochny], closed_variants: vec![], why_not: vec![] },
        false => Answer {
            variants: vec![vostochny],
            closed_variants: vec![ClosedVariant { variant: rajin, closed: vec![closed()] }],
            why_not: vec![closed()],
        },
    })
}

/// Answers the open question as a worker would.
fn answer(world: &mut World) {
    let Some(question) = world.session.logistics().open().cloned() else { return };
    let oracle = world.oracle;
    let answered =
        question.clone().answer(|request| oracle(&Question { request: request.clone(), base: None }));
    world.asked.push(question);
    world.session.run(NetworkCommand::Answered(Arc::new(answered)));
}

fn world(query: Query) -> World {
    let mut session = Session::open(&Bundle::embedded(), Date::new(2026, 3, 1).unwrap());
    if std::env::var_os("TUMEN_DARK").is_some() {
        session.run(ViewCommand::Theme(Theme::Dark));
    }
    let mut shell = Shell { tab: BottomTab::Routes, right: true, bottom: true, ..Shell::default() };
    shell.logistics.query = query;
    World { session, shell, program: Vec::new(), oracle, asked: Vec::new() }
}

fn coal() -> Query {
    Query { from: Some("novosibirsk".to_owned()), to: Some("pohang".to_owned()), ..Query::default() }
}

/// The whole window; its commands are run at once, and what is asked is answered by the oracle.
fn window(world: World) -> Harness<'static, World> {
    let app = dressed(
        |world: &World| &world.session,
        move |ui: &mut egui::Ui, world: &mut World| {
            let asked = shown(ui, &mut world.session, &mut world.shell);
            answer(world);
            world.program.extend(asked);
        },
    );
    let size = window_size();
    let builder = windowed(size, 12);
    let mut harness = builder.build_ui_state(app, world);
    harness.run_ok();
    harness
}

fn click(harness: &mut Harness<'static, World>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_ok();
}

fn chosen(harness: &Harness<'static, World>) -> String {
    let answered = harness.state().session.logistics().answered().unwrap().clone();
    let answer = answered.answer.as_ref().unwrap();
    let all: Vec<&Variant> = logistics::listed(answer).iter().map(|l| l.variant).collect();
    let chosen = harness.state().shell.logistics.chosen(answer).unwrap();
    words::over(chosen.variant, &all, harness.state().session.picture_messages())
}

#[test]
fn an_example_fills_the_query_and_is_asked() {
    let mut harness = window(world(Query::default()));
    assert!(harness.state().asked.is_empty(), "nothing is asked until both ends are named");
    picture(&mut harness, "routes_empty");
    click(&mut harness, "Coal from Novosibirsk to Pohang");
    let asked = &harness.state().asked;
    assert_eq!(asked.len(), 1, "one question, asked once");
    assert_eq!((&*asked[0].request.from, &*asked[0].request.to), ("novosibirsk", "pohang"));
    assert_eq!((asked[0].request.cargo, asked[0].request.tonnes), (Cargo::Coal, Tonnes(40_000.0)));
    harness.run_ok();
    assert_eq!(harness.state().asked.len(), 1, "an idle window asks nothing again");
}

#[test]
fn variants_stand_side_by_side_and_closed_ones_say_why() {
    let mut harness = window(world(coal()));
    picture(&mut harness, "routes_variants");
    assert!(harness.query_by_label("Over Vostochny").is_some());
    let reason = "The crossing Khasan–Tumangang is closed since 2020-02";
    assert!(harness.query_by_label(reason).is_some(), "the closed way says why");
    assert_eq!(chosen(&harness), "over Vostochny", "the best open one is chosen");
    harness
        .get_all_by_role(Role::Row)
        .find(|n| n.accesskit_node().label().as_deref() == Some("Over Rajin"))
        .unwrap()
        .click();
    harness.run_ok();
    assert_eq!(chosen(&harness), "over Rajin");
    assert!(harness.query_by_label("Break of gauge: Khasan").is_some(), "its legs are listed");
    harness.state_mut().session.run(ViewCommand::AsOf(Date::new(2016, 1, 1).unwrap()));
    harness.run_ok();
    assert_eq!(harness.state().asked.last().unwrap().request.as_of.year, 2016, "the date is asked again");
    assert_eq!(chosen(&harness), "over Rajin", "the same way stays chosen");
    assert!(harness.query_by_label(reason).is_none());
}

#[test]
fn an_assumption_moves_the_totals_and_is_one_step() {
    let mut world = world(coal());
    world.shell.logistics.detail = Detail::Assumptions;
    let mut harness = window(world);
    assert!(harness.get_all_by_label("Assumption").count() > 1, "what nobody published is marked");
    let field = harness.get_by_label("Speed: rail, value");
    field.click();
    harness.run_ok();
    for _ in 0..4 {
        harness.key_press(Key::Backspace);
    }
    harness.run_ok();
    harness.get_by_label("Speed: rail, value").type_text("275");
    harness.key_press(Key::Enter);
    harness.run_ok();
    let set =
        |h: &Harness<'static, World>| h.state().session.workspace().assumptions.get("speed.rail").copied();
    assert_eq!(set(&harness), Some(275.0));
    picture(&mut harness, "routes_assumptions");
    let moved = harness.query_by_label_contains("Against the shipped values: no change of USD · +10.7 days");
    assert!(moved.is_some(), "what it moved is said");
    harness.state_mut().session.run(WorkspaceCommand::Undo);
    harness.run_ok();
    assert_eq!(set(&harness), None, "typing was one step");
    harness.state_mut().session.run(WorkspaceCommand::Redo);
    harness.run_ok();
    click(&mut harness, "Reset Speed: rail");
    assert_eq!(set(&harness), None);
}

#[test]
fn a_link_is_switched_on_and_compared_with_the_base_case() {
    let mut world = world(coal());
    world.shell.logistics.detail = Detail::WhatIf;
    let mut harness = window(world);
    click(&mut harness, "Switch on Khasan–Tumangang");
    assert_eq!(harness.state().shell.logistics.query.with, ["crossing-khasan-tumangang"]);
    let question = harness.state().asked.last().unwrap().clone();
    assert!(question.base.as_ref().is_some_and(|b| b.with.is_empty()), "the base case assumes nothing");
    picture(&mut harness, "routes_what_if");
    assert!(harness.query_by_label("new").is_some(), "the way over Rajin is new");
    click(&mut harness, "with Khasan–Tumangang ×");
    assert!(harness.state().shell.logistics.query.with.is_empty());
    assert!(harness.state().asked.last().unwrap().base.is_none());
}

#[test]
fn ends_are_typed_swapped_and_picked_on_the_map() {
    let mut harness = window(world(coal()));
    click(&mut harness, "Swap");
    let query = |h: &Harness<'static, World>| h.state().shell.logistics.query.clone();
    assert_eq!(query(&harness).from.as_deref(), Some("pohang"));
    harness.get_by_role_and_label(Role::TextInput, "From").click();
    harness.run_ok();
    harness.get_by_role_and_label(Role::TextInput, "From").type_text("Najin");
    harness.run_ok();
    picture(&mut harness, "routes_search");
    harness.key_press(Key::Enter);
    harness.run_ok();
    assert_eq!(query(&harness).from.as_deref(), Some("rajin"), "another spelling finds it");
    harness.state_mut().shell.logistics.picking = Some(End::To);
    let place = FeatureId::Place("busan".into());
    let World { session, shell, .. } = harness.state_mut();
    assert!(logistics::picked(&mut shell.logistics, session, Some(&place), None), "the click is used");
    assert!(!logistics::picked(&mut shell.logistics, session, Some(&place), None), "once");
    assert_eq!(query(&harness).to.as_deref(), Some("busan"));
}

#[test]
fn the_card_of_a_place_begins_a_route() {
    let mut world = world(Query::default());
    world.shell.tab = BottomTab::Plots;
    world.session.run(SelectionCommand::Select(Some(Selection::Place("vladivostok".into()))));
    let mut harness = window(world);
    click(&mut harness, "Route from here");
    assert!(harness.state().shell.shows(BottomTab::Routes));
    assert_eq!(harness.state().shell.logistics.query.from.as_deref(), Some("vladivostok"));
    click(&mut harness, "Route to here");
    assert_eq!(harness.state().shell.logistics.query.to.as_deref(), Some("vladivostok"));
}

#[test]
fn no_way_is_a_sentence() {
    let mut world = world(coal());
    world.oracle =
        |_| Err(RouteError::NoConnection(Message::verbatim("no way leads there; the gap is at Wonsan")));
    let mut harness = window(world);
    assert!(harness.query_by_label("No way leads there").is_some());
    assert!(harness.query_by_label("The gap is at Wonsan").is_some());
    picture(&mut harness, "routes_no_way");
}

#[test]
fn charts_and_csv_hold_every_variant() {
    let mut world = world(coal());
    world.shell.logistics.detail = Detail::Chart;
    let mut harness = window(world);
    harness.run_ok();
    picture(&mut harness, "routes_chart");
    assert!(harness.query_by_label("Chart: Length by leg of every variant").is_some());
    click(&mut harness, "Along the way");
    assert!(harness.query_by_label("Chart: Length along the way").is_some());
    picture(&mut harness, "routes_cumulated");
    click(&mut harness, "Save as CSV…");
    let saved = harness.state().program.last().cloned();
    let Some(shell::Program::SaveTable(csv)) = saved else { unreachable!("{saved:?}") };
    assert!(
        csv.contains("1,over Vostochny,open,1,haul,Rail,Novosibirsk,Vostochny,,1520,5800,10.5,1500000"),
        "{csv}"
    );
    assert!(csv.contains("speed.rail,550,km/day,350,700,,Assumption"), "{csv}");
    let answered = harness.state().session.logistics().answered().unwrap().clone();
    let answer = answered.answer.as_ref().unwrap();
    assert_eq!(csv, table::csv(&harness.state().session, &answered.question.request, answer));
}

#[test]
fn a_scenario_is_kept_used_compared_saved_and_comes_back_with_the_project() {
    use tumen_session::scenario::Scenario;
    use tumen_session::view::SavedView;
    let mut world = world(Query { with: vec!["trans-korean-rail".to_owned()], ..coal() });
    world.shell.logistics.detail = Detail::WhatIf;
    let scenario = Scenario {
        name: "Chita is shut".to_owned(),
        date: Some("2020-05-31".to_owned()),
        with: Vec::new(),
        close: vec!["crossing-zabaikalsk-manzhouli".to_owned()],
        assumptions: [("speed.rail".to_owned(), 500.0)].into(),
    };
    world.session.run(ViewCommand::Scenario(Arc::new(scenario.clone())));
    let mut harness = window(world);
    // What is on now is kept under a name.
    click(&mut harness, "Scenarios");
    picture(&mut harness, "routes_scenarios");
    harness.get_by_label("Name of the scenario").focus();
    harness.run_ok();
    harness.get_by_label("Name of the scenario").type_text("Through Korea");
    harness.run_ok();
    click(&mut harness, "Keep");
    let kept = harness.state().session.view().scenarios.last().cloned().unwrap();
    assert_eq!((&*kept.name, &kept.with[..]), ("Through Korea", &["trans-korean-rail".to_owned()][..]));
    // The other one is compared with: the base case is the same request under its conditions.
    click(&mut harness, "Compare with Chita is shut");
    let base = harness.state().asked.last().unwrap().base.clone().unwrap();
    assert_eq!(Scenario::of(&scenario.name, &base), scenario);
    assert_eq!(&*base.from, "novosibirsk");
    // It is saved as a file.
    click(&mut harness, "Save as file…: Chita is shut");
    let saved = harness.state().program.last().cloned();
    assert_eq!(saved, Some(shell::Program::SaveScenario(Arc::new(scenario.clone()))));
    // It is used: links, closures, assumptions and date are its own.
    click(&mut harness, "Scenarios");
    click(&mut harness, "Use: Chita is shut");
    let asked = harness.state().asked.last().unwrap().request.clone();
    assert_eq!(Scenario::of(&scenario.name, &asked), scenario);
    // A project brings them back.
    let session = &harness.state().session;
    let text = serde_json::to_string(&SavedView::of(session.view())).unwrap();
    let back: SavedView = serde_json::from_str(&text).unwrap();
    let back = back.restore(session.document(), session.today());
    assert_eq!(back.scenarios, session.view().scenarios);
    assert_eq!(back.scenarios.len(), 2);
    // One that is removed is gone, and nothing is compared with it.
    click(&mut harness, "Scenarios");
    click(&mut harness, "Remove: Chita is shut");
    assert_eq!(harness.state().session.view().scenarios.len(), 1);
    assert!(harness.state().shell.logistics.query.compared(&harness.state().session).is_none());
}
