//! The folders that Tumen writes round tours and layers, taken away again, so that a file that is opened and
//! saved does not grow.

use super::super::read::stem;
use super::super::{DOCUMENT, FOLDER};
use std::collections::BTreeSet;
use std::sync::Arc;
use tumen_core::model::Layer;

/// The number of the folder that a key of foreign members names.
pub(super) fn number(key: &str) -> Option<u32> {
    key.strip_prefix(FOLDER)?.parse().ok()
}

/// Drops those of the folders that hold nothing any more, with what the file said of them.
pub(super) fn drop_empty(layer: &mut Layer, folders: &BTreeSet<u32>) {
    // A folder stands behind the one that it is in.
    for folder in folders.iter().rev().copied() {
        let has_features = layer.features.iter().any(|f| f.folder == Some(folder));
        let has_folders = layer.folders.iter().any(|f| f.parent == Some(folder));
        if !has_features && !has_folders {
            layer.foreign_members.retain(|(key, _)| number(key) != Some(folder));
            remove(layer, folder, None);
        }
    }
}

/// A layer that was saved with tours stands in a document of its own: that is the layer.
pub(super) fn hoist(layer: &mut Layer, file: &str) {
    let unnamed = layer.name == stem(file);
    let plain = layer.features.iter().all(|f| f.folder.is_some())
        && !layer.foreign_members.iter().any(|(key, _)| **key == *DOCUMENT);
    let mut tops = (0..).zip(layer.folders.iter()).filter(|(_, f)| f.parent.is_none());
    let (Some((0, top)), None) = (tops.next(), tops.next()) else { return };
    if !unnamed || !plain {
        return;
    }
    layer.name.clone_from(&top.name);
    layer.visible = top.visible;
    remove(layer, 0, Some(DOCUMENT));
}

/// Removes a folder; what was in it is in no folder then. What the file said of it gets another key.
fn remove(layer: &mut Layer, folder: u32, said: Option<&str>) {
    let moved = |f: Option<u32>| match f {
        Some(f) if f == folder => None,
        Some(f) if f > folder => Some(f - 1),
        f => f,
    };
    let folders = Arc::make_mut(&mut layer.folders);
    if (folder as usize) < folders.len() {
        folders.remove(folder as usize);
    }
    folders.iter_mut().for_each(|f| f.parent = moved(f.parent));
    for feature in Arc::make_mut(&mut layer.features) {
        if moved(feature.folder) != feature.folder {
            let feature = Arc::make_mut(feature);
            feature.folder = moved(feature.folder);
        }
    }
    for (key, _) in &mut layer.foreign_members {
        match (number(key), said) {
            (Some(n), Some(said)) if n == folder => *key = said.into(),
            (Some(n), _) if n > folder => *key = format!("{FOLDER}{}", n - 1).into(),
            _ => {}
        }
    }
    layer.foreign_members.sort_by(|a, b| a.0.cmp(&b.0));
}
