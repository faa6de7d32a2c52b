//! The map as a kept picture: nothing of it is painted again when only the interface changes, a moved map
//! is shifted and only what comes into view is painted, and while it is zoomed the picture is stretched.

use super::DrawItem;
use super::changed::changed;
use super::pipelines::Pipelines;
use tumen_core::geo::{PlaneBounds, PlanePoint};
use tumen_scene::camera::Camera;
use tumen_scene::frame::Rgba;

/// A map at rest lies no farther than this from where it belongs, physical pixels.
const EXACT_PX: f64 = 0.02;
/// A picture is stretched by no more than this factor while the map moves.
const STRETCH: f64 = 2.0;
/// If more than this share of a picture would be painted again, all of it is.
const MOST_AGAIN: f64 = 0.6;
/// A picture not shown for this many frames is dropped.
const KEEP_FRAMES: u64 = 120;

/// A whole picture is painted in so many bands: fewer triangles are held at once.
const BANDS: u32 = 4;

/// A rectangle: left, top, width, height; physical pixels.
pub type Area = [u32; 4];

/// Where in which window a picture of the map is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The window, by egui's number of its viewport.
    pub window: u64,
    /// Top left corner, physical pixels of the window.
    pub corner: [i32; 2],
    /// Width and height, physical pixels.
    pub size: [u32; 2],
}

/// What a picture shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// In drawing order.
    pub items: Vec<DrawItem>,
    /// The camera it was painted for; its size is in points.
    pub camera: Camera,
    /// Physical pixels per point.
    pub pixels_per_point: f32,
    /// What everything lies on.
    pub background: Rgba,
}

impl Shown {
    /// Physical pixels per map unit.
    #[must_use]
    pub fn scale(&self) -> f64 {
        self.camera.pixels_per_unit() * f64::from(self.pixels_per_point)
    }

    /// What a rectangle of a picture of that size shows, map units.
    #[must_use]
    pub fn seen(&self, size: [u32; 2], area: Area) -> PlaneBounds {
        let scale = self.scale();
        let at = |axis: usize, pixel: u32| {
            self.camera.center[axis] + (f64::from(pixel) - f64::from(size[axis]) * 0.5) / scale
        };
        // A picture need not have whole pixels, so its middle may lie a little aside.
        PlaneBounds::new(
            PlanePoint::new(at(0, area[0]), at(1, area[1])),
            PlanePoint::new(at(0, area[0] + area[2]), at(1, area[1] + area[3])),
        )
        .grown(1.0 / scale)
    }

    /// The pixels of a picture of that size which show a part of the plane; `None` if none does.
    fn area(&self, size: [u32; 2], bounds: &PlaneBounds) -> Option<Area> {
        if bounds.is_empty() {
            return None;
        }
        let scale = self.scale();
        let at = |axis: usize, value: f64| {
            (value - self.camera.center[axis]) * scale + f64::from(size[axis]) * 0.5
        };
        let low = [0, 1].map(|a| (at(a, bounds.min[a]) - 1.0).floor().clamp(0.0, f64::from(size[a])) as u32);
        let high = [0, 1].map(|a| (at(a, bounds.max[a]) + 1.0).ceil().clamp(0.0, f64::from(size[a])) as u32);
        (low[0] < high[0] && low[1] < high[1]).then(|| [low[0], low[1], high[0] - low[0], high[1] - low[1]])
    }
}

/// What is to be done for a frame.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Everything is painted.
    Whole,
    /// The picture is moved by so many pixels, then these rectangles are painted.
    Part {
        /// How far what is shown moves, physical pixels.
        shift: [i32; 2],
        /// What is painted.
        areas: Vec<Area>,
    },
    /// The picture is shown stretched, as it is.
    Stretched {
        /// Left, top, width and height of the whole picture within its place, physical pixels.
        onto: [f32; 4],
        /// What it leaves uncovered.
        uncovered: Vec<Area>,
    },
}

