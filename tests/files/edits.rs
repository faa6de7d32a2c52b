//! Changing the layers of the user: every edit can be taken back and done again, a gesture is one step,
//! and what is gone is no longer selected.

use proptest::prelude::*;
use std::sync::Arc;
use tumen_assets::Bundle;
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{Folder, LayerStyle, Value};
use tumen_core::model::{
    Edit, Feature, FeatureKey, Geometry, Layer, LayerId, Selection, Stop, Tour, Workspace,
};
use tumen_session::history::{History, STEPS};
use tumen_session::{Import, SelectionCommand, Session, WorkspaceCommand};

fn line(at: f64) -> Feature {
    let points = vec![LonLat::new(130.0 + at, 43.0), LonLat::new(131.0 + at, 44.0)];
    Feature {
        properties: vec![("name".into(), Value::Text(format!("line {at}").into()))],
        ..Feature::drawn(Geometry::line(points))
    }
}

fn layer(features: u32) -> Layer {
    let folder = Folder { name: "a".to_owned(), parent: None, visible: true };
    let layer = Layer::new("lines", (0..features).map(|i| line(f64::from(i))).collect());
    Layer { folders: Arc::new(vec![folder]), ..layer }
}

fn tour(id: &str, stops: usize) -> Arc<Tour> {
    let stop = Arc::new(Stop::new("Khasan", [130.5, 42.3, 130.8, 42.5]));
    Arc::new(Tour { id: id.to_owned(), title: id.to_owned(), stops: vec![stop; stops], ..Tour::default() })
}

fn session() -> Session {
    let mut session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
    let edits = vec![Edit::AddLayers(vec![layer(3), layer(2)]), Edit::SetTour(tour("a", 1))];
    session.run(WorkspaceCommand::Edit(edits, None));
    session
}

const FIRST: LayerId = LayerId(0);

/// One of every kind of edit.
fn edits() -> Vec<Edit> {
    vec![
        Edit::AddLayers(vec![layer(1)]),
        Edit::RemoveLayer(FIRST),
        Edit::MoveLayer(FIRST, 1),
        Edit::RenameLayer(FIRST, "other".to_owned()),
        Edit::ShowLayer(FIRST, false),
        Edit::ShowFolder(FIRST, 0, false),
        Edit::SetStyle(FIRST, Box::new(LayerStyle { width: 9.0, ..LayerStyle::default() })),
        Edit::ReplaceContent(FIRST, Box::new(layer(7))),
        Edit::AddFeatures(FIRST, vec![line(9.0)]),
        Edit::RemoveFeatures(FIRST, vec![FeatureKey(1)]),
        Edit::ReplaceFeatures(FIRST, vec![FeatureKey(0), FeatureKey(2)], vec![line(5.0)]),
        Edit::SetGeometry(FIRST, FeatureKey(2), Geometry::point(LonLat::new(130.0, 40.0))),
        Edit::SetProperty(FIRST, FeatureKey(0), "n".into(), Some(Value::Number("1.50".into()))),
        Edit::RenameField(FIRST, "name".into(), "title".into()),
        Edit::RemoveField(FIRST, "name".into()),
        Edit::SetTour(tour("b", 2)),
        Edit::RemoveTour("a".to_owned()),
        Edit::SetAssumption("rate".to_owned(), Some(2.0)),
    ]
}

#[test]
fn every_edit_is_taken_back_and_done_again() {
    for edit in edits() {
        let mut session = session();
        let before = session.workspace().clone();
        let label = edit.label();
        assert!(session.run(WorkspaceCommand::Edit(vec![edit], None)), "{label}");
        let after = session.workspace().clone();
        assert_ne!(before, after, "{label} changes something");
        assert_eq!(session.history().undo_label(), Some(label));
        assert!(session.run(WorkspaceCommand::Undo));
        assert_eq!(&before, session.workspace(), "undo {label}");
        assert_eq!(session.history().redo_label(), Some(label));
        assert!(session.run(WorkspaceCommand::Redo));
        assert_eq!(&after, session.workspace(), "redo {label}");
    }
}

#[test]
fn a_gesture_is_one_step() {
    let mut session = session();
    let before = session.workspace().clone();
    for i in 0..40 {
        let geometry = Geometry::point(LonLat::new(130.0 + f64::from(i), 40.0));
        session.run(WorkspaceCommand::Edit(vec![Edit::SetGeometry(FIRST, FeatureKey(0), geometry)], Some(7)));
    }
    session.run(WorkspaceCommand::Edit(vec![Edit::RenameLayer(FIRST, "x".to_owned())], Some(8)));
    session.run(WorkspaceCommand::Undo);
    assert_ne!(&before, session.workspace());
    session.run(WorkspaceCommand::Undo);
    assert_eq!(&before, session.workspace());
}

