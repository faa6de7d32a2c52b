//! What the tree of the user's layers remembers, and its rows.

use std::collections::BTreeSet;
use std::sync::Arc;
use tumen_core::model::layer::GeometryKind;
use tumen_core::model::{Feature, Layer, LayerId, Workspace};

/// With more folders than this a layer's top folders are closed at first.
const MANY_FOLDERS: usize = 40;
/// So many features are looked at to tell what kind of shapes a layer holds.
const LOOKED_AT: usize = 64;

/// What the tree remembers.
#[derive(Debug, Clone, Default)]
pub struct LayersState {
    /// The layer that is being renamed, with the text so far.
    pub renaming: Option<(LayerId, String)>,
    /// The layer whose style is open.
    pub styling: Option<LayerId>,
    /// Layers and folders that were opened or closed by hand, other than at first.
    turned: BTreeSet<(LayerId, Option<u32>)>,
    rows: Arc<Vec<Row>>,
    made_for: Option<Arc<Workspace>>,
    /// What a run of changes of one control belongs to: see [`super::style`].
    pub(super) changing: Option<(&'static str, u64)>,
    /// The fields to choose from in the open style.
    pub(super) fields: Option<FieldsOf>,
}

/// Features of a layer, and the fields that the first of them have.
pub(super) type FieldsOf = (Arc<Vec<Arc<Feature>>>, Arc<Vec<Arc<str>>>);

/// How a layer is drawn, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Point,
    Line,
    Area,
    Nothing,
}

/// A layer or a folder in the tree.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub layer: LayerId,
    pub folder: Option<u32>,
    pub depth: u32,
    /// Whether what lies in it is shown; `None` if nothing lies in it.
    pub open: Option<bool>,
    pub shape: Shape,
}

impl LayersState {
    /// The rows of a workspace, the topmost layer first; made again only if something has changed.
    pub(super) fn rows(&mut self, workspace: &Arc<Workspace>) -> Arc<Vec<Row>> {
        let same = self.made_for.as_ref().is_some_and(|w| Arc::ptr_eq(w, workspace));
        if !same {
            let mut rows = Vec::new();
            for layer in workspace.layers.iter().rev() {
                self.add(layer, &mut rows);
            }
            self.rows = Arc::new(rows);
            self.made_for = Some(workspace.clone());
        }
        self.rows.clone()
    }

    /// Opens a closed row or closes an open one.
    pub(super) fn turn(&mut self, row: &Row) {
        let id = (row.layer, row.folder);
        if !self.turned.remove(&id) {
            self.turned.insert(id);
        }
        self.made_for = None;
    }

    fn is_open(&self, layer: &Layer, folder: Option<u32>) -> bool {
        let at_first = folder.is_none() && layer.folders.len() <= MANY_FOLDERS;
        at_first != self.turned.contains(&(layer.id, folder))
    }

    /// Adds a layer and those of its folders that lie in open ones. Parents come before children, but
    /// not always directly, so that children are gathered first; nothing here recurses.
    fn add(&self, layer: &Layer, rows: &mut Vec<Row>) {
        let shape = shape(layer);
        let mut children: Vec<Vec<u32>> = vec![Vec::new(); layer.folders.len() + 1];
        for (index, folder) in (0_u32..).zip(layer.folders.iter()) {
            let parent = folder.parent.filter(|p| *p < index).map_or(0, |p| p as usize + 1);
            if let Some(list) = children.get_mut(parent) {
                list.push(index);
            }
        }
        let mut waiting: Vec<(Option<u32>, u32)> = vec![(None, 0)];
        while let Some((folder, depth)) = waiting.pop() {
            let below = children.get(folder.map_or(0, |f| f as usize + 1)).map_or(&[][..], |c| c);
            let open = (!below.is_empty()).then(|| self.is_open(layer, folder));
            rows.push(Row { layer: layer.id, folder, depth, open, shape });
            if open == Some(true) {
                waiting.extend(below.iter().rev().map(|f| (Some(*f), depth + 1)));
            }
        }
    }
}

/// What most of a layer's first features are.
fn shape(layer: &Layer) -> Shape {
    let mut count = [0_usize; 3];
    for feature in layer.features.iter().take(LOOKED_AT) {
        let mut first = true;
        feature.geometry.each(&mut |kind, _| {
            if std::mem::take(&mut first) {
                match kind {
                    GeometryKind::Point | GeometryKind::MultiPoint => count[0] += 1,
                    GeometryKind::LineString | GeometryKind::MultiLineString => count[1] += 1,
                    GeometryKind::Polygon
                    | GeometryKind::MultiPolygon
                    | GeometryKind::Collection
                    | GeometryKind::None => count[2] += 1,
                }
            }
        });
    }
    match count {
        [0, 0, 0] => Shape::Nothing,
        [points, lines, areas] if points > lines && points > areas => Shape::Point,
        [_, lines, areas] if lines >= areas => Shape::Line,
        _ => Shape::Area,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;
    use tumen_core::geo::LonLat;
    use tumen_core::model::layer::Folder;
    use tumen_core::model::{Feature, Geometry};

    fn workspace(folders: Vec<Folder>) -> Arc<Workspace> {
        let mut workspace = Workspace::default();
        let feature = Feature::drawn(Geometry::point(LonLat::new(130.0, 42.0)));
        let mut layer = Layer::new("a", vec![feature]);
        layer.folders = Arc::new(folders);
        workspace.add(layer);
        workspace.add(Layer::new("b", Vec::new()));
        Arc::new(workspace)
    }

    fn folder(parent: Option<u32>) -> Folder {
        Folder { name: "f".into(), parent, visible: true }
    }

    #[test]
    fn the_topmost_layer_comes_first_and_folders_lie_below_theirs() {
        let workspace = workspace(vec![folder(None), folder(None), folder(Some(0))]);
        let mut state = LayersState::default();
        let rows = state.rows(&workspace);
        let brief = |rows: &[Row]| rows.iter().map(|r| (r.layer.0, r.folder, r.depth)).collect::<Vec<_>>();
        assert_eq!(brief(&rows), [(1, None, 0), (0, None, 0), (0, Some(0), 1), (0, Some(1), 1)]);
        assert_eq!((rows[0].shape, rows[1].shape), (Shape::Nothing, Shape::Point));
        state.turn(&rows[2]);
        assert_eq!(state.rows(&workspace).len(), 5);
        assert_eq!(state.rows(&workspace)[3].depth, 2);
    }

    #[test]
    fn thousands_of_folders_are_closed_at_first() {
        let workspace = workspace(vec![folder(None); 5000]);
        let mut state = LayersState::default();
        assert_eq!(state.rows(&workspace).len(), 2);
    }
}
