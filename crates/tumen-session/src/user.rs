//! Layers of the user as they can be drawn: what is prepared, what has to be prepared again.

use super::Session;
use std::collections::HashMap;
use std::sync::Arc;
use tumen_core::geo::{PlaneBounds, Projection};
use tumen_core::model::{Date, Layer, LayerId, Workspace, date};
use tumen_scene::compose::LayerView;
use tumen_scene::{Overlay, PreparedOverlay, UserLayer};

/// Layers of fewer positions are prepared at once, in a few milliseconds; others by a worker.
const SMALL: usize = 50_000;

/// The prepared layers. Those of another projection than the view's are kept while a talk needs them.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    layers: HashMap<(LayerId, Projection), Arc<UserLayer>>,
    /// What is drawn instead of the layer of its id, to show what a repair would do.
    preview: Option<Arc<Layer>>,
    revision: u64,
}

impl Prepared {
    /// Takes a prepared layer unless that layer is gone. Returns whether it was taken.
    pub(super) fn put(&mut self, layer: Arc<UserLayer>, workspace: &Workspace) -> bool {
        if workspace.layer(layer.id).is_none() {
            return false;
        }
        self.layers.insert((layer.id, layer.projection()), layer);
        self.revision += 1;
        true
    }

    fn lacks(&self, layer: &Layer, projection: Projection) -> bool {
        !self.layers.get(&(layer.id, projection)).is_some_and(|l| l.is_of(layer, projection))
    }

    /// The layer in a projection, or in any other.
    fn get(&self, id: LayerId, projection: Projection) -> Option<&Arc<UserLayer>> {
        let others = Projection::ALL.into_iter().filter(|p| *p != projection);
        [projection].into_iter().chain(others).find_map(|p| self.layers.get(&(id, p)))
    }
}

impl Session {
    /// A layer of the user as it can be drawn, if it was prepared; perhaps an earlier state of it.
    #[must_use]
    pub fn user_layer(&self, id: LayerId) -> Option<&Arc<UserLayer>> {
        self.user.get(id, self.view.camera.projection)
    }

    /// All prepared layers of the user.
    pub fn user_layers(&self) -> impl Iterator<Item = &Arc<UserLayer>> {
        self.user.layers.values()
    }

    /// What is drawn instead of the layer of its id, to show what a repair would do.
    #[must_use]
    pub fn preview(&self) -> Option<&Arc<Layer>> {
        self.user.preview.as_ref()
    }

    /// The layers as they are drawn, with the preview in place of its layer.
    fn drawn(&self) -> impl Iterator<Item = &Arc<Layer>> {
        let preview = self.user.preview.as_ref();
        self.workspace().layers.iter().map(move |l| preview.filter(|p| p.id == l.id).unwrap_or(l))
    }

    /// A number that is another one after every change of what is drawn of the user.
    #[must_use]
    pub fn user_revision(&self) -> (u64, u64) {
        (self.history.revision(), self.user.revision)
    }

    /// The visible layers that are not prepared as they are now, for the view's projection: what a
    /// worker has to make with [`UserLayer::new`] and send as [`super::ReadyCommand::UserLayer`].
    #[must_use]
    pub fn unprepared_layers(&self) -> Vec<Arc<Layer>> {
        self.unprepared(self.view.camera.projection)
    }

    /// The same for any projection; on stage for the layers of all stops.
    #[must_use]
    pub fn unprepared(&self, projection: Projection) -> Vec<Arc<Layer>> {
        let needed = |l: &Layer| match (&self.only, self.presentation()) {
            (Some(names), _) => names.contains(&l.name),
            (None, talk) => talk.map_or(l.visible, |p| p.draws_ever(l)),
        };
        let layers = self.drawn().filter(|l| needed(l));
        layers.filter(|l| self.user.lacks(l, projection)).cloned().collect()
    }

    /// Whether a layer of the user is on the map: a stop of a talk may name those that are.
    #[must_use]
    pub fn draws(&self, layer: &Layer) -> bool {
        match (&self.only, self.presentation()) {
            (Some(names), _) => names.contains(&layer.name),
            (None, talk) => talk.map_or(layer.visible, |p| p.draws(layer)),
        }
    }

