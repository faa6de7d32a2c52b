//! A talk on stage: which stop is shown, how the map gets there, and the view to return to.
//!
//! Nothing here looks at a clock: [`TalkCommand::Clock`](super::TalkCommand) tells the time, [`CameraCommand::Advance`](super::CameraCommand)
//! moves a flight. The same commands give the same views, so a talk runs alike in the window and in a test.

use super::flight::Flight;
use super::framing::STOP_MARGIN;
use super::{Session, View, stops};
use std::sync::Arc;
use tumen_core::geo::{GeoBox, Projection};
use tumen_core::message::Message;
use tumen_core::model::tour::{Stop, Tour, Transition};
use tumen_core::model::{Document, Layer, Workspace};
use tumen_scene::Size;
use tumen_scene::{Camera, Theme};

/// A stop that is one spot is looked at from this close.
const SPOT_ZOOM: f64 = 12.0;

/// The room that the map has on stage.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Viewport {
    /// Size of the map, points.
    pub size: Size,
    /// What covers the map at its left, top, right and bottom edge, points.
    pub taken: [f32; 4],
}

impl From<[f32; 2]> for Viewport {
    fn from(size: [f32; 2]) -> Self {
        Size::from(size).into()
    }
}

impl From<Size> for Viewport {
    fn from(size: Size) -> Self {
        Self { size, taken: [0.0; 4] }
    }
}

impl Viewport {
    /// The camera that shows a box of degrees whole in the middle of what is free.
    #[must_use]
    pub fn fit(&self, projection: Projection, bounds: impl Into<GeoBox>) -> Camera {
        let bounds = bounds.into();
        let [left, top, right, bottom] = self.taken;
        let free = Size::new(self.size.width - left - right, self.size.height - top - bottom);
        let mut camera = Camera::fit(projection, bounds, free, STOP_MARGIN);
        if bounds.is_spot() {
            camera.zoom = SPOT_ZOOM;
        }
        // The middle of the picture is not that of the free part.
        camera.panned([0.5 * (left - right), 0.5 * (top - bottom)])
    }
}

/// What the map does at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It is on its way to the stop, or back to it.
    Flying,
    /// It shows the stop.
    Holding,
    /// The speaker has left the stop.
    Wandering,
}

/// A screen without a picture, so that all eyes are on the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// Nothing to see.
    Black,
    /// Light for the room.
    White,
}

/// A talk under way.
#[derive(Debug, Clone)]
pub struct Presentation {
    tour: Arc<Tour>,
    at: usize,
    phase: Phase,
    paused: bool,
    cover: Option<Cover>,
    viewport: Viewport,
    /// The time told last, and first.
    clock: Option<[f64; 2]>,
    /// How long the stop has been shown while the tour ran by itself, seconds.
    held: f64,
    missing: Vec<Message>,
    /// The projection that the stop waits for.
    awaited: Option<Projection>,
    saved: View,
}

impl Presentation {
    /// What is talked about.
    #[must_use]
    pub fn tour(&self) -> &Arc<Tour> {
        &self.tour
    }

    /// The number of the stop, from 0.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The stop on stage.
    #[must_use]
    pub fn stop(&self) -> Option<&Arc<Stop>> {
        self.tour.stops.get(self.at)
    }

    /// The stop after it.
    #[must_use]
    pub fn next(&self) -> Option<&Arc<Stop>> {
        self.tour.stops.get(self.at + 1)
    }

    /// What the map does.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether the tour waits for the speaker instead of running by itself.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// What covers the picture.
    #[must_use]
    pub fn cover(&self) -> Option<Cover> {
        self.cover
    }

    /// The room that the map has.
    #[must_use]
    pub fn viewport(&self) -> Viewport {
        self.viewport
    }

    /// How long the talk has lasted, seconds.
    #[must_use]
    pub fn elapsed(&self) -> f64 {
        self.clock.map_or(0.0, |[now, started]| now - started)
    }

    /// Seconds until the next stop comes by itself, if it does.
    #[must_use]
    pub fn due(&self) -> Option<f64> {
        let stop = self.stop().filter(|_| self.is_running())?;
        Some((stop.seconds - self.held).max(0.0))
    }

    fn is_running(&self) -> bool {
        !self.paused && self.cover.is_none() && self.phase == Phase::Holding
    }