/// What makes the picture `shown` into `wanted`. A map that moves may be shown by something less than
/// exact; one at rest never is.
#[must_use]
pub fn step(shown: &Shown, wanted: &Shown, size: [u32; 2], moving: bool) -> Step {
    let comparable = shown.camera.projection == wanted.camera.projection
        && shown.pixels_per_point == wanted.pixels_per_point
        && shown.background == wanted.background;
    if !comparable {
        return Step::Whole;
    }
    let scale = wanted.scale();
    let zoom = (wanted.camera.zoom - shown.camera.zoom).exp2();
    let moved = [0, 1].map(|a| (shown.camera.center[a] - wanted.camera.center[a]) * scale);
    if zoom == 1.0 {
        let whole = moved.map(f64::round);
        let off = (moved[0] - whole[0]).abs().max((moved[1] - whole[1]).abs());
        let near = [0, 1].iter().all(|a| whole[*a].abs() < f64::from(size[*a]));
        if near && (moving || off <= EXACT_PX) {
            return shifted(shown, wanted, size, whole.map(|v| v as i32));
        }
        return Step::Whole;
    }
    if moving { stretched(zoom, moved, size) } else { Step::Whole }
}

/// The picture moved by whole pixels.
fn shifted(shown: &Shown, wanted: &Shown, size: [u32; 2], shift: [i32; 2]) -> Step {
    let left = [0, 1].map(|a| shift[a].max(0) as u32);
    let kept = [0, 1].map(|a| size[a] - shift[a].unsigned_abs());
    let mut areas = strips(size, [left[0], left[1], kept[0], kept[1]]);
    let overlap = wanted.seen(size, [left[0], left[1], kept[0], kept[1]]);
    let differs = changed(&shown.items, &wanted.items, &overlap, 1.0 / wanted.scale());
    areas.extend(wanted.area(size, &differs));
    if is_much(&areas, size) { Step::Whole } else { Step::Part { shift, areas } }
}

/// The picture stretched to another zoom.
fn stretched(zoom: f64, moved: [f64; 2], size: [u32; 2]) -> Step {
    if !(1.0 / STRETCH..=STRETCH).contains(&zoom) {
        return Step::Whole;
    }
    let full = size.map(f64::from);
    let extent = full.map(|s| s * zoom);
    let corner = [0, 1].map(|a| (full[a] - extent[a]) * 0.5 + moved[a]);
    // Rounded inward, so that no seam shows between the picture and what is painted beside it.
    let low = [0, 1].map(|a| corner[a].ceil().clamp(0.0, full[a]) as u32);
    let high = [0, 1].map(|a| (corner[a] + extent[a]).floor().clamp(0.0, full[a]) as u32);
    if low[0] >= high[0] || low[1] >= high[1] {
        return Step::Whole;
    }
    let uncovered = strips(size, [low[0], low[1], high[0] - low[0], high[1] - low[1]]);
    if is_much(&uncovered, size) {
        return Step::Whole;
    }
    let onto = [corner[0], corner[1], extent[0], extent[1]].map(|v| v as f32);
    Step::Stretched { onto, uncovered }
}

/// A whole picture in bands that are painted one after the other.
#[must_use]
pub fn bands([width, height]: [u32; 2]) -> Vec<Area> {
    let at = |i: u32| height * i / BANDS;
    (0..BANDS).map(|i| [0, at(i), width, at(i + 1) - at(i)]).filter(|[_, _, _, h]| *h > 0).collect()
}

/// What of a picture lies around a rectangle in it.
fn strips([width, height]: [u32; 2], [left, top, w, h]: Area) -> Vec<Area> {
    let (right, bottom) = (left + w, top + h);
    let around = [
        [0, 0, width, top],
        [0, bottom, width, height - bottom],
        [0, top, left, h],
        [right, top, width - right, h],
    ];
    around.into_iter().filter(|[_, _, w, h]| *w > 0 && *h > 0).collect()
}

fn is_much(areas: &[Area], size: [u32; 2]) -> bool {
    let pixels = |w: u32, h: u32| f64::from(w) * f64::from(h);
    let again: f64 = areas.iter().map(|[_, _, w, h]| pixels(*w, *h)).sum();
    again > MOST_AGAIN * pixels(size[0], size[1])
}

/// A texture that can be painted into and shown.
struct Canvas {
    texture: wgpu::Texture,
    view: wgpu::TextureView,
    /// Shown pixel for pixel.
    sharp: wgpu::BindGroup,
    /// Shown stretched.
    smooth: wgpu::BindGroup,
}

impl Canvas {
    fn new(
        device: &wgpu::Device,
        pipelines: &Pipelines,
        format: wgpu::TextureFormat,
        size: [u32; 2],
    ) -> Self {
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("kept map"),
            size: extent(size),
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT
                | wgpu::TextureUsages::TEXTURE_BINDING
                | wgpu::TextureUsages::COPY_SRC
                | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let [sharp, smooth] =
            [&pipelines.nearest, &pipelines.sampler].map(|s| pipelines.bind_picture(device, &view, s));
        Self { texture, view, sharp, smooth }
    }
}

