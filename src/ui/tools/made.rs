//! What tools make of a gesture: features and the commands that add or change them.

use super::measure;
use super::tool::{Sketch, Tool};
use crate::ui::say::say;
use std::sync::Arc;
use tumen_core::model::edit::Edit;
use tumen_core::model::layer::{Feature, FeatureKey, Geometry, Layer, LayerId, Positions, Value};
use tumen_core::model::{Language, Selection, shape_edit};

use tumen_session::{Command, SelectionCommand, Session, WorkspaceCommand};

/// The key of the name of the layer of what is drawn when nothing else is chosen.
const DRAWING: &str = "tools-drawing";
/// The key of the name of the layer of variants of corridors.
const VARIANTS: &str = "tools-variants";
/// The key of the name of the layer of kept measures.
const MEASURES: &str = "tools-measures";

/// The selected feature of the user with its layer.
pub(super) fn selected(session: &Session) -> Option<(&Arc<Layer>, &Arc<Feature>)> {
    let Some(Selection::Feature(layer, key)) = session.view().selection else { return None };
    let layer = session.workspace().layer(layer)?;
    Some((layer, layer.feature(key)?))
}

/// The shape that a finished sketch is, if it has points enough.
pub(super) fn drawn(tool: Tool, sketch: &Sketch) -> Option<Geometry> {
    let mut points = sketch.points.clone();
    tumen_core::geo::antimeridian::unwrap(&mut points);
    let closed = |mut points: Vec<_>| {
        points.extend(points.first().copied());
        Positions::new(points)
    };
    match tool {
        Tool::DrawPoint => points.first().map(|p| Geometry::point(*p)),
        Tool::DrawLine if points.len() >= 3 && sketch.closed => Some(Geometry::LineString(closed(points))),
        Tool::DrawLine if points.len() >= 2 => Some(Geometry::line(points)),
        Tool::DrawArea if points.len() >= 3 => Some(Geometry::Polygon(vec![closed(points)])),
        Tool::Pan | Tool::Measure | Tool::DrawLine | Tool::DrawArea | Tool::Loupe | Tool::EditShape => None,
    }
}

/// Adds a drawn shape to the layer it belongs to and selects it.
pub(super) fn add(session: &Session, target: Option<LayerId>, geometry: Geometry) -> Vec<Command> {
    let near = selected(session).map(|(layer, _)| layer.id);
    let exists = |id: &LayerId| session.workspace().layer(*id).is_some();
    let into = target.filter(exists).or(near).or_else(|| named(session, DRAWING));
    put(session, into, session.say(DRAWING), Feature::drawn(geometry))
}

/// Adds what was measured to a layer of measures.
pub(super) fn keep_measure(session: &Session, sketch: &Sketch) -> Vec<Command> {
    put(
        session,
        named(session, MEASURES),
        session.say(MEASURES),
        measure::feature(sketch, session.messages()),
    )
}

/// A layer without a file that has the name of a key, in any language.
fn named(session: &Session, key: &str) -> Option<LayerId> {
    let names = Language::ALL.map(|l| session.words().get(key, l));
    let own = |l: &&Arc<Layer>| names.contains(&l.name.as_str()) && l.origin.path.is_empty();
    session.workspace().layers.iter().rev().find(own).map(|l| l.id)
}

/// Adds a feature to a layer, or to a new one, and selects it.
fn put(session: &Session, into: Option<LayerId>, new: &str, feature: Feature) -> Vec<Command> {
    let workspace = session.workspace();
    let (edit, id) = match into.and_then(|id| workspace.layer(id)) {
        Some(layer) => {
            let id = Selection::Feature(layer.id, FeatureKey(layer.next_key));
            (Edit::AddFeatures(layer.id, vec![feature]), id)
        }
        None => {
            let id = Selection::Feature(LayerId(workspace.next_layer), FeatureKey(0));
            (Edit::AddLayers(vec![Layer::new(new, vec![feature])]), id)
        }
    };
    vec![
        Command::Workspace(WorkspaceCommand::Edit(vec![edit], None)),
        Command::Selection(SelectionCommand::Select(Some(id))),
    ]
}

/// Copies the line of a corridor, or the selected feature, as a variant that can be edited.
#[must_use]
pub fn variant(session: &Session) -> Vec<Command> {
    let feature = match &session.view().selection {
        Some(Selection::Corridor(id)) => corridor_variant(session, id),
        _ => selected(session).map(|(_, feature)| Feature::clone(feature)),
    };
    let Some(feature) = feature else { return Vec::new() };
    put(session, named(session, VARIANTS), session.say(VARIANTS), feature)
}

