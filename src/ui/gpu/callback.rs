//! The paint callback of a run of items: painted anew, or shown as a kept picture.

use super::kept::{self, Area, Maker, Place, Shown, Step};
use super::plan::View;
use super::{DrawItem, Gpu, MapResources, Painting, Show};
use eframe::egui::PaintCallbackInfo;
use eframe::egui_wgpu::{CallbackResources, CallbackTrait, ScreenDescriptor};
use std::sync::atomic::{AtomicUsize, Ordering};
use tumen_scene::camera::Camera;
use tumen_scene::frame::Rgba;

/// How the picture of a callback is kept.
#[derive(Debug, Clone, Copy)]
pub struct Keep {
    /// The window, by egui's number of its viewport.
    pub window: u64,
    /// What the map lies on.
    pub background: Rgba,
    /// Whether the camera moves just now: the picture need not be exact yet.
    pub moving: bool,
    /// The opacity of the picture from before a cut, while it fades over the new one.
    pub before: Option<f32>,
}

/// Draws a run of items, in order. What does not fit the camera's projection is left out.
pub struct MapCallback {
    items: Vec<DrawItem>,
    camera: Camera,
    /// Top left corner of the frame, points.
    origin: [f32; 2],
    /// Size of the frame, points.
    size: [f32; 2],
    /// Kept as a picture, or painted anew each time.
    keep: Option<Keep>,
    /// What is shown for it in this frame; `usize::MAX` for nothing.
    show: AtomicUsize,
}

impl MapCallback {
    /// Items seen by a camera, in a frame with that top left corner and size (points).
    #[must_use]
    pub fn new(items: Vec<DrawItem>, camera: Camera, origin: [f32; 2], size: [f32; 2]) -> Self {
        Self { items, camera, origin, size, keep: None, show: AtomicUsize::new(usize::MAX) }
    }

    /// The same, the first of its frame, on a background, as a kept picture.
    #[must_use]
    pub fn kept(self, keep: Keep) -> Self {
        Self { keep: Some(keep), ..self }
    }

    /// The middle of the frame and its size, physical pixels of the window.
    fn middle(&self, pixels_per_point: f32) -> [f64; 2] {
        std::array::from_fn(|axis| {
            let middle = f64::from(self.origin[axis]) + f64::from(self.size[axis]) * 0.5;
            middle * f64::from(pixels_per_point)
        })
    }

    /// What a camera sees, in pixels of the window.
    fn window_view(&self, screen: &ScreenDescriptor, camera: Camera) -> View {
        let ppp = screen.pixels_per_point;
        View::new(&camera, ppp, screen.size_in_pixels, self.middle(ppp), camera.visible(self.size))
    }

    fn direct(&self, gpu: Gpu<'_>, screen: &ScreenDescriptor, map: &mut MapResources) -> Show {
        let view = self.window_view(screen, self.camera);
        let background = self.keep.map(|k| map.uniforms.push(&view.locals.filled(k.background)));
        let plan = map.plan(gpu, &self.items, &self.camera, &view);
        Show::Direct { plan, background }
    }

    /// Where the picture lies in the window.
    fn place(&self, keep: Keep, ppp: f32) -> Place {
        let corner = self.origin.map(|v| (v * ppp).round() as i32);
        // A size between pixels reaches into one more, which egui's clip rectangle may leave visible.
        let size = self.size.map(|v| (v * ppp).ceil().max(0.0) as u32);
        Place { window: keep.window, corner, size }
    }

    /// Paints what is missing from the kept picture. `None` if it cannot be kept.
    fn keep(&self, gpu: Gpu<'_>, screen: &ScreenDescriptor, map: &mut MapResources) -> Option<Show> {
        let keep = self.keep?;
        let place = self.place(keep, screen.pixels_per_point);
        let wanted = Shown {
            items: self.items.clone(),
            camera: self.camera,
            pixels_per_point: screen.pixels_per_point,
            background: keep.background,
        };
        let maker = Maker { device: gpu.device, pipelines: &map.pipelines, format: map.format };
        let kept = map.pictures.at(&maker, place)?;
        maker.fade(kept, keep.before.is_some());
        let step =
            kept.shown.as_ref().map_or(Step::Whole, |s| kept::step(s, &wanted, place.size, keep.moving));
        if let Step::Part { shift, .. } = &step
            && *shift != [0, 0]
        {
            maker.make_room(kept);
        }
        let mut onto = [0.0, 0.0, place.size[0] as f32, place.size[1] as f32];
        let (mut stretched, mut uncovered) = (false, Vec::new());
        match step {
            Step::Whole => self.repaint(gpu, map, place, wanted, None, &kept::bands(place.size)),
            Step::Part { shift, areas } => self.repaint(gpu, map, place, wanted, Some(shift), &areas),
            Step::Stretched { onto: place, uncovered: areas } => {
                (onto, uncovered, stretched) = (place, areas, true);
            }
        }
        let uncovered = self.plan_uncovered(gpu, screen, map, place, &uncovered);
        let view = self.window_view(screen, self.camera);
        let corner = [0, 1].map(|a| place.corner[a] as f32 + onto[a]);
        let uniform = map.uniforms.push(&view.locals.placed(corner, [onto[2], onto[3]]));
        let background = map.uniforms.push(&view.locals.filled(keep.background));
        let before = keep.before.map(|opacity| {
            map.fading.get_or_insert_with(|| map.pipelines.fading_picture(gpu.device, map.format));
            let (corner, size) = (place.corner.map(|v| v as f32), place.size.map(|v| v as f32));
            map.uniforms.push(&view.locals.placed(corner, size).faded(opacity))
        });
        Some(Show::Kept { place, uniform, stretched, uncovered, background, before })
    }

