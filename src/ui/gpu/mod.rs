//! The retained GPU painter: prepared layers and relief, drawn from buffers that stay on the GPU.
//!
//! Geometry is uploaded once per layer and level. A frame then costs the CPU one small uniform for
//! each item and the ranges of chunks in view, however many vertices there are.
//!
//! Positions are fixed-point integers. The shader subtracts the camera's center from them as integers
//! and only then goes to floats, so a line at the closest zoom is where it belongs.
//!
//! On a processor without a graphics card the picture is kept in a texture besides (see `kept`), and the interface is
//! painted by plain shaders (see [`interface`]).

mod buffers;
mod callback;
mod changed;
mod fixed;
pub mod interface;
mod kept;
mod lines;
mod mesh;
mod pipelines;
mod plan;
mod texture;
mod uniforms;

pub use callback::{Keep, MapCallback};

use buffers::{Cache, LineBuffer, MeshBuffer, Resident};
use eframe::egui_wgpu::{self, RenderState};
use kept::{Area, Pictures, Place};
use pipelines::Pipelines;
use plan::{Draw, Plan, Planner, View};
use std::ops::Range;
use std::sync::Arc;
use tumen_scene::camera::Camera;
use tumen_scene::frame::{Part, Rgba, Stroke};
use tumen_scene::relief::Relief;
use uniforms::Uniforms;

/// How the map is painted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// Anew in every frame: best on a graphics card.
    #[default]
    Direct,
    /// Into a picture that is kept: best on a processor alone.
    Kept,
}

impl Mode {
    /// The best for an adapter: pictures are kept where the processor paints.
    #[must_use]
    pub fn for_adapter(info: &wgpu::AdapterInfo) -> Self {
        if info.device_type == wgpu::DeviceType::Cpu { Self::Kept } else { Self::Direct }
    }
}

/// Says what device paints the maps in a context.
pub fn describe(ctx: &eframe::egui::Context, info: &wgpu::AdapterInfo) {
    let text: Arc<str> = format!("{} ({})", info.name, info.backend).into();
    ctx.data_mut(|d| d.insert_temp(eframe::egui::Id::unique("map device"), text));
}

/// What [`describe`] said.
#[must_use]
pub fn description(ctx: &eframe::egui::Context) -> Option<Arc<str>> {
    ctx.data(|d| d.get_temp(eframe::egui::Id::unique("map device")))
}

/// Says how maps in a context are painted.
pub fn set_mode(ctx: &eframe::egui::Context, mode: Mode) {
    ctx.data_mut(|d| d.insert_temp(eframe::egui::Id::unique("map mode"), mode));
}

/// How maps in a context are painted.
#[must_use]
pub fn mode(ctx: &eframe::egui::Context) -> Mode {
    ctx.data(|d| d.get_temp(eframe::egui::Id::unique("map mode"))).unwrap_or_default()
}

/// Prepares a window's renderer for [`MapCallback`]s. To be called once, before the first frame;
/// without it the map stays empty. The window must be without multisampling and depth buffer, as
/// eframe's are unless asked otherwise.
pub fn install(state: &RenderState) {
    let resources = MapResources::new(&state.device, state.target_format);
    state.renderer.write().callback_resources.insert(resources);
}

/// Everything the map holds on the GPU; lives among the renderer's callback resources.
pub struct MapResources {
    format: wgpu::TextureFormat,
    pipelines: Pipelines,
    uniforms: Uniforms,
    cache: Cache,
    pictures: Pictures,
    /// What a picture from before a cut is shown with; made when one first fades.
    fading: Option<wgpu::RenderPipeline>,
    /// What to draw, one plan for each part of each callback of the frame.
    plans: Vec<Plan>,
    /// How many of `plans` belong to this frame; the others only keep their memory.
    planned: usize,
    /// What each callback of the frame does.
    shows: Vec<Show>,
    /// What is painted into kept pictures before the frame is drawn.
    paintings: Vec<Painting>,
    /// Whether callbacks of the current frame are still being prepared.
    preparing: bool,
}

/// What a callback does.
enum Show {
    /// Draws a plan; on a background if there is one (offset into the uniform buffer, bytes).
    Direct { plan: usize, background: Option<u32> },
    /// Shows a kept picture (offset into the uniform buffer, bytes), and draws what it leaves uncovered.
    /// `before` is the same offset for the picture from before a cut, which fades over it.
    Kept {
        place: Place,
        uniform: u32,
        stretched: bool,
        uncovered: Vec<(Area, usize)>,
        background: u32,
        before: Option<u32>,
    },
}

