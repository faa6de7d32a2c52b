//! Paints what egui draws where a processor paints: same triangles, same pictures, simpler shaders.
//!
//! egui's shader chooses in every pixel between two ways of reading a texture. A graphics card takes one of
//! them; a software driver computes both and drops one, so that a pixel costs some hundred times a plain one.
//! Here areas without a texture are drawn in their colors, and the others read it in one way.

mod runs;
mod textures;

use super::pipelines;
use eframe::egui::emath::TSTransform;
use eframe::egui::epaint::{ClippedPrimitive, ClippedShape, Primitive};
use eframe::egui::{Context, FullOutput, PaintCallbackInfo, Plugin, Rect, Shape, TextureId};
use eframe::egui_wgpu::{self, CallbackResources, CallbackTrait, ScreenDescriptor};
use runs::{Run, Runs};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use textures::{Change, Textures};

type Changes = Arc<Mutex<Vec<Change>>>;

/// Turns what egui draws into callbacks that draw it here. To be added to a context after [`install`].
#[derive(Default)]
pub struct InterfacePainter {
    changes: Changes,
    /// Textures of which the last frame said that it is their last one.
    freed: Vec<TextureId>,
}

impl Plugin for InterfacePainter {
    fn debug_name(&self) -> &'static str {
        "interface painter"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        changes.extend(self.freed.drain(..).map(Change::Free));
        // egui's own painter needs no copy of textures that it does not draw.
        for (id, deltas) in std::mem::take(&mut output.textures_delta.set) {
            changes.extend(deltas.into_iter().map(|delta| Change::Set(id, delta)));
        }
        self.freed.extend(output.textures_delta.free.iter().copied());
        drop(changes);
        let primitives = ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        output.shapes = self.shapes(primitives);
    }
}

impl InterfacePainter {
    /// Callbacks for all meshes; callbacks of others stay between them.
    fn shapes(&self, primitives: Vec<ClippedPrimitive>) -> Vec<ClippedShape> {
        let mut shapes = Vec::new();
        let mut runs = Runs::default();
        for primitive in primitives {
            let own = runs::is_own(&primitive);
            let ClippedPrimitive { clip_rect, primitive } = primitive;
            match primitive {
                Primitive::Mesh(mesh) if own => runs.push(clip_rect, &mesh),
                Primitive::Mesh(mesh) => {
                    shapes.extend(self.callback(&mut runs));
                    shapes.push(clipped(clip_rect, Shape::mesh(mesh)));
                }
                Primitive::Callback(callback) => {
                    shapes.extend(self.callback(&mut runs));
                    shapes.push(clipped(clip_rect, Shape::Callback(callback)));
                }
            }
        }
        shapes.extend(self.callback(&mut runs));
        shapes
    }

    fn callback(&self, runs: &mut Runs) -> Option<ClippedShape> {
        let runs = std::mem::take(runs);
        if runs.is_empty() {
            return None;
        }
        // As large as its content: egui leaves out callbacks that are nowhere.
        let rect = runs.runs.iter().fold(Rect::NOTHING, |all, run| all.union(run.clip));
        let callback =
            InterfaceCallback { runs, changes: self.changes.clone(), slot: AtomicUsize::new(usize::MAX) };
        let shape = Shape::Callback(egui_wgpu::Callback::new_paint_callback(rect, callback));
        Some(clipped(rect, shape))
    }
}

fn clipped(clip_rect: Rect, shape: Shape) -> ClippedShape {
    ClippedShape { clip_rect, shape, transform_after_tessellation: TSTransform::IDENTITY }
}

/// Prepares a window's renderer for an [`InterfacePainter`]. Answers whether it can paint there: a target that
/// converts colors is left to egui.
pub fn install(state: &egui_wgpu::RenderState) -> bool {
    if state.target_format.is_srgb() {
        return false;
    }
    let resources = Resources::new(&state.device, state.target_format);
    state.renderer.write().callback_resources.insert(resources);
    true
}

/// Buffers that are written anew in every frame.
struct Slot {
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
}

struct Resources {
    plain: wgpu::RenderPipeline,
    textured: wgpu::RenderPipeline,
    window: wgpu::Buffer,
    window_binding: wgpu::BindGroup,
    textures: Textures,
    slots: Vec<Slot>,
    /// Slots in use by this frame.
    used: usize,
    preparing: bool,
}

