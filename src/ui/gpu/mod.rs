//! The retained GPU painter: prepared layers and relief, drawn from buffers that stay on the GPU.
//!
//! Geometry is uploaded once per layer and level. A frame then costs the CPU one small uniform for
//! each item and the ranges of chunks in view, however many vertices there are.
//!
//! Positions are fixed-point integers. The shader subtracts the camera's center from them as integers
//! and only then goes to floats, so a line at the closest zoom is where it belongs.

mod buffers;
mod fixed;
mod lines;
mod mesh;
mod pipelines;
mod texture;
mod uniforms;

use buffers::{Cache, Key, LineBuffer, MeshBuffer, Resident};
use eframe::egui_wgpu::{self, CallbackResources, CallbackTrait, RenderState, ScreenDescriptor};
use pipelines::Pipelines;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tumen_core::geo::Bounds;
use tumen_scene::camera::Camera;
use tumen_scene::frame::{Part, Rgba, Stroke};
use tumen_scene::relief::Relief;
use uniforms::{Locals, Uniforms};

/// Instances out of view that are drawn rather than spending another draw call on leaving them out.
const DRAWN_THROUGH: u32 = 64;

/// Prepares a window's renderer for [`MapCallback`]s. To be called once, before the first frame;
/// without it the map stays empty. The window must be without multisampling and depth buffer, as
/// eframe's are unless asked otherwise.
pub fn install(state: &RenderState) {
    let resources = MapResources::new(&state.device, state.target_format);
    state.renderer.write().callback_resources.insert(resources);
}

/// Everything the map holds on the GPU; lives among the renderer's callback resources.
pub struct MapResources {
    pipelines: Pipelines,
    uniforms: Uniforms,
    cache: Cache,
    /// What to draw, one plan for each callback of the frame.
    plans: Vec<Plan>,
    /// How many of `plans` belong to this frame; the others only keep their memory.
    planned: usize,
    /// Whether callbacks of the current frame are still being prepared.
    preparing: bool,
}

impl MapResources {
    fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let pipelines = Pipelines::new(device, format);
        let uniforms = Uniforms::new(device, pipelines.uniform_layout.clone());
        let cache = Cache::default();
        Self { pipelines, uniforms, cache, plans: Vec::new(), planned: 0, preparing: false }
    }

    /// Bytes of GPU memory that geometry and pictures take.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.cache.bytes()
    }

    /// Begins a frame with the first callback prepared after the last frame was finished.
    fn begin_frame(&mut self) {
        if !self.preparing {
            self.preparing = true;
            self.planned = 0;
            self.uniforms.clear();
            self.cache.begin_frame();
        }
    }

    /// Takes an empty plan; gives its index.
    fn next_plan(&mut self) -> usize {
        if self.planned == self.plans.len() {
            self.plans.push(Plan::default());
        }
        let index = self.planned;
        self.planned += 1;
        self.plans[index].draws.clear();
        self.plans[index].ranges.clear();
        index
    }

    fn finish_frame(&mut self, device: &wgpu::Device, queue: &wgpu::Queue) {
        if self.preparing {
            self.preparing = false;
            self.uniforms.upload(device, queue);
            self.cache.trim();
        }
    }
}

/// What one callback draws.
#[derive(Default)]
struct Plan {
    draws: Vec<Draw>,
    /// Instances or indices, shared by all draws.
    ranges: Vec<Range<u32>>,
}

struct Draw {
    key: Key,
    /// Offset into the uniform buffer, bytes.
    uniform: u32,
    /// Which of the plan's ranges.
    ranges: Range<usize>,
}

/// An item of a frame that the GPU draws from retained buffers.
#[derive(Debug, Clone)]
pub enum DrawItem {
    /// Relief with an opacity.
    Relief(Arc<Relief>, f32),
    /// Areas filled with a color.
    Fill(Part, Rgba),
    /// Stroked lines.
    Stroke(Part, Stroke),
}

/// Draws a run of items, in order. What does not fit the camera's projection is left out.
pub struct MapCallback {
    items: Vec<DrawItem>,
    camera: Camera,
    /// Top left corner of the frame, points.
    origin: [f32; 2],
    /// Size of the frame, points.
    size: [f32; 2],
    /// Which plan was made for it in this frame; `usize::MAX` for none.
    plan: AtomicUsize,
}