/// What is painted into a kept picture.
struct Painting {
    place: Place,
    shift: [i32; 2],
    /// Offset of the background into the uniform buffer, bytes.
    background: u32,
    /// Where, and which plan.
    areas: Vec<(Area, usize)>,
}

impl MapResources {
    fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let pipelines = Pipelines::new(device, format);
        let uniforms = Uniforms::new(device, pipelines.uniform_layout.clone());
        Self {
            format,
            pipelines,
            uniforms,
            cache: Cache::default(),
            pictures: Pictures::default(),
            fading: None,
            plans: Vec::new(),
            planned: 0,
            shows: Vec::new(),
            paintings: Vec::new(),
            preparing: false,
        }
    }

    /// Bytes of GPU memory that geometry and pictures take.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.cache.bytes() + self.pictures.bytes()
    }

    /// Plans made for the current frame: none if kept pictures are shown as they are.
    #[must_use]
    pub fn planned(&self) -> usize {
        self.planned
    }

    /// Begins a frame with the first callback prepared after the last frame was finished.
    fn begin_frame(&mut self) {
        if !self.preparing {
            self.preparing = true;
            self.planned = 0;
            self.shows.clear();
            self.uniforms.clear();
            self.pictures.begin_frame();
        }
    }

    /// Takes an empty plan; gives its index.
    fn next_plan(&mut self) -> usize {
        // Frames that only show what is kept do not age the geometry behind it.
        if self.planned == 0 {
            self.cache.begin_frame();
        }
        if self.planned == self.plans.len() {
            self.plans.push(Plan::default());
        }
        let index = self.planned;
        self.planned += 1;
        self.plans[index].clear();
        index
    }

    /// Plans items for a view; gives the plan's index.
    fn plan(&mut self, gpu: Gpu<'_>, items: &[DrawItem], camera: &Camera, view: &View) -> usize {
        let index = self.next_plan();
        let Self { pipelines, uniforms, cache, plans, .. } = self;
        let (device, queue) = (gpu.device, gpu.queue);
        let mut planner = Planner { device, queue, pipelines, uniforms, cache, plan: &mut plans[index] };
        items.iter().for_each(|item| planner.item(item, camera, view));
        index
    }

    fn finish_frame(&mut self, gpu: Gpu<'_>, encoder: &mut wgpu::CommandEncoder) {
        if !std::mem::take(&mut self.preparing) {
            return;
        }
        self.uniforms.upload(gpu.device, gpu.queue);
        for painting in std::mem::take(&mut self.paintings) {
            self.paint_kept(encoder, &painting);
        }
        if self.planned > 0 {
            self.cache.trim();
        }
        self.pictures.trim();
    }

    fn paint_kept(&mut self, encoder: &mut wgpu::CommandEncoder, painting: &Painting) {
        let Some(kept) = self.pictures.get_mut(painting.place) else { return };
        kept.shift(encoder, painting.shift);
        let view = kept.view().clone();
        // A pass each: a software driver sorts all triangles of a pass into tiles before it paints them, which takes
        // memory, and paints one pass while it sorts the next.
        for (area, plan) in &painting.areas {
            let attachment = wgpu::RenderPassColorAttachment {
                view: &view,
                resolve_target: None,
                ops: wgpu::Operations { load: wgpu::LoadOp::Load, store: wgpu::StoreOp::Store },
                depth_slice: None,
            };
            let descriptor = wgpu::RenderPassDescriptor {
                label: Some("kept map"),
                color_attachments: &[Some(attachment)],
                ..Default::default()
            };
            let mut pass = encoder.begin_render_pass(&descriptor).forget_lifetime();
            let [x, y, width, height] = *area;
            pass.set_scissor_rect(x, y, width, height);
            self.draw_cover(&mut pass, painting.background);
            self.draw_plan(&mut pass, *plan);
        }
    }
}

/// What everything on the GPU is made with.
#[derive(Clone, Copy)]
struct Gpu<'a> {
    device: &'a wgpu::Device,
    queue: &'a wgpu::Queue,
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

