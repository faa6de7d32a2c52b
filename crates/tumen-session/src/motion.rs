//! Tours and sweeps of time as pictures: which view is shown in which picture, always the same for the
//! same tour.

use super::flight::Flight;
use super::stops::view_of;
use super::{Output, Session, View};
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;
use tumen_core::geo::{LonLat, PlaneBounds};
use tumen_core::markdown;
use tumen_core::model::tour::Transition;
use tumen_core::model::{Corridor, Date, Tour};
use tumen_core::watch::Watch;
use tumen_scene::caption::{self, Caption};
use tumen_scene::export::{self, ExportError, Film};
use tumen_scene::furniture::Legend;
use tumen_scene::{Camera, Frame, Furniture};

/// Pictures are laid out at about this size and then enlarged, so that letters are as large in a large
/// picture as in a small one.
const LAID_OUT: [f32; 2] = [960.0, 540.0];
/// The most pictures a second.
pub const MOST_A_SECOND: u32 = 100;
/// The longest film: an hour at 25 pictures a second.
const MOST_PICTURES: u32 = 90_000;
/// In a narrower layout there is no room for a legend.
const LEGEND_FROM: f32 = 900.0;

/// Some pictures that show the same.
#[derive(Debug, Clone)]
pub struct Shot {
    /// What is seen.
    pub view: View,
    /// The layers of the user that are drawn, by name; those that are visible if none are named.
    pub layers: Option<Arc<[String]>>,
    /// The clock of the moving cargo, seconds.
    pub clock: f64,
    /// What the bar says.
    pub caption: Arc<Caption>,
    /// How many pictures.
    pub pictures: u32,
}

/// What does not change on the way to a stop.
#[derive(Clone)]
struct Scene {
    view: View,
    layers: Option<Arc<[String]>>,
    caption: Arc<Caption>,
}

/// A film: shots one after another.
#[derive(Debug, Clone)]
pub struct Movie {
    /// Width and height, pixels.
    pub size: [u32; 2],
    /// Pictures a second.
    pub fps: u32,
    /// In order.
    pub shots: Vec<Shot>,
    /// Height of the bar, pixels of the layout.
    bar: f32,
    /// Pictures of all shots.
    pictures: u32,
}

impl Movie {
    /// A tour from its first stop to its last: flights and cuts between them, each stop for its seconds.
    /// The session's view says theme, language and the date where a stop names none. With a `length` in
    /// seconds every stop and flight is shortened or stretched alike.
    #[must_use]
    pub fn of_tour(session: &Session, tour: &Tour, size: [u32; 2], fps: u32, length: Option<f64>) -> Self {
        let natural = Self::paced(session, tour, size, fps, 1.0);
        match length {
            Some(length) if natural.pictures > 0 => {
                Self::paced(session, tour, size, fps, length.max(0.0) / natural.seconds())
            }
            _ => natural,
        }
    }

    /// The same with every length multiplied.
    fn paced(session: &Session, tour: &Tour, size: [u32; 2], fps: u32, pace: f64) -> Self {
        let count = tour.stops.len();
        let texts = tour.stops.iter().map(|s| markdown::plain(&s.caption)).collect::<Vec<_>>();
        let said = tour.stops.iter().zip(texts).enumerate().map(|(i, (stop, text))| {
            let as_of = stop.as_of.unwrap_or(session.view().as_of);
            let date = session.dated_words(as_of);
            Caption { title: stop.title.clone(), text, date, stop: Some((i + 1, count)) }
        });
        let captions: Vec<Arc<Caption>> = said.map(Arc::new).collect();
        let mut movie = Self::empty(session, &captions, size, fps);
        let mut last: Option<Camera> = None;
        for (stop, caption) in tour.stops.iter().zip(captions) {
            let view = view_of(stop, session.document(), session.view(), movie.map_size());
            let layers = stop.layers.as_ref().map(|names| names.iter().cloned().collect());
            let scene = Scene { view, layers, caption };
            if let Some(from) = last {
                movie.fly(from, &scene, stop.transition, pace);
            }
            movie.hold(session, &scene, stop.seconds * pace);
            last = Some(scene.view.camera);
        }
        movie
    }