fn corridor_variant(session: &Session, id: &str) -> Option<Feature> {
    let corridor = session.document().corridor(id)?;
    let name = say!(session, "tools-variant-of", name = &**corridor.names.get(session.view().language));
    let properties = vec![
        ("name".into(), Value::Text(name.into())),
        ("variant_of".into(), Value::Text(id.into())),
        ("kind".into(), Value::Text((&*corridor.kind).into())),
    ];
    Some(Feature { properties, ..Feature::drawn(Geometry::line(corridor.line())) })
}

/// Copies the selected feature within its layer.
#[must_use]
pub fn duplicate(session: &Session) -> Vec<Command> {
    let Some((layer, feature)) = selected(session) else { return Vec::new() };
    put(session, Some(layer.id), &layer.name, Feature::clone(feature))
}

/// Removes the selected feature.
#[must_use]
pub fn delete_selected(session: &Session) -> Vec<Command> {
    let Some((layer, feature)) = selected(session) else { return Vec::new() };
    vec![Command::Workspace(WorkspaceCommand::Edit(
        vec![Edit::RemoveFeatures(layer.id, vec![feature.key])],
        None,
    ))]
}

/// Gives a feature another shape, or removes it if nothing is left.
pub(super) fn reshape(layer: LayerId, key: FeatureKey, geometry: Geometry) -> Command {
    let edit = if matches!(geometry, Geometry::None) {
        Edit::RemoveFeatures(layer, vec![key])
    } else {
        Edit::SetGeometry(layer, key, geometry)
    };
    Command::Workspace(WorkspaceCommand::Edit(vec![edit], None))
}

/// Changes the selected feature's shape by a function that may decline.
pub(super) fn changed(session: &Session, change: impl FnOnce(&Geometry) -> Option<Geometry>) -> Vec<Command> {
    let Some((layer, feature)) = selected(session) else { return Vec::new() };
    change(&feature.geometry).map(|g| reshape(layer.id, feature.key, g)).into_iter().collect()
}

/// Changes a feature's shape by a function that may decline, if the feature is still there.
pub(super) fn changed_if(
    session: &Session,
    (layer, key): (LayerId, FeatureKey),
    change: impl FnOnce(&Geometry) -> Option<Geometry>,
) -> Option<Command> {
    let feature = session.workspace().layer(layer)?.feature(key)?;
    change(&feature.geometry).map(|g| reshape(layer, key, g))
}

/// Puts two features in the place of the selected one: its halves.
pub(super) fn halved(session: &Session, halves: Option<[Geometry; 2]>) -> Vec<Command> {
    let (Some((layer, feature)), Some(halves)) = (selected(session), halves) else { return Vec::new() };
    let half = |geometry| Feature { geometry, ..Feature::clone(feature) };
    let halves = halves.map(half).into();
    let first = Selection::Feature(layer.id, FeatureKey(layer.next_key));
    let edit = Edit::ReplaceFeatures(layer.id, vec![feature.key], halves);
    vec![
        Command::Workspace(WorkspaceCommand::Edit(vec![edit], None)),
        Command::Selection(SelectionCommand::Select(Some(first))),
    ]
}

/// Joins another line to a first one, which keeps its attributes.
pub(super) fn joined(
    session: &Session,
    first: (LayerId, FeatureKey),
    other: (LayerId, FeatureKey),
) -> Vec<Command> {
    let workspace = session.workspace();
    let find = |(layer, key): (LayerId, FeatureKey)| workspace.layer(layer)?.feature(key);
    let (Some(a), Some(b)) = (find(first), find(other)) else { return Vec::new() };
    let Some(joined) = shape_edit::join(&[&a.geometry, &b.geometry]).filter(|_| first != other) else {
        return Vec::new();
    };
    let feature = Feature { geometry: joined.line, ..Feature::clone(a) };
    let next = workspace.layer(first.0).map_or(0, |l| l.next_key);
    let mut edits = Vec::new();
    if first.0 == other.0 {
        edits.push(Edit::ReplaceFeatures(first.0, vec![first.1, other.1], vec![feature]));
    } else {
        edits.push(Edit::ReplaceFeatures(first.0, vec![first.1], vec![feature]));
        edits.push(Edit::RemoveFeatures(other.0, vec![other.1]));
    }
    let id = Selection::Feature(first.0, FeatureKey(next));
    vec![
        Command::Workspace(WorkspaceCommand::Edit(edits, None)),
        Command::Selection(SelectionCommand::Select(Some(id))),
    ]
}

/// Turns the lines of the selected feature round.
#[must_use]
pub(super) fn reversed(session: &Session) -> Vec<Command> {
    changed(session, |g| Some(shape_edit::reverse(g)))
}