#[test]
fn what_is_gone_changes_nothing_and_is_not_selected() {
    let mut session = session();
    session.run(SelectionCommand::Select(Some(Selection::Feature(FIRST, FeatureKey(1)))));
    let revision = session.history().revision();
    let missing = Edit::SetGeometry(FIRST, FeatureKey(77), Geometry::None);
    assert!(!session.run(WorkspaceCommand::Edit(vec![missing], None)));
    assert!(!session.run(WorkspaceCommand::Edit(vec![Edit::RemoveLayer(LayerId(9))], None)));
    assert_eq!(session.history().revision(), revision);
    session.run(WorkspaceCommand::Edit(vec![Edit::RemoveFeatures(FIRST, vec![FeatureKey(1)])], None));
    assert_eq!(session.view().selection, None);
}

#[test]
fn opening_a_file_is_no_unsaved_work_but_changing_it_is() {
    let mut session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
    session.run(WorkspaceCommand::Imported(Arc::new(Import::default()), vec![layer(2)]));
    assert!(!session.history().is_dirty());
    assert_eq!(session.imports()[0].layers, [FIRST]);
    session.run(WorkspaceCommand::Edit(vec![Edit::ShowLayer(FIRST, false)], None));
    assert!(session.history().is_dirty());
    session.run(WorkspaceCommand::Saved(session.history().revision()));
    assert!(!session.history().is_dirty());
}

#[test]
fn opening_a_tour_is_one_step_and_ids_stay_unique() {
    let mut session = session();
    session.run(WorkspaceCommand::Saved(session.history().revision()));
    let before = session.workspace().clone();
    let assumptions = [("rate".to_owned(), 0.1)].into();
    let import = Import { tours: vec![tour("a", 2), tour("b", 1)], assumptions, ..Import::default() };
    session.run(WorkspaceCommand::Imported(Arc::new(import.clone()), vec![layer(1)]));
    let ids = |session: &Session| session.workspace().tours.iter().map(|t| t.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&session), ["a", "a-2", "b"]);
    assert_eq!(session.imports()[0].tours[0].id, "a-2");
    assert_eq!(session.workspace().assumptions["rate"], 0.1);
    assert!(!session.history().is_dirty());
    // What is there already is not added again; another assumption is told.
    let mut again = import;
    again.assumptions.insert("rate".to_owned(), 0.2);
    again.tours.remove(0);
    session.run(WorkspaceCommand::Imported(Arc::new(again), Vec::new()));
    assert_eq!(ids(&session), ["a", "a-2", "b"]);
    assert_eq!(session.imports()[1].report.count("assumption-replaced"), 1);
    session.run(WorkspaceCommand::Undo);
    session.run(WorkspaceCommand::Undo);
    assert_eq!(&before, session.workspace());
}

#[test]
fn keys_are_never_used_again() {
    let mut session = session();
    session.run(WorkspaceCommand::Edit(vec![Edit::RemoveFeatures(FIRST, vec![FeatureKey(2)])], None));
    session.run(WorkspaceCommand::Edit(vec![Edit::AddFeatures(FIRST, vec![line(8.0)])], None));
    let keys: Vec<u32> = session.workspace().layers[0].features.iter().map(|f| f.key.0).collect();
    assert_eq!(keys, [0, 1, 3]);
}

#[test]
fn the_history_is_bounded() {
    let mut history = History::starting_with(Workspace::default());
    for i in 0..STEPS + 20 {
        history.edit(vec![Edit::AddLayers(vec![Layer::new(format!("{i}"), Vec::new())])], None).unwrap();
    }
    assert_eq!(std::iter::repeat_with(|| history.undo()).take_while(|done| *done).count(), STEPS);
}

proptest! {
    /// Any sequence of edits, undone to its beginning, leaves what was there, and redone, what it came to.
    #[test]
    fn any_sequence_goes_back_and_forth(picks in prop::collection::vec((0..18_usize, prop::option::of(0..3_u64)), 1..30)) {
        let mut start = Workspace::default();
        start.add(layer(3));
        start.add(layer(2));
        let mut history = History::starting_with(start.clone());
        for (pick, gesture) in picks {
            // An edit of what an earlier one has removed is refused, which changes nothing.
            let _ = history.edit(vec![edits()[pick].clone()], gesture);
        }
        let end = history.present().clone();
        while history.undo() {}
        prop_assert_eq!(&**history.present(), &start);
        while history.redo() {}
        prop_assert_eq!(history.present(), &end);
    }
}