    /// Plans what is painted into the kept picture, which is moved before; `None` if nothing of it stays.
    fn repaint(
        &self,
        gpu: Gpu<'_>,
        map: &mut MapResources,
        place: Place,
        wanted: Shown,
        shift: Option<[i32; 2]>,
        areas: &[Area],
    ) {
        let ppp = wanted.pixels_per_point;
        let Some(kept) = map.pictures.get_mut(place) else { return };
        // A moved picture stays on its own pixels, which may lie a little beside those wanted.
        let center = kept.shown.as_ref().zip(shift).map_or(wanted.camera.center, |(shown, shift)| {
            [0, 1].map(|a| shown.camera.center[a] - f64::from(shift[a]) / wanted.scale()).into()
        });
        let shift = shift.unwrap_or_default();
        let camera = Camera { center, ..wanted.camera };
        let shown = Shown { camera, ..wanted };
        let middle = self.middle(ppp);
        let middle = [0, 1].map(|a| middle[a] - f64::from(place.corner[a]));
        let mut view = View::new(&camera, ppp, place.size, middle, shown.seen(place.size, [0; 4]));
        let background = map.uniforms.push(&view.locals.filled(shown.background));
        let mut planned = Vec::new();
        for area in areas {
            view.visible = shown.seen(place.size, *area);
            planned.push((*area, map.plan(gpu, &shown.items, &camera, &view)));
        }
        if !planned.is_empty() || shift != [0, 0] {
            map.paintings.push(Painting { place, shift, background, areas: planned });
        }
        if let Some(kept) = map.pictures.get_mut(place) {
            kept.shown = Some(shown);
        }
    }

    /// Plans what a stretched picture leaves uncovered; areas in pixels of the window.
    fn plan_uncovered(
        &self,
        gpu: Gpu<'_>,
        screen: &ScreenDescriptor,
        map: &mut MapResources,
        place: Place,
        areas: &[Area],
    ) -> Vec<(Area, usize)> {
        let mut view = self.window_view(screen, self.camera);
        let background = Rgba([0; 4]);
        let ppp = screen.pixels_per_point;
        let shown = Shown { items: Vec::new(), camera: self.camera, pixels_per_point: ppp, background };
        let mut planned = Vec::new();
        for area in areas {
            view.visible = shown.seen(place.size, *area);
            let plan = map.plan(gpu, &self.items, &self.camera, &view);
            let at = [0, 1].map(|a| place.corner[a].max(0) as u32 + area[a]);
            planned.push(([at[0], at[1], area[2], area[3]], plan));
        }
        planned
    }
}

impl CallbackTrait for MapCallback {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        screen: &ScreenDescriptor,
        _encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        let Some(map) = resources.get_mut::<MapResources>() else { return Vec::new() };
        map.begin_frame();
        let gpu = Gpu { device, queue };
        let show = self.keep(gpu, screen, map).unwrap_or_else(|| self.direct(gpu, screen, map));
        self.show.store(map.shows.len(), Ordering::Relaxed);
        map.shows.push(show);
        Vec::new()
    }

    fn finish_prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        // The first callback to get here finishes the frame for all.
        if let Some(map) = resources.get_mut::<MapResources>() {
            map.finish_frame(Gpu { device, queue }, encoder);
        }
        Vec::new()
    }

    fn paint(
        &self,
        info: PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        let Some(map) = resources.get::<MapResources>() else { return };
        let Some(show) = map.shows.get(self.show.load(Ordering::Relaxed)) else { return };
        // The shaders work in pixels of the whole target; what is outside is cut by the scissor
        // rectangle, which egui has set. A viewport would be cut at the target's border and shift.
        let [width, height] = info.screen_size_px.map(|s| s as f32);
        pass.set_viewport(0.0, 0.0, width, height, 0.0, 1.0);
        map.show(pass, show, &info);
    }
}