impl Resources {
    fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let made = pipelines::interface(device, format);
        let window = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("interface"),
            size: size_of::<[f32; 4]>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let window_binding = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("interface"),
            layout: &made.window,
            entries: &[wgpu::BindGroupEntry { binding: 0, resource: window.as_entire_binding() }],
        });
        Self {
            plain: made.plain,
            textured: made.textured,
            window,
            window_binding,
            textures: Textures::new(made.texture),
            slots: Vec::new(),
            used: 0,
            preparing: false,
        }
    }

    fn prepare(
        &mut self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        screen: &ScreenDescriptor,
        callback: &InterfaceCallback,
    ) {
        if !self.preparing {
            self.preparing = true;
            self.used = 0;
            let size = screen.size_in_pixels.map(|side| side as f32 / screen.pixels_per_point);
            queue.write_buffer(&self.window, 0, bytemuck::cast_slice(&[size[0], size[1], 0.0, 0.0]));
        }
        let changes = std::mem::take(&mut *callback.changes.lock().unwrap_or_else(PoisonError::into_inner));
        changes.into_iter().for_each(|change| self.textures.apply(device, queue, change));
        callback.slot.store(self.used, Ordering::Relaxed);
        self.write(device, queue, &callback.runs);
        self.used += 1;
    }

    /// Writes a callback's triangles into the next slot.
    fn write(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, runs: &Runs) {
        let vertices: &[u8] = bytemuck::cast_slice(&runs.vertices);
        let indices: &[u8] = bytemuck::cast_slice(&runs.indices);
        if self.slots.len() <= self.used {
            let vertices = buffer(device, vertices.len(), wgpu::BufferUsages::VERTEX);
            let indices = buffer(device, indices.len(), wgpu::BufferUsages::INDEX);
            self.slots.push(Slot { vertices, indices });
        }
        let slot = &mut self.slots[self.used];
        if slot.vertices.size() < vertices.len() as u64 {
            slot.vertices = buffer(device, vertices.len(), wgpu::BufferUsages::VERTEX);
        }
        if slot.indices.size() < indices.len() as u64 {
            slot.indices = buffer(device, indices.len(), wgpu::BufferUsages::INDEX);
        }
        queue.write_buffer(&slot.vertices, 0, vertices);
        queue.write_buffer(&slot.indices, 0, indices);
    }

    fn paint(
        &self,
        pass: &mut wgpu::RenderPass<'static>,
        screen: &PaintCallbackInfo,
        callback: &InterfaceCallback,
    ) {
        let Some(slot) = self.slots.get(callback.slot.load(Ordering::Relaxed)) else { return };
        let [width, height] = screen.screen_size_px;
        pass.set_viewport(0.0, 0.0, width as f32, height as f32, 0.0, 1.0);
        pass.set_bind_group(0, &self.window_binding, &[]);
        pass.set_vertex_buffer(0, slot.vertices.slice(..));
        pass.set_index_buffer(slot.indices.slice(..), wgpu::IndexFormat::Uint32);
        for run in &callback.runs.runs {
            self.paint_run(pass, screen, run);
        }
    }

    fn paint_run(&self, pass: &mut wgpu::RenderPass<'static>, screen: &PaintCallbackInfo, run: &Run) {
        let [x, y, width, height] = scissor(run.clip, screen.pixels_per_point, screen.screen_size_px);
        if width == 0 || height == 0 {
            return;
        }
        match run.texture {
            None => pass.set_pipeline(&self.plain),
            Some(id) => {
                let Some(binding) = self.textures.get(id) else { return };
                pass.set_pipeline(&self.textured);
                pass.set_bind_group(1, binding, &[]);
            }
        }
        pass.set_scissor_rect(x, y, width, height);
        pass.draw_indexed(run.indices.clone(), 0, 0..1);
    }
}

/// A buffer for so many bytes, with room to grow.
fn buffer(device: &wgpu::Device, bytes: usize, usage: wgpu::BufferUsages) -> wgpu::Buffer {
    device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("interface"),
        size: (bytes as u64).next_power_of_two().max(256),
        usage: usage | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}

/// The pixels of a clip rectangle, as egui rounds them.
fn scissor(clip: Rect, ppp: f32, size: [u32; 2]) -> [u32; 4] {
    let low = [clip.min.x, clip.min.y];
    let high = [clip.max.x, clip.max.y];
    let low = [0, 1].map(|a| ((low[a] * ppp).round() as u32).min(size[a]));
    let high = [0, 1].map(|a| ((high[a] * ppp).round() as u32).clamp(low[a], size[a]));
    [low[0], low[1], high[0] - low[0], high[1] - low[1]]
}

/// Draws meshes of egui that follow each other.
struct InterfaceCallback {
    runs: Runs,
    changes: Changes,
    /// Which slot holds the triangles.
    slot: AtomicUsize,
}

impl CallbackTrait for InterfaceCallback {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        screen: &ScreenDescriptor,
        _encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        if let Some(resources) = resources.get_mut::<Resources>() {
            resources.prepare(device, queue, screen, self);
        }
        Vec::new()
    }

    fn finish_prepare(
        &self,
        _device: &wgpu::Device,
        _queue: &wgpu::Queue,
        _encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        if let Some(resources) = resources.get_mut::<Resources>() {
            resources.preparing = false;
        }
        Vec::new()
    }

    fn paint(
        &self,
        info: PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        if let Some(resources) = resources.get::<Resources>() {
            resources.paint(pass, &info, self);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{pos2, vec2};

    #[test]
    fn a_clip_rectangle_ends_at_the_window() {
        let clip = Rect::from_min_size(pos2(-5.0, 10.2), vec2(500.0, 20.0));
        assert_eq!(scissor(clip, 2.0, [300, 200]), [0, 20, 300, 40]);
        assert_eq!(scissor(Rect::EVERYTHING, 1.0, [300, 200]), [0, 0, 300, 200]);
        assert_eq!(scissor(Rect::NOTHING, 1.0, [300, 200])[2], 0);
    }
}