fn extent([width, height]: [u32; 2]) -> wgpu::Extent3d {
    wgpu::Extent3d { width, height, depth_or_array_layers: 1 }
}

/// A kept picture.
pub struct Kept {
    /// Where it is shown.
    pub place: Place,
    /// What it shows; nothing before it is first painted.
    pub shown: Option<Shown>,
    front: Canvas,
    /// What a moved picture is copied into.
    back: Option<Canvas>,
    /// What was shown before a cut, while it fades.
    before: Option<Canvas>,
    used: u64,
}

impl Kept {
    /// What is painted into.
    #[must_use]
    pub fn view(&self) -> &wgpu::TextureView {
        &self.front.view
    }

    /// What to bind to show it: pixel for pixel, or stretched.
    #[must_use]
    pub fn binding(&self, stretched: bool) -> &wgpu::BindGroup {
        if stretched { &self.front.smooth } else { &self.front.sharp }
    }

    /// What to bind to show the picture from before a cut.
    #[must_use]
    pub fn before(&self) -> Option<&wgpu::BindGroup> {
        self.before.as_ref().map(|c| &c.sharp)
    }

    /// Moves what is shown; what comes into view is undefined until it is painted.
    pub fn shift(&mut self, encoder: &mut wgpu::CommandEncoder, [dx, dy]: [i32; 2]) {
        let Some(back) = self.back.as_mut().filter(|_| [dx, dy] != [0, 0]) else { return };
        let [width, height] = self.place.size;
        let kept = [width - dx.unsigned_abs(), height - dy.unsigned_abs()];
        let origin = |dx: i32, dy: i32| wgpu::Origin3d { x: dx.max(0) as u32, y: dy.max(0) as u32, z: 0 };
        let from =
            wgpu::TexelCopyTextureInfo { origin: origin(-dx, -dy), ..self.front.texture.as_image_copy() };
        let to = wgpu::TexelCopyTextureInfo { origin: origin(dx, dy), ..back.texture.as_image_copy() };
        encoder.copy_texture_to_texture(from, to, extent(kept));
        std::mem::swap(&mut self.front, back);
    }
}

/// All kept pictures.
#[derive(Default)]
pub struct Pictures {
    kept: Vec<Kept>,
    frame: u64,
}

impl Pictures {
    /// Begins a frame.
    pub fn begin_frame(&mut self) {
        self.frame += 1;
    }

    /// Drops what was not shown for long.
    pub fn trim(&mut self) {
        let frame = self.frame;
        self.kept.retain(|k| k.used + KEEP_FRAMES >= frame);
    }

    /// The picture at a place; an empty one if there was none. `None` if the device has no textures that
    /// large.
    pub fn at(&mut self, maker: &Maker<'_>, place: Place) -> Option<&mut Kept> {
        let limit = maker.device.limits().max_texture_dimension_2d;
        if place.size.iter().any(|s| *s == 0 || *s > limit) {
            return None;
        }
        // A window that is being resized leaves no trail of pictures.
        let same = |k: &Kept| k.place.window == place.window && k.place.corner == place.corner;
        self.kept.retain(|k| !same(k) || k.place.size == place.size);
        let index = self.kept.iter().position(|k| k.place == place).unwrap_or_else(|| {
            let front = Canvas::new(maker.device, maker.pipelines, maker.format, place.size);
            self.kept.push(Kept { place, shown: None, front, back: None, before: None, used: 0 });
            self.kept.len() - 1
        });
        let kept = self.kept.get_mut(index)?;
        kept.used = self.frame;
        Some(kept)
    }

    /// The picture at a place, if there is one.
    #[must_use]
    pub fn get(&self, place: Place) -> Option<&Kept> {
        self.kept.iter().find(|k| k.place == place)
    }

    /// The same, to be painted into.
    pub fn get_mut(&mut self, place: Place) -> Option<&mut Kept> {
        self.kept.iter_mut().find(|k| k.place == place)
    }