    /// What the stop asks for and the program does not have, each in a sentence. The rest is shown.
    #[must_use]
    pub fn missing(&self) -> &[Message] {
        &self.missing
    }

    /// Looks again for what the stop asks for: layers come and go.
    pub(super) fn look_again(&mut self, document: &Document, workspace: &Workspace) {
        if let Some(stop) = self.stop() {
            self.missing = stops::missing(document, workspace, &self.tour, stop);
        }
    }

    /// The view that comes back after the talk.
    pub(super) fn set_own_view(&mut self, view: View) {
        self.saved = view;
    }

    /// Whether a layer of the user is drawn at the stop.
    pub(super) fn draws(&self, layer: &Layer) -> bool {
        self.stop().map_or(layer.visible, |stop| draws(stop, layer))
    }

    /// Whether a layer of the user is drawn at any stop.
    pub(super) fn draws_ever(&self, layer: &Layer) -> bool {
        self.tour.stops.iter().any(|stop| draws(stop, layer))
    }

    /// The projections of all stops, each once.
    #[must_use]
    pub fn projections(&self) -> Vec<Projection> {
        let used = |p: &Projection| self.tour.stops.iter().any(|s| s.projection == *p);
        Projection::ALL.into_iter().filter(used).collect()
    }
}

fn draws(stop: &Stop, layer: &Layer) -> bool {
    stop.layers.as_ref().map_or(layer.visible, |names| names.contains(&layer.name))
}

impl Session {
    /// The talk on stage, if there is one.
    #[must_use]
    pub fn presentation(&self) -> Option<&Presentation> {
        self.presentation.as_ref()
    }

    /// The view that is the user's own: on stage, the one that comes back after the talk.
    #[must_use]
    pub fn own_view(&self) -> &View {
        self.presentation.as_ref().map_or(&self.view, |p| &p.saved)
    }

    /// The projections whose layers are needed: that of the view first, then those of a talk.
    #[must_use]
    pub fn projections_needed(&self) -> Vec<Projection> {
        let mut all = vec![self.view.camera.projection];
        let talk = self.presentation.iter().flat_map(Presentation::projections);
        all.extend(talk.filter(|p| *p != self.view.camera.projection));
        all
    }
}

/// Lets the tour wait for the speaker, or run by itself.
pub(super) fn pause(session: &mut Session, paused: bool) -> bool {
    change(session, |p| p.paused = paused)
}

/// Covers the screen, or no longer.
pub(super) fn cover(session: &mut Session, cover: Option<Cover>) -> bool {
    change(session, |p| p.cover = cover)
}

fn change(session: &mut Session, change: impl FnOnce(&mut Presentation)) -> bool {
    let Some(presentation) = &mut session.presentation else { return false };
    let before = (presentation.paused, presentation.cover);
    change(presentation);
    before != (presentation.paused, presentation.cover)
}

/// A tour without stops has nothing to show and is not begun.
pub(super) fn begin(session: &mut Session, tour: Arc<Tour>, at: usize, viewport: Viewport) -> bool {
    if tour.stops.is_empty() {
        return false;
    }
    let saved = session.own_view().clone();
    session.presentation = Some(Presentation {
        at: at.min(tour.stops.len() - 1),
        tour,
        phase: Phase::Holding,
        paused: true,
        cover: None,
        viewport,
        clock: None,
        held: 0.0,
        missing: Vec::new(),
        awaited: None,
        saved,
    });
    show(session, at, Some(Transition::Cut))
}

/// Ends the talk and gives back the view from before.
pub(super) fn end(session: &mut Session) -> bool {
    let Some(presentation) = session.presentation.take() else { return false };
    session.flight = None;
    session.view = presentation.saved;
    true
}

/// Turns to a stop so many further on, if there is one.
pub(super) fn step(session: &mut Session, by: isize) -> bool {
    let Some(presentation) = &session.presentation else { return false };
    match presentation.at.checked_add_signed(by).filter(|at| *at < presentation.tour.stops.len()) {
        Some(at) => show(session, at, None),
        None => false,
    }
}

/// Flies back to the stop that the speaker has left.
pub(super) fn resume(session: &mut Session) -> bool {
    match &session.presentation {
        Some(p) if p.phase == Phase::Wandering => show(session, p.at, Some(Transition::Fly)),
        _ => false,
    }
}