    /// The first and the last day that the time bar reaches: those for which statuses are told, and as far
    /// beyond as the visible layers of the user are dated.
    #[must_use]
    pub fn time_range(&self) -> (Date, Date) {
        let drawn = self.workspace().layers.iter().filter(|l| self.draws(l));
        let dated = drawn.filter_map(|l| self.user_layer(l.id)?.dated);
        dated.fold(date::told_range(self.today), |(a, b), [c, d]| (a.min(c), b.max(d)))
    }

    /// What all visible layers of the user cover, map units; empty if there is nothing.
    #[must_use]
    pub fn user_bounds(&self) -> PlaneBounds {
        let mut bounds = PlaneBounds::EMPTY;
        self.shown().iter().for_each(|s| bounds.merge(&s.prepared.bounds));
        bounds
    }

    /// The visible layers with their geometry, in drawing order.
    pub(super) fn shown(&self) -> Vec<LayerView> {
        let projection = self.view.camera.projection;
        let visible = self.drawn().filter(|l| self.draws(l));
        let shown = visible.filter_map(|layer| {
            let prepared = self.user_layer(layer.id)?.clone();
            Some(LayerView { layer: layer.clone(), prepared })
        });
        shown.filter(|s| s.prepared.projection() == projection).collect()
    }
}

/// Shows what a repair would do, or no longer. Returns whether that is a change.
pub(super) fn preview(session: &mut Session, layer: Option<Arc<Layer>>) -> bool {
    if session.user.preview.is_none() && layer.is_none() {
        return false;
    }
    session.user.preview = layer;
    session.user.revision += 1;
    refresh(session);
    true
}

/// Shows a result of the logistics network, or none. Returns whether that is a change.
pub(super) fn show_overlay(session: &mut Session, overlay: Option<Arc<Overlay>>) -> bool {
    if session.overlay.is_none() && overlay.is_none() {
        return false;
    }
    let projection = session.view.camera.projection;
    session.overlay = overlay.map(|o| Arc::new(PreparedOverlay::new(o, projection)));
    session.user.revision += 1;
    true
}

/// Projects the overlay again if the map has another projection.
fn refresh_overlay(session: &mut Session) {
    let projection = session.view.camera.projection;
    let stale = session.overlay.as_ref().filter(|o| o.lines.projection != projection);
    if let Some(overlay) = stale.map(|o| o.overlay.clone()) {
        show_overlay(session, Some(overlay));
    }
}

/// Prepares small layers that have changed and forgets those that are gone, or not needed in their
/// projection any more.
pub(super) fn refresh(session: &mut Session) {
    refresh_overlay(session);
    let workspace = session.history.present().clone();
    let needed = session.projections_needed();
    let user = &session.user.layers;
    let now = needed[0];
    let there = |id: LayerId| user.contains_key(&(id, now));
    let kept = |id: LayerId, p: Projection| needed.contains(&p) || !there(id);
    let gone: Vec<_> =
        user.keys().copied().filter(|(id, p)| workspace.layer(*id).is_none() || !kept(*id, *p)).collect();
    gone.iter().for_each(|key| drop(session.user.layers.remove(key)));
    for projection in needed {
        for layer in session.unprepared(projection).iter().filter(|l| is_small(l)) {
            put(session, layer, projection);
        }
    }
}

/// Prepares everything that is drawn.
pub(super) fn prepare(session: &mut Session) {
    refresh_overlay(session);
    for projection in session.projections_needed() {
        for layer in session.unprepared(projection) {
            put(session, &layer, projection);
        }
    }
}

fn put(session: &mut Session, layer: &Layer, projection: Projection) {
    let prepared = UserLayer::new(layer, projection);
    session.user.put(Arc::new(prepared), session.history.present());
}

fn is_small(layer: &Layer) -> bool {
    let mut room = SMALL;
    layer.features.len() < SMALL
        && layer.features.iter().all(|f| {
            let count = f.geometry.vertices();
            let fits = count < room;
            room = room.saturating_sub(count);
            fits
        })
}
