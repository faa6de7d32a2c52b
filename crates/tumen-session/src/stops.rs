//! What a stop of a tour shows, as a view.

use super::framing::{BOUNDS_MARGIN, on_bounds};
use super::{Session, View};
use tumen_core::diag::{Place, Report};
use tumen_core::geo::GeoBox;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::tour::{Stop, Tour};
use tumen_core::model::{Document, Selection, Workspace};
use tumen_scene::Camera;
use tumen_scene::Size;

/// The view of a stop in a picture of that size. What the stop does not say (theme, language, the date
/// where it names none) is as in `base`, the view of the talk. Whether layers of the user are drawn is not
/// part of a view: see [`Stop::layers`].
#[must_use]
pub fn view_of(stop: &Stop, document: &Document, base: &View, size: impl Into<Size>) -> View {
    let size: [f32; 2] = size.into().into();
    let size = stop.compare.as_ref().map_or(size, |c| c.split.pane(size));
    View { camera: on_bounds(stop.projection, stop.bounds, size), ..seen_from(stop, document, base) }
}

/// The view of a stop from where `base` looks.
pub(crate) fn seen_from(stop: &Stop, document: &Document, base: &View) -> View {
    let mut view = View {
        as_of: stop.as_of.unwrap_or(base.as_of),
        hidden: stop.hidden.clone(),
        flows: stop.flows,
        loupes: Some(stop.loupes.as_slice().into()),
        compare: stop.compare.clone(),
        hovered: None,
        marker: None,
        ..base.clone()
    };
    view.selection = selection_of(stop, document);
    view
}

/// Says for every stop of a tour what it asks for and nobody has; the rest of it is shown.
pub fn report_missing(session: &Session, tour: &Tour, report: &mut Report) {
    for (number, stop) in tour.stops.iter().enumerate() {
        for what in missing(session.document(), session.workspace(), tour, stop) {
            let at = Place::file(&tour.id).feature(message!(
                "notice-in-stop",
                n = number + 1,
                title = &stop.title
            ));
            report.warning("missing-in-stop", at, what, message!("notice-rest-of-stop"));
        }
    }
}

/// What a stop asks for and nobody has.
pub(super) fn missing(document: &Document, workspace: &Workspace, tour: &Tour, stop: &Stop) -> Vec<Message> {
    let mut missing = Vec::new();
    let layers = &workspace.layers;
    for name in stop.layers.iter().flatten().filter(|n| layers.iter().all(|l| l.name != **n)) {
        missing.push(match tour.files.as_slice() {
            [] => message!("notice-layer-not-open", name = name),
            [file] => message!("notice-layer-not-open-from", name = name, file = file),
            files => message!("notice-layer-not-open-of", name = name, files = files.join(", ")),
        });
    }
    if let Some(word) = stop.selection.as_deref().filter(|w| !w.is_empty())
        && selection_of(stop, document).is_none()
    {
        missing.push(message!("notice-not-in-data", word = word));
    }
    missing
}

/// The box of degrees of a stop that shows what a camera shows in a picture of that size.
#[must_use]
pub fn bounds_of(camera: &Camera, size: impl Into<Size>) -> GeoBox {
    camera.degrees(size.into().map(|s| (s - 2.0 * BOUNDS_MARGIN).max(BOUNDS_MARGIN)))
}

/// What a stop selects, if the document has it.
pub(crate) fn selection_of(stop: &Stop, document: &Document) -> Option<Selection> {
    stop.selection.as_deref()?.parse::<Selection>().ok()?.known(document)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;
    use tumen_core::geo::LonLat;

    #[test]
    fn a_stop_shows_its_box_and_its_selection() {
        let base = View::new("2026-11-21".parse().unwrap());
        let session = Session::open(&tumen_assets::Bundle::embedded(), base.as_of);
        let document = session.document();
        let mut stop = Stop::new("Border", [130.5, 42.2, 131.0, 42.6]);
        stop.selection = Some("corridor:khasan-rajin".to_owned());
        let size = [640.0, 480.0];
        let view = view_of(&stop, document, &base, size);
        for [lon, lat] in [[130.5, 42.2], [131.0, 42.6]] {
            let at = view.camera.projection.project(LonLat::new(lon, lat));
            let tumen_scene::ScreenPoint { x, y } = view.camera.to_screen(at, size);
            assert!((7.0..=633.0).contains(&x) && (7.0..=473.0).contains(&y), "{x} {y}");
        }
        assert_eq!(view.selection, Some(Selection::Corridor("khasan-rajin".into())));
        assert_eq!(view.as_of, base.as_of);
        stop.as_of = Some("2014-01-01".parse().unwrap());
        stop.selection = Some("project:road-bridge".to_owned());
        let view = view_of(&stop, document, &base, size);
        assert_eq!(view.as_of, stop.as_of.unwrap());
        assert_eq!(view.selection, Some(Selection::Project("road-bridge".into())));
        for nothing in ["project:hasan-rajin", "feature:0:0", "place:"] {
            stop.selection = Some(nothing.to_owned());
            assert_eq!(view_of(&stop, document, &base, size).selection, None, "{nothing}");
        }
    }
}