impl MapCallback {
    /// Items seen by a camera, in a frame with that top left corner and size (points).
    #[must_use]
    pub fn new(items: Vec<DrawItem>, camera: Camera, origin: [f32; 2], size: [f32; 2]) -> Self {
        Self { items, camera, origin, size, plan: AtomicUsize::new(usize::MAX) }
    }

    fn view(&self, screen: &ScreenDescriptor) -> View {
        let ppp = screen.pixels_per_point;
        let scale = uniforms::step_scale(self.camera.pixels_per_unit() * f64::from(ppp));
        let eye = fixed::fixed(self.camera.center);
        let center = std::array::from_fn(|axis| {
            // The eye is rounded to a step; the rest of the way is made up in pixels.
            let rest = self.camera.center[axis] * fixed::STEPS - f64::from(eye[axis]);
            let middle = f64::from(self.origin[axis]) + f64::from(self.size[axis]) * 0.5;
            (middle * f64::from(ppp) - rest * scale) as f32
        });
        let locals = Locals {
            eye,
            center,
            screen: screen.size_in_pixels.map(|s| s as f32),
            scale: scale as f32,
            ..bytemuck::Zeroable::zeroed()
        };
        View { locals, scale, pixels_per_point: ppp, visible: self.camera.visible(self.size) }
    }

    fn plan_item(&self, item: &DrawItem, view: &View, planner: &mut Planner<'_>) {
        let projection = self.camera.projection;
        match item {
            DrawItem::Relief(relief, opacity) => planner.relief(relief, projection, view, *opacity),
            DrawItem::Fill(part, color) if part.layer.projection == projection => {
                planner.fill(part, *color, view);
            }
            DrawItem::Stroke(part, stroke) if part.layer.projection == projection => {
                let reach = f64::from(stroke.width * 0.5 + 1.0) / self.camera.pixels_per_unit();
                planner.stroke(part, stroke, view, &view.visible.grown(reach));
            }
            DrawItem::Fill(..) | DrawItem::Stroke(..) => {}
        }
    }
}

/// What all items of a callback share.
struct View {
    locals: Locals,
    /// Physical pixels per fixed-point step.
    scale: f64,
    pixels_per_point: f32,
    /// Map units.
    visible: Bounds,
}

/// Turns items into draws.
struct Planner<'a> {
    device: &'a wgpu::Device,
    queue: &'a wgpu::Queue,
    pipelines: &'a Pipelines,
    uniforms: &'a mut Uniforms,
    cache: &'a mut Cache,
    plan: &'a mut Plan,
}

