//! One uniform buffer for all draw calls of a frame.

use super::fixed::STEPS;
use tumen_scene::frame::{Rgba, Stroke};

/// What the shaders know of one draw call; see `common.wgsl`.
#[repr(C)]
#[derive(Debug, Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
pub struct Locals {
    /// The point looked at, fixed-point.
    pub eye: [i32; 2],
    /// Where it appears, physical pixels of the target.
    pub center: [f32; 2],
    /// Size of the target, physical pixels.
    pub screen: [f32; 2],
    /// Physical pixels per fixed-point step.
    pub scale: f32,
    /// Half of a line's width, physical pixels.
    pub half_width: f32,
    /// Premultiplied, gamma space.
    pub color: [f32; 4],
    /// Dash pattern, physical pixels.
    pub dash: [f32; 4],
    /// Dash cycles per fixed-point step as a 64-bit binary fraction, high and low word.
    pub dash_rate: [u32; 2],
    /// How far apart lines that share an alignment lie, physical pixels per step of
    /// a [`Shift`](super::lines::Shift).
    pub spread: f32,
    /// Fills the struct to what uniform layout asks for.
    pub unused: u32,
}

impl Locals {
    /// The same for areas of a color.
    #[must_use]
    pub fn filled(self, color: Rgba) -> Self {
        Self { color: premultiplied(color), ..self }
    }

    /// The same for a kept picture of that size, whose corner appears at a point, physical pixels.
    #[must_use]
    pub fn placed(self, corner: [f32; 2], [width, height]: [f32; 2]) -> Self {
        Self { center: corner, dash: [width, height, 0.0, 0.0], ..self.faded(1.0) }
    }

    /// The same for a picture of that opacity.
    #[must_use]
    pub fn faded(self, opacity: f32) -> Self {
        Self { color: [0.0, 0.0, 0.0, opacity.clamp(0.0, 1.0)], ..self }
    }

    /// The same for lines that lie so many pixels apart.
    #[must_use]
    pub fn spread(self, spread: f32, pixels_per_point: f32) -> Self {
        Self { spread: spread * pixels_per_point / super::lines::SHIFT_STEPS, ..self }
    }

    /// The same for a line. `scale` is physical pixels per fixed-point step, in full precision.
    #[must_use]
    pub fn stroked(self, stroke: &Stroke, pixels_per_point: f32, scale: f64) -> Self {
        let dash = stroke.dash.map(|d| d.max(0.0) * pixels_per_point);
        let period: f32 = dash.iter().sum();
        // A pattern finer than half a pixel shows nothing but noise.
        let dash = if period > 0.5 { dash } else { [0.0; 4] };
        let rate = if period > 0.5 { scale / f64::from(period) } else { 0.0 };
        Self {
            color: premultiplied(stroke.color),
            half_width: stroke.width.max(0.0) * 0.5 * pixels_per_point,
            dash,
            dash_rate: binary_fraction(rate),
            ..self
        }
    }
}

/// A number below 1 as a 64-bit binary fraction: high word, low word.
fn binary_fraction(value: f64) -> [u32; 2] {
    let bits = (value * 2f64.powi(64)) as u64;
    [(bits >> 32) as u32, bits as u32]
}

/// A color in gamma space with its alpha multiplied in, as egui blends.
fn premultiplied(color: Rgba) -> [f32; 4] {
    let [r, g, b, a] = color.0.map(|v| f32::from(v) / 255.0);
    [r * a, g * a, b * a, a]
}

/// Physical pixels per fixed-point step at a scale of physical pixels per map unit.
#[must_use]
pub fn step_scale(pixels_per_unit: f64) -> f64 {
    pixels_per_unit / STEPS
}

/// The buffer and what will be written into it.
pub struct Uniforms {
    buffer: wgpu::Buffer,
    layout: wgpu::BindGroupLayout,
    bind_group: wgpu::BindGroup,
    stride: usize,
    bytes: Vec<u8>,
}

impl Uniforms {
    /// An empty buffer for a device.
    #[must_use]
    pub fn new(device: &wgpu::Device, layout: wgpu::BindGroupLayout) -> Self {
        let align = device.limits().min_uniform_buffer_offset_alignment as usize;
        let stride = size_of::<Locals>().next_multiple_of(align.max(1));
        let (buffer, bind_group) = allocate(device, &layout, stride * 64);
        Self { buffer, layout, bind_group, stride, bytes: Vec::new() }
    }

    /// Forgets what was allotted: a new frame begins.
    pub fn clear(&mut self) {
        self.bytes.clear();
    }

    /// Allots a place and gives its offset, bytes.
    pub fn push(&mut self, locals: &Locals) -> u32 {
        let offset = self.bytes.len();
        self.bytes.extend_from_slice(bytemuck::bytes_of(locals));
        self.bytes.resize(offset + self.stride, 0);
        offset as u32
    }

    /// Writes everything allotted, in a larger buffer if need be.
    pub fn upload(&mut self, device: &wgpu::Device, queue: &wgpu::Queue) {
        if self.bytes.len() as u64 > self.buffer.size() {
            let size = self.bytes.len().next_power_of_two();
            (self.buffer, self.bind_group) = allocate(device, &self.layout, size);
        }
        if !self.bytes.is_empty() {
            queue.write_buffer(&self.buffer, 0, &self.bytes);
        }
    }

    /// What to bind, with an offset from [`Uniforms::push`].
    #[must_use]
    pub fn bind_group(&self) -> &wgpu::BindGroup {
        &self.bind_group
    }
}

fn allocate(
    device: &wgpu::Device,
    layout: &wgpu::BindGroupLayout,
    size: usize,
) -> (wgpu::Buffer, wgpu::BindGroup) {
    let buffer = device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("map uniforms"),
        size: size as u64,
        usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    });
    let bind_group = device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("map uniforms"),
        layout,
        entries: &[wgpu::BindGroupEntry {
            binding: 0,
            resource: wgpu::BindingResource::Buffer(wgpu::BufferBinding {
                buffer: &buffer,
                offset: 0,
                size: wgpu::BufferSize::new(size_of::<Locals>() as u64),
            }),
        }],
    });
    (buffer, bind_group)
}
