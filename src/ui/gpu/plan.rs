//! From the items of a frame to draws of what is in view.

use super::DrawItem;
use super::buffers::{Cache, Key, Resident};
use super::fixed;
use super::pipelines::Pipelines;
use super::uniforms::{self, Locals, Uniforms};
use std::ops::Range;
use std::sync::Arc;
use tumen_core::geo::PlaneBounds;
use tumen_scene::camera::Camera;
use tumen_scene::frame::{Part, Rgba, Stroke};
use tumen_scene::relief::Relief;

/// Instances out of view that are drawn rather than spending another draw call on leaving them out.
const DRAWN_THROUGH: u32 = 64;

/// What is drawn, in order.
#[derive(Default)]
pub struct Plan {
    /// The draws.
    pub draws: Vec<Draw>,
    /// Instances or indices, shared by all draws.
    pub ranges: Vec<Range<u32>>,
}

impl Plan {
    /// Forgets everything, but keeps the memory.
    pub fn clear(&mut self) {
        self.draws.clear();
        self.ranges.clear();
    }
}

/// One thing drawn.
pub struct Draw {
    /// What.
    pub key: Key,
    /// Offset into the uniform buffer, bytes.
    pub uniform: u32,
    /// Which of the plan's ranges.
    pub ranges: Range<usize>,
    /// Areas of an opaque color.
    pub opaque: bool,
}

/// What all items of a plan share.
pub struct View {
    /// What the shaders know of every draw.
    pub locals: Locals,
    /// Physical pixels per fixed-point step.
    scale: f64,
    pixels_per_point: f32,
    /// What is planned, map units.
    pub visible: PlaneBounds,
}

impl View {
    /// What a camera sees, its middle at a point of a target (both in physical pixels).
    #[must_use]
    pub fn new(camera: &Camera, ppp: f32, target: [u32; 2], middle: [f64; 2], visible: PlaneBounds) -> Self {
        let scale = uniforms::step_scale(camera.pixels_per_unit() * f64::from(ppp));
        let eye = fixed::fixed(camera.center.into());
        let center = std::array::from_fn(|axis| {
            // The eye is rounded to a step; the rest of the way is made up in pixels.
            let rest = camera.center[axis] * fixed::STEPS - f64::from(eye[axis]);
            (middle[axis] - rest * scale) as f32
        });
        let locals = Locals {
            eye,
            center,
            screen: target.map(|s| s as f32),
            scale: scale as f32,
            ..bytemuck::Zeroable::zeroed()
        };
        Self { locals, scale, pixels_per_point: ppp, visible }
    }
}

/// Turns items into draws.
pub struct Planner<'a> {
    /// The device.
    pub device: &'a wgpu::Device,
    /// Its queue.
    pub queue: &'a wgpu::Queue,
    /// The map's pipelines.
    pub pipelines: &'a Pipelines,
    /// Where the draws' uniforms go.
    pub uniforms: &'a mut Uniforms,
    /// Geometry and pictures.
    pub cache: &'a mut Cache,
    /// What is added to.
    pub plan: &'a mut Plan,
}

impl Planner<'_> {
    /// Adds an item, if it fits the camera's projection and is in view.
    pub fn item(&mut self, item: &DrawItem, camera: &Camera, view: &View) {
        let projection = camera.projection;
        match item {
            DrawItem::Relief(relief, opacity) => self.relief(relief, projection, view, *opacity),
            DrawItem::Fill(part, color) if part.layer.projection == projection => {
                self.fill(part, *color, view);
            }
            DrawItem::Stroke(part, stroke) if part.layer.projection == projection => {
                let reach = f64::from(stroke.width * 0.5 + 1.0 + part.reach()) / camera.pixels_per_unit();
                self.stroke(part, stroke, view, &view.visible.grown(reach));
            }
            DrawItem::Fill(..) | DrawItem::Stroke(..) => {}
        }
    }

    fn relief(
        &mut self,
        relief: &Arc<Relief>,
        projection: tumen_core::geo::Projection,
        view: &View,
        opacity: f32,
    ) {
        let key = self.cache.relief(self.device, self.queue, self.pipelines, relief, projection);
        self.draw_blocks(key, 0, view, &view.locals.faded(opacity), false);
    }

    fn fill(&mut self, part: &Part, color: Rgba, view: &View) {
        let key = self.cache.mesh(self.device, &part.layer, part.level);
        self.draw_blocks(key, part.group, view, &view.locals.filled(color), color.0[3] == u8::MAX);
    }

    fn stroke(&mut self, part: &Part, stroke: &Stroke, view: &View, visible: &PlaneBounds) {
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
        let locals = view.locals.spread(part.spread, view.pixels_per_point);
        self.push(key, first, &locals.stroked(stroke, view.pixels_per_point, view.scale), false);
    }

    fn draw_blocks(&mut self, key: Option<Key>, group: usize, view: &View, locals: &Locals, opaque: bool) {
        let Some(key) = key else { return };
        let (Some(Resident::Mesh(mesh)) | Some(Resident::Relief(mesh, _))) = self.cache.get(&key) else {
            return;
        };
        let first = self.plan.ranges.len();
        mesh.blocks.visible(group, &view.visible, &mut self.plan.ranges);
        self.push(key, first, locals, opaque);
    }

    /// Adds a draw of the ranges from `first` on, if there are any.
    fn push(&mut self, key: Key, first: usize, locals: &Locals, opaque: bool) {
        let ranges = first..self.plan.ranges.len();
        if !ranges.is_empty() {
            let uniform = self.uniforms.push(locals);
            self.plan.draws.push(Draw { key, uniform, ranges, opaque });
        }
    }
}