    /// Bytes of GPU memory in use.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let canvas = |c: &Canvas| 4 * u64::from(c.texture.width()) * u64::from(c.texture.height());
        let canvases =
            |k: &Kept| canvas(&k.front) + [&k.back, &k.before].into_iter().flatten().map(canvas).sum::<u64>();
        self.kept.iter().map(canvases).sum()
    }
}

/// What canvases are made with.
pub struct Maker<'a> {
    /// The device.
    pub device: &'a wgpu::Device,
    /// Layouts and samplers.
    pub pipelines: &'a Pipelines,
    /// The format of the window.
    pub format: wgpu::TextureFormat,
}

impl Maker<'_> {
    /// Keeps what is shown aside while it fades over what comes; drops it when it has faded.
    pub fn fade(&self, kept: &mut Kept, fades: bool) {
        if !fades {
            kept.before = None;
        } else if kept.before.is_none() && kept.shown.take().is_some() {
            let new = Canvas::new(self.device, self.pipelines, self.format, kept.place.size);
            kept.before = Some(std::mem::replace(&mut kept.front, new));
        }
    }

    /// Makes room for the moved copy of a picture.
    pub fn make_room(&self, kept: &mut Kept) {
        let size = kept.place.size;
        kept.back.get_or_insert_with(|| Canvas::new(self.device, self.pipelines, self.format, size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tumen_core::geo::{LonLat, Projection};

    const SIZE: [u32; 2] = [400, 300];

    fn shown(zoom: f64, drag: [f32; 2]) -> Shown {
        let camera = Camera::at(Projection::Mercator, LonLat::new(131.0, 43.0), 8.0).panned(drag);
        let camera = Camera { zoom, ..camera };
        let background = Rgba([255; 4]);
        Shown { items: Vec::new(), camera, pixels_per_point: 1.0, background }
    }

    #[test]
    fn a_still_map_is_not_painted() {
        let still = Step::Part { shift: [0, 0], areas: Vec::new() };
        assert_eq!(step(&shown(8.0, [0.0; 2]), &shown(8.0, [0.0; 2]), SIZE, false), still);
    }

    #[test]
    fn bands_cover_a_picture_once() {
        for size in [[400, 300], [1, 1], [1028, 657], [7, 3]] {
            let bands = bands(size);
            assert_eq!(bands.iter().map(|[_, _, w, h]| w * h).sum::<u32>(), size[0] * size[1]);
            assert!(bands.windows(2).all(|b| b[0][1] + b[0][3] == b[1][1]));
        }
    }

    #[test]
    fn a_moved_map_paints_what_comes_into_view() {
        let found = step(&shown(8.0, [0.0; 2]), &shown(8.0, [30.0, -20.0]), SIZE, false);
        let areas = vec![[0, 280, 400, 20], [0, 0, 30, 280]];
        assert_eq!(found, Step::Part { shift: [30, -20], areas });
        assert_eq!(step(&shown(8.0, [0.0; 2]), &shown(8.0, [500.0, 0.0]), SIZE, true), Step::Whole);
    }

    #[test]
    fn a_map_at_rest_is_exact() {
        let half = shown(8.0, [10.5, 0.0]);
        assert!(matches!(step(&shown(8.0, [0.0; 2]), &half, SIZE, true), Step::Part { .. }));
        assert_eq!(step(&shown(8.0, [0.0; 2]), &half, SIZE, false), Step::Whole);
        let zoomed = shown(8.5, [0.0; 2]);
        assert!(matches!(step(&shown(8.0, [0.0; 2]), &zoomed, SIZE, true), Step::Stretched { .. }));
        assert_eq!(step(&shown(8.0, [0.0; 2]), &zoomed, SIZE, false), Step::Whole);
    }

    #[test]
    fn a_stretched_map_says_what_it_leaves_uncovered() {
        let out = step(&shown(8.0, [0.0; 2]), &shown(7.8, [0.0; 2]), SIZE, true);
        let Step::Stretched { onto, uncovered } = out else { panic!("{out:?}") };
        assert!((onto[2] - 348.2).abs() < 0.1 && (onto[0] - 25.9).abs() < 0.1);
        assert_eq!(uncovered.len(), 4);
        // Too far for a stretched picture.
        assert_eq!(step(&shown(8.0, [0.0; 2]), &shown(9.2, [0.0; 2]), SIZE, true), Step::Whole);
        assert_eq!(step(&shown(8.0, [0.0; 2]), &shown(7.2, [0.0; 2]), SIZE, true), Step::Whole);
    }
}