impl Planner<'_> {
    fn relief(
        &mut self,
        relief: &Arc<Relief>,
        projection: tumen_core::geo::Projection,
        view: &View,
        opacity: f32,
    ) {
        let key = self.cache.relief(self.device, self.queue, self.pipelines, relief, projection);
        self.draw_blocks(key, 0, view, &view.locals.faded(opacity));
    }

    fn fill(&mut self, part: &Part, color: Rgba, view: &View) {
        let key = self.cache.mesh(self.device, &part.layer, part.level);
        self.draw_blocks(key, part.group, view, &view.locals.filled(color));
    }

    fn stroke(&mut self, part: &Part, stroke: &Stroke, view: &View, visible: &Bounds) {
        let Some(key) = self.cache.lines(self.device, &part.layer, part.level) else { return };
        let Some(Resident::Lines(lines)) = self.cache.get(&key) else { return };
        let ranges = &mut self.plan.ranges;
        let first = ranges.len();
        // What lies between the chunks of one feature may belong to another.
        let gap = if part.only.is_none() { DRAWN_THROUGH } else { 0 };
        part.chunks_in(visible, |chunk| {
            if let Some(range) = lines.chunks.get(chunk) {
                fixed::push_merged(ranges, first, range, gap);
            }
        });
        self.push(key, first, &view.locals.stroked(stroke, view.pixels_per_point, view.scale));
    }

    fn draw_blocks(&mut self, key: Option<Key>, group: usize, view: &View, locals: &Locals) {
        let Some(key) = key else { return };
        let (Some(Resident::Mesh(mesh)) | Some(Resident::Relief(mesh, _))) = self.cache.get(&key) else {
            return;
        };
        let first = self.plan.ranges.len();
        mesh.blocks.visible(group, &view.visible, &mut self.plan.ranges);
        self.push(key, first, locals);
    }

    /// Adds a draw of the ranges from `first` on, if there are any.
    fn push(&mut self, key: Key, first: usize, locals: &Locals) {
        let ranges = first..self.plan.ranges.len();
        if !ranges.is_empty() {
            let uniform = self.uniforms.push(locals);
            self.plan.draws.push(Draw { key, uniform, ranges });
        }
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
        let index = map.next_plan();
        let view = self.view(screen);
        let MapResources { pipelines, uniforms, cache, plans, .. } = map;
        let mut planner = Planner { device, queue, pipelines, uniforms, cache, plan: &mut plans[index] };
        for item in &self.items {
            self.plan_item(item, &view, &mut planner);
        }
        self.plan.store(index, Ordering::Relaxed);
        Vec::new()
    }

    fn finish_prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        _encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        // The first callback to get here finishes the frame for all.
        if let Some(map) = resources.get_mut::<MapResources>() {
            map.finish_frame(device, queue);
        }
        Vec::new()
    }

    fn paint(
        &self,
        info: eframe::egui::PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        let Some(map) = resources.get::<MapResources>() else { return };
        let Some(plan) = map.plans[..map.planned].get(self.plan.load(Ordering::Relaxed)) else { return };
        // The shaders work in pixels of the whole target; what is outside is cut by the scissor
        // rectangle, which egui has set. A viewport would be cut at the target's border and shift.
        let [width, height] = info.screen_size_px.map(|s| s as f32);
        pass.set_viewport(0.0, 0.0, width, height, 0.0, 1.0);
        for draw in &plan.draws {
            if let Some(resident) = map.cache.get(&draw.key) {
                map.draw(pass, resident, draw.uniform, &plan.ranges[draw.ranges.clone()]);
            }
        }
    }
}

impl MapResources {
    fn draw(
        &self,
        pass: &mut wgpu::RenderPass<'static>,
        resident: &Resident,
        uniform: u32,
        ranges: &[Range<u32>],
    ) {
        let pipeline = match resident {
            Resident::Lines(_) => &self.pipelines.lines,
            Resident::Mesh(_) => &self.pipelines.fills,
            Resident::Relief(..) => &self.pipelines.relief,
        };
        pass.set_pipeline(pipeline);
        pass.set_bind_group(0, self.uniforms.bind_group(), &[uniform]);
        match resident {
            Resident::Lines(lines) => draw_lines(pass, lines, ranges),
            Resident::Mesh(mesh) => draw_mesh(pass, mesh, ranges),
            Resident::Relief(mesh, picture) => {
                pass.set_bind_group(1, picture, &[]);
                draw_mesh(pass, mesh, ranges);
            }
        }
    }
}

fn draw_lines(pass: &mut wgpu::RenderPass<'static>, lines: &LineBuffer, ranges: &[Range<u32>]) {
    // The same points four times, each time one further: an instance sees four in a row.
    for slot in 0..4 {
        let offset = u64::from(slot) * size_of::<lines::LinePoint>() as u64;
        pass.set_vertex_buffer(slot, lines.points.slice(offset..));
    }
    for range in ranges {
        pass.draw(0..4, range.clone());
    }
}

fn draw_mesh(pass: &mut wgpu::RenderPass<'static>, mesh: &MeshBuffer, ranges: &[Range<u32>]) {
    pass.set_vertex_buffer(0, mesh.vertices.slice(..));
    pass.set_index_buffer(mesh.indices.slice(..), wgpu::IndexFormat::Uint32);
    for range in ranges {
        pass.draw_indexed(range.clone(), 0, 0..1);
    }
}

/// A paint callback for a rectangle of the window (points), to be added to a painter as a shape.
pub fn shape(rect: eframe::egui::Rect, callback: MapCallback) -> eframe::egui::Shape {
    eframe::egui::Shape::Callback(egui_wgpu::Callback::new_paint_callback(rect, callback))
}
