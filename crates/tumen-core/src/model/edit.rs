//! Changes of the user's layers, as values: each makes a new [`Workspace`] from an old one.

use super::layer::{Feature, FeatureKey, Folder, Geometry, Layer, LayerId, LayerStyle, Value, Workspace};
use super::loupe::Loupe;
use super::tour::Tour;
use std::collections::HashSet;
use std::sync::Arc;

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Adds layers on top; they get their ids here.
    AddLayers(Vec<Layer>),
    /// Removes a layer.
    RemoveLayer(LayerId),
    /// Moves a layer to a place in the drawing order, 0 the lowest.
    MoveLayer(LayerId, usize),
    /// Calls a layer something else.
    RenameLayer(LayerId, String),
    /// Shows or hides a layer.
    ShowLayer(LayerId, bool),
    /// Shows or hides a folder of a layer.
    ShowFolder(LayerId, u32, bool),
    /// Draws a layer otherwise.
    SetStyle(LayerId, Box<LayerStyle>),
    /// Replaces a layer's content by another's, keeping id, name, style and place: after a repair, or
    /// when its file has changed.
    ReplaceContent(LayerId, Box<Layer>),
    /// Adds features on top; they get their keys here.
    AddFeatures(LayerId, Vec<Feature>),
    /// Removes features.
    RemoveFeatures(LayerId, Vec<FeatureKey>),
    /// Removes features and puts others where the first of them was: a split, a join.
    ReplaceFeatures(LayerId, Vec<FeatureKey>, Vec<Feature>),
    /// Gives a feature another shape.
    SetGeometry(LayerId, FeatureKey, Geometry),
    /// Sets a property, or takes it away.
    SetProperty(LayerId, FeatureKey, Arc<str>, Option<Value>),
    /// Calls a field of all features something else.
    RenameField(LayerId, Arc<str>, Arc<str>),
    /// Takes a field away from all features.
    RemoveField(LayerId, Arc<str>),
    /// Puts a tour in the place of the one of its id, or adds it.
    SetTour(Arc<Tour>),
    /// Removes the tour of an id.
    RemoveTour(String),
    /// Puts other loupes on the map.
    SetLoupes(Vec<Loupe>),
    /// Sets a parameter of the logistics network, or gives it back its default.
    SetAssumption(String, Option<f64>),
}

/// Why a change could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The layer is gone.
    #[error("the layer is no longer there")]
    NoLayer,
    /// The feature is gone.
    #[error("the feature is no longer there")]
    NoFeature,
}

impl Edit {
    /// The key of what the change is called in the menu: “Undo …”.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::AddLayers(_) => "edit-add-layers",
            Self::RemoveLayer(_) => "edit-remove-layer",
            Self::MoveLayer(..) => "edit-reorder-layers",
            Self::RenameLayer(..) => "edit-rename-layer",
            Self::ShowLayer(_, true) | Self::ShowFolder(_, _, true) => "edit-show",
            Self::ShowLayer(_, false) | Self::ShowFolder(_, _, false) => "edit-hide",
            Self::SetStyle(..) => "edit-restyle-layer",
            Self::ReplaceContent(..) => "edit-replace-content",
            Self::AddFeatures(..) => "edit-draw",
            Self::RemoveFeatures(..) => "edit-delete-features",
            Self::ReplaceFeatures(..) => "edit-split-or-join",
            Self::SetGeometry(..) => "edit-change-shape",
            Self::SetProperty(..) => "edit-change-attribute",
            Self::RenameField(..) => "edit-rename-field",
            Self::RemoveField(..) => "edit-remove-field",
            Self::SetTour(_) => "edit-change-tour",
            Self::RemoveTour(_) => "edit-remove-tour",
            Self::SetAssumption(..) => "edit-change-assumption",
            Self::SetLoupes(_) => "edit-change-loupes",
        }
    }

    /// Makes the change.
    ///
    /// # Errors
    /// If the layer or feature concerned is gone; the workspace is then as it was.
    pub fn apply(self, workspace: &mut Workspace) -> Result<(), EditError> {
        match self {
            Self::AddLayers(layers) => {
                for layer in layers {
                    workspace.add(layer);
                }
                Ok(())
            }
            Self::RemoveLayer(id) => {
                let at = index(workspace, id)?;
                workspace.layers.remove(at);
                Ok(())
            }
            Self::MoveLayer(id, to) => {
                let layer = workspace.layers.remove(index(workspace, id)?);
                workspace.layers.insert(to.min(workspace.layers.len()), layer);
                Ok(())
            }
            Self::SetTour(tour) => {
                workspace.set_tour(tour);
                Ok(())
            }
            Self::RemoveTour(id) => {
                workspace.tours.retain(|t| t.id != id);
                Ok(())
            }
            Self::SetLoupes(loupes) => {
                workspace.loupes = loupes.into();
                Ok(())
            }
            Self::SetAssumption(id, value) => {
                match value {
                    Some(value) => drop(workspace.assumptions.insert(id, value)),
                    None => drop(workspace.assumptions.remove(&id)),
                }
                Ok(())
            }
            other => other.apply_to_layer(workspace),
        }
    }

    fn layer(&self) -> Option<LayerId> {
        match self {
            Self::RenameLayer(id, _)
            | Self::ShowLayer(id, _)
            | Self::ShowFolder(id, ..)
            | Self::SetStyle(id, _)
            | Self::ReplaceContent(id, _)
            | Self::AddFeatures(id, _)
            | Self::RemoveFeatures(id, _)
            | Self::ReplaceFeatures(id, ..)
            | Self::SetGeometry(id, ..)
            | Self::SetProperty(id, ..)
            | Self::RenameField(id, ..)
            | Self::RemoveField(id, _) => Some(*id),
            _ => None,
        }
    }

    fn apply_to_layer(self, workspace: &mut Workspace) -> Result<(), EditError> {
        let id = self.layer().ok_or(EditError::NoLayer)?;
        let layer = workspace.layer_mut(id).ok_or(EditError::NoLayer)?;
        match self {
            Self::RenameLayer(_, name) => layer.name = name,
            Self::ShowLayer(_, on) => layer.visible = on,
            Self::ShowFolder(_, folder, on) => show_folder(layer, folder, on),
            Self::SetStyle(_, style) => layer.style = *style,
            Self::ReplaceContent(_, with) => replace_content(layer, *with),
            Self::AddFeatures(_, features) => add(layer, features, None),
            Self::RemoveFeatures(_, keys) => drop(remove(layer, &keys)),
            Self::ReplaceFeatures(_, keys, features) => {
                let first = remove(layer, &keys).ok_or(EditError::NoFeature)?;
                add(layer, features, Some(first));
            }
            Self::SetGeometry(_, key, geometry) => feature(layer, key)?.geometry = geometry,
            Self::SetProperty(_, key, name, value) => set_property(feature(layer, key)?, name, value),
            Self::RenameField(_, from, to) => rename_field(layer, &from, &to),
            Self::RemoveField(_, name) => remove_field(layer, &name),
            _ => {}
        }
        Ok(())
    }
}