impl MapResources {
    /// Does what a callback does.
    fn show(
        &self,
        pass: &mut wgpu::RenderPass<'static>,
        show: &Show,
        info: &eframe::egui::PaintCallbackInfo,
    ) {
        match show {
            Show::Direct { plan, background } => {
                if let Some(background) = background {
                    self.draw_cover(pass, *background);
                }
                self.draw_plan(pass, *plan);
            }
            Show::Kept { place, uniform, stretched, uncovered, background, before } => {
                if let Some(kept) = self.pictures.get(*place) {
                    pass.set_pipeline(&self.pipelines.picture);
                    pass.set_bind_group(0, self.uniforms.bind_group(), &[*uniform]);
                    pass.set_bind_group(1, kept.binding(*stretched), &[]);
                    pass.draw(0..4, 0..1);
                }
                for (area, plan) in uncovered {
                    if let Some([x, y, width, height]) = clipped(*area, info) {
                        pass.set_scissor_rect(x, y, width, height);
                        self.draw_cover(pass, *background);
                        self.draw_plan(pass, *plan);
                    }
                }
                self.draw_before(pass, *place, *before);
            }
        }
    }

    /// Draws the picture from before a cut, if it still fades.
    fn draw_before(&self, pass: &mut wgpu::RenderPass<'static>, place: Place, uniform: Option<u32>) {
        let before = self.pictures.get(place).and_then(kept::Kept::before);
        let (Some(before), Some(uniform), Some(pipeline)) = (before, uniform, &self.fading) else { return };
        pass.set_pipeline(pipeline);
        pass.set_bind_group(0, self.uniforms.bind_group(), &[uniform]);
        pass.set_bind_group(1, before, &[]);
        pass.draw(0..4, 0..1);
    }

    /// Covers everything with a color.
    fn draw_cover(&self, pass: &mut wgpu::RenderPass<'static>, uniform: u32) {
        pass.set_pipeline(&self.pipelines.cover);
        pass.set_bind_group(0, self.uniforms.bind_group(), &[uniform]);
        pass.draw(0..3, 0..1);
    }

    fn draw_plan(&self, pass: &mut wgpu::RenderPass<'static>, plan: usize) {
        let Some(plan) = self.plans[..self.planned].get(plan) else { return };
        for draw in &plan.draws {
            if let Some(resident) = self.cache.get(&draw.key) {
                self.draw(pass, resident, draw, &plan.ranges[draw.ranges.clone()]);
            }
        }
    }

    fn draw(
        &self,
        pass: &mut wgpu::RenderPass<'static>,
        resident: &Resident,
        draw: &Draw,
        ranges: &[Range<u32>],
    ) {
        let pipeline = match resident {
            Resident::Lines(LineBuffer { shifts: Some(_), .. }) => &self.pipelines.lines_side_by_side,
            Resident::Lines(_) => &self.pipelines.lines,
            Resident::Mesh(_) if draw.opaque => &self.pipelines.opaque_fills,
            Resident::Mesh(_) => &self.pipelines.fills,
            Resident::Relief(..) => &self.pipelines.relief,
        };
        pass.set_pipeline(pipeline);
        pass.set_bind_group(0, self.uniforms.bind_group(), &[draw.uniform]);
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

/// What of a rectangle of the window lies in what egui lets a callback paint.
fn clipped([x, y, width, height]: Area, info: &eframe::egui::PaintCallbackInfo) -> Option<Area> {
    let clip = info.clip_rect_in_pixels();
    let low = [(x, clip.left_px), (y, clip.top_px)].map(|(a, b)| i64::from(a).max(i64::from(b)).max(0));
    let ends = [(x + width, clip.left_px, clip.width_px), (y + height, clip.top_px, clip.height_px)];
    let high = [0, 1].map(|axis| {
        let (own, start, length) = ends[axis];
        i64::from(own).min(i64::from(start) + i64::from(length)).min(i64::from(info.screen_size_px[axis]))
    });
    let area = [low[0], low[1], high[0] - low[0], high[1] - low[1]];
    (area[2] > 0 && area[3] > 0).then(|| area.map(|v| v as u32))
}

fn draw_lines(pass: &mut wgpu::RenderPass<'static>, lines: &LineBuffer, ranges: &[Range<u32>]) {
    // The same points four times, each time one further: an instance sees four in a row.
    for slot in 0..4 {
        let offset = u64::from(slot) * size_of::<lines::LinePoint>() as u64;
        pass.set_vertex_buffer(slot, lines.points.slice(offset..));
        if let Some(shifts) = &lines.shifts {
            let offset = u64::from(slot) * size_of::<lines::Shift>() as u64;
            pass.set_vertex_buffer(4 + slot, shifts.slice(offset..));
        }
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
