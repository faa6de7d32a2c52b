//! Two pictures of one place: the view on the left, another date, other conditions or layers on the right.
//!
//! Each is a picture of its own in the display list, so every painter draws them and names keep to their side.

use super::{Contents, RenderOptions, Scene, compose_with_contents};
use crate::frame::{Align, Frame, Group, Item, Paint, Path, Stroke};
use crate::screen::ScreenPoint;
use crate::{Camera, Furniture};
use std::collections::BTreeSet;
use std::sync::Arc;
use tumen_core::model::Date;
use tumen_core::model::compare::Split;

/// What the picture on the right shows otherwise, and how the two share the room.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Its date.
    pub as_of: Date,
    /// Layers and kinds that it does not draw.
    pub hidden: BTreeSet<String>,
    /// Projects outlined as possible in it.
    pub possible: BTreeSet<String>,
    /// Projects that a filter leaves out in it.
    pub faded: BTreeSet<String>,
    /// How the two share the room.
    pub split: Split,
}

/// Composes both, and tells what they contain.
pub(super) fn compose(
    scene: Scene<'_>,
    options: &RenderOptions,
    compared: &Compared,
    size: [f32; 2],
) -> (Frame, Contents) {
    let [width, height] = size;
    let cut = (width * compared.split.share()).round().clamp(1.0, (width - 1.0).max(1.0));
    let plain = RenderOptions { compare: None, ..options.clone() };
    let labeled = |date: Date, side| Some((scene.words.as_of(date, options.language), side));
    let own = options.furniture.clone();
    let left = RenderOptions {
        camera: side(&options.camera, compared.split, [0.0, cut], size),
        furniture: Furniture {
            title: own.title,
            scale_bar: own.scale_bar,
            label: labeled(options.as_of, Align::End),
            ..Furniture::default()
        },
        ..plain.clone()
    };
    let (before, seen) = compose_with_contents(scene, &left, [cut, height]);
    let right = RenderOptions {
        camera: side(&options.camera, compared.split, [cut, width], size),
        as_of: compared.as_of,
        hidden: compared.hidden.clone(),
        possible: compared.possible.clone(),
        faded: compared.faded.clone(),
        furniture: Furniture {
            label: labeled(compared.as_of, Align::Start),
            title: None,
            scale_bar: false,
            also: Some(Arc::new(seen)),
            ..own
        },
        ..plain
    };
    let (after, contents) = compose_with_contents(scene, &right, [width - cut, height]);
    let inset = |x: f32, frame: Frame| Item { feature: None, paint: Paint::Inset([x, 0.0], Box::new(frame)) };
    let palette = scene.style.palette(options.theme);
    let line = |width: f32, color| {
        let points = vec![[cut, 0.0], [cut, height]];
        let stroke = Some(Stroke::solid(width, color));
        Item { feature: None, paint: Paint::Path(Path { points, closed: false, fill: None, stroke }) }
    };
    let own = &scene.style.loupe;
    let items = vec![
        inset(0.0, before),
        inset(cut, after),
        line(own.line + 2.0 * own.casing, palette.halo),
        line(own.line, palette.text),
    ];
    let groups = vec![Group { name: "compare", items }];
    let frame = Frame {
        size: size.into(),
        map: Some(options.camera),
        background: palette.water,
        groups,
        covered: Vec::new(),
    };
    (frame, contents)
}

/// The camera of a part of the picture from one column to another.
fn side(camera: &Camera, split: Split, [from, to]: [f32; 2], size: [f32; 2]) -> Camera {
    match split {
        // Both look at the same place.
        Split::Beside => *camera,
        Split::Swipe(_) => {
            let middle = ScreenPoint { x: 0.5 * (from + to), y: 0.5 * size[1] };
            Camera { center: camera.to_plane(middle, size), ..*camera }
        }
    }
}