fn index(workspace: &Workspace, id: LayerId) -> Result<usize, EditError> {
    workspace.layers.iter().position(|l| l.id == id).ok_or(EditError::NoLayer)
}

fn show_folder(layer: &mut Layer, folder: u32, on: bool) {
    let folders: &mut Vec<Folder> = Arc::make_mut(&mut layer.folders);
    if let Some(folder) = folders.get_mut(folder as usize) {
        folder.visible = on;
    }
}

fn replace_content(layer: &mut Layer, with: Layer) {
    layer.features = with.features;
    layer.folders = with.folders;
    layer.foreign_members = with.foreign_members;
    layer.origin = with.origin;
    layer.next_key = with.next_key;
}

fn add(layer: &mut Layer, features: Vec<Feature>, at: Option<usize>) {
    let list = Arc::make_mut(&mut layer.features);
    let at = at.unwrap_or(list.len()).min(list.len());
    let keys = layer.next_key..;
    layer.next_key += features.len() as u32;
    let keyed =
        features.into_iter().zip(keys).map(|(f, key)| Arc::new(Feature { key: FeatureKey(key), ..f }));
    drop(list.splice(at..at, keyed));
}

/// Removes features; returns where the first of them stood.
fn remove(layer: &mut Layer, keys: &[FeatureKey]) -> Option<usize> {
    let keys: HashSet<FeatureKey> = keys.iter().copied().collect();
    let first = layer.features.iter().position(|f| keys.contains(&f.key))?;
    Arc::make_mut(&mut layer.features).retain(|f| !keys.contains(&f.key));
    Some(first)
}

fn feature(layer: &mut Layer, key: FeatureKey) -> Result<&mut Feature, EditError> {
    let at = layer.position(key).ok_or(EditError::NoFeature)?;
    let list = Arc::make_mut(&mut layer.features);
    list.get_mut(at).map(Arc::make_mut).ok_or(EditError::NoFeature)
}

fn set_property(feature: &mut Feature, name: Arc<str>, value: Option<Value>) {
    let at = feature.properties.iter().position(|(key, _)| *key == name);
    match (at, value) {
        (Some(at), Some(value)) => feature.properties[at].1 = value,
        (Some(at), None) => drop(feature.properties.remove(at)),
        (None, Some(value)) => feature.properties.push((name, value)),
        (None, None) => {}
    }
}

fn rename_field(layer: &mut Layer, from: &str, to: &Arc<str>) {
    let named = |feature: &Feature, name: &str| feature.properties.iter().any(|(key, _)| &**key == name);
    for feature in Arc::make_mut(&mut layer.features) {
        if named(feature, from) && !named(feature, to) {
            let properties = &mut Arc::make_mut(feature).properties;
            properties.iter_mut().filter(|(key, _)| &**key == from).for_each(|(key, _)| *key = to.clone());
        }
    }
}

fn remove_field(layer: &mut Layer, name: &str) {
    for feature in Arc::make_mut(&mut layer.features) {
        if feature.properties.iter().any(|(key, _)| &**key == name) {
            Arc::make_mut(feature).properties.retain(|(key, _)| &**key != name);
        }
    }
}