/// Turns to a stop, in its own way or in a given one. A number too large is the last stop.
pub(super) fn show(session: &mut Session, at: usize, way: Option<Transition>) -> bool {
    let Some(mut presentation) = session.presentation.take() else { return false };
    presentation.at = at.min(presentation.tour.stops.len().saturating_sub(1));
    presentation.held = 0.0;
    presentation.cover = None;
    presentation.phase = Phase::Holding;
    if let Some(stop) = presentation.stop().cloned() {
        let projection = drawable(session, stop.projection);
        presentation.awaited = (projection != stop.projection).then_some(stop.projection);
        presentation.look_again(&session.document, session.history.present());
        let mut view = view_of(session, &stop);
        let to = presentation.viewport.fit(projection, stop.bounds);
        view.camera = to;
        let from = session.view.camera;
        let from = if from.projection == projection { from } else { from.reprojected(projection) };
        session.flight = flight(from, to, way.unwrap_or(stop.transition));
        if session.flight.is_some() {
            view.camera = from;
            presentation.phase = Phase::Flying;
        }
        session.view = view;
    }
    session.presentation = Some(presentation);
    true
}

fn flight(from: Camera, to: Camera, way: Transition) -> Option<Flight> {
    match way {
        Transition::Cut => None,
        _ if from == to => None,
        Transition::Fly => Some(Flight::new(from, to)),
        Transition::FlyFor(seconds) if seconds > 0.0 => Some(Flight::lasting(from, to, seconds)),
        Transition::FlyFor(_) => None,
    }
}

/// The projection of a stop, or that of the picture as long as the stop's is not prepared.
fn drawable(session: &Session, wanted: Projection) -> Projection {
    let now = session.view.camera.projection;
    let can = |p| session.prepared_map(p).is_some();
    if !can(wanted) && can(now) { now } else { wanted }
}

/// What a stop shows; the camera is not yet set. What it does not say is as before the talk.
fn view_of(session: &Session, stop: &Stop) -> View {
    let (language, today) = (session.view.language, session.today);
    let base = View { theme: Theme::Projector, language, ..View::new(today) };
    let base = View { camera: session.view.camera, ..base };
    stops::seen_from(stop, &session.document, &base)
}

/// The speaker has moved the map or changed what it shows: the talk waits.
pub(super) fn leave_stop(session: &mut Session) {
    if let Some(presentation) = &mut session.presentation {
        presentation.phase = Phase::Wandering;
    }
}

/// A flight has ended.
pub(super) fn arrived(session: &mut Session) {
    if let Some(presentation) = &mut session.presentation
        && presentation.phase == Phase::Flying
    {
        presentation.phase = Phase::Holding;
    }
}

/// A projection is prepared now: the stop that waits for it is shown as it should be.
pub(super) fn stage_ready(session: &mut Session, projection: Projection) {
    let Some(presentation) = &session.presentation else { return };
    if presentation.awaited == Some(projection) && presentation.phase != Phase::Wandering {
        let cover = presentation.cover;
        show(session, presentation.at, Some(Transition::Cut));
        change(session, |p| p.cover = cover);
    }
}

/// The time is told; a tour that runs by itself turns to its next stop when it is due.
pub(super) fn tell(session: &mut Session, now: f64) -> bool {
    let Some(presentation) = &mut session.presentation else { return false };
    let [last, started] = presentation.clock.unwrap_or([now, now]);
    let now = now.max(last);
    presentation.clock = Some([now, started]);
    if presentation.is_running() {
        presentation.held += now - last;
    }
    if presentation.due() != Some(0.0) {
        return false;
    }
    if presentation.next().is_none() {
        presentation.paused = true;
        return true;
    }
    step(session, 1)
}

/// The map has another size: the stop is fitted again, a flight goes to where it is now.
pub(super) fn resize(session: &mut Session, viewport: Viewport) -> bool {
    let Some(presentation) = &mut session.presentation else { return false };
    if presentation.viewport == viewport {
        return false;
    }
    presentation.viewport = viewport;
    let Some(stop) = presentation.stop().cloned() else { return true };
    let camera = session.view.camera;
    let to = viewport.fit(camera.projection, stop.bounds);
    match presentation.phase {
        Phase::Holding => session.view.camera = to,
        Phase::Flying => session.flight = Some(Flight::new(camera, to)),
        Phase::Wandering => {}
    }
    true
}