    /// The session's view while time runs from the beginning of a year to the end of another.
    #[must_use]
    pub fn of_years(session: &Session, years: [i32; 2], seconds: f64, size: [u32; 2], fps: u32) -> Self {
        let view = session.view();
        let title = session.map_title().to_owned();
        let at = |date: String| Arc::new(Caption { title: title.clone(), date, ..Caption::default() });
        let mut movie = Self::empty(session, &[at(String::new())], size, fps);
        let pictures = movie.pictures_in(seconds).max(1);
        let (from, until) = (f64::from(years[0]), f64::from(years[1]) + 1.0);
        for i in 0..pictures {
            // The last picture is the last day, not the first of the year after.
            let day = from + (until - from) * (f64::from(i) + 0.5) / f64::from(pictures);
            let as_of = Date::from_decimal_year(day).unwrap_or(view.as_of);
            let month = format!("{:04}-{:02}", as_of.year, as_of.month);
            let caption = at(session.dated_words(&month));
            let scene = Scene { view: View { as_of, ..view.clone() }, layers: None, caption };
            movie.push(&scene, view.camera, 1);
        }
        movie
    }

    fn empty(session: &Session, captions: &[Arc<Caption>], size: [u32; 2], fps: u32) -> Self {
        let mut movie =
            Self { size, fps: fps.clamp(1, MOST_A_SECOND), shots: Vec::new(), bar: 0.0, pictures: 0 };
        let captions: Vec<&Caption> = captions.iter().map(Arc::as_ref).collect();
        movie.bar = caption::height(&captions, movie.layout(), session.style());
        movie
    }

    /// Output pixels for each pixel of the layout.
    #[must_use]
    pub fn scale(&self) -> f32 {
        let [x, y] = [0, 1].map(|i| self.size[i] as f32 / LAID_OUT[i]);
        x.min(y).max(1.0)
    }

    fn layout(&self) -> [f32; 2] {
        self.size.map(|s| s as f32 / self.scale())
    }

    /// The size of the map above the bar, pixels of the layout.
    #[must_use]
    pub fn map_size(&self) -> [f32; 2] {
        let [width, height] = self.layout();
        [width, (height - self.bar).max(1.0)]
    }

    /// Number of pictures.
    #[must_use]
    pub fn pictures(&self) -> u32 {
        self.pictures
    }

