//! Which part of the map a picture shows: what is to be whole in it, with one table of margins.

use super::Session;
use tumen_core::geo::{GeoBox, LonLat, PlaneBounds, Projection};
use tumen_core::model::{Corridor, Layer, LayerId, Selection};
use tumen_scene::{Camera, Size};

/// What is to be whole in the picture.
#[derive(Debug, Clone, Copy)]
pub enum Framing<'a> {
    /// The selected place, corridor, project or feature of the user.
    Selection,
    /// One layer of the user, as it is prepared for the view.
    Layer(LayerId),
    /// Layers of the user that were just opened, or are drawn: positions off the Earth are left out.
    Layers(&'a [LayerId]),
    /// Lines of a result of the network: the ways of a route, loaded links.
    Variant(&'a [&'a [LonLat]]),
    /// A box of degrees.
    Bounds(GeoBox),
}

/// How closely something is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Room {
    /// Space that is left on every side, pixels.
    margin: f32,
    /// The camera comes no closer than this zoom.
    closest: f64,
    /// What is one spot is looked at from this zoom at most.
    spot: f64,
    /// Whether a spot is not looked at from farther away than now.
    stays_close: bool,
}

/// What a view was fitted to: a map of another size is fitted to it anew, as long as nobody has moved it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Framed {
    projection: Projection,
    /// What is to be whole, map units.
    bounds: PlaneBounds,
    room: Room,
    /// Where that led.
    pub(super) camera: Camera,
}

impl Framed {
    /// The same for a map of another size.
    pub(super) fn resized(self, size: Size) -> Self {
        Self {
            camera: self.room.camera(self.projection, &self.bounds, size, self.camera.zoom).clamped(),
            ..self
        }
    }
}

impl Room {
    /// The camera that leaves so much space round something, looking from `zoom` now.
    fn camera(self, projection: Projection, bounds: &PlaneBounds, size: Size, zoom: f64) -> Camera {
        let camera = Camera::fit_bounds(projection, bounds, size, self.margin);
        let closest = match bounds.size() == [0.0; 2] {
            true if self.stays_close => self.spot.max(zoom.min(self.closest)),
            true => self.spot,
            false => self.closest,
        };
        Camera { zoom: camera.zoom.min(closest), ..camera }
    }
}

/// Space round a box of degrees, pixels.
pub(super) const BOUNDS_MARGIN: f32 = 8.0;
/// Space between what a stop of a talk shows and the edges of the free part of the map, and round all stops
/// in their overview, pixels.
pub(super) const STOP_MARGIN: f32 = 24.0;

impl Framing<'_> {
    /// The table of margins.
    fn room(&self) -> Room {
        let room = |margin, closest, spot, stays_close| Room { margin, closest, spot, stays_close };
        match self {
            Self::Selection | Self::Layer(_) => room(70.0, 13.0, 10.5, true),
            Self::Layers(_) => room(60.0, 16.0, 11.0, false),
            // Furniture stands at the edges of a picture with a result.
            Self::Variant(_) => room(90.0, 9.5, 9.5, false),
            Self::Bounds(_) => room(BOUNDS_MARGIN, f64::INFINITY, f64::INFINITY, false),
        }
    }
}

/// The camera that shows a box of degrees whole.
#[must_use]
pub fn on_bounds(projection: Projection, bounds: impl Into<GeoBox>, size: impl Into<Size>) -> Camera {
    Camera::fit(projection, bounds, size, BOUNDS_MARGIN)
}

impl Session {
    /// The camera that shows something whole in a picture of that size; nothing if it is nowhere.
    #[must_use]
    pub fn framed(
        &self,
        framing: Framing<'_>,
        projection: Projection,
        size: impl Into<Size>,
    ) -> Option<Camera> {
        self.frame(framing, projection, size.into()).map(|framed| framed.camera)
    }

    /// Like [`Self::framed`], with what was fitted.
    pub(super) fn frame(&self, framing: Framing<'_>, projection: Projection, size: Size) -> Option<Framed> {
        let bounds = self.framed_bounds(framing, projection).filter(|b| !b.is_empty())?;
        let room = framing.room();
        let camera = room.camera(projection, &bounds, size, self.view.camera.zoom).clamped();
        Some(Framed { projection, bounds, room, camera })
    }

    /// The camera that shows all visible layers of the user, if they are anywhere.
    #[must_use]
    pub fn camera_on_user(&self, projection: Projection, size: impl Into<Size>) -> Option<Camera> {
        let visible = self.workspace().layers.iter().filter(|l| l.visible);
        let ids: Vec<LayerId> = visible.map(|l| l.id).collect();
        self.framed(Framing::Layers(&ids), projection, size)
    }

    /// What it covers of the plane, map units.
    fn framed_bounds(&self, framing: Framing<'_>, projection: Projection) -> Option<PlaneBounds> {
        match framing {
            Framing::Selection => self.selected_bounds(projection),
            Framing::Layer(id) => Some(self.user_layer(id)?.bounds),
            Framing::Layers(ids) => {
                let layers = self.workspace().layers.iter().filter(|l| ids.contains(&l.id));
                Some(layers_bounds(layers.map(|l| &**l), projection))
            }
            Framing::Variant(lines) => {
                let mut bounds = PlaneBounds::EMPTY;
                lines
                    .iter()
                    .flat_map(|l| l.iter())
                    .for_each(|p| bounds.include(projection.project_wrapped(*p)));
                Some(bounds)
            }
            Framing::Bounds(bounds) => Some(Camera::bounds_of(projection, bounds)),
        }
    }

    fn selected_bounds(&self, projection: Projection) -> Option<PlaneBounds> {
        let (document, view) = (&self.document, &self.view);
        let mut bounds = PlaneBounds::EMPTY;
        let mut corridor = |id: &str| {
            let line = document.corridor(id).map(Corridor::line).unwrap_or_default();
            line.into_iter().for_each(|p| bounds.include(projection.project_wrapped(p)));
        };
        let mut places: Vec<&str> = Vec::new();
        match view.selection.as_ref()? {
            Selection::Corridor(id) => corridor(id),
            Selection::Place(id) => places.push(id),
            Selection::Feature(layer, key) => {
                let feature = self.workspace().layer(*layer)?.feature(*key)?;
                bounds.merge(&tumen_scene::user::plane_bounds(&feature.geometry, projection));
            }
            Selection::Project(id) => {
                let project = document.project(id)?;
                project.corridors.iter().for_each(|c| corridor(c));
                places.extend(project.places.iter().map(|p| &**p));
            }
        }
        for place in places.iter().filter_map(|id| document.place(id)) {
            bounds.include(projection.project_wrapped(place.position));
        }
        Some(bounds)
    }
}

fn layers_bounds<'a>(layers: impl Iterator<Item = &'a Layer>, projection: Projection) -> PlaneBounds {
    let mut bounds = PlaneBounds::EMPTY;
    for feature in layers.flat_map(|l| l.features.iter()) {
        feature.geometry.each(&mut |_, positions| {
            let on_earth = positions.points.iter().filter(|p| p.is_valid());
            on_earth.for_each(|p| bounds.include(projection.project_wrapped(*p)));
        });
    }
    bounds
}