    /// How long it runs, seconds.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        f64::from(self.pictures()) / f64::from(self.fps)
    }

    fn pictures_in(&self, seconds: f64) -> u32 {
        let wanted = (seconds.max(0.0) * f64::from(self.fps)).round();
        if wanted.is_finite() { wanted.min(f64::from(MOST_PICTURES)) as u32 } else { 0 }
    }

    /// Adds a shot of so many pictures; its clock is that of the film.
    fn push(&mut self, scene: &Scene, camera: Camera, pictures: u32) {
        let total = self.pictures.saturating_add(pictures);
        if pictures == 0 || total > MOST_PICTURES {
            return;
        }
        let clock = self.seconds();
        let Scene { view, layers, caption } = scene.clone();
        self.shots.push(Shot { view: View { camera, ..view }, layers, clock, caption, pictures });
        self.pictures = total;
    }

    /// The way to a stop: the camera flies, everything else is as it will be there.
    fn fly(&mut self, from: Camera, to: &Scene, transition: Transition, pace: f64) {
        let camera = to.view.camera;
        if from.projection != camera.projection {
            return;
        }
        let flight = match transition {
            Transition::Cut => return,
            Transition::Fly => Flight::new(from, camera),
            Transition::FlyFor(seconds) => Flight::lasting(from, camera, seconds),
        };
        let count = self.pictures_in(flight.seconds() * pace);
        for i in 0..count {
            self.push(to, flight.at(f64::from(i) / f64::from(count) * flight.seconds()), 1);
        }
    }

    /// A stop: one shot if nothing moves, or one for every picture.
    fn hold(&mut self, session: &Session, scene: &Scene, seconds: f64) {
        let pictures = self.pictures_in(seconds).max(1);
        let moves = scene.view.flows && self.any_moves(session, &scene.view);
        let (shots, each) = if moves { (pictures, 1) } else { (1, pictures) };
        for _ in 0..shots {
            self.push(scene, scene.view.camera, each);
        }
    }

    /// Whether cargo moves somewhere in a view.
    fn any_moves(&self, session: &Session, view: &View) -> bool {
        let document = session.document();
        let seen = view.camera.visible(self.map_size());
        let moving =
            document.flows.iter().filter(|f| document.flow_in(f, view.as_of.year).amount().is_some());
        let mut lines = moving.filter_map(|f| document.corridor(&f.corridor)).map(Corridor::line);
        let project = |p: &LonLat| view.camera.projection.project_wrapped(*p);
        lines.any(|line| PlaneBounds::of(line.iter().map(project)).intersects(&seen))
    }

    /// Composes one of the shots. `None` while the layers of its projection are not ready.
    #[must_use]
    pub fn compose(&self, session: &Session, shot: usize) -> Option<Frame> {
        let shot = self.shots.get(shot)?;
        let session = session.showing(shot);
        let map = session.compose(
            self.map_size(),
            self.furniture(&session),
            Output::Paper { scale: self.scale() },
        )?;
        Some(caption::framed(map, &shot.caption, self.layout(), session.style(), shot.view.theme))
    }

    fn furniture(&self, session: &Session) -> Furniture {
        let [width, _] = self.map_size();
        Furniture {
            title: None,
            legend: if width >= LEGEND_FROM { Legend::Full } else { Legend::None },
            scale_bar: true,
            locator: true,
            attribution: vec![session.map_credits()],
            ..Furniture::default()
        }
    }

    /// How long each shot is shown, hundredths of a second. Rounding never adds up.
    fn durations(&self) -> Vec<u32> {
        let at = |pictures: u32| (u64::from(pictures) * 100 / u64::from(self.fps)) as u32;
        let mut before = 0;
        let each = |shot: &Shot| {
            let (start, end) = (before, before + shot.pictures);
            before = end;
            at(end) - at(start)
        };
        self.shots.iter().map(each).collect()
    }

    /// Writes the film as a GIF. `session` must be ready for it, see [`Session::prepare_for`].
    ///
    /// # Errors
    /// If there is nothing to show, a picture cannot be written, or `watch` stops it.
    pub fn gif(&self, session: &Session, out: &mut dyn Write, watch: &Watch) -> Result<(), ExportError> {
        let compose = |shot| self.compose(session, shot);
        let durations = self.durations();
        let film = Film { size: self.size, scale: self.scale(), durations: &durations, compose: &compose };
        export::gif(&film, out, watch)
    }

    /// Gives all pictures in order to `sink`, each as its number from 1 and its PNG. A picture that is
    /// shown for longer is given several times.
    ///
    /// # Errors
    /// As [`Movie::gif`]; also if `sink` fails.
    pub fn frames(
        &self,
        session: &Session,
        sink: &mut dyn FnMut(u32, &[u8]) -> std::io::Result<()>,
        watch: &Watch,
    ) -> Result<(), ExportError> {
        let mut number = 0;
        let mut each = |shot: usize, bytes: &[u8]| {
            for _ in 0..self.shots.get(shot).map_or(0, |s| s.pictures) {
                number += 1;
                sink(number, bytes)?;
            }
            Ok(())
        };
        let compose = |shot| self.compose(session, shot);
        let durations = self.durations();
        let film = Film { size: self.size, scale: self.scale(), durations: &durations, compose: &compose };
        export::pictures(&film, &mut each, watch)
    }
}

impl Session {
    /// Makes ready whatever a film shows.
    pub fn prepare_for(&mut self, movie: &Movie) {
        let before = (self.view.clone(), self.only.take());
        let mut done = Vec::new();
        for shot in &movie.shots {
            let needed = (shot.view.camera.projection, shot.view.theme, &shot.layers);
            if !done.contains(&needed) {
                done.push(needed);
                // The relief is made even if this shot hides it: another one may show it.
                self.view = View { hidden: BTreeSet::new(), ..shot.view.clone() };
                self.only.clone_from(&shot.layers);
                self.prepare();
            }
        }
        (self.view, self.only) = before;
    }

    /// A session that shares everything with this one and shows a shot.
    fn showing(&self, shot: &Shot) -> Self {
        let mut other = self.for_export();
        other.view = shot.view.clone();
        other.flow_clock = Some(shot.clock);
        other.only.clone_from(&shot.layers);
        other
    }
}
